"""Activities on a line of time: planned open, realised full, and where a date passed unrecorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.theme import SMALL, Look, axis, directed, legend, nothing
from observatory.i18n import language, text

ROW, NAMES = 32, 372
KINDS = ("realised", "planned", "passed")


def figure(rows: pd.DataFrame, *, as_of: date, look: Look, lang: str) -> go.Figure:
    """The timeline of activities.

    `rows`: label, kind (`realised`, `planned`, `passed`, or empty where no date is known), first
    and last (dates), hover; in the order shown. The dotted line is the day of the build.
    """
    dated = rows.loc[rows["first"].notna()]
    if dated.empty:
        return nothing(text("commitments.no_dates", lang), look, lang)
    drawn = go.Figure()
    for kind in KINDS:
        part = dated.loc[dated["kind"] == kind]
        drawn.add_trace(_bars(part, kind, look, lang))
    rtl = language(lang).rtl
    labels = list(rows["label"])
    first = min(dated["first"]).replace(month=1, day=1)
    last = max(*dated["last"], as_of) + timedelta(days=60)
    span = [first, last]
    drawn.update_layout(
        height=ROW * len(labels),
        margin={"l": 16 if rtl else NAMES, "r": NAMES if rtl else 16, "t": 34, "b": 40},
        barmode="overlay",
        bargap=0.5,
        legend=legend(rtl=rtl),
        xaxis=axis(
            look,
            grid=True,
            type="date",
            range=span[::-1] if rtl else span,
            dtick="M12",
            tickformat="%Y",
        ),
        yaxis=axis(
            look,
            grid=False,
            type="category",
            side="right" if rtl else "left",
            categoryorder="array",
            categoryarray=labels,
            range=[len(labels) - 0.5, -0.5],
            ticklabelstandoff=6,
            tickfont={"size": SMALL, "color": look.ink},
        ),
    )
    drawn.add_vline(
        x=as_of.isoformat(), line={"color": look.reference, "dash": "dot", "width": 1.4}
    )
    return drawn


def _bars(part: pd.DataFrame, kind: str, look: Look, lang: str) -> go.Bar:
    """The bars of one kind; a day is drawn at least a fortnight wide, its hover says more."""
    width = [
        max((b - a).days + 1, 14) * 86_400_000
        for a, b in zip(part["first"], part["last"], strict=True)
    ]
    return go.Bar(
        name=text(f"commitments.key.{kind}", lang),
        orientation="h",
        base=[day.isoformat() for day in part["first"]],
        x=width or [None],
        y=list(part["label"]) or [None],
        hovertext=[directed(words, lang) for words in part["hover"]],
        hovertemplate="%{hovertext}<extra></extra>",
        marker=_fill(kind, look),
        showlegend=True,
    )


def _fill(kind: str, look: Look) -> Mapping[str, object]:
    line = {"color": look.accent if kind != "passed" else look.reference, "width": 1.4}
    hatch = {
        "shape": "/",
        "fgcolor": look.reference,
        "bgcolor": look.paper,
        "size": 6,
        "solidity": 0.3,
    }
    return {
        "realised": {"color": look.accent, "line": line},
        "planned": {"color": look.paper, "line": line},
        "passed": {"color": look.paper, "line": line, "pattern": hatch},
    }[kind]
