"""The one slide of what is awaited: each list that is missing, and who could supply it."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from observatory.decks.register_slide import slide
from observatory.decks.slide import Slide
from observatory.topics import focal_points
from observatory.words.register import Network

# What may be awaited, in the order of the slide: the names of slides, and the lists of events.
AWAITED = ("lists", "focal", "progress", "moved", "topics", "palestine", "decisions")


def missing_content(network: Network, empty: Collection[str]) -> list[tuple[str, str, str]]:
    """What is awaited, and who could supply it: name, what and who in words, in their order.

    `empty` names the slides without content.
    """
    events = network.events
    lists = int((events["list_status"] != "complete").sum())
    missing = [name for name in AWAITED if name in empty or (name == "lists" and lists)]
    unknown = len(network.members) - focal_points.count_members(network, focal_points.KNOWN)
    counts = {"lists": lists, "m": unknown}
    return [
        (
            name,
            network.say(f"deck.awaited.{name}", **counts),
            network.say(f"deck.awaited.{name}.from"),
        )
        for name in missing
    ]


def gaps(network: Network, empty: Collection[str]) -> Slide | None:
    """What is awaited, a row each; `empty` names the slides without content. None of nothing."""
    missing = missing_content(network, empty)
    if not missing:
        return None
    rows = pd.DataFrame(
        {
            network.say("deck.column.awaited"): [what for _, what, _ in missing],
            network.say("deck.column.supplier"): [who for _, _, who in missing],
        }
    )
    instruments = network.tables["instruments"]
    plans = instruments.loc[instruments["kind"] == "work_plan"].iloc[-1:]
    return slide(
        network,
        network.say("deck.awaited"),
        network.say("deck.awaited.lead"),
        "commitments",
        pd.DataFrame(),
        told=[network.say("deck.told", name=what, said=who) for _, what, who in missing],
        behind=plans,
        table=rows,
    )
