"""The parts of About the data: indicators, sources, series, coverage, checks, groups, downloads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from observatory.charts.kinds.table import words
from observatory.i18n import alphabetical, join_names, text
from observatory.i18n import words as texts
from observatory.topics import participation
from observatory.ui import cache, downloads, show
from observatory.ui.frame import Page
from observatory.ui.grid import grid
from observatory.ui.register_changes import since_build
from observatory.view import Asked, View
from observatory.warehouse.build import warehouse_folder
from observatory.warehouse.terms import Vocabulary
from observatory.words import builds
from observatory.words.sources import citation


def sources(page: Page) -> None:
    """Each source with its licence and citation, and how many of its series hold values."""
    lang, terms = page.view.lang, page.vocabulary
    rows = [
        {
            "source": source.name[lang],
            "publisher": source.publisher[lang],
            "licence": builds.licence(source, lang),
            "citation": citation(own, terms, lang) or builds.citation(source, lang),
            "filled": sum(1 for each in own if each.n_values),
            "series": len(own),
            "live": page.text("data.live.yes" if source.live else "data.live.no"),
            "homepage": source.homepage,
        }
        for key, source in terms.sources.items()
        for own in ([each for each in terms.series.values() if each.source_id == key],)
    ]
    _table(page, pd.DataFrame(rows), "sources", links=("homepage",))


def indicators(page: Page) -> None:
    """Each indicator as it is defined, its number among those of the SDGs, and its direction."""
    lang, terms = page.view.lang, page.vocabulary
    rows = [
        {
            "indicator": term.name[lang],
            "unit": terms.units[term.unit].name[lang],
            "definition": term.definition[lang],
            "caveat": term.caveat[lang],
            "sdg": term.sdg or "",
            "better": page.text(f"data.indicators.better.{term.better}"),
        }
        for term in terms.indicators.values()
    ]
    _table(page, pd.DataFrame(rows), "indicators")


def series(page: Page) -> None:
    """Each series with its release, its way to us, and its age."""
    frame = _rows_of(page, "provenance")
    lang, terms = page.view.lang, page.vocabulary
    rows = pd.DataFrame(
        {
            "indicator": frame["indicator_id"].map(lambda key: terms.indicators[key].name[lang]),
            "series_id": frame["series_id"],
            "sex": frame["sex"].map({s: page.text(f"sex.{s}") for s in ("T", "F", "M")}),
            "kind": frame["kind"].map(lambda kind: page.text(f"estimate.{kind}")),
            "served_from": frame["served_from"].map(lambda at: page.text(f"data.served.{at}")),
            "vintage": [builds.release(each, lang) for each in frame["vintage"].fillna("")],
            "edition": frame["edition"].fillna(""),
            "obtained_on": frame["obtained_on"].dt.strftime("%Y-%m-%d").fillna(""),
            "n_values": frame["n_values"],
            "first_year": frame["first_year"],
            "last_year": frame["last_year"],
            "how_obtained": [builds.way(each, lang) for each in frame["how_obtained"].fillna("")],
        }
    )
    _table(page, rows, "series")


def coverage(page: Page) -> None:
    """The heat map of coverage: indicator by member, both in the reader's words."""
    show.exhibit(page, Asked(View(lang=page.view.lang), page.name), "coverage")


def findings(page: Page) -> None:
    """What the checks of this build said, gravest first."""
    frame = _rows_of(page, "findings")
    columns = ["severity", "check_name", "place", "found", "expected"]
    lang = page.view.lang
    rows = frame[columns].assign(
        severity=frame["severity"].map(lambda kind: page.text(f"data.severity.{kind}")),
        check_name=[_check(each, lang) for each in frame["check_name"]],
        found=[builds.in_words(each, "found", lang) for each in frame["found"]],
        expected=[builds.in_words(each, "expected", lang) for each in frame["expected"]],
    )
    _table(page, rows, "findings")


def _check(name: str, lang: str) -> str:
    """A check by its name in words; its code where it has none."""
    key = f"check.{name}"
    return text(key, lang) if key in texts() else name


def revisions(page: Page) -> None:
    """Every value that this build changed against the one before it."""
    frame = _rows_of(page, "revisions")
    if frame.empty:
        st.caption(page.text("overview.changed.none"))
        return
    kinds = frame["change"].map(lambda kind: page.text(f"change.{kind}"))
    columns = ["series_id", "iso3", "year", "change", "before_value", "after_value"]
    _table(page, frame.assign(change=kinds)[columns], "revisions")


def register_changes(page: Page) -> None:
    """What this build changed in the register against the one before it."""
    since_build(page)


def groups(page: Page) -> None:
    """Each group with its list, the list's source and date."""
    lang, terms = page.view.lang, page.vocabulary
    rows = [
        {
            "group": group.name[lang],
            "n": len(group.areas),
            "list_source": builds.in_words(group.list_source, "list_source", lang),
            "list_date": group.list_date,
            "areas": _names(terms, group.areas, lang),
        }
        for group in terms.groups.values()
    ]
    _table(page, pd.DataFrame(rows), "groups")


def _names(terms: Vocabulary, areas: Sequence[str], lang: str) -> str:
    """The names of some areas in the alphabet of the language."""
    names = (terms.countries[iso3].name[lang] for iso3 in areas)
    return join_names(sorted(names, key=alphabetical), lang)


def network(page: Page) -> None:
    """The counts that sources state of the network's events, beside the members they name."""
    show.records(page, participation.meetings(page.network), "meetings", links=("url",))
    show.records(page, participation.trainings(page.network), "trainings", links=("url",))


def contradictions(page: Page) -> None:
    """What sources say differently of the network, with the document behind each statement."""
    rows = participation.contradictions(page.network)
    show.records(page, rows, "contradictions", links=("url",))


def whole_build(page: Page) -> None:
    """Everything of the build: observations, all tables as a data package, and the database."""
    build = page.build.build_id
    with st.container(horizontal=True):
        downloads.file(
            page.text("data.download.csv"),
            lambda: _rows_of(page, "observations").to_csv(index=False).encode("utf-8"),
            name=f"observations-{build}.csv",
            key="observations-csv",
        )
        downloads.file(
            page.text("data.download.parquet"),
            partial(_parquet, page),
            name=f"observations-{build}.parquet",
            key="observations-parquet",
        )
        downloads.file(
            page.text("data.download.zip"),
            partial(page.desk.everything, page.view.lang),
            name=f"observatory-{build}.zip",
            key="package",
        )
        downloads.file(
            page.text("data.download.duckdb"),
            (warehouse_folder() / f"{build}.duckdb").read_bytes,
            name=f"{build}.duckdb",
            key="duckdb",
        )


def _rows_of(page: Page, question: str) -> pd.DataFrame:
    return cache.table(page.desk, question)


def _table(page: Page, rows: pd.DataFrame, name: str, links: Sequence[str] = ()) -> None:
    """A table of the page, its headers in the reader's words."""
    headers = {column: page.text(f"data.{name}.{column}") for column in rows.columns}
    settings = {headers[column]: st.column_config.LinkColumn() for column in links}
    shown, lang = words(rows, page.view.lang, f"data.{name}"), page.view.lang
    grid(shown, lang, alt=page.text(f"data.{name}"), settings=settings)


def _parquet(page: Page) -> bytes:
    """Every observation of the build as Parquet."""
    out = io.BytesIO()
    _rows_of(page, "observations").to_parquet(out, compression="zstd", index=False)
    return out.getvalue()
