"""The words at the points of a chart: where they stand, and that none covers another.

Each is a field that shows its cell of the workbook: who edits the cell edits the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from observatory.charts.text_fit import LINE, together, wide
from observatory.exports.pptx.units import hex_of

_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_FIELD = "{6B3E8C1D-7A54-4C0E-9F1B-2D5A8E7C4F10}"
_ON_LABEL = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_ON_SERIES = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SIDES = {"above": "t", "right": "r", "left": "l", "centre": "ctr"}
_OFF = "".join(
    f'<c:show{name} val="0"/>'
    for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)
# So many steps upwards at most, in search of a free place.
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Caption:
    """A text at a point of a series, and its side; `right` and `down` are shares of the chart.

    `ink` is a role of the look.
    """

    at: int
    words: str
    ink: str
    place: str
    size: int
    right: float = 0.0
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class TextSpot:
    """A text above a point: the middle of its foot in points, from the left and from below."""

    words: str
    x: float
    y: float
    size: int


def lifts(spots: Sequence[TextSpot]) -> list[float]:
    """How far each text is raised, in points, so that it stands on none of those below it."""
    taken: list[tuple[float, float, float, float]] = []
    out = [0.0] * len(spots)
    for at in sorted(range(len(spots)), key=lambda n: (spots[n].y, spots[n].x)):
        spot = spots[at]
        half, high = wide(spot.words, spot.size) / 2, spot.size * LINE
        places = (spot.y + step * high / 2 for step in range(2 * _STEPS))
        box = (spot.x - half, spot.x + half)
        free = (y for y in places if not any(_meet((*box, y, y + high), each) for each in taken))
        y = next(free, spot.y)
        taken.append((*box, y, y + high))
        out[at] = y - spot.y
    return out


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes (left, right, foot, head) cover one another."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def label(native: Any, found: Sequence[Caption], cells: str, *, face: str, lang: str) -> None:
    """Set the texts of a native series, each the field of its cell in the column `cells`."""
    if not found:
        return
    element = native._element.get_or_add_dLbls()
    for child in list(element):
        element.remove(child)
    for each in sorted(found, key=lambda one: one.at):
        element.append(_label(each, face=face, lang=lang))
    for child in parse_xml(f"<c:dLbls {nsdecls('c')}>{_OFF}</c:dLbls>"):
        element.append(child)
    native._element.append(_range(found, cells))


def _label(found: Caption, *, face: str, lang: str) -> Any:
    moved = (
        f'<c:layout><c:manualLayout><c:x val="{found.right:.4f}"/><c:y val="{found.down:.4f}"/>'
        "</c:manualLayout></c:layout>"
        if found.right or found.down
        else ""
    )
    type_of = (
        f'<a:rPr lang="{lang}" sz="{found.size * 100}" b="0"><a:solidFill>'
        f'<a:srgbClr val="{hex_of(found.ink)}"/></a:solidFill><a:latin typeface="{face}"/>'
        f'<a:cs typeface="{face}"/></a:rPr>'
    )
    words = escape(together(found.words))
    return parse_xml(
        f'<c:dLbl {nsdecls("c", "a")}><c:idx val="{found.at}"/>{moved}<c:tx><c:rich>'
        '<a:bodyPr wrap="none" lIns="38100" tIns="19050" rIns="38100" bIns="19050"/>'
        f'<a:p><a:fld id="{_FIELD}" type="CELLRANGE">{type_of}<a:pPr/><a:t>{words}</a:t></a:fld>'
        f'</a:p></c:rich></c:tx><c:dLblPos val="{_SIDES[found.place]}"/>{_OFF}<c:extLst>'
        f'<c:ext uri="{_ON_LABEL}" xmlns:c15="{_C15}">'
        '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
    )


def _range(found: Sequence[Caption], cells: str) -> Any:
    """The cells that the fields of a series show, and what stands in them."""
    points = "".join(
        f'<c:pt idx="{each.at}"><c:v>{escape(each.words)}</c:v></c:pt>'
        for each in sorted(found, key=lambda one: one.at)
    )
    first, last = (int(part.rsplit("$", 1)[1]) for part in cells.split(":"))
    return parse_xml(
        f'<c:extLst {nsdecls("c")}><c:ext uri="{_ON_SERIES}" xmlns:c15="{_C15}">'
        f"<c15:datalabelsRange><c15:f>{cells}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{last - first + 1}"/>{points}</c15:dlblRangeCache>'
        "</c15:datalabelsRange></c:ext></c:extLst>"
    )
