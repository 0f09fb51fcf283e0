"""Tables that never run off a slide: as large as they can be, and the rest on the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import pandas as pd
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches

from observatory.decks.slide import Slide
from observatory.exports.pptx.geometry import EMU, Box
from observatory.exports.pptx.layout import laid_out
from observatory.exports.pptx.shapes import set_alternative_text, set_direction, set_type
from observatory.exports.pptx.text_fit import LETTER, LINE, together
from observatory.exports.pptx.units import hex_of, rgb
from observatory.i18n import text

# Sizes of type in points: the largest at which a table stands on one slide, and that of a table
# which needs several. A reader in the room must be able to read it.
SIZES, LONG = (12, 11.5, 11, 10.5, 10, 9.5, 9), 11
# What a row adds to its lines, and a column to its letters, in points.
PADDING, MARGIN = 5.0, 12.0
# A thin line under each row.
_UNDER = (
    f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{hex_of("grid")}"/>'
    "</a:solidFill></a:lnB>"
)
# The least and most letters that a column's width is reckoned from.
LEAST, MOST = 7, 110


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


def room(body: Box, size: float) -> Room:
    """The room of a table on a slide in points, at a size of type."""
    wide, tall = body.width / EMU, body.height / EMU
    return Room(wide, tall, size * LINE, PADDING, size * LETTER, MARGIN)


def tables(slide: Slide, lang: str, stage: Room | None = None) -> Iterator[Slide]:
    """A slide as it is, or its table in as many slides as it needs, each about as full.

    `stage` is the room where that is no slide's: there the type has one size.
    """
    if slide.table is None:
        yield slide
        return
    frame = slide.table.astype("str")
    widths = _widths(frame)
    size, found = (SIZES[0], stage) if stage else _largest(frame, widths, laid_out(slide).body)
    parts = list(_even(frame, widths, found))
    for at, part in enumerate(parts):
        part.attrs |= {"widths": widths, "size": size}
        more = f"{slide.title} ({text('deck.table.more', lang)})" if at else slide.title
        yield replace(slide, table=part, title=more)


def _largest(frame: pd.DataFrame, widths: list[float], body: Box) -> tuple[float, Room]:
    """The largest size of type at which a table stands on one slide, and its room there."""
    rooms = {size: room(body, size) for size in SIZES}
    fit = (
        size for size, rooms_of in rooms.items() if len(list(_parts(frame, widths, rooms_of))) == 1
    )
    size = next(fit, LONG)
    return size, rooms[size]


def _widths(frame: pd.DataFrame) -> list[float]:
    """The share of the width that each column needs, by the letters in it."""
    letters = [_letters(str(name), frame[name]) for name in frame.columns]
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
    head = high([str(name) for name in frame.columns], widths, room)
    start, used = 0, head
    for at, row in enumerate(frame.itertuples(index=False)):
        tall = high(list(row), widths, room)
        if used + tall > room.height and at > start:
            yield frame.iloc[start:at].copy()
            start, used = at, head
        used += tall
    yield frame.iloc[start:].copy()


def high(cells: list[str], widths: list[float], room: Room) -> float:
    """The height of a row in points: that of its fullest cell."""
    wide = [(share * room.width - room.margin) / room.letter for share in widths]
    most = [
        sum(max(1, ceil(len(line) / max(1.0, letters))) for line in cell.split("\n"))
        for cell, letters in zip(cells, wide, strict=True)
    ]
    return max(most, default=1) * room.line + room.padding


def add_table(added: Any, slide: Slide, box: Box, *, rtl: bool) -> None:
    """A table as PowerPoint's own; `tables` has already made it fit.

    In Arabic its columns stand in reverse, and the table itself is none from right to left: so it
    is read alike in a program that mirrors such tables and in one that does not.
    """
    frame = slide.table
    if frame is None:
        return
    widths, size = list(frame.attrs["widths"]), float(frame.attrs["size"])
    if rtl:
        frame, widths = frame[frame.columns[::-1]], widths[::-1]
    shape = added.shapes.add_table(
        len(frame) + 1, len(frame.columns), Emu(box.left), Emu(box.top), Emu(box.width), Emu(0)
    )
    set_alternative_text(shape, slide.alt or slide.title)
    native = shape.table
    for column, share in enumerate(widths):
        native.columns[column].width = Emu(int(box.width * share))
    found = room(box, size)
    rows = [[str(name) for name in frame.columns], *map(list, frame.itertuples(index=False))]
    for at, values in enumerate(rows):
        words = [str(value) for value in values]
        native.rows[at].height = Emu(int(high(words, widths, found) * EMU))
        for column, said in enumerate(words):
            _cell(native.cell(at, column), said, size, rtl=rtl, head=at == 0)


def _cell(cell: Any, words: str, size: float, *, rtl: bool, head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.07)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.text_frame.text = together(words)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb("accent" if head else "paper")
    cell._tc.tcPr.insert(0, parse_xml(_UNDER))
    for paragraph in cell.text_frame.paragraphs:
        set_type(paragraph, size, "paper" if head else "ink", bold=head)
        set_direction(paragraph, rtl=rtl)
