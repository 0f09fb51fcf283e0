"""The map of an answer: the tile grid, or the polygon map where the reader asked for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from observatory.answers.answer import Answer
from observatory.catalog import tile_grid as places
from observatory.chart_kind import ChartKind
from observatory.charts import alt_text, empty, headlines
from observatory.charts.classes import classes
from observatory.charts.plot import (
    BoundaryPlot,
    Datum,
    EmptyPlot,
    Entry,
    Fill,
    Layer,
    Tile,
    TilePlot,
    Tip,
)
from observatory.i18n import number, text
from observatory.words.titles import older, twin_lines

# The colours of the ramp, and the fills of what is in no class, in the order of the key.
RAMP = 5
ASIDE = {
    "maps.unsupported": Fill("paper", "muted", "/"),
    "charts.old": Fill("old", "reference"),
    "maps.no_value": Fill("no_data", "muted", "/"),
}


@dataclass(frozen=True, slots=True)
class Class:
    """The members that share a fill, and what it means."""

    words: str
    fill: Fill
    rows: pd.DataFrame


def plot(answer: Answer) -> TilePlot | BoundaryPlot | EmptyPlot:
    """The members in classes of their latest value; old, unsupported and missing ones apart."""
    members = answer.frame.loc[answer.frame["role"] == "member"]
    if members["value"].notna().sum() == 0:
        return empty.plot(answer)
    old = older(answer.view, answer.build.built_at.year)
    found = list(map_classes(members, answer.view.lang, old))
    key = tuple(Entry(each.words, fill=each.fill) for each in found)
    if answer.view.map == "tiles":
        tiles = tuple(_tile(row, each.fill, answer) for each in found for row in _each(each.rows))
        return TilePlot(tiles, key, others=tuple(_others(set(members["iso3"]))))
    return BoundaryPlot(
        layers=tuple(_layer(each, answer) for each in found),
        others=tuple(answer.others),
        disclaimer=text("maps.disclaimer", answer.view.lang),
        key=key,
    )


def map_classes(members: pd.DataFrame, lang: str, old: str) -> Iterator[Class]:
    """The members with their places, by fill; each is in exactly one.

    Empty classes are included, so that the key is whole. `members`: iso3, value, old, compared.
    `old`: what is said of old values.
    """
    rows = places.with_tiles(members)
    inside = rows["compared"] & ~rows["old"] & rows["value"].notna()
    found = classes(list(rows.loc[inside, "value"]))
    names = found.words(lang) if inside.any() else []
    class_of = rows["value"].map(found.of).where(inside)
    for at, (name, colour) in enumerate(zip(names, ramp(len(names)), strict=True)):
        yield Class(name, Fill(colour), rows.loc[class_of == at])
    none = rows["value"].isna()
    apart = {
        "maps.unsupported": ~inside & ~none & ~rows["old"],
        "charts.old": ~none & rows["old"],
        "maps.no_value": none,
    }
    for key, fill in ASIDE.items():
        if apart[key].any():
            words = old if key == "charts.old" else text(key, lang)
            yield Class(words, fill, rows.loc[apart[key]])


def ramp(count: int) -> list[str]:
    """So many colours of the ramp, evenly apart, with its two ends; `ValueError` for too many."""
    if count > RAMP:
        raise ValueError(f"{count} classes, but only {RAMP} colours")
    if count < 2:
        return [f"ramp-{RAMP - 1}"] * count
    return [f"ramp-{round(step * (RAMP - 1) / (count - 1))}" for step in range(count)]


def _each(rows: pd.DataFrame) -> Iterator[pd.Series]:
    yield from (row for _, row in rows.iterrows())


def _tile(row: pd.Series, fill: Fill, answer: Answer) -> Tile:
    """A cell: the code, and under it the value and its year where there is one."""
    known = not pd.isna(row["value"])
    value = (number(row["value"], answer.view.lang, answer.decimals),) if known else ()
    return Tile(
        code=str(row["iso3"]),
        column=int(row["column"]),
        row=int(row["row"]),
        fill=fill,
        lines=(str(row["iso3"]), *value, *([str(row["year"])] if known else [])),
        datum=Datum(str(row["iso3"]), str(row["area"]), int(row["year"]) if known else None),
        tip=_tip(row, answer),
        value=float(row["value"]) if known else None,
    )


def _others(chosen: Collection[str]) -> Iterator[Tile]:
    """The cells of the members that a view leaves aside: their code alone, on paper."""
    for iso3, place in places.load().items():
        if iso3 not in chosen:
            yield Tile(iso3, place.column, place.row, Fill("paper", "grid"), (iso3,), Datum(iso3))


def _layer(found: Class, answer: Answer) -> Layer:
    """The areas of a class; members too small to be seen have a dot."""
    tiny = found.rows.loc[found.rows["longitude"].notna()]
    return Layer(
        name=found.words,
        fill=found.fill,
        codes=tuple(found.rows["iso3"]),
        tips=tuple(_tip(row, answer) for row in _each(found.rows)),
        dots={
            str(row["iso3"]): (float(row["longitude"]), float(row["latitude"]))
            for row in _each(tiny)
        },
    )


def _tip(row: pd.Series, answer: Answer) -> Tip:
    lang, area = answer.view.lang, str(row["area"])
    if pd.isna(row["value"]):
        return Tip(area, (text("missing." + row["missing"], lang),))
    value = number(row["value"], lang, answer.decimals)
    kind = text(f"estimate.{row['estimate']}", lang)
    beside = twin_lines(row, answer.decimals, lang)
    lines = (f"{value} {answer.unit_short} · {row['year']}", kind, *beside)
    return Tip(area, lines, str(row["source"]))


KIND = ChartKind(
    order=70,
    plot=plot,
    alt=alt_text.ranges_and_groups,
    headline=headlines.levels,
    methods=("M2", "M11"),
    classes=True,
    choices=("map",),
)
