"""Notices that repeat what a reader's address says: as plain text, never as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from observatory.i18n import LRI, PDI, join_names, text

# The most letters that a name or a value is repeated with, and the most faults that are named.
LETTERS, FAULTS = 60, 5


def notice(words: str) -> None:
    """A box with words that may hold a reader's own: nothing in them is a link, picture or sign."""
    st.html(f"<div class='notice' role='status'>{escape(words)}</div>")


def literal(given: str) -> str:
    """A text of an address as it may be repeated: its first letters, without what is not seen.

    Taken out are control characters and marks that turn the direction; what is left is one isolate
    from left to right, so that it moves no word around it, in any language.
    """
    return f"{LRI}{_plain(given)}{PDI}"


def fault_line(faults: Sequence[tuple[str, str]], lang: str) -> str:
    """The first parameters of an address that could not be read, and how many more there are."""
    named = [f"{LRI}{_plain(key)}={_plain(value)}{PDI}" for key, value in faults[:FAULTS]]
    more = len(faults) - len(named)
    return join_names(named, lang) + (f" {text('frame.more', lang, n=more)}" if more else "")


def _plain(given: str) -> str:
    """The letters that are seen, cut to their number."""
    seen = "".join(letter for letter in given if letter.isprintable())
    return seen if len(seen) <= LETTERS else f"{seen[:LETTERS]}…"
