"""How far the figures of a build go: coverage by indicator and member, drawn and in rows."""

from __future__ import annotations

import pandas as pd

from observatory.charts import coverage as heat
from observatory.charts.exhibit import Exhibit, source_line
from observatory.charts.theme import Frame
from observatory.i18n import number
from observatory.methods.estimates import comparable
from observatory.words import sources
from observatory.words.register import Network


def reach(network: Network) -> Exhibit:
    """The coverage map of a build, exactly its cells as rows, and its counts for a slide.

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
    counted = _count_members(network, rows, shown)
    name = f"coverage-{network.build.build_id}"
    return Exhibit(name, drawn, alt, rows, words, network.build, lang, table=counted)


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


def _count_members(network: Network, rows: pd.DataFrame, shown: dict[str, str]) -> pd.DataFrame:
    """The map for a slide: for each indicator how many members have a value of which age."""
    age = rows["year"].map(lambda year: heat.age_class(year, network.build.built_at.year))
    counts = pd.crosstab(rows["indicator_id"], age).reindex(
        index=list(shown), columns=range(len(heat.AGES)), fill_value=0
    )
    table = pd.DataFrame({network.say("network.indicator"): list(shown.values())})
    for place in reversed(range(len(heat.AGES))):
        told = [number(n, network.lang, 0) for n in counts[place]]
        table[network.say(f"charts.heat.{heat.AGES[place]}")] = told
    without = rows["estimate"].isin(comparable("modelled"))
    modelled = rows.loc[without, "indicator_id"].value_counts()
    told = [number(modelled.get(key, 0), network.lang, 0) for key in shown]
    return table.assign(**{network.say("data.coverage.modelled"): told})
