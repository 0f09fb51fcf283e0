"""Plain plots of counts and moments: spots on rows, spots on a scale, bars, cells by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from observatory.charts.names_axis import names_axis
from observatory.charts.plot import (
    Axis,
    BarPlot,
    Bars,
    Colour,
    Datum,
    Entry,
    Fill,
    Label,
    Mark,
    PointPlot,
    Points,
    Tile,
    TilePlot,
    Tip,
)
from observatory.charts.theme import BODY

ROW, LEAST = 44, 220
# Counts up to this have a line each on their scale: there is no half of a thing.
FEW = 6


def spots(
    rows: pd.DataFrame,
    *,
    names: Sequence[str],
    across: tuple[float, float],
    marks: Mapping[str, Mark],
    years: bool = False,
) -> PointPlot:
    """Spots on rows that have names, the first on top.

    `rows`: x, row (one of `names`), kind (a key of `marks`), label (may be empty), tip, datum.
    `marks` gives each kind, as it is called in the key, its mark. `across`: ends of the scale.
    """
    places = {name: at for at, name in enumerate(names)}
    series = []
    for kind, mark in marks.items():
        part = rows.loc[rows["kind"] == kind]
        series.append(
            Points(
                name=kind,
                x=tuple(map(float, part["x"])),
                y=tuple(places[row] for row in part["row"]),
                mark=mark,
                data=tuple(part["datum"]),
                tips=tuple(part["tip"]),
                labels=_labels(part["label"]),
            )
        )
    low, high = across
    scale = (
        Axis(low, high, kind="year", step=2, grid=True)
        if years
        else Axis(low, high, most_ticks=8, grid=True)
    )
    return PointPlot(
        series=tuple(series),
        x=scale,
        y=names_axis(names),
        key=tuple(Entry(kind, mark=mark) for kind, mark in marks.items()),
        height=max(LEAST, ROW * len(names)),
        before=230,
        after=24,
    )


def scale(
    rows: pd.DataFrame,
    *,
    name: str,
    across: tuple[float, float],
    up: tuple[float, float],
    mark: Mark,
) -> PointPlot:
    """Spots with their values above them, on years and a scale of counts.

    `rows`: x, y, label, tip, datum. `name`: what the spots are.
    """
    points = Points(
        name=name,
        x=tuple(map(float, rows["x"])),
        y=tuple(map(float, rows["y"])),
        mark=mark,
        data=tuple(rows["datum"]),
        tips=tuple(rows["tip"]),
        labels=_labels(rows["label"]),
    )
    return PointPlot(
        series=(points,),
        x=Axis(*across, kind="year", step=2, grid=True),
        y=Axis(*up, step=10, grid=True),
        height=320,
        before=40,
        after=40,
        above=20,
    )


def _labels(words: pd.Series) -> tuple[Label | None, ...]:
    """The text above each spot; nothing where it is empty."""
    return tuple(Label(str(each), size=BODY) if each else None for each in words)


def counts(
    rows: pd.DataFrame,
    *,
    names: Sequence[str],
    fills: Mapping[str, Colour],
    data: Sequence[Datum] = (),
) -> BarPlot:
    """Bars of counts by name, stacked by kind, the first name on top.

    `rows`: row (one of `names`), kind (a key of `fills`), value; at most one a row and kind. `data`
    say whose each name is, where it is more than a name.
    """
    values = {
        (kind, row): float(value)
        for kind, row, value in zip(rows["kind"], rows["row"], rows["value"], strict=True)
    }
    series = [
        Bars(
            name=kind,
            values=tuple(values.get((kind, name)) for name in names),
            fill=Fill(colour),
            labels=tuple(
                Label(str(int(values[kind, name])), side="centre", size=BODY)
                if (kind, name) in values
                else None
                for name in names
            ),
        )
        for kind, colour in fills.items()
    ]
    most = float(rows.groupby("row")["value"].sum().max()) if len(rows) else 1.0
    several = len(fills) > 1
    return BarPlot(
        categories=tuple(names),
        series=tuple(series),
        axis=Axis(
            0.0,
            most * 1.08,
            step=1.0 if most <= FEW else None,
            most_ticks=6,
            grid=True,
            at_top=True,
        ),
        data=tuple(data) or tuple(Datum(name=name) for name in names),
        stacked=True,
        decimals=0,
        gap=0.35,
        key=tuple(Entry(kind, fill=Fill(c)) for kind, c in fills.items()) if several else (),
        height=max(LEAST, ROW * len(names)),
        before=330,
        after=24,
        above=34,
        below=20,
    )


def tiles(rows: pd.DataFrame, *, fills: Mapping[str, Colour]) -> TilePlot:
    """The tile grid by class. `rows`: iso3, area, row, column, kind (a key of `fills`)."""
    painted = {kind: Fill(colour, outline="muted") for kind, colour in fills.items()}
    cells = (
        Tile(
            code=row["iso3"],
            column=int(row["column"]),
            row=int(row["row"]),
            fill=painted[row["kind"]],
            lines=(row["iso3"],),
            datum=Datum(row["iso3"], row["area"]),
            tip=Tip(row["area"], (row["kind"],)),
        )
        for row in rows.to_dict("records")
    )
    return TilePlot(
        tiles=tuple(cells),
        key=tuple(Entry(kind, fill=fill) for kind, fill in painted.items()),
        height=420,
    )
