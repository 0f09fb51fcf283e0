"""What documents say of one member in the network, in the order in which it is read aloud."""

from __future__ import annotations

import pandas as pd

from observatory.i18n import alphabetical, join_names
from observatory.methods.commitments import activity_states, block
from observatory.methods.participation import NETWORK_FRAMEWORKS, bounds, modes
from observatory.methods.peers import Rule, peers
from observatory.topics import commitments, side_by_side
from observatory.topics.participation import contradictions, offices_of
from observatory.view import MEASURES
from observatory.words.register import Network, without_empty


def standing(network: Network, iso3: str) -> list[str]:
    """Membership, OIC group, suspension if any, and whether the record has been confirmed."""
    frame = network.tables["members"]
    lines = []
    for row in frame.loc[frame["iso3"] == iso3].fillna("").to_dict("records"):
        group = network.terms.groups.get(f"OIC_{row['oic_group']}".upper())
        name = group.name[network.lang] if group else row["oic_group"]
        lines.append(network.say("member.standing", year=row["accession_year"], group=name))
        if row["suspended_from"]:
            dates = network.when(row["suspended_from"], row["suspended_to"])
            lines.append(network.say("member.suspended", dates=dates))
    lines.append(_confirmation(network, iso3))
    return lines


def _confirmation(network: Network, iso3: str) -> str:
    parts = network.tables["participation"]
    days = parts.loc[parts["iso3"] == iso3, "confirmed_on"].dropna()
    if days.empty:
        return network.say("member.not_confirmed")
    return network.say("member.confirmed", date=network.when(max(days)))


def in_short(network: Network, iso3: str) -> list[str]:
    """What is known of the member in each measure, its offices and its focal point."""
    rest = [each for each in MEASURES[1:] if each not in modes("meetings")]
    lines = meetings_in_short(network, iso3)
    lines += [_participation_text(network, iso3, measure) for measure in rest]
    offices = side_by_side.offices(network, iso3)
    if offices:
        lines.append(network.say("member.offices", offices=offices))
    lines.append(network.say("member.focal", known=side_by_side.focal_point(network, iso3)))
    return lines


def meetings_in_short(network: Network, iso3: str) -> list[str]:
    """What is known of the member at meetings, in person and online apart; if no list names it."""
    lines = [_participation_text(network, iso3, mode) for mode in modes("meetings")]
    if _is_on_none(network, iso3):
        lines.insert(0, network.say("member.never_named", area=network.name(iso3)))
    return lines


def _participation_text(network: Network, iso3: str, measure: str) -> str:
    """A member's participation in one measure, with its denominator."""
    found = network.remember(
        ("bounds", measure),
        lambda: bounds(network.cells(measure)),
    )
    rows = found.loc[found["iso3"] == iso3]
    known = (
        side_by_side.participation_words(network, rows.iloc[0])
        if len(rows)
        else network.say(f"participation.state.{'no_event' if found.empty else 'unknown'}")
    )
    return network.say(
        "member.measure", measure=network.say(f"filters.measure.{measure}"), known=known
    )


def _is_on_none(network: Network, iso3: str) -> bool:
    """Whether there are lists of the network's events, and none of them names a member."""
    parts = network.tables["participation"].merge(network.events[["event_id"]], on="event_id")
    named = set(parts.loc[parts["state"] == "attended", "iso3"])
    return bool(named) and iso3 not in named


def bodies(network: Network, iso3: str) -> pd.DataFrame:
    """The member's institutions in the register."""
    frame = network.tables["bodies"]
    frame = frame.loc[frame["iso3"] == iso3]
    return pd.DataFrame(
        {
            "body": network.texts(frame, "name"),
            "acronym": frame["acronym"].fillna(""),
            "kind": network.code_words(frame["kind"], "body"),
            "document": frame["document"].fillna(""),
            "url": frame["url"].fillna(""),
        }
    )


def offices_around(network: Network, iso3: str) -> pd.DataFrame:
    """Offices that the member or its institutions hold or held around the network."""
    frame = network.tables["offices"]
    around = ~frame["framework"].isin(NETWORK_FRAMEWORKS)
    rows = offices_of(network, frame.loc[around & (frame["iso3"] == iso3)])
    return without_empty(rows.drop(columns="area"), ("body", "note"))


def differing(network: Network, iso3: str) -> pd.DataFrame:
    """Where sources differ about the member, its institutions or the events it is listed at."""
    parts = network.tables["participation"]
    own = set(parts.loc[(parts["iso3"] == iso3) & (parts["state"] == "attended"), "event_id"])
    frame = network.tables["bodies"]
    own |= {iso3, *frame.loc[frame["iso3"] == iso3, "body_id"]}
    return contradictions(network).loc[network.tables["discrepancies"]["subject_id"].isin(own)]


def of_block(network: Network, name: str) -> pd.DataFrame:
    """The paragraphs of the communiqués in one block, as the register has them."""
    frame = network.tables["paragraphs"]
    return frame.loc[frame["kind"].map(block) == name]


def appeals(network: Network) -> pd.DataFrame:
    """The paragraphs that speak to members or their services: what asks something of them."""
    return _paragraphs(network, "appeals")


def recognitions(network: Network) -> pd.DataFrame:
    """What the communiqués recognise or emphasise, without asking it of anybody."""
    return without_empty(_paragraphs(network, "recognitions"), ("addressee",))


def _paragraphs(network: Network, name: str) -> pd.DataFrame:
    """The paragraphs of a block in words: communiqué, number, wording, kind, addressee."""
    frame = of_block(network, name)
    titles = network.tables["instruments"].set_index("instrument_id")
    sources = network.texts(titles.loc[frame["instrument_id"]])
    return pd.DataFrame(
        {
            "instrument": list(sources),
            "number": frame["number"].astype(str),
            "paragraph": network.texts(frame),
            "kind": network.code_words(frame["kind"], "paragraph"),
            "addressee": network.code_words(frame["addressee"], "addressee"),
        }
    )


def activities(network: Network, iso3: str) -> pd.DataFrame:
    """The activities that the member provides, or that are for it."""
    frame = network.tables["activities"]
    gives = frame["providers"].map(lambda codes: iso3 in list(codes)).astype(bool)
    takes = [bool({iso3, "all"} & set(codes)) for codes in commitments.members_of(network, frame)]
    mine = frame.loc[gives | pd.Series(takes, index=frame.index, dtype=bool)]
    apart = commitments.frameworks_apart(network, mine)
    named = [iso3 in codes for codes in commitments.participants(network, mine)]
    facts = zip(gives.loc[mine.index], named, apart, strict=True)
    part = [
        network.in_a_row((network.say(f"member.{_part(gives=given, named=took)}"), where))
        for given, took, where in facts
    ]
    return pd.DataFrame(
        {
            "activity": network.texts(mine),
            "part": part,
            "planned": network.dates(mine, "planned_start", "planned_end"),
            "actual": network.dates(mine, "actual_start", "actual_end"),
            "state": network.code_words(
                activity_states(mine, network.build.built_at.date()), "activity"
            ),
            "document": mine["document"].fillna(""),
            "url": mine["url"].fillna(""),
        }
    )


def _part(*, gives: bool, named: bool) -> str:
    """What a member has to do with an activity: that it took part only where a source names it."""
    if gives:
        return "provides"
    return "took_part" if named else "receives"


def gaps(network: Network, iso3: str) -> list[str]:
    """Which lists would say more of the member."""
    missing = missing_lists(network, iso3)
    lines = []
    if missing:
        titles = join_names(missing, network.lang)
        lines.append(network.say("member.gap.lists", n=len(missing), events=titles))
    if iso3 not in set(network.tables["focal_points"]["iso3"]):
        lines.append(network.say("member.gap.focal"))
    return lines


def missing_lists(network: Network, iso3: str) -> list[str]:
    """The events of which it is not known whether the member took part, by their titles."""
    parts = network.tables["participation"]
    events = network.events.set_index("event_id")
    mine = parts.loc[(parts["iso3"] == iso3) & parts["event_id"].isin(events.index)]
    open_lists = mine.loc[mine["state"] == "unknown", "event_id"]
    return list(network.texts(events.loc[open_lists]))


def peers_of(network: Network, iso3: str) -> tuple[Rule, list[str]]:
    """The peers of a member and the rule that chose them, in alphabetical order."""
    kinds = {
        kind: {
            area: group_id
            for group_id, group in network.terms.groups.items()
            if group.kind == kind
            for area in group.areas
            if area in network.terms.countries and network.terms.countries[area].is_oic
        }
        for kind in ("sesric_region", "income", "oic_region")
    }
    rule, codes = peers(iso3, kinds["sesric_region"], kinds["income"], kinds["oic_region"])
    return rule, sorted(codes, key=lambda code: alphabetical(network.name(code)))


def notes(network: Network, iso3: str) -> pd.DataFrame:
    """The notes on the comparability of the member's figures."""
    frame = network.tables["notes"]
    frame = frame.loc[frame["iso3"] == iso3]
    years = [
        network.when(*("" if pd.isna(year) else str(int(year)) for year in pair))
        for pair in zip(frame["first"], frame["last"], strict=True)
    ]
    return pd.DataFrame(
        {
            "theme": network.code_words(frame["theme"], "theme"),
            "years": years,
            "effect": network.code_words(frame["effect"], "effect"),
            "note": network.texts(frame, "text"),
        }
    )


def topics(network: Network, iso3: str) -> pd.DataFrame:
    """What the member declared to need or to offer, with the other side as declared (F14)."""
    frame = network.tables["needs"]
    mine = frame.loc[frame["iso3"] == iso3]
    rows = []
    for _, row in mine.iterrows():
        other = frame.loc[
            (frame["topic_id"] == row["topic_id"]) & (frame["direction"] != row["direction"])
        ]
        rows.append(network.names(list(other["iso3"])))
    return pd.DataFrame(
        {
            "topic": network.texts(mine),
            "direction": network.code_words(mine["direction"], "direction"),
            "declared": network.dates(mine, "declared_on", "declared_on"),
            "other_side": rows,
        }
    )
