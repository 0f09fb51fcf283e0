"""The data package of the whole build: every table, its keys, its words, its sources."""

import io
import json

import pandas as pd
import pytest
from unzipped import opened, validated

from observatory.answers.answer import answer
from observatory.exports.package import package
from observatory.exports.whole_build import KEYS, warehouse_package
from observatory.i18n import text
from observatory.topics.side_by_side import side_by_side
from observatory.view import View
from observatory.warehouse import build as published
from observatory.warehouse import provenance
from observatory.warehouse.register import register
from observatory.warehouse.terms import vocabulary
from observatory.words import builds
from observatory.words.register import Network


@pytest.fixture(scope="module")
def whole_build(build, terms, stamp):
    tables, comments = provenance.tables(build.cursor()), provenance.comments(build.cursor())
    return tables, comments, warehouse_package(tables, comments, stamp, terms, "fr")


# Tables to whose rows no other table leads: of them some rows are as good as all.
LEAVES = ("observation", "aggregate", "revision")


@pytest.mark.parametrize(
    "each", [pytest.param(50, id="some"), pytest.param(1, id="all", marks=pytest.mark.nightly)]
)
def test_the_whole_build_is_a_valid_package_with_its_keys(
    whole_build, stamp, terms, tmp_path, each
):
    held, comments, _ = whole_build
    tables = {name: rows.iloc[:: each if name in LEAVES else 1] for name, rows in held.items()}
    zipped = warehouse_package(tables, comments, stamp, terms, "fr")
    report = validated(zipped, tmp_path)
    assert report.valid, report.flatten(["type", "note"])[:5]
    whole_of = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    schemas = {each["name"]: each["schema"] for each in whole_of["resources"]}
    assert set(schemas) == set(tables)
    keys = {
        (name, key["fields"][0], key["reference"]["resource"])
        for name, schema in schemas.items()
        for key in schema.get("foreignKeys", [])
    }
    assert {
        ("observation", "series_id", "series"),
        ("series", "indicator_id", "indicator"),
        ("series", "source_id", "source"),
        ("participation", "document_id", "document"),
    } <= keys
    assert schemas["series"]["primaryKey"] == ["series_id"]


def test_the_whole_build_describes_every_column_as_the_database_does(whole_build):
    _, comments, zipped = whole_build
    whole_of = json.loads(opened(zipped)["datapackage.json"])
    for resource in whole_of["resources"]:
        assert resource["description"] == comments[resource["name"], ""]
        for field in resource["schema"]["fields"]:
            assert field["description"] == comments[resource["name"], field["name"]]
    assert {"date", "datetime"} <= {
        field["type"] for each in whole_of["resources"] for field in each["schema"]["fields"]
    }


def test_the_whole_build_holds_every_observation_and_cites_every_source_with_values(
    whole_build, terms
):
    tables, _, zipped = whole_build
    files = opened(zipped)
    back = pd.read_csv(io.BytesIO(files["observation.csv"]), usecols=["value"])
    assert list(back["value"]) == list(tables["observation"]["value"])
    cited = files["CITATION.txt"].decode()
    filled = {term.source_id for term in terms.series.values() if term.n_values}
    for source in (terms.sources[key] for key in filled):
        assert builds.citation(source, "fr") in cited
        assert source.licence_url in cited
        assert builds.licence(source, "fr") in files["LICENSES.txt"].decode()
    for title in tables["document"]["title"]:
        assert title in cited


def test_the_whole_build_is_the_same_bytes_twice(whole_build, build, terms, stamp):
    _, comments, _ = whole_build
    small = {name: rows.head(50) for name, rows in provenance.tables(build.cursor()).items()}
    first, second = (warehouse_package(small, comments, stamp, terms, "ar") for _ in range(2))
    assert first == second
    assert opened(first)["README.ar.md"].decode().startswith('<div dir="rtl">')


@pytest.fixture
def completed_build(complete_warehouse):
    connection = published.open_build(published.current(), published.warehouse_folder())
    yield connection
    connection.close()


def test_side_by_side_of_the_completed_register_is_a_valid_package(completed_build, tmp_path):
    words, of = vocabulary(completed_build), published.stamp(completed_build)
    network = Network(register(completed_build.cursor()), words, of, "fr")

    def ask(view):
        return answer(view, completed_build.cursor(), words, of)

    shown = side_by_side(network, View(lang="fr", measure="in_person"), ask)
    assert "near_the_line" in shown.rows
    assert validated(package(shown, words, ask), tmp_path).valid


@pytest.mark.nightly
def test_a_build_of_the_completed_register_is_a_valid_package(completed_build, tmp_path):
    tables, comments = (
        each(completed_build.cursor()) for each in (provenance.tables, provenance.comments)
    )
    words, of = vocabulary(completed_build), published.stamp(completed_build)
    report = validated(warehouse_package(tables, comments, of, words, "fr"), tmp_path)
    assert report.valid, report.flatten(["type", "note"])[:5]
    said = (tmp_path / "README.fr.md").read_text("utf-8")
    assert text("package.whole.audience.secretariat", "fr") in said


def test_every_key_names_a_table_that_has_it(whole_build):
    tables, _, _ = whole_build
    assert {
        (k, t) for k, t in KEYS.items() if k not in tables[t] or not tables[t][k].is_unique
    } == set()
