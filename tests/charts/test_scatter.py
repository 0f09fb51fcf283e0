"""The scatter: whose values stand behind a point, and which years."""

import pytest

from observatory.charts import marks
from observatory.charts.kinds import scatter
from observatory.charts.theme import LOOKS
from observatory.draw.plotly import figure
from observatory.i18n import text

VIEW = {"chart": "scatter", "indicator": ("neet_rate", "youth_unemployment_rate")}


def both(iso3, x, y):
    """Rows of a member for the two indicators."""
    second = {"indicator_id": "youth_unemployment_rate", "indicator": "Youth unemployment rate"}
    return [{"iso3": iso3, **x}, {"iso3": iso3, **second, **y}]


NATIONAL = {"year": 2023, "value": 22.6}
MODEL = {"year": 2022, "value": 38.5, "estimate": "modelled"}
OLD = {"year": 2014, "value": 35.3, "old": True}


def keys(found):
    return [entry.words for entry in found.key]


def shape(mark):
    """What a mark is told by, whatever its colour."""
    return mark.symbol, mark.hollow


@pytest.mark.parametrize(
    ("x", "y", "kind"),
    [
        (NATIONAL, NATIONAL, "reported"),
        (NATIONAL, MODEL, "modelled"),
        (MODEL, NATIONAL, "modelled"),
        (MODEL, MODEL, "modelled"),
        (OLD, NATIONAL, "old"),
        (MODEL, OLD, "old"),
    ],
)
def test_a_point_is_called_national_only_where_both_values_are(made, x, y, kind):
    found = scatter.plot(made(both("TUN", x, y), **VIEW))
    (series,) = found.series
    assert shape(series.mark) == shape(marks.MARKS[kind])
    assert text(f"charts.{kind}", "en", years=5) in keys(found)


def test_each_kind_has_a_shape_of_its_own():
    assert len({shape(mark) for mark in marks.MARKS.values()}) == len(marks.KINDS)


def test_the_hover_gives_both_values_with_their_years(made):
    (series,) = scatter.plot(made(both("TUN", NATIONAL, MODEL), **VIEW)).series
    first, second = series.tips[0].lines
    assert "22.6 · 2023" in first
    assert "38.5 · 2022" in second


def test_a_member_with_one_of_the_two_values_is_no_point(made):
    rows = both("TUN", NATIONAL, MODEL) + both("SOM", NATIONAL, {"missing": "not_found"})
    found = scatter.plot(made(rows, **VIEW))
    assert [datum.code for series in found.series for datum in series.data] == ["TUN"]


@pytest.mark.parametrize(
    ("count", "column"), [(scatter.NAMED, "area"), (scatter.NAMED + 1, "iso3")]
)
def test_names_stand_beside_the_points_where_there_is_room_and_codes_elsewhere(made, count, column):
    rows = [row for i in range(count) for row in both(f"A{i:02}", NATIONAL, NATIONAL)]
    answer = made(rows, **VIEW)
    (series,) = scatter.plot(answer).series
    assert [label.text for label in series.labels] == list(scatter.pairs(answer)[column])


def test_the_oics_own_groups_are_told_by_colour_and_stand_in_the_key(made):
    groups = {"TUN": "Arab Group", "TUR": "Asian Group", "MAR": "Arab Group"}
    rows = [
        {**row, "oic_group": group}
        for iso3, group in groups.items()
        for row in both(iso3, NATIONAL, NATIONAL)
    ]
    found = scatter.plot(made(rows, **VIEW))
    colour = {datum.code: s.mark.colour for s in found.series for datum in s.data}
    assert colour["TUN"] == colour["MAR"] != colour["TUR"]
    alone = scatter.plot(made([row for row in rows if row["iso3"] == "TUR"], **VIEW))
    assert {s.mark.colour for s in alone.series} == {colour["TUR"]}
    assert keys(found) == ["Arab Group", "Asian Group", text("charts.reported", "en")]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_names_of_neighbours_stand_on_other_sides_and_the_caution_above_the_key(made, lang):
    near = [("TUN", 22.0, 16.0), ("DZA", 22.4, 16.2), ("MAR", 22.2, 15.8), ("EGY", 40.0, 30.0)]
    rows = [
        row
        for iso3, x, y in near
        for row in both(iso3, {**NATIONAL, "value": x}, {**NATIONAL, "value": y})
    ]
    found = scatter.plot(made(rows, lang=lang, **VIEW))
    drawn = figure(found, None, LOOKS["light"], lang)
    sides = [side for trace in drawn.data for side in trace.textposition or ()]
    assert len(sides) == 4
    assert len(set(sides)) > 1
    (caution,) = [note for note in drawn.layout.annotations if "<b>" in note.text]
    assert caution.yshift >= 20
    assert drawn.layout.margin.t > caution.yshift
