"""The documents and sources behind rows of the register: the line under a figure, and the list."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from observatory.i18n import PDI, day, isolate, join_names, language, text
from observatory.warehouse.terms import SeriesTerm, Vocabulary
from observatory.words import builds

# The isolate whose direction is that of what it holds.
FSI = "\u2068"
# So many are named under a figure, each on at most so many letters; the notes name all.
NAMED, LETTERS = 2, 64


# The columns of figures that name a series.
_SERIES = ("series_id", "modelled_series")


def series(rows: pd.DataFrame, terms: Vocabulary) -> list[SeriesTerm]:
    """The series of some rows with a value, and of the modelled values printed beside them.

    In the catalogue's order; empty for rows of the register.
    """
    valued = rows.loc[rows["value"].notna()] if "value" in rows else rows
    named = {str(key) for name in _SERIES if name in valued for key in valued[name].dropna()}
    return terms.series_named(named)


def citation(found: Iterable[SeriesTerm], terms: Vocabulary, lang: str) -> str:
    """How some series of one source are to be cited; of what is derived here with its inputs.

    Each input is cited with its licence. Empty for no series.
    """
    own = list(found)
    cites = dict.fromkeys(builds.citation(terms.sources[term.source_id], lang) for term in own)
    parts = [each for each in _inputs(own, terms) if each.source_id not in _ids(own)]
    inputs = dict.fromkeys(
        f"{builds.citation(source, lang)} ({builds.licence(source, lang)})"
        for source in (terms.sources[each.source_id] for each in parts)
    )
    said = join_names(cites, lang)
    if not inputs:
        return said
    return text("source.derived", lang, citation=said, inputs=join_names(inputs, lang))


def _inputs(found: Iterable[SeriesTerm], terms: Vocabulary) -> list[SeriesTerm]:
    """The series from which some series are derived, and those behind these."""
    named = {part for term in found for part in (term.derivation or "").split()}
    parts = terms.series_named(named)
    return [*parts, *_inputs(parts, terms)] if parts else []


def _ids(found: Iterable[SeriesTerm]) -> set[str]:
    return {term.source_id for term in found}


def day_line(found: Iterable[SeriesTerm], lang: str) -> str:
    """The newest day on which some series were obtained, and the releases without such a day.

    One or two sentences; empty for no series.
    """
    own = [term for term in found if term.n_values]
    days = [term.obtained_on for term in own if term.obtained_on]
    releases = sorted({term.vintage for term in own if term.vintage and not term.obtained_on})
    said = [text("source.obtained", lang, date=day(max(days), lang))] if days else []
    if releases:
        names = join_names((builds.release(each, lang) for each in releases), lang)
        said.append(text("source.not_dated", lang, releases=names))
    return " ".join(said)


def behind(rows: pd.DataFrame) -> dict[str, str]:
    """The documents of some rows with their addresses, empty where a document has none.

    Columns `document` and `url` of the register, else `source` of figures; each once, in order.
    """
    column = next((name for name in ("document", "source") if name in rows), "")
    if not column:
        return {}
    urls = rows["url"] if "url" in rows else pd.Series("", index=rows.index)
    pairs = zip(rows[column].fillna(""), urls.fillna(""), strict=True)
    return {str(title): str(url) for title, url in pairs if title}


def line(found: dict[str, str], stamp: str, lang: str) -> str:
    """The source line of a figure: the first documents, how many more, and the build's stamp."""
    if not found:
        return f"{text('source.label', lang)} {text('source.no_document', lang)}. {stamp}"
    named = [_apart(_short(title), lang) for title in list(found)[:NAMED]]
    more = len(found) - len(named)
    if more:
        named.append(text("source.more", lang, k=more))
    parts = language(lang).semicolon.join(named)
    return f"{text('source.label', lang)} {parts}. {stamp}"


def notes(found: dict[str, str], lang: str) -> tuple[str, ...]:
    """All documents of a figure with their addresses, for the notes of its slide."""
    if not found:
        return ()
    lines = [
        f"– {_apart(title, lang)} {isolate(url, lang)}".rstrip() if url else f"– {title}"
        for title, url in found.items()
    ]
    return (text("source.documents", lang, k=len(found)), *lines)


def _apart(title: str, lang: str) -> str:
    """A title in its own direction inside a text of another: it may be in any language."""
    return f"{FSI}{title}{PDI}" if language(lang).rtl else title


def _short(title: str) -> str:
    """A title on few letters, cut between words."""
    if len(title) <= LETTERS:
        return title.rstrip(".")
    return f"{title[:LETTERS].rsplit(' ', 1)[0].rstrip(',;:(')}…"
