"""Bars and tiles of a figure as what a native chart, or native shapes, need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import plotly.graph_objects as go

from observatory.charts.theme import LIGHT
from observatory.exports.pptx.keys import entries
from observatory.exports.pptx.parts import Axis, Band, Bar, Bars, Entry, Tile, Tiles, Told
from observatory.exports.pptx.scales import axis, serial
from observatory.exports.pptx.text_fit import plain, sentence
from observatory.exports.pptx.told import Index

# Plotly counts the length of a bar of time in thousandths of a second.
_DAY = 86_400_000


@dataclass
class _Rows:
    """The categories of a bar chart while its traces are read: names, whose, and bases."""

    places: Mapping[str, int]
    labels: list[str]
    told: list[Told] = field(init=False)
    base: list[float | None] = field(init=False)

    def __post_init__(self) -> None:
        self.told = [Told(name=label) for label in self.labels]
        self.base = [None] * len(self.labels)


def bars(figure: go.Figure, traces: Sequence[go.Bar], known: Index) -> Bars:
    """Bars by name; those with a base stand on an unseen one, as on a line of time."""
    names = [str(name) for name in figure.layout.yaxis.categoryarray]
    labels = [sentence(name) for name in names]
    rows = _Rows({name: place for place, name in enumerate(names)}, labels)
    rows.told = [known.get(label, told) for label, told in zip(labels, rows.told, strict=True)]
    series = [_read(trace, rows, known) for trace in traces]
    timed = any(value is not None for value in rows.base)
    if timed:
        series.insert(0, Bar(" ", rows.base, None, "", hatched=False))
    drawn = Bars(
        tuple(rows.labels),
        tuple(series),
        _days(figure) if timed else axis(figure.layout.xaxis, figure),
        stacked=timed or figure.layout.barmode == "stack",
        timed=timed,
        key=tuple(entries(figure)),
        told=tuple(rows.told),
        bands=tuple(_bands(figure)),
    )
    return _grouped(drawn, list(_groups(figure)), known)


def _read(trace: go.Bar, rows: _Rows, known: Index) -> Bar:
    """The bars of a trace at their categories; what is known of each is noted in `rows`."""
    values: list[float | None] = [None] * len(rows.labels)
    for place, (name, value) in enumerate(zip(trace.y, trace.x, strict=True)):
        at = rows.places[name]
        timed = trace.base is not None and isinstance(trace.base[place], str)
        values[at] = float(value) / (_DAY if timed else 1)
        if trace.customdata is not None:
            code, year = trace.customdata[place][:2]
            rows.told[at] = Told(str(code), rows.labels[at], int(year))
            rows.labels[at] += f" ({year})"
        if timed:
            rows.base[at] = float(serial(trace.base[place]))
            said = plain(trace.hovertext[place]).split("\n")[0]
            rows.told[at] = known.get(said) or Told(name=said)
    return _bar(trace, values)


def _days(figure: go.Figure) -> Axis:
    """The axis of a line of time, on days, with a tick a year."""
    ends = sorted(serial(end) for end in figure.layout.xaxis.range)
    backwards = serial(figure.layout.xaxis.range[0]) > serial(figure.layout.xaxis.range[1])
    return Axis(ends[0], ends[1], backwards=backwards, step=365.25, form="yyyy")


def _grouped(drawn: Bars, groups: Sequence[tuple[str, float]], known: Index) -> Bars:
    """The bars with those of groups below them, each a series of its own."""
    count, more = len(drawn.categories), len(groups)
    series = [replace(bar, heights=[*bar.heights, *[None] * more]) for bar in drawn.series]
    for at, (name, value) in enumerate(groups):
        heights: list[float | None] = [None] * (count + more)
        heights[count + at] = value
        series.append(Bar(name, heights, LIGHT.reference, LIGHT.reference))
    names = [name for name, _ in groups]
    told = [known.get(name) or Told(name=name) for name in names]
    return replace(
        drawn,
        categories=(*drawn.categories, *names),
        series=tuple(series),
        told=(*drawn.told, *told),
    )


def _groups(figure: go.Figure) -> Iterator[tuple[str, float]]:
    """The groups that stand as lines across the bars: on a slide they are bars of their own."""
    for shape in figure.layout.shapes:
        if shape.type == "line" and shape.name:
            yield plain(shape.name), float(shape.x0)


def _bands(figure: go.Figure) -> Iterator[Band]:
    """The shades behind neighbours that lie close together."""
    for shape in figure.layout.shapes:
        if shape.type == "rect" and shape.yref == "y":
            first, last = round(shape.y0 + 0.5), round(shape.y1 - 0.5)
            yield Band(first, last, str(shape.fillcolor))


def _bar(trace: go.Bar, values: list[float | None]) -> Bar:
    marker = trace.marker
    pattern = marker.pattern.shape if marker.pattern else None
    outline = str((marker.line and marker.line.color) or marker.color)
    fill = None if marker.color == LIGHT.paper else str(marker.color)
    return Bar(plain(trace.name), values, fill, outline, bool(pattern))


def tiles(traces: Sequence[go.Bar]) -> Tiles:
    """The tile grid: its cells with their colours and words, and a key of the colours."""
    return Tiles(
        tuple(cell for trace in traces for cell in _cells(trace)),
        tuple(
            Entry(plain(t.name), fill=str(t.marker.color), hatched=_bar(t, []).hatched)
            for t in traces
        ),
    )


def _cells(trace: Any) -> Iterator[Tile]:
    hatched, ink = _bar(trace, []).hatched, str(trace.textfont.color)
    for x, base, high, words in zip(trace.x, trace.base, trace.y, trace.text, strict=True):
        said = tuple(plain(words).split("\n"))
        yield Tile(float(x), float(base + high / 2), str(trace.marker.color), ink, said, hatched)
