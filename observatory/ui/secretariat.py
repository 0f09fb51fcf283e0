"""The parts of the page of the Secretariat: needs and offers, funds, steps, what is awaited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from observatory.charts.kinds.table import words
from observatory.topics import participation
from observatory.topics.evaluation import with_amounts
from observatory.topics.members import members_of_choice
from observatory.topics.secretariat import board, ladder, needs, reminders
from observatory.ui import downloads, members, show
from observatory.ui.frame import Page
from observatory.ui.grid import grid
from observatory.ui.navigation import INNER
from observatory.view import MAX_FIND

CHOICES = ("region", "find")


def is_open(page: Page) -> bool:
    """Whether the build is made for who may see this page; else one sentence says why not."""
    if page.build.audience == INNER[page.name]:
        return True
    st.info(page.text("secretariat.closed"))
    return False


def choices(page: Page) -> None:
    """What narrows the members: groups, and a name."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="roster"):
        members.regions(page)
        st.text_input(page.text("filters.find"), key="find", max_chars=MAX_FIND, width=170)


def needs_and_offers(page: Page) -> None:
    """Topics with who asks and who offers, matches first; and topics by member."""
    network, chosen = page.network, members_of_choice(page.network, page.view)
    _head(page, "needs", needs.sentences(network, chosen))
    rows = needs.topics_table(network, chosen)
    matrix = needs.matrix(network, chosen)
    if rows.empty:
        return
    show.records(page, rows, "standing", key="topics")
    if len(matrix.columns) > 1:
        st.subheader(page.text("secretariat.matrix"))
        grid(matrix, page.view.lang, alt=page.text("network.table.matrix"), key="records-matrix")
    sheets = {page.text("secretariat.needs"): _in_words(page, rows)}
    _files(page, "needs", {**sheets, page.text("secretariat.matrix"): matrix})


def funds_board(page: Page) -> None:
    """Activities with cost, secured, gap and sources, and the totals of each currency."""
    network = page.network
    _head(page, "board", board.sentences(network))
    rows, totals = board.board(network), board.totals(network)
    if rows.empty:
        return
    show.records(page, with_amounts(network, rows), "board", key="board")
    st.subheader(page.text("secretariat.totals"))
    show.records(page, with_amounts(network, totals), "totals", key="totals")
    sheets = {"board": rows, "totals": totals}
    named = {page.text(f"secretariat.{key}"): _in_words(page, own) for key, own in sheets.items()}
    _files(page, "board", named)


def engagement(page: Page) -> None:
    """The steps with each member and the next one; the list for letters as files."""
    network, chosen = page.network, members_of_choice(page.network, page.view)
    _head(page, "ladder", ladder.sentences(network, chosen))
    rows = ladder.ladder(network, chosen)
    show.records(page, rows, "ladder", key="ladder")
    st.caption(f"**{page.text('secretariat.letters')}.** {page.text('secretariat.letters.lead')}")
    letters = _in_words(page, ladder.letter_list(network, chosen))
    sheets = {page.text("secretariat.letters"): letters}
    _files(page, "letters", {**sheets, page.text("secretariat.ladder"): _in_words(page, rows)})


def reminders_of(page: Page) -> None:
    """Lists and replies that are awaited, and dates that passed without a record."""
    network, chosen = page.network, members_of_choice(page.network, page.view)
    tables = {
        "lists": (participation.settle_table(network), "settle"),
        "replies": (reminders.replies(network, chosen), "replies"),
        "dates": (reminders.dates_passed(network), "dates"),
    }
    for key, (rows, name) in tables.items():
        _head(page, key, ())
        show.records(page, rows, name, key=key)
    named = {
        page.text(f"secretariat.{key}"): _in_words(page, rows) for key, (rows, _) in tables.items()
    }
    _files(page, "reminders", named)


def _head(page: Page, key: str, lines: Sequence[str]) -> None:
    """A section's heading, what it rests on, and what it says in sentences."""
    st.header(page.text(f"secretariat.{key}"))
    st.caption(page.text(f"secretariat.{key}.lead"))
    if lines:
        show.bullets(lines)


def _in_words(page: Page, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with their headers in the reader's words."""
    return words(rows, page.view.lang, "network")


def _files(page: Page, key: str, sheets: Mapping[str, pd.DataFrame]) -> None:
    """The menu of files of what a section shows."""
    held = {name: rows for name, rows in sheets.items() if len(rows)}
    if held:
        title = page.text(f"secretariat.{key}") if key != "reminders" else next(iter(held))
        lines = [page.text("secretariat.lead")]
        downloads.records(page, held, title, lines, key=f"secretariat-{key}")
