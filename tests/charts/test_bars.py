"""The bars: who has one, what its fill says, and what stands beside and below it."""

import pytest

from observatory.charts.kinds import bars
from observatory.charts.kinds.bars import plot
from observatory.charts.plot import EmptyPlot
from observatory.charts.theme import LOOKS
from observatory.draw.plotly import figure
from observatory.i18n import RLI, text

LIGHT = LOOKS["light"]
GROUPS = [
    {"iso3": "OIC", "role": "aggregate", "year": 2023, "value": 26.3, "estimate": "modelled"},
    {"iso3": "OIC_ASIAN", "role": "aggregate", "year": 2023, "value": 27.7, "estimate": "modelled"},
    {"iso3": "WORLD", "role": "published", "year": 2021, "value": 23.8, "estimate": "modelled"},
]
MEMBERS = [
    {"iso3": "EGY", "year": 2023, "value": 24.6},
    {"iso3": "JOR", "year": 2023, "value": 30.2},
    {"iso3": "MAR", "year": 2014, "value": 35.3, "old": True},
    {"iso3": "SOM", "value": None, "missing": "not_found"},
]


def by_code(found, each):
    """What each member has of its bar, as `each` reads it off the series and the place."""
    return {
        code: each(series, at)
        for series in found.series
        for at, code in enumerate(found.codes)
        if series.values[at] is not None
    }


def kinds(found):
    """What the key says of each member."""
    words = {entry.fill: entry.words for entry in found.key}
    return by_code(found, lambda series, at: words[series.fill])


def labels(found):
    return by_code(found, lambda series, at: series.labels[at].text)


def test_a_member_without_a_value_has_no_bar(made):
    found = plot(made(MEMBERS, chart="bars"))
    assert set(kinds(found)) == {"EGY", "JOR", "MAR"}
    assert 0 not in [value for series in found.series for value in series.values]
    drawn = figure(found, None, LIGHT, "en")
    assert sorted(c[0] for t in drawn.data for c in t.customdata or ()) == ["EGY", "JOR", "MAR"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({}, "reported"),
        ({"old": True}, "old"),
        ({"estimate": "modelled", "supported": True}, "supported"),
        ({"estimate": "modelled", "supported": False}, "unsupported"),
        ({"estimate": "modelled", "supported": None}, "unsupported"),
    ],
)
def test_the_fill_and_the_legend_say_what_stands_behind_a_value(made, row, kind):
    found = made([{"iso3": "TUN", "year": 2023, "value": 22.6, **row}], chart="bars")
    assert kinds(plot(found)) == {"TUN": text(f"charts.{kind}", "en", years=5)}


def test_kinds_of_fill_differ_by_more_than_colour():
    shapes = {(fill.hatch, bool(fill.outline), fill.colour) for fill in bars.FILLS.values()}
    assert len(shapes) == len(bars.FILLS)


def test_each_value_has_its_year_beside_it(made):
    assert labels(plot(made(MEMBERS))) == {
        "EGY": "24.6 · 2023",
        "JOR": "30.2 · 2023",
        "MAR": "35.3 · 2014",
    }


def test_in_arabic_the_names_stand_right_and_value_and_year_read_from_there(made):
    drawn = figure(plot(made(MEMBERS, lang="ar")), None, LIGHT, "ar")
    low, high = drawn.layout.xaxis.range
    assert low > high
    assert drawn.layout.yaxis.side == "right"
    texts = [label.strip() for t in drawn.data for label in t.text or ()]
    assert texts
    assert all(label.startswith(RLI) for label in texts)
    hovers = [line for t in drawn.data for h in t.hovertext or () for line in h.split("<br>")]
    assert hovers
    assert all(line.startswith(RLI) for line in hovers)


def test_each_reference_line_has_its_value_and_year_on_a_line_of_its_own(made):
    drawn = figure(plot(made([*MEMBERS, *GROUPS])), None, LIGHT, "en")
    notes = {note.text: note.yshift for note in drawn.layout.annotations}
    assert set(notes) == {"OIC 26.3 · 2023", "OIC_ASIAN 27.7 · 2023", "WORLD 23.8 · 2021"}
    assert len(set(notes.values())) == len(notes)
    assert drawn.layout.margin.b >= -min(notes.values()) + bars.NOTE
    dashes = {shape.x0: shape.line.dash for shape in drawn.layout.shapes}
    assert dashes == {26.3: "dash", 27.7: "dash", 23.8: "dot"}


def test_a_reference_line_runs_through_no_label_at_the_end_of_a_bar(made):
    ours = {"iso3": "OIC", "role": "aggregate", "year": 2023, "value": 26.3}
    drawn = figure(plot(made([*MEMBERS, ours])), None, LIGHT, "en")
    spans = [(shape.y0, shape.y1) for shape in drawn.layout.shapes if shape.x0 == 26.3]
    # Egypt, the first row, ends at 24.6: its label stands where the line would run.
    assert spans == [(0.5, 2.5)]
    assert {shape.yref for shape in drawn.layout.shapes} == {"y"}


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_bands_are_called_an_illustration_in_the_figure_itself(made, lang):
    rows = [
        {"iso3": "OMN", "year": 2022, "value": 25.5},
        {"iso3": "PSE", "year": 2022, "value": 25.4},
        {"iso3": "MYS", "year": 2022, "value": 10.2},
    ]
    words = text("charts.bands", lang)
    by_value = plot(made(rows, by_value=True, lang=lang))
    by_name = plot(made(rows, lang=lang))
    assert [sentence.text for sentence in by_value.sentences] == [words]
    assert not by_name.sentences
    drawn = figure(by_value, None, LIGHT, lang)
    assert [words in note.text for note in drawn.layout.annotations] == [True]
    assert [(shape.y0, shape.y1) for shape in drawn.layout.shapes] == [(-0.5, 1.5)]


def test_a_view_without_any_value_says_why(made):
    assert plot(made([MEMBERS[-1]])) == EmptyPlot("NEET rate. found by nobody")
