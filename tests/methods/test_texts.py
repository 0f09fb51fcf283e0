"""The methods as stated: every threshold of the text is that of the computation."""

import re

import pytest

from observatory.catalog.models import load
from observatory.i18n import LANGUAGES, text, words
from observatory.methods import missing, texts, thresholds

each_language = pytest.mark.parametrize("lang", LANGUAGES)


@each_language
@pytest.mark.parametrize("method", texts.METHODS)
def test_every_method_says_what_it_does_and_what_it_does_not_show(method, lang):
    said, not_shown = texts.words(method, lang)
    assert said
    assert not_shown
    assert "{" not in said


def test_every_text_of_a_method_belongs_to_one_that_is_shown():
    named = {key.split(".")[1] for key in words() if re.match(r"methods\.M\d+\.", key)}
    assert named == set(texts.METHODS)


def test_a_changed_threshold_changes_the_text(monkeypatch):
    before = texts.words("M1", "en")[0]
    monkeypatch.setattr(thresholds, "MIN_COVERAGE", 0.75)
    after = texts.words("M1", "en")[0]
    assert "66.7%" in before
    assert "75%" in after


def test_every_threshold_stands_in_some_text():
    said = " ".join(text(f"methods.{method}.text", "en", **{
        name: f"<{name}>" for name in texts.limits("en")
    }) for method in texts.METHODS)  # fmt: skip
    assert {name for name in texts.limits("en") if f"<{name}>" not in said} == set()


def test_every_function_of_a_method_documents_itself():
    for method in texts.METHODS:
        for name, doc in texts.formulas(method):
            assert len(doc) > 40, name


@each_language
def test_every_reason_for_a_missing_value_stands_in_the_text_and_there_is_no_other(lang):
    codes = {*missing.REASONS, *missing.REASONS_OF_GROUPS, *missing.REASONS_OF_PAIRS}
    assert codes == {key.split(".")[1] for key in words() if key.startswith("missing.")}
    said = texts.further("M10", {}, lang)
    for code in codes:
        assert f"- {text(f'missing.{code}', lang)}\n" in f"{said}\n", code


@each_language
def test_every_weight_that_is_not_the_denominator_is_named_with_what_it_stands_for(lang):
    indicators = load().indicators
    said = texts.further("M1", indicators, lang).splitlines()
    for each in indicators.values():
        if each.denominator:
            mine = [line for line in said if each.name[lang] in line]
            weight = indicators[each.weight].name[lang]
            assert any(weight in line and each.denominator[lang] in line for line in mine)
