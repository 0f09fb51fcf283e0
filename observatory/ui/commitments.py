"""The parts of the page of commitments."""

from __future__ import annotations

import streamlit as st

from observatory.methods.commitments import BLOCKS
from observatory.topics import commitments
from observatory.ui import show
from observatory.ui.frame import Page
from observatory.view import Asked, View


def communiques(page: Page) -> None:
    """Each communiqué in its blocks, the newest first."""
    network = page.network
    found = commitments.communiques(network)
    if found.empty:
        st.caption(page.text("commitments.none"))
    for instrument_id, title in found.itertuples(index=False):
        st.header(title)
        recitals = commitments.recitals(network, instrument_id)
        if len(recitals):
            st.subheader(page.text("commitments.recitals"))
            st.caption(page.text("commitments.recitals.lead"))
            key = f"{instrument_id}-recitals"
            show.records(page, recitals, "recitals", key=key, instrument=title)
        for block in BLOCKS:
            st.subheader(page.text(f"commitments.{block}"))
            st.caption(page.text(f"commitments.{block}.lead"))
            rows = commitments.paragraphs(network, instrument_id, block)
            name = page.text(f"commitments.{block}")
            key = f"{instrument_id}-{block}"
            show.records(page, rows, "paragraphs", key=key, instrument=title, block=name)


def calendar(page: Page) -> None:
    """All activities on a line of time."""
    show.exhibit(page, Asked(View(lang=page.view.lang), page.name), "calendar")


def plans(page: Page) -> None:
    """The activities of each plan's period, the newest first, and what is not known of it."""
    network = page.network
    for plan in commitments.plans(network):
        st.header(page.text("commitments.plan", plan=network.years(plan)))
        st.info(commitments.plan_words(network, plan))
        if not commitments.plan_count(network, plan).known:
            st.caption(page.text("commitments.plan.below"))
        rows = commitments.activities(network, plan)
        period = network.years(plan)
        show.records(page, rows, "plan", links=("url",), key=f"plan-{plan}", plan=period)


def instruments(page: Page) -> None:
    """The instruments, with their documents."""
    network = page.network
    st.header(page.text("commitments.instruments"))
    st.caption(page.text("commitments.instruments.lead"))
    show.records(page, commitments.instruments(network), "instruments", links=("url",))
