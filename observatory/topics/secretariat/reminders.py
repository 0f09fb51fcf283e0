"""What the Secretariat waits for: replies of members, and dates that passed without a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from observatory.methods.commitments import activity_states, block
from observatory.methods.dates import is_past
from observatory.topics.commitments import PASSED, due_dates, paragraph_assessments
from observatory.topics.secretariat.board import AHEAD, POSSIBLE
from observatory.topics.secretariat.ladder import members_without
from observatory.words.register import Network


def replies(network: Network, members: Collection[str]) -> pd.DataFrame:
    """What members have not yet told, and which: focal point, questionnaire, confirmation.

    Grain: reply. Columns: reply, n_members, areas.
    """
    parts = network.tables["participation"]
    confirmed = set(parts.loc[parts["confirmed_on"].notna(), "iso3"])
    silent = {
        "focal_point": members_without(network, "focal point named"),
        "questionnaire": members_without(network, "questionnaire"),
        "confirmation": [iso3 for iso3 in network.members if iso3 not in confirmed],
    }
    rows = []
    for name, codes in silent.items():
        mine = [iso3 for iso3 in codes if iso3 in members]
        if mine:
            rows.append((network.say(f"request.{name}"), len(mine), network.names(mine)))
    return pd.DataFrame(rows, columns=["reply", "n_members", "areas"])


def dates_passed(network: Network) -> pd.DataFrame:
    """Every date of the register that passed without a record, the oldest first (methods M13).

    Due dates of paragraphs, planned activities and events, deadlines of funds. Columns: due, kind,
    subject, teller.
    """
    rows = sorted(_overdue(network), key=lambda row: row[0])
    out = pd.DataFrame(rows, columns=["day", "kind", "subject", "teller"])
    out["due"] = [network.when(day) for day in out["day"]]
    out["kind"] = [network.say(f"reminder.{kind}") for kind in out["kind"]]
    out["teller"] = [network.say(f"reminder.teller.{teller}") for teller in out["teller"]]
    return out[["due", "kind", "subject", "teller"]]


Reminder = tuple[str, str, str, str]


def _overdue(network: Network) -> Iterator[Reminder]:
    yield from _paragraphs(network)
    yield from _activities(network)
    yield from _events(network)
    yield from _deadlines(network)


def _paragraphs(network: Network) -> Iterator[Reminder]:
    frame = network.tables["paragraphs"]
    states = paragraph_assessments(network, frame)["status"].fillna("")
    facts = zip(
        frame["number"],
        frame["kind"],
        network.texts(frame),
        due_dates(network, frame, states),
        strict=True,
    )
    for number, kind, title, dates in facts:
        teller = "members" if block(kind) == "appeals" else "secretariat"
        for day, late in dates:
            if late:
                yield day, "paragraph", f"§ {number} {title}", teller


def _activities(network: Network) -> Iterator[Reminder]:
    frame = network.tables["activities"]
    late = frame.loc[activity_states(frame, network.build.built_at.date()) == PASSED]
    days = late["planned_end"].fillna(late["planned_start"])
    for day, title in zip(days, network.texts(late), strict=True):
        yield day, "activity", title, "providers"


def _events(network: Network) -> Iterator[Reminder]:
    as_of, events = network.build.built_at.date(), network.tables["events"]
    planned = events.loc[events["network"] & (events["state"] != "held")]
    days = planned["start_date"].fillna("")
    for day, title in zip(days, network.texts(planned), strict=True):
        if day and is_past(day, as_of):
            yield day, "event", title, "hosts"


def _deadlines(network: Network) -> Iterator[Reminder]:
    as_of, activities = network.build.built_at.date(), network.tables["activities"]
    ahead = activities.loc[activities["state"].isin(AHEAD)]
    titles = dict(zip(ahead["activity_id"], network.texts(ahead), strict=True))
    funding = network.tables["funding"]
    rows = funding.loc[funding["state"].isin(POSSIBLE) & funding["deadline"].notna()]
    rows = rows.loc[rows["activity_id"].isin(titles)]
    for key, source, day in zip(rows["activity_id"], rows["source"], rows["deadline"], strict=True):
        if is_past(day, as_of):
            words = network.say("reminder.source", source=source, title=titles[key])
            yield day, "deadline", words, "secretariat"
