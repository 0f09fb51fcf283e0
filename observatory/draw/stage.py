"""A plot as it is shown in a room: the same, with type that is read from the last row.

Its key stands beside it (`draw.key`), not in it; names that would touch are moved or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

import plotly.graph_objects as go

from observatory.charts.label_spacing import Spot, apart, label_sides
from observatory.charts.plot import BarPlot, CellPlot, Plot, PointPlot
from observatory.charts.theme import LIGHT, Look
from observatory.draw.layout import base, on_lines
from observatory.draw.plotly import figure
from observatory.i18n import LRI, PDI, RLI

# The least size of type on the stage, in pixels at 1280x720, and how much marks grow.
TYPE, MARKS = 24, 1.5
# A name beside a plot takes so much more room than on a page.
ROOM = 1.75
# The height of a line and of a scale beside a plot, the width of a letter, the least
# margin, and the gap between a plot and the words beside it.
LINE, AXIS, LETTER, EDGE, STANDOFF = 30, 34, 12, 16, 10
# The margin at the side of a figure that asks for none: figures of a scale stand in it.
SIDE = 36
# So many names may cover marks rather than be left out.
FEW = 12


def stage(plot: Plot, *, width: int, height: int, look: Look, lang: str) -> go.Figure:
    """The figure of a plot without its key, of a size in pixels, all type 24 or more.

    The points are those of the page; names, marks, lines and the room around the plot grow.
    """
    drawn = figure(plot, None, look, lang)
    layout = drawn.layout
    _scales(drawn, lang)
    for note in layout.annotations:
        note.font.size = max(TYPE, note.font.size or 0)
        for name in ("yshift", "xshift", "ax", "ay"):
            if note[name]:
                note[name] = float(note[name]) * ROOM
    for trace in drawn.data:
        _enlarge(trace)
    margin = layout.margin
    wide = {side: round((margin[side] or SIDE) * ROOM) for side in ("l", "r")}
    _wrap_names(layout, _names(plot), lang)
    edges = {**wide, "t": _above(layout), "b": _below(layout)}
    room = (max(1, width - wide["l"] - wide["r"]), max(1, height - edges["t"] - edges["b"]))
    drawn.update_layout(**base(look, lang))
    drawn.update_layout(
        width=width,
        height=height,
        margin=edges,
        showlegend=False,
        font={"size": TYPE},
        hoverlabel={"font": {"size": TYPE}},
    )
    _ends_apart(layout, room[1])
    if isinstance(plot, PointPlot) and plot.y.kind != "names":
        _names_apart(drawn, *room)
    return drawn


def rows_of(plot: Plot, height: int) -> int:
    """How many rows of names, or names at the ends of lines, have room in this height."""
    layout = figure(plot, None, LIGHT, "en").layout
    room = height - _above(layout) - _below(layout)
    letters = _letters(layout)
    deepest = max((len(wrap(name, letters)) for name in _names(plot)), default=1)
    return max(1, int(room // ((LINE - 2) * deepest)))


def count_names(drawn: go.Figure) -> tuple[int, int]:
    """How many points of a figure made for the stage have their name, and of how many."""
    found = drawn.layout.meta
    return (found["named"], found["of"]) if found else (0, 0)


def _names(plot: Plot) -> Sequence[str]:
    """The names of the rows of a plot; none of one without rows."""
    if isinstance(plot, BarPlot):
        return plot.categories
    if isinstance(plot, CellPlot):
        return plot.rows.names
    return plot.y.names if isinstance(plot, PointPlot) else ()


def _scales(drawn: go.Figure, lang: str) -> None:
    """Larger type on the scales, and fewer ticks."""
    across = list(drawn.select_xaxes())
    for axis in (*across, *drawn.select_yaxes()):
        axis.tickfont = {"size": TYPE, "color": axis.tickfont.color}
        axis.ticklabelstandoff = STANDOFF
        if axis.title and axis.title.text:
            axis.title.font = {"size": TYPE}
            letters = 80 if axis in across else 34
            axis.title.text = on_lines(_plain_name(axis.title.text), letters, lang)
        if axis.nticks:
            axis.nticks = max(3, axis.nticks - 2)
    for axis in across:
        if axis.tickformat == "d" and axis.dtick:
            axis.dtick = float(axis.dtick) * 2


def _above(layout: go.Layout) -> int:
    """The room above a plot: for a scale, and for words that stand on its upper edge."""
    scale = AXIS + 4 if layout.xaxis.side == "top" else EDGE
    return round(max([scale, *(each + scale - EDGE for each in _outside(layout, upper=True))]))


def _below(layout: go.Layout) -> int:
    """The room below a plot, likewise, with the title of a scale."""
    if layout.xaxis.visible is False:
        return max([EDGE, *(round(each) for each in _outside(layout, upper=False))])
    scale = 0 if layout.xaxis.side == "top" else AXIS + STANDOFF
    if layout.xaxis.tickangle:
        scale = round((layout.margin.b or 0) * ROOM)
    title = LINE + 6 if layout.xaxis.title and layout.xaxis.title.text else 0
    return round(max([EDGE, scale + title, *_outside(layout, upper=False)]))


def _outside(layout: go.Layout, *, upper: bool) -> Iterator[float]:
    """How far words that stand on the upper or lower edge of a plot reach out of it."""
    for note in layout.annotations:
        if note.yref == "paper" and note.y == int(upper) and not note.textangle:
            lines = LINE * (note.text.count("<br>") + 1)
            # Not yet enlarged where the room is only asked for.
            grown = 1.0 if (note.font.size or 0) >= TYPE else ROOM
            yield abs(note.yshift or 0) * grown + lines


def _wrap_names(layout: go.Layout, names: Sequence[str], lang: str) -> None:
    """Every name of the rows, on lines that the room beside them holds."""
    if names:
        lines = [on_lines(name, _letters(layout), lang) for name in names]
        layout.yaxis.update(ticklabelstandoff=14, ticktext=lines)


def _letters(layout: go.Layout) -> int:
    """The letters of a line of the names beside a plot."""
    return max(12, int(max(layout.margin.l or 0, layout.margin.r or 0) * ROOM / LETTER))


def _plain_name(name: str) -> str:
    """A name on one line, without the isolates of its lines."""
    return "".join(c for c in name.replace("<br>", " ") if c not in (LRI, RLI, PDI))


def _enlarge(trace: go.Scatter | go.Bar) -> None:
    """The type, marks and lines of a trace, larger."""
    if trace.text is not None and "textfont" in trace:
        trace.textfont.size = TYPE
    if trace.type == "bar" and isinstance(trace.text, list | tuple):
        # A cell has room for its first line: the code of the member.
        trace.text = [str(words).split("<br>")[0] for words in trace.text]
    if not trace.type.startswith("scatter"):
        return
    if isinstance(trace.marker.size, int | float):
        trace.marker.size = float(trace.marker.size) * MARKS
    if trace.line.width:
        trace.line.width = float(trace.line.width) * MARKS


def _ends_apart(layout: go.Layout, plot: float) -> None:
    """Names at the ends of lines, moved apart by the height that they have on the stage."""
    notes = [n for n in layout.annotations if n.xref == "paper" and n.yref in (None, "y")]
    if not notes or layout.yaxis.range is None:
        return
    low, high = layout.yaxis.range
    wished = [(note.y - low) / (high - low) * plot for note in notes]
    tall = [LINE * (note.text.count("<br>") + 1) for note in notes]
    placed = apart(wished, tall, low=-LINE / 2, high=plot + LINE / 2)
    for note, wish, place in zip(notes, wished, placed, strict=True):
        if note.showarrow is False:
            note.y = low + place / plot * (high - low)
        else:
            note.ay = wish - place


def _names_apart(drawn: go.Figure, width: float, height: float) -> None:
    """Names at points stand where they touch no other; where there is no such place, not at all."""
    traces = [trace for trace in drawn.data if trace.type == "scatter" and trace.text is not None]
    ends = [drawn.layout.xaxis.range, drawn.layout.yaxis.range]
    points = [(t, at) for t in traces for at, words in enumerate(t.text) if words]
    spots = []
    for trace, at in points:
        x, y = (
            (float(value) - low) / (high - low)
            for value, (low, high) in zip((trace.x[at], trace.y[at]), ends, strict=True)
        )
        letters = len(_plain_name(str(trace.text[at])))
        half = float(trace.marker.size or 8) / 2
        spots.append(Spot(x * width, (1 - y) * height, half, LETTER * 1.25 * letters))
    few = len(points) <= FEW
    found = label_sides(spots, LINE, width=width, height=height, over_marks=few)
    where = {(id(t), at): side for (t, at), side in zip(points, found, strict=True)}
    for trace in traces:
        sides = [where.get((id(trace), at)) for at in range(len(trace.x))]
        said = zip(trace.text, sides, strict=True)
        trace.text = [words if side else "" for words, side in said]
        trace.textposition = [side or "top center" for side in sides]
    if points:
        named = sum(side is not None for side in found)
        drawn.update_layout(meta={"named": named, "of": len(points)})
