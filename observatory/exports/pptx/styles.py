"""Marks, lines and fills of a plot as PowerPoint's own, on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.util import Pt

from observatory.charts.plot import Fill, Mark, Stroke
from observatory.exports.pptx.units import POINTS, rgb

# A tick is a cross, which both PowerPoint and LibreOffice draw.
_MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "tick": XL_MARKER_STYLE.X,
    "dash": XL_MARKER_STYLE.DASH,
}
_DASHES = {"dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT, "short": MSO_LINE.ROUND_DOT}
_HATCHES = {"/": MSO_PATTERN.WIDE_UPWARD_DIAGONAL, "x": MSO_PATTERN.OUTLINED_DIAMOND}
# The outline of a mark in points, and what the paper inside a hollow one is smaller.
OUTLINE, RING = 1.2, 4


def size(mark: Mark) -> int:
    """The size of a mark in points, within what PowerPoint draws."""
    return min(72, max(3, round(mark.size * POINTS)))


def layers(mark: Mark) -> tuple[tuple[Mark, int], ...]:
    """The filled marks, one upon the other, that a mark is drawn with, and their sizes in points.

    A hollow one is its colour with paper upon it, as not every program draws outlines.
    """
    if not mark.hollow or mark.symbol in ("tick", "dash"):
        return ((replace(mark, hollow=False), size(mark)),)
    ring = replace(mark, hollow=False, outline=None)
    inside = replace(ring, colour="paper")
    return (ring, size(mark)), (inside, max(2, size(mark) - RING))


def draw_marker(native: Any, mark: Mark, points: int) -> None:
    """A filled mark of so many points of size as the marker of a native series."""
    native.style, native.size = _MARKS[mark.symbol], points
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = rgb(mark.colour)
    native.format.line.color.rgb = rgb(mark.outline or mark.colour)
    native.format.line.width = Pt(OUTLINE)


def draw_line(native: Any, stroke: Stroke) -> None:
    """Draw a native line as a stroke says."""
    native.color.rgb, native.width = rgb(stroke.colour), Pt(stroke.width * POINTS)
    if stroke.dash in _DASHES:
        native.dash_style = _DASHES[stroke.dash]


def draw_fill(native: Any, fill: Fill) -> None:
    """Fill a native bar or shape (what has a fill and a line), hatched where the fill is."""
    if fill.hatch:
        native.fill.patterned()
        native.fill.pattern = _HATCHES[fill.hatch]
        native.fill.fore_color.rgb = rgb(fill.hatch_colour)
        native.fill.back_color.rgb = rgb(fill.colour)
    else:
        native.fill.solid()
        native.fill.fore_color.rgb = rgb(fill.colour)
    native.line.color.rgb, native.line.width = rgb(fill.outline or fill.colour), Pt(0.75)


def no_fill(native: Any) -> None:
    """Leave a bar unseen: it only holds another up."""
    native.fill.background()
    native.line.fill.background()
