"""The published build at hand for the pages: opened once, and what is made of it kept.

What is kept is kept by build and question; a view is a question as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from observatory.answers.answer import Answer
from observatory.answers.indicator import Cell
from observatory.charts.exhibit import Exhibit
from observatory.charts.kinds.table import table as table_of
from observatory.charts.plot import TilePlot
from observatory.charts.theme import LOOKS
from observatory.decks.build import DeckEntry, number_slides
from observatory.draw import plotly
from observatory.draw.picture import picture as draw_picture
from observatory.session import Desk
from observatory.topics.members import Roster
from observatory.topics.overview import Headline
from observatory.topics.side_by_side import Pair
from observatory.ui.stage_steps import StageDeck, prepare
from observatory.ui.thumbnails import thumbnail
from observatory.view import Asked, View
from observatory.warehouse.build import open_build, stamp
from observatory.warehouse.terms import vocabulary
from observatory.words.register import Network

# Builds kept open: the published one, and the one before it for readers in mid-page.
BUILDS = 2
ANSWERS = 400


@dataclass
class KeptDesk(Desk):
    """The desk of the pages: its answers and registers are kept for all readers.

    `folder` is where the build's file lies: builds of two audiences may have one id.
    """

    folder: str = ""

    def ask(self, view: View) -> Answer:
        """The answer of the build to a view."""
        return answer(self, view)

    def network_in(self, lang: str) -> Network:
        """The register, in a language; nobody may change it."""
        return network(self, lang)


def _key(desk: KeptDesk) -> tuple[str, str]:
    """What tells one desk from another."""
    return desk.folder, desk.build.build_id


BY_BUILD: dict[str | type[Any], Callable[[Any], Any]] = {KeptDesk: _key}


@st.cache_resource(max_entries=BUILDS, show_spinner=False)
def desk(folder: str, build_id: str) -> KeptDesk:
    """A build of a folder, opened; its stamp has the id that its file is found by."""
    connection = open_build(build_id, Path(folder))
    with connection.cursor() as cursor:
        terms, build = vocabulary(cursor), replace(stamp(cursor), build_id=build_id)
    return KeptDesk(connection, terms, build, folder=folder)


@st.cache_data(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def answer(desk: KeptDesk, view: View) -> Answer:
    """The answer of a build to a view."""
    return desk.answer(view)


@st.cache_resource(max_entries=6, show_spinner=False, hash_funcs=BY_BUILD)
def network(desk: KeptDesk, lang: str) -> Network:
    """The network's register of a build, in a language; nobody may change it."""
    return desk.register(lang)


@st.cache_resource(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def exhibit(desk: KeptDesk, asked: Asked) -> Exhibit:
    """What a page shows under a view; nobody may change it."""
    return desk.exhibit(asked)


@st.cache_resource(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def figure(desk: KeptDesk, asked: Asked, look: str) -> plotly.Figure:
    """The plot of an exhibit, drawn for the screen in a look; nobody may change it."""
    found = exhibit(desk, asked)
    if found.plot is None:
        raise ValueError(asked)
    return plotly.figure(found.plot, found.words, LOOKS[look], found.lang)


@st.cache_resource(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def picture(desk: KeptDesk, asked: Asked, look: str) -> str:
    """The tile grid of an exhibit as a picture in a look; empty where the browser makes one."""
    found = exhibit(desk, asked)
    if not isinstance(found.plot, TilePlot):
        return ""
    return draw_picture(found.plot, found.words, LOOKS[look], found.lang)


@st.cache_data(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def rows(desk: KeptDesk, view: View) -> pd.DataFrame:
    """The rows of an answer in the reader's words."""
    return table_of(answer(desk, view))


@st.cache_data(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def headlines(desk: KeptDesk, view: View) -> tuple[Headline, ...]:
    """The figures of the overview under the filters of a view."""
    return desk.headlines(view)


@st.cache_data(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def members_with_values(desk: KeptDesk, view: View) -> Mapping[str, int]:
    """How many of the 57 have a value of each indicator under the filters of a view."""
    return desk.members_with_values(view)


@st.cache_data(max_entries=20, show_spinner=False, hash_funcs=BY_BUILD)
def table(desk: KeptDesk, question: str) -> pd.DataFrame:
    """What a build says of itself."""
    return desk.table(question)


@st.cache_resource(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def pair(desk: KeptDesk, view: View) -> Pair:
    """An indicator beside a measure of participation; nobody may change it."""
    return desk.pair(view)


@st.cache_resource(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def roster(desk: KeptDesk, view: View) -> Roster:
    """The 57 members as rows, and those that a view chooses; nobody may change it."""
    return desk.roster(view)


@st.cache_data(max_entries=ANSWERS, show_spinner=False, hash_funcs=BY_BUILD)
def member_figures(desk: KeptDesk, view: View, iso3: str) -> list[Cell]:
    """The figures of a member under the filters of a view."""
    return desk.member_figures(view, iso3)


@st.cache_resource(max_entries=40, show_spinner=False, hash_funcs=BY_BUILD)
def entries(desk: KeptDesk, deck: str, lang: str) -> list[DeckEntry] | None:
    """The items of a deck with their slides, None where there is none; nobody may change them."""
    return desk.entries_of(deck, lang)


@st.cache_resource(max_entries=40, show_spinner=False, hash_funcs=BY_BUILD)
def stage(desk: KeptDesk, deck: str, lang: str) -> StageDeck:
    """The steps of a deck on the stage; nobody may change them."""
    return prepare(number_slides(entries(desk, deck, lang) or []), lang)


@st.cache_resource(max_entries=40, show_spinner=False, hash_funcs=BY_BUILD)
def thumbnails(desk: KeptDesk, deck: str, lang: str, look: str) -> list[list[str]]:
    """The slides of each item of a deck as small pictures."""
    found = entries(desk, deck, lang) or []
    return [[thumbnail(slide, LOOKS[look], lang) for slide in each.slides] for each in found]
