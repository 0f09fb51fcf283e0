"""A small panel a member, all on one scale: modelled lines and national points."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts import empty
from observatory.charts.marks import said
from observatory.charts.theme import SMALL, Look, axis, directed, legend
from observatory.i18n import language, number, text

# Panels in a row at most, the height of a row in pixels, and the parts of a panel that are drawn;
# a name above the first row takes a part of its own.
ACROSS, ROW, FEW_ROW = 10, 92, 150
WIDE, HIGH = 0.86, 0.62
# How far from the edge the words on the scale stand, in pixels.
APART = 44
KINDS = ("modelled", "projected", "reported")
NAMES = {
    "modelled": "charts.key.modelled",
    "projected": "charts.key.projected",
    "reported": "charts.key.national",
}


def figure(answer: Answer, look: Look) -> go.Figure:
    """The panels of an answer; one without a value says so by being empty."""
    frame = answer.frame.loc[(answer.frame["role"] == "member")]
    shown = frame.loc[frame["value"].notna()]
    if shown.empty:
        return empty.figure(answer, look)
    lang = answer.view.lang
    rtl = language(lang).rtl
    names = dict(frame[["iso3", "area"]].drop_duplicates().to_numpy())
    across = min(ACROSS, len(names))
    down = ceil(len(names) / across)
    at = {iso3: (place % across, place // across) for place, iso3 in enumerate(names)}
    drawn = go.Figure()
    drawn.add_trace(_frames(at, look))
    for kind in KINDS:
        part = _of_kind(shown, kind)
        if kind != "projected" or not part.empty:
            drawn.add_trace(_panels(_placed(part, shown, at), kind, answer, look))
    width = [-0.05, across - (1 - WIDE) + 0.05]
    row, above = (ROW, 0.36) if down > 2 else (FEW_ROW, 0.2)
    drawn.update_layout(
        height=row * down,
        margin={"l": 12, "r": 12, "t": 34, "b": 22},
        legend=legend(rtl=rtl),
        xaxis={"visible": False, "range": width[::-1] if rtl else width, "fixedrange": True},
        yaxis={"visible": False, "range": [down - 0.3, -above], "fixedrange": True},
    )
    for note in _names(names, at, look, lang):
        drawn.add_annotation(note)
    drawn.add_annotation(_scale(shown, answer, look))
    return drawn


def panels(answer: Answer, look: Look) -> Iterator[tuple[str, go.Figure]]:
    """Each member with its panel as a figure of its own, on the years and values of them all."""
    frame = answer.frame.loc[answer.frame["role"] == "member"]
    shown = frame.loc[frame["value"].notna()]
    if shown.empty:
        return
    years = [float(shown["year"].min()) - 0.5, float(shown["year"].max()) + 0.5]
    values = [min(0.0, float(shown["value"].min())), float(shown["value"].max()) * 1.05]
    rtl = language(answer.view.lang).rtl
    for _, part in frame.groupby("iso3", sort=False):
        drawn = go.Figure()
        known = part.loc[part["value"].notna()]
        for kind in KINDS:
            rows = _of_kind(known, kind)
            if kind != "projected" or not rows.empty:
                drawn.add_trace(_lone(rows.sort_values("year"), kind, answer, look))
        drawn.update_layout(
            xaxis=axis(look, grid=False, range=years[::-1] if rtl else years, tickformat="d"),
            yaxis=axis(look, grid=True, range=values, nticks=3),
        )
        yield str(part["area"].iloc[0]), drawn


def _of_kind(shown: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The values of a kind; projections begin at each member's last estimate, and are dashed."""
    if kind == "reported":
        return shown.loc[shown["estimate"] == "reported"]
    model = shown.loc[shown["estimate"] != "reported"].sort_values(["iso3", "year"])
    ahead = model["estimate"] == "projected"
    if kind == "modelled":
        return model.loc[~ahead]
    begins = ahead.groupby(model["iso3"]).shift(-1, fill_value=False) & ~ahead
    return model.loc[ahead | begins]


def _style(kind: str, look: Look, *, width: float, size: int) -> dict[str, object]:
    """Points for national values, a line for modelled ones, dashes for projections; its name."""
    dash = "2px,3px" if kind == "projected" else "solid"
    return {
        "mode": "markers" if kind == "reported" else "lines",
        "marker": {"size": size, "color": look.accent},
        "line": {"color": look.categorical[1], "width": width, "dash": dash},
    }


def _lone(rows: pd.DataFrame, kind: str, answer: Answer, look: Look) -> go.Scatter:
    """The values of a kind in a panel of its own: points, or a line."""
    return go.Scatter(
        name=text(NAMES[kind], answer.view.lang),
        x=rows["year"].astype("float64"),
        y=rows["value"],
        meta={name: str(rows[name].iloc[0]) for name in ("iso3", "area")} if len(rows) else {},
        **_style(kind, look, width=2, size=6),
    )


def _placed(
    part: pd.DataFrame, shown: pd.DataFrame, at: dict[str, tuple[int, int]]
) -> pd.DataFrame:
    """The values at their place in the grid of panels: x to the right, y down."""
    first, last = int(shown["year"].min()), int(shown["year"].max())
    low, high = min(0.0, float(shown["value"].min())), float(shown["value"].max())
    column = part["iso3"].map(lambda iso3: at[iso3][0])
    row = part["iso3"].map(lambda iso3: at[iso3][1])
    along = (part["year"].astype(float) - first) / ((last - first) or 1)
    up = (part["value"] - low) / ((high - low) or 1.0)
    return part.assign(x=column + WIDE * along, y=row + HIGH * (1 - up))


def _panels(rows: pd.DataFrame, kind: str, answer: Answer, look: Look) -> go.Scatter:
    """All values of a kind as one trace, with a break between members."""
    lang = answer.view.lang
    parts = []
    for _, part in rows.sort_values(["iso3", "year"]).groupby("iso3"):
        parts += [part, part.iloc[:1].assign(x=None, y=None)]
    whole = pd.concat(parts) if parts else rows
    return go.Scatter(
        name=text(NAMES[kind], lang),
        x=whole["x"] if parts else [None],
        y=whole["y"] if parts else [None],
        **_style(kind, look, width=1.4, size=4),
        customdata=whole[["iso3", "year", "value"]].astype(object).to_numpy() if parts else None,
        hovertext=[said(row, answer) for _, row in whole.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=True,
    )


def _frames(at: dict[str, tuple[int, int]], look: Look) -> go.Scatter:
    """The base line of each panel."""
    x: list[float | None] = []
    y: list[float | None] = []
    for column, row in at.values():
        x += [column, column + WIDE, None]
        y += [row + HIGH, row + HIGH, None]
    line = {"color": look.grid, "width": 1}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _names(
    names: dict[str, str], at: dict[str, tuple[int, int]], look: Look, lang: str
) -> Iterator[dict[str, object]]:
    """The name of each member above its panel."""
    rtl = language(lang).rtl
    for iso3, (column, row) in at.items():
        yield {
            "text": directed(names[iso3], lang),
            "showarrow": False,
            "x": column,
            "xanchor": "right" if rtl else "left",
            "y": row,
            "yanchor": "bottom",
            "font": {"size": SMALL - 1, "color": look.ink},
        }


def _scale(shown: pd.DataFrame, answer: Answer, look: Look) -> dict[str, object]:
    """What every panel spans: years and values, said once."""
    lang = answer.view.lang
    low, high = min(0.0, float(shown["value"].min())), float(shown["value"].max())
    scale = text(
        "charts.multiples.scale",
        lang,
        first=int(shown["year"].min()),
        last=int(shown["year"].max()),
        low=number(low, lang, answer.decimals),
        high=number(high, lang, answer.decimals),
    )
    rtl = language(lang).rtl
    return {
        "text": directed(scale, lang),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0 if rtl else 1,
        "xanchor": "left" if rtl else "right",
        # A picture is drawn in a wider face than the page, in which the words are measured.
        "xshift": APART if rtl else -APART,
        "y": 1,
        "yanchor": "bottom",
        "yshift": 4,
        "font": {"size": SMALL, "color": look.muted},
    }
