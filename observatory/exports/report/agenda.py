"""The annotated agenda of a meeting: each item with the state of its data and what is awaited.

The state of an item is what the slides of the meeting's deck say in their titles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from observatory.decks import awaited_slide, ready_made
from observatory.decks.slide import Slide
from observatory.exports.report.document import WordDocument
from observatory.exports.report.workplan import in_columns, write_cover
from observatory.topics import commitments, network_figures
from observatory.topics.event_list import event_facts, event_row
from observatory.topics.group_references import Ask
from observatory.words.register import Network

# The items of a meeting, each with the slides of the meeting's deck that show its data.
ITEMS: Mapping[str, tuple[str, ...]] = {
    "opening": (),
    "activities": ("held", "took_part"),
    "communique": ("communique",),
    "workplan": ("progress", "moved", "delivered"),
    "focal": ("focal",),
    "topics": ("topics",),
    "young": ("aggregate", "spread", "gap", "firms"),
    "recommendations": (),
    "decisions": ("decisions",),
    "closing": (),
}
# What is awaited with an item beside the content of its slides.
_LISTS = "lists"


def agenda(network: Network, ask: Ask, event_id: str) -> bytes:
    """The annotated agenda of an event of the network; `ask` answers views of the build.

    `ViewError` names the events that there are for any other.
    """
    row = event_row(network, event_id)
    event, title = str(network.texts(row).iloc[0]), network.say("report.agenda")
    made = WordDocument(f"{title}: {event}", network.build, network.lang)
    write_cover(made, title, [event, event_facts(network, row)])
    made.words(made.say("report.agenda.lead"))
    slides = ready_made.meeting(network, ask)
    empty = {slide.name for slide in slides if slide.empty}
    known = {slide.name for slide in slides}
    empty |= {name for names in ITEMS.values() for name in names if name not in known}
    awaited = {
        name: network.say("report.agenda.awaited", what=what, who=who)
        for name, what, who in awaited_slide.missing_content(network, empty)
    }
    for number, (item, names) in enumerate(ITEMS.items(), 1):
        words = made.say(f"report.agenda.{item}")
        made.heading(made.say("report.agenda.item", number=number, words=words))
        _state(made, [slide for slide in slides if slide.name in names and not slide.empty])
        _tables(made, network, item)
        missing = [*names, *([_LISTS] if item == "activities" else [])]
        lines = [awaited[name] for name in missing if name in awaited]
        if lines:
            made.words(made.say("report.awaited"), "Heading 3")
            made.bullets(lines)
        made.narrative(made.say("report.agenda.box"), made.say(f"report.agenda.{item}.hint"))
    return made.save()


def _state(made: WordDocument, slides: Sequence[Slide]) -> None:
    """What the slides of an item say, with the line of their sources."""
    if not slides:
        return
    made.words(made.say("report.agenda.state"), "Heading 3")
    for slide in slides:
        made.words(slide.title, "List Bullet")
        made.words(slide.source, "Source Line")


def _tables(made: WordDocument, network: Network, item: str) -> None:
    """The dates and recommendations of the communiqué, where an item is about them."""
    rows, caption = pd.DataFrame(), "report.dates"
    columns: tuple[str, ...] = ("number", "paragraph", "status")
    if item == "decisions":
        rows, columns = network_figures.decision_dates(network), ("due", *columns)
    elif item == "recommendations":
        caption = "commitments.recommendations"
        for each in commitments.communiques(network)["instrument_id"].head(1):
            rows = commitments.paragraphs(network, each, "recommendations")
    if len(rows):
        made.table(in_columns(network, rows, columns), made.say(caption))
