"""A damaged build or pointer: what the commands say, what the pages show, and what heals it."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from cases import one_in, some
from commands import command
from damage import flip
from open_page import open_page
from streamlit import config
from streamlit.config import ShowErrorDetailsConfigOptions

from observatory.i18n import LANGUAGES, text
from observatory.ui.navigation import PAGES

ROOT = Path(__file__).resolve().parents[2]
LANGS = list(LANGUAGES)


def cut(share):
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def change(sql):
    def damage(path):
        with duckdb.connect(str(path)) as connection:
            connection.execute(sql)

    return damage


def folder_instead(path):
    path.unlink()
    path.mkdir()


BUILDS = {
    "0 bytes": lambda path: path.write_bytes(b""),
    "1 kB": lambda path: os.truncate(path, 1024),
    "half": cut(0.5),
    "three quarters": cut(0.75),
    "text": lambda path: path.write_text("no database\n" * 1000),
    "the first bytes": lambda path: path.write_bytes(b"x" * 64 + path.read_bytes()[64:]),
    "20 bytes": flip(20),
    "500 bytes": flip(500),
    "no stamp row": change("delete from build_info"),
    "no build_info": change("drop table build_info"),
    "a table gone": change("drop table aggregate"),
    "older schema": change("update build_info set schema_version = 1"),
    "newer schema, tables renamed": change("update build_info set schema_version = 99; alter table observation rename to value"),
    "gone": Path.unlink,
}  # fmt: skip
POINTERS = {
    "not UTF-8": lambda path: path.write_bytes(b"\xff\xfe\x00build"),
    "very long": lambda path: path.write_text("x" * 100_000),
    "a folder": folder_instead,
    "names a missing file": lambda path: path.write_text("20200101T000000Z-lost.duckdb\n"),
    "names another file": lambda path: path.write_text("refresh.lock\n"),
    "names a file elsewhere": lambda path: path.write_text("../../etc/passwd\n"),
    "zeros": lambda path: path.write_bytes(bytes(29)),
    "empty": lambda path: path.write_bytes(b""),
    "gone": Path.unlink,
}


@dataclass(frozen=True)
class Damage:
    """What may happen to the build in force or to its pointer."""

    where: str
    name: str
    do: Callable

    def __str__(self):
        return f"{self.where}: {self.name}"


DAMAGE = [Damage("build", *each) for each in BUILDS.items()]
DAMAGE += [Damage("CURRENT", *each) for each in POINTERS.items()]
BY_NAME = {str(damage): damage for damage in DAMAGE}


def one_damage_in_three(first):
    """Over every damage, in the languages in turn: a third at each change, the rest at night."""
    cases = [(LANGS[n % len(LANGS)], damage) for n, damage in enumerate(DAMAGE)]
    return one_in(3, ("lang", "damage"), cases, first=first, ids=lambda case: str(case[1]))


def etl(data, *arguments):
    return command("etl", *arguments, OBSERVATORY_DATA=str(data))


def in_a_process(data, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=ROOT,
        env={**os.environ, "OBSERVATORY_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def run(name="methods", **query):
    return open_page(name, **query)


def seen(page):
    kinds = ("header", "markdown", "caption", "warning", "code")
    parts = [each.value for kind in kinds for each in page.get(kind)]
    return "\n".join([*parts, *(each.proto.body for each in page.get("html"))])


@pytest.fixture(scope="module")
def small(built_empty):
    """The folder of a build that holds no observation: damage to it is quickly done."""
    return built_empty


def damaged(source, data, damage):
    """A copy of a data folder with the build in force or its pointer damaged; the build's name."""
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(source, data)
    name = (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    damage.do(data / "warehouse" / (name if damage.where == "build" else "CURRENT"))
    return name


def readable_in_words(done):
    """One paragraph on stderr, exit code 1."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "refresh --offline" in done.stderr


@one_damage_in_three(0)
def test_damage_is_told_in_words_by_status_and_page_and_no_path_is_shown(
    small, tmp_path, monkeypatch, lang, damage
):
    data = tmp_path / "data"
    damaged(small, data, damage)
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    readable_in_words(etl(data, "status"))
    page = run(lang=lang)
    assert not page.exception
    assert str(tmp_path) not in seen(page)
    if damage.where == "CURRENT":
        assert text("frame.another_build", lang) in seen(page)
    else:
        assert "refresh --offline" in seen(page)


def test_a_damaged_build_ends_the_process_with_1_and_one_paragraph(small, tmp_path):
    for name in ("build: half", "CURRENT: not UTF-8"):
        damaged(small, tmp_path / "data", BY_NAME[name])
        readable_in_words(in_a_process(tmp_path / "data", "status"))


@one_damage_in_three(1)
def test_the_newest_build_that_can_be_read_serves_beside_a_damaged_one(
    small, tmp_path, monkeypatch, lang, damage
):
    data = tmp_path / "data"
    shutil.copytree(small, data)
    folder = data / "warehouse"
    name = (folder / "CURRENT").read_text("utf-8").strip()
    shutil.copy(folder / name, folder / "20990101T000000Z-good.duckdb")
    shutil.copy(folder / name, folder / "20010101T000000Z-old.duckdb")
    damage.do(folder / (name if damage.where == "build" else "CURRENT"))
    monkeypatch.setenv("OBSERVATORY_DATA", str(data))
    done = etl(data, "status", "--quiet")
    readable_in_words(done)
    assert "Until then 20990101T000000Z-good serves" in done.stderr
    page = run(lang=lang)
    assert not page.exception
    assert [each.value for each in page.warning] == [text("frame.another_build", lang)]
    assert text("frame.not_official", lang) in seen(page)


def test_every_page_stands_on_the_build_that_serves_in_place_of_a_damaged_one(
    small, tmp_path, monkeypatch, subtests
):
    shutil.copytree(small, tmp_path / "data")
    folder = tmp_path / "data" / "warehouse"
    name = (folder / "CURRENT").read_text("utf-8").strip()
    shutil.copy(folder / name, folder / "20010101T000000Z-old.duckdb")
    flip(500)(folder / name)
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path / "data"))
    for name in PAGES:
        with subtests.test(name):
            page = run(name)
            assert not page.exception
            assert page.warning


HEALED = [
    "build: half",
    "CURRENT: a folder",
    "build: newer schema, tables renamed",
    "CURRENT: not UTF-8",
]


@pytest.mark.usefixtures("few_figures")
@some("name", HEALED, now=2)
def test_a_refresh_heals_what_is_damaged(small, tmp_path, name):
    data = tmp_path / "data"
    damaged(small, data, BY_NAME[name])
    done = etl(data, "refresh", "--offline")
    assert (done.returncode, done.stderr) == (0, "")
    assert etl(data, "status").returncode == 0


def test_a_mark_of_byte_order_in_the_pointer_is_no_damage(small, tmp_path):
    data = tmp_path / "data"
    mark = Damage(
        "CURRENT", "a mark", lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    )
    damaged(small, data, mark)
    assert etl(data, "status", "--quiet").returncode == 0


def test_an_error_of_the_machine_is_a_paragraph_and_debug_shows_where(tmp_path):
    (tmp_path / "file").write_text("no folder")
    data = tmp_path / "file" / "data"
    done = etl(data, "refresh", "--offline")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Not a directory" in done.stderr
    assert "Traceback" in in_a_process(data, "refresh", "--offline", "--debug").stderr


def test_the_server_shows_no_traceback_and_collects_no_garbage_after_every_run():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["client"]["showErrorDetails"] == ShowErrorDetailsConfigOptions.NONE.value
    assert settings["runner"]["postScriptGC"] is False
    known = config.get_config_options()
    assert {"client.showErrorDetails", "runner.postScriptGC"} <= set(known)
