"""What is for the Secretariat stays with the Secretariat: folders, commands and the running app."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from observatory.i18n import LANGUAGES, text
from observatory.ui.navigation import PAGES
from observatory.warehouse.build import connect

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Qwixel confidential remark on the survey"
EXPLORE = {"chart": "bars", "indicator": "neet_rate", "members": "NGA", "member": "NGA"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the product whose register has a country note for the Secretariat alone."""
    root = tmp_path_factory.mktemp("checkout")
    for name in ("etl", "observatory", "data/catalog", "data/network", "data/snapshot"):
        shutil.copytree(ROOT / name, root / name)
    path = root / "data" / "network" / "country_notes.csv"
    notes = pd.read_csv(path, dtype=str, keep_default_na=False)
    secret = notes.loc[notes["iso3"] == "NGA"].iloc[[0]].assign(visibility="secretariat")
    secret = secret.assign(text_en=SECRET, text_fr=SECRET, text_ar=SECRET)
    secret["from"], secret["to"], secret["effect"] = "2000", "2026", "coverage"
    pd.concat([notes, secret]).to_csv(path, index=False)
    return root


@pytest.fixture(scope="module")
def data(checkout, tmp_path_factory):
    """A data folder with a public build, and after it one for the Secretariat."""
    folder = tmp_path_factory.mktemp("data")
    for more in ([], ["--audience", "secretariat"]):
        done = command(checkout, folder, "etl", "refresh", "--offline", *more)
        assert done.returncode == 0, done.stderr
    return folder


def command(root, folder, module, *arguments, **environment):
    """`python -m …` as a process of its own, in a checkout and with a data folder."""
    env = {**os.environ, "OBSERVATORY_DATA": str(folder), **environment}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def run(name, **query):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if name != "overview":
        page.switch_page(str(ROOT / PAGES[name]))
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
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


def test_the_public_app_shows_no_secret_note_and_the_secretariats_says_for_whom_it_is(
    data, monkeypatch, subtests
):
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    monkeypatch.delenv("OBSERVATORY_AUDIENCE", raising=False)
    for lang in LANGUAGES:
        words = text("package.whole.audience.secretariat", lang)
        with subtests.test("public", lang=lang):
            for name in ("explore", "member"):
                page = seen(run(name, lang=lang, **EXPLORE))
                assert stamp(data / "warehouse")[0] in page
                assert SECRET not in page
                assert words not in page
    monkeypatch.setenv("OBSERVATORY_AUDIENCE", "secretariat")
    for lang in LANGUAGES:
        with subtests.test("secretariat", lang=lang):
            for name in ("explore", "member"):
                assert SECRET in seen(run(name, lang=lang, **EXPLORE))
    for name in PAGES:
        with subtests.test("every page says for whom it is", name=name):
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


def test_commands_work_on_the_builds_of_the_audience_asked(data, tmp_path, subtests):
    public, secret = (stamp(data / name)[0] for name in ("warehouse", "warehouse-secretariat"))
    by_option = ({}, ["--audience", "secretariat"])
    by_variable = ({"OBSERVATORY_AUDIENCE": "secretariat"}, [])
    for name, (env, option), build in (
        ("public", ({}, []), public),
        ("option", by_option, secret),
        ("variable", by_variable, secret),
        ("option before variable", ({"OBSERVATORY_AUDIENCE": "members"}, by_option[1]), secret),
    ):  # fmt: skip
        with subtests.test(name):
            done = command(ROOT, data, "etl", "status", *option, **env)
            assert done.returncode == 0, done.stderr
            assert build in done.stdout
            done = command(ROOT, data, "etl", "diff", build, build, *option, **env)
            assert "no difference" in done.stdout
            out = tmp_path / f"{name}.zip"
            done = command(
                ROOT, data, "observatory", "zip", "warehouse", "-o", str(out), *option, **env
            )
            assert done.returncode == 0, done.stderr
            assert out.stat().st_size > 1_000_000
    with subtests.test("a build of another audience is not there"):
        done = command(ROOT, data, "etl", "diff", public, secret)
        assert done.returncode == 1
        assert f"There is no build {secret}" in done.stderr
    with subtests.test("an unknown audience"):
        done = command(ROOT, data, "etl", "status", OBSERVATORY_AUDIENCE="everybody")
        assert done.returncode == 1
        assert "names no audience" in done.stderr
