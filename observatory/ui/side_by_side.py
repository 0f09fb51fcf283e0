"""The parts of the page side by side."""

from __future__ import annotations

import streamlit as st

from observatory.topics import side_by_side
from observatory.ui import cache, chosen, show
from observatory.ui.frame import Page
from observatory.view import Asked, View


def choices(page: Page) -> None:
    """The indicator, and in what participation is counted."""
    left, right = st.columns([1, 3], gap="medium")
    with left:
        chosen.indicator(page)
    with right:
        chosen.measure(page)


def figure(page: Page) -> None:
    """The figure, what the gate says, the groups chosen beside it, and the rows as CSV."""
    this = cache.pair(page.desk, _view(page))
    st.info(side_by_side.gate(this))
    show.exhibit(page, Asked(_view(page), page.name), "side-by-side")
    show.bullets(side_by_side.references(this, page.desk.ask))


def tables(page: Page) -> None:
    """Member by member, those set aside with the reason, and the order of outreach if any."""
    this = cache.pair(page.desk, _view(page))
    aside = side_by_side.remainder(this)
    if len(aside):
        with st.expander(page.text("side_by_side.aside", k=len(aside))):
            show.fixed_table(page, aside, "aside")
    order = side_by_side.outreach(this)
    if len(order):
        st.header(page.text("side_by_side.outreach"))
        st.caption(page.text("side_by_side.outreach.lead"))
        show.fixed_table(page, order, "outreach")
    st.header(page.text("side_by_side.table"))
    st.caption(side_by_side.lead(this))
    show.fixed_table(page, side_by_side.table(this), "beside")
    show.limits(page, "M9", "M8")


def _view(page: Page) -> View:
    """What of the reader's view this page shows."""
    view = page.view
    return view.same_filters(indicator=view.indicator[:1], measure=view.measure)
