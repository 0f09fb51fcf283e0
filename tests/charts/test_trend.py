"""The trend: what is joined and what is not, whose colour is whose, where the names stand."""

import re
from itertools import combinations, pairwise

import pytest
from colour_difference import difference

from observatory.catalog import home_colours
from observatory.charts.kinds.trend import plot
from observatory.charts.label_spacing import END_LINE
from observatory.charts.member_colours import COLOURS, member_colours
from observatory.charts.theme import LOOKS
from observatory.draw.plotly import figure
from observatory.i18n import RLI, text
from observatory.methods.participation import NETWORK
from observatory.session import desk

LIGHT = LOOKS["light"]
OURS = {"iso3": "OIC", "role": "aggregate", "n": 56, "n_members": 57, "coverage": 0.99}


def points(series):
    """(year, value) of a series in its order, None where its line breaks."""
    pairs = zip(series.x, series.y, strict=True)
    return [None if y is None else (int(x), y) for x, y in pairs]


def lines(found):
    return [series for series in found.series if series.stroke is not None]


def marks(found):
    """The points of each mark, by its symbol."""
    return {s.mark.symbol: points(s) for s in found.series if s.stroke is None}


def names(drawn, found):
    """The names at the ends: text to the place of their middle, in pixels above the axis."""
    low, high = drawn.layout.yaxis.range
    scale = found.height / (high - low)
    return {
        note.text: (note.y - low) * scale + (note.yshift or 0) - (note.ay or 0)
        for note in drawn.layout.annotations
    }


def test_the_projection_starts_at_the_last_estimate_and_is_drawn_apart(made, tunisia):
    solid, dashed = lines(plot(made(tunisia)))
    assert points(solid) == [(2021, 25.0), (2022, 23.8), (2023, 22.6)]
    assert points(dashed) == [(2023, 22.6), (2024, 22.6)]
    assert solid.stroke.dash == "solid"
    assert dashed.stroke.dash != "solid"


def test_a_projection_is_not_joined_over_years_without_a_value(made):
    years = {2020: "modelled", 2025: "projected", 2030: "projected"}
    rows = [
        {"iso3": "BEN", "year": year, "value": 2.4 + i / 10, "estimate": kind}
        for i, (year, kind) in enumerate(years.items())
    ]
    for line in lines(plot(made(rows))):
        assert all(None in pair for pair in pairwise(points(line)))


def test_the_line_of_a_group_breaks_where_coverage_is_too_low_to_publish(made):
    rows = [
        {**OURS, "year": year, "value": value, "estimate": "modelled"}
        for year, value in ((2018, 26.4), (2019, None), (2020, 27.9))
    ]
    found = plot(made(rows))
    (line,) = lines(found)
    assert points(line) == [(2018, 26.4), None, (2020, 27.9)]
    drawn = figure(found, None, LIGHT, "en")
    assert [t.connectgaps for t in drawn.data if t.mode == "lines" and t.x != (None,)] == [False]


def test_the_line_breaks_where_the_set_of_members_changes_and_a_tick_stands_there(made):
    rows = [
        {**OURS, "year": y, "value": v, "estimate": "modelled", "set_changed": y == 2022}
        for y, v in ((2020, 27.9), (2021, 27.0), (2022, 26.6), (2023, 26.3))
    ]
    found = plot(made(rows))
    (line,) = lines(found)
    assert points(line) == [(2020, 27.9), (2021, 27.0), None, (2022, 26.6), (2023, 26.3)]
    assert marks(found) == {"tick": [(2022, 26.6)]}


def test_a_year_that_no_line_reaches_has_a_mark_of_its_own(made):
    rows = [
        {**OURS, "year": y, "value": v, "estimate": "modelled", "set_changed": y == 2023}
        for y, v in ((2019, 26.1), (2021, 27.0), (2022, 26.6), (2023, 26.3))
    ]
    assert marks(plot(made(rows)))["circle"] == [(2019, 26.1), (2023, 26.3)]


def test_modelled_years_that_a_national_value_supports_are_marked(made):
    rows = [
        {"iso3": "TUN", "year": y, "value": 23.0, "estimate": "modelled", "supported": y == 2021}
        for y in (2020, 2021, 2022)
    ]
    assert list(marks(plot(made(rows))).values()) == [[(2021, 23.0)]]


def test_the_hover_of_a_group_says_what_it_rests_on_and_whether_of_large_members_only(made):
    row = {
        **OURS, "year": 2023, "value": 26.3, "estimate": "modelled", "coverage": 0.997,
        "median": 22.9, "loo_low": 25.1, "loo_high": 28.1, "label": "large_members_only",
    }  # fmt: skip
    (tip,) = plot(made([row])).series[0].tips
    said = "\n".join(tip.lines)
    assert "56 of 57 members, 99.7% of the weight" in said
    assert "unweighted median 22.9; without any one member 25.1–28.1" in said
    assert "large members only" in said


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_year_is_read_whole_wherever_the_pointer_is(made, lang):
    rows = [
        {"iso3": "TUR", "year": 2022, "value": 25.0, "estimate": "modelled"},
        {"iso3": "TUR", "year": 2023, "value": 22.6, "estimate": "modelled"},
        {"iso3": "TUR", "year": 2023, "value": 22.9, "estimate": "reported"},
        {"iso3": "MAR", "year": 2023, "value": 32.9, "estimate": "modelled"},
        {**OURS, "year": 2023, "value": 26.3, "estimate": "modelled"},
    ]
    drawn = figure(plot(made(rows, lang=lang)), None, LIGHT, lang)
    (reader,) = [trace for trace in drawn.data if trace.hovertext]
    assert drawn.layout.hovermode == "x"
    assert list(reader.x) == [2022, 2023]
    earlier, later = reader.hovertext
    values = [re.search(r"\d\d\.\d", line)[0] for line in later.split("<br>")[1:5]]
    assert sorted(values[:3]) == ["22.6", "22.9", "32.9"]
    assert values[3] == "26.3"
    assert "2023" in later.split("<br>")[0]
    for kind in ("modelled", "reported"):
        assert (text(f"estimate.{kind}", lang) in earlier) == (kind == "modelled")
        assert text(f"estimate.{kind}", lang) in later


def test_with_many_members_each_mark_speaks_for_itself(made):
    rows = [
        {"iso3": f"A{at:02}", "year": 2023, "value": 20.0 + at, "estimate": "modelled"}
        for at in range(20)
    ]
    drawn = figure(plot(made(rows)), None, LIGHT, "en")
    assert drawn.layout.hovermode == "closest"


def test_a_line_of_ours_is_called_by_how_many_members_have_a_value(made):
    rows = [
        {**OURS, "year": year, "value": 26.0, "estimate": "modelled", "n": n}
        for year, n in ((2021, 50), (2022, 55), (2023, 56))
    ]
    (named,) = plot(made(rows)).end_names
    assert named.text.endswith("(50–56 of 57)")
    (whole,) = plot(made([{**row, "n": 57} for row in rows])).end_names
    assert " of 57" not in whole.text


def test_groups_of_ours_are_dashed_and_those_of_a_publisher_dotted(made):
    years = [(2022, 23.0), (2023, 22.8)]
    rows = [
        {**of, "year": year, "value": value, "estimate": "modelled"}
        for of in (OURS, {"iso3": "WORLD", "role": "published"})
        for year, value in years
    ]
    dashes = {line.code: line.stroke.dash for line in lines(plot(made(rows)))}
    assert dashes == {"OIC": "dash", "WORLD": "dot"}


def test_a_member_keeps_its_colour_whoever_stands_beside_it_and_no_two_of_twelve_share_one():
    alone = {iso3: member_colours([iso3])[iso3] for iso3 in ("MAR", "SEN", "EGY", "IDN")}
    assert member_colours(alone) == alone
    twelve = "DZA BGD EGY IDN MAR NGA PAK SAU SEN TUN TUR UZB".split()
    assert len(set(member_colours(twelve).values())) == len(twelve)
    assert all(len(look.categorical) == COLOURS for look in LOOKS.values())


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_the_largest_the_chairs_and_the_hosts_are_told_apart_at_a_glance(warehouse, look):
    with desk("en") as at:
        offices = at.network.tables["offices"]
        chairs = offices.loc[(offices["framework"] == NETWORK) & (offices["role"] == "chair")]
        hosts = at.network.events["host_iso3"].dropna()
        members = {*at.terms.largest, *chairs["iso3"], *hosts}
        every = set(at.terms.members)
    assert len(members) >= 7
    shown = {iso3: look.colour(role) for iso3, role in member_colours(members).items()}
    apart = {pair: difference(shown[pair[0]], shown[pair[1]]) for pair in combinations(shown, 2)}
    assert {pair: found for pair, found in apart.items() if found < 20} == {}
    # Each has its home colour to itself: it is the same alone and among the others.
    assert member_colours(members) == {m: member_colours([m])[m] for m in members}
    assert set(home_colours.load()) == every


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_no_member_has_the_colour_of_a_group(look):
    assert not {look.ink, look.reference, look.muted} & set(look.categorical)
    assert len(set(look.categorical)) == len(look.categorical)


def test_the_names_of_all_57_stand_apart_beside_the_plot(made):
    codes = [f"A{number:02}" for number in range(57)]
    rows = [
        {"iso3": code, "year": year, "value": 20 + i / 20, "estimate": "modelled"}
        for i, code in enumerate(codes)
        for year in (2022, 2023)
    ]
    found = plot(made(rows))
    placed = sorted(names(figure(found, None, LIGHT, "en"), found).values())
    assert len(placed) == 57
    assert placed[0] >= 0
    assert placed[-1] <= found.height
    assert all(above - below >= END_LINE - 1e-6 for below, above in pairwise(placed))


def test_in_arabic_time_begins_at_the_right_and_the_scale_stands_there(made, tunisia):
    drawn = figure(plot(made(tunisia, lang="ar")), None, LIGHT, "ar")
    first, last = drawn.layout.xaxis.range
    assert first > last
    assert drawn.layout.yaxis.side == "right"
    assert {(note.x, note.xanchor) for note in drawn.layout.annotations} == {(0, "right")}


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_every_line_of_a_hover_has_the_direction_of_its_language(made, tunisia, lang):
    drawn = figure(plot(made(tunisia, lang=lang)), None, LIGHT, lang)
    hovers = [hover for trace in drawn.data for hover in trace.hovertext or () if hover]
    said = [line for hover in hovers for line in hover.split("<br>")]
    assert said
    assert all(line.startswith(RLI) == (lang == "ar") for line in said)
