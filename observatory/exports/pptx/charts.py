"""A plot as PowerPoint's own chart: editable, with its workbook, without a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

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

from observatory.charts.theme import LIGHT
from observatory.exports.pptx.geometry import EMU, FACE, Box, Room, rgb
from observatory.exports.pptx.labels import Label, label
from observatory.exports.pptx.parts import XY, Axis, Bars, Mark, Points, Stroke
from observatory.exports.pptx.placing import LABEL, NAME, TICK, names, placed, room
from observatory.exports.pptx.text_fit import LINE, cut, lines, wide
from observatory.exports.pptx.workbook import BarSheet, Block, Sheet, blocks, headers
from observatory.i18n import language

_MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "x": XL_MARKER_STYLE.X,
}
_DASHES = {"solid": MSO_LINE.SOLID, "dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}
# The most of a chart's width that names of bars take, and of those on a line of time; the least
# size of a name.
BEFORE, BROAD, LEAST = 0.36, 0.46, 10
# The outline of a mark in points; an open one is a mark with a smaller one of paper upon it, as
# not every program draws outlines.
OUTLINE = 1.2
RING = 4


@dataclass(frozen=True)
class _Drawn:
    """A native series to come: the block of its cells, its mark, and whether it bears the words."""

    block: Block
    mark: Mark | None
    told: bool = True


def xy(shapes: Any, plot: XY, box: Box, lang: str) -> Any:
    """Points on two scales as a native scatter chart; its frame on the slide."""
    rtl = language(lang).rtl
    around = room(plot, box, rtl=rtl)
    values = sorted(plot.series, key=lambda points: points.joins)
    found = blocks([*values, *names(plot, around)])
    planned = list(_planned(found, plot.series))
    data = Sheet(found, headers(plot, lang))
    for each in planned:
        data.draw(each.block)
    frame = _placed(shapes, XL_CHART_TYPE.XY_SCATTER_LINES, box, data)
    chart = frame.chart
    words = placed(plot, around, rtl=rtl)
    for native, each in zip(chart.plots[0].series, planned, strict=True):
        _styled(native, each)
        if each.told:
            said = words.get(id(each.block.points)) or _edge(each.block.points, rtl=rtl)
            label(native, said, each.block.cells("label"), face=FACE, lang=lang)
    _stacked(chart)
    _scaled(chart.category_axis, plot.x, grid=not plot.y.names or plot.x.visible)
    _scaled(chart.value_axis, plot.y, grid=plot.y.visible and not plot.y.names)
    _laid_out(chart, around)
    return frame


def _stacked(chart: Any) -> None:
    """Later series stand upon earlier ones in every program.

    PowerPoint draws series by their order, LibreOffice draws the first in the file last: they
    stand in the file from the last to the first, each with the number of its order.
    """
    drawn = [series._element for series in chart.plots[0].series]
    if not drawn:
        return
    foot = drawn[-1].getnext()
    for element in reversed(drawn):
        foot.addprevious(element)


def _planned(found: Sequence[Block], series: Sequence[Points]) -> Iterator[_Drawn]:
    """The native series of the blocks in the order of the figure, names of rows first.

    One each, two where its marks are open.
    """
    place = {id(points): at for at, points in enumerate(series)}
    for block in sorted(found, key=lambda each: place.get(id(each.points), -1)):
        mark = block.points.mark
        if mark is None or mark.fill is not None:
            yield _Drawn(block, mark)
            continue
        yield _Drawn(block, replace(mark, fill=mark.outline))
        inside = replace(mark, size=max(2, mark.size - RING), fill=LIGHT.paper, outline=LIGHT.paper)
        yield _Drawn(block, inside, told=False)


def _edge(points: Points, *, rtl: bool) -> list[Label]:
    """The names of the rows, before the edge where reading begins."""
    side = "right" if rtl else "left"
    return [Label(at, words, points.ink, side, NAME) for at, words in points.labels.items()]


def bars(shapes: Any, plot: Bars, box: Box, lang: str) -> Any:
    """Bars by category as a native chart, the first on top; its frame on the slide."""
    rtl = language(lang).rtl
    width = box.width / EMU
    longest = max((wide(name, NAME) for name in plot.categories), default=0)
    before = min(BROAD if plot.timed else BEFORE, longest / width + 0.012)
    ticks = (TICK * LINE + 10) * EMU / box.height
    around = Room(box, before, 0.05, ticks, 0.01, rtl=rtl)
    plot, size = _named(plot, around, before * width)
    shade(shapes, plot, around)
    kind = XL_CHART_TYPE.BAR_STACKED if plot.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = _placed(shapes, kind, box, BarSheet(plot, lang))
    chart = frame.chart
    native = chart.plots[0]
    native.gap_width, native.overlap = 38, 100
    for drawn, series in zip(native.series, plot.series, strict=True):
        _filled(drawn.format, series.fill, series.outline, hatched=series.hatched)
    if not plot.timed:
        _valued(native, stacked=plot.stacked)
    _scaled(chart.value_axis, plot.axis, grid=True)
    _categories(chart.category_axis, size)
    if rtl:
        chart.value_axis.reverse_order = True
    _laid_out(chart, around)
    return frame


def _named(plot: Bars, around: Room, width: float) -> tuple[Bars, float]:
    """The bars with names that stand in their rows, and their size; a long one is cut.

    LibreOffice leaves out every second name where they touch. The workbook has the whole names.
    """
    row = around.high / max(1, len(plot.categories))
    for size in (NAME, 11, 10):
        high = max((len(lines(name, size, width)) for name in plot.categories), default=1)
        if high * size * LINE * 1.1 <= row:
            return plot, size
    most = max(1, int(row / (LEAST * LINE * 1.1)))
    return replace(
        plot, categories=tuple(cut(n, LEAST, width, most) for n in plot.categories)
    ), LEAST


def shade(shapes: Any, plot: Bars, around: Room) -> None:
    """The shades behind neighbours, below the chart, which is drawn on them."""
    row = around.high / max(1, len(plot.categories))
    for band in plot.bands:
        top = around.top_pt + row * band.first
        shape = shapes.add_shape(
            1,
            Emu(around.box.left + int(around.left_pt * EMU)),
            Emu(around.box.top + int((top + 0.5) * EMU)),
            Emu(int(around.wide * EMU)),
            Emu(int((row * (band.last - band.first + 1) - 1) * EMU)),
        )
        for style in shape._element.findall(qn("p:style")):
            shape._element.remove(style)
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(band.fill)
        shape.line.fill.background()
        shape.name = "Band"


def _categories(native: Any, size: float) -> None:
    native.reverse_order = True
    _typed(native)
    native.tick_labels.font.size = Pt(size)
    _every_name(native)
    native.format.line.color.rgb = rgb(LIGHT.grid)


def _valued(native: Any, *, stacked: bool) -> None:
    """The value of each bar, printed at its end, or inside where bars stand on each other."""
    native.has_data_labels = True
    labels = native.data_labels
    labels.number_format, labels.number_format_is_linked = "0" if stacked else "0.0", False
    ink = LIGHT.paper if stacked else LIGHT.ink
    labels.font.size, labels.font.color.rgb = Pt(LABEL), rgb(ink)
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


def _styled(native: Any, drawn: _Drawn) -> None:
    """The marks and the line of a native series, or its lines across."""
    points = drawn.block.points
    native.smooth = False
    if drawn.mark is None:
        native.marker.style = XL_MARKER_STYLE.NONE
    else:
        _marked(native.marker, drawn.mark)
    if points.stroke is None or not drawn.told:
        native.format.line.fill.background()
    else:
        stroked(native.format.line, points.stroke)


def _marked(native: Any, mark: Mark) -> None:
    native.style, native.size = _MARKS[mark.symbol], max(2, min(72, mark.size))
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = rgb(mark.fill or LIGHT.paper)
    native.format.line.color.rgb = rgb(mark.outline)
    native.format.line.width = Pt(OUTLINE)


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


def _laid_out(chart: Any, around: Room) -> None:
    """The plot's place in its chart."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for found in area.findall(qn("c:layout")):
        area.remove(found)
    x, y, width, height = around.shares
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            '<c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>'
            f'<c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>'
            "</c:manualLayout></c:layout>"
        ),
    )
