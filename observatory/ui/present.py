"""The deck's page: choose one, put it in order, take it along, or show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from observatory.decks import link
from observatory.decks.build import unreadable
from observatory.decks.link import Item
from observatory.decks.slide import Slide
from observatory.exports.pptx import deck as pptx
from observatory.i18n import alphabetical, join_names
from observatory.ui import cache, downloads, navigation
from observatory.ui.frame import Page
from observatory.ui.my_deck import deck_text, write
from observatory.ui.notice import literal, notice
from observatory.view import shorten

MEETING = "meeting"


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


def faults(page: Page, deck: str) -> None:
    """What of a collected deck cannot be shown: letters of its words, and views."""
    gone = link.left_out(deck)
    if gone:
        st.info(page.text("present.left_out", k=gone))
    wrong = unreadable(deck, page.network)
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
            members = {i: names.countries[i].name[page.view.lang] for i in names.members}
            order = sorted(members, key=lambda i: alphabetical(members[i]))
            what = st.selectbox(
                page.text("present.member"),
                order,
                format_func=members.__getitem__,
                index=_place(order, deck),
                key=f"of-member-{deck}",
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
    """The deck as PowerPoint."""
    slides = slides_of(page, deck) or []
    return pptx(slides, page.build, page.view.lang, root=root)


def listing(page: Page, slides: Sequence[Slide]) -> None:
    """The slides of a ready-made deck, in order."""
    st.subheader(page.text("present.slides", n=len(slides)))
    lines = [f"{at}. {slide.title}" for at, slide in enumerate(slides, start=1)]
    st.markdown("\n".join(lines))


def edit(page: Page, chosen: Sequence[Item], titles: Sequence[str]) -> None:
    """The views of a collected deck: titles and notes to be written, order, and removal."""
    st.subheader(page.text("present.views", n=len(chosen)))
    for at, item in enumerate(chosen):
        with st.container(border=True, key=f"item-{at}-{hash(item.query)}"):
            left, right = st.columns([5, 1], vertical_alignment="bottom")
            with left:
                _words(page, chosen, at, titles[at])
            with right, st.container(horizontal=True):
                _button(page, "up", _move(chosen, at, -1), at, disabled=at == 0)
                _button(page, "down", _move(chosen, at, 1), at, disabled=at == len(chosen) - 1)
                _button(page, "remove", [*chosen[:at], *chosen[at + 1 :]], at, disabled=False)


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


def _button(page: Page, what: str, after: Sequence[Item], at: int, *, disabled: bool) -> None:
    signs = {"up": ":material/arrow_upward:", "down": ":material/arrow_downward:",
             "remove": ":material/delete:"}  # fmt: skip
    st.button(
        "",
        icon=signs[what],
        help=page.text(f"present.{what}"),
        on_click=write,
        args=(after,),
        disabled=disabled,
        key=f"{what}-{at}",
        type="tertiary",
    )


def _move(chosen: Sequence[Item], at: int, by: int) -> list[Item]:
    out = list(chosen)
    out.insert(at + by, out.pop(at))
    return out


def titles(page: Page, chosen: Sequence[Item]) -> list[str]:
    """The title that each view of a deck has of itself."""
    out = []
    for item in chosen:
        try:
            alone = link.write([replace(item, title="", note="")])
        except ValueError:  # pressed better by whoever wrote the address than we press it
            alone = ""
        found = slides_of(page, alone) or []
        out.append(found[0].title if found else shorten(item.query))
    return out


def slides_of(page: Page, deck: str) -> list[Slide] | None:
    """The slides of a deck, of the page's build and language."""
    return cache.slides(page.desk, deck, page.view.lang)
