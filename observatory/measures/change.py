"""Change between two years (methods M4): points and both years, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from observatory.measures.thresholds import CHANGE_OVER_YEARS, MIN_CHANGE_YEARS

# Effects of a country note that make two values of its span another thing than one series.
BARRING = ("not comparable", "break", "coverage")


@dataclass(frozen=True, slots=True)
class Change:
    """Two values of one series and their difference, in the unit of the series.

    `refused` is empty, or why the difference may not be read: `one_value`, `too_short`,
    `unsupported`, `standard`, `break`, `note`, `survey`. The two ends are there wherever known.
    """

    first_year: int
    last_year: int
    first: float
    last: float
    refused: str = ""

    @property
    def points(self) -> float:
        """The last value minus the first, from the values as they stand."""
        return self.last - self.first


def change(
    history: pd.DataFrame, notes: pd.DataFrame, *, since: int | None = None
) -> Change | None:
    """The change up to the latest value that is no projection.

    `history`: year, value, estimate, supported, standard, status, survey of one series and area.
    `notes`: first, last (years, either may be missing), effect of the notes on that area. The first
    end is the value of `since`, else the latest one at least 5 years before the last, else the
    earliest. Refused where a span has fewer than 3 years, both ends counted; where an end is
    modelled without a national value beside it; where standards differ, a break lies between, a
    note covers part of the span, or the ends rest on different surveys. None: no value at all.
    """
    fine = history.loc[history["estimate"] != "projected"].sort_values("year")
    if fine.empty:
        return None
    end = fine.iloc[-1]
    start = _start(fine, int(end["year"]), since)
    return Change(
        first_year=int(start["year"]),
        last_year=int(end["year"]),
        first=float(start["value"]),
        last=float(end["value"]),
        refused=_refused(fine, start, end, notes),
    )


def _start(fine: pd.DataFrame, last: int, since: int | None) -> pd.Series:
    """The value that a change is read from."""
    if since is not None:
        asked = fine.loc[fine["year"] >= since]
        return asked.iloc[0]
    before = fine.loc[fine["year"] <= last - CHANGE_OVER_YEARS]
    return before.iloc[-1] if len(before) else fine.iloc[0]


def _refused(fine: pd.DataFrame, start: pd.Series, end: pd.Series, notes: pd.DataFrame) -> str:
    first, last = int(start["year"]), int(end["year"])
    if first == last:
        return "one_value"
    ends = (start, end)
    between = fine.loc[fine["year"].between(first + 1, last), "status"].fillna("")
    checks: Mapping[str, bool] = {
        "too_short": last - first + 1 < MIN_CHANGE_YEARS,
        "unsupported": not all(map(_stands, ends)),
        "standard": _differ(ends, "standard"),
        "break": bool(between.str.contains("B").any()),
        "note": covered(notes, first, last),
        "survey": _differ(ends, "survey"),
    }
    return next((reason for reason, holds in checks.items() if holds), "")


def _differ(ends: tuple[pd.Series, ...], column: str) -> bool:
    """Whether the ends are known to differ in a column; where it is not given, they are not."""
    return len({end[column] for end in ends if pd.notna(end[column])}) > 1


def _stands(end: pd.Series) -> bool:
    """Whether a value is a national one, or a modelled one with a national one beside it."""
    supported = end["supported"]
    return end["estimate"] == "reported" or (pd.notna(supported) and bool(supported))


def covered(notes: pd.DataFrame, first: int, last: int) -> bool:
    """Whether a note bars a comparison over the years from `first` to `last`, both included."""
    barring = notes.loc[notes["effect"].isin(BARRING)]
    begins = barring["first"].fillna(first).astype(int)
    ends = barring["last"].fillna(last).astype(int)
    return bool(((begins <= last) & (ends >= first)).any())
