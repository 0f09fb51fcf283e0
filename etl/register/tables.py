"""The tables of the network register, as `schema.sql` declares them: nothing is declared twice.

A register file bears the table's plural name and its column names, in the order of the schema.
What a cell may hold (type, closed list, required, key, reference) is read off the constraints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb

from etl.schema import SCHEMA
from observatory.warehouse.build import AUDIENCES

# The file of each table; the order is that in which a build fills them, references first.
FILES: Mapping[str, str] = {
    "document": "documents",
    "member": "members",
    "body": "bodies",
    "event": "events",
    "event_framework": "event_frameworks",
    "event_body": "event_bodies",
    "participation": "participation",
    "participation_body": "participation_bodies",
    "instrument": "instruments",
    "recital": "recitals",
    "paragraph": "paragraphs",
    "paragraph_indicator": "paragraph_indicators",
    "activity": "activities",
    "activity_provider": "activity_providers",
    "activity_beneficiary": "activity_beneficiaries",
    "activity_event": "activity_events",
    "activity_paragraph": "activity_paragraphs",
    "assessment": "assessments",
    "office": "offices",
    "focal_point": "focal_points",
    "topic": "topics",
    "need_offer": "need_offers",
    "funding": "funding",
    "contact_log": "contact_log",
    "country_note": "country_notes",
    "discrepancy": "discrepancies",
    "translation": "translations",
}
# Made by the build from other columns: no file has them.
GENERATED = frozenset({"start_from", "start_to", "end_from", "end_to"})
# Columns that files of before schema 7 do not have.
LATER: Mapping[str, frozenset[str]] = {
    "activity": frozenset(
        {"spent", "rating_mean", "rating_scale", "rating_n", "recommendation"},
    )
}
# Tables whose file registers of before schema 7 do not have.
NEW = frozenset({"activity_paragraph"})
# What tells two rows apart where the schema has no key.
KEYS: Mapping[str, tuple[str, ...]] = {
    "office": ("body_id", "iso3", "role", "framework", "from"),
    "focal_point": ("iso3", "notified_on", "body_id"),
    "funding": ("activity_id", "source"),
    "contact_log": ("iso3", "step", "on_date"),
    "country_note": ("iso3", "theme", "from", "effect"),
}
# Columns whose cells are dates of reduced precision.
DATES = frozenset(
    {
        "published_on",
        "recorded_on",
        "suspended_from",
        "suspended_to",
        "adopted_on",
        "period_from",
        "period_to",
        "assessed_on",
        "comments_until",
        "start_date",
        "end_date",
        "confirmed_on",
        "notified_on",
        "last_confirmed_on",
        "planned_start",
        "planned_end",
        "actual_start",
        "actual_end",
        "declared_on",
        "deadline",
        "on_date",
    }
)
# Columns of codes that the schema declares as texts.
CODED = frozenset({"provider", "beneficiary", "framework", "currency", "scope", "due", "plan"})
# `from` and `to` are dates in an office, whole years in a note.
_DATES_OF = {("office", "from"), ("office", "to")}

_COLUMNS = """
select table_name, column_name, data_type, is_nullable, column_default, comment
from duckdb_columns()
where not internal
order by table_oid, column_index
"""
_CONSTRAINTS = """
select table_name, constraint_type, constraint_text, constraint_column_names,
       referenced_table, referenced_column_names
from duckdb_constraints()
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its cells may hold; `many` where several values stand by semicolon."""

    name: str
    kind: str
    required: bool
    values: tuple[str, ...]
    references: tuple[str, str] | None
    meaning: str
    many: bool = False

    @property
    def free(self) -> bool:
        """Whether its cells hold a person's words: no code, no date, no number, no id."""
        coded = self.values or self.references or self.kind != "varchar"
        return not coded and not self.name.endswith(("_id", "iso3")) and self.name not in CODED


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the register: its file, its columns in order, what tells rows apart."""

    name: str
    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]

    def row_key(self, cells: Mapping[str, str | None]) -> str:
        """What names a row in a list of changes: its key by blanks, free text left out."""
        free = {column.name for column in self.columns if column.free}
        return " ".join(cells.get(name) or "-" for name in self.key if name not in free)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the register: its place `file:line`, and its cells by column."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column, empty where the source says nothing."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Register:
    """The rows of every table, by the table's name."""

    rows: Mapping[str, Sequence[Row]]

    def __getitem__(self, table: str) -> Sequence[Row]:
        """The rows of a table."""
        return self.rows.get(table, ())

    def visible(self, audience: str) -> Register:
        """The register without the rows above an audience."""
        shown = AUDIENCES[: AUDIENCES.index(audience) + 1]
        return Register(
            {
                name: [row for row in lines if (row["visibility"] or "public") in shown]
                for name, lines in self.rows.items()
            }
        )


@cache
def tables() -> Mapping[str, Table]:
    """The tables of the register by name, references first."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text("utf-8"))
        columns = connection.execute(_COLUMNS).fetchall()
        constraints = connection.execute(_CONSTRAINTS).fetchall()
    out = {}
    for name, file in FILES.items():
        mine = [row for row in constraints if row[0] == name]
        keys = [tuple(row[3]) for row in mine if row[1] == "PRIMARY KEY"]
        out[name] = Table(
            name,
            f"{file}.csv",
            tuple(
                _column(name, row, mine)
                for row in columns
                if row[0] == name and row[1] not in GENERATED
            ),
            keys[0] if keys else KEYS[name],
        )
    return out


def _column(table: str, row: tuple[str, ...], constraints: list[tuple[str, ...]]) -> Column:
    """A column from its declaration and the constraints of its table."""
    _, name, kind, nullable, default, meaning = row
    values: tuple[str, ...] = ()
    references, many = None, False
    for _, what, text, names, other, others in constraints:
        if list(names) != [name]:
            continue
        if what == "CHECK":
            many = "string_split" in text
            values = tuple(each for each in re.findall(r"'([^']*)'", text) if each != ";")
        if what == "FOREIGN KEY":
            references = (other, others[0])
    date = name in DATES or (table, name) in _DATES_OF
    required = not nullable and not default
    kind = "date" if date else kind.lower()
    return Column(name, kind, required, values, references, meaning, many)
