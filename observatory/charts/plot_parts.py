"""A plot in parts, of so many rows, lines or panels as are read at once in a room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from observatory.charts.plot import (
    Band,
    BarPlot,
    Bars,
    Number,
    PanelPlot,
    Plot,
    PointPlot,
    Points,
)

_Item = TypeVar("_Item")


def parts(plot: Plot, most: int) -> list[Plot]:
    """A plot as plots of at most `most` rows with names, names at lines' ends, or panels.

    Each is about as large as the others; a plot of fewer is left as it is.
    """
    if isinstance(plot, BarPlot) and len(plot.categories) > most:
        return [_of_bars(plot, a, b) for a, b in even_parts(len(plot.categories), most)]
    if isinstance(plot, PanelPlot) and len(plot.panels) > most:
        return [
            replace(plot, panels=plot.panels[a:b]) for a, b in even_parts(len(plot.panels), most)
        ]
    if not isinstance(plot, PointPlot):
        return [plot]
    if plot.y.kind == "names" and len(plot.y.names) > most:
        return [_of_points(plot, a, b) for a, b in even_parts(len(plot.y.names), most)]
    codes = [name.code for name in plot.end_names if not name.everywhere]
    room = max(1, most - len(plot.end_names) + len(codes))
    if len(codes) > room:
        return [_lines(plot, codes[a:b]) for a, b in even_parts(len(codes), room)]
    return [plot]


def even_parts(n: int, most: int) -> Iterator[tuple[int, int]]:
    """So many things in as few parts as hold at most so many, each about as large: first, end."""
    count = max(1, -(-n // most))
    size = max(1, -(-n // count))
    yield from ((start, min(start + size, n)) for start in range(0, max(n, 1), size))


def codes(plot: Plot) -> tuple[str, ...]:
    """Whose the rows of a plot are, from the top; none of a plot without rows."""
    if isinstance(plot, BarPlot):
        return plot.codes
    return plot.y.codes if isinstance(plot, PointPlot) else ()


def _number(value: Number) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _of_bars(plot: BarPlot, first: int, end: int) -> BarPlot:
    """The bars of the categories from `first` up to `end`; a series without any is left out."""
    bands = _shades(plot.bands, first, end)
    series = (_some_bars(bars, first, end) for bars in plot.series)
    return replace(
        plot,
        categories=plot.categories[first:end],
        codes=plot.codes[first:end],
        data=plot.data[first:end],
        series=tuple(bars for bars in series if any(v is not None for v in bars.values)),
        bands=bands,
        sentences=tuple(each for each in plot.sentences if bands or not each.of_bands),
    )


def _some_bars(bars: Bars, first: int, end: int) -> Bars:
    return replace(
        bars,
        values=bars.values[first:end],
        labels=bars.labels[first:end],
        tips=bars.tips[first:end],
        starts=bars.starts[first:end],
    )


def _of_points(plot: PointPlot, first: int, end: int) -> PointPlot:
    """The points of the rows from `first` up to `end`, which count from nought again."""
    rows = plot.y
    less = len(rows.names) - (end - first)
    series = (_some_points(points, first, end) for points in plot.series)
    return replace(
        plot,
        series=tuple(points for points in series if points.x),
        y=replace(
            rows,
            names=rows.names[first:end],
            codes=rows.codes[first:end],
            high=_number(rows.high) - less,
        ),
        bands=_shades(plot.bands, first, end),
    )


def _some_points(points: Points, first: int, end: int) -> Points:
    """The points of some rows; the breaks between lines stay with the lines before them."""
    places: list[int] = []
    for at, row in enumerate(points.y):
        if row is None:
            inside = bool(places) and places[-1] == at - 1
        else:
            inside = first <= _number(row) < end
        if inside:
            places.append(at)
    rows = (points.y[at] for at in places)
    return replace(
        points,
        x=_pick(points.x, places),
        y=tuple(None if row is None else _number(row) - first for row in rows),
        data=_pick(points.data, places),
        tips=_pick(points.tips, places),
        labels=_pick(points.labels, places),
        upper=_pick(points.upper, places),
    )


def _pick(items: Sequence[_Item], places: Sequence[int]) -> tuple[_Item, ...]:
    """The items at these places; none of none."""
    return tuple(items[at] for at in places) if items else ()


def _shades(bands: Sequence[Band], first: int, end: int) -> tuple[Band, ...]:
    """The shades behind the rows from `first` up to `end`, cut where they go on beyond."""
    return tuple(
        replace(band, first=max(band.first, first) - first, last=min(band.last, end - 1) - first)
        for band in bands
        if band.first < end and band.last >= first
    )


def _lines(plot: PointPlot, codes: Sequence[str]) -> PointPlot:
    """The lines and names of these members, and all that stands everywhere."""
    gone = {name.code for name in plot.end_names if not name.everywhere} - set(codes)
    return replace(
        plot,
        series=tuple(points for points in plot.series if points.code not in gone),
        end_names=tuple(name for name in plot.end_names if name.code not in gone),
    )
