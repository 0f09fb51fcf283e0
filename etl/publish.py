"""Publishing a build: the pointer moves in one step, and the last good build serves until then."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

POINTER = "CURRENT"
# So many builds stay readable; a figure of theirs can be redrawn from its build id.
KEPT = 5


def publish(temporary: Path, build_id: str) -> Path:
    """Give a finished build its name and point to it; atomic at every step.

    The file is renamed and written through to disk before the pointer names it, so that a kill at
    any moment leaves either the build before or this one in force.
    """
    folder = temporary.parent
    final = folder / f"{build_id}.duckdb"
    _through(temporary)
    temporary.replace(final)
    _through(folder)
    pointer = folder / f"{POINTER}.tmp"
    pointer.write_text(f"{final.name}\n", "utf-8")
    _through(pointer)
    pointer.replace(folder / POINTER)
    _through(folder)
    _retire(folder, keep=final)
    return final


def sweep(folder: Path) -> list[str]:
    """Remove what builds that died have left behind; their names. Call it under the lock only."""
    dead = [path for path in folder.iterdir() if ".tmp" in path.name]
    for path in dead:
        path.unlink()
    return [path.name for path in dead]


def is_a_build(path: Path) -> bool:
    """Whether a file is a finished build that can be opened."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return bool(connection.execute("select count(*) from build_info").fetchall()[0][0])
    except duckdb.Error:
        return False


def _retire(folder: Path, keep: Path) -> None:
    builds = sorted((path for path in folder.glob("*.duckdb") if path != keep), reverse=True)
    for path in builds[KEPT - 1 :]:
        path.unlink()


def _through(path: Path) -> None:
    """Write a file or folder through to disk, where the operating system can."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
