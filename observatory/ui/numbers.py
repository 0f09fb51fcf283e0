"""Numbers in grids: they stay numbers, sort as such, and are written as the language writes them.

Whole numbers and years are left to the grid, which writes them plainly and flush right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from observatory.i18n import language, number, round_half_up

# From here on numbers have a sign between thousands, which a grid's own format does not know.
LONG = 1000
# The most decimals that a column gets whose decimals nobody knows.
MOST = 3


def write(
    rows: pd.DataFrame, lang: str, decimals: Mapping[str, int] | None = None
) -> tuple[pd.DataFrame | Styler, dict[str, ColumnConfig | str | None]]:
    """The rows and the settings of a grid that shows their numbers in a language.

    `decimals` of columns of numbers that are not whole; the others have as many as they need.
    """
    places = {
        str(name): (decimals or {}).get(str(name)) or _decimals_of(rows[name])
        for name in rows
        if pd.api.types.is_float_dtype(rows[name])
    }
    shown = rows.copy()
    for name, n in places.items():
        values = [math.nan if pd.isna(x) else float(round_half_up(x, n)) for x in rows[name]]
        shown[name] = pd.Series(values, index=rows.index, dtype="float64")
    writers: dict[object, str | Callable[[object], str] | None] = {}
    if not any(_is_own(shown[name], lang) for name in places):
        return shown, {
            name: st.column_config.NumberColumn(format=f"%.{n}f") for name, n in places.items()
        }
    for name, n in places.items():
        writers[name] = _writer(lang, n)
    return shown.style.format(writers, na_rep=""), {}


def _is_own(column: pd.Series, lang: str) -> bool:
    """Whether a column has numbers whose signs a grid's own format does not know."""
    found = column.dropna().abs()
    return len(found) > 0 and (language(lang).separators[0] != "." or bool((found >= LONG).any()))


def _writer(lang: str, decimals: int) -> Callable[[object], str]:
    """What writes a number of a column."""
    return lambda value: number(float(str(value)), lang, decimals)


def _decimals_of(column: pd.Series) -> int:
    """The decimals that the numbers of a column need, three at most."""
    found = column.dropna()
    needed = (n for n in range(MOST) if bool((found.round(n) == found.round(MOST)).all()))
    return next(needed, MOST)
