"""Who took part in one event of the network, as a list for its final document."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from observatory.errors import ViewError
from observatory.i18n import alphabetical
from observatory.topics import organisers
from observatory.view import shorten
from observatory.words.register import Network, without_empty


@dataclass(frozen=True)
class EventList:
    """The list of an event: who is named, how many are stated, and of whom nothing is known.

    `facts` are date, place and mode in words. `listed`: area, role, level, women, men, in
    alphabetical order; `bodies`: hosts, partners and others beside the members, body and role.
    `unknown` counts the members of whom no list tells; `not_applicable` names those to whom the
    event was not open. `is_held` is false for an event that is only planned.
    """

    title: str
    facts: str
    is_held: bool
    status: str
    countries_stated: str
    participants_stated: str
    listed: pd.DataFrame
    bodies: pd.DataFrame
    unknown: int
    not_applicable: str
    document: str
    url: str


def event_list(network: Network, event_id: str) -> EventList:
    """The list of an event of the network; `ViewError` with those there are for any other."""
    row = event_row(network, event_id)
    parts = network.tables["participation"]
    mine = parts.loc[parts["event_id"] == event_id]
    gone = mine.loc[mine["state"] == "not_eligible", "iso3"]
    counts = [
        str(next(iter(network.counts(row[name])), "")).replace("<NA>", "")
        for name in ("countries_stated", "participants_stated")
    ]
    return EventList(
        title=str(network.texts(row).iloc[0]),
        facts=event_facts(network, row),
        is_held=bool((row["state"] == "held").iloc[0]),
        status=str(network.code_words(row["list_status"], "list").iloc[0]),
        countries_stated=counts[0],
        participants_stated=counts[1],
        listed=_list_members(network, mine.loc[mine["state"] == "attended"]),
        bodies=organisers.at_event(network, event_id)[["body", "role"]],
        unknown=int((mine["state"] == "unknown").sum()),
        not_applicable=network.names(list(gone)),
        document=str(row["document"].fillna("").iloc[0]),
        url=str(row["url"].fillna("").iloc[0]),
    )


def event_row(network: Network, event_id: str) -> pd.DataFrame:
    """The row of an event of the network; `ViewError` names those there are for any other."""
    events = network.tables["events"]
    events = events.loc[events["network"]]
    found = events.loc[events["event_id"] == event_id]
    if found.empty:
        known = list(events["event_id"])
        near = get_close_matches(event_id, known, 1, 0.0) or [""]
        there = f"there are {', '.join(known)}" if known else "it holds none at all"
        message = (
            f"The register of this build holds no event of the network called "
            f"{shorten(event_id)}; {there}."
        )
        raise ViewError(message, query=event_id, nearest=near[0])
    return found


def event_facts(network: Network, row: pd.DataFrame) -> str:
    """When, where and how an event was or is to be held, in words."""
    start, title = str(row["start_date"].iloc[0]), str(network.texts(row).iloc[0])
    is_said = len(start) == len("2026") and start in title
    is_known = (row["mode"] != "unknown").iloc[0]
    parts = (
        "" if is_said else network.dates(row, "start_date", "end_date").iloc[0],
        network.places(row).iloc[0],
        network.code_words(row["mode"], "mode").iloc[0] if is_known else "",
    )
    return " · ".join(filter(None, map(str, parts)))


def _list_members(network: Network, parts: pd.DataFrame) -> pd.DataFrame:
    """The members that a source names, in the alphabetical order of the language."""
    out = pd.DataFrame(
        {
            "area": parts["iso3"].map(network.name).astype("str"),
            "role": network.code_words(parts["role"], "role"),
            "level": parts["level"].fillna(""),
            "women": network.counts(parts["delegates_women"]),
            "men": network.counts(parts["delegates_men"]),
            "evidence_grade": parts["evidence_grade"].fillna(""),
        }
    )
    order = out["area"].map(alphabetical).sort_values(kind="stable").index
    rows = out.loc[order].reset_index(drop=True)
    return without_empty(rows, ("role", "level", "women", "men"))
