"""The one row of filters of every page that shows figures: widgets for what `View.FILTERS` says."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from observatory.chart_kind import ChartKind
from observatory.ui.frame import Page
from observatory.ui.url_state import year_range
from observatory.view import EXPLORE, OPTIONS
from observatory.words import filters


def row(page: Page, *, folds: bool = True) -> None:
    """Groups, years, sex, estimate type and the same year for all.

    On Explore one below the other in the sidebar, elsewhere on one line, where the groups and the
    years fold away and what has been chosen stands underneath in words. `folds`: on a phone the
    line stands behind one word; not where it folds together with other choices.
    """
    if page.name == "explore":
        for widget in (_groups, _years, _sex, _lens, _same):
            widget(page)
        return
    with (
        fold(page) if folds else nullcontext(),
        st.container(horizontal=True, vertical_alignment="bottom", key="filters"),
    ):
        _lens(page)
        _sex(page)
        with st.popover(page.text("filters.years_and_groups")):
            _years(page)
            _groups(page)
        _same(page)
    filter_line(page)


def fold(page: Page) -> DeltaGenerator:
    """A place for choices that a phone shows once its word is pressed, and a wide screen always."""
    place = st.container(key="fold")
    label = escape(page.text("filters.fold"))
    place.html(f"<details class='fold'><summary>{label}</summary></details>")
    return place


def filter_line(page: Page) -> None:
    """The filters that have been moved, in words; nothing where all stand as at first."""
    words = filters.filter_words(page.view, page.vocabulary)
    if words:
        st.caption(words)


def choice(page: Page, name: str, options: Sequence[str], *, idle: bool = False) -> None:
    """One of a few options, all of them in sight."""
    st.segmented_control(
        page.text(f"filters.{name}"),
        options,
        key=name,
        required=True,
        format_func=lambda option: page.text(f"filters.{name}.{option}"),
        help=_why(page, idle=idle),
    )


def _groups(page: Page) -> None:
    """The groups that stand beside members."""
    kind = _kind(page)
    names = {key: each.name[page.view.lang] for key, each in page.vocabulary.groups.items()}
    st.multiselect(
        page.text("filters.groups"),
        list(names),
        key="groups",
        format_func=names.__getitem__,
        placeholder=page.text("filters.none"),
        select_all=False,
        help=_why(page, idle=kind is not None and not kind.takes_groups),
    )


def _years(page: Page) -> None:
    """The years whose values count, both included."""
    low, high = year_range(page.view, page.vocabulary, own=page.name == EXPLORE)
    st.slider(page.text("filters.years"), low, high, key="years")


def _sex(page: Page) -> None:
    """Both sexes together, women or men."""
    kind = _kind(page)
    choice(page, "sex", OPTIONS["sex"], idle=kind is not None and kind.both_sexes)


def _lens(page: Page) -> None:
    """The estimate type: as the methods choose, national values alone, or modelled ones alone."""
    choice(page, "lens", OPTIONS["lens"])


def _same(page: Page) -> None:
    """One year for all members instead of the latest of each."""
    kind = _kind(page)
    idle = kind is not None and not kind.one_year
    st.toggle(page.text("filters.same"), key="same", help=_why(page, idle=idle))


def _kind(page: Page) -> ChartKind | None:
    """The kind of chart that the filters meet; other pages show several."""
    return page.view.kind if page.name == "explore" else None


def _why(page: Page, *, idle: bool) -> str | None:
    """What a filter says that has no effect on a chart: it keeps its choice for the others."""
    return page.text("filters.idle") if idle else None
