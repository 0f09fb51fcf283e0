"""Change from an earlier value to the latest, each at its own year (methods M4).

A line a member from year to year; or, where many lines would lie on each other and bear no name, a
row a member: the earlier value open, the latest full, the points between them.
"""

from __future__ import annotations

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts import alt_text, empty, headlines
from observatory.charts.kinds.bars import LEAST
from observatory.charts.marks import whose
from observatory.charts.member_colours import member_colours
from observatory.charts.paired_rows import connectors, rows_plot
from observatory.charts.plot import (
    Axis,
    EmptyPlot,
    EndName,
    Entry,
    Label,
    Mark,
    PointPlot,
    Points,
    Stroke,
    Tip,
)
from observatory.i18n import difference, number, span, text

HEIGHT, NAMES, ROW = 440, 190, 32
# So many members are named at their lines' ends; more stand in rows, each beside its name.
NAMED = 12


def ends(answer: Answer) -> pd.DataFrame:
    """The members with a change: iso3, area, first_year, first, last_year, last."""
    frame = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    by_member = frame.sort_values("year").groupby("iso3", sort=False)
    out = by_member.agg(
        area=("area", "first"),
        first_year=("year", "first"),
        first=("value", "first"),
        last_year=("year", "last"),
        last=("value", "last"),
    )
    return out.reset_index()


def plot(answer: Answer) -> PointPlot | EmptyPlot:
    """A line a member between the two years of its change; of many a row with its name."""
    rows = ends(answer)
    if rows.empty:
        return empty.plot(answer)
    return _rows(rows, answer) if len(rows) > NAMED else _lines(rows, answer)


def _lines(rows: pd.DataFrame, answer: Answer) -> PointPlot:
    """Lines from year to year, each in the colour of its member."""
    homes = member_colours(set(rows["iso3"]))
    colours = [homes[str(iso3)] for iso3 in rows["iso3"]]
    series = []
    for (_, row), colour in zip(rows.iterrows(), colours, strict=True):
        series.append(_line(row, answer, colour))
        series.append(_open(row, colour))
    values = [*rows["first"], *rows["last"], 0.0]
    years = float(rows["first_year"].min()) - 0.6, float(rows["last_year"].max()) + 0.4
    return PointPlot(
        series=tuple(series),
        x=Axis(*years, kind="year", grid=True, most_ticks=10),
        y=Axis(min(values), max(values) + (max(values) - min(values)) * 0.05, grid=True),
        end_names=tuple(
            EndName(str(row["iso3"]), f"{row['area']} {_points(row, answer)}", row["last"], colour)
            for (_, row), colour in zip(rows.iterrows(), colours, strict=True)
        ),
        height=HEIGHT,
        after=NAMES,
        above=18,
        below=34,
    )


def _line(row: pd.Series, answer: Answer, colour: str) -> Points:
    """The line of one member, with its two values."""
    both = pd.DataFrame([row, row]).assign(year=[row["first_year"], row["last_year"]])
    return Points(
        name=str(row["area"]),
        x=(float(row["first_year"]), float(row["last_year"])),
        y=(float(row["first"]), float(row["last"])),
        mark=Mark("circle", 8, colour),
        stroke=Stroke(colour, 2.4),
        data=whose(both),
        tips=(_tip(row, answer),) * 2,
        code=str(row["iso3"]),
    )


def _open(row: pd.Series, colour: str) -> Points:
    """The earlier end, open: so a line is read from it to the full one."""
    return Points(
        name=" ",
        x=(float(row["first_year"]),),
        y=(float(row["first"]),),
        mark=Mark("circle", 8, colour, hollow=True),
        role="helps",
        code=str(row["iso3"]),
    )


def _rows(found: pd.DataFrame, answer: Answer) -> PointPlot:
    """A row a member, in the order of the answer."""
    places = {iso3: at for at, iso3 in enumerate(dict.fromkeys(answer.frame["iso3"]))}
    rows = found.sort_values("iso3", key=lambda codes: codes.map(places)).reset_index(drop=True)
    both, names = rows[["first", "last"]], list(rows["area"])
    marks = {
        "first": Mark("circle", 11, "accent", hollow=True),
        "last": Mark("circle", 11, "accent"),
    }
    return rows_plot(
        [
            connectors(rows["first"], rows["last"], names),
            *(_marks(rows, end, mark, answer) for end, mark in marks.items()),
        ],
        names,
        list(rows["iso3"]),
        ends=(min(0.0, float(both.min().min())), float(both.max().max()) * 1.22),
        height=max(LEAST, ROW * len(names)),
        key=[
            Entry(text(f"charts.key.{end}", answer.view.lang), mark) for end, mark in marks.items()
        ],
    )


def _marks(rows: pd.DataFrame, end: str, mark: Mark, answer: Answer) -> Points:
    """The values of one end; the greater one carries the points of the change and its years."""
    lang = answer.view.lang
    greater = (rows["last"] >= rows["first"]) == (end == "last")
    words = [
        f"{_points(row, answer)} ({span(row['first_year'], row['last_year'], lang)})"
        for _, row in rows.iterrows()
    ]
    return Points(
        name=text(f"charts.key.{end}", lang),
        x=tuple(float(value) for value in rows[end]),
        y=tuple(float(place) for place in rows.index),
        mark=mark,
        data=whose(rows, f"{end}_year"),
        tips=tuple(_tip(row, answer) for _, row in rows.iterrows()),
        labels=tuple(
            Label(said, "after") if here else None
            for said, here in zip(words, greater, strict=True)
        ),
    )


def _points(row: pd.Series, answer: Answer) -> str:
    """The change in points."""
    return difference(row["last"], row["first"], answer.view.lang, answer.decimals)


def _tip(row: pd.Series, answer: Answer) -> Tip:
    lang = answer.view.lang
    said = text(
        "charts.change",
        lang,
        first=number(row["first"], lang, answer.decimals),
        first_year=row["first_year"],
        last=number(row["last"], lang, answer.decimals),
        last_year=row["last_year"],
        points=_points(row, answer),
    )
    return Tip(str(row["area"]), (said,))


def _headline(answer: Answer, shown: pd.DataFrame) -> str:
    """The change of each member; of many, the least and the greatest."""
    rows = ends(answer)
    if len(rows) > headlines.SAID:
        order = (rows["last"] - rows["first"]).sort_values().index
        low, high = (
            headlines.points(answer, rows.loc[at, "last"], rows.loc[at, "first"])
            for at in (order[0], order[-1])
        )
        facts = {"low": low, "high": high, "k": len(rows)}
        return headlines.sentence(answer, shown, "deck.message.change", **facts)
    parts = [
        text(
            "deck.message.shift",
            answer.view.lang,
            area=row["area"],
            first=headlines.value(answer, row["first"]),
            first_year=row["first_year"],
            last=headlines.value(answer, row["last"]),
            last_year=row["last_year"],
            points=headlines.points(answer, row["last"], row["first"]),
        )
        for _, row in rows.iterrows()
    ]
    return headlines.title_of_areas(answer, shown, parts)


KIND = ChartKind(
    order=50,
    plot=plot,
    rows_on_a_slide=12,
    alt=alt_text.lines,
    headline=_headline,
    methods=("M4", "M2"),
    rows="changes",
    takes_groups=False,
    title="charts.kind.change.title",
)
