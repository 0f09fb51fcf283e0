"""What a build says of itself: series and their provenance, findings, revisions, payloads."""

from __future__ import annotations

import duckdb
import pandas as pd

_PROVENANCE = """
select s.series_id, s.indicator_id, s.source_id, s.code, s.sex, s.kind, s.vintage, s.edition,
       s.how_obtained, s.served_from, s.obtained_on, s.derivation, s.n_values, s.first_year,
       s.last_year
from series s
order by s.position
"""
_FINDINGS = """
select severity, check_name, place, found, expected, series_id, iso3, year
from finding
order by case severity when 'error' then 0 when 'warning' then 1 else 2 end,
         check_name, place, iso3, year
"""
_REVISIONS = """
select series_id, iso3, year, change, before_value, after_value, before_build
from revision
order by series_id, iso3, year
"""
_CHANGES = """
select series_id, change, count(*) as n, any_value(before_build) as before_build
from revision
group by series_id, change
order by series_id, change
"""
_OBSERVATIONS = """
select o.series_id, s.indicator_id, o.iso3, o.year, o.value, i.unit, s.sex, o.estimate,
       o.supported, o.standard, o.status, r.citation as source, r.licence
from observation o
join series s on s.series_id = o.series_id
join indicator i on i.indicator_id = s.indicator_id
join source r on r.source_id = s.source_id
order by s.position, o.iso3, o.year
"""
_TABLES = """
select table_name
from duckdb_tables()
where schema_name = 'main'
  and database_name = current_database()
  and not internal
order by table_name
"""
_COMMENTS = """
select table_name, '' as column_name, comment
from duckdb_tables()
where schema_name = 'main'
  and database_name = current_database()
  and comment is not null
union all
select table_name, column_name, comment
from duckdb_columns()
where schema_name = 'main'
  and database_name = current_database()
  and comment is not null
order by table_name, column_name
"""


def provenance(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Where each series comes from and how old it is, in the catalogue's order."""
    return cursor.execute(_PROVENANCE).df()


def findings(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What the checks of the build said, gravest first. Empty: nothing to say."""
    return cursor.execute(_FINDINGS).df()


def revisions(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every value that is new, revised or gone against the build before."""
    return cursor.execute(_REVISIONS).df()


def changes(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """How many values of each series are new, revised or gone against the build before."""
    return cursor.execute(_CHANGES).df()


def observations(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every observation of the build with its unit, source and licence: the full download."""
    return cursor.execute(_OBSERVATIONS).df()


def tables(cursor: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Every table of the build by name, as it stands; days and moments (UTC) as timestamps.

    A column of texts without any text is one of texts all the same. Empty frames keep columns.
    """
    names = [row[0] for row in cursor.execute(_TABLES).fetchall()]
    return {name: _with_types(cursor.table(name)) for name in names}


def comments(cursor: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """What each table and column means, by table and column; a table's own is under ""."""
    found = cursor.execute(_COMMENTS).fetchall()
    return {(table, column): said for table, column, said in found}


def _with_types(found: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    pairs = zip(found.columns, found.types, strict=True)
    return found.df().astype({name: "str" for name, kind in pairs if kind == "VARCHAR"})
