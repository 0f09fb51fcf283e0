"""Points and lines on two scales, as a plotly figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import plotly.graph_objects as go

from observatory.charts.kinds.trend import key_height
from observatory.charts.label_spacing import Side as Place
from observatory.charts.label_spacing import Spot, label_sides
from observatory.charts.plot import Label, PointPlot, Points, YearReading
from observatory.charts.plot import Side as LabelSide
from observatory.charts.theme import Look
from observatory.draw import layout, notes
from observatory.i18n import language

# How far above the plot the key stands where a scale is on top, and below it where words are.
OVER_SCALE, UNDER_SCALE = 26, 24
# The width of a plot beside a column of filters, in pixels; that of a letter, in sizes of its type.
USUAL, LETTER = 760, 0.66
# The sides of a mark, in the words of a plot.
SIDES: Mapping[Place, LabelSide] = {
    "middle right": "after",
    "middle left": "before",
    "top center": "above",
    "bottom center": "below",
}


def figure(plot: PointPlot, look: Look, lang: str) -> go.Figure:
    """The figure of a plot of points, without the words around it."""
    plot = _with_names_apart(plot)
    drawn = go.Figure([trace(each, look, lang) for each in plot.series])
    room = {"height": plot.height, "room": plot.before}
    named = plot.y.kind == "names"
    beside = (
        layout.rows(plot.y, look, lang, **room) if named else layout.upwards(plot.y, look, lang)
    )
    across = layout.across(plot.x, look, lang)
    layout.laid_out(drawn, plot, look, lang, key_at=_key_at(plot), xaxis=across, yaxis=beside)
    if plot.readings:
        _read_across(drawn, plot, look, lang)
    notes.bands(drawn, plot.bands, look)
    notes.references(drawn, plot.references, look, lang)
    under = sum(each.words_at == "below" and bool(each.words) for each in plot.references)
    over = _over_key(plot)
    if over:
        drawn.update_layout(margin={"t": plot.above + over})
    notes.sentences(drawn, plot.sentences, look, lang, below=notes.UNDER * under, over=over)
    for note in notes.end_names(plot, look, lang):
        drawn.add_annotation(note)
    return drawn


def _over_key(plot: PointPlot) -> float:
    """How far above the plot a sentence stands that shares its edge with the key, in pixels."""
    above = any(each.place == "above" for each in plot.sentences)
    return key_height(plot.key) if above and plot.key and _key_at(plot) >= 1 else 0


def _with_names_apart(plot: PointPlot) -> PointPlot:
    """The plot with each name above a mark moved to a side of it where it covers no other name.

    Reckoned on a plot of the usual width; of names that stand elsewhere by choice none moves.
    """
    named = [
        (at, place, label)
        for at, each in enumerate(plot.series)
        for place, label in enumerate(each.labels)
        if label and label.side == "above" and each.stroke is None and each.y[place] is not None
    ]
    others = any(label and label.side != "above" for each in plot.series for label in each.labels)
    if others or len(named) < 2 or "names" in (plot.x.kind, plot.y.kind):
        return plot
    spots = [_spot(plot, plot.series[at], place, label) for at, place, label in named]
    line = max(label.size for _, _, label in named) * 1.2
    sides = label_sides(spots, line, width=USUAL, height=plot.height, over_marks=True)
    series = [list(each.labels) for each in plot.series]
    for (at, place, label), side in zip(named, sides, strict=True):
        series[at][place] = replace(label, side=SIDES[side]) if side else label
    moved = zip(plot.series, series, strict=True)
    return replace(plot, series=tuple(replace(one, labels=tuple(own)) for one, own in moved))


def _spot(plot: PointPlot, series: Points, place: int, label: Label) -> Spot:
    """Where a mark stands on a plot of the usual width, and how wide its name is."""
    across, up = (
        (float(value) - float(axis.low)) / (float(axis.high) - float(axis.low))  # type: ignore[arg-type]
        for value, axis in ((series.x[place], plot.x), (series.y[place], plot.y))
    )
    half = series.mark.size / 2 if series.mark else 0
    wide = label.size * LETTER * len(label.text)
    return Spot(across * USUAL, (1 - up) * plot.height, half, wide)


def _read_across(drawn: go.Figure, plot: PointPlot, look: Look, lang: str) -> None:
    """Let the pointer read all that stands at a place across, wherever it is, in one label.

    The label belongs to unseen marks half way up; a line across says which place is read.
    """
    drawn.update_traces(hoverinfo="skip", hovertemplate=None, hovertext=None)
    middle = (float(plot.y.low) + float(plot.y.high)) / 2  # type: ignore[arg-type]
    drawn.add_trace(
        go.Scatter(
            x=[layout.iso(each.x) for each in plot.readings],
            y=[middle] * len(plot.readings),
            mode="markers",
            marker={"size": 1, "color": look.paper, "opacity": 0},
            hovertext=[_reading(each, look, lang) for each in plot.readings],
            hovertemplate="%{hovertext}<extra></extra>",
            hoverlabel={"bgcolor": look.paper, "bordercolor": look.reference,
                        "font": {"color": look.ink}},
            showlegend=False,
        )
    )  # fmt: skip
    drawn.update_layout(hovermode="x", hoverdistance=-1)
    drawn.update_xaxes(
        showspikes=True, spikemode="across", spikesnap="hovered data", spikedash="dot",
        spikethickness=1, spikecolor=look.reference,
    )  # fmt: skip


def _reading(found: YearReading, look: Look, lang: str) -> str:
    """A reading in a label: its title in bold, a line a value behind a dot of its colour."""
    lines = [f"<b>{found.title}</b>"]
    for each in found.lines:
        lines.append(f"<span style='color:{look.colour(each.colour)}'>●</span> {each.words}")
        lines += [f"<span style='font-size:11px'>{words}</span>" for words in each.small]
    return layout.isolate_lines("<br>".join(lines), lang)


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
