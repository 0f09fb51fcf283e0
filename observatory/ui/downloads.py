"""What a reader takes along of a figure: pictures, rows, a data package, slides, the link."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from observatory.decks.build import slides_of_page
from observatory.draw.plotly import PICTURES
from observatory.exports import csv, excel
from observatory.exports.package import package
from observatory.exports.pptx import deck
from observatory.ui import cache, my_deck, navigation
from observatory.ui.frame import Page
from observatory.view import EXPLORE, Asked

PICTURE_SCRIPT = Path(__file__).resolve().with_name("pictures.js")
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MIME: Mapping[str, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "pdf": "application/pdf",
    "pptx": PPTX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
}


# Files beside those of a figure, by kind: the name of each, and what makes it.
Files = Mapping[str, tuple[str, Callable[[], bytes]]]


def offer(
    page: Page, asked: Asked, key: str = "", *, figure: str = "", more: Files | None = None
) -> None:
    """The one menu of files of what a page shows, the reader's deck, and the link to the view.

    Pictures of the plot, rows as a workbook, as CSV and in a data package, slides: each made when
    it is asked for. `figure` is the key of the chart on the page, of which pictures are made;
    `more` are files of the whole page.
    """
    found = cache.exhibit(page.desk, asked)
    # A deck holds what the reader chose, without language, deck and step, and the grid as the map.
    chosen = asked.view if asked.page == EXPLORE else page.view
    held = Asked(chosen.but(deck="", present=False, step=1, map="tiles"), asked.page)
    tail = f"-{key}" if key else ""
    files: Files = {
        "xlsx": (f"{found.name}.xlsx", partial(excel.workbook, found, page.vocabulary)),
        "csv": (f"{found.name}.csv", partial(csv.machine, found.rows)),
        "zip": (f"{found.name}.zip", partial(package, found, page.vocabulary, page.desk.ask)),
        "pptx": (f"{found.name}.pptx", partial(_slides, page, held)),
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover(page.text("downloads.menu"), icon=":material/download:", width="content"):
            if found.plot is not None:
                _pictures(page, asked, figure, found.name)
            for kind, (name, make) in {**files, **(more or {})}.items():
                label = page.text(f"downloads.{kind}")
                file(label, make, name=name, key=f"{kind}{tail}", wide=True)
        my_deck.add(page, f"{held.page}?{held.view.but(lang='en').query()}", key or "view")
        with st.popover(page.text("downloads.link"), icon=":material/link:", width="content"):
            address = navigation.address(page.name, chosen, asked.page)
            st.code(address, language=None, wrap_lines=True)


def records(
    page: Page, sheets: Mapping[str, pd.DataFrame], title: str, lines: Sequence[str], *, key: str
) -> None:
    """The menu of files of tables as they are seen: one workbook, and a CSV a table.

    `sheets`: the tables in the reader's words by their titles; `lines`: what must be known of them.
    """
    book = partial(excel.tables, sheets, title, lines, page.build, page.view.lang)
    stem = f"{key}-{page.view.lang}-{page.build.build_id}"
    with st.popover(page.text("downloads.menu"), icon=":material/download:", width="content"):
        label = page.text("downloads.xlsx")
        file(label, book, name=f"{stem}.xlsx", key=f"xlsx-{key}", wide=True)
        for at, (name, rows) in enumerate(sheets.items(), start=1):
            tail = f"-{at}" if len(sheets) > 1 else ""
            label = (
                page.text("downloads.csv.of", name=name)
                if tail
                else page.text("downloads.csv.table")
            )
            make = partial(csv.excel, rows)
            file(label, make, name=f"{stem}{tail}.csv", key=f"csv-{key}{tail}", wide=True)


def _slides(page: Page, asked: Asked) -> bytes:
    """The slides of what a page shows."""
    slides = slides_of_page(asked, page.network, page.desk.ask)
    return deck(slides, page.build, page.view.lang, root=navigation.root(page.name))


def _pictures(page: Page, asked: Asked, figure: str, name: str) -> None:
    """The buttons by which the browser saves the plot as it stands, one a kind of picture.

    A chart of plotly is saved by its own camera; what is none comes along as a drawing.
    """
    drawing = b64encode(cache.picture(page.desk, asked, page.look.name).encode()).decode()
    buttons = "".join(
        f"<button type='button' data-picture='{kind}' data-figure='{figure}'>"
        f"{escape(page.text(f'downloads.{kind}'))}</button>"
        for kind in PICTURES
    )
    st.html(
        f"<div class='pictures' data-name='{escape(name)}' data-drawing='{drawing}'>{buttons}</div>"
    )
    script = PICTURE_SCRIPT.read_text("utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def file(label: str, data: Callable[[], bytes], *, name: str, key: str, wide: bool = False) -> None:
    """A button that makes a file when it is pressed, and leaves the page as it is.

    `wide`: as wide as the menu in which it stands.
    """
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=MIME.get(name.rsplit(".", 1)[-1], "application/octet-stream"),
        on_click="ignore",
        key=f"download-{key}",
        width="stretch" if wide else "content",
    )
