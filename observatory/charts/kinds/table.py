"""Frames for reading: translated headers with the unit in them, words for codes."""

from __future__ import annotations

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.i18n import number, text
from observatory.words import titles

SHOWN = (
    "area",
    "indicator",
    "sex",
    "year",
    "value",
    "estimate",
    "supported",
    "n",
    "coverage",
    "median",
    "range",
    "source",
    "series_id",
)


# What a slide has no room for: its source line says it once for all rows.
SAID_ONCE = ("source", "series_id", "coverage", "median", "range", "supported", "n")


def table(answer: Answer, *, brief: bool = False) -> pd.DataFrame:
    """The rows of an answer for a reader: one row a value, or a member without one and the reason.

    `brief`: all as texts, without what a source line says for all rows. Else values, years and
    counts are numbers, which sort as numbers; whoever shows them writes them.

    Headers are in the view's language, the value's header bears the unit; groups say how many
    members and how much of the weight, in percent, they rest on.
    """
    lang = answer.view.lang
    whole = answer.frame
    ends = zip(whole["loo_low"], whole["loo_high"], strict=True)
    ranges = [titles.leave_one_out(*each, answer.decimals, lang) for each in ends]
    frame = whole.assign(range=ranges)[list(SHOWN)]
    frame["sex"] = [text(f"sex.{sex}", lang) for sex in frame["sex"]]
    missing = answer.frame["missing"]
    frame["estimate"] = [
        text(f"estimate.{kind}", lang) if kind else text(f"missing.{code}", lang) if code else ""
        for kind, code in zip(frame["estimate"], missing, strict=True)
    ]
    frame["supported"] = (
        frame["supported"]
        .map({True: text("table.yes", lang), False: text("table.no", lang)})
        .fillna("")
    )
    frame["n"] = frame["n"].astype("Int64")
    frame["coverage"] = [titles.coverage_points(share) for share in frame["coverage"]]
    optional = ("supported", "n", "coverage", "median", "range")
    unsaid = [column for column in optional if _empty(frame[column])]
    if brief:
        frame, unsaid = _texts(frame.drop(columns=list(SAID_ONCE)), lang, answer.decimals), []
        frame = frame.drop(columns=["indicator"] * (frame["indicator"].nunique() == 1))
    kept = frame.drop(columns=unsaid + ["sex"] * (frame["sex"].nunique() == 1))
    units = answer.frame["unit"].unique()
    unit = f" ({units[0]})" if len(units) == 1 else ""
    headers = {c: text(f"table.{c}", lang) + (unit if c == "value" else "") for c in kept.columns}
    return kept.rename(columns=headers)


def words(frame: pd.DataFrame, lang: str, prefix: str = "table") -> pd.DataFrame:
    """A frame with its columns' names in words of the language."""
    return frame.rename(columns={name: text(f"{prefix}.{name}", lang) for name in frame.columns})


def _texts(frame: pd.DataFrame, lang: str, decimals: int) -> pd.DataFrame:
    """The frame with values in the indicator's decimals and years as texts."""
    values, years = frame["value"], frame["year"]
    return frame.assign(
        value=["" if pd.isna(x) else number(x, lang, decimals) for x in values],
        year=["" if pd.isna(year) else str(year) for year in years],
    )


def _empty(column: pd.Series) -> bool:
    return bool((column.isna() | (column.astype("string") == "")).all())


KIND = ChartKind(
    order=90,
    methods=("M2", "M10"),
    rows="histories",
    indicators=None,
    title="title.members",
)
