"""Two indicators against each other: a point a member, no line through them, no number for them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts.marks import MARKS, describes, kind, name_of
from observatory.charts.plot import (
    Axis,
    Datum,
    EmptyPlot,
    Entry,
    Label,
    Mark,
    PointPlot,
    Points,
    Tip,
)
from observatory.charts.theme import SMALL
from observatory.i18n import number, text
from observatory.methods.estimates import OBSERVED

HEIGHT = 430
# So many names stand beside their points; beyond, the codes of the members do.
NAMED = 25


def pairs(answer: Answer) -> pd.DataFrame:
    """The members with both values: iso3, area, oic_group, and x and y with year and estimate."""
    frame = answer.frame.loc[answer.frame["role"] == "member"]
    first, second = (frame.loc[frame["indicator_id"] == i] for i in answer.view.indicator[:2])
    columns = ["value", "year", "estimate", "old", "compared"]
    both = first[["iso3", "area", "oic_group", *columns]].merge(
        second[["iso3", *columns]], on="iso3", suffixes=("_x", "_y")
    )
    return both.loc[both["value_x"].notna() & both["value_y"].notna()].reset_index(drop=True)


def plot(answer: Answer) -> PointPlot | EmptyPlot:
    """The scatter of an answer: x is the first indicator, y the second."""
    lang = answer.view.lang
    rows = pairs(answer)
    if rows.empty:
        return EmptyPlot(text("charts.both_missing", lang))
    kinds = rows.apply(_kind, axis="columns")
    # A group has one colour in every language, whichever members are chosen.
    colours = {name: f"series-{at}" for at, name in enumerate(answer.regions)}
    groups = [name for name in colours if (rows["oic_group"] == name).any()]
    named = len(rows) <= NAMED
    key = [Entry(name, mark=_mark("reported", colours[name])) for name in groups]
    key += [
        Entry(name_of(each, answer), mark=_mark(each, "muted"))
        for each in MARKS
        if (kinds == each).any()
    ]
    x, y = _axes(rows, answer)
    return PointPlot(
        series=tuple(
            _points(part, _mark(str(each), colours.get(str(group), "muted")), answer, named=named)
            for (each, group), part in rows.groupby([kinds, "oic_group"], sort=True)
        ),
        x=x,
        y=y,
        sentences=(describes(lang),),
        key=tuple(key),
        height=HEIGHT,
        before=64,
        after=24,
        above=30,
        below=48,
    )


def _kind(pair: pd.Series) -> str:
    """What stands behind a point: by age first, then by the weaker of its two values."""
    both = sorted((pair["estimate_x"], pair["estimate_y"]), key=OBSERVED.__contains__)
    weaker = "compiled" if set(both) == set(OBSERVED) else both[0]
    old, compared = pair["old_x"] or pair["old_y"], pair["compared_x"] and pair["compared_y"]
    return kind(weaker, old=bool(old), compared=bool(compared))


def _mark(kind_of_value: str, colour: str) -> Mark:
    """A group is told by its colour, what stands behind a value by its shape."""
    return replace(MARKS[kind_of_value], colour=colour)


def _points(rows: pd.DataFrame, mark: Mark, answer: Answer, *, named: bool) -> Points:
    """The points of one kind and group, each with its name, or its code where there are many."""
    size = SMALL if named else SMALL - 2
    years = zip(rows["iso3"], rows["area"], rows["year_y"], rows["year_x"], strict=True)
    return Points(
        name=" ",
        x=tuple(float(value) for value in rows["value_x"]),
        y=tuple(float(value) for value in rows["value_y"]),
        mark=mark,
        data=tuple(Datum(str(code), str(area), int(y), int(x)) for code, area, y, x in years),
        tips=tuple(_tip(row, answer) for _, row in rows.iterrows()),
        labels=tuple(Label(str(words), size=size) for words in rows["area" if named else "iso3"]),
    )


def _tip(row: pd.Series, answer: Answer) -> Tip:
    lang = answer.view.lang
    names = dict(answer.frame[["indicator_id", "indicator"]].drop_duplicates().to_numpy())
    lines = []
    for side, indicator_id in zip("xy", answer.view.indicator, strict=False):
        value = number(row[f"value_{side}"], lang, answer.decimals)
        estimate = text(f"estimate.{row[f'estimate_{side}']}", lang)
        lines.append(f"{names[indicator_id]}: {value} · {row[f'year_{side}']} · {estimate}")
    return Tip(str(row["area"]), tuple(lines))


def _axes(rows: pd.DataFrame, answer: Answer) -> tuple[Axis, Axis]:
    """The two scales, each with its indicator and unit; from zero where that is not far."""
    units = dict(answer.frame[["indicator_id", "unit"]].drop_duplicates().to_numpy())
    names = dict(answer.frame[["indicator_id", "indicator"]].drop_duplicates().to_numpy())
    out = []
    for side, each in zip("xy", answer.view.indicator, strict=False):
        values = rows[f"value_{side}"]
        low, high = float(values.min()), float(values.max())
        room = (high - low or abs(high) or 1) * 0.08
        least = 0 - room / 2 if 0 <= low <= 0.7 * high else low - room
        out.append(Axis(least, high + room, title=f"{names[each]} ({units[each]})", grid=True))
    return out[0], out[1]


KIND = ChartKind(
    order=80,
    plot=plot,
    methods=("M9", "M2"),
    indicators=2,
    takes_groups=False,
    title="charts.kind.scatter.title",
    title_of_one_year="charts.kind.scatter.title",
)
