"""The master of a deck: 16:9, a title, a subtitle, a source line, a footer and the page number.

It is the file `template.pptx`, which PowerPoint opens: its layouts are changed there. Its first
layout is that of a slide, its second that of a cover; both are drawn for reading from the left.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from observatory.exports.pptx.geometry import Box

TEMPLATE = Path(__file__).with_name("template.pptx")
# What the template is laid out on: its size, its margin, the width within, where its title begins
# and where the line above its footer is, and the numbers of its placeholders.
WIDE = Inches(13.333)
EDGE = Inches(0.55)
INNER = WIDE - 2 * EDGE
TOP, RULE = Inches(0.46), Inches(6.96)
TITLE, SUBTITLE, SOURCE, COVER_LINES = 0, 14, 13, 15
_SIDES = {"l": "r", "r": "l"}


def presentation(*, rtl: bool) -> Any:
    """An empty deck with two layouts, of a slide and of a cover, in the direction of reading."""
    deck = Presentation(str(TEMPLATE))
    if rtl:
        for tree in (deck.slide_master, *deck.slide_layouts):
            for shape in tree.shapes:
                _turn(shape)
    return deck


def _turn(shape: Any) -> None:
    """A shape of a layout as it stands for a reader from right to left, with its text."""
    shape.left = mirror(Box(shape.left, 0, shape.width, 0), rtl=True).left
    for level in shape._element.iter(qn("a:lvl1pPr")):
        level.set("algn", _SIDES[level.get("algn")])
        level.set("rtl", "1")


def mirror(box: Box, *, rtl: bool) -> Box:
    """A place as it stands for a reader from right to left."""
    return Box(WIDE - box.left - box.width, box.top, box.width, box.height) if rtl else box
