"""What changed in the network's register between two builds: rows and cells, told by their keys."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

import duckdb
import pandas as pd

from etl.register.tables import Table, tables
from observatory.methods.participation import NETWORK_FRAMEWORKS
from observatory.methods.register_changes import STATES
from observatory.warehouse.build import AUDIENCES

# When a row was typed in says nothing of what it states; translations say again what others state.
UNTOLD, NEWCOMER = frozenset({"recorded_on"}), "newcomer"
# What the build itself adds to `participation` says nothing in these columns.
_ENTERED = ("role", "modality", "level", "note", "confirmed_on", "recorded_on")

_COLUMNS = """
select table_name, list(column_name)
from duckdb_columns()
where database_name = $database
group by table_name
"""
_TABLES = """
select table_name
from duckdb_tables()
where database_name = $database
"""
# The last day of the newest meeting of the network that was held.
_LAST_MEETING = """
select max(e.end_to)
from event e
join event_framework f on f.event_id = e.event_id
where list_contains($frameworks, f.framework)
  and e.kind = 'meeting'
  and e.state = 'held'
"""

Cells = Mapping[str, str | None]
Rows = Mapping[tuple[str, ...], Cells]


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One change: the table, the row's key, what happened, and the texts of one column of it."""

    table_name: str
    row_key: str
    change: str
    column_name: str | None = None
    before_text: str | None = None
    after_text: str | None = None


def register_changes(
    connection: duckdb.DuckDBPyConnection, before: str, after: str
) -> list[RegisterChange]:
    """What makes the register of one attached database of that of another, table by table.

    A new row and one that is gone are a change each, of a row that changed each cell is. Rows of
    `participation` that the build adds by itself are none.
    """
    olds, news = (_all_rows(connection, database) for database in (before, after))
    found = [
        change
        for name, table in tables().items()
        for change in _of_table(table, olds[name], news[name])
    ]
    return [*(_with_former(each, olds, news) for each in found), *_newcomers(olds, news)]


def _all_rows(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, Rows]:
    """The rows of every table of the register in a database."""
    held = dict(connection.execute(_COLUMNS, {"database": database}).fetchall())
    return {
        name: _rows(connection, database, table, held.get(name, ()))
        for name, table in tables().items()
    }


def _rows(
    connection: duckdb.DuckDBPyConnection, database: str, table: Table, held: Collection[str]
) -> Rows:
    """The rows of a table by their key, every cell as text; none where a build lacks the table."""
    shown = [name for name in table.names if name in held]
    if not shown:
        return {}
    cells = ", ".join(f'cast("{name}" as varchar)' for name in shown)
    # Names of tables and columns are the schema's own; a statement takes no parameters for them.
    statement = " ".join(("select", cells, "from", f'"{database}"."{table.name}"'))
    lines = connection.execute(statement).fetchall()
    found = [dict(zip(shown, line, strict=True)) for line in lines]
    rows = [each for each in found if table.name != "participation" or _entered_row(each)]
    return {tuple(each.get(name) or "" for name in table.key): each for each in rows}


def _entered_row(cells: Cells) -> bool:
    """Whether somebody entered a row of `participation`; a build adds what follows from lists."""
    return cells["state"] == "attended" or any(cells.get(name) for name in _ENTERED)


def _of_table(table: Table, old: Rows, new: Rows) -> Iterator[RegisterChange]:
    """The changes of one table: rows that are new, cells that differ, rows that are gone."""
    state = STATES.get(table.name)
    for key, cells in new.items():
        name = table.row_key(cells)
        if key not in old:
            stated = cells.get(state) if state else None
            yield RegisterChange(table.name, name, "new", state, None, stated)
            continue
        for column in cells:
            was, now = old[key].get(column), cells[column]
            if column in old[key] and column not in UNTOLD and was != now:
                yield RegisterChange(table.name, name, "changed", column, was, now)
    for key, cells in old.items():
        if key not in new:
            stated = cells.get(state) if state else None
            yield RegisterChange(table.name, table.row_key(cells), "gone", state, stated)


def _with_former(
    each: RegisterChange, olds: Mapping[str, Rows], news: Mapping[str, Rows]
) -> RegisterChange:
    """A new assessment with the status of the one it replaces; any other change as it is."""
    if each.table_name != "assessment" or each.change != "new":
        return each
    former = news["assessment"][(each.row_key,)].get("supersedes") or ""
    was = news["assessment"].get((former,)) or olds["assessment"].get((former,)) or {}
    return replace(each, before_text=was.get("status"))


def _newcomers(olds: Mapping[str, Rows], news: Mapping[str, Rows]) -> Iterator[RegisterChange]:
    """Members that a list of the network names, and none named before; nobody without one."""
    before, after = _first_listings(olds), _first_listings(news)
    for iso3 in sorted(after.keys() - before.keys()) if before else ():
        yield RegisterChange("participation", iso3, NEWCOMER, None, None, after[iso3])


def _first_listings(rows: Mapping[str, Rows]) -> dict[str, str]:
    """The members that the network's lists name, each with the first of its events."""
    own = {key[0] for key in rows["event_framework"] if key[1] in NETWORK_FRAMEWORKS}
    starts = {key[0]: cells.get("start_date") or "" for key, cells in rows["event"].items()}
    pairs = [
        (starts.get(event_id, ""), event_id, iso3)
        for (event_id, iso3), cells in rows["participation"].items()
        if event_id in own and cells["state"] == "attended"
    ]
    return {iso3: event_id for _, event_id, iso3 in sorted(pairs, reverse=True)}


def log(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    day: date,
    *,
    audience: str,
    above: frozenset[tuple[str, str]],
) -> pd.DataFrame:
    """The table `register_change` of a build: its own changes, and those noticed before it.

    The build before is attached as `before`; one above the audience is compared with nothing.
    Changes of before the network's last meeting are let go; rows `above` the audience and free
    text are not told.
    """
    stamp = connection.execute("select build_id, audience from before.build_info").fetchall()[0]
    if stamp[1] not in AUDIENCES[: AUDIENCES.index(audience) + 1]:
        return pd.DataFrame()
    own = connection.execute("select current_database()").fetchall()[0][0]
    facts = {"before_build": stamp[0], "noticed_in": build_id, "noticed_on": day}
    fresh = [
        {**asdict(_without_words(each)), **facts}
        for each in register_changes(connection, "before", own)
        if each.table_name != "translation"
    ]
    hidden = _ids(above)
    found = pd.DataFrame([*_earlier(connection), *fresh])
    if found.empty:
        return found
    keys = ["table_name", "row_key", "change", "after_text"]
    open_rows = [
        (table, f"{event_id} {key}" if change == NEWCOMER else key) not in above
        for table, key, change, event_id in found[keys].itertuples(index=False)
    ]
    texts = found[["before_text", "after_text"]]
    return found.loc[pd.Series(open_rows, index=found.index) & ~texts.isin(hidden).any(axis=1)]


def _earlier(connection: duckdb.DuckDBPyConnection) -> Sequence[Mapping[Hashable, object]]:
    """The changes that the build before holds, of the network's last meeting and later."""
    held = {row[0] for row in connection.execute(_TABLES, {"database": "before"}).fetchall()}
    own = {"frameworks": list(NETWORK_FRAMEWORKS)}
    last = connection.execute(_LAST_MEETING, own).fetchall()[0][0]
    if "register_change" not in held:
        return ()
    rows = connection.execute("from before.register_change").df()
    rows = rows.astype("object").where(rows.notna(), None)
    rows["noticed_on"] = [day.date() for day in rows["noticed_on"]]
    return [each for each in rows.to_dict("records") if last is None or each["noticed_on"] >= last]


def _without_words(each: RegisterChange) -> RegisterChange:
    """A change without the free text of its cell: a log tells that it changed, not what it was."""
    columns = {column.name: column for column in tables()[each.table_name].columns}
    column = columns.get(each.column_name or "")
    return replace(each, before_text=None, after_text=None) if column and column.free else each


def _ids(above: frozenset[tuple[str, str]]) -> frozenset[str]:
    """The ids of rows above that other rows could name."""
    return frozenset(key for name, key in above if len(tables()[name].key) == 1)
