"""A plot as PowerPoint's own chart: editable, with its workbook, without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from observatory.charts.spacing import apart
from observatory.charts.theme import LIGHT
from observatory.exports.pptx.parts import XY, Axis, Bars, Mark, Points, Stroke

# Sizes of type in points, as they are read from the back of a room.
LABEL, TICK, NAME = 12, 12, 11
_MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "dash": XL_MARKER_STYLE.DASH,
}
_DASHES = {"solid": MSO_LINE.SOLID, "dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}
_PLACES = {
    "above": XL_LABEL_POSITION.ABOVE,
    "right": XL_LABEL_POSITION.RIGHT,
    "left": XL_LABEL_POSITION.LEFT,
}


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def rgb(colour: str) -> RGBColor:
    """A colour `#rrggbb` as PowerPoint's."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def tint(colour: str) -> str:
    """A colour mixed with much paper, as `#rrggbb`: the inside of an open mark."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.3):02x}" for part in parts)


def xy(shapes: Any, plot: XY, box: Box, *, rtl: bool) -> Any:
    """Points on two scales as a native scatter chart; its frame on the slide."""
    data = XyChartData()
    longest = max([len(plot.y.names), *(len(series.x) for series in plot.series)])
    for series in plot.series:
        added = data.add_series(series.name)
        # LibreOffice loses a series that is shorter than a later one: all have as many rows.
        more = longest - len(series.x)
        x_all, y_all = series.x + series.x[-1:] * more, series.y + [None] * more
        for x, y in zip(x_all, y_all, strict=True):
            added.add_data_point(x, y)
    if plot.y.names:
        edge = plot.x.low
        named = data.add_series(" ")
        for at in range(longest):
            named.add_data_point(edge, at if at < len(plot.y.names) else None)
    frame = _placed(shapes, XL_CHART_TYPE.XY_SCATTER_LINES, box, data)
    chart = frame.chart
    drawn = list(chart.plots[0].series)
    for native, series in zip(drawn, plot.series, strict=False):
        _styled(native, series)
    _ends(drawn, plot, rtl=rtl)
    if plot.y.names:
        _named(drawn[-1], plot, rtl=rtl)
    _scaled(chart.category_axis, plot.x, grid=not plot.y.names or plot.x.visible)
    _scaled(chart.value_axis, plot.y, grid=plot.y.visible and not plot.y.names)
    _room(chart, plot, rtl=rtl)
    return frame


def bars(shapes: Any, plot: Bars, box: Box, *, rtl: bool) -> Any:
    """Bars by category as a native chart, the first on top; its frame on the slide."""
    data = CategoryChartData(number_format="General")
    data.categories = list(plot.categories)
    for series in plot.series:
        data.add_series(series.name, series.heights)
    kind = XL_CHART_TYPE.BAR_STACKED if plot.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = _placed(shapes, kind, box, data)
    chart = frame.chart
    native = chart.plots[0]
    native.gap_width, native.overlap = 38, 100
    for drawn, series in zip(native.series, plot.series, strict=True):
        _filled(drawn.format, series.fill, series.outline, hatched=series.hatched)
    if not plot.timed:
        _valued(native, stacked=plot.stacked)
    _scaled(chart.value_axis, plot.axis, grid=True)
    chart.category_axis.reverse_order = True
    _typed(chart.category_axis)
    chart.category_axis.tick_labels.font.size = Pt(NAME)
    _every_name(chart.category_axis)
    chart.category_axis.format.line.color.rgb = rgb(LIGHT.grid)
    if rtl:
        chart.value_axis.reverse_order = True
    widest = max(map(len, plot.categories), default=0)
    _laid_out(chart, before=min(0.34, 0.02 + 0.0066 * widest), after=0.04, top=0.09, rtl=rtl)
    return frame


def _valued(native: Any, *, stacked: bool) -> None:
    """The value of each bar, printed at its end, or inside where bars stand on each other."""
    native.has_data_labels = True
    labels = native.data_labels
    labels.number_format, labels.number_format_is_linked = "0" if stacked else "0.0", False
    ink = LIGHT.paper if stacked else LIGHT.ink
    labels.font.size, labels.font.color.rgb = Pt(LABEL - 1), rgb(ink)
    where = XL_LABEL_POSITION
    labels.position = where.CENTER if stacked else where.OUTSIDE_END


def _placed(shapes: Any, kind: Any, box: Box, data: Any) -> Any:
    frame = shapes.add_chart(
        kind, Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height), data
    )
    frame.chart.has_legend = False
    frame.chart.has_title = False
    frame.chart.font.size = Pt(TICK)
    # The schema has no sign in an axis's number, python-pptx writes one; LibreOffice cannot read
    # so large a number without a sign: the axes are counted instead.
    numbers: dict[str, str] = {}
    for named in frame.chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        named.set("val", numbers.setdefault(named.get("val"), str(len(numbers) + 1)))
    return frame


def _styled(native: Any, series: Points) -> None:
    """The marks and the line of a series, and the texts at its points."""
    if series.stroke is None:
        native.format.line.fill.background()
    else:
        stroked(native.format.line, series.stroke)
    native.smooth = False
    if series.mark is None:
        native.marker.style = XL_MARKER_STYLE.NONE
    else:
        _marked(native.marker, series.mark)
    for at, words in series.labels.items():
        if series.place != "end":
            _said(native.points[at], words, series.ink, _PLACES[series.place])


def _marked(native: Any, mark: Mark) -> None:
    native.style, native.size = _MARKS[mark.symbol], max(2, min(72, mark.size))
    if mark.fill is None:
        # Not quite paper: a program that draws no outlines of marks must still show them.
        native.format.fill.solid()
        native.format.fill.fore_color.rgb = rgb(tint(mark.outline))
    else:
        native.format.fill.solid()
        native.format.fill.fore_color.rgb = rgb(mark.fill)
    native.format.line.color.rgb = rgb(mark.outline)
    native.format.line.width = Pt(1.2)


def stroked(line: Any, stroke: Stroke) -> None:
    """Draw a line as a stroke says."""
    line.color.rgb, line.width = rgb(stroke.colour), Pt(stroke.width)
    if stroke.dash != "solid":
        line.dash_style = _DASHES[stroke.dash]


def _filled(form: Any, fill: str | None, outline: str, *, hatched: bool) -> None:
    """The fill of a bar: solid, hatched, or none where it only holds others up."""
    if not outline:
        form.fill.background()
        form.line.fill.background()
        return
    if hatched:
        form.fill.patterned()
        form.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        form.fill.fore_color.rgb = rgb(outline)
        form.fill.back_color.rgb = rgb(LIGHT.paper)
    else:
        form.fill.solid()
        form.fill.fore_color.rgb = rgb(fill or LIGHT.paper)
    form.line.color.rgb, form.line.width = rgb(outline), Pt(0.75)


def _said(point: Any, words: str, ink: str, place: Any, *, size: int = LABEL) -> Any:
    """A text at a point."""
    label = point.data_label
    frame = label.text_frame
    frame.text = words
    for paragraph in frame.paragraphs:
        for type_of in (paragraph.font, *(run.font for run in paragraph.runs)):
            type_of.size, type_of.color.rgb = Pt(size), rgb(ink)
    label.position = place
    return label


def _ends(drawn: Sequence[Any], plot: XY, *, rtl: bool) -> None:
    """The names at the ends of lines, moved apart where they would overlap."""
    ended = [(n, s) for n, s in zip(drawn, plot.series, strict=False) if s.place == "end"]
    if not ended:
        return
    high, low = plot.y.high, plot.y.low
    places = [next(iter(series.labels)) for _, series in ended]
    wished = [(s.y[at] - low) / (high - low) for (_, s), at in zip(ended, places, strict=True)]  # type: ignore[operator]
    tall = [
        0.052 * (s.labels[at].count("\n") + 1) for (_, s), at in zip(ended, places, strict=True)
    ]
    settled = apart(wished, tall, low=0, high=1)
    side = XL_LABEL_POSITION.LEFT if rtl else XL_LABEL_POSITION.RIGHT
    for (native, series), at, wish, place in zip(ended, places, wished, settled, strict=True):
        label = _said(native.points[at], series.labels[at], series.ink, side)
        if abs(place - wish) > 0.004:
            _moved(label, down=(wish - place) * 0.9)


def _moved(label: Any, *, down: float) -> None:
    """A label moved by a share of the chart's height."""
    element = label._dLbl
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="0"/><c:y val="{down:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )
    element.find(qn("c:idx")).addnext(layout)


def _named(native: Any, plot: XY, *, rtl: bool) -> None:
    """The names of the rows, at unseen points on the edge where reading begins."""
    native.format.line.fill.background()
    native.marker.style = XL_MARKER_STYLE.NONE
    side = XL_LABEL_POSITION.RIGHT if rtl else XL_LABEL_POSITION.LEFT
    for at, name in enumerate(plot.y.names):
        _said(native.points[at], name.replace("\n", " "), LIGHT.ink, side, size=NAME)


def _scaled(native: Any, axis: Axis, *, grid: bool) -> None:
    """The scale of an axis, its lines and its numbers."""
    native.minimum_scale, native.maximum_scale = axis.low, axis.high
    native.major_unit = axis.step
    native.reverse_order = axis.backwards
    native.has_major_gridlines = grid
    if grid:
        native.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
        native.major_gridlines.format.line.width = Pt(0.75)
    native.format.line.fill.background()
    native.major_tick_mark = XL_TICK_MARK.NONE
    if not axis.visible or axis.names:
        native.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        return
    native.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    native.tick_labels.number_format = axis.form
    native.tick_labels.number_format_is_linked = False
    _typed(native)
    if axis.title:
        native.has_title = True
        native.axis_title.text_frame.text = axis.title
        run = native.axis_title.text_frame.paragraphs[0]
        run.font.size, run.font.bold = Pt(TICK), False


def _typed(native: Any) -> None:
    native.tick_labels.font.size = Pt(TICK)
    native.tick_labels.font.color.rgb = rgb(LIGHT.muted)


def _every_name(native: Any) -> None:
    """Every category has its name: none is left out for room."""
    element = native._element
    after = element.find(qn("c:noMultiLvlLbl"))
    tag = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    after.addprevious(tag) if after is not None else element.append(tag)


def _room(chart: Any, plot: XY, *, rtl: bool) -> None:
    """The place of the plot inside the chart: room for names before it, and for ends after it."""
    before = 0.21 if plot.y.names else 0.085 if plot.y.title else 0.05
    after = 0.24 if any(series.place == "end" for series in plot.series) else 0.03
    top = 0.09 if any(s.place != "end" and s.labels for s in plot.series) else 0.02
    _laid_out(chart, before=before, after=after, top=top, under=0.14 if plot.x.title else 0.09,
              rtl=rtl)  # fmt: skip


def _laid_out(
    chart: Any, *, before: float, after: float, top: float, rtl: bool, under: float = 0.02
) -> None:
    """The plot's place, by the room around it as shares of the chart."""
    left, right = (after, before) if rtl else (before, after)
    high = 1 - top - under
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for found in area.findall(qn("c:layout")):
        area.remove(found)
    area.insert(0, _layout(left, top, 1 - left - right, high))


def _layout(x: float, y: float, width: float, height: float) -> etree._Element:
    return parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        '<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )
