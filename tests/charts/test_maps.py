"""The tile grid and the polygon map: what each shows of which member."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from observatory import i18n
from observatory.catalog.models import load
from observatory.catalog.tile_grid import load as places
from observatory.charts.kinds import map as maps
from observatory.charts.theme import LOOKS, contrast
from observatory.draw import boundaries
from observatory.draw.bars import ink
from observatory.draw.plotly import config, figure

ROOT = Path(__file__).parent.parent.parent
LIGHT = LOOKS["light"]
CLASSES = ["under 10", "10–20", "20–30", "30–40", "40 and more"]


@pytest.fixture
def rows():
    """All 57: every ninth without a value, every eleventh too old for the classes."""
    out = []
    for number, iso3 in enumerate(load().members()):
        if number % 9 == 3:
            out.append({"iso3": iso3, "missing": "not_found"})
            continue
        old = number % 11 == 5
        value = 5 + number * 0.8
        out.append({"iso3": iso3, "value": value, "year": 2012 if old else 2023, "old": old})
    return out


@pytest.fixture
def tiles(made, rows):
    return maps.plot(made(rows, chart="map"))


@pytest.fixture
def polygons(made, rows):
    answer = made(rows, chart="map", map="boundaries")
    return maps.plot(replace(answer, others=("IND", "FRA")))


def given(rows):
    return {row["iso3"]: (row.get("value"), row.get("year")) for row in rows}


def words(plot):
    return [entry.words for entry in plot.key]


def drawn_cells(drawn):
    """Where the middle of each tile is drawn: column and row by code."""
    return {
        row[0]: (x, base + height / 2)
        for trace in drawn.data
        if trace.customdata is not None
        for row, x, base, height in zip(trace.customdata, trace.x, trace.base, trace.y, strict=True)
    }


def of_fill(plot, key, **facts):
    """The tiles whose fill the key explains with these words."""
    (fill,) = [entry.fill for entry in plot.key if entry.words == i18n.text(key, "en", **facts)]
    return [tile for tile in plot.tiles if tile.fill == fill]


def test_tiles_show_every_member_once_with_the_value_of_the_frame(tiles, rows):
    assert len(tiles.tiles) == 57
    assert {tile.code: (tile.value, tile.datum.year) for tile in tiles.tiles} == given(rows)


def test_polygons_show_every_member_once_and_say_the_value_of_the_frame(polygons, rows):
    said = [pair for each in polygons.layers for pair in zip(each.codes, each.tips, strict=True)]
    assert len(said) == 57
    for iso3, tip in said:
        value, year = given(rows)[iso3]
        shown = "found by nobody" if value is None else f"{i18n.number(value, 'en')} % · {year}"
        assert tip.lines[0] == (i18n.text("missing.not_found", "en") if value is None else shown)


def test_tile_stands_in_its_cell(tiles):
    cells = places()
    for tile in tiles.tiles:
        assert (tile.column, tile.row) == (cells[tile.code].column, cells[tile.code].row)
    for code, (x, y) in drawn_cells(figure(tiles, None, LIGHT, "en")).items():
        assert (x, y) == (cells[code].column, pytest.approx(cells[code].row))


def test_tile_says_code_value_and_year(tiles):
    texts = [text for trace in figure(tiles, None, LIGHT, "en").data for text in trace.text or ()]
    (cell,) = [text for text in texts if "ALB" in text]
    assert "<b>ALB</b>" in cell
    assert "5.8" in cell
    assert "2023" in cell


def test_tile_speaks_the_decimal_comma_of_french(made, rows):
    plot = maps.plot(made(rows, chart="map", lang="fr"))
    assert any("5,8" in line for tile in plot.tiles for line in tile.lines)


def test_member_without_a_value_is_hatched_and_shows_no_number(tiles):
    none = of_fill(tiles, "maps.no_value")
    assert none == [tile for tile in tiles.tiles if tile.fill.hatch]
    drawn = figure(tiles, None, LIGHT, "en").data
    hatched = [t for t in drawn if t.customdata is not None and t.marker.pattern.shape]
    assert [row[0] for t in hatched for row in t.customdata] == [tile.code for tile in none]
    assert LIGHT.colour(none[0].fill.colour) not in {LIGHT.paper, *LIGHT.sequential}
    assert [tile.lines for tile in none] == [(tile.code,) for tile in none]
    assert {tile.value for tile in none} == {None}


def test_value_too_old_for_the_classes_has_a_colour_of_its_own_and_keeps_its_number(tiles):
    old = of_fill(tiles, "charts.old", years=5)
    assert {tile.fill.colour for tile in old} == {"old"}
    assert all(tile.datum.year == 2012 and tile.value > 0 for tile in old)


def test_class_without_members_stays_in_the_key(made, rows):
    few = [row for row in rows if not 10 <= row.get("value", 0) < 20]
    plot = maps.plot(made(few, chart="map"))
    assert words(plot)[:5] == CLASSES
    drawn = figure(plot, None, LIGHT, "en")
    assert [trace.name.strip() for trace in drawn.data if trace.showlegend] == words(plot)


def test_a_value_that_enters_no_comparison_is_in_no_class_and_keeps_its_number(made, rows):
    weak = [{**row, "estimate": "modelled"} if row["iso3"] == "MAR" else row for row in rows]
    (tile,) = of_fill(maps.plot(made(weak, chart="map")), "maps.unsupported")
    assert tile.code == "MAR"
    assert tile.fill.hatch == "/"
    assert (tile.value, tile.datum.year) == given(rows)["MAR"]


def test_geography_is_not_mirrored_in_arabic(made, rows, tiles):
    arabic = maps.plot(made(rows, chart="map", lang="ar"))
    drawn, english = figure(arabic, None, LIGHT, "ar"), figure(tiles, None, LIGHT, "en")
    assert drawn_cells(drawn) == drawn_cells(english)
    assert len(drawn_cells(drawn)) == 57
    assert drawn.layout.xaxis.range == english.layout.xaxis.range
    assert drawn.layout.legend.xanchor == "right"


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_text_in_every_cell_is_legible(tiles, look):
    for fill in {tile.fill for tile in tiles.tiles}:
        assert contrast(ink(fill, look), look.colour(fill.colour)) >= 4.5, fill


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_more_classes_than_colours_are_refused():
    with pytest.raises(ValueError, match="6 classes, but only 5 colours"):
        maps.ramp(6)


def test_only_members_answer_to_the_pointer(polygons):
    members = set(load().members())
    for trace in figure(polygons, None, LIGHT, "en").data:
        if trace.type == "choropleth" and not trace.hovertext:
            assert trace.hoverinfo == "skip"
            assert not set(trace.locations) & members


def test_disputed_areas_are_neutral_and_in_no_legend(polygons):
    drawn = figure(polygons, None, LIGHT, "en").data
    (trace,) = [one for one in drawn if "disputed" in (getattr(one, "locations", ()) or ())]
    assert trace.locations == ("disputed",)
    assert {colour for _, colour in trace.colorscale} == {LIGHT.disputed}
    assert trace.showlegend is None


def test_every_colour_of_the_polygon_map_stands_once_in_the_legend(polygons):
    names = [one.name.strip() for one in figure(polygons, None, LIGHT, "en").data if one.showlegend]
    assert names == [
        *CLASSES,
        i18n.text("charts.old", "en", years=5),
        i18n.text("maps.no_value", "en"),
    ]


def test_tiny_members_have_a_dot_in_their_colour(polygons):
    fills = {code: layer.fill for layer in polygons.layers for code in layer.dots}
    assert set(fills) == {"BHR", "COM", "MDV"}
    drawn = figure(polygons, None, LIGHT, "en").data
    dots = {
        code: one.marker.color
        for one in drawn
        if one.type == "scattergeo" and one.customdata is not None
        for (code,) in one.customdata
    }
    assert dots == {code: LIGHT.colour(fill.colour) for code, fill in fills.items()}


def test_every_area_of_the_figure_is_in_the_boundary_file(made, rows):
    known = load().countries.values()
    others = tuple(one.iso3 for one in known if not (one.is_oic or one.is_aggregate))
    answer = replace(made(rows, chart="map", map="boundaries"), others=others)
    drawn = figure(maps.plot(answer), None, LIGHT, "en")
    tree = json.loads((ROOT / "static" / "boundaries.geojson").read_text("utf-8"))
    there = {one["properties"]["id"] for one in tree["features"]}
    asked = [iso3 for one in drawn.data if one.type == "choropleth" for iso3 in one.locations]
    assert there == set(asked) & there
    assert set(asked) - there == {"CHI", "GIB"}
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_disclaimer_stands_under_the_polygon_map(made, rows, lang):
    plot = maps.plot(made(rows, chart="map", map="boundaries", lang=lang))
    (note,) = figure(plot, None, LIGHT, lang).layout.annotations
    unwrapped = note.text.replace("<br>", " ").replace(i18n.RLI, "").replace(i18n.PDI, "")
    assert unwrapped == i18n.text("maps.disclaimer", lang)
    assert note.y <= 0


def test_figure_names_no_server_and_the_base_topology_is_ours_and_empty(polygons):
    drawn = figure(polygons, None, LIGHT, "en")
    assert "://" not in drawn.to_json()
    folder = config("map", drawn)["topojsonURL"].removeprefix("app/")
    geo = drawn.layout.geo
    tree = json.loads((ROOT / folder / f"{geo.scope}_{geo.resolution}m.json").read_text("utf-8"))
    assert tree["arcs"] == []
    assert all(one["geometries"] == [] for one in tree["objects"].values())
    assert (ROOT / boundaries.GEOJSON.removeprefix("app/")).is_file()
