"""From the text of a deck to its slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from observatory.asked import Asked, asked
from observatory.attendance import attendance
from observatory.beside import side_by_side
from observatory.charts.theme import LIGHT, Look
from observatory.commitments import calendar
from observatory.decks import items, standing
from observatory.decks.figure_slides import Ask
from observatory.exhibit import Exhibit, source_line
from observatory.i18n import isolated
from observatory.network import Network
from observatory.reach import reach
from observatory.slides import Slide, of_answer, of_exhibit
from observatory.view import View

Show = Callable[[Network, View, Look, Ask], Exhibit]
# The pages whose figures a deck may hold, beside Explore's views.
SHOWN: Mapping[str, Show] = {
    "participation": lambda of, _, look, __: attendance(of, look),
    "commitments": lambda of, _, look, __: calendar(of, look),
    "side_by_side": side_by_side,
    "data": lambda of, _, look, __: reach(of, look),
}


def slides(deck: str, of: Network, ask: Ask, look: Look = LIGHT) -> list[Slide] | None:
    """The slides of a deck in the network's language; None where the text names no deck.

    Grain: a slide; a view may need several. A collected deck opens with its own words where the
    reader gave some: a title in place of the view's, a note before its notes.
    """
    name, _, what = deck.partition(":")
    if name == "meeting" and not what:
        return standing.meeting(of, ask, look)
    if name == "member" and what in of.members:
        return standing.member(of, ask, what, look)
    if name == "theme" and what in of.terms.indicators:
        return standing.theme(of, ask, what, look)
    chosen = items.read(deck)
    if chosen is None:
        return None
    return [slide for item in chosen for slide in _of_item(item, of, ask, look)]


def unreadable(deck: str, of: Network) -> dict[int, str]:
    """What could not be understood in the views of a collected deck, by their place in it."""
    found = (asked(item.query, of.terms.known(), SHOWN) for item in items.read(deck) or ())
    return {at: each.fault for at, each in enumerate(found, start=1) if each.fault}


def _of_item(item: items.Item, of: Network, ask: Ask, look: Look) -> Iterator[Slide]:
    """The slides of one view of a deck, in the reader's own words where there are some."""
    for slide in _made(asked(item.query, of.terms.known(), SHOWN), of, ask, look):
        yield replace(
            slide,
            title=item.title or slide.title,
            caveat="\n".join(filter(None, (item.note, slide.caveat))),
        )


def _made(found: Asked, of: Network, ask: Ask, look: Look) -> list[Slide]:
    """The slides of a view, or the one that says that it cannot be read."""
    if found.fault:
        lines = (of.say("deck.unreadable", fault=isolated(found.fault, of.lang)),)
        source = source_line(of.build, of.lang)
        return [Slide(of.say("deck.unreadable.title"), lines=lines, notes=lines, source=source)]
    view = found.view.but(lang=of.lang, deck="", present=False, step=1, map="tiles")
    if found.page in SHOWN:
        shown = SHOWN[found.page](of, view, look, ask)
        return [of_exhibit(shown, f"{found.page}?{view.query()}", of.lang)]
    return of_answer(ask(view), look)
