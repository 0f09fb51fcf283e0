"""The checks of a build: each looks at the tables and says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd

from etl.figures import sets
from observatory.errors import BuildUnreadable, Finding
from observatory.warehouse.build import connect, contents

# A series that loses more than this share of its values against the build before is a warning.
LOST = 0.10
MEMBERS = 57

_BOUNDS = """
select o.series_id, o.iso3, o.year, o.value, i.lower_bound, i.upper_bound
from observation o
join series s on s.series_id = o.series_id
join indicator i on i.indicator_id = s.indicator_id
where o.value < i.lower_bound
   or o.value > i.upper_bound
"""
_ORPHANS = """
select 'observation' as place, o.series_id, o.iso3, count(*) as n
from observation o
left join series s on s.series_id = o.series_id
left join country c on c.iso3 = o.iso3
where s.series_id is null
   or c.iso3 is null
group by all
union all
select 'aggregate', a.series_id, a.group_id, count(*)
from aggregate a
left join series s on s.series_id = a.series_id
left join group_list g on g.group_id = a.group_id
where s.series_id is null
   or g.group_id is null
group by all
"""
_PROJECTIONS = """
select o.series_id, o.iso3, o.year, o.estimate, s.edition
from observation o
join series s on s.series_id = o.series_id
where s.edition is not null
  and o.estimate not in ('reported', 'compiled')
  and (o.year >= cast(left(s.edition, 4) as integer)) <> (o.estimate = 'projected')
"""
_SHARES = """
select series_id, iso3, year
from observation
where estimate in ('reported', 'compiled')
  and supported is not null
"""
_VALUES = """
select series_id, iso3, year, value
from observation
"""
_SERIES = """
select s.series_id, s.indicator_id, s.source_id, s.sex, s.kind, coalesce(s.edition, '') as edition,
       coalesce(s.vintage, '') as vintage, i.unit
from series s
join indicator i on i.indicator_id = s.indicator_id
order by s.position
"""
_GROUPS = """
select iso3
from country
where is_aggregate
"""
_TORN_GROUPS = """
with side as (
  select a.group_id, a.year, a.value, a.n, s.series_id, s.sex, s.indicator_id, s.source_id, s.kind,
         coalesce(s.edition, '') as edition, coalesce(s.vintage, '') as vintage, s.served_from
  from aggregate a
  join series s on s.series_id = a.series_id
  join indicator i on i.indicator_id = s.indicator_id
  where i.unit = 'percent'
    and a.value is not null
)
select t.series_id, t.group_id, t.year, t.value, f.value, m.value,
       bool_or(t.served_from in ('live', 'archive')) over (partition by t.series_id)
from side t
join side f using (group_id, year, n, indicator_id, source_id, kind, edition, vintage)
join side m using (group_id, year, n, indicator_id, source_id, kind, edition, vintage)
where t.sex = 'T'
  and f.sex = 'F'
  and m.sex = 'M'
  and (t.value < least(f.value, m.value) - $room or t.value > greatest(f.value, m.value) + $room)
"""
_MEMBERS = """
select count(*)
from country
where is_oic
"""
_OIC = """
select count(*)
from area_group
where group_id = 'OIC'
"""
_COVERED = """
select i.indicator_id, count(v.year)
from indicator i
left join coverage v on v.indicator_id = i.indicator_id
group by i.indicator_id, i.position
order by i.position
"""
_EMPTY = """
select series_id
from series
where n_values = 0
order by position
"""
_LANGUAGES = """
select table_name, column_name
from duckdb_columns()
where database_name = current_database()
  and regexp_extract(column_name, '_([a-z]+)$', 1) in (select lang from text)
  and table_name in ('unit', 'source', 'indicator', 'country', 'group_list')
"""
_COUNTS = """
select series_id, count(*) as n
from observation
group by series_id
"""
_OLD_COUNTS = """
select series_id, count(*) as n
from before.observation
group by series_id
"""
_REVISIONS = """
select coalesce(a.series_id, b.series_id) as series_id,
       coalesce(a.iso3, b.iso3) as iso3,
       coalesce(a.year, b.year) as year,
       case when b.series_id is null then 'new'
            when a.series_id is null then 'gone'
            else 'revised' end as change,
       b.value as before_value,
       a.value as after_value,
       (select build_id from before.build_info) as before_build
from observation a
full join before.observation b
  on b.series_id = a.series_id and b.iso3 = a.iso3 and b.year = a.year
where a.value is distinct from b.value
order by 1, 2, 3
"""
_BUILD_BEFORE = """
select o.series_id, o.iso3, o.year, o.value, b.build_id
from observation o
cross join build_info b
limit 1
"""
_ATTACH = "attach $path as before (read_only)"


def run(connection: duckdb.DuckDBPyConnection, before: Path | None) -> list[Finding]:
    """Everything that the checks have to say of the build behind a connection."""
    found = [finding for check in CHECKS for finding in check(connection)]
    if before is not None:
        _attach(connection, before)
        found.extend(_row_counts(connection))
    return found


def comparable(before: Path) -> bool:
    """Whether all that is compared with a build before can be read in it, by this version."""
    try:
        if contents(before).get("build_info") != 1:
            return False
        with connect(before) as connection:
            connection.execute(_BUILD_BEFORE)
    except (BuildUnreadable, duckdb.Error):
        return False
    return True


def revisions(connection: duckdb.DuckDBPyConnection, before: Path | None) -> pd.DataFrame:
    """Every value that is new, revised or gone against the build before; no tolerance."""
    if before is None:
        return pd.DataFrame()
    _attach(connection, before)
    return connection.execute(_REVISIONS).df()


def _attach(connection: duckdb.DuckDBPyConnection, before: Path) -> None:
    names = {
        row[0]
        for row in connection.execute("select database_name from duckdb_databases()").fetchall()
    }
    if "before" not in names:
        connection.execute(_ATTACH.replace("$path", "'" + str(before).replace("'", "''") + "'"))


def _bounds(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for series_id, iso3, year, value, low, high in connection.execute(_BOUNDS).fetchall():
        yield Finding(
            "error",
            "bounds",
            f"{series_id} {iso3} {year}",
            str(value),
            f"{low} to {high}",
            series_id=series_id,
            iso3=iso3,
            year=year,
        )


def _keys(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Rows of figures that name a series, area or group that is not there.

    Checked here and not by foreign keys: those double the time of a build.
    """
    for place, series_id, area, n in connection.execute(_ORPHANS).fetchall():
        yield Finding(
            "error",
            "keys",
            place,
            f"{n} rows of {series_id} and {area}",
            "a series of table series, an area of table country, a group of table group_list",
        )


def _projections(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for series_id, iso3, year, estimate, edition in connection.execute(_PROJECTIONS).fetchall():
        yield Finding(
            "error",
            "projections",
            f"{series_id} {iso3} {year}",
            estimate,
            f"projected from {edition[:4]} on, and not before",
            series_id=series_id,
            iso3=iso3,
            year=year,
        )


def _support(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for series_id, iso3, year in connection.execute(_SHARES).fetchall():
        yield Finding(
            "error",
            "supported",
            f"{series_id} {iso3} {year}",
            "an observed value with a mark of support",
            "no mark: support is asked of estimates only",
            series_id=series_id,
            iso3=iso3,
            year=year,
        )


def _sets(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Totals that do not lie between women and men, and series of one edition that disagree."""
    groups = frozenset(row[0] for row in connection.execute(_GROUPS).fetchall())
    values, series = (connection.execute(sql).df() for sql in (_VALUES, _SERIES))
    for torn in sets.contradictions(values, series, groups):
        yield Finding("error", "set", ", ".join(torn.series_ids), torn.found, torn.expected)


def _sets_of_groups(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Our averages of a group that do not lie between those of women and men, of as many members.

    Weights of women and men need not add up to that of the total: so much room as a publisher's own
    averages have. A figure that came from a live service stops no build for that.
    """
    found = connection.execute(_TORN_GROUPS, {"room": sets.OF_A_GROUP}).fetchall()
    for series_id, group_id, year, total, women, men, live in found:
        yield Finding(
            "warning" if live else "error",
            "set",
            f"{series_id} {group_id} {year}",
            f"{total:.2f}, women {women:.2f}, men {men:.2f}",
            "the total between women and men",
            series_id=series_id,
            year=year,
        )


def _all_members(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for table, sql in (("country", _MEMBERS), ("area_group", _OIC)):
        n = connection.execute(sql).fetchall()[0][0]
        if n != MEMBERS:
            yield Finding("error", "members", table, f"{n} member states", f"{MEMBERS}")


def _coverage(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for indicator_id, members in connection.execute(_COVERED).fetchall():
        if members < MEMBERS:
            yield Finding(
                "info",
                "coverage",
                indicator_id,
                f"{members} of {MEMBERS} members with a value",
                "a value that is no projection; the others are named as missing",
            )


def _empty(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for (series_id,) in connection.execute(_EMPTY).fetchall():
        yield Finding(
            "info",
            "empty_series",
            series_id,
            "no values",
            "values, once a live refresh brings them",
            series_id=series_id,
        )


def _languages(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for table, column in connection.execute(_LANGUAGES).fetchall():
        texts = connection.table(table).filter(f"coalesce({column}, '') = ''")
        n = texts.count("*").fetchall()[0][0]
        if n:
            yield Finding("error", "languages", f"{table}.{column}", f"{n} empty texts", "none")


def _row_counts(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    now = dict(connection.execute(_COUNTS).fetchall())
    for series_id, n in connection.execute(_OLD_COUNTS).fetchall():
        left = now.get(series_id, 0)
        if left < n * (1 - LOST):
            yield Finding(
                "warning",
                "row_count",
                series_id,
                f"{left} values, {n} in the build before",
                "no sudden loss",
                series_id=series_id,
            )


CHECKS: tuple[Callable[[duckdb.DuckDBPyConnection], Iterator[Finding]], ...] = (
    _keys,
    _bounds,
    _projections,
    _support,
    _sets,
    _sets_of_groups,
    _all_members,
    _coverage,
    _empty,
    _languages,
)
