"""The chart's CSV: exactly the rows shown, each with year, source, licence, unit, estimate type.

Columns, never `#` lines. `machine` is for programs (UTF-8, LF, no byte-order mark), `excel` opens
in a spreadsheet without harm (byte-order mark, CRLF, no text that it could take for a formula).
"""

from __future__ import annotations

import pandas as pd

# A spreadsheet takes a text that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def machine(rows: pd.DataFrame) -> bytes:
    """The rows shown, as UTF-8 CSV for programs."""
    return rows.to_csv(index=False, lineterminator="\n").encode("utf-8")


def excel(rows: pd.DataFrame) -> bytes:
    """The rows shown, as CSV that a spreadsheet opens in the right characters and takes as data."""
    frame = rows.copy()
    for column in frame.columns:
        if not pd.api.types.is_numeric_dtype(frame[column]):
            frame[column] = frame[column].map(_safe)
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
