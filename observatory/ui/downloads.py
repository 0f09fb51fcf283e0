"""What a reader takes along: the rows of the figure as CSV, a data package, and the link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from observatory.answers.answer import Answer
from observatory.charts import BUILDERS
from observatory.charts.exhibit import Exhibit
from observatory.charts.theme import LIGHT, PICTURES
from observatory.decks import link
from observatory.decks.build import SHOWN
from observatory.decks.slide import of_answer
from observatory.exports import csv
from observatory.exports.package import package, package_of_exhibit, whole
from observatory.exports.pptx import deck
from observatory.ui import cache, my_deck, navigation
from observatory.ui.frame import Page
from observatory.view import View

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


def offer(page: Page, answer: Answer) -> None:
    """The downloads of an answer, made when they are asked for, and the view's link."""
    rows(
        page,
        answer.frame,
        name=csv.filename(answer, ""),
        zipped=partial(_package, page, answer),
        slides=partial(_slides, page, answer.view),
        query=f"explore?{_kept(answer.view).query()}",
        drawn=answer.view.chart in BUILDERS,
    )
    with st.expander(page.text("downloads.link")):
        st.code(navigation.address(page.name, answer.view), language=None, wrap_lines=True)


def _package(page: Page, answer: Answer) -> bytes:
    """The data package of an answer, with the histories behind it."""
    full = whole(answer, cache.asking(page.build.build_id))
    return package(answer, full, page.vocabulary)


def _kept(view: View) -> View:
    """A view as a deck holds it: without language, deck and step, and with the grid as its map."""
    return view.but(lang="en", deck="", present=False, step=1, map="tiles")


def _slides(page: Page, view: View) -> bytes:
    """The slides of a view, in the colours of paper whatever the screen has."""
    answer = cache.view_answer(view, page.build.build_id)
    return deck(of_answer(answer), page.build, view.lang, root=navigation.root(page.name))


def exhibit(page: Page, shown: Exhibit, key: str) -> None:
    """The rows of a figure of the network's pages to take along."""
    query = f"{page.name}?{_kept(page.view).query()}"
    on_paper = page.name in SHOWN
    rows(
        page,
        shown.rows,
        name=shown.name,
        zipped=partial(package_of_exhibit, shown, page.build, page.view.lang, page.vocabulary),
        slides=partial(_on_paper, page, query) if on_paper else None,
        query=query if on_paper else "",
        key=key,
    )


def _on_paper(page: Page, query: str) -> bytes:
    """The slide of a figure of the network's pages."""
    chosen = link.written([link.Item(query)])
    slides = cache.slides(chosen, page.build.build_id, page.view.lang, LIGHT.name) or []
    return deck(slides, page.build, page.view.lang, root=navigation.root(page.name))


def rows(
    page: Page,
    frame: pd.DataFrame,
    *,
    name: str,
    zipped: Callable[[], bytes],
    slides: Callable[[], bytes] | None = None,
    query: str = "",
    key: str = "",
    drawn: bool = True,
) -> None:
    """The rows of a figure as CSV and in a data package, its slides, each made when asked for.

    `query` is what a deck holds of the figure; without it there is no slide of it. Where the rows
    are `drawn`, the reader chooses the kind of picture that the camera above the figure saves.
    """
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
        file(page.text("downloads.zip"), zipped, name=f"{name}.zip", key=f"zip{tail}")
        if slides is not None:
            file(page.text("downloads.pptx"), slides, name=f"{name}.pptx", key=f"pptx{tail}")
            my_deck.add(page, query, key or "view")
        if drawn:
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
