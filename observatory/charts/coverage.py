"""How far the figures go: indicator by member, the age of the latest value and its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.grid import laid_out
from observatory.charts.theme import Look, directed, nothing
from observatory.i18n import language, text
from observatory.methods.estimates import comparable

AGES = ("none", "old", "middle", "recent")


def figure(
    coverage: pd.DataFrame,
    *,
    indicators: Mapping[str, str],
    members: Mapping[str, str],
    as_of: int,
    look: Look,
    lang: str,
) -> go.Figure:
    """The coverage of every indicator and member.

    `coverage`: indicator_id, iso3, year, estimate (as `queries.coverage.coverage`). `indicators`
    and `members`: names by id, in the order shown. `as_of`: the year from which age counts. A dot
    marks a value that is modelled, so that kind does not rest on colour.
    """
    if coverage["year"].notna().sum() == 0:
        return nothing(text("charts.heat.none", lang), look, lang)
    rows = coverage.loc[coverage["indicator_id"].isin(indicators)].copy()
    rows["class"] = [age_class(year, as_of) for year in rows["year"]]
    grid = rows.pivot_table(index="indicator_id", columns="iso3", values="class", observed=True)
    grid = grid.reindex(index=list(indicators), columns=list(members))
    drawn = go.Figure(_cells(grid, rows, indicators, members, look=look, lang=lang))
    modelled = rows.loc[rows["estimate"].isin(comparable("modelled"))]
    drawn.add_trace(_dots(modelled, indicators, members, look, lang))
    drawn.add_trace(_strokes(grid, indicators, look, lang))
    for number_of, name in reversed(list(enumerate(AGES))[1:]):
        drawn.add_trace(_key(text(f"charts.heat.{name}", lang), _ramp(look)[number_of], look))
    laid_out(drawn, list(indicators.values()), members, look=look, rtl=language(lang).rtl)
    return drawn


def age_class(year: float | None, as_of: int) -> int:
    """The place in `AGES` of a value's year: none, older than 5 years, 3 to 5, up to 2."""
    if pd.isna(year):
        return 0
    age = as_of - int(year)
    return 3 if age <= 2 else 2 if age <= 5 else 1


def _ramp(look: Look) -> Sequence[str]:
    return (look.no_data, look.sequential[0], look.sequential[2], look.sequential[4])


def _cells(
    grid: pd.DataFrame,
    rows: pd.DataFrame,
    indicators: Mapping[str, str],
    members: Mapping[str, str],
    *,
    look: Look,
    lang: str,
) -> go.Heatmap:
    ramp = _ramp(look)
    scale = [[edge / 4, ramp[step]] for step in range(4) for edge in (step, step + 1)]
    year = rows.pivot_table(index="indicator_id", columns="iso3", values="year", observed=True)
    year = year.reindex(index=list(indicators), columns=list(members))
    said = [
        [_hover(name, area, year[m][i], lang) for m, area in members.items()]
        for i, name in indicators.items()
    ]
    return go.Heatmap(
        z=grid.to_numpy(dtype=float),
        x=list(members),
        y=list(indicators.values()),
        zmin=-0.5,
        zmax=3.5,
        colorscale=scale,
        showscale=False,
        xgap=1.5,
        ygap=1.5,
        hovertext=said,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hover(indicator: str, area: str, year: float, lang: str) -> str:
    last = text("charts.heat.none", lang) if pd.isna(year) else str(int(year))
    return directed(f"<b>{area}</b><br>{indicator}<br>{last}", lang)


def _dots(
    modelled: pd.DataFrame,
    indicators: Mapping[str, str],
    members: Mapping[str, str],
    look: Look,
    lang: str,
) -> go.Scatter:
    shown = modelled.loc[modelled["iso3"].isin(members)]
    return go.Scatter(
        name=text("charts.heat.modelled", lang),
        x=shown["iso3"],
        y=shown["indicator_id"].map(dict(indicators)),
        mode="markers",
        marker={"size": 5, "color": look.paper, "line": {"color": look.ink, "width": 1}},
        hoverinfo="skip",
        showlegend=True,
    )


def _strokes(
    grid: pd.DataFrame, indicators: Mapping[str, str], look: Look, lang: str
) -> go.Scatter:
    """A stroke in each empty cell: its pale colour is too near to that of an old value."""
    none = grid.isna() | (grid == 0)
    empty = [(i, m) for m in grid.columns for i in grid.index[none[m]]]
    return go.Scatter(
        name=text("charts.heat.none", lang),
        x=[m for _, m in empty],
        y=[indicators[i] for i, _ in empty],
        mode="markers",
        marker={"symbol": "line-ew", "size": 6, "line": {"color": look.muted, "width": 1}},
        hoverinfo="skip",
        showlegend=True,
    )


def _key(name: str, colour: str, look: Look) -> go.Scatter:
    """A line of the legend for one age."""
    return go.Scatter(
        name=name,
        x=[None],
        y=[None],
        mode="markers",
        showlegend=True,
        marker={
            "symbol": "square",
            "size": 13,
            "color": colour,
            "line": {"color": look.muted, "width": 1},
        },
    )
