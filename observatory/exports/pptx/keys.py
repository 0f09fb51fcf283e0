"""The key of a slide: the legend on screen, entry by entry, with the marks that the chart has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from observatory.charts.marks import SENTENCE
from observatory.charts.theme import LIGHT
from observatory.exports.pptx.parts import Entry, Mark, Stroke
from observatory.exports.pptx.text_fit import plain

# Points of a slide for one pixel of a figure.
POINTS = 0.75
# Plotly's names of marks as PowerPoint's; a tick upright is a cross, that both programs draw.
_SHAPES = {"square": "square", "diamond": "diamond", "line-ns": "x"}


def entries(figure: go.Figure) -> Iterator[Entry]:
    """The entries of the legend on screen, and the sentences in the figure; one says of shades."""
    for trace in figure.data:
        if trace.showlegend is False or not trace.name or figure.layout.showlegend is False:
            continue
        if isinstance(trace, go.Bar):
            hatched = bool(trace.marker.pattern and trace.marker.pattern.shape)
            yield Entry(plain(trace.name), fill=str(trace.marker.color), hatched=hatched)
            continue
        mode = trace.mode or "lines"
        yield Entry(
            plain(trace.name),
            mark=_usual(marks(trace.marker, _count(trace))) if "markers" in mode else None,
            stroke=stroke(trace.line) if "lines" in mode else None,
        )
    shades = [s.fillcolor for s in figure.layout.shapes if s.type == "rect" and s.yref == "y"]
    for note in figure.layout.annotations:
        if note.name == SENTENCE:
            yield Entry(plain(note.text), fill=str(shades[0]) if shades else None)


def marks(marker: Any, count: int) -> list[Mark]:
    """The mark of each of so many points."""
    symbols = _each(marker.symbol or "circle", count)
    colour = str(marker.color or LIGHT.ink)
    outline = str((marker.line and marker.line.color) or colour)
    size = max(3, round(float(marker.size or 8) * POINTS))
    out = []
    for symbol in symbols:
        name = symbol.removesuffix("-open")
        shape = _SHAPES.get(name, "circle")
        hollow = colour == LIGHT.paper or (symbol.endswith("-open") and shape != "x")
        out.append(Mark(shape, size, None if hollow else colour, outline))
    return out


def stroke(line: Any) -> Stroke:
    """A line as a native one; short dashes of a projection are dots."""
    dash = line.dash or ""
    kind = "dot" if dash == "dot" or "px" in dash else "dash" if dash == "dash" else "solid"
    return Stroke(str(line.color), float(line.width or 2) * POINTS, kind)


def _each(value: object, count: int) -> list[str]:
    return [value] * count if isinstance(value, str) else [str(each) for each in value]  # type: ignore[attr-defined]


def _count(trace: go.Scatter) -> int:
    """How many marks a trace names: one where all are the same."""
    symbol = trace.marker.symbol
    return 1 if symbol is None or isinstance(symbol, str) else len(symbol)


def _usual(found: list[Mark]) -> Mark:
    """The mark that stands in the key: a filled one where there is one."""
    return next((mark for mark in found if mark.fill), found[0])
