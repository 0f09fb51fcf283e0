"""The choices of Explore: the indicator, the members and the chart, with the row of filters."""

from __future__ import annotations

import streamlit as st

from observatory.chart_kind import in_order
from observatory.ui import filters, url_state
from observatory.ui.frame import Page
from observatory.view import OPTIONS

CHOICES = (
    "chart", "indicator", "second", "members", *url_state.FILTERED, "sort", "map",
)  # fmt: skip


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
    st.multiselect(
        page.text("filters.members"),
        url_state.members(terms, lang),
        key="members",
        format_func=lambda iso3: terms.countries[iso3].name[lang],
        placeholder=page.text("filters.members_all"),
        select_all=False,
    )
