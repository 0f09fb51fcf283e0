"""Bars of members: one latest value each, its year beside it, its estimate type in its fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts import alt_text, empty, headlines
from observatory.charts.marks import name_of, whose
from observatory.charts.plot import (
    Axis,
    Band,
    BarPlot,
    Bars,
    Datum,
    EmptyPlot,
    Entry,
    Fill,
    Label,
    Reference,
    Sentence,
    Stroke,
    Tip,
)
from observatory.i18n import isolate, number, text
from observatory.methods.distribution import bands
from observatory.methods.estimates import OBSERVED
from observatory.words.titles import twin_lines

# Height of a bar with its gap, the same where they are few, least height of the plot: pixels.
ROW, FEW, LEAST = 21, 32, 96
# So many bars are few.
FITS = 12
# Height of the words under a reference line, in pixels.
NOTE = 16
# Solid for national and compiled values, lighter or hatched for what rests on a model, grey for
# old; in the order of the key.
FILLS = {
    "reported": Fill("accent"),
    "compiled": Fill("ramp-3", "accent"),
    "supported": Fill("ramp-1", "accent"),
    "unsupported": Fill("paper", "accent", "/", "accent"),
    "imputed": Fill("paper", "accent", "x", "accent"),
    "old": Fill("old", "reference"),
}


def plot(answer: Answer) -> BarPlot | EmptyPlot:
    """The bars of an answer, in its order; members without a value are not bars of zero."""
    members = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    if members.empty:
        return empty.plot(answer)
    shown = answer.frame["value"].dropna()
    kinds = [_kind(row) for _, row in members.iterrows()]
    drawn = [kind for kind in FILLS if kind in kinds]
    lang = answer.view.lang
    lines = tuple(_references(answer))
    shades = tuple(_bands(answer, members))
    return BarPlot(
        categories=tuple(members["area"]),
        series=tuple(_bars(members, kinds, kind, answer) for kind in drawn),
        axis=Axis(
            min(0.0, float(shown.min())),
            float(shown.max()) * 1.17,
            most_ticks=6,
            grid=True,
            at_top=True,
        ),
        data=whose(members),
        codes=tuple(members["iso3"]),
        decimals=answer.decimals,
        references=lines,
        bands=shades,
        sentences=_of_bands(lang) if shades else (),
        key=tuple(Entry(name_of(kind, answer), fill=FILLS[kind]) for kind in drawn),
        height=height(len(members)),
        below=12 + NOTE * (len(lines) + bool(shades)),
    )


def height(rows: int, few: int = FEW, many: int = ROW) -> int:
    """The height of a plot of so many rows, in pixels."""
    return max(LEAST, (many if rows > FITS else few) * rows)


def _kind(row: pd.Series) -> str:
    """How a bar is filled: by age first, then by what stands behind the value."""
    if row["old"]:
        return "old"
    if row["estimate"] in (*OBSERVED, "imputed"):
        return str(row["estimate"])
    known = not pd.isna(row["supported"])
    return "supported" if known and bool(row["supported"]) else "unsupported"


def _bars(members: pd.DataFrame, kinds: Sequence[str], kind: str, answer: Answer) -> Bars:
    """The bars of one kind, each with its value and year at its end."""
    rows = [row for _, row in members.iterrows()]
    own = [row if each == kind else None for row, each in zip(rows, kinds, strict=True)]
    return Bars(
        name=name_of(kind, answer),
        values=tuple(None if row is None else float(row["value"]) for row in own),
        fill=FILLS[kind],
        labels=tuple(None if row is None else _label(row, answer) for row in own),
        tips=tuple(None if row is None else _tip(row, answer) for row in own),
    )


def _label(row: pd.Series, answer: Answer) -> Label:
    value = number(row["value"], answer.view.lang, answer.decimals)
    return Label(f"{value} · {row['year']}", "edge")


def _tip(row: pd.Series, answer: Answer) -> Tip:
    lang = answer.view.lang
    value = number(row["value"], lang, answer.decimals)
    lines = (
        f"{value} {answer.unit_short} · {row['year']}",
        text(f"estimate.{row['estimate']}", lang),
        *twin_lines(row, answer.decimals, lang),
    )
    return Tip(str(row["area"]), lines, f"{row['source']} {isolate(row['series_id'], lang)}")


def _references(answer: Answer) -> Iterator[Reference]:
    """Grey dashes for groups, each with its name, value and year on a line of its own below."""
    groups = answer.frame.loc[(answer.frame["role"] != "member") & answer.frame["value"].notna()]
    for _, row in groups.sort_values("value").iterrows():
        value = number(row["value"], answer.view.lang, answer.decimals)
        yield Reference(
            float(row["value"]),
            words=f"{row['area']} {value} · {row['year']}",
            name=f"{row['area']} ({row['year']})",
            stroke=Stroke("reference", 1.6, "dash" if row["role"] == "aggregate" else "dot"),
            words_at="below",
            datum=Datum(str(row["iso3"]), str(row["area"]), int(row["year"])),
        )


def _bands(answer: Answer, members: pd.DataFrame) -> Iterator[Band]:
    """A shade behind neighbours within one point, where bars stand in the order of values."""
    if not answer.sorted_by_value or answer.unit_short != "%":
        return
    compared = members.loc[members["compared"], "value"]
    for number_of, (first, last) in enumerate(bands(list(compared))):
        yield Band(first, last, "no_data" if number_of % 2 else "grid")


def _of_bands(lang: str) -> tuple[Sentence, ...]:
    """What the shades are, and are not: in the plot, so that a picture of it says so too."""
    return (Sentence(text("charts.bands", lang), place="below", of_bands=True),)


KIND = ChartKind(
    order=20,
    plot=plot,
    alt=alt_text.ranges_and_groups,
    headline=headlines.levels,
    methods=("M2", "M3"),
    choices=("sort",),
)
