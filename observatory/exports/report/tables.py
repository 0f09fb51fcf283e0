"""A table of a report: heads that each page repeats, rows that no page breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from numbers import Number
from typing import Any

import pandas as pd

from observatory.charts.text_fit import wide
from observatory.exports.report.directions import without_isolates
from observatory.exports.report.markup import borders, element, put
from observatory.exports.report.styles import GRID, ROOM, TINT
from observatory.i18n import language, number

# What a column needs in points at the least, what one word takes at the most, and a whole cell.
_LEAST, _MOST, _LONG = 30.0, 150.0, 420.0
# The edges of a cell in points, and the size of its type: bold heads are wider than is reckoned.
_EDGES, _TYPE = 11.0, 10.0
# Units of a page in a point and in a twentieth of one.
_POINT, _TWIPS = 12700, 635


def fill_table(
    made: Any,
    rows: pd.DataFrame,
    widths: Sequence[float] | None,
    runs: Callable[[str], list[Any]],
    *,
    caption: str,
    lang: str,
) -> None:
    """The heads and rows of a table that has one row so far; `runs` sets words in their direction.

    `widths`: shares of the page, one a column; else each has what its words need.
    """
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in rows.dtypes]
    lines = [[_cell_text(value, lang) for value in row] for row in rows.to_numpy(dtype=object)]
    heads = list(map(str, rows.columns))
    shares = list(widths or _widths(heads, lines))
    rtl = language(lang).rtl
    twips = [round(share / sum(shares) * ROOM / _TWIPS) for share in shares]
    table = made._tbl
    _set_table(table, twips, caption, rtl=rtl)
    head = table.tr_lst[0]
    table.remove(head)
    for at, line in enumerate([heads, *lines]):
        style = "TableText" if at else "TableHead"
        cells = [
            _cell(words, width, style, runs, centre=number, fill="" if at else TINT, rtl=rtl)
            for words, width, number in zip(line, twips, numbers, strict=True)
        ]
        facts = [element("cantSplit"), *([] if at else [element("tblHeader")])]
        table.append(element("tr", element("trPr", *facts), *cells))


def _cell_text(value: object, lang: str) -> str:
    """A value of a table as it is written; nothing where there is none."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, Number) and not isinstance(value, bool):
        amount = float(value)  # type: ignore[arg-type]
        return number(amount, lang, 0 if amount.is_integer() else 1)
    return str(value)


def _widths(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> list[float]:
    """What the columns get of the page, in points: no word is broken, long cells are folded."""
    least, wish = [], []
    for at, head in enumerate(heads):
        cells = [line[at] for line in lines]
        parts = [word for cell in cells for word in re.split(r"[ -]", cell)]
        words = (wide(word, _TYPE) for word in (*head.split(), *parts))
        least.append(max(_LEAST, min(_MOST, max(words, default=0.0) + _EDGES)))
        whole = max((wide(cell, _TYPE) for cell in (head, *cells)), default=0.0)
        wish.append(max(least[-1], min(_LONG, whole + _EDGES)))
    spare = ROOM / _POINT - sum(least)
    more = [want - need for want, need in zip(wish, least, strict=True)]
    if spare <= 0 or not sum(more):
        return least
    return [need + spare * part / sum(more) for need, part in zip(least, more, strict=True)]


def _set_table(table: Any, twips: Sequence[int], caption: str, *, rtl: bool) -> None:
    """The grid of a table, its lines, and its direction."""
    own = table.tblPr
    for old in list(own):
        own.remove(old)
    if rtl:
        put(own, element("bidiVisual"))
    put(own, element("tblW", w=sum(twips), type="dxa"))
    put(own, borders("tblBorders", GRID, "top", "bottom", "insideH"))
    put(own, element("tblLayout", type="fixed"))
    margins = (element(side, w=70, type="dxa") for side in ("left", "right"))
    put(own, element("tblCellMar", *margins))
    put(own, element("tblLook", val="0020", firstRow="1"))
    put(own, element("tblCaption", val=without_isolates(caption)))
    for column, width in zip(table.tblGrid, twips, strict=True):
        column.set(column.tag.replace("gridCol", "w"), str(width))


def _cell(
    words: str,
    width: int,
    style: str,
    runs: Callable[[str], list[Any]],
    *,
    centre: bool,
    fill: str,
    rtl: bool,
) -> Any:
    """A cell of one paragraph."""
    form = element("pPr", element("pStyle", val=style))
    if rtl:
        put(form, element("bidi"))
    if centre:
        put(form, element("jc", val="center"))
    facts = [element("tcW", w=width, type="dxa")]
    if fill:
        facts.append(element("shd", val="clear", color="auto", fill=fill))
    return element("tc", element("tcPr", *facts), element("p", form, *runs(words)))
