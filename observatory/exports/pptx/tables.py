"""Tables of slides as PowerPoint's own, as large as their place allows."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches

from observatory.charts.text_fit import LETTER, LINE, together
from observatory.decks.slide import Slide
from observatory.decks.tables import Room, column_widths, row_height
from observatory.exports.pptx.geometry import EMU, Box
from observatory.exports.pptx.shapes import set_alternative_text, set_direction, set_type
from observatory.exports.pptx.units import hex_of, rgb

# Sizes of type in points, the largest that fits is taken: that of the stage first.
SIZES = (18, 17, 16, 15, 14, 13, 12, 11, 10)
# What a row adds to its lines, and a column to its letters, in points.
PADDING, MARGIN = 5.0, 12.0
# A thin line under each row.
_UNDER = (
    f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{hex_of("grid")}"/>'
    "</a:solidFill></a:lnB>"
)


def room(body: Box, size: float) -> Room:
    """The room of a table on a slide in points, at a size of type."""
    wide, tall = body.width / EMU, body.height / EMU
    return Room(wide, tall, size * LINE, PADDING, size * LETTER, MARGIN)


def fitting(rows: list[list[str]], widths: list[float], body: Box) -> float:
    """The largest size of type at which rows stand in a place; the least where none does."""
    for size in SIZES:
        found = room(body, size)
        if sum(row_height(row, widths, found) for row in rows) <= found.height:
            return size
    return SIZES[-1]


def add_table(added: Any, slide: Slide, box: Box, *, rtl: bool) -> None:
    """A table as PowerPoint's own.

    In Arabic its columns stand in reverse, and the table itself is none from right to left: so it
    is read alike in a program that mirrors such tables and in one that does not.
    """
    frame = slide.table
    if frame is None:
        return
    widths = list(frame.attrs.get("widths") or column_widths(frame))
    if rtl:
        frame, widths = frame[frame.columns[::-1]], widths[::-1]
    shape = added.shapes.add_table(
        len(frame) + 1, len(frame.columns), Emu(box.left), Emu(box.top), Emu(box.width), Emu(0)
    )
    set_alternative_text(shape, slide.alt or slide.title)
    native = shape.table
    for column, share in enumerate(widths):
        native.columns[column].width = Emu(int(box.width * share))
    cells = (list(frame.columns), *map(list, frame.itertuples(index=False)))
    rows = [[str(cell) for cell in row] for row in cells]
    size = fitting(rows, widths, box)
    found = room(box, size)
    for at, words in enumerate(rows):
        native.rows[at].height = Emu(int(row_height(words, widths, found) * EMU))
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
