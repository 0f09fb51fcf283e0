"""What an international survey or body has compiled is compared, and is nobody's national value."""

import re

import pytest
from cases import crossed

from observatory.answers.answer import answer
from observatory.charts.kinds import bars, multiples, trend
from observatory.exports import csv
from observatory.i18n import LANGUAGES
from observatory.view import View
from observatory.warehouse import build as published
from observatory.warehouse.terms import vocabulary

COMPILED = (
    "account_ownership",
    "account_ownership_young",
    "women_ownership_share",
    "internet_use",
    "gdp_per_person_ppp",
    "youth_employment_strategy",
)
PLOTS = {"bars": bars.plot, "trend": trend.plot, "multiples": multiples.plot}
# The words for a value that a nation reported, in each language.
NATIONAL = {"en": "nationally reported", "fr": "au niveau national", "ar": "وطنياً"}
INTERNATIONAL = {"en": "international survey", "fr": "organisme international", "ar": "هيئة دولية"}


@pytest.fixture(scope="module")
def ask(warehouse):
    connection = published.open_build(published.current(), published.warehouse_folder())
    terms, stamp = vocabulary(connection), published.stamp(connection)
    yield lambda **choices: answer(View(**choices), connection.cursor(), terms, stamp)
    connection.close()


@crossed(("indicator", "lang"), COMPILED, LANGUAGES)
def test_finding_13_national_is_said_only_of_what_a_nation_reported(ask, indicator, lang):
    found = ask(indicator=(indicator,), chart="bars", lang=lang)
    members = found.frame.loc[(found.frame["role"] == "member") & found.frame["value"].notna()]
    assert set(members["estimate"]) == {"compiled"}
    if lang in NATIONAL:
        said = f"{found.title} {found.source_line}"
        assert NATIONAL[lang] not in said
        assert INTERNATIONAL[lang] in said


def test_finding_13_compiled_values_are_compared_and_national_ones_stay_national(ask):
    found = ask(indicator=("account_ownership",), chart="bars", sort="value")
    assert found.sorted_by_value
    assert found.frame.loc[found.frame["estimate"] == "compiled", "compared"].any()
    neet = ask(indicator=("neet_rate",), chart="bars").frame
    assert "compiled" not in set(neet["estimate"])


def test_finding_13_the_csv_says_compiled_and_the_key_of_a_chart_names_it(ask):
    for chart, plot in PLOTS.items():
        found = ask(indicator=("account_ownership",), chart=chart, members=("MAR", "TUR"))
        assert re.search(r",compiled,", csv.machine(found.frame).decode("utf-8-sig"))
        key = {entry.words for entry in plot(found).key}
        assert any("ompiled" in words for words in key), (chart, key)
        assert not any("National value" in words for words in key), (chart, key)


def test_a_reader_who_asks_for_no_model_still_sees_compiled_values(ask):
    found = ask(indicator=("account_ownership",), chart="bars", lens="reported").frame
    assert found["value"].notna().sum() > 40
