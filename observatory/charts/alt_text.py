"""Alternative text of a figure: what it shows, in facts and numbers, without a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts.kinds.gap import pairs
from observatory.i18n import alphabetical, difference, number, text

# So many lines of a trend, and so many members with two values, are told one by one.
TOLD, TOLD_PAIRS = 8, 12
TOLD_BY_LINE = ("trend", "multiples", "change")


def alt(answer: Answer) -> str:
    """A factual text for a figure: title, range of values with names and years, what is missing."""
    lang = answer.view.lang
    kind = text(f"alt.{answer.view.chart}", lang)
    return " ".join([f"{kind} {answer.title}.", *_facts(answer)])


def of_panels(answer: Answer) -> dict[str, str]:
    """The text of each small chart by its member's name: its own lines, or that it has no value."""
    members = answer.frame.loc[answer.frame["role"] == "member"]
    kind = text("alt.panel", answer.view.lang)
    none = text("alt.none", answer.view.lang)
    return {
        str(area): " ".join(
            [f"{kind} {area}.", *(_ends(answer, rows.loc[rows["value"].notna()]) or [none])]
        )
        for area, rows in members.groupby("area", sort=False)
    }


def _facts(answer: Answer) -> Iterator[str]:
    lang = answer.view.lang
    shown = answer.frame.loc[answer.frame["value"].notna()]
    members = shown.loc[shown["role"] == "member"]
    if answer.view.chart in TOLD_BY_LINE:
        yield from _ends(answer, shown)
    elif answer.view.chart == "gap":
        yield from _gaps(answer)
    else:
        for _, rows in members.groupby(["indicator_id", "sex"], sort=False):
            yield _range(answer, rows)
    if answer.view.chart in ("bars", "map", "strip"):
        for _, row in shown.loc[shown["role"] != "member"].iterrows():
            yield text("alt.group", lang, **_said(answer, row))
    missing = answer.set_aside["iso3"].nunique()
    if missing:
        yield text("alt.missing", lang, k=missing)


def _ends(answer: Answer, shown: pd.DataFrame) -> list[str]:
    """The first and last value of each line, members before groups; how many are not told."""
    lang = answer.view.lang
    lines = [(str(area), rows) for (area, _), rows in shown.groupby(["area", "series_id"])]
    lines.sort(key=lambda line: (line[1]["role"].iloc[0] != "member", alphabetical(line[0])))
    told = [_line(answer, area, rows.sort_values("year")) for area, rows in lines[:TOLD]]
    more = len(lines) - len(told)
    return [*told, *([text("alt.more", lang, k=more)] if more else [])]


def _line(answer: Answer, area: str, rows: pd.DataFrame) -> str:
    first, last = _said(answer, rows.iloc[0]), _said(answer, rows.iloc[-1])
    if len(rows) == 1:
        return text("alt.group", answer.view.lang, **first)
    return text(
        "alt.line",
        answer.view.lang,
        area=area,
        first=first["value"],
        first_year=first["year"],
        last=last["value"],
        last_year=last["year"],
        kind=last["kind"],
    )


def _gaps(answer: Answer) -> Iterator[str]:
    """Women and men with the gap between them: of each member, or of the widest and narrowest."""
    rows = pairs(answer).dropna(subset=["women", "men"])
    if len(rows) <= TOLD_PAIRS:
        yield from (_gap(answer, row) for _, row in rows.iterrows())
        return
    lang = answer.view.lang
    gaps = (rows["women"] - rows["men"]).sort_values()
    least, most = gaps.index[0], gaps.index[-1]
    yield text("alt.gap.higher", lang, k=int((gaps > 0).sum()), n=len(rows))
    yield f"{text('alt.gap.most', lang)} {_gap(answer, rows.loc[most])}"
    yield f"{text('alt.gap.least', lang)} {_gap(answer, rows.loc[least])}"


def _gap(answer: Answer, row: pd.Series) -> str:
    lang, decimals = answer.view.lang, answer.decimals
    return text(
        "alt.gap.of",
        lang,
        area=row["area"],
        year=row["year"],
        women=number(row["women"], lang, decimals),
        men=number(row["men"], lang, decimals),
        gap=difference(row["women"], row["men"], lang, decimals),
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
