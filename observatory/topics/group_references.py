"""The groups that a reader sets beside a figure: their averages, a sentence a group."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from observatory.answers.answer import Answer
from observatory.i18n import number
from observatory.view import View
from observatory.words import titles
from observatory.words.register import Network

Ask = Callable[[View], Answer]


def references(network: Network, view: View, groups: Sequence[str], ask: Ask) -> list[str]:
    """What the average of each group is and rests on, under the filters of a view.

    Ours wherever its gate is open, else the publisher's own, cited as such; else that there is
    none, and why. The view's first indicator; in the order of `groups`.
    """
    asked = view.same_filters(chart="bars", indicator=view.indicator[:1], groups=tuple(groups))
    found = ask(asked)
    frame = found.frame.loc[found.frame["role"] != "member"]
    by_group = {str(row["iso3"]): row for _, row in frame.iterrows()}
    return [
        _sentence(network, view, group, by_group.get(group), found.decimals) for group in groups
    ]


def _sentence(
    network: Network, view: View, group: str, row: pd.Series | None, decimals: int
) -> str:
    area = (
        network.terms.groups[group].name[network.lang] if group in network.terms.groups else group
    )
    if row is not None and row["note"]:
        return network.say("note.country", area=area, note=row["note"])
    if row is not None and row["missing"] not in ("", "below_coverage"):
        return network.say(
            "note.country", area=area, note=titles.reason(row["missing"], network.lang)
        )
    if row is None or pd.isna(row["value"]):
        plain = group == network.terms.oic and not view.is_filtered
        return network.say("member.no_reference" if plain else "member.no_reference.of", area=area)
    kind = network.say(f"estimate.{row['estimate']}")
    if row["old"]:
        own = view.but(lang=network.lang)
        kind += f" · {titles.older_within(own, network.build.built_at.year)}"
    facts = {
        "area": area,
        "value": number(row["value"], network.lang, decimals),
        "year": row["year"],
        "kind": kind,
    }
    if row["role"] == "published":
        mixed = group in network.terms.mixed_groups
        beside = titles.ours_beside(row, decimals, network.lang, mixed=mixed)
        key = "member.reference.both" if beside else "member.reference.published"
        return network.say(key, **facts, **beside)
    key = "member.reference" if group == network.terms.oic else "member.reference.of"
    covered = titles.coverage_percent(row["coverage"], network.lang)
    facts |= {"n": row["n"], "n_members": row["n_members"], "weight": row["weight"]}
    return network.say(key, coverage=covered, **facts)
