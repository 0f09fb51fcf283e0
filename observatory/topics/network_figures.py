"""The network in a few figures: who is listed where, what is decided, what is missing."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from observatory.i18n import listed
from observatory.methods.commitments import block, without_record
from observatory.methods.participation import cells, lists_published
from observatory.topics.commitments import assessed_paragraphs, due_dates, plan_words, plans
from observatory.words.register import Network


class Count(NamedTuple):
    """A count of the network: its name, the count in words, and what it rests on."""

    name: str
    value: str
    rests_on: str


def counts(network: Network) -> list[Count]:
    """Members listed in person and online apart, focal points, activities by state."""
    return [
        _listed(network, "in_person"),
        _listed(network, "online"),
        _focal_points(network),
        _activities(network),
    ]


def _listed(network: Network, measure: str) -> Count:
    """How many members a source names at one meeting of a kind at least."""
    found = cells(network.tables["participation"], network.tables["events"], measure)
    k, n = lists_published(found)
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
    known = int((frame["status"] == "notified").sum())
    rests = network.say("overview.focal_points.rests", n=len(network.terms.members) - len(frame))
    return Count(name, network.say("overview.of_57", n=known), rests)


def _activities(network: Network) -> Count:
    """Activities with a record that they took place, and the others by state."""
    frame = network.tables["activities"]
    late = without_record(frame, network.build.built_at.date())
    state = network.coded(frame["state"], "activity").where(~late, network.say("status.passed"))
    done = frame["actual_start"].notna()
    others = state.loc[~done].value_counts(sort=False)
    said = [f"{word}: {number}" for word, number in others.items()]
    return Count(
        network.say("overview.activities"),
        network.say("overview.k_of_n", k=int(done.sum()), n=len(frame)) if len(frame) else "–",
        listed(said, network.lang),
    )


def decided(network: Network) -> pd.DataFrame:
    """The dates that the network decided, in the order of time, and whether they have passed."""
    frame = network.tables["paragraphs"]
    decides = frame["kind"].map(block) == "decisions"
    frame = frame.loc[decides & frame["due"].notna()]
    states = assessed_paragraphs(network, frame)["status"].fillna("")
    dates = due_dates(network, frame, states)
    rows = []
    for number, title, state, due in zip(
        frame["number"], network.texts(frame), states, dates, strict=True
    ):
        ahead = "status.completed" if state == "completed" else "overview.ahead"
        for day, late in due:
            known = network.say("status.passed" if late else ahead)
            rows.append((day, network.when(day), f"§ {number}", title, known))
    columns = ["order", "due", "number", "paragraph", "status"]
    out = pd.DataFrame(rows, columns=columns).sort_values("order", kind="stable")
    return out.drop(columns="order").reset_index(drop=True)


def missing(network: Network) -> list[str]:
    """What has not been published or supplied, a sentence a gap."""
    lines = []
    if network.events.empty:
        return [network.say("participation.none")]
    for measure in ("meetings", "received"):
        found = cells(network.tables["participation"], network.tables["events"], measure)
        k, n = lists_published(found)
        if k < n:
            lines.append(network.say(f"overview.missing.{measure}", k=n - k, n=n))
    if network.tables["focal_points"].empty:
        lines.append(network.say("member.gap.focal"))
    closed = network.say("commitments.plan.none")
    unsupplied = [
        network.years(plan) for plan in plans(network) if plan_words(network, plan) == closed
    ]
    if unsupplied:
        lines.append(network.say("overview.missing.plan", plan=listed(unsupplied, network.lang)))
    return lines
