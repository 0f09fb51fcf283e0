"""The reader's choices: widgets, the view and the address say the same at every moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from observatory.answers.answer import complete
from observatory.i18n import alphabetical
from observatory.view import DEFAULT, View
from observatory.warehouse.terms import Vocabulary

# The widgets of the one row of filters.
FILTERED = ("groups", "years", "sex", "lens", "same")
# The years that the slider offers where figures of many indicators are shown.
FIRST, LAST = 1990, 2030
_WRITTEN = "query_written"


class _Choice(NamedTuple):
    """How a widget's value is read off a view, and put back into it once it has been moved."""

    read: Callable[[View, Vocabulary], object]
    put: Callable[[View, object, Vocabulary], View]


def settling(*names: str, place: str | None = None) -> Callable[[View, Vocabulary], View]:
    """What makes the reader's view of the address and of the widgets that have been moved since.

    A widget that has not been moved leaves what the address says, also what the widget cannot say:
    a year outside its slider, a choice that the chart has no use for. `place`: whose leading groups
    the page shows where the reader has chosen none; None is the groups of a view. The view is
    known before anything is drawn, so that the menu's links and the address, which the frame
    writes, carry it too.
    """

    def settle(asked: View, terms: Vocabulary) -> View:
        choices = _choices(names, terms.leading_groups(place) if place else DEFAULT.groups)
        state, view = st.session_state, asked
        fresh = state.get(_WRITTEN) != (names, asked.query())
        for name, choice in choices.items():
            if fresh or name not in state:
                state[name] = choice.read(asked, terms)
            elif state[name] != choice.read(asked, terms):
                view = choice.put(view, state[name], terms)
        view = complete(view, terms) if "second" in names else view
        for name, choice in choices.items():
            if state[name] != choice.read(view, terms):
                state[name] = choice.read(view, terms)
        state[_WRITTEN] = (names, view.query())
        return view

    return settle


def year_range(view: View, terms: Vocabulary, *, own: bool) -> tuple[int, int]:
    """The first and last year that the slider offers: with `own`, those with data of the view's."""
    held = [each for each in terms.series.values() if each.indicator_id in view.indicator]
    firsts = [each.first_year for each in held if each.first_year]
    lasts = [each.last_year for each in held if each.last_year]
    return (min(firsts), max(lasts)) if own and firsts else (FIRST, LAST)


def member_of(view: View, terms: Vocabulary) -> str:
    """The member that a page is about, the first named; empty where the reader chose none."""
    return next((iso3 for iso3 in view.members[:1] if iso3 in terms.members), "")


def members(terms: Vocabulary, lang: str) -> list[str]:
    """The members' codes in the alphabetical order of their names."""
    return sorted(terms.members, key=lambda iso3: alphabetical(terms.countries[iso3].name[lang]))


def _choices(names: tuple[str, ...], usual: tuple[str, ...]) -> Mapping[str, _Choice]:
    """The choices of a page; where it has kinds of chart, the years begin as the chart's do."""
    own = {"groups": _groups(usual), "years": _years(by_kind="chart" in names)}
    return {name: own.get(name) or CHOICES[name] for name in names}


def _plain(field: str) -> _Choice:
    """A widget whose value is that of a field."""
    return _Choice(lambda v, _: getattr(v, field), lambda v, x, _: v.but(**{field: x}))


def _groups(usual: tuple[str, ...]) -> _Choice:
    """The groups; where a page has others at first, naming the default ones is a choice too."""

    def put(view: View, groups: object, _: Vocabulary) -> View:
        chosen = _texts(groups)
        if set(chosen) == set(usual):
            return view.but(groups=DEFAULT.groups)
        # In the other order, because the default itself is left out of the address.
        return view.but(groups=chosen[::-1] if chosen == DEFAULT.groups else chosen)

    return _Choice(lambda view, _: list(view.reference_groups(usual)), put)


def _years(*, by_kind: bool) -> _Choice:
    """The years, inside what the slider offers; an end that is not moved stays as it is."""

    def begin(view: View, first: int) -> int:
        return max(first, (view.kind.first_year if by_kind else None) or first)

    def read_choice(view: View, terms: Vocabulary) -> tuple[int, int]:
        low, high = year_range(view, terms, own=by_kind)
        last = min(max(view.last or high, low), high)
        first = min(max(view.first or begin(view, low), low), high)
        return (first if view.first else min(first, last)), last

    def put(view: View, years: object, terms: Vocabulary) -> View:
        low, high = year_range(view, terms, own=by_kind)
        first, last = years if isinstance(years, tuple) else (low, high)
        before = read_choice(view, terms)
        if first != before[0]:
            view = view.but(first=None if first == begin(view, low) else first)
        if last != before[1]:
            view = view.but(last=None if last == high else last)
        return view

    return _Choice(read_choice, put)


def _put_first(view: View, first: object, terms: Vocabulary) -> View:
    """The indicator in front; the others stay behind it, a series leaves with its indicator."""
    indicators = (str(first), *(other for other in view.indicator[1:] if other != first))
    return _with(view, indicators, terms)


def _put_second(view: View, second: object, terms: Vocabulary) -> View:
    further = tuple(other for other in view.indicator[2:] if other != second)
    return _with(view, (view.indicator[0], *((str(second), *further) if second else ())), terms)


def _with(view: View, indicators: tuple[str, ...], terms: Vocabulary) -> View:
    kept = (key for key in view.series if terms.series[key].indicator_id in indicators)
    return view.but(indicator=indicators, series=tuple(kept))


def _put_member(view: View, iso3: object, _: Vocabulary) -> View:
    """The member in front, the others of the view behind it; without one the first leaves."""
    if iso3 is None:
        return view.but(members=view.members[1:])
    return view.but(members=(iso3, *(other for other in view.members[1:] if other != iso3)))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


_FIRST = _Choice(lambda v, _: v.indicator[0], _put_first)
CHOICES: Mapping[str, _Choice] = {
    "chart": _plain("chart"),
    "indicator": _FIRST,
    "subject": _FIRST,
    "second": _Choice(lambda v, _: v.indicator[1] if v.indicator[1:] else None, _put_second),
    "members": _Choice(lambda v, _: list(v.members), lambda v, x, _: v.but(members=_texts(x))),
    "member": _Choice(lambda v, terms: member_of(v, terms) or None, _put_member),
    "sex": _plain("sex"),
    "lens": _plain("lens"),
    "same": _plain("same"),
    "sort": _plain("sort"),
    "map": _plain("map"),
    "measure": _plain("measure"),
    "listed": _plain("listed"),
    "stale": _plain("stale"),
    "region": _Choice(lambda v, _: list(v.regions), lambda v, x, _: v.but(regions=_texts(x))),
    "find": _plain("find"),
    "order": _plain("order"),
    "part": _plain("part"),
}
