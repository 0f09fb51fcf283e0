"""Which build is published, and opening it for reading. Nothing here writes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from observatory.errors import BuildUnreadable, NoWarehouse, SchemaMismatch

# The schema that this version reads; `etl/schema.sql` is written for the same number.
SCHEMA_VERSION = 3
# The tables of that schema, in its order: a build has all of them, empty ones too.
TABLES = (
    "build_info",
    "unit",
    "source",
    "indicator",
    "series",
    "country",
    "group_list",
    "area_group",
    "observation",
    "aggregate",
    "coverage",
    "payload",
    "finding",
    "revision",
    "document",
    "member",
    "instrument",
    "paragraph",
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
    "topic",
    "need_offer",
    "funding",
    "contact_log",
    "country_note",
    "discrepancy",
)

_BUILD = """
select build_id, built_at, origin, app_version, audience, data_date, schema_version
from build_info
"""
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
    default = Path(__file__).resolve().parent.parent / "data"
    return Path(os.environ.get("OBSERVATORY_DATA") or default)


def warehouse_folder() -> Path:
    """Where the builds and the pointer CURRENT live."""
    return data_folder() / "warehouse"


def current(folder: Path | None = None) -> str:
    """The id of the published build; `NoWarehouse` where none has been published."""
    folder = folder or warehouse_folder()
    try:
        name = (folder / "CURRENT").read_text("utf-8").strip()
    except FileNotFoundError:
        raise NoWarehouse(
            "There is no warehouse yet. `make run` makes one from the embedded snapshot, "
            "and `python -m etl refresh --offline` does so alone."
        ) from None
    if not (folder / name).is_file():
        raise NoWarehouse(
            f"The pointer names {name}, but that file is gone. "
            "`python -m etl refresh --offline` makes a new build."
        )
    return name.removesuffix(".duckdb")


def open_build(build_id: str, folder: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a build; take `cursor()` of it for each read and close that.

    Raises `NoWarehouse` where the build is not there, `SchemaMismatch` where another version made
    it. Extensions are never fetched: the connection needs no network.
    """
    path = (folder or warehouse_folder()) / f"{build_id}.duckdb"
    if not path.is_file():
        raise NoWarehouse(f"There is no build {build_id}.", build=build_id)
    connection = connect(path)
    try:
        version = connection.execute(_BUILD).fetchall()[0][-1]
    except (duckdb.Error, IndexError):
        version = None
    if version != SCHEMA_VERSION:
        connection.close()
        raise SchemaMismatch(
            f"The build {build_id} has schema {version}, this version reads {SCHEMA_VERSION}. "
            "`python -m etl refresh --offline` makes a build of this version.",
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
    try:
        with connect(path) as connection:
            names = [name for (name,) in connection.execute(_TABLES).fetchall()]
            read = ((name, connection.table(name).aggregate(_READ)) for name in names)
            return {name: rows.fetchall()[0][0] for name, rows in read}
    except (duckdb.Error, OSError, UnicodeDecodeError) as error:
        raise BuildUnreadable(
            f"The file {path.name} cannot be read as a build.", build=path.stem
        ) from error


def stamp(cursor: duckdb.DuckDBPyConnection) -> Build:
    """The stamp of the build behind a cursor."""
    row = cursor.execute(_BUILD).fetchall()[0]
    return Build(*row[:-1])
