"""The columns of an answer: those of the chart's CSV by contract, and what charts add."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
from pandas.api.types import pandas_dtype

CONTRACT = (
    "iso3", "area", "year", "value", "unit", "indicator_id", "series_id", "sex", "estimate",
    "supported", "status", "source", "licence", "build_id",
)  # fmt: skip
FURTHER = (
    "indicator", "edition", "vintage", "standard", "role", "missing", "old", "n", "n_members",
    "coverage", "weight", "median", "largest_iso3", "largest_area", "largest_share", "loo_low",
    "loo_high", "label", "set_changed", "oic_group", "modelled", "modelled_series",
    "compared", "surveys_named", "note", "obtained_on", "ours", "ours_n", "ours_n_members",
    "ours_coverage", "ours_weight",
)  # fmt: skip
COLUMNS = CONTRACT + FURTHER
_DTYPES = {
    "year": "Int64", "n": "Int64", "n_members": "Int64", "value": "float64",
    "coverage": "float64", "median": "float64", "largest_share": "float64", "loo_low": "float64",
    "loo_high": "float64", "modelled": "float64", "ours": "float64", "supported": "boolean",
    "ours_n": "Int64", "ours_n_members": "Int64", "ours_coverage": "float64",
    "old": "bool", "set_changed": "bool", "compared": "bool", "surveys_named": "boolean",
}  # fmt: skip


def with_types(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with every column of an answer, in the answer's types, so that parts can be joined."""
    if tuple(rows.columns) == COLUMNS and rows.dtypes["year"] == "Int64":
        return rows
    named = rows.rename(columns={"weight_name": "weight"})
    held, blank = set(named.columns), _blanks(len(rows)).set_axis(rows.index)
    return pd.DataFrame(
        {
            column: _cells(named[column], column) if column in held else blank[column]
            for column in COLUMNS
        },
        index=rows.index,
    )


def _cells(cells: pd.Series, column: str) -> pd.Series:
    """The cells of a column in its type; a text that is missing is empty, a mark is none."""
    kind = _DTYPES.get(column, "object")
    if kind == "object":
        return cells.astype("object").where(cells.notna(), "")
    if kind == "bool":
        return cells.astype("boolean").fillna(value=False).astype("bool")
    return cells.astype(pandas_dtype(kind))


@lru_cache(maxsize=128)
def _blanks(count: int) -> pd.DataFrame:
    """So many rows with the cells of columns that rows do not have; nobody may change it."""
    fills: dict[str, object] = {"object": "", "bool": False, "float64": float("nan")}
    kinds = {column: _DTYPES.get(column, "object") for column in COLUMNS}
    return pd.DataFrame(
        {
            column: pd.Series([fills.get(kind, pd.NA)] * count, dtype=pandas_dtype(kind))
            for column, kind in kinds.items()
        }
    )
