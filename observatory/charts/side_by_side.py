"""An indicator above participation, member by member: two rows of dots that share their members.

The members stand in alphabetical order; nothing is fitted, joined or pointed at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from observatory.charts.marks import MARKS, describes, kind, whose
from observatory.charts.names_axis import members_axis
from observatory.charts.plot import (
    Axis,
    Band,
    EmptyPlot,
    Entry,
    Mark,
    PanelPlot,
    PointPlot,
    Points,
    Reference,
    Tip,
)
from observatory.i18n import language, text
from observatory.methods.side_by_side import Cuts

HEIGHT, ROOM, NAMES, KEY = 400, 92, 122, 30
# Room beyond the last member: little, or that of the figures of the medians, in pixels.
EDGE, CUT_ROOM = 16, 96
# The height of each of the two rows of dots, a gap left between them.
ROW = 184
BOUND = Mark("square", 7, "series-2")


def plot(
    rows: pd.DataFrame,
    *,
    names: Mapping[str, str],
    measures: Mapping[str, str],
    at: Cuts | None,
    lang: str,
) -> PanelPlot | EmptyPlot:
    """The dots of the members plotted: a row of values, and a row of bounds for each measure.

    `rows`: iso3, area, value, year, estimate, old, compared, lower, upper (shares of 1), facts
    (lines), of the members plotted, in the order shown. `measures`: what the names of its bounds
    begin with, by measure. `names`: titles of the scales, `value`, and `share` or each measure of
    several, and the words of the medians. `at`: the medians to be drawn and printed, None where
    the gate is closed.
    """
    if rows.empty:
        return EmptyPlot(text("side_by_side.none", lang))
    values = _values(rows, lang)
    shares = {each: _shares(rows, before, lang) for each, before in measures.items()}
    cuts = {} if at is None else {
        "value": _cut(at.value, at.value_room, names["median_value"]),
        "share": _cut(at.lower, at.lower_room, names["median_share"]),
    }  # fmt: skip
    low, high = float(rows["value"].min()), float(rows["value"].max())
    scale = Axis(min(0.0, low * 1.12), high * 1.12 or 1.0, most_ticks=5, grid=True)
    percent = language(lang).percent
    of_bounds = Axis(
        -0.06,
        1.06,
        ticks=(0, 0.5, 1),
        tick_texts=tuple(f"{share}{percent}" for share in (0, 50, 100)),
        grid=True,
    )
    return PanelPlot(
        panels=(
            (names["value"], _panel(rows, values, scale, cuts.get("value"))),
            *(
                (
                    names["share"] if len(shares) == 1 else names[each],
                    _panel(rows, (own,), of_bounds, cuts.get("share")),
                )
                for each, own in shares.items()
            ),
        ),
        stacked=True,
        sentences=(describes(lang),),
        key=tuple(
            Entry(each.name, mark=each.mark) for each in (*values, *list(shares.values())[:1])
        ),
        height=HEIGHT + ROW * (len(shares) - 1) * 0.75,
    )


def _panel(
    rows: pd.DataFrame,
    series: tuple[Points, ...],
    scale: Axis,
    cut: tuple[Reference, Band] | None,
) -> PointPlot:
    """One of the two rows of dots, above the names of the members."""
    return PointPlot(
        series=series,
        x=members_axis(dict(zip(rows["iso3"], rows["area"], strict=True)), grid=True),
        y=scale,
        references=() if cut is None else cut[:1],
        bands=() if cut is None else cut[1:],
        height=ROW,
        before=ROOM,
        after=EDGE if cut is None else CUT_ROOM,
        above=KEY,
        below=NAMES,
    )


def _values(rows: pd.DataFrame, lang: str) -> tuple[Points, ...]:
    """The dots of the indicator, a series a kind."""
    facts = zip(rows["estimate"], rows["old"], rows["compared"], strict=True)
    kinds = [kind(estimate, old=old, compared=compared) for estimate, old, compared in facts]
    return tuple(
        _points(
            rows,
            [at for at, own in enumerate(kinds) if own == each],
            "value",
            name=text(f"side_by_side.key.{each}", lang),
            mark=MARKS[each],
        )
        for each in MARKS
        if each in kinds
    )


def _shares(rows: pd.DataFrame, before: str, lang: str) -> Points:
    """The dot of each lower bound, with a whisker up to the upper one; none where none is."""
    name = text("side_by_side.key.bounds", lang)
    places = [at for at, lower in enumerate(rows[f"{before}lower"]) if not pd.isna(lower)]
    dots = _points(rows, places, f"{before}lower", name=name, mark=BOUND)
    return replace(dots, upper=tuple(map(float, rows[f"{before}upper"].iloc[places])))


def _points(
    rows: pd.DataFrame, places: Sequence[int], column: str, *, name: str, mark: Mark
) -> Points:
    """The dots of a column for the rows at some places: where, whose, and what they say."""
    part = rows.iloc[list(places)]
    return Points(
        name=name,
        x=tuple(places),
        y=tuple(map(float, part[column])),
        mark=mark,
        data=whose(part),
        tips=tuple(
            Tip(area, facts) for area, facts in zip(part["area"], part["facts"], strict=True)
        ),
    )


def _cut(median: float, room: float, words: str) -> tuple[Reference, Band]:
    """A median as a line with its figure printed at it, and what is near to it."""
    line = Reference(median, words, across=False, words_at="after", words_colour="ink")
    return line, Band(median - room, median + room, "grid", by="values")
