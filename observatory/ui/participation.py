"""The parts of the page of participation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from observatory.topics import organisers, participation
from observatory.ui import chosen, show
from observatory.ui.frame import Page
from observatory.view import Asked, View
from observatory.words.register import Network


def matrix(page: Page) -> None:
    """The matrix; a cell that is clicked chooses its member, whose evidence stands below."""
    asked = Asked(View(lang=page.view.lang), page.name)
    show.exhibit(page, asked, "matrix", on_select=_pick)


def _pick() -> None:
    """Take the member of the cell that was clicked."""
    points = st.session_state["figure-matrix"].selection.points
    if points:
        st.session_state["member"] = points[0]["customdata"][0]


def section(page: Page, topic: str, part: str) -> None:
    """A heading, what it shows in one sentence, and the part itself."""
    st.header(page.text(f"{topic}.{part}"))
    st.caption(page.text(f"{topic}.{part}.lead"))
    PARTS[part](page, page.network)


def context(page: Page) -> None:
    """Events and offices of other frameworks, on demand."""
    with st.expander(page.text("participation.context")):
        st.caption(page.text("participation.context.lead"))
        show.records(page, participation.context(page.network), "context", links=("url",))
        around = participation.offices(page.network, of_network=False)
        show.records(page, around, "offices_context", links=("url",))
        makers = organisers.organisers(page.network, of_network=False)
        show.records(page, makers, "organisers_context", links=("url",))


def _bounds(page: Page, network: Network) -> None:
    chosen.measure(page)
    st.info(participation.gate(network, page.view.measure))
    put = show.records if participation.comparable(network, page.view.measure) else show.fixed_table
    put(page, participation.bounds_table(network, page.view.measure), "bounds")


def _evidence(page: Page, network: Network) -> None:
    chosen.member(page, page.text("participation.evidence.member"))
    iso3 = chosen.member_of(page)
    if not iso3:
        return
    found = participation.evidence(network, iso3)
    show.records(page, found, "evidence", links=("url",), member=network.name(iso3))


def _settle(page: Page, network: Network) -> None:
    found = participation.settle_table(network)
    if found.empty:
        st.caption(page.text("participation.settled"))
    else:
        show.records(page, found, "settle")


PARTS: Mapping[str, Callable[[Page, Network], None]] = {
    "settle": _settle,
    "bounds": _bounds,
    "evidence": _evidence,
    "meetings": lambda page, network: show.records(
        page, participation.meetings(network), "meetings", links=("url",)
    ),
    "trainings": lambda page, network: show.records(
        page, participation.trainings(network), "trainings", links=("url",)
    ),
    "organisers": lambda page, network: show.records(
        page, organisers.organisers(network, of_network=True), "organisers", links=("url",)
    ),
    "offices": lambda page, network: show.records(
        page, participation.offices(network, of_network=True), "offices", links=("url",)
    ),
    "contradictions": lambda page, network: show.records(
        page, participation.contradictions(network), "contradictions", links=("url",)
    ),
}
