"""The names of a build: read from the table of texts, in every language that it holds."""

import duckdb

from etl.schema import SCHEMA
from observatory.catalog import models
from observatory.i18n import LANGUAGES, typeset
from observatory.warehouse.build import current, open_build
from observatory.warehouse.terms import vocabulary


def test_every_name_and_definition_of_a_build_is_that_of_the_catalogue(warehouse):
    catalog = models.load()
    with open_build(current()) as build:
        found = vocabulary(build)
    for owner, field, text in catalog.texts():
        kind, _, key = owner.partition(".")
        term = getattr(found, kind)[key]
        field = "plain" if (kind, field) == ("groups", "name") else field  # noqa: PLW2901
        # Names of countries stay to the letter, all else is set by the rules of its language.
        to_letter = kind == "countries"
        assert [getattr(term, field)[lang] for lang in LANGUAGES] == [
            text[lang] if to_letter else typeset(text[lang], lang) for lang in LANGUAGES
        ]


def test_a_group_of_members_alone_is_named_with_their_number(warehouse):
    with open_build(current()) as build:
        found = vocabulary(build)
    for key, group in found.groups.items():
        counted = key not in found.mixed_groups
        for lang in LANGUAGES:
            assert group.name[lang] == group.plain[lang] + f" ({len(group.areas)})" * counted
    assert found.groups[found.oic].name["en"] == "OIC Member States (57)"


def test_a_build_may_hold_a_language_for_which_no_table_has_a_column():
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text("utf-8"))
        connection.execute("insert into unit values ('ha', 'Hectares', 'Hectares', 'هكتار', 'ha', 'ha', 'هـ', 1)")  # fmt: skip
        for field, names in {
            "name": ("Hectares", "Hectares", "هكتار"),
            "short": ("ha", "ha", "هـ"),
        }.items():
            for lang, name in zip(("en", "fr", "ar"), names, strict=True):
                connection.execute(
                    "insert into text values ('units.ha', ?, ?, ?)", [field, lang, name]
                )
        connection.execute("insert into text values ('units.ha', 'name', 'tr', 'Hektar')")
        unit = vocabulary(connection).units["ha"]
    assert (unit.name["tr"], unit.name["ar"], unit.decimals) == ("Hektar", "هكتار", 1)
    assert unit.short["tr"] == "ha"
