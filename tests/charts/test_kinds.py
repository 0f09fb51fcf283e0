"""Every kind of chart is whole: its words in every language, its methods, its place, its rows."""

from typing import get_args

import pytest

from observatory import chart_kind
from observatory.chart_kind import ChartKind, in_order, kind_of, names
from observatory.errors import ViewError
from observatory.i18n import LANGUAGES, text, words
from observatory.methods import texts
from observatory.view import CHARTS, OPTIONS, KnownIds, View, read, view_of

NOTHING_KNOWN = KnownIds(frozenset(), frozenset(), frozenset(), frozenset())
each_kind = pytest.mark.parametrize("name", names())
PLACES = {"indicator": "I", "k": 7, "areas": "A", "kind": "K", "years": "2020"}


def test_the_kinds_are_the_modules_of_their_folder_and_the_view_knows_no_others():
    assert names() == tuple(sorted(names()))
    assert CHARTS == OPTIONS["chart"] == names()
    assert set(in_order()) == set(names())


def test_tabs_stand_in_the_order_that_the_kinds_say():
    orders = [kind_of(name).order for name in in_order()]
    assert orders == sorted(set(orders))
    assert in_order()[0] == View().chart


@each_kind
def test_a_kind_has_its_words_in_every_language(name):
    kind = kind_of(name)
    keys = (f"charts.kind.{name}", f"charts.kind.{name}.alt", kind.title, kind.title_of_one_year)
    assert [key for key in keys if key not in words()] == []
    for lang in LANGUAGES:
        assert text(f"charts.kind.{name}.alt", lang).endswith(".")
        for key in (kind.title, kind.title_of_one_year):
            assert "{" not in text(key, lang, **PLACES)


def test_no_words_are_left_of_a_kind_that_there_is_not():
    named = {key.split(".")[2] for key in words() if key.startswith("charts.kind.")}
    assert named == set(names())


@each_kind
def test_a_kind_says_what_it_shows_and_which_methods_limit_it(name):
    kind = kind_of(name)
    assert isinstance(kind, ChartKind)
    assert kind.rows in get_args(chart_kind.Rows)
    assert kind.members in get_args(chart_kind.Members)
    assert set(kind.choices) <= set(OPTIONS)
    assert kind.methods
    for method in kind.methods:
        assert all(texts.words(method, lang)[1] for lang in LANGUAGES)


@each_kind
def test_a_view_of_a_kind_knows_it(name):
    reading = read(f"chart={name}")
    assert reading.faults == ()
    assert reading.view.kind is kind_of(name)


def test_a_view_of_no_kind_is_refused_with_the_kinds_there_are():
    with pytest.raises(ViewError, match=r"“pie” is no kind of chart. The kinds are .*bars"):
        View(chart="pie")
    with pytest.raises(ViewError, match="chart=pie"):
        view_of("chart=pie", NOTHING_KNOWN, ())
