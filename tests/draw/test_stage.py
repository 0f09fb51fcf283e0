"""Figures in a room: one drawing each, names apart or left out and counted, one key beside them."""

import re
from itertools import pairwise

import pytest
from lxml import etree

from observatory.charts import plot_of
from observatory.charts.kinds import change, scatter
from observatory.charts.names_axis import names_axis
from observatory.charts.plot import Axis, Mark, PanelPlot, PointPlot, Points
from observatory.charts.theme import LIGHT, LOOKS
from observatory.decks.build import SHOWN
from observatory.draw.key import entries
from observatory.draw.plotly import figure
from observatory.draw.stage import stage
from observatory.draw.stage_room import LINE, TYPE
from observatory.draw.svg import palette
from observatory.i18n import LANGUAGES, LRI, PDI, RLI
from observatory.session import desk
from observatory.view import CHARTS, Asked, View

EIGHT = ("MAR", "TUR", "SEN", "IDN", "EGY", "NGA", "PAK", "SAU")
SIZE = {"width": 1216, "height": 440}


@pytest.fixture(scope="module", params=LANGUAGES)
def at(request, warehouse):
    with desk(request.param) as found:
        yield found


@pytest.fixture(scope="module")
def ask(at):
    return lambda **choices: at.ask(View(lang=at.lang, **choices))


def texts(drawn):
    """The words of a drawing as (plain words, element), in their order."""
    tree = etree.fromstring(drawn.svg())
    for each in tree.iter("{http://www.w3.org/2000/svg}text"):
        yield re.sub(f"[{LRI}{RLI}{PDI}]", "", each.text or ""), each


def words(drawn):
    return [said for said, _ in texts(drawn)]


def marks(drawn):
    """How many marks and bars a drawing has: each begins its own way."""
    ways = re.findall(r'<path d="([^"]+)"', drawn.inside)
    return sum(way.count("M") for way in ways if "a" in way or "h" in way)


def test_rows_have_their_names_where_the_first_kind_has_no_points():
    old = Points("old", (1.0,), (1.0,), mark=Mark("circle", 10, "accent"))
    plot = PointPlot((Points("new", (), ()), old), Axis(0, 2), names_axis(["a", "b"]))
    drawn = figure(plot, None, LIGHT, "en")
    assert list(drawn.layout.yaxis.ticktext) == ["a", "b"]
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]
    assert {"a", "b"} <= set(words(stage(plot, lang="en", **SIZE)))


def test_every_figure_of_a_deck_is_one_drawing_in_large_type(at, ask, subtests):
    plots = {
        f"{chart} {len(members)}": plot_of(ask(chart=chart, members=members))
        for chart in CHARTS
        if chart != "table"
        for members in ((), EIGHT)
    }
    plots |= {page: at.exhibit(Asked(View(lang=at.lang), page)).plot for page in SHOWN}
    for name, plot in plots.items():
        with subtests.test(name):
            drawn = stage(plot, lang=at.lang, **SIZE)
            said = list(texts(drawn))
            assert said
            assert {float(each.get("font-size")) for _, each in said} == {TYPE}
            assert marks(drawn) > 0 or "L" in drawn.inside
            # It is painted in roles alone: every look gives each of them a colour.
            assert not re.search("#[0-9a-fA-F]{6}", drawn.inside)
            for look in LOOKS.values():
                given = palette(look, drawn.roles)
                asked = set(re.findall(r"var\((--[^)]+)\)", drawn.inside))
                assert {f"{each}:" for each in asked} <= set(re.findall(r"--[^:]+:", given))


def test_of_rows_that_stand_close_some_are_named_and_all_are_drawn(ask):
    plot = plot_of(ask(chart="bars"))
    drawn = stage(plot, lang="en", **SIZE)
    assert drawn.total == len(plot.categories) > drawn.named >= 9
    named = [name for name in plot.categories if name in words(drawn)]
    assert len(named) == drawn.named
    # From the first to the last row, or to an extreme that stands next to it.
    assert named[0] == plot.categories[0]
    assert plot.categories.index(named[-1]) >= len(plot.categories) - 4
    values = {
        name: value
        for bars in plot.series
        for name, value in zip(plot.categories, bars.values, strict=True)
        if value is not None
    }
    # The least and the greatest are named before others; few rows are named whole.
    assert {max(values, key=values.get), min(values, key=values.get)} <= set(named)
    assert drawn.inside.count("v") >= len(plot.categories)
    few = stage(plot_of(ask(chart="bars", members=EIGHT)), lang="en", **SIZE)
    assert few.named == few.total


def test_no_name_beside_rows_or_lines_covers_another(ask, subtests):
    for chart, members in (("bars", ()), ("gap", ()), ("trend", EIGHT), ("change", EIGHT)):
        with subtests.test(chart):
            drawn = stage(plot_of(ask(chart=chart, members=members)), lang="en", **SIZE)
            columns = {}
            for said, each in texts(drawn):
                if said:
                    key = (each.get("x"), each.get("text-anchor"))
                    columns.setdefault(key, []).append(float(each.get("y")))
            longest = max(columns.values(), key=len)
            assert len(longest) > 3
            assert all(b - a >= TYPE for a, b in pairwise(sorted(longest)))


def test_points_that_would_touch_are_not_named_and_counted(ask):
    found = ask(chart="scatter", indicator=("neet_rate", "youth_unemployment_rate"))
    drawn = stage(plot_of(found), width=1212, height=430, lang="en")
    assert drawn.total == len(scatter.pairs(found))
    assert 15 < drawn.named < drawn.total
    codes = set(found.frame["iso3"])
    assert sum(said in codes for said in words(drawn)) == drawn.named


def test_plots_that_stand_together_are_one_drawing_with_their_names(at, ask):
    small = plot_of(ask(chart="multiples"))
    drawn = stage(small, lang=at.lang, **SIZE)
    shown = set(words(drawn))
    codes = {panel.series[0].code for _, panel in small.panels if panel.series}
    named = {name for name, _ in small.panels}
    assert len(shown & (named | codes)) >= len(codes)
    beside = at.exhibit(Asked(View(lang=at.lang), "side_by_side")).plot
    assert isinstance(beside, PanelPlot)
    together = stage(beside, lang=at.lang, **SIZE)
    assert {name for name, _ in beside.panels} <= set(words(together))
    # Every member of the scale that they share is named, by its code where names have no room.
    assert set(beside.panels[-1][1].x.codes) <= set(words(together))


def test_the_key_stands_once_and_its_marks_are_full(ask):
    plot = plot_of(ask(chart="gap"))
    women, men, aside = entries(plot)
    for entry, full in ((women, True), (men, True), (aside, False)):
        assert ('fill="var(--c-paper)"' not in entry.drawing.inside) == full
    several = entries(plot_of(ask(chart="multiples")))
    assert len({each.words for each in several}) == len(several)
    # What a figure says of itself stands in its key, without a drawing.
    assert several[-1].drawing is None


def test_many_changes_are_rows_whose_words_stand_beside_them(ask):
    plot = change.plot(ask(chart="change"))
    drawn = stage(plot, width=1212, height=len(plot.y.names) * LINE + 60, lang="en")
    assert drawn.named == drawn.total == len(plot.y.names)
    labels = {label.text for points in plot.series for label in points.labels if label}
    plain = {re.sub(f"[{LRI}{RLI}{PDI}]", "", label) for label in labels}
    assert plain <= set(words(drawn))
