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
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from observatory.charts.plot import BarPlot, Mark, PointPlot, Points
from observatory.charts.text_fit import LINE, cut, lines, wide
from observatory.exports.pptx import axes, behind
from observatory.exports.pptx.axes import TICK, scale
from observatory.exports.pptx.bar_rows import BarRows, rows
from observatory.exports.pptx.geometry import EMU, FACE, Box, ChartRoom
from observatory.exports.pptx.labels import label
from observatory.exports.pptx.placing import (
    LABEL,
    NAME,
    Chosen,
    caption_at,
    names,
    place_captions,
    room,
)
from observatory.exports.pptx.point_scales import scale_plot
from observatory.exports.pptx.styles import draw_fill, draw_line, draw_marker, layers, no_fill
from observatory.exports.pptx.units import POINTS, number, rgb
from observatory.exports.pptx.workbook import BarSheet, Block, DataSheet, blocks, headers
from observatory.i18n import language

# The most of a chart's width that names of bars take, and of those on a line of time; the least
# size of a name.
BEFORE, BROAD, LEAST = 0.36, 0.46, 10
# How much of the height of a thin row a mark takes.
THIN = 1.3


@dataclass(frozen=True)
class _Drawn:
    """A native series to come: the block of its cells, its mark with the size in points.

    One that is not `first` of its block is what stands upon the first: it has no line and no words.
    """

    block: Block
    mark: tuple[Mark, int] | None
    first: bool = True


def xy(
    shapes: Any,
    plot: PointPlot,
    box: Box,
    lang: str,
    *,
    chosen: Chosen = None,
    around: ChartRoom | None = None,
) -> Any:
    """Points on two scales as a native scatter chart; its frame on the slide.

    Of rows that stand too close only those `chosen` have their names and words. `around` is the
    place of the plot where others share it.
    """
    drawn = scale_plot(plot, rtl=language(lang).rtl)
    around = around or room(drawn, box)
    behind.point_bands(shapes, plot, drawn, around)
    values = sorted(drawn.series, key=lambda points: points.role == "joins")
    found = blocks([*values, *names(drawn, around, chosen)])
    thin = None if chosen is None else around.high / max(1, len(drawn.names)) * THIN
    planned = list(_plan_series(found, drawn.series, thin))
    data = DataSheet(found, headers(drawn, lang))
    for each in planned:
        data.draw(each.block)
    frame = _add_chart(shapes, XL_CHART_TYPE.XY_SCATTER_LINES, box, data)
    chart = frame.chart
    words = place_captions(drawn, around)
    for native, each in zip(chart.plots[0].series, planned, strict=True):
        _style(native, each)
        if each.first:
            points = each.block.points
            said = words.get(id(points)) or [
                caption_at(at, text, rtl=drawn.rtl) for at, text in enumerate(points.labels) if text
            ]
            if chosen is not None and points.role != "helps":
                said = [each for each in said if round(number(points.y[each.at]) or 0) in chosen]
            label(native, said, each.block.cells("label"), face=FACE, lang=lang)
    _stack(chart)
    axes.draw(chart.category_axis, drawn.x)
    axes.draw(chart.value_axis, drawn.y)
    _laid_out(chart, around)
    return frame


def _stack(chart: Any) -> None:
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


def _plan_series(
    found: Sequence[Block], series: Sequence[Points], thin: float | None
) -> Iterator[_Drawn]:
    """The native series of the blocks in the order of the plot, names of rows first.

    One each, two where its marks are hollow; in `thin` rows marks are so many points wide at most.
    """
    place = {id(points): at for at, points in enumerate(series)}
    for block in sorted(found, key=lambda each: place.get(id(each.points), -1)):
        mark = block.points.mark
        if mark is None:
            yield _Drawn(block, None)
            continue
        if thin is not None:
            mark = replace(mark, size=min(mark.size, thin / POINTS))
        for at, layer in enumerate(layers(mark)):
            yield _Drawn(block, layer, first=at == 0)


def bars(shapes: Any, plot: BarPlot, box: Box, lang: str, *, chosen: Chosen = None) -> Any:
    """Bars by category as a native chart, the first on top; its frame on the slide.

    Of bars that stand too close only those `chosen` have their names and values.
    """
    rtl = language(lang).rtl
    drawn = rows(plot)
    across = scale(plot.axis, (v for each in drawn.series for v in each.values), backwards=rtl)
    width = box.width / EMU
    longest = max((wide(name, NAME) for name in drawn.names), default=0)
    before = min(BROAD if drawn.timed else BEFORE, longest / width + 0.012)
    ticks = (TICK * LINE + 10) * EMU / box.height
    around = ChartRoom(box, before, 0.05, ticks, 0.01, rtl=rtl)
    if chosen is None:
        drawn, size = _name_rows(drawn, around, before * width)
    else:
        size = NAME
    behind.row_bands(shapes, plot.bands, len(drawn.names), around)
    kind = XL_CHART_TYPE.BAR_STACKED if drawn.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = _add_chart(shapes, kind, box, BarSheet(drawn, lang))
    chart = frame.chart
    native = chart.plots[0]
    native.gap_width, native.overlap = 38, 100
    for each, series in zip(native.series, drawn.series, strict=True):
        if series.fill is None:
            no_fill(each.format)
        else:
            draw_fill(each.format, series.fill)
    if drawn.timed:
        behind.days(shapes, plot.references, across, around)
    else:
        _print_values(native, stacked=drawn.stacked, decimals=plot.decimals)
    axes.draw(chart.value_axis, across)
    axes.draw_names(chart.category_axis, size)
    if chosen is not None:
        if not drawn.timed:
            _choose_values(native, chosen, stacked=drawn.stacked, decimals=plot.decimals)
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        behind.row_names(shapes, drawn.names, chosen, around)
    _laid_out(chart, around)
    return frame


def _choose_values(native: Any, chosen: frozenset[int], *, stacked: bool, decimals: int) -> None:
    """Print the values of the bars chosen alone."""
    for series in native.series:
        _style_values(series.data_labels, stacked=stacked, decimals=decimals)
        labels = series._element.get_or_add_dLbls()
        known = [at for at, value in enumerate(series.values) if value is not None]
        for at in reversed([at for at in known if at not in chosen]):
            tag = f'<c:dLbl {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
            labels.insert(0, parse_xml(tag))


def _name_rows(drawn: BarRows, around: ChartRoom, width: float) -> tuple[BarRows, float]:
    """The rows with names that stand in them, and their size; a long one is cut.

    LibreOffice leaves out every second name where they touch. The workbook has the whole names.
    """
    row = around.high / max(1, len(drawn.names))
    for size in (NAME, 11, 10):
        high = max((len(lines(name, size, width)) for name in drawn.names), default=1)
        if high * size * LINE * 1.1 <= row:
            return drawn, size
    most = max(1, int(row / (LEAST * LINE * 1.1)))
    return replace(drawn, names=tuple(cut(n, LEAST, width, most) for n in drawn.names)), LEAST


def _print_values(native: Any, *, stacked: bool, decimals: int) -> None:
    """The value of each bar, printed at its end, or inside where bars stand on each other.

    With the decimals of the screen; programs of slides round half up, as `i18n` does.
    """
    native.has_data_labels = True
    _style_values(native.data_labels, stacked=stacked, decimals=decimals)


def _style_values(labels: Any, *, stacked: bool, decimals: int) -> None:
    """The type, the decimals and the place of printed values."""
    labels.show_value = True
    labels.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
    labels.number_format_is_linked = False
    labels.font.size, labels.font.color.rgb = Pt(LABEL), rgb("paper" if stacked else "ink")
    where = XL_LABEL_POSITION
    labels.position = where.CENTER if stacked else where.OUTSIDE_END


def _add_chart(shapes: Any, kind: Any, box: Box, data: Any) -> Any:
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


def _style(native: Any, drawn: _Drawn) -> None:
    """The marks and the line of a native series, or its lines across."""
    stroke = drawn.block.points.stroke
    native.smooth = False
    if drawn.mark is None:
        native.marker.style = XL_MARKER_STYLE.NONE
    else:
        draw_marker(native.marker, *drawn.mark)
    if stroke is None or not drawn.first:
        native.format.line.fill.background()
    else:
        draw_line(native.format.line, stroke)


def _laid_out(chart: Any, around: ChartRoom) -> None:
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
