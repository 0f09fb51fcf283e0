"""What became of commitments (methods M13): statuses as assessed, dates that have passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from observatory.methods.dates import is_past, span

RECOMMENDATIONS = ("recommends", "reiterates")
# The blocks of a communiqué, by the word that begins a paragraph. A decision is what the text
# decides or approves; what it recommends or reiterates is counted as such.
BLOCKS: Mapping[str, tuple[str, ...]] = {
    "decisions": ("decides", "approves"),
    "recommendations": RECOMMENDATIONS,
    "appeals": ("encourages", "calls upon", "urges"),
    "recognitions": ("recognises", "emphasises", "promotes"),
    "statements": ("thanks", "congratulates"),
}
# States of an activity that tell why its planned date was not held.
MOVED = ("postponed", "cancelled")
# How an activity may stand to its planned date, in the order in which it is told.
OUTCOMES = (
    "in time", "later", "not known", "postponed", "cancelled", "passed", "ahead", "undated",
)  # fmt: skip
# How an activity must be tied to a plan to count as one of its activities.
OF_A_PLAN = ("stated", "period only")


def block(kind: str) -> str:
    """The block in which a paragraph of this kind stands; of several kinds the first one tells."""
    first = kind.partition(";")[0]
    return next(name for name, kinds in BLOCKS.items() if first in kinds)


def status(assessed: str, *, trackable: bool) -> str:
    """The status of a paragraph: as assessed, if at all; `statement` where none is followed up."""
    if not trackable:
        return "statement"
    return assessed or "no_information"


def overdue(due: str, as_of: date, *, recorded: bool) -> tuple[str, ...]:
    """The due dates that have passed without a record: never a verdict, only a date (M13).

    `due` holds dates of reduced precision by semicolon. `recorded`: a document tells what happened.
    """
    if recorded:
        return ()
    return tuple(part for part in due.split(";") if part and is_past(part, as_of))


def without_record(activities: pd.DataFrame, as_of: date) -> pd.Series:
    """Whether the planned end of each activity has passed and no actual date is recorded.

    `activities`: planned_start, planned_end, actual_start, as texts, empty or missing where no
    source says.
    """
    planned = activities["planned_end"].fillna(activities["planned_start"]).fillna("")
    late = planned.map(lambda text: bool(text) and is_past(text, as_of))
    return late.astype(bool) & activities["actual_start"].isna()


def activity_states(activities: pd.DataFrame, as_of: date) -> pd.Series:
    """The state of each activity, a code; `passed` where its date has passed without a record.

    That it was postponed or cancelled is a record. `activities`: state and the columns of
    `without_record`.
    """
    told = activities["state"].isin(MOVED)
    return activities["state"].mask(without_record(activities, as_of) & ~told, "passed")


def outcomes(activities: pd.DataFrame, as_of: date) -> pd.Series:
    """How each activity stands to its planned date, a code of `OUTCOMES`.

    `activities`: state, planned_start, planned_end, actual_start.
    """
    states = activity_states(activities, as_of)
    dated = activities["planned_end"].fillna(activities["planned_start"]).notna()
    waiting = pd.Series("undated", index=activities.index).mask(dated, "ahead")
    known = states.where(states.isin((*MOVED, "passed")), waiting)
    return known.where(states != "realised", timing(activities).reindex(activities.index))


def timing(activities: pd.DataFrame) -> pd.Series:
    """How the actual date of each activity stands to its planned one; only of those realised.

    `in time`: it began by the last day planned; `later`; `not known`: a date is missing, or too
    imprecise to tell. `activities`: state, planned_start, planned_end, actual_start.
    """
    done = activities.loc[activities["state"] == "realised"]
    planned = done["planned_end"].fillna(done["planned_start"])
    pairs = zip(planned, done["actual_start"], strict=True)
    return pd.Series([_timing(*pair) for pair in pairs], index=done.index, dtype="object")


def _timing(planned: object, actual: object) -> str:
    if not (isinstance(planned, str) and isinstance(actual, str) and planned and actual):
        return "not known"
    last = span(planned)[1]
    first_day, last_day = span(actual)
    if last_day <= last:
        return "in time"
    return "later" if first_day > last else "not known"


def adoptions(activities: pd.DataFrame, instruments: pd.DataFrame) -> pd.Series:
    """Whether a row records the adoption of a plan itself, and so is no activity under it."""
    at = instruments.set_index("instrument_id")["adopted_at_event"]
    own = activities["instrument_id"].map(at)
    return pd.Series(
        [event in list(events) for event, events in zip(own, activities["events"], strict=True)],
        index=activities.index,
        dtype=bool,
    )
