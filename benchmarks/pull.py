"""All World Bank series of the catalogue: our pull against one call a series, on a slow service.

The service stands on 127.0.0.1 in a process of its own and answers each request after 200 ms. Its
answers are made beforehand in the true shape: 265 areas, 1960 to this year, a null row where there
is no value. Ours fetches, archives and parses; the other client asks for one series after another
and reads the JSON, as common clients of this service do. Run: `python -m benchmarks.pull`.
"""

import contextlib
import gzip
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import requests

from etl.fetch import pull
from etl.fetch.archive import Archive
from etl.sources import world_bank
from observatory.catalog import models
from observatory.catalog.models import Catalog, Series
from tests import loopback

WAIT_S = 0.2
AREAS = 265
TARGET = 0.35
ROUNDS = 3
# What a client asks that makes one call a series: a page that holds the whole of it.
ONE_PAGE = 25_000


def main() -> None:
    terms = models.load()
    series = [each for _, each in terms.series() if each.source == world_bank.SOURCE]
    with service(terms, series) as address:
        os.environ["OBSERVATORY_WORLD_BANK_URL"] = address
        os.environ["OBSERVATORY_WORLD_BANK_RATE"] = "1000"
        rounds = [(ours(terms, series), one_by_one(address, series)) for _ in range(ROUNDS)]
    ratios = [mine / other for mine, other in rounds]
    for mine, other in rounds:
        print(f"ours {mine:6.2f} s   one call a series {other:6.2f} s   ratio {mine / other:.2f}")
    ratio = statistics.median(ratios)
    print(f"{len(series)} series, median ratio {ratio:.2f} (target at most {TARGET})")


def ours(terms: Catalog, series: list[Series]) -> float:
    """Seconds of a whole pull: every answer fetched, archived through to disk, and parsed."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = pull.pull(terms, {world_bank.SOURCE: series}, Archive(Path(folder)), lambda _: None)
        seconds = time.perf_counter() - start
    failures = done.outcomes[world_bank.SOURCE].failures
    if failures:
        raise SystemExit(f"the pull is not whole: {failures}")
    return seconds


def one_by_one(address: str, series: list[Series]) -> float:
    """Seconds of a client that makes one call a series, one after another, and reads the JSON."""
    this_year = datetime.now(UTC).year
    start = time.perf_counter()
    for each in series:
        query = {
            "format": "json",
            "source": each.database or world_bank.WDI,
            "date": f"{world_bank.FIRST_YEAR}:{this_year}",
            "per_page": ONE_PAGE,
            "page": 1,
        }
        url = f"{address}/country/all/indicator/{each.code}"
        body = requests.get(url, params=query, timeout=60).content
        meta, rows = json.loads(body.decode("utf-8-sig"))
        values = [(r["countryiso3code"], r["date"], r["value"]) for r in rows]
        if len(values) != meta["total"]:
            raise SystemExit(f"{each.code} is not whole")
    return time.perf_counter() - start


@contextlib.contextmanager
def service(terms: Catalog, series: list[Series]) -> Iterator[str]:
    """The address of the slow service, all of whose answers are ready."""
    source = terms.sources[world_bank.SOURCE]
    today = datetime.now(UTC).date()
    asked = world_bank.requests(series, source, today=today, answered={})
    calls = [(request.url.rsplit("/", 1)[-1], world_bank.PER_PAGE) for request in asked]
    calls += [(each.code, ONE_PAGE) for each in series]
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there, calls))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("done")
        process.join()


def serve(pipe: Connection, calls: list[tuple[str, int]]) -> None:
    """Prepare the answers to these calls (codes, page size), then serve them until told to end."""
    ready = {key: body for codes, size in calls for key, body in answers(codes, size)}

    def script(asked: loopback.Asked) -> loopback.Reply:
        size, page = int(asked.query["per_page"][0]), int(asked.query["page"][0])
        body = ready[asked.path.rsplit("/", 1)[-1], size, page]
        return loopback.Reply(body, wait=WAIT_S, headers={"Content-Encoding": "gzip"})

    with loopback.serving(script) as running:
        pipe.send(running.url)
        pipe.recv()


def answers(codes: str, size: int) -> Iterator[tuple[tuple[str, int, int], bytes]]:
    """Every page of one call, compressed."""
    rows = [row for code in codes.split(";") for row in rows_of(code)]
    pages = -(-len(rows) // size)
    for number in range(1, pages + 1):
        part = rows[(number - 1) * size : number * size]
        body = loopback.wb_page(part, page=number, pages=pages, total=len(rows))
        yield (codes, size, number), gzip.compress(body, 6)


def rows_of(code: str) -> list[dict[str, object]]:
    """The rows of one code for every area and year, newest first; about half have a value."""
    chance = random.Random(code)
    years = range(datetime.now(UTC).year, world_bank.FIRST_YEAR - 1, -1)
    values = [
        (f"{chr(65 + area // 26)}{chr(65 + area % 26)}X", year, chance.uniform(1, 60))
        for area in range(AREAS)
        for year in years
    ]
    return loopback.wb_rows(
        code, [(area, year, v if chance.random() < 0.5 else None) for area, year, v in values]
    )


if __name__ == "__main__":
    main()
