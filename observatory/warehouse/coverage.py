"""How far the figures go: the latest value of each indicator and member, by estimate type."""

from __future__ import annotations

import duckdb
import pandas as pd

from observatory.view import FIRST_YEAR, LAST_YEAR, View

_COVERAGE = """
select v.indicator_id, v.iso3, v.year, coalesce(v.estimate, '') as estimate,
       coalesce(v.series_id, '') as series_id
from coverage v
join indicator i on i.indicator_id = v.indicator_id
order by i.position, v.iso3
"""
_COUNTS = """
select s.indicator_id, count(distinct o.iso3) as members
from observation o
join series s on s.series_id = o.series_id
join country c on c.iso3 = o.iso3
where c.is_oic
  and o.estimate <> 'projected'
  and s.sex = $sex
  and ($lens = 'auto' or s.kind = $lens)
  and o.year between $first and $last
group by s.indicator_id
"""


def coverage(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """For every indicator and member, the latest national value, else the latest modelled one.

    Grain: indicator x member, both sexes together; projections do not count. Columns:
    indicator_id, iso3, year, estimate, series_id; `year` empty where there is no value.
    Ordered as in the catalogue, then by code.
    """
    return cursor.execute(_COVERAGE).df()


def members_with_values(cursor: duckdb.DuckDBPyConnection, view: View) -> dict[str, int]:
    """How many of the 57 have a value that is no projection, by indicator.

    Of the view's sex, estimate type and years; an indicator without any has no entry.
    """
    asked = {
        "sex": view.sex,
        "lens": view.lens,
        "first": view.first or FIRST_YEAR,
        "last": view.last or LAST_YEAR,
    }
    return dict(cursor.execute(_COUNTS, asked).fetchall())
