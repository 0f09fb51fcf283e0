"""`datapackage.json`: what programs need to know of the CSV files, by the Data Package standard.

Version 2 of the standard (https://datapackage.org): a resource a file, with its bytes, its
fingerprint and the type, meaning and bounds of each column.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import pandas as pd

from observatory.exports.citation import Cited
from observatory.i18n import text, words
from observatory.view import FIRST_YEAR, LAST_YEAR, MEASURES
from observatory.warehouse.build import Build
from observatory.warehouse.terms import SourceTerm, Vocabulary
from observatory.words.titles import ESTIMATES

Json = Mapping[str, object]
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_FILLED = ("iso3", "area", "indicator_id", "build_id", "event_id", "activity_id")
_COUNTED = ("", *(f"{measure}_" for measure in MEASURES[1:]))
_BOUNDS = tuple(before + end for before in _COUNTED for end in ("lower", "upper"))
_SHARES = ("coverage", "ours_coverage", "largest_share", *_BOUNDS)
_SEXES = ("T", "F", "M")


@dataclass(frozen=True)
class PackagedTable:
    """A CSV file of a package: its name, its bytes, what it holds, and its columns described.

    `keys` are what the standard says of a table's keys: primaryKey, foreignKeys.
    """

    path: str
    body: bytes
    description: str
    fields: Sequence[Json]
    keys: Json = field(default_factory=dict)


@dataclass(frozen=True)
class About:
    """What a package says of itself as a whole."""

    name: str
    title: str
    description: str
    lang: str


def descriptor(
    about: About, tables: Sequence[PackagedTable], cited: Cited, terms: Vocabulary, build: Build
) -> bytes:
    """The descriptor of a package as JSON in UTF-8, with one language's words."""
    sources = [terms.sources[key] for key in cited]
    whole: dict[str, object] = {
        "$schema": PROFILE,
        "name": about.name.lower().replace("+", "-"),
        "title": about.title,
        "description": about.description,
        "version": build.build_id,
        "created": f"{build.built_at:%Y-%m-%dT%H:%M:%SZ}",
        "languages": [about.lang],
    }
    if sources:
        whole["licenses"] = list(
            {_licence(source)["path"]: _licence(source) for source in sources}.values()
        )
        whole["sources"] = [
            {"title": each.citation, **({"path": each.homepage} if each.homepage else {})}
            for each in sources
        ]
    whole["resources"] = [_resource(table) for table in tables]
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _licence(source: SourceTerm) -> dict[str, str]:
    """A licence by its address; only the Creative Commons ones have a name known to programs."""
    name = {"name": source.licence.replace(" ", "-")} if source.licence.startswith("CC ") else {}
    return {**name, "title": source.licence, "path": source.licence_url}


def _resource(table: PackagedTable) -> Json:
    return {
        "name": table.path.removesuffix(".csv").lower(),
        "type": "table",
        "path": table.path,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table.body),
        "hash": f"sha256:{sha256(table.body).hexdigest()}",
        "dialect": {"lineTerminator": "\r\n" if b"\r\n" in table.body else "\n"},
        "schema": {"fields": list(table.fields), "missingValues": [""], **table.keys},
    }


def fields(
    rows: pd.DataFrame, terms: Vocabulary, lang: str, *, register: bool = False
) -> list[Json]:
    """The columns of some rows described in a language: type, meaning, unit and bounds.

    `register`: the rows are of the network's register, where some columns mean something else.
    """
    units = _units(rows)
    bounds = _bounds(rows, terms)
    out: list[Json] = []
    for name in rows.columns:
        said: dict[str, object] = {
            "name": name,
            "type": kind(rows[name]),
            "description": meaning(name, lang, register=register),
        }
        if name in ("value", "modelled") and units:
            said["unit"] = units
        limits = {**_limits(name), **(bounds if name in ("value", "modelled") else {})}
        out.append({**said, **({"constraints": limits} if limits else {})})
    return out


def meaning(column: str, lang: str, *, register: bool = False) -> str:
    """What a column of a chart's or register's file means; `MissingText` for an unknown one."""
    of_register = f"package.register.{column}"
    known = of_register in words() and (register or f"package.column.{column}" not in words())
    return text(of_register if known else f"package.column.{column}", lang)


def kind(column: pd.Series) -> str:
    """The standard's name of a column's type."""
    types = pd.api.types
    if types.is_bool_dtype(column):
        return "boolean"
    if types.is_integer_dtype(column):
        return "integer"
    return "number" if types.is_float_dtype(column) else "string"


def _limits(column: str) -> dict[str, object]:
    """What holds of every cell of a column."""
    if column in _FILLED:
        return {"required": True}
    if column == "year":
        return {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    if column in _SHARES:
        return {"minimum": 0, "maximum": 1}
    enums = {"sex": list(_SEXES), "estimate": list(ESTIMATES)}
    return {"enum": enums[column]} if column in enums else {}


def _units(rows: pd.DataFrame) -> str:
    """The unit of the values, where all rows share one."""
    units: set[str] = set(rows["unit"]) if "unit" in rows else set()
    return str(units.pop()) if len(units) == 1 else ""


def _bounds(rows: pd.DataFrame, terms: Vocabulary) -> dict[str, object]:
    """The bounds of the values, where all rows are of one indicator."""
    ids: set[str] = set(rows["indicator_id"]) if "indicator_id" in rows else set()
    if len(ids) != 1:
        return {}
    term = terms.indicators[ids.pop()]
    ends = {"minimum": term.lower_bound, "maximum": term.upper_bound}
    return {name: end for name, end in ends.items() if end is not None}
