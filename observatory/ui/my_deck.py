"""The reader's own deck: views collected on any page, carried by the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from observatory.decks import link
from observatory.decks.link import Item
from observatory.ui.frame import Page

_KEPT = "collected-deck"


def deck_text(page: Page) -> str:
    """The text of the reader's own deck: the address's, else the one looked at before it."""
    if page.view.deck.startswith("~"):
        st.session_state[_KEPT] = page.view.deck
    return str(st.session_state.get(_KEPT, ""))


def write(after: Sequence[Item]) -> None:
    """The deck into the address; an empty one out of it."""
    text = link.write(after)
    st.session_state[_KEPT] = text
    if text:
        st.query_params["deck"] = text
    elif "deck" in st.query_params:
        del st.query_params["deck"]


def add(page: Page, query: str, key: str) -> None:
    """The button that puts a view at the end of the reader's deck."""
    held = link.read(deck_text(page)) or ()
    st.button(
        page.text("downloads.deck", n=len(held)),
        on_click=_add,
        args=(held, query, page.text("present.full")),
        key=f"add-{key}",
        icon=":material/add_to_queue:",
    )


def _add(held: Sequence[Item], query: str, full: str) -> None:
    try:
        write([*held, Item(query)])
    except ValueError:
        st.toast(full)
