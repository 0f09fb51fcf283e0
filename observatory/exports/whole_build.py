"""The whole build as a data package: a CSV a table, its keys and the meaning of its columns."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from observatory.exports import citation, csv, datapackage, readme
from observatory.exports.datapackage import About, Json, PackagedTable
from observatory.exports.zip import archive
from observatory.i18n import text
from observatory.methods.texts import bullets
from observatory.warehouse.build import Build
from observatory.warehouse.terms import Vocabulary
from observatory.words import sources

# The table whose rows a column names, wherever it stands.
KEYS: Mapping[str, str] = {
    "unit_id": "unit",
    "source_id": "source",
    "indicator_id": "indicator",
    "series_id": "series",
    "iso3": "country",
    "group_id": "group_list",
    "document_id": "document",
    "body_id": "body",
    "event_id": "event",
    "instrument_id": "instrument",
    "activity_id": "activity",
    "topic_id": "topic",
}
# What a build says of values it does not hold: they may name what is gone.
_LOOSE = ("finding", "revision", "register_change")


def warehouse_package(
    tables: Mapping[str, pd.DataFrame],
    comments: Mapping[tuple[str, str], str],
    build: Build,
    terms: Vocabulary,
    lang: str,
) -> bytes:
    """The ZIP of a build, the same bytes each time.

    `tables` by name; `comments` by table and column, a table's own under the column "". Holds a
    CSV a table (UTF-8, LF), datapackage.json, README.<lang>.md, CITATION.txt and LICENSES.txt.
    """
    plain = {name: _plain(rows) for name, rows in tables.items()}
    files = {f"{name}.csv": csv.machine(rows) for name, rows in plain.items()}
    described = [
        PackagedTable(
            f"{name}.csv",
            files[f"{name}.csv"],
            comments.get((name, ""), ""),
            [_field(name, column, tables[name], comments) for column in rows.columns],
            _keys(name, rows, plain),
        )
        for name, rows in plain.items()
    ]
    title, lead = text("package.whole.title", lang), text("package.whole.lead", lang, k=len(tables))
    about = About(f"observatory-{build.build_id}", title, lead, lang)
    cited = citation.by_source((term for term in terms.series.values() if term.n_values), terms)
    cite = citation.write(
        cited, tuple(terms.groups.values()), _documents(tables), terms, build=build, lang=lang
    )
    obtained = sources.day_line(terms.series.values(), lang)
    files |= {
        "datapackage.json": datapackage.descriptor(about, described, cited, terms, build),
        readme.filename(lang): _readme(about, plain, comments, build, obtained),
        "CITATION.txt": cite.encode(),
        "LICENSES.txt": citation.licences(cited, terms, lang, documents=True).encode(),
    }
    return archive(files, build)


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with days and moments as ISO texts."""
    moments = rows.select_dtypes("datetime")
    texts = {
        name: moments[name].dt.strftime(
            "%Y-%m-%dT%H:%M:%SZ" if _holds_moments(name) else "%Y-%m-%d"
        )
        for name in moments.columns
    }
    return rows.assign(**texts)


def _holds_moments(column: str) -> bool:
    """Whether a column holds moments rather than days; their names end so throughout."""
    return str(column).endswith("_at")


def _field(
    table: str, column: str, rows: pd.DataFrame, comments: Mapping[tuple[str, str], str]
) -> Json:
    kind = datapackage.kind(rows[column])
    if pd.api.types.is_datetime64_any_dtype(rows[column]):
        kind = "datetime" if _holds_moments(column) else "date"
    return {"name": column, "type": kind, "description": comments.get((table, column), "")}


def _keys(name: str, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Json:
    """A table's own key, and those of its columns that name the rows of another table."""
    own = [column for column, table in KEYS.items() if table == name]
    foreign = [
        {"fields": [column], "reference": {"resource": table, "fields": [column]}}
        for column, table in KEYS.items()
        if column in rows and table != name and table in tables and name not in _LOOSE
    ]
    primary: Json = {"primaryKey": own} if own else {}
    return {**primary, **({"foreignKeys": foreign} if foreign else {})}


def _documents(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str, str]]:
    """The documents of the register, as a citation lists them."""
    rows = tables.get("document", pd.DataFrame())
    return citation.documents(rows.rename(columns={"title": "document"}))


def _readme(
    about: About,
    tables: Mapping[str, pd.DataFrame],
    comments: Mapping[tuple[str, str], str],
    build: Build,
    obtained: str,
) -> bytes:
    lang = about.lang
    said = [citation.product(build, lang), text("package.cite.see", lang)]
    lines = [(f"{n}.csv", comments.get((n, ""), ""), str(len(t))) for n, t in tables.items()]
    parts = [
        f"{about.description} {text(f'package.whole.audience.{build.audience}', lang)}",
        readme.stamp(build, lang, obtained),
        readme.section("tables", readme.table(("table", "meaning", "rows"), lines, lang), lang),
        readme.section(
            "estimates", readme.estimates(tables.get("observation", pd.DataFrame()), lang), lang
        ),
        readme.section("cite", bullets(said), lang),
        text("frame.not_official", lang),
    ]
    return readme.page(about.title, parts, lang)
