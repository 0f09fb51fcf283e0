"""The workbook behind a chart: one row a point, with whose it is, so that a person reads it.

A series' cells are a block of rows: its name, code, name and year of each point, dates where there
are some, the two values that are drawn, and the words at the point. A chart of bars has a row a
category. What follows from other cells (the ends of a line across, a difference) is a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter

from observatory.charts.plot import Datum, Points
from observatory.exports.pptx.bar_rows import BarRows
from observatory.exports.pptx.point_scales import ScaledPlot
from observatory.exports.pptx.units import number, serial
from observatory.i18n import MINUS, text

# The columns of the workbook of points, by letter.
COLUMNS = ("series", "code", "name", "year", "year_x", "start", "end", "x", "y", "label")
_OF_DATUM = ("code", "year", "year_x", "start", "end")
_LETTERS = dict(zip(COLUMNS, "ABCDEFGHIJ", strict=True))
_DAY = "yyyy\\-mm\\-dd"


@dataclass(frozen=True)
class Block:
    """The rows of one series: the points, and the row of the first, from 1."""

    points: Points
    first: int

    def cells(self, column: str) -> str:
        """The reference to a column of the block."""
        last, letter = self.first + len(self.points.x) - 1, _LETTERS[column]
        return f"Sheet1!${letter}${self.first}:${letter}${last}"


def blocks(series: Sequence[Points]) -> list[Block]:
    """The series one below the other, under a line of headers."""
    out, row = [], 2
    for points in series:
        out.append(Block(points, row))
        row += len(points.x)
    return out


def headers(plot: ScaledPlot, lang: str) -> Mapping[str, str]:
    """What the columns are called; the two that are drawn by the names of their scales."""
    words = {name: text(f"deck.sheet.{name}", lang) for name in (*COLUMNS, "names", "lines")}
    x, y = plot.x.axis, plot.y.axis
    across, upwards = (
        "time" if x.kind == "year" else "across",
        "up" if plot.y.has_numbers else "place",
    )
    words["x"] = x.title or text(f"deck.sheet.{across}", lang)
    words["y"] = y.title or text(f"deck.sheet.{upwards}", lang)
    return words


class DataSheet(XyChartData):  # type: ignore[misc] # python-pptx has no types
    """Points as chart data whose workbook is ours: a native series may share another's block."""

    def __init__(self, found: Sequence[Block], titles: Mapping[str, str]) -> None:
        super().__init__()
        self.blocks, self.titles = found, titles
        self.drawn: list[Block] = []
        self.longest = max(len(block.points.x) for block in found)

    def draw(self, block: Block) -> None:
        """Add a native series of the points of a block.

        LibreOffice loses a series that is shorter than a later one: what is kept of the cells in
        the chart counts as many points in all, blank ones at the end.
        """
        points = block.points
        added = self.add_series(self.name(points))
        more = self.longest - len(points.x)
        for x, y in _values(points):
            added.add_data_point(x, y)
        for _ in range(more):
            added.add_data_point(None, None)
        self.drawn.append(block)

    def name(self, points: Points) -> str:
        """What a series is called; those without a name only help to draw."""
        return points.name or self.titles["lines" if points.role == "joins" else "names"]

    @property
    def _workbook_writer(self) -> Any:
        return _PointsBook(self)


class _PointsBook(XyWorkbookWriter):  # type: ignore[misc] # python-pptx has no types
    def series_name_ref(self, series: Any) -> str:
        return f"Sheet1!$A${self._chart_data.drawn[series.index].first}"

    def x_values_ref(self, series: Any) -> str:
        return str(self._chart_data.drawn[series.index].cells("x"))

    def y_values_ref(self, series: Any) -> str:
        return str(self._chart_data.drawn[series.index].cells("y"))

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        data = self._chart_data
        worksheet.write_row(0, 0, [data.titles[name] for name in COLUMNS])
        day = workbook.add_format({"num_format": _DAY})
        for block in data.blocks:
            for at, datum in enumerate(_data(block.points)):
                _row(worksheet, block, at, datum, name=data.name(block.points), day=day)
        _write_lines(worksheet, data.blocks)
        worksheet.freeze_panes(1, 0)
        everyone = [datum for block in data.blocks for datum in _data(block.points)]
        for column, name in enumerate(COLUMNS):
            unused = name in _OF_DATUM and not any(getattr(datum, name) for datum in everyone)
            worksheet.set_column(column, column, 14, None, {"hidden": unused})


def _data(points: Points) -> Sequence[Datum]:
    return points.data or [Datum()] * len(points.x)


def _values(points: Points) -> list[tuple[float | None, float | None]]:
    """The two numbers of each point."""
    return [(number(x), number(y)) for x, y in zip(points.x, points.y, strict=True)]


def _words(points: Points) -> Iterator[tuple[int, str]]:
    """The words at points, by the place of these."""
    for at, label in enumerate(points.labels):
        if label is not None and label.text:
            yield at, label.text


def _row(worksheet: Any, block: Block, at: int, datum: Datum, *, name: str, day: Any) -> None:
    """One point: whose it is, and what is drawn."""
    row = block.first + at - 1
    facts = (name.strip(), datum.code, datum.name, datum.year, datum.year_x)
    for column, fact in enumerate(facts):
        if fact not in ("", None):
            worksheet.write(row, column, fact)
    for column, when in ((5, datum.start), (6, datum.end)):
        _write_day(worksheet, row, column, when, day)
    for column, value in enumerate(_values(block.points)[at], start=7):
        if value is not None:
            worksheet.write_number(row, column, value)
    for place, words in _words(block.points):
        if place == at:
            worksheet.write_string(row, 9, words)


def _write_day(worksheet: Any, row: int, column: int, when: str, day: Any) -> None:
    """A whole date as one that can be reckoned with; one of reduced precision as it is stated."""
    if len(when) == len("2024-02-29"):
        worksheet.write_number(row, column, serial(date.fromisoformat(when)), day)
    elif when:
        worksheet.write_string(row, column, when)


def _write_lines(worksheet: Any, found: Sequence[Block]) -> None:
    """Lines between marks, and the differences beside these, follow from the marks' own cells."""
    cells = {
        (y, x): f"{_LETTERS['x']}{block.first + at}"
        for block in found
        if block.points.mark is not None
        for at, (x, y) in enumerate(_values(block.points))
    }
    words = {
        f"{_LETTERS['x']}{block.first + at}": (block.first + at - 1, label)
        for block in found
        for at, label in _words(block.points)
    }
    for block in found:
        if block.points.role != "joins":
            continue
        values = _values(block.points)
        ends = [cells.get((y, x)) for x, y in values]
        for at, cell in enumerate(ends):
            if cell:
                row = block.first + at - 1
                worksheet.write_formula(row, 7, f"={cell}", None, values[at][0])
        for begin, end in pairwise(ends):
            for row, label in (words[cell] for cell in (begin, end) if cell in words):
                if begin and end:
                    formula = _difference(end, begin, _decimals(label))
                    worksheet.write_formula(row, 9, formula, None, label)


def _difference(end: str, begin: str, decimals: int) -> str:
    """The formula of a difference in words: FIXED writes a number as the reader's program does."""
    apart = f"(ROUND({end},{decimals})-ROUND({begin},{decimals}))"
    sign = f'IF({apart}>0,"+",IF({apart}<0,"{MINUS}",""))'
    return f"={sign}&FIXED(ABS({apart}),{decimals},TRUE)"


def _decimals(label: str) -> int:
    """How many decimals the number has that a label begins with."""
    found = re.match(r"\D*\d+(?:[.,](\d+))?", label)
    return len(found[1] or "") if found else 0


class BarSheet(CategoryChartData):  # type: ignore[misc] # python-pptx has no types
    """Bars as chart data whose workbook also says whose each category is."""

    def __init__(self, drawn: BarRows, lang: str) -> None:
        super().__init__(number_format="General")
        self.drawn, self.lang = drawn, lang
        self.categories = list(drawn.names)
        for series in drawn.series:
            form = _DAY if series.fill is None else "General"
            self.add_series(series.name, series.values, form)

    @property
    def _workbook_writer(self) -> Any:
        return _BarsBook(self)


class _BarsBook(CategoryWorkbookWriter):  # type: ignore[misc] # python-pptx has no types
    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        super()._populate_worksheet(workbook, worksheet)
        data = self._chart_data
        if data.drawn.timed:
            worksheet.write_string(0, 1, text("deck.sheet.start", data.lang))
        after = 1 + len(data.drawn.series)
        names = ("code", "name", "year", "start", "end")
        worksheet.write_row(0, after, [text(f"deck.sheet.{name}", data.lang) for name in names])
        day = workbook.add_format({"num_format": _DAY})
        for row, datum in enumerate(data.drawn.data, start=1):
            for column, fact in enumerate((datum.code, datum.name, datum.year), start=after):
                if fact not in ("", None):
                    worksheet.write(row, column, fact)
            for column, when in ((after + 3, datum.start), (after + 4, datum.end)):
                _write_day(worksheet, row, column, when, day)
        worksheet.freeze_panes(1, 0)
        worksheet.set_column(0, after + len(names) - 1, 14)
