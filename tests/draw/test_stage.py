"""Figures in a room: in parts that are read at once, names apart, one key beside them."""

from base64 import b64decode
from itertools import pairwise

import pandas as pd
import pytest

from observatory.charts import counts
from observatory.charts.kinds import bars, change, gap, multiples, scatter, trend
from observatory.charts.parts import parts
from observatory.charts.theme import DARK, LIGHT, Frame, bare, dressed
from observatory.draw.key import entries
from observatory.draw.stage import LINE, enlarged, unnamed
from observatory.i18n import LANGUAGES
from observatory.session import desk
from observatory.view import View

EIGHT = ("MAR", "TUR", "SEN", "IDN", "EGY", "NGA", "PAK", "SAU")
MARK = {"size": 10, "symbol": "circle", "color": LIGHT.accent}


@pytest.fixture(scope="module", params=LANGUAGES)
def ask(request, warehouse):
    with desk(request.param) as at:
        yield lambda **choices: at.ask(View(lang=request.param, **choices))


def test_an_axis_of_names_holds_names_where_the_first_kind_has_no_points():
    rows = pd.DataFrame({"x": [1.0], "row": ["b"], "kind": ["old"], "label": "", "hover": ""})
    drawn = counts.spots(
        rows, names=["a", "b"], across=(0, 2), marks={"new": MARK, "old": MARK}, look=LIGHT,
        lang="en",
    )  # fmt: skip
    assert list(drawn.data[0].x) == [None]
    assert drawn.layout.yaxis.type == "category"


def test_rows_are_shared_out_with_their_points_and_shades(ask):
    found = ask(chart="bars", sort="value")
    drawn = bars.figure(found, LIGHT)
    names = list(drawn.layout.yaxis.categoryarray)
    split = parts(drawn, 12)
    assert [name for part in split for name in part.layout.yaxis.categoryarray] == names
    shown = []
    for part in split:
        mine = list(part.layout.yaxis.categoryarray)
        assert len(mine) <= 12
        for trace in part.data:
            rows = [name for name in trace.y if name is not None]
            assert set(rows) <= set(mine)
            assert len(rows) in (len(trace.text), 0)
            shown += rows
        assert all(shape.y0 < len(mine) for shape in part.layout.shapes if shape.yref == "y")
    assert sorted(shown) == sorted(names)


def test_lines_are_shared_out_and_groups_stand_in_each_part(ask):
    drawn = trend.figure(ask(members=EIGHT), LIGHT)
    split = parts(drawn, 6)
    assert len(split) == 2
    members = [{t.meta["iso3"] for t in part.data if t.meta} for part in split]
    groups = members[0] & members[1]
    assert groups
    assert members[0] | members[1] == {t.meta["iso3"] for t in drawn.data if t.meta}
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


@pytest.mark.parametrize(("chart", "figure"), [("trend", trend), ("change", change)])
def test_no_name_at_the_end_of_a_line_covers_another(ask, chart, figure):
    drawn = figure.figure(ask(chart=chart, members=EIGHT), LIGHT)
    on_stage = enlarged(drawn, width=1212, height=460, look=LIGHT, lang="en")
    stand = sorted(boxes(on_stage))
    assert len(stand) > 3
    assert all(below[1] <= above[0] + 0.5 for below, above in pairwise(stand))


def test_points_that_would_touch_are_not_named_and_counted(ask):
    found = ask(chart="scatter", indicator=("neet_rate", "youth_unemployment_rate"))
    drawn = enlarged(scatter.figure(found, LIGHT), width=1212, height=430, look=LIGHT, lang="en")
    named, of = unnamed(drawn)
    assert of == len(scatter.pairs(found))
    assert 15 < named < of


def test_the_key_stands_once_and_its_marks_are_full(ask):
    panels = [figure for _, figure in multiples.panels(ask(chart="multiples"), LIGHT)]
    assert len(entries(panels, LIGHT)) <= len(multiples.KINDS)
    drawn = gap.figure(ask(chart="gap"), LIGHT)
    women, men, aside = entries([drawn], LIGHT)
    for entry, full in ((women, True), (men, True), (aside, False)):
        drawing = b64decode(entry.drawing.partition(",")[2]).decode()
        assert ("fill='none'" not in drawing) == full
    assert enlarged(drawn, width=1212, height=430, look=DARK, lang="en").layout.showlegend is False


def test_a_figure_on_the_stage_does_not_repeat_the_words_around_it(ask):
    drawn = bars.figure(ask(chart="bars"), LIGHT)
    before = bare(drawn)
    again = bare(dressed(drawn, Frame("Title", "Sub", "Source"), look=LIGHT, lang="en"))
    assert [note.text for note in again.layout.annotations] == [
        note.text for note in before.layout.annotations
    ]
    assert again.layout.margin.t == before.layout.margin.t
    assert again.layout.margin.b == before.layout.margin.b
    assert again.layout.height == before.layout.height
