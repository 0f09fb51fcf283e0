"""Names that would overlap, moved apart: no further than needed, and in their order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise


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
