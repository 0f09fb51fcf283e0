"""The place of each member's colour among those for members: one for life, whatever is shown.

They stand in `data/catalog/home_colours.csv`: members that are often shown together (the largest,
the Chair and the hosts, neighbours, a region) have colours that are told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from observatory.catalog.fields import Area
from observatory.catalog.files import Reading, explain, rows
from observatory.catalog.models import CATALOG

COLUMNS = ("iso3", "colour")
# How many colours there are for members.
COLOURS = 12


class HomeColour(BaseModel):
    """The colour of a member, counted from zero."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    iso3: Area
    colour: int = Field(ge=0, lt=COLOURS)


@cache
def load(folder: Path = CATALOG) -> Mapping[str, int]:
    """The places of colours by ISO3; `CatalogError` names every fault of the file."""
    reading = Reading()
    out: dict[str, int] = {}
    for where, row in rows(folder / "home_colours.csv", COLUMNS, reading, key="iso3"):
        try:
            one = HomeColour.model_validate(row)
        except ValidationError as error:
            explain(where, error, reading)
            continue
        out[one.iso3] = one.colour
    if reading.faults:
        raise reading.error()
    return out
