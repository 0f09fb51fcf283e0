"""A catalogue whose sources answer on 127.0.0.1, without waiting between attempts."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from etl.fetch.archive import Archive
from etl.fetch.http import Clock
from etl.figures import snapshot
from observatory.catalog import models

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

HASTY = {"rate_per_second": 10_000.0, "connect_timeout_s": 0.5, "read_timeout_s": 0.5}


@pytest.fixture(scope="session")
def terms():
    whole = models.load()
    sources = {key: source.model_copy(update=HASTY) for key, source in whole.sources.items()}
    return replace(whole, sources=sources)


@pytest.fixture
def clock():
    """Waiting takes no time."""
    return Clock(sleep=lambda _: None)


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "raw")


@pytest.fixture
def at(monkeypatch):
    """Point a source to an address."""

    def point(source_id, url):
        monkeypatch.setenv(f"OBSERVATORY_{source_id.upper()}_URL", url)

    return point


# A rate and its weight: enough for values, aggregates and every table of a build.
FEW = ("world_bank:SL.UEM.NEET.ME.ZS", "un_population:WPP2024_POP_15_24:T")


@pytest.fixture(scope="session")
def few_of_the_snapshot():
    whole = snapshot.read()
    observations = whole.observations.loc[whole.observations["series_id"].isin(FEW)]
    provenance = {series_id: whole.provenance[series_id] for series_id in FEW}
    return replace(whole, observations=observations, provenance=provenance, findings=())


@pytest.fixture
def few_figures(few_of_the_snapshot, monkeypatch):
    """The embedded snapshot holds two series: what a refresh does is done, and in a second."""
    monkeypatch.setattr(snapshot, "read", lambda: few_of_the_snapshot)
