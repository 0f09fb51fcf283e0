"""What pages and briefs say in words: each number with its year, each count with its rows."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from cases import parts, some

from observatory.answers import series_choice
from observatory.i18n import LANGUAGES, text
from observatory.methods.thresholds import OLD_AFTER_YEARS
from observatory.session import desk
from observatory.topics import (
    commitments,
    group_references,
    network_figures,
    overview,
    participation,
)
from observatory.topics.member import figures, record, sentences
from observatory.view import View
from observatory.warehouse.observations import history

# What no sentence may hold: a place for a value left empty, a missing value, a mark of the code.
MARKS = re.compile(r"[{}]|\bnan\b|\bNaN\b|\bNaT\b|\bNone\b|<NA>|\w+\.\w+\.\w+_\w+")
# One of a thing is said in the singular.
ONE = {
    "en": re.compile(r"(?<![\d.,–-])\b1 (?!is\b|has\b)[a-z]+s\b"),
    "fr": re.compile(r"(?<![\d.,–-])\b1 (?!pays\b|mois\b|cours\b|mars\b)[a-zé]+s\b"),
    "ar": re.compile(r"(?<![\d.,–-])\b[12] (أعضاء|عضواً|عضو|قيم|قيمة|فعاليات|فعالية|اجتماعات|اجتماعاً)\b"),
}  # fmt: skip
DECIMAL = re.compile(r"\d[.,٫]\d")
YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


@pytest.fixture(scope="module")
def at(warehouse):
    with desk() as opened:
        yield opened


def in_turn(at):
    """Each member with a language in turn: every member is read, and every language often."""
    codes = list(LANGUAGES)
    return [(iso3, codes[i % len(codes)]) for i, iso3 in enumerate(at.terms.members)]


def well_said(words, lang):
    assert not MARKS.search(words), words
    assert not ONE[lang].search(words), words


@some("first", range(len(LANGUAGES)), now=1)
def test_why_there_is_no_oic_average_is_the_true_reason_in_every_language(at, subtests, first):
    """Each indicator in a language in turn."""
    spoken, codes = set(), list(LANGUAGES)
    for place, (indicator_id, term) in enumerate(at.terms.indicators.items()):
        lang = codes[(first + place) % len(codes)]
        network = at.network_in(lang)
        gate = network.say("member.no_reference")
        view = View(lang=lang, indicator=(indicator_id,))
        (said,) = group_references.references(network, view, ("OIC",), at.ask)
        with subtests.test(f"{indicator_id} {lang}"):
            well_said(said, lang)
            if said == gate:
                assert term.weight_indicator_id
                assert any(
                    each.members
                    for each in at.terms.series.values()
                    if each.indicator_id == indicator_id
                )
        spoken |= {
            code for code in ("no_weight", "not_found") if network.say(f"missing.{code}") in said
        } | ({"gate"} if said == gate else set())
    assert spoken == {"no_weight", "not_found", "gate"}


def test_an_average_older_than_five_years_says_so_and_a_younger_one_does_not(at):
    ages = {True: set(), False: set()}
    codes = list(LANGUAGES)
    for i, indicator_id in enumerate(at.terms.indicators):
        lang = codes[i % len(codes)]
        network = at.network_in(lang)
        words = text("charts.old", lang, years=OLD_AFTER_YEARS)[1:]
        view = View(chart="bars", lang=lang, indicator=(indicator_id,), groups=("OIC",))
        row = at.ask(view).frame.set_index("iso3").loc["OIC"]
        (said,) = group_references.references(network, view, ("OIC",), at.ask)
        assert (words in said) == bool(row["old"]), said
        if pd.notna(row["value"]):
            ages[bool(row["old"])].add(network.build.built_at.year - int(row["year"]))
    assert min(ages[True]) > OLD_AFTER_YEARS >= max(ages[False])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_of_the_overview_older_than_five_years_says_so(at, lang):
    words = text("charts.old", lang, years=OLD_AFTER_YEARS)[1:]
    year = at.network_in(lang).build.built_at.year
    view = View(lang=lang, groups=("OIC_ARAB", "WORLD", "DEVELOPED"))
    found = [each for each in overview.headlines(at.ask, at.terms, view) if each.year]
    assert found
    for each in found:
        assert (words in each.rests_on) == (year - int(each.year) > OLD_AFTER_YEARS)
    # Groups beside it by the same rule, each with its year in brackets.
    beside = [part for each in found for part in each.beside.split(" · ")]
    dated = [(int(m[1]), part) for part in beside if (m := re.search(r"\(((?:19|20)\d\d)\b", part))]
    for of_year, part in dated:
        assert (words in part) == (year - of_year > OLD_AFTER_YEARS), part
    assert {words in part for _, part in dated} == {True, False}


def test_a_group_without_an_average_says_why_and_of_no_value_nothing_of_coverage(at, subtests):
    """Of a group of which no country has a value the reason is that, on every page."""
    codes, groups = set(), tuple(at.terms.groups)
    for i, indicator_id in enumerate(at.terms.choices):
        lang = list(LANGUAGES)[i % 3]
        view = View(chart="bars", lang=lang, indicator=(indicator_id,), groups=groups)
        found = at.ask(view)
        rows = found.frame.loc[found.frame["role"] != "member"].set_index("iso3")
        sentences_of = group_references.references(at.network_in(lang), view, groups, at.ask)
        for group, said in zip(groups, sentences_of, strict=True):
            row = rows.loc[group]
            with subtests.test(f"{indicator_id} {group} {lang}"):
                assert pd.notna(row["value"]) != bool(row["missing"])
                gate = text("missing.below_coverage", lang)
                if row["missing"] == "no_value":
                    assert text("missing.no_value", lang) in said
                    assert gate not in said
                    assert any(
                        at.terms.groups[group].name[lang] in note
                        and text("missing.no_value", lang) in note
                        for note in found.notes
                    )
                    assert not _values_of(at, indicator_id, group)
            codes.add(row["missing"])
    assert {"", "no_value", "below_coverage", "no_weight", "only_projections"} <= codes
    for lang in LANGUAGES:
        neet = overview.headlines(at.ask, at.terms, View(lang=lang))[0]
        assert text("missing.no_value", lang) in neet.beside


def _values_of(at, indicator_id, group):
    """The values of the countries of a group on the series that gives its average."""
    term = series_choice.aggregate_series(View(), indicator_id, at.terms)
    areas = at.terms.groups[group].areas
    with at.connection.cursor() as cursor:
        return list(history(cursor, [term.series_id], areas, first=1900, last=2100)["value"])


@parts("part", 9)
def test_every_number_of_a_member_has_its_year_kind_and_source(at, subtests, part):
    """Every indicator of each member, a third of the indicators in each language, in turn."""
    count, codes = 0, list(LANGUAGES)
    for iso3 in at.terms.members[part::9]:
        found = figures.figures(at.network, iso3, at.histories, View())
        for place, own in enumerate(found):
            lang = codes[(place + part) % len(codes)]
            network = at.network_in(lang)
            figure = replace(own, view=own.view.but(lang=lang))
            with subtests.test(f"{iso3} {figure.indicator_id} {lang}"):
                value, year, rests_on = sentences.value_words(network, figure)
                if figure.main is None:
                    assert year == ""
                    continue
                main = figure.main
                assert year == str(main.year)
                assert network.say(f"estimate.{main.estimate}") in rests_on
                assert main.series.code in rests_on
                assert network.terms.sources[main.series.source_id].publisher[lang] in rests_on
                said = sentences.sentences(network, figure, at.ask)
                for line in (value, rests_on, *said):
                    well_said(line, lang)
                    count += 1
                for line in said:
                    if DECIMAL.search(line):
                        assert YEAR.search(line), line
    assert count > len(at.terms.members[part::9]) * 20


def test_the_record_of_every_member_is_well_said(at, subtests):
    for iso3, lang in in_turn(at):
        network = at.network_in(lang)
        with subtests.test(f"{iso3} {lang}"):
            lines = [
                *record.standing(network, iso3),
                *record.in_short(network, iso3),
                *record.gaps(network, iso3),
            ]
            assert lines
            for line in lines:
                well_said(line, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_said_of_the_oic_has_its_year_and_is_well_said(at, lang):
    found = at.headlines(View(lang=lang, groups=("WORLD", "OIC_AFRICAN", "OIC_ARAB")))
    assert found
    for each in found:
        for words in (each.value, each.rests_on, each.beside):
            well_said(words, lang)
        if DECIMAL.search(each.value):
            assert YEAR.search(each.year)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_of_the_network_are_well_said(at, lang):
    network = at.network_in(lang)
    said = [f"{each.name} {each.value} {each.rests_on}" for each in network_figures.counts(network)]
    said += network_figures.missing(network)
    tables = [
        participation.meetings(network),
        participation.trainings(network),
        participation.context(network),
        commitments.instruments(network),
        *(commitments.activities(network, plan) for plan in commitments.plans(network)),
    ]
    for table in tables:
        assert isinstance(table, pd.DataFrame)
        assert not table.empty
        said += [cell for column in table for cell in table[column] if isinstance(cell, str)]
    assert len(said) > 100
    for words in said:
        well_said(words, lang)
