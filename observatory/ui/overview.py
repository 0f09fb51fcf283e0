"""The parts of the overview: figures, what is missing, what changed."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from observatory.charts.kinds.table import words
from observatory.topics import network_figures
from observatory.topics.overview import Headline
from observatory.topics.story import overview_story
from observatory.ui import cache, filters, show
from observatory.ui.frame import Page
from observatory.ui.grid import grid
from observatory.view import View


def grid_view(page: Page) -> View:
    """The view of the overview's grid: NEET of the 57 under the reader's filters."""
    return page.view.same_filters(chart="map", indicator=(page.vocabulary.main,))


def story(page: Page) -> None:
    """The OIC and its network in three sentences."""
    found = cache.headlines(page.desk, page.view.same_filters())
    show.story(page, overview_story(page.network, found))


def cards(page: Page) -> None:
    """The OIC in a few figures, NEET first; what else must be known of them in one panel."""
    found = cache.headlines(page.desk, page.view.same_filters())
    with st.container(gap=None, key="overview-cards"):
        for each in found:
            st.html(_card(each))
    with st.expander(page.text("story.sure")):
        named = [(each.name, each.beside) for each in found if each.beside]
        show.bullets(
            page.text("package.explained", name=name, meaning=beside) for name, beside in named
        )


def network(page: Page) -> None:
    """The network in figures, the dates it decided, and what is missing of its record."""
    network = page.network
    if not network.events.empty:
        st.markdown(network_figures.meetings_in_short(network))
    with st.container(horizontal=True, gap="medium", key="network-cards"):
        for each in network_figures.counts(network):
            st.html(_card(Headline("", each.name, each.value, "", each.rests_on, "")))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.subheader(page.text("overview.decided"))
        show.records(page, network_figures.decision_dates(network), "decided", wide=690)
    with right:
        st.subheader(page.text("overview.network.missing"))
        show.bullets(network_figures.missing(network))


def missing(page: Page) -> None:
    """For each indicator, how many of the 57 have a value that is no projection."""
    filters.filter_line(page)
    counts = cache.members_with_values(page.desk, page.view.same_filters())
    terms, lang = page.vocabulary, page.view.lang
    shown = [term for term in terms.indicators.values() if term.theme != "weights"]
    rows = pd.DataFrame({"indicator": [term.name[lang] for term in shown]})
    rows["with"] = [counts.get(term.indicator_id, 0) for term in shown]
    rows["without"] = len(terms.members) - rows["with"]
    order = rows.sort_values("without", ascending=False, kind="stable")
    grid(words(order, lang, "overview.missing"), lang, alt=page.text("overview.missing"))


def changes(page: Page) -> None:
    """What the build changed against the one before it, by series."""
    frame = cache.table(page.desk, "changes")
    if frame.empty:
        st.caption(page.text("overview.changed.none"))
        return
    kinds = {kind: page.text(f"change.{kind}") for kind in ("new", "revised", "gone")}
    rows = frame.assign(change=frame["change"].map(kinds))[["series_id", "change", "n"]]
    lang = page.view.lang
    grid(words(rows, lang, "overview.changed"), lang, alt=page.text("overview.changed"))


def _card(each: Headline) -> str:
    """One figure with its year and what it rests on; what stands beside it is in the panel."""
    year = f" <small>{escape(each.year)}</small>" if each.year else ""
    return (
        f"<div class='figure-card'><div class='name'>{escape(each.name)}</div>"
        f"<div class='value'>{escape(each.value)}{year}</div>"
        f"<div class='rests'>{escape(each.rests_on)}</div></div>"
    )
