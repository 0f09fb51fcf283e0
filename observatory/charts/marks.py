"""The marks of values: what stands behind a figure is told by shape as well as by colour."""

from __future__ import annotations

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts.plot import Datum, Entry, Mark, Sentence, Tip
from observatory.i18n import number, text
from observatory.methods.estimates import OBSERVED
from observatory.words.titles import older, twin_lines

# In the order of the key.
MARKS = {
    "reported": Mark("circle", 10, "accent", outline="paper"),
    "compiled": Mark("diamond", 10, "accent", outline="paper"),
    "supported": Mark("square", 10, "series-1", outline="paper"),
    "modelled": Mark("square", 10, "series-1", hollow=True),
    "old": Mark("diamond", 10, "reference", hollow=True),
}
KINDS = tuple(MARKS)


def kind(estimate: str, *, old: bool, compared: bool) -> str:
    """The kind of mark of a value: by age first, then by its estimate type and support (M2)."""
    if old:
        return "old"
    if estimate in OBSERVED:
        return estimate
    return "supported" if compared else "modelled"


def describes(lang: str) -> Sentence:
    """The sentence that stands in every plot of two things: describes, does not explain."""
    return Sentence(text("charts.describes", lang), bold=True)


def whose(rows: pd.DataFrame, year: str = "year") -> tuple[Datum, ...]:
    """Whose each row is: iso3, area, and the year in this column."""
    return tuple(
        Datum(str(iso3), str(area), int(at))
        for iso3, area, at in zip(rows["iso3"], rows["area"], rows[year], strict=True)
    )


def tip(row: pd.Series, answer: Answer) -> Tip:
    """What a mark of one value says: whose it is, the value, its year, its estimate type."""
    lang = answer.view.lang
    value = number(row["value"], lang, answer.decimals)
    estimate = text(f"estimate.{row['estimate']}", lang)
    lines = (f"{value} · {row['year']} · {estimate}", *twin_lines(row, answer.decimals, lang))
    return Tip(str(row["area"]), lines)


def open_key(answer: Answer) -> Entry:
    """The entry of a key that says what open marks are."""
    old = older(answer.view, answer.build.built_at.year)
    inside = old[0].lower() + old[1:]
    words = text("charts.key.aside", answer.view.lang, old=inside)
    return Entry(words, mark=Mark("circle", 11, "muted", hollow=True))


def name_of(kind_of_value: str, answer: Answer) -> str:
    """What a kind of value is called in the key of a figure."""
    if kind_of_value == "old":
        return older(answer.view, answer.build.built_at.year)
    return text(f"charts.{kind_of_value}", answer.view.lang)
