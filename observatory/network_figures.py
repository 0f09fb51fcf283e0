"""The network in a few figures: who is listed where, what is decided, what is missing."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from observatory.commitments import plan_words, plans
from observatory.i18n import listed
from observatory.measures.commitments import overdue, without_record
from observatory.measures.participation import cells, lists_published
from observatory.network import Network


class Count(NamedTuple):
    """A count of the network: its name, the count in words, and what it rests on."""

    name: str
    value: str
    rests_on: str


def counts(of: Network) -> list[Count]:
    """Members listed in person and online apart, focal points, activities by state."""
    return [_listed(of, "in_person"), _listed(of, "online"), _focal_points(of), _activities(of)]


def _listed(of: Network, measure: str) -> Count:
    """How many members a source names at one meeting of a kind at least."""
    found = cells(of.tables["participation"], of.tables["events"], measure)
    k, n = lists_published(found)
    members = found.loc[found["state"] == "attended", "iso3"].nunique()
    return Count(
        of.say(f"overview.listed.{measure}"),
        of.say("overview.of_57", n=members) if n else "–",
        of.say("overview.lists", k=k, n=n),
    )


def _focal_points(of: Network) -> Count:
    """How many members have notified a focal point; a list that is not there is no zero."""
    frame = of.tables["focal_points"]
    name = of.say("overview.focal_points")
    if frame.empty:
        return Count(name, "–", of.say("participation.state.unknown"))
    known = int((frame["status"] == "notified").sum())
    rests = of.say("overview.focal_points.rests", n=len(of.terms.members) - len(frame))
    return Count(name, of.say("overview.of_57", n=known), rests)


def _activities(of: Network) -> Count:
    """Activities with a record that they took place, and the others by state."""
    frame = of.tables["activities"]
    late = without_record(frame, of.build.built_at.date())
    state = of.coded(frame["state"], "activity").where(~late, of.say("status.passed"))
    done = frame["actual_start"].notna()
    others = state.loc[~done].value_counts(sort=False)
    said = [f"{word}: {number}" for word, number in others.items()]
    return Count(
        of.say("overview.activities"),
        of.say("overview.k_of_n", k=int(done.sum()), n=len(frame)) if len(frame) else "–",
        listed(said, of.lang),
    )


def decided(of: Network) -> pd.DataFrame:
    """The dates that the network decided, in the order of time, and whether they have passed."""
    frame = of.tables["paragraphs"]
    frame = frame.loc[(frame["kind"] == "decides") & frame["due"].notna()]
    as_of = of.build.built_at.date()
    rows = []
    titles = of.texts(frame)
    for (_, row), title in zip(frame.iterrows(), titles, strict=True):
        late = overdue(row["due"], as_of, recorded=False)
        for due in row["due"].split(";"):
            known = of.say("status.passed" if due in late else "overview.ahead")
            rows.append((due, of.when(due), f"§ {row['number']}", title, known))
    columns = ["order", "due", "number", "paragraph", "status"]
    out = pd.DataFrame(rows, columns=columns).sort_values("order", kind="stable")
    return out.drop(columns="order").reset_index(drop=True)


def missing(of: Network) -> list[str]:
    """What has not been published or supplied, a sentence a gap."""
    lines = []
    if of.events.empty:
        return [of.say("participation.none")]
    for measure in ("meetings", "received"):
        found = cells(of.tables["participation"], of.tables["events"], measure)
        k, n = lists_published(found)
        if k < n:
            lines.append(of.say(f"overview.missing.{measure}", k=n - k, n=n))
    if of.tables["focal_points"].empty:
        lines.append(of.say("member.gap.focal"))
    closed = of.say("commitments.plan.none")
    unsupplied = [of.years(plan) for plan in plans(of) if plan_words(of, plan) == closed]
    if unsupplied:
        lines.append(of.say("overview.missing.plan", plan=listed(unsupplied, of.lang)))
    return lines
