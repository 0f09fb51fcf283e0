"""What the sources say of one member: its cell of every indicator on the pages, and its peers'.

The values, place, change and gap are those of the one engine (`answers.indicator`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from observatory.answers.indicator import Cell, IndicatorValues, Value
from observatory.i18n import number
from observatory.methods import neet
from observatory.methods.estimates import differ
from observatory.view import DEFAULT, View
from observatory.warehouse.histories import with_memory
from observatory.words.register import Network

# What of a view decides which values count.
_COUNTING = ("series", "first", "last", "sex", "lens", "same")

Histories = Mapping[str, pd.DataFrame]


def figures(
    network: Network,
    iso3: str,
    histories: Histories,
    view: View = DEFAULT,
    *,
    in_full: Collection[str] | None = None,
) -> list[Cell]:
    """What a member has of every indicator on the pages, in the catalogue's order.

    `histories`: by series, every value of the 57. Only the filters of `view` count. Change and gap
    are left out of the indicators that are not `in_full`, where that is given.
    """
    terms = network.terms.indicators.values()
    shown = [
        term.indicator_id for term in terms if term.theme != "weights" and not term.discontinued
    ]
    full = set(shown if in_full is None else in_full)
    histories = with_memory(histories)
    return [
        indicator(network, histories, asked).cell(iso3, asked, whole=name in full)
        for name in shown
        for asked in (view.same_filters(indicator=(name,)).but(lang=network.lang),)
    ]


def indicator(network: Network, histories: Histories, view: View) -> IndicatorValues:
    """The first indicator of a view for all members; of the same histories made once."""
    asked = View(**{name: getattr(view, name) for name in ("indicator", *_COUNTING)})
    theme = network.terms.indicators[asked.indicator[0]].theme
    notes = network.tables["notes"]

    def make() -> IndicatorValues:
        return IndicatorValues(
            view=asked,
            vocabulary=network.terms,
            histories=histories,
            notes=notes.loc[notes["theme"].isin(("all", theme))],
            members=network.terms.members,
            as_of=network.build.built_at.date(),
        )

    return with_memory(histories).remember(("indicator", asked), make)


def neet_split(network: Network, found: list[Cell]) -> neet.Split | None:
    """NEET as unemployed and inactive, as bounds, where its parts are of one edition and year."""
    parts = {each.indicator_id: each.modelled for each in found}
    rate, unemployment, employment = (parts.get(name) for name in network.terms.leading("split"))
    if rate is None or unemployment is None or employment is None:
        return None
    if len({(part.series.edition, part.year) for part in (rate, unemployment, employment)}) > 1:
        return None
    return neet.split(rate.value, unemployment.value, employment.value)


def peers_table(
    network: Network, members: list[str], histories: Histories, view: View = DEFAULT
) -> pd.DataFrame:
    """Values of a member and its peers, each with its year; a dash where there is none.

    National ones unless the reader asks for modelled ones, under the other filters of `view`.
    """
    out = {"area": [network.name(iso3) for iso3 in members]}
    kind = "modelled" if view.lens == "modelled" else "reported"
    histories = with_memory(histories)
    for name in network.terms.leading("peers"):
        asked = view.same_filters(indicator=(name,)).but(lens=kind)
        found = indicator(network, histories, asked)
        cells = []
        for iso3 in members:
            value = found.value(kind, iso3)
            twin = found.at("modelled", iso3, value.year) if value else None
            cells.append(_in_cell(network, value, twin))
        out[f"peer.{name}"] = cells
    return pd.DataFrame(out)


def _in_cell(network: Network, value: Value | None, twin: Value | None) -> str:
    """A value with its year, and the model of that year where both are printed (M2)."""
    if value is None:
        return "–"
    said = f"{number(value.value, network.lang, 1)} ({value.year})"
    if twin is None or not differ(value.value, twin.value):
        return said
    return network.say("member.peer.both", value=said, modelled=number(twin.value, network.lang, 1))
