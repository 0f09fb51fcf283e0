"""Which build is published, and opening it for reading. Nothing here writes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from observatory.errors import (
    AboveAudience,
    BuildUnreadable,
    NoWarehouse,
    SchemaMismatch,
    UnknownAudience,
    WarehouseError,
)

# The schema that this version reads; `etl/schema.sql` is written for the same number.
SCHEMA_VERSION = 7
# Who may see a row or a build, from the widest audience to the narrowest.
AUDIENCES = ("public", "members", "secretariat")
PUBLIC, AUDIENCE_VARIABLE = AUDIENCES[0], "OBSERVATORY_AUDIENCE"
# The tables of that schema, in its order: a build has all of them, empty ones too.
TABLES = (
    "build_info",
    "text",
    "unit",
    "source",
    "indicator",
    "series",
    "country",
    "group_list",
    "area_group",
    "indicator_lead",
    "group_lead",
    "observation",
    "aggregate",
    "coverage",
    "payload",
    "finding",
    "revision",
    "register_change",
    "document",
    "member",
    "instrument",
    "paragraph",
    "recital",
    "paragraph_indicator",
    "assessment",
    "body",
    "event",
    "event_framework",
    "event_body",
    "participation",
    "participation_body",
    "office",
    "focal_point",
    "activity",
    "activity_provider",
    "activity_beneficiary",
    "activity_event",
    "activity_paragraph",
    "topic",
    "need_offer",
    "funding",
    "contact_log",
    "country_note",
    "discrepancy",
    "translation",
)

_BUILD = """
select build_id, built_at, origin, app_version, audience, data_date, schema_version
from build_info
"""
_BUILD_FILE, _LONGEST_POINTER = re.compile(r"[A-Za-z0-9_-]{1,100}\.duckdb"), 200
_TABLES = """
select table_name
from duckdb_tables()
where schema_name = 'main'
  and database_name = current_database()
  and not internal
"""
# Counts the rows of a table and reads all that is in them.
_READ = "count(*), bit_xor(hash(*columns(*)))"


@dataclass(frozen=True, slots=True)
class Build:
    """The stamp of a build: every output of the product carries it."""

    build_id: str
    built_at: datetime
    origin: str
    app_version: str
    audience: str
    data_date: date


def data_folder() -> Path:
    """Where `raw/` and `warehouse/` live: OBSERVATORY_DATA, else `data/` of the checkout."""
    default = Path(__file__).resolve().parents[2] / "data"
    return Path(os.environ.get("OBSERVATORY_DATA") or default)


def default_audience() -> str:
    """The audience that the product serves: OBSERVATORY_AUDIENCE, else the public.

    Raises `UnknownAudience` where the variable holds another word.
    """
    name = os.environ.get(AUDIENCE_VARIABLE) or PUBLIC
    if name not in AUDIENCES:
        raise UnknownAudience(
            f"{AUDIENCE_VARIABLE} names no audience; there are {', '.join(AUDIENCES)}."
        )
    return name


def warehouse_folder(audience: str | None = None) -> Path:
    """Where the builds for an audience and their pointer CURRENT live; None: the one served.

    No two audiences share a folder: what is published for one moves no pointer of another.
    """
    audience = audience or default_audience()
    return data_folder() / ("warehouse" if audience == PUBLIC else f"warehouse-{audience}")


def refresh_command(audience: str | None = None) -> str:
    """The command that makes a build for an audience without a network; None: the one served."""
    audience = audience or default_audience()
    option = "" if audience == PUBLIC else f" --audience {audience}"
    return f"python -m etl refresh --offline{option}"


@dataclass(frozen=True, slots=True)
class Serving:
    """The build that serves, and what is wrong with the published one where that is another."""

    build_id: str
    fault: WarehouseError | None = None

    def notice(self) -> str:
        """What a person at a terminal must know, in one paragraph; empty where all is well."""
        return f"{self.fault} Until then {self.build_id} serves." if self.fault else ""


def current(folder: Path | None = None, audience: str | None = None) -> str:
    """The id of the build that serves an audience, as `serving` finds it."""
    return serving(folder, audience).build_id


def serving(folder: Path | None = None, audience: str | None = None) -> Serving:
    """The build published for an audience; where it cannot be read, the newest one that can.

    Raises `NoWarehouse` where there is no build, else what is wrong with the published one.
    """
    audience = audience or default_audience()
    folder = folder or warehouse_folder(audience)
    name = pointer(folder)
    builds = sorted(folder.glob("*.duckdb"), reverse=True)
    faults: list[WarehouseError] = []
    if name and (folder / name).is_file():
        builds.sort(key=lambda path: path.name != name)
    else:
        faults.append(_pointer_fault(folder, name, audience))
    for path in builds:
        try:
            _examine(path, audience)
        except WarehouseError as error:
            faults.append(error)
        else:
            return Serving(path.stem, faults[0] if faults else None)
    raise faults[0]


def pointer(folder: Path) -> str | None:
    """The file that the pointer of a folder names; None where it names none that a build has."""
    try:
        with (folder / "CURRENT").open("rb") as file:
            name = file.read(_LONGEST_POINTER).decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _BUILD_FILE.fullmatch(name) else None


def _pointer_fault(folder: Path, name: str | None, audience: str) -> NoWarehouse:
    """The error for a pointer that leads to no file."""
    command = refresh_command(audience)
    if name:
        return NoWarehouse(
            f"The pointer names {name}, but that file is gone. `{command}` makes a new build."
        )
    if (folder / "CURRENT").exists() or any(folder.glob("*.duckdb")):
        return NoWarehouse(
            f"The pointer CURRENT cannot be read, or names no build. `{command}` makes a new build."
        )
    return NoWarehouse(
        "There is no warehouse yet. `make run` makes one from the embedded snapshot, "
        f"and `{command}` does so alone."
    )


def _examine(path: Path, audience: str) -> None:
    """Raise a `WarehouseError` unless a build can be read to its end and shown to an audience."""
    try:
        state = path.stat()
    except OSError as error:
        raise _unreadable(path, audience) from error
    _examine_once(path, state.st_mtime_ns, state.st_size, audience)


@lru_cache(maxsize=64)
def _examine_once(path: Path, _moment: int, _size: int, audience: str) -> None:
    """Read a build through, once as long as its file stays the same; faults are found each time."""
    open_build(path.stem, path.parent, audience).close()
    try:
        found = contents(path)
    except BuildUnreadable as error:
        raise _unreadable(path, audience) from error
    if not found.keys() >= set(TABLES):
        raise _unreadable(path, audience)


def _unreadable(path: Path, audience: str) -> BuildUnreadable:
    return BuildUnreadable(
        f"The build {path.stem} is damaged and cannot be read. "
        f"`{refresh_command(audience)}` makes a new one.",
        build=path.stem,
    )


def open_build(
    build_id: str, folder: Path | None = None, audience: str | None = None
) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a build; take `cursor()` of it for each read and close that.

    Raises `NoWarehouse` where the build is not there, `BuildUnreadable` where it does not open,
    `SchemaMismatch` where another version made it, `AboveAudience` where it holds more than the
    audience may see, whatever folder it lies in.
    Extensions are never fetched: the connection needs no network.
    """
    audience = audience or default_audience()
    path = (folder or warehouse_folder(audience)) / f"{build_id}.duckdb"
    if not path.is_file():
        raise NoWarehouse(f"There is no build {build_id}.", build=build_id)
    try:
        connection = connect(path)
    except duckdb.Error as error:
        raise _unreadable(path, audience) from error
    try:
        *_, made_for, _, version = connection.execute(_BUILD).fetchall()[0]
    except (duckdb.Error, IndexError):
        made_for = version = None
    if version != SCHEMA_VERSION:
        connection.close()
        raise SchemaMismatch(
            f"The build {build_id} has schema {version}, this version reads {SCHEMA_VERSION}. "
            f"`{refresh_command(audience)}` makes a build of this version.",
            build=build_id,
        )
    if made_for not in AUDIENCES[: AUDIENCES.index(audience) + 1]:
        connection.close()
        raise AboveAudience(
            f"The build {build_id} was made for another audience ({made_for}) than this one "
            f"({audience}), and is not shown. `{refresh_command(audience)}` makes one for it.",
            build=build_id,
        )
    return connection


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a file, whatever it holds; extensions are never fetched."""
    return duckdb.connect(
        str(path), read_only=True, config={"autoinstall_known_extensions": "false"}
    )


def contents(path: Path) -> dict[str, int]:
    """The tables of a file and their rows, after every value has been read once.

    Raises `BuildUnreadable` where the file cannot be opened, or a part of it not be read: what is
    damaged in the middle opens well and fails at some later question.
    """
    with _reading(path) as connection:
        read = ((name, connection.table(name).aggregate(_READ)) for name in _tables(connection))
        return {name: rows.fetchall()[0][0] for name, rows in read}


def has_tables(path: Path) -> bool:
    """Whether a file holds any table; `BuildUnreadable` where it cannot be opened."""
    with _reading(path) as connection:
        return bool(_tables(connection))


@contextmanager
def _reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a file; what fails while it is open is `BuildUnreadable`."""
    try:
        with connect(path) as connection:
            yield connection
    except (duckdb.Error, OSError, UnicodeDecodeError) as error:
        raise BuildUnreadable(
            f"The file {path.name} cannot be read as a build.", build=path.stem
        ) from error


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in connection.execute(_TABLES).fetchall()]


def stamp(cursor: duckdb.DuckDBPyConnection) -> Build:
    """The stamp of the build behind a cursor."""
    row = cursor.execute(_BUILD).fetchall()[0]
    return Build(*row[:-1])
