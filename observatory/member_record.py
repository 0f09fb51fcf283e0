"""What documents say of one member in the network, in the order in which it is read aloud."""

from __future__ import annotations

import pandas as pd

from observatory import beside
from observatory.attendance import contradictions
from observatory.i18n import alphabetical, listed
from observatory.measures.participation import bounds, cells
from observatory.measures.peers import Rule, peers
from observatory.network import Network
from observatory.view import MEASURES

# To whom a paragraph speaks, as far as a member is among them.
ADDRESSED = ("services", "members", "services_without_focal_point")


def standing(of: Network, iso3: str) -> list[str]:
    """Membership, OIC group, suspension if any, and whether the record has been confirmed."""
    frame = of.tables["members"]
    lines = []
    for row in frame.loc[frame["iso3"] == iso3].fillna("").to_dict("records"):
        group = of.terms.groups.get(f"OIC_{row['oic_group']}".upper())
        name = group.name[of.lang] if group else row["oic_group"]
        lines.append(of.say("member.standing", year=row["accession_year"], group=name))
        if row["suspended_from"]:
            dates = of.when(row["suspended_from"], row["suspended_to"])
            lines.append(of.say("member.suspended", dates=dates))
    lines.append(_confirmed(of, iso3))
    return lines


def _confirmed(of: Network, iso3: str) -> str:
    parts = of.tables["participation"]
    days = parts.loc[parts["iso3"] == iso3, "confirmed_on"].dropna()
    if days.empty:
        return of.say("member.not_confirmed")
    return of.say("member.confirmed", date=of.when(max(days)))


def in_short(of: Network, iso3: str) -> list[str]:
    """What is known of the member in each measure, its offices and its focal point."""
    lines = [_measured(of, iso3, measure) for measure in MEASURES[1:]]
    if not _named(of, iso3):
        lines.insert(0, of.say("member.never_named", area=of.name(iso3)))
    offices = beside.offices(of, iso3)
    if offices:
        lines.append(of.say("member.offices", offices=offices))
    lines.append(of.say("member.focal", known=beside.focal_point(of, iso3)))
    return lines


def _measured(of: Network, iso3: str, measure: str) -> str:
    """A member's participation in one measure, with its denominator."""
    found = of.made(
        ("bounds", measure),
        lambda: bounds(cells(of.tables["participation"], of.tables["events"], measure)),
    )
    rows = found.loc[found["iso3"] == iso3]
    known = beside.known(of, rows.iloc[0]) if len(rows) else of.say("participation.state.unknown")
    return of.say("member.measure", measure=of.say(f"filters.measure.{measure}"), known=known)


def _named(of: Network, iso3: str) -> bool:
    parts = of.tables["participation"].merge(of.events[["event_id"]], on="event_id")
    return bool(((parts["iso3"] == iso3) & (parts["state"] == "attended")).any())


def bodies(of: Network, iso3: str) -> pd.DataFrame:
    """The member's institutions in the register."""
    frame = of.tables["bodies"]
    frame = frame.loc[frame["iso3"] == iso3]
    return pd.DataFrame(
        {
            "body": of.texts(frame, "name"),
            "acronym": frame["acronym"].fillna(""),
            "kind": of.coded(frame["kind"], "body"),
            "document": frame["document"].fillna(""),
            "url": frame["url"].fillna(""),
        }
    )


def differing(of: Network, iso3: str) -> pd.DataFrame:
    """Where sources differ about the member, its institutions or the events it is listed at."""
    parts = of.tables["participation"]
    own = set(parts.loc[(parts["iso3"] == iso3) & (parts["state"] == "attended"), "event_id"])
    frame = of.tables["bodies"]
    own |= {iso3, *frame.loc[frame["iso3"] == iso3, "body_id"]}
    return contradictions(of).loc[of.tables["discrepancies"]["subject_id"].isin(own)]


def addressed(of: Network) -> pd.DataFrame:
    """The paragraphs of the communiqués that speak to members or their services."""
    frame = of.tables["paragraphs"]
    frame = frame.loc[frame["addressee"].isin(ADDRESSED)]
    titles = of.tables["instruments"].set_index("instrument_id")
    sources = of.texts(titles.loc[frame["instrument_id"]])
    return pd.DataFrame(
        {
            "instrument": list(sources),
            "number": frame["number"].astype(str),
            "paragraph": of.texts(frame),
            "kind": of.coded(frame["kind"], "paragraph"),
            "addressee": of.coded(frame["addressee"], "addressee"),
        }
    )


def activities(of: Network, iso3: str) -> pd.DataFrame:
    """The activities that the member provides, or that are for it."""
    frame = of.tables["activities"]
    gives = frame["providers"].map(lambda codes: iso3 in list(codes)).astype(bool)
    takes = frame["beneficiaries"].map(lambda codes: bool({iso3, "all"} & set(codes))).astype(bool)
    mine = frame.loc[gives | takes]
    part = gives.loc[mine.index].map(
        {True: of.say("member.provides"), False: of.say("member.receives")}
    )
    return pd.DataFrame(
        {
            "activity": of.texts(mine),
            "part": part,
            "planned": of.dates(mine, "planned_start", "planned_end"),
            "actual": of.dates(mine, "actual_start", "actual_end"),
            "state": of.coded(mine["state"], "activity"),
            "document": mine["document"].fillna(""),
            "url": mine["url"].fillna(""),
        }
    )


def gaps(of: Network, iso3: str) -> list[str]:
    """Which lists would say more of the member."""
    parts = of.tables["participation"]
    events = of.events.set_index("event_id")
    mine = parts.loc[(parts["iso3"] == iso3) & parts["event_id"].isin(events.index)]
    open_lists = mine.loc[mine["state"] == "unknown", "event_id"]
    lines = []
    if len(open_lists):
        titles = listed(of.texts(events.loc[open_lists]), of.lang)
        lines.append(of.say("member.gap.lists", n=len(open_lists), events=titles))
    if iso3 not in set(of.tables["focal_points"]["iso3"]):
        lines.append(of.say("member.gap.focal"))
    return lines


def peers_of(of: Network, iso3: str) -> tuple[Rule, list[str]]:
    """The peers of a member and the rule that chose them, in alphabetical order."""
    kinds = {
        kind: {
            area: group_id
            for group_id, group in of.terms.groups.items()
            if group.kind == kind
            for area in group.areas
            if area in of.terms.countries and of.terms.countries[area].is_oic
        }
        for kind in ("sesric_region", "income", "oic_region")
    }
    rule, codes = peers(iso3, kinds["sesric_region"], kinds["income"], kinds["oic_region"])
    return rule, sorted(codes, key=lambda code: alphabetical(of.name(code)))


def notes(of: Network, iso3: str) -> pd.DataFrame:
    """The notes on the comparability of the member's figures."""
    frame = of.tables["notes"]
    frame = frame.loc[frame["iso3"] == iso3]
    years = [
        of.when(*("" if pd.isna(year) else str(int(year)) for year in pair))
        for pair in zip(frame["first"], frame["last"], strict=True)
    ]
    return pd.DataFrame(
        {
            "theme": of.coded(frame["theme"], "theme"),
            "years": years,
            "effect": of.coded(frame["effect"], "effect"),
            "note": of.texts(frame, "text"),
        }
    )


def topics(of: Network, iso3: str) -> pd.DataFrame:
    """What the member declared to need or to offer, with the other side as declared (F14)."""
    frame = of.tables["needs"]
    mine = frame.loc[frame["iso3"] == iso3]
    rows = []
    for _, row in mine.iterrows():
        other = frame.loc[
            (frame["topic_id"] == row["topic_id"]) & (frame["direction"] != row["direction"])
        ]
        rows.append(of.names(list(other["iso3"])))
    return pd.DataFrame(
        {
            "topic": of.texts(mine),
            "direction": of.coded(mine["direction"], "direction"),
            "declared": of.dates(mine, "declared_on", "declared_on"),
            "other_side": rows,
        }
    )
