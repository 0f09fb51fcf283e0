"""Peers of a member by a stated rule, never by outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Rule = Literal["region_and_income", "oic_group", "none"]
# So many peers are needed for the narrower rule.
MIN_PEERS = 3


def peers(
    iso3: str, regions: Mapping[str, str], income: Mapping[str, str], groups: Mapping[str, str]
) -> tuple[Rule, tuple[str, ...]]:
    """The members of the same SESRIC region and income group; where fewer than 3, of the OIC group.

    The three mappings are by member: region, income group, OIC group. Peers are in code order.
    Never by outcome: a peer chosen by its rate would make every comparison flattering or harsh.
    Sources of the lists: SESRIC (regions), World Bank (income groups), OIC (its own groups).
    """
    region, level = regions.get(iso3), income.get(iso3)
    same = tuple(
        sorted(
            other
            for other in regions
            if other != iso3 and regions[other] == region and income.get(other) == level
        )
    )
    if region and level and len(same) >= MIN_PEERS:
        return "region_and_income", same
    group = groups.get(iso3)
    if not group:
        return "none", ()
    return "oic_group", tuple(sorted(o for o in groups if o != iso3 and groups[o] == group))
