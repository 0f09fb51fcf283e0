"""How far the figures go: the latest value of each indicator and member, by estimate type."""

from __future__ import annotations

import duckdb
import pandas as pd

_COVERAGE = """
with latest as (
  select s.indicator_id, o.iso3, o.year, o.estimate, o.series_id
  from observation o
  join series s on s.series_id = o.series_id
  join country c on c.iso3 = o.iso3
  where c.is_oic
    and s.sex = 'T'
    and o.estimate <> 'projected'
  qualify row_number() over (
    partition by s.indicator_id, o.iso3
    order by o.estimate = 'reported' desc, o.year desc, s.position
  ) = 1
)
select i.indicator_id, c.iso3, l.year, coalesce(l.estimate, '') as estimate,
       coalesce(l.series_id, '') as series_id
from indicator i
cross join country c
left join latest l on l.indicator_id = i.indicator_id and l.iso3 = c.iso3
where c.is_oic
order by i.position, c.iso3
"""
_COUNTS = """
select s.indicator_id, count(distinct o.iso3) as members
from observation o
join series s on s.series_id = o.series_id
join country c on c.iso3 = o.iso3
where c.is_oic
  and o.estimate <> 'projected'
group by s.indicator_id
"""


def coverage(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """For every indicator and member, the latest national value, else the latest modelled one.

    Grain: indicator x member, both sexes together; projections do not count. Columns:
    indicator_id, iso3, year, estimate, series_id; `year` empty where there is no value.
    Ordered as in the catalogue, then by code.
    """
    return cursor.execute(_COVERAGE).df()


def members_with_values(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """How many of the 57 have a value that is no projection, one row an indicator with any."""
    return cursor.execute(_COUNTS).df()
