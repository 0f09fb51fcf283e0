"""The parts of the page of participation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from observatory import attendance
from observatory.network import Network
from observatory.ui import chosen, read, show
from observatory.ui.frame import Page
from observatory.view import View


def matrix(page: Page) -> None:
    """The matrix; a cell that is clicked chooses its member, whose evidence stands below."""
    shown = read.exhibited(
        "participation", View(lang=page.view.lang), page.build.build_id, page.look.name
    )
    show.exhibit(page, shown, "matrix", on_select=_pick)


def _pick() -> None:
    """Take the member of the cell that was clicked."""
    points = st.session_state["figure-matrix"].selection.points
    if points:
        st.session_state["member"] = points[0]["customdata"][1]


def section(page: Page, of: str, part: str) -> None:
    """A heading, what it shows in one sentence, and the part itself."""
    st.header(page.text(f"{of}.{part}"))
    st.caption(page.text(f"{of}.{part}.lead"))
    PARTS[part](page, read.network(page.build.build_id, page.view.lang))


def context(page: Page) -> None:
    """Events and offices of other frameworks, on demand."""
    with st.expander(page.text("participation.context")):
        st.caption(page.text("participation.context.lead"))
        of = read.network(page.build.build_id, page.view.lang)
        show.records(page, attendance.context(of), "context", links=("url",))
        show.records(page, attendance.offices(of, network=False), "offices-context", links=("url",))


def _bounds(page: Page, of: Network) -> None:
    chosen.measure(page)
    st.info(attendance.gate(of, page.view.measure))
    put = show.records if attendance.comparable(of, page.view.measure) else show.fixed
    put(page, attendance.bounds_table(of, page.view.measure), "bounds")


def _evidence(page: Page, of: Network) -> None:
    chosen.member(page, page.text("participation.evidence.member"))
    found = attendance.evidence(of, chosen.member_of(page))
    show.records(page, found, "evidence", links=("url",))


def _settle(page: Page, of: Network) -> None:
    found = attendance.settle_table(of)
    if found.empty:
        st.caption(page.text("participation.settled"))
    else:
        show.records(page, found, "settle")


PARTS: Mapping[str, Callable[[Page, Network], None]] = {
    "settle": _settle,
    "bounds": _bounds,
    "evidence": _evidence,
    "meetings": lambda page, of: show.records(
        page, attendance.meetings(of), "meetings", links=("url",)
    ),
    "trainings": lambda page, of: show.records(
        page, attendance.trainings(of), "trainings", links=("url",)
    ),
    "offices": lambda page, of: show.records(
        page, attendance.offices(of, network=True), "offices", links=("url",)
    ),
    "contradictions": lambda page, of: show.records(
        page, attendance.contradictions(of), "contradictions", links=("url",)
    ),
}
