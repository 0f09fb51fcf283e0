"""The dates of the network for a calendar: what it decided and planned, and what passed unrecorded.

A date of reduced precision stays one: it fills its month or year, and its words say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from observatory.methods.commitments import activity_states
from observatory.methods.dates import span
from observatory.topics.commitments import PASSED
from observatory.topics.network_figures import DatedDecision, dated_decisions
from observatory.words.register import Network

# How long an ISO date is that names its day.
_DAY = len("2025-05-06")


@dataclass(frozen=True)
class DecidedDate:
    """A date with its first and last day; `key` is the same in every build and language.

    `summary` and `lines` are in words; `is_day`: the day itself is known, not its month or year
    alone. `passed`: it has passed without a record.
    """

    key: str
    first: date
    last: date
    is_day: bool
    passed: bool
    summary: str
    lines: tuple[str, ...]
    url: str


def decided_dates(network: Network) -> list[DecidedDate]:
    """Every decided or planned date, in the order of time.

    The dates of decisions bear the name of the activity that answers them, where there is one;
    activities that took place or were cancelled are left out.
    """
    frame = network.tables["activities"]
    planned = frame["planned_end"].fillna(frame["planned_start"])
    out: list[DecidedDate] = []
    answered: set[str] = set()
    for each in dated_decisions(network):
        same = (frame["instrument_id"] == each.instrument_id) & (planned == each.day)
        mine = frame.loc[same].head(1)
        answered.update(mine["activity_id"])
        out.append(_of_decision(network, each, mine))
    open_ones = frame["actual_start"].isna() & (frame["state"] != "cancelled") & planned.notna()
    rest = frame.loc[open_ones & ~frame["activity_id"].isin(answered)]
    late = activity_states(rest, network.build.built_at.date()) == PASSED
    out += [
        _of_activity(network, rest.loc[[at]], passed=bool(passed)) for at, passed in late.items()
    ]
    return sorted(out, key=lambda each: (each.first, each.last, each.key))


def _of_decision(network: Network, each: DatedDecision, activity: pd.DataFrame) -> DecidedDate:
    """The date of a decision, under the name of the activity that answers it."""
    title = next(iter(network.texts(activity)), each.title)
    text = network.say("report.calendar.paragraph", number=each.number, words=each.title)
    return _date_in_words(
        network,
        f"{each.instrument_id}-{each.number}-{each.place + 1}",
        (each.day, each.day),
        title,
        passed=each.passed,
        lines=(text, each.known, each.document),
        url=each.url,
    )


def _of_activity(network: Network, row: pd.DataFrame, *, passed: bool) -> DecidedDate:
    """The planned date of an activity."""
    words = network.code_words(row["state"], "activity").iloc[0]
    state = network.say("status.passed") if passed else str(words)
    start, end = row["planned_start"].iloc[0], row["planned_end"].iloc[0]
    plan = network.say("commitments.plan", plan=network.years(str(row["plan"].iloc[0])))
    return _date_in_words(
        network,
        str(row["activity_id"].iloc[0]),
        (end if pd.isna(start) else start, start if pd.isna(end) else end),
        str(network.texts(row).iloc[0]),
        passed=passed,
        lines=(plan, state, str(row["document"].fillna("").iloc[0])),
        url=str(row["url"].fillna("").iloc[0]),
    )


def _date_in_words(
    network: Network,
    key: str,
    days: tuple[str, str],
    title: str,
    *,
    passed: bool,
    lines: tuple[str, ...],
    url: str,
) -> DecidedDate:
    """A date in words: of reduced precision or passed without a record, it says so."""
    first, last = days
    is_day = len(first) == len(last) == _DAY
    summary = title
    if not is_day:
        when = network.when(first, last)
        summary = network.say("report.calendar.imprecise", title=summary, when=when)
    if passed:
        state = network.say("status.passed")
        summary = network.say("report.calendar.passed", title=summary, state=state)
    note = "" if is_day else network.say("report.calendar.span")
    return DecidedDate(
        key,
        span(first)[0],
        span(last)[1],
        is_day,
        passed,
        summary,
        tuple(filter(None, (*lines, note))),
        url if url.startswith("http") else "",
    )
