"""Alternative text of a figure: what it shows, in facts and numbers, without a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from observatory.answer import Answer
from observatory.i18n import alphabetical, number, text

# So many lines of a trend are told one by one.
TOLD = 6
TOLD_BY_LINE = ("trend", "multiples", "change")


def alt(answer: Answer) -> str:
    """A factual text for a figure: title, range of values with names and years, what is missing."""
    lang = answer.view.lang
    kind = text(f"alt.{answer.view.chart}", lang)
    return " ".join([f"{kind} {answer.title}.", *_facts(answer)])


def _facts(answer: Answer) -> Iterator[str]:
    lang = answer.view.lang
    shown = answer.frame.loc[answer.frame["value"].notna()]
    members = shown.loc[shown["role"] == "member"]
    if answer.view.chart in TOLD_BY_LINE:
        yield from _ends(answer, shown)
    else:
        for _, rows in members.groupby(["indicator_id", "sex"], sort=False):
            yield _range(answer, rows)
    if answer.view.chart in ("bars", "map", "strip"):
        for _, row in shown.loc[shown["role"] != "member"].iterrows():
            yield text("alt.group", lang, **_said(answer, row))
    missing = answer.set_aside["iso3"].nunique()
    if missing:
        yield text("alt.missing", lang, k=missing)


def _ends(answer: Answer, shown: pd.DataFrame) -> Iterator[str]:
    """The first and last value of each line, estimates before projections."""
    lines = list(shown.groupby(["area", "series_id"], sort=False))
    for (area, _), rows in sorted(lines, key=lambda line: alphabetical(str(line[0][0])))[:TOLD]:
        ordered = rows.sort_values("year")
        first, last = _said(answer, ordered.iloc[0]), _said(answer, ordered.iloc[-1])
        yield text(
            "alt.line",
            answer.view.lang,
            area=area,
            first=first["value"],
            first_year=first["year"],
            last=last["value"],
            last_year=last["year"],
            kind=last["kind"],
        )


def _range(answer: Answer, rows: pd.DataFrame) -> str:
    ordered = rows.sort_values("value", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    low, high = _said(answer, least), _said(answer, most)
    return text(
        "alt.range",
        answer.view.lang,
        indicator=least["indicator"],
        k=rows["iso3"].nunique(),
        low=low["value"],
        low_area=low["area"],
        low_year=low["year"],
        high=high["value"],
        high_area=high["area"],
        high_year=high["year"],
    )


def _said(answer: Answer, row: pd.Series) -> dict[str, object]:
    lang = answer.view.lang
    return {
        "area": row["area"],
        "value": number(row["value"], lang, answer.decimals),
        "year": row["year"],
        "kind": text(f"estimate.{row['estimate']}", lang),
    }
