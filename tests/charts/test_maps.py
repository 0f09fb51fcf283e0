"""The tile grid and the polygon map: what each shows of which member."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from observatory import i18n
from observatory.catalog.models import load
from observatory.catalog.tile_grid import load as places
from observatory.charts.kinds import map as maps
from observatory.charts.theme import LOOKS, Frame, contrast, legible
from observatory.draw import boundaries
from observatory.draw.plotly import config, figure
from observatory.draw.tile_cells import tile_cells

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


def on_page(plot, lang="en", look=LIGHT):
    """The grid as a page shows it."""
    frame = Frame("Title", "Subtitle", "Source")
    return tile_cells(plot, frame, look, lang, alt="Alt", href="member?members={}".format)


def drawn_cells(html):
    """Where each cell stands: column and row by code, counted from the first of each."""
    found = re.findall(r"grid-area:(\d+)/(\d+)'><a [^>]*data-code='(\w+)'", html)
    return {code: (int(column) - 1, int(row) - 1) for row, column, code in found}


def cell_of(html, code):
    """The link that is a member's cell."""
    return re.search(rf"<a (?=[^>]*data-code='{code}').*?</a>", html)[0]


def key_of(html):
    """The words of the key."""
    (key,) = re.findall(r"<ul class='tile-key'>(.*?)</ul>", html)
    return [unescape(words) for words in re.findall(r"</i>(.*?)</li>", key)]


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
    drawn = drawn_cells(on_page(tiles))
    assert set(drawn) == set(cells)
    for code, place in drawn.items():
        assert place == (cells[code].column, cells[code].row)


def test_tile_says_code_value_and_year(tiles):
    cell = cell_of(on_page(tiles), "ALB")
    assert "<b class='code'>ALB</b>" in cell
    assert "<b class='name'>" in cell
    assert "<span class='value'>5.8</span>" in cell
    assert "<small class='year'>2023</small>" in cell


def test_the_grid_on_a_page_has_exactly_the_values_names_classes_and_reasons_of_the_plot(
    made, rows, subtests
):
    for lang in i18n.LANGUAGES:
        plot = maps.plot(made(rows, chart="map", lang=lang))
        html = on_page(plot, lang)
        with subtests.test(lang):
            assert len(drawn_cells(html)) == 57
            assert key_of(html) == words(plot)
            assert html.index("tile-subtitle") < html.index("tile-key") < html.index("tile-grid")
        for tile in plot.tiles:
            cell = cell_of(html, tile.code)
            with subtests.test(f"{lang} {tile.code}"):
                assert f"href='member?members={tile.code}'" in cell
                assert re.search(r"class='tile fill (\S+)", cell)[1].strip("'") == tile.fill.colour
                assert ("hatched" in cell) == bool(tile.fill.hatch)
                assert re.findall(r"class='(?:value|value long|year)'>(.*?)<", cell) == list(
                    tile.lines[1:]
                )
                aloud = unescape(re.search(r"aria-label='(.*?)'", cell)[1])
                assert aloud.startswith(tile.datum.name)
                assert all(line in aloud for line in tile.tip.lines)


def test_few_members_leave_the_cells_of_the_others_empty_in_their_places(made, rows):
    plot = maps.plot(made([row for row in rows if row["iso3"] == "MAR"], chart="map"))
    html = on_page(plot)
    assert [tile.code for tile in plot.tiles] == ["MAR"]
    assert drawn_cells(html) == {
        code: (place.column, place.row) for code, place in places().items()
    }
    assert html.count("class='facts'") == 1


def test_tile_speaks_the_decimal_comma_of_french(made, rows):
    plot = maps.plot(made(rows, chart="map", lang="fr"))
    assert any("5,8" in line for tile in plot.tiles for line in tile.lines)


def test_member_without_a_value_is_hatched_and_shows_no_number(tiles):
    none = of_fill(tiles, "maps.no_value")
    assert none == [tile for tile in tiles.tiles if tile.fill.hatch]
    html = on_page(tiles)
    hatched = [code for code in drawn_cells(html) if "hatched" in cell_of(html, code)]
    assert set(hatched) == {tile.code for tile in none}
    assert not any("facts" in cell_of(html, code) for code in hatched)
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
    assert key_of(on_page(plot)) == words(plot)


def test_a_value_that_enters_no_comparison_is_in_no_class_and_keeps_its_number(made, rows):
    weak = [{**row, "estimate": "modelled"} if row["iso3"] == "MAR" else row for row in rows]
    (tile,) = of_fill(maps.plot(made(weak, chart="map")), "maps.unsupported")
    assert tile.code == "MAR"
    assert tile.fill.hatch == "/"
    assert (tile.value, tile.datum.year) == given(rows)["MAR"]


def test_geography_is_not_mirrored_in_arabic(made, rows, tiles):
    arabic = maps.plot(made(rows, chart="map", lang="ar"))
    drawn, english = on_page(arabic, "ar"), on_page(tiles)
    assert drawn_cells(drawn) == drawn_cells(english)
    assert len(drawn_cells(drawn)) == 57
    assert "lang='ar' dir='rtl'" in drawn
    sheet = (ROOT / "observatory" / "ui" / "style.css").read_text("utf-8")
    assert "ul.tile-grid { display: grid; direction: ltr;" in sheet


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_text_in_every_cell_is_legible(tiles, look):
    for fill in {tile.fill for tile in tiles.tiles}:
        assert contrast(legible(look.colour(fill.colour), look), look.colour(fill.colour)) >= 4.5, (
            fill
        )


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
