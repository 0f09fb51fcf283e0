"""Cells by row and column as a native chart of marks, with the names of the columns below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from observatory.charts.plot import Axis, CellPlot, Datum, Mark, PointPlot, Points
from observatory.charts.text_fit import LINE, cut, wide
from observatory.draw.stage_room import choose
from observatory.exports.pptx import charts, shapes
from observatory.exports.pptx.geometry import EMU, Box, ChartRoom
from observatory.exports.pptx.placing import Chosen, room
from observatory.exports.pptx.point_scales import scale_plot
from observatory.exports.pptx.units import POINTS
from observatory.i18n import language

# The size of the names of columns in points, the most of these that they reach down, and the part
# of a cell that is painted.
SMALL, DEEP, CELL = 10, 92, 0.86


def add(added: Any, plot: CellPlot, box: Box, lang: str, *, chosen: Chosen) -> Any:
    """The cells as square marks and the marks upon them, on a native chart; its frame."""
    deep = int(columns_depth(plot.columns) * EMU)
    above = Box(box.left, box.top, box.width, box.height - deep)
    pointed = as_points(plot, above, lang)
    frame = charts.xy(added.shapes, pointed, above, lang, chosen=chosen)
    around = room(scale_plot(pointed, rtl=language(lang).rtl), above)
    column_names(added, plot.columns, around)
    return frame


def as_points(plot: CellPlot, box: Box, lang: str) -> PointPlot:
    """The plot as points: each cell a mark of its class, as large as its place in the box."""
    across = replace(plot.columns, hidden=True, grid=False)
    bare = PointPlot(series=(), x=across, y=plot.rows)
    around = room(scale_plot(bare, rtl=language(lang).rtl), box)
    side = min(around.wide / len(plot.columns.names), around.high / len(plot.rows.names)) * CELL
    marks = (
        replace(each, mark=replace(each.mark, size=min(each.mark.size, side / POINTS)))
        for each in plot.marks
        if each.mark and each.x
    )
    return replace(bare, series=(*_classes(plot, side / POINTS), *marks))


def _classes(plot: CellPlot, size: float) -> Iterator[Points]:
    """The cells of each class as a series of squares."""
    entries = [entry for entry in plot.key if entry.fill]
    for place, fill in enumerate(plot.fills):
        found = [
            (column, row)
            for row, line in enumerate(plot.classes)
            for column, each in enumerate(line)
            if each == place
        ]
        if found:
            words = [e.words for e in entries if e.fill and e.fill.colour == fill.colour]
            codes = plot.columns.codes
            yield Points(
                name=words[0] if words else " ",
                x=tuple(column for column, _ in found),
                y=tuple(row for _, row in found),
                mark=Mark("square", size, fill.colour),
                data=tuple(Datum(codes[c], plot.columns.names[c]) for c, _ in found),
            )


def columns_depth(axis: Axis) -> float:
    """The height of the names of columns in points."""
    return min(DEEP, max((wide(name, SMALL) for name in axis.names), default=0.0)) + 8


def column_names(added: Any, axis: Axis, around: ChartRoom) -> None:
    """The names below the columns of a chart, read from below; as many as have room."""
    n = len(axis.names)
    step = around.wide / max(1, n)
    deep = columns_depth(axis) - 6
    shown = choose([(at + 0.5) * step for at in range(n)], (), SMALL * LINE * 0.9)
    left = around.box.left + around.left_pt * EMU
    top = around.box.top + (around.top_pt + around.high + 3) * EMU
    for at in sorted(shown):
        place = n - 1 - at if around.rtl else at
        middle = left + (place + 0.5) * step * EMU
        half = SMALL * LINE / 2 * EMU
        box = Box(int(middle - half), int(top), int(2 * half), int(deep * EMU))
        shapes.text_below(added.shapes, cut(axis.names[at], SMALL, deep, 1), box, size=SMALL)
