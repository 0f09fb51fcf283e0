"""Plots say what their answer says: chart equals data, estimate types apart, words in place."""

import re
from dataclasses import asdict
from functools import cache
from html import unescape

import pytest
from cases import crossed
from hypothesis import given
from hypothesis import strategies as st

from observatory.answers.answer import answer
from observatory.charts import coverage as heat
from observatory.charts import plot_of
from observatory.charts.alt_text import alt
from observatory.charts.classes import classes
from observatory.charts.kinds.scatter import pairs
from observatory.charts.kinds.table import table
from observatory.charts.plot import EmptyPlot, TilePlot
from observatory.charts.theme import LOOKS, Frame, contrast
from observatory.draw.plotly import figure
from observatory.draw.tile_cells import tile_cells
from observatory.i18n import RLI
from observatory.methods.distribution import bands
from observatory.view import CHARTS, View
from observatory.warehouse import build as published
from observatory.warehouse.coverage import coverage
from observatory.warehouse.terms import vocabulary

LIGHT = LOOKS["light"]
KINDS = [chart for chart in CHARTS if View(chart=chart).kind.plot is not None]


@pytest.fixture(scope="module")
def connection(warehouse):
    opened = published.open_build(published.current())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ask(connection):
    """The answer to a view, each made once."""
    terms, stamp = vocabulary(connection), published.stamp(connection)
    found = cache(lambda view: answer(view, connection.cursor(), terms, stamp))
    return lambda **choices: found(View(**choices))


def values(series):
    """(year, value) of the points of a series that have one."""
    pairs = zip(series.x, series.y, strict=True)
    return {(int(x), round(y, 9)) for x, y in pairs if y is not None}


@pytest.mark.parametrize("members", [("TUR",), ("MAR", "TUR", "PSE", "BGD")])
def test_the_trend_shows_exactly_the_values_of_its_rows(ask, members):
    found = ask(members=members)
    shown = {round(value, 9) for value in found.frame["value"].dropna()}
    assert {y for series in plot_of(found).series for _, y in values(series)} == shown


def test_the_bars_show_exactly_the_values_of_the_members(ask):
    found = ask(chart="bars")
    members = found.frame.loc[found.frame["role"] == "member"].dropna(subset=["value"])
    plot = plot_of(found)
    drawn = [
        (datum.code, value)
        for bars in plot.series
        for datum, value in zip(plot.data, bars.values, strict=True)
        if value is not None
    ]
    assert len(drawn) == len(members)
    assert set(drawn) == set(zip(members["iso3"], members["value"], strict=True))


def test_the_map_shows_all_57_and_the_values_of_those_that_have_one(ask):
    found = ask(chart="map")
    cells = {tile.code: tile.value for tile in plot_of(found).tiles}
    members = found.frame.loc[found.frame["role"] == "member"].set_index("iso3")["value"]
    assert set(cells) == set(members.index)
    assert {k: v for k, v in cells.items() if v is not None} == members.dropna().to_dict()


def test_the_scatter_shows_the_members_with_both_values(ask):
    found = ask(chart="scatter")
    both = pairs(found)
    points = {point for each in plot_of(found).series for point in zip(each.x, each.y, strict=True)}
    assert points == set(zip(both["value_x"], both["value_y"], strict=True))


def test_no_series_joins_two_of_the_data_or_national_with_modelled_values(ask):
    found = ask(members=("TUR", "MAR", "PSE"))
    rows = {
        (r.iso3, r.series_id, r.year): (r.estimate, r.role)
        for r in found.frame.dropna(subset=["value"]).itertuples()
    }
    for series in plot_of(found).series:
        known = {rows[series.code, series.series_id, year] for year, _ in values(series)}
        kinds, roles = ({each[at] for each in known} for at in (0, 1))
        assert "reported" not in kinds or kinds == {"reported"}
        if series.stroke is not None and "reported" in kinds:
            assert "member" not in roles


def test_national_values_of_a_member_are_open_circles_without_a_line(ask):
    plot = plot_of(ask(members=("TUR",), lens="reported", groups=()))
    assert {series.stroke for series in plot.series} == {None}
    assert {(s.mark.symbol, s.mark.hollow) for s in plot.series} == {("circle", True)}


def test_projections_are_dashed_and_begin_at_the_last_estimate(ask):
    plot = plot_of(ask(members=("TUR",), groups=(), lens="modelled"))
    dashed = next(s for s in plot.series if s.stroke is not None and s.stroke.dash == "short")
    assert list(dashed.x) == [2023, 2024]


def test_a_line_breaks_where_a_year_is_missing(ask):
    found = ask(members=("PSE",), groups=(), indicator=("youth_unemployment_rate",))
    frame = found.frame.loc[(found.frame["estimate"] == "modelled")]
    years = set(frame["year"].dropna().astype(int))
    lines = [series for series in plot_of(found).series if series.stroke is not None]
    assert lines
    for line in lines:
        assert {year for year, _ in values(line)} <= years | {2024}
    assert not any(t.connectgaps for t in figure(plot_of(found), None, LIGHT, "en").data)


@crossed(("chart", "lang"), KINDS, ["en", "fr", "ar"])
@pytest.mark.parametrize("look", list(LOOKS))
def test_every_figure_bears_title_measure_and_source_in_its_language(ask, chart, lang, look):
    found = ask(chart=chart, lang=lang, members=("MAR", "TUR", "PSE"))
    words_around = Frame(found.title, found.subtitle, found.source_line)
    if isinstance(plot_of(found), TilePlot):
        drawn = tile_cells(plot_of(found), words_around, LOOKS[look], lang, alt="", href=str)
        words = re.findall(r"<p class='tile-(?:title|subtitle|source)'>(.*?)</p>", drawn)
        assert list(map(unescape, words)) == [found.title, found.subtitle, found.source_line]
        assert f"--c-paper:{LOOKS[look].paper}" in drawn
        assert f"dir='{'rtl' if lang == 'ar' else 'ltr'}'" in drawn
        return
    drawn = figure(plot_of(found), words_around, LOOKS[look], lang)
    words = " ".join(re.sub(r"<.*?>", " ", note.text) for note in drawn.layout.annotations)
    flat = re.sub(r"[\s\u2066-\u2069\u00a0]+", "", words)
    for part in (found.title, found.subtitle, found.source_line):
        assert re.sub(r"[\s\u2066-\u2069\u00a0]+", "", part) in flat
    assert drawn.layout.paper_bgcolor == LOOKS[look].paper
    assert (RLI in words) == (lang == "ar")


@pytest.mark.parametrize("chart", KINDS)
def test_no_figure_draws_a_line_through_points_or_speaks_of_one(ask, chart):
    plot = plot_of(ask(chart=chart))
    said = str(asdict(plot)).lower()
    assert "trend line" not in said
    assert "r²" not in said
    if chart == "scatter":
        assert all(series.stroke is None for series in plot.series)
        assert "describes, does not explain" in said


@pytest.mark.parametrize("chart", KINDS)
def test_a_figure_without_values_says_why(empty_warehouse, chart):
    opened = published.open_build(published.current())
    try:
        found = answer(View(chart=chart), opened, vocabulary(opened), published.stamp(opened))
        plot = plot_of(found)
        assert isinstance(plot, EmptyPlot)
        assert "no value" in plot.reason or "No member" in plot.reason
        drawn = figure(plot, None, LIGHT, "en")
        assert not drawn.data
        assert [note.text.replace("<br>", " ") for note in drawn.layout.annotations] == [
            plot.reason
        ]
    finally:
        opened.close()


@pytest.mark.parametrize("name", list(LOOKS))
def test_marks_pass_three_to_one_and_texts_four_and_a_half_to_one(name):
    look = LOOKS[name]
    assert min(contrast(colour, look.paper) for colour in look.categorical) >= 3
    assert (
        min(
            contrast(colour, look.paper)
            for colour in (look.ink, look.muted, look.accent, look.reference)
        )
        >= 4.5
    )
    for colour in (*look.sequential, look.old, look.no_data):
        assert max(contrast(colour, look.ink), contrast(colour, look.paper)) >= 4.5


def test_neighbours_within_one_point_are_one_band():
    assert bands([30.0, 29.2, 28.5, 20.0, 10.0, 9.5]) == [(0, 1), (4, 5)]
    assert bands([]) == []


@given(st.lists(st.floats(0, 100, allow_nan=False), max_size=57))
def test_no_band_is_wider_than_a_point_however_many_neighbours_there_are(values):
    ordered = sorted(values, reverse=True)
    for first, last in bands(ordered):
        assert ordered[first] - ordered[last] <= 1


@given(st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=57))
def test_every_value_has_a_class_and_every_class_its_words(values):
    found = classes(values)
    assert all(0 <= found.of(value) < len(found.edges) for value in values)
    assert len(found.words("en")) == len(found.edges) <= 5


def test_sorting_bars_by_value_shades_bands_and_alphabetical_order_none(ask):
    by_value, by_name = (plot_of(ask(chart="bars", sort=s)) for s in ("value", "name"))
    assert by_value.bands
    assert not by_name.bands


def test_the_coverage_map_has_a_cell_for_each_indicator_and_member(connection):
    terms = vocabulary(connection)
    names = {key: term.name["en"] for key, term in terms.indicators.items()}
    members = {iso3: terms.countries[iso3].name["en"] for iso3 in terms.members}
    plot = heat.plot(
        coverage(connection.cursor()),
        indicators=names,
        members=members,
        as_of=2026,
        lang="en",
    )
    cells = plot.classes
    assert (len(cells), len(cells[0])) == (len(names), 57)
    assert {value for row in cells for value in row} <= {0, 1, 2, 3}


@crossed(("chart", "lang"), CHARTS, ["en", "fr", "ar"])
def test_alternative_text_is_factual_and_names_range_and_years(ask, chart, lang):
    found = ask(chart=chart, lang=lang)
    said = alt(found)
    assert found.title in said
    assert re.search(r"\d{4}", said)
    assert not re.search(r"\b(best|worst|highest performing|leader|ranks?)\b", said, re.IGNORECASE)


def test_the_table_has_a_row_for_every_row_and_the_unit_in_its_header(ask):
    found = ask(chart="bars", lang="fr")
    shown = table(found)
    assert len(shown) == len(found.frame)
    assert "Valeur (pour cent)" in shown.columns
