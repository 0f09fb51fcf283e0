"""Bars, spans of time and the tile grid on the stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from observatory.charts.plot import LEAST_SPAN, BarPlot, Bars, Label, Number, Tile, TilePlot
from observatory.draw.stage_room import (
    BEFORE,
    GAP,
    LINE,
    OVER,
    TYPE,
    PlotArea,
    plain,
    scale_below,
    share,
)
from observatory.draw.stage_rows import (
    BROAD,
    UNDER,
    Rows,
    after_labels,
    draw_bands,
    draw_lines,
    draw_names,
    rows,
)
from observatory.draw.svg import Canvas

# The part of a cell that is painted, and the least height of a row that bears its value.
CELL, VALUED = 0.95, 27
# The line of a tile in which its year stands, counted from none.
YEAR = 2


def bars(sheet: Canvas, plot: BarPlot, area: PlotArea) -> None:
    """Bars by category, the first on top."""
    timed = plot.axis.kind == "date"
    words = [each for each in plot.references if each.words]
    below = LINE * len(words) + (6 + UNDER) * bool(words)
    top, foot = (OVER, below) if plot.axis.at_top else (6, below + OVER)
    most = BROAD if timed or plot.stacked else BEFORE
    found = rows(
        plot.categories,
        height=area.height - top - foot,
        width=area.width,
        extremes=_extremes(plot),
        most=most,
    )
    shown = [] if timed else list(_ends(plot, found))
    room = area.width - found.before
    wide = after_labels(room, [(part, label) for _, part, label in shown], GAP + 20)
    inner = area.inside(found.before, top, room - wide, foot)
    draw_bands(sheet, inner, plot.bands, found.high)
    scale_below(sheet, inner, plot.axis, at_top=plot.axis.at_top)
    for each in plot.series:
        sheet.boxes(_boxes(each, plot, inner, found.high), each.fill)
    lines = [(inner.x(plot.axis, each.value), each) for each in plot.references]
    draw_lines(sheet, inner, lines, below=True)
    draw_names(sheet, inner, found)
    for at, part, label in shown:
        y = inner.top + (at + 0.5) * found.high
        x = inner.left + part * inner.width + GAP
        sheet.text(label.text, x, y, size=TYPE, halo=True)
    _inside(sheet, plot, inner, found)


def _extremes(plot: BarPlot) -> list[int]:
    """The rows of the least and the greatest value."""
    values = {
        at: plain(value)
        for bars_of in plot.series
        for at, value in enumerate(bars_of.values)
        if value is not None
    }
    if not values or plot.axis.kind == "date":
        return []
    return [max(values, key=values.__getitem__), min(values, key=values.__getitem__)]


def _ends(plot: BarPlot, found: Rows) -> Iterator[tuple[int, float, Label]]:
    """The labels at the ends of bars of the rows that are named: row, share of the scale, words."""
    for each in plot.series:
        for at, label in enumerate(each.labels):
            value = each.values[at]
            if label and value is not None and label.side != "centre" and at in found.named:
                yield at, share(plot.axis, value), label


def _starts(plot: BarPlot, each: Bars) -> Sequence[Number | None]:
    """Where the bars of a series begin: at their first days, at zero, or upon those before them."""
    if each.starts:
        return each.starts
    if not plot.stacked:
        return [0.0] * len(each.values)
    before = plot.series[: plot.series.index(each)]
    return [
        sum(plain(other.values[at] or 0.0) for other in before) for at in range(len(each.values))
    ]


def _ends_at(start: Number, value: Number, *, stacked: bool) -> Number:
    """Where a bar ends; a span holds its last day and is never too short to be seen."""
    if not isinstance(value, int | float):
        if isinstance(start, int | float):
            raise TypeError(start)
        return max(value + timedelta(days=1), start + timedelta(days=LEAST_SPAN))
    return plain(start) + value if stacked else value


def _boxes(
    each: Bars, plot: BarPlot, area: PlotArea, high: float
) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of a series of bars."""
    tall = high * (1 - plot.gap)
    for at, (start, value) in enumerate(zip(_starts(plot, each), each.values, strict=True)):
        if value is None or start is None:
            continue
        one = area.x(plot.axis, start)
        other = area.x(plot.axis, _ends_at(start, value, stacked=plot.stacked))
        left, right = sorted((one, other))
        yield left, area.top + at * high + (high - tall) / 2, right - left, tall


def _inside(sheet: Canvas, plot: BarPlot, area: PlotArea, found: Rows) -> None:
    """The labels in the middle of bars, where their rows are high and the bars wide enough."""
    for each in plot.series:
        places = _boxes(each, plot, area, found.high)
        labels = [
            label
            for label, value in zip(each.labels, each.values, strict=False)
            if value is not None
        ]
        for (left, top, wide, tall), label in zip(places, labels, strict=False):
            if label and label.side == "centre" and tall >= VALUED and wide > 30:
                x, y = left + wide / 2, top + tall / 2
                sheet.text(label.text, x, y, size=TYPE, anchor="middle", upon=each.fill.colour)


def tiles(sheet: Canvas, plot: TilePlot, area: PlotArea, size: float = TYPE) -> None:
    """The tile grid: equal cells with the code of a member and, where there is one, its value.

    With type of a smaller `size` in pixels, its year too.
    """
    found = (*plot.others, *plot.tiles)
    first, top = min(tile.column for tile in found), min(tile.row for tile in found)
    across = max(tile.column for tile in found) - first + 1
    wide, high = area.width / across, area.height / (max(tile.row for tile in found) - top + 1)
    for fill in dict.fromkeys(tile.fill for tile in found):
        mine = [tile for tile in found if tile.fill == fill]
        places = [
            (area.left + (tile.column - first) * wide, area.top + (tile.row - top) * high)
            for tile in mine
        ]
        sheet.boxes([(left, up, wide * CELL, high * CELL) for left, up in places], fill)
        for tile, (left, up) in zip(mine, places, strict=True):
            _words(sheet, tile, PlotArea(left, up, wide * CELL, high * CELL), size)


def _words(sheet: Canvas, tile: Tile, cell: PlotArea, size: float) -> None:
    """So many lines of a tile as its cell has room for, the year in smaller type."""
    line = size * LINE / TYPE
    words = tile.lines[: max(1, int((cell.height + size / 4) // line))]
    for at, each in enumerate(words):
        sheet.text(
            each,
            cell.left + cell.width / 2,
            cell.top + cell.height / 2 + (at - (len(words) - 1) / 2) * (line - size / 6),
            size=size if at < YEAR else size * 0.8,
            anchor="middle",
            upon=tile.fill.colour,
            bold=at == 0 and len(tile.lines) > 1,
            halo=bool(tile.fill.hatch),
        )
