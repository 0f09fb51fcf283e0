"""How figures look: colours, type and margins, in a light and a dark form, for both directions.

Every colour of a mark passes 3:1 against its paper, every text 4.5:1 (a test computes them). The
categorical colours are those of Okabe and Ito that pass, without black: the ink is kept for our
aggregates. Meaning never rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from textwrap import wrap

import plotly.graph_objects as go

from observatory.i18n import embedded, language

FONT = (
    "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans Arabic', 'Noto Naskh Arabic', "
    "'Segoe UI', 'Geeza Pro', Tahoma, sans-serif"
)
# Sizes in pixels, read from the back of a meeting room at 1280x720.
TITLE, SUBTITLE, BODY, SMALL = 19, 14, 13, 12
# Characters of a line of title and of small text on 900 pixels, beside a column of filters.
TITLE_LINE, SUBTITLE_LINE, SMALL_LINE = 88, 128, 150
LINE = 1.36
_SLACK = "\u2003"
# What the title, subtitle and source line of a figure are called among its annotations.
_WORDS = "words around the figure"
# The kinds of picture that the browser makes of a figure.
PICTURES = ("png", "svg")
# Height of a plot that asks for none, in pixels: with its words it fits a page of 720.
PLOT = 400


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one theme, as `#rrggbb`, and the typeface."""

    name: str
    ink: str
    paper: str
    muted: str
    grid: str
    accent: str
    reference: str
    old: str
    no_data: str
    disputed: str
    sequential: tuple[str, ...]
    categorical: tuple[str, ...]
    font: str = FONT


LIGHT = Look(
    name="light",
    ink="#1b2420",
    paper="#ffffff",
    muted="#59645f",
    grid="#e2e6e4",
    accent="#0b5c45",
    reference="#6a746f",
    old="#e4dcc3",
    no_data="#f4f6f5",
    disputed="#c3c9c6",
    sequential=("#d8ece2", "#a9d4c0", "#70b598", "#2b7a5e", "#0b4a37"),
    categorical=(
        "#0b5c45",
        "#0072b2",
        "#b84a00",
        "#a6497a",
        "#3f2b96",
        "#8a1c1c",
        "#5b0f4d",
    ),
)
DARK = Look(
    name="dark",
    ink="#eef2f0",
    paper="#10161a",
    muted="#a3aeaa",
    grid="#2b3436",
    accent="#5cc4a0",
    reference="#93a09b",
    old="#57503a",
    no_data="#1a2225",
    disputed="#4b5557",
    sequential=("#12392d", "#1c5a47", "#2f7a60", "#76c7a6", "#b9ead5"),
    categorical=(
        "#5cc4a0",
        "#56b4e9",
        "#e69f00",
        "#f0e442",
        "#e57373",
        "#80deea",
        "#ffd0a8",
    ),
)
LOOKS: Mapping[str, Look] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a figure, in the order in which they are read."""

    title: str
    subtitle: str
    source_line: str


def dressed(figure: go.Figure, words: Frame, *, look: Look, lang: str) -> go.Figure:
    """The figure with its title, subtitle and source line, in the look and direction of the reader.

    The figure's own margins are widened by what the words need, so that nothing is clipped: long
    texts are wrapped, and the height grows with them. The figure's own height is its plot's.
    """
    rtl = language(lang).rtl
    title = wrap(words.title, TITLE_LINE)
    subtitle = wrap(words.subtitle, SUBTITLE_LINE)
    source = wrap(words.source_line, SMALL_LINE)
    margin = figure.layout.margin
    over, under, edges = margin.t or 0, margin.b or 0, (margin.l or 8, margin.r or 8)
    top = over + TITLE * LINE * len(title) + SUBTITLE * LINE * len(subtitle) + 12
    bottom = under + SMALL * LINE * len(source) + 20
    figure.update_layout(
        **base(look, lang),
        meta={"bare": {"t": over, "b": under, "height": figure.layout.height or PLOT}},
        height=int((figure.layout.height or PLOT) + top + bottom),
        margin={"t": top, "b": bottom, "l": edges[0], "r": edges[1]},
    )
    beside = SUBTITLE * LINE * len(subtitle)
    bold = [f"<b>{line}</b>" for line in title]
    for lines, size, colour, y, shift in (
        (bold, TITLE, look.ink, 1, over + beside + 6),
        (subtitle, SUBTITLE, look.muted, 1, over + 4),
        (source, SMALL, look.muted, 0, -under - 6),
    ):
        placed = _placed(edges, rtl=rtl, y=y, shift=shift)
        figure.add_annotation(
            name=_WORDS,
            text=directed("<br>".join(lines), lang),
            font={"size": size, "color": colour},
            **placed,
        )
    figure.update_layout(hoverlabel={"align": "right" if rtl else "left"})
    for trace in figure.data:
        if trace.name:
            # The legend is cut to its own width; a picture is drawn in a wider face than the page.
            trace.name = directed(trace.name, lang) + _SLACK
    return figure


def bare(figure: go.Figure) -> go.Figure:
    """A copy of a figure without the words around it, with the margins that it had of its own."""
    drawn = go.Figure(figure)
    meta = figure.layout.meta
    if isinstance(meta, Mapping) and "bare" in meta:
        own = meta["bare"]
        drawn.update_layout(height=own["height"], margin={"t": own["t"], "b": own["b"]}, meta=None)
    drawn.layout.annotations = [note for note in drawn.layout.annotations if note.name != _WORDS]
    return drawn


def base(look: Look, lang: str) -> dict[str, object]:
    """The parts of a layout that every figure shares."""
    return {
        "paper_bgcolor": look.paper,
        "plot_bgcolor": look.paper,
        "font": {"family": look.font, "color": look.ink, "size": BODY},
        "separators": language(lang).separators,
        "hoverlabel": {"font": {"family": look.font, "size": BODY}},
        "colorway": list(look.categorical),
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": look.muted, "activecolor": look.accent},
    }


def axis(look: Look, *, grid: bool, **more: object) -> dict[str, object]:
    """An axis without a box: thin grid lines or none, quiet labels."""
    return {
        "showgrid": grid,
        "gridcolor": look.grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "tickfont": {"size": BODY, "color": look.muted},
        "title": None,
        "fixedrange": True,
        **more,
    }


def legend(*, rtl: bool, y: float = 1) -> dict[str, object]:
    """The legend of a figure: one line above the plot, beginning where reading begins."""
    return {
        "orientation": "h",
        "x": 1 if rtl else 0,
        "xanchor": "right" if rtl else "left",
        "y": y,
        "yanchor": "bottom",
        "yref": "paper",
        "traceorder": "reversed" if rtl else "normal",
        "itemclick": False,
        "itemdoubleclick": False,
    }


def nothing(reason: str, look: Look, lang: str) -> go.Figure:
    """An empty plot that says why it is empty."""
    figure = go.Figure()
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(xaxis=hidden, yaxis=hidden)
    figure.add_annotation(
        text=directed("<br>".join(wrap(reason, 80)), lang),
        showarrow=False,
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        font={"size": 16, "color": look.muted},
    )
    return figure


def config(name: str, figure: go.Figure, kind: str = PICTURES[0]) -> dict[str, object]:
    """Plotly's settings: a slim mode bar, and pictures of 1920x1080 under a telling name.

    `kind` is one of `PICTURES`. A picture is laid out at 1280x720, so that its type is read on a
    slide, and then enlarged; a figure that is taller, with a line a member, stands whole in the
    same frame: laid out as high as it is, as much wider, and brought to the size of a slide.
    """
    # In steps of nine, so that the width of sixteen ninths is whole too.
    high = 9 * ceil(max(720, figure.layout.height or 0) / 9)
    return {
        "displaylogo": False,
        "modeBarButtonsToRemove": [
            "select2d",
            "lasso2d",
            "zoom2d",
            "pan2d",
            "zoomIn2d",
            "zoomOut2d",
            "autoScale2d",
        ],
        "toImageButtonOptions": {
            "format": kind,
            "width": high * 16 // 9,
            "height": high,
            # A little more than the ratio: the browser cuts off what is less than a pixel.
            "scale": 1080 / high + 1e-9,
            "filename": name,
        },
        "scrollZoom": False,
    }


def halo(look: Look) -> str:
    """The shadow that lifts a text off the lines behind it, as CSS writes it."""
    return ", ".join(f"{x}px {y}px 1px {look.paper}" for x in (-1, 1) for y in (-1, 1))


def small(words: str) -> str:
    """Words of a hover that matter less."""
    return f"<span style='font-size:11px'>{words}</span>"


def directed(words: str, lang: str) -> str:
    """Text of a figure in the direction of its language: each line is an isolate of its own.

    SVG text runs from left to right whatever the page does, so an Arabic line must say otherwise.
    """
    return "<br>".join(embedded(line, lang) for line in words.split("<br>"))


def _placed(edges: tuple[int, int], *, rtl: bool, y: int, shift: float) -> dict[str, object]:
    """Where a block of text stands: above or below the plot, from the edge where reading begins.

    `edges` are the left and right margins: the block stands over them too, not over the plot alone.
    """
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
