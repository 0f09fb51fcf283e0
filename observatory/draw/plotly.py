"""A plot as a figure of plotly, with the words around it, in the look and direction of a reader."""

from __future__ import annotations

from math import ceil
from textwrap import wrap

import plotly.graph_objects as go

from observatory.charts.plot import (
    BarPlot,
    BoundaryPlot,
    CellPlot,
    EmptyPlot,
    PanelPlot,
    Plot,
    PointPlot,
    TilePlot,
)
from observatory.charts.theme import SMALL, SUBTITLE, TITLE, Frame, Look
from observatory.draw import bars, boundaries, layout, panels, points
from observatory.i18n import language

# What a drawn plot is, for who passes it on.
Figure = go.Figure
# Characters of a line of title and of small text on 900 pixels, beside a column of filters.
TITLE_LINE, SUBTITLE_LINE, SMALL_LINE, REASON_LINE = 88, 128, 150, 80
LINE = 1.36
# The kinds of picture that the browser makes of a figure.
PICTURES = ("png", "svg")


def figure(plot: Plot, words: Frame | None, look: Look, lang: str) -> go.Figure:
    """The figure of a plot; with `words`, under its title and subtitle and above its source line.

    Without them it has the height of its plot and of what stands at the edges of that.
    """
    drawn = _figure(plot, look, lang)
    _add_frame(drawn, words or Frame("", "", ""), look, lang, apart=words is not None)
    return drawn


def _figure(plot: Plot, look: Look, lang: str) -> go.Figure:
    """The figure of a plot alone; its height is that of the plot without its margins.

    `TypeError` of a tile grid, which `draw.tile_cells` draws.
    """
    drawn: go.Figure
    match plot:
        case PointPlot():
            drawn = points.figure(plot, look, lang)
        case BarPlot():
            drawn = bars.figure(plot, look, lang)
        case CellPlot():
            drawn = bars.cells(plot, look, lang)
        case PanelPlot():
            drawn = panels.figure(plot, look, lang)
        case BoundaryPlot():
            drawn = boundaries.figure(plot, look, lang)
        case EmptyPlot():
            drawn = _empty(plot, look, lang)
        case TilePlot():
            raise TypeError(plot)
    return drawn


def _empty(plot: EmptyPlot, look: Look, lang: str) -> go.Figure:
    """An empty plot that says why it is empty."""
    drawn = go.Figure()
    hidden = {"visible": False, "fixedrange": True}
    drawn.update_layout(
        **layout.base(look, lang),
        height=plot.height,
        xaxis=hidden,
        yaxis=hidden,
        margin={"l": 8, "r": 8, "t": 0, "b": 0},
    )
    drawn.add_annotation(
        text=layout.on_lines(plot.reason, REASON_LINE, lang),
        showarrow=False,
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        font={"size": 16, "color": look.muted},
    )
    return drawn


def _add_frame(drawn: go.Figure, words: Frame, look: Look, lang: str, *, apart: bool) -> None:
    """The words around a figure; its margins are widened by what they need: none is clipped.

    Long texts are wrapped, and the height grows with them.
    """
    title = [f"<b>{line}</b>" for line in wrap(words.title, TITLE_LINE)]
    subtitle = wrap(words.subtitle, SUBTITLE_LINE)
    source = wrap(words.source_line, SMALL_LINE)
    margin = drawn.layout.margin
    over, under, edges = margin.t, margin.b, (margin.l, margin.r)
    beside = SUBTITLE * LINE * len(subtitle)
    top = over + TITLE * LINE * len(title) + beside + 12 * apart
    bottom = under + SMALL * LINE * len(source) + 20 * apart
    drawn.update_layout(
        height=int(drawn.layout.height + top + bottom),
        margin={"t": top, "b": bottom},
    )
    for lines, size, colour, y, shift in (
        (title, TITLE, look.ink, 1, over + beside + 6),
        (subtitle, SUBTITLE, look.muted, 1, over + 4),
        (source, SMALL, look.muted, 0, -under - 6),
    ):
        if lines:
            drawn.add_annotation(
                text=layout.isolate_lines("<br>".join(lines), lang),
                font={"size": size, "color": colour},
                **_position(edges, lang, y=y, shift=shift),
            )


def _position(edges: tuple[float, float], lang: str, *, y: int, shift: float) -> dict[str, object]:
    """Where a block of text stands: above or below the plot, from the edge where reading begins.

    `edges` are the left and right margins: the block stands over them too, not over the plot alone.
    """
    rtl = language(lang).rtl
    side = "right" if rtl else "left"
    return {
        "showarrow": False,
        "align": side,
        "xref": "paper",
        "yref": "paper",
        "x": 1 if rtl else 0,
        "xanchor": side,
        "xshift": edges[1] - 8 if rtl else 8 - edges[0],
        "y": y,
        "yanchor": "bottom" if y else "top",
        "yshift": shift,
    }


def config(name: str, drawn: go.Figure) -> dict[str, object]:
    """Plotly's settings: a slim mode bar, and pictures of 1920x1080 under a telling name.

    A picture is laid out at 1280x720, so that its type is read on a
    slide, and then enlarged; a figure that is taller, with a line a member, stands whole in the
    same frame: laid out as high as it is, as much wider, and brought to the size of a slide.
    """
    # In steps of nine, so that the width of sixteen ninths is whole too.
    high = 9 * ceil(max(720, drawn.layout.height or 0) / 9)
    buttons = ("select2d", "lasso2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d")
    return {
        **boundaries.CONFIG,
        "displaylogo": False,
        "modeBarButtonsToRemove": list(buttons),
        "toImageButtonOptions": {
            "format": PICTURES[0],
            "width": high * 16 // 9,
            "height": high,
            # A little more than the ratio: the browser cuts off what is less than a pixel.
            "scale": 1080 / high + 1e-9,
            "filename": name,
        },
        "scrollZoom": False,
    }
