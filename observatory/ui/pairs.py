"""The parts of the page side by side."""

from __future__ import annotations

import streamlit as st

from observatory import beside
from observatory.ui import chosen, read, show
from observatory.ui.frame import Page
from observatory.view import View


def choices(page: Page) -> None:
    """Indicator and sex on one line, the measure and the years on the next."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chosen.indicator(page)
    with right:
        chosen.sex(page)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chosen.measure(page)
    with right, st.popover(page.text("filters.years_and_groups"), width="stretch"):
        chosen.years(page)
        chosen.same(page)


def figure(page: Page) -> None:
    """The figure, what the gate says, and the rows as CSV."""
    this = read.paired(_view(page), page.build.build_id)
    shown = read.exhibited("side_by_side", _view(page), page.build.build_id, page.look.name)
    st.info(beside.gate(this))
    show.exhibit(page, shown, "side-by-side")


def tables(page: Page) -> None:
    """Member by member, those set aside with the reason, and the order of outreach if any."""
    this = read.paired(_view(page), page.build.build_id)
    aside = beside.set_aside(this)
    if len(aside):
        with st.expander(page.text("beside.aside", k=len(aside))):
            show.fixed(page, aside, "aside")
    order = beside.outreach(this)
    if len(order):
        st.header(page.text("beside.outreach"))
        st.caption(page.text("beside.outreach.lead"))
        show.fixed(page, order, "outreach")
    st.header(page.text("beside.table"))
    st.caption(page.text("beside.table.lead"))
    show.fixed(page, beside.table(this), "beside")
    show.not_shown(page, "M9", "M8")


def _view(page: Page) -> View:
    """What of the reader's view this page shows."""
    view = page.view
    return View(
        indicator=view.indicator[:1],
        sex=view.sex,
        measure=view.measure,
        first=view.first,
        last=view.last,
        same=view.same,
        lang=view.lang,
    )
