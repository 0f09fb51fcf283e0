"""Tables in parts that are read at once: as many slides as they need, the same everywhere.

A table is shared out here, before a stage, a file or a list shows it; nothing else of a deck ever
is. The room is that of the stage, whose type is read from the last row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import pandas as pd


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a table, and what its text takes of it, all in one unit.

    `line` is the height of a line, `padding` what a row adds to its lines, `letter` a width;
    `margin` is what a column has beside its letters.
    """

    width: float
    height: float
    line: float
    padding: float
    letter: float
    margin: float = 0.0


# The room of a table on the stage for text of 24 pixels; the width of a column's margins.
STAGE = Room(1210, 436, 29, 8, 10.8, 16)
# The least and most letters that a column's width is reckoned from.
LEAST, MOST = 7, 110


def parts(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """A table as it is, or in as few parts as are each read at once, about as high as each other.

    `attrs["widths"]` of a part are the shares of the width that its columns need.
    """
    plain = frame.astype("str")
    widths = column_widths(plain)
    found = list(_even(plain, widths, STAGE))
    for part in found:
        part.attrs["widths"] = widths
    return found


def column_widths(frame: pd.DataFrame) -> list[float]:
    """The share of the width that each column needs, by the letters in it."""
    letters = [_letters(str(name), frame[name].astype("str")) for name in frame.columns]
    return [each / sum(letters) for each in letters]


def _letters(header: str, cells: pd.Series) -> int:
    """The letters that a column is reckoned to need: its longest word, and most of its cells."""
    words = " ".join([header, *cells]).split()
    usual = int(cells.str.len().quantile(0.9)) if len(cells) else 0
    return min(MOST, max(LEAST, usual, max(map(len, words), default=0) + 2))


def _even(frame: pd.DataFrame, widths: list[float], room: Room) -> Iterator[pd.DataFrame]:
    """The parts of a table, each about as high as the others."""
    least = len(list(_parts(frame, widths, room)))
    if least == 1:
        yield frame
        return
    low, high = room.height / 3, room.height
    # The least height that needs no more slides, within a line.
    while high - low > room.line:
        middle = (low + high) / 2
        enough = len(list(_parts(frame, widths, replace(room, height=middle)))) <= least
        low, high = (low, middle) if enough else (middle, high)
    yield from _parts(frame, widths, replace(room, height=high))


def _parts(frame: pd.DataFrame, widths: list[float], room: Room) -> Iterator[pd.DataFrame]:
    """The rows, so many as fit below each other, with their header."""
    head = row_height([str(name) for name in frame.columns], widths, room)
    start, used = 0, head
    for at, row in enumerate(frame.itertuples(index=False)):
        tall = row_height(list(row), widths, room)
        if used + tall > room.height and at > start:
            yield frame.iloc[start:at].copy()
            start, used = at, head
        used += tall
    yield frame.iloc[start:].copy()


def row_height(cells: list[str], widths: list[float], room: Room) -> float:
    """The height of a row: that of its fullest cell."""
    wide = [(share * room.width - room.margin) / room.letter for share in widths]
    most = [
        sum(max(1, ceil(len(line) / max(1.0, letters))) for line in cell.split("\n"))
        for cell, letters in zip(cells, wide, strict=True)
    ]
    return max(most, default=1) * room.line + room.padding
