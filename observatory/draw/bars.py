"""Bars, and cells by row and column, as plotly figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

import plotly.graph_objects as go

from observatory.charts.names_axis import names_axis
from observatory.charts.plot import (
    LEAST_SPAN,
    BarPlot,
    Bars,
    CellPlot,
    Datum,
    Label,
    Number,
    Reference,
)
from observatory.charts.theme import BODY, Look, legible
from observatory.draw import layout, notes
from observatory.draw.points import trace

T = TypeVar("T")
# How far above the plot the key stands where the scale is on top: pixels.
OVER_SCALE, OVER_NAME = 24, 15
# Plotly counts days in thousandths of a second.
DAY = 86_400_000
# The width of a letter beside cells, in pixels: a picture is drawn in a wider face than the page.
LETTER = 7.2
# The width of the narrowest plot of bars beside a column of filters: pixels.
NARROW = 560


def figure(plot: BarPlot, look: Look, lang: str) -> go.Figure:
    """The figure of a plot of bars, without the words around it."""
    drawn = go.Figure([_bars(each, plot, look, lang) for each in plot.series])
    names = names_axis(plot.categories)
    layout.laid_out(
        drawn,
        plot,
        look,
        lang,
        key_at=1 + OVER_SCALE / plot.height * plot.axis.at_top,
        barmode="stack" if plot.stacked else "overlay",
        xaxis=layout.across(plot.axis, look, lang),
        yaxis=layout.rows(names, look, lang, height=plot.height, room=plot.before),
    )
    notes.bands(drawn, plot.bands, look)
    pieces = [list(_free_rows(plot, each)) for each in plot.references]
    notes.references(drawn, plot.references, look, lang, pieces=pieces)
    notes.sentences(drawn, plot.sentences, look, lang, below=notes.UNDER * len(plot.references))
    return drawn


def _free_rows(plot: BarPlot, line: Reference) -> Iterator[tuple[float, float]]:
    """The spans of rows in which a line crosses no label at the end of a bar, first row first."""
    crossed = {
        row
        for each in plot.series
        for row, (label, value) in enumerate(zip(each.labels, each.values, strict=False))
        if label and label.side != "centre" and _is_under(plot, line, label, value)
    }
    begins = -0.5
    for row in [*sorted(crossed), len(plot.categories)]:
        if row - 0.5 > begins:
            yield begins, row - 0.5
        begins = row + 0.5


def _is_under(plot: BarPlot, line: Reference, label: Label, value: Number | None) -> bool:
    """Whether a line runs where a label stands at the end of a bar, on the narrowest figure."""
    numbers = (value, line.value, plot.axis.low, plot.axis.high)
    if not all(isinstance(each, int | float) for each in numbers):
        return False
    end, at, low, high = (float(each) for each in numbers)  # type: ignore[arg-type]
    reach = (high - low) * LETTER * (len(label.text) + 1) / NARROW
    first, last = (end - reach, end) if end < 0 else (end, end + reach)
    return first < at < last


def _bars(found: Bars, plot: BarPlot, look: Look, lang: str) -> go.Bar:
    """A series of bars, only where it has a value."""
    at = [place for place, value in enumerate(found.values) if value is not None]
    out: dict[str, object] = {
        "name": found.name,
        "orientation": "h",
        "y": at or [None],
        "x": [found.values[place] for place in at] or [None],
        "width": 1 - plot.gap,
        "marker": layout.fill(found.fill, look),
        "showlegend": False,
        "cliponaxis": False,
        "constraintext": "none",
        **layout.hover_of(_pick(found.tips, at), lang),
    }
    if found.starts:
        firsts = [found.starts[place] for place in at]
        out["base"] = [layout.iso(first) for first in firsts] or None
        lasts = [found.values[place] for place in at]
        out["x"] = [_length(*ends) for ends in zip(firsts, lasts, strict=True)] or [None]
    shown = _pick(found.labels, at)
    if any(shown):
        inside = any(each and each.side == "centre" for each in shown)
        out |= layout.labels(shown, look, lang)
        out["textposition"] = "inside" if inside else "outside"
        if inside:
            ink = legible(look.colour(found.fill.colour), look)
            out |= {"textfont": {"size": BODY, "color": ink}, "insidetextanchor": "middle"}
    if plot.data:
        out["customdata"] = [_datum(plot.data[place]) for place in at]
    return go.Bar(**out)


def _pick(each: Sequence[T], at: Sequence[int]) -> list[T]:
    return [each[place] for place in at] if each else []


def _datum(datum: Datum) -> list[object]:
    return [datum.code, datum.name, datum.year]


def _length(first: object, last: object) -> float:
    """The length of a span, as plotly counts it: both days included."""
    if isinstance(first, date) and isinstance(last, date):
        return max((last - first).days + 1, LEAST_SPAN) * DAY
    return float(last) - float(first)  # type: ignore[arg-type]


def cells(plot: CellPlot, look: Look, lang: str) -> go.Figure:
    """Cells by row and column, with marks upon them; a click finds the code of a mark."""
    drawn = go.Figure()
    if plot.classes:
        drawn.add_trace(_heat(plot, look, lang))
    drawn.add_traces([trace(each, look, lang) for each in plot.marks])
    room = {"height": plot.height, "room": plot.before, "letter": LETTER}
    names = layout.rows(plot.rows, look, lang, **room)
    across = layout.across(plot.columns, look, lang)
    deepest = max((name.count("<br>") + 1 for name in plot.columns.names), default=0)
    over = plot.columns.at_top * (deepest * OVER_NAME + OVER_SCALE) / plot.height
    layout.laid_out(drawn, plot, look, lang, key_at=1 + over, xaxis=across, yaxis=names)
    return drawn


def _heat(plot: CellPlot, look: Look, lang: str) -> go.Heatmap:
    """The cells in the fills of their classes."""
    n = len(plot.fills)
    fills = [look.colour(each.colour) for each in plot.fills]
    return go.Heatmap(
        z=[list(row) for row in plot.classes],
        x=list(range(len(plot.columns.names))),
        y=list(range(len(plot.rows.names))),
        zmin=-0.5,
        zmax=n - 0.5,
        colorscale=[[edge / n, fills[at]] for at in range(n) for edge in (at, at + 1)],
        showscale=False,
        xgap=1.5,
        ygap=1.5,
        hovertext=[[layout.hover(each, lang) for each in row] for row in plot.tips],
        hovertemplate="%{hovertext}<extra></extra>",
    )
