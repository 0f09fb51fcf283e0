"""The members' places on the maps."""

from __future__ import annotations

import pandas as pd
import pytest

from observatory.catalog import tile_grid
from observatory.catalog.models import load
from observatory.errors import CatalogError, DuplicateId


def test_every_member_has_a_cell_of_its_own():
    grid = tile_grid.load()
    assert sorted(grid) == load().members()
    assert len({(one.row, one.column) for one in grid.values()}) == 57


def test_only_the_tiny_island_members_have_a_dot():
    dots = {iso3 for iso3, place in tile_grid.load().items() if place.longitude is not None}
    assert dots == {"BHR", "COM", "MDV"}


@pytest.mark.parametrize(
    ("west", "east"),
    [("MAR", "EGY"), ("EGY", "SAU"), ("TUR", "KAZ"), ("IRN", "PAK"), ("PAK", "BGD"),
     ("SEN", "NGA"), ("BGD", "BRN"), ("GUY", "SEN"), ("GUY", "SUR"), ("ALB", "TUR")],
)  # fmt: skip
def test_neighbours_stand_west_to_east(west, east):
    grid = tile_grid.load()
    assert grid[west].column < grid[east].column


@pytest.mark.parametrize(
    ("north", "south"),
    [("KAZ", "AFG"), ("TUR", "SYR"), ("MAR", "SEN"), ("NER", "NGA"), ("SAU", "YEM"),
     ("SDN", "UGA"), ("UGA", "MOZ"), ("PAK", "MDV"), ("MYS", "IDN"), ("TUN", "TCD")],
)  # fmt: skip
def test_neighbours_stand_north_to_south(north, south):
    grid = tile_grid.load()
    assert grid[north].row < grid[south].row


def test_groups_have_no_place_and_members_keep_their_order():
    frame = pd.DataFrame({"iso3": ["OIC", "MDV", "ALB"], "value": [1.0, 2.0, 3.0]})
    placed = tile_grid.with_tiles(frame)
    assert placed["iso3"].tolist() == ["MDV", "ALB"]
    assert placed["value"].tolist() == [2.0, 3.0]
    assert placed["longitude"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("lines", "error", "said"),
    [
        ("ALB,1,6,,\nDZA,1,6,,", CatalogError, "tile_grid.csv:3:column: found the cell of ALB"),
        ("ALB,1,6,,\nALB,1,7,,", DuplicateId, "tile_grid.csv:3:iso3: found ALB again"),
        ("ALB,one,6,,", CatalogError, "tile_grid.csv:2:row: found 'one'"),
        ("ALB,1,15,,", CatalogError, "tile_grid.csv:2:column: found '15'"),
    ],
)
def test_fault_in_the_grid_is_named_by_its_line(tmp_path, lines, error, said):
    text = f"iso3,row,column,longitude,latitude\n{lines}\n"
    (tmp_path / "tile_grid.csv").write_text(text, "utf-8")
    with pytest.raises(error) as caught:
        tile_grid.load(tmp_path)
    assert said in str(caught.value)
