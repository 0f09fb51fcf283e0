"""The slides of a meeting that show the network: what it did, decided, and who took part.

Counts and states are the register's; where it is silent a slide says what is awaited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from textwrap import shorten

import pandas as pd

from observatory.catalog.tile_grid import with_tiles
from observatory.charts import counts as plain
from observatory.charts.plot import Mark, PanelPlot, Tip
from observatory.decks.register_slide import events_data, silent, slide
from observatory.decks.slide import Slide
from observatory.i18n import join_names, number
from observatory.methods.commitments import BLOCKS, RECOMMENDATIONS
from observatory.methods.participation import MEETINGS
from observatory.topics import commitments
from observatory.topics import focal_points as registered
from observatory.topics.network_figures import meetings_in_short
from observatory.words.register import Network

_DAYS = 365.25
# The blocks of a communiqué that ask for an act stand first; the letters of a paragraph on a slide,
# on two lines and on one.
FIRST_BLOCKS, LETTERS, ONE_LINE = 2, 112, 56


def network_history(network: Network) -> Slide:
    """What the network has done: its events on a line of time, those decided as open marks."""
    events = network.tables["events"]
    events = events.loc[events["network"]]
    if events.empty:
        return silent(network, "deck.held.lead")
    names = [network.say(f"deck.held.{name}") for name in ("meetings", "focal", "trainings")]
    manners = [
        _manner(network, *each) for each in zip(events["mode"], events["state"], strict=True)
    ]
    data = events_data(network, events)
    rows = pd.DataFrame(
        {
            "x": _moments(events),
            "row": [names[_row(kind)] for kind in events["kind"]],
            "kind": manners,
            "label": [
                str(start)[:4] if kind in MEETINGS else ""
                for start, kind in zip(events["start_date"], events["kind"], strict=True)
            ],
            "tip": [Tip(datum.name, (datum.start,)) for datum in data],
            "datum": data,
        }
    )
    first, last = int(rows["x"].min()), int(rows["x"].max()) + 1
    plot = plain.spots(
        rows, names=names, across=(first - 1, last + 1), marks=_manners(network), years=True
    )
    when = [network.when(str(start)[:7]) for start in events["start_date"]]
    rows["said"] = [f"{date} ({manner})" for date, manner in zip(when, manners, strict=True)]
    return slide(
        network,
        meetings_in_short(network),
        network.say("deck.held.lead"),
        "participation",
        events,
        caveat=network.say("deck.held.caveat"),
        told=[_row_text(network, name, rows.loc[rows["row"] == name, "said"]) for name in names],
        plot=plot,
    )


def _row_text(network: Network, name: str, said: pd.Series) -> str:
    return network.say("deck.told", name=name, said=join_names(said, network.lang) or "–")


def _moments(events: pd.DataFrame) -> list[float]:
    """Dates of reduced precision as years with fractions: a year alone stands at its middle."""
    out = []
    for text in events["start_date"]:
        parts = [int(part) for part in str(text).split("-")]
        day = (
            (parts[1] - 1) * 30.4 + (parts[2] if len(parts) > 2 else 15) if len(parts) > 1 else 182
        )
        out.append(parts[0] + day / _DAYS)
    return out


def _row(kind: str) -> int:
    return 1 if kind == "nfp_meeting" else 0 if kind in MEETINGS else 2


def _manner(network: Network, mode: str, state: str) -> str:
    """How an event was or will be held, as the key calls it."""
    if state != "held":
        return network.say("deck.held.decided")
    return network.say("mode.virtual" if mode == "virtual" else "mode.in_person")


def _manners(network: Network) -> Mapping[str, Mark]:
    return {
        network.say("mode.in_person"): Mark("circle", 15, "accent"),
        network.say("mode.virtual"): Mark("square", 14, "series-1"),
        network.say("deck.held.decided"): Mark("diamond", 14, "reference", hollow=True),
    }


def communique(network: Network) -> list[Slide]:
    """What became of the last communiqué: what it decides and asks for, then its other paragraphs.

    The slides have the beginnings of the paragraphs, the notes their whole text.
    """
    latest = commitments.communiques(network)
    if latest.empty:
        return [silent(network, "deck.communique.lead")]
    instrument_id = latest["instrument_id"].iloc[0]
    blocks = {block: commitments.paragraphs(network, instrument_id, block) for block in BLOCKS}
    whole = pd.concat(
        [rows.assign(block=network.say(f"commitments.{block}")) for block, rows in blocks.items()],
        ignore_index=True,
    )
    counts = whole.groupby("block", sort=False).size()
    paragraphs = network.tables["paragraphs"]
    mine = paragraphs.loc[paragraphs["instrument_id"] == instrument_id]
    recommends, reiterates = (int((mine["kind"] == kind).sum()) for kind in RECOMMENDATIONS)
    first = sum(len(blocks[name]) for name in list(BLOCKS)[:FIRST_BLOCKS])
    found = slide(
        network,
        _decisions_text(network, instrument_id, blocks["decisions"]["status"]),
        network.say("deck.communique.lead"),
        "commitments",
        whole,
        caveat=network.say("deck.communique.caveat", k=recommends, n=reiterates),
        told=[network.say("deck.told", name=name, said=n) for name, n in counts.items()],
        notes=_whole_text(network, whole),
        behind=mine,
        table=_beginnings(network, whole.iloc[:first], LETTERS),
    )
    rest = whole.iloc[first:]
    if rest.empty:
        return [found]
    none = network.say("status.no_information")
    title = network.say("deck.communique.rest", n=len(rest), m=int((rest["status"] == none).sum()))
    table = _beginnings(network, rest, ONE_LINE)
    silent_of = {none, network.say("status.statement")}
    more = replace(found, title=title, caveat="", alt=f"{title}.", table=table)
    return [found, replace(more, empty=set(rest["status"]) <= silent_of)]


def _whole_text(network: Network, rows: pd.DataFrame) -> list[str]:
    """Each paragraph in full with its status."""
    return [
        network.say(
            "deck.decisions.note", number=row.number, paragraph=row.paragraph, status=row.status
        )
        for row in rows.itertuples()
    ]


def _beginnings(network: Network, rows: pd.DataFrame, letters: int) -> pd.DataFrame:
    """Paragraphs by number, their beginnings of so many letters, and their status."""
    # What has a date says with its status whether the date has passed (methods M13).
    passed = network.say("status.passed")
    dated = [
        due if passed in due else network.in_a_row((status, due))
        for status, due in zip(rows["status"], rows["due"].fillna(""), strict=True)
    ]
    begun = [shorten(words, letters, placeholder=" …") for words in rows["paragraph"]]
    shown = rows[["number"]].assign(paragraph=begun, status=dated)
    names = {name: network.say(f"deck.column.{name}") for name in shown.columns}
    return shown.rename(columns=names).reset_index(drop=True)


def _decisions_text(network: Network, instrument_id: str, statuses: pd.Series) -> str:
    """How many decisions of a communiqué are under way or completed, and of how many nothing is."""
    instruments = network.tables["instruments"].set_index("instrument_id")
    done = {network.say(f"status.{name}") for name in ("under_way", "well_advanced", "completed")}
    facts = {
        "year": str(instruments["adopted_on"][instrument_id])[:4],
        "k": int(statuses.isin(done).sum()),
        "n": len(statuses),
    }
    told = [network.say("deck.communique", **facts)]
    for state in ("passed", "no_information"):
        k = int((statuses == network.say(f"status.{state}")).sum())
        told += [network.say(f"deck.communique.{state}", k=k)] if k else []
    return network.in_a_row(told)


def took_part(network: Network) -> Slide:
    """How many countries sources state, in two panels by mode, no line."""
    events = network.events
    events = events.loc[events["kind"].isin(MEETINGS) & events["countries_stated"].notna()]
    if events.empty:
        return silent(network, "deck.took_part.lead")
    x = pd.Series(_moments(events), index=events.index)
    panels, said, alts = [], {}, {}
    for mode in ("in person", "virtual"):
        part = events.loc[events["mode"] == mode]
        name = network.say(f"mode.{mode.replace(' ', '_')}")
        counts = part["countries_stated"].astype(float)
        data = events_data(network, part)
        rows = pd.DataFrame(
            {
                "x": x[part.index],
                "y": counts,
                "label": [number(n, network.lang, 0) for n in counts],
                "tip": [Tip(datum.name, (datum.start,)) for datum in data],
                "datum": data,
            }
        )
        across = (x.min() - 1.5, x.max() + 1.5)
        up = (0, float(events["countries_stated"].max()) * 1.15)
        mark = _manners(network)[name]
        panels.append((name, plain.scale(rows, name=name, across=across, up=up, mark=mark)))
        years = part["start_date"].str[:4]
        each = join_names(
            (f"{n} ({y})" for n, y in zip(rows["label"], years, strict=True)), network.lang
        )
        said[mode.replace(" ", "_")] = each or "–"
        alts[name] = network.say("deck.took_part.told", mode=name, said=each or "–")
    return slide(
        network,
        network.say("deck.took_part", **said),
        network.say("deck.took_part.lead"),
        "participation",
        events,
        caveat=network.say("deck.took_part.caveat"),
        told=alts.values(),
        plot=PanelPlot(tuple(panels), across=len(panels), alts=alts),
    )


def focal_points(network: Network) -> Slide:
    """Who has named a focal point: the tile grid by what is known; grey is no information."""
    frame = registered.in_force(network).set_index("iso3")
    states = {iso3: str(frame["status"].get(iso3, "unknown")) for iso3 in network.members}
    words = {
        state: network.say(f"focal.{state}") for state in ("notified", "not_notified", "unknown")
    }
    rows = with_tiles(
        pd.DataFrame(
            {
                "iso3": list(states),
                "kind": [words[state] for state in states.values()],
                "area": [network.name(iso3) for iso3 in states],
            }
        )
    )
    colours = {"notified": "accent", "not_notified": "old", "unknown": "disputed"}
    by_state = {s: [iso3 for iso3, each in states.items() if each == s] for s in words}
    named = [
        network.say("deck.told", name=words[s], said=len(codes)) for s, codes in by_state.items()
    ]
    return slide(
        network,
        _focal_points_text(network, frame, by_state),
        network.say("deck.focal.lead"),
        "side_by_side",
        rows[["iso3", "kind"]],
        caveat=network.say("deck.focal.caveat"),
        told=[*named, network.names(by_state["notified"])],
        behind=frame.reset_index(),
        plot=plain.tiles(rows, fills={words[s]: colours[s] for s in words}),
        empty=not by_state["notified"] and not by_state["not_notified"],
    )


def _focal_points_text(
    network: Network, frame: pd.DataFrame, by_state: Mapping[str, list[str]]
) -> str:
    """How many focal points are known, since when confirmed, and of how many nothing is."""
    said = {"k": len(by_state["notified"]), "m": len(by_state["unknown"])}
    if not said["k"]:
        return network.say("deck.focal.none", **said)
    confirmed = frame.loc[by_state["notified"], "last_confirmed_on"].dropna()
    if confirmed.empty:
        return network.say("deck.focal", **said)
    return network.say("deck.focal.since", date=network.when(min(confirmed)), **said)


def topics(network: Network) -> Slide | None:
    """Who can train and who asks, topic by topic; None while no declarations are there."""
    frame = network.tables["needs"]
    if frame.empty:
        return None
    titles = network.texts(frame)
    table = pd.DataFrame(
        {
            network.say(f"deck.column.{direction}"): frame.loc[frame["direction"] == direction]
            .groupby(titles)["iso3"]
            .agg(lambda codes: network.names(list(codes)))
            for direction in ("offer", "need")
        }
    ).fillna("")
    table = table.rename_axis(network.say("deck.column.topic")).reset_index()
    wanted = set(titles[frame["direction"] == "need"])
    offered = set(titles[frame["direction"] == "offer"])
    declared = sorted({str(day)[:4] for day in frame["declared_on"].dropna()})
    when = join_names(declared, network.lang) or network.say("deck.topics.undated")
    return slide(
        network,
        network.say("deck.topics", k=len(wanted & offered), n=len(wanted)),
        network.say("deck.topics.lead"),
        "member",
        frame,
        caveat=network.say("deck.topics.caveat", years=when),
        table=table,
    )
