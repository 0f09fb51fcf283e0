"""A figure as it is shown in a room: the same, with type that is read from the last row."""

from __future__ import annotations

from textwrap import wrap

import plotly.graph_objects as go

from observatory.charts.theme import Look, base

# The least size of type on the stage, in pixels at 1280x720, and how much marks grow.
TYPE, MARKS = 24, 1.5
# A name beside a plot takes so much more room than on a page.
ROOM = 1.75
# The height of the key, and of a scale above a plot, and the width of a letter, in pixels.
KEY, AXIS, LETTER = 72, 38, 12


def enlarged(figure: go.Figure, *, width: int, height: int, look: Look, lang: str) -> go.Figure:
    """A copy of a figure without its page's words, of a size in pixels, all type 24 or more.

    The points stay the same; names, marks, lines and the room around the plot grow.
    """
    drawn = go.Figure(figure)
    layout = drawn.layout
    for axis in (layout.xaxis, layout.yaxis):
        axis.tickfont = {"size": TYPE, "color": axis.tickfont.color}
        if axis.title and axis.title.text:
            axis.title.font = {"size": TYPE}
        if axis.nticks:
            axis.nticks = max(3, axis.nticks - 2)
    if layout.xaxis.tickformat == "d" and layout.xaxis.dtick:
        layout.xaxis.dtick = float(layout.xaxis.dtick) * 2
    for note in layout.annotations:
        note.font.size = max(TYPE, note.font.size or 0)
        for name in ("yshift", "xshift", "ax", "ay"):
            if note[name]:
                note[name] = float(note[name]) * ROOM
    for trace in drawn.data:
        _grown(trace)
    margin = layout.margin
    _wrapped(layout.yaxis, letters=int(max(margin.l or 0, margin.r or 0) * ROOM / LETTER))
    sides = {side: round((margin[side] or 8) * ROOM) for side in ("l", "r")}
    keyed = any(trace.showlegend is not False and trace.name for trace in drawn.data)
    keyed = keyed and layout.showlegend is not False
    over = AXIS if layout.xaxis.side == "top" else 0
    top = max((KEY if keyed else 34) + over, 0 if keyed else round((margin.t or 0) * ROOM))
    bottom = max(14 if over else 44, round((margin.b or 0) * 1.4))
    plot = max(1, height - top - bottom)
    drawn.update_layout(
        width=width,
        height=height,
        margin={**sides, "t": top, "b": bottom},
        legend={"font": {"size": TYPE}, "y": 1 + over / plot, "yref": "paper"},
    )
    drawn.update_layout(**base(look, lang))
    drawn.update_layout(font={"size": TYPE}, hoverlabel={"font": {"size": TYPE}})
    return drawn


def _wrapped(axis: go.layout.YAxis, *, letters: int) -> None:
    """Every name of the rows, on lines that the room beside them holds."""
    if axis.categoryarray is None:
        return
    names = list(axis.categoryarray)
    lines = ["<br>".join(wrap(name.replace("<br>", " "), max(12, letters))) for name in names]
    axis.update(tickmode="array", tickvals=names, ticktext=lines)


def _grown(trace: go.Scatter | go.Bar) -> None:
    """The type, marks and lines of a trace, larger."""
    if trace.text is not None:
        trace.textfont.size = TYPE
    if isinstance(trace, go.Bar):
        return
    if trace.marker and trace.marker.size:
        trace.marker.size = float(trace.marker.size) * MARKS
    if trace.line and trace.line.width:
        trace.line.width = float(trace.line.width) * MARKS
