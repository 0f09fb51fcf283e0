"""How far the figures go: the latest value of each indicator and member, by estimate type."""

from __future__ import annotations

import duckdb
import pandas as pd

_COVERAGE = """
select v.indicator_id, v.iso3, v.year, coalesce(v.estimate, '') as estimate,
       coalesce(v.series_id, '') as series_id
from coverage v
join indicator i on i.indicator_id = v.indicator_id
order by i.position, v.iso3
"""
_COUNTS = """
select indicator_id, count(year) as members
from coverage
group by indicator_id
"""


def coverage(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """For every indicator and member, the latest national value, else the latest modelled one.

    Grain: indicator x member, both sexes together; projections do not count. Columns:
    indicator_id, iso3, year, estimate, series_id; `year` empty where there is no value.
    Ordered as in the catalogue, then by code.
    """
    return cursor.execute(_COVERAGE).df()


def members_with_values(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """How many of the 57 have a value that is no projection, one row an indicator."""
    return cursor.execute(_COUNTS).df()
