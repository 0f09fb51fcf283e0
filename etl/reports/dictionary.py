"""The data dictionary: every table and column of the warehouse, generated from `schema.sql`."""

from __future__ import annotations

import duckdb

from etl.schema import SCHEMA

_TABLES = """
select table_name, comment
from duckdb_tables()
where database_name = current_database()
order by table_oid
"""
_COLUMNS = """
select table_name, column_name, data_type, is_nullable, comment
from duckdb_columns()
where database_name = current_database()
  and not internal
order by table_oid, column_index
"""
_HEADER = "| column | type | may be empty | meaning |\n|---|---|---|---|"
_HEAD = """# Data dictionary

Generated from `etl/schema.sql` by `python -m etl dictionary`; a test fails when it is stale.
A build is one DuckDB file, read-only for everybody; *About the data* offers it for download.
"""


def text() -> str:
    """The dictionary as Markdown: a heading a table, a row a column."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text("utf-8"))
        tables = connection.execute(_TABLES).fetchall()
        columns = connection.execute(_COLUMNS).fetchall()
    parts = [_HEAD]
    for table, comment in tables:
        parts.append(f"\n## {table}\n\n{comment}\n\n{_HEADER}")
        parts.extend(
            f"| {column} | {kind.lower()} | {'yes' if nullable else ''} | {meaning} |"
            for name, column, kind, nullable, meaning in columns
            if name == table
        )
    return "\n".join(parts) + "\n"
