"""The slide of what changed in the register since the network last met."""

from __future__ import annotations

import pandas as pd

from observatory.charts.kinds.table import words
from observatory.decks.register_slide import slide
from observatory.decks.slide import Slide
from observatory.topics import register_changes
from observatory.words.register import Network


def since_meeting(network: Network) -> Slide | None:
    """What is new, moved or corrected since the last meeting; None where nothing is."""
    rows = register_changes.since_meeting(network)
    place, date = register_changes.last_meeting(network)
    if rows.empty or not place:
        return None
    facts = list(rows.itertuples(index=False))
    named = [
        network.say("register_changes.of", table=row.kind, subject=row.subject) for row in facts
    ]
    told = [
        network.say("deck.told", name=name, said=row.change)
        for name, row in zip(named, facts, strict=True)
    ]
    shown = pd.DataFrame({"subject": named, "change": rows["change"]})
    return slide(
        network,
        network.say("register_changes.deck", place=place, date=date),
        network.say("register_changes.deck.lead"),
        "data",
        rows,
        caveat=network.say("register_changes.deck.caveat"),
        told=told,
        table=words(shown, network.lang, "register_changes"),
    )
