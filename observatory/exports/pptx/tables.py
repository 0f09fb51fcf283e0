"""Tables that never run off a slide: what does not fit goes on on the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import pandas as pd

from observatory.exports.pptx.master import PLACES
from observatory.i18n import text
from observatory.slides import Slide


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a table, and what its text takes of it, all in one unit.

    `line` is the height of a line, `padding` what a row adds to its lines, `letter` a width.
    """

    width: float
    height: float
    line: float
    padding: float
    letter: float


# In EMU, for text of 11 points.
SLIDE = Room(PLACES["body"].width, PLACES["body"].height, 170_000, 42_000, 78_000)
# The least and most letters that a column's width is reckoned from.
LEAST, MOST = 7, 60


def tables(slide: Slide, lang: str, room: Room = SLIDE) -> Iterator[Slide]:
    """A slide as it is, or its table in as many slides as it needs."""
    if slide.table is None:
        yield slide
        return
    frame = slide.table.astype("str")
    widths = _widths(frame)
    parts = list(_parts(frame, widths, room))
    for at, part in enumerate(parts):
        part.attrs["widths"] = widths
        more = f"{slide.title} ({text('deck.table.more', lang)})" if at else slide.title
        yield replace(slide, table=part, title=more)


def _widths(frame: pd.DataFrame) -> list[float]:
    """The share of the width that each column needs, by the letters in it."""
    letters = [_letters(str(name), frame[name]) for name in frame.columns]
    return [each / sum(letters) for each in letters]


def _letters(header: str, cells: pd.Series) -> int:
    """The letters that a column is reckoned to need: its longest word, and most of its cells."""
    words = " ".join([header, *cells]).split()
    usual = int(cells.str.len().quantile(0.9)) if len(cells) else 0
    return min(MOST, max(LEAST, usual, max(map(len, words), default=0) + 2))


def _parts(frame: pd.DataFrame, widths: list[float], room: Room) -> Iterator[pd.DataFrame]:
    """The rows, so many as fit below each other, with their header."""
    wide = [max(1, int(share * room.width / room.letter)) for share in widths]
    head = _high([str(name) for name in frame.columns], wide, room)
    start, used = 0, head
    for at, row in enumerate(frame.itertuples(index=False)):
        high = _high(list(row), wide, room)
        if used + high > room.height and at > start:
            yield frame.iloc[start:at].copy()
            start, used = at, head
        used += high
    yield frame.iloc[start:].copy()


def _high(cells: list[str], wide: list[int], room: Room) -> float:
    """The height of a row: that of its fullest cell."""
    lines = [
        sum(max(1, ceil(len(line) / letters)) for line in cell.split("\n"))
        for cell, letters in zip(cells, wide, strict=True)
    ]
    return max(lines, default=1) * room.line + room.padding
