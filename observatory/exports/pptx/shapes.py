"""Native shapes on a slide: texts, the key above a plot, and the tile grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from observatory.charts.plot import Colour, Entry, Mark, Tile, TilePlot
from observatory.charts.text_fit import LINE, lines, together, wide
from observatory.charts.theme import LIGHT, legible
from observatory.exports.pptx.geometry import EMU, FACE, Box
from observatory.exports.pptx.master import mirror
from observatory.exports.pptx.styles import draw_fill, draw_line, size
from observatory.exports.pptx.units import colour, rgb

KEY_HIGH = int(Inches(0.3))
# The size of the key's words, the width of a mark with its gap, and the gap between tiles.
KEY, SWATCH, GAP = 12, int(Inches(0.34)), int(Inches(0.06))
_APART = 22_000
_SHAPES = {
    "square": MSO_SHAPE.RECTANGLE,
    "diamond": MSO_SHAPE.DIAMOND,
    "tick": MSO_SHAPE.MATH_MULTIPLY,
    "dash": MSO_SHAPE.MATH_MINUS,
}


def set_alternative_text(shape: Any, alt: str) -> None:
    """Set the alternative text of a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def key(added: Any, entries: Iterable[Entry], box: Box, *, rtl: bool) -> int:
    """The key above a plot, from where reading begins; its height."""
    at, top = 0, box.top
    for entry in entries:
        before = SWATCH + GAP if entry.mark or entry.stroke or entry.fill else 0
        words = int(wide(entry.words, KEY) * 1.06 * EMU) + int(Inches(0.1))
        if at and at + before + words > box.width:
            at, top = 0, top + KEY_HIGH
        room = min(words, box.width - before)
        count = len(lines(entry.words, KEY, room / EMU))
        high = max(KEY_HIGH, int(count * KEY * LINE * EMU))
        mark = Box(box.left + at, top, SWATCH, KEY_HIGH)
        said = Box(box.left + at + before, top, room, high)
        _swatch(added, entry, mirror(mark, rtl=rtl))
        text(added, entry.words, mirror(said, rtl=rtl), size=KEY, rtl=rtl)
        at += before + room + int(Inches(0.16))
        if count > 1:
            at, top = 0, top + high
    return top + (KEY_HIGH if at else 0) - box.top + GAP


def _swatch(added: Any, entry: Entry, box: Box) -> None:
    """The mark, the line or the fill that an entry stands for."""
    middle = box.top + box.height // 2
    if entry.stroke is not None:
        line = added.shapes.add_connector(1, Emu(box.left), Emu(middle), Emu(box.left + box.width),
                                          Emu(middle))  # fmt: skip
        flat(line)
        draw_line(line.line, entry.stroke)
    if entry.fill is not None:
        side = Inches(0.17)
        draw_fill(_add_centre(added, MSO_SHAPE.RECTANGLE, box, side, side), entry.fill)
    if entry.mark is not None:
        _mark(added, entry.mark, box)


def _mark(added: Any, mark: Mark, box: Box) -> None:
    crossed = mark.symbol in ("tick", "dash")
    side = Pt(max(8, size(mark)) * (1.5 if crossed else 1))
    shape = _add_centre(added, _SHAPES.get(mark.symbol, MSO_SHAPE.OVAL), box, side, side)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb("paper" if mark.hollow and not crossed else mark.colour)
    shape.line.color.rgb, shape.line.width = rgb(mark.colour), Pt(1.5)
    if crossed:
        shape.line.fill.background()


def _add_centre(added: Any, kind: Any, box: Box, wide_of: int, high: int) -> Any:
    left, middle = box.left + (box.width - wide_of) // 2, box.top + box.height // 2
    shape = added.shapes.add_shape(
        kind, Emu(left), Emu(middle - high // 2), Emu(wide_of), Emu(high)
    )
    flat(shape)
    return shape


def tiles(added: Any, plot: TilePlot, box: Box, alt: str) -> None:
    """The tile grid as shapes that can be edited, one a member."""
    found = (*plot.tiles, *plot.others)
    columns = [tile.column for tile in found]
    rows = [tile.row for tile in found]
    across, down = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    wide_of, high = int(box.width / across), int(box.height / down)
    for at, tile in enumerate(found):
        left = box.left + (tile.column - min(columns)) * wide_of
        top = box.top + (tile.row - min(rows)) * high
        place = Box(left, top, wide_of - _APART, high - _APART)
        shape = _tile(added, tile, place, high / EMU)
        words = ": ".join((tile.code, " · ".join(tile.lines[1:])))
        set_alternative_text(shape, alt if at == 0 else words)


def _tile(added: Any, tile: Tile, box: Box, high: float) -> Any:
    """One cell; that of a hatched fill has an outline of dashes, under its words no hatch."""
    shape = added.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height)
    )
    shape.name = tile.code
    flat(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(tile.fill.colour)
    if tile.fill.hatch:
        shape.line.color.rgb, shape.line.width = rgb(tile.fill.hatch_colour), Pt(0.75)
        shape.line.dash_style = MSO_LINE.DASH
    else:
        shape.line.fill.background()
    ink = legible(colour(tile.fill.colour), LIGHT)
    _cell_words(shape, tile.lines, "ink" if ink == LIGHT.ink else "paper", high)
    return shape


def _cell_words(shape: Any, words: Sequence[str], ink: Colour, high: float) -> None:
    """Code, value and year in a cell, as large as three lines of its height allow."""
    size = min(12.0, int(high / (2.75 * LINE) * 2) / 2)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.text = "\n".join(words)
    for at, paragraph in enumerate(frame.paragraphs):
        paragraph.alignment = PP_ALIGN.CENTER
        set_type(paragraph, size if at < 2 else max(8.0, size * 0.75), ink, bold=at == 0)


def flat(shape: Any) -> None:
    """Take the theme's shadow from a shape."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def text(added: Any, words: str, box: Box, *, size: float, rtl: bool) -> None:
    """Add a text of its own."""
    frame = _frame(added, box)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = True
    frame.text = together(words)
    style_frame(frame, size, rtl=rtl)


def text_beside(tree: Any, words: str, box: Box, *, size: float, rtl: bool) -> None:
    """Add a text on one line that ends where its place ends, as names beside a chart do."""
    shape = tree.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = True
    frame.text = together(words)
    style_frame(frame, size, rtl=rtl)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT if rtl else PP_ALIGN.RIGHT


def text_below(tree: Any, words: str, box: Box, *, size: float) -> None:
    """Add a text that is read from below, as names under columns are; its end is above."""
    shape = tree.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame._txBody.bodyPr.set("vert", "vert270")
    frame.text = words
    style_frame(frame, size, rtl=False)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT


def sentences(
    added: Any, words: Iterable[str], box: Box, *, rtl: bool, size: float, ink: Colour = "ink"
) -> None:
    """Add sentences, one below the other."""
    frame = _frame(added, box)
    frame.word_wrap = True
    frame.text = together("\n".join(words))
    style_frame(frame, size, rtl=rtl, ink=ink)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(10)


def _frame(added: Any, box: Box) -> Any:
    shape = added.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def style_frame(frame: Any, size: float, *, rtl: bool, ink: Colour = "ink") -> None:
    """Set the type of a text frame, in the direction of the language."""
    for paragraph in frame.paragraphs:
        set_type(paragraph, size, ink)
        set_direction(paragraph, rtl=rtl)


def set_type(paragraph: Any, size: float, ink: Colour, *, bold: bool | None = None) -> None:
    """Set the type of a paragraph, on each of its runs: PowerPoint heeds no paragraph's own."""
    for run in paragraph.runs:
        run.font.size, run.font.name, run.font.color.rgb = Pt(size), FACE, rgb(ink)
        if bold is not None:
            run.font.bold = bold


def set_direction(paragraph: Any, *, rtl: bool) -> None:
    """Make a paragraph begin where reading begins."""
    if not rtl:
        return
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph._p.get_or_add_pPr().set("rtl", "1")
    for run in paragraph.runs:
        settings = run._r.get_or_add_rPr()
        settings.set("lang", "ar-SA")
        face = etree.SubElement(settings, qn("a:cs"))
        face.set("typeface", FACE)
