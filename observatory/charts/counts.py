"""Plain figures of counts and moments: spots on rows, spots on a scale, bars, cells by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.kinds.bars import names_down
from observatory.charts.map_layers import legible
from observatory.charts.theme import BODY, Look, axis, directed, legend
from observatory.charts.tile_grid import CELL
from observatory.i18n import language

ROW, LEAST = 44, 220


def spots(
    rows: pd.DataFrame,
    *,
    names: Sequence[str],
    across: tuple[float, float],
    marks: Mapping[str, Mapping[str, object]],
    look: Look,
    lang: str,
    years: bool = False,
) -> go.Figure:
    """Spots on rows that have names, the first on top.

    `rows`: x, row (one of `names`), kind (a key of `marks`), label (may be empty), hover. `marks`
    gives each kind, as it is called in the key, its plotly marker. `across`: ends of the scale.
    """
    rtl = language(lang).rtl
    drawn = go.Figure()
    for kind, marker in marks.items():
        part = rows.loc[rows["kind"] == kind]
        drawn.add_trace(
            go.Scatter(
                name=kind,
                x=list(part["x"]) or [None],
                y=list(part["row"]) or [None],
                mode="markers+text",
                text=[directed(words, lang) for words in part["label"]],
                textposition="top center",
                textfont={"size": BODY, "color": look.ink},
                cliponaxis=False,
                hovertext=[directed(words, lang) for words in part["hover"]],
                hovertemplate="%{hovertext}<extra></extra>",
                marker=marker,
                showlegend=True,
            )
        )
    drawn.update_layout(
        height=max(LEAST, ROW * len(names)),
        margin={"l": 24 if rtl else 230, "r": 230 if rtl else 24, "t": 34, "b": 30},
        legend=legend(rtl=rtl),
        xaxis=axis(look, grid=True, range=list(across)[:: -1 if rtl else 1],
                   **({"tickformat": "d", "dtick": 2} if years else {"nticks": 8})),
        yaxis=names_down(list(names), look, rtl=rtl),
    )  # fmt: skip
    return drawn


def scale(
    rows: pd.DataFrame,
    *,
    across: tuple[float, float],
    up: tuple[float, float],
    marker: Mapping[str, object],
    look: Look,
    lang: str,
) -> go.Figure:
    """Spots with their values above them, on years and a scale of counts. `rows`: x, y, label."""
    rtl = language(lang).rtl
    drawn = go.Figure(
        go.Scatter(
            x=list(rows["x"]) or [None],
            y=list(rows["y"]) or [None],
            mode="markers+text",
            text=[directed(words, lang) for words in rows["label"]],
            textposition="top center",
            textfont={"size": BODY, "color": look.ink},
            marker=marker,
            showlegend=False,
        )
    )
    ends = list(across)[:: -1 if rtl else 1]
    drawn.update_layout(
        height=320,
        margin={"l": 40, "r": 40, "t": 20, "b": 30},
        xaxis=axis(look, grid=True, range=ends, tickformat="d", dtick=2),
        yaxis=axis(look, grid=True, range=list(up), side="right" if rtl else "left", dtick=10),
    )
    return drawn


def counts(
    rows: pd.DataFrame,
    *,
    names: Sequence[str],
    fills: Mapping[str, str],
    look: Look,
    lang: str,
) -> go.Figure:
    """Bars of counts by name, stacked by kind, the first name on top.

    `rows`: row (one of `names`), kind (a key of `fills`), value; at most one a row and kind.
    """
    rtl = language(lang).rtl
    drawn = go.Figure()
    for kind, colour in fills.items():
        part = rows.loc[rows["kind"] == kind]
        drawn.add_trace(
            go.Bar(
                name=kind,
                orientation="h",
                y=list(part["row"]) or [None],
                x=list(part["value"]) or [None],
                text=list(part["value"].astype(int).astype(str)),
                textposition="inside",
                textfont={"size": BODY, "color": legible(colour, look)},
                marker={"color": colour},
                showlegend=len(fills) > 1,
            )
        )
    most = float(rows.groupby("row")["value"].sum().max()) if len(rows) else 1.0
    ends = [0.0, most * 1.08]
    drawn.update_layout(
        barmode="stack",
        bargap=0.35,
        height=max(LEAST, ROW * len(names)),
        margin={"l": 24 if rtl else 330, "r": 330 if rtl else 24, "t": 34, "b": 20},
        legend=legend(rtl=rtl),
        xaxis=axis(look, grid=True, range=ends[::-1] if rtl else ends, side="top", nticks=6),
        yaxis=names_down(list(names), look, rtl=rtl),
    )
    return drawn


def tiles(rows: pd.DataFrame, *, fills: Mapping[str, str], look: Look, lang: str) -> go.Figure:
    """The tile grid by class. `rows`: iso3, row, column, kind (a key of `fills`), hover."""
    drawn = go.Figure()
    for kind, colour in fills.items():
        part = rows.loc[rows["kind"] == kind]
        drawn.add_trace(
            go.Bar(
                name=kind,
                x=list(part["column"]) or [None],
                base=list(part["row"] - CELL / 2),
                y=pd.Series(CELL, index=part.index),
                width=CELL,
                text=[f"<b>{iso3}</b>" for iso3 in part["iso3"]],
                textposition="inside",
                insidetextanchor="middle",
                textfont={"color": legible(colour, look), "size": BODY},
                hovertext=[directed(words, lang) for words in part["hover"]],
                hovertemplate="%{hovertext}<extra></extra>",
                marker={"color": colour, "line": {"width": 1, "color": look.muted}},
                showlegend=True,
            )
        )
    hidden = {"visible": False, "fixedrange": True}
    drawn.update_layout(
        barmode="overlay",
        height=420,
        margin={"l": 8, "r": 8, "t": 32, "b": 8},
        xaxis={**hidden, "range": [-0.5, rows["column"].max() + 0.5]},
        yaxis={**hidden, "range": [rows["row"].max() + 0.5, -0.5]},
        legend=legend(rtl=language(lang).rtl),
    )
    return drawn
