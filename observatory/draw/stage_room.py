"""Where a plot stands on the stage: its area, its scales, and which of its names have room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from observatory.charts.plot import Axis, Number, Stroke
from observatory.charts.text_fit import cut, lines, wide
from observatory.charts.ticks import step, ticks
from observatory.draw.svg import Canvas
from observatory.i18n import number

# The size of type in pixels at 1280x720, the height of a line, and the gap beside words.
TYPE, LINE, GAP = 24, 29, 10
# The most of the width that names of rows take, and those at the ends of lines.
BEFORE, AFTER = 0.34, 0.3
# Names of one line may stand so near to each other.
NEAR = 26
# The height of a scale above a plot, clear of the words of its first row.
OVER = 42


@dataclass(frozen=True, slots=True)
class PlotArea:
    """A place on the stage in pixels, from where reading begins and from above."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def foot(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def inside(self, before: float, top: float, after: float, below: float) -> PlotArea:
        """What is left of it within margins."""
        return PlotArea(
            self.left + before,
            self.top + top,
            max(1.0, self.width - before - after),
            max(1.0, self.height - top - below),
        )

    def x(self, axis: Axis, value: Number) -> float:
        """Where a value of a scale across stands."""
        return self.left + share(axis, value) * self.width

    def y(self, axis: Axis, value: Number) -> float:
        """Where a value of a scale upwards stands; names run down."""
        part = share(axis, value)
        return self.top + (part if axis.kind == "names" else 1 - part) * self.height


def plain(value: Number) -> float:
    """A value of a scale as a number; a day by its place in the calendar."""
    return float(value.toordinal()) if isinstance(value, date) else float(value)


def share(axis: Axis, value: Number) -> float:
    """Where a value stands on a scale, from 0 at its lower end to 1."""
    low, high = plain(axis.low), plain(axis.high)
    return (plain(value) - low) / ((high - low) or 1.0)


def long(words: str) -> float:
    """The width of words in pixels."""
    return wide(words, TYPE)


def fold(words: str, room: float, most: int) -> list[str]:
    """Words on at most so many lines of a room; what has none is an ellipsis."""
    plain_words = " ".join(words.split("\n"))
    room = max(room, 2.0 * TYPE)
    return lines(cut(plain_words, TYPE, room, most), TYPE, room)[:most]


def scale_texts(axis: Axis, lang: str, room: float) -> list[tuple[float, str]]:
    """The values of a scale that bear a text, with it, so many as have room in pixels."""
    if axis.hidden or axis.kind == "names":
        return []
    if axis.kind == "date":
        return _sparse(_januaries(axis), room)
    if axis.ticks:
        texts = axis.tick_texts or tuple(number(each, lang, 0) for each in axis.ticks)
        return list(zip(axis.ticks, texts, strict=True))
    low, high = plain(axis.low), plain(axis.high)
    if axis.kind == "year":
        each = max(1.0, axis.step or step(high - low, 8))
        found = [(year, str(round(year))) for year in ticks(low, high, each)]
        return _sparse(found, room)
    most = max(2, min(7, int(room // 90)))
    each = max(axis.step or 0.0, step(high - low, most))
    decimals = 0 if each >= 1 else 1 if each >= 0.1 else 2
    return [
        (value, number(value, lang, decimals) + axis.suffix) for value in ticks(low, high, each)
    ]


def _januaries(axis: Axis) -> list[tuple[float, str]]:
    """The first days of the years of a line of time."""
    first, last = axis.low, axis.high
    if not isinstance(first, date) or not isinstance(last, date):
        raise TypeError(first)
    years = range(first.year, last.year + 1)
    days = [(float(date(year, 1, 1).toordinal()), str(year)) for year in years]
    return [(day, year) for day, year in days if plain(first) <= day <= plain(last)]


def _sparse(found: list[tuple[float, str]], room: float) -> list[tuple[float, str]]:
    """Every one, or every so many that their texts have room."""
    most = max(2, int(room // 80))
    every = max(1, -(-len(found) // most))
    return found[::every]


def choose(places: Sequence[float], first: Iterable[int], apart: float) -> set[int]:
    """Which of some names along a line are shown: those wished first, then evenly, none touching.

    `places` are their middles in pixels; `first` names some by their place among them.
    """
    n = len(places)
    even = (n - 1, 0, n // 2, n // 4, 3 * n // 4, *range(n))
    chosen: list[int] = []
    for at in dict.fromkeys((*first, *even)):
        if 0 <= at < n and all(abs(places[at] - places[each]) >= apart for each in chosen):
            chosen.append(at)
    return set(chosen)


def scale_below(sheet: Canvas, area: PlotArea, axis: Axis, *, at_top: bool = False) -> None:
    """The lines and texts of a scale across."""
    for value, words in scale_texts(axis, sheet.lang, area.width):
        x = (
            area.left
            + (value - plain(axis.low)) / (plain(axis.high) - plain(axis.low)) * area.width
        )
        if axis.grid:
            sheet.line([(x, area.top), (x, area.foot)], Stroke("grid", 1.5))
        y = area.top - 25 if at_top else area.foot + 20
        sheet.text(words, x, y, size=TYPE, anchor="middle", colour="muted")
    if axis.title and not axis.hidden:
        y = area.top - 50 if at_top else area.foot + 50
        words = fold(axis.title, area.width, 1)[0]
        sheet.text(words, area.right, y, size=TYPE, anchor="end", colour="muted")


def scale_beside(sheet: Canvas, area: PlotArea, axis: Axis) -> None:
    """The lines and texts of a scale of values upwards."""
    found = [
        (area.y(axis, value), words)
        for value, words in scale_texts(axis, sheet.lang, area.height * 1.6)
        if -0.01 <= share(axis, value) <= 1.01
    ]
    named = choose([y for y, _ in found], (), NEAR)
    for at, (y, words) in enumerate(found):
        if axis.grid:
            sheet.line([(area.left, y), (area.right, y)], Stroke("grid", 1.5))
        if at in named:
            sheet.text(words, area.left - GAP, y, size=TYPE, anchor="end", colour="muted")
