"""The title of a slide: what its figure says, with years, how many members and estimate types.

Facts and no verdict (methods M14). What cannot be said on two lines is said as the page says it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts.kinds.change import ends
from observatory.charts.kinds.gap import pairs
from observatory.i18n import difference, language, number, percent, span, text
from observatory.words import titles

# So many areas are said one by one; a title of more letters says the years instead.
SAID, LETTERS = 4, 180


def message(answer: Answer) -> str:
    """The title of a slide of a view, in the view's language."""
    shown = answer.frame.loc[answer.frame["value"].notna()]
    say = SAYING.get(answer.view.chart)
    if shown.empty or say is None:
        return answer.title
    said = say(answer, shown)
    return said if 0 < len(said) <= LETTERS else _plainly(answer, shown)


def _plainly(answer: Answer, shown: pd.DataFrame) -> str:
    """The title of the page, with the estimate types where it has none."""
    kind = titles.kinds(shown, answer.view.lang)
    return answer.title if kind in answer.title else f"{answer.title} ({kind})"


def _lines(answer: Answer, shown: pd.DataFrame) -> str:
    """The last estimate of each line: a member's national one where it has any."""
    fine = shown.loc[shown["estimate"] != "projected"]
    if answer.view.chart == "multiples" or fine["iso3"].nunique() > SAID:
        return ""
    national = fine["estimate"].eq("reported") & fine["role"].eq("member")
    best = fine.assign(national=national).sort_values(["national", "year"])
    rows = best.drop_duplicates("iso3", keep="last")
    members = rows["role"] == "member"
    rows = rows.loc[members] if members.any() else rows
    return _parts(answer, rows, [_value(answer, row) for _, row in _in_order(rows, fine)])


def _in_order(rows: pd.DataFrame, frame: pd.DataFrame) -> list[tuple[object, pd.Series]]:
    """Rows in the order in which the answer has their areas."""
    places = {iso3: at for at, iso3 in enumerate(dict.fromkeys(frame["iso3"]))}
    return sorted(rows.iterrows(), key=lambda pair: places[pair[1]["iso3"]])


def _levels(answer: Answer, shown: pd.DataFrame) -> str:
    """One value a member: each, or the range of them all."""
    members = shown.loc[shown["role"] == "member"]
    if members.empty:
        return ""
    if len(members) <= SAID:
        return _parts(answer, members, [_value(answer, row) for _, row in members.iterrows()])
    low, high = (_number(answer, v) for v in (members["value"].min(), members["value"].max()))
    k = members["iso3"].nunique()
    return _said(answer, members, "deck.message.range", low=low, high=high, k=k)


def _sexes(answer: Answer, shown: pd.DataFrame) -> str:
    rows = pairs(answer).dropna(subset=["women", "men"])
    if len(rows) > SAID:
        k = int((rows["women"] > rows["men"]).sum())
        return _said(answer, shown, "deck.message.gap", k=k, n=len(rows))
    parts = [
        text(
            "deck.message.pair",
            answer.view.lang,
            area=row["area"],
            year=row["year"],
            women=_number(answer, row["women"]),
            men=_number(answer, row["men"]),
        )
        for _, row in rows.iterrows()
    ]
    return _parts(answer, shown, parts)


def _shifts(answer: Answer, shown: pd.DataFrame) -> str:
    rows = ends(answer)
    if len(rows) > SAID:
        order = (rows["last"] - rows["first"]).sort_values().index
        low, high = (_points(answer, rows.loc[at]) for at in (order[0], order[-1]))
        return _said(answer, shown, "deck.message.change", low=low, high=high, k=len(rows))
    parts = [
        text(
            "deck.message.shift",
            answer.view.lang,
            area=row["area"],
            first=_number(answer, row["first"]),
            first_year=row["first_year"],
            last=_number(answer, row["last"]),
            last_year=row["last_year"],
            points=_points(answer, row),
        )
        for _, row in rows.iterrows()
    ]
    return _parts(answer, shown, parts)


SAYING: Mapping[str, Callable[[Answer, pd.DataFrame], str]] = {
    "trend": _lines,
    "multiples": _lines,
    "bars": _levels,
    "map": _levels,
    "strip": _levels,
    "gap": _sexes,
    "change": _shifts,
}


def _parts(answer: Answer, rows: pd.DataFrame, parts: list[str]) -> str:
    """What is said of each area, one after the other."""
    between = language(answer.view.lang).semicolon
    return _said(answer, rows, "deck.message.parts", parts=between.join(parts))


def _said(answer: Answer, rows: pd.DataFrame, key: str, **facts: object) -> str:
    lang = answer.view.lang
    years = rows["year"].dropna()
    return text(
        key,
        lang,
        indicator=answer.frame["indicator"].iloc[0],
        kind=titles.kinds(rows, lang),
        years=span(int(years.min()), int(years.max()), lang),
        **facts,
    )


def _value(answer: Answer, row: pd.Series) -> str:
    """The value of an area in a year; of a group also how many members stand behind it."""
    lang = answer.view.lang
    facts = {"area": row["area"], "value": _number(answer, row["value"]), "year": row["year"]}
    if row["role"] != "aggregate" or pd.isna(row["n"]):
        return text("deck.message.value", lang, **facts)
    facts |= {"n": row["n"], "n_members": row["n_members"]}
    return text("deck.message.group", lang, **facts)


def _number(answer: Answer, value: float) -> str:
    write = percent if answer.unit_short == "%" else number
    return write(value, answer.view.lang, answer.decimals)


def _points(answer: Answer, row: pd.Series) -> str:
    lang = answer.view.lang
    n = difference(row["last"], row["first"], lang, answer.decimals)
    return text("deck.message.points", lang, n=n) if answer.unit_short == "%" else n
