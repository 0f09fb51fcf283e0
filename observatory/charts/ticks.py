"""Round values on a scale, as renderers without an engine of their own set them."""

from __future__ import annotations

from math import ceil, floor, log10


def step(span: float, most: int) -> float:
    """The distance of ticks: 1, 2 or 5 times a power of ten, at most `most` of them in a span."""
    if not span:
        return 1.0
    power = 10.0 ** floor(log10(span / most))
    return next(each * power for each in (1, 2, 5, 10) if each * power * most >= span)


def ticks(low: float, high: float, each: float) -> list[float]:
    """The multiples of a step from `low` to `high`, both included."""
    first, last = ceil(low / each - 1e-9), floor(high / each + 1e-9)
    return [at * each for at in range(first, last + 1)]
