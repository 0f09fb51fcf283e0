"""Answers of the embedded snapshot and their packages, each made once."""

import pytest

from observatory.answers.answer import answer
from observatory.charts.exhibit import exhibit_of
from observatory.exports.package import package
from observatory.topics.commitments import calendar
from observatory.topics.coverage import reach
from observatory.topics.participation import attendance
from observatory.topics.side_by_side import side_by_side
from observatory.view import View
from observatory.warehouse import build as published
from observatory.warehouse.register import register
from observatory.warehouse.terms import vocabulary
from observatory.words.register import Network


@pytest.fixture(scope="module")
def build(warehouse):
    connection = published.open_build(published.current(), published.warehouse_folder())
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def terms(build):
    return vocabulary(build)


@pytest.fixture(scope="module")
def stamp(build):
    return published.stamp(build)


@pytest.fixture(scope="module")
def ask(build, terms, stamp):
    kept = {}

    def asked(view):
        if view not in kept:
            kept[view] = answer(view, build.cursor(), terms, stamp)
        return kept[view]

    return asked


@pytest.fixture(scope="module")
def packed(ask, terms):
    kept = {}

    def of(**choices):
        view = View(**choices)
        if view not in kept:
            found = ask(view)
            kept[view] = found, package(exhibit_of(found), terms, ask)
        return kept[view]

    return of


@pytest.fixture(scope="module")
def exhibited(build, ask, terms, stamp):
    def of(name, lang):
        network = Network(register(build.cursor()), terms, stamp, lang)
        return {
            "matrix": lambda: attendance(network),
            "calendar": lambda: calendar(network),
            "side_by_side": lambda: side_by_side(network, View(lang=lang), ask),
            "coverage": lambda: reach(network),
        }[name]()

    return of


@pytest.fixture(scope="module")
def network(exhibited, stamp, terms):
    return exhibited, stamp, terms
