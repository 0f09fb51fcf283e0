"""Slides as a PowerPoint file: native charts and tables, notes, alternative text, direction."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from observatory.charts.theme import LIGHT
from observatory.exports.package import data_hash
from observatory.exports.pptx import charts
from observatory.exports.pptx.charts import Box, rgb
from observatory.exports.pptx.master import (
    FACE,
    PLACES,
    SOURCE,
    SUBTITLE,
    TITLE,
    mirrored,
    presentation,
)
from observatory.exports.pptx.parts import XY, Bars, Entry, Tiles
from observatory.exports.pptx.plots import plot
from observatory.exports.pptx.tables import tables
from observatory.i18n import day, language, text
from observatory.slides import Slide
from observatory.warehouse import Build

KEY_HIGH = Inches(0.34)
# The title of the first slide, in points.
COVER = 36
# Panels in a row, and the height of a panel's name.
ACROSS, MOST_DOWN, NAME = 4, 3, Inches(0.26)


def deck(slides: Sequence[Slide], build: Build, lang: str, *, root: str = "") -> bytes:
    """The slides as a PowerPoint file (16:9), in the direction of the language.

    `root` is the address of the site, which the notes lead with. Every chart is native and holds
    its workbook; a table too long for a slide goes on on the next.
    """
    rtl = language(lang).rtl
    file = presentation(rtl=rtl)
    for slide in slides:
        for part in tables(slide, lang):
            _add(file, part, build, lang, root=root)
    _stamped(file, slides, build, lang)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _stamped(file: Any, slides: Sequence[Slide], build: Build, lang: str) -> None:
    """The properties of the file; its dates are the build's."""
    facts = file.core_properties
    facts.title = slides[0].title if slides else text("frame.name", lang)
    facts.author, facts.language = "OIC-PESNET Observatory", lang
    facts.created = facts.modified = build.built_at.replace(tzinfo=None)
    facts.last_modified_by, facts.comments, facts.revision = "", "", 1


def _add(file: Any, slide: Slide, build: Build, lang: str, *, root: str) -> None:
    rtl = language(lang).rtl
    layout = file.slide_layouts[0]
    added = file.slides.add_slide(layout)
    places = {shape.placeholder_format.idx: shape for shape in added.placeholders}
    _worded(places[TITLE], slide.title)
    _worded(places[SUBTITLE], slide.subtitle)
    _worded(places[SOURCE], "\n".join(filter(None, (slide.caveat, slide.source))))
    size = COVER if slide.cover else _title_size(slide.title)
    _set(places[TITLE].text_frame, size, rtl=rtl)
    _footed(added, layout, build, lang)
    body = PLACES["body"]
    if slide.figure is not None:
        drawn = plot(slide.figure)
        if drawn is None:
            reasons = [note.text for note in slide.figure.layout.annotations]
            _lines(added, [*reasons], body, rtl=rtl)
        else:
            _drawn(added, drawn, body, slide.alt, rtl=rtl)
    elif slide.panels:
        _panels(added, slide, body, rtl=rtl)
    elif slide.table is not None:
        _tabled(added, slide, body, rtl=rtl)
    elif slide.lines:
        _lines(added, slide.lines, body, rtl=rtl, size=24 if slide.cover else 20)
    _noted(added, slide, lang, root=root)


def _title_size(title: str) -> int:
    """The size in points at which a title stands on two lines."""
    return next(
        size for letters, size in ((88, 24), (108, 20), (10_000, 17)) if len(title) <= letters
    )


def _worded(shape: Any, words: str) -> None:
    """The words of a placeholder; one without words is taken away."""
    if words:
        shape.text_frame.text = words
    else:
        shape._element.getparent().remove(shape._element)


def _footed(added: Any, layout: Any, build: Build, lang: str) -> None:
    """The footer with the date of the data, and the page number."""
    said = text(
        "deck.footer",
        lang,
        date=day(build.data_date, lang),
        status=text("frame.not_official", lang),
    )
    for shape in layout.placeholders:
        kind = shape.element.ph.get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        copy = deepcopy(shape.element)
        added.shapes._spTree.append(copy)
        copy.nvSpPr.cNvPr.set("id", str(90 + (kind == "ftr")))
        if kind == "ftr":
            copy.findall(f".//{qn('a:t')}")[0].text = said


def _drawn(added: Any, drawn: XY | Bars | Tiles, box: Box, alt: str, *, rtl: bool) -> None:
    """A plot below its key."""
    if drawn.key:
        high = _key(added, drawn.key, box, rtl=rtl) * KEY_HIGH
        box = Box(box.left, box.top + high, box.width, box.height - high)
    if isinstance(drawn, Tiles):
        _tiles(added, drawn, box, alt)
        return
    if isinstance(drawn, XY):
        _described(charts.xy(added.shapes, drawn, box, rtl=rtl), alt)
    else:
        _described(charts.bars(added.shapes, drawn, box, rtl=rtl), alt)


def _described(shape: Any, alt: str) -> None:
    """The alternative text of a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def _panels(added: Any, slide: Slide, box: Box, *, rtl: bool) -> None:
    """Small charts side by side, each under its name."""
    across = min(ACROSS, len(slide.panels))
    down = min(MOST_DOWN, -(-len(slide.panels) // across)) if across else 1
    wide, high = box.width // max(across, 1), box.height // down
    for at, (name, figure) in enumerate(slide.panels):
        cell = Box(box.left + (at % across) * wide, box.top + (at // across) * high, wide, high)
        cell = mirrored(cell, rtl=rtl)
        _text(added, name, Box(cell.left, cell.top, cell.width, NAME), size=12, rtl=rtl)
        drawn = plot(figure)
        if isinstance(drawn, XY):
            below = Box(cell.left, cell.top + NAME, cell.width, cell.height - NAME)
            _described(charts.xy(added.shapes, drawn, below, rtl=rtl), slide.alt_of(name))


def _tiles(added: Any, tiles: Tiles, box: Box, alt: str) -> None:
    """The tile grid as shapes that can be edited, one a member."""
    columns = [cell.column for cell in tiles.cells]
    rows = [cell.row for cell in tiles.cells]
    across, down = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    wide, high = int(box.width / across), int(box.height / down)
    gap = Emu(22_000)
    for at, cell in enumerate(tiles.cells):
        left = box.left + int((cell.column - min(columns)) * wide)
        top = box.top + int((cell.row - min(rows)) * high)
        shape = added.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(wide - gap), Emu(high - gap)
        )
        shape.name = cell.lines[0]
        _flat(shape)
        _painted(shape, cell.fill, hatched=cell.hatched)
        _cell_words(shape, cell.lines, cell.ink)
        _described(
            shape, alt if at == 0 else ": ".join((cell.lines[0], " · ".join(cell.lines[1:])))
        )


def _cell_words(shape: Any, lines: Sequence[str], ink: str) -> None:
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.text = "\n".join(lines)
    for at, paragraph in enumerate(frame.paragraphs):
        paragraph.alignment = PP_ALIGN.CENTER
        _typed(paragraph, (11, 11, 8)[min(at, 2)], ink, bold=at == 0)


def _painted(shape: Any, fill: str, *, hatched: bool) -> None:
    """The fill of a cell; one without a value has an outline beside its colour."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    if hatched:
        shape.line.color.rgb, shape.line.width = rgb(LIGHT.muted), Pt(0.75)
        shape.line.dash_style = MSO_LINE.DASH
    else:
        shape.line.fill.background()


def _key(added: Any, key: Iterable[Entry], box: Box, *, rtl: bool) -> int:
    """The key above a plot, from where reading begins: each mark with its words; its lines."""
    at, line = 0, 0
    high, swatch, gap = Inches(0.24), Inches(0.34), Inches(0.06)
    for entry in key:
        words = int(Pt(12) * 0.56 * len(entry.words)) + Inches(0.12)
        wide = swatch + gap + words
        if at and at + wide > box.width:
            at, line = 0, line + 1
        top = box.top + line * KEY_HIGH
        _swatch(added, entry, mirrored(Box(box.left + at, top, swatch, high), rtl=rtl))
        said = Box(box.left + at + swatch + gap, top, words, high)
        _text(added, entry.words, mirrored(said, rtl=rtl), size=12, rtl=rtl)
        at += wide + Inches(0.1)
    return line + 1


def _swatch(added: Any, entry: Entry, box: Box) -> None:
    """The mark, the line or the fill that an entry stands for."""
    middle = box.top + box.height // 2
    if entry.stroke is not None:
        line = added.shapes.add_connector(1, Emu(box.left), Emu(middle), Emu(box.left + box.width),
                                          Emu(middle))  # fmt: skip
        _flat(line)
        charts.stroked(line.line, entry.stroke)
    if entry.fill is not None:
        side = Inches(0.17)
        left = box.left + (box.width - side) // 2
        shape = added.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Emu(left), Emu(middle - side // 2), Emu(side), Emu(side)
        )
        _flat(shape)
        _painted(shape, entry.fill, hatched=entry.hatched)
        if not entry.hatched and entry.fill == LIGHT.paper:
            shape.line.color.rgb = rgb(LIGHT.accent)
    if entry.mark is not None:
        side = Pt(max(8, entry.mark.size))
        kind = {
            "square": MSO_SHAPE.RECTANGLE,
            "dash": MSO_SHAPE.RECTANGLE,
            "diamond": MSO_SHAPE.DIAMOND,
        }.get(entry.mark.symbol, MSO_SHAPE.OVAL)
        left = box.left + (box.width - side) // 2
        high = side if entry.mark.symbol != "dash" else Pt(2)
        shape = added.shapes.add_shape(
            kind, Emu(left), Emu(middle - high // 2), Emu(side), Emu(high)
        )
        _flat(shape)
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(entry.mark.fill or charts.tint(entry.mark.outline))
        shape.line.color.rgb, shape.line.width = rgb(entry.mark.outline), Pt(1.5)


def _flat(shape: Any) -> None:
    """A shape without the theme's shadow."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def _text(added: Any, words: str, box: Box, *, size: int, rtl: bool) -> None:
    """A text of its own, on one line."""
    shape = added.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.word_wrap = False
    frame.text = words
    _set(frame, size, rtl=rtl)


def _lines(added: Any, lines: Iterable[str], box: Box, *, rtl: bool, size: int = 20) -> None:
    """Sentences, one below the other."""
    shape = added.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = 0
    frame.word_wrap = True
    frame.text = "\n".join(lines)
    _set(frame, size, rtl=rtl)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(10)


def _set(frame: Any, size: int, *, rtl: bool) -> None:
    """The type of a text frame, in the direction of the language."""
    for paragraph in frame.paragraphs:
        _typed(paragraph, size, LIGHT.ink)
        directed(paragraph, rtl=rtl)


def _typed(paragraph: Any, size: int, ink: str, *, bold: bool | None = None) -> None:
    """The type of a paragraph, on each of its runs: PowerPoint heeds no paragraph's own."""
    for run in paragraph.runs:
        run.font.size, run.font.name, run.font.color.rgb = Pt(size), FACE, rgb(ink)
        if bold is not None:
            run.font.bold = bold


def directed(paragraph: Any, *, rtl: bool) -> None:
    """A paragraph that begins where reading begins."""
    if not rtl:
        return
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph._p.get_or_add_pPr().set("rtl", "1")
    for run in paragraph.runs:
        settings = run._r.get_or_add_rPr()
        settings.set("lang", "ar-SA")
        face = etree.SubElement(settings, qn("a:cs"))
        face.set("typeface", FACE)


def _tabled(added: Any, slide: Slide, box: Box, *, rtl: bool) -> None:
    """A table as PowerPoint's own; `tables` has already made it fit."""
    frame = slide.table
    if frame is None:
        return
    shape = added.shapes.add_table(
        len(frame) + 1, len(frame.columns), Emu(box.left), Emu(box.top), Emu(box.width), Emu(0)
    )
    _described(shape, slide.alt or slide.title)
    native = shape.table
    native._tbl.tblPr.set("rtl", "1" if rtl else "0")
    for column, share in enumerate(frame.attrs.get("widths", [])):
        native.columns[column].width = Emu(int(box.width * share))
    for column, header in enumerate(frame.columns):
        _cell(native.cell(0, column), str(header), rtl=rtl, head=True)
    for row, values in enumerate(frame.itertuples(index=False), start=1):
        for column, value in enumerate(values):
            _cell(native.cell(row, column), str(value), rtl=rtl, head=False)


def _cell(cell: Any, words: str, *, rtl: bool, head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.07)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.text_frame.text = words
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(LIGHT.accent if head else LIGHT.paper)
    for paragraph in cell.text_frame.paragraphs:
        _typed(paragraph, 11, LIGHT.paper if head else LIGHT.ink, bold=head)
        directed(paragraph, rtl=rtl)


def _noted(added: Any, slide: Slide, lang: str, *, root: str) -> None:
    """The notes of a slide: method and limits, the view's address, the mark of its rows."""
    lines = [text("deck.notes.method", lang), *slide.notes] if slide.notes else []
    if slide.address:
        lines.append(text("deck.notes.address", lang, address=f"{root}/{slide.address}"))
    if len(slide.rows.columns):
        lines.append(text("deck.notes.hash", lang, hash=data_hash(slide.rows)))
    if not lines:
        return
    frame = added.notes_slide.notes_text_frame
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        directed(paragraph, rtl=language(lang).rtl)
