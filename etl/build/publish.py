"""Publishing a build: the pointer moves in one step, and the last good build serves until then."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from observatory.errors import BuildIncomplete, BuildUnreadable
from observatory.warehouse.build import TABLES, contents, has_tables

POINTER = "CURRENT"
# So many builds stay readable; a figure of theirs can be redrawn from its build id.
KEPT = 5


def publish(temporary: Path, build_id: str, observations: int) -> Path:
    """Give a finished build its name and point to it; atomic at every step.

    The file is read again before anything else: it must hold every table and as many rows of
    `observation` as were written. It is renamed and written through to disk before the pointer
    names it, so that a kill at any moment leaves either the build before or this one in force.
    Raises `BuildIncomplete` where the disk did not take it whole; nothing of it is then left.
    """
    folder = temporary.parent
    final = folder / f"{build_id}.duckdb"
    pointer = folder / f"{POINTER}.tmp"
    try:
        verify(temporary, observations)
        _through(temporary)
        temporary.replace(final)
        _through(folder)
        pointer.write_text(f"{final.name}\n", "utf-8")
        _through(pointer)
        if (folder / POINTER).is_dir():  # a slip of somebody's hand; what it holds is not ours
            (folder / POINTER).rename(folder / f"{POINTER}.{build_id}.aside")
        pointer.replace(folder / POINTER)
    except (BuildIncomplete, OSError) as error:
        for path in (temporary, final, pointer):
            discard(path)
        if isinstance(error, BuildIncomplete):
            raise
        raise incomplete(build_id, error.strerror or "an error of the disk") from error
    _through(folder)
    _retire(folder, keep=final)
    return final


def verify(temporary: Path, observations: int) -> None:
    """Read a closed build again; `BuildIncomplete` says what it lacks.

    The database does not report a last write that fails on closing: the tables are then in a file
    `.wal` beside it, or nowhere.
    """
    build_id = temporary.name.split(".")[0]
    if _log(temporary).exists():
        raise incomplete(build_id, "its last part stayed in a file of its own")
    try:
        rows = contents(temporary)
    except BuildUnreadable as error:
        raise incomplete(build_id, "it cannot be read again") from error
    lacking = [name for name in TABLES if name not in rows]
    if lacking:
        raise incomplete(build_id, f"{len(lacking)} of its {len(TABLES)} tables are missing")
    for name, expected in (("build_info", 1), ("observation", observations)):
        if rows[name] != expected:
            raise incomplete(build_id, f"{name} has {rows[name]:,} rows of {expected:,}")


def incomplete(build_id: str, reason: str) -> BuildIncomplete:
    """The error for a build that did not reach the disk whole."""
    return BuildIncomplete(
        f"The new build {build_id} did not reach the disk whole ({reason}). Is the disk full? "
        "Nothing was published, and what was published before stays.",
        build=build_id,
    )


def discard(path: Path) -> None:
    """Remove a build's file, its log and the folder the database spills into, where they are."""
    for each in (path, _log(path)):
        each.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(f"{path.name}.tmp"), ignore_errors=True)


def sweep(folder: Path) -> list[str]:
    """Remove what builds that died have left behind; their names. Call it under the lock only."""
    dead = [path for path in folder.iterdir() if ".tmp" in path.name]
    dead += [path for path in folder.glob("*.duckdb") if _is_hollow(path)]
    for path in dead:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return [path.name for path in dead]


def is_a_build(path: Path) -> bool:
    """Whether a file is a finished build that can be read to its end."""
    try:
        return contents(path).get("build_info") == 1
    except BuildUnreadable:
        return False


def _is_hollow(path: Path) -> bool:
    """Whether a file has the name of a build and no table at all; one in use elsewhere is not."""
    try:
        return path.stat().st_size == 0 or not has_tables(path)
    except (BuildUnreadable, OSError):
        return False


def _retire(folder: Path, keep: Path) -> None:
    """Remove the oldest builds; files that cannot be read take no good build's place."""
    good = 1
    for path in sorted((path for path in folder.glob("*.duckdb") if path != keep), reverse=True):
        if good >= KEPT:
            path.unlink()
        elif is_a_build(path):
            good += 1


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _through(path: Path) -> None:
    """Write a file or folder through to disk, where the operating system can."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
