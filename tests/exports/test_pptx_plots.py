"""Each kind of plot as what PowerPoint has of its own: the numbers read back are the plot's."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from observatory.charts.plot import (
    Axis,
    Band,
    BarPlot,
    Bars,
    Datum,
    EmptyPlot,
    EndName,
    Entry,
    Fill,
    Label,
    Mark,
    PanelPlot,
    PointPlot,
    Points,
    Reference,
    Sentence,
    Stroke,
    Tile,
    TilePlot,
)
from observatory.charts.theme import LIGHT
from observatory.decks.slide import Slide
from observatory.exports.pptx import deck
from observatory.exports.pptx.axes import scale
from observatory.i18n import LANGUAGES, text
from observatory.session import desk

DATA = (Datum("MAR", "Morocco", 2020), Datum("MAR", "Morocco", 2021), Datum("MAR", "Morocco", 2022))
LINE = Points(
    "Morocco",
    (2020.0, 2021.0, 2022.0),
    (11.5, None, 12.25),
    stroke=Stroke("series-0", 2.5),
    data=DATA,
    code="MAR",
)
RINGS = Points(
    "Morocco",
    (2020.0, 2022.0),
    (10.0, 13.0),
    mark=Mark("circle", 8, "series-0", hollow=True),
    data=(DATA[0], DATA[2]),
    labels=(Label("ten"), None),
    code="MAR",
)
YEARS = Axis(2019.5, 2022.5, kind="year", step=1)
UP = Axis(0.0, 14.0, suffix="%", grid=True)
TREND = PointPlot(
    (LINE, RINGS),
    YEARS,
    UP,
    end_names=(EndName("MAR", "Morocco", 12.25, "series-0"),),
    key=(Entry("National values", mark=RINGS.mark), Entry("A model", stroke=LINE.stroke)),
)
ROWS = Axis(-0.6, 1.6, kind="names", names=("Morocco", "Senegal"), codes=("MAR", "SEN"))
GAP = PointPlot(
    (
        Points("", (10.0, 12.0, None, 20.0, 15.0, None), (0, 0, None, 1, 1, None),
               stroke=Stroke("disputed", 3), role="joins"),
        Points("Women", (12.0, 15.0), (0, 1), mark=Mark("circle", 11, "series-3"),
               data=(DATA[0], Datum("SEN", "Senegal", 2019)),
               labels=(Label("+2.0", "after"), None)),
        Points("Men", (10.0, 20.0), (0, 1), mark=Mark("square", 11, "series-1"),
               data=(DATA[0], Datum("SEN", "Senegal", 2019)),
               labels=(None, Label("\u22125.0", "after"))),
    ),
    Axis(0.0, 22.0, grid=True, at_top=True),
    ROWS,
)  # fmt: skip
BARS = BarPlot(
    ("Morocco", "Senegal"),
    (
        Bars("Reported", (11.5, None), Fill("accent")),
        Bars("Modelled", (None, 7.25), Fill("paper", "accent", "/", "accent")),
    ),
    Axis(0.0, 12.4, grid=True),
    data=(DATA[0], Datum("SEN", "Senegal", 2019)),
    references=(
        Reference(9.0, "OIC 9.0", "OIC (2021)", datum=Datum("OIC", "OIC", 2021), words_at="below"),
    ),
    bands=(Band(0, 1, "grid"),),
    sentences=(Sentence("Near to each other", of_bands=True),),
    key=(Entry("Modelled", fill=Fill("paper", "accent", "/", "accent")),),
)
SPANS = BarPlot(
    ("A workshop", "A study"),
    (
        Bars("Realised", (date(2024, 3, 2), None), Fill("accent"),
             starts=(date(2024, 3, 1), None)),
        Bars("Planned", (None, date(2025, 4, 30)), Fill("paper", "accent"),
             starts=(None, date(2025, 4, 1))),
    ),
    Axis(date(2024, 1, 1), date(2025, 12, 31), kind="date"),
    data=(Datum("w", "A workshop", 2024, start="2024-03-01", end="2024-03-02"),
          Datum("s", "A study", 2025, start="2025-04", end="2025-04-30")),
    references=(Reference(date(2025, 1, 1), stroke=Stroke("reference", 1.4, "dot")),),
)  # fmt: skip
COUNTS = BarPlot(
    ("Skills", "Jobs"),
    (Bars("Done", (2.0, 1.0), Fill("accent")), Bars("Ahead", (3.0, None), Fill("disputed"))),
    Axis(0.0, 5.4),
    data=(Datum(name="Skills", year=2024), Datum(name="Jobs")),
    stacked=True,
    decimals=0,
)
TILES = TilePlot(
    (
        Tile("MAR", 2, 1, Fill("ramp-4"), ("MAR", "11.5", "2020"), value=11.5),
        Tile("SEN", 1, 3, Fill("no_data", hatch="/"), ("SEN",)),
    ),
    key=(Entry("No value", fill=Fill("no_data", hatch="/")),),
)
PANELS = PanelPlot(
    (("Morocco", PointPlot((LINE,), YEARS, UP)), ("Senegal", PointPlot((RINGS,), YEARS, UP))),
    key=(Entry("A model", stroke=LINE.stroke),),
    alts={"Morocco": "The line of Morocco."},
)


@pytest.fixture(scope="module")
def made(warehouse):
    with desk() as at:

        def of(plot, lang="en"):
            data = deck([Slide("A title", alt="What it shows.", plot=plot)], at.build, lang)
            (slide,) = Presentation(io.BytesIO(data)).slides
            return slide

        yield of


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def sheet(chart):
    blob = chart.part.chart_workbook.xlsx_part.blob
    return list(openpyxl.load_workbook(io.BytesIO(blob), data_only=True).active.values)


def values(series, name):
    """The numbers that a native series holds itself, by place."""
    points = series._element.find(qn(f"c:{name}")).iter(qn("c:pt"))
    return {int(each.get("idx")): float(each.find(qn("c:v")).text) for each in points}


def colour(series, *way):
    found = series._element.find("/".join(qn(f"{name}") for name in way))
    return "#" + found.get("val").lower()


MARKER = ("c:marker", "c:spPr", "a:solidFill", "a:srgbClr")


def test_points_and_lines_are_a_native_chart_with_the_same_numbers(made):
    (chart,) = charts(made(TREND))
    line, ring, paper = chart.plots[0].series
    assert values(line, "xVal") == {0: 2020, 1: 2021, 2: 2022}
    assert values(line, "yVal") == {0: 11.5, 2: 12.25}
    assert values(ring, "yVal") == values(paper, "yVal") == {0: 10, 1: 13}
    assert colour(line, "c:spPr", "a:ln", "a:solidFill", "a:srgbClr") == LIGHT.categorical[0]


def test_a_hollow_mark_is_its_colour_with_paper_upon_it(made):
    (chart,) = charts(made(TREND))
    _, ring, paper = chart.plots[0].series
    assert colour(ring, *MARKER) == LIGHT.categorical[0]
    assert colour(paper, *MARKER) == LIGHT.paper
    assert ring.marker.size > paper.marker.size


def test_the_workbook_has_a_row_a_point_with_whose_it_is_and_its_words(made):
    (chart,) = charts(made(TREND))
    head, *rows = sheet(chart)
    assert head[:4] == tuple(
        text(f"deck.sheet.{n}", "en") for n in ("series", "code", "name", "year")
    )
    assert [row[1:4] + row[7:] for row in rows] == [
        ("MAR", "Morocco", 2020, 2020, 11.5, None),
        ("MAR", "Morocco", 2021, 2021, None, None),
        ("MAR", "Morocco", 2022, 2022, 12.25, "Morocco"),
        ("MAR", "Morocco", 2020, 2020, 10, "ten"),
        ("MAR", "Morocco", 2022, 2022, 13, None),
    ]


def test_rows_count_downwards_and_lines_between_marks_follow_these(made):
    (chart,) = charts(made(GAP))
    assert chart.value_axis.reverse_order
    rows = sheet(chart)[1:]
    assert {(r[1], r[3], r[7]) for r in rows if r[1]} == {
        ("MAR", 2020, 12), ("SEN", 2019, 15), ("MAR", 2020, 10), ("SEN", 2019, 20),
    }  # fmt: skip
    blob = chart.part.chart_workbook.xlsx_part.blob
    formulas = [r for r in openpyxl.load_workbook(io.BytesIO(blob)).active.values if r[7] or r[9]]
    joined = [r[7] for r in formulas if str(r[7]).startswith("=")]
    assert len(joined) == 4
    assert sum(str(r[9]).startswith("=") for r in formulas) == 2


def test_labels_and_differences_of_a_slide_have_the_decimals_of_the_screen(made):
    (bars,) = charts(made(replace(BARS, decimals=2)))
    assert bars.plots[0].data_labels.number_format == "#,##0.00"
    (counts,) = charts(made(COUNTS))
    assert counts.plots[0].data_labels.number_format == "#,##0"
    (gap,) = charts(made(replace(GAP, series=tuple(map(_hundredths, GAP.series)))))
    blob = gap.part.chart_workbook.xlsx_part.blob
    formulas = [row[9] for row in openpyxl.load_workbook(io.BytesIO(blob)).active.values]
    assert all(",2)-ROUND(" in each for each in formulas if str(each).startswith("="))


def _hundredths(points):
    return replace(points, labels=tuple(n and Label(f"{n.text}0", n.side) for n in points.labels))


def test_bars_have_their_years_and_groups_are_bars_of_their_own(made):
    slide = made(BARS)
    (chart,) = charts(slide)
    assert [list(s.values) for s in chart.plots[0].series] == [
        [11.5, None, None], [None, 7.25, None], [None, None, 9.0],
    ]  # fmt: skip
    assert list(chart.plots[0].categories) == ["Morocco (2020)", "Senegal (2019)", "OIC (2021)"]
    rows = sheet(chart)[1:]
    codes = [row[4:7] for row in rows]
    assert codes == [("MAR", "Morocco", 2020), ("SEN", "Senegal", 2019), ("OIC", "OIC", 2021)]
    assert [shape.name for shape in slide.shapes].count("Band") == 1
    assert {"Modelled", "Near to each other"} <= set(texts(slide))
    hatched = chart.plots[0].series[1]._element.find(f"{qn('c:spPr')}/{qn('a:pattFill')}")
    assert hatched is not None


def test_spans_of_time_stand_on_their_first_days(made):
    slide = made(SPANS)
    (chart,) = charts(slide)
    rows = sheet(chart)[1:]
    assert [row[1].date() for row in rows] == [date(2024, 3, 1), date(2025, 4, 1)]
    assert [row[2:4] for row in rows] == [(14, None), (None, 30)]
    assert [row[4] for row in rows] == ["w", "s"]
    assert rows[0][7].date() == date(2024, 3, 1)
    assert rows[1][7] == "2025-04"
    assert [shape.name for shape in slide.shapes].count("Day") == 1


def test_stacked_bars_keep_their_names_and_counts(made):
    (chart,) = charts(made(COUNTS))
    assert list(chart.plots[0].categories) == ["Skills", "Jobs"]
    assert [list(s.values) for s in chart.plots[0].series] == [[2, 1], [3, None]]


def test_tiles_are_shapes_in_their_places(made):
    slide = made(TILES)
    cells = {shape.name: shape for shape in slide.shapes if shape.name in ("MAR", "SEN")}
    assert cells["MAR"].text_frame.text == "MAR\n11.5\n2020"
    assert cells["SEN"].text_frame.text == "SEN"
    assert cells["MAR"].left > cells["SEN"].left
    assert cells["MAR"].top < cells["SEN"].top
    assert "No value" in texts(slide)


def test_panels_stand_side_by_side_under_one_key(made):
    slide = made(PANELS)
    assert len(charts(slide)) == 2
    assert {"Morocco", "Senegal", "A model"} <= set(texts(slide))
    alts = [s._element.xpath(".//p:cNvPr")[0].get("descr") for s in slide.shapes if s.has_chart]
    assert alts == ["The line of Morocco.", "Senegal. What it shows."]


def test_a_plot_of_nothing_says_why(made):
    slide = made(EmptyPlot("No member has a value."))
    assert not charts(slide)
    assert "No member has a value." in texts(slide)


def test_lines_across_have_their_words_and_the_scale_has_room_for_these(made):
    plot = PointPlot(
        (RINGS,),
        Axis(2019.0, 2023.0),
        Axis(0.0, 14.0, hidden=True),
        references=(Reference(2021.0, "Median 2021"), Reference(2022.0, "OIC 2022")),
    )
    (chart,) = charts(made(plot))
    lines = list(chart.plots[0].series)[2:]
    assert {tuple(values(each, "xVal").values()) for each in lines} == {(2021, 2021), (2022, 2022)}
    tops = [max(values(each, "yVal").values()) for each in lines]
    assert len(set(tops)) == 2
    assert 14.0 < min(tops) < max(tops) < chart.value_axis.maximum_scale
    assert {row[9] for row in sheet(chart)[1:]} == {"ten", None, "Median 2021", "OIC 2022"}


def test_the_ends_of_a_scale_of_numbers_are_ticks_beyond_all_values():
    found = scale(Axis(-0.4, 23.0), [1.0, 21.7], backwards=False)
    assert (found.low, found.high, found.step) == (0, 25, 5)
    found = scale(Axis(-7.0, 23.0), [-6.5, 21.7], backwards=True)
    assert (found.low, found.high) == (-10, 25)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_plot_is_mirrored_for_readers_from_the_right_but_geography(
    made, lang, subtests
):
    for plot in (TREND, GAP, BARS, SPANS, COUNTS, PANELS):
        for chart in charts(made(plot, lang)):
            across = chart._chartSpace.findall(f".//{qn('c:valAx')}")
            side = across[0] if len(across) > 1 else across[-1]
            with subtests.test(type(plot).__name__):
                found = side.find(f".//{qn('c:orientation')}")
                assert (found is not None and found.get("val") == "maxMin") == (lang == "ar")
    cells = {shape.name: shape.left for shape in made(TILES, lang).shapes}
    assert cells["MAR"] > cells["SEN"]
