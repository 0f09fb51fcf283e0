"""The coverage map: age and kind of each cell are seen without telling colours apart."""

import pandas as pd
import pytest

from observatory.charts import coverage
from observatory.charts.theme import LOOKS
from observatory.i18n import RLI, text

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
def drawn(request):
    lang = getattr(request, "param", "en")
    frame = pd.DataFrame(
        [cell[:4] for cell in CELLS], columns=["indicator_id", "iso3", "year", "estimate"]
    ).astype({"year": "Int64"})
    return coverage.figure(
        frame, indicators=NAMES, members=MEMBERS, as_of=2026, look=LOOKS["light"], lang=lang
    )


def marked(drawn, key):
    """The cells under the marks of one line of the legend."""
    (trace,) = [t for t in drawn.data if t.name == text(key, "en")]
    return set(zip(trace.y, trace.x, strict=True))


def test_a_cell_has_the_class_of_the_age_of_its_value(drawn):
    classes = {
        (name, code): drawn.data[0].z[row][column]
        for row, name in enumerate(drawn.data[0].y)
        for column, code in enumerate(drawn.data[0].x)
    }
    assert classes == {(NAMES[i], m): age for i, m, _, _, age in CELLS}


def test_cells_without_a_value_bear_a_stroke_and_no_others(drawn):
    assert marked(drawn, "charts.heat.none") == {("Employers", "PSE")}


def test_modelled_cells_bear_a_dot_and_no_others(drawn):
    assert marked(drawn, "charts.heat.modelled") == {("NEET rate", "PSE"), ("Employers", "CIV")}


def test_both_axes_bear_names_not_codes(drawn):
    assert list(drawn.layout.xaxis.ticktext) == list(MEMBERS.values())
    assert list(drawn.layout.yaxis.categoryarray) == list(NAMES.values())


@pytest.mark.parametrize("drawn", ["ar"], indirect=True)
def test_in_arabic_the_members_begin_at_the_right(drawn):
    first, last = drawn.layout.xaxis.range
    assert first > last
    assert drawn.layout.yaxis.side == "right"
    assert all(cell.startswith(RLI) for row in drawn.data[0].hovertext for cell in row)
