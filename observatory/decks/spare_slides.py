"""Slides that a meeting keeps in hand: Chair and hosts, Palestine, and a member's card."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from observatory.decks.figure_slides import Ask
from observatory.decks.register_slide import at, slide
from observatory.decks.slide import Slide
from observatory.i18n import join_names, language, number, percent
from observatory.methods.dates import span
from observatory.methods.participation import MEETINGS, NETWORK, bounds, cells
from observatory.methods.thresholds import OLD_AFTER_YEARS
from observatory.topics import commitments, side_by_side
from observatory.view import MEASURES, View
from observatory.words import titles
from observatory.words.register import Network

# The figures of a card that stand in its title.
IN_TITLE = 2
# The heads of what came before the paragraph and of what stands under it.
_SIDES = {True: "before", False: "under"}


def chair_and_hosts(network: Network) -> Slide | None:
    """Who held the Chair, and which members hosted the network's meetings; None of neither."""
    chairs = network.tables["offices"]
    chairs = chairs.loc[(chairs["framework"] == NETWORK) & (chairs["role"] == "chair")]
    events = network.events
    hosted = events.loc[events["kind"].isin(MEETINGS) & events["host_iso3"].notna()]
    if chairs.empty and hosted.empty:
        return None
    columns = [network.say(f"deck.column.{name}") for name in ("office", "area", "when")]
    office = network.say("office.chair")
    bodies = zip(network.texts(chairs, "name"), chairs["iso3"], strict=True)
    rows = [
        (office, f"{body} ({network.name(str(iso3))})", when)
        for (body, iso3), when in zip(bodies, network.dates(chairs, "since", "until"), strict=True)
    ]
    dates = network.dates(hosted, "start_date", "end_date")
    rows += [
        (
            network.say("deck.not_shown.line", view=network.say("role.host"), reason=title),
            network.name(str(iso3)),
            when,
        )
        for title, iso3, when in zip(network.texts(hosted), hosted["host_iso3"], dates, strict=True)
    ]
    behind = pd.concat([chairs[["document", "url"]], hosted[["document", "url"]]])
    title = _chair_text(network, chairs, hosted)
    table = pd.DataFrame(rows, columns=columns)
    lead = network.say("deck.spare.chair.lead")
    return slide(network, title, lead, "participation", behind, table=table)


def _chair_text(network: Network, chairs: pd.DataFrame, hosted: pd.DataFrame) -> str:
    """Who holds the Chair by the last term in the register, and which members hosted how often."""
    counts = hosted["host_iso3"].value_counts(sort=False)
    hosts = join_names(
        (f"{network.name(str(iso3))} ({n})" for iso3, n in counts.items()), network.lang
    )
    if chairs.empty:
        return network.say("deck.spare.hosts", hosts=hosts)
    last = chairs.iloc[[-1]]
    (when,) = network.dates(last, "since", "until")
    area = network.name(str(last["iso3"].iloc[0]))
    return network.say("deck.spare.chair", area=area, when=when, hosts=hosts or "–")


def chair(network: Network) -> str:
    """The member whose body holds the Chair, as the last term in the register says; or nothing."""
    offices = network.tables["offices"]
    offices = offices.loc[(offices["framework"] == NETWORK) & (offices["role"] == "chair")]
    return str(offices["iso3"].dropna().iloc[-1]) if offices["iso3"].notna().any() else ""


def support(network: Network) -> Slide | None:
    """Support to the member that the communiqué commits to: under its paragraph, and before it.

    None where it commits to none.
    """
    iso3 = _supported_member(network)
    frame = network.tables["activities"]
    mine = frame.loc[frame["beneficiaries"].map(lambda codes: iso3 in list(codes))]
    if mine.empty:
        return None
    before = _before_paragraph(network, mine)
    found = commitments.activities_of(network, mine)
    parts = {flag: network.say(f"deck.spare.palestine.{name}") for flag, name in _SIDES.items()}
    # The day on which it was given, else the day for which it was planned.
    when = found["actual"].where(mine["actual_start"].notna(), found["planned"])
    shown = found.assign(when=when, part=before.map(parts))
    shown = shown[["part", "activity", "when", "state", "provider"]]
    names = {name: network.say(f"deck.column.{name}") for name in shown.columns}
    return slide(
        network,
        _support_text(network, iso3, mine, before),
        network.say("deck.spare.palestine.lead"),
        "commitments",
        mine.drop(columns=["providers", "beneficiaries", "events"]),
        caveat=network.say("deck.spare.palestine.caveat"),
        table=shown.rename(columns=names).loc[before.sort_values(kind="stable").index],
    )


def _supported_member(network: Network) -> str:
    """The member whom an activity that a communiqué itself commits to is for; or nothing."""
    frame = network.tables["activities"]
    named = frame.loc[frame["plan_link"] == "communiqué", "beneficiaries"].explode().dropna()
    return str(named.iloc[-1]) if len(named) else ""


def _before_paragraph(network: Network, mine: pd.DataFrame) -> pd.Series:
    """Whether each activity took place before the communiqué of the paragraph was adopted."""
    instruments = network.tables["instruments"].set_index("instrument_id")
    own = mine.loc[mine["plan_link"] == "communiqué", "instrument_id"]
    adopted = [str(day) for day in instruments["adopted_on"].reindex(own).dropna()]
    first = min((span(day)[0] for day in adopted), default=None)
    ends = mine["actual_end"].fillna(mine["actual_start"])
    early = [isinstance(day, str) and first is not None and span(day)[1] < first for day in ends]
    return pd.Series(early, index=mine.index, dtype=bool)


def _support_text(network: Network, iso3: str, mine: pd.DataFrame, before: pd.Series) -> str:
    """How many activities took place under the paragraph, and how many before it, with when."""
    took = mine["actual_start"].notna()
    said = {}
    for name, rows in (("under", mine.loc[took & ~before]), ("before", mine.loc[took & before])):
        words = network.say("deck.spare.palestine.none")
        if len(rows):
            months = [network.when(day[:7]) for day in sorted(rows["actual_start"])]
            when = join_names(dict.fromkeys(months), network.lang)
            words = network.say("deck.spare.palestine.some", n=len(rows), when=when)
        said[name] = words
    return network.say("deck.spare.palestine", area=network.name(iso3), **said)


def card(network: Network, ask: Ask, iso3: str) -> Slide:
    """A member's card: its latest comparable figures, and what documents say of it."""
    leading = network.terms.leading("card")
    answers = [
        ask(View(chart="bars", indicator=(i,), members=(iso3,), groups=(), lang=network.lang))
        for i in leading
    ]
    frame = pd.concat([found.frame for found in answers], ignore_index=True)
    facts = [*_figures(network, frame), *_record(network, iso3)]
    columns = [network.say("deck.column.what"), network.say("deck.column.known")]
    shown = frame.loc[frame["value"].notna()]
    title = network.say("deck.card", area=network.name(iso3), said=_leading_words(network, shown))
    source = titles.source_line(answers[0].view, shown, network.terms, network.build)
    # The terms on which a figure of the card may be repeated are those of its indicator.
    notes = tuple(dict.fromkeys(note for found in answers for note in found.notes))
    table = pd.DataFrame(facts, columns=columns)
    lead = network.say("deck.card.lead")
    return Slide(
        title=title,
        subtitle=lead,
        source=source,
        caveat=network.say("deck.card.caveat"),
        notes=(lead, *notes),
        alt=" ".join(
            [
                f"{title}.",
                *(network.say("deck.told", name=what, said=known) for what, known in facts),
            ]
        ),
        address=at(network, "member", f"members={iso3}"),
        table=table,
        rows=frame,
    )


def _leading_words(network: Network, shown: pd.DataFrame) -> str:
    """The first figures of a card, each with its year, and whether it is old; or that none is."""
    said = []
    for row in shown.head(IN_TITLE).to_dict("records"):
        term = network.terms.indicators[row["indicator_id"]]
        words = network.say(
            "deck.message.value",
            area=term.name[network.lang],
            value=_value(network, row),
            year=row["year"],
        )
        said.append(f"{words} ({_old(network)})" if row["old"] else words)
    return join_names(said, network.lang) or network.say("deck.card.none")


def _old(network: Network) -> str:
    """What is said of an old value inside a sentence (M11)."""
    said = network.say("charts.old", years=OLD_AFTER_YEARS)
    return said[0].lower() + said[1:]


def _value(network: Network, row: Mapping[Hashable, Any]) -> str:
    """A value of a card with its unit."""
    unit = network.terms.units[network.terms.indicators[row["indicator_id"]].unit]
    short = unit.short[network.lang]
    value = (percent if short == "%" else number)(row["value"], network.lang, unit.decimals)
    return value if short == "%" else f"{value} {short}"


def _figures(network: Network, frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The indicators of a card: value, year, estimate type and that it is old, or why none."""
    for row in frame.to_dict("records"):
        term = network.terms.indicators[row["indicator_id"]]
        if pd.isna(row["value"]):
            yield term.name[network.lang], titles.reason(row["missing"], network.lang)
            continue
        parts = [network.say(f"estimate.{row['estimate']}")]
        parts += [_old(network)] if row["old"] else []
        kind = language(network.lang).comma.join(parts)
        said = _value(network, row)
        yield (
            term.name[network.lang],
            network.say("deck.card.value", value=said, year=row["year"], kind=kind),
        )


def _record(network: Network, iso3: str) -> Iterator[tuple[str, str]]:
    """What is known of a member, measure by measure; its offices, its focal point."""
    for measure in MEASURES[1:]:
        found = bounds(cells(network.tables["participation"], network.tables["events"], measure))
        rows = found.loc[found["iso3"] == iso3]
        none = network.say("participation.state.unknown")
        known = side_by_side.participation_words(network, rows.iloc[0]) if len(rows) else none
        yield network.say(f"filters.measure.{measure}"), known
    yield network.say("deck.column.office"), side_by_side.offices(network, iso3) or "–"
    yield network.say("deck.held.focal.one"), side_by_side.focal_point(network, iso3)
