"""Showing an answer: the figure with its alternative text, its notes, and who is set aside."""

from __future__ import annotations

import streamlit as st

from observatory.answer import Answer
from observatory.charts import BUILDERS
from observatory.charts.polygon_map import CONFIG
from observatory.charts.theme import config
from observatory.exports.csv import filename
from observatory.tables import words
from observatory.ui import read
from observatory.ui.frame import Page


def chart(page: Page, answer: Answer) -> None:
    """The figure of an answer, or its table where the view is one."""
    shown = read.view_drawn(answer.view, page.build.build_id, page.look.name)
    if shown.figure is None:
        st.subheader(answer.title)
        st.caption(answer.subtitle)
        grid(shown)
        st.caption(answer.source_line)
        return
    st.plotly_chart(
        shown.figure,
        theme=None,
        config={**config(filename(answer, "")), **CONFIG},
        alt=shown.alt,
        key=f"figure-{answer.view.chart}",
    )


def grid(shown: read.Drawn) -> None:
    """The rows of an answer as a table."""
    st.dataframe(shown.table, hide_index=True, alt=shown.alt, width="stretch")


def notes(page: Page, answer: Answer) -> None:
    """What a reader must know before repeating a figure, and the table one key away."""
    with st.expander(page.text("explore.notes"), expanded=False):
        for note in answer.notes:
            st.markdown(f"- {note}")
    if len(answer.set_aside):
        label = page.text("explore.set_aside", k=answer.set_aside["iso3"].nunique())
        with st.expander(label):
            columns = answer.set_aside[["area", "indicator", "reason"]]
            st.dataframe(words(columns, answer.view.lang), hide_index=True, alt=label)
    if answer.view.chart in BUILDERS:
        with st.expander(page.text("explore.table")):
            grid(read.view_drawn(answer.view, page.build.build_id, page.look.name))
