"""How far the figures of a build go: coverage by indicator and member, drawn and in rows."""

from __future__ import annotations

import pandas as pd

from observatory.charts import heat
from observatory.charts.theme import Frame, Look, dressed
from observatory.exhibit import Exhibit, source_line
from observatory.i18n import alphabetical, text
from observatory.queries.vocabulary import Vocabulary
from observatory.warehouse import Build


def reach(
    coverage: pd.DataFrame, vocabulary: Vocabulary, build: Build, *, look: Look, lang: str
) -> Exhibit:
    """The coverage map of a build in a language, and exactly its cells as rows.

    `coverage` is what `queries.coverage.coverage` gives. Weights and discontinued indicators are
    left out. Grain of the rows: indicator x member; `year` empty where there is no value.
    """
    shown = {
        key: term.name[lang]
        for key, term in vocabulary.indicators.items()
        if term.theme != "weights" and not term.discontinued
    }
    names = {iso3: vocabulary.countries[iso3].name[lang] for iso3 in vocabulary.members}
    members = dict(sorted(names.items(), key=lambda item: alphabetical(item[1])))
    rows = _rows(coverage, shown, members, vocabulary, build)
    as_of = build.built_at.year
    drawn = heat.figure(rows, indicators=shown, members=members, as_of=as_of, look=look, lang=lang)
    lead = text("data.coverage.lead", lang)
    words = Frame(text("data.coverage", lang), lead, source_line(build, lang))
    counts = {"indicators": len(shown), "members": len(members), "all": len(rows)}
    alt = text("alt.coverage", lang, cells=int(rows["year"].notna().sum()), **counts)
    figure = dressed(drawn, words, look=look, lang=lang)
    return Exhibit(f"coverage-{build.build_id}", figure, alt, rows, words)


def _rows(
    coverage: pd.DataFrame,
    shown: dict[str, str],
    members: dict[str, str],
    vocabulary: Vocabulary,
    build: Build,
) -> pd.DataFrame:
    """The cells with names, source and licence of the value behind each."""
    rows = coverage.loc[coverage["indicator_id"].isin(shown)].reset_index(drop=True)
    series = rows["series_id"].map(vocabulary.series.get)
    source = series.map(lambda term: vocabulary.sources[term.source_id] if term else None)
    return rows.assign(
        area=rows["iso3"].map(members),
        indicator=rows["indicator_id"].map(shown),
        source=source.map(lambda term: term.citation if term else ""),
        licence=source.map(lambda term: term.licence if term else ""),
        build_id=build.build_id,
    )
