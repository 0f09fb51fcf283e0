"""Which build is published, and opening it for reading. Nothing here writes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from observatory.errors import (
    AboveAudience,
    BuildUnreadable,
    NoWarehouse,
    SchemaMismatch,
    UnknownAudience,
)

# The schema that this version reads; `etl/schema.sql` is written for the same number.
SCHEMA_VERSION = 3
# Who may see a row or a build, from the widest audience to the narrowest.
AUDIENCES = ("public", "members", "secretariat")
PUBLIC, AUDIENCE_VARIABLE = AUDIENCES[0], "OBSERVATORY_AUDIENCE"
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


def current(folder: Path | None = None, audience: str | None = None) -> str:
    """The id of the build published for an audience; `NoWarehouse` where there is none."""
    folder = folder or warehouse_folder(audience)
    try:
        name = (folder / "CURRENT").read_text("utf-8").strip()
    except FileNotFoundError:
        raise NoWarehouse(
            "There is no warehouse yet. `make run` makes one from the embedded snapshot, "
            f"and `{refresh_command(audience)}` does so alone."
        ) from None
    if not (folder / name).is_file():
        raise NoWarehouse(
            f"The pointer names {name}, but that file is gone. "
            f"`{refresh_command(audience)}` makes a new build."
        )
    return name.removesuffix(".duckdb")


def open_build(
    build_id: str, folder: Path | None = None, audience: str | None = None
) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a build; take `cursor()` of it for each read and close that.

    Raises `NoWarehouse` where the build is not there, `SchemaMismatch` where another version made
    it, `AboveAudience` where it holds more than the audience may see, whatever folder it lies in.
    Extensions are never fetched: the connection needs no network.
    """
    audience = audience or default_audience()
    path = (folder or warehouse_folder(audience)) / f"{build_id}.duckdb"
    if not path.is_file():
        raise NoWarehouse(f"There is no build {build_id}.", build=build_id)
    connection = connect(path)
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
