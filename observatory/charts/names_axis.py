"""Scales of names: rows beside a plot, members below it, and places on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from observatory.charts.plot import Axis


def names_axis(names: Sequence[str], codes: Sequence[str] = ()) -> Axis:
    """A scale of rows, the first on top, with half a row and a little before and after them."""
    return Axis(-0.6, len(names) - 0.4, kind="names", names=tuple(names), codes=tuple(codes))


def members_axis(members: Mapping[str, str], *, grid: bool = False) -> Axis:
    """The members across, their names upright below. `members`: names by code, in order."""
    return Axis(
        -0.5,
        len(members) - 0.5,
        kind="names",
        names=tuple(members.values()),
        codes=tuple(members),
        upright=True,
        grid=grid,
    )


def places_of(ids: Iterable[object], names: Iterable[str]) -> tuple[int, ...]:
    """The place of each id on an axis of names. `names`: the ids of the axis, in order."""
    places = {key: at for at, key in enumerate(names)}
    return tuple(places[str(key)] for key in ids)
