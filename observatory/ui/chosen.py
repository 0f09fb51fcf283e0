"""The choices of the network's pages: widgets, the view and the address say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from observatory.i18n import alphabetical
from observatory.queries.vocabulary import Vocabulary
from observatory.ui.filters import FIRST, LAST
from observatory.ui.frame import Page
from observatory.view import MEASURES, View

_WRITTEN = "query_written"
# Indicators that stand beside participation: outcomes of young people and of new firms.
THEMES = ("neet", "youth_unemployment", "entrepreneurship", "context")


class _Choice(NamedTuple):
    """How a widget's value is read off a view, and put back into it."""

    of: Callable[[View, Vocabulary], object]
    put: Callable[[View, object, Vocabulary], View]


def _of_member(view: View, terms: Vocabulary) -> object:
    """The member that a page is about: the first named, else the first of the alphabet."""
    if view.members:
        return view.members[0]
    return _alphabet(terms, view.lang)[0] if terms.members else None


def _put_member(view: View, iso3: object, terms: Vocabulary) -> View:
    """The member in front, the others of the view behind it; a default leaves the view as it is."""
    if iso3 == _of_member(view, terms):
        return view
    return view.but(members=(iso3, *(other for other in view.members[1:] if other != iso3)))


def _put_groups(view: View, groups: object, _: Vocabulary) -> View:
    return view.but(groups=tuple(groups) if isinstance(groups, list | tuple) else ())


def _years(view: View, _: Vocabulary) -> object:
    """The years chosen, inside what the slider offers."""
    ends = (view.first or FIRST, view.last or LAST)
    return tuple(min(max(year, FIRST), LAST) for year in ends)


def _put_years(view: View, years: object, _: Vocabulary) -> View:
    first, last = years if isinstance(years, tuple) else (FIRST, LAST)
    return view.but(first=None if first == FIRST else first, last=None if last == LAST else last)


CHOICES: Mapping[str, _Choice] = {
    "years": _Choice(_years, _put_years),
    "same": _Choice(lambda v, _: v.same, lambda v, x, _: v.but(same=bool(x))),
    "groups": _Choice(lambda v, _: list(v.groups), _put_groups),
    "measure": _Choice(lambda v, _: v.measure, lambda v, x, _: v.but(measure=x)),
    "subject": _Choice(lambda v, _: v.indicator[0], lambda v, x, _: v.but(indicator=(x,))),
    "sex": _Choice(lambda v, _: v.sex, lambda v, x, _: v.but(sex=x)),
    "member": _Choice(_of_member, _put_member),
}


def settling(*names: str) -> Callable[[View, Vocabulary], View]:
    """What makes the reader's view of the address or, once they have been moved, of the widgets."""

    def settle(view: View, terms: Vocabulary) -> View:
        state = st.session_state
        if state.get(_WRITTEN) != view.query() or any(name not in state for name in names):
            for name in names:
                state[name] = CHOICES[name].of(view, terms)
        for name in names:
            view = CHOICES[name].put(view, state[name], terms)
        st.query_params.from_dict(view.pairs())
        state[_WRITTEN] = view.query()
        return view

    return settle


def years(page: Page) -> None:
    """The years whose values count, both included."""
    st.slider(page.text("filters.years"), FIRST, LAST, key="years")


def same(page: Page) -> None:
    """One year for all members instead of the latest of each."""
    st.toggle(page.text("filters.same"), key="same")


def groups(page: Page) -> None:
    """The groups that stand beside a member."""
    names = {key: each.name[page.view.lang] for key, each in page.vocabulary.groups.items()}
    st.multiselect(
        page.text("filters.groups"),
        list(names),
        key="groups",
        format_func=names.__getitem__,
        placeholder=page.text("filters.none"),
    )


def measure(page: Page) -> None:
    """In what participation is counted."""
    st.segmented_control(
        page.text("filters.measure"),
        MEASURES,
        key="measure",
        required=True,
        format_func=lambda each: page.text(f"filters.measure.{each}"),
    )


def sex(page: Page) -> None:
    """Both sexes together, women or men."""
    st.segmented_control(
        page.text("filters.sex"),
        ("T", "F", "M"),
        key="sex",
        required=True,
        format_func=lambda each: page.text(f"filters.sex.{each}"),
    )


def indicator(page: Page) -> None:
    """The indicator that stands beside participation."""
    lang = page.view.lang
    names = {
        key: term.name[lang]
        for theme in THEMES
        for key, term in page.vocabulary.indicators.items()
        if term.theme == theme and not term.discontinued
    }
    asked = page.view.indicator[0]
    names.setdefault(asked, page.vocabulary.indicators[asked].name[lang])
    st.selectbox(
        page.text("filters.indicator"), list(names), key="subject", format_func=names.__getitem__
    )


def member(page: Page, label: str) -> None:
    """The member that the page, or a part of it, is about."""
    terms, lang = page.vocabulary, page.view.lang
    st.selectbox(
        label,
        _alphabet(terms, lang),
        key="member",
        format_func=lambda iso3: terms.countries[iso3].name[lang],
    )


def member_of(page: Page) -> str:
    """The member that the page is about."""
    return str(_of_member(page.view, page.vocabulary) or "")


def _alphabet(terms: Vocabulary, lang: str) -> list[str]:
    """The members' codes in the alphabetical order of their names."""
    return sorted(terms.members, key=lambda iso3: alphabetical(terms.countries[iso3].name[lang]))
