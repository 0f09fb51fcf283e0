"""A plot as it is shown in a room: one drawing, with type that is read from the last row.

Its key stands beside it (`draw.key`), not in it. Names that would touch are moved or left out,
never made smaller: a drawing says how many of its names have room.
"""

from __future__ import annotations

from textwrap import wrap

from observatory.charts.plot import (
    BarPlot,
    CellPlot,
    EmptyPlot,
    PanelPlot,
    Plot,
    PointPlot,
    TilePlot,
)
from observatory.draw.stage_bars import bars, tiles
from observatory.draw.stage_cells import cells, panels
from observatory.draw.stage_points import points
from observatory.draw.stage_room import LINE, TYPE, PlotArea
from observatory.draw.svg import Canvas, Drawing

# Letters of a line of the reason why there is nothing to draw.
REASON = 70


def stage(plot: Plot, *, width: int, height: int, lang: str) -> Drawing:
    """The drawing of a plot without its key, of a size in pixels, all type `TYPE` high."""
    sheet = Canvas(width, height, lang, geography=isinstance(plot, TilePlot))
    area = PlotArea(0, 0, width, height)
    match plot:
        case PointPlot():
            points(sheet, plot, area)
        case BarPlot():
            bars(sheet, plot, area)
        case TilePlot():
            tiles(sheet, plot, area)
        case CellPlot():
            cells(sheet, plot, area)
        case PanelPlot():
            panels(sheet, plot, area)
        case EmptyPlot():
            for at, line in enumerate(wrap(plot.reason, REASON)):
                y = height / 3 + at * LINE
                sheet.text(line, width / 2, y, size=TYPE, anchor="middle", colour="muted")
        case _:
            raise TypeError(plot)
    return sheet.drawing()
