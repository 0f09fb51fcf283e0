"""The key of a trend: what its marks mean. Areas need none, they are named at their lines' ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import ceil

import plotly.graph_objects as go

from observatory.charts.theme import Look
from observatory.i18n import text

# The kinds of marks, in the order in which the key tells them.
KINDS = ("modelled", "supported", "national", "projected", "aggregate", "published", "changed")
# The width of the narrowest plot, of a mark with its gaps, and of a letter; the height of a row.
NARROW, MARK, LETTER, ROW = 600, 46, 6.6, 20


def traces(kinds: Collection[str], look: Look, lang: str) -> Iterator[go.Scatter]:
    """Traces without points, one a kind of mark in the figure, that stand in the legend alone."""
    for kind in KINDS:
        if kind in kinds:
            yield go.Scatter(
                x=[None],
                y=[None],
                name=text(f"charts.key.{kind}", lang),
                showlegend=True,
                hoverinfo="skip",
                **_mark(kind, look),
            )


def height(kinds: Collection[str], lang: str) -> int:
    """The room that the key needs above a plot, in pixels, also where the plot is narrow.

    Plotly breaks a legend that is too wide into columns, all as wide as its widest words.
    """
    widths = [MARK + LETTER * len(text(f"charts.key.{kind}", lang)) for kind in kinds]
    if sum(widths) <= NARROW:
        return ROW
    return ROW * ceil(len(widths) / max(1, int(NARROW // max(widths))))


def _mark(kind: str, look: Look) -> Mapping[str, object]:
    """A mark of the kind in a neutral colour: it stands for all areas."""
    lines = {
        "modelled": (look.muted, "solid"),
        "aggregate": (look.ink, "dash"),
        "published": (look.reference, "dot"),
    }
    if kind in lines:
        colour, dash = lines[kind]
        return {"mode": "lines", "line": {"color": colour, "width": 2.2, "dash": dash}}
    outline = {"color": look.muted, "width": 2}
    points = {
        "supported": {"symbol": "square", "size": 6, "color": look.muted},
        "national": {"symbol": "circle", "size": 8, "color": look.paper, "line": outline},
        "projected": {"symbol": "diamond-open", "size": 7, "color": look.muted},
        "changed": {"symbol": "line-ns-open", "size": 9, "color": look.ink},
    }
    dotted = {"color": look.muted, "width": 2, "dash": "2px,4px"}
    shape = (
        {"mode": "lines+markers", "line": dotted} if kind == "projected" else {"mode": "markers"}
    )
    return {**shape, "marker": points[kind]}
