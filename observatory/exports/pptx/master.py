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
from observatory.exports.pptx.charts import Box

# A face with Latin and Arabic letters that every Windows and Mac machine has.
FACE = "Arial"
WIDE, HIGH = Inches(13.333), Inches(7.5)
EDGE = Inches(0.55)
TITLE, SUBTITLE, SOURCE = 0, 14, 13
_INNER = WIDE - 2 * EDGE
PLACES = {
    "title": Box(EDGE, Inches(0.34), _INNER, Inches(0.92)),
    "subtitle": Box(EDGE, Inches(1.24), _INNER, Inches(0.5)),
    "body": Box(EDGE, Inches(1.78), _INNER, Inches(4.42)),
    "source": Box(EDGE, Inches(6.26), _INNER, Inches(0.66)),
    "footer": Box(EDGE, Inches(7.02), Inches(10.8), Inches(0.32)),
    "number": Box(WIDE - EDGE - Inches(1.2), Inches(7.02), Inches(1.2), Inches(0.32)),
}
_KEPT = "Title Only"


class _Row(NamedTuple):
    """A placeholder: name, kind as XML, place, size in hundredths of a point, colour."""

    name: str
    kind: str
    place: str
    size: int
    colour: str


_TITLE = _Row("Title", 'type="title"', "title", 2400, LIGHT.ink)
_FOOT = (
    _Row("Footer", 'type="ftr" sz="quarter" idx="11"', "footer", 1000, LIGHT.muted),
    _Row("Number", 'type="sldNum" sz="quarter" idx="12"', "number", 1000, LIGHT.muted),
)
# A master has one body; the layout has two, which take its type over.
_ON_MASTER = (_TITLE, _Row("Text", 'type="body" idx="1"', "subtitle", 1200, LIGHT.muted), *_FOOT)
_ON_LAYOUT = (
    _TITLE,
    _Row("Subtitle", f'type="body" sz="quarter" idx="{SUBTITLE}"', "subtitle", 1200, LIGHT.muted),
    _Row("Source", f'type="body" sz="quarter" idx="{SOURCE}"', "source", 1000, LIGHT.muted),
    *_FOOT,
)


def presentation(*, rtl: bool) -> Any:
    """An empty deck with one layout, whose placeholders every slide takes over."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    master = deck.slide_master
    for layout in list(deck.slide_layouts):
        if layout.name != _KEPT:
            deck.slide_layouts.remove(layout)
    _themed(master)
    for shape in list(master.placeholders):
        shape._element.getparent().remove(shape._element)
    layout = deck.slide_layouts[0]
    for shape in list(layout.placeholders):
        shape._element.getparent().remove(shape._element)
    for tree, rows in ((master, _ON_MASTER), (layout, _ON_LAYOUT)):
        for at, row in enumerate(rows, start=2):
            tree.shapes._spTree.append(parse_xml(_placeholder(at, row, rtl=rtl)))
    _rule(layout)
    return deck


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
    anchor, bold = ("b", 1) if row.place == "title" else ("t", 0)
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
    """A thin line of the accent above the title."""
    line = layout.shapes._spTree
    line.append(
        parse_xml(
            f'<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="20" name="Rule"/>'
            '<p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{EDGE}" y="{Inches(6.96)}"/><a:ext cx="{_INNER}" cy="0"/></a:xfrm>'
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
