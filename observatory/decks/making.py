"""From the text of a deck to its slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from observatory.attendance import attendance
from observatory.beside import side_by_side
from observatory.charts.theme import LIGHT, Look
from observatory.commitments import calendar
from observatory.decks import items, standing
from observatory.decks.figure_slides import Ask
from observatory.exhibit import Exhibit
from observatory.network import Network
from observatory.reach import reach
from observatory.slides import Slide, of_answer, of_exhibit
from observatory.view import View, read

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


def _of_item(item: items.Item, of: Network, ask: Ask, look: Look) -> Iterator[Slide]:
    """The slides of one view of a deck, in the reader's own words where there are some."""
    page, _, query = item.query.rpartition("?")
    view = read(query, of.terms.known()).view.but(lang=of.lang, deck="", present=False, step=1)
    if page in SHOWN:
        made = [of_exhibit(SHOWN[page](of, view, look, ask), f"{page}?{view.query()}")]
    else:
        made = of_answer(ask(view), look)
    for slide in made:
        yield replace(
            slide,
            title=item.title or slide.title,
            caveat=item.note or slide.caveat,
        )
