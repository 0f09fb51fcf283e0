"""A plot of points as a native chart has it: every line and every word is that of a series.

Names at the ends of lines are texts at their last points; a line across at a value is a series of
two points, with its words beside its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from observatory.charts.plot import (
    Datum,
    EndName,
    Label,
    Number,
    PointPlot,
    Points,
    Reference,
    Stroke,
)
from observatory.exports.pptx.axes import Scale, scale
from observatory.exports.pptx.units import number

# The share of a plot's height that the words of one reference line take above the points.
LEVEL = 0.068
# Of the width of a plot, what the words of a reference line may take.
ROOM = 0.24


@dataclass(frozen=True)
class ScaledPlot:
    """The series of a plot of points, with those of its lines across, on two native scales."""

    series: tuple[Points, ...]
    x: Scale
    y: Scale
    rtl: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the rows; none where the scale upwards is one of values."""
        return self.y.axis.names if self.y.axis.kind == "names" else ()


def scale_plot(plot: PointPlot, *, rtl: bool) -> ScaledPlot:
    """A plot of points on native scales, in the direction of reading."""
    across = (number(value) for points in plot.series for value in points.x)
    upwards = (number(value) for points in plot.series for value in points.y)
    x = scale(plot.x, across, backwards=rtl)
    y = scale(plot.y, upwards, backwards=plot.y.kind == "names")
    lines = sorted(
        (each for each in plot.references if each.across and each.words),
        key=lambda each: number(each.value) or 0.0,
    )
    if not y.backwards and lines:
        y = replace(y, high=y.low + (y.high - y.low) / (1 - LEVEL * len(lines)))
    others = [each for each in plot.references if each not in lines]
    series = (
        *_whiskers(plot.series),
        *_end_names(plot.series, plot.end_names),
        *_upright(lines, x, y),
        *(_plain(each, x, y) for each in others),
    )
    return ScaledPlot(series, x, y, rtl)


def _whiskers(series: Sequence[Points]) -> Iterator[Points]:
    """The lines from points up to the upper ends of what they bound."""
    for points in series:
        if not points.upper:
            continue
        x: list[Number | None] = []
        y: list[Number | None] = []
        for across, low, high in zip(points.x, points.y, points.upper, strict=True):
            x += [across, across, None]
            y += [low, high, None]
        yield Points(" ", tuple(x), tuple(y), stroke=Stroke("reference", 1.6), role="helps")


def bare(plot: PointPlot) -> PointPlot:
    """A plot whose rows another one beside it names."""
    return replace(plot, y=replace(plot.y, names=("",) * len(plot.y.names)))


def _end_names(series: Sequence[Points], names: Sequence[EndName]) -> Iterator[Points]:
    """The series with the names at the ends of lines as texts at their last points."""
    ends = {_end_of(series, name): name for name in names}
    for at, points in enumerate(series):
        name = ends.get(at)
        if name is None:
            yield points
            continue
        labels = list(points.labels or (None,) * len(points.x))
        words = " ".join(name.text.split("\n"))
        labels[_last(points)] = Label(words, side="edge", colour=name.colour)
        yield replace(points, labels=tuple(labels))


def _end_of(series: Sequence[Points], name: EndName) -> int:
    """The place of the series at whose end a name stands: the last of those that end nearest."""
    near = {
        at: abs((number(points.y[_last(points)]) or 0.0) - name.y)
        for at, points in enumerate(series)
        if points.code == name.code
        and points.role == "values"
        and any(value is not None for value in points.y)
    }
    return min(near, key=lambda at: (round(near[at], 9), -at), default=-1)


def _last(points: Points) -> int:
    return max(at for at, value in enumerate(points.y) if value is not None)


def _upright(lines: Sequence[Reference], x: Scale, y: Scale) -> Iterator[Points]:
    """Upright lines with words, from the least value.

    All words run to one side, each at a height of its own, so that none is crossed or covered.
    """
    if not lines:
        return
    values = [number(line.value) or 0.0 for line in lines]
    onward = (max(values) - x.low) / (x.high - x.low) < 1 - ROOM
    found = list(zip(values, lines, strict=True))
    level = (y.high - y.low) * LEVEL
    foot = y.high if y.backwards else y.low
    for at, (value, line) in enumerate(found[::-1] if onward else found):
        top = y.low if y.backwards else y.high - level * (len(lines) - at - 0.5)
        label = Label(line.words, side="after" if onward else "before", colour=line.words_colour)
        yield _across(line, (value, value), (foot, top), label)


def _plain(line: Reference, x: Scale, y: Scale) -> Points:
    """A line from edge to edge, with its words, if it has some, above its end."""
    value = number(line.value) or 0.0
    label = Label(line.words, side="before", colour=line.words_colour) if line.words else None
    if line.across:
        return _across(line, (value, value), (y.low, y.high), label)
    return _across(line, (x.low, x.high), (value, value), label)


def _across(
    line: Reference, x: tuple[float, float], y: tuple[float, float], label: Label | None
) -> Points:
    name = line.words or line.name
    data = (Datum(name=name),) * 2
    return Points(name, x, y, stroke=line.stroke, data=data, labels=(None, label))
