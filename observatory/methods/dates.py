"""Dates of reduced precision, as documents give them: a year, a month or a day."""

from __future__ import annotations

import calendar
import re
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", flags=re.ASCII)


def span(text: str) -> tuple[date, date]:
    """The first and the last day that `2025`, `2025-05` or `2025-05-06` may mean.

    Raises `ValueError` where the text has another form or names no day of the calendar.
    """
    parts = _FORM.fullmatch(text)
    if parts is None:
        raise ValueError(f"{text!r} is no date such as 2025, 2025-05 or 2025-05-06")
    year, month, day = (int(part) if part else None for part in parts.groups())
    if year is None or month is None:
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    if day is not None:
        return date(year, month, day), date(year, month, day)
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def is_past(text: str, as_of: date) -> bool:
    """Whether all of what a date may mean lies before `as_of` (methods M13)."""
    return span(text)[1] < as_of
