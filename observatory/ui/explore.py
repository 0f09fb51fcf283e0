"""The choices of Explore: the indicator, the members and the chart, with the row of filters."""

from __future__ import annotations

import streamlit as st

from observatory.chart_kind import in_order
from observatory.ui import filters, url_state
from observatory.ui.frame import Page
from observatory.view import OPTIONS, View
from observatory.warehouse.terms import Vocabulary
from observatory.words import search

CHOICES = (
    "chart", "indicator", "second", "members", *url_state.FILTERED, "sort", "map",
)  # fmt: skip


def settle(asked: View, terms: Vocabulary) -> View:
    """The view of the address and the widgets; an address that asks nothing shows countries.

    They are the largest members. A reader who takes them away leaves `members=` in the address,
    which asks for none.
    """
    if set(st.query_params) <= {"lang"}:
        asked = asked.but(members=terms.largest)
    return url_state.settling(*CHOICES)(asked, terms)


def keep_no_members(page: Page) -> None:
    """An address that differs from that of the first view, where no country is chosen."""
    if not page.view.members and set(st.query_params) <= {"lang"}:
        st.query_params["members"] = ""


def first_view(page: Page) -> None:
    """Whose lines are shown at first, while they are."""
    if page.view == View(lang=page.view.lang, members=page.vocabulary.largest):
        st.html(f"<div class='quiet'>{page.text('explore.first')}</div>")


def choices(page: Page) -> None:
    """The filters beside the chart, and the choice of chart above it."""
    with st.sidebar:
        _what(page)
        _members(page)
        filters.row(page)
        for name in page.view.kind.choices:
            filters.choice(page, name, OPTIONS[name])
    st.segmented_control(
        page.text("filters.chart"),
        in_order(),
        key="chart",
        required=True,
        format_func=lambda kind: page.text(f"charts.kind.{kind}"),
        label_visibility="collapsed",
    )


def _what(page: Page) -> None:
    """The indicator, and the second one where the chart has two."""
    several, lang = page.view.kind.indicators, page.view.lang
    terms = page.vocabulary.indicators
    options = _indicators(page)
    names = {key: terms[key].name[lang] for key in options}
    st.selectbox(
        page.text("filters.indicator"), options, key="indicator", format_func=names.__getitem__
    )
    if several != 1:
        others = [key for key in options if key != page.view.indicator[0]]
        st.selectbox(
            page.text("filters.second"),
            others if several else [None, *others],
            key="second",
            format_func=lambda key: names[key] if key else page.text("filters.none"),
            placeholder=page.text("filters.none"),
        )


def _indicators(page: Page) -> list[str]:
    """The indicators on offer, by theme; a discontinued one only where the address names it."""
    fine = page.vocabulary.choices
    return [*fine, *(key for key in page.view.indicator if key not in fine)]


def _members(page: Page) -> None:
    """Members, in the alphabetical order of the language."""
    lang, terms = page.view.lang, page.vocabulary
    names = search.labels(terms.countries, url_state.members(terms, lang), lang)
    st.multiselect(
        page.text("filters.members"),
        list(names),
        key="members",
        format_func=names.__getitem__,
        placeholder=page.text("filters.members_all"),
        filter_mode="contains",
        select_all=False,
    )
