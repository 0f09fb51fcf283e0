"""Change between two years (methods M4): points and both years, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from observatory.methods.country_notes import bars_comparison
from observatory.methods.estimates import OBSERVED, apart
from observatory.methods.thresholds import CHANGE_OVER_YEARS, MIN_CHANGE_YEARS


@dataclass(frozen=True, slots=True)
class Change:
    """Two values of one series and their difference, in the unit of the series.

    `refused` is empty, or why the difference may not be read: `one_value`, `too_short`,
    `unsupported`, `standard`, `break`, `note`, `survey`, `apart`. The two ends are there wherever
    known. `surveys_named`: whether this copy names the survey behind both ends; where it does not,
    that the two rest on one survey is not known, and is said.
    """

    first_year: int
    last_year: int
    first: float
    last: float
    refused: str = ""
    surveys_named: bool = False


def change(
    history: pd.DataFrame, notes: pd.DataFrame, *, since: int | None = None
) -> Change | None:
    """The change up to the latest value that is no projection.

    `history`: year, value, estimate, supported, standard, status, survey, break_marked, modelled of
    one series and area. `notes`: first, last (years, either may be missing), effect of the notes on
    that area. The first end is the value of `since`, else the latest one at least 5 years before
    the last, else the earliest. Refused where a span has fewer than 3 years, both ends counted;
    where an end is modelled without a national value beside it; where standards differ; where a
    source marks a break after the first end; where a note covers part of the span; where two
    surveys are named in the span; and where a national end lies more than 3 points from the model
    of its year, which is how a change of survey shows where no source names one. None: no value.
    Formula: last - first, in the unit of the series; no annual rate, no distance to a target, since
    SDG 8.6 sets none. Sources: ILO, ILOSTAT `obs_status` B and `source`; the rest is our own rule.
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
        refused=_refusal(fine, start, end, notes),
        surveys_named=all(
            bool(each["survey"]) and pd.notna(each["survey"]) for each in (start, end)
        ),
    )


def _start(fine: pd.DataFrame, last: int, since: int | None) -> pd.Series:
    """The value that a change is read from."""
    if since is not None:
        asked = fine.loc[fine["year"] >= since]
        return asked.iloc[0]
    before = fine.loc[fine["year"] <= last - CHANGE_OVER_YEARS]
    return before.iloc[-1] if len(before) else fine.iloc[0]


def _refusal(fine: pd.DataFrame, start: pd.Series, end: pd.Series, notes: pd.DataFrame) -> str:
    first, last = int(start["year"]), int(end["year"])
    if first == last:
        return "one_value"
    ends = (start, end)
    inside = fine.loc[fine["year"].between(first, last)]
    marked = inside["break_marked"] | inside["status"].fillna("").str.contains("B")
    checks: Mapping[str, bool] = {
        "too_short": last - first + 1 < MIN_CHANGE_YEARS,
        "unsupported": not all(map(_stands, ends)),
        "standard": inside["standard"].dropna().nunique() > 1,
        "note": bars_comparison(notes, first, last),
        "survey": inside["survey"].replace("", None).nunique() > 1,
        "break": bool((marked & (inside["year"] > first)).any()),
        "apart": bool((apart(inside) & inside["year"].isin((first, last))).any()),
    }
    return next((reason for reason, holds in checks.items() if holds), "")


def _stands(end: pd.Series) -> bool:
    """Whether a value is observed, or a modelled one with a national one beside it."""
    supported = end["supported"]
    return end["estimate"] in OBSERVED or (pd.notna(supported) and bool(supported))
