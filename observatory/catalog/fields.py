"""The forms a field of the catalogue may have, each refused with the form said in words."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, StringConstraints

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FORBIDDEN = set(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) | set(BIDI)


Bounds = tuple[float | None, float | None]
Item = TypeVar("Item")


def _clean(text: str) -> str:
    """Refuse control characters, bidirectional marks and blanks at the ends."""
    if FORBIDDEN & set(text):
        raise ValueError("no control character and no bidirectional mark")
    if text != text.strip():
        raise ValueError("no blank at the ends")
    return text


def _pattern(pattern: str, words: str) -> AfterValidator:
    """Refuse a text of another form, and say the form in words."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text, flags=re.ASCII):
            raise ValueError(words)
        return text

    return AfterValidator(check)


def some(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Refuse an empty list."""
    if not items:
        raise ValueError("at least one")
    return items


def once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Refuse a list that names one thing twice."""
    if len(set(items)) < len(items):
        raise ValueError("each once")
    return items


def in_order(bounds: Bounds) -> Bounds:
    """Refuse a lower bound that is not below the upper one."""
    low, high = bounds
    if low is not None and high is not None and low >= high:
        raise ValueError("a lower bound below the upper bound")
    return bounds


Line = Annotated[str, StringConstraints(min_length=1), AfterValidator(_clean)]
Slug = Annotated[str, _pattern("[a-z][a-z0-9_]*", "small letters, digits and underscores")]
Area = Annotated[str, _pattern("[A-Z]{3}", "three capital letters")]
M49 = Annotated[str, _pattern("([0-9]{3})?", "three digits, or nothing")]
GroupCode = Annotated[str, _pattern("[A-Z][A-Z0-9_]*", "capital letters, digits and underscores")]
Goal = Annotated[str, _pattern(r"\d+(\.[0-9a-z]+)*", "an SDG indicator such as 8.6.1")]
Day = Annotated[str, _pattern(r"\d{4}(-\d{2}){0,2}", "a date such as 2026-04-30, 2026-04 or 2026")]
# (iso3, from_year, to_year), open ends as None.
Span = tuple[Area, int | None, int | None]
