"""The bars: who has one, what its fill says, and what stands beside and below it."""

import pytest

from observatory.charts.kinds import bars
from observatory.charts.theme import LOOKS
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


def kinds(drawn):
    """What the legend says of each member."""
    return {code: trace.name for trace in drawn.data for code, *_ in trace.customdata}


def labels(drawn):
    return {
        c[0]: t for trace in drawn.data for c, t in zip(trace.customdata, trace.text, strict=True)
    }


def test_a_member_without_a_value_has_no_bar(made):
    drawn = bars.figure(made(MEMBERS, chart="bars"), LIGHT)
    assert set(kinds(drawn)) == {"EGY", "JOR", "MAR"}
    assert 0 not in [value for trace in drawn.data for value in trace.x]


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
    assert kinds(bars.figure(found, LIGHT)) == {"TUN": text(f"charts.{kind}", "en")}


def test_kinds_of_fill_differ_by_more_than_colour():
    fills = [bars._fill(kind, LIGHT) for kind in bars.KINDS]
    shapes = [
        (str(f.get("pattern", {}).get("shape")), bool(f.get("line")), f["color"]) for f in fills
    ]
    assert len(set(shapes)) == len(bars.KINDS)


def test_each_value_has_its_year_beside_it(made):
    said = {
        code: label.strip() for code, label in labels(bars.figure(made(MEMBERS), LIGHT)).items()
    }
    assert said == {"EGY": "24.6 · 2023", "JOR": "30.2 · 2023", "MAR": "35.3 · 2014"}


def test_in_arabic_the_names_stand_right_and_value_and_year_read_from_there(made):
    drawn = bars.figure(made(MEMBERS, lang="ar"), LIGHT)
    low, high = drawn.layout.xaxis.range
    assert low > high
    assert drawn.layout.yaxis.side == "right"
    assert all(label.startswith(RLI) for label in labels(drawn).values())
    hovers = [line for t in drawn.data for hover in t.hovertext for line in hover.split("<br>")]
    assert all(line.startswith(RLI) for line in hovers)


def test_each_reference_line_has_its_value_and_year_on_a_line_of_its_own(made):
    drawn = bars.figure(made([*MEMBERS, *GROUPS]), LIGHT)
    notes = {note.text: note.yshift for note in drawn.layout.annotations}
    assert set(notes) == {"OIC 26.3 · 2023", "OIC_ASIAN 27.7 · 2023", "WORLD 23.8 · 2021"}
    assert len(set(notes.values())) == len(notes)
    assert drawn.layout.margin.b >= -min(notes.values()) + bars.NOTE
    dashes = {shape.x0: shape.line.dash for shape in drawn.layout.shapes}
    assert dashes == {26.3: "dash", 27.7: "dash", 23.8: "dot"}


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_bands_are_called_an_illustration_in_the_figure_itself(made, lang):
    rows = [
        {"iso3": "OMN", "year": 2022, "value": 25.5},
        {"iso3": "PSE", "year": 2022, "value": 25.4},
        {"iso3": "MYS", "year": 2022, "value": 10.2},
    ]
    words = text("charts.bands", lang)
    by_value = bars.figure(made(rows, by_value=True, lang=lang), LIGHT)
    by_name = bars.figure(made(rows, lang=lang), LIGHT)
    assert [words in note.text for note in by_value.layout.annotations] == [True]
    assert not by_name.layout.annotations
    assert [(shape.y0, shape.y1) for shape in by_value.layout.shapes] == [(-0.5, 1.5)]


def test_a_view_without_any_value_says_why(made):
    drawn = bars.figure(made([MEMBERS[-1]]), LIGHT)
    assert not drawn.data
    assert drawn.layout.annotations[0].text == "NEET rate. found by nobody"
