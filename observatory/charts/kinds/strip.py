"""Where a member stands among all: a dot a member on one scale, no ordinal (methods M3)."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts import empty
from observatory.charts.marks import open_key, said
from observatory.charts.theme import BODY, SMALL, Look, axis, directed, halo, legend
from observatory.i18n import language, number, text

HEIGHT, EDGE = 300, 40
# The height of the key below the scale, which stands there only where dots are open.
KEY = 24
# Dots nearer than this share of the scale are set above each other.
DOT = 0.016


def figure(answer: Answer, look: Look) -> go.Figure:
    """The dots of the members with a value, those chosen named, groups and median as lines."""
    rows = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    if rows.empty:
        return empty.figure(answer, look)
    lang = answer.view.lang
    rtl = language(lang).rtl
    shown = answer.frame["value"].dropna()
    low, high = min(0.0, float(shown.min())), float(shown.max())
    room = (high - low or 1.0) * 0.05
    scale = [low - room, high + room]
    rows = rows.sort_values("value").assign(level=lambda r: levels(list(r["value"]), high - low))
    chosen = rows["iso3"].isin(answer.view.members)
    drawn = go.Figure()
    drawn.add_trace(_dots(rows.loc[~chosen], answer, look, named=False))
    if chosen.any():
        drawn.add_trace(_dots(rows.loc[chosen], answer, look, named=True))
    top = max(rows["level"].max(), 3) + 1.6
    opened = bool(_open(rows).any())
    if opened:
        drawn.add_trace(open_key(look, lang))
    drawn.update_layout(
        height=HEIGHT,
        showlegend=opened,
        legend={**legend(rtl=rtl, y=-KEY / HEIGHT), "yanchor": "top"},
        margin={"l": EDGE, "r": EDGE, "t": 58, "b": 30 + KEY * opened},
        xaxis=axis(look, grid=True, range=scale[::-1] if rtl else scale, nticks=8),
        yaxis={"visible": False, "range": [-1.4, top], "fixedrange": True},
    )
    _lines(drawn, rows, answer, look)
    return drawn


def levels(values: list[float], spread: float) -> list[int]:
    """The height of each dot, in dots: the lowest at which it touches none before it.

    `values` stand in order; `spread` is the length of the scale in their unit.
    """
    width = DOT * (spread or 1.0)
    last: list[float] = []
    out = []
    for value in values:
        free = (i for i, before in enumerate(last) if value - before >= width)
        level = next(free, len(last))
        last[level : level + 1] = [value]
        out.append(level)
    return out


def _open(rows: pd.DataFrame) -> pd.Series:
    """Whether a dot is open: its value is old, or enters no comparison."""
    return rows["old"] | ~rows["compared"]


def _dots(rows: pd.DataFrame, answer: Answer, look: Look, *, named: bool) -> go.Scatter:
    """Dots without a name, or those of the members chosen, each with its name above it."""
    lang = answer.view.lang
    colour = look.accent if named else look.disputed
    return go.Scatter(
        showlegend=False,
        x=rows["value"],
        y=rows["level"],
        mode="markers+text" if named else "markers",
        text=[directed(name, lang) for name in rows["area"]] if named else None,
        textposition=[("top center", "bottom center")[i % 2] for i in range(len(rows))],
        textfont={"size": BODY, "color": look.ink, "shadow": halo(look)},
        customdata=rows[["iso3", "area", "year"]].astype(object).to_numpy(),
        hovertext=[said(row, answer) for _, row in rows.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "size": 13 if named else 10,
            "color": colour,
            "symbol": ["circle-open" if each else "circle" for each in _open(rows)],
            "line": {"width": 1.6, "color": colour},
        },
    )


def _lines(drawn: go.Figure, rows: pd.DataFrame, answer: Answer, look: Look) -> None:
    """The median of the members that compare, and the groups: dashed lines, figures above."""
    lang = answer.view.lang
    groups = answer.frame.loc[(answer.frame["role"] != "member") & answer.frame["value"].notna()]
    marks = list(zip(groups["value"], groups["area"], strict=True))
    own = rows.loc[rows["compared"], "value"]
    if len(own):
        marks.append((float(own.median()), text("charts.median", lang, n=len(own))))
    for place, (value, name) in enumerate(sorted(marks)):
        drawn.add_vline(
            x=value, line={"color": look.reference, "dash": "dash", "width": 1.3}, layer="below"
        )
        drawn.add_annotation(
            text=directed(f"{name} {number(value, lang, answer.decimals)}", lang),
            showarrow=False,
            x=value,
            yref="paper",
            y=1,
            yanchor="bottom",
            yshift=2 + 17 * (place % 3),
            font={"size": SMALL, "color": look.muted},
        )
