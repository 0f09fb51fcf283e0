"""The frame of every page: settings, language and direction, menu, stamp, and what went wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from observatory.charts.theme import LOOKS, Look
from observatory.errors import NoWarehouse, UnknownAudience, WarehouseError
from observatory.i18n import FIRST, day, isolate, language, text, words
from observatory.ui import cache, door, navigation
from observatory.ui.notice import fault_line, notice
from observatory.view import View
from observatory.view import read as read_view
from observatory.warehouse.build import PUBLIC, Build, refresh_command, serving, warehouse_folder
from observatory.warehouse.terms import Vocabulary
from observatory.words.register import Network

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Page:
    """What a page works with: its name, the reader's view, the build at hand, the look."""

    name: str
    view: View
    desk: cache.KeptDesk
    look: Look

    @property
    def build(self) -> Build:
        """The stamp of the build."""
        return self.desk.build

    @property
    def vocabulary(self) -> Vocabulary:
        """The names of things in the build."""
        return self.desk.terms

    @property
    def network(self) -> Network:
        """The network's register, in the reader's language."""
        return self.desk.network_in(self.view.lang)

    @property
    def style(self) -> str:
        """The style sheets, for what must not be seen without them."""
        return style(self.look, self.view.lang)

    def text(self, key: str, **values: object) -> str:
        """The interface's text of a key, in the reader's language."""
        return text(key, self.view.lang, **values)


def begin(name: str, settle: Callable[[View, Vocabulary], View] | None = None) -> Page:
    """Begin a page: everything around it is drawn, and what it needs is given.

    `settle` makes the reader's view of the address's, where a page has filters. The view is written
    into the address on every page: a link to the page that one is on reaches the program alone.
    Without a warehouse the page says which command makes one, and stops.
    """
    asked = dict(st.query_params)
    lang = language(asked.get("lang", "en")).code
    label = text(f"frame.page.{name}", lang)
    st.set_page_config(
        page_title=text("frame.title", lang, page=label),
        layout="wide",
        initial_sidebar_state="auto" if name == "explore" else "collapsed",
    )
    look = LOOKS["dark" if st.context.theme.type == "dark" else "light"]
    _begin_document(look, lang)
    try:
        door.admit(lang)
        serves = serving()
        desk = cache.desk(str(warehouse_folder()), serves.build_id)
    except WarehouseError as error:
        _without_warehouse(name, lang, error)
    reading = read_view(asked, desk.terms.known_ids())
    view = settle(reading.view, desk.terms) if settle else reading.view
    st.query_params.from_dict(view.pairs())
    page = Page(name, view, desk, look)
    if name == "present" and view.present:
        return page
    navigation.bar(name, page.view, page.build.audience)
    if reading.faults:
        parts = fault_line(reading.faults, lang)
        notice(page.text("frame.left_aside", parts=parts))
    if serves.fault:
        st.warning(page.text("frame.another_build"))
    if audience_line(page):
        st.html(f"<div class='quiet'>{audience_line(page)}</div>")
        door.sign_out(lang)
    if page.build.origin == "snapshot":
        when = day(page.build.data_date, lang)
        with st.container(key="snapshot"):
            st.html(f"<div class='quiet'>{page.text('frame.snapshot', date=when)}</div>")
    return page


def end(page: Page) -> None:
    """End a page: whose it is not, and which build it shows."""
    lang, build = page.view.lang, page.build
    stamp = page.text(
        "frame.stamp",
        date=day(build.data_date, lang),
        build=isolate(build.build_id, lang),
        version=isolate(build.app_version, lang),
    )
    lines = [page.text("frame.not_official"), stamp, audience_line(page)]
    st.html(
        f"{_paper(page, stamp)}<div class='footer-line'>{'<br>'.join(filter(None, lines))}</div>"
    )


def _paper(page: Page, stamp: str) -> str:
    """The sheet of a printed page: on each the title, the build with its date, and a number."""
    title = page.text("frame.title", page=page.text(f"frame.page.{page.name}"))
    first, last = ("right", "left") if language(page.view.lang).rtl else ("left", "right")
    head = f"{title} · {stamp}"
    look = "font: 9pt 'Source Sans', 'Noto Sans Arabic', sans-serif; color: #59645f"
    return (
        f"<style>@page {{ size: A4 landscape; margin: 15mm 10mm 11mm; "
        f"@top-{first} {{ content: {json.dumps(head, ensure_ascii=False)}; {look}; }} "
        f"@bottom-{last} {{ content: counter(page) ' / ' counter(pages); {look}; }} }}</style>"
    )


def audience_line(page: Page) -> str:
    """For whom the build was made, where it is not public; else nothing."""
    audience = page.build.audience
    return "" if audience == PUBLIC else page.text(f"package.whole.audience.{audience}")


def _begin_document(look: Look, lang: str) -> None:
    """The style sheets, and the language as the browser should know it."""
    spoken = language(lang).code
    with st.container(key="document"):
        st.html(
            f"<script>document.documentElement.lang = '{spoken}'\n{_widget_words(spoken)}\n"
            f"{(HERE / 'print.js').read_text('utf-8')}</script>",
            unsafe_allow_javascript=True,
        )
    st.html(style(look, lang))


def style(look: Look, lang: str) -> str:
    """The style sheets and the accent of the theme, as they stand in a page.

    A page sends them at its beginning, and once more within what must not be seen without them:
    the browser loads the part that draws HTML on first use, and what came before waits for a pause.
    """
    sheets = ["style.css", *(["right_to_left.css"] if language(lang).rtl else [])]
    css = "\n".join((HERE / sheet).read_text("utf-8") for sheet in sheets)
    return (
        f"<style>:root {{ --observatory-accent: {look.accent}; "
        f"--observatory-paper: {look.paper}; }}\n{css}</style>"
    )


def _widget_words(lang: str) -> str:
    """The script that says in a language what widgets say in English; empty for English."""
    if lang == FIRST:
        return "window.observatoryWords = {}"
    said = {text(key, FIRST): text(key, lang) for key in words() if key.startswith("widgets.")}
    script = (HERE / "widget_words.js").read_text("utf-8")
    return f"window.observatoryWords = {json.dumps(said)};\n{script}"


def _without_warehouse(name: str, lang: str, error: WarehouseError) -> None:
    """The page that stands where there is nothing to read yet, or nothing that can be read."""
    st.query_params.from_dict(st.query_params.to_dict())
    navigation.bar(name, View(lang=lang))
    key = "frame.no_warehouse" if isinstance(error, NoWarehouse) else "frame.unreadable"
    st.header(text(key, lang))
    st.write(text(f"{key}_how", lang))
    if not isinstance(error, UnknownAudience):
        st.code(refresh_command(), language="bash")
    st.caption(isolate(str(error), lang))
    st.stop()
