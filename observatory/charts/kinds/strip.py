"""Where a member stands among all: a dot a member on one scale, no ordinal (methods M3)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts import alt_text, empty, headlines
from observatory.charts.marks import open_key, tip, whose
from observatory.charts.plot import (
    Axis,
    Datum,
    EmptyPlot,
    Label,
    Mark,
    PointPlot,
    Points,
    Reference,
    Stroke,
)
from observatory.charts.theme import BODY
from observatory.i18n import number, text

HEIGHT, EDGE = 300, 40
# The height of the key below the scale, which stands there only where dots are open.
KEY = 24
# Dots nearer than this share of the scale are set above each other.
DOT = 0.016


def plot(answer: Answer) -> PointPlot | EmptyPlot:
    """The dots of the members with a value, those chosen named, groups and median as lines."""
    rows = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    if rows.empty:
        return empty.plot(answer)
    shown = answer.frame["value"].dropna()
    low, high = min(0.0, float(shown.min())), float(shown.max())
    room = (high - low or 1.0) * 0.05
    rows = rows.sort_values("value").assign(level=lambda r: levels(list(r["value"]), high - low))
    hollow = rows["old"] | ~rows["compared"]
    chosen = rows["iso3"].isin(answer.view.members)
    named = chosen | rows["iso3"].isin(_ends(rows))
    return PointPlot(
        series=tuple(
            _dots(part, answer, chosen=bool(mine), named=bool(name), hollow=bool(empty_mark))
            for (mine, name, empty_mark), part in rows.groupby([chosen, named, hollow], sort=True)
        ),
        x=Axis(low - room, high + room, grid=True, most_ticks=8),
        y=Axis(-1.4, max(rows["level"].max(), 3) + 1.6, hidden=True),
        references=tuple(_lines(rows, answer)),
        key=(open_key(answer),) if hollow.any() else (),
        height=HEIGHT,
        before=EDGE,
        after=EDGE,
        above=58,
        below=30 + KEY * bool(hollow.any()),
    )


def levels(values: list[float], spread: float) -> list[int]:
    """The height of each dot, in dots: the lowest at which it touches none before it.

    `values` stand in order; `spread` is the length of the scale in their unit.
    """
    width = DOT * (spread or 1.0)
    last: list[float] = []
    out = []
    for value in values:
        free = (i for i, before in enumerate(last) if value - before >= width)
        level = next(free, len(last))
        last[level : level + 1] = [value]
        out.append(level)
    return out


def _ends(rows: pd.DataFrame) -> list[str]:
    """The codes of the lowest and the highest of the members that compare, which bear names."""
    own = rows.loc[rows["compared"]].sort_values("value")
    return list(own["iso3"].iloc[[0, -1]]) if len(own) else []


def _dots(rows: pd.DataFrame, answer: Answer, *, chosen: bool, named: bool, hollow: bool) -> Points:
    """Dots without a name, or those of members chosen and at the ends, each with its name.

    A dot is open where its value is old, or enters no comparison.
    """
    mark = Mark("circle", 13 if chosen else 10, "accent" if chosen else "reference", hollow=hollow)
    names = [
        Label(area, "below" if at % 2 else "above", size=BODY)
        for at, area in enumerate(rows["area"])
    ]
    return Points(
        name=" ",
        x=tuple(rows["value"].astype(float)),
        y=tuple(rows["level"].astype(float)),
        mark=mark,
        data=whose(rows),
        tips=tuple(tip(row, answer) for _, row in rows.iterrows()),
        labels=tuple(names) if named else (),
    )


def _lines(rows: pd.DataFrame, answer: Answer) -> Iterator[Reference]:
    """The median of the members that compare, and the groups: dashed lines, figures above."""
    lang = answer.view.lang
    groups = answer.frame.loc[(answer.frame["role"] != "member") & answer.frame["value"].notna()]
    marks = [
        (float(value), datum.name, datum)
        for value, datum in zip(groups["value"], whose(groups), strict=True)
    ]
    # The dots are of the years in the title; a group may be of another.
    own = rows.loc[rows["compared"], "value"]
    if len(own):
        name = text("charts.median", lang, n=len(own))
        marks.append((float(own.median()), name, Datum(name=name)))
    for value, name, datum in sorted(marks, key=lambda mark: mark[:2]):
        words = f"{name} {number(value, lang, answer.decimals)}"
        words += f" · {datum.year}" if datum.year else ""
        yield Reference(value, words, stroke=Stroke("reference", 1.3, "dash"), datum=datum)


KIND = ChartKind(
    order=30,
    plot=plot,
    alt=alt_text.ranges_and_groups,
    headline=headlines.levels,
    methods=("M2", "M3"),
    members="all",
    by_value=True,
    title="charts.kind.strip.title",
)
