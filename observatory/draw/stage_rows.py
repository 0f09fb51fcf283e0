"""Rows with names on the stage: as many as have room, the first, last and extreme among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from observatory.charts.plot import Band, Fill, Label, Reference, Stroke
from observatory.draw.stage_room import BEFORE, GAP, LINE, NEAR, TYPE, PlotArea, choose, fold, long
from observatory.draw.svg import Canvas

# Of the width, what the names of spans of time take: there the names are what is read.
BROAD = 0.5
# How far words below a plot stand from the values of its last row.
UNDER = 12


@dataclass(frozen=True)
class Rows:
    """The names beside the rows of a plot, on their lines, and which of them have room.

    `high` is the height of a row, `before` the room that the names take.
    """

    lines: tuple[tuple[str, ...], ...]
    named: frozenset[int]
    high: float
    before: float

    @property
    def is_dense(self) -> bool:
        """Whether rows stand closer than lines of type."""
        return len(self.named) < len(self.lines)


def rows(
    names: Sequence[str],
    *,
    height: float,
    width: float,
    extremes: Iterable[int] = (),
    most: float = BEFORE,
) -> Rows:
    """The names of rows that share a height; where few can be named, `extremes` come first."""
    n = max(1, len(names))
    high = height / n
    deep = max(1, min(3, int(high // LINE)))
    folded = [tuple(fold(name, width * most, deep)) for name in names]
    places = [(at + 0.5) * high for at in range(len(names))]
    found = choose(places, extremes, min(high, LINE) - 0.5 if high >= NEAR else NEAR)
    before = max((long(line) for at in found for line in folded[at]), default=0.0)
    return Rows(tuple(folded), frozenset(found), high, min(before, width * most) + GAP)


def draw_names(sheet: Canvas, area: PlotArea, found: Rows) -> None:
    """The names that have room, each beside the middle of its row."""
    for at in found.named:
        line_of = found.lines[at]
        middle = area.top + (at + 0.5) * found.high
        for place, words in enumerate(line_of):
            y = middle + (place - (len(line_of) - 1) / 2) * LINE
            sheet.text(words, area.left - GAP, y, size=TYPE, anchor="end")
        if found.is_dense:
            sheet.line([(area.left - 6, middle), (area.left, middle)], Stroke("reference", 1.5))
    sheet.named += len(found.named)
    sheet.total += len(found.lines)


def draw_bands(sheet: Canvas, area: PlotArea, bands: Sequence[Band], high: float) -> None:
    """The shades behind neighbouring rows."""
    for band in bands:
        top = area.top + band.first * high
        tall = (band.last - band.first + 1) * high
        sheet.boxes([(area.left, top, area.width, tall)], Fill(band.colour))


def draw_lines(
    sheet: Canvas, area: PlotArea, found: Sequence[tuple[float, Reference]], *, below: bool
) -> None:
    """Upright lines at places across, with their words above the plot or below it.

    Each set of words stands on a level of its own, from the edge that leaves it room.
    """
    worded = 0
    for x, each in found:
        sheet.line([(x, area.top), (x, area.foot)], each.stroke)
        if not each.words:
            continue
        level = (worded + 0.6) * LINE
        y = area.foot + level + UNDER if below else area.top - level
        half = long(each.words) / 2
        at = min(max(x, half), sheet.width - half)
        sheet.text(
            each.words, at, y, size=TYPE, anchor="middle", colour=each.words_colour, halo=True
        )
        worded += 1


def after_labels(whole: float, found: Iterable[tuple[float, Label]], least: float) -> float:
    """The width that is left for a scale when labels stand after their places on it.

    `found`: the share of the scale where each begins, with its words; `least` the least margin.
    """
    wide = whole - least
    for part, label in found:
        if part > 0.02:
            wide = min(wide, (whole - long(label.text) - 2 * GAP) / part)
    return max(wide, whole * 0.35)
