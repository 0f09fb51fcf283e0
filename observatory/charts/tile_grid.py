"""The tile grid: one equal cell a member, in the shape of the world that a reader knows.

Every member is seen at the same size, small islands and large deserts alike; no border is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.map_layers import Layer, Palette, layers
from observatory.charts.theme import legend
from observatory.i18n import language, number

# Parts of a cell's height and width that are painted; the rest is the gap between cells.
CELL = 0.93


def figure(
    frame: pd.DataFrame,
    *,
    classes: Sequence[str],
    look: Palette,
    words: Mapping[str, str],
    lang: str,
    decimals: int,
) -> go.Figure:
    """The tile grid of one indicator.

    `frame` has one row a member: `iso3`, `value`, `year`, `colour_class`, `hover` (name, value,
    year, source and estimate type, or the reason why there is no value), `row` and `column`.
    `classes` are the classes' words from the lowest. A cell says the member's code, its value and
    the value's year; one without a value is hatched. Title and source line are the caller's.
    """
    traces = [
        _trace(layer, look=look, lang=lang, decimals=decimals)
        for layer in layers(frame, classes=classes, look=look, words=words)
    ]
    drawn = go.Figure(traces)
    rtl = language(lang).rtl
    hidden = {"visible": False, "fixedrange": True}
    across, down = int(frame["column"].max()), int(frame["row"].max())
    drawn.update_layout(
        barmode="overlay",
        paper_bgcolor=look.paper,
        plot_bgcolor=look.paper,
        font={"family": look.font, "color": look.ink, "size": 13},
        margin={"l": 8, "r": 8, "t": 32, "b": 8},
        xaxis={**hidden, "range": [-0.5, across + 0.5]},
        yaxis={**hidden, "range": [down + 0.5, -0.5]},
        hoverlabel={"align": "right" if rtl else "left", "font": {"family": look.font}},
        legend=legend(rtl=rtl),
    )
    return drawn


def _trace(layer: Layer, *, look: Palette, lang: str, decimals: int) -> go.Bar:
    """The cells of one colour: bars of one cell's height around the middle of their row.

    Plotly leaves a trace without bars out of the legend: a colour without members has one nowhere.
    """
    rows = layer.rows
    heights: list[float | None] = [CELL for _ in rows.index]
    pattern = {"shape": "/", "fgcolor": look.muted, "bgcolor": layer.colour, "size": 7,
               "solidity": 0.12}  # fmt: skip
    return go.Bar(
        name=layer.name,
        x=[*rows["column"]] or [None],
        base=(rows["row"] - CELL / 2).tolist(),
        y=heights or [None],
        width=CELL,
        text=[
            _label(iso3, value, year, lang, decimals)
            for iso3, value, year in zip(rows["iso3"], rows["value"], rows["year"], strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": layer.ink, "size": 13},
        customdata=rows[["iso3", "value", "year"]].astype(object).to_numpy(),
        hovertext=rows["hover"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": layer.colour,
            "line": {"width": 1 if layer.hatched else 0, "color": look.muted},
            "pattern": pattern if layer.hatched else None,
        },
        showlegend=True,
    )


def _label(iso3: str, value: float, year: object, lang: str, decimals: int) -> str:
    """A cell's text: the code, and under it the value and its year where there is one."""
    if pd.isna(value):
        return f"<b>{iso3}</b>"
    figures = number(value, lang, decimals)
    return f"<b>{iso3}</b><br>{figures}<br><span style='font-size:10px'>{year}</span>"
