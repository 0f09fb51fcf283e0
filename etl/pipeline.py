"""The order of steps: fetch, gather, build, check, publish. Reads as a table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from etl.build import checks
from etl.build import fill as builds
from etl.build.publish import publish, sweep
from etl.figures.gather import Gathered, Harvest, gather
from etl.figures.snapshot import Snapshot
from etl.register import for_audience
from etl.register.tables import Register
from observatory.catalog.models import Catalog
from observatory.errors import Finding, ObservatoryError, WarehouseError
from observatory.warehouse.build import connect, current, pointer

# How long a second refresh waits for the first before it says so and ends.
WAIT_SECONDS = 600.0
Say = Callable[[str], None]


class Busy(ObservatoryError):
    """Another refresh is at work, and did not end in the time we were ready to wait."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication gave: the build's file, its id, and what was found."""

    path: Path
    build_id: str
    findings: tuple[Finding, ...]


@contextmanager
def alone(folder: Path, say: Say, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the warehouse's lock; a second refresh says that it waits, then waits or gives up."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "refresh.lock")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"Another refresh is at work in {folder}; waiting up to {wait:.0f} s for it.")
            lock.acquire(timeout=wait)
    except Timeout:
        raise Busy(
            f"Another refresh is still at work in {folder} after {wait:.0f} s. Nothing was changed."
        ) from None
    try:
        for name in sweep(folder):
            say(f"Removed what an interrupted build left behind: {name}")
        yield
    finally:
        lock.release()


def refresh(
    catalog: Catalog,
    snapshot: Snapshot,
    harvests: Sequence[Harvest],
    *,
    folder: Path,
    now: datetime,
    findings: Sequence[Finding] = (),
    payloads: pd.DataFrame | None = None,
    audience: str = "public",
    register: Register | None = None,
) -> Published:
    """Build from what was harvested and the snapshot, check, publish. Call it under `alone`."""
    gathered = gather(catalog, snapshot, harvests)
    gathered = Gathered(gathered.observations, gathered.facts, (*gathered.findings, *findings))
    return publish_build(
        catalog,
        gathered,
        folder=folder,
        now=now,
        payloads=payloads,
        audience=audience,
        register=register,
    )


def publish_build(
    catalog: Catalog,
    gathered: Gathered,
    *,
    folder: Path,
    now: datetime,
    payloads: pd.DataFrame | None = None,
    audience: str = "public",
    register: Register | None = None,
) -> Published:
    """Build what was gathered in a temporary file, check it, publish it."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = builds.stamp(now, audience)
    before, unread = _in_force(folder, audience)
    gathered = Gathered(gathered.observations, gathered.facts, (*gathered.findings, *unread))
    path = builds.build(
        catalog,
        gathered,
        stamp=stamp,
        folder=folder,
        before=before,
        payloads=payloads,
        register=None if register is None else for_audience.tables_of(register, catalog, audience),
        above=for_audience.rows_above(register or Register({}), audience),
    )
    final = publish(path, stamp.build_id, len(gathered.observations))
    return Published(final, stamp.build_id, gathered.findings)


def recheck(folder: Path, audience: str | None = None) -> list[Finding]:
    """The findings of the published build, taken anew; `CheckFailed` if any is an error."""
    with connect(folder / f"{current(folder, audience)}.duckdb") as connection:
        found = checks.run(connection, None)
    builds.refuse(found)
    return found


def _in_force(folder: Path, audience: str) -> tuple[Path | None, list[Finding]]:
    """The build to compare with: the published one, else the one that serves in its place.

    None before the first, and where none can be read. Where it is not the published one, a warning
    says so: a damaged build must not keep the next one from coming.
    """
    name = pointer(folder)
    if name and checks.comparable(folder / name):
        return folder / name, []
    try:
        other: Path | None = folder / f"{current(folder, audience)}.duckdb"
    except WarehouseError:
        other = None
    if not (folder / "CURRENT").exists() and other is None:
        return None, []
    with_which = "none" if other is None else other.stem
    found = "no build that can be read"
    expected = f"the build before; the new one is compared with {with_which}"
    return other, [Finding("warning", "build_before", name or "CURRENT", found, expected)]
