"""What a plot says, in the units of a slide: points of type, days of a spreadsheet, colours."""

from __future__ import annotations

from datetime import date

from pptx.dml.color import RGBColor

from observatory.charts.plot import Colour, Number
from observatory.charts.theme import LIGHT

# Points of a slide for one pixel of a plot.
POINTS = 0.75
# The days of a spreadsheet begin here, as Python counts days.
_FIRST_DAY = 693_594


def serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return day.toordinal() - _FIRST_DAY


def number(value: Number | None) -> float | None:
    """A value as a cell holds it: a day by its number, None for what is missing."""
    if value is None:
        return None
    return float(serial(value)) if isinstance(value, date) else float(value)


def colour(role: Colour) -> str:
    """A role as `#rrggbb` on paper."""
    return LIGHT.colour(role)


def rgb(role: Colour) -> RGBColor:
    """A role as PowerPoint's colour on paper."""
    return RGBColor.from_string(hex_of(role))


def hex_of(role: Colour) -> str:
    """A role as the six letters of XML."""
    return colour(role).lstrip("#").upper()
