"""The evaluation of a work plan: what the register tells of its activities, counted (methods M13).

Outputs and context stand apart: an output is a count of what took place, a figure of young people
beside it is context. There is no percentage of anything done, and what is not known is no zero.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from observatory.i18n import isolate, number
from observatory.methods import funds
from observatory.methods.commitments import OUTCOMES, activity_states, outcomes
from observatory.topics.commitments import OPEN, plan_words, under_plan
from observatory.topics.participation import members_named
from observatory.words.register import Network, fill_empty, without_empty

# What may be recommended of an activity for the next plan, in the order in which it is told.
ADVICE = ("keep", "change", "drop")


@dataclass(frozen=True)
class EvaluationPart:
    """One part of the outputs: its heading, its counts in words, and its rows in words.

    The header of a column of `rows` is the text `network.<column>`; where the register tells
    nothing, there are no rows, and the sentences say so.
    """

    name: str
    title: str
    sentences: tuple[str, ...]
    rows: pd.DataFrame


@dataclass(frozen=True)
class Evaluation:
    """What the register tells of a plan: outputs, the context beside them, and what is awaited.

    `known` is how many activities are counted, those of `commitments.under_plan`; where there is
    none, there are no outputs. `context` are indicators, id and name: never a result of the plan.
    """

    plan: str
    title: str
    known: int
    lead: str
    outputs: tuple[EvaluationPart, ...]
    context: tuple[tuple[str, str], ...]
    context_words: str
    awaited: tuple[str, ...]


def evaluation(network: Network, plan: str) -> Evaluation:
    """What the register tells of the activities of a plan, by its period such as 2024-2026."""
    frame = under_plan(network, plan).reset_index(drop=True)
    found = [
        EvaluationPart(name, network.say(f"evaluation.part.{name}"), *make(network, frame))
        for name, make in PARTS.items()
        if len(frame)
    ]
    return Evaluation(
        plan,
        network.say("commitments.plan", plan=network.years(plan)),
        len(frame),
        plan_words(network, plan),
        tuple(found),
        tuple(_context(network, plan)),
        network.say("evaluation.context"),
        tuple(_list_gaps(network, frame)),
    )


Told = tuple[tuple[str, ...], pd.DataFrame]


def _states(network: Network, frame: pd.DataFrame) -> Told:
    """The activities by state; each stands in one."""
    states = activity_states(frame, network.build.built_at.date())
    return _count_by(network, frame, "state", network.code_words(states, "activity"))


def _themes(network: Network, frame: pd.DataFrame) -> Told:
    """The activities by theme, as the plan words it; by kind where it names none."""
    if frame["theme"].isna().all():
        sentences, rows = _count_by(
            network, frame, "type", network.code_words(frame["type"], "type")
        )
        return (network.say("evaluation.no_theme"), *sentences), rows
    return _count_by(network, frame, "theme", fill_empty(frame["theme"], str))


def _modalities(network: Network, frame: pd.DataFrame) -> Told:
    """The activities by how they are carried out."""
    return _count_by(network, frame, "modality", network.code_words(frame["modality"], "mode"))


def _count_by(network: Network, frame: pd.DataFrame, name: str, kinds: pd.Series) -> Told:
    """How many activities are of each kind, the most first, and how many of them took place."""
    kinds = kinds.mask(kinds == "", network.say("evaluation.not_stated"))
    done = frame["actual_start"].notna().groupby(kinds, sort=False).sum()
    counts = kinds.value_counts(sort=False)
    counts = counts.sort_values(ascending=False, kind="stable")
    rows = pd.DataFrame(
        {
            name: list(counts.index),
            "n_activities": list(counts),
            "n_done": [int(done[each]) for each in counts.index],
        }
    )
    rows = rows.drop(columns=["n_done"] * (name == "state"))
    return (_partition(network, len(frame), dict(zip(counts.index, counts, strict=True))),), rows


def _partition(network: Network, n: int, counts: dict[str, int]) -> str:
    """A number of activities and what it is made of."""
    parts = (network.say("evaluation.item", name=each, k=int(k)) for each, k in counts.items() if k)
    return network.say("evaluation.partition", n=n, parts=network.in_a_row(parts))


def _timing(network: Network, frame: pd.DataFrame) -> Told:
    """Which activities were held as planned, later, postponed, and why."""
    codes = outcomes(frame, network.build.built_at.date())
    names = {each: network.say(f"timing.{each.replace(' ', '_')}") for each in OUTCOMES}
    counts = {names[each]: int((codes == each).sum()) for each in OUTCOMES}
    rows = pd.DataFrame(
        {
            "activity": network.texts(frame),
            "planned": network.dates(frame, "planned_start", "planned_end"),
            "actual": network.dates(frame, "actual_start", "actual_end"),
            "timing": codes.map(names),
            "why": frame["reason_for_change"].fillna(""),
        }
    )
    order = codes.map(OUTCOMES.index).sort_values(kind="stable").index
    moved = codes.isin(("later", "postponed", "cancelled")) & (rows["why"] == "")
    sentences = [_partition(network, len(frame), counts)]
    if moved.any():
        sentences.append(network.say("evaluation.no_reason", k=int(moved.sum())))
    rows = without_empty(rows.loc[order], ["why"]).reset_index(drop=True)
    return tuple(sentences), rows


def _events(network: Network, frame: pd.DataFrame) -> pd.DataFrame:
    """The events that realised some activities, each once, in the order of time."""
    ids = {each for events in frame["events"] for each in events}
    events = network.tables["events"]
    return events.loc[events["event_id"].isin(ids) & (events["state"] == "held")]


def _by_mode(
    network: Network, events: pd.DataFrame, say: Callable[[str, pd.DataFrame], str]
) -> Iterator[str]:
    """A sentence a mode: in person and online are never added up (methods M8)."""
    for mode, rows in events.groupby("mode", sort=True):
        yield say(network.say(f"mode.{str(mode).replace(' ', '_')}"), rows)


def _participations(network: Network, frame: pd.DataFrame) -> Told:
    """Participations that sources state at the events of the activities, women and men."""
    events = _events(network, frame)
    stated = events.loc[events["participants_stated"].notna()]
    if stated.empty:
        return (network.say("evaluation.participations.none"),), stated.iloc[:, :0]

    def say(mode: str, rows: pd.DataFrame) -> str:
        known = rows.loc[rows["participants_stated"].notna()]
        if known.empty:
            return network.say("evaluation.participations.unknown", mode=mode, n=len(rows))
        split = rows.loc[rows["participants_women"].notna() & rows["participants_men"].notna()]
        facts = {
            "p": int(known["participants_stated"].sum()),
            "women": int(split["participants_women"].sum()),
            "men": int(split["participants_men"].sum()),
        }
        key = "evaluation.participations" + (".by_sex" if len(split) else "")
        return network.say(key, mode=mode, k=len(known), n=len(rows), j=len(split), **facts)

    rows = pd.DataFrame(
        {
            "event": network.texts(events),
            "date": network.dates(events, "start_date", "end_date"),
            "mode": network.code_words(events["mode"], "mode"),
            "participants_stated": network.counts(events["participants_stated"]),
            "women": network.counts(events["participants_women"]),
            "men": network.counts(events["participants_men"]),
        }
    )
    sentences = (*_by_mode(network, events, say), network.say("evaluation.participations.caveat"))
    return sentences, rows.reset_index(drop=True)


def _reach(network: Network, frame: pd.DataFrame) -> Told:
    """The members that lists name at the events of the activities; the lists that are complete."""
    events, named = _events(network, frame), members_named(network)
    if events.empty:
        return (network.say("evaluation.reach.none"),), events.iloc[:, :0]

    def say(mode: str, rows: pd.DataFrame) -> str:
        members = {iso3 for each in rows["event_id"] for iso3 in named.get(each, [])}
        whole = int((rows["list_status"] == "complete").sum())
        key = "evaluation.reach" + ("" if members else ".nobody")
        return network.say(key, mode=mode, k=len(members), n=len(rows), c=whole)

    rows = pd.DataFrame(
        {
            "event": network.texts(events),
            "date": network.dates(events, "start_date", "end_date"),
            "mode": network.code_words(events["mode"], "mode"),
            "countries_stated": network.counts(events["countries_stated"]),
            "beneficiaries": [
                network.names(named.get(each, [])) or network.say("participation.not_named")
                for each in events["event_id"]
            ],
            "list_status": network.code_words(events["list_status"], "list"),
        }
    )
    return tuple(_by_mode(network, events, say)), rows.reset_index(drop=True)


def _money(network: Network, frame: pd.DataFrame) -> Told:
    """What was planned, secured and spent, by currency; no rate is used."""
    found = funds.amounts(frame, network.tables["funding"])
    known = found[["budget", "secured", "spent"]].notna().any(axis="columns")
    if not known.any():
        return (network.say("evaluation.money.none"),), found.iloc[:0, :0]
    rows = funds.totals(found.loc[known]).drop(columns=["gap", "gap_n"])
    sentences = [
        network.say("evaluation.money", n=len(frame), k=int(known.sum())),
        *(_of_currency(network, row) for row in rows.to_dict("records")),
        network.say("evaluation.money.no_rate"),
    ]
    return tuple(sentences), rows


def _of_currency(network: Network, row: Mapping[Hashable, object]) -> str:
    """The amounts of one currency in words, each with of how many activities it is known."""
    parts = [
        network.say(
            f"evaluation.money.{name}",
            amount=amount(network, row[name]),
            n=int(str(row[f"{name}_n"])),
        )
        for name in ("budget", "secured", "spent")
        if row[f"{name}_n"]
    ]
    code = isolate(str(row["currency"]), network.lang)
    return network.say("evaluation.money.currency", currency=code, parts=network.in_a_row(parts))


def amount(network: Network, value: object) -> str:
    """An amount of money as the language writes it, in whole units unless it has parts."""
    figure = float(str(value))
    return number(figure, network.lang, 0 if figure.is_integer() else 2)


def with_amounts(network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a table for a reader: their amounts of money written as the sentences write them."""
    said = {
        name: fill_empty(rows[name], lambda value: amount(network, value))
        for name in funds.AMOUNTS
        if name in rows
    }
    return rows.assign(**said)


def _ratings(network: Network, frame: pd.DataFrame) -> Told:
    """What participants gave as their evaluation: means with scale and number, never averaged."""
    rated = frame.loc[frame["rating_mean"].notna()]
    done = frame.loc[frame["actual_start"].notna()]
    if rated.empty:
        return (network.say("evaluation.ratings.none", n=len(done)),), rated.iloc[:, :0]
    rows = pd.DataFrame(
        {
            "activity": network.texts(rated),
            "rating_mean": rated["rating_mean"].astype("float64"),
            "rating_scale": rated["rating_scale"].fillna("").map(network.years),
            "rating_n": network.counts(rated["rating_n"]),
        }
    )
    sentence = network.say("evaluation.ratings", k=len(rated), n=len(done))
    return (sentence,), rows.reset_index(drop=True)


def _lessons(network: Network, frame: pd.DataFrame) -> Told:
    """What was reached and learnt, and what is recommended for the next plan."""
    columns = ["target", "result", "lesson", "follow_up"]
    rows = (
        frame[columns]
        .fillna("")
        .assign(
            activity=network.texts(frame),
            recommendation=network.code_words(frame["recommendation"], "recommendation"),
        )[["activity", *columns, "recommendation"]]
    )
    told = (rows[[*columns, "recommendation"]] != "").any(axis="columns")
    counts = {
        network.say(f"recommendation.{each}"): int((frame["recommendation"] == each).sum())
        for each in ADVICE
    }
    counts[network.say("evaluation.not_stated")] = int(frame["recommendation"].isna().sum())
    if not told.any():
        return (network.say("evaluation.lessons.none"),), rows.iloc[:0, :0]
    rows = without_empty(rows.loc[told], [*columns, "recommendation"])
    words = network.say("evaluation.lessons", k=int(frame["lesson"].notna().sum()), n=len(frame))
    return (words, _partition(network, len(frame), counts)), rows.reset_index(drop=True)


PARTS: dict[str, Callable[[Network, pd.DataFrame], Told]] = {
    "states": _states,
    "themes": _themes,
    "modalities": _modalities,
    "timing": _timing,
    "participations": _participations,
    "reach": _reach,
    "money": _money,
    "ratings": _ratings,
    "lessons": _lessons,
}


def _context(network: Network, plan: str) -> Iterator[tuple[str, str]]:
    """The indicators beside the paragraphs of the communiqué that was adopted with the plan."""
    instruments = network.tables["instruments"]
    of_plan = network.tables["activities"]
    ids = of_plan.loc[of_plan["plan"] == plan, "instrument_id"].dropna().unique()
    at = instruments.loc[instruments["instrument_id"].isin(ids), "adopted_at_event"].dropna()
    beside = instruments.loc[instruments["adopted_at_event"].isin(at), "instrument_id"]
    paragraphs = network.tables["paragraphs"]
    mine = paragraphs.loc[paragraphs["instrument_id"].isin(beside), "indicators"]
    terms = network.terms.indicators
    for each in dict.fromkeys(name for names in mine for name in names):
        if each in terms:
            yield each, terms[each].name[network.lang]


def _list_gaps(network: Network, frame: pd.DataFrame) -> Iterator[str]:
    """What the register does not hold of a plan, and who could tell it."""
    if frame.empty or frame["item_no"].isna().all():
        yield network.say("evaluation.awaited.text")
    if frame.empty:
        yield network.say("evaluation.awaited.course")
        yield network.say("evaluation.awaited.lessons")
        return
    states = activity_states(frame, network.build.built_at.date())
    done = frame["actual_start"].notna()
    money = funds.amounts(frame, network.tables["funding"])
    events = _events(network, frame)
    gaps = {
        "dates": frame["planned_start"].isna() & frame["planned_end"].isna(),
        "outcome": states.isin(OPEN),
        "reasons": states.isin(("postponed", "cancelled")) & frame["reason_for_change"].isna(),
        "costs": money["budget"].isna(),
        "spent": done & money["spent"].isna(),
        "ratings": done & frame["rating_mean"].isna(),
        "learnt": done & (frame["lesson"].isna() | frame["recommendation"].isna()),
    }
    counts = {name: int(found.sum()) for name, found in gaps.items()}
    counts["sexes"] = int(events["participants_women"].isna().sum())
    counts["lists"] = int((events["list_status"] != "complete").sum())
    for name, k in counts.items():
        if k:
            yield network.say(f"evaluation.awaited.{name}", k=k)
