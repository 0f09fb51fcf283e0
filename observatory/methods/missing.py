"""Why a value is missing (methods M10), and how old one is (methods M11)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from observatory.methods.thresholds import OLD_AFTER_YEARS

# Every reason for which something is missing; the texts of the interface hold no other.
REASONS = (
    "not_collected", "not_published", "not_found", "suppressed", "too_old", "imputed",
    "only_projections", "in_another_series", "not_comparable",
)  # fmt: skip
# Those of the average of a group, beside these.
REASONS_OF_GROUPS = (
    "below_coverage", "large_member_absent", "no_value", "no_weight", "no_weight_by_sex",
    "other_edition",
)  # fmt: skip
# Those of a change between two years, and of a gap between women and men.
REASONS_OF_PAIRS = (
    "one_value", "one_sex", "no_set", "too_short", "unsupported", "standard", "break", "apart",
    "note", "survey",
)  # fmt: skip


def code(estimates: Collection[str], comparable: Collection[str], *, any_year: bool = False) -> str:
    """The M10 code of an area without a value in a view.

    `estimates` are the estimate types of all its values, in any year; `comparable` those that the
    view shows. `too_old`: there is one outside the years asked for (with `any_year`, of any type);
    `only_projections`: values of the edition's year or later alone; `imputed`: only what the view
    does not compare; `not_found`: nothing in the series; where another series of the build holds a
    value the code is `in_another_series`, and the series is named. Never zero, never filled in.
    What a note bars in the years shown is `not_comparable` (see `notes.incomparable`).
    `not_collected`, `not_published` and `suppressed` have their words and are never guessed: no
    source of today says either. Source: after SDMX's observation statuses (CL_OBS_STATUS).
    """
    known = set(estimates)
    if (any_year and known) or known & set(comparable):
        return "too_old"
    if known == {"projected"}:
        return "only_projections"
    return "imputed" if known else "not_found"


def last_day(as_of: date, last: int | None) -> date:
    """The day from which age counts: the build's, or the end of years that a reader chose (M11).

    `last`: the last year chosen, or the one year for all; None or a later one than the build's
    where the latest values are asked for.
    """
    return as_of if last is None or last >= as_of.year else date(last, 12, 31)


def old(years: pd.Series, as_of: date) -> pd.Series:
    """Whether each value is older than five years at a day, which is passed in (methods M11).

    `years`: reference years, some missing; a missing one is not old. Same index.
    Source: this Observatory's own threshold.
    """
    return (as_of.year - years > OLD_AFTER_YEARS).fillna(value=False)
