"""The choices that single pages have beside the filters: a member, a measure, an indicator."""

from __future__ import annotations

import streamlit as st

from observatory.ui import url_state
from observatory.ui.frame import Page
from observatory.view import MEASURES
from observatory.words import search


def measure(page: Page) -> None:
    """In what participation is counted."""
    st.segmented_control(
        page.text("filters.measure"),
        MEASURES,
        key="measure",
        required=True,
        format_func=lambda each: page.text(f"filters.measure.{each}"),
    )


def indicator(page: Page) -> None:
    """The indicator that stands beside participation."""
    lang, terms = page.view.lang, page.vocabulary.indicators
    names = {key: terms[key].name[lang] for key in page.vocabulary.choices}
    asked = page.view.indicator[0]
    names.setdefault(asked, terms[asked].name[lang])
    st.selectbox(
        page.text("filters.indicator"), list(names), key="subject", format_func=names.__getitem__
    )


def member(page: Page, label: str) -> None:
    """The member that the page, or a part of it, is about; none until the reader chooses one."""
    terms, lang = page.vocabulary, page.view.lang
    codes = url_state.members(terms, lang)
    names = search.labels(terms.countries, codes, lang, gap=search.ROOM)
    st.selectbox(
        label,
        codes,
        index=None,
        key="member",
        placeholder=page.text("member.none_yet"),
        format_func=names.__getitem__,
        filter_mode="contains",
    )


def member_of(page: Page) -> str:
    """The member that the page is about; empty where none is chosen."""
    return url_state.member_of(page.view, page.vocabulary)
