"""The columns of an answer: those of the chart's CSV by contract, and what charts add."""

from __future__ import annotations

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
    held = set(named.columns)
    return pd.DataFrame(
        {
            column: _cells(named[column], column) if column in held else _blank(column, rows.index)
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


def _blank(column: str, index: pd.Index) -> pd.Series:
    """The cells of a column that the rows do not have."""
    kind = _DTYPES.get(column, "object")
    fill: object = {"object": "", "bool": False, "float64": float("nan")}.get(kind, pd.NA)
    return pd.Series([fill] * len(index), index=index, dtype=pandas_dtype(kind))
