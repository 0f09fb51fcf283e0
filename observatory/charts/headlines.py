"""The title of a slide: what its figure says, with years, how many members and estimate types.

Facts and no verdict (methods M14). What cannot be said on two lines is said as the page says it.
"""

from __future__ import annotations

import unicodedata

import pandas as pd

from observatory.answers.answer import Answer
from observatory.answers.group_averages import by_our_weights
from observatory.i18n import difference, language, number, percent, span, text
from observatory.methods.estimates import OBSERVED
from observatory.words import titles

# So many areas are said one by one; a title of more letters says the years instead.
SAID, LETTERS = 4, 180


def message(answer: Answer) -> str:
    """The title of a slide of a view, in the view's language."""
    shown = answer.frame.loc[answer.frame["value"].notna()]
    headline = answer.view.kind.headline
    if shown.empty or headline is None:
        return answer.title
    words = headline(answer, shown)
    return words if 0 < _letters(words) <= LETTERS else page_title(answer, shown)


def _letters(words: str) -> int:
    """How many letters a title has, without the marks of direction."""
    return sum(unicodedata.category(letter) != "Cf" for letter in words)


def page_title(answer: Answer, shown: pd.DataFrame) -> str:
    """The title of the page, with the estimate types where it has none."""
    kind = titles.kinds(shown, answer.view.lang)
    return answer.title if kind in answer.title else f"{answer.title} ({kind})"


def lines(answer: Answer, shown: pd.DataFrame) -> str:
    """The last estimate of each line: a member's national one where it has any.

    Groups beside an average of ours stand by our weights as well. Empty for many lines, and where
    all that is shown is projected.
    """
    fine = by_our_weights(shown.loc[shown["estimate"] != "projected"])
    if fine.empty or fine["iso3"].nunique() > SAID:
        return ""
    national = fine["estimate"].isin(OBSERVED) & fine["role"].eq("member")
    best = fine.assign(national=national).sort_values(["national", "year"])
    rows = best.drop_duplicates("iso3", keep="last")
    members = rows["role"] == "member"
    rows = rows.loc[members] if members.any() else rows
    ordered = [row for _, row in _in_order(rows, fine)]
    said = title_of_areas(answer, rows, [_value(answer, row) for row in ordered])
    if _letters(said) <= LETTERS:
        return said
    # Where there is no room for how many members stand behind a group, the notes say it.
    return title_of_areas(answer, rows, [_value(answer, row, with_count=False) for row in ordered])


def _in_order(rows: pd.DataFrame, frame: pd.DataFrame) -> list[tuple[object, pd.Series]]:
    """Rows in the order in which the answer has their areas."""
    places = {iso3: at for at, iso3 in enumerate(dict.fromkeys(frame["iso3"]))}
    return sorted(rows.iterrows(), key=lambda pair: places[pair[1]["iso3"]])


def levels(answer: Answer, shown: pd.DataFrame) -> str:
    """One value a member: each, or the range of them all; empty where no member has one."""
    members = shown.loc[shown["role"] == "member"]
    if members.empty:
        return ""
    if len(members) <= SAID:
        return title_of_areas(
            answer, members, [_value(answer, row) for _, row in members.iterrows()]
        )
    low, high = (value(answer, v) for v in (members["value"].min(), members["value"].max()))
    k = members["iso3"].nunique()
    return sentence(answer, members, "deck.message.range", low=low, high=high, k=k)


def title_of_areas(answer: Answer, rows: pd.DataFrame, parts: list[str]) -> str:
    """What is said of each area, one after the other, as a title."""
    between = language(answer.view.lang).semicolon
    return sentence(answer, rows, "deck.message.parts", parts=between.join(parts))


def sentence(answer: Answer, rows: pd.DataFrame, key: str, **facts: object) -> str:
    """The text of a key about some rows, with their indicator, estimate types and years."""
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


def value(answer: Answer, figure: float) -> str:
    """A figure of an answer as a title writes it, a share with its sign."""
    write = percent if answer.unit_short == "%" else number
    return write(figure, answer.view.lang, answer.decimals)


def points(answer: Answer, last: float, first: float) -> str:
    """The difference of two figures of an answer, of shares in points."""
    lang = answer.view.lang
    n = difference(last, first, lang, answer.decimals)
    return text("deck.message.points", lang, n=n) if answer.unit_short == "%" else n


def _value(answer: Answer, row: pd.Series, *, with_count: bool = True) -> str:
    """The value of an area in a year, and that it is old; of a group how many members stand behind.

    `with_count`: whether there is room for how many they are.
    """
    lang = answer.view.lang
    facts = {"area": row["area"], "value": value(answer, row["value"]), "year": row["year"]}
    if not with_count or row["role"] != "aggregate" or pd.isna(row["n"]):
        said = text("deck.message.value", lang, **facts)
        old = not pd.isna(row["old"]) and bool(row["old"])
        age = titles.older_within(answer.view, answer.build.built_at.year) if old else ""
        return language(lang).comma.join(filter(None, (said, age)))
    facts |= {"n": row["n"], "n_members": row["n_members"]}
    key = "deck.message.mixed" if row["iso3"] in answer.mixed else "deck.message.group"
    return text(key, lang, **facts)
