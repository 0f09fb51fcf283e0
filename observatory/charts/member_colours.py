"""The colour of a member in charts that tell members by colour: one for life, as far as it is free.

Each of the 57 has a home colour, which the catalogue gives. Of members shown together that share
one, the later by code takes the next that is free; beyond as many members as there are colours,
they begin again, and names at the ends of lines tell members apart.
"""

from __future__ import annotations

from collections.abc import Collection

from observatory.catalog import home_colours
from observatory.catalog.home_colours import COLOURS

__all__ = ["COLOURS", "member_colours"]


def member_colours(members: Collection[str]) -> dict[str, str]:
    """The role of the colour of each of some members (ISO3), whatever the language or the chart.

    Those that have their home colour to themselves keep it; only then do others give way.
    """
    homes = home_colours.load()
    out: dict[str, int] = {}
    for iso3 in sorted(members):
        home = homes.get(iso3, 0)
        if home not in out.values():
            out[iso3] = home
    for iso3 in sorted(set(members) - set(out)):
        home = homes.get(iso3, 0)
        ahead = ((home + step) % COLOURS for step in range(COLOURS))
        out[iso3] = next((each for each in ahead if each not in out.values()), home)
    return {iso3: f"series-{out[iso3]}" for iso3 in sorted(out)}
