"""Sets of figures that belong together, and where one contradicts itself (methods M2).

A set is the total, women and men of one indicator from one source, edition and release. It is taken
whole or not at all; this module says which series of which sets cannot all be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

import pandas as pd

from observatory.catalog.models import Catalog

# Points by which a total may lie outside women and men: rounding; of a group of economies the
# publisher's weights as well.
OF_AN_ECONOMY, OF_A_GROUP = 0.1, 0.3
# Two series of one edition may differ by so many points: one may be a difference of others.
OF_TWO_SERIES = 0.1
# Old national values are now and then of two surveys in one year: so many cells, and such a share
# of them, are no fault of the set.
FEW, SHARE = 2, 0.01
SERIES = (
    "series_id", "indicator_id", "source_id", "sex", "kind", "edition", "vintage", "unit",
)  # fmt: skip
_SET = ["indicator_id", "source_id", "kind", "edition", "vintage"]
_CELL = ["iso3", "year"]
_PERCENT = "percent"
_ALL = 100.0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Series that cannot all be right: which, what was found, what was expected."""

    series_ids: tuple[str, ...]
    found: str
    expected: str


def series_of(
    catalog: Catalog, editions: Mapping[str, str | None], releases: Mapping[str, str | None]
) -> pd.DataFrame:
    """The series of the catalogue with edition and release. Grain: series; columns `SERIES`."""
    rows = [
        (
            str(series.series_id),
            indicator.indicator_id,
            series.source,
            series.sex,
            series.kind,
            editions.get(series.series_id) or "",
            releases.get(series.series_id) or "",
            indicator.unit,
        )
        for indicator, series in catalog.series()
    ]
    return pd.DataFrame(rows, columns=list(SERIES))


def contradictions(
    values: pd.DataFrame, series: pd.DataFrame, groups: frozenset[str]
) -> list[Contradiction]:
    """What contradicts itself among some values: totals beside women and men, twins of an edition.

    `values`: series_id, iso3, year, value. `series`: as `series_of` gives. `groups`: the codes of
    areas that are groups of economies. Shares in percent alone are looked at.
    """
    shares = series.loc[series["unit"] == _PERCENT]
    known = {
        str(key): part.set_index(_CELL)["value"]
        for key, part in values.loc[values["series_id"].isin(shares["series_id"])].groupby(
            "series_id", sort=False
        )
    }
    shares = shares.loc[shares["series_id"].isin(known)]
    return [*_totals_outside(shares, known, groups), *_twins_apart(shares, known, groups)]


def mixes_of_editions(series: pd.DataFrame) -> list[Contradiction]:
    """Totals, women and men of one indicator and source that are of several editions."""
    dated = series.loc[(series["edition"] != "") & (series["kind"] == "modelled")]
    return [
        Contradiction(
            tuple(part["series_id"]),
            f"editions {', '.join(sorted(set(part['edition'])))}",
            "total, women and men of one edition",
        )
        for _, part in dated.groupby(["indicator_id", "source_id"], sort=False)
        if part["edition"].nunique() > 1 and part["sex"].nunique() > 1
    ]


def implausible(
    values: pd.DataFrame, catalog: Catalog, editions: Mapping[str, str | None]
) -> list[Contradiction]:
    """Counts that give no plausible population with a rate of their own edition.

    A count of people divided by its rate is a population; the catalogue says between which two it
    lies (`people`). A share of more than one in a hundred outside is a contradiction.
    """
    return [
        found
        for indicator in catalog.indicators.values()
        if indicator.people is not None
        for count in indicator.series
        for rate in catalog.indicator(indicator.people.rate).series
        if rate.sex == count.sex and editions.get(rate.series_id)
        if editions.get(rate.series_id) == editions.get(count.series_id)
        for found in _impossible_totals(
            values,
            (str(count.series_id), str(rate.series_id)),
            _of_people(values, catalog, indicator.people.least),
            _of_people(values, catalog, indicator.people.most),
        )
    ]


def _of_people(values: pd.DataFrame, catalog: Catalog, indicator_id: str) -> pd.Series:
    """A population by area and year: of its first series that has the cell."""
    parts = [
        values.loc[values["series_id"] == series.series_id, [*_CELL, "value"]]
        for series in catalog.indicator(indicator_id).series
        if series.sex == "T"
    ]
    return pd.concat(parts).drop_duplicates(_CELL).set_index(_CELL)["value"]


def _impossible_totals(
    values: pd.DataFrame, pair: tuple[str, str], least: pd.Series, most: pd.Series
) -> Iterator[Contradiction]:
    """The contradiction of a count and a rate, if the population they imply is not plausible."""
    count, rate = (
        values.loc[values["series_id"] == each].set_index(_CELL)["value"] for each in pair
    )
    people = (count / rate * _ALL).rename("people")
    table = pd.concat([people, least.rename("least"), most.rename("most")], axis=1, join="inner")
    table = table.dropna()
    wrong = table.loc[(table["people"] < table["least"]) | (table["people"] > table["most"])]
    if len(wrong) > max(FEW, SHARE * len(table)):
        expected = "count / rate between the two populations that enclose it"
        yield Contradiction(pair, _cells(wrong, len(table)), expected)


def _totals_outside(
    shares: pd.DataFrame, known: Mapping[str, pd.Series], groups: frozenset[str]
) -> Iterator[Contradiction]:
    """Sets whose total does not lie between women and men."""
    for (_, _, kind, *_), part in shares.groupby(_SET, sort=False):
        by_sex = {sex: list(one["series_id"]) for sex, one in part.groupby("sex", sort=False)}
        if len(by_sex) < len("TFM"):
            continue
        for ids in product(*(by_sex[sex] for sex in "TFM")):
            table = pd.concat([known[each].rename(each) for each in ids], axis=1, join="inner")
            total, sides = table[ids[0]], table[list(ids[1:])]
            apart = pd.concat([sides.min(axis=1) - total, total - sides.max(axis=1)], axis=1)
            wrong = table.loc[apart.max(axis=1) > _room(table, groups)]
            if len(wrong) > (0 if kind == "modelled" else max(FEW, SHARE * len(table))):
                yield Contradiction(ids, _cells(wrong, len(table)), "the total between both sexes")


def _twins_apart(
    shares: pd.DataFrame, known: Mapping[str, pd.Series], groups: frozenset[str]
) -> Iterator[Contradiction]:
    """Modelled series of one indicator, sex and edition that differ where both have a value."""
    dated = shares.loc[(shares["edition"] != "") & (shares["kind"] == "modelled")]
    for _, part in dated.groupby(["indicator_id", "sex", "edition"], sort=False):
        for ids in combinations(part["series_id"], 2):
            table = pd.concat([known[each].rename(each) for each in ids], axis=1, join="inner")
            table = table.loc[~table.index.get_level_values("iso3").isin(groups)]
            wrong = table.loc[(table[ids[0]] - table[ids[1]]).abs() > OF_TWO_SERIES]
            if len(wrong) > max(FEW, SHARE * len(table)):
                expected = "two series of one edition that agree"
                yield Contradiction(ids, _cells(wrong, len(table)), expected)


def _room(table: pd.DataFrame, groups: frozenset[str]) -> pd.Series:
    """The points by which a total may lie outside, row by row."""
    of_group = table.index.get_level_values("iso3").isin(groups)
    return pd.Series(of_group, index=table.index).map({True: OF_A_GROUP, False: OF_AN_ECONOMY})


def _cells(wrong: pd.DataFrame, whole: int) -> str:
    """How many country-years of how many, and one of them with its values."""
    (iso3, year), values = wrong.index[0], wrong.iloc[0]
    example = ", ".join(f"{value:g}" for value in values)
    return f"{len(wrong)} of {whole} country-years, such as {iso3} {year}: {example}"
