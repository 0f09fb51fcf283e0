"""Distribution, women and men, change, small panels: each draws exactly the rows of its file."""

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.answers.answer import answer
from observatory.charts import plot_of
from observatory.charts.kinds import change, multiples, strip
from observatory.charts.kinds import gap as dumbbell
from observatory.charts.theme import LOOKS
from observatory.draw.plotly import figure
from observatory.i18n import difference, text
from observatory.view import View
from observatory.warehouse.build import current, open_build, stamp
from observatory.warehouse.terms import vocabulary

LIGHT = LOOKS["light"]


@pytest.fixture(scope="module")
def ask(warehouse):
    """The answer to a view on the embedded snapshot, each made once."""
    with open_build(current()).cursor() as cursor:
        terms, of = vocabulary(cursor), stamp(cursor)
        found = cache(lambda view: answer(view, cursor, terms, of))
        yield lambda **choices: found(View(**choices))


def members(found):
    """The rows of members with a value."""
    frame = found.frame
    return frame.loc[(frame["role"] == "member") & frame["value"].notna()]


def aside(found):
    """The members set aside, with the codes of the reasons."""
    frame = found.frame
    return dict(frame.loc[frame["missing"] != "", ["iso3", "missing"]].to_numpy())


def test_a_strip_shows_all_members_and_names_those_chosen(ask):
    found = ask(chart="strip", members=("MAR", "TUR"))
    plot = strip.plot(found)
    dots = {d.code: x for s in plot.series for d, x in zip(s.data, s.x, strict=True)}
    assert dots == dict(members(found)[["iso3", "value"]].to_numpy())
    assert len(dots) > 20
    own = members(found).loc[lambda rows: rows["compared"]].sort_values("value")["area"]
    named = {label.text for s in plot.series for label in s.labels}
    assert named == {own.iloc[0], own.iloc[-1], "Türkiye"}
    assert "Morocco" in found.subtitle
    assert aside(found)["MAR"] == "too_old"


def test_the_median_of_a_strip_is_that_of_its_dots(ask):
    found = ask(chart="strip")
    rows = members(found)
    said = " ".join(line.words for line in strip.plot(found).references)
    assert f"median of {len(rows)} members {rows['value'].median():.1f}" in said


def test_the_years_of_a_strip_are_the_window_of_the_method(ask):
    years = members(ask(chart="strip"))["year"]
    assert years.max() - years.min() <= 2


@given(st.lists(st.floats(0, 100), min_size=1).map(sorted))
def test_no_two_dots_of_a_level_touch(values):
    placed = strip.levels(values, 100.0)
    for level in set(placed):
        own = [v for v, at in zip(values, placed, strict=True) if at == level]
        assert all(b - a >= strip.DOT * 100 for a, b in pairwise(own))


def test_women_and_men_are_of_one_year_and_the_gap_is_their_difference(ask):
    found = ask(chart="gap")
    rows = dumbbell.pairs(found).set_index("iso3")
    both = members(found).pivot_table(index="iso3", columns="sex", values="value")
    assert (members(found).groupby("iso3")["year"].nunique() == 1).all()
    assert (members(found).groupby("iso3")["estimate"].nunique() == 1).all()
    assert (
        (both["F"] - both["M"]).round(9).equals((rows["women"] - rows["men"]).sort_index().round(9))
    )
    plot = dumbbell.plot(found)
    women, men, *more = plot.key
    assert [entry.words for entry in more] == [
        text("charts.key.aside", "en", old="older than 5 years")
    ]
    assert [(e.mark.symbol, e.mark.hollow) for e in (women, men)] == [
        ("circle", False),
        ("square", False),
    ]
    ends: dict[str, dict[str, float]] = {}
    gaps = {}
    for series in plot.series[1:]:
        for datum, x, label in zip(series.data, series.x, series.labels, strict=True):
            ends.setdefault(datum.code, {})[series.name] = x
            gaps |= {datum.code: label.text} if label else {}
    assert set(ends) == set(rows.index)
    for iso3, each in ends.items():
        assert gaps[iso3] == difference(each[women.words], each[men.words], "en", 1), iso3
    assert len(rows) + len(aside(found)) == 57


def test_a_change_is_drawn_from_its_two_ends_and_recomputed_from_them(ask):
    found = ask(chart="change")
    rows = change.ends(found)
    assert (rows["last_year"] - rows["first_year"] >= 2).all()
    assert len(rows) + len(aside(found)) == 57
    marks = {
        (datum.code, datum.year): x
        for s in change.plot(found).series
        for datum, x in zip(s.data, s.x, strict=False)
    }
    for row in rows.itertuples():
        assert marks[row.iso3, row.first_year] == row.first
        assert marks[row.iso3, row.last_year] == row.last
    few = ask(chart="change", members=tuple(rows["iso3"].head(3)))
    lines = {s.code: (*s.x, *s.y) for s in change.plot(few).series if s.stroke is not None}
    assert lines == {
        row.iso3: (row.first_year, row.last_year, row.first, row.last)
        for row in change.ends(few).itertuples()
    }


def test_a_change_that_is_refused_is_set_aside_with_the_reason(ask):
    found = ask(chart="change", lens="modelled")
    reasons = set(found.set_aside["reason"])
    assert text("missing.unsupported", "en") in reasons
    assert not set(aside(found)) & set(members(found)["iso3"])


def test_the_years_chosen_are_the_ends_of_a_change(ask):
    rows = change.ends(ask(chart="change", first=2015, last=2021))
    assert len(rows)
    assert rows["first_year"].min() >= 2015
    assert rows["last_year"].max() <= 2021


def test_small_panels_hold_every_value_and_say_their_common_scale(ask):
    found = ask(chart="multiples", members=("MAR", "TUR", "PSE"))
    rows = members(found)
    plot = multiples.plot(found)
    shown = {
        ("lines" if series.stroke else "markers", d.code, d.year, y)
        for _, panel in plot.panels
        for series in panel.series
        for d, y in zip(series.data, series.y, strict=True)
    }
    national = rows["estimate"] == "reported"
    given = rows.assign(mode=national.map({True: "markers", False: "lines"}))
    assert shown == set(given[["mode", "iso3", "year", "value"]].itertuples(index=False, name=None))
    (dashed,) = [e for e in plot.key if e.words == text("charts.key.projected", "en")]
    assert dashed.stroke.dash != "solid"
    assert len({(panel.x, panel.y) for _, panel in plot.panels}) == 1
    drawn = figure(plot, None, LIGHT, "en")
    said = " ".join(note.text for note in drawn.layout.annotations)
    assert f"each panel: {rows['year'].min()} to {rows['year'].max()}" in said
    assert rows["year"].min() >= 2000
    assert members(ask(chart="multiples", first=1990))["year"].min() < 2000


@pytest.mark.parametrize("chart", ["bars", "strip", "map", "scatter"])
def test_the_same_year_for_all_leaves_every_member_at_one_year_or_out(ask, chart):
    found = ask(chart=chart, same=True)
    rows = members(found)
    assert rows.groupby("indicator_id")["year"].nunique().eq(1).all()
    assert len(rows) > 10
    if chart != "scatter":
        assert set(rows["iso3"]) | set(aside(found)) == set(
            members(ask(chart="table"))["iso3"]
        ) | set(aside(found))


@pytest.mark.parametrize("chart", ["strip", "gap", "change", "multiples"])
def test_in_arabic_the_scale_runs_from_right_to_left(ask, chart):
    found = ask(chart=chart, lang="ar")
    left, right = figure(plot_of(found), None, LIGHT, "ar").layout.xaxis.range
    assert left > right


def test_palestine_and_nigeria_are_refused_a_change_over_the_years_of_their_notes(ask):
    """Palestine: another coverage from 2023 on. Nigeria: a redesigned survey in 2022."""
    for iso3, first in (("PSE", 2021), ("NGA", 2019)):
        found = ask(chart="change", members=(iso3,), first=first, last=2024)
        assert aside(found) == {iso3: "note"}
        assert list(found.set_aside["reason"]) == [text("missing.note", "en")]
    assert aside(ask(chart="change", members=("PSE",), first=2015, last=2022)) == {}


def test_a_member_with_values_outside_the_years_alone_is_not_called_unknown(ask):
    """Afghanistan's last national value of women and men is of 2021, Morocco's change ends 2014."""
    assert aside(ask(chart="gap", first=2023))["AFG"] == "too_old"
    assert aside(ask(chart="change", first=2015))["MAR"] == "too_old"


def test_a_change_to_a_value_that_a_release_revised_is_refused_by_its_note(ask):
    """Bangladesh 2022: 29.998 in the World Bank's release of 2024, 14.958 in that of 2025."""
    for last in (2022, 2023):
        found = ask(chart="change", members=("BGD",), first=2017, last=last)
        assert aside(found) == {"BGD": "note"}


def test_a_change_with_an_end_far_from_the_model_of_its_year_is_refused(ask):
    """Niger 2017: 68.7 by one survey, where the ILO's model has 24.6; 2022: 15.7 and 15.7."""
    assert aside(ask(chart="change"))["NER"] == "apart"


def test_what_is_known_of_the_surveys_behind_a_change_is_said(ask):
    found = ask(chart="change")
    rows = members(found)
    unnamed = rows.loc[~rows["surveys_named"].astype("bool"), "iso3"].nunique()
    said = text("note.surveys", "en", k=unnamed, n=rows["iso3"].nunique())
    assert 0 < unnamed <= rows["iso3"].nunique()
    assert said in found.notes


@pytest.mark.parametrize("chart", ["gap", "change"])
def test_every_difference_that_is_printed_follows_from_the_ends_that_are_printed(ask, chart):
    tips = [tip for series in plot_of(ask(chart=chart)).series for tip in series.tips]
    assert tips
    for hover in (tip.lines[0] for tip in tips):
        numbers = [float(n) for n in re.findall(r"[+-]?\d+\.\d", hover.replace("−", "-"))]
        first, last, points = numbers if chart == "change" else (numbers[1], numbers[0], numbers[2])
        assert round(last - first, 1) == points, hover


def test_unsupported_values_are_in_no_median_and_have_open_marks(ask):
    found = ask(chart="strip", lens="modelled")
    rows = members(found)
    own = rows.loc[rows["compared"], "value"]
    assert 0 < len(own) < len(rows)
    plot = strip.plot(found)
    said = " ".join(line.words for line in plot.references)
    assert f"median of {len(own)} members {own.median():.1f}" in said
    full = {d.code for series in plot.series if not series.mark.hollow for d in series.data}
    assert full == set(rows.loc[rows["compared"] & ~rows["old"], "iso3"])
    assert len(full) < sum(len(series.data) for series in plot.series)


@pytest.mark.parametrize("choices", [{"first": 2010, "last": 2015}, {"same": True}])
def test_the_map_of_years_in_the_past_keeps_its_classes(ask, choices):
    """Age is counted from the end of the years chosen: nothing in them is old against the build."""
    found = ask(chart="map", indicator=("neet_rate",), **choices)
    shown = members(found)
    assert not shown["old"].any()
    classes = [entry for entry in plot_of(found).key if entry.fill.colour.startswith("ramp")]
    assert len(classes) >= 2
    last = choices.get("last") or int(shown["year"].max())
    assert shown["year"].max() <= last


def test_what_is_old_in_years_of_the_past_is_called_so_against_these_years(ask):
    found = ask(chart="map", indicator=("neet_rate",), last=2015)
    old = members(found)["old"]
    assert old.any()
    assert (members(found).loc[old, "year"] < 2010).all()
    words = text("charts.old.window", "en", years=5, year=2015)
    assert words in [entry.words for entry in plot_of(found).key]
    assert any(note.startswith(words) for note in found.notes)
    (latest,) = [
        n for n in ask(chart="bars", indicator=("neet_rate",)).notes if n.startswith("Old")
    ]
    assert "classes" not in latest
