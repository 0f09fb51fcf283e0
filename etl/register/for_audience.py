"""The register's rows as the warehouse holds them, for one audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from etl.register.participation import participation_rows
from etl.register.tables import Register, tables
from observatory.catalog.models import Catalog
from observatory.methods.dates import span
from observatory.warehouse.build import AUDIENCES, PUBLIC


def tables_of(register: Register, terms: Catalog, audience: str) -> dict[str, pd.DataFrame]:
    """A frame a table, references first: texts as they stand, empty cells as missing.

    Holds nothing above `audience`, no translation of a text above it either. Events get the first
    and last day that their dates may mean;
    `participation` gets a row for every network event held and member.
    """
    shown = register.visible(audience)
    held = {
        cell
        for name in tables()
        if name != "translation"
        for row in shown[name]
        for cell in row.cells.values()
    }
    out = {}
    for table in tables().values():
        rows: Iterable[Mapping[str, str]] = (row.cells for row in shown[table.name])
        if table.name == "participation":
            rows = participation_rows(register, terms, audience)
        if table.name == "translation":
            rows = (row for row in rows if row["text_en"] in held)
        frame = pd.DataFrame(list(rows), columns=table.names).replace("", None)
        frame["visibility"] = frame["visibility"].astype("str").fillna("public")
        out[table.name] = _with_days(frame) if table.name == "event" else frame
    return out


def rows_above(register: Register, audience: str) -> frozenset[tuple[str, str]]:
    """The rows that an audience may not see: table and key, as a list of changes names them."""
    shown = AUDIENCES[: AUDIENCES.index(audience) + 1]
    return frozenset(
        (table.name, table.row_key(row.cells))
        for table in tables().values()
        for row in register[table.name]
        if (row["visibility"] or PUBLIC) not in shown
    )


def _with_days(events: pd.DataFrame) -> pd.DataFrame:
    """Events with the days that their dates of reduced precision may mean."""
    days: dict[str, pd.Series] = {}
    for end in ("start", "end"):
        spans = events[f"{end}_date"].map(span, na_action="ignore")
        days |= {f"{end}_from": spans.str[0], f"{end}_to": spans.str[1]}
    return events.assign(**days)
