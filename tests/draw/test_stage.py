"""Figures in a room: in parts that are read at once, names apart, one key beside them."""

from base64 import b64decode
from itertools import pairwise

import pytest

from observatory.charts import plot_of
from observatory.charts.kinds import change, multiples, scatter
from observatory.charts.names_axis import names_axis
from observatory.charts.plot import Axis, Mark, PointPlot, Points
from observatory.charts.plot_parts import parts
from observatory.charts.theme import DARK, LIGHT
from observatory.draw.key import entries
from observatory.draw.plotly import figure
from observatory.draw.stage import LINE, TYPE, count_names, rows_of, stage
from observatory.i18n import LANGUAGES
from observatory.session import desk
from observatory.view import View

EIGHT = ("MAR", "TUR", "SEN", "IDN", "EGY", "NGA", "PAK", "SAU")


@pytest.fixture(scope="module", params=LANGUAGES)
def ask(request, warehouse):
    with desk(request.param) as at:
        yield lambda **choices: at.ask(View(lang=request.param, **choices))


def test_rows_have_their_names_where_the_first_kind_has_no_points():
    old = Points("old", (1.0,), (1.0,), mark=Mark("circle", 10, "accent"))
    plot = PointPlot((Points("new", (), ()), old), Axis(0, 2), names_axis(["a", "b"]))
    drawn = figure(plot, None, LIGHT, "en")
    assert list(drawn.layout.yaxis.ticktext) == ["a", "b"]
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]


def test_rows_are_shared_out_with_their_bars_and_shades(ask):
    plot = plot_of(ask(chart="bars", sort="value"))
    split = parts(plot, 12)
    assert [name for part in split for name in part.categories] == list(plot.categories)
    shown = []
    for part in split:
        assert len(part.categories) <= 12
        drawn = figure(part, None, LIGHT, "en")
        for trace in drawn.data:
            rows = [place for place in trace.y if place is not None]
            assert all(0 <= place < len(part.categories) for place in rows)
            assert len(rows) in (len(trace.text or ()), 0)
            shown += [part.categories[place] for place in rows]
        assert all(band.first < len(part.categories) for band in part.bands)
    assert sorted(shown) == sorted(plot.categories)


def test_lines_are_shared_out_and_groups_stand_in_each_part(ask):
    plot = plot_of(ask(members=EIGHT))
    split = parts(plot, 6)
    assert len(split) == 2
    members = [{series.code for series in part.series} for part in split]
    groups = members[0] & members[1]
    assert groups
    assert members[0] | members[1] == {series.code for series in plot.series}
    assert not groups & set(EIGHT)


def boxes(drawn):
    """From where to where the names at the ends of lines stand, in pixels, the lowest first."""
    layout = drawn.layout
    low, high = layout.yaxis.range
    plot = layout.height - layout.margin.t - layout.margin.b
    for note in layout.annotations:
        if note.xref == "paper" and note.yref in (None, "y"):
            at = (note.y - low) / (high - low) * plot
            at -= 0 if note.showarrow is False else note.ay
            half = LINE * (note.text.count("<br>") + 1) / 2
            yield at - half, at + half


@pytest.mark.parametrize("chart", ["trend", "change"])
def test_no_name_at_the_end_of_a_line_covers_another(ask, chart):
    plot = plot_of(ask(chart=chart, members=EIGHT))
    stand = sorted(boxes(stage(plot, width=1212, height=460, look=LIGHT, lang="en")))
    assert len(stand) > 3
    assert all(below[1] <= above[0] + 0.5 for below, above in pairwise(stand))


def test_points_that_would_touch_are_not_named_and_counted(ask):
    found = ask(chart="scatter", indicator=("neet_rate", "youth_unemployment_rate"))
    drawn = stage(plot_of(found), width=1212, height=430, look=LIGHT, lang="en")
    named, every = count_names(drawn)
    assert every == len(scatter.pairs(found))
    assert 15 < named < every
    assert named == sum(bool(words) for trace in drawn.data for words in trace.text or ())


def test_the_key_stands_once_and_its_marks_are_full(ask):
    panels = [panel for _, panel in plot_of(ask(chart="multiples")).panels]
    assert len(entries(panels, LIGHT)) <= len(multiples.KINDS)
    plot = plot_of(ask(chart="gap"))
    women, men, aside = entries([plot], LIGHT)
    for entry, full in ((women, True), (men, True), (aside, False)):
        drawing = b64decode(entry.drawing.partition(",")[2]).decode()
        assert ("fill='none'" not in drawing) == full
    assert stage(plot, width=1212, height=430, look=DARK, lang="en").layout.showlegend is False


def test_a_plot_on_the_stage_has_its_points_in_large_type_without_words_around_it(ask):
    plot = change.plot(ask(chart="change"), named=True)
    small = figure(plot, None, LIGHT, "en")
    large = stage(plot, width=1212, height=430, look=LIGHT, lang="en")
    assert [trace.x for trace in large.data] == [trace.x for trace in small.data]
    assert (large.layout.width, large.layout.height) == (1212, 430)
    assert large.layout.yaxis.tickfont.size == large.layout.xaxis.tickfont.size == TYPE
    assert all(t.textfont.size == TYPE for t in large.data if t.text)
    assert not large.layout.annotations


def test_fewer_rows_have_room_in_less_height(ask):
    plot = plot_of(ask(chart="bars"))
    assert 1 <= rows_of(plot, 200) < rows_of(plot, 500)
