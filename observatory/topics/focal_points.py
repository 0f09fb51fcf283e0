"""The focal points of the network: what is known of each member now, and to whom one writes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from observatory.words.register import Network

# What is known of a focal point where anything is.
KNOWN = ("notified", "not_notified")
NOTIFIED = KNOWN[0]


def in_force(network: Network) -> pd.DataFrame:
    """The row of each member that was confirmed or notified last; what stood before is history.

    Grain: member; the columns of the register, in its order. A member without a row is not known.
    """
    frame = network.tables["focal_points"]
    return network.remember(
        "focal points in force",
        lambda: frame.drop_duplicates("iso3", keep="last").reset_index(drop=True),
    )


def count_members(network: Network, states: Iterable[str]) -> int:
    """How many members have a focal point in one of some states."""
    return int(in_force(network)["status"].isin(list(states)).sum())


def addressee(network: Network, iso3: str) -> tuple[list[str], str]:
    """The bodies that a letter to a member goes to, and a unit: the focal point's, where notified.

    Else the employment services of the register; none of them known: no body.
    """
    frame = in_force(network)
    mine = frame.loc[(frame["iso3"] == iso3) & (frame["status"] == NOTIFIED)]
    named = [str(body) for body in network.texts(mine, "name").dropna()]
    if named:
        return named, str(mine["unit"].fillna("").iloc[0])
    bodies = network.tables["bodies"]
    own = bodies.loc[(bodies["iso3"] == iso3) & (bodies["kind"] == "employment service")]
    return [str(body) for body in network.texts(own, "name")], ""
