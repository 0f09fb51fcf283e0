"""What is for the Secretariat stays with the Secretariat: folders, commands and the running app."""

import shutil
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from cases import one_in
from commands import command
from open_page import open_page

from etl.register import read
from observatory.i18n import LANGUAGES, text
from observatory.ui.navigation import PAGES
from observatory.warehouse.build import connect

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Qwixel confidential remark on the survey"
EXPLORE = {"chart": "bars", "indicator": "neet_rate", "members": "NGA", "member": "NGA"}


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """A register that has a country note for the Secretariat alone."""
    folder = tmp_path_factory.mktemp("register") / "network"
    shutil.copytree(ROOT / "data" / "network", folder)
    path = folder / "country_notes.csv"
    notes = pd.read_csv(path, dtype=str, keep_default_na=False)
    secret = notes.loc[notes["iso3"] == "NGA"].iloc[[0]].assign(visibility="secretariat")
    secret = secret.assign(text_en=SECRET, text_fr=SECRET, text_ar=SECRET)
    secret["from"], secret["to"], secret["effect"] = "2000", "2026", "coverage"
    pd.concat([notes, secret]).to_csv(path, index=False)
    return folder


@pytest.fixture(scope="module")
def data(network, tmp_path_factory):
    """A data folder with a public build, and after it one for the Secretariat."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "read", partial(read.read, folder=network))
        for more in ([], ["--audience", "secretariat"]):
            done = etl(folder, "refresh", "--offline", *more)
            assert done.returncode == 0, done.stderr
    return folder


def etl(folder, *arguments, **environment):
    """`python -m etl …` with a data folder."""
    return command("etl", *arguments, OBSERVATORY_DATA=str(folder), **environment)


def run(name, **query):
    page = open_page(name, **query)
    assert not page.exception
    return page


def seen(page):
    """All that a run sent to the browser, as one text."""
    parts = [str(page._tree), *(each.proto.body for each in page.get("html"))]
    parts += [each.value for kind in ("markdown", "caption", "code") for each in page.get(kind)]
    return "\n".join([*parts, *(each.value.to_csv() for each in page.dataframe)])


def stamp(folder):
    name = (folder / "CURRENT").read_text("utf-8").strip()
    with connect(folder / name) as connection:
        return connection.execute("select build_id, audience from build_info").fetchall()[0]


def test_a_build_for_the_secretariat_has_its_own_folder_and_pointer(data):
    assert stamp(data / "warehouse")[1] == "public"
    assert stamp(data / "warehouse-secretariat")[1] == "secretariat"


def test_no_byte_of_a_secret_note_is_in_the_public_folder(data):
    def holding(folder):
        return [path for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]  # fmt: skip

    assert holding(data / "warehouse-secretariat")
    assert holding(data / "warehouse") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_public_app_shows_no_secret_note(data, monkeypatch, lang):
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    monkeypatch.delenv("OBSERVATORY_AUDIENCE", raising=False)
    for name in ("explore", "member"):
        page = seen(run(name, lang=lang, **EXPLORE))
        assert stamp(data / "warehouse")[0] in page
        assert SECRET not in page
        assert text("package.whole.audience.secretariat", lang) not in page


@one_in(3, "lang", LANGUAGES)
def test_the_secretariats_app_shows_its_note(data, monkeypatch, lang):
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    monkeypatch.setenv("OBSERVATORY_AUDIENCE", "secretariat")
    for name in ("explore", "member"):
        assert SECRET in seen(run(name, lang=lang, **EXPLORE))


@one_in(3, "name", PAGES)
def test_every_page_of_the_secretariats_app_says_for_whom_it_is(data, monkeypatch, name):
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    monkeypatch.setenv("OBSERVATORY_AUDIENCE", "secretariat")
    page = seen(run(name))
    assert page.count(text("package.whole.audience.secretariat", "en")) >= 2


def test_the_app_refuses_a_build_above_its_audience_wherever_it_lies(data, tmp_path, monkeypatch):
    shutil.copytree(data / "warehouse-secretariat", tmp_path / "warehouse")
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path))
    for audience in ("public", "members"):
        monkeypatch.setenv("OBSERVATORY_AUDIENCE", audience)
        page = seen(run("explore", **EXPLORE))
        assert SECRET not in page
        assert "refresh --offline" in page


def test_an_app_for_an_unknown_audience_shows_no_figures(data, monkeypatch):
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    monkeypatch.setenv("OBSERVATORY_AUDIENCE", "everybody")
    page = seen(run("explore", **EXPLORE))
    assert "OBSERVATORY_AUDIENCE names no audience" in page
    assert stamp(data / "warehouse")[0] not in page


def test_an_app_for_members_does_not_borrow_the_public_build(data, monkeypatch):
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    monkeypatch.setenv("OBSERVATORY_AUDIENCE", "members")
    page = seen(run("overview"))
    assert "refresh --offline --audience members" in page
    assert stamp(data / "warehouse")[0] not in page


BY_OPTION = ["--audience", "secretariat"]
ASKED = {
    "public": ("public", {}, []),
    "option": ("secretariat", {}, BY_OPTION),
    "variable": ("secretariat", {"OBSERVATORY_AUDIENCE": "secretariat"}, []),
    "option before variable": ("secretariat", {"OBSERVATORY_AUDIENCE": "members"}, BY_OPTION),
}


def build_of(data, audience):
    return stamp(data / ("warehouse" if audience == "public" else f"warehouse-{audience}"))[0]


@pytest.mark.parametrize("asked", ASKED)
def test_status_and_diff_work_on_the_builds_of_the_audience_asked(data, asked):
    audience, environment, option = ASKED[asked]
    build = build_of(data, audience)
    done = etl(data, "status", *option, **environment)
    assert done.returncode == 0, done.stderr
    assert build in done.stdout
    done = etl(data, "diff", build, build, *option, **environment)
    assert "no difference" in done.stdout


@one_in(4, "asked", ASKED, first=1)
def test_the_package_of_the_whole_build_is_that_of_the_audience_asked(data, tmp_path, asked):
    _, environment, option = ASKED[asked]
    environment = {"OBSERVATORY_DATA": str(data), **environment}
    out = tmp_path / "whole.zip"
    done = command("observatory", "zip", "warehouse", "-o", str(out), *option, **environment)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 1_000_000


def test_a_build_of_another_audience_is_not_there(data):
    public, secret = (build_of(data, audience) for audience in ("public", "secretariat"))
    done = etl(data, "diff", public, secret)
    assert done.returncode == 1
    assert f"There is no build {secret}" in done.stderr


def test_an_unknown_audience_is_told_in_words(data):
    done = etl(data, "status", OBSERVATORY_AUDIENCE="everybody")
    assert done.returncode == 1
    assert "names no audience" in done.stderr
