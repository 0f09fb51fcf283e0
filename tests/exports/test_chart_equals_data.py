"""F19: plot, screen, rows, CSV, workbook, table, alternative text and hashes say the same."""

import io
import re
from datetime import date
from hashlib import sha256
from html import unescape
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from cases import crossed, some
from pptx import Presentation

from observatory.charts import has_plot, plot_of
from observatory.charts.alt_text import alt
from observatory.charts.exhibit import exhibit_of
from observatory.charts.kinds.scatter import pairs
from observatory.charts.kinds.table import table
from observatory.charts.plot import LEAST_SPAN, BarPlot, PanelPlot, TilePlot
from observatory.charts.theme import LIGHT, Frame
from observatory.decks import network_slides, work_slides
from observatory.decks.slide import of_answer, of_exhibit
from observatory.draw import plotly
from observatory.draw.tile_cells import tile_cells
from observatory.exports.csv import machine
from observatory.exports.package import data_hash, package
from observatory.exports.pptx import deck
from observatory.exports.pptx.units import serial
from observatory.i18n import LANGUAGES, LRI, PDI, RLI, language, number, text
from observatory.session import desk
from observatory.topics.coverage import reach
from observatory.topics.participation import attendance
from observatory.view import CHARTS, View

MEMBERS = ("MAR", "TUR", "SEN", "EGY", "IDN")
each_language = pytest.mark.parametrize("lang", LANGUAGES)
# All 57 in every chart; lines and panels of some, and of a table the last years: all years are
# 130 slides.
CHOICES = {
    "trend": {"members": MEMBERS},
    "multiples": {"members": MEMBERS},
    "table": {"first": 2023},
}


@pytest.fixture(scope="module")
def at(warehouse):
    with desk() as found:
        yield found


def close(value):
    return round(float(value), 9)


def of_rows(frame):
    """(code, year, value) of the rows that have a value."""
    known = frame.loc[frame["value"].notna(), ["iso3", "year", "value"]]
    return {(iso3, int(year), close(v)) for iso3, year, v in known.itertuples(index=False)}


def stand(plot):
    """Whether the values of a plot stand across, and whether they stand upwards."""
    if isinstance(plot, BarPlot):
        return True, False
    plot = plot.panels[0][1] if isinstance(plot, PanelPlot) else plot
    return plot.x.kind == "number", plot.y.kind == "number" and not plot.y.hidden


def of_plot(plot):
    """(code, year, value) of what a plot holds: its points, bars, tiles or panels, and groups."""
    if isinstance(plot, PanelPlot):
        return set().union(*(of_plot(panel) for _, panel in plot.panels))
    if isinstance(plot, TilePlot):
        tiles = [tile for tile in plot.tiles if tile.value is not None]
        return {(t.datum.code, t.datum.year, close(t.value)) for t in tiles}
    if isinstance(plot, BarPlot):
        return _of_bars(plot)
    across, upwards = stand(plot)
    found = set()
    for points in plot.series:
        for datum, x, y in zip(points.data, points.x, points.y, strict=bool(points.data)):
            if across and datum.code:
                found.add((datum.code, datum.year_x or datum.year, close(x)))
            if upwards and datum.code:
                found.add((datum.code, datum.year, close(y)))
    return found | of_groups(plot)


def _of_bars(plot):
    bars = {
        (datum.code, datum.year, close(value))
        for series in plot.series
        for datum, value in zip(plot.data, series.values, strict=True)
        if value is not None
    }
    return bars | of_groups(plot)


def of_groups(plot):
    """(code, year, value) of the groups that are lines across a plot."""
    lines = [line for line in getattr(plot, "references", ()) if line.datum.code]
    return {(line.datum.code, line.datum.year, close(line.value)) for line in lines}


def without_marks(words):
    """Words of the screen without tags and marks of direction."""
    return re.sub(f"[{LRI}{RLI}{PDI}]", "", re.sub("<[^>]+>", "", words))


def in_cells(plot, lang):
    """(name, year, value as printed) of the cells of the tile grid."""
    html = tile_cells(plot, Frame("", "", ""), LIGHT, lang, alt="", href=str)
    cells = re.findall(
        r"class='name'>([^<]*)</b><span class='facts'><span class='value[^']*'>([^<]*)</span>"
        r" <small class='year'>(\d+)<",
        html,
    )
    return {(unescape(name), int(year), unescape(value)) for name, value, year in cells}


def on_screen(answer):
    """(name, year, value as printed) of the marks that the screen draws, members alone."""
    plot, lang = plot_of(answer), answer.view.lang
    if isinstance(plot, TilePlot):
        return in_cells(plot, lang)
    figure = plotly.figure(plot, None, LIGHT, lang)
    found = set()
    for trace in figure.data:
        if isinstance(plot, PanelPlot):
            for said in filter(None, () if trace.hovertext is None else trace.hovertext):
                name, first, *_ = said.split("<br>")
                value, year, *_ = without_marks(first).split(" · ")
                found.add((without_marks(name), int(year), value))
            continue
        for at, (code, name, year) in enumerate(
            () if trace.customdata is None else trace.customdata
        ):
            if code:
                value = trace.y[at] if stand(plot)[1] else trace.x[at]
                found.add((name, int(year), number(float(value), lang, answer.decimals)))
    return found


def sheets(file):
    """The workbooks of a file's charts, each as rows under its headers."""
    for slide in file.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                blob = shape.chart.part.chart_workbook.xlsx_part.blob
                book = openpyxl.load_workbook(io.BytesIO(blob), data_only=True)
                head, *rows = book.active.iter_rows(values_only=True)
                yield pd.DataFrame(rows, columns=[str(name) for name in head])


def of_workbooks(file, plot, lang):
    """(code, year, value) of the rows of the workbooks that a reader edits."""
    say = {n: text(f"deck.sheet.{n}", lang) for n in ("code", "name", "year", "year_x", "series")}
    out = set()
    for sheet in sheets(file):
        known = sheet.loc[sheet[say["code"]].notna()]
        for _, row in known.iterrows():
            code, year = row[say["code"]], row[say["year"]]
            if isinstance(plot, BarPlot):
                values = row.iloc[1 : list(sheet.columns).index(say["code"])].dropna()
                out |= {(code, int(year), close(value)) for value in values}
            elif stand(plot) == (True, True):
                x, y = row.iloc[7], row.iloc[8]
                out |= {(code, int(row[say["year_x"]]), close(x)), (code, int(year), close(y))}
            elif pd.notna(value := row.iloc[8 if stand(plot)[1] else 7]):
                out.add((code, int(year), close(value)))
    return out


def printed(found, answer):
    """The same with each value as it is printed."""
    return {(c, y, number(v, answer.view.lang, answer.decimals)) for c, y, v in found}


def of_table(frame, answer):
    """(area, year, value as printed) of a table for reading."""
    lang = answer.view.lang
    value = next(name for name in frame.columns if name.startswith(text("table.value", lang)))
    names = [text("table.area", lang), text("table.year", lang), value]
    return {
        (area, int(year), said if isinstance(said, str) else number(said, lang, answer.decimals))
        for area, year, said in frame[names].itertuples(index=False)
        if said and not pd.isna(said) and not pd.isna(year) and str(year)
    }


def of_slide_tables(file, lang):
    """The tables of a file as one frame; in Arabic their columns stand in reverse."""
    frames = []
    for slide in file.slides:
        for shape in slide.shapes:
            if shape.has_table:
                head, *rows = ([c.text for c in row.cells] for row in shape.table.rows)
                frames.append(pd.DataFrame(rows, columns=head))
    whole_table = pd.concat(frames, ignore_index=True)
    return whole_table[whole_table.columns[::-1]] if language(lang).rtl else whole_table


def hashes(file):
    """The mark of the rows in the notes of each slide."""
    notes = [slide.notes_slide.notes_text_frame.text for slide in file.slides]
    return {found for note in notes for found in re.findall(r"\b[0-9a-f]{64}\b", note)}


@crossed(("chart", "lang"), CHARTS, LANGUAGES)
def test_all_that_is_made_of_a_view_says_the_same(at, chart, lang):
    answer = at.ask(View(chart=chart, lang=lang, **CHOICES.get(chart, {})))
    frame = answer.frame
    back = pd.read_csv(io.BytesIO(machine(frame)))
    assert of_rows(back) == of_rows(frame)
    drawn = frame
    if answer.view.kind.indicators == 2:
        drawn = frame.loc[frame["iso3"].isin(pairs(answer)["iso3"])]
    wanted = of_rows(drawn)
    members = of_rows(drawn.loc[drawn["role"] == "member"])
    assert len(members) > len(MEMBERS)
    slides = of_answer(answer)
    file = Presentation(io.BytesIO(deck(slides, at.build, lang)))
    names = dict(frame[["iso3", "area"]].drop_duplicates().to_numpy())
    shown = {(names[code], year, value) for code, year, value in printed(of_rows(frame), answer)}
    assert of_table(table(answer), answer) == shown

    plot = plot_of(answer) if has_plot(answer.view) else None
    if plot is None:
        assert of_table(of_slide_tables(file, lang), answer) == shown
    else:
        # A grid of cells has no place for groups.
        held = members if isinstance(plot, TilePlot) else wanted
        assert of_plot(plot) == held
        assert set().union(*(of_plot(s.plot) for s in slides)) == held
        assert_screen(answer, drawn, names)
    if isinstance(plot, TilePlot):
        (slide,) = file.slides
        cells = [s.text_frame.text.split("\n") for s in slide.shapes if s.name in names]
        said = {(c[0], int(c[2]), c[1]) for c in cells if len(c) > 1}
        assert said == printed(members, answer)
    elif isinstance(plot, BarPlot):
        assert of_workbooks(file, plot, lang) == wanted
    elif plot is not None:
        # Groups that are lines across points have no row of a member.
        assert of_workbooks(file, plot, lang) == wanted - of_groups(plot)
    assert_hashes(at, answer, file)
    assert_told(answer, shown)


def assert_screen(answer, drawn, names):
    """The screen draws the values of the members, those of the groups where these are lines."""
    plot = plot_of(answer)
    across = {line.datum.code for line in getattr(plot, "references", ())}
    if isinstance(plot, TilePlot) or across:
        drawn = drawn.loc[drawn["role"] == "member"]
    if answer.view.kind.indicators == 2:
        drawn = drawn.loc[drawn["indicator_id"] == answer.view.indicator[1]]
    wanted = {(names[code], year, v) for code, year, v in printed(of_rows(drawn), answer)}
    assert on_screen(answer) == wanted


def assert_hashes(at, answer, file):
    """README and notes of every part print the hash of the CSV."""
    digest = sha256(machine(answer.frame)).hexdigest()
    assert hashes(file) == {digest} == {data_hash(answer.frame)}
    with ZipFile(io.BytesIO(package(exhibit_of(answer), at.terms, at.ask))) as zipped:
        assert sha256(zipped.read("data.csv")).hexdigest() == digest
        assert digest in zipped.read(f"README.{answer.view.lang}.md").decode()


def assert_told(answer, shown):
    """Every number with decimals in the alternative text is one of the values, as printed.

    A gap, which bears a sign, is the difference of two of them.
    """
    said = re.sub(r"[+\u2212]\d+[.,]\d+", "", alt(answer).replace(answer.title, ""))
    told = set(re.findall(r"\d+[.,]\d+", said))
    assert told
    assert told <= {value for _, _, value in shown}


# The network's charts.
def rows_of(slide, lang):
    """The workbooks of a slide's charts."""
    with desk(lang) as at:
        return list(sheets(Presentation(io.BytesIO(deck([slide], at.build, lang)))))


@each_language
def test_the_timeline_of_events_is_its_rows_with_their_dates(complete_warehouse, lang):
    with desk(lang) as at:
        slide = network_slides.network_history(at.network)
    (sheet,) = rows_of(slide, lang)
    events = slide.rows.set_index("event_id")
    known = sheet.loc[sheet[text("deck.sheet.code", lang)].notna()]
    figure = {
        (datum.name, close(x))
        for points in slide.plot.series
        for datum, x in zip(points.data, points.x, strict=True)
    }
    name, code = text("deck.sheet.name", lang), text("deck.sheet.code", lang)
    assert {(n, close(x)) for n, x in zip(known[name], known.iloc[:, 7], strict=True)} == figure
    assert sorted(known[code]) == sorted(events.index)
    for _, row in known.iterrows():
        stated = events["start_date"][row[code]]
        began = row[text("deck.sheet.start", lang)]
        assert str(began)[: len(stated)] == stated
        assert int(row.iloc[7]) == int(stated[:4])


@each_language
def test_the_gantt_is_its_rows_with_real_dates(complete_warehouse, lang):
    with desk(lang) as at:
        slide = work_slides.plan_progress(at.network)
    (sheet,) = rows_of(slide, lang)
    drawn = plotly.figure(slide.plot, None, LIGHT, lang)
    figure = {
        (serial(date.fromisoformat(begin)), round(wide / 86_400_000))
        for trace in drawn.data
        for begin, wide in zip(trace.base or (), trace.x, strict=False)
        if wide is not None
    }
    spans = {
        (serial(first), (last - first).days + 1)
        for bars in slide.plot.series
        for first, last in zip(bars.starts, bars.values, strict=True)
        if first is not None
    }
    assert {(first, max(days, LEAST_SPAN)) for first, days in spans} == figure
    dated = sheet.loc[sheet.iloc[:, 1].notna()]
    begins = [serial(day) for day in dated.iloc[:, 1]]
    widths = dated.iloc[:, 2 : list(dated.columns).index(text("deck.sheet.code", lang))].sum(axis=1)
    assert set(zip(begins, widths.astype(int), strict=True)) == figure
    rows = slide.rows.set_index("activity_id")
    codes = dated[text("deck.sheet.code", lang)]
    assert set(codes) <= set(rows.index)
    assert len(codes) == int((rows["planned_start"].notna() | rows["actual_start"].notna()).sum())


@each_language
def test_counts_of_the_network_are_their_rows(complete_warehouse, lang):
    with desk(lang) as at:
        stacked = work_slides.progress(at.network)
        bars = work_slides.capacity_building(at.network)
        dots = network_slides.took_part(at.network)
    (sheet,) = rows_of(stacked, lang)
    kinds = list(dict.fromkeys(stacked.rows["kind"]))
    counted = {
        (row.iloc[0], kind, int(row[kind]))
        for _, row in sheet.iterrows()
        for kind in kinds
        if pd.notna(row[kind])
    }
    assert counted == set(stacked.rows[["row", "kind", "value"]].itertuples(index=False, name=None))
    code = text("deck.sheet.code", lang)
    (sheet,) = rows_of(bars, lang)
    stated = bars.rows.dropna(subset=["participants_stated"])
    assert dict(zip(sheet[code], sheet.iloc[:, 1], strict=True)) == dict(
        zip(stated["event_id"], stated["participants_stated"], strict=True)
    )
    drawn = pd.concat(rows_of(dots, lang))
    assert dict(zip(drawn[code], drawn.iloc[:, 8], strict=True)) == dict(
        zip(dots.rows["event_id"], dots.rows["countries_stated"], strict=True)
    )
    panels = [panel for _, panel in dots.plot.panels]
    figure = {close(y) for panel in panels for points in panel.series for y in points.y}
    assert figure == {close(n) for n in dots.rows["countries_stated"]}


def of_cells(plot):
    """(code, column, row) of the painted cells of a plot and of the marks upon them."""
    marks = {
        (datum.code, x, y)
        for points in plot.marks
        for datum, x, y in zip(points.data, points.x, points.y, strict=True)
    }
    painted = {
        (plot.columns.codes[x], x, y)
        for y, line in enumerate(plot.classes)
        for x in range(len(line))
    }
    return marks | painted


@some("lang", ("ar", "fr", "en"), now=1)
def test_participation_and_coverage_are_their_rows_and_so_are_their_slides(warehouse, lang):
    with desk(lang) as at:
        shown = {"participation": attendance(at.network), "data": reach(at.network)}
        terms, build, ask = at.terms, at.build, at.ask
    matrix = shown["participation"]
    plot = matrix.plot
    cells = {
        (plot.rows.codes[row], plot.columns.codes[column], points.name)
        for points in plot.marks
        for column, row in zip(points.x, points.y, strict=True)
    }
    assert {(event, iso3) for event, iso3, _ in cells} == set(
        matrix.rows[["event_id", "iso3"]].itertuples(index=False, name=None)
    )
    grid = shown["data"].plot
    known = {
        (indicator, iso3)
        for indicator, line in zip(grid.rows.names, grid.classes, strict=True)
        for iso3, age in zip(grid.columns.codes, line, strict=True)
        if age > 0
    }
    rows = shown["data"].rows.dropna(subset=["year"])
    assert known == set(rows[["indicator", "iso3"]].itertuples(index=False, name=None))
    for name, exhibit in shown.items():
        slide = of_exhibit(exhibit, name)
        file = Presentation(io.BytesIO(deck([slide], build, lang)))
        (sheet,) = sheets(file)
        named = sheet.loc[sheet[text("deck.sheet.code", lang)].notna()]
        held = {(row.iloc[1], row.iloc[7], row.iloc[8]) for _, row in named.iterrows()}
        assert held == of_cells(slide.plot)
        digest = sha256(machine(exhibit.rows)).hexdigest()
        assert hashes(file) == {digest}
        with ZipFile(io.BytesIO(package(exhibit, terms, ask))) as zipped:
            assert digest in zipped.read(f"README.{lang}.md").decode()
            assert sha256(zipped.read("data.csv")).hexdigest() == digest
