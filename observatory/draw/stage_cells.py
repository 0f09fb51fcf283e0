"""Cells by row and column, and plots that stand together, on the stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from observatory.charts.plot import Axis, CellPlot, Number, PanelPlot, PointPlot, Stroke
from observatory.draw.stage_points import points, series
from observatory.draw.stage_room import (
    GAP,
    LINE,
    OVER,
    TYPE,
    PlotArea,
    choose,
    fold,
    long,
    plain,
    scale_beside,
)
from observatory.draw.stage_rows import draw_names, rows
from observatory.draw.svg import Canvas

# The most that names below columns reach down; the part of a cell that is painted.
UPRIGHT, CELL = 176, 0.9
# The most of the width that the names of rows take beside columns.
NAMES = 0.28
# So many panels stand beside each other in large; more are small ones without scales.
LARGE = 4


def cells(sheet: Canvas, plot: CellPlot, area: PlotArea) -> None:
    """Cells in the fills of their classes, with marks upon them, rows and columns named."""
    below = columns_room(plot.columns, area.width * 0.75)
    found = rows(plot.rows.names, height=area.height - below, width=area.width, most=NAMES)
    inner = area.inside(found.before, 0, 16, below)
    wide = inner.width / max(1, len(plot.columns.names))
    for place, fill in enumerate(plot.fills):
        boxes = [
            (inner.left + column * wide, inner.top + row * found.high, wide * CELL,
             found.high * CELL)
            for row, line in enumerate(plot.classes)
            for column, each in enumerate(line)
            if each == place
        ]  # fmt: skip
        sheet.boxes(boxes, fill)
    if not plot.classes:
        for row in range(len(plot.rows.names)):
            y = inner.top + (row + 0.5) * found.high
            sheet.line([(inner.left, y), (inner.right, y)], Stroke("grid", 1))
    for each in plot.marks:
        if each.mark is None:
            continue
        places = [
            (inner.left + (plain(x) + 0.5) * wide, inner.top + (plain(y) + 0.5) * found.high)
            for x, y in zip(each.x, each.y, strict=True)
            if x is not None and y is not None
        ]
        size = min(each.mark.size * 1.5, wide * CELL, found.high * CELL)
        sheet.marks(places, each.mark, size)
    draw_names(sheet, inner, found)
    columns(sheet, plot.columns, inner)


def columns_room(axis: Axis, width: float) -> float:
    """The height of the names below columns."""
    words, levels = _column_words(axis, width)
    return levels * (max(map(long, words), default=0.0) + GAP)


def _column_words(axis: Axis, width: float) -> tuple[list[str], int]:
    """The words below columns, and on how many levels: names, or codes where these have no room."""
    n = len(axis.names)
    if n * LINE > width and axis.codes:
        return list(axis.codes), 2
    return [fold(name, UPRIGHT, 1)[0] for name in axis.names], 1


def columns(sheet: Canvas, axis: Axis, area: PlotArea) -> None:
    """The words below columns, read from below; of too many the first, the last, some between."""
    words, levels = _column_words(axis, area.width)
    n = len(words)
    deep = max(map(long, words), default=0.0) + GAP
    places = [area.left + (at + 0.5) * area.width / n for at in range(n)]
    shown = choose(places, (), LINE / levels - 0.2)
    for at in shown:
        level = at % levels
        y = area.foot + GAP + level * deep
        sheet.text(words[at], places[at], y, size=TYPE, anchor="end", upright=True)
        if level or len(shown) < n:
            thread = [(places[at], area.foot), (places[at], y - 3)]
            sheet.line(thread, Stroke("grid", 1.5))
    sheet.named += len(shown)
    sheet.total += n


def panels(sheet: Canvas, plot: PanelPlot, area: PlotArea) -> None:
    """Plots that stand together: on one scale across, side by side in large, or many small ones."""
    if plot.stacked:
        _stack(sheet, plot.panels, area)
    elif len(plot.panels) <= LARGE:
        _beside(sheet, plot.panels, area)
    else:
        _small(sheet, plot, area)


def _beside(sheet: Canvas, found: Sequence[tuple[str, PointPlot]], area: PlotArea) -> None:
    """Plots side by side, each under its name; rows that all share are named once, in the first."""
    n = len(found)
    same = len({panel.y.names for _, panel in found}) == 1 and found[0][1].y.kind == "names"
    room = 26.0
    more = 0.0
    if same:
        each = rows(found[0][1].y.names, height=area.height, width=area.width * 0.9)
        more = each.before
    wide = (area.width - more - room * (n - 1)) / n
    deep = max(len(fold(name, wide, 2)) for name, _ in found)
    left = area.left
    for at, (name, panel) in enumerate(found):
        first = more if at == 0 else 0.0
        for line, words in enumerate(fold(name, wide, 2)):
            y = area.top + LINE * (line + 0.5)
            sheet.text(words, left + first, y, size=TYPE, bold=True)
        place = PlotArea(
            left, area.top + LINE * deep + 6, wide + first, area.height - LINE * deep - 6
        )
        if same:
            _rows_of(sheet, panel, place, first=first)
        else:
            points(sheet, panel, place)
        left += wide + first + room


def _rows_of(sheet: Canvas, panel: PointPlot, place: PlotArea, *, first: float) -> None:
    """One of several plots whose rows are named beside the first of them."""
    if first:
        top, foot = (OVER, 6) if panel.x.at_top else (6, 40)
        inner = place.inside(first, top, 0, foot)
        found = rows(panel.y.names, height=inner.height, width=first / 0.34)
        draw_names(sheet, inner, found)
    points(sheet, panel, place.inside(first, 0, 0, 0), named=False)


def _stack(sheet: Canvas, found: Sequence[tuple[str, PointPlot]], area: PlotArea) -> None:
    """Plots one below the other on one scale of names, which the last shows."""
    across = found[-1][1].x
    below = columns_room(across, area.width)
    high = (area.height - below) / len(found)
    words = [each for _, panel in found for each in panel.references if each.words]
    for at, (title, panel) in enumerate(found):
        place = PlotArea(area.left, area.top + at * high, area.width, high)
        name = fold(title, area.width, 1)[0]
        sheet.text(name, area.left, place.top + LINE / 2, size=TYPE, bold=True)
        inner = place.inside(84, LINE + 14, 190 if words else 14, 20)
        scale_beside(sheet, inner, panel.y)
        for each in panel.references:
            y = inner.y(panel.y, each.value)
            sheet.line([(inner.left, y), (inner.right, y)], each.stroke)
            sheet.text(fold(each.words, 184, 1)[0], inner.right + 6, y, size=TYPE)
        series(sheet, panel, _on(panel, inner), 15.0)
        if at == len(found) - 1:
            columns(sheet, across, inner)


def _on(panel: PointPlot, area: PlotArea) -> Callable[[Number, Number], tuple[float, float]]:
    """Where the points of a panel stand in an area."""
    return lambda x, y: (area.x(panel.x, x), area.y(panel.y, y))


def _small(sheet: Canvas, plot: PanelPlot, area: PlotArea) -> None:
    """Many panels without scales, on one scale each way, each under its name or its code."""
    n = len(plot.panels)
    across = min(n, max(4, round((n * area.width / area.height / 1.7) ** 0.5)))
    down = ceil(n / across)
    wide, high = area.width / across, area.height / down
    for at, (name, panel) in enumerate(plot.panels):
        column, line = at % across, at // across
        cell = PlotArea(area.left + column * wide, area.top + line * high, wide - 16, high - 8)
        words = name if long(name) <= cell.width else _code(panel) or fold(name, cell.width, 1)[0]
        sheet.text(words, cell.left, cell.top + LINE / 2, size=TYPE)
        inner = cell.inside(0, LINE, 0, 4)
        sheet.line([(inner.left, inner.foot), (inner.right, inner.foot)], Stroke("grid", 1.5))
        series(sheet, panel, _on(panel, inner), 9.0)


def _code(panel: PointPlot) -> str:
    """The code of whose panel it is; none of an empty one."""
    return next((each.code for each in panel.series if each.code), "")
