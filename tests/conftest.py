"""Warehouses for the tests, built once by the real ETL from the embedded snapshot."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime

import complete
import pytest
from filelock import FileLock
from hypothesis import settings

from etl import pipeline
from etl.figures import gather, snapshot
from etl.register import read
from observatory.catalog import models

# A property is about truth, not about speed: a busy machine fails no test. At night it is tried on
# many more examples (`--hypothesis-profile nightly`).
settings.register_profile("calm", deadline=None, max_examples=12)
settings.register_profile("nightly", deadline=None, max_examples=200)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """Makes a folder that all workers of a run share: the first that needs it fills it."""

    def folder_of(name, make):
        root = tmp_path_factory.getbasetemp()
        root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
        folder = root / name
        with FileLock(root / f"{name}.lock"):
            if not folder.exists():
                building = root / f"{name}-unfinished"
                make(building)
                building.rename(folder)
        return folder

    return folder_of


@pytest.fixture(scope="session")
def answers():
    """What a build answers to a view, its histories and register: its desks share them in a run.

    A test that makes something a second time empties it in between.
    """
    from observatory.session import Desk

    kept = {}
    made = {
        "answer": Desk.answer,
        "histories": Desk.histories.func,
        "register": Desk.register,
    }

    def once_a_build(self, what, *arguments):
        where = os.environ.get("OBSERVATORY_DATA"), self.build.build_id, self.build.audience
        key = (*where, what, *arguments)
        if key not in kept:
            kept[key] = made[what](self, *arguments)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "answer", lambda self, view: once_a_build(self, "answer", view))
        patch.setattr(Desk, "register", lambda self, lang: once_a_build(self, "register", lang))
        patch.setattr(Desk, "histories", property(lambda self: once_a_build(self, "histories")))
        yield kept


def _published(folder, gathered, of_network=None, audience="public"):
    pipeline.publish_build(
        models.load(),
        gathered,
        folder=folder / ("warehouse" if audience == "public" else f"warehouse-{audience}"),
        now=datetime.now(UTC),
        register=of_network,
        audience=audience,
    )


@pytest.fixture(scope="session")
def built(once, answers):
    """A data folder with a build of the embedded snapshot and of the register."""

    def make(folder):
        found = gather.gather(models.load(), snapshot.read())
        _published(folder, found, read.read(models.load()))

    return once("built", make)


@pytest.fixture(scope="session")
def built_empty(once, answers):
    """A data folder with a build that holds no observation and nothing of the network."""
    return once("empty", lambda folder: _published(folder, gather.nothing(models.load())))


@pytest.fixture(scope="session")
def completed():
    """The register as it may one day be: every list complete, every table filled."""
    return complete.register(read.read(models.load()), models.load())


@pytest.fixture(scope="session")
def built_complete(once, completed, answers):
    """A data folder with a build of the completed register, for the Secretariat."""

    def make(folder):
        found = gather.gather(models.load(), snapshot.read())
        _published(folder, found, completed, "secretariat")

    return once("complete", make)


@pytest.fixture
def complete_warehouse(built_complete, monkeypatch):
    """The build of the completed register is the one in force, for the Secretariat."""
    monkeypatch.setenv("OBSERVATORY_AUDIENCE", "secretariat")
    monkeypatch.setenv("OBSERVATORY_DATA", str(built_complete))
    return built_complete


@pytest.fixture(scope="module")
def warehouse(built):
    """The build of the embedded snapshot is the one in force."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OBSERVATORY_DATA", str(built))
        yield built


@pytest.fixture
def empty_warehouse(built_empty, monkeypatch):
    """A build without any observation is the one in force."""
    monkeypatch.setenv("OBSERVATORY_DATA", str(built_empty))
    return built_empty


@pytest.fixture
def no_warehouse(tmp_path, monkeypatch):
    """Nothing has been built yet."""
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path))
    return tmp_path


@dataclass(frozen=True)
class Meeting:
    """The meeting's deck of a build in a language: its slides, what they are made of, its file."""

    slides: list
    network: object
    build: object
    data: bytes


@pytest.fixture(scope="session")
def meetings():
    return {}


@pytest.fixture
def meeting(meetings):
    """The meeting's deck in a language, of the build in force: each made once."""
    from observatory.exports.pptx import deck
    from observatory.session import desk

    def of(lang):
        key = os.environ["OBSERVATORY_DATA"], lang
        if key not in meetings:
            with desk(lang) as at:
                slides = at.slides_of("meeting", lang)
                data = deck(slides, at.build, lang, root=at.root)
                meetings[key] = Meeting(slides, at.network, at.build, data)
        return meetings[key]

    return of
