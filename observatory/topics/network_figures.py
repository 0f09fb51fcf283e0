"""The network in a few figures: who is listed where, what is decided, what is missing."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from observatory.i18n import join_names
from observatory.methods.commitments import overdue, without_record
from observatory.methods.participation import cells, count_lists
from observatory.topics.commitments import plan_words, plans
from observatory.words.register import Network


class Count(NamedTuple):
    """A count of the network: its name, the count in words, and what it rests on."""

    name: str
    value: str
    rests_on: str


def counts(network: Network) -> list[Count]:
    """Members listed in person and online apart, focal points, activities by state."""
    return [
        _count_listed(network, "in_person"),
        _count_listed(network, "online"),
        _focal_points(network),
        _activities(network),
    ]


def _count_listed(network: Network, measure: str) -> Count:
    """How many members a source names at one meeting of a kind at least."""
    found = cells(network.tables["participation"], network.tables["events"], measure)
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
    known = int((frame["status"] == "notified").sum())
    rests = network.say("overview.focal_points.rests", n=len(network.terms.members) - len(frame))
    return Count(name, network.say("overview.of_57", n=known), rests)


def _activities(network: Network) -> Count:
    """Activities with a record that they took place, and the others by state."""
    frame = network.tables["activities"]
    late = without_record(frame, network.build.built_at.date())
    state = network.code_words(frame["state"], "activity").where(
        ~late, network.say("status.passed")
    )
    done = frame["actual_start"].notna()
    others = state.loc[~done].value_counts(sort=False)
    said = [f"{word}: {number}" for word, number in others.items()]
    return Count(
        network.say("overview.activities"),
        network.say("overview.k_of_n", k=int(done.sum()), n=len(frame)) if len(frame) else "–",
        join_names(said, network.lang),
    )


def decision_dates(network: Network) -> pd.DataFrame:
    """The dates that the network decided, in the order of time, and whether they have passed."""
    frame = network.tables["paragraphs"]
    frame = frame.loc[(frame["kind"] == "decides") & frame["due"].notna()]
    as_of = network.build.built_at.date()
    rows = []
    titles = network.texts(frame)
    for (_, row), title in zip(frame.iterrows(), titles, strict=True):
        late = overdue(row["due"], as_of, recorded=False)
        for due in row["due"].split(";"):
            known = network.say("status.passed" if due in late else "overview.ahead")
            rows.append((due, network.when(due), f"§ {row['number']}", title, known))
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
        k, n = count_lists(found)
        if k < n:
            lines.append(network.say(f"overview.missing.{measure}", k=n - k, n=n))
    if network.tables["focal_points"].empty:
        lines.append(network.say("member.gap.focal"))
    closed = network.say("commitments.plan.none")
    unsupplied = [
        network.years(plan) for plan in plans(network) if plan_words(network, plan) == closed
    ]
    if unsupplied:
        lines.append(
            network.say("overview.missing.plan", plan=join_names(unsupplied, network.lang))
        )
    return lines
