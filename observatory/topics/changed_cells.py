"""The cells of the register that changed, in a reader's words: column, old and new value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from observatory.i18n import isolate, join_names, number, words
from observatory.words.register import Network

# Columns that a page shows under another heading than their own name.
_SHOWN_AS: Mapping[str, str] = {
    "start_date": "date",
    "end_date": "date",
    "planned_start": "planned",
    "planned_end": "planned",
    "actual_start": "actual",
    "actual_end": "actual",
    "adopted_on": "adopted",
    "assessed_on": "assessed",
    "confirmed_on": "confirmed",
    "declared_on": "declared",
    "participants_women": "women",
    "participants_men": "men",
    "plan_link": "link",
    "body_id": "body",
    "document_id": "document",
}
# The words of the codes of a column, by its name, or by its table where that tells more.
_FAMILIES: Mapping[str, str] = {
    "mode": "mode",
    "modality": "mode",
    "list_status": "list",
    "type": "type",
    "plan_link": "link",
    "basis": "basis",
    "review_state": "review",
    "direction": "direction",
    "effect": "effect",
    "addressee": "addressee",
    "recommendation": "recommendation",
    "role": "role",
    "office.role": "office",
    "body.kind": "body",
    "instrument.kind": "instrument",
    "paragraph.kind": "paragraph",
    "recital.kind": "recital",
    "country_note.theme": "theme",
    "funding.state": "funding",
}
# The words of the states of a table.
STATE_WORDS: Mapping[str, str] = {
    "participation": "participation.state",
    "event": "register_changes.event",
    "activity": "activity",
    "focal_point": "focal",
    "assessment": "status",
}
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?|(19|20)\d\d")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_DATED = ("_date", "_on", "_start", "_end", "deadline")
# Columns whose cells are read as they stand.
_AS_THEY_STAND = ("place", "acronym", "evidence_grade", "currency", "rating_scale")


def name_of(network: Network, column: str) -> str:
    """The heading of a column on the pages; empty where no page shows it."""
    key = f"network.{_SHOWN_AS.get(column, column)}"
    return network.say(key) if key in words() else ""


def names_of(network: Network, columns: Iterable[str]) -> str:
    """That several cells are corrected, with the headings of their columns where they have any."""
    named = dict.fromkeys(filter(None, (name_of(network, each) for each in columns)))
    if not named:
        return network.say("register_changes.corrected")
    return network.say("register_changes.columns", columns=join_names(named, network.lang))


def value_in_words(network: Network, table: str, column: str, value: str | float | None) -> str:
    """What a cell holds in words, or that it is empty; no words where only its code is known."""
    if pd.isna(value) or not value:
        return network.say("register_changes.nothing")
    code = str(value)
    family = _FAMILIES.get(f"{table}.{column}", _FAMILIES.get(column, ""))
    key = f"{family}.{code.replace(' ', '_')}"
    if key in words():
        return network.say(key)
    if column.endswith(_DATED):
        return network.when(code) if _DATE.fullmatch(code) else ""
    if _NUMBER.fullmatch(code):
        return number(float(code), network.lang, len(code.partition(".")[2]))
    if code in network.terms.countries:
        return network.name(code)
    return isolate(code, network.lang) if column in _AS_THEY_STAND else ""
