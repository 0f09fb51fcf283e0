"""What a native chart needs, read off the figure on screen: the same points, marks and strokes.

Nothing is computed here: every number of a plot stands in a trace of the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from observatory.charts.theme import LIGHT
from observatory.exports.pptx import barplots
from observatory.exports.pptx.keys import entries, marks, stroke
from observatory.exports.pptx.parts import XY, Axis, Mark, Plot, Points, Stroke, Told
from observatory.exports.pptx.scales import axis, number
from observatory.exports.pptx.text_fit import plain
from observatory.exports.pptx.told import Index, teller

# The share of a plot's height that the words of one reference line take above the points.
LEVEL = 0.068
# Of the width of a plot, what the words of a reference line may take.
ROOM = 0.24


def plot(figure: go.Figure, known: Index | None = None) -> Plot | None:
    """The native plot of a figure; None of one that only says why it is empty.

    `known` says whose the points are that do not say so themselves.
    """
    traces = [trace for trace in figure.data if _seen(trace)]
    if not traces:
        return None
    if not isinstance(traces[0], go.Bar):
        return _points(figure, traces, known or {})
    if traces[0].orientation != "h":
        return barplots.tiles(traces)
    return barplots.bars(figure, traces, known or {})


def _seen(trace: Any) -> bool:
    """Whether a trace has points: one that stands in the key alone has none."""
    return any(value is not None for value in (() if trace.x is None else trace.x))


def _points(figure: go.Figure, traces: Sequence[go.Scatter], known: Index) -> XY:
    layout = figure.layout
    across, down = (axis(layout[name], figure) for name in ("xaxis", "yaxis"))
    series = [each for trace in traces for each in _series(trace, down.names, known)]
    lines = _lines(figure)
    if lines:
        down = _raised(down, len(lines))
        series += list(_references(lines, across, down))
    return XY(tuple(series), across, down, tuple(entries(figure)))


def _series(trace: go.Scatter, names: Sequence[str], known: Index) -> Iterator[Points]:
    """A trace as points, a series for each of its marks: not every program draws a point's own."""
    places = {name: float(at) for at, name in enumerate(names)}
    if (trace.meta or {}).get("role") == "connector":
        yield _joined(trace, places)
        return
    y = [places[plain(v)] if names and v is not None else number(v) for v in trace.y]
    x = [number(value) for value in trace.x]
    mode = trace.mode or "lines"
    label, place, ink = _labels(trace, y)
    drawn = stroke(trace.line) if "lines" in mode else None
    told = tuple(teller(trace, known))
    whole = Points(plain(trace.name) or " ", x, y, None, drawn, label, place, ink, told)
    each = marks(trace.marker, len(x)) if "markers" in mode else [None] * len(x)
    if drawn is not None:
        yield replace(whole, mark=each[-1])
        return
    for mark in dict.fromkeys(each):
        yield _picked(whole, mark, [at for at, other in enumerate(each) if other == mark])


def _picked(whole: Points, mark: Mark | None, kept: Sequence[int]) -> Points:
    """Some points of a series, with one mark."""
    return replace(
        whole,
        x=[whole.x[at] for at in kept],
        y=[whole.y[at] for at in kept],
        mark=mark,
        labels={to: whole.labels[at] for to, at in enumerate(kept) if at in whole.labels},
        told=tuple(whole.told[at] for at in kept),
    )


def _joined(trace: go.Scatter, places: Mapping[str, float]) -> Points:
    """The lines between marks: two ends and a break, again and again."""
    names = ["" if name is None else plain(name) for name in trace.y]
    return Points(
        name=" ",
        x=[number(value) for value in trace.x],
        y=[places.get(name) for name in names],
        stroke=stroke(trace.line),
        told=tuple(Told(name=name) for name in names),
        joins=True,
    )


def _labels(trace: go.Scatter, y: Sequence[float | None]) -> tuple[dict[int, str], str, str]:
    """The texts at a trace's points, or the name at the end of its line."""
    if "text" in (trace.mode or "") and trace.text is not None:
        said = {at: plain(words).strip() for at, words in enumerate(trace.text)}
        where = trace.textposition
        first = where if isinstance(where, str) else where[0]
        place = {"middle right": "right", "middle left": "left"}.get(first, "above")
        return {at: words for at, words in said.items() if words}, place, LIGHT.ink
    end = (trace.meta or {}).get("end")
    if not end:
        return {}, "above", LIGHT.ink
    last = max(at for at, value in enumerate(y) if value is not None)
    colours = (trace.line.color, trace.marker.line.color, trace.marker.color, LIGHT.ink)
    return {last: plain(end)}, "end", str(next(filter(None, colours)))


def _lines(figure: go.Figure) -> list[tuple[float, str]]:
    """The upright reference lines of a figure, each with its words, from the least value."""
    words = {
        note.x: plain(note.text) for note in figure.layout.annotations if note.xref in (None, "x")
    }
    upright = [s for s in figure.layout.shapes if s.type == "line" and s.x0 == s.x1]
    return sorted((float(s.x0), words[s.x0]) for s in upright if s.x0 in words)


def _raised(down: Axis, count: int) -> Axis:
    """An axis with room above the points for the words of so many lines, one over the other."""
    return replace(down, high=down.low + (down.high - down.low) / (1 - LEVEL * count))


def _references(lines: Sequence[tuple[float, str]], across: Axis, down: Axis) -> Iterator[Points]:
    """Reference lines as series of two points, each with its words beside its end.

    All words run to one side, each at a height of its own, so that none is crossed or covered.
    """
    reach = (max(x for x, _ in lines) - across.low) / (across.high - across.low)
    upwards = reach < 1 - ROOM
    ordered = lines[::-1] if upwards else lines
    level = (down.high - down.low) * LEVEL
    side = "right" if upwards != across.backwards else "left"
    for at, (x, words) in enumerate(ordered):
        top = down.high - level * (len(lines) - at - 0.5)
        yield Points(
            name=words,
            x=[x] * 2,
            y=[down.low, top],
            stroke=Stroke(LIGHT.reference, 1.2, "dash"),
            labels={1: words},
            place=side,
            ink=LIGHT.muted,
            told=(Told(name=words), Told(name=words)),
        )
