"""An indicator above participation, member by member: two rows of dots that share their members.

The members stand in alphabetical order; nothing is fitted, joined or pointed at.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.marks import KINDS, describes, kind, mark
from observatory.charts.theme import SMALL, Look, axis, directed, legend, nothing
from observatory.i18n import language, text
from observatory.methods.side_by_side import Cuts

HEIGHT, ROOM, NAMES, KEY = 400, 92, 122, 30
# Room beyond the last member for the figures of the medians, in pixels.
CUT_ROOM = 96
# Share of the height that the indicator, and then participation, may fill.
ABOVE, BELOW = [0.54, 1.0], [0.0, 0.46]


def figure(
    rows: pd.DataFrame,
    *,
    names: Mapping[str, str],
    at: Cuts | None,
    look: Look,
    lang: str,
) -> go.Figure:
    """The dots of the members plotted.

    `rows`: iso3, value, estimate, old, compared, lower, upper (shares of 1), hover, of the members
    plotted, in the order shown. `names`: titles of the two axes, `value` and `share`, and `members`
    by code. `at`: the medians to be drawn and printed, None where the gate is closed.
    """
    if rows.empty:
        return nothing(text("side_by_side.none", lang), look, lang)
    drawn = go.Figure()
    each_value = zip(rows["estimate"], rows["old"], rows["compared"], strict=True)
    kinds = pd.Series(
        [kind(estimate, old=old, compared=each) for estimate, old, each in each_value]
    )
    for each in KINDS:
        part = rows.loc[(kinds == each).to_numpy()]
        if len(part):
            drawn.add_trace(_values(part, each, look, lang))
    drawn.add_trace(_shares(rows, look, lang))
    rtl = language(lang).rtl
    beyond = 16 if at is None else CUT_ROOM
    drawn.update_layout(
        height=HEIGHT,
        margin={
            "l": beyond if rtl else ROOM,
            "r": ROOM if rtl else beyond,
            "t": KEY,
            "b": NAMES,
        },
        legend=legend(rtl=rtl),
        **_axes(rows, names, look, lang),
    )
    for name, y in (("value", ABOVE), ("share", BELOW)):
        _beside(drawn, names[name], sum(y) / 2, look=look, lang=lang)
    describes(drawn, look, lang)
    if at is not None:
        _cut(drawn, at, names, look=look, lang=lang)
    return drawn


def _axes(
    rows: pd.DataFrame, names: Mapping[str, str], look: Look, lang: str
) -> dict[str, dict[str, object]]:
    """One axis of members below both rows of dots, and the two scales."""
    rtl = language(lang).rtl
    side = "right" if rtl else "left"
    across = [-0.5, len(rows) - 0.5]
    low, high = float(rows["value"].min()), float(rows["value"].max())
    return {
        "xaxis": axis(
            look,
            grid=True,
            anchor="y2",
            type="category",
            tickangle=-90,
            range=across[::-1] if rtl else across,
            tickmode="array",
            tickvals=list(rows["iso3"]),
            ticktext=[names[iso3] for iso3 in rows["iso3"]],
            categoryorder="array",
            categoryarray=list(rows["iso3"]),
            tickfont={"size": SMALL - 1, "color": look.muted},
        ),
        "yaxis": axis(
            look,
            grid=True,
            domain=ABOVE,
            side=side,
            range=[min(0.0, low * 1.12), high * 1.12 or 1.0],
            nticks=5,
        ),
        "yaxis2": axis(
            look,
            grid=True,
            domain=BELOW,
            side=side,
            range=[-0.06, 1.06],
            tickvals=[0, 0.5, 1],
            ticktext=[f"{share}{language(lang).percent}" for share in (0, 50, 100)],
        ),
    }


def _values(part: pd.DataFrame, kind: str, look: Look, lang: str) -> go.Scatter:
    """The dots of the indicator of one kind."""
    return go.Scatter(
        name=text(f"side_by_side.key.{kind}", lang),
        x=part["iso3"],
        y=part["value"],
        mode="markers",
        marker=mark(kind, look),
        **_said(part, lang),
    )


def _shares(rows: pd.DataFrame, look: Look, lang: str) -> go.Scatter:
    """The dot of each lower bound, with a whisker up to the upper one."""
    return go.Scatter(
        name=text("side_by_side.key.bounds", lang),
        x=rows["iso3"],
        y=rows["lower"],
        yaxis="y2",
        mode="markers",
        marker={"size": 7, "color": look.categorical[2], "symbol": "square"},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": rows["upper"] - rows["lower"],
            "arrayminus": [0.0] * len(rows),
            "color": look.reference,
            "thickness": 1.6,
            "width": 3,
        },
        **_said(rows, lang),
    )


def _said(part: pd.DataFrame, lang: str) -> dict[str, object]:
    return {
        "customdata": part[["iso3"]].to_numpy(),
        "hovertext": [directed(words, lang) for words in part["hover"]],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": True,
    }


def _beside(drawn: go.Figure, title: str, y: float, *, look: Look, lang: str) -> None:
    """The title of an axis, upright beside it, where the reader's eye begins."""
    rtl = language(lang).rtl
    drawn.add_annotation(
        text=directed(title, lang),
        textangle=90 if rtl else -90,
        showarrow=False,
        xref="paper",
        yref="paper",
        x=1 if rtl else 0,
        xshift=ROOM - 24 if rtl else 24 - ROOM,
        y=y,
        align="center",
        font={"size": SMALL, "color": look.muted},
    )


def _cut(drawn: go.Figure, at: Cuts, names: Mapping[str, str], *, look: Look, lang: str) -> None:
    """The medians, as lines with their figures printed at them, and what is near to them."""
    rtl = language(lang).rtl
    for y, room, yref, words in (
        (at.value, at.value_room, "y", names["median_value"]),
        (at.lower, at.lower_room, "y2", names["median_share"]),
    ):
        across = {"xref": "paper", "x0": 0, "x1": 1, "yref": yref, "layer": "below"}
        drawn.add_shape(
            type="rect", y0=y - room, y1=y + room, fillcolor=look.grid, line={"width": 0}, **across
        )
        dashed = {"color": look.reference, "dash": "dash", "width": 1.4}
        drawn.add_shape(type="line", y0=y, y1=y, line=dashed, **across)
        drawn.add_annotation(
            text=directed(words, lang),
            showarrow=False,
            xref="paper",
            x=0 if rtl else 1,
            xanchor="right" if rtl else "left",
            yref=yref,
            y=y,
            font={"size": SMALL, "color": look.ink},
        )
