"""Classes of a map: equal steps of round numbers over the values shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from observatory.i18n import isolate, number, text

MOST = 5
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Classes:
    """The lower edges of the classes, ascending; the last class is open."""

    edges: tuple[float, ...]

    def of(self, value: float) -> int:
        """The class of a value, 0 for the lowest."""
        return max(0, sum(value >= edge for edge in self.edges) - 1)

    def words(self, lang: str) -> list[str]:
        """What each class holds, in words; a value on an edge is in the higher class."""
        decimals = 0 if all(float(edge).is_integer() for edge in self.edges) else 1
        written = [number(edge, lang, decimals) for edge in self.edges]
        if len(written) == 1:
            return [text("charts.class_open", lang, low=written[0])]
        spans = [isolate(f"{low}–{high}", lang) for low, high in pairwise(written[1:])]
        under = text("charts.class_under", lang, high=written[1])
        return [under, *spans, text("charts.class_open", lang, low=written[-1])]


def classes(values: Sequence[float]) -> Classes:
    """At most five classes of equal round width, from zero or the least value, that hold all."""
    if not values:
        return Classes((0.0,))
    low, high = min(0.0, *values), _ninetieth(values)
    width = _round_up((high - low) / MOST or 1)
    first = math.floor(low / width) * width
    count = min(MOST, max(2, math.ceil((high - first) / width)))
    return Classes(tuple(first + step * width for step in range(count)))


def _ninetieth(values: Sequence[float]) -> float:
    """The value under which nine tenths lie: one giant does not flatten the others."""
    return float(pd.Series(values).quantile(0.9)) or max(values)


def _round_up(width: float) -> float:
    scale = 10 ** math.floor(math.log10(width)) if width > 0 else 1
    return next(step * scale for step in _STEPS if step * scale >= width * 0.999)
