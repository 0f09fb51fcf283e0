"""A plot of bars as a native chart has it: groups are bars of their own, spans stand on days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from observatory.charts.plot import LEAST_SPAN, BarPlot, Bars, Datum, Fill, Number, Reference
from observatory.exports.pptx.units import number


@dataclass(frozen=True)
class BarSeries:
    """A native series: a value a row, None where it has none; one without a fill is not seen."""

    name: str
    values: tuple[float | None, ...]
    fill: Fill | None


@dataclass(frozen=True)
class BarRows:
    """The rows of a native bar chart, the first on top, with whose each is, and their series.

    `timed` rows are spans of days, upon an unseen series of their first days.
    """

    names: tuple[str, ...]
    data: tuple[Datum, ...]
    series: tuple[BarSeries, ...]
    stacked: bool
    timed: bool


def rows(plot: BarPlot) -> BarRows:
    """The rows of a plot of bars; those of groups stand below the others."""
    timed = plot.axis.kind == "date"
    groups = [] if timed else [line for line in plot.references if line.name or line.words]
    data = plot.data or tuple(Datum(name=name) for name in plot.categories)
    dated = not timed and not plot.stacked
    names = [
        _with_year(" ".join(name.split("\n")), datum if dated else Datum())
        for name, datum in zip(plot.categories, data, strict=True)
    ]
    return BarRows(
        names=(*names, *(line.name or line.words for line in groups)),
        data=(*data, *(_whose(line) for line in groups)),
        series=(*_series(plot, len(groups)), *_groups(groups, len(names))),
        stacked=plot.stacked or timed,
        timed=timed,
    )


def _with_year(name: str, datum: Datum) -> str:
    """The name of a row with the year of its value."""
    year = f"({datum.year})"
    return name if datum.year is None or name.endswith(year) else f"{name} {year}"


def _whose(line: Reference) -> Datum:
    return line.datum if line.datum != Datum() else Datum(name=line.name or line.words)


def _series(plot: BarPlot, more: int) -> list[BarSeries]:
    """The series of a plot, and below spans their first days."""
    found = [
        BarSeries(bars.name, (*_lengths(bars), *(None,) * more), bars.fill) for bars in plot.series
    ]
    if plot.axis.kind != "date":
        return found
    firsts = [bars.starts or (None,) * len(plot.categories) for bars in plot.series]
    base = (
        next((day for day in each if day is not None), None) for each in zip(*firsts, strict=True)
    )
    return [BarSeries(" ", tuple(map(number, base)), None), *found]


def _lengths(bars: Bars) -> list[float | None]:
    """What each bar is long: its value, or of a span the days."""
    starts = bars.starts or (None,) * len(bars.values)
    return [_days(*ends) for ends in zip(starts, bars.values, strict=True)]


def _days(start: Number | None, end: Number | None) -> float | None:
    if isinstance(start, date) and isinstance(end, date):
        return float(max((end - start).days + 1, LEAST_SPAN))
    return number(end)


def _groups(groups: Sequence[Reference], above: int) -> list[BarSeries]:
    """A series a group, with one bar."""
    out = []
    for at, line in enumerate(groups):
        values: list[float | None] = [None] * (above + len(groups))
        values[above + at] = number(line.value)
        out.append(BarSeries(line.name or line.words, tuple(values), Fill("reference")))
    return out
