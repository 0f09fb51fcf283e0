"""What the two maps share: which colour a member has, and why.

A map is drawn class by class, so that each colour stands in the legend with its words. Members
whose value is too old for the classes, and members without a value, are layers of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd


class Palette(Protocol):
    """The colours and the typeface that the maps need of a look (colours as `#rrggbb`)."""

    @property
    def ink(self) -> str:
        """Text."""

    @property
    def paper(self) -> str:
        """What stands behind everything."""

    @property
    def muted(self) -> str:
        """Text of less weight, and outlines."""

    @property
    def grid(self) -> str:
        """The lightest grey that is still seen on the paper."""

    @property
    def old(self) -> str:
        """A member whose value is too old for the classes."""

    @property
    def no_data(self) -> str:
        """A member without a value."""

    @property
    def disputed(self) -> str:
        """Areas whose status the map does not state."""

    @property
    def sequential(self) -> tuple[str, ...]:
        """The ramp of the classes, from the lowest to the highest."""

    @property
    def font(self) -> str:
        """The typefaces, as a list that a browser understands."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The members that share a colour; `hatched` where the colour stands for no class."""

    name: str
    colour: str
    ink: str
    hatched: bool
    rows: pd.DataFrame


def layers(
    frame: pd.DataFrame, *, classes: Sequence[str], look: Palette, words: Mapping[str, str]
) -> Iterator[Layer]:
    """The members of a map by colour, empty classes included so that the legend is whole.

    `frame` has one row a member with `value` (missing where there is none) and `colour_class`
    (0 for the lowest; missing where the value enters no class: it is `old`, or unsupported).
    `classes` are the classes' words. Every member is in exactly one layer.
    """
    ramp = _spread(look.sequential, len(classes))
    known, classed = frame["value"].notna(), frame["colour_class"].notna()
    for number, (name, colour) in enumerate(zip(classes, ramp, strict=True)):
        rows = frame[known & classed & (frame["colour_class"] == number)]
        yield Layer(name, colour, legible(colour, look), hatched=False, rows=rows)
    old, weak = (frame[known & ~classed & (frame["old"] == each)] for each in (True, False))
    none = frame[~known]
    if len(weak):
        ink = legible(look.paper, look)
        yield Layer(words["maps.unsupported"], look.paper, ink, hatched=True, rows=weak)
    if len(old):
        ink = legible(look.old, look)
        yield Layer(words["maps.old"], look.old, ink, hatched=False, rows=old)
    if len(none):
        ink = legible(look.no_data, look)
        yield Layer(words["maps.no_value"], look.no_data, ink, hatched=True, rows=none)


def _spread(ramp: Sequence[str], count: int) -> list[str]:
    """So many colours of a ramp, evenly apart, with its two ends."""
    if count > len(ramp):
        raise ValueError(f"{count} classes, but only {len(ramp)} colours")
    if count < 2:
        return list(ramp[-count:]) if count else []
    return [ramp[round(step * (len(ramp) - 1) / (count - 1))] for step in range(count)]


def legible(colour: str, look: Palette) -> str:
    """Ink or paper, whichever is read more easily on a colour (WCAG 2 contrast)."""
    return max((look.ink, look.paper), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2: from 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` by WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
