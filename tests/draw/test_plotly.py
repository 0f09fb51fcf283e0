"""Plots on screen: separators, directions, room for the words around, and every role a colour."""

import re
from datetime import date

import pytest

from observatory.charts.plot import (
    Axis,
    BarPlot,
    Bars,
    CellPlot,
    Datum,
    EmptyPlot,
    Entry,
    Fill,
    Label,
    Mark,
    PanelPlot,
    PointPlot,
    Points,
    Reference,
    Stroke,
    Tip,
)
from observatory.charts.theme import LOOKS, SMALL, SUBTITLE, TITLE, Frame
from observatory.draw.layout import base, isolate_lines
from observatory.draw.plotly import (
    SMALL_LINE,
    SUBTITLE_LINE,
    TITLE_LINE,
    config,
    figure,
)
from observatory.i18n import RLI, number

LIGHT = LOOKS["light"]
SHORT = Frame("NEET rate", "Share of youth", "Source: ILOSTAT")
LONG = Frame("NEET rate " * 20, "Share of youth " * 30, "Source: ILOSTAT " * 40)
SPOT = Points(
    name="dots",
    x=(1.0, 2.0),
    y=(3.0, 4.0),
    mark=Mark("circle", 10, "series-1", hollow=True),
    data=(Datum("MAR", "Morocco", 2020), Datum("TUR", "Türkiye", 2021)),
    tips=(Tip("Morocco", ("3.0",), "ILO"), None),
    labels=(Label("Morocco", "after"), None),
)
PLOT = PointPlot((SPOT,), Axis(0, 5), Axis(0, 10), key=(Entry("a dot", mark=SPOT.mark),))


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_plotly_separates_numbers_as_the_rest_of_the_page_does(lang):
    point, thousands = base(LIGHT, lang)["separators"]
    assert number(1234.5, lang) == f"1{thousands}234{point}5"


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_words_begin_where_reading_begins(lang):
    drawn = figure(PLOT, SHORT, LIGHT, lang)
    side = "right" if lang == "ar" else "left"
    assert {note.xanchor for note in drawn.layout.annotations} == {side}
    assert drawn.layout.hoverlabel.align == side


def test_long_words_are_wrapped_and_the_figure_grows_so_that_none_is_clipped():
    short, long = (figure(PLOT, words, LIGHT, "en") for words in (SHORT, LONG))
    most = {TITLE: TITLE_LINE, SUBTITLE: SUBTITLE_LINE, SMALL: SMALL_LINE}
    above = below = 0
    for note in long.layout.annotations:
        rows = note.text.replace("<b>", "").replace("</b>", "").split("<br>")
        assert max(map(len, rows)) <= most[note.font.size]
        tall = note.font.size * len(rows)
        above, below = (above + tall, below) if note.y else (above, below + tall)
    assert long.layout.margin.t >= above
    assert long.layout.margin.b >= below
    plots = [d.layout.height - d.layout.margin.t - d.layout.margin.b for d in (short, long)]
    assert plots == pytest.approx([PLOT.height] * 2, abs=1)


def test_a_figure_without_words_has_none_around_it():
    assert not figure(PLOT, None, LIGHT, "en").layout.annotations


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_empty_plot_says_why_in_the_direction_of_its_language(lang):
    drawn = figure(EmptyPlot("found by nobody " * 10), None, LIGHT, lang)
    (note,) = drawn.layout.annotations
    lines = note.text.split("<br>")
    assert len(lines) > 1
    assert all(line.startswith(RLI) == (lang == "ar") for line in lines)


@pytest.mark.parametrize("high", [500, 752, 1300, 1400])
def test_pictures_have_the_size_of_a_slide_and_lose_no_line(high):
    drawn = figure(PLOT, None, LIGHT, "en").update_layout(height=high)
    asked = config("neet_rate-trend", drawn)["toImageButtonOptions"]
    assert int(asked["width"] * asked["scale"]) == 1920
    assert int(asked["height"] * asked["scale"]) == 1080
    assert asked["height"] >= max(720, high)
    assert (asked["format"], asked["filename"]) == ("png", "neet_rate-trend")


def test_a_role_is_a_colour_of_the_look():
    assert LIGHT.colour("series-3") == LIGHT.categorical[3]
    assert LIGHT.colour("ramp-2") == LIGHT.sequential[2]
    assert LIGHT.colour("accent") == LIGHT.accent
    with pytest.raises(AttributeError):
        LIGHT.colour("chartreuse")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_points_say_their_name_facts_and_source_and_whose_they_are(lang):
    trace, key = figure(PLOT, None, LIGHT, lang).data
    said = [isolate_lines(line, lang) for line in ("<b>Morocco</b>", "3.0")]
    assert trace.hovertext[0].split("<br>")[:2] == said
    assert "ILO" in trace.hovertext[0]
    assert trace.hovertext[1] == ""
    assert [list(each) for each in trace.customdata] == [
        ["MAR", "Morocco", 2020],
        ["TUR", "Türkiye", 2021],
    ]
    assert (trace.marker.color, trace.marker.line.color) == (LIGHT.paper, LIGHT.categorical[1])
    assert trace.textposition[0] == ("middle left" if lang == "ar" else "middle right")
    assert not trace.showlegend
    assert key.showlegend
    assert set(key.x) == {None}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_bars_stand_at_their_rows_hatched_or_full_and_spans_have_both_their_days(lang):
    bars = (
        Bars("known", (4.0, None), Fill("accent"), labels=(Label("4.0", "edge"), None)),
        Bars("model", (None, 2.0), Fill("paper", "accent", "/", "accent")),
    )
    plot = BarPlot(("a", "b"), bars, Axis(0, 5, at_top=True), references=(
        Reference(3.0, "World", words_at="below"), Reference(4.0, "OIC", words_at="below"),
    ))  # fmt: skip
    drawn = figure(plot, None, LIGHT, lang)
    full, hatched = drawn.data
    assert (list(full.y), list(full.x)) == ([0], [4.0])
    assert (list(hatched.y), hatched.marker.pattern.shape) == ([1], "/")
    assert (drawn.layout.xaxis.range[0] > drawn.layout.xaxis.range[1]) == (lang == "ar")
    assert len({note.yshift for note in drawn.layout.annotations}) == 2
    days = (date(2024, 1, 1), date(2024, 2, 1))
    span = Bars("span", days[1:], Fill("accent"), starts=days[:1])
    (trace,) = figure(BarPlot(("a",), (span,), Axis(*days, kind="date")), None, LIGHT, lang).data
    assert (trace.base, trace.x) == (("2024-01-01",), (32 * 86_400_000,))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_cells_have_the_fill_of_their_class_and_columns_begin_where_reading_does(lang):
    names = Axis(-0.5, 1.5, kind="names", names=("Morocco", "Türkiye"), codes=("MAR", "TUR"))
    tips = ((Tip("Morocco"), Tip("Türkiye")),)
    plot = CellPlot(
        Axis(-0.5, 0.5, kind="names", names=("rate",)), names, ((0, 1),),
        (Fill("no_data"), Fill("ramp-4")), tips,
    )  # fmt: skip
    drawn = figure(plot, None, LIGHT, lang)
    (heat,) = drawn.data
    assert [list(row) for row in heat.z] == [[0, 1]]
    assert {colour for _, colour in heat.colorscale} == {LIGHT.no_data, LIGHT.sequential[4]}
    assert (drawn.layout.xaxis.range[0] > drawn.layout.xaxis.range[1]) == (lang == "ar")


def test_stacked_panels_share_a_scale_and_each_has_its_title_and_median():
    median = Reference(5.0, "5.0", across=False, words_at="after")
    panel = PointPlot((SPOT,), Axis(0, 5), Axis(0, 10), references=(median,))
    plot = PanelPlot((("rate", panel), ("share", panel)), stacked=True)
    drawn = figure(plot, None, LIGHT, "en")
    assert [trace.yaxis for trace in drawn.data] == ["y", "y2"]
    upper, lower = drawn.layout.yaxis.domain, drawn.layout.yaxis2.domain
    assert lower[1] < upper[0]
    assert drawn.layout.xaxis.anchor == "y2"
    texts = [note.text for note in drawn.layout.annotations]
    assert texts == ["5.0", "rate", "5.0", "share"]
    assert {shape.yref for shape in drawn.layout.shapes} == {"y", "y2"}


def test_small_panels_never_join_two_members():
    line = Points("line", (1.0, 2.0), (1.0, 2.0), stroke=Stroke("ink", 2))
    panel = PointPlot((line,), Axis(0, 2), Axis(0, 2))
    plot = PanelPlot((("a", panel), ("b", panel)), across=1)
    ground, drawn = figure(plot, None, LIGHT, "en").data
    assert [x is None for x in drawn.x] == [False, False, True, False, False]
    assert re.sub(r"\d", "", str(ground.line.color)) != str(drawn.line.color)
