"""The parts of WordprocessingML that python-docx has no calls for: fields, direction, controls."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# What is set in one element, in the order of the schema; what is not named comes last.
_PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd",
    "tabs", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr",
)  # fmt: skip
_RUN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "sz", "szCs", "u", "rtl", "cs",
    "lang",
)  # fmt: skip
_TABLE = ("tblStyle", "bidiVisual", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar",
          "tblLook", "tblCaption", "tblDescription")  # fmt: skip
_SECTION = ("headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols",
            "titlePg", "bidi", "docGrid")  # fmt: skip
_ORDERS = {"pPr": _PARAGRAPH, "rPr": _RUN, "tblPr": _TABLE, "sectPr": _SECTION}


def element(name: str, /, *inside: Any, **attributes: object) -> Any:
    """An element of WordprocessingML with its attributes, all of its own namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(inside)
    return made


def put(parent: Any, made: Any) -> None:
    """An element among the properties of another, in the place that the schema gives it.

    One of the same name that is there already makes way.
    """
    for old in parent.findall(made.tag):
        parent.remove(old)
    order = _ORDERS[parent.tag.rpartition("}")[2]]
    names = {qn(f"w:{name}"): at for at, name in enumerate(order)}
    own = names[made.tag]
    for at, other in enumerate(parent):
        if names.get(other.tag, len(order)) > own:
            parent.insert(at, made)
            return
    parent.append(made)


def run(words: str, *, rtl: bool) -> Any:
    """A run of words of one direction; tabs and line breaks as such."""
    made = element("r")
    if rtl:
        made.append(element("rPr", element("rtl")))
    for at, line in enumerate(words.split("\n")):
        if at:
            made.append(element("br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            if part:
                text = element("t")
                text.text = part
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.append(text)
    return made


def field(instruction: str, shown: list[Any], *, dirty: bool = False) -> list[Any]:
    """The runs of a field: what it computes, and what is shown until it is computed anew."""
    begin = element("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    code = element("instrText")
    code.text = f" {instruction} "
    return [
        element("r", begin),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        *shown,
        element("r", element("fldChar", fldCharType="end")),
    ]


def bookmark(number: int, name: str, inside: list[Any]) -> list[Any]:
    """Runs with a name that links and fields find."""
    return [
        element("bookmarkStart", id=number, name=name),
        *inside,
        element("bookmarkEnd", id=number),
    ]


def control(number: int, label: str, paragraphs: list[Any]) -> Any:
    """A content control: a place to write in, which shows a text until something is written."""
    return element(
        "sdt",
        element(
            "sdtPr",
            element("alias", val=label),
            element("tag", val=f"narrative-{number}"),
            element("id", val=1000 + number),
            element("showingPlcHdr"),
        ),
        element("sdtContent", *paragraphs),
    )


def borders(name: str, colour: str, *sides: str, size: int = 4, space: int = 0) -> Any:
    """Lines of one kind at some sides of a paragraph, table or cell."""
    lines = (element(side, val="single", sz=size, space=space, color=colour) for side in sides)
    return element(name, *lines)
