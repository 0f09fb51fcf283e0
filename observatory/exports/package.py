"""A chart's data package: its rows, the histories behind them, what they mean, whose they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts.exhibit import Exhibit
from observatory.exports import citation, csv, datapackage, readme
from observatory.exports.datapackage import About, PackagedTable
from observatory.exports.zip import archive
from observatory.i18n import text
from observatory.methods.texts import bullets
from observatory.view import View
from observatory.warehouse.build import Build
from observatory.warehouse.terms import Vocabulary
from observatory.words import sources

Ask = Callable[[View], Answer]
_PLACE = ["indicator_id", "series_id", "sex", "iso3", "year"]
_FILES: Mapping[str, str] = {
    "data.csv": "package.file.data",
    "data-excel.csv": "package.file.excel",
    "full.csv": "package.file.full",
    "datapackage.json": "package.file.datapackage",
    "CITATION.txt": "package.file.citation",
    "LICENSES.txt": "package.file.licences",
}


def data_hash(rows: pd.DataFrame) -> str:
    """The SHA-256 of the rows as `data.csv`, 64 hexadecimal digits; README and slides print it."""
    return sha256(csv.machine(rows)).hexdigest()


def whole(answer: Answer, ask: Ask) -> Answer:
    """The histories from which an answer was chosen, as the answer of a table without years.

    `ask` answers a view on the same build. Rows: the answer's indicators, for the areas it shows,
    of the series it draws from and of those that stand beside them; both sexes for a chart that
    sets them side by side. Grain: area x series x year, or an area without a value.
    """
    view, rows = answer.view, answer.frame
    shown = tuple(dict.fromkeys(rows["indicator_id"])) or view.indicator[:1]
    members = () if view.kind.members == "all" else view.members
    table = view.but(chart="table", indicator=shown, members=members, first=None, last=None)
    sexes = ("F", "M") if view.kind.both_sexes else (view.sex,)
    asked = [
        table.but(sex=sex, lens=lens)
        for lens in dict.fromkeys((view.lens, "auto"))
        for sex in sexes
    ]
    found = [ask(each) for each in asked]
    frame = pd.concat([each.frame for each in found], ignore_index=True).drop_duplicates(_PLACE)
    kept = frame.loc[frame["iso3"].isin(rows["iso3"])].reset_index(drop=True)
    return replace(found[0], frame=kept)


def package(exhibit: Exhibit, terms: Vocabulary, ask: Ask) -> bytes:
    """The ZIP of a figure, the same bytes for the same build and view.

    `ask` answers a view on the same build. Holds data.csv (rows shown, for programs),
    data-excel.csv (the same for a spreadsheet), full.csv (what `whole` gives of an answer),
    datapackage.json, README.<lang>.md, CITATION.txt and LICENSES.txt, their words in the language
    of the exhibit. Rows of the register are all there is to a figure of the network's pages: these
    have no full.csv, and CITATION.txt names the documents behind them.
    """
    lang, rows, answer = exhibit.lang, exhibit.rows, exhibit.answer
    tables = {"data.csv": csv.machine(rows), "data-excel.csv": csv.excel(rows)}
    every = rows
    if answer is not None:
        full = whole(answer, ask).frame
        tables["full.csv"] = csv.machine(full)
        every = pd.concat([rows, full], ignore_index=True)
    query = None if answer is None else answer.view.on_explore().partition("?")[2]
    parts = [
        "" if answer is None else exhibit.words.subtitle,
        exhibit.alt,
        readme.stamp(
            exhibit.build,
            lang,
            sources.day_line(sources.series(rows, terms), lang),
            digest=data_hash(rows),
            query=query,
        ),
        _files([*tables, *list(_FILES)[-3:]], lang),
        "" if answer is None else readme.section("notes", bullets(exhibit.notes), lang),
        *_explanations(every, lang, register=answer is None),
    ]
    title = exhibit.name if answer is None else exhibit.words.title
    about = About(exhibit.name, title, exhibit.alt, lang)
    return _zip_files(about, tables, every, parts, terms=terms, build=exhibit.build)


def _files(names: list[str], lang: str) -> str:
    """The files of a package, a line each."""
    lines = [readme.explanation(f"`{name}`", text(_FILES[name], lang), lang) for name in names]
    return readme.section("files", bullets(lines), lang)


def _explanations(rows: pd.DataFrame, lang: str, *, register: bool) -> list[str]:
    """What the columns and codes of some rows mean."""
    columns = [(name, datapackage.meaning(name, lang, register=register)) for name in rows.columns]
    table = readme.table(("column", "meaning"), columns, lang)
    return [
        readme.section("columns", f"{table}\n\n{text('package.readme.empty', lang)}", lang),
        readme.section("estimates", readme.estimates(rows, lang), lang),
        readme.section("missing", readme.missing(rows, lang), lang),
    ]


def _zip_files(
    about: About,
    tables: Mapping[str, bytes],
    rows: pd.DataFrame,
    parts: list[str],
    *,
    terms: Vocabulary,
    build: Build,
) -> bytes:
    """The package of some files: the rows described, explained and cited."""
    lang, register = about.lang, "full.csv" not in tables
    cited = citation.cite(rows, terms)
    cite = citation.citation(rows, terms, build=build, lang=lang)
    documents = bool(citation.documents(rows)) or register
    columns = datapackage.fields(rows, terms, lang, register=register)
    listed = [PackagedTable(n, body, text(_FILES[n], lang), columns) for n, body in tables.items()]
    files = {
        **tables,
        "datapackage.json": datapackage.descriptor(about, listed, cited, terms, build),
        readme.filename(lang): readme.page(
            about.title,
            [
                *parts,
                readme.section("cite", readme.quote(cite), lang),
                text("frame.not_official", lang),
            ],
            lang,
        ),
        "CITATION.txt": cite.encode(),
        "LICENSES.txt": citation.licences(cited, terms, lang, documents=documents).encode(),
    }
    return archive(files, build)
