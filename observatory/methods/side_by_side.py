"""Indicator and participation side by side (methods M9): who is set out, who is set aside, cuts.

Nothing here measures how the two go together: the one describes, and does not explain the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from observatory.methods.estimates import OBSERVED
from observatory.methods.thresholds import NEAR_THE_LINE


@dataclass(frozen=True, slots=True)
class Cuts:
    """The medians of the members compared: of the indicator, in its unit, and of the lower bound.

    `n` counts the members they rest on; the two rooms are how far from a median is near it.
    """

    value: float
    lower: float
    n: int
    value_room: float
    lower_room: float


def plot_rows(values: pd.DataFrame, bounds: pd.DataFrame) -> pd.DataFrame:
    """Values and bounds of the same members, with the reason why one is set aside.

    `values`: iso3, value, estimate, old, missing (M10 code where there is no value). `bounds`: as
    `participation.bounds` gives. Grain: member, in the order of `values`. Adds `aside`: empty for a
    member that is plotted, `no_value` or `not_open` (no event of the measure was open to it), and
    `compared`: whether its value enters a comparison (M2, M11: no model, at most 5 years old).
    """
    out = values.merge(bounds, on="iso3", how="left", validate="one_to_one")
    aside = pd.Series("", index=out.index).mask(~(out["open"] > 0), "not_open")
    out["aside"] = aside.mask(out["value"].isna(), "no_value")
    out["compared"] = (out["aside"] == "") & out["estimate"].isin(OBSERVED) & ~out["old"]
    return out


def cuts(rows: pd.DataFrame) -> Cuts:
    """The medians of the members that are compared, each with 5 % of the range plotted (M9)."""
    own, shown = (rows.loc[kept] for kept in (rows["compared"], rows["aside"] == ""))
    medians = {name: float(own[name].median()) for name in ("value", "lower")}
    rooms = {
        f"{name}_room": NEAR_THE_LINE * float(shown[name].max() - shown[name].min())
        for name in ("value", "lower")
    }
    return Cuts(**medians, **rooms, n=len(own))


def near(rows: pd.DataFrame, at: Cuts) -> pd.Series:
    """Whether a member that is compared lies near one of the cuts."""
    by_value = (rows["value"] - at.value).abs() <= at.value_room
    by_share = (rows["lower"] - at.lower).abs() <= at.lower_room
    return (by_value | by_share) & rows["compared"]


def outreach(rows: pd.DataFrame, at: Cuts) -> pd.DataFrame:
    """Members of a value above and a lower bound below the medians, by value, then upper bound.

    The highest value first; of equal values the lowest upper bound. Members near a cut are among
    them, marked by `near`: no line is sharper than what it rests on.
    """
    chosen = rows["compared"] & (rows["value"] > at.value) & (rows["lower"] < at.lower)
    out = rows.assign(near=near(rows, at)).loc[chosen]
    return out.sort_values(["value", "upper", "iso3"], ascending=[False, True, True])
