"""A catalogue whose sources answer on 127.0.0.1, without waiting between attempts."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from etl.fetch.archive import Archive
from etl.fetch.http import Clock
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
