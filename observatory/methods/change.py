"""Change between two years (methods M4): points and both years, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from observatory.methods.country_notes import bars_comparison
from observatory.methods.estimates import OBSERVED, differ
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
    fine = _values(history)
    if not fine:
        return None
    end = fine[-1]
    start = _start(fine, end.year, since)
    return Change(
        first_year=start.year,
        last_year=end.year,
        first=start.value,
        last=end.value,
        refused=_refusal(fine, start, end, notes),
        surveys_named=bool(start.survey and end.survey),
    )


@dataclass(frozen=True, slots=True)
class _YearValue:
    """One value of the history with what is said of it; a text that is missing is empty."""

    year: int
    value: float
    estimate: str
    stands: bool
    standard: str
    survey: str
    breaks: bool
    modelled: float


def _values(history: pd.DataFrame) -> list[_YearValue]:
    """The values that are no projections, by year: plain ones, since there are few of each area."""
    names = ("year", "value", "estimate", "supported", "standard", "status", "survey",
             "break_marked", "modelled")  # fmt: skip
    cells = ([None if pd.isna(cell) else cell for cell in history[name]] for name in names)
    found = [
        _YearValue(
            year=int(year),
            value=float("nan") if value is None else float(value),
            estimate=estimate,
            stands=estimate in OBSERVED or bool(supported),
            standard=standard or "",
            survey=survey or "",
            breaks=bool(mark) or "B" in (status or ""),
            modelled=float("nan") if modelled is None else modelled,
        )
        for year, value, estimate, supported, standard, status, survey, mark, modelled in zip(
            *cells, strict=True
        )
        if estimate != "projected"
    ]
    return sorted(found, key=lambda each: each.year)


def _start(fine: list[_YearValue], last: int, since: int | None) -> _YearValue:
    """The value that a change is read from."""
    if since is not None:
        return next(each for each in fine if each.year >= since)
    before = [each for each in fine if each.year <= last - CHANGE_OVER_YEARS]
    return before[-1] if before else fine[0]


def _refusal(
    fine: list[_YearValue], start: _YearValue, end: _YearValue, notes: pd.DataFrame
) -> str:
    first, last = start.year, end.year
    if first == last:
        return "one_value"
    inside = [each for each in fine if first <= each.year <= last]
    ends = [each for each in inside if each.year in (first, last)]
    checks: Mapping[str, bool] = {
        "too_short": last - first + 1 < MIN_CHANGE_YEARS,
        "unsupported": not (start.stands and end.stands),
        "standard": len({each.standard for each in inside} - {""}) > 1,
        "note": bars_comparison(notes, first, last),
        "survey": len({each.survey for each in inside} - {""}) > 1,
        "break": any(each.breaks and each.year > first for each in inside),
        "apart": any(
            each.estimate == "reported" and differ(each.value, each.modelled) for each in ends
        ),
    }
    return next((reason for reason, holds in checks.items() if holds), "")
