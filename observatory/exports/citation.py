"""Whose figures a frame holds: each source with its release, licence and day, in a language.

The series behind a row are its own, the modelled one printed beside it, the parts from which it is
derived, and, for an aggregate of ours, the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from observatory.i18n import day, isolate, join_names, text
from observatory.warehouse.build import Build
from observatory.warehouse.terms import GroupTerm, SeriesTerm, SourceTerm, Vocabulary
from observatory.words import builds, sources
from observatory.words.weights import weights_by_name

Cited = Mapping[str, Sequence[SeriesTerm]]
_DOCUMENT = ("document_id", "document", "url")


def cite(rows: pd.DataFrame, terms: Vocabulary) -> Cited:
    """The series behind some rows by the id of their source, both in the catalogue's order.

    Reads the columns series_id, modelled_series, role, weight and sex where they are there; a row
    without a value cites nothing. Empty: no row rests on a source of the catalogue.
    """
    valued = rows.loc[rows["value"].notna()] if "value" in rows else rows
    named = {term.series_id for term in sources.series(rows, terms)}
    named.update(_weights(valued, terms))
    for series_id in tuple(named):
        term = terms.series.get(series_id)
        named.update(((term.derivation if term else None) or "").split())
    return by_source(terms.series_named(named), terms)


def by_source(series: Iterable[SeriesTerm], terms: Vocabulary) -> Cited:
    """Series by the id of their source, sources in the catalogue's order."""
    found = list(series)
    by_source = {key: [term for term in found if term.source_id == key] for key in terms.sources}
    return {key: part for key, part in by_source.items() if part}


def _weights(rows: pd.DataFrame, terms: Vocabulary) -> Iterator[str]:
    """The series of the weights of our aggregates, each of the row's own sex."""
    columns = [name for name in ("weight", "ours_weight") if name in rows]
    if not columns or "sex" not in rows:
        return
    whole = rows.melt("sex", columns, value_name="named")
    pairs = whole.loc[whole["named"] != "", ["named", "sex"]].drop_duplicates()
    by_name = weights_by_name(terms)
    for name, sex in pairs.itertuples(index=False):
        yield from (
            term.series_id
            for term in terms.series.values()
            if term.sex == sex and term.n_values and term.indicator_id == by_name.get(name)
        )


def groups(rows: pd.DataFrame, terms: Vocabulary) -> tuple[GroupTerm, ...]:
    """The groups among the areas of some rows, in the catalogue's order."""
    there = set(rows["iso3"]) if "iso3" in rows else set()
    return tuple(group for key, group in terms.groups.items() if key in there)


def documents(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The documents that some rows name, each once: id, title, address; empty where none is."""
    if "document" not in rows:
        return []
    found = rows.reindex(columns=list(_DOCUMENT), fill_value="").fillna("").astype("str")
    found = found.loc[found["document"] != ""].drop_duplicates().sort_values(list(_DOCUMENT))
    return list(found.itertuples(index=False, name=None))


def product(build: Build, lang: str) -> str:
    """The name of the product with the build and its day, on one line."""
    date, build_id = day(build.built_at.date(), lang), isolate(build.build_id, lang)
    return text("package.product", lang, build=build_id, date=date)


def citation(rows: pd.DataFrame, terms: Vocabulary, *, build: Build, lang: str) -> str:
    """How some rows are to be cited: sources, lists of groups, documents, and the build.

    Plain text of several lines. Rows that rest on nothing say so.
    """
    return write(
        cite(rows, terms), groups(rows, terms), documents(rows), terms, build=build, lang=lang
    )


def write(
    cited: Cited,
    lists: Sequence[GroupTerm],
    documents: Sequence[tuple[str, str, str]],
    terms: Vocabulary,
    *,
    build: Build,
    lang: str,
) -> str:
    """The citation of sources, lists and documents as plain text."""
    parts = [text("package.cite.through", lang, product=product(build, lang))]
    if cited:
        blocks = (_block(terms.sources[key], series, terms, lang) for key, series in cited.items())
        parts += [_heading("package.cite.sources", lang), *blocks]
    if documents:
        lines = (_line((key, title, isolate(url, lang)), lang) for key, title, url in documents)
        parts += [_heading("package.cite.documents", lang), "\n".join(lines)]
    if lists:
        said = (_line(_list(group, lang), lang) for group in lists)
        parts += [_heading("package.cite.groups", lang), "\n".join(said)]
    if not (cited or documents):
        parts.append(text("package.cite.none", lang))
    return "\n\n".join(parts) + "\n"


def licences(cited: Cited, terms: Vocabulary, lang: str, *, documents: bool = False) -> str:
    """The licence of each source cited, with what it applies to, as plain text.

    `documents`: whether the rows rest on documents of the register as well.
    """
    parts = []
    by_licence: dict[tuple[str, str], list[str]] = {}
    for key in cited:
        source = terms.sources[key]
        said = sources.citation(cited[key], terms, lang)
        by_licence.setdefault((source.licence, source.licence_url), []).append(said)
    for (licence, url), cites in by_licence.items():
        applies = text("package.licence.applies", lang, sources=join_names(cites, lang))
        where = text("package.licence.text", lang, url=isolate(url, lang))
        parts.append(
            "\n".join(
                (builds.reword(licence, "licence", lang) or licence, f"  {applies}", f"  {where}")
            )
        )
    parts += [text("package.licence.name", lang)] if cited else []
    parts += [text("package.licence.documents", lang)] if documents else []
    return "\n\n".join(parts or [text("package.cite.none", lang)]) + "\n"


def _block(source: SourceTerm, series: Sequence[SeriesTerm], terms: Vocabulary, lang: str) -> str:
    """A source: how to cite it, its publisher, licence and address, and each series used."""
    address = text("package.cite.address", lang, url=isolate(source.homepage, lang))
    lines = [
        text("package.cite.as", lang, citation=sources.citation(series, terms, lang)),
        text("package.cite.publisher", lang, publisher=source.publisher[lang]),
        text(
            "package.cite.licence",
            lang,
            licence=builds.licence(source, lang),
            url=isolate(source.licence_url, lang),
        ),
        *([address] if source.homepage else []),
        *(_series(term, lang) for term in series),
    ]
    return "\n".join([source.name[lang], *(f"  {line}" for line in lines)])


def _series(term: SeriesTerm, lang: str) -> str:
    """A series: its code, its release, the edition of its model, the day it was obtained."""
    vintage, edition = builds.release(term.vintage or "", lang), isolate(term.edition or "", lang)
    parts = term.derivation or ""
    said = [
        text("package.cite.parts", lang, parts=isolate(parts, lang)) if parts else "",
        text("package.cite.release", lang, vintage=vintage) if term.vintage else "",
        text("package.cite.edition", lang, edition=edition) if term.edition else "",
        text("package.cite.obtained", lang, date=day(term.obtained_on, lang))
        if term.obtained_on
        else text("package.cite.not_dated", lang),
    ]
    code = text("package.cite.series", lang, code=isolate(term.series_id, lang))
    return text("package.explained", lang, name=code, meaning=join_names(filter(None, said), lang))


def _heading(key: str, lang: str) -> str:
    heading = text(key, lang)
    return f"{heading}\n{'-' * len(heading)}"


def _line(parts: Iterable[str], lang: str) -> str:
    return "- " + join_names(filter(None, parts), lang)


def _list(group: GroupTerm, lang: str) -> tuple[str, ...]:
    """A group with whose list it is, its date and address."""
    url = isolate(group.list_url, lang)
    listed = builds.in_words(group.list_source, "list_source", lang)
    return group.name[lang], listed, group.list_date, url
