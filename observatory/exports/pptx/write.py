"""Slides as a PowerPoint file: native charts and tables, notes, alternative text, direction."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from observatory.charts.plot import (
    BarPlot,
    BoundaryPlot,
    CellPlot,
    Colour,
    EmptyPlot,
    Entry,
    PanelPlot,
    Plot,
    PointPlot,
    TilePlot,
)
from observatory.charts.text_fit import together
from observatory.decks.slide import Slide
from observatory.draw.key import sentences
from observatory.exports.package import data_hash
from observatory.exports.pptx import cells, charts, panels, shapes
from observatory.exports.pptx.geometry import EMU, Box
from observatory.exports.pptx.layout import Layout, Part, laid_out
from observatory.exports.pptx.master import (
    COVER_LINES,
    SOURCE,
    SUBTITLE,
    TITLE,
    presentation,
)
from observatory.exports.pptx.placing import Chosen, with_room
from observatory.exports.pptx.tables import add_table
from observatory.i18n import day, language, text
from observatory.warehouse.build import Build

# The gap above sentences, and the size of these.
GAP, SENTENCE = int(Inches(0.26)), 20


@dataclass(frozen=True)
class _Setting:
    """What every slide of a deck needs: its build, its language, the address of the site."""

    build: Build
    lang: str
    root: str

    @property
    def rtl(self) -> bool:
        """Whether the language is read from the right."""
        return language(self.lang).rtl


def deck(slides: Sequence[Slide], build: Build, lang: str, *, root: str = "") -> bytes:
    """The slides as a PowerPoint file (16:9), in the direction of the language.

    `root` is the address of the site, which the notes lead with. Every chart is native and holds
    its workbook. A slide is one slide of the file.
    """
    setting = _Setting(build, lang, root)
    file = presentation(rtl=setting.rtl)
    for slide in slides:
        (_cover if slide.cover else _add)(file, slide, setting)
    _set_properties(file, slides, setting)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _set_properties(file: Any, slides: Sequence[Slide], setting: _Setting) -> None:
    """The properties of the file; its dates are the build's."""
    facts = file.core_properties
    facts.title = slides[0].title if slides else text("frame.name", setting.lang)
    facts.author, facts.language = "OIC-PESNET Observatory", setting.lang
    facts.created = facts.modified = setting.build.built_at.replace(tzinfo=None)
    facts.last_modified_by, facts.comments, facts.revision = "", "", 1


def _cover(file: Any, slide: Slide, setting: _Setting) -> None:
    """The first slide: its title on the accent, what it is and whose it is not below."""
    layout = file.slide_layouts[1]
    added = file.slides.add_slide(layout)
    places = {shape.placeholder_format.idx: shape for shape in added.placeholders}
    _fill(places[TITLE], slide.title)
    _fill(places[COVER_LINES], "\n".join(slide.lines))
    _fill(places[SOURCE], slide.source)
    for place in places.values():
        for paragraph in place.text_frame.paragraphs:
            shapes.set_direction(paragraph, rtl=setting.rtl)
    _write_footer(added, layout, setting)
    _write_notes(added, slide, "", setting)


def _add(file: Any, slide: Slide, setting: _Setting) -> None:
    """One slide: its words at their places, and what it shows between them."""
    layout = file.slide_layouts[0]
    added = file.slides.add_slide(layout)
    found = laid_out(slide)
    _write_words(added, found, setting)
    _write_footer(added, layout, setting)
    if slide.plot is not None:
        _draw(added, slide.plot, found.body, slide, setting)
    elif slide.table is not None:
        add_table(added, slide, found.body, rtl=setting.rtl)
    elif slide.lines:
        shapes.sentences(added, slide.lines, found.body.below(GAP), rtl=setting.rtl, size=SENTENCE)
    _write_notes(added, slide, found.told, setting)


def _write_words(added: Any, found: Layout, setting: _Setting) -> None:
    """Title, subtitle, caveat and source at their places."""
    places = {shape.placeholder_format.idx: shape for shape in added.placeholders}
    for idx, part, ink in (
        (TITLE, found.title, "ink"),
        (SUBTITLE, found.subtitle, "muted"),
        (SOURCE, found.source, "muted"),
    ):
        _put(places[idx], part, ink, rtl=setting.rtl)
    if found.caveat.words:
        box, size = found.caveat.box, found.caveat.size
        shapes.sentences(added, [found.caveat.words], box, rtl=setting.rtl, size=size)


def _put(shape: Any, part: Part, ink: Colour, *, rtl: bool) -> None:
    """The words of a part in a placeholder at its place; one without words is taken away."""
    _fill(shape, part.words)
    if not part.words:
        return
    box = part.box
    shape.left, shape.top, shape.width, shape.height = map(
        Emu, (box.left, box.top, box.width, box.height)
    )
    shapes.style_frame(shape.text_frame, part.size, rtl=rtl, ink=ink)


def _fill(shape: Any, words: str) -> None:
    """The words of a placeholder; one without words is taken away."""
    if words:
        shape.text_frame.text = together(words)
    else:
        shape._element.getparent().remove(shape._element)


def _write_footer(added: Any, layout: Any, setting: _Setting) -> None:
    """The footer with the day of the build, and the page number."""
    said = text(
        "deck.footer",
        setting.lang,
        date=day(setting.build.built_at.date(), setting.lang),
        status=text("frame.not_official", setting.lang),
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


def _draw(added: Any, plot: Plot, box: Box, slide: Slide, setting: _Setting) -> None:
    """A plot below its key; one of nothing, or one that no slide can show, in words."""
    if isinstance(plot, EmptyPlot | BoundaryPlot):
        words = plot.reason if isinstance(plot, EmptyPlot) else slide.alt
        place = box.below(GAP)
        shapes.sentences(added, [words], place, rtl=setting.rtl, size=SENTENCE)
        return
    chosen, entries = _rows_with_room(plot, box), key_of(plot)
    if chosen is not None:
        total = _count_rows(plot)
        k = sum(row < total for row in chosen)
        said = text("present.named", setting.lang, k=k, n=total)
        entries.append(Entry(said))
    if entries:
        box = box.below(shapes.key(added, entries, box, rtl=setting.rtl))
    lang = setting.lang
    match plot:
        case TilePlot():
            shapes.tiles(added, plot, box, slide.alt)
        case PanelPlot():
            panels.add(added, plot, box, lang, slide.alt)
        case CellPlot():
            frame = cells.add(added, plot, box, lang, chosen=chosen)
            shapes.set_alternative_text(frame, slide.alt)
        case PointPlot():
            frame = charts.xy(added.shapes, plot, box, lang, chosen=chosen)
            shapes.set_alternative_text(frame, slide.alt)
        case BarPlot():
            frame = charts.bars(added.shapes, plot, box, lang, chosen=chosen)
            shapes.set_alternative_text(frame, slide.alt)


def _rows_with_room(plot: Plot, box: Box) -> Chosen:
    """Which rows of a plot have room for their names below its key; None: all."""
    high = (box.height - 2 * shapes.KEY_HIGH) / EMU
    match plot:
        case PointPlot() | BarPlot():
            return with_room(plot, high - 20)
        case CellPlot():
            bare = PointPlot(series=(), x=plot.columns, y=plot.rows)
            return with_room(bare, high - cells.columns_depth(plot.columns))
    return None


def _count_rows(plot: Plot) -> int:
    """The rows of a plot that have names."""
    match plot:
        case BarPlot():
            return len(plot.categories)
        case CellPlot():
            return len(plot.rows.names)
        case PointPlot():
            return len(plot.y.names)
    return 0


def key_of(plot: Plot) -> list[Entry]:
    """The key of a plot on a slide: its entries, and the sentences that stand in it."""
    if isinstance(plot, EmptyPlot | BoundaryPlot):
        return []
    return [*plot.key, *sentences(plot)]


def _write_notes(added: Any, slide: Slide, told: str, setting: _Setting) -> None:
    """The notes of a slide: what had no room, method and limits, the address, the rows' mark."""
    lang = setting.lang
    said = [told] if told else []
    said += [text("deck.notes.method", lang), *slide.notes] if slide.notes else []
    if slide.address:
        said.append(text("deck.notes.address", lang, address=f"{setting.root}/{slide.address}"))
    if len(slide.rows.columns):
        said.append(text("deck.notes.hash", lang, hash=data_hash(slide.rows)))
    if not said:
        return
    frame = added.notes_slide.notes_text_frame
    frame.text = "\n".join(said)
    for paragraph in frame.paragraphs:
        shapes.set_direction(paragraph, rtl=setting.rtl)
