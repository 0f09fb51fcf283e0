"""The map's boundaries, place by place, and how they are made."""

from __future__ import annotations

import builtins
import json
import math
from itertools import pairwise
from pathlib import Path

import pytest
from shapely import unary_union
from shapely.geometry import Point, box, mapping, shape

from etl.reports.boundaries import boundaries
from observatory.catalog.models import load
from observatory.errors import CatalogError

FILE = Path(__file__).parents[2] / "static" / "boundaries.geojson"


@pytest.fixture(scope="module")
def tree():
    return json.loads(FILE.read_text("utf-8"))


@pytest.fixture(scope="module")
def areas(tree):
    return {one["properties"]["id"]: shape(one["geometry"]) for one in tree["features"]}


PLACES = [
    ("Hargeisa", 44.06, 9.56, "SOM"),
    ("Mogadishu", 45.30, 2.06, "SOM"),
    ("Kyrenia", 33.32, 35.30, "CYP"),
    ("Famagusta", 33.92, 35.12, "CYP"),
    ("Limassol", 33.04, 34.72, "CYP"),
    ("Laayoune", -13.20, 27.13, "disputed"),
    ("Smara", -11.67, 26.74, "disputed"),
    ("Dakhla", -15.85, 23.85, "disputed"),
    ("Tifariti", -10.57, 26.16, "disputed"),
    ("just south of 27°40'N", -11.0, 27.62, "disputed"),
    ("just north of 27°40'N", -11.0, 27.72, "MAR"),
    ("Tarfaya, inland", -12.80, 27.90, "MAR"),
    ("Guelmim", -10.06, 28.99, "MAR"),
    ("Tindouf", -8.13, 27.67, "DZA"),
    ("Zouerat", -12.48, 22.73, "MRT"),
    ("Katzrin", 35.69, 32.99, "disputed"),
    ("Majdal Shams", 35.77, 33.27, "disputed"),
    ("Tiberias", 35.53, 32.79, "ISR"),
    ("Kiryat Shmona", 35.57, 33.20, "ISR"),
    ("Damascus", 36.29, 33.51, "SYR"),
    ("Gaza", 34.40, 31.45, "PSE"),
    ("Ramallah", 35.20, 31.90, "PSE"),
    ("Srinagar", 74.80, 34.08, "disputed"),
    ("Jammu", 74.87, 32.73, "disputed"),
    ("Leh", 77.58, 34.16, "disputed"),
    ("Kargil", 76.10, 34.55, "disputed"),
    ("Gilgit", 74.30, 35.90, "disputed"),
    ("Skardu", 75.60, 35.30, "disputed"),
    ("Muzaffarabad", 73.47, 34.37, "disputed"),
    ("Mirpur", 73.75, 33.15, "disputed"),
    ("Aksai Chin", 79.50, 35.20, "disputed"),
    ("Demchok", 79.45, 32.70, "disputed"),
    ("the Shaksgam valley", 76.60, 36.10, "disputed"),
    ("the Siachen glacier", 77.10, 35.40, "disputed"),
    ("Islamabad", 73.05, 33.70, "PAK"),
    ("Abbottabad", 73.22, 34.15, "PAK"),
    ("Chitral", 71.80, 35.85, "PAK"),
    ("Lahore", 74.33, 31.55, "PAK"),
    ("Sialkot", 74.53, 32.40, "PAK"),
    ("Amritsar", 74.87, 31.63, "IND"),
    ("Pathankot", 75.65, 32.27, "IND"),
    ("Keylong", 77.03, 32.57, "IND"),
    ("Kashgar", 75.99, 39.47, "CHN"),
    ("Ngari", 80.10, 32.50, "CHN"),
    ("Simferopol", 34.10, 44.95, "disputed"),
    ("Sevastopol", 33.60, 44.62, "disputed"),
    ("Kerch", 36.40, 45.30, "disputed"),
    ("Kherson", 32.60, 46.65, "UKR"),
    ("Henichesk", 34.80, 46.18, "UKR"),
    ("Krasnodar", 39.00, 45.03, "RUS"),
    ("Taman", 36.80, 45.20, "RUS"),
]


@pytest.mark.parametrize(("place", "x", "y", "area"), PLACES, ids=[one[0] for one in PLACES])
def test_place_is_drawn_in_its_area(areas, place, x, y, area):
    assert [name for name, shape in areas.items() if shape.contains(Point(x, y))] == [area]


def test_all_57_members_are_drawn(areas):
    assert set(load().members()) <= set(areas)


def test_every_area_is_of_the_catalogue_or_said_to_be_none(areas):
    economies = {code for code, one in load().countries.items() if not one.is_aggregate}
    assert set(areas) - economies == {"disputed", "other"}


def test_no_area_bears_a_name_or_anything_but_its_id(tree):
    assert {tuple(one["properties"]) for one in tree["features"]} == {("id",)}
    assert len({one["properties"]["id"] for one in tree["features"]}) == len(tree["features"])


def test_geometry_is_valid(areas):
    assert [name for name, shape in areas.items() if not shape.is_valid] == []


def test_outer_rings_run_clockwise_and_holes_the_other_way(tree):
    def turn(ring):
        return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))

    for one in tree["features"]:
        for outer, *holes in one["geometry"]["coordinates"]:
            assert turn(outer) > 0, one["properties"]["id"]
            assert all(turn(hole) < 0 for hole in holes), one["properties"]["id"]


def test_no_area_paints_more_than_half_of_the_globe(tree):
    """The area on the sphere, inside being to the right of the ring, as the browser draws it."""

    def steradians(ring):
        half = 0.0  # of the area between the ring and the South Pole
        for (x1, y1), (x2, y2) in pairwise(ring):
            east = math.radians(x2 - x1)
            low1, low2 = (math.radians(y) / 2 + math.pi / 4 for y in (y1, y2))
            both = math.sin(low1) * math.sin(low2)
            rest = math.cos(low1) * math.cos(low2)
            half += math.atan2(both * math.sin(east), rest + both * math.cos(east))
        return 2 * (half % (2 * math.pi))

    for one in tree["features"]:
        for outer, *_ in one["geometry"]["coordinates"]:
            assert steradians(outer) < 2 * math.pi, one["properties"]["id"]


def test_each_disputed_place_is_one_shape_without_an_inner_line(areas):
    middles = {(round(one.centroid.x), round(one.centroid.y)) for one in areas["disputed"].geoms}
    assert middles == {(-13, 25), (36, 33), (76, 35), (34, 45)}
    assert all(not one.interiors for one in areas["disputed"].geoms)


NEIGHBOURS = {
    "Western Sahara": (["MAR", "DZA", "MRT"], (-13, 21.5, -8.7, 28.5)),
    "Golan": (["ISR", "SYR", "LBN", "JOR"], (35.5, 32.6, 36.0, 33.5)),
    "Kashmir": (["PAK", "IND", "CHN", "AFG"], (72.3, 32.1, 80.5, 37.3)),
    "Crimea": (["UKR"], (33.7, 46.0, 34.3, 46.3)),
}


@pytest.mark.parametrize("place", NEIGHBOURS)
def test_joins_leave_no_gap_and_no_overlap(areas, place):
    codes, window = NEIGHBOURS[place]
    near = [areas[code].intersection(box(*window)) for code in (*codes, "disputed")]
    land = unary_union(near)
    filled = land.buffer(0.02, join_style="mitre").buffer(-0.02, join_style="mitre")
    assert filled.difference(land).intersection(box(*window).buffer(-0.03)).area < 0.001
    assert sum(one.area for one in near) - land.area < 0.001


@pytest.mark.parametrize("code", ["MAR", "ISR", "PAK", "IND", "CHN", "RUS"])
def test_cuts_leave_no_sliver_behind(areas, code):
    touching = [one for one in areas[code].geoms if one.distance(areas["disputed"]) < 0.01]
    assert all(one.area > 0.5 for one in touching)


def test_coordinates_are_short_and_the_file_is_small():
    decimals: set[int] = set()
    json.loads(
        FILE.read_text("utf-8"), parse_float=lambda text: decimals.add(len(text.split(".")[1]))
    )
    assert decimals == {1, 2}
    assert FILE.stat().st_size < 900_000


def square(code, iso3, west, south, *, size=2.0):
    geometry = mapping(box(west, south, west + size, south + size))
    return {"type": "Feature", "properties": {"adm0_a3": code, "iso3": iso3}, "geometry": geometry}


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "countries.geojson"
    features = [square("PAK", "PAK", 0, 0), square("IND", "IND", 2, 0), square("ZZZ", "", 9, 9)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture
def rules(tmp_path):
    def write(**changes):
        outline = {"area": "middle", "taken_from": ["PAK", "IND"], "comment": "a box"}
        geometry = mapping(box(1, 0.5, 3, 1.5))
        feature = {"type": "Feature", "properties": outline, "geometry": geometry}
        tree = {"type": "FeatureCollection", "comment": "", "joined": {}, "neutral": []}
        path = tmp_path / "rules.geojson"
        path.write_text(json.dumps(tree | {"features": [feature]} | changes), "utf-8")
        return path

    return write


def made(source, tmp_path, rules):
    out = tmp_path / "out" / "boundaries.geojson"
    boundaries(source, out, rules)
    tree = json.loads(out.read_text("utf-8"))
    return {one["properties"]["id"]: shape(one["geometry"]) for one in tree["features"]}


def test_outline_takes_from_both_sides_of_a_border(source, tmp_path, rules):
    areas = made(source, tmp_path, rules())
    assert areas["disputed"].area == pytest.approx(2.0)
    assert len(areas["disputed"].geoms) == 1
    assert areas["PAK"].area == areas["IND"].area == pytest.approx(3.0)


def test_outline_takes_nothing_from_a_country_it_does_not_name(source, tmp_path, rules):
    outline = {"area": "middle", "taken_from": ["PAK"], "comment": ""}
    feature = {"type": "Feature", "properties": outline, "geometry": mapping(box(1, 0.5, 3, 1.5))}
    areas = made(source, tmp_path, rules(features=[feature]))
    assert areas["disputed"].bounds == (1, 0.5, 2, 1.5)
    assert areas["IND"].area == pytest.approx(4.0)


def test_joined_area_leaves_no_line_in_its_country(source, tmp_path, rules):
    areas = made(source, tmp_path, rules(joined={"IND": "PAK"}, neutral=["ZZZ"], features=[]))
    assert len(areas["PAK"].geoms) == 1
    assert areas["PAK"].bounds == (0, 0, 4, 2)
    assert areas["disputed"].bounds == (9, 9, 11, 11)


def test_area_that_the_catalogue_does_not_know_is_other(source, tmp_path, rules):
    assert made(source, tmp_path, rules())["other"].bounds == (9, 9, 11, 11)


def test_rules_that_name_an_area_the_file_lacks_are_refused(source, tmp_path, rules):
    with pytest.raises(CatalogError, match=r"rules\.geojson names areas .* SAH, SOL, SOM"):
        made(source, tmp_path, rules(joined={"SOL": "SOM"}, neutral=["SAH"]))


@pytest.mark.parametrize("text", ["", "{}", '{"features": [{"properties": {}}]}'])
def test_file_that_is_no_boundary_file_is_refused(tmp_path, rules, text):
    source = tmp_path / "wrong.geojson"
    source.write_text(text, "utf-8")
    with pytest.raises(CatalogError, match=r"wrong\.geojson is not the GeoJSON that is expected"):
        made(source, tmp_path, rules())


def test_file_that_is_not_there_is_refused(tmp_path, rules):
    with pytest.raises(CatalogError, match=r"absent\.geojson cannot be read"):
        made(tmp_path / "absent.geojson", tmp_path, rules())


def test_missing_shapely_is_said_in_a_sentence(source, tmp_path, rules, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("shapely"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CatalogError, match="shapely is not installed"):
        boundaries(source, tmp_path / "out.geojson", rules())
