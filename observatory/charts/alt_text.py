"""Alternative text of a figure: what it shows, in facts and numbers, without a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from observatory.answers.answer import Answer
from observatory.answers.group_averages import by_our_weights
from observatory.i18n import alphabetical, number, text

# So many lines of a trend are told one by one.
TOLD = 8


def alt(answer: Answer) -> str:
    """A factual text for a figure: title, range of values with names and years, what is missing."""
    view = answer.view
    kind = text(f"charts.kind.{view.chart}.alt", view.lang)
    sentences = (view.kind.alt or ranges)(answer)
    return " ".join([f"{kind} {answer.title}.", *sentences, *_missing(answer)])


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


def lines(answer: Answer) -> Iterator[str]:
    """The first and last value of each line, for kinds of chart with lines over time."""
    shown = answer.frame.loc[answer.frame["value"].notna()]
    yield from _ends(answer, by_our_weights(shown))
    yield from _of_publishers(answer, shown)


def ranges(answer: Answer) -> Iterator[str]:
    """The least and the greatest value of the members, for kinds of chart with a value a member."""
    shown = answer.frame.loc[answer.frame["value"].notna()]
    members = shown.loc[shown["role"] == "member"]
    for _, rows in members.groupby(["indicator_id", "sex"], sort=False):
        yield _range(answer, rows)


def ranges_and_groups(answer: Answer) -> Iterator[str]:
    """The least and the greatest value of the members, then the value of each group."""
    yield from ranges(answer)
    groups = answer.frame.loc[(answer.frame["role"] != "member") & answer.frame["value"].notna()]
    for _, row in by_our_weights(groups).iterrows():
        yield text("alt.group", answer.view.lang, **_facts(answer, row))
    yield from _of_publishers(answer, groups)


def _of_publishers(answer: Answer, shown: pd.DataFrame) -> Iterator[str]:
    """Where a text tells a group by our weights: the publisher's own figure, which is drawn."""
    if not shown["role"].eq("aggregate").any():
        return
    rows = shown.loc[(shown["role"] == "published") & (shown["estimate"] != "projected")]
    told = rows.loc[rows.groupby(["iso3", "indicator_id"])["ours"].transform("count") > 0]
    last = told.sort_values("year").drop_duplicates(["iso3", "indicator_id"], keep="last")
    for _, row in last.iterrows():
        yield text("alt.theirs", answer.view.lang, **_facts(answer, row))


def _missing(answer: Answer) -> Iterator[str]:
    """How many members have no value."""
    missing = answer.set_aside["iso3"].nunique()
    if missing:
        yield text("alt.missing", answer.view.lang, k=missing)


def _ends(answer: Answer, shown: pd.DataFrame) -> list[str]:
    """The first and last value of each line, members before groups; how many are not told."""
    lang = answer.view.lang
    found = [(str(area), rows) for (area, _), rows in shown.groupby(["area", "series_id"])]
    found.sort(key=lambda line: (line[1]["role"].iloc[0] != "member", alphabetical(line[0])))
    told = [_line(answer, area, rows.sort_values("year")) for area, rows in found[:TOLD]]
    more = len(found) - len(told)
    return [*told, *([text("alt.more", lang, k=more)] if more else [])]


def _line(answer: Answer, area: str, rows: pd.DataFrame) -> str:
    first, last = _facts(answer, rows.iloc[0]), _facts(answer, rows.iloc[-1])
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


def _range(answer: Answer, rows: pd.DataFrame) -> str:
    ordered = rows.sort_values("value", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    low, high = _facts(answer, least), _facts(answer, most)
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


def _facts(answer: Answer, row: pd.Series) -> dict[str, object]:
    """The facts of a row, as a sentence writes them."""
    lang = answer.view.lang
    return {
        "area": row["area"],
        "value": number(row["value"], lang, answer.decimals),
        "year": row["year"],
        "kind": text(f"estimate.{row['estimate']}", lang),
    }
