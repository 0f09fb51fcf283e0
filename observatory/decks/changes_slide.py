"""The slide of what changed in the register since the network last met."""

from __future__ import annotations

from observatory.charts.kinds.table import words
from observatory.decks.register_slide import slide
from observatory.decks.slide import Slide
from observatory.topics import register_changes
from observatory.words.register import Network


def since_meeting(network: Network) -> Slide | None:
    """How much is new, moved or corrected since the last meeting; None where nothing is.

    One slide: the counts stand on it, what and whom they are about in its notes.
    """
    rows = register_changes.since_meeting(network)
    place, date = register_changes.last_meeting(network)
    if rows.empty or not place:
        return None
    facts = list(rows.itertuples(index=False))
    named = [
        network.say("register_changes.of", table=row.kind, subject=row.subject) for row in facts
    ]
    notes = [
        network.say("deck.told", name=name, said=row.change)
        for name, row in zip(named, facts, strict=True)
    ]
    counts = register_changes.count_since_meeting(network)
    told = [
        network.say("deck.told", name=kind, said=change)
        for kind, change in zip(counts["kind"], counts["change"], strict=True)
    ]
    return slide(
        network,
        network.say("register_changes.deck", place=place, date=date),
        network.say("register_changes.deck.lead"),
        "data",
        rows,
        caveat=network.say("register_changes.deck.caveat"),
        told=told,
        notes=notes,
        table=words(counts, network.lang, "register_changes"),
    )
