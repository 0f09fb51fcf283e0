"""Two values of each member on a row: their marks, and the line between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from observatory.charts.names_axis import names_axis
from observatory.charts.plot import Axis, Datum, Entry, PointPlot, Points, Stroke

NAMES, EDGE = 178, 80


def connectors(starts: Iterable[float], ends: Iterable[float], names: Sequence[str]) -> Points:
    """The lines between two values of each row, one series with breaks."""
    pairs = list(zip(starts, ends, names, strict=True))
    return Points(
        name=" ",
        x=tuple(value for start, end, _ in pairs for value in (float(start), float(end), None)),
        y=tuple(place for at in range(len(pairs)) for place in (float(at), float(at), None)),
        stroke=Stroke("disputed", 3),
        data=tuple(Datum(name=each) for _, _, name in pairs for each in (name, name, "")),
        role="joins",
    )


def rows_plot(
    series: Sequence[Points],
    names: Sequence[str],
    codes: Sequence[str],
    *,
    ends: tuple[float, float],
    height: float,
    key: Sequence[Entry],
) -> PointPlot:
    """Rows with their names, the scale with its ends above them."""
    return PointPlot(
        series=tuple(each for each in series if each.x),
        x=Axis(*ends, grid=True, at_top=True, most_ticks=6),
        y=names_axis(names, codes),
        key=tuple(key),
        height=height,
        before=NAMES,
        after=EDGE,
        above=62,
        below=12,
    )
