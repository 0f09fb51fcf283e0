"""What a reader takes along: the rows of the figure as CSV, and the link to the view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from observatory.answer import Answer
from observatory.exports import csv
from observatory.ui import navigation
from observatory.ui.frame import Page


def offer(page: Page, answer: Answer) -> None:
    """The downloads of an answer, made when they are asked for, and the view's link."""
    rows(page, answer.frame, name=csv.filename(answer, ""))
    with st.expander(page.text("downloads.link")):
        st.code(navigation.address(page.name, answer.view), language=None, wrap_lines=True)


def rows(page: Page, frame: pd.DataFrame, *, name: str, key: str = "") -> None:
    """The rows of a figure as CSV, for programs and for spreadsheets, made when asked for."""
    tail = f"-{key}" if key else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        file(
            page.text("downloads.csv"),
            partial(csv.machine, frame),
            name=f"{name}.csv",
            key=f"csv{tail}",
        )
        file(
            page.text("downloads.excel"),
            partial(csv.excel, frame),
            name=f"{name}-excel.csv",
            key=f"excel{tail}",
        )


def file(label: str, data: Callable[[], bytes], *, name: str, key: str) -> None:
    """A button that makes a file when it is pressed, and leaves the page as it is."""
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime="text/csv" if name.endswith(".csv") else "application/octet-stream",
        on_click="ignore",
        key=f"download-{key}",
    )
