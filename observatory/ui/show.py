"""Showing an answer: the figure with its alternative text, its notes, and who is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from observatory.answers.answer import Answer
from observatory.charts import BUILDERS
from observatory.charts.exhibit import Exhibit
from observatory.charts.kinds.table import words
from observatory.charts.polygon_map import CONFIG
from observatory.charts.theme import config
from observatory.exports.csv import filename
from observatory.methods import texts
from observatory.ui import cache, downloads
from observatory.ui.frame import Page

# A table of more rows than this gets a window of this height, in pixels, to scroll in.
FIXED_ROWS, FIXED_HEIGHT = 14, 460

# The methods whose limits stand beside each kind of chart.
NOT_SHOWN = {
    "trend": ("M2", "M4", "M1"),
    "bars": ("M2", "M3"),
    "strip": ("M2", "M3"),
    "gap": ("M6", "M2"),
    "change": ("M4", "M2"),
    "multiples": ("M2", "M4"),
    "map": ("M2", "M11"),
    "scatter": ("M9", "M2"),
    "table": ("M2", "M10"),
}


def chart(page: Page, answer: Answer) -> None:
    """The figure of an answer, or its table where the view is one."""
    shown = cache.view_drawn(answer.view, page.build.build_id, page.look.name)
    if shown.figure is None:
        st.subheader(answer.title)
        st.caption(answer.subtitle)
        grid(shown)
        st.caption(answer.source_line)
        return
    st.plotly_chart(
        shown.figure,
        theme=None,
        config={**config(filename(answer, ""), shown.figure, downloads.picture()), **CONFIG},
        alt=shown.alt,
        key=f"figure-{answer.view.chart}",
    )


def grid(shown: cache.Drawn) -> None:
    """The rows of an answer as a table."""
    st.dataframe(shown.table, hide_index=True, alt=shown.alt, width="stretch")


def notes(page: Page, answer: Answer) -> None:
    """What a reader must know before repeating a figure, and the table one key away."""
    with st.expander(page.text("explore.notes"), expanded=False):
        for note in answer.notes:
            st.markdown(f"- {note}")
        not_shown(page, *NOT_SHOWN[answer.view.chart])
    if len(answer.set_aside):
        label = page.text("explore.set_aside", k=answer.set_aside["iso3"].nunique())
        with st.expander(label):
            columns = answer.set_aside[["area", "indicator", "reason"]]
            st.dataframe(words(columns, answer.view.lang), hide_index=True, alt=label)
    if answer.view.chart in BUILDERS:
        with st.expander(page.text("explore.table")):
            grid(cache.view_drawn(answer.view, page.build.build_id, page.look.name))


def not_shown(page: Page, *names: str) -> None:
    """What an analysis does not show, by the methods it rests on."""
    said = " ".join(texts.words(method, page.view.lang)[1] for method in names)
    st.markdown(f"**{page.text('methods.not_shown')}.** {said}")


def exhibit(
    page: Page, shown: Exhibit, key: str, on_select: Callable[[], None] | None = None
) -> None:
    """A figure beside the answers, with its rows to take along; a click may choose a mark."""
    st.plotly_chart(
        shown.figure,
        theme=None,
        config=config(shown.name, shown.figure, downloads.picture(key)),
        alt=shown.alt,
        key=f"figure-{key}",
        on_select=on_select or "ignore",
        selection_mode="points",
    )
    downloads.exhibit(page, shown, key)


def records(page: Page, rows: pd.DataFrame, name: str, links: Sequence[str] = ()) -> None:
    """Rows of the register as a table, its headers in the reader's words; empty states say why."""
    if rows.empty:
        st.caption(page.text("network.none"))
        return
    shown = words(rows, page.view.lang, "network")
    settings = {
        page.text(f"network.{column}"): st.column_config.LinkColumn(
            display_text=page.text("network.open_link")
        )
        for column in links
    }
    st.dataframe(
        shown, hide_index=True, alt=name, column_config={**settings}, key=f"records-{name}"
    )


def fixed(page: Page, rows: pd.DataFrame, name: str) -> None:
    """Rows of members in the order given: a table whose columns nobody can sort (methods M8)."""
    shown = words(rows, page.view.lang, "network")
    st.table(
        shown,
        hide_index=True,
        border="horizontal",
        height=FIXED_HEIGHT if len(rows) > FIXED_ROWS else "content",
        alt=page.text(f"network.table.{name}"),
    )


def bullets(lines: Iterable[str]) -> None:
    """Sentences, one below the other."""
    st.html("<ul class='said'>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")
