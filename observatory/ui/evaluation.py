"""The evaluation of a work plan on the page of commitments: counts in words, tables, context."""

from __future__ import annotations

from html import escape

import streamlit as st

from observatory.charts.kinds.table import words
from observatory.topics.evaluation import Evaluation, evaluation, with_amounts
from observatory.ui import downloads, show
from observatory.ui.frame import Page
from observatory.view import View


def evaluate(page: Page, plan: str) -> None:
    """What the register tells of a plan's outputs; context apart; what is awaited from whom."""
    found = evaluation(page.network, plan)
    heading = page.text("evaluation.heading", plan=page.network.years(plan))
    st.subheader(heading)
    if found.outputs:
        st.html(f"<p class='lead'>{escape(page.text('evaluation.lead'))}</p>")
        st.html(f"<div class='board'>{''.join(_cards(found))}</div>")
        _tables(page, found, heading)
        _context(page, found)
    with st.expander(page.text("evaluation.awaited"), expanded=not found.outputs):
        show.bullets(found.awaited)


def _cards(found: Evaluation) -> list[str]:
    """A card a part of the outputs: its heading and its counts in words."""
    return [
        f"<article class='paragraph'><header><b>{escape(part.title)}</b></header>"
        + "".join(f"<p>{escape(line)}</p>" for line in part.sentences)
        + "</article>"
        for part in found.outputs
    ]


def _tables(page: Page, found: Evaluation, heading: str) -> None:
    """The rows behind the counts, a table a part, and the same as files."""
    parts = [part for part in found.outputs if len(part.rows)]
    with st.expander(page.text("evaluation.tables")):
        for part in parts:
            st.markdown(f"**{part.title}**")
            key = f"evaluation-{found.plan}-{part.name}"
            rows = with_amounts(page.network, part.rows)
            show.records(page, rows, "evaluation", key=key, plan=found.title, part=part.title)
        sheets = {part.title: words(part.rows, page.view.lang, "network") for part in parts}
        lines = [line for part in found.outputs for line in part.sentences]
        lines = [page.text("evaluation.lead"), *lines, *found.awaited]
        downloads.records(page, sheets, heading, lines, key=f"evaluation-{found.plan}")


def _context(page: Page, found: Evaluation) -> None:
    """The indicators beside the communiqué, each a link to its figures."""
    if not found.context:
        return
    links = []
    for indicator_id, name in found.context:
        view = View(lang=page.view.lang, indicator=(indicator_id,), chart="bars")
        links.append(f"<a href='{escape(view.on_explore())}' target='_self'>{escape(name)}</a>")
    said = escape(found.context_words)
    with st.expander(page.text("follow_up.context")):
        st.html(f"<p>{said}</p><p>{page.network.in_a_row(links)}</p>")
