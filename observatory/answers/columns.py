"""The columns of an answer: those of the chart's CSV by contract, and what charts add."""

from __future__ import annotations

import pandas as pd

CONTRACT = (
    "iso3", "area", "year", "value", "unit", "indicator_id", "series_id", "sex", "estimate",
    "supported", "status", "source", "licence", "build_id",
)  # fmt: skip
FURTHER = (
    "indicator", "edition", "vintage", "standard", "role", "missing", "old", "n", "n_members",
    "coverage", "weight", "median", "largest_iso3", "largest_area", "largest_share", "loo_low",
    "loo_high", "label", "set_changed", "oic_group", "modelled", "modelled_series",
    "compared", "surveys_named", "note", "obtained_on", "ours",
)  # fmt: skip
COLUMNS = CONTRACT + FURTHER
_DTYPES = {
    "year": "Int64", "n": "Int64", "n_members": "Int64", "value": "float64",
    "coverage": "float64", "median": "float64", "largest_share": "float64", "loo_low": "float64",
    "loo_high": "float64", "modelled": "float64", "ours": "float64", "supported": "boolean",
    "old": "bool", "set_changed": "bool", "compared": "bool", "surveys_named": "boolean",
}  # fmt: skip


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with every column of an answer, in the answer's types, so that parts can be joined."""
    if tuple(rows.columns) == COLUMNS and rows.dtypes["year"] == "Int64":
        return rows
    renamed = rows.rename(columns={"weight_name": "weight"})
    frame = renamed.reindex(columns=list(COLUMNS))
    for column in ("old", "set_changed", "compared"):
        frame[column] = frame[column].astype("boolean").fillna(value=False)
    for column in COLUMNS:
        if column not in _DTYPES:
            frame[column] = frame[column].astype("object").where(frame[column].notna(), "")
    return frame.astype(_DTYPES)
