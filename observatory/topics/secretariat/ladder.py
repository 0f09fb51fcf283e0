"""The ladder of engagement: which steps with each member are on record, and which comes next.

A step without a record may have been made; nothing here says that it was not (methods M14).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from observatory.topics import focal_points
from observatory.topics.requests import requests
from observatory.words.register import Network

# The steps in their order, and the column of each.
STEPS = {
    "letter sent": "letter",
    "focal point named": "focal_point",
    "questionnaire": "questionnaire",
    "attended": "attendance",
    "offered": "offer",
}
# The steps that answer a letter: once they are on record there is none to send.
ANSWERS = ("focal point named", "questionnaire")


def ladder(network: Network, members: Collection[str]) -> pd.DataFrame:
    """Each member with the steps on record, their latest dates, and the next step.

    Grain: member, in the order of the alphabet. Columns: area, next_step, and a column a step: its
    date in words, *on record* where it has none, empty where there is no record.
    """
    known = _steps(network)
    codes = [iso3 for iso3 in network.members if iso3 in members]
    out = pd.DataFrame({"area": [network.name(iso3) for iso3 in codes]})
    out["next_step"] = [_next_words(network, known.get(iso3, {})) for iso3 in codes]
    for step, column in STEPS.items():
        out[f"step_{column}"] = [_when(network, known.get(iso3, {}), step) for iso3 in codes]
    return out


def sentences(network: Network, members: Collection[str]) -> list[str]:
    """How many members each step comes next with, and how many have not yet been heard from."""
    known = _steps(network)
    codes = [iso3 for iso3 in network.members if iso3 in members]
    counts: dict[str, int] = dict.fromkeys((*STEPS, ""), 0)
    for iso3 in codes:
        counts[_next(known.get(iso3, {}))] += 1
    parts = [
        network.say("evaluation.item", name=_to_do(network, step), k=k)
        for step, k in counts.items()
        if k
    ]
    silent = sum(not set(known.get(iso3, {})) - {"letter sent"} for iso3 in codes)
    return [
        network.say("ladder.next", n=len(codes), parts=network.in_a_row(parts)),
        network.say("ladder.silent", k=silent),
        network.say("ladder.caveat"),
    ]


def letter_list(network: Network, members: Collection[str]) -> pd.DataFrame:
    """To whom a letter goes and what it asks for: a row a member that has one; no persons.

    What is asked is just what `report letters` asks. Columns: area, iso3, body (the focal point's,
    else the employment services of the register), unit, last_step, last_on, next_step, requests.
    """
    known = _steps(network)
    rows = []
    for iso3 in network.members:
        steps = known.get(iso3, {})
        if iso3 not in members or not (asked := requests(network, iso3)):
            continue
        bodies, unit = focal_points.addressee(network, iso3)
        last = max(steps, key=lambda step: (steps[step], list(STEPS).index(step)), default="")
        rows.append(
            (
                network.name(iso3),
                iso3,
                network.in_a_row(bodies),
                unit,
                _step_words(network, last) if last else "",
                network.when(steps[last]) if last and steps[last] else "",
                _next_words(network, steps),
                network.in_a_row(each.name for each in asked),
            )
        )
    columns = ["area", "iso3", "body", "unit", "last_step", "last_on", "next_step", "requests"]
    return pd.DataFrame(rows, columns=columns)


def members_without(network: Network, step: str) -> list[str]:
    """The members of which there is no record of a step, in the order of the alphabet."""
    known = _steps(network)
    return [iso3 for iso3 in network.members if step not in known.get(iso3, {})]


def _steps(network: Network) -> dict[str, dict[str, str]]:
    """Of each member the steps on record with their latest date, empty where none is stated.

    Beside the log of contacts count: a focal point notified, a declaration (the questionnaire), an
    offer, and a list of the network that names the member.
    """

    def make() -> dict[str, dict[str, str]]:
        out: dict[str, dict[str, str]] = {}
        for iso3, step, day in _records(network):
            own = out.setdefault(iso3, {})
            own[step] = max(own.get(step, ""), day)
        return out

    return network.remember("steps with members", make)


def _records(network: Network) -> Iterator[tuple[str, str, str]]:
    """Every record of a step: member, step, date."""
    log, points = network.tables["contacts"], focal_points.in_force(network)
    yield from zip(log["iso3"], log["step"], log["on_date"].fillna(""), strict=True)
    notified = points.loc[points["status"] == focal_points.NOTIFIED]
    for iso3, day in zip(notified["iso3"], notified["notified_on"].fillna(""), strict=True):
        yield iso3, "focal point named", day
    needs = network.tables["needs"]
    facts = zip(needs["iso3"], needs["direction"], needs["declared_on"].fillna(""), strict=True)
    for iso3, direction, day in facts:
        yield iso3, "questionnaire", day
        if direction == "offer":
            yield iso3, "offered", day
    parts = network.tables["participation"]
    events = network.events.set_index("event_id")["start_date"]
    took = parts.loc[(parts["state"] == "attended") & parts["event_id"].isin(events.index)]
    for iso3, event in zip(took["iso3"], took["event_id"], strict=True):
        yield iso3, "attended", str(events[event])


def _next(steps: dict[str, str]) -> str:
    """The first step of which there is no record; empty where nothing is open.

    No letter is left to send to a member that has told what letters ask for.
    """
    known = {*steps, "letter sent"} if set(ANSWERS) <= set(steps) else set(steps)
    return next((step for step in STEPS if step not in known), "")


def _next_words(network: Network, steps: dict[str, str]) -> str:
    """What comes next with a member, as something to do."""
    return _to_do(network, _next(steps))


def _to_do(network: Network, step: str) -> str:
    return network.say(f"to_do.{STEPS[step]}") if step else network.say("ladder.all")


def _step_words(network: Network, step: str) -> str:
    return network.say(f"step.{step.replace(' ', '_')}")


def _when(network: Network, steps: dict[str, str], step: str) -> str:
    """The date of a step in words."""
    if step not in steps:
        return ""
    return network.when(steps[step]) if steps[step] else network.say("ladder.on_record")
