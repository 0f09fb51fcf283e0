"""The workbook behind a chart: one row a point, with whose it is, so that a person reads it.

A series' cells are a block of rows: its name, code, name and year of each point, dates where there
are some, the two values that are drawn, and the words at the point. A chart of bars has a row a
category. What follows from other cells (the ends of a line across, a difference) is a formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter

from observatory.exports.pptx.parts import XY, Bars, Points, Told
from observatory.exports.pptx.scales import FIRST_YEAR, serial
from observatory.i18n import MINUS, text

# The columns of the workbook of points, by letter.
COLUMNS = ("series", "code", "name", "year", "year_x", "start", "end", "x", "y", "label")
_OF_TOLD = ("code", "year", "year_x", "start", "end")
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


def headers(plot: XY, lang: str) -> Mapping[str, str]:
    """What the columns are called; the two that are drawn by the names of their scales."""
    said = {name: text(f"deck.sheet.{name}", lang) for name in (*COLUMNS, "names", "lines")}
    years = plot.x.low > FIRST_YEAR
    upwards = plot.y.visible and not plot.y.names
    said["x"] = plot.x.title or text(f"deck.sheet.{'time' if years else 'across'}", lang)
    said["y"] = plot.y.title or text(f"deck.sheet.{'up' if upwards else 'place'}", lang)
    return said


class Sheet(XyChartData):  # type: ignore[misc] # python-pptx has no types
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
        for x, y in zip((*points.x, *[None] * more), (*points.y, *[None] * more), strict=True):
            added.add_data_point(x, y)
        self.drawn.append(block)

    def name(self, points: Points) -> str:
        """What a series is called; those without a name only help to draw."""
        helps = "lines" if points.joins else "names" if points.place == "edge" else ""
        return self.titles[helps] if helps else points.name

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
            for at, told in enumerate(_told(block.points)):
                _row(worksheet, block, at, told, name=data.name(block.points), day=day)
        _joined(worksheet, data.blocks)
        worksheet.freeze_panes(1, 0)
        everyone = [told for block in data.blocks for told in _told(block.points)]
        for column, name in enumerate(COLUMNS):
            unused = name in _OF_TOLD and not any(getattr(told, name) for told in everyone)
            worksheet.set_column(column, column, 14, None, {"hidden": unused})


def _told(points: Points) -> Sequence[Told]:
    return points.told or [Told()] * len(points.x)


def _row(worksheet: Any, block: Block, at: int, told: Told, *, name: str, day: Any) -> None:
    """One point: whose it is, and what is drawn."""
    points, row = block.points, block.first + at - 1
    facts = (name.strip(), told.code, told.name, told.year, told.year_x)
    for column, fact in enumerate(facts):
        if fact not in ("", None):
            worksheet.write(row, column, fact)
    for column, when in ((5, told.start), (6, told.end)):
        _write_day(worksheet, row, column, when, day)
    for column, value in ((7, points.x[at]), (8, points.y[at])):
        if value is not None:
            worksheet.write_number(row, column, value)
    if at in points.labels:
        worksheet.write_string(row, 9, points.labels[at])


def _write_day(worksheet: Any, row: int, column: int, when: str, day: Any) -> None:
    """A whole date as one that can be reckoned with; one of reduced precision as it is stated."""
    if len(when) == len("2024-02-29"):
        worksheet.write_number(row, column, serial(when), day)
    elif when:
        worksheet.write_string(row, column, when)


def _joined(worksheet: Any, found: Sequence[Block]) -> None:
    """Lines between marks, and the differences beside these, follow from the marks' own cells."""
    cells = {
        (y, x): f"{_LETTERS['x']}{block.first + at}"
        for block in found
        if block.points.mark is not None
        for at, (x, y) in enumerate(zip(block.points.x, block.points.y, strict=True))
    }
    words = {
        f"{_LETTERS['x']}{block.first + at}": (block.first + at - 1, said)
        for block in found
        for at, said in block.points.labels.items()
    }
    for block in found:
        if not block.points.joins:
            continue
        ends = [cells.get(key) for key in zip(block.points.y, block.points.x, strict=True)]
        for at, cell in enumerate(ends):
            if cell:
                worksheet.write_formula(
                    block.first + at - 1, 7, f"={cell}", None, block.points.x[at]
                )
        for begin, end in pairwise(ends):
            for row, said in (words[cell] for cell in (begin, end) if cell in words):
                if begin and end:
                    worksheet.write_formula(row, 9, _difference(end, begin), None, said)


def _difference(end: str, begin: str) -> str:
    """The formula of a difference in words: FIXED writes a number as the reader's program does."""
    apart = f"(ROUND({end},1)-ROUND({begin},1))"
    sign = f'IF({apart}>0,"+",IF({apart}<0,"{MINUS}",""))'
    return f"={sign}&FIXED(ABS({apart}),1,TRUE)"


class BarSheet(CategoryChartData):  # type: ignore[misc] # python-pptx has no types
    """Bars as chart data whose workbook also says whose each category is."""

    def __init__(self, plot: Bars, lang: str) -> None:
        super().__init__(number_format="General")
        self.plot, self.lang = plot, lang
        self.categories = list(plot.categories)
        for at, series in enumerate(plot.series):
            form = _DAY if plot.timed and at == 0 else "General"
            self.add_series(series.name, series.heights, form)

    @property
    def _workbook_writer(self) -> Any:
        return _BarsBook(self)


class _BarsBook(CategoryWorkbookWriter):  # type: ignore[misc] # python-pptx has no types
    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        super()._populate_worksheet(workbook, worksheet)
        data = self._chart_data
        if data.plot.timed:
            worksheet.write_string(0, 1, text("deck.sheet.start", data.lang))
        after = 1 + len(data.plot.series)
        names = ("code", "name", "year", "start", "end")
        worksheet.write_row(0, after, [text(f"deck.sheet.{name}", data.lang) for name in names])
        day = workbook.add_format({"num_format": _DAY})
        for row, told in enumerate(data.plot.told, start=1):
            for column, fact in enumerate((told.code, told.name, told.year), start=after):
                if fact not in ("", None):
                    worksheet.write(row, column, fact)
            for column, when in ((after + 3, told.start), (after + 4, told.end)):
                _write_day(worksheet, row, column, when, day)
        worksheet.freeze_panes(1, 0)
        worksheet.set_column(0, after + len(names) - 1, 14)
