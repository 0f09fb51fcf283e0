"""Who made an event and who was present beside the members: hosts, co-organisers, partners."""

from __future__ import annotations

import pandas as pd

from observatory.words.register import Network


def organisers(network: Network, *, of_network: bool) -> pd.DataFrame:
    """The bodies that had a part in the network's events, or in those around it.

    Grain: event x body x role, in the order of time. Columns: event, date, body, role,
    evidence_grade, note, document, url. Only what a document says: a body that is not here may
    have had a part too.
    """
    rows = _rows(network)
    return _in_words(network, rows.loc[rows["network"] == of_network])


def of_member(network: Network, iso3: str) -> pd.DataFrame:
    """The events in which bodies of a member had a part; columns as `organisers`."""
    rows = _rows(network)
    return _in_words(network, rows.loc[rows["iso3"] == iso3])


def at_event(network: Network, event_id: str) -> pd.DataFrame:
    """The bodies that had a part in one event; columns as `organisers`."""
    rows = _rows(network)
    return _in_words(network, rows.loc[rows["event_id"] == event_id])


def _rows(network: Network) -> pd.DataFrame:
    """Organisers and partners of all events, with the event's own columns."""
    events = network.tables["events"]
    names = ["event_id", "title_en", "title_fr", "title_ar", "start_date", "end_date", "network"]
    parts = pd.concat([network.tables["organisers"], network.tables["partners"]])
    order = {event_id: place for place, event_id in enumerate(events["event_id"])}
    rows = parts.merge(events[names], on="event_id")
    return rows.sort_values(
        ["event_id", "role", "body_id"],
        key=lambda column: column.map(order) if column.name == "event_id" else column,
        ignore_index=True,
    )


def _in_words(network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "event": network.texts(rows),
            "date": network.dates(rows, "start_date", "end_date"),
            "body": network.texts(rows, "name"),
            "role": network.code_words(rows["role"], "body_role"),
            "evidence_grade": rows["evidence_grade"].fillna(""),
            "note": rows["note"].fillna(""),
            "document": rows["document"].fillna(""),
            "url": rows["url"].fillna(""),
        }
    )
