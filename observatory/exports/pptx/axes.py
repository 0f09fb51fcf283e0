"""The scales of a native chart: ends on ticks beyond all values, steps, directions, numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from observatory.charts.plot import Axis, Number
from observatory.charts.ticks import step
from observatory.exports.pptx.units import number, rgb

# The size of the numbers on a scale in points, and how many of these there are at most.
TICK, MOST = 12, 8
# The days between two ticks of a line of time.
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Scale:
    """A native scale from `low` to `high`; `backwards` where it begins at the right, or on top.

    `form` is how a spreadsheet writes its numbers.
    """

    axis: Axis
    low: float
    high: float
    step: float
    form: str
    backwards: bool

    @property
    def has_numbers(self) -> bool:
        """Whether the numbers of the scale stand beside it; names of rows are texts at points."""
        return not self.axis.hidden and self.axis.kind != "names"

    def share(self, value: Number | None) -> float:
        """Where a value stands, from the left or lower end of the scale."""
        found = ((number(value) or 0.0) - self.low) / (self.high - self.low)
        return 1 - found if self.backwards else found


def scale(axis: Axis, values: Iterable[float | None], *, backwards: bool) -> Scale:
    """The native scale of an axis whose plot holds these values.

    Programs count ticks from the lower end, so a scale of numbers ends on ticks beyond all values;
    one of values that are never negative begins at zero at the least.
    """
    low, high = (number(end) or 0.0 for end in (axis.low, axis.high))
    if axis.kind == "date":
        return Scale(axis, low, high, _YEAR, "yyyy", backwards)
    if axis.kind == "names":
        return Scale(axis, low, high, 1.0, "General", backwards)
    if axis.ticks:
        each = axis.ticks[1] - axis.ticks[0] if axis.ticks[1:] else 1.0
        form = "0%" if axis.tick_texts and not axis.tick_texts[-1][-1:].isdigit() else "General"
        return Scale(axis, axis.ticks[0], axis.ticks[-1], each, form, backwards)
    each = axis.step or step(high - low, MOST)
    if not axis.hidden and axis.kind == "year":
        low = float(floor(ceil(low) / each) * each)
    elif not axis.hidden:
        least = min((value for value in values if value is not None), default=0.0)
        low = floor((low if least < 0 else max(low, 0.0)) / each + 1e-9) * each
        high = low + ceil((high - low) / each - 1e-9) * each
    form = "0" if axis.kind == "year" else f'General"{axis.suffix}"' if axis.suffix else "General"
    return Scale(axis, low, high, each, form, backwards)


def draw(native: Any, found: Scale) -> None:
    """Set the ends, the lines and the numbers of a native axis."""
    native.minimum_scale, native.maximum_scale = found.low, found.high
    native.major_unit = found.step
    native.reverse_order = found.backwards
    native.has_major_gridlines = found.axis.grid
    if found.axis.grid:
        native.major_gridlines.format.line.color.rgb = rgb("grid")
        native.major_gridlines.format.line.width = Pt(0.75)
    native.format.line.fill.background()
    native.major_tick_mark = XL_TICK_MARK.NONE
    if not found.has_numbers:
        native.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        return
    native.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    native.tick_labels.number_format = found.form
    native.tick_labels.number_format_is_linked = False
    _type(native)
    if found.axis.title:
        native.has_title = True
        native.axis_title.text_frame.text = found.axis.title
        run = native.axis_title.text_frame.paragraphs[0]
        run.font.size, run.font.bold = Pt(TICK), False


def draw_names(native: Any, size: float) -> None:
    """Set the axis of a bar chart's categories: the first on top, every one with its name."""
    native.reverse_order = True
    _type(native)
    native.tick_labels.font.size = Pt(size)
    native.format.line.color.rgb = rgb("grid")
    element = native._element
    after = element.find(qn("c:noMultiLvlLbl"))
    tag = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    after.addprevious(tag) if after is not None else element.append(tag)


def _type(native: Any) -> None:
    native.tick_labels.font.size = Pt(TICK)
    native.tick_labels.font.color.rgb = rgb("muted")
