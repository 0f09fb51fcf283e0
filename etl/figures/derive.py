"""What follows from other values inside a build: derived series, and support of modelled ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from observatory.catalog.models import Catalog
from observatory.methods.aggregate import yearly
from observatory.methods.thresholds import SAME_WITHIN, SUPPORTED_WITHIN

_CELL = ["iso3", "year"]
_ALL = 100.0
# The mark of a break in SDMX's list of observation statuses.
BREAK = "B"


def derive(
    observations: pd.DataFrame, catalog: Catalog, editions: Mapping[str, str | None]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The observations of the derived series, and for each how it was derived.

    Grain and columns are those of `observations`. A part without values gives no derived series.
    """
    parts: list[pd.DataFrame] = []
    how: dict[str, str] = {}
    for _, series in catalog.series():
        operands = [observations.loc[observations["series_id"] == part] for part in series.parts]
        if series.minus and editions.get(series.minus[0]) == editions.get(series.minus[1]):
            found, formula = _difference(*operands), "{} - {}"
        elif series.labour_force_of:
            found, formula = _labour_force(*operands), "{} x {} / ( 100 - {} )"
        else:
            continue
        if not found.empty:
            series_id = str(series.series_id)
            parts.append(found.assign(series_id=series_id))
            how[series_id] = formula.format(*series.parts)
    return pd.concat(parts, ignore_index=True) if parts else observations.iloc[:0], how


def _difference(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """First minus second in the same area and year, exact in decimals."""
    both = first.merge(second[[*_CELL, "value"]], on=_CELL, suffixes=("", "_second"))
    values = [_minus(a, b) for a, b in zip(both["value"], both["value_second"], strict=True)]
    return both.assign(value=values).drop(columns="value_second")


def _labour_force(
    population: pd.DataFrame, employment: pd.DataFrame, unemployment: pd.DataFrame
) -> pd.DataFrame:
    """Persons in the labour force: population x EPR / (100 - UR), by area and year.

    The unemployment rate is U / (E + U), so that E + U = E / (1 - UR), and E is population x EPR.
    EPR and UR in percent; where everybody is unemployed there is no answer. Populations at points
    of five years are interpolated linearly, which methods M1 allows for weights alone.
    """
    points = population.assign(weight_name="", weight=population["value"])
    people = yearly(points[["weight_name", "iso3", "year", "weight"]])
    both = employment.merge(people[[*_CELL, "weight"]], on=_CELL)
    rates = unemployment[[*_CELL, "value", "estimate"]]
    both = both.merge(rates, on=_CELL, suffixes=("", "_rate"))
    both = both.loc[both["value_rate"] < _ALL]
    both["value"] = both["weight"] * both["value"] / (_ALL - both["value_rate"])
    foreseen = both["estimate_rate"] == "projected"
    both["estimate"] = both["estimate"].mask(foreseen, "projected")
    return both[list(population.columns)]


def mark_supported(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The observations with `supported` filled for modelled values (methods M2).

    True where the source says so already, or where the national value of the same indicator, sex,
    area and year lies within one point; False otherwise; empty for reported values. Of several
    national values that of the series with most members counts, as everywhere (`choice`): a value
    that a later release has revised supports nothing.
    """
    frame = observations.assign(indicator=_subject(observations, catalog))
    national = _leading(frame.loc[frame["estimate"] == "reported"], catalog)
    modelled = frame.loc[frame["estimate"] != "reported", ["indicator", *_CELL, "value"]]
    beside = modelled.reset_index().merge(national, on=["indicator", *_CELL], suffixes=("", "_n"))
    near = (beside["value"] - beside["value_n"]).abs() <= SUPPORTED_WITHIN
    yes = frame.index.isin(beside.loc[near, "index"]) | frame["supported"].eq(other=True).fillna(
        False
    )
    column = pd.Series(yes, index=frame.index, dtype="boolean")
    return observations.assign(supported=column.mask(frame["estimate"] == "reported"))


def _leading(national: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """One national value an indicator, sex, area and year: of the series with most members."""
    ours = national.loc[national["iso3"].isin(catalog.members())]
    reach = ours.groupby("series_id")["iso3"].nunique()
    order = {str(series.series_id): place for place, (_, series) in enumerate(catalog.series())}
    ranked = national.assign(
        reach=-national["series_id"].map(reach).astype("float64").fillna(0),
        order=national["series_id"].map(order).astype("float64"),
    ).sort_values(["reach", "order"], kind="stable")
    key = ["indicator", *_CELL]
    return ranked.drop_duplicates(key)[[*key, "value"]]


def _subject(observations: pd.DataFrame, catalog: Catalog) -> pd.Series:
    """What each value measures, whichever series it is of: indicator and sex."""
    facts = {str(s.series_id): f"{i.indicator_id}:{s.sex}" for i, s in catalog.series()}
    return observations["series_id"].map(facts)


def mark_surveys(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The observations with `survey` and `break_marked` filled for national values (M4).

    A national value takes the code of another national series of the same indicator, sex, area and
    year where that value is the same to a rounding of one decimal; of several codes the first.
    `break_marked`: whether any national series of the same indicator, sex and area marks a break in
    that year; a break in the survey is one in every series that rests on it.
    """
    frame = observations.assign(indicator=_subject(observations, catalog))
    national = frame.loc[frame["estimate"] == "reported"]
    key = ["indicator", *_CELL]
    named = national.loc[national["survey"] != "", [*key, "value", "survey"]]
    nameless = national.loc[national["survey"] == "", [*key, "value"]].reset_index()
    both = nameless.merge(named, on=key, suffixes=("", "_named"))
    same = both.loc[(both["value"] - both["value_named"]).abs() <= SAME_WITHIN]
    found = same.drop_duplicates("index").set_index("index")["survey"]
    marked = national["status"].str.contains(BREAK)
    broken = pd.MultiIndex.from_frame(national.loc[marked, key])
    keys = pd.MultiIndex.from_frame(frame[key])
    return observations.assign(
        survey=found.reindex(frame.index).fillna(observations["survey"]),
        break_marked=keys.isin(broken) & (frame["estimate"] == "reported"),
    )


def _minus(first: float, second: float) -> float:
    """The difference of two values as they are written."""
    return float(Decimal(repr(float(first))) - Decimal(repr(float(second))))
