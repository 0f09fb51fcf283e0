"""Activities on a line of time: planned open, realised full, and where a date passed unrecorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from observatory.charts.plot import (
    Axis,
    BarPlot,
    Bars,
    Datum,
    EmptyPlot,
    Entry,
    Fill,
    Reference,
    Stroke,
    Tip,
)
from observatory.i18n import text

ROW, NAMES = 32, 372
# Days after the last one that the line of time still shows.
AFTER = timedelta(days=60)
FILLS: Mapping[str, Fill] = {
    "realised": Fill("accent", outline="accent"),
    "planned": Fill("paper", outline="accent"),
    "passed": Fill("paper", outline="reference", hatch="/", hatch_colour="reference"),
}
KINDS = tuple(FILLS)


def plot(rows: pd.DataFrame, *, as_of: date, lang: str) -> BarPlot | EmptyPlot:
    """The timeline of activities.

    `rows`: id, label, kind (`realised`, `planned`, `passed`, or empty where no date is known),
    first and last (dates), start and end (as the register writes them), facts (lines); in the order
    shown. The dotted line is the day of the build.
    """
    dated = rows.loc[rows["first"].notna()]
    if dated.empty:
        return EmptyPlot(text("commitments.no_dates", lang))
    words = {kind: text(f"commitments.key.{kind}", lang) for kind in KINDS}
    return BarPlot(
        categories=tuple(rows["label"]),
        codes=tuple(rows["id"]),
        data=tuple(
            Datum(code, label, int(start[:4]) if start else None, start=start, end=end)
            for code, label, start, end in rows[["id", "label", "start", "end"]].itertuples(
                index=False
            )
        ),
        series=tuple(_bars(rows, kind, words[kind]) for kind in KINDS),
        axis=Axis(
            min(dated["first"]).replace(month=1, day=1),
            max(*dated["last"], as_of) + AFTER,
            kind="date",
            grid=True,
        ),
        gap=0.5,
        references=(Reference(as_of, stroke=Stroke("reference", 1.4, "dot")),),
        key=tuple(Entry(words[kind], fill=FILLS[kind]) for kind in KINDS),
        height=ROW * len(rows),
        before=NAMES,
        after=16,
        above=34,
        below=40,
    )


def _bars(rows: pd.DataFrame, kind: str, name: str) -> Bars:
    """The spans of one kind, from the first day to the last."""
    mine = [each == kind for each in rows["kind"]]
    spans = [
        (first, last) if own else (None, None)
        for own, first, last in zip(mine, rows["first"], rows["last"], strict=True)
    ]
    return Bars(
        name=name,
        values=tuple(last for _, last in spans),
        starts=tuple(first for first, _ in spans),
        fill=FILLS[kind],
        tips=tuple(
            Tip(label, facts) if own else None
            for own, label, facts in zip(mine, rows["label"], rows["facts"], strict=True)
        ),
    )
