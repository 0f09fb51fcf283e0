"""From the text of a deck to its slides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from observatory.charts.exhibit import Exhibit, exhibit_of, source_line
from observatory.decks import link, ready_made
from observatory.decks.figure_slides import Ask
from observatory.decks.slide import Slide, share_out, slides_of
from observatory.i18n import isolate
from observatory.topics.commitments import calendar
from observatory.topics.coverage import reach
from observatory.topics.members import members
from observatory.topics.participation import attendance
from observatory.topics.side_by_side import side_by_side
from observatory.view import EXPLORE, Asked, View, parse_request
from observatory.words.register import Network

Show = Callable[[Network, View, Ask], Exhibit]
Ready = Callable[[str], "list[DeckEntry] | None"]
# The pages whose figures a deck may hold, beside Explore's views.
SHOWN: Mapping[str, Show] = {
    "participation": lambda network, _, __: attendance(network),
    "members": members,
    "commitments": lambda network, _, __: calendar(network),
    "side_by_side": side_by_side,
    "data": lambda network, _, __: reach(network),
}


def exhibit(found: Asked, network: Network, ask: Ask) -> Exhibit:
    """What the page of an address shows: of Explore an answer, of the others their figure."""
    if found.page == EXPLORE:
        return exhibit_of(ask(found.view))
    return SHOWN[found.page](network, found.view, ask)


def slides_of_page(found: Asked, network: Network, ask: Ask) -> list[Slide]:
    """The slides of what the page of an address shows: one, of a long table several."""
    return slides_of(exhibit(found, network, ask), f"{found.page}?{found.view.query()}")


@dataclass(frozen=True)
class DeckEntry:
    """An item of a deck with its slides: one, of a long table several, all shown or all hidden.

    `fault` says what of the item cannot be read, and is mostly empty. `message` is the title that
    its slides have of themselves, whatever the reader calls them.
    """

    item: link.Item
    slides: tuple[Slide, ...]
    fault: str = ""
    message: str = ""


def slides(deck: str, network: Network, ask: Ask) -> list[Slide] | None:
    """The slides of a deck that are shown, in the network's language; None where there is no deck.

    The same slides, at the same numbers, stand in the list, on the stage and in the file.
    """
    found = entries(deck, network, ask)
    return None if found is None else number_slides(found)


def number_slides(found: Sequence[DeckEntry]) -> list[Slide]:
    """The slides of entries that are shown, in their order."""
    return [slide for entry in found if not entry.item.hidden for slide in entry.slides]


def entries(deck: str, network: Network, ask: Ask) -> list[DeckEntry] | None:
    """The items of a deck, those hidden too; None where the text names no deck.

    A ready-made deck hides what waits for its content. A collected deck opens with its own words
    where the reader gave some: a title in place of the view's, a note before its notes.
    """
    made: dict[str, list[DeckEntry] | None] = {}

    def ready(name: str) -> list[DeckEntry] | None:
        if name not in made:
            made[name] = _ready_made(name, network, ask)
        return made[name]

    found = ready(deck)
    if found is not None:
        return found
    chosen = link.read(deck)
    if chosen is None:
        return None
    return [_with_words(_entry(item, network, ask, ready)) for item in chosen]


def _ready_made(deck: str, network: Network, ask: Ask) -> list[DeckEntry] | None:
    """The entries of a ready-made deck by its name; None where there is none of that name."""
    name, _, what = deck.partition(":")
    if name == "meeting" and not what:
        found = ready_made.meeting(network, ask)
    elif name == "member" and what in network.members:
        found = ready_made.member(network, ask, what)
    elif name == "theme" and what in network.terms.indicators:
        found = ready_made.theme(network, ask, what)
    else:
        return None
    groups = groupby(share_out(found, network.lang), key=lambda slide: slide.name)
    out = []
    for key, group in groups:
        own = tuple(group)
        item = link.Item(f"{deck}/{key}", hidden=all(slide.empty for slide in own))
        out.append(DeckEntry(item, own))
    return out


def unreadable(found: Sequence[DeckEntry]) -> dict[int, str]:
    """What could not be understood in the items of a deck, by their place in it."""
    return {at: each.fault for at, each in enumerate(found, start=1) if each.fault}


def _entry(item: link.Item, network: Network, ask: Ask, ready: Ready) -> DeckEntry:
    """An item of a collected deck with its slides, or with the one that says why it has none."""
    deck, slash, key = item.query.rpartition("/")
    of_deck = ready(deck) if slash and "?" not in deck else None
    if of_deck is not None:
        same = [each.slides for each in of_deck if each.item.query == item.query]
        if same:
            return DeckEntry(item, same[0])
        return _faulty(item, key, network)
    asked = parse_request(item.query, network.terms.known_ids(), SHOWN)
    if asked.fault:
        return _faulty(item, asked.fault, network)
    view = asked.view.but(lang=network.lang, deck="", present=False, step=1, map="tiles")
    return DeckEntry(item, tuple(slides_of_page(replace(asked, view=view), network, ask)))


def _faulty(item: link.Item, fault: str, network: Network) -> DeckEntry:
    """An item that cannot be read, with a slide that says so in its place."""
    lines = (network.say("deck.unreadable", fault=isolate(fault, network.lang)),)
    source = source_line(network.build, network.lang)
    title = network.say("deck.unreadable.title")
    return DeckEntry(item, (Slide(title, lines=lines, notes=lines, source=source),), fault)


def _with_words(entry: DeckEntry) -> DeckEntry:
    """An entry in the reader's own words, where there are some."""
    item, first = entry.item, entry.slides[0]
    entry = replace(entry, message=first.title.removesuffix(first.part).rstrip())
    if not item.title and not item.note:
        return entry
    own = (
        replace(
            slide,
            title=item.title or slide.title,
            caveat="\n".join(filter(None, (item.note, slide.caveat))),
        )
        for slide in entry.slides
    )
    return replace(entry, slides=tuple(own))
