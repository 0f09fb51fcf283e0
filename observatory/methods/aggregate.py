"""Group aggregates by method M1: weighted means that say what they rest on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from observatory.methods.estimates import OBSERVED
from observatory.methods.thresholds import LARGE_MEMBER, MIN_COVERAGE, MIN_MEMBERS

COLUMNS = (
    "group_id", "series_id", "year", "value", "n", "n_members", "coverage", "weight_name", "median",
    "largest_iso3", "largest_share", "loo_low", "loo_high", "label", "estimate", "set_changed",
    "absent_iso3",
)  # fmt: skip
# The labels of values that are not given.
WITHHELD = ("below_coverage", "large_member_absent")
_CELL = ["group_id", "series_id", "year"]
_NAMES = ["group_id", "series_id", "weight_name"]
_NAMES_AND_YEAR = [*_NAMES, "year"]
# A share that is two thirds up to rounding is two thirds.
_ROUNDING = 1e-9


def aggregates(
    values: pd.DataFrame,
    weights: pd.DataFrame,
    groups: pd.DataFrame,
    weight_of: Mapping[str, str],
) -> pd.DataFrame:
    """The weighted mean of every group, series and year, with what it rests on.

    Grain of the answer: group x series x year in which a member has a value and a weight.

    `values`: series_id, iso3, year, value, estimate (areas that are no member of a group are
    ignored). `weights`: weight_name, iso3, year, weight, one row an area and year. `groups`:
    group_id, iso3, from_year, to_year (both included, empty is open). `weight_of`: series_id to
    weight_name; a series without a weight has no aggregate.

    A = sum(w x) / sum(w) over the members with a value. Coverage is the observed share of weight
    of all members, in which a member without a weight in that year counts with its nearest one, so
    that coverage is not overstated; one that never has a weight counts in `n_members` only. `value`
    is empty below two thirds (label `below_coverage`), and where a member with more than a tenth of
    the weight has no value (`large_member_absent`; `absent_iso3` is the largest such member); below
    half of the members by count the label is `large_members_only`, else `published`. `median` is
    unweighted. `loo_low` and `loo_high` are the least and greatest value that leaving out one
    member gives (empty with fewer than two). `set_changed` marks a year whose set of members
    differs from the year before it in the series. Units are those of the series.
    Source of the rule: World Bank, WDI statistical methods, aggregation of ratios.
    """
    cells = _members_with_values(values, weights, groups, weight_of)
    if cells.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    out = _sums(cells).join(_leave_one_out(cells)).join(_largest(cells))
    out = out.astype(dict.fromkeys(_NAMES, "str"))
    whole, large = _whole(weights, groups)
    out = out.join(_absent(cells, large)).merge(whole, on=["group_id", "weight_name", "year"])
    out["coverage"] = out["w"] / out["w_all"]
    out["largest_share"] = out["largest_weight"] / out["w"]
    out["label"] = _label(out)
    out["value"] = (out["wx"] / out["w"]).where(~out["label"].isin(WITHHELD))
    out["estimate"] = np.select(
        [out["projected"], out["modelled"], out["compiled"]],
        ["projected", "modelled", "compiled"],
        default="reported",
    )
    out["set_changed"] = _set_changes(out)
    return out[list(COLUMNS)].sort_values(_CELL, ignore_index=True)


def yearly(points: pd.DataFrame) -> pd.DataFrame:
    """Weights for every year between the first and last point of an area, interpolated linearly.

    `points` and the answer: weight_name, iso3, year, weight. Only weights may be interpolated, and
    the product says where it does (methods M1). Empty for no points. Never beyond the first or last
    point: what lies outside is refused, because it would be a forecast.
    Source of the points: United Nations, World Population Prospects, five-yearly ages and years.
    """
    if points.empty:
        return points
    wide = points.pivot_table(index="year", columns=["weight_name", "iso3"], values="weight")
    years = range(int(wide.index.min()), int(wide.index.max()) + 1)
    filled = wide.reindex(years).interpolate(method="index", limit_area="inside")
    filled.index.name = "year"
    return _long(filled)


def _members_with_values(
    values: pd.DataFrame,
    weights: pd.DataFrame,
    groups: pd.DataFrame,
    weight_of: Mapping[str, str],
) -> pd.DataFrame:
    """One row per group, series, year and member that has both a value and a positive weight.

    Names are categories and each group, series and year is one number `cell`, in that order: the
    frame is a million rows long, and texts would make it ten times as large.
    """
    names = {
        "series_id": pd.CategoricalDtype(sorted(weight_of)),
        "weight_name": pd.CategoricalDtype(sorted(set(weight_of.values()))),
        "iso3": pd.CategoricalDtype(sorted(groups["iso3"].unique())),
        "group_id": pd.CategoricalDtype(sorted(groups["group_id"].unique())),
    }
    weights_named = pd.DataFrame(
        {"series_id": list(weight_of), "weight_name": list(weight_of.values())}
    )
    kept = values["series_id"].isin(weight_of) & values["iso3"].isin(groups["iso3"])
    mine = values.loc[kept, ["series_id", "iso3", "year", "value"]].assign(
        projected=values["estimate"] == "projected",
        modelled=~values["estimate"].isin(OBSERVED),
        compiled=values["estimate"] == "compiled",
    )
    weighed = _with_categories(mine, names).merge(
        _with_categories(weights_named, names), on="series_id"
    )
    heavy = weights.loc[weights["weight"] > 0]
    weighed = weighed.merge(_with_categories(heavy, names), on=["weight_name", "iso3", "year"])
    cells = _in_span(weighed.merge(_with_categories(groups, names), on="iso3"))
    cells = cells.drop(columns=["from_year", "to_year"])
    cells["cell"] = cells.groupby(_CELL, sort=True, observed=True).ngroup()
    cells["wx"] = cells["weight"] * cells["value"]
    return cells


def _with_categories(frame: pd.DataFrame, names: Mapping[str, pd.CategoricalDtype]) -> pd.DataFrame:
    """The frame with its names as categories; names outside them leave the frame."""
    codes = {
        column: _codes(frame[column], kind)
        for column, kind in names.items()
        if column in frame.columns
    }
    known = np.logical_and.reduce([code >= 0 for code in codes.values()])
    coded = {
        column: pd.Categorical.from_codes(code[known], dtype=names[column])
        for column, code in codes.items()
    }
    return frame.drop(columns=list(codes)).loc[known].assign(**coded)


def _codes(column: pd.Series, kind: pd.CategoricalDtype) -> np.ndarray:
    """The number of each name among the categories, -1 for one outside them."""
    codes, found = pd.factorize(column)
    return np.append(kind.categories.get_indexer(found), -1)[codes]


def _in_span(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose year lies inside the membership's span."""
    begun = rows["from_year"].isna() | (rows["year"] >= rows["from_year"])
    going = rows["to_year"].isna() | (rows["year"] <= rows["to_year"])
    return rows.loc[begun & going].copy()


def _sums(cells: pd.DataFrame) -> pd.DataFrame:
    """Per group, series and year: names, counts, weighted sums, median.

    `stayed`: how many of its members are in the cell before it, which is that of the year before
    where the series has one.
    """
    members, codes = len(cells["iso3"].cat.categories), cells["iso3"].cat.codes.astype("int64")
    here = cells["cell"] * members + codes
    cells["stayed"] = np.isin(here - members, here)
    names = cells.drop_duplicates("cell").set_index("cell")[_NAMES_AND_YEAR]
    return names.join(
        cells.groupby("cell", sort=False).agg(
            n=("value", "size"),
            w=("weight", "sum"),
            wx=("wx", "sum"),
            median=("value", "median"),
            projected=("projected", "any"),
            modelled=("modelled", "any"),
            compiled=("compiled", "any"),
            stayed=("stayed", "sum"),
        )
    )


def _leave_one_out(cells: pd.DataFrame) -> pd.DataFrame:
    """The least and greatest mean that leaving out one member gives."""
    grouped = cells.groupby("cell", sort=False)
    w, wx = grouped["weight"].transform("sum"), grouped["wx"].transform("sum")
    rest = (w - cells["weight"]).where(grouped["weight"].transform("size") > 1)
    loo = ((wx - cells["wx"]) / rest).groupby(cells["cell"], sort=False)
    return pd.DataFrame({"loo_low": loo.min(), "loo_high": loo.max()})


def _largest(cells: pd.DataFrame) -> pd.DataFrame:
    """The member with the largest weight of each cell, the first by code if several, and it."""
    ordered = cells.sort_values("iso3", kind="stable")
    first = ordered.loc[ordered.groupby("cell", sort=False)["weight"].idxmax()].set_index("cell")
    renamed = {"iso3": "largest_iso3", "weight": "largest_weight"}
    return first[["iso3", "weight"]].rename(columns=renamed).astype({"largest_iso3": "str"})


def _absent(cells: pd.DataFrame, large: pd.DataFrame) -> pd.DataFrame:
    """Per cell, the largest member with more than a tenth of the weight that has no value there."""
    names = cells.drop_duplicates("cell")[["cell", *_NAMES_AND_YEAR]].astype(
        dict.fromkeys(_NAMES, "str")
    )
    both = names.merge(large, on=["group_id", "weight_name", "year"])
    there = pd.MultiIndex.from_arrays([cells["cell"], cells["iso3"].astype("str")])
    gone = both.loc[~pd.MultiIndex.from_frame(both[["cell", "iso3"]]).isin(there)]
    largest = gone.sort_values("weight", ascending=False).drop_duplicates("cell")
    return largest.set_index("cell")[["iso3"]].rename(columns={"iso3": "absent_iso3"})


def _whole(weights: pd.DataFrame, groups: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Per group, weight and year: the weight of all members and their number; the large members."""
    names = {
        column: pd.CategoricalDtype(sorted(frame[column].unique()))
        for frame, column in ((weights, "weight_name"), (groups, "iso3"), (groups, "group_id"))
    }
    every_year = _with_categories(_every_year(weights.loc[weights["weight"] > 0]), names)
    weighed = _in_span(every_year.merge(_with_categories(groups, names), on="iso3"))
    key = ["group_id", "weight_name", "year"]
    grouped = weighed.groupby(key, sort=False, observed=True)["weight"]
    whole = grouped.sum().rename("w_all").reset_index()
    whole = whole.astype({"group_id": "str", "weight_name": "str"})
    years = pd.DataFrame({"year": np.sort(weights["year"].unique())})
    members = _in_span(groups.merge(years, how="cross"))
    counts = members.groupby(["group_id", "year"]).size().rename("n_members").reset_index()
    least = (LARGE_MEMBER + _ROUNDING) * grouped.transform("sum")
    large = weighed.loc[weighed["weight"] > least].astype(
        dict.fromkeys(["group_id", "weight_name", "iso3"], "str")
    )
    return whole.merge(counts, on=["group_id", "year"]), large[[*key, "iso3", "weight"]]


def _every_year(weights: pd.DataFrame) -> pd.DataFrame:
    """The weights with the nearest one where an area has none in a year: for coverage only."""
    wide = weights.pivot_table(index="year", columns=["weight_name", "iso3"], values="weight")
    return _long(wide.ffill().bfill())


def _long(wide: pd.DataFrame) -> pd.DataFrame:
    """A row a weight, area and year that has a value, in the order of the years.

    Years are numbers: as objects they would make every frame they are joined to slow.
    """
    long = wide.T.reset_index().melt(["weight_name", "iso3"], var_name="year", value_name="weight")
    return long.dropna(subset=["weight"]).astype({"year": "int64"})


def _label(out: pd.DataFrame) -> pd.Series:
    enough_weight = out["coverage"] >= MIN_COVERAGE - _ROUNDING
    enough_members = out["n"] >= MIN_MEMBERS * out["n_members"]
    return pd.Series(
        np.select(
            [~enough_weight, out["absent_iso3"].notna(), ~enough_members],
            [*WITHHELD, "large_members_only"],
            default="published",
        ),
        index=out.index,
    )


def _set_changes(out: pd.DataFrame) -> pd.Series:
    """True where the members of a year are not those of the series' year before it."""
    ordered = out.sort_values(_CELL)
    before = ordered.groupby(["group_id", "series_id"], sort=False)["n"].shift()
    same = (ordered["n"] == before) & (ordered["stayed"] == before)
    return (before.notna() & ~same).reindex(out.index)
