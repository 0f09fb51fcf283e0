"""What stands behind or upon a native chart as shapes: shades of neighbours, days that count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from pptx.util import Emu

from observatory.charts.plot import Band, PointPlot, Reference
from observatory.charts.text_fit import LINE, cut
from observatory.exports.pptx.axes import Scale
from observatory.exports.pptx.geometry import EMU, Box, ChartRoom
from observatory.exports.pptx.placing import NAME
from observatory.exports.pptx.point_scales import ScaledPlot
from observatory.exports.pptx.shapes import flat, text_beside
from observatory.exports.pptx.styles import draw_line
from observatory.exports.pptx.units import rgb


def row_bands(shapes: Any, bands: Sequence[Band], count: int, around: ChartRoom) -> None:
    """The shades behind some of so many rows, below the chart, which is drawn on them."""
    row = around.high / max(1, count)
    for band in bands:
        _shade(shapes, band, row * band.first + 0.5, row * (band.last - band.first + 1) - 1, around)


def point_bands(shapes: Any, plot: PointPlot, drawn: ScaledPlot, around: ChartRoom) -> None:
    """The shades behind values or rows of a plot of points."""
    for band in plot.bands:
        ends = (band.first, band.last)
        if band.by == "rows":
            ends = (band.first - 0.5, band.last + 0.5)
        shares = sorted((1 - drawn.y.share(end)) * around.high for end in ends)
        top, foot = (min(max(0.0, share), around.high) for share in shares)
        _shade(shapes, band, top, foot - top, around)


def days(shapes: Any, lines: Sequence[Reference], across: Scale, around: ChartRoom) -> None:
    """The days that count on a line of time, as lines from edge to edge."""
    for line in lines:
        left = around.box.left + int(
            (around.left_pt + across.share(line.value) * around.wide) * EMU
        )
        top = around.box.top + int(around.top_pt * EMU)
        foot = top + int(around.high * EMU)
        shape = shapes.add_connector(1, Emu(left), Emu(top), Emu(left), Emu(foot))
        flat(shape)
        draw_line(shape.line, line.stroke)
        shape.name = "Day"


def _shade(shapes: Any, band: Band, top: float, high: float, around: ChartRoom) -> None:
    """A shade from edge to edge of a plot, at a height in points."""
    shape = shapes.add_shape(
        1,
        Emu(around.box.left + int(around.left_pt * EMU)),
        Emu(around.box.top + int((around.top_pt + top) * EMU)),
        Emu(int(around.wide * EMU)),
        Emu(int(high * EMU)),
    )
    flat(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(band.colour)
    shape.line.fill.background()
    shape.name = "Band"


def row_names(
    shapes: Any, names: Sequence[str], chosen: Collection[int], around: ChartRoom
) -> None:
    """The names of some rows beside a chart, where not all have room."""
    row = around.high / max(1, len(names))
    high = NAME * LINE
    for at in sorted(chosen):
        top = around.box.top + int((around.top_pt + (at + 0.5) * row - high / 2) * EMU)
        wide = int(around.before * around.box.width)
        left = around.box.left + (around.box.width - wide if around.rtl else 0)
        words = cut(names[at], NAME, wide / EMU - 8, 1)
        place = Box(left, top, wide - int(6 * EMU), int(high * EMU))
        if around.rtl:
            place = Box(left + int(6 * EMU), top, place.width, place.height)
        text_beside(shapes, words, place, size=NAME, rtl=around.rtl)
