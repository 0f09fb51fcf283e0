"""Slides that a meeting keeps in hand: Chair and hosts, Palestine, and a member's card."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from observatory import beside, commitments, wording
from observatory.decks.figure_slides import Ask
from observatory.decks.register import at, slide
from observatory.i18n import number, percent
from observatory.measures.participation import MEETINGS, bounds, cells
from observatory.network import Network
from observatory.slides import Slide
from observatory.view import MEASURES, View

OF_THE_NETWORK = "PESNET"
PALESTINE = "PSE"
# What a card says of a member's young people and of its firms.
ON_A_CARD = (
    "neet_rate",
    "youth_unemployment_rate",
    "youth_employment_ratio",
    "new_business_density",
)


def chair_and_hosts(of: Network) -> Slide | None:
    """Who held the Chair, and which members hosted the network's meetings; None of neither."""
    chairs = of.tables["offices"]
    chairs = chairs.loc[(chairs["framework"] == OF_THE_NETWORK) & (chairs["role"] == "chair")]
    events = of.events
    hosted = events.loc[events["kind"].isin(MEETINGS) & events["host_iso3"].notna()]
    if chairs.empty and hosted.empty:
        return None
    columns = [of.say(f"deck.column.{name}") for name in ("office", "area", "when")]
    office = of.say("office.chair")
    bodies = zip(of.texts(chairs, "name"), chairs["iso3"], strict=True)
    rows = [
        (office, f"{body} ({of.name(str(iso3))})", when)
        for (body, iso3), when in zip(bodies, of.dates(chairs, "since", "until"), strict=True)
    ]
    dates = of.dates(hosted, "start_date", "end_date")
    rows += [
        (f"{of.say('role.host')}: {title}", of.name(str(iso3)), when)
        for title, iso3, when in zip(of.texts(hosted), hosted["host_iso3"], dates, strict=True)
    ]
    behind = pd.concat([chairs[["document", "url"]], hosted[["document", "url"]]])
    title = of.say("deck.spare.chair", k=len(chairs), n=len(hosted))
    table = pd.DataFrame(rows, columns=columns)
    lead = of.say("deck.spare.chair.lead")
    return slide(of, title, lead, "participation", behind, table=table)


def chair(of: Network) -> str:
    """The member whose body holds the Chair, as the last term in the register says; or nothing."""
    offices = of.tables["offices"]
    offices = offices.loc[(offices["framework"] == OF_THE_NETWORK) & (offices["role"] == "chair")]
    return str(offices["iso3"].dropna().iloc[-1]) if offices["iso3"].notna().any() else ""


def palestine(of: Network) -> Slide | None:
    """Support to Palestine (paragraph 10): activities given, as documents name them; no rate."""
    frame = of.tables["activities"]
    mine = frame.loc[frame["beneficiaries"].map(lambda codes: PALESTINE in list(codes))]
    if mine.empty:
        return None
    found = commitments.activities_of(of, mine)
    # The day on which it was given, else the day for which it was planned.
    when = found["actual"].where(mine["actual_start"].notna(), found["planned"])
    shown = found.assign(when=when)[["activity", "when", "state", "provider"]]
    given = int(mine["actual_start"].notna().sum())
    title = of.say("deck.spare.palestine", k=given, n=len(mine), area=of.name(PALESTINE))
    lead = of.say("deck.spare.palestine.lead")
    names = {name: of.say(f"deck.column.{name}") for name in shown.columns}
    table = shown.rename(columns=names)
    caveat = of.say("deck.spare.palestine.caveat")
    return slide(of, title, lead, "commitments", mine.drop(columns=["providers", "beneficiaries",
                 "events"]), caveat=caveat, table=table)  # fmt: skip


def card(of: Network, ask: Ask, iso3: str) -> Slide:
    """A member's card: its latest comparable figures, and what documents say of it."""
    answers = [
        ask(View(chart="bars", indicator=(i,), members=(iso3,), groups=(), lang=of.lang))
        for i in ON_A_CARD
    ]
    frame = pd.concat([found.frame for found in answers], ignore_index=True)
    facts = [*_figures(of, frame), *_record(of, iso3)]
    columns = [of.say("deck.column.what"), of.say("deck.column.known")]
    shown = frame.loc[frame["value"].notna()]
    kinds = wording.kinds(shown, of.lang) or "–"
    title = of.say("deck.card", area=of.name(iso3), k=len(shown), n=len(ON_A_CARD), kind=kinds)
    source = wording.source_line(answers[0].view, shown, of.terms, of.build)
    # The terms on which a figure of the card may be repeated are those of its indicator.
    notes = tuple(dict.fromkeys(note for found in answers for note in found.notes))
    table = pd.DataFrame(facts, columns=columns)
    lead = of.say("deck.card.lead")
    return Slide(
        title=title,
        subtitle=lead,
        source=source,
        caveat=of.say("deck.card.caveat"),
        notes=(lead, *notes),
        alt=" ".join([f"{title}.", *(f"{what}: {known}." for what, known in facts)]),
        address=at(of, "member", f"members={iso3}"),
        table=table,
        rows=frame,
    )


def _figures(of: Network, frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The indicators of a card: value, year and estimate type, or why there is none."""
    for row in frame.to_dict("records"):
        term = of.terms.indicators[row["indicator_id"]]
        unit = of.terms.units[term.unit]
        if pd.isna(row["value"]):
            yield term.name[of.lang], wording.reason(row["missing"], of.lang)
            continue
        short = unit.short[of.lang]
        value = (percent if short == "%" else number)(row["value"], of.lang, unit.decimals)
        kind = of.say(f"estimate.{row['estimate']}")
        said = value if short == "%" else f"{value} {short}"
        yield term.name[of.lang], of.say("deck.card.value", value=said, year=row["year"], kind=kind)


def _record(of: Network, iso3: str) -> Iterator[tuple[str, str]]:
    """What is known of a member, measure by measure; its offices, its focal point."""
    for measure in MEASURES[1:]:
        found = bounds(cells(of.tables["participation"], of.tables["events"], measure))
        rows = found.loc[found["iso3"] == iso3]
        none = of.say("participation.state.unknown")
        known = beside.known(of, rows.iloc[0]) if len(rows) else none
        yield of.say(f"filters.measure.{measure}"), known
    yield of.say("deck.column.office"), beside.offices(of, iso3) or "–"
    yield of.say("deck.held.focal.one"), beside.focal_point(of, iso3)
