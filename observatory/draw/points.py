"""Points and lines on two scales, as a plotly figure."""

from __future__ import annotations

import plotly.graph_objects as go

from observatory.charts.plot import Label, PointPlot, Points
from observatory.charts.theme import Look
from observatory.draw import layout, notes
from observatory.i18n import language

# How far above the plot the key stands where a scale is on top, and below it where words are.
OVER_SCALE, UNDER_SCALE = 26, 24


def figure(plot: PointPlot, look: Look, lang: str) -> go.Figure:
    """The figure of a plot of points, without the words around it."""
    drawn = go.Figure([trace(each, look, lang) for each in plot.series])
    room = {"height": plot.height, "room": plot.before}
    named = plot.y.kind == "names"
    beside = (
        layout.rows(plot.y, look, lang, **room) if named else layout.upwards(plot.y, look, lang)
    )
    across = layout.across(plot.x, look, lang)
    layout.laid_out(drawn, plot, look, lang, key_at=_key_at(plot), xaxis=across, yaxis=beside)
    notes.bands(drawn, plot.bands, look)
    notes.references(drawn, plot.references, look, lang)
    under = sum(each.words_at == "below" and bool(each.words) for each in plot.references)
    notes.sentences(drawn, plot.sentences, look, lang, below=notes.UNDER * under)
    for note in notes.end_names(plot, look, lang):
        drawn.add_annotation(note)
    return drawn


def _key_at(plot: PointPlot) -> float:
    """Where the key stands, in heights of the plot: above it, or below where words are above."""
    if plot.x.at_top:
        return 1 + OVER_SCALE / plot.height
    over = any(each.across and each.words_at == "above" for each in plot.references)
    return -UNDER_SCALE / plot.height if over else 1


def trace(points: Points, look: Look, lang: str, **more: object) -> go.Scatter:
    """A series as a trace: its line, its marks, their texts, and what they say."""
    shown = {"lines": points.stroke, "markers": points.mark, "text": any(points.labels)}
    out: dict[str, object] = {
        "name": points.name,
        "x": [layout.iso(value) for value in points.x],
        "y": [layout.iso(value) for value in points.y],
        "mode": "+".join(name for name, found in shown.items() if found) or "none",
        "showlegend": False,
        "connectgaps": False,
        **layout.hover_of(points.tips, lang),
    }
    if points.stroke:
        out["line"] = layout.stroke(points.stroke, look)
    if points.mark:
        out["marker"] = layout.marker(points.mark, look)
        out["cliponaxis"] = False
    if any(points.labels):
        out |= layout.labels(points.labels, look, lang)
        out["textposition"] = [_at(each, lang) for each in points.labels]
    if points.data:
        out["customdata"] = [[each.code, each.name, each.year] for each in points.data]
    if points.upper:
        out["error_y"] = _whiskers(points, look)
    return go.Scatter(**{**out, **more})


def _at(label: Label | None, lang: str) -> str:
    """On which side of its point a text stands, in plotly's words."""
    rtl = language(lang).rtl
    side = label.side if label else "above"
    return {
        "below": "bottom center",
        "centre": "middle center",
        "after": "middle left" if rtl else "middle right",
        "before": "middle right" if rtl else "middle left",
    }.get(side, "top center")


def _whiskers(points: Points, look: Look) -> dict[str, object]:
    """Lines from the points up to the upper ends of what they bound."""
    reach = [up - float(y or 0) for up, y in zip(points.upper, points.y, strict=True)]  # type: ignore[arg-type]
    return {
        "type": "data",
        "symmetric": False,
        "array": reach,
        "arrayminus": [0.0] * len(reach),
        "color": look.reference,
        "thickness": 1.6,
        "width": 3,
    }
