"""The frame of a figure of cells: names of rows beside, names of members below, the key above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

import plotly.graph_objects as go

from observatory.charts.theme import SMALL, Look, axis, directed, legend

# Height of a row, the room for names beside and below the cells, and for the key above: pixels.
# Plotly sets a key of five entries in two columns where they do not fit one line.
ROW, NAMES, NAMES_BELOW, KEY = 28, 330, 122, 3 * 20 + 8
# Letters of a name beside the cells that fit one line, in a picture too.
NAME_LINE = 46


def laid_out(
    drawn: go.Figure,
    rows: Sequence[str],
    columns: Mapping[str, str],
    *,
    look: Look,
    rtl: bool,
    row: int = ROW,
    key: int = KEY,
) -> None:
    """Lay out a figure whose cells stand at (column's id, row's name), first row on top.

    In a right-to-left language columns run from right to left and the rows' names stand right.
    """
    across = [-0.5, len(columns) - 0.5]
    drawn.update_layout(
        height=row * len(rows),
        margin={"l": 16 if rtl else NAMES, "r": NAMES if rtl else 16, "t": key, "b": NAMES_BELOW},
        legend=legend(rtl=rtl),
        xaxis=axis(
            look,
            grid=False,
            side="bottom",
            tickangle=-90,
            type="category",
            range=across[::-1] if rtl else across,
            tickmode="array",
            tickvals=list(columns),
            ticktext=list(columns.values()),
            categoryorder="array",
            categoryarray=list(columns),
        ),
        yaxis=axis(
            look,
            grid=False,
            ticklabelstandoff=6,
            type="category",
            side="right" if rtl else "left",
            range=[len(rows) - 0.5, -0.5],
            categoryorder="array",
            categoryarray=list(rows),
            tickmode="array",
            tickvals=list(rows),
            ticktext=[_on_lines(name, rtl=rtl) for name in rows],
        ),
    )
    drawn.update_xaxes(tickfont={"size": SMALL - 1, "color": look.muted})
    drawn.update_yaxes(tickfont={"size": SMALL, "color": look.ink})


def _on_lines(name: str, *, rtl: bool) -> str:
    """A name on as many lines as it needs, unless it is set on lines already."""
    if "<br>" in name or len(name) <= NAME_LINE:
        return name
    return directed("<br>".join(wrap(name, NAME_LINE)), "ar" if rtl else "en")
