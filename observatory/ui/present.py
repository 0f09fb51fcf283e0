"""The deck's page: choose one, put it in order, take it along, or show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from observatory.decks import link
from observatory.decks.build import DeckEntry, number_slides, unreadable
from observatory.decks.link import Item
from observatory.exports.pptx import deck as pptx
from observatory.i18n import isolate, join_names
from observatory.ui import cache, downloads, navigation, url_state
from observatory.ui.frame import Page
from observatory.ui.my_deck import deck_text, write
from observatory.ui.notice import literal, notice
from observatory.words import search

MEETING = "meeting"
# The cards that stand beside each other.
ACROSS = 4
SIGNS = {
    "up": ":material/arrow_upward:",
    "down": ":material/arrow_downward:",
    "hide": ":material/visibility_off:",
    "show": ":material/visibility:",
    "double": ":material/content_copy:",
    "remove": ":material/delete:",
}


def replacement(page: Page) -> str:
    """The deck that stands in for one that cannot be read, which is named; the meeting's.

    On the stage too the page has its menu then: the reader is to choose again.
    """
    if page.view.present:
        navigation.bar(page.name, page.view.but(present=False, step=1))
    if page.view.deck.startswith("~"):
        st.info(page.text("present.unreadable"))
    else:
        notice(page.text("present.unknown", deck=literal(page.view.deck)))
    return MEETING


def faults(page: Page, deck: str, found: Sequence[DeckEntry]) -> None:
    """What of a collected deck cannot be shown: letters of its words, and views."""
    gone = link.left_out(deck)
    if gone:
        st.info(page.text("present.left_out", k=gone))
    wrong = unreadable(found)
    if wrong:
        places = join_names(map(str, wrong), page.view.lang)
        st.warning(page.text("present.views_unreadable", places=places))


def choose(page: Page, deck: str) -> None:
    """Which deck: the meeting's, a member's, a theme's, or the one that the reader collected.

    `deck` is the one shown. A collected one stays to be chosen while another is looked at.
    """
    mine = deck_text(page)
    mine = mine if link.read(mine) else ""
    kinds = [MEETING, "member", "theme", *(["mine"] if mine else [])]
    at = "mine" if deck.startswith("~") else deck.partition(":")[0] or MEETING
    names = page.vocabulary
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            page.text("present.deck"),
            kinds,
            default=at if at in kinds else MEETING,
            format_func=lambda each: page.text(f"present.deck.{each}"),
            required=True,
            key=f"deck-{at}",
        )
        what = ""
        if kind == "member":
            order = url_state.members(names, page.view.lang)
            found_by = search.labels(names.countries, order, page.view.lang, gap=search.ROOM)
            what = st.selectbox(
                page.text("present.member"),
                order,
                format_func=found_by.__getitem__,
                index=_place(order, deck),
                key=f"of-member-{deck}",
                filter_mode="contains",
            )
        elif kind == "theme":
            what = st.selectbox(
                page.text("present.theme"),
                themes := _themes(page, deck),
                format_func=lambda i: names.indicators[i].name[page.view.lang],
                index=_place(themes, deck),
                key=f"of-theme-{deck}",
            )
    chosen = {"mine": mine, MEETING: MEETING}.get(str(kind), f"{kind}:{what}")
    if chosen != deck:
        st.query_params["deck"] = chosen
        st.rerun()


def _themes(page: Page, deck: str) -> tuple[str, ...]:
    """The indicators to choose from, with that of the address where it is another."""
    name, _, what = deck.partition(":")
    themes = page.vocabulary.leading("deck_theme")
    return themes if name != "theme" or what in themes else (*themes, what)


def _place(order: Sequence[str], deck: str) -> int:
    what = deck.partition(":")[2]
    return list(order).index(what) if what in order else 0


def take(page: Page, deck: str) -> None:
    """Show it, take it along as PowerPoint, or pass on its address."""
    stage = page.view.but(present=True, step=1, deck=deck)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            navigation.PAGES["present"],
            label=f"**{page.text('present.start')}**",
            icon=":material/slideshow:",
            query_params=stage.pairs(),
        )
        name = "my-deck" if deck.startswith("~") else deck.replace(":", "-")
        downloads.file(
            page.text("present.pptx"),
            partial(_file, page, deck, navigation.root(page.name)),
            name=f"{name}-{page.view.lang}-{page.build.build_id}.pptx",
            key="pptx",
        )
    with st.expander(page.text("downloads.link")):
        shared = page.view.but(deck=deck)
        address = f"{navigation.root(page.name)}/present?{shared.query()}"
        st.code(address, language=None, wrap_lines=True)


def _file(page: Page, deck: str, root: str) -> bytes:
    """The deck as PowerPoint: the slides that are shown, at the same numbers."""
    slides = number_slides(entries_of(page, deck) or [])
    return pptx(slides, page.build, page.view.lang, root=root)


def entries_of(page: Page, deck: str) -> list[DeckEntry] | None:
    """The items of a deck, of the page's build and language."""
    return cache.entries(page.desk, deck, page.view.lang)


def overview(page: Page, deck: str, found: Sequence[DeckEntry]) -> None:
    """The slides of a deck as cards: a picture, the number and the title; of one's own, to edit.

    What is hidden keeps its place, has no number and is pale.
    """
    own = deck.startswith("~")
    st.subheader(page.text("present.slides", n=len(number_slides(found))))
    if not own:
        _copy(page, found)
    pictures = cache.thumbnails(page.desk, deck, page.view.lang, page.look.name)
    first = 1
    for start in range(0, len(found), ACROSS):
        columns = st.columns(ACROSS)
        for at, entry in enumerate(found[start : start + ACROSS], start=start):
            with columns[at - start], st.container(border=True, key=f"card-{at}"):
                _card(page, entry, pictures[at], first)
                if own:
                    _edit(page, found, at)
            first += 0 if entry.item.hidden else len(entry.slides)


def _card(page: Page, entry: DeckEntry, pictures: Sequence[str], first: int) -> None:
    """The pictures of an item's slides, its number, and its title."""
    n = len(entry.slides)
    number = str(first) if n == 1 else isolate(f"{first}\u2013{first + n - 1}", page.view.lang)
    hidden = entry.item.hidden
    if hidden:
        waits = entry.slides[0].empty
        number = page.text("present.waits" if waits else "present.hidden")
    title = escape(entry.slides[0].title.removesuffix(entry.slides[0].part).rstrip())
    said = f"<p class='card-title'><b>{escape(number)}</b> {title}</p>"
    drawn = "".join(f"<img class='thumbnail' src='{each}' alt=''>" for each in pictures[:1])
    st.html(f"<div class='slide-card{' hidden-slide' * hidden}'>{drawn}{said}</div>")


def _copy(page: Page, found: Sequence[DeckEntry]) -> None:
    """The button that puts a ready-made deck, slide by slide, at the end of one's own."""
    held = link.read(deck_text(page)) or ()
    st.button(
        page.text("present.copy"),
        icon=":material/content_copy:",
        help=page.text("present.copy.help"),
        on_click=_write,
        args=([*held, *(entry.item for entry in found)], page.text("present.full")),
        key="copy-deck",
    )


def _write(after: Sequence[Item], full: str) -> None:
    try:
        write(after)
    except ValueError:
        st.toast(full)


def _edit(page: Page, found: Sequence[DeckEntry], at: int) -> None:
    """Order, showing, doubling and removal of an item of one's own deck, and its words."""
    chosen = [entry.item for entry in found]
    item = chosen[at]
    other = replace(item, hidden=not item.hidden)
    with st.container(horizontal=True, gap="small"):
        _button(page, "up", _move(chosen, at, -1), at, disabled=at == 0)
        _button(page, "down", _move(chosen, at, 1), at, disabled=at == len(chosen) - 1)
        way = "show" if item.hidden else "hide"
        _button(page, way, [*chosen[:at], other, *chosen[at + 1 :]], at)
        _button(page, "double", [*chosen[: at + 1], *chosen[at:]], at)
        _button(page, "remove", [*chosen[:at], *chosen[at + 1 :]], at)
    with st.expander(page.text("present.words"), expanded=bool(item.title or item.note)):
        _words(page, chosen, at, found[at].message)


def _words(page: Page, chosen: Sequence[Item], at: int, title: str) -> None:
    """The reader's own title and note of a view; empty means the view's own."""
    item = chosen[at]
    own = st.text_input(
        f"{at + 1}. {page.text('present.title')}",
        item.title,
        placeholder=title,
        max_chars=link.TITLE,
        key=f"title-{at}-{hash(item)}",
    )
    note = st.text_input(
        page.text("present.note"), item.note, max_chars=link.NOTE, key=f"note-{at}-{hash(item)}"
    )
    changed = replace(item, title=own or "", note=note or "")
    if changed == item:
        return
    try:
        write([*chosen[:at], changed, *chosen[at + 1 :]])
    except ValueError:
        st.warning(page.text("present.full"))
        return
    st.rerun()


def _button(
    page: Page, what: str, after: Sequence[Item], at: int, *, disabled: bool = False
) -> None:
    st.button(
        "",
        icon=SIGNS[what],
        help=page.text(f"present.{what}"),
        on_click=_write,
        args=(after, page.text("present.full")),
        disabled=disabled,
        key=f"{what}-{at}",
        type="tertiary",
    )


def _move(chosen: Sequence[Item], at: int, by: int) -> list[Item]:
    out = list(chosen)
    out.insert(at + by, out.pop(at))
    return out
