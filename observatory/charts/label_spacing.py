"""Names that would overlap, moved apart: no further than needed, and in their order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from textwrap import wrap
from typing import Literal

# Letters of a line of a name beside the end of a line, and its height in pixels.
END_LETTERS, END_LINE = 32, 17


def on_lines(name: str) -> list[str]:
    """The name of a line's end, on lines of their length."""
    return wrap(name, END_LETTERS, break_long_words=False) or [""]


def apart(
    places: Sequence[float],
    heights: Sequence[float],
    *,
    low: float = -math.inf,
    high: float = math.inf,
) -> list[float]:
    """The middles of names of these heights, near their wished `places`, without overlap.

    All in one unit, pixels as a rule. Order is kept. Names stay between `low` and `high`; where
    there is too little room for that, they begin at `low` and run over `high`.
    """
    if not places:
        return []
    order = sorted(range(len(places)), key=lambda index: places[index])
    between = ((heights[a] + heights[b]) / 2 for a, b in pairwise(order))
    offsets = list(accumulate(between, initial=0.0))
    starts = _ascending([places[i] - offset for i, offset in zip(order, offsets, strict=True)])
    least = low + heights[order[0]] / 2
    most = high - heights[order[-1]] / 2 - offsets[-1]
    out = [0.0] * len(places)
    for index, start, offset in zip(order, starts, offsets, strict=True):
        out[index] = max(least, min(most, start)) + offset
    return out


def _ascending(values: Sequence[float]) -> list[float]:
    """The nearest values that never descend, by least squares: neighbours that do are averaged."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean = (before * count + mean * size) / (count + size)
            size += count
        blocks.append((mean, size))
    return [mean for mean, size in blocks for _ in range(size)]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in pixels from the top left of a plot, the half of its mark, and its name's width."""

    x: float
    y: float
    half: float
    name: float


Side = Literal["middle right", "middle left", "top center", "bottom center"]
_Box = tuple[float, float, float, float]
SIDES: tuple[Side, ...] = ("middle right", "top center", "middle left", "bottom center")


def label_sides(
    spots: Sequence[Spot], line: float, *, width: float, height: float, over_marks: bool
) -> list[Side | None]:
    """On which side of each point its name stands, None where it would touch another everywhere.

    Names touch no name and, where there is room, no mark; `over_marks` lets them cover marks
    rather than leave a name out. Points with the fewest neighbours choose last.
    """
    marks = [(s.x - s.half, s.y - s.half, s.x + s.half, s.y + s.half) for s in spots]
    taken: list[_Box] = []
    out: list[Side | None] = [None] * len(spots)
    order = sorted(range(len(spots)), key=lambda i: -_near(spots, i, 3 * line))
    for most in (0, len(spots)) if over_marks else (0,):
        for i in (i for i in order if out[i] is None):
            others = [*marks[:i], *marks[i + 1 :]]
            boxes = {side: _box(spots[i], side, line) for side in SIDES}
            covered = {
                side: sum(_touch(box, each) for each in others)
                for side, box in boxes.items()
                if box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
                if not any(_touch(box, each) for each in taken)
            }
            best = min(covered, key=covered.__getitem__, default=None)
            if best is not None and covered[best] <= most:
                taken.append(boxes[best])
                out[i] = best
    return out


def _near(spots: Sequence[Spot], i: int, reach: float) -> int:
    return sum(math.dist((spots[i].x, spots[i].y), (s.x, s.y)) < reach for s in spots)


def _box(spot: Spot, side: Side, line: float) -> _Box:
    """Where a name stands: left, top, right, bottom."""
    half, tall = spot.half + 2, line / 2
    if side in ("middle right", "middle left"):
        left = spot.x + half if side == "middle right" else spot.x - half - spot.name
        return left, spot.y - tall, left + spot.name, spot.y + tall
    top = spot.y - half - line if side == "top center" else spot.y + half
    return spot.x - spot.name / 2, top, spot.x + spot.name / 2, top + line


def _touch(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
