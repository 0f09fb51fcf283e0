"""Plots side by side, or one below the other, as one plotly figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

import plotly.graph_objects as go

from observatory.charts.plot import PanelPlot, PointPlot, Points, Sentence
from observatory.charts.theme import SMALL, Look
from observatory.draw import layout, notes
from observatory.draw.points import trace
from observatory.i18n import language

# The parts of a small panel that are drawn; the room for names above the first row, in rows.
WIDE, HIGH, ROOM = 0.86, 0.62, 34
# The marks and lines of a small panel are so much smaller than those of a panel alone.
SLIM = 0.7
# The narrowest figure, in pixels, and the letters of a line of a name at the least.
NARROW, LETTERS = 900, 10
# How far from the edge the words on the scale stand: a picture is drawn in a wider face: pixels.
APART = 44
# The share of the height between two plots that stand one below the other, and how far beside
# them the titles of their scales are: pixels.
GAP, BESIDE = 0.08, 24


@dataclass(frozen=True, slots=True)
class _Cell:
    """The place of a small panel, in columns and rows, and its two scales."""

    column: int
    row: int
    plot: PointPlot

    def across(self, value: float) -> float:
        """Where a value of the scale across stands."""
        return self.column + WIDE * _share(self.plot.x.low, self.plot.x.high, value)

    def down(self, value: float) -> float:
        """Where a value of the scale upwards stands, counted down."""
        return self.row + HIGH * (1 - _share(self.plot.y.low, self.plot.y.high, value))


def _share(low: object, high: object, value: float) -> float:
    least, most = float(low), float(high)  # type: ignore[arg-type]
    return (value - least) / ((most - least) or 1.0)


def figure(plot: PanelPlot, look: Look, lang: str) -> go.Figure:
    """The figure of the panels, without the words around it."""
    return (_stack if plot.stacked else _small)(plot, look, lang)


def _small(plot: PanelPlot, look: Look, lang: str) -> go.Figure:
    """Small panels on one scale, each under its name: one trace for all series that look alike."""
    cells = [
        _Cell(at % plot.across, at // plot.across, panel)
        for at, (_, panel) in enumerate(plot.panels)
    ]
    across, down = min(plot.across, len(cells)), ceil(len(cells) / plot.across)
    drawn = go.Figure([_grounds(cells, look), *_traces(cells, look, lang)])
    drawn.add_traces(list(layout.key(plot.key, look, lang)))
    rtl = language(lang).rtl
    wide = [-0.05, across - (1 - WIDE) + 0.05]
    hidden = {"visible": False, "fixedrange": True}
    drawn.update_layout(
        **layout.base(look, lang),
        height=plot.height,
        showlegend=bool(plot.key),
        margin={"l": 12, "r": 12, "t": 34, "b": 22},
        legend=layout.legend(lang),
        xaxis={**hidden, "range": wide[::-1] if rtl else wide},
        yaxis={**hidden, "range": [down - 0.3, -ROOM * down / plot.height]},
    )
    for (name, _), cell in zip(plot.panels, cells, strict=True):
        drawn.add_annotation(
            text=layout.on_lines(name, max(LETTERS, NARROW * 10 // across // 70), lang),
            showarrow=False,
            align="right" if rtl else "left",
            x=cell.column,
            xanchor="right" if rtl else "left",
            y=cell.row,
            yanchor="bottom",
            font={"size": SMALL - 1, "color": look.ink},
        )
    notes.sentences(drawn, plot.sentences, look, lang)
    if plot.scale_words:
        notes.sentences(drawn, [Sentence(plot.scale_words)], look, lang)
        # A picture is drawn in a wider face than the page, in which the words are measured.
        drawn.layout.annotations[-1].xshift = APART if rtl else -APART
    return drawn


def _grounds(cells: Sequence[_Cell], look: Look) -> go.Scatter:
    """The base line of each panel."""
    x = [place for cell in cells for place in (cell.column, cell.column + WIDE, None)]
    y = [place for cell in cells for place in (cell.row + HIGH, cell.row + HIGH, None)]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": look.grid, "width": 1},
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _traces(cells: Sequence[_Cell], look: Look, lang: str) -> Iterator[go.Scatter]:
    """The series of all panels, those of one mark and line together, with breaks between them."""
    alike: dict[tuple[object, object], Points] = {}
    for cell in cells:
        for each in cell.plot.series:
            placed = _place(each, cell)
            known = alike.get((each.mark, each.stroke))
            alike[each.mark, each.stroke] = _after(known, placed) if known else placed
    yield from (trace(each, look, lang) for each in alike.values())


def _place(points: Points, cell: _Cell) -> Points:
    """A series at its place among the panels; `data` are its own values still."""
    x = tuple(None if value is None else cell.across(float(value)) for value in points.x)  # type: ignore[arg-type]
    y = tuple(None if value is None else cell.down(float(value)) for value in points.y)  # type: ignore[arg-type]
    mark = points.mark and replace(points.mark, size=points.mark.size * SLIM)
    stroke = points.stroke and replace(points.stroke, width=points.stroke.width * SLIM)
    points = replace(points, mark=mark, stroke=stroke)
    return replace(points, x=x, y=y, labels=(), tips=points.tips or (None,) * len(x), data=())


def _after(known: Points, more: Points) -> Points:
    """Two series as one, with a break between them."""
    return replace(
        known,
        x=(*known.x, None, *more.x),
        y=(*known.y, None, *more.y),
        tips=(*known.tips, None, *more.tips),
    )


def _stack(plot: PanelPlot, look: Look, lang: str) -> go.Figure:
    """Plots one below the other on one scale across, which the last shows, each with its title."""
    plots = [panel for _, panel in plot.panels]
    n, foot = len(plots), plots[-1]
    high = (1 - GAP * (n - 1)) / n
    drawn = go.Figure()
    axes: dict[str, object] = {}
    rtl = language(lang).rtl
    for at, (title, panel) in enumerate(plot.panels):
        name = f"y{at + 1}" if at else "y"
        low = (n - 1 - at) * (high + GAP)
        drawn.add_traces([trace(each, look, lang, yaxis=name) for each in panel.series])
        domain = [low, min(1.0, low + high)]
        axes[f"yaxis{at + 1 if at else ''}"] = layout.upwards(panel.y, look, lang, domain=domain)
        notes.bands(drawn, panel.bands, look, yref=name)
        notes.references(drawn, panel.references, look, lang, yref=name)
        drawn.add_annotation(
            text=layout.isolate_lines(title, lang),
            textangle=90 if rtl else -90,
            showarrow=False,
            xref="paper",
            yref="paper",
            x=1 if rtl else 0,
            xshift=(foot.before - BESIDE) * (1 if rtl else -1),
            y=low + high / 2,
            align="center",
            font={"size": SMALL, "color": look.muted},
        )
    across = {**layout.across(foot.x, look, lang), "anchor": f"y{n}" if n > 1 else "y"}
    whole = replace(foot, key=plot.key, height=plot.height, above=plots[0].above)
    layout.laid_out(drawn, whole, look, lang, xaxis=across)
    drawn.update_layout(axes)
    notes.sentences(drawn, plot.sentences, look, lang)
    return drawn
