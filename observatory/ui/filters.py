"""The filters of Explore: widgets, the view and the address say the same at every moment."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from observatory.answer import completed
from observatory.i18n import alphabetical
from observatory.queries.vocabulary import Vocabulary
from observatory.ui.frame import Page
from observatory.view import CHARTS, DEFAULT, View

THEMES = ("neet", "youth_unemployment", "entrepreneurship", "context")
FIRST, LAST = 1990, 2030
_WRITTEN = "query_written"
# Always on the page: where Streamlit has dropped one, the reader comes from another page.
_DRAWN = frozenset({"chart", "indicator", "members", "groups", "years", "lens"})
# Charts of one value a member, which can be asked for at one year.
ONE_VALUE = ("bars", "strip", "map", "scatter")


def settled(view: View, terms: Vocabulary) -> View:
    """The view that the reader means: the address, or the widgets once they have been moved.

    It is known before anything is drawn, so that the menu's links and the address carry it too.
    """
    state = st.session_state
    if state.get(_WRITTEN) != view.query() or not _DRAWN.issubset(state):
        _from_address(view)
    if state.get("second") == state["indicator"]:
        state["second"] = None
    view = completed(_view(view, terms))
    if view.chart == "scatter":
        state["second"] = view.indicator[1]
    st.query_params.from_dict(view.pairs())
    state[_WRITTEN] = view.query()
    return view


def explore(page: Page) -> None:
    """The filters beside the chart, and the choice of chart above it."""
    with st.sidebar:
        _what(page)
        _who(page)
        st.slider(page.text("filters.years"), FIRST, LAST, key="years")
        _how(page)
    st.segmented_control(
        page.text("filters.chart"),
        CHARTS,
        key="chart",
        required=True,
        format_func=lambda kind: page.text(f"filters.chart.{kind}"),
        label_visibility="collapsed",
    )


def _from_address(view: View) -> None:
    """Set every widget to what the address says; years outside the slider are its ends."""
    state = st.session_state
    state["chart"] = view.chart
    state["indicator"] = view.indicator[0]
    state["second"] = view.indicator[1] if len(view.indicator) > 1 else None
    state["members"] = list(view.members)
    state["groups"] = list(view.groups)
    years = (view.first or FIRST, view.last or LAST)
    state["years"] = tuple(min(max(year, FIRST), LAST) for year in years)
    state["sex"], state["lens"] = view.sex, view.lens
    state["sort"], state["map"] = view.sort, view.map
    state["same"] = view.same


def _view(view: View, terms: Vocabulary) -> View:
    """The view that the widgets say; a series named in the address stays with its indicator."""
    state = st.session_state
    chart, (first, last) = state["chart"], state["years"]
    second = state.get("second") if chart in ("scatter", "table") else None
    indicators = tuple(filter(None, (state["indicator"], second)))
    return view.but(
        chart=chart,
        indicator=indicators,
        series=tuple(key for key in view.series if terms.series[key].indicator_id in indicators),
        members=tuple(state["members"]),
        groups=tuple(state["groups"]),
        first=None if first == FIRST else first,
        last=None if last == LAST else last,
        sex=state.get("sex", DEFAULT.sex) if chart != "gap" else DEFAULT.sex,
        lens=state["lens"],
        sort=state.get("sort", DEFAULT.sort) if chart == "bars" else DEFAULT.sort,
        map=state.get("map", DEFAULT.map) if chart == "map" else DEFAULT.map,
        same=bool(state.get("same", DEFAULT.same)) and chart in ONE_VALUE,
    )


def _what(page: Page) -> None:
    """The indicator, and the second one where the chart has two."""
    chart, lang = st.session_state["chart"], page.view.lang
    terms = page.vocabulary.indicators
    options = _indicators(page)
    names = {key: terms[key].name[lang] for key in options}
    st.selectbox(
        page.text("filters.indicator"), options, key="indicator", format_func=names.__getitem__
    )
    if chart in ("scatter", "table"):
        others = [key for key in options if key != st.session_state["indicator"]]
        st.selectbox(
            page.text("filters.second"),
            others if chart == "scatter" else [None, *others],
            key="second",
            format_func=lambda key: names[key] if key else page.text("filters.none"),
            placeholder=page.text("filters.none"),
        )


def _indicators(page: Page) -> list[str]:
    """The indicators on offer, by theme; a discontinued one only where the address names it."""
    terms = page.vocabulary.indicators
    fine = [
        key
        for theme in THEMES
        for key, term in terms.items()
        if term.theme == theme and not term.discontinued
    ]
    return [*fine, *(key for key in page.view.indicator if key not in fine)]


def _who(page: Page) -> None:
    """Members and groups, each in the alphabetical order of the language."""
    lang, terms = page.view.lang, page.vocabulary
    countries = {iso3: terms.countries[iso3].name[lang] for iso3 in terms.members}
    groups = {key: group.name[lang] for key, group in terms.groups.items()}
    st.multiselect(
        page.text("filters.members"),
        _ordered(countries),
        key="members",
        format_func=countries.__getitem__,
        placeholder=page.text("filters.members_all"),
    )
    st.multiselect(
        page.text("filters.groups"),
        list(groups),
        key="groups",
        format_func=groups.__getitem__,
        placeholder=page.text("filters.none"),
    )


def _ordered(named: dict[str, str]) -> Sequence[str]:
    return sorted(named, key=lambda key: alphabetical(named[key]))


def _how(page: Page) -> None:
    """Sex, estimate type, and what only some charts have: order, kind of map."""
    chart = st.session_state["chart"]
    if chart != "gap":
        _choice(page, "sex", ("T", "F", "M"))
    _choice(page, "lens", ("auto", "reported", "modelled"))
    if chart == "bars":
        _choice(page, "sort", ("name", "value"))
    if chart == "map":
        _choice(page, "map", ("tiles", "boundaries"))
    if chart in ONE_VALUE:
        st.toggle(page.text("filters.same"), key="same")


def _choice(page: Page, name: str, options: Sequence[str]) -> None:
    st.segmented_control(
        page.text(f"filters.{name}"),
        options,
        key=name,
        required=True,
        format_func=lambda option: page.text(f"filters.{name}.{option}"),
    )
