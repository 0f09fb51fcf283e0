"""Participation in the network (methods M8): what is known, as bounds; where comparison is open."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from observatory.methods.thresholds import KNOWN_CELLS

MEETINGS = ("meeting", "nfp_meeting")
# The network that the product is about, and the frameworks whose events are its own.
NETWORK = "PESNET"
NETWORK_FRAMEWORKS = frozenset({NETWORK, "PES-CaB"})


# Meetings in person and online are never one line or one share: shown as two.
MODES = ("in_person", "online")


def modes(measure: str) -> tuple[str, ...]:
    """The measures that a measure is shown in: meetings as in person and online, apart (M8)."""
    return MODES if measure == "meetings" else (measure,)


def cells(participation: pd.DataFrame, events: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The member-event cells of a measure.

    `participation`: event_id, iso3, state, role. `events`: event_id, kind, mode, state, network.
    Grain of the answer: event x member, for the network's events that were held: columns event_id,
    iso3, state (`attended`, `absent`, `not_eligible`, `unknown`). Meetings and trainings are two
    measures; in person and online are never joined without the split (M8). For trainings given,
    `attended` reads as gave it: where a source names a provider the others did not give it. For
    trainings received, the provider of a training is `not_eligible`.
    """
    held = events.loc[events["network"] & (events["state"] == "held")]
    chosen = held.loc[_chosen(held, measure), "event_id"]
    rows = participation.loc[
        participation["event_id"].isin(chosen), ["event_id", "iso3", "state", "role"]
    ].copy()
    gave = (rows["state"] == "attended") & (rows["role"] == "provider")
    if measure == "given":
        told = rows["event_id"].isin(rows.loc[gave, "event_id"])
        open_to = rows["state"] != "not_eligible"
        rows["state"] = rows["state"].mask(open_to, "unknown")
        rows["state"] = rows["state"].mask(open_to & told, "absent").mask(gave, "attended")
    if measure == "received":
        rows["state"] = rows["state"].mask(gave, "not_eligible")
    return rows.drop(columns="role").reset_index(drop=True)


def _chosen(held: pd.DataFrame, measure: str) -> pd.Series:
    meeting = held["kind"].isin(MEETINGS)
    if measure in ("given", "received"):
        return ~meeting
    modes: Mapping[str, tuple[str, ...]] = {"in_person": ("in person",), "online": ("virtual",)}
    return meeting & held["mode"].isin(modes[measure]) if measure in modes else meeting


def bounds(cells: pd.DataFrame) -> pd.DataFrame:
    """Participation of each member as bounds (M8).

    `of`: iso3, state, as `cells` gives. Grain: member, in code order. Columns: attended, absent,
    unknown, open (events open to the member), lower = attended / open, upper = (attended +
    unknown) / open, both shares of 1 and empty where no event was open.
    """
    states = ("attended", "absent", "unknown")
    counts = pd.crosstab(cells["iso3"], cells["state"]).reindex(columns=list(states), fill_value=0)
    counts = counts.reindex(sorted(cells["iso3"].unique()))
    out = counts.rename_axis(index="iso3", columns=None).reset_index()
    out["open"] = out[list(states)].sum(axis="columns")
    whole = out["open"].where(out["open"] > 0)
    out["lower"] = out["attended"] / whole
    out["upper"] = (out["attended"] + out["unknown"]) / whole
    return out


def known_share(cells: pd.DataFrame) -> float:
    """The share of the cells open to a member of which it is known whether it took part; 0 to 1."""
    open_to = cells.loc[cells["state"] != "not_eligible", "state"]
    return float((open_to != "unknown").mean()) if len(open_to) else 0.0


def gate_open(cells: pd.DataFrame) -> bool:
    """Whether members may be put in order or compared on these events: two thirds are known."""
    return known_share(cells) >= KNOWN_CELLS


def settling(cells: pd.DataFrame) -> pd.DataFrame:
    """Which list would settle most: one row an event with unknown cells, most of them first.

    Columns: event_id, unknown (cells that its list would decide), open (cells open to a member).
    """
    open_to = cells.loc[cells["state"] != "not_eligible"]
    out = (
        open_to.assign(unknown=open_to["state"] == "unknown")
        .groupby("event_id", as_index=False, sort=True)
        .agg(unknown=("unknown", "sum"), open=("iso3", "size"))
    )
    out = out.loc[out["unknown"] > 0]
    return out.sort_values("unknown", ascending=False, kind="stable").reset_index(drop=True)


def count_lists(cells: pd.DataFrame) -> tuple[int, int]:
    """How many events have a list that decides every cell, and how many events there are."""
    events = cells["event_id"].nunique()
    return events - len(settling(cells)), events
