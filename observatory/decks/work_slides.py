"""The slides of a meeting that show the work: the plan, its dates, and capacity building."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from observatory.charts import counts
from observatory.decks.register_slide import events_data, silent, slide
from observatory.decks.slide import Slide
from observatory.i18n import day, join_names
from observatory.methods.commitments import timing
from observatory.topics import commitments
from observatory.words.register import Network, fill_empty

# Reasons that have room under a figure; the notes hold all.
REASONS = 2
# The colour of each state of an activity, in the order of the key.
STATES = {
    "realised": "accent",
    "scheduled": "series-1",
    "proposed": "ramp-1",
    "postponed": "series-2",
    "cancelled": "series-3",
    "no_information": "disputed",
}
# The colours of women, of men, and of both where no source tells them apart.
SEXES = ("series-3", "series-1", "accent")


def plan_of(network: Network) -> tuple[str, pd.DataFrame]:
    """The period of the newest plan, and its activities in the register, adoptions left out."""
    periods = commitments.plans(network)
    if not periods:
        return "", network.tables["activities"].iloc[:0]
    return periods[0], commitments.under_plan(network, periods[0])


def progress(network: Network) -> Slide | None:
    """How far the work plan is: activities by theme and state; None while they are awaited."""
    period, frame = plan_of(network)
    if frame.empty:
        return None
    # The themes are the plan's own words; while its text is awaited the types stand for them.
    themed = frame["theme"].notna().any()
    types = network.code_words(frame["type"], "type")
    kinds = (
        fill_empty(frame["theme"], str).where(frame["theme"].notna(), types) if themed else types
    )
    states = network.code_words(frame["state"], "activity")
    rows = pd.DataFrame({"row": kinds, "kind": states}).value_counts().rename("value").reset_index()
    present = set(rows["kind"])
    named = {network.say(f"activity.{state}"): colour for state, colour in STATES.items()}
    plot = counts.counts(
        rows,
        names=list(dict.fromkeys(rows["row"])),
        fills={name: colour for name, colour in named.items() if name in present},
    )
    n, done = commitments.plan_count(network, period)
    date = day(network.build.built_at.date(), network.lang)
    title = network.say("deck.progress", k=done, n=n, plan=network.years(period), date=date)
    lead = network.say("deck.progress.lead.theme" if themed else "deck.progress.lead")
    told = _each(network, rows)
    return slide(network, title, lead, "commitments", rows, told=told, behind=frame, plot=plot)


def _each(network: Network, rows: pd.DataFrame) -> list[str]:
    """What each bar says."""
    return [
        network.say("deck.told", name=f"{row.row}, {row.kind}", said=row.value)
        for row in rows.itertuples()
    ]


def plan_progress(network: Network) -> Slide | None:
    """What was planned and what moved: planned and actual dates; None while they are awaited."""
    period, frame = plan_of(network)
    if frame.empty or frame["planned_start"].isna().all():
        return None
    own = replace(network, tables={**network.tables, "activities": frame})
    shown = commitments.calendar(own)
    found = timing(frame).value_counts()
    k, late, unknown = (int(found.get(name, 0)) for name in ("in time", "later", "not known"))
    postponed = frame.loc[frame["state"] == "postponed"]
    given = zip(network.texts(postponed), postponed["reason_for_change"], strict=True)
    reasons = [_reason(network, title, why) for title, why in given]
    return slide(
        network,
        network.say(
            "deck.moved",
            plan=network.years(period),
            n=len(frame),
            k=k,
            late=late,
            m=len(postponed),
            unknown=unknown,
        ),
        network.say("deck.moved.lead"),
        "commitments",
        shown.rows,
        caveat=" ".join([*reasons[:REASONS], network.say("deck.moved.caveat")]),
        told=[shown.alt],
        notes=reasons,
        plot=shown.plot,
    )


def _reason(network: Network, title: str, why: object) -> str:
    """Why an activity was postponed, as the register says; or that it does not."""
    said = str(why) if isinstance(why, str) and why else network.say("deck.moved.no_reason")
    return network.say("deck.moved.reason", title=title, reason=said)


def information_gaps(network: Network, missing: Iterable[str]) -> Slide:
    """What is awaited, a line for each of the slides that it would fill."""
    lines = tuple(network.say(f"deck.awaited.{name}") for name in missing)
    instruments = network.tables["instruments"]
    plans = instruments.loc[instruments["kind"] == "work_plan"].iloc[-1:]
    return slide(
        network,
        network.say("deck.awaited"),
        network.say("deck.awaited.lead"),
        "commitments",
        pd.DataFrame(),
        behind=plans,
        lines=lines,
    )


def capacity_building(network: Network) -> Slide:
    """The capacity building delivered: participations that sources state, activity by activity."""
    events = commitments.capacity_building(network)
    stated = events.loc[events["participants_stated"].notna()]
    if stated.empty:
        return silent(network, "deck.delivered.lead")
    labels = [
        f"{title} ({start[:4]})"
        for title, start in zip(network.texts(stated), stated["start_date"], strict=True)
    ]
    rows = _by_sex(network, stated.assign(label=labels))
    colours = dict(zip(_kinds(network), SEXES, strict=True))
    plot = counts.counts(
        rows,
        names=labels,
        fills={kind: colour for kind, colour in colours.items() if kind in set(rows["kind"])},
        data=events_data(network, stated),
    )
    unstated = network.texts(events.drop(index=stated.index))
    notes = [network.say("deck.delivered.not_stated", titles=title) for title in unstated]
    return slide(
        network,
        _delivery_text(network, events, stated),
        network.say("deck.delivered.lead"),
        "participation",
        events,
        caveat=" ".join([*_plans_text(network, events), network.say("deck.delivered.caveat")]),
        told=[*_each(network, rows.astype({"value": "int64"})), *notes],
        notes=notes,
        plot=plot,
    )


def _kinds(network: Network) -> tuple[str, str, str]:
    """Women, men, and what no source tells apart."""
    return network.say("sex.F"), network.say("sex.M"), network.say("deck.delivered.kind")


def _by_sex(network: Network, stated: pd.DataFrame) -> pd.DataFrame:
    """Participations of women, of men, and of both where no source tells: row, kind, value."""
    women, men = (
        stated[f"participants_{who}"].fillna(0).astype("float64") for who in ("women", "men")
    )
    rest = stated["participants_stated"].astype("float64") - women - men
    parts = [
        pd.DataFrame({"row": stated["label"], "kind": kind, "value": values})
        for kind, values in zip(_kinds(network), (women, men, rest), strict=True)
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.loc[rows["value"] > 0].reset_index(drop=True)


def _plans_text(network: Network, events: pd.DataFrame) -> Iterator[str]:
    """How many of the events are of which plan, and which are outside every plan."""
    for plan, rows in events.loc[events["plan"] != ""].groupby("plan"):
        yield network.say("deck.delivered.plan", k=len(rows), plan=network.years(str(plan)))
    outside = events.loc[events["plan"] == ""]
    if len(outside):
        titles = join_names(network.texts(outside), network.lang)
        yield network.say("deck.delivered.outside", titles=titles)


def _delivery_text(network: Network, events: pd.DataFrame, stated: pd.DataFrame) -> str:
    years = sorted({start[:4] for start in events["start_date"]})
    return network.say(
        "deck.delivered",
        k=len(events),
        p=int(stated["participants_stated"].sum()),
        n=len(stated),
        years=network.years("-".join(dict.fromkeys([years[0], years[-1]]))),
    )
