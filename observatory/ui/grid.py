"""Data grids in a reader's direction: in Arabic the first column stands at the right."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from textwrap import wrap
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from observatory.i18n import embed, language
from observatory.ui import numbers
from observatory.words.register import each_text

# The width of a page's text, of a letter and of what is around it in a cell;
# columns up to `SMALL` keep their width where there is room, all have `LEAST`; the height of a line
# and of what is around it: pixels.
WIDE, LETTER, AROUND, SMALL, LEAST, LINE, ABOVE = 1180, 7.2, 22, 130, 60, 20, 15
# A row has so many lines at most, and at least where texts stand on several; up to so many rows
# stand whole, more in a window of so many pixels.
LINES, FEWEST, ROWS, WINDOW = 7, 3, 12, 620


def grid(
    rows: pd.DataFrame,
    lang: str,
    *,
    alt: str,
    settings: Mapping[str, Any] | None = None,
    decimals: Mapping[str, int] | None = None,
    wide: int = 0,
    **options: Any,  # noqa: ANN401 (what st.dataframe takes)
) -> None:
    """Rows as a data grid, its columns in the order in which the language is read.

    `wide`: all columns stand in so many pixels, long texts on several lines, none cut; by default
    they take what they need.

    `settings` are column settings by header, `decimals` those of columns of numbers; `options` go
    to `st.dataframe`. Numbers stay numbers and stand flush right everywhere, words on the side
    where reading begins.
    """
    rtl = language(lang).rtl
    columns = list(rows.columns)
    found: dict[str, Any] = dict(settings or {})
    turns = [n for n in columns if rtl and n not in found and not is_numeric_dtype(rows[n])]
    found |= {name: st.column_config.Column(alignment="right") for name in turns}
    # A grid draws every cell from the left: what runs the other way says so itself.
    turned = {n: each_text(rows[n], lambda cell: embed(cell, lang)) for n in turns}
    shown, formats = numbers.with_formats(rows.assign(**turned), lang, decimals)
    # A link is shown by a word, however long its address is.
    worded = rows.assign(**dict.fromkeys(settings or {}, ""))
    widths = _widths(worded, wide) if wide else {}
    if widths:
        options["height"] = "content" if len(rows) <= ROWS else WINDOW
        options["row_height"] = _height(worded, widths)
        for name, width in widths.items():
            known: Any = found.get(name) or formats.get(name) or {}
            found[name] = {**known, "width": width}
    st.dataframe(
        shown,
        hide_index=True,
        alt=alt,
        column_order=columns[::-1] if rtl else None,
        column_config={**formats, **found},
        placeholder="",
        **options,
    )


def _widths(rows: pd.DataFrame, wide: int) -> dict[str, int]:
    """The widths in which all columns fit `wide` pixels; empty where they do by themselves.

    Short columns keep theirs where there is room; no column is narrower than its longest word, and
    what is left is shared by the root of what the longest texts still need.
    """
    texts = {str(name): [str(name), *_texts(rows[name])] for name in rows}
    need = {name: _need(found) for name, found in texts.items()}
    if sum(need.values()) <= wide:
        return {}
    # A header stands on one line: of it only the cells' words decide.
    words = {name: _need(" ".join(["", *found[1:]]).split(" ")) for name, found in texts.items()}
    least = {name: max(min(width, need[name]), LEAST) for name, width in words.items()}
    roomy = {name: width if width <= SMALL else least[name] for name, width in need.items()}
    least = roomy if sum(roomy.values()) <= wide else least
    more = {name: sqrt(max(0, need[name] - width)) for name, width in least.items()}
    part = max(0, wide - sum(least.values())) / (sum(more.values()) or 1)
    return {
        name: int(min(max(width, need[name]), width + part * more[name]))
        for name, width in least.items()
    }


def _texts(column: pd.Series) -> list[str]:
    """The cells of a column as texts; what is missing is empty."""
    gone = column.isna()
    return ["" if none else str(cell) for cell, none in zip(column, gone, strict=True)]


def _need(texts: list[str]) -> int:
    """The width that the longest of some texts needs on one line."""
    return int(LETTER * max(map(len, texts)) + AROUND)


def _height(rows: pd.DataFrame, widths: Mapping[str, int]) -> int:
    """The height of a row in which the longest text stands whole, of so many lines at most."""
    lines = max(
        len(wrap(text, max(1, int((widths[str(name)] - AROUND) / LETTER))))
        for name in rows
        for text in _texts(rows[name])
    )
    return ABOVE + LINE * min(LINES, max(FEWEST, lines))
