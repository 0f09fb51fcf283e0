"""The coverage map: age and kind of each cell are seen without telling colours apart."""

import pandas as pd
import pytest

from observatory.charts import coverage
from observatory.charts.theme import LOOKS
from observatory.draw import plotly
from observatory.i18n import RLI, text

LIGHT = LOOKS["light"]
NAMES = {"neet_rate": "NEET rate", "employers_share": "Employers"}
MEMBERS = {"CIV": "Côte d'Ivoire", "PSE": "Palestine", "TUR": "Türkiye"}
CELLS = [
    ("neet_rate", "CIV", 2022, "reported", 2),
    ("neet_rate", "PSE", 2020, "modelled", 1),
    ("neet_rate", "TUR", 2024, "reported", 3),
    ("employers_share", "CIV", 2021, "modelled", 2),
    ("employers_share", "PSE", None, "", 0),
    ("employers_share", "TUR", 2010, "reported", 1),
]


@pytest.fixture
def plot(request):
    lang = getattr(request, "param", "en")
    frame = pd.DataFrame(
        [cell[:4] for cell in CELLS], columns=["indicator_id", "iso3", "year", "estimate"]
    ).astype({"year": "Int64"})
    return coverage.plot(frame, indicators=NAMES, members=MEMBERS, as_of=2026, lang=lang)


def marked(plot, key):
    """The cells under the marks of one line of the legend."""
    (points,) = [points for points in plot.marks if points.name == text(key, "en")]
    assert points.name in [entry.words for entry in plot.key]
    return {
        (plot.rows.names[y], plot.columns.codes[x]) for x, y in zip(points.x, points.y, strict=True)
    }


def test_a_cell_has_the_class_of_the_age_of_its_value(plot):
    classes = {
        (name, code): plot.classes[row][column]
        for row, name in enumerate(plot.rows.names)
        for column, code in enumerate(plot.columns.codes)
    }
    assert classes == {(NAMES[i], m): age for i, m, _, _, age in CELLS}
    assert [list(row) for row in plotly.figure(plot, None, LIGHT, "en").data[0].z] == [
        list(row) for row in plot.classes
    ]


def test_cells_without_a_value_bear_a_stroke_and_no_others(plot):
    assert marked(plot, "charts.heat.none") == {("Employers", "PSE")}


def test_modelled_cells_bear_a_dot_and_no_others(plot):
    assert marked(plot, "charts.heat.modelled") == {("NEET rate", "PSE"), ("Employers", "CIV")}


def test_both_axes_bear_names_not_codes(plot):
    assert list(plot.columns.names) == list(MEMBERS.values())
    assert list(plot.rows.names) == list(NAMES.values())
    drawn = plotly.figure(plot, None, LIGHT, "en")
    assert list(drawn.layout.xaxis.ticktext) == list(MEMBERS.values())
    assert list(drawn.layout.yaxis.ticktext) == list(NAMES.values())


@pytest.mark.parametrize("plot", ["ar"], indirect=True)
def test_in_arabic_the_members_begin_at_the_right(plot):
    drawn = plotly.figure(plot, None, LIGHT, "ar")
    first, last = drawn.layout.xaxis.range
    assert first > last
    assert drawn.layout.yaxis.side == "right"
    assert all(cell.startswith(RLI) for row in drawn.data[0].hovertext for cell in row)
