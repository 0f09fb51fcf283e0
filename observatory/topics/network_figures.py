"""The network in a few figures: who is listed where, what is decided, what is missing."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from observatory.i18n import join_names
from observatory.methods.commitments import block
from observatory.methods.participation import MEETINGS, count_lists, modes
from observatory.topics import focal_points
from observatory.topics.commitments import (
    due_dates,
    paragraph_assessments,
    plan_count,
    plan_words,
    plans,
)
from observatory.words.register import Network


class Count(NamedTuple):
    """A count of the network: its name, the count in words, and what it rests on."""

    name: str
    value: str
    rests_on: str


def counts(network: Network) -> list[Count]:
    """Members listed in person and online apart, focal points, and each plan."""
    return [
        _count_listed(network, "in_person"),
        _count_listed(network, "online"),
        _focal_points(network),
        *(_plan(network, plan) for plan in plans(network)),
    ]


def meetings_in_short(network: Network) -> str:
    """How many meetings were held since when, and which are decided where; focal points' apart."""
    own = network.tables["events"]
    own = own.loc[own["network"] & own["kind"].isin(MEETINGS)]
    done, ahead = (own.loc[own["state"] == state] for state in ("held", "planned"))
    said = {
        "meetings": _kinds(network, done) or network.say("count.network_meetings", n=0),
        "year": str(done["start_date"].min())[:4] if len(done) else "–",
    }
    if ahead.empty:
        return network.say("overview.meetings.only", **said)
    said["ahead"] = _kinds(network, ahead, years=True)
    places = _decided_at(network, ahead)
    if len(places) == 1:
        return network.say("overview.meetings.at", place=places[0], **said)
    return network.say("overview.meetings", **said)


def _kinds(network: Network, events: pd.DataFrame, *, years: bool = False) -> str:
    """How many meetings of the network and how many of its focal points some events are."""
    parts = []
    for kind, thing in zip(MEETINGS, ("network_meetings", "focal_meetings"), strict=True):
        starts = events.loc[events["kind"] == kind, "start_date"]
        if starts.empty:
            continue
        said = network.say(f"count.{thing}", n=len(starts))
        when = join_names(sorted({str(start)[:4] for start in starts}), network.lang)
        key = "overview.meetings.dated"
        parts.append(network.say(key, meetings=said, years=when) if years else said)
    return join_names(parts, network.lang)


def _decided_at(network: Network, ahead: pd.DataFrame) -> list[str]:
    """Where the meetings ahead were decided: the places at which their instruments were adopted."""
    instruments = network.tables["instruments"]
    named = instruments.loc[instruments["document_id"].isin(ahead["document_id"])]
    events = network.tables["events"].set_index("event_id")
    adopted = named["adopted_at_event"].dropna()
    places = network.places(events).reindex(adopted).dropna()
    return sorted({str(place) for place in places if place})


def _count_listed(network: Network, measure: str) -> Count:
    """How many members a source names at one meeting of a kind at least."""
    found = network.cells(measure)
    k, n = count_lists(found)
    members = found.loc[found["state"] == "attended", "iso3"].nunique()
    return Count(
        network.say(f"overview.listed.{measure}"),
        network.say("overview.of_57", n=members) if n else "–",
        network.say("overview.lists", k=k, n=n),
    )


def _focal_points(network: Network) -> Count:
    """How many members have notified a focal point; a list that is not there is no zero."""
    frame = network.tables["focal_points"]
    name = network.say("overview.focal_points")
    if frame.empty:
        return Count(name, "–", network.say("participation.state.unknown"))
    known = focal_points.count_members(network, [focal_points.NOTIFIED])
    unknown = len(network.terms.members) - focal_points.count_members(network, focal_points.KNOWN)
    rests = network.say("overview.focal_points.rests", n=unknown)
    return Count(name, network.say("overview.of_57", n=known), rests)


def _plan(network: Network, plan: str) -> Count:
    """The known activities of a plan with a record that they took place; of none known, a dash."""
    n, done = plan_count(network, plan)
    value = network.say("overview.k_of_n", k=done, n=n) if n else "–"
    name = network.say("commitments.plan", plan=network.years(plan))
    return Count(name, value, plan_words(network, plan))


class DatedDecision(NamedTuple):
    """A date that a decision of a communiqué names; `place` is its place among those it names.

    `day` may be of reduced precision; `passed`: it has passed without a record (M13).
    """

    instrument_id: str
    number: str
    title: str
    place: int
    day: str
    passed: bool
    known: str
    document: str
    url: str


def dated_decisions(network: Network) -> list[DatedDecision]:
    """The dates that the network decided, in the order of time, with what is known of each."""
    frame = network.tables["paragraphs"]
    decides = frame["kind"].map(block) == "decisions"
    frame = frame.loc[decides & frame["due"].notna()]
    states = paragraph_assessments(network, frame)["status"].fillna("")
    facts = zip(
        frame["instrument_id"],
        frame["number"].astype(str),
        network.texts(frame),
        states,
        due_dates(network, frame, states),
        frame["document"].fillna(""),
        frame["url"].fillna(""),
        strict=True,
    )
    out = []
    for instrument_id, number, title, state, dates, document, url in facts:
        ahead = "status.completed" if state == "completed" else "overview.ahead"
        for place, (when, late) in enumerate(dates):
            known = network.say("status.passed" if late else ahead)
            out.append(
                DatedDecision(instrument_id, number, title, place, when, late, known, document, url)
            )
    return sorted(out, key=lambda each: each.day)


def decision_dates(network: Network) -> pd.DataFrame:
    """The dates that the network decided, in the order of time, and whether they have passed."""
    rows = [
        (network.when(each.day), f"§ {each.number}", each.title, each.known)
        for each in dated_decisions(network)
    ]
    return pd.DataFrame(rows, columns=["due", "number", "paragraph", "status"])


def missing(network: Network) -> list[str]:
    """What has not been published or supplied, a sentence a gap."""
    lines = []
    if network.events.empty:
        return [network.say("participation.none")]
    for measure in (*modes("meetings"), "received"):
        found = network.cells(measure)
        k, n = count_lists(found)
        if k < n:
            lines.append(network.say(f"overview.missing.{measure}", k=n - k, n=n))
    if network.tables["focal_points"].empty:
        lines.append(network.say("member.gap.focal"))
    unsupplied = [
        network.years(plan) for plan in plans(network) if not plan_count(network, plan).known
    ]
    if unsupplied:
        lines.append(
            network.say("overview.missing.plan", plan=join_names(unsupplied, network.lang))
        )
    return lines
