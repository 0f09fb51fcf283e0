"""The parts of the page of commitments."""

from __future__ import annotations

import streamlit as st

from observatory.methods.commitments import BLOCKS
from observatory.topics import commitments
from observatory.ui import cache, show
from observatory.ui.frame import Page
from observatory.view import View


def communiques(page: Page) -> None:
    """Each communiqué in its four blocks, the newest first."""
    network = cache.network(page.build.build_id, page.view.lang)
    found = commitments.communiques(network)
    if found.empty:
        st.caption(page.text("commitments.none"))
    for instrument_id, title in found.itertuples(index=False):
        st.header(title)
        for block in BLOCKS:
            st.subheader(page.text(f"commitments.{block}"))
            st.caption(page.text(f"commitments.{block}.lead"))
            rows = commitments.paragraphs(network, instrument_id, block)
            show.records(page, rows, f"{instrument_id}-{block}")


def calendar(page: Page) -> None:
    """All activities on a line of time."""
    view = View(lang=page.view.lang)
    shown = cache.exhibited("commitments", view, page.build.build_id, page.look.name)
    show.exhibit(page, shown, "calendar")


def plans(page: Page) -> None:
    """The activities of each plan's period, the newest first, and what is not known of it."""
    network = cache.network(page.build.build_id, page.view.lang)
    for plan in commitments.plans(network):
        st.header(page.text("commitments.plan", plan=network.years(plan)))
        st.info(commitments.plan_words(network, plan))
        show.records(page, commitments.activities(network, plan), f"plan-{plan}", links=("url",))


def instruments(page: Page) -> None:
    """The instruments, with their documents."""
    network = cache.network(page.build.build_id, page.view.lang)
    st.header(page.text("commitments.instruments"))
    st.caption(page.text("commitments.instruments.lead"))
    show.records(page, commitments.instruments(network), "instruments", links=("url",))
