"""A member's value among those of the others (methods M3): no ordinal, no table of ranks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from observatory.methods.estimates import OBSERVED
from observatory.methods.latest import has_window, latest, window
from observatory.methods.thresholds import BAND_POINTS


@dataclass(frozen=True, slots=True)
class Place:
    """Among the `n` members with an observed value from `first` to `last`: range and median.

    `value` and `year` are the member's own, inside those years; NaN and 0 where it has none there.
    All values in the unit of the series.
    """

    n: int
    first: int
    last: int
    low: float
    high: float
    median: float
    value: float
    year: int


def place(history: pd.DataFrame, iso3: str) -> Place | None:
    """Where a member's latest observed value stands among the latest ones of all members.

    `history`: iso3, year, value, estimate, supported of one series. Only `reported` and
    `compiled` values inside the window of M3 count: an unsupported or projected value changes
    nobody's place. The answer holds a range and a median and refuses a rank: sampling errors, which
    most sources do not publish, are wider than the gap between neighbours. None where no year has
    values of 20 members.
    Source: this Observatory's own rule.
    """
    return places(history)(iso3)


def bands(values: Sequence[float], width: float = BAND_POINTS) -> list[tuple[int, int]]:
    """The runs of values that all lie within `width` of each other: (first, last) positions.

    `values` stand in order, and a run begins at the first that is in none; runs of one are left
    out. Nothing is chained: the ends of a run are no farther apart than two neighbours may be.
    Source: this Observatory's own rule (methods M3): an illustration, not a sampling error.
    """
    found, first = [], 0
    for at in range(1, len(values) + 1):
        if at == len(values) or abs(values[first] - values[at]) > width:
            found += [(first, at - 1)] if at - first > 1 else []
            first = at
    return found


def places(history: pd.DataFrame) -> Callable[[str], Place | None]:
    """What `place` says of each member, its window and median found once."""
    national = history.loc[history["estimate"].isin(OBSERVED)]
    if not has_window(national):
        return lambda _: None
    first, last = window(national)
    inside = national.loc[national["year"].between(first, last)]
    found = latest(inside, comparable=OBSERVED)
    all_of = Place(
        n=len(found),
        first=first,
        last=last,
        low=float(found["value"].min()),
        high=float(found["value"].max()),
        median=float(found["value"].median()),
        value=float("nan"),
        year=0,
    )
    own = {
        str(iso3): replace(all_of, value=float(value), year=int(year))
        for iso3, value, year in zip(found["iso3"], found["value"], found["year"], strict=True)
    }
    return lambda iso3: own.get(iso3, all_of)
