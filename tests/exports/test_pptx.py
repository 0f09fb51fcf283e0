"""Decks as PowerPoint files: native charts that hold exactly the figures on screen."""

import io
from dataclasses import replace
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from cases import crossed
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from observatory.charts import plot_of
from observatory.charts.plot import TilePlot
from observatory.charts.text_fit import together
from observatory.charts.theme import LIGHT
from observatory.decks.network_slides import communique
from observatory.decks.slide import Slide, number_parts, of_answer, share_out
from observatory.exports.csv import machine
from observatory.exports.package import data_hash
from observatory.exports.pptx import deck
from observatory.exports.pptx.layout import laid_out
from observatory.exports.pptx.master import presentation
from observatory.exports.pptx.point_scales import scale_plot
from observatory.i18n import LANGUAGES, text
from observatory.session import desk
from observatory.view import CHARTS, View

MEMBERS = ("MAR", "TUR", "SEN")
SPACES = {
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
each_language = pytest.mark.parametrize("lang", LANGUAGES)
each_chart = pytest.mark.parametrize("chart", CHARTS)
charts_in_turn = crossed(("chart", "lang"), CHARTS, LANGUAGES)


@pytest.fixture(scope="module")
def at(warehouse):
    with desk() as found:
        yield found


def opened(data):
    return Presentation(io.BytesIO(data))


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def workbook(chart):
    """The numbers of a chart's workbook, in its series' order: what a reader edits."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
    return [
        [cell for cell in column if isinstance(cell, int | float)]
        for column in sheet.iter_cols(values_only=True)
    ]


@crossed(
    ("what", "lang"),
    [*CHARTS, "meeting", "member:MAR", "theme:neet_rate"],
    LANGUAGES,
    now=("meeting", "table", "map"),
)
def test_a_deck_is_valid_against_the_schema(warehouse, meeting, tmp_path, what, lang):
    members = MEMBERS if what in ("table", "multiples") else ()
    with desk(lang) as at:
        if what in CHARTS:
            made = at.slides([View(chart=what, lang=lang, members=members)])
        else:
            made = meeting(lang).data if what == "meeting" else at.deck(what)
    (tmp_path / "deck.pptx").write_bytes(made)
    found = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=0).validate(
        tmp_path / "deck.pptx"
    )
    assert [(fault.part_uri, fault.description) for fault in found.errors] == []


@charts_in_turn
def test_nothing_stands_beyond_the_edges_of_a_slide(at, chart, lang):
    few = {"trend": MEMBERS, "table": MEMBERS, "multiples": at.terms.members[:14]}
    answer = at.ask(View(chart=chart, lang=lang, members=few.get(chart, ())))
    for slide in (file := opened(deck(of_answer(answer), at.build, lang))).slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= file.slide_width, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= file.slide_height, shape.name


@crossed(
    ("indicator", "lang"),
    ["informal_employment_share", "firms_training", "internet_use"],
    LANGUAGES,
)
def test_a_table_with_a_member_without_a_value_says_why_and_has_no_year(at, indicator, lang):
    sex = "F" if indicator == "internet_use" else "T"
    view = View(chart="table", indicator=(indicator,), sex=sex, members=("SOM", "MAR"), lang=lang)
    answer = at.ask(view)
    without = answer.set_aside["area"].unique()
    (slide, *_) = opened(deck(of_answer(answer), at.build, lang)).slides
    (shape,) = [shape for shape in slide.shapes if shape.has_table]
    way = -1 if lang == "ar" else 1
    rows = [[cell.text for cell in row.cells][::way] for row in shape.table.rows]
    told = {row[0]: row for row in rows}
    assert len(without)
    for area in without:
        _, year, value, reason = told[area]
        assert (year, value) == ("", "")
        assert reason
    assert not any(word in cell for row in rows for cell in row for word in ("nan", "NA>"))


# A table has no axes: that there are none is looked at by night.
@crossed(("chart", "lang"), CHARTS, ["en"], now=set(CHARTS) - {"table"})
def test_the_axes_of_a_chart_cross_by_numbers_that_every_program_reads(at, chart, lang):
    """LibreOffice reads no number beyond 31 bits, and then loses every axis of a chart."""
    members = at.terms.members[:14] if chart == "multiples" else ()
    answer = at.ask(View(chart=chart, lang=lang, members=members))
    file = opened(deck(of_answer(answer), at.build, lang))
    found = [native for slide in file.slides for native in charts(slide)]
    assert found or chart in ("map", "table")
    for native in found:
        space = native._chartSpace
        drawn_on, cross = (
            [int(named.get("val")) for named in space.iter(qn(f"c:{name}"))]
            for name in ("axId", "crossAx")
        )
        assert set(drawn_on) == set(cross)
        assert len(set(cross)) == len(cross) == 2
        assert all(0 < number < 2**31 for number in cross)


@each_language
def test_the_tile_grid_is_57_shapes_of_its_own_with_a_key(at, lang):
    answer = at.ask(View(chart="map", lang=lang))
    (slide,) = opened(deck(of_answer(answer), at.build, lang)).slides
    cells = {shape.name: shape for shape in slide.shapes if shape.name in at.terms.members}
    assert len(cells) == 57
    values = answer.frame.loc[answer.frame["role"] == "member"].set_index("iso3")["value"]
    for iso3, shape in cells.items():
        lines = shape.text_frame.text.split("\n")
        assert lines[0] == iso3
        assert (len(lines) > 1) == bool(pd.notna(values[iso3]))
    legend = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert text("maps.no_value", lang) in legend


@charts_in_turn
def test_every_slide_has_title_source_footer_and_number(at, chart, lang):
    answer = at.ask(View(chart=chart, members=MEMBERS, lang=lang))
    file = opened(deck(of_answer(answer), at.build, lang))
    assert (file.slide_width, file.slide_height) == (12191695, 6858000)
    for slide in file.slides:
        kinds = [shape.element.ph.get("type") for shape in slide.placeholders]
        assert {"title", "ftr", "sldNum"} <= set(kinds)
        assert slide.shapes.title.text_frame.text.startswith(answer.title[:20])
        said = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert together(answer.source_line) in said
        assert text("frame.not_official", lang) in said
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))
        for shape in slide.shapes:
            if shape.has_chart:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


@pytest.mark.parametrize("chart", ["trend", "bars", "strip", "gap", "change", "scatter"])
def test_arabic_slides_run_from_the_right(at, chart):
    answer = at.ask(View(chart=chart, members=MEMBERS if chart == "trend" else (), lang="ar"))
    for slide in opened(deck(of_answer(answer), at.build, "ar")).slides:
        title = slide.shapes.title.text_frame.paragraphs[0]._p
        assert title.pPr.get("rtl") == "1"
        for native in charts(slide):
            space = native._chartSpace
            across = space.findall(f".//{qn('c:valAx')}")
            side = across[0] if len(across) > 1 else across[-1]
            assert side.find(f".//{qn('c:orientation')}").get("val") == "maxMin"


def test_an_arabic_table_begins_at_the_right_in_every_program(at):
    """LibreOffice mirrors no table from right to left: the columns themselves are reversed."""
    answer = at.ask(View(chart="table", members=("MAR",), first=2018, lang="ar"))
    slides = of_answer(answer)
    slide = opened(deck(slides, at.build, "ar")).slides[0]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert table._tbl.tblPr.get("rtl") in (None, "0")
    header = [cell.text for cell in table.rows[0].cells]
    assert header == list(slides[0].table.columns)[::-1]
    assert all(
        p._p.pPr.get("rtl") == "1" for c in table.rows[1].cells for p in c.text_frame.paragraphs
    )


def test_a_long_table_goes_on_on_the_next_slide_with_its_header(at):
    rows = pd.DataFrame({"Member": [f"Member {i}" for i in range(80)], "Note": ["word " * 12] * 80})
    parts = share_out([Slide("Long", table=rows)], "en")
    assert share_out(parts, "en") == parts
    assert len(parts) > 3
    assert pd.concat([part.table for part in parts])["Member"].tolist() == rows["Member"].tolist()
    counts = [len(part.table) for part in parts]
    assert max(counts) - min(counts) <= max(counts) // 2
    assert parts[1].title == text("deck.part", "en", title="Long", part=2, n=len(parts))
    slides = opened(deck(parts, at.build, "en")).slides
    heights = [s.height for slide in slides for s in slide.shapes if s.has_table]
    assert len(heights) == len(parts)
    assert max(heights) <= laid_out(parts[0]).body.height


@each_language
def test_the_communique_stands_whole_on_at_most_two_slides(warehouse, lang):
    with desk(lang) as at:
        parts = share_out(communique(at.network), lang)
        file = opened(deck(parts, at.build, lang))
    assert len(parts) <= 2
    assert sorted(int(n) for part in parts for n in part.table.iloc[:, 0]) == list(range(1, 16))
    sizes = [
        run.font.size.pt
        for slide in file.slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
        for paragraph in cell.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(sizes) >= 14


@crossed(("chart", "lang"), ["bars", "gap"], LANGUAGES)
def test_all_members_stand_on_one_chart_and_it_says_how_many_are_named(at, chart, lang):
    answer = at.ask(View(chart=chart, lang=lang))
    (slide,) = of_answer(answer)
    everyone = list(slide.plot.categories if chart == "bars" else slide.plot.y.names)
    members = answer.frame.loc[
        (answer.frame["role"] == "member") & answer.frame["value"].notna(), "area"
    ]
    assert everyone == list(dict.fromkeys(members))
    (made,) = opened(deck([slide], at.build, lang)).slides
    (native,) = charts(made)
    words = [shape.text_frame.text for shape in made.shapes if shape.has_text_frame]
    n = len(everyone)
    said = [k for k in range(n) if text("present.named", lang, k=k, n=n) in words]
    assert len(said) == 1
    if chart == "bars":
        groups = {line.name for line in slide.plot.references}
        beside = [name for name in native.plots[0].categories if name in words]
        named = set(beside) - groups
        assert set(beside) & groups
    else:
        cells = [series._element.findall(".//c15:dlblRangeCache//c:v", SPACES)
                 for series in native.plots[0].series]  # fmt: skip
        named = {cell.text for each in cells for cell in each} & set(everyone)
    assert 10 <= said[0] == len(named) < n
    assert everyone[0] in {name.partition(" (")[0] for name in named}


def test_a_part_says_which_it_is_whatever_its_title():
    slide = number_parts([Slide("A view"), Slide("A view")], "en")[0]
    first, second = (text("deck.part", "en", title="", part=n, n=2).strip() for n in (1, 2))
    assert slide.title == f"A view {first}"
    assert replace(slide, title="My own").title == f"My own {first}"
    again = number_parts([replace(slide, title="My own")] * 2, "en")
    assert [each.title for each in again] == [f"My own {first}", f"My own {second}"]


def test_small_charts_stand_on_one_slide_with_real_years_and_values(at):
    answer = at.ask(View(chart="multiples", members=tuple(at.terms.members[:14])))
    (slide,) = of_answer(answer)
    assert len(slide.plot.panels) == 14
    file = opened(deck([slide], at.build, "en"))
    assert len(charts(file.slides[0])) == sum(
        any(points.x for points in panel.series) for _, panel in slide.plot.panels
    )
    years = {
        v for s in file.slides for c in charts(s) for col in workbook(c) for v in col if v > 1900
    }
    assert years <= {float(y) for y in answer.frame["year"].dropna()}


def test_no_series_is_shorter_than_a_later_one(at):
    """LibreOffice drops a series that is followed by a longer one."""
    answer = at.ask(View(chart="trend", members=MEMBERS))
    (slide,) = opened(deck(of_answer(answer), at.build, "en")).slides
    (native,) = charts(slide)
    values = [v for name in ("c:xVal", "c:yVal") for v in native._chartSpace.iter(qn(name))]
    assert len({value.find(f".//{qn('c:ptCount')}").get("val") for value in values}) == 1


def test_an_open_mark_stays_open_and_a_projection_dotted(at):
    answer = at.ask(View(chart="trend", members=("MAR",)))
    (slide,) = opened(deck(of_answer(answer), at.build, "en")).slides
    (native,) = charts(slide)
    dashes = {each.get("val") for each in native._chartSpace.iter(qn("a:prstDash"))}
    assert dashes == {"dash", "sysDot"}
    assert any(
        stroked(s) and not s._element.findall(f".//{qn('a:prstDash')}") for s in native.series
    )
    cells = [s._element.find(f"{qn('c:yVal')}//{qn('c:f')}").text for s in native.plots[0].series]
    hollow = [points for points in plot_of(answer).series if points.mark and points.mark.hollow]
    assert len(cells) - len(set(cells)) == len(hollow) > 0


def test_bars_keep_their_kinds_and_groups_are_bars_of_their_own(at):
    answer = at.ask(View(chart="bars"))
    plot = plot_of(answer)
    slides = of_answer(answer)
    drawn = [native for s in opened(deck(slides, at.build, "en")).slides for native in charts(s)]
    for slide, native in zip(slides, drawn, strict=True):
        names = [series.name for series in native.plots[0].series]
        assert text("charts.reported", "en") in names
        assert any(name.startswith("OIC Member States") for name in names)
        assert names == [bars.name for bars in slide.plot.series] + [
            line.name for line in plot.references
        ]
        for series in native.plots[0].series:
            assert len(series.values) == len(native.plots[0].categories)


def test_tiles_are_those_of_the_map(at):
    assert isinstance(plot_of(at.ask(View(chart="map"))), TilePlot)


def test_a_view_without_data_is_a_slide_that_says_why(at):
    answer = at.ask(View(chart="change", indicator=("own_account_share",), last=1991))
    (slide,) = opened(deck(of_answer(answer), at.build, "en")).slides
    assert not charts(slide)
    assert any(len(s.text_frame.text) > 20 for s in slide.shapes if s.has_text_frame)


def test_the_file_names_no_machine_and_no_person(at):
    with ZipFile(io.BytesIO(deck(of_answer(at.ask(View())), at.build, "en"))) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert "python-pptx" not in core
    assert at.build.built_at.strftime("%Y-%m-%d") in core


def test_the_rows_of_a_slide_have_the_mark_of_their_csv(at):
    rows = at.ask(View(members=("MAR",))).frame
    assert len(data_hash(rows)) == 64
    assert data_hash(rows) != data_hash(rows.iloc[1:])
    assert machine(rows)


def test_marks_stand_on_lines_and_open_ones_are_rings_in_every_program(at):
    """PowerPoint draws by `c:order`, LibreOffice the first in the file last."""
    (slide, *_) = opened(deck(of_answer(at.ask(View(chart="gap"))), at.build, "en")).slides
    (native,) = charts(slide)
    series = native._chartSpace.findall(f".//{qn('c:ser')}")
    orders = [int(each.find(qn("c:order")).get("val")) for each in series]
    assert orders == sorted(orders, reverse=True)
    lined = [at for at, each in enumerate(native.plots[0].series) if stroked(each)]
    marked = [at for at, each in enumerate(native.plots[0].series) if not stroked(each)]
    assert lined == [1]
    assert max(marked) > 1
    cells = [each.find(f"{qn('c:yVal')}//{qn('c:f')}").text for each in series]
    assert len(cells) > len(set(cells))


def stroked(series):
    return series._element.find(f"{qn('c:spPr')}/{qn('a:ln')}/{qn('a:solidFill')}") is not None


def test_a_key_says_what_open_dots_are_and_panels_have_one(at):
    weak = of_answer(at.ask(View(chart="strip", lens="modelled")))
    (slide,) = opened(deck(weak, at.build, "en")).slides
    said = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    assert text("charts.key.aside", "en", old="older than 5 years") in said
    (slide,) = opened(
        deck(of_answer(at.ask(View(chart="multiples", members=MEMBERS))), at.build, "en")
    ).slides
    said = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    assert text("charts.key.modelled", "en") in said


def test_bars_in_the_order_of_values_keep_their_bands_and_what_these_are(at):
    slides = of_answer(at.ask(View(chart="bars", sort="value")))
    (first, *_) = opened(deck(slides, at.build, "en")).slides
    bands = [s for s in first.shapes if s.name == "Band"]
    assert len(bands) == len(slides[0].plot.bands) > 0
    said = [s.text_frame.text for s in first.shapes if s.has_text_frame]
    assert text("charts.bands", "en") in said


def test_the_cover_bears_the_title_on_the_accent(warehouse):
    with desk("en") as at:
        first = opened(at.deck("meeting")).slides[0]
    assert first.slide_layout.name == "Title Slide"
    assert first.shapes.title.text_frame.text == text("deck.meeting", "en")


def test_an_axis_of_a_native_chart_ends_beyond_all_of_its_points(at):
    for chart in ("strip", "gap", "scatter", "trend"):
        drawn = scale_plot(of_answer(at.ask(View(chart=chart)))[0].plot, rtl=False)
        for series in drawn.series:
            assert all(drawn.x.low <= x <= drawn.x.high for x in series.x if x is not None)
            assert all(drawn.y.low <= y <= drawn.y.high for y in series.y if y is not None)


def test_the_template_has_the_colours_of_the_product_and_is_mirrored_for_arabic(subtests):
    left, right = presentation(rtl=False), presentation(rtl=True)
    theme = etree.fromstring(left.slide_master.part.part_related_by(RT.THEME).blob)
    found = [
        theme.find(f".//{qn(f'a:accent{n}')}/{qn('a:srgbClr')}").get("val") for n in range(1, 7)
    ]
    assert ["#" + colour.lower() for colour in found] == list(LIGHT.categorical[:6])
    for layout, mirrored in zip(left.slide_layouts, right.slide_layouts, strict=True):
        for shape, other in zip(layout.shapes, mirrored.shapes, strict=True):
            with subtests.test(f"{layout.name}: {shape.name}"):
                assert other.left == left.slide_width - shape.left - shape.width
                inks = {each.get("val") for each in shape._element.iter(qn("a:srgbClr"))}
                assert {"#" + ink.lower() for ink in inks} <= {
                    LIGHT.ink, LIGHT.muted, LIGHT.paper, LIGHT.accent, LIGHT.grid
                }  # fmt: skip
                turned = [each.get("rtl") for each in other._element.iter(qn("a:lvl1pPr"))]
                assert set(turned) <= {"1"}
