"""How far the figures of a build go: coverage by indicator and member, drawn and in rows."""

from __future__ import annotations

import pandas as pd

from observatory.charts import coverage as heat
from observatory.charts.exhibit import Exhibit, source_line
from observatory.charts.theme import Frame
from observatory.words import sources
from observatory.words.register import Network


def reach(network: Network) -> Exhibit:
    """The coverage map of a build, with exactly its cells as rows.

    Weights and discontinued indicators are left out. Grain of the rows: indicator x member; `year`
    empty where there is no value.
    """
    terms, lang = network.terms, network.lang
    shown = {
        key: term.name[lang]
        for key, term in terms.indicators.items()
        if term.theme != "weights" and not term.discontinued
    }
    members = network.members
    rows = _rows(network, shown, members)
    as_of = network.build.built_at.year
    drawn = heat.plot(rows, indicators=shown, members=members, as_of=as_of, lang=lang)
    words = Frame(
        network.say("data.coverage"),
        network.say("data.coverage.lead"),
        source_line(network.build, lang, sources.series(rows, terms)),
    )
    counts = {"indicators": len(shown), "members": len(members), "all": len(rows)}
    alt = network.say("alt.coverage", cells=int(rows["year"].notna().sum()), **counts)
    name = f"coverage-{network.build.build_id}"
    return Exhibit(name, drawn, alt, rows, words, network.build, lang)


def _rows(network: Network, shown: dict[str, str], members: dict[str, str]) -> pd.DataFrame:
    """The cells with names, source and licence of the value behind each."""
    coverage = network.tables["coverage"]
    rows = coverage.loc[coverage["indicator_id"].isin(shown)].reset_index(drop=True)
    series = rows["series_id"].map(network.terms.series.get)
    source = series.map(lambda term: network.terms.sources[term.source_id] if term else None)
    ids = dict.fromkeys(term.series_id for term in series if term)
    terms, lang = network.terms, network.lang
    cites = {key: sources.citation([terms.series[key]], terms, lang) for key in ids}
    return rows.assign(
        area=rows["iso3"].map(members),
        indicator=rows["indicator_id"].map(shown),
        source=[cites.get(key, "") for key in rows["series_id"]],
        licence=source.map(lambda term: term.licence if term else ""),
        build_id=network.build.build_id,
    )
