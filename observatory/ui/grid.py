"""Data grids in a reader's direction: in Arabic the first column stands at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from observatory.i18n import embed, language
from observatory.ui import numbers
from observatory.words.register import each_text


def grid(
    rows: pd.DataFrame,
    lang: str,
    *,
    alt: str,
    settings: Mapping[str, Any] | None = None,
    decimals: Mapping[str, int] | None = None,
    **options: Any,  # noqa: ANN401 (what st.dataframe takes)
) -> None:
    """Rows as a data grid, its columns in the order in which the language is read.

    `settings` are column settings by header, `decimals` those of columns of numbers; `options` go
    to `st.dataframe`. Numbers stay numbers and stand flush right everywhere, words on the side
    where reading begins.
    """
    rtl = language(lang).rtl
    columns = list(rows.columns)
    found: dict[str, Any] = dict(settings or {})
    worded = [n for n in columns if rtl and n not in found and not is_numeric_dtype(rows[n])]
    found |= {name: st.column_config.Column(alignment="right") for name in worded}
    # A grid draws every cell from the left: what runs the other way says so itself.
    turned = {n: each_text(rows[n], lambda cell: embed(cell, lang)) for n in worded}
    shown, formats = numbers.with_formats(rows.assign(**turned), lang, decimals)
    st.dataframe(
        shown,
        hide_index=True,
        alt=alt,
        column_order=columns[::-1] if rtl else None,
        column_config={**formats, **found},
        placeholder="",
        **options,
    )
