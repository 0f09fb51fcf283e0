"""What the register does not hold of a member and only that member can tell: asked by letter.

Nothing is asked twice, and nothing that is there already; no person is named or asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from observatory.methods.commitments import activity_states
from observatory.topics import focal_points
from observatory.topics.commitments import PASSED
from observatory.words.register import Network

# What may be asked for, in the order of a letter.
REQUESTS = ("focal_point", "confirmation", "lists", "questionnaire", "activities", "record")


@dataclass(frozen=True)
class MemberRequest:
    """One thing asked of a member: its code, its name, the sentence, and what it is about."""

    code: str
    name: str
    words: str
    details: tuple[str, ...] = ()


def requests(network: Network, iso3: str) -> list[MemberRequest]:
    """What is asked of a member, in the order of `REQUESTS`; empty where nothing is missing."""
    details = dict(_missing(network, iso3))
    return [
        MemberRequest(
            code,
            network.say(f"report.request.{code}.name"),
            network.say(f"report.request.{code}"),
            tuple(details[code]),
        )
        for code in REQUESTS
        if code in details
    ]


def _missing(network: Network, iso3: str) -> Iterator[tuple[str, list[str]]]:
    """What the register does not hold of a member, by code, with what it is about."""
    points = focal_points.in_force(network)
    mine = points.loc[points["iso3"] == iso3]
    if not (mine["status"] == focal_points.NOTIFIED).any():
        yield "focal_point", []
    elif mine["last_confirmed_on"].isna().all():
        yield "confirmation", [body for body in network.texts(mine, "name").fillna("") if body]
    own = _participation(network, iso3)
    if events := _events(network, own.loc[own["state"] == "unknown"]):
        yield "lists", events
    if iso3 not in network.remember("members with answers", lambda: _answering(network)):
        yield "questionnaire", []
    late = network.remember("activities without a record", lambda: _late_activities(network))
    if iso3 in late:
        yield "activities", late[iso3]
    listed = _events(network, own.loc[own["state"] == "attended"])
    if own["confirmed_on"].isna().all() and listed:
        yield "record", listed


def _answering(network: Network) -> set[str]:
    """The members whose questionnaire is there, by what they declared or by the log of contacts."""
    log = network.tables["contacts"]
    return {*network.tables["needs"]["iso3"], *log.loc[log["step"] == "questionnaire", "iso3"]}


def _participation(network: Network, iso3: str) -> pd.DataFrame:
    """What is known of a member at each event: event_id, state, confirmed_on."""
    columns = ["iso3", "event_id", "state", "confirmed_on"]
    parts = network.tables["participation"][columns]
    found = network.remember("participation by member", lambda: dict(list(parts.groupby("iso3"))))
    return found.get(iso3, parts.iloc[:0])


def _events(network: Network, parts: pd.DataFrame) -> list[str]:
    """The events of the network in some rows of participation, each with its date."""
    names = network.remember("events with dates", lambda: _event_names(network))
    known = set(parts["event_id"])
    return [name for event_id, name in names.items() if event_id in known]


def _event_names(network: Network) -> dict[str, str]:
    """The network's events by id, in the order of time, each with its date."""
    events = network.events
    dates = network.dates(events, "start_date", "end_date")
    facts = zip(events["event_id"], network.texts(events), dates, strict=True)
    return {
        event_id: network.say("report.dated", title=title, date=when)
        for event_id, title, when in facts
    }


def _late_activities(network: Network) -> dict[str, list[str]]:
    """By provider, the activities whose date passed without a record, each with its date."""
    frame = network.tables["activities"]
    frame = frame.loc[activity_states(frame, network.build.built_at.date()) == PASSED]
    dates = network.dates(frame, "planned_start", "planned_end")
    out: dict[str, list[str]] = {}
    for title, date, codes in zip(network.texts(frame), dates, frame["providers"], strict=True):
        for code in codes:
            out.setdefault(code, []).append(network.say("report.dated", title=title, date=date))
    return out
