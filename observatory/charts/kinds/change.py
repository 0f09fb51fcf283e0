"""Change as a line from an earlier value to the latest, each at its own year (methods M4)."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts import empty
from observatory.charts.label_spacing import apart
from observatory.charts.theme import SMALL, Look, axis, directed, halo
from observatory.i18n import difference, language, number, text

HEIGHT, NAMES, LINE = 440, 190, 16
# So many members are all named at their lines' ends; of more, those chosen by the reader are.
NAMED = 12


def ends(answer: Answer) -> pd.DataFrame:
    """The members with a change: iso3, area, first_year, first, last_year, last."""
    frame = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    by_member = frame.sort_values("year").groupby("iso3", sort=False)
    out = by_member.agg(
        area=("area", "first"),
        first_year=("year", "first"),
        first=("value", "first"),
        last_year=("year", "last"),
        last=("value", "last"),
    )
    return out.reset_index()


def figure(answer: Answer, look: Look) -> go.Figure:
    """A line a member between the two years of its change."""
    rows = ends(answer)
    if rows.empty:
        return empty.figure(answer, look)
    rtl = language(answer.view.lang).rtl
    few = len(rows) <= NAMED
    bold = rows["iso3"].isin(answer.view.members) if not few else pd.Series(True, index=rows.index)
    drawn = go.Figure()
    for quiet in (True, False):
        part = rows.loc[bold != quiet]
        for place, (_, row) in enumerate(part.iterrows()):
            drawn.add_trace(_line(row, answer, look, place=None if quiet else place))
    first, last = int(rows["first_year"].min()), int(rows["last_year"].max())
    years = [first - 0.6, last + 0.4]
    values = [*rows["first"], *rows["last"], 0.0]
    up = [min(values), max(values) + (max(values) - min(values)) * 0.05]
    drawn.update_layout(
        height=HEIGHT,
        showlegend=False,
        margin={"l": NAMES if rtl else 48, "r": 48 if rtl else NAMES, "t": 18, "b": 34},
        xaxis=axis(look, grid=True, range=years[::-1] if rtl else years, tickformat="d", nticks=10),
        yaxis=axis(look, grid=True, side="right" if rtl else "left", range=up),
    )
    _named(drawn, rows.loc[bold], answer, look)
    return drawn


def _line(row: pd.Series, answer: Answer, look: Look, place: int | None) -> go.Scatter:
    """The line of one member: grey, or in a colour of its own where it is named."""
    lang = answer.view.lang
    colour = look.disputed if place is None else _colour(place, look)
    hover = directed(_hover(row, answer), lang)
    return go.Scatter(
        x=[row["first_year"], row["last_year"]],
        y=[row["first"], row["last"]],
        mode="lines+markers",
        name=row["area"],
        meta={} if place is None else {"end": _end(row, answer)},
        customdata=[[row["iso3"], row["area"], row[year]] for year in ("first_year", "last_year")],
        hovertext=[hover, hover],
        hovertemplate="%{hovertext}<extra></extra>",
        line={"color": colour, "width": 1.2 if place is None else 2.4},
        marker={
            "size": 6 if place is None else 8,
            "symbol": ["circle-open", "circle"],
            "color": colour,
        },
    )


def _colour(place: int, look: Look) -> str:
    return look.categorical[place % len(look.categorical)]


def _named(drawn: go.Figure, rows: pd.DataFrame, answer: Answer, look: Look) -> None:
    """Names with the change in points, beyond the last year, none on top of another."""
    if rows.empty:
        return
    lang = answer.view.lang
    rtl = language(lang).rtl
    span = [*answer.frame["value"].dropna(), 0.0]
    scale = (max(span) - min(span) or 1.0) / HEIGHT
    heights = apart(list(rows["last"]), [LINE * scale] * len(rows))
    for place, ((_, row), y) in enumerate(zip(rows.iterrows(), heights, strict=True)):
        drawn.add_annotation(
            text=directed(_end(row, answer), lang),
            showarrow=False,
            xref="paper",
            x=0 if rtl else 1,
            xanchor="right" if rtl else "left",
            xshift=-4 if rtl else 4,
            y=y,
            font={"size": SMALL, "color": _colour(place, look), "shadow": halo(look)},
        )


def _end(row: pd.Series, answer: Answer) -> str:
    """What stands at the end of a line: the member and its change."""
    points = difference(row["last"], row["first"], answer.view.lang, answer.decimals)
    return f"{row['area']} {points}"


def _hover(row: pd.Series, answer: Answer) -> str:
    lang = answer.view.lang
    said = text(
        "charts.change",
        lang,
        first=number(row["first"], lang, answer.decimals),
        first_year=row["first_year"],
        last=number(row["last"], lang, answer.decimals),
        last_year=row["last_year"],
        points=difference(row["last"], row["first"], lang, answer.decimals),
    )
    return f"<b>{row['area']}</b><br>{said}"
