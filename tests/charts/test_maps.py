"""The tile grid and the polygon map: what each draws for which member."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from observatory import i18n
from observatory.catalog import tile_grid as places
from observatory.catalog.models import load
from observatory.charts import map_layers, polygon_map, tile_grid

ROOT = Path(__file__).parent.parent.parent
CLASSES = ("0–10", "10–20", "20–30", "30–40", "40–50")
LOOK = SimpleNamespace(
    ink="#1b1f24", paper="#ffffff", muted="#5d656e", grid="#e3e5e8", no_data="#f3f4f5", old="#e4dcc3",
    disputed="#c4c8cc", font="Source Sans, sans-serif",
    sequential=("#d3eadf", "#9fd0b8", "#66b08f", "#2b7a5d", "#0b5c45"),
)  # fmt: skip


@pytest.fixture
def frame():
    """All 57: every ninth without a value, every eleventh too old for the classes."""
    rows = []
    for number, iso3 in enumerate(load().members()):
        value = None if number % 9 == 3 else 5 + number * 0.7
        old = value is not None and number % 11 == 5
        cell = None if value is None or old else int(value // 10)
        year = None if value is None else 2012 if old else 2023
        rows.append((iso3, value, year, cell, old, f"{iso3}: {value}"))
    columns = ["iso3", "value", "year", "colour_class", "old", "hover"]
    frame = pd.DataFrame(rows, columns=columns)
    kinds = {"value": "float64", "year": "Int64", "colour_class": "Int64"}
    return places.placed(frame.astype(kinds))


@pytest.fixture
def words():
    keys = ("maps.no_value", "maps.old", "maps.unsupported", "maps.disclaimer")
    return {key: i18n.text(key, "en") for key in keys}


@pytest.fixture
def tiles(frame, words):
    return tile_grid.figure(frame, classes=CLASSES, look=LOOK, words=words, lang="en", decimals=1)


@pytest.fixture
def polygons(frame, words):
    return polygon_map.figure(
        frame, classes=CLASSES, others=["IND", "FRA"], look=LOOK, words=words, lang="en"
    )


def shown(traces):
    """(iso3, value, year) of all members that the traces draw."""
    return {
        tuple(None if pd.isna(cell) else cell for cell in row)
        for trace in traces
        if trace.customdata is not None
        for row in trace.customdata
    }


def given(frame):
    rows = frame[["iso3", "value", "year"]].astype(object)
    return {tuple(None if pd.isna(cell) else cell for cell in row) for row in rows.to_numpy()}


def test_tiles_show_every_member_once_with_the_value_of_the_frame(tiles, frame):
    assert sum(len(trace.customdata) for trace in tiles.data) == 57
    assert shown(tiles.data) == given(frame)


def test_polygons_show_every_member_once_with_the_value_of_the_frame(polygons, frame):
    members = [one for one in polygons.data if one.type == "choropleth" and one.text]
    assert sum(len(trace.locations) for trace in members) == 57
    assert shown(members) == given(frame)


def test_tile_stands_in_its_cell(tiles, frame):
    cells = frame.set_index("iso3")
    for trace in tiles.data:
        for (iso3, *_), x, base, height in zip(
            trace.customdata, trace.x, trace.base, trace.y, strict=True
        ):
            assert x == cells.loc[iso3, "column"]
            assert base + height / 2 == pytest.approx(cells.loc[iso3, "row"])


def test_tile_says_code_value_and_year(tiles):
    (cell,) = [text for trace in tiles.data for text in trace.text if "ALB" in text]
    assert "<b>ALB</b>" in cell
    assert "5.7" in cell
    assert "2023" in cell


def test_tile_speaks_the_decimal_comma_of_french(frame, words):
    figure = tile_grid.figure(frame, classes=CLASSES, look=LOOK, words=words, lang="fr", decimals=1)
    assert any("5,7" in text for trace in figure.data for text in trace.text)


def test_member_without_a_value_is_hatched_and_shows_no_number(tiles, words):
    hatched = [trace for trace in tiles.data if trace.marker.pattern.shape]
    (none,) = hatched
    assert none.name == words["maps.no_value"]
    assert none.marker.color not in {LOOK.paper, *LOOK.sequential}
    assert list(none.text) == [f"<b>{iso3}</b>" for iso3, *_ in none.customdata]


def test_value_too_old_for_the_classes_has_a_colour_of_its_own_and_keeps_its_number(tiles, words):
    (old,) = [trace for trace in tiles.data if trace.name == words["maps.old"]]
    assert old.marker.color == LOOK.old
    assert all(year == 2012 and value > 0 for _, value, year in old.customdata)


def test_class_without_members_stays_in_the_legend(frame, words):
    few = frame.assign(colour_class=frame["colour_class"].clip(upper=1))
    figure = tile_grid.figure(few, classes=CLASSES, look=LOOK, words=words, lang="en", decimals=0)
    names = [trace.name for trace in figure.data]
    assert names[:5] == list(CLASSES)
    assert all(trace.showlegend for trace in figure.data)


def test_a_value_that_enters_no_comparison_is_in_no_class_and_keeps_its_number(frame, words):
    weak = frame.assign(colour_class=frame["colour_class"].mask(frame["iso3"] == "MAR"))
    drawn = tile_grid.figure(weak, classes=CLASSES, look=LOOK, words=words, lang="en", decimals=1)
    (layer,) = [trace for trace in drawn.data if trace.name == words["maps.unsupported"]]
    assert [row[0] for row in layer.customdata] == ["MAR"]
    assert layer.marker.pattern.shape == "/"
    assert shown(drawn.data) == given(frame)


def test_geography_is_not_mirrored_in_arabic(frame, words, tiles):
    arabic = tile_grid.figure(frame, classes=CLASSES, look=LOOK, words=words, lang="ar", decimals=1)
    assert [trace.x for trace in arabic.data] == [trace.x for trace in tiles.data]
    assert arabic.layout.legend.xanchor == "right"


def test_text_in_every_cell_is_legible(tiles):
    for trace in tiles.data:
        assert map_layers.contrast(trace.textfont.color, trace.marker.color) >= 4.5, trace.name


def test_contrast_of_black_on_white_is_21():
    assert map_layers.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert map_layers.contrast("#777777", "#777777") == pytest.approx(1)


def test_more_classes_than_colours_are_refused(frame, words):
    with pytest.raises(ValueError, match="6 classes, but only 5 colours"):
        list(map_layers.layers(frame, classes=[*CLASSES, "50+"], look=LOOK, words=words))


def test_only_members_answer_to_the_pointer(polygons):
    members = set(load().members())
    for trace in polygons.data:
        if trace.type == "choropleth" and not trace.text:
            assert trace.hoverinfo == "skip"
            assert not set(trace.locations) & members


def test_disputed_areas_are_neutral_and_in_no_legend(polygons):
    (trace,) = [one for one in polygons.data if "disputed" in (getattr(one, "locations", ()) or ())]
    assert trace.locations == ("disputed",)
    assert {colour for _, colour in trace.colorscale} == {LOOK.disputed}
    assert trace.showlegend is None


def test_every_colour_of_the_polygon_map_stands_once_in_the_legend(polygons, words):
    names = [one.name for one in polygons.data if one.showlegend]
    assert names == [*CLASSES, words["maps.old"], words["maps.no_value"]]


def test_tiny_members_have_a_dot_in_their_colour(polygons, frame):
    dots = [one for one in polygons.data if one.type == "scattergeo"]
    assert {row[0] for one in dots for row in one.customdata} == {"BHR", "COM", "MDV"}
    assert shown(dots) <= given(frame)


def test_every_area_of_the_figure_is_in_the_boundary_file(frame, words):
    known = load().countries.values()
    others = [one.iso3 for one in known if not (one.is_oic or one.is_aggregate)]
    figure = polygon_map.figure(
        frame, classes=CLASSES, others=others, look=LOOK, words=words, lang="en"
    )
    tree = json.loads((ROOT / "static" / "boundaries.geojson").read_text("utf-8"))
    drawn = {one["properties"]["id"] for one in tree["features"]}
    asked = [iso3 for one in figure.data if one.type == "choropleth" for iso3 in one.locations]
    assert drawn == set(asked) & drawn
    assert set(asked) - drawn == {"CHI", "GIB"}
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_disclaimer_stands_under_the_polygon_map(frame, lang):
    words = {key: i18n.text(f"maps.{key[5:]}", lang) for key in
             ("maps.no_value", "maps.old", "maps.unsupported", "maps.disclaimer")}  # fmt: skip
    figure = polygon_map.figure(
        frame, classes=CLASSES, others=[], look=LOOK, words=words, lang=lang
    )
    (note,) = figure.layout.annotations
    unwrapped = note.text.replace("<br>", " ").replace(i18n.RLI, "").replace(i18n.PDI, "")
    assert unwrapped == words["maps.disclaimer"]
    assert note.y <= 0


def test_figure_names_no_server_and_the_base_topology_is_ours_and_empty(polygons):
    assert "://" not in polygons.to_json()
    folder = polygon_map.CONFIG["topojsonURL"].removeprefix("app/")
    geo = polygons.layout.geo
    tree = json.loads((ROOT / folder / f"{geo.scope}_{geo.resolution}m.json").read_text("utf-8"))
    assert tree["arcs"] == []
    assert all(one["geometries"] == [] for one in tree["objects"].values())
    assert (ROOT / polygon_map.GEOJSON.removeprefix("app/")).is_file()
