"""Decks as PowerPoint files: native charts that hold exactly the figures on screen."""

import io
from itertools import pairwise
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from observatory.charts import BUILDERS
from observatory.charts.theme import LIGHT
from observatory.desk import desk
from observatory.exports.csv import machine
from observatory.exports.package import data_hash
from observatory.exports.pptx import deck
from observatory.exports.pptx.parts import XY, Bars, Tiles
from observatory.exports.pptx.plots import plot
from observatory.exports.pptx.tables import SLIDE, tables
from observatory.i18n import LANGUAGES, text
from observatory.slides import PANELS, ROWS, Slide, of_answer
from observatory.view import CHARTS, View

MEMBERS = ("MAR", "TUR", "SEN")
each_language = pytest.mark.parametrize("lang", LANGUAGES)
each_chart = pytest.mark.parametrize("chart", CHARTS)


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


def drawn(figure):
    """Every number that a figure draws: its values, whichever axis they are on."""
    out = []
    for trace in figure.data:
        for side in (trace.x, trace.y):
            out += [
                round(float(v), 9)
                for v in (() if side is None else side)
                if isinstance(v, int | float) and not pd.isna(v)
            ]
    return out


def shown(answer):
    members = answer.frame.loc[answer.frame["role"] == "member"]
    return sorted(round(v, 9) for v in members["value"].dropna())


@each_chart
@each_language
def test_figure_rows_workbook_and_notes_say_the_same(at, chart, lang):
    """F19: for every chart kind and language, what is drawn is what the CSV and the slide hold."""
    members = () if chart in ("strip", "map", "scatter", "bars", "gap", "change") else MEMBERS
    answer = at.ask(View(chart=chart, members=members, lang=lang))
    slides = of_answer(answer)
    values = shown(answer)
    rows = pd.concat([slide.rows for slide in slides]).drop_duplicates()
    assert shown(answer) == sorted(
        round(v, 9) for v in rows.loc[rows["role"] == "member", "value"].dropna()
    )
    if chart in BUILDERS and chart not in ("multiples", "map", "scatter"):
        assert set(values) <= {v for slide in slides for v in drawn(slide.figure)}
    file = opened(deck(slides, at.build, lang))
    held = {
        round(float(value), 9)
        for slide in file.slides
        for native in charts(slide)
        for column in workbook(native)
        for value in column
    }
    if chart == "table":
        cells = {
            c.text
            for s in file.slides
            for shape in s.shapes
            if shape.has_table
            for r in shape.table.rows
            for c in r.cells
        }
        assert {str(year) for year in answer.frame["year"].dropna()} <= cells
    elif chart != "map":
        pairs = {"scatter": 2}.get(chart, 1)
        both = (
            answer.frame.dropna(subset=["value"])
            .groupby("iso3")["indicator_id"]
            .transform("nunique")
            == pairs
        )
        wanted = answer.frame.dropna(subset=["value"]).loc[both]
        wanted = wanted.loc[wanted["role"] == "member", "value"]
        assert {round(v, 9) for v in wanted} <= held
    for slide, made in zip(slides, list(file.slides), strict=False):
        if chart != "table":
            notes = made.notes_slide.notes_text_frame.text
            assert data_hash(slide.rows) in notes
            assert slide.address in notes


@pytest.mark.parametrize("what", [*CHARTS, "meeting", "member:MAR", "theme:neet_rate"])
@each_language
def test_a_deck_is_valid_against_the_schema(warehouse, tmp_path, what, lang):
    view = View(chart=what, lang=lang, members=MEMBERS if what == "table" else ())
    with desk(lang) as at:
        made = at.slides([view]) if what in CHARTS else at.deck(what)
    (tmp_path / "deck.pptx").write_bytes(made)
    found = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=0).validate(
        tmp_path / "deck.pptx"
    )
    assert [(fault.part_uri, fault.description) for fault in found.errors] == []


@each_chart
@each_language
def test_nothing_stands_beyond_the_edges_of_a_slide(at, chart, lang):
    few = chart in ("trend", "table")
    answer = at.ask(View(chart=chart, lang=lang, members=MEMBERS if few else ()))
    for slide in (file := opened(deck(of_answer(answer), at.build, lang))).slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= file.slide_width, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= file.slide_height, shape.name


@each_language
@pytest.mark.parametrize(
    ("indicator", "sex"),
    [("account_ownership", "T"), ("account_ownership_young", "T"), ("internet_use", "F")],
)
def test_a_table_with_a_member_without_a_value_says_why_and_has_no_year(at, indicator, sex, lang):
    view = View(chart="table", indicator=(indicator,), sex=sex, members=("SOM", "MAR"), lang=lang)
    answer = at.ask(view)
    without = answer.set_aside["area"].unique()
    (slide, *_) = opened(deck(of_answer(answer), at.build, lang)).slides
    (shape,) = [shape for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
    told = {row[0]: row for row in rows}
    assert len(without)
    for area in without:
        _, year, value, reason = told[area]
        assert (year, value) == ("", "")
        assert reason
    assert not any(word in cell for row in rows for cell in row for word in ("nan", "NA>"))


@each_chart
def test_the_axes_of_a_chart_cross_by_numbers_that_every_program_reads(at, chart):
    """LibreOffice reads no number beyond 31 bits, and then loses every axis of a chart."""
    file = opened(deck(of_answer(at.ask(View(chart=chart))), at.build, "en"))
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


@each_chart
@each_language
def test_every_slide_has_title_source_footer_and_number(at, chart, lang):
    answer = at.ask(View(chart=chart, members=MEMBERS, lang=lang))
    file = opened(deck(of_answer(answer), at.build, lang))
    assert (file.slide_width, file.slide_height) == (12191695, 6858000)
    for slide in file.slides:
        kinds = [shape.element.ph.get("type") for shape in slide.placeholders]
        assert {"title", "ftr", "sldNum"} <= set(kinds)
        assert slide.shapes.title.text_frame.text.startswith(answer.title[:20])
        said = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert answer.source_line in said
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


def test_an_arabic_table_begins_at_the_right(at):
    answer = at.ask(View(chart="table", members=("MAR",), first=2018, lang="ar"))
    slide = opened(deck(of_answer(answer), at.build, "ar")).slides[0]
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert table._tbl.tblPr.get("rtl") == "1"


def test_a_long_table_goes_on_on_the_next_slide_with_its_header():
    rows = pd.DataFrame({"Member": [f"Member {i}" for i in range(80)], "Note": ["word " * 12] * 80})
    parts = list(tables(Slide("Long", table=rows), "en"))
    assert len(parts) > 3
    assert pd.concat([part.table for part in parts])["Member"].tolist() == rows["Member"].tolist()
    least = SLIDE.line + SLIDE.padding
    assert all((len(part.table) + 1) * least <= SLIDE.height for part in parts)
    assert parts[1].title == "Long (continued)"


@pytest.mark.parametrize("chart", ["bars", "gap"])
def test_members_are_shared_out_over_slides_and_none_is_lost(at, chart):
    answer = at.ask(View(chart=chart))
    slides = of_answer(answer)
    parts = [
        s.rows.loc[(s.rows["role"] == "member") & s.rows["value"].notna(), "iso3"].unique()
        for s in slides
    ]
    assert all(len(part) <= ROWS for part in parts)
    everyone = [iso3 for part in parts for iso3 in part]
    assert len(everyone) == len(set(everyone))
    shown_members = answer.frame.loc[
        (answer.frame["role"] == "member") & answer.frame["value"].notna()
    ]
    assert set(everyone) == set(shown_members["iso3"])


def test_small_charts_are_so_many_on_a_slide_with_real_years_and_values(at):
    answer = at.ask(View(chart="multiples", members=tuple(at.terms.members[:14])))
    slides = of_answer(answer)
    assert [len(slide.panels) for slide in slides] == [7, 7]
    assert len(slides[0].panels) <= PANELS
    file = opened(deck(slides, at.build, "en"))
    years = {
        v for s in file.slides for c in charts(s) for col in workbook(c) for v in col if v > 1900
    }
    assert years <= {float(y) for y in answer.frame["year"].dropna()}


def test_no_series_is_shorter_than_a_later_one(at):
    """LibreOffice drops a series that is followed by a longer one."""
    answer = at.ask(View(chart="trend", members=MEMBERS))
    (slide,) = opened(deck(of_answer(answer), at.build, "en")).slides
    (native,) = charts(slide)
    counts = [int(e.get("val")) for e in native._chartSpace.iter(qn("c:ptCount"))][1::3]
    assert all(a >= b for a, b in pairwise(counts))


def test_an_open_mark_stays_open_and_a_projection_dotted(at):
    answer = at.ask(View(chart="trend", members=("MAR",)))
    found = plot(BUILDERS["trend"](answer, LIGHT))
    assert isinstance(found, XY)
    assert {s.stroke.dash for s in found.series if s.stroke} == {"solid", "dash", "dot"}
    assert any(s.mark and s.mark.fill is None for s in found.series)


def test_bars_keep_their_kinds_and_groups_are_bars_of_their_own(at):
    found = plot(BUILDERS["bars"](at.ask(View(chart="bars")), LIGHT))
    assert isinstance(found, Bars)
    names = [bar.name for bar in found.series]
    assert text("charts.reported", "en") in names
    assert any(name.startswith("OIC Member States") for name in names)
    for bar in found.series:
        assert len(bar.heights) == len(found.categories)


def test_tiles_are_read_off_the_map(at):
    assert isinstance(plot(BUILDERS["map"](at.ask(View(chart="map")), LIGHT)), Tiles)


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
