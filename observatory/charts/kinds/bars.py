"""Bars of members: one latest value each, its year beside it, its estimate type in its fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts import empty
from observatory.charts.marks import SENTENCE
from observatory.charts.theme import SMALL, Look, axis, directed, halo, legend, small
from observatory.i18n import isolated, language, number, text
from observatory.methods.thresholds import BAND_POINTS
from observatory.words.titles import modelled_beside

# Height of a bar with its gap, the same where they are few, least height of the plot, width of the
# names' column: pixels.
ROW, FEW, LEAST, NAMES = 21, 32, 96, 178
# So many bars are few.
FITS = 12
# Height of the words under a reference line, in pixels.
NOTE = 16
# How a bar may be filled, in the order of the legend.
KINDS = ("reported", "supported", "unsupported", "imputed", "old")


def figure(answer: Answer, look: Look) -> go.Figure:
    """The bars of an answer, in its order; members without a value are not bars of zero."""
    members = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    if members.empty:
        return empty.figure(answer, look)
    rtl = language(answer.view.lang).rtl
    drawn = go.Figure()
    for kind in KINDS:
        rows = members.loc[[_kind(row) == kind for _, row in members.iterrows()]]
        if not rows.empty:
            drawn.add_trace(_trace(rows, kind, answer, look))
    names = list(members["area"])
    height = max(LEAST, (ROW if len(names) > FITS else FEW) * len(names))
    shown = answer.frame["value"].dropna()
    least, most = min(0.0, float(shown.min())), float(shown.max())
    scale = [least, most * 1.17]
    drawn.update_layout(
        barmode="overlay",
        bargap=0.28,
        height=height,
        margin={"l": 80 if rtl else NAMES, "r": NAMES if rtl else 80, "t": 46, "b": 12},
        legend=legend(rtl=rtl, y=1 + 24 / height),
        xaxis=axis(look, grid=True, range=scale[::-1] if rtl else scale, side="top", nticks=6),
        yaxis=names_down(names, look, rtl=rtl),
    )
    shades = list(_bands(answer, members, look))
    parts = list(_references(answer, look))
    for shape in [*shades, *(part["shape"] for part in parts)]:
        drawn.add_shape(shape)
    for part in parts:
        drawn.add_annotation(part["note"])
    if shades:
        drawn.add_annotation(_said_of_bands(answer, look, below=NOTE * len(parts)))
    drawn.update_layout(margin={"b": 12 + NOTE * (len(parts) + bool(shades))})
    return drawn


def names_down(names: Sequence[str], look: Look, *, rtl: bool) -> dict[str, object]:
    """The axis of names beside bars, the first on top, where reading begins."""
    return axis(
        look,
        grid=False,
        # Said outright: a first trace without points would make the axis one of numbers.
        type="category",
        side="right" if rtl else "left",
        categoryorder="array",
        categoryarray=names,
        range=[len(names) - 0.4, -0.6],
        ticklabelstandoff=6,
        tickfont={"size": SMALL, "color": look.ink},
    )


def bands(values: Sequence[float], width: float = BAND_POINTS) -> list[tuple[int, int]]:
    """The runs of neighbours that lie within `width` of the next: (first, last) positions.

    `values` stand in order; runs of one are left out (methods M3: an illustration, not an error).
    """
    cuts = [i + 1 for i, (a, b) in enumerate(pairwise(values)) if abs(a - b) > width]
    edges = pairwise([0, *cuts, len(values)])
    return [(first, last - 1) for first, last in edges if last - first > 1]


def _kind(row: pd.Series) -> str:
    """How a bar is filled: by age first, then by what stands behind the value."""
    if row["old"]:
        return "old"
    if row["estimate"] == "reported":
        return "reported"
    if row["estimate"] == "imputed":
        return "imputed"
    known = not pd.isna(row["supported"])
    return "supported" if known and bool(row["supported"]) else "unsupported"


def _trace(rows: pd.DataFrame, kind: str, answer: Answer, look: Look) -> go.Bar:
    lang = answer.view.lang
    return go.Bar(
        name=text(f"charts.{kind}", lang),
        orientation="h",
        y=rows["area"],
        x=rows["value"],
        customdata=rows[["iso3", "year", "estimate"]].astype(object).to_numpy(),
        text=[_label(row, answer) for _, row in rows.iterrows()],
        textposition="outside",
        constraintext="none",
        # A halo of paper, so that a reference line behind a number leaves it readable.
        textfont={"size": SMALL, "color": look.ink, "shadow": halo(look)},
        cliponaxis=False,
        hovertext=[_hover(row, answer) for _, row in rows.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        marker=_fill(kind, look),
        showlegend=True,
    )


def _fill(kind: str, look: Look) -> Mapping[str, object]:
    """Solid for national values, lighter or hatched for what rests on a model, grey for old."""
    outline = {"color": look.accent, "width": 1.2}
    hatch = {
        "shape": "/",
        "fgcolor": look.accent,
        "bgcolor": look.paper,
        "size": 6,
        "solidity": 0.3,
    }
    fills: Mapping[str, Mapping[str, object]] = {
        "reported": {"color": look.accent},
        "supported": {"color": look.sequential[1], "line": outline},
        "unsupported": {"color": look.paper, "line": outline, "pattern": hatch},
        "imputed": {"color": look.paper, "line": outline, "pattern": {**hatch, "shape": "x"}},
        "old": {"color": look.old, "line": {"color": look.reference, "width": 1.2}},
    }
    return fills[kind]


def _label(row: pd.Series, answer: Answer) -> str:
    value = number(row["value"], answer.view.lang, answer.decimals)
    return directed(f" {value} · {row['year']} ", answer.view.lang)


def _hover(row: pd.Series, answer: Answer) -> str:
    lang = answer.view.lang
    value = number(row["value"], lang, answer.decimals)
    said = "<br>".join(
        (
            f"<b>{row['area']}</b>",
            f"{value} {answer.unit_short} · {row['year']}",
            text(f"estimate.{row['estimate']}", lang),
            *modelled_beside(row, answer.decimals, lang),
            small(f"{row['source']} {isolated(row['series_id'], lang)}"),
        )
    )
    return directed(said, lang)


def _references(answer: Answer, look: Look) -> Iterator[dict[str, dict[str, object]]]:
    """Grey dashes for groups, each with its name, value and year on a line of its own below."""
    groups = answer.frame.loc[(answer.frame["role"] != "member") & answer.frame["value"].notna()]
    lang = answer.view.lang
    rtl = language(lang).rtl
    for level, (_, row) in enumerate(groups.sort_values("value").iterrows()):
        value = number(row["value"], lang, answer.decimals)
        dash = "dash" if row["role"] == "aggregate" else "dot"
        yield {
            "shape": {
                "name": f"{row['area']} ({row['year']})",
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": row["value"],
                "x1": row["value"],
                "y0": 0,
                "y1": 1,
                "layer": "below",
                "line": {"color": look.reference, "width": 1.6, "dash": dash},
            },
            "note": {
                "text": directed(f"{row['area']} {value} · {row['year']}", lang),
                "xref": "x",
                "yref": "paper",
                "x": row["value"],
                "y": 0,
                "yanchor": "top",
                "yshift": -2 - NOTE * level,
                "xanchor": "center",
                "showarrow": False,
                "align": "right" if rtl else "left",
                "font": {"size": SMALL, "color": look.muted},
            },
        }


def _bands(answer: Answer, members: pd.DataFrame, look: Look) -> Iterator[dict[str, object]]:
    """A shade behind neighbours within one point, where bars stand in the order of values."""
    if not answer.sorted_by_value or answer.unit_short != "%":
        return
    compared = members.loc[members["compared"], "value"]
    for number_of, (first, last) in enumerate(bands(list(compared))):
        yield {
            "type": "rect",
            "xref": "paper",
            "yref": "y",
            "x0": 0,
            "x1": 1,
            "y0": first - 0.5,
            "y1": last + 0.5,
            "layer": "below",
            "line": {"width": 0},
            "fillcolor": look.no_data if number_of % 2 else look.grid,
            "opacity": 0.55,
        }


def _said_of_bands(answer: Answer, look: Look, *, below: int) -> dict[str, object]:
    """What the shades are, and are not: in the figure, so that a picture of it says so too."""
    rtl = language(answer.view.lang).rtl
    side = "right" if rtl else "left"
    return {
        "name": SENTENCE,
        "text": directed(text("charts.bands", answer.view.lang), answer.view.lang),
        "xref": "paper",
        "yref": "paper",
        "x": 1 if rtl else 0,
        "xanchor": side,
        "align": side,
        "y": 0,
        "yanchor": "top",
        "yshift": -2 - below,
        "showarrow": False,
        "font": {"size": SMALL, "color": look.muted},
    }
