"""From the text of a deck to its slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from observatory.charts.exhibit import Exhibit, exhibit_of, source_line
from observatory.decks import link, ready_made
from observatory.decks.figure_slides import Ask
from observatory.decks.slide import Slide, slides_of
from observatory.i18n import isolate
from observatory.topics.commitments import calendar
from observatory.topics.coverage import reach
from observatory.topics.members import members
from observatory.topics.participation import attendance
from observatory.topics.side_by_side import side_by_side
from observatory.view import EXPLORE, Asked, View, parse_request
from observatory.words.register import Network

Show = Callable[[Network, View, Ask], Exhibit]
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
    """The slides of what the page of an address shows."""
    return slides_of(exhibit(found, network, ask), f"{found.page}?{found.view.query()}")


def slides(deck: str, network: Network, ask: Ask) -> list[Slide] | None:
    """The slides of a deck in the network's language; None where the text names no deck.

    Grain: a slide; a view may need several. A collected deck opens with its own words where the
    reader gave some: a title in place of the view's, a note before its notes.
    """
    name, _, what = deck.partition(":")
    if name == "meeting" and not what:
        return ready_made.meeting(network, ask)
    if name == "member" and what in network.members:
        return ready_made.member(network, ask, what)
    if name == "theme" and what in network.terms.indicators:
        return ready_made.theme(network, ask, what)
    chosen = link.read(deck)
    if chosen is None:
        return None
    return [slide for item in chosen for slide in _of_item(item, network, ask)]


def unreadable(deck: str, network: Network) -> dict[int, str]:
    """What could not be understood in the views of a collected deck, by their place in it."""
    found = (
        parse_request(item.query, network.terms.known_ids(), SHOWN)
        for item in link.read(deck) or ()
    )
    return {at: each.fault for at, each in enumerate(found, start=1) if each.fault}


def _of_item(item: link.Item, network: Network, ask: Ask) -> Iterator[Slide]:
    """The slides of one view of a deck, in the reader's own words where there are some."""
    for slide in _slides_of_view(
        parse_request(item.query, network.terms.known_ids(), SHOWN), network, ask
    ):
        yield replace(
            slide,
            title=item.title or slide.title,
            caveat="\n".join(filter(None, (item.note, slide.caveat))),
        )


def _slides_of_view(found: Asked, network: Network, ask: Ask) -> list[Slide]:
    """The slides of a view, or the one that says that it cannot be read."""
    if found.fault:
        lines = (network.say("deck.unreadable", fault=isolate(found.fault, network.lang)),)
        source = source_line(network.build, network.lang)
        return [
            Slide(network.say("deck.unreadable.title"), lines=lines, notes=lines, source=source)
        ]
    view = found.view.but(lang=network.lang, deck="", present=False, step=1, map="tiles")
    return slides_of_page(replace(found, view=view), network, ask)
