"""The parts of the page of commitments."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from observatory.exports import calendar as dates
from observatory.exports.report import reports
from observatory.exports.report.workplan import workplan
from observatory.methods.commitments import BLOCKS
from observatory.topics import commitments, follow_up
from observatory.topics.follow_up import Card
from observatory.ui import downloads, show
from observatory.ui.evaluation import evaluate
from observatory.ui.frame import Page
from observatory.view import Asked, View


def communiques(page: Page) -> None:
    """Each communiqué as a board of cards, the newest first, and the same as tables."""
    network = page.network
    found = commitments.communiques(network)
    if found.empty:
        st.caption(page.text("commitments.none"))
    for instrument_id, title in found.itertuples(index=False):
        st.header(title)
        st.html(f"<p class='lead'>{escape(follow_up.head_line(network, instrument_id))}</p>")
        cards = follow_up.board(network, instrument_id)
        for block in [each for each in BLOCKS if each in cards]:
            st.subheader(page.text(f"commitments.{block}"))
            st.caption(page.text(f"commitments.{block}.lead"))
            st.html(
                f"<div class='board'>{''.join(_card(page, each) for each in cards[block])}</div>"
            )
        with st.expander(page.text("follow_up.table")):
            _tables(page, instrument_id, title)


def _card(page: Page, card: Card) -> str:
    """A paragraph with its state and what is known of it."""
    place = page.text("package.explained", name=f"§ {card.number}", meaning=card.kind)
    facts = [
        (page.text("network.addressee"), escape(card.addressee)),
        (page.text("network.due"), escape(card.due)),
        (page.text("network.evidence"), _evidence(card)),
        (page.text("follow_up.teller"), escape(card.teller)),
        (page.text("follow_up.activities"), escape(page.network.in_a_row(card.activities))),
        (page.text("follow_up.context"), _context(page, card)),
    ]
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{fact}</dd>" for name, fact in facts if fact)
    return (
        f"<article class='paragraph {card.state}'><header><b>{escape(place)}</b>"
        f"<span class='state'>{escape(card.state_words)}</span></header>"
        f"<p>{escape(card.words)}</p><dl>{lines}</dl></article>"
    )


def _evidence(card: Card) -> str:
    """The document that tells of a paragraph, with its address where it has one on the web."""
    if not card.url.startswith("http"):
        return escape(card.document)
    return f"<a href='{escape(card.url)}' target='_blank'>{escape(card.document)}</a>"


def _context(page: Page, card: Card) -> str:
    """The indicators of a paragraph, each a link to its figures."""
    links = []
    for indicator_id, name in card.indicators:
        view = View(lang=page.view.lang, indicator=(indicator_id,), chart="bars")
        links.append(f"<a href='{escape(view.on_explore())}' target='_self'>{escape(name)}</a>")
    return page.network.in_a_row(links)


def _tables(page: Page, instrument_id: str, title: str) -> None:
    """The paragraphs and recitals of a communiqué as tables, a block a table."""
    network = page.network
    for block in BLOCKS:
        rows = commitments.paragraphs(network, instrument_id, block)
        name = page.text(f"commitments.{block}")
        st.markdown(f"**{name}**")
        key = f"{instrument_id}-{block}"
        show.records(page, rows, "paragraphs", key=key, instrument=title, block=name)
    recitals = commitments.recitals(network, instrument_id)
    if len(recitals):
        st.markdown(f"**{page.text('commitments.recitals')}**")
        st.caption(page.text("commitments.recitals.lead"))
        key = f"{instrument_id}-recitals"
        show.records(page, recitals, "recitals", key=key, instrument=title)


def calendar(page: Page) -> None:
    """All activities on a line of time; with its files go the report and the decided dates."""
    asked = Asked(View(lang=page.view.lang), page.name)
    show.exhibit(page, asked, "calendar", more=_files(page))


def _files(page: Page) -> downloads.Files:
    """The progress report, where there is a plan, and the calendar of the decided dates."""
    network = page.network
    name = reports.filename("workplan", network)
    report = {"docx": (name, partial(workplan, network))} if commitments.plans(network) else {}
    return {**report, "ics": (dates.FILENAME, partial(dates.calendar, network))}


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
        evaluate(page, plan)


def instruments(page: Page) -> None:
    """The instruments, with their documents."""
    network = page.network
    st.header(page.text("commitments.instruments"))
    st.caption(page.text("commitments.instruments.lead"))
    show.records(page, commitments.instruments(network), "instruments", links=("url",))
