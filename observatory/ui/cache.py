"""Reading the published build: one connection a build, answers kept by build and question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from observatory.answers.answer import Answer, answer
from observatory.answers.indicator import Cell
from observatory.charts import BUILDERS, figure
from observatory.charts.alt_text import alt
from observatory.charts.exhibit import Exhibit
from observatory.charts.kinds.table import table as table_of
from observatory.charts.theme import LOOKS
from observatory.decks.build import SHOWN
from observatory.decks.build import slides as slides_of
from observatory.decks.slide import Slide
from observatory.topics.group_references import Ask
from observatory.topics.member.figures import LEADING
from observatory.topics.member.figures import figures as figures_of
from observatory.topics.overview import Headline, headlines
from observatory.topics.side_by_side import Pair, pair
from observatory.view import View, read
from observatory.warehouse import coverage, provenance
from observatory.warehouse.build import Build, open_build, stamp, warehouse_folder
from observatory.warehouse.histories import Histories
from observatory.warehouse.histories import everything as read_histories
from observatory.warehouse.register import register
from observatory.warehouse.terms import Vocabulary, vocabulary
from observatory.words.register import Network

# Builds kept open: the published one, and the one before it for readers in mid-page.
BUILDS = 2
ANSWERS = 400
QUESTIONS: dict[str, Callable[[duckdb.DuckDBPyConnection], pd.DataFrame]] = {
    "provenance": provenance.provenance,
    "findings": provenance.findings,
    "revisions": provenance.revisions,
    "changes": provenance.changes,
    "observations": provenance.observations,
}


@st.cache_resource(max_entries=BUILDS, show_spinner=False)
def connection(folder: str, build_id: str) -> duckdb.DuckDBPyConnection:
    """The connection to a build of a folder; take a cursor of it for each read."""
    return open_build(build_id, Path(folder))


@st.cache_resource(max_entries=BUILDS, show_spinner=False)
def terms(folder: str, build_id: str) -> tuple[Vocabulary, Build]:
    """The names of a build, and its stamp with the id that its file is found by."""
    with connection(folder, build_id).cursor() as cursor:
        return vocabulary(cursor), replace(stamp(cursor), build_id=build_id)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def answered(folder: str, build_id: str, query: str) -> Answer:
    """The answer of a build to a view's query."""
    words, build = terms(folder, build_id)
    with connection(folder, build_id).cursor() as cursor:
        return answer(read(query, words.known()).view, cursor, words, build)


@dataclass(frozen=True)
class Drawn:
    """What is made of an answer for the screen, once a view and look: nobody may change it."""

    figure: go.Figure | None
    alt: str
    table: pd.DataFrame


@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def drawn(folder: str, build_id: str, query: str, look: str) -> Drawn:
    """The figure, alternative text and table of a view in a look."""
    found = answered(folder, build_id, query)
    has_figure = found.view.chart in BUILDERS
    return Drawn(figure(found, LOOKS[look]) if has_figure else None, alt(found), table_of(found))


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def headline(folder: str, build_id: str, query: str) -> tuple[Headline, ...]:
    """The figures of the overview under the filters of a view's query."""
    words, _ = terms(folder, build_id)
    return headlines(_asking(folder, build_id), words, read(query, words.known()).view)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def with_values(folder: str, build_id: str, query: str) -> dict[str, int]:
    """How many of the 57 have a value of each indicator under the filters of a view's query."""
    words, _ = terms(folder, build_id)
    view = read(query, words.known()).view
    with connection(folder, build_id).cursor() as cursor:
        return coverage.members_with_values(cursor, view)


@st.cache_data(max_entries=20, show_spinner=False)
def table(folder: str, build_id: str, question: str) -> pd.DataFrame:
    """The frame that one of the build's own questions gives."""
    with connection(folder, build_id).cursor() as cursor:
        return QUESTIONS[question](cursor)


@st.cache_resource(max_entries=6, show_spinner=False)
def registered(folder: str, build_id: str, lang: str) -> Network:
    """The network's register of a build, in a language; nobody may change it."""
    words, build = terms(folder, build_id)
    with connection(folder, build_id).cursor() as cursor:
        return Network(register(cursor), words, build, lang)


@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def exhibits(folder: str, build_id: str, kind: str, query: str, look: str) -> Exhibit:
    """A figure of the network's pages, once a view and look."""
    words, _ = terms(folder, build_id)
    view = read(query, words.known()).view
    register_ = registered(folder, build_id, view.lang)
    return SHOWN[kind](register_, view, LOOKS[look], _asking(folder, build_id))


@st.cache_resource(max_entries=ANSWERS, show_spinner=False)
def pairs(folder: str, build_id: str, query: str) -> Pair:
    """An indicator beside a measure of participation, in a language; nobody may change it."""
    words, _ = terms(folder, build_id)
    view = read(query, words.known()).view
    return pair(registered(folder, build_id, view.lang), view, _asking(folder, build_id))


@st.cache_resource(max_entries=40, show_spinner=False)
def decked(folder: str, build_id: str, deck: str, lang: str, look: str) -> list[Slide] | None:
    """The slides of a deck, once a build, language and look; nobody may change them."""
    register_ = registered(folder, build_id, lang)
    return slides_of(deck, register_, _asking(folder, build_id), LOOKS[look])


def slides(deck: str, build_id: str, lang: str, look: str) -> list[Slide] | None:
    """The slides of a deck, of a build."""
    return decked(str(warehouse_folder()), build_id, deck, lang, look)


def everything(build_id: str) -> tuple[dict[str, pd.DataFrame], dict[tuple[str, str], str]]:
    """Every table of a build, and what its tables and columns mean; too large to be kept."""
    with connection(str(warehouse_folder()), build_id).cursor() as cursor:
        return provenance.tables(cursor), provenance.comments(cursor)


def _asking(folder: str, build_id: str) -> Ask:
    """What answers views on a build."""
    return lambda view: answered(folder, build_id, view.query())


def paired(view: View, build_id: str) -> Pair:
    """An indicator beside a measure of participation, of a build."""
    return pairs(str(warehouse_folder()), build_id, view.query())


@st.cache_resource(max_entries=BUILDS, show_spinner=False)
def histories(folder: str, build_id: str) -> Histories:
    """Every value of the 57, by series; nobody may change it."""
    words, _ = terms(folder, build_id)
    with connection(folder, build_id).cursor() as cursor:
        return read_histories(cursor, words)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def of_member(folder: str, build_id: str, query: str, iso3: str) -> list[Cell]:
    """What a member has of each indicator under the filters of a view's query."""
    words, _ = terms(folder, build_id)
    view = read(query, words.known()).view
    register_ = registered(folder, build_id, view.lang)
    return figures_of(register_, iso3, histories(folder, build_id), view, in_full=LEADING)


def figures(view: View, build_id: str, iso3: str) -> list[Cell]:
    """The figures of a member under a view's filters, of a build."""
    return of_member(str(warehouse_folder()), build_id, view.filtered().query(), iso3)


def overview(view: View, build_id: str) -> tuple[Headline, ...]:
    """The figures of the overview under a view's filters, of a build."""
    return headline(str(warehouse_folder()), build_id, view.filtered().query())


def counted(view: View, build_id: str) -> dict[str, int]:
    """How many members have a value of each indicator under a view's filters, of a build."""
    return with_values(str(warehouse_folder()), build_id, view.filtered().query())


def member_histories(build_id: str) -> Histories:
    """Every value of the 57 by series, of a build."""
    return histories(str(warehouse_folder()), build_id)


def asking(build_id: str) -> Ask:
    """What answers views on a build."""
    return _asking(str(warehouse_folder()), build_id)


def network(build_id: str, lang: str) -> Network:
    """The network's register of a build, in a language."""
    return registered(str(warehouse_folder()), build_id, lang)


def exhibited(kind: str, view: View, build_id: str, look: str) -> Exhibit:
    """A figure of the network's pages, of a build."""
    return exhibits(str(warehouse_folder()), build_id, kind, view.query(), look)


def view_drawn(view: View, build_id: str, look: str) -> Drawn:
    """What the screen shows of a view, in a look."""
    return drawn(str(warehouse_folder()), build_id, view.query(), look)


def view_answer(view: View, build_id: str) -> Answer:
    """The answer of a build to a view."""
    return answered(str(warehouse_folder()), build_id, view.query())
