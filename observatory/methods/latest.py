"""The latest comparable value of each area, and the window in which values may be sorted."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from observatory.methods.estimates import enters
from observatory.methods.thresholds import MIN_SORTABLE, SORT_WINDOW_YEARS


def latest(history: pd.DataFrame, *, comparable: Sequence[str]) -> pd.DataFrame:
    """The latest value of each area among the comparable estimate types (methods M11).

    `history`: iso3, year, estimate and more; the answer has the same columns, one row an area.
    An area without a comparable value has no row: nothing is carried forward or filled in.
    """
    fine = history.loc[history["estimate"].isin(comparable)]
    return fine.sort_values("year").drop_duplicates("iso3", keep="last").sort_values("iso3")


def last_estimates(rows: pd.DataFrame) -> pd.DataFrame:
    """The last year of each area or group that has a value and is no projection (methods M2, M11).

    `rows`: iso3, year, value, estimate and more; the answer has the same columns, one row an area.
    """
    fine = rows.loc[rows["value"].notna() & (rows["estimate"] != "projected")]
    return fine.sort_values("year").drop_duplicates("iso3", keep="last")


def window(history: pd.DataFrame) -> tuple[int, int]:
    """The years inside which values may be put in order (methods M3), both included.

    `history`: iso3, year, value, estimate, supported. Three years, ending at the latest year in
    which at least 20 areas have a value that enters a comparison (M2); where no year has so many,
    the three years that end with the latest value. (0, 0) for an empty history.
    Source: this Observatory's own rule: values of different years are compared only where the years
    are close and enough members have one, else an order would be one of survey dates.
    """
    fine = history.loc[history["estimate"] != "projected"]
    if fine.empty:
        return 0, 0
    dense = _dense_years(fine)
    last = int(dense.max() if len(dense) else fine["year"].max())
    return last - SORT_WINDOW_YEARS + 1, last


def has_window(history: pd.DataFrame) -> bool:
    """Whether in some year at least 20 areas have a value that enters a comparison (methods M3).

    `history`: as of `window`. Where no year has so many, no place is given among the values.
    """
    return bool(len(_dense_years(history.loc[history["estimate"] != "projected"])))


def _dense_years(fine: pd.DataFrame) -> pd.Index:
    """The years in which enough areas have a value that enters a comparison."""
    counts = fine.loc[enters(fine)].groupby("year")["iso3"].nunique()
    return counts.index[counts >= MIN_SORTABLE]


def common_year(history: pd.DataFrame, *, comparable: Sequence[str]) -> int:
    """The year in which most areas have a comparable value, the latest of several; 0 if none has.

    For *same year for all*: every member at that year, or not at all (methods M11).
    """
    return year_of_most([history.loc[history["estimate"].isin(comparable)]])


def year_of_most(histories: Sequence[pd.DataFrame]) -> int:
    """The year in which most areas have a value in each of some histories, the latest of several.

    Each: iso3, year, of comparable values alone. 0 where no area has them all in any year.
    """
    both = [each[["iso3", "year"]].drop_duplicates() for each in histories]
    shared = both[0]
    for other in both[1:]:
        shared = shared.merge(other, on=["iso3", "year"])
    counts = shared.groupby("year")["iso3"].nunique()
    return int(counts.index[counts == counts.max()].max()) if len(counts) else 0
