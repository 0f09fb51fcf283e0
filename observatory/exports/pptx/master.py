"""The master of a deck: 16:9, a title, a subtitle, a source line, a footer and the page number."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from observatory.charts.theme import LIGHT
from observatory.exports.pptx.geometry import FACE, Box

WIDE, HIGH = Inches(13.333), Inches(7.5)
EDGE = Inches(0.55)
TITLE, SUBTITLE, SOURCE, COVER_LINES = 0, 14, 13, 15
INNER = WIDE - 2 * EDGE
# Where the title begins, and where the line above the footer is.
TOP, RULE = Inches(0.46), Inches(6.96)
# The part of the cover that bears the accent.
BAND = Inches(4.5)
PLACES = {
    "title": Box(EDGE, TOP, INNER, Inches(0.84)),
    "subtitle": Box(EDGE, Inches(1.3), INNER, Inches(0.4)),
    "source": Box(EDGE, Inches(6.3), INNER, Inches(0.6)),
    "footer": Box(EDGE, Inches(7.02), Inches(10.8), Inches(0.32)),
    "number": Box(WIDE - EDGE - Inches(1.2), Inches(7.02), Inches(1.2), Inches(0.32)),
    "cover": Box(EDGE, Inches(1.0), INNER, BAND - Inches(1.4)),
    "lines": Box(EDGE, BAND + Inches(0.4), INNER, Inches(1.5)),
}
_KEPT = ("Title Only", "Title Slide")


class _Row(NamedTuple):
    """A placeholder: name, kind as XML, place, size in hundredths of a point, colour."""

    name: str
    kind: str
    place: str
    size: int
    colour: str


_TITLE = _Row("Title", 'type="title"', "title", 2400, LIGHT.ink)
_SOURCE = _Row("Source", f'type="body" sz="quarter" idx="{SOURCE}"', "source", 1000, LIGHT.muted)
_FOOT = (
    _Row("Footer", 'type="ftr" sz="quarter" idx="11"', "footer", 1000, LIGHT.muted),
    _Row("Number", 'type="sldNum" sz="quarter" idx="12"', "number", 1000, LIGHT.muted),
)
# A master has one body; the layouts have two, which take its type over.
_ON_MASTER = (_TITLE, _Row("Text", 'type="body" idx="1"', "subtitle", 1400, LIGHT.muted), *_FOOT)
_ON_LAYOUT = (
    _TITLE,
    _Row("Subtitle", f'type="body" sz="quarter" idx="{SUBTITLE}"', "subtitle", 1400, LIGHT.muted),
    _SOURCE,
    *_FOOT,
)
_ON_COVER = (
    _Row("Title", 'type="title"', "cover", 4400, LIGHT.paper),
    _Row("Lines", f'type="body" sz="quarter" idx="{COVER_LINES}"', "lines", 2000, LIGHT.ink),
    _SOURCE,
    *_FOOT,
)


def presentation(*, rtl: bool) -> Any:
    """An empty deck with two layouts, of a slide and of a cover, whose placeholders slides have."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    master = deck.slide_master
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
    _themed(master)
    cover, plain = sorted(deck.slide_layouts, key=lambda layout: _KEPT.index(layout.name))[::-1]
    _bare(master, *deck.slide_layouts)
    _painted(cover)
    for tree, rows in ((master, _ON_MASTER), (plain, _ON_LAYOUT), (cover, _ON_COVER)):
        for at, row in enumerate(rows, start=2):
            tree.shapes._spTree.append(parse_xml(_placeholder(at, row, rtl=rtl)))
    _marked(plain, rtl=rtl)
    for layout in (plain, cover):
        _rule(layout)
    # The layout of a slide is the first, which a new slide takes.
    order = master._element.find(qn("p:sldLayoutIdLst"))
    order[:] = sorted(order, key=lambda entry: master.part.related_part(entry.rId) is cover.part)
    return deck


def _bare(*trees: Any) -> None:
    """Take the placeholders of python-pptx's own template away."""
    for tree in trees:
        for shape in list(tree.placeholders):
            shape._element.getparent().remove(shape._element)


def _rectangle(name: str, number: int, box: Box) -> Any:
    """A part of a layout in the accent, which no slide can move."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:solidFill><a:srgbClr val="{LIGHT.accent[1:].upper()}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _painted(layout: Any) -> None:
    """The upper part of a cover, in the accent from edge to edge."""
    layout.shapes._spTree.append(_rectangle("Band", 30, Box(0, 0, WIDE, BAND)))


def _marked(layout: Any, *, rtl: bool) -> None:
    """A short mark of the accent above the title, where reading begins."""
    box = mirrored(Box(EDGE, Inches(0.3), Inches(0.6), Inches(0.06)), rtl=rtl)
    layout.shapes._spTree.append(_rectangle("Mark", 31, box))


def _placeholder(number: int, row: _Row, *, rtl: bool) -> str:
    """The XML of one placeholder, at its place; the page number stands at the far edge."""
    box = mirrored(PLACES[row.place], rtl=rtl)
    words = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/>'
        "<a:t>‹#›</a:t></a:fld>"
        if row.place == "number"
        else f'<a:r><a:rPr lang="en-US"/><a:t>{row.name}</a:t></a:r>'
    )
    from_right = rtl != (row.place == "number")
    side, run = "r" if from_right else "l", "1" if rtl else "0"
    anchor, bold = ("b" if row.place == "cover" else "t"), int("title" in row.kind)
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{row.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {row.kind}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        "<a:normAutofit/></a:bodyPr>"
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{side}" rtl="{run}">'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{row.size}" b="{bold}">'
        f'<a:solidFill><a:srgbClr val="{row.colour[1:].upper()}"/></a:solidFill>'
        f'<a:latin typeface="{FACE}"/><a:cs typeface="{FACE}"/></a:defRPr></a:lvl1pPr>'
        f"</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def mirrored(box: Box, *, rtl: bool) -> Box:
    """A place as it stands for a reader from right to left."""
    return Box(WIDE - box.left - box.width, box.top, box.width, box.height) if rtl else box


def _rule(layout: Any) -> None:
    """A thin line above the footer."""
    line = layout.shapes._spTree
    line.append(
        parse_xml(
            f'<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="20" name="Rule"/>'
            '<p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{EDGE}" y="{RULE}"/><a:ext cx="{INNER}" cy="0"/></a:xfrm>'
            '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
            f'<a:srgbClr val="{LIGHT.grid[1:].upper()}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
        )
    )


def _themed(master: Any) -> None:
    """The theme's colours and typeface are the product's, so that what a reader adds fits in."""
    part = master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    for number, colour in enumerate(LIGHT.categorical[:6], start=1):
        place = theme.find(f".//{qn('a:accent' + str(number))}")
        place.clear()
        etree.SubElement(place, qn("a:srgbClr"), val=colour[1:].upper())
    for face in theme.iter(qn("a:latin"), qn("a:cs")):
        face.set("typeface", FACE)
    for font in theme.iter(qn("a:font")):
        if font.get("script") == "Arab":
            font.set("typeface", FACE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
