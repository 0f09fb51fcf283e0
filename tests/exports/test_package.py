"""The data package of a chart, and of a figure of the network's pages."""

import io
import json
from hashlib import sha256
from zipfile import ZipFile

import pandas as pd
import pytest
from cases import crossed, one_in
from frictionless import Package
from unzipped import opened, validated

from observatory.answers.answer import answer
from observatory.answers.columns import COLUMNS, CONTRACT
from observatory.charts.exhibit import exhibit_of
from observatory.exports import citation, csv, datapackage
from observatory.exports.package import data_hash, package, whole
from observatory.i18n import LANGUAGES, LRI, PDI, day, text
from observatory.view import CHARTS, View
from observatory.warehouse import build as published
from observatory.warehouse.terms import vocabulary
from observatory.words import builds, sources

BOM = b"\xef\xbb\xbf"
each_language = pytest.mark.parametrize("lang", LANGUAGES)
charts_in_turn = crossed(("chart", "lang"), CHARTS, LANGUAGES)
EXHIBITS = ("matrix", "calendar", "side_by_side", "coverage")


def members_of(chart):
    """Three members for a line chart, all of them otherwise."""
    return ("MAR", "TUR", "PSE") if chart == "trend" else ()


@charts_in_turn
def test_a_package_holds_the_rows_shown_in_both_spellings_and_the_words_around_them(
    packed, chart, lang
):
    found, zipped = packed(chart=chart, lang=lang, members=members_of(chart))
    files = opened(zipped)
    assert list(files) == [
        "data.csv", "data-excel.csv", "full.csv", "datapackage.json", f"README.{lang}.md",
        "CITATION.txt", "LICENSES.txt",
    ]  # fmt: skip
    assert files["data.csv"] == csv.machine(found.frame)
    assert files["data-excel.csv"] == csv.excel(found.frame)
    assert not files["data.csv"].startswith(BOM)
    assert b"\r" not in files["data.csv"] + files["full.csv"]
    assert files["data-excel.csv"].startswith(BOM)
    assert files["data-excel.csv"].count(b"\n") == files["data-excel.csv"].count(b"\r\n")
    assert len(found.frame.loc[found.frame["value"].notna()]) > 0


@charts_in_turn
def test_frictionless_finds_nothing_wrong_with_a_package(packed, tmp_path, chart, lang):
    _, zipped = packed(chart=chart, lang=lang, members=members_of(chart))
    report = validated(zipped, tmp_path)
    assert report.valid, report.flatten(["type", "note"])
    assert [task.name for task in report.tasks] == ["data", "data-excel", "full"]


def test_a_value_that_is_changed_in_the_file_is_found(packed, tmp_path):
    _, zipped = packed(chart="bars")
    validated(zipped, tmp_path)
    changed = (tmp_path / "data.csv").read_text("utf-8").replace(",percent,", ",-,", 1)
    (tmp_path / "data.csv").write_text(changed.replace("43.769", "143.769", 1), "utf-8")
    found = Package(str(tmp_path / "datapackage.json")).validate()
    assert {"hash-count", "constraint-error"} <= {kind for (kind,) in found.flatten(["type"])}


@charts_in_turn
def test_every_source_of_the_rows_is_cited_with_publisher_licence_release_and_day(
    packed, terms, chart, lang
):
    found, zipped = packed(chart=chart, lang=lang, members=members_of(chart))
    files = {name: body.decode() for name, body in opened(zipped).items()}
    rows = found.frame.loc[found.frame["value"].notna()]
    for series_id in rows["series_id"].unique():
        term = terms.series[series_id]
        source = terms.sources[term.source_id]
        cited = files["CITATION.txt"].replace("\u00a0", " ")
        licence = builds.licence(source, lang).replace("\u00a0", " ")
        said = [builds.citation(source, lang), source.publisher[lang], licence, source.licence_url]
        said += [series_id, builds.release(term.vintage or "", lang).replace("\u00a0", " ")]
        said += [day(term.obtained_on, lang)] if term.obtained_on else []
        assert [part for part in said if part not in cited] == []
        assert licence.strip(LRI + PDI) in files["LICENSES.txt"]
        assert source.licence_url in files["LICENSES.txt"]
        assert source.licence_url in files["datapackage.json"]


def test_an_average_of_ours_cites_its_weights_and_the_list_of_its_group(packed):
    _, zipped = packed(chart="bars", groups=("OIC",))
    cited = opened(zipped)["CITATION.txt"].decode()
    assert "World Population Prospects 2024" in cited
    assert "https://www.oic-oci.org/states/" in cited
    _, alone = packed(chart="bars", groups=())
    assert "World Population Prospects" not in opened(alone)["CITATION.txt"].decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_derived_here_is_cited_as_ours_with_its_own_inputs_and_no_others(terms, lang):
    """The labour force 15–24 rests on the Bank, the ILO and the UN, and not on the Minimum Set."""
    for term in terms.series.values():
        if not term.derivation:
            continue
        said = sources.citation([term], terms, lang)
        named = terms.series_named(term.derivation.split())
        parents = {part.source_id for part in named}
        assert said.startswith(builds.citation(terms.sources["derived"], lang))
        for key, source in terms.sources.items():
            cited = f"{builds.citation(source, lang)} ({builds.licence(source, lang)})"
            assert (cited in said) == (key in parents), (term.series_id, key)
    labour = sources.citation([terms.series["derived:LABOUR_FORCE_15_24:T"]], terms, lang)
    for key in ("world_bank", "ilostat", "un_population"):
        assert builds.citation(terms.sources[key], lang) in labour
    assert not terms.sources["derived"].homepage


def test_a_derived_series_cites_the_series_it_is_derived_from(terms):
    rows = pd.DataFrame({"series_id": ["derived:OWN_ACCOUNT"]})
    assert set(citation.cite(rows, terms)) == {"derived", "world_bank"}


@charts_in_turn
def test_the_readme_prints_the_hash_the_day_of_its_own_data_the_build_and_the_view(
    packed, terms, chart, lang
):
    found, zipped = packed(chart=chart, lang=lang, members=members_of(chart))
    files = opened(zipped)
    readme = files[f"README.{lang}.md"].decode()
    digest = sha256(files["data.csv"]).hexdigest()
    assert digest == data_hash(found.frame)
    assert digest in readme
    assert found.build.build_id in readme
    assert f"- {sources.day_line(sources.series(found.frame, terms), lang)}\n" in readme
    assert found.title in readme
    assert found.view.query() in readme
    assert [note for note in found.notes if note not in readme] == []
    assert [name for name in COLUMNS if f"| `{name}` |" not in readme] == []
    assert text("frame.not_official", lang) in readme
    assert readme.startswith('<div dir="rtl">') == (lang == "ar")


@charts_in_turn
def test_every_value_shown_stands_in_the_full_data_with_its_other_years(packed, chart, lang):
    found, zipped = packed(chart=chart, lang=lang, members=members_of(chart))
    full = pd.read_csv(io.BytesIO(opened(zipped)["full.csv"]), keep_default_na=False)
    assert list(full.columns[: len(CONTRACT)]) == list(CONTRACT)
    place = ["iso3", "series_id", "year", "sex"]
    shown = found.frame.loc[found.frame["value"].notna()]
    there = {tuple(map(str, key)) for key in full[place].itertuples(index=False)}
    asked = {tuple(map(str, key)) for key in shown[place].itertuples(index=False)}
    assert asked <= there
    assert set(full["iso3"]) <= set(found.frame["iso3"])
    assert len(full) >= len(shown)


@pytest.mark.parametrize("lens", ["reported", "modelled"])
def test_the_full_data_of_one_estimate_type_hold_what_is_shown_and_the_other(packed, lens):
    found, zipped = packed(chart="bars", lens=lens, first=2018, last=2022)
    full = pd.read_csv(io.BytesIO(opened(zipped)["full.csv"]), keep_default_na=False)
    shown = found.frame.loc[found.frame["value"].notna(), ["iso3", "series_id", "year"]]
    there = set(full[["iso3", "series_id"]].itertuples(index=False, name=None))
    assert set(shown[["iso3", "series_id"]].itertuples(index=False, name=None)) <= there
    assert {"reported", "modelled"} <= set(full["estimate"])
    assert pd.to_numeric(full["year"]).min() < 2018


def test_the_columns_are_described_in_the_language_with_unit_and_bounds(packed):
    found, zipped = packed(chart="bars", lang="fr")
    whole_of = json.loads(opened(zipped)["datapackage.json"])
    fields = {each["name"]: each for each in whole_of["resources"][0]["schema"]["fields"]}
    assert fields["year"]["description"] == "Année de référence"
    assert fields["value"]["unit"] == "pour cent"
    assert fields["value"]["constraints"] == {"minimum": 0, "maximum": 100}
    kinds = [fields[name]["type"] for name in ("iso3", "year", "value", "supported", "old")]
    assert kinds == ["string", "integer", "number", "boolean", "boolean"]
    assert whole_of["version"] == found.build.build_id


@one_in(3, "chart", CHARTS)
def test_two_runs_give_the_same_bytes(ask, terms, chart):
    found = ask(View(chart=chart))
    full = whole(found, ask)
    again = package(exhibit_of(found), terms, ask)
    assert again == package(exhibit_of(found), terms, ask)
    assert csv.machine(full.frame) == opened(again)["full.csv"]


def test_the_files_are_dated_as_the_build(packed, stamp):
    _, zipped = packed(chart="bars")
    with ZipFile(io.BytesIO(zipped)) as folder:
        moments = {each.date_time for each in folder.infolist()}
    (moment,) = moments
    at = stamp.built_at
    assert moment == (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2)


@crossed(("chart", "lang"), ["bars", "trend", "gap", "scatter"], LANGUAGES)
def test_a_view_without_data_gives_a_valid_package_that_cites_nothing(
    packed, tmp_path, chart, lang
):
    found, zipped = packed(
        chart=chart, lang=lang, members=("SOM",), groups=(), first=1900, last=1901
    )
    assert found.frame["value"].notna().sum() == 0
    assert validated(zipped, tmp_path).valid
    readme = (tmp_path / f"README.{lang}.md").read_text("utf-8")
    assert data_hash(found.frame) in readme


def test_a_view_without_rows_gives_a_valid_package(packed, tmp_path):
    found, zipped = packed(chart="trend", members=(), groups=())
    assert found.frame.empty
    assert validated(zipped, tmp_path).valid
    said = (tmp_path / "CITATION.txt").read_text("utf-8")
    assert text("package.cite.none", "en") in said


def test_the_empty_build_gives_a_valid_package(empty_warehouse, tmp_path):
    connection = published.open_build(published.current(), published.warehouse_folder())
    try:
        words, of = vocabulary(connection), published.stamp(connection)
        found = answer(View(chart="bars"), connection, words, of)
        zipped = package(exhibit_of(found), words, lambda view: answer(view, connection, words, of))
        assert validated(zipped, tmp_path).valid
    finally:
        connection.close()


@crossed(("name", "lang"), list(EXHIBITS), LANGUAGES)
def test_a_figure_of_the_network_has_a_valid_package(network, ask, tmp_path, name, lang):
    exhibited, _, terms = network
    shown = exhibited(name, lang)
    zipped = package(shown, terms, ask)
    report = validated(zipped, tmp_path)
    assert report.valid, report.flatten(["type", "note"])
    files = opened(zipped)
    assert files["data.csv"] == csv.machine(shown.rows)
    assert data_hash(shown.rows) in files[f"README.{lang}.md"].decode()
    assert zipped == package(shown, terms, ask)


@pytest.mark.parametrize("name", ["matrix", "calendar"])
def test_a_package_of_the_register_cites_every_document_of_its_rows(network, ask, name):
    exhibited, _, terms = network
    shown = exhibited(name, "en")
    files = opened(package(shown, terms, ask))
    cited = files["CITATION.txt"].decode()
    named = shown.rows.loc[shown.rows["document"] != ""]
    assert len(named)
    for column in ("document", "url", *({"document_id"} & set(named.columns))):
        assert [found for found in named[column].unique() if found not in cited] == []
    assert text("package.licence.documents", "en") in files["LICENSES.txt"].decode()


@each_language
def test_every_column_of_an_answer_has_a_meaning(lang):
    assert all(datapackage.meaning(name, lang) for name in COLUMNS)
