"""What a reader takes along: the rows of the figure as CSV, a data package, and the link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from observatory.decks.build import slides_of_page
from observatory.draw.plotly import PICTURES
from observatory.exports import csv
from observatory.exports.package import package
from observatory.exports.pptx import deck
from observatory.ui import cache, my_deck, navigation
from observatory.ui.frame import Page
from observatory.view import EXPLORE, Asked

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MIME: Mapping[str, str] = {
    "csv": "text/csv",
    "zip": "application/zip",
    "pdf": "application/pdf",
    "pptx": PPTX,
}


def picture(key: str = "") -> str:
    """The kind of picture that the reader has chosen for a figure."""
    return str(st.session_state.get(_picture_key(key)) or PICTURES[0])


def _picture_key(key: str) -> str:
    return f"picture-{key}" if key else "picture"


def offer(page: Page, asked: Asked, key: str = "") -> None:
    """The files of what a page shows, each made when it is asked for, and a view's link.

    Rows as CSV and in a data package, slides, and the reader's deck. Where there is a plot, the
    reader chooses the kind of picture that the camera above the figure saves.
    """
    found = cache.exhibit(page.desk, asked)
    # A deck holds what the reader chose, without language, deck and step, and the grid as the map.
    chosen = asked.view if asked.page == EXPLORE else page.view
    held = Asked(chosen.but(deck="", present=False, step=1, map="tiles"), asked.page)
    tail = f"-{key}" if key else ""
    files = {
        "csv": (".csv", partial(csv.machine, found.rows)),
        "excel": ("-excel.csv", partial(csv.excel, found.rows)),
        "zip": (".zip", partial(package, found, page.vocabulary, page.desk.ask)),
        "pptx": (".pptx", partial(_slides, page, held)),
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for kind, (ending, make) in files.items():
            label = page.text(f"downloads.{kind}")
            file(label, make, name=f"{found.name}{ending}", key=f"{kind}{tail}")
        my_deck.add(page, f"{held.page}?{held.view.but(lang='en').query()}", key or "view")
        if found.plot is not None:
            _choose_picture(page, key)
    if asked.page == EXPLORE:
        with st.expander(page.text("downloads.link")):
            address = navigation.address(page.name, asked.view)
            st.code(address, language=None, wrap_lines=True)


def _slides(page: Page, asked: Asked) -> bytes:
    """The slides of what a page shows."""
    slides = slides_of_page(asked, page.network, page.desk.ask)
    return deck(slides, page.build, page.view.lang, root=navigation.root(page.name))


def _choose_picture(page: Page, key: str) -> None:
    st.segmented_control(
        page.text("downloads.picture"),
        PICTURES,
        default=PICTURES[0],
        required=True,
        format_func=lambda kind: f":material/photo_camera: {kind.upper()}",
        key=_picture_key(key),
        label_visibility="collapsed",
    )


def file(label: str, data: Callable[[], bytes], *, name: str, key: str) -> None:
    """A button that makes a file when it is pressed, and leaves the page as it is."""
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=MIME.get(name.rsplit(".", 1)[-1], "application/octet-stream"),
        on_click="ignore",
        key=f"download-{key}",
    )
