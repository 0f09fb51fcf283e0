"""The network register: its files read whole, every fault of every file named at once.

Rows are kept as texts: a source's word stays as it was written down. `register_rules` says what
rows may not claim of each other; `participation` adds what follows from an event's list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

from etl.register.rules import RULES, article
from etl.register.tables import LATER, NEW, Column, Register, Row, Table, tables
from observatory.catalog.fields import FORBIDDEN
from observatory.catalog.files import Reading, rows
from observatory.catalog.models import Catalog
from observatory.errors import RegisterError
from observatory.methods.dates import span

NETWORK = Path(__file__).resolve().parents[2] / "data" / "network"
# Tables whose rows are about a member state; elsewhere a code may be any economy of the catalogue.
OF_MEMBERS = frozenset(
    {"member", "participation", "focal_point", "need_offer", "contact_log", "country_note"}
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
PHONE = re.compile(
    r"(?:\+|\b00)\d[\d ().-]{6,}\d|\b0\d(?:[ .-]?\d{2}){4}\b|(?i:\b(?:tel|phone|fax)\b[.: ]*\d{3,})"
)
_WISHES = {"integer": "a whole number", "double": "a number", "boolean": "true or false"}


def read(terms: Catalog, folder: Path = NETWORK) -> Register:
    """The register of a folder; `RegisterError` names every fault of every file."""
    reading = Reading()
    found = {
        table.name: [
            Row(place, cells)
            for place, cells in rows(
                folder / table.file, table.names, reading, later=LATER.get(table.name, ())
            )
        ]
        for table in tables().values()
        if table.name not in NEW or (folder / table.file).exists()
    }
    return check(Register(found), terms, reading)


def check(register: Register, terms: Catalog, reading: Reading) -> Register:
    """The register, or `RegisterError` with what `reading` holds and what its rows get wrong.

    Files that could not be read whole keep the rules between rows from being asked: what is not
    there would make sound rows look wrong. A cell that is wrong by itself counts as empty in them.
    """
    for table in tables().values():
        _check_cells(table, register, terms, reading)
        _check_keys(table, register, reading)
    told = {fault.place for fault in reading.faults}
    if all(place.count(":") == 2 for place in told):
        between, sound = Reading(), _without(register, told)
        for rule in RULES:
            rule(sound, terms, between)
        reading.faults.extend(fault for fault in between.faults if fault.place not in told)
    if reading.faults:
        raise RegisterError(reading.faults)
    return register


def _without(register: Register, places: set[str]) -> Register:
    """The register with the cells at these places empty."""
    if not places:
        return register

    def without(row: Row) -> Row:
        cells = {name: "" if f"{row.place}:{name}" in places else row[name] for name in row.cells}
        return Row(row.place, cells)

    return Register({table: [without(row) for row in register[table]] for table in tables()})


def _check_cells(table: Table, register: Register, terms: Catalog, reading: Reading) -> None:
    """Cells of another form than their column's, and references to what is not there."""
    known = {
        column.name: _allowed_values(table, column, register, terms) for column in table.columns
    }
    for row in register[table.name]:
        for column in table.columns:
            cell, place = row[column.name], f"{row.place}:{column.name}"
            for found, expected in _complaints(column, cell, known[column.name]):
                reading.fault(place, found, expected)


def _complaints(
    column: Column, cell: str, known: tuple[frozenset[str], str] | None
) -> Iterator[tuple[str, str]]:
    """What is wrong with a cell: found, expected."""
    if not cell:
        if column.required:
            yield "nothing", ", ".join(column.values) or "a value"
        return
    if FORBIDDEN & set(cell) or cell != cell.strip():
        yield repr(cell), "no control character, no bidirectional mark, no blank at the ends"
        return
    if column.name == "url" and not cell.startswith(("http://", "https://")):
        yield cell[:80], "an address that begins with http:// or https://"
    if column.name != "url" and (EMAIL.search(cell) or PHONE.search(cell)):
        yield cell[:80], "no e-mail address and no telephone number: the register holds no persons"
    if column.values and not set(_parts(column, cell)) <= set(column.values):
        some = "one or more, by semicolon, of " if column.many else "one of "
        yield cell, some + ", ".join(column.values)
    elif known and cell not in known[0]:
        yield cell, known[1]
    elif not _of_kind(column.kind, cell):
        yield cell, _WISHES.get(column.kind, "a date such as 2025, 2025-05 or 2025-05-06")


def _parts(column: Column, cell: str) -> list[str]:
    """The values of a cell: one, or several by semicolon where the column takes a list."""
    return cell.split(";") if column.many else [cell]


def _of_kind(kind: str, cell: str) -> bool:
    """Whether a cell can be read as what its column holds."""
    try:
        if kind == "integer":
            return re.fullmatch(r"-?\d{1,9}", cell, flags=re.ASCII) is not None
        if kind == "double":
            return math.isfinite(float(cell))
        if kind == "date":
            span(cell)
    except ValueError:
        return False
    return kind != "boolean" or cell in ("true", "false")


def _allowed_values(
    table: Table, column: Column, register: Register, terms: Catalog
) -> tuple[frozenset[str], str] | None:
    """What a column may name, and how to say so; None where it names nothing."""
    if column.name in ("iso3", "host_iso3"):
        if table.name in OF_MEMBERS:
            return frozenset(terms.members()), "one of the 57 member states' codes, such as MAR"
        return _economies(terms), "a country code of data/catalog/countries.csv"
    if column.name == "body_id" and table.name != "body":
        return _ids(register, "body"), "a body of bodies.csv"
    if column.references is None:
        return None
    other, key = column.references
    if other == "indicator":
        return frozenset(terms.indicators), "an indicator of data/catalog/indicators.yaml"
    return _ids(register, other, key), f"{article(other)} of {tables()[other].file}"


def _economies(terms: Catalog) -> frozenset[str]:
    return frozenset(iso3 for iso3, each in terms.countries.items() if not each.is_aggregate)


def _ids(register: Register, table: str, key: str = "") -> frozenset[str]:
    column = key or tables()[table].key[0]
    return frozenset(row[column] for row in register[table])


def _check_keys(table: Table, register: Register, reading: Reading) -> None:
    """Rows that say again what another row says."""
    first: dict[tuple[str, ...], str] = {}
    for row in register[table.name]:
        key = tuple(row[column] for column in table.key)
        if key in first:
            names = ", ".join(table.key)
            found = f"{' '.join(filter(None, key))} again (first at {first[key]})"
            reading.fault(f"{row.place}:{table.key[0]}", found, f"each {names} once")
        first.setdefault(key, row.place)
