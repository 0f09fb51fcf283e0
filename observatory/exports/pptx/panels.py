"""Plots that stand together on a slide, each a native chart: side by side, small, or stacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from observatory.charts.plot import PanelPlot, PointPlot
from observatory.charts.text_fit import LINE, cut, lines, wide
from observatory.exports.pptx import charts, shapes
from observatory.exports.pptx.cells import column_names, columns_depth
from observatory.exports.pptx.geometry import EMU, Box, ChartRoom
from observatory.exports.pptx.master import mirror
from observatory.exports.pptx.placing import LABEL, NARROW, room
from observatory.exports.pptx.point_scales import bare, scale_plot
from observatory.i18n import language

# Panels in a row and their rows that have scales of their own; more are small ones without.
ACROSS, MOST_DOWN = 4, 3
# The size of the names of small panels, in points.
SMALL = 10


@dataclass(frozen=True)
class _Slide:
    """A slide of the file, the plot that it shows, its language, alternative text, direction."""

    added: Any
    plot: PanelPlot
    lang: str
    alt: str
    rtl: bool

    def text(self, words: str, box: Box, size: float) -> None:
        """Add the name of a panel."""
        shapes.text(self.added, words, box, size=size, rtl=self.rtl)


def add(added: Any, plot: PanelPlot, box: Box, lang: str, alt: str) -> None:
    """The panels of a plot on a slide, each with its name."""
    sheet = _Slide(added, plot, lang, alt, language(lang).rtl)
    if plot.stacked:
        _stack(sheet, box)
    elif len(plot.panels) > ACROSS * MOST_DOWN:
        _small(sheet, box)
    else:
        _large(sheet, box)


def _large(sheet: _Slide, box: Box) -> None:
    """Charts side by side, each under its name, with scales."""
    panels, rtl = sheet.plot.panels, sheet.rtl
    places = [mirror(cell, rtl=rtl) for cell in _cells(panels, box)]
    room_of = min(cell.width for cell in places) / EMU * 0.85
    name_high = int(max(len(lines(n, LABEL, room_of)) for n, _ in panels) * LABEL * 1.3 * EMU)
    for (name, panel), cell in zip(_name_once(panels), places, strict=True):
        before = room(scale_plot(panel, rtl=rtl), cell).before
        titled = Box(cell.left, cell.top, cell.width, name_high).narrower(before, rtl=rtl)
        sheet.text(name, titled, LABEL)
        _chart(sheet, name, panel, cell.below(name_high))


def _chart(
    sheet: _Slide, name: str, panel: PointPlot, box: Box, around: ChartRoom | None = None
) -> None:
    """The chart of a panel with its alternative text; none of a panel without points."""
    if any(value is not None for points in panel.series for value in points.x):
        frame = charts.xy(sheet.added.shapes, panel, box, sheet.lang, around=around)
        shapes.set_alternative_text(frame, sheet.plot.alt_of(name, sheet.alt))


def _rows_of(panels: Sequence[tuple[str, PointPlot]]) -> tuple[str, ...]:
    """The names of the rows that all panels share; none where they differ, or go on below."""
    names = {panel.y.names for _, panel in panels}
    return names.pop() if len(names) == 1 and len(panels) <= ACROSS else ()


def _name_once(panels: Sequence[tuple[str, PointPlot]]) -> Iterator[tuple[str, PointPlot]]:
    """The panels; rows that all have are named once, in the first."""
    shared = bool(_rows_of(panels))
    for at, (name, panel) in enumerate(panels):
        yield name, bare(panel) if shared and at else panel


def _cells(panels: Sequence[tuple[str, PointPlot]], box: Box) -> Iterator[Box]:
    """The place of each panel, from left to right; the first has the names of shared rows too."""
    down = min(MOST_DOWN, -(-len(panels) // ACROSS))
    across = -(-len(panels) // down)
    more = int(NARROW * EMU) if _rows_of(panels) else 0
    width, high = (box.width - more) // across, box.height // down
    for at in range(len(panels)):
        column, row = at % across, at // across
        left = box.left + column * width + (more if column else 0)
        yield Box(left, box.top + row * high, width + (0 if column else more), high)


def _small(sheet: _Slide, box: Box) -> None:
    """Many small charts without scales, as one sees them on screen, each under its name."""
    plot, rtl = sheet.plot, sheet.rtl
    n = len(plot.panels)
    across = max(ACROSS, round((n * box.width / box.height / 1.5) ** 0.5))
    down = -(-n // across)
    width, high = box.width // across, box.height // down
    name_high = int(SMALL * 1.3 * EMU)
    for at, (name, panel) in enumerate(plot.panels):
        left, top = box.left + at % across * width, box.top + at // across * high
        cell = mirror(Box(left, top, width - 4 * EMU, high), rtl=rtl)
        titled = Box(cell.left, cell.top, cell.width, name_high)
        sheet.text(cut(name, SMALL, width / EMU - 8, 1), titled, SMALL)
        quiet = replace(
            panel,
            x=replace(panel.x, hidden=True, grid=False),
            y=replace(panel.y, hidden=True, grid=False),
        )
        place = cell.below(name_high)
        around = ChartRoom(place, 0.02, 0.04, 0.04, 0.06, rtl=rtl)
        _chart(sheet, name, quiet, place, around)


def _stack(sheet: _Slide, box: Box) -> None:
    """Charts one below the other on one scale of names, which stands below the last."""
    plot, rtl = sheet.plot, sheet.rtl
    n = len(plot.panels)
    foot = plot.panels[-1][1].x
    deep = int(columns_depth(foot) * EMU)
    high = (box.height - deep) // n
    name_high = int(LABEL * LINE * 1.1 * EMU)
    words = [line.words for _, panel in plot.panels for line in panel.references if line.words]
    after = max((wide(each, LABEL) for each in words), default=0.0) + 8
    for at, (name, panel) in enumerate(plot.panels):
        place = Box(box.left, box.top + at * high, box.width, high)
        titled = Box(place.left, place.top, place.width, name_high)
        sheet.text(name, titled, LABEL)
        below = place.below(name_high)
        tall = below.height / EMU
        share = after * EMU / box.width
        around = ChartRoom(below, 0.06, max(0.01, share), 6 / tall, 8 / tall, rtl=rtl)
        quiet = replace(panel, x=replace(panel.x, hidden=True, grid=False))
        _chart(sheet, name, quiet, below, around)
        if at == n - 1:
            column_names(sheet.added, foot, around)
