"""Women and men of each member on one line: both levels, the gap between them in points (M6)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts import empty
from observatory.charts.kinds.bars import FITS, LEAST, NAMES, names_down
from observatory.charts.marks import open_key
from observatory.charts.theme import SMALL, Look, axis, directed, legend
from observatory.i18n import difference, language, number, text

ROW, FEW, EDGE = 22, 34, 80


def pairs(answer: Answer) -> pd.DataFrame:
    """The members with both, in the answer's order.

    Columns: iso3, area, year, estimate, old, aside (old, or a side enters no comparison), women,
    men (in the unit of the indicator).
    """
    frame = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    sides = {
        name: frame.loc[frame["sex"] == sex].set_index("iso3")["value"]
        for sex, name in (("F", "women"), ("M", "men"))
    }
    each = frame.drop_duplicates("iso3")[["iso3", "area", "year", "estimate", "old"]]
    weak = frame.loc[frame["old"] | ~frame["compared"], "iso3"]
    each = each.assign(aside=each["iso3"].isin(weak))
    return each.join(pd.DataFrame(sides), on="iso3").reset_index(drop=True)


def figure(answer: Answer, look: Look) -> go.Figure:
    """A line a member from men to women, its gap at the end."""
    rows = pairs(answer)
    if rows.empty:
        return empty.figure(answer, look)
    lang = answer.view.lang
    rtl = language(lang).rtl
    names = list(rows["area"])
    most = float(rows[["women", "men"]].max().max())
    scale = [min(0.0, float(rows[["women", "men"]].min().min())), most * 1.12]
    height = max(LEAST, (ROW if len(names) > FITS else FEW) * len(names))
    drawn = go.Figure()
    drawn.add_trace(connectors(rows["men"], rows["women"], rows["area"], look))
    drawn.add_trace(_ends(rows, "women", answer, look))
    drawn.add_trace(_ends(rows, "men", answer, look))
    drawn.add_traces([_filled_key(sex, look, lang) for sex in ("women", "men")])
    if rows["aside"].any():
        drawn.add_trace(open_key(look, lang))
    drawn.update_layout(
        height=height,
        margin={"l": EDGE if rtl else NAMES, "r": NAMES if rtl else EDGE, "t": 62, "b": 12},
        legend=legend(rtl=rtl, y=1 + 26 / height),
        xaxis=axis(look, grid=True, range=scale[::-1] if rtl else scale, side="top", nticks=6),
        yaxis=names_down(names, look, rtl=rtl),
    )
    return drawn


def connectors(
    starts: Iterable[float], ends: Iterable[float], names: Iterable[str], look: Look
) -> go.Scatter:
    """The lines between two values of each row, one trace with breaks."""
    pairs_of = list(zip(starts, ends, names, strict=True))
    return go.Scatter(
        x=[value for start, end, _ in pairs_of for value in (start, end, None)],
        y=[place for _, _, name in pairs_of for place in (name, name, None)],
        mode="lines",
        line={"color": look.disputed, "width": 3},
        hoverinfo="skip",
        showlegend=False,
        meta={"role": "connector"},
    )


def _ends(rows: pd.DataFrame, side: str, answer: Answer, look: Look) -> go.Scatter:
    """The ends of one sex; the farther one carries the gap in points."""
    lang = answer.view.lang
    of_women = side == "women"
    colour = _colour(side, look)
    farther = (rows["women"] >= rows["men"]) if of_women else (rows["women"] < rows["men"])
    gaps = [
        difference(women, men, lang, answer.decimals) if far else ""
        for women, men, far in zip(rows["women"], rows["men"], farther, strict=True)
    ]
    return go.Scatter(
        name=_name(side, lang),
        x=rows[side],
        y=rows["area"],
        mode="markers+text",
        text=[f"   {directed(words, lang)}   " if words else "" for words in gaps],
        textposition="middle left" if language(lang).rtl else "middle right",
        textfont={"size": SMALL, "color": look.ink},
        cliponaxis=False,
        customdata=rows[["iso3", "area", "year"]].astype(object).to_numpy(),
        hovertext=[directed(_hover(row, answer), lang) for _, row in rows.iterrows()],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        marker={
            "size": 11,
            "color": colour,
            "symbol": _symbols(rows, women=of_women),
            "line": {"width": 1.6, "color": colour},
        },
    )


def _name(side: str, lang: str) -> str:
    return text("sex.F" if side == "women" else "sex.M", lang)


def _colour(side: str, look: Look) -> str:
    return look.categorical[3] if side == "women" else look.categorical[1]


def _filled_key(side: str, look: Look, lang: str) -> go.Scatter:
    """The entry of a sex in the key, always filled: plotly would take the mark of the first row."""
    shape = "circle" if side == "women" else "square"
    return go.Scatter(
        name=_name(side, lang),
        x=[None],
        y=[None],
        mode="markers",
        showlegend=True,
        marker={"symbol": shape, "size": 11, "color": _colour(side, look)},
    )


def _symbols(rows: pd.DataFrame, *, women: bool) -> list[str]:
    """A circle for women, a square for men; open for what enters no comparison, or is old."""
    shape = "circle" if women else "square"
    return [f"{shape}-open" if each else shape for each in rows["aside"]]


def _hover(row: pd.Series, answer: Answer) -> str:
    lang = answer.view.lang
    women, men = (number(row[name], lang, answer.decimals) for name in ("women", "men"))
    kind = text(f"estimate.{row['estimate']}", lang)
    gap = difference(row["women"], row["men"], lang, answer.decimals)
    said = text("charts.gap", lang, women=women, men=men, gap=gap)
    return f"<b>{row['area']}</b><br>{said}<br>{row['year']} · {kind}"
