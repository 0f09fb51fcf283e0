"""Values of series: histories and group aggregates."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

_HISTORY = """
select o.series_id, o.iso3, o.year, o.value, o.estimate, o.supported, o.standard, o.status,
       o.survey, o.break_marked
from observation o
where o.series_id in (select unnest($series))
  and o.iso3 in (select unnest($areas))
  and o.year between $first and $last
order by o.series_id, o.iso3, o.year
"""
_AGGREGATES = """
select group_id as iso3, series_id, year, value, estimate, n, n_members, coverage, weight_name,
       median, largest_iso3, largest_share, loo_low, loo_high, label, set_changed, absent_iso3
from aggregate
where series_id in (select unnest($series))
  and group_id in (select unnest($groups))
  and year between $first and $last
order by group_id, series_id, year
"""


def history(
    cursor: duckdb.DuckDBPyConnection,
    series: Sequence[str],
    areas: Sequence[str],
    *,
    first: int,
    last: int,
) -> pd.DataFrame:
    """Every value of some series for some areas and years.

    Grain: series x area x year. Columns: series_id, iso3, year, value (unit of the series),
    estimate, supported, standard, status, survey, break_marked. Ordered by series, area, year.
    Empty: no such values.
    """
    asked = {"series": list(series), "areas": list(areas), "first": first, "last": last}
    return cursor.execute(_HISTORY, asked).df()


def aggregates(
    cursor: duckdb.DuckDBPyConnection,
    series: Sequence[str],
    groups: Sequence[str],
    *,
    first: int,
    last: int,
) -> pd.DataFrame:
    """Our group aggregates (method M1) of some series; `iso3` holds the group's id.

    Grain: group x series x year. `value` is empty where the coverage gate is closed.
    """
    asked = {"series": list(series), "groups": list(groups), "first": first, "last": last}
    return cursor.execute(_AGGREGATES, asked).df()
