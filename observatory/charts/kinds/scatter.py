"""Two indicators against each other: a point a member, no line through them, no number for them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts.marks import KINDS, describes, kind, mark
from observatory.charts.theme import BODY, SMALL, Look, axis, directed, halo, legend, nothing
from observatory.i18n import language, number, text

HEIGHT = 430
# So many names stand beside their points; beyond, the codes of the members do.
NAMED = 25


def pairs(answer: Answer) -> pd.DataFrame:
    """The members with both values: iso3, area, oic_group, and x and y with year and estimate."""
    frame = answer.frame.loc[answer.frame["role"] == "member"]
    first, second = (frame.loc[frame["indicator_id"] == i] for i in answer.view.indicator[:2])
    columns = ["value", "year", "estimate", "old", "compared"]
    both = first[["iso3", "area", "oic_group", *columns]].merge(
        second[["iso3", *columns]], on="iso3", suffixes=("_x", "_y")
    )
    return both.loc[both["value_x"].notna() & both["value_y"].notna()].reset_index(drop=True)


def figure(answer: Answer, look: Look) -> go.Figure:
    """The scatter of an answer: x is the first indicator, y the second."""
    lang = answer.view.lang
    rows = pairs(answer)
    if rows.empty:
        return nothing(text("charts.both_missing", lang), look, lang)
    rtl = language(lang).rtl
    drawn = go.Figure()
    kinds = rows.apply(_kind, axis="columns")
    # By the first of their codes, so that a group has one colour in every language.
    groups = list(rows.groupby("oic_group")["iso3"].min().sort_values().index)
    colours = {name: look.categorical[at] for at, name in enumerate(groups)}
    named = len(rows) <= NAMED
    for (each, group), part in rows.groupby([kinds, "oic_group"], sort=True):
        drawn.add_trace(_trace(part, str(each), colours[group], answer, look=look, named=named))
    drawn.add_traces([_key(name, "reported", colours[name], look) for name in groups if name])
    drawn.add_traces(
        [
            _key(text(f"charts.{each}", lang), each, look.muted, look)
            for each in KINDS
            if (kinds == each).any()
        ]
    )
    titles = _axis_titles(answer)
    span = {axis_name: _span(rows[f"value_{axis_name}"]) for axis_name in "xy"}
    drawn.update_layout(
        height=HEIGHT,
        margin={"l": 24 if rtl else 64, "r": 64 if rtl else 24, "t": 30, "b": 48},
        xaxis=axis(look, grid=True, range=span["x"][::-1] if rtl else span["x"], **titles[0]),
        yaxis=axis(look, grid=True, range=span["y"], side="right" if rtl else "left", **titles[1]),
        legend=legend(rtl=rtl),
    )
    describes(drawn, look, lang)
    return drawn


def _kind(pair: pd.Series) -> str:
    """What stands behind a point: by age first, then by the weaker of its two values."""
    weaker = next(
        (each for each in (pair["estimate_x"], pair["estimate_y"]) if each != "reported"),
        "reported",
    )
    old, compared = pair["old_x"] or pair["old_y"], pair["compared_x"] and pair["compared_y"]
    return kind(weaker, old=bool(old), compared=bool(compared))


def _key(name: str, kind_of_value: str, colour: str, look: Look) -> go.Scatter:
    """An entry of the key: a group by its colour, what stands behind a value by its shape."""
    marker = {**mark(kind_of_value, look), "color": colour}
    return go.Scatter(name=name, x=[None], y=[None], mode="markers", marker=marker, showlegend=True)


def _trace(
    rows: pd.DataFrame, kind_of_value: str, colour: str, answer: Answer, *, look: Look, named: bool
) -> go.Scatter:
    """The points of one kind and group, each with its name, or its code where there are many."""
    return go.Scatter(
        x=rows["value_x"],
        y=rows["value_y"],
        mode="markers+text",
        text=rows["area" if named else "iso3"],
        textposition="top center",
        textfont={"size": SMALL if named else SMALL - 2, "shadow": halo(look)},
        customdata=rows[["iso3", "area", "year_y", "year_x"]].astype(object).to_numpy(),
        hovertext=[_hover(row, answer) for _, row in rows.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        marker={**mark(kind_of_value, look), "color": colour},
    )


def _hover(row: pd.Series, answer: Answer) -> str:
    lang = answer.view.lang
    names = dict(answer.frame[["indicator_id", "indicator"]].drop_duplicates().to_numpy())
    lines = [f"<b>{row['area']}</b>"]
    for side, indicator_id in zip("xy", answer.view.indicator, strict=False):
        value = number(row[f"value_{side}"], lang, answer.decimals)
        kind = text(f"estimate.{row[f'estimate_{side}']}", lang)
        lines.append(f"{names[indicator_id]}: {value} · {row[f'year_{side}']} · {kind}")
    return directed("<br>".join(lines), lang)


def _axis_titles(answer: Answer) -> list[Mapping[str, object]]:
    units = dict(answer.frame[["indicator_id", "unit"]].drop_duplicates().to_numpy())
    names = dict(answer.frame[["indicator_id", "indicator"]].drop_duplicates().to_numpy())
    return [
        {"title": {"text": f"{names[each]} ({units[each]})", "font": {"size": BODY}}}
        for each in answer.view.indicator[:2]
    ]


def _span(values: pd.Series) -> list[float]:
    low, high = float(values.min()), float(values.max())
    room = (high - low or abs(high) or 1) * 0.08
    return [0 - room / 2 if 0 <= low <= 0.7 * high else low - room, high + room]
