"""What follows from other values inside a build: derived series, and support of modelled ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from observatory.catalog.models import Catalog
from observatory.methods.aggregate import yearly
from observatory.methods.estimates import OBSERVED
from observatory.methods.thresholds import SAME_WITHIN, SUPPORTED_WITHIN

_CELL = ["iso3", "year"]
_ALL = Decimal(100)
# What rests on several values is as weak as the weakest of them.
_STRENGTH = {"reported": 0, "compiled": 1, "imputed": 2, "modelled": 3, "projected": 4}
# The mark of a break in SDMX's list of observation statuses.
BREAK = "B"


def derive(
    observations: pd.DataFrame, catalog: Catalog, editions: Mapping[str, str | None]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """The observations of the derived series, and for each how it was derived.

    Grain and columns are those of `observations`. A part without values gives no derived series,
    nor do parts of two editions; a labour force alone, which is a weight, takes what is at hand.
    """
    parts: list[pd.DataFrame] = []
    how: dict[str, str] = {}
    for _, series in catalog.series():
        if series.derive is None:
            continue
        rule = _RULES[series.derive.how]
        of_one_edition = len({editions.get(part) for part in series.parts}) == 1
        if not of_one_edition and series.derive.how != "labour_force_from_rates":
            continue
        operands = [observations.loc[observations["series_id"] == part] for part in series.parts]
        found = rule(*operands)
        if not found.empty:
            series_id = str(series.series_id)
            parts.append(found.assign(series_id=series_id))
            full = zip(series.parts, operands, strict=True)
            used = [part for part, operand in full if not operand.empty]
            how[series_id] = _formula(series.derive.how, used)
    return pd.concat(parts, ignore_index=True) if parts else observations.iloc[:0], how


def _formula(how: str, parts: Sequence[str]) -> str:
    """The arithmetic in words that a reader can check: ids of series between signs."""
    if how == "labour_force_from_rates":
        *populations, employment, unemployment = parts
        return f"{' or '.join(populations)} x {employment} / ( 100 - {unemployment} )"
    return {
        "difference": " - ".join(parts),
        "complement": " - ".join(("100", *parts)),
        "sum": " + ".join(parts),
        "share_of_total": " x ".join(parts) + " / 100",
    }[how]


def _together(
    first: pd.DataFrame, *others: pd.DataFrame
) -> tuple[pd.DataFrame, list[list[Decimal]]]:
    """The rows of the first in whose area and year all have a value, and the values of each row.

    A row that rests on a modelled or projected value is one itself.
    """
    rows = first
    for place, other in enumerate(others):
        columns = other[[*_CELL, "value", "estimate"]]
        rows = rows.merge(columns, on=_CELL, suffixes=("", f"_{place}"))
    for place in range(len(others)):
        weaker = rows[f"estimate_{place}"].map(_STRENGTH) > rows["estimate"].map(_STRENGTH)
        rows["estimate"] = rows["estimate"].mask(weaker, rows[f"estimate_{place}"])
    names = ["value", *(f"value_{place}" for place in range(len(others)))]
    exact = [[Decimal(repr(float(value))) for value in row] for row in rows[names].to_numpy()]
    return rows[list(first.columns)], exact


def _difference(*parts: pd.DataFrame) -> pd.DataFrame:
    """First minus second in the same area and year, exact in decimals."""
    rows, exact = _together(*parts)
    return rows.assign(value=[float(first - second) for first, second in exact])


def _complement(*parts: pd.DataFrame) -> pd.DataFrame:
    """What is left of 100, in percent, exact in decimals."""
    rows, exact = _together(*parts)
    return rows.assign(value=[float(_ALL - sum(values)) for values in exact])


def _sum(*parts: pd.DataFrame) -> pd.DataFrame:
    """All parts together, exact in decimals."""
    rows, exact = _together(*parts)
    return rows.assign(value=[float(sum(values)) for values in exact])


def _share_of_total(share: pd.DataFrame, total: pd.DataFrame) -> pd.DataFrame:
    """A share in percent of a total, in whole units of the total (persons)."""
    rows, exact = _together(share, total)
    return rows.assign(value=[float(round(part * whole / _ALL)) for part, whole in exact])


def _labour_force(*parts: pd.DataFrame) -> pd.DataFrame:
    """Persons in the labour force: population x EPR / (100 - UR), by area and year.

    The unemployment rate is U / (E + U), so that E + U = E / (1 - UR), and E is population x EPR.
    EPR and UR in percent; where everybody is unemployed there is no answer. Of several populations
    the first that has the year counts; between points of five years they are interpolated linearly,
    which methods M1 allows for weights alone.
    """
    *populations, employment, unemployment = parts
    points = pd.concat(populations).drop_duplicates(_CELL)
    points = points.assign(weight_name="", weight=points["value"])
    people = yearly(points[["weight_name", "iso3", "year", "weight"]])
    both = employment.merge(people[[*_CELL, "weight"]], on=_CELL)
    rates = unemployment[[*_CELL, "value", "estimate"]]
    both = both.merge(rates, on=_CELL, suffixes=("", "_rate"))
    both = both.loc[both["value_rate"] < float(_ALL)]
    both["value"] = both["weight"] * both["value"] / (float(_ALL) - both["value_rate"])
    foreseen = both["estimate_rate"] == "projected"
    both["estimate"] = both["estimate"].mask(foreseen, "projected")
    return both[list(employment.columns)]


_RULES: Mapping[str, Callable[..., pd.DataFrame]] = {
    "difference": _difference,
    "complement": _complement,
    "sum": _sum,
    "share_of_total": _share_of_total,
    "labour_force_from_rates": _labour_force,
}


def mark_supported(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The observations with `supported` filled for modelled values (methods M2).

    True where the source says so already, or where the national value of the same indicator, sex,
    area and year lies within one point; False otherwise; empty for reported and compiled values.
    Of several national values that of the series with most members counts, as everywhere
    (`choice`): a value that a later release has revised supports nothing.
    """
    frame = observations.assign(indicator=_subject(observations, catalog))
    national = _leading(frame.loc[frame["estimate"] == "reported"], catalog)
    modelled = frame.loc[~frame["estimate"].isin(OBSERVED), ["indicator", *_CELL, "value"]]
    beside = modelled.reset_index().merge(national, on=["indicator", *_CELL], suffixes=("", "_n"))
    near = (beside["value"] - beside["value_n"]).abs() <= SUPPORTED_WITHIN
    yes = frame.index.isin(beside.loc[near, "index"]) | frame["supported"].eq(other=True).fillna(
        False
    )
    column = pd.Series(yes, index=frame.index, dtype="boolean")
    return observations.assign(supported=column.mask(frame["estimate"].isin(OBSERVED)))


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
    year where that value is the same to a rounding of one decimal; of several codes the first. Else
    it takes the code that its source's table names for the area and year, whatever sex or age.
    `break_marked`: whether any national series of the same indicator, sex and area, or its source's
    table of any sex or age, marks a break in that year; or, in a year since the value before that
    the series leaves out, marks one or names another survey.
    """
    frame = observations.assign(indicator=_subject(observations, catalog))
    national = frame.loc[frame["estimate"] == "reported"]
    key = ["indicator", *_CELL]
    named = national.loc[national["survey"] != "", [*key, "value", "survey"]]
    nameless = national.loc[national["survey"] == "", [*key, "value"]].reset_index()
    both = nameless.merge(named, on=key, suffixes=("", "_named"))
    same = both.loc[(both["value"] - both["value_named"]).abs() <= SAME_WITHIN]
    equal = same.drop_duplicates("index").set_index("index")["survey"]
    years = _survey_years(national, catalog)
    own = national[["series_id", *_CELL]].reset_index().merge(years, on=["series_id", *_CELL])
    by_year = own.loc[own["named"] != ""].set_index("index")["named"]
    found = equal.reindex(frame.index).fillna(by_year.reindex(frame.index))
    surveys = observations["survey"].mask(observations["survey"] == "", found.fillna(""))
    marked = national["status"].str.contains(BREAK)
    broken = pd.MultiIndex.from_frame(national.loc[marked, key])
    keys = pd.MultiIndex.from_frame(frame[key])
    in_table = own.loc[own["broken"], "index"]
    left_out = _after_another(national.assign(survey=surveys), years)
    breaks = keys.isin(broken) | frame.index.isin(in_table) | frame.index.isin(left_out)
    return observations.assign(
        survey=surveys, break_marked=breaks & (frame["estimate"] == "reported")
    )


def _survey_years(national: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """What the table of a source says of an area and year, for each series of its indicators.

    Grain: series x area x year. Columns: series_id, iso3, year, named (the survey's code, empty for
    none), broken. A series hears the tables of its own source alone.
    """
    facts = pd.DataFrame(
        [
            (str(s.series_id), s.source, s.code, i.indicator_id)
            for i, s in catalog.series()
            if s.kind == "reported" and s.derive is None
        ],
        columns=["series_id", "source", "table", "topic"],
    )
    told = national.assign(broken=national["status"].str.contains(BREAK))
    told = told.loc[told["broken"] | (told["survey"] != "")].merge(facts, on="series_id")
    told = told.sort_values("survey", key=lambda codes: codes == "", kind="stable")
    topics = facts[["source", "table", "topic"]].drop_duplicates()
    spread = told.drop(columns="topic").merge(topics, on=["source", "table"])
    of_topic = spread.groupby(["source", "topic", *_CELL], as_index=False).agg(
        named=("survey", "first"), broken=("broken", "any")
    )
    heard = facts[["series_id", "source", "topic"]].merge(of_topic, on=["source", "topic"])
    return heard[["series_id", *_CELL, "named", "broken"]]


def _after_another(national: pd.DataFrame, years: pd.DataFrame) -> pd.Index:
    """The values before which a year left out has a break or another survey than its neighbours.

    `years` as in `_survey_years`. Neighbours are the value and the one before it in its series.
    """
    area = ["series_id", "iso3"]
    rows = national[[*area, "year", "survey"]].reset_index().sort_values([*area, "year"])
    rows["before"] = rows.groupby(area)["survey"].shift()
    there = pd.MultiIndex.from_frame(rows[[*area, "year"]])
    out = years.loc[~pd.MultiIndex.from_frame(years[[*area, "year"]]).isin(there)]
    if out.empty or rows.empty:
        return pd.Index([], dtype="int64")
    next_one = pd.merge_asof(
        out.sort_values("year"), rows.sort_values("year"), on="year", by=area, direction="forward"
    )
    next_one = next_one.dropna(subset=["index", "before"])
    codes = next_one.melt(id_vars="index", value_vars=["named", "survey", "before"])
    several = codes.loc[codes["value"] != ""].groupby("index")["value"].nunique() > 1
    return several.index[several].union(next_one.loc[next_one["broken"], "index"].astype("int64"))
