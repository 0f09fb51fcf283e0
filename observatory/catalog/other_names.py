"""What else the members are called: former, common, official and shorter names, other spellings.

They stand in `data/catalog/other_names.csv` and serve the search alone: what the product calls a
member stands in `countries.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from observatory.catalog.fields import Area, Line
from observatory.catalog.files import Reading, explain, rows
from observatory.catalog.models import CATALOG
from observatory.i18n import official

COLUMNS = ("iso3", "lang", "name", "kind")


class OtherName(BaseModel):
    """One more name of a member, in a language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    iso3: Area
    lang: str
    name: Line
    kind: Literal["former", "common", "official", "short", "spelling", "abbreviation"]


@cache
def load(folder: Path = CATALOG) -> Mapping[str, tuple[str, ...]]:
    """The other names of members by ISO3, in the file's order; `CatalogError` names every fault."""
    reading = Reading()
    out: dict[str, tuple[str, ...]] = {}
    for where, row in rows(folder / "other_names.csv", COLUMNS, reading):
        try:
            one = OtherName.model_validate(row)
        except ValidationError as error:
            explain(where, error, reading)
            continue
        if one.lang not in official():
            reading.fault(f"{where}:lang", one.lang, ", ".join(official()))
        reading.declare("other_names.csv", f"{one.iso3} {one.lang} {one.name}", f"{where}:name")
        out[one.iso3] = (*out.get(one.iso3, ()), one.name)
    if reading.faults:
        raise reading.error()
    return out
