"""Needs and offers as members declared them, topic by topic: who asks, and who could help."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from observatory.i18n import alphabetical, join_names
from observatory.words.register import Network

# How a topic stands, in the order in which topics are shown: matches first.
STANDINGS = ("matched", "requested", "offer_only", "open")


def topics_table(network: Network, members: Collection[str]) -> pd.DataFrame:
    """Each topic with the members that ask and those that offer, as declared and dated.

    Grain: topic; matches first, then what is asked for, then what is offered, in the order of the
    alphabet. Columns: topic, standing, asked_by, offered_by. `members`: whose declarations count.
    """
    found = _topics(network, members)
    return pd.DataFrame(
        {
            "topic": found["title"],
            "standing": found["standing"].map(lambda code: network.say(f"needs.standing.{code}")),
            "asked_by": found["need"].map(lambda rows: _with_dates(network, rows)),
            "offered_by": found["offer"].map(lambda rows: _with_dates(network, rows)),
        }
    )


def matrix(network: Network, members: Collection[str]) -> pd.DataFrame:
    """Topics by the members that declared anything: what each asks for and offers.

    Grain: topic, in the order of `topics_table`; a column a member by its name, in the order of
    the alphabet. An empty cell is no declaration, never a no.
    """
    found = _topics(network, members)
    given = {iso3 for side in ("need", "offer") for rows in found[side] for iso3, _ in rows}
    out = pd.DataFrame({network.say("network.topic"): found["title"]})
    for iso3 in [each for each in network.members if each in given]:
        out[network.name(iso3)] = [
            _cell(network, iso3, *sides)
            for sides in zip(found["need"], found["offer"], strict=True)
        ]
    return out


def sentences(network: Network, members: Collection[str]) -> list[str]:
    """How many topics asked for are offered by another member, and who has declared anything."""
    frame = _declared_by(network, members)
    if frame.empty:
        return [network.say("needs.none", n=len(members))]
    found = _topics(network, members)["standing"].value_counts()
    matched = int(found.get("matched", 0))
    lines = [network.say("needs.matched", k=matched, n=matched + int(found.get("requested", 0)))]
    told = frame["iso3"].nunique()
    lines.append(network.say("needs.declared", k=told, m=len(members) - told))
    days = sorted(frame["declared_on"].dropna())
    if days:
        lines.append(network.say("needs.dates", when=network.when(days[0], days[-1])))
    if undated := int(frame["declared_on"].isna().sum()):
        lines.append(network.say("needs.undated", k=undated))
    return lines


def _declared_by(network: Network, members: Collection[str]) -> pd.DataFrame:
    frame = network.tables["needs"]
    return frame.loc[frame["iso3"].isin(members)]


def _topics(network: Network, members: Collection[str]) -> pd.DataFrame:
    """The topics in their order: title, standing, and of each side the members with their dates."""
    frame, topics = _declared_by(network, members), network.tables["topics"]
    rows = []
    for topic_id, title in zip(topics["topic_id"], network.texts(topics), strict=True):
        mine = frame.loc[frame["topic_id"] == topic_id]
        need, offer = (_side(network, mine, side) for side in ("need", "offer"))
        rows.append((title, _standing(need, offer), need, offer))
    out = pd.DataFrame(rows, columns=["title", "standing", "need", "offer"])
    order = [(STANDINGS.index(row[1]), alphabetical(row[0])) for row in rows]
    places = sorted(range(len(rows)), key=order.__getitem__)
    return out.iloc[places].reset_index(drop=True)


Side = list[tuple[str, str]]


def _side(network: Network, rows: pd.DataFrame, side: str) -> Side:
    """The members of one side with the date of each, in the order of the alphabet."""
    mine = rows.loc[rows["direction"] == side]
    found = dict(zip(mine["iso3"], mine["declared_on"].fillna(""), strict=True))
    return [(iso3, found[iso3]) for iso3 in network.members if iso3 in found]


def _standing(need: Side, offer: Side) -> str:
    """How a topic stands; only another member's offer answers a need."""
    if any(asks != offers for asks, _ in need for offers, _ in offer):
        return "matched"
    if need:
        return "requested"
    return "offer_only" if offer else "open"


def _with_dates(network: Network, rows: Side) -> str:
    """Members with the date of their declaration."""
    return join_names(
        (
            network.say(
                "needs.dated",
                area=network.name(iso3),
                when=network.when(day) if day else network.say("needs.no_date"),
            )
            for iso3, day in rows
        ),
        network.lang,
    )


def _cell(network: Network, iso3: str, need: Side, offer: Side) -> str:
    """What a member declared on a topic."""
    asks, offers = (any(each == iso3 for each, _ in side) for side in (need, offer))
    if asks and offers:
        return network.say("needs.cell.both")
    if asks or offers:
        return network.say(f"needs.cell.{'need' if asks else 'offer'}")
    return ""
