"""Change as a row a member: the earlier value open, the latest full, the points between them.

For a room: where many lines from year to year lie on each other, none of them bears a name.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts.kinds.bars import FEW, LEAST, NAMES, names_down
from observatory.charts.kinds.change import ends
from observatory.charts.kinds.gap import connectors
from observatory.charts.theme import SMALL, Look, axis, directed, legend
from observatory.i18n import difference, language, span, text

EDGE = 80


def figure(answer: Answer, look: Look) -> go.Figure:
    """The changes of an answer's members, a row each, in its order."""
    places = {iso3: at for at, iso3 in enumerate(dict.fromkeys(answer.frame["iso3"]))}
    rows = ends(answer).sort_values("iso3", key=lambda codes: codes.map(places))
    lang = answer.view.lang
    rtl = language(lang).rtl
    names = list(rows["area"])
    most = float(rows[["first", "last"]].max().max())
    scale = [min(0.0, float(rows[["first", "last"]].min().min())), most * 1.22]
    height = max(LEAST, FEW * len(names))
    drawn = go.Figure([connectors(rows["first"], rows["last"], names, look)])
    for end in ("first", "last"):
        drawn.add_trace(_marks(rows, end, names, answer, look))
    drawn.update_layout(
        height=height,
        margin={"l": EDGE if rtl else NAMES, "r": NAMES if rtl else EDGE, "t": 62, "b": 12},
        legend=legend(rtl=rtl, y=1 + 26 / height),
        xaxis=axis(look, grid=True, range=scale[::-1] if rtl else scale, side="top", nticks=6),
        yaxis=names_down(names, look, rtl=rtl),
    )
    return drawn


def _marks(
    rows: pd.DataFrame, end: str, names: list[str], answer: Answer, look: Look
) -> go.Scatter:
    """The values of one end; the greater one carries the points of the change and its years."""
    lang = answer.view.lang
    is_last = end == "last"
    greater = (rows["last"] >= rows["first"]) == is_last
    points = [
        _points(row, answer) if here else ""
        for (_, row), here in zip(rows.iterrows(), greater, strict=True)
    ]
    return go.Scatter(
        name=text(f"charts.key.{end}", lang),
        x=rows[end],
        y=names,
        mode="markers+text",
        text=[f"   {directed(words, lang)}   " for words in points],
        textposition="middle left" if language(lang).rtl else "middle right",
        textfont={"size": SMALL, "color": look.ink},
        cliponaxis=False,
        customdata=rows[["iso3", "area", f"{end}_year"]].astype(object).to_numpy(),
        marker={
            "size": 11,
            "color": look.accent,
            "symbol": "circle" if is_last else "circle-open",
            "line": {"width": 1.6, "color": look.accent},
        },
    )


def _points(row: pd.Series, answer: Answer) -> str:
    """The change in points, and the years of its two values."""
    lang = answer.view.lang
    points = difference(row["last"], row["first"], lang, answer.decimals)
    return f"{points} ({span(row['first_year'], row['last_year'], lang)})"
