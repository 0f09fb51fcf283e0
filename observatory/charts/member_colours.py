"""The colour of a member in charts that tell members by colour: one for life, as far as it is free.

Each of the 57 has a home colour by its place in the order of codes. Of members shown together that
share one, the later takes the next that is free; beyond as many members as there are colours, they
begin again, and names at the ends of lines tell members apart.
"""

from __future__ import annotations

from collections.abc import Collection

from observatory.catalog import tile_grid

# How many colours there are for members.
COLOURS = 12


def member_colours(members: Collection[str]) -> dict[str, str]:
    """The role of the colour of each of some members (ISO3), whatever the language or the chart."""
    homes = {iso3: at % COLOURS for at, iso3 in enumerate(sorted(tile_grid.load()))}
    taken: set[int] = set()
    out = {}
    for iso3 in sorted(members):
        home = homes.get(iso3, 0)
        ahead = ((home + step) % COLOURS for step in range(COLOURS))
        place = next((each for each in ahead if each not in taken), home)
        taken.add(place)
        out[iso3] = f"series-{place}"
    return out
