"""The marks of values: what stands behind a figure is told by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts.theme import SMALL, Look, directed
from observatory.i18n import language, number, text
from observatory.words.titles import modelled_beside

# In the order of the key.
KINDS = ("reported", "supported", "modelled", "old")
# The name of an annotation that must stand beside its figure wherever that is shown.
SENTENCE = "sentence"


def kind(estimate: str, *, old: bool, compared: bool) -> str:
    """The kind of mark of a value: by age first, then by its estimate type and support (M2)."""
    if old:
        return "old"
    if estimate == "reported":
        return "reported"
    return "supported" if compared else "modelled"


def mark(kind: str, look: Look, size: int = 10) -> Mapping[str, object]:
    """The mark of a kind."""
    shape, colour = {
        "reported": ("circle", look.accent),
        "supported": ("square", look.categorical[1]),
        "modelled": ("square-open", look.categorical[1]),
        "old": ("diamond-open", look.reference),
    }[kind]
    return {"size": size, "color": colour, "opacity": 0.85, "symbol": shape, "line": {"width": 1.6}}


def describes(drawn: go.Figure, look: Look, lang: str) -> None:
    """The sentence that stands in every figure of two things: describes, does not explain."""
    rtl = language(lang).rtl
    drawn.add_annotation(
        name=SENTENCE,
        text=directed(f"<b>{text('charts.describes', lang)}</b>", lang),
        showarrow=False,
        xref="paper",
        yref="paper",
        x=0 if rtl else 1,
        xanchor="left" if rtl else "right",
        y=1,
        yanchor="bottom",
        yshift=4,
        font={"size": SMALL, "color": look.muted},
    )


def said(row: pd.Series, answer: Answer) -> str:
    """What a mark of one value says: whose it is, the value, its year, its estimate type."""
    lang = answer.view.lang
    value = number(row["value"], lang, answer.decimals)
    kind_said = text(f"estimate.{row['estimate']}", lang)
    lines = [f"<b>{row['area']}</b>", f"{value} · {row['year']} · {kind_said}"]
    lines += modelled_beside(row, answer.decimals, lang)
    return directed("<br>".join(lines), lang)


def open_key(look: Look, lang: str) -> go.Scatter:
    """The entry of a key that says what open marks are."""
    line = {"width": 1.6, "color": look.muted}
    return go.Scatter(
        name=text("charts.key.aside", lang),
        x=[None],
        y=[None],
        mode="markers",
        marker={"symbol": "circle-open", "size": 11, "color": look.muted, "line": line},
    )
