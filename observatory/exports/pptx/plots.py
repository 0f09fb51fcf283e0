"""What a native chart needs, read off the figure on screen: the same points, marks and strokes.

Nothing is computed here: every number of a plot stands in a trace of the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor, log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.theme import LIGHT
from observatory.exports.pptx.parts import (
    XY,
    Axis,
    Bar,
    Bars,
    Entry,
    Mark,
    Plot,
    Points,
    Stroke,
    Tile,
    Tiles,
)

# Points of a slide for one pixel of a figure.
POINTS = 0.75
# Beyond this a scale is one of years: no unit of the catalogue is drawn from so high.
FIRST_YEAR = 1900
_TAG = re.compile(r"<[^>]+>")
_RLI, _PDI, _NOTHING = "\u2067", "\u2069", "\u200b"
# The days of a spreadsheet begin here, as Python counts days.
_FIRST_DAY = 693_594


def plot(figure: go.Figure) -> Plot | None:
    """The native plot of a figure; None of one that only says why it is empty."""
    traces = [trace for trace in figure.data if _seen(trace)]
    if not traces:
        return None
    if isinstance(traces[0], go.Bar):
        if traces[0].orientation != "h":
            return _tiles(traces)
        return _bars(figure, traces)
    return _points(figure, traces)


def plain(words: object) -> str:
    """A text of a figure without its marks of type: a line break stays one."""
    lines = _TAG.sub("", str(words or "").replace("<br>", "\n")).replace(_NOTHING, "")
    return "\n".join(_unwrapped(line.strip()) for line in lines.split("\n"))


def _unwrapped(line: str) -> str:
    """A line without the isolate around the whole of it: a slide has a direction of its own."""
    if line.startswith(_RLI) and line.endswith(_PDI):
        return line[1:-1].strip()
    return line


def serial(day: object) -> int:
    """A day as a spreadsheet counts it."""
    return pd.Timestamp(str(day)).toordinal() - _FIRST_DAY


def _seen(trace: Any) -> bool:
    """Whether a trace has points: one that stands in the key alone has none."""
    return any(value is not None for value in (() if trace.x is None else trace.x))


def _points(figure: go.Figure, traces: Sequence[go.Scatter]) -> XY:
    layout = figure.layout
    across, down = (_axis(layout[name], figure) for name in ("xaxis", "yaxis"))
    series = [each for trace in traces for each in _series(trace, down.names)]
    series += list(_references(figure, across, down))
    return XY(tuple(series), across, down, tuple(_key(figure)))


def _series(trace: go.Scatter, names: Sequence[str]) -> Iterator[Points]:
    """A trace as points, a series for each of its marks: not every program draws a point's own.

    Where x is missing it is that of the point before, so that y breaks.
    """
    places = {name: float(at) for at, name in enumerate(names)}
    y = [places[plain(v)] if names and v is not None else _number(v) for v in trace.y]
    x: list[float] = []
    for value in trace.x:
        x.append(float(value) if _number(value) is not None else x[-1])
    mode = trace.mode or "lines"
    label, place, ink = _labels(trace, y)
    stroke = _stroke(trace.line) if "lines" in mode else None
    marks = _marks(trace.marker, len(x)) if "markers" in mode else [None] * len(x)
    whole = Points(plain(trace.name) or " ", x, y, None, stroke, label, place, ink)
    for mark in dict.fromkeys(marks):
        own = [each == mark for each in marks]
        if stroke is not None:
            yield replace(whole, mark=mark or marks[-1])
            return
        yield replace(
            whole,
            y=[value if mine else None for value, mine in zip(y, own, strict=True)],
            mark=mark,
            labels={at: words for at, words in label.items() if own[at]},
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
    colour = trace.line.color or (trace.marker.line.color if trace.marker else None)
    return {last: plain(end)}, "end", str(colour or LIGHT.ink)


def _marks(marker: Any, count: int) -> list[Mark]:
    symbols = _each(marker.symbol or "circle", count)
    colour = str(marker.color or LIGHT.ink)
    outline = str((marker.line and marker.line.color) or colour)
    size = max(3, round(float(marker.size or 8) * POINTS))
    out = []
    for symbol in symbols:
        name = symbol.removesuffix("-open")
        hollow = symbol.endswith("-open") or colour == LIGHT.paper
        shape = {"square": "square", "diamond": "diamond", "line-ns": "dash"}.get(name, "circle")
        out.append(Mark(shape, size, None if hollow else colour, outline))
    return out


def _each(value: object, count: int) -> list[str]:
    return [value] * count if isinstance(value, str) else [str(each) for each in value]  # type: ignore[attr-defined]


def _stroke(line: Any) -> Stroke:
    dash = {"dash": "dash", "dot": "dot", "2px,4px": "dot"}.get(line.dash or "", "solid")
    return Stroke(str(line.color), float(line.width or 2) * POINTS, dash)


def _axis(of: Any, figure: go.Figure) -> Axis:
    """An axis with its range; one that a figure leaves open spans its values, from zero."""
    names = tuple(plain(name) for name in of.categoryarray) if of.categoryarray is not None else ()
    ends = of.range or _span(figure, "y" if of is figure.layout.yaxis else "x")
    low, high = (float(end) for end in ends)
    step = float(of.dtick) if isinstance(of.dtick, (int, float)) else _step(abs(high - low))
    suffix = of.ticksuffix or ""
    form = "0" if of.tickformat == "d" else f'General"{suffix}"' if suffix else "General"
    return Axis(
        low=min(low, high) if names else _rounded(min(low, high), max(low, high), step),
        high=max(low, high),
        backwards=low > high,
        step=1.0 if names else step,
        form=form,
        visible=of.visible is not False,
        names=names,
        title=plain(of.title.text) if of.title else "",
    )


def _step(span: float) -> float:
    """The distance of ticks: 1, 2 or 5 times a power of ten, at most eight of them in a span."""
    power = 10.0 ** floor(log10(span / 8)) if span else 1.0
    return next(each * power for each in (1, 2, 5, 10) if each * power * 8 >= span)


def _rounded(low: float, high: float, step: float) -> float:
    """The lower end on a tick, as a native axis counts its ticks from there.

    What a figure leaves for the width of a mark below zero, or before a first year, is not needed.
    """
    if low > FIRST_YEAR:
        return ceil(low)
    return ceil(low / step) * step if low > -0.12 * (high - low) and low < step else floor(low)


def _span(figure: go.Figure, side: str) -> tuple[float, float]:
    values = [
        number
        for trace in figure.data
        for value in (() if trace[side] is None else trace[side])
        if (number := _number(value)) is not None
    ]
    return min(0.0, *values), max(values) * 1.06


def _references(figure: go.Figure, across: Axis, down: Axis) -> Iterator[Points]:
    """Upright reference lines as series of two points, each with its words on top."""
    words = {
        note.x: plain(note.text) for note in figure.layout.annotations if note.xref in (None, "x")
    }
    upright = [s for s in figure.layout.shapes if s.type == "line" and s.x0 == s.x1]
    lines = sorted((s for s in upright if s.x0 in words), key=lambda shape: float(shape.x0))
    ends = (down.high, down.low) if down.backwards else (down.low, down.high)
    for at, shape in enumerate(lines):
        yield Points(
            name=words[shape.x0],
            x=[float(shape.x0)] * 2,
            y=list(ends),
            stroke=Stroke(LIGHT.reference, 1.2, "dash"),
            labels={1: words[shape.x0]},
            place=_aside(at, len(lines), backwards=across.backwards),
            ink=LIGHT.muted,
        )


def _aside(at: int, of: int, *, backwards: bool) -> str:
    """Where the words of a reference line stand, so that those of three do not touch."""
    if of > 1 and at in (0, of - 1):
        return "left" if (at == 0) != backwards else "right"
    return "above"


def _key(figure: go.Figure) -> Iterator[Entry]:
    """The entries of the legend on screen."""
    for trace in figure.data:
        if trace.showlegend is False or not trace.name or figure.layout.showlegend is False:
            continue
        if isinstance(trace, go.Bar):
            bar = _bar(trace, [])
            fill = bar.fill or LIGHT.paper
            yield Entry(plain(trace.name), fill=fill, hatched=bar.hatched)
            continue
        mode = trace.mode or "lines"
        yield Entry(
            plain(trace.name),
            mark=_usual(_marks(trace.marker, _count(trace))) if "markers" in mode else None,
            stroke=_stroke(trace.line) if "lines" in mode else None,
        )


def _count(trace: go.Scatter) -> int:
    """How many marks a trace names: one where all are the same."""
    symbol = trace.marker.symbol
    return 1 if symbol is None or isinstance(symbol, str) else len(symbol)


def _usual(marks: list[Mark]) -> Mark:
    """The mark that stands in the key: a filled one where there is one."""
    return next((mark for mark in marks if mark.fill), marks[0])


def _bar(trace: go.Bar, values: list[float | None]) -> Bar:
    marker = trace.marker
    pattern = marker.pattern.shape if marker.pattern else None
    outline = str((marker.line and marker.line.color) or marker.color)
    fill = None if marker.color == LIGHT.paper else str(marker.color)
    return Bar(plain(trace.name), values, fill, outline, bool(pattern))


def _bars(figure: go.Figure, traces: Sequence[go.Bar]) -> Bars:
    """Bars by name; those with a base stand on an unseen one, as on a line of time."""
    of = figure.layout.xaxis
    names = tuple(str(name) for name in figure.layout.yaxis.categoryarray)
    at = {name: place for place, name in enumerate(names)}
    labels = [plain(name).replace("\n", " ") for name in names]
    empty: list[float | None] = [None] * len(names)
    base = empty.copy()
    series = []
    for trace in traces:
        values = empty.copy()
        for place, (name, value) in enumerate(zip(trace.y, trace.x, strict=True)):
            timed = trace.base is not None and isinstance(trace.base[place], str)
            values[at[name]] = float(value) / (86_400_000 if timed else 1)
            if trace.customdata is not None:
                labels[at[name]] += f" ({trace.customdata[place][1]})"
            if timed:
                base[at[name]] = float(serial(trace.base[place]))
        series.append(_bar(trace, values))
    timed = any(value is not None for value in base)
    stacked = timed or figure.layout.barmode == "stack"
    if timed:
        series.insert(0, Bar(" ", base, None, "", hatched=False))
        low, high = sorted(serial(end) for end in of.range)
        axis = Axis(low, high, step=365.25, form="yyyy")
    else:
        axis = _axis(of, figure)
    for name, value in _groups(figure):
        labels.append(name)
        for each in series:
            each.heights.append(None)
        series.append(
            Bar(name, [*[None] * (len(labels) - 1), value], LIGHT.reference, LIGHT.reference)
        )
    full = [
        Bar(
            b.name,
            b.heights + [None] * (len(labels) - len(b.heights)),
            b.fill,
            b.outline,
            b.hatched,
        )
        for b in series
    ]
    return Bars(tuple(labels), tuple(full), axis, stacked, timed, tuple(_key(figure)))


def _groups(figure: go.Figure) -> Iterator[tuple[str, float]]:
    """The groups that stand as lines across the bars: on a slide they are bars of their own."""
    for shape in figure.layout.shapes:
        if shape.type == "line" and shape.name:
            yield plain(shape.name), float(shape.x0)


def _tiles(traces: Sequence[go.Bar]) -> Tiles:
    cells = []
    for trace in traces:
        bar = _bar(trace, [])
        for x, base, height, words in zip(trace.x, trace.base, trace.y, trace.text, strict=True):
            lines = tuple(plain(words).split("\n"))
            ink = str(trace.textfont.color)
            fill = str(trace.marker.color)
            cells.append(Tile(float(x), float(base + height / 2), fill, ink, lines, bar.hatched))
    key = tuple(
        Entry(plain(trace.name), fill=str(trace.marker.color), hatched=_bar(trace, []).hatched)
        for trace in traces
    )
    return Tiles(tuple(cells), key)


def _number(value: Any) -> float | None:
    """A number, or None for what is missing."""
    return None if value is None or pd.isna(value) else float(value)
