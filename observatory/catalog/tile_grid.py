"""Where the 57 members stand on the two maps: their cell in the tile grid, a dot if tiny.

The places stand in `data/catalog/tile_grid.csv`, drawn by hand so that a reader recognises the
world: neighbours stay near each other, every cell is equal. Geography is not mirrored in Arabic.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from observatory.catalog.fields import Area
from observatory.catalog.files import Reading, explain, rows
from observatory.catalog.models import CATALOG

COLUMNS = ("iso3", "row", "column", "longitude", "latitude")


class TilePlace(BaseModel):
    """A member's cell, counted from the top left; a point where the polygon map needs a dot."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    iso3: Area
    row: int = Field(ge=0, le=8)
    column: int = Field(ge=0, le=14)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    latitude: float | None = Field(default=None, ge=-90, le=90)


@cache
def load(folder: Path = CATALOG) -> Mapping[str, TilePlace]:
    """The members' places by ISO3; `CatalogError` names every fault of the file."""
    reading = Reading()
    out: dict[str, TilePlace] = {}
    taken: dict[tuple[int, int], str] = {}
    for where, row in rows(folder / "tile_grid.csv", COLUMNS, reading, key="iso3"):
        try:
            place = TilePlace.model_validate({key: cell or None for key, cell in row.items()})
        except ValidationError as error:
            explain(where, error, reading)
            continue
        first = taken.setdefault((place.row, place.column), place.iso3)
        if first != place.iso3:
            reading.fault(f"{where}:column", f"the cell of {first}", "a cell of its own")
        out[place.iso3] = place
    if reading.faults:
        raise reading.error()
    return out


def with_tiles(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of members with their places.

    Grain and order as given; rows of areas that are no members (groups, the world) are left out.
    Adds `row` and `column` (cells from the top left) and, for members too small to be seen on the
    polygon map, `longitude` and `latitude` (degrees; missing for the others).
    """
    places = load()
    kept = frame[frame["iso3"].isin(list(places))]
    cells = [places[iso3] for iso3 in kept["iso3"]]
    return kept.assign(
        row=[cell.row for cell in cells],
        column=[cell.column for cell in cells],
        longitude=pd.array([cell.longitude for cell in cells], dtype="Float64"),
        latitude=pd.array([cell.latitude for cell in cells], dtype="Float64"),
    )
