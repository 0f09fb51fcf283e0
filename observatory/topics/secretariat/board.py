"""The board of funds: what activities cost, what is secured, what is missing, who might give it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from observatory.i18n import isolate
from observatory.methods import funds
from observatory.methods.commitments import activity_states
from observatory.methods.dates import is_past, span
from observatory.topics.evaluation import amount
from observatory.words.register import Network

# States of a source that may still give; its deadline counts.
POSSIBLE = ("sought", "pledged")
# States of activities that are still to be paid for, while their date has not passed.
AHEAD = ("proposed", "scheduled", "postponed", "no_information")


def board(network: Network) -> pd.DataFrame:
    """Each activity with a cost or a source of funds on record: amounts, and sources in words.

    Grain: activity; those whose next deadline is nearest first, those without one after them.
    Columns: activity, plan, state, budget, secured, gap, currency, sources, deadline. An amount
    that is not known is empty; none is converted. The gap is that of activities still to come.
    """
    frame, money = _with_money(network)
    states = activity_states(frame, network.build.built_at.date())
    own = [_sources_of(network, key) for key in frame["activity_id"]]
    out = pd.DataFrame(
        {
            "activity": network.texts(frame),
            "plan": frame["plan"].fillna("").map(network.years),
            "state": network.code_words(states, "activity"),
            "budget": money["budget"],
            "secured": money["secured"],
            "gap": money["gap"],
            "currency": money["currency"].fillna(""),
            "sources": [network.in_a_row(_words(network, rows)) for rows in own],
            "deadline": [network.in_a_row(_deadlines(network, rows)) for rows in own],
        }
    )
    nearest = pd.Series([_nearest(network, rows) for rows in own], index=out.index, dtype="object")
    order = nearest.sort_values(kind="stable", na_position="last").index
    return out.loc[order].reset_index(drop=True)


def totals(network: Network) -> pd.DataFrame:
    """What the activities of the board add up to, a row a currency; no rate is used."""
    return funds.totals(_with_money(network)[1])


def sentences(network: Network) -> list[str]:
    """How much of the board is known, and where the register contradicts itself."""
    frame, money = _with_money(network)
    whole = network.tables["activities"]
    ahead = whole.loc[_is_ahead(network, whole) & ~whole.index.isin(frame.index)]
    if frame.empty:
        return [network.say("board.none")]
    lines = [network.say("board.known", k=len(frame), m=len(ahead))]
    gaps = int((_is_ahead(network, frame) & money["gap"].isna()).sum())
    if gaps:
        lines.append(network.say("board.gap_unknown", k=gaps))
    lines.append(network.say("evaluation.money.no_rate"))
    return [*lines, *_contradictions(network, frame, money)]


def _contradictions(network: Network, frame: pd.DataFrame, money: pd.DataFrame) -> Iterator[str]:
    """Each activity that states another amount as secured than its sources add up to."""
    titles, differing = network.texts(frame)[money["differ"]], money.loc[money["differ"]]
    for title, row in zip(titles, differing.to_dict("records"), strict=True):
        yield network.say(
            "board.differ",
            title=title,
            stated=amount(network, row["secured"]),
            added=amount(network, row["sources"]),
            currency=isolate(str(row["currency"]), network.lang),
        )


def _with_money(network: Network) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The activities with a cost or a source on record, and the amounts of each."""
    frame, funding = network.tables["activities"], network.tables["funding"]
    money = funds.amounts(frame, funding)
    there = money[["budget", "secured", "spent"]].notna().any(axis="columns")
    there |= frame["activity_id"].isin(funding["activity_id"])
    money["gap"] = money["gap"].where(_is_ahead(network, frame))
    return frame.loc[there], money.loc[there]


def _is_ahead(network: Network, frame: pd.DataFrame) -> pd.Series:
    """Whether each activity is still to come: one whose date has passed without a record is not."""
    return activity_states(frame, network.build.built_at.date()).isin(AHEAD)


def _sources_of(network: Network, activity_id: str) -> pd.DataFrame:
    funding = network.tables["funding"]
    return funding.loc[funding["activity_id"] == activity_id]


def _words(network: Network, rows: pd.DataFrame) -> Iterator[str]:
    """Each source with its amount and state."""
    for row in rows.to_dict("records"):
        known = not pd.isna(row["amount"])
        state = row["state"] if isinstance(row["state"], str) else "unknown"
        yield network.say(
            "board.source" if known else "board.source.no_amount",
            source=isolate(str(row["source"]), network.lang),
            amount=amount(network, row["amount"]) if known else "",
            currency=isolate(str(row["currency"]), network.lang) if known else "",
            state=network.say(f"funding.{state}"),
        )


def _deadlines(network: Network, rows: pd.DataFrame) -> Iterator[str]:
    """The deadlines of sources that may still give; one that has passed says so."""
    for day in _open_days(rows):
        when = network.when(day)
        passed = is_past(day, network.build.built_at.date())
        yield f"{when} ({network.say('board.passed')})" if passed else when


def _nearest(network: Network, rows: pd.DataFrame) -> object:
    """The last day of the nearest deadline that has not passed; None where there is none."""
    as_of = network.build.built_at.date()
    ahead = [span(day)[1] for day in _open_days(rows) if not is_past(day, as_of)]
    return min(ahead, default=None)


def _open_days(rows: pd.DataFrame) -> list[str]:
    mine = rows.loc[rows["state"].isin(POSSIBLE), "deadline"].dropna()
    return sorted(dict.fromkeys(mine))
