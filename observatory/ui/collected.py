"""The reader's own deck: views collected on any page, carried by the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from observatory.decks import items
from observatory.decks.items import Item
from observatory.ui.frame import Page


def write(after: Sequence[Item]) -> None:
    """The deck into the address; an empty one out of it."""
    text = items.written(after)
    if text:
        st.query_params["deck"] = text
    elif "deck" in st.query_params:
        del st.query_params["deck"]


def add(page: Page, query: str, key: str) -> None:
    """The button that puts a view at the end of the reader's deck."""
    held = items.read(page.view.deck) or ()
    st.button(
        page.text("downloads.deck", n=len(held)),
        on_click=_added,
        args=(held, query, page.text("present.full")),
        key=f"add-{key}",
        icon=":material/add_to_queue:",
    )


def _added(held: Sequence[Item], query: str, full: str) -> None:
    try:
        write([*held, Item(query)])
    except ValueError:
        st.toast(full)
