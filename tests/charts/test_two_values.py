"""Distribution, women and men, change, small panels: each draws exactly the rows of its file."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.answer import answer
from observatory.charts import dumbbell, figure, multiples, slope, strip
from observatory.charts.theme import LOOKS
from observatory.i18n import signed, text
from observatory.queries.vocabulary import vocabulary
from observatory.view import View
from observatory.warehouse import current, open_build, stamp

LIGHT = LOOKS["light"]


@pytest.fixture
def ask(warehouse):
    """The answer to a view on the embedded snapshot."""
    with open_build(current()).cursor() as cursor:
        terms, of = vocabulary(cursor), stamp(cursor)
        yield lambda **choices: answer(View(**choices), cursor, terms, of)


def members(found):
    """The rows of members with a value."""
    frame = found.frame
    return frame.loc[(frame["role"] == "member") & frame["value"].notna()]


def aside(found):
    """The members set aside, with the codes of the reasons."""
    frame = found.frame
    return dict(frame.loc[frame["missing"] != "", ["iso3", "missing"]].to_numpy())


def test_a_strip_shows_all_members_and_names_those_chosen(ask):
    found = ask(chart="strip", members=("MAR", "TUR"))
    drawn = strip.figure(found, LIGHT)
    dots = {c[0]: x for t in drawn.data for c, x in zip(t.customdata, t.x, strict=True)}
    assert dots == dict(members(found)[["iso3", "value"]].to_numpy())
    assert len(dots) > 20
    assert list(drawn.data[-1].text) == ["Türkiye"]
    assert aside(found)["MAR"] == "too_old"


def test_the_median_of_a_strip_is_that_of_its_dots(ask):
    found = ask(chart="strip")
    rows = members(found)
    said = " ".join(note.text for note in strip.figure(found, LIGHT).layout.annotations)
    assert f"median of {len(rows)} members {rows['value'].median():.1f}" in said


def test_the_years_of_a_strip_are_the_window_of_the_method(ask):
    years = members(ask(chart="strip"))["year"]
    assert years.max() - years.min() <= 2


@given(st.lists(st.floats(0, 100), min_size=1).map(sorted))
def test_no_two_dots_of_a_level_touch(values):
    placed = strip.levels(values, 100.0)
    for level in set(placed):
        own = [v for v, at in zip(values, placed, strict=True) if at == level]
        assert all(b - a >= strip.DOT * 100 for a, b in pairwise(own))


def test_women_and_men_are_of_one_year_and_the_gap_is_their_difference(ask):
    found = ask(chart="gap")
    rows = dumbbell.pairs(found).set_index("iso3")
    both = members(found).pivot_table(index="iso3", columns="sex", values="value")
    assert (members(found).groupby("iso3")["year"].nunique() == 1).all()
    assert (members(found).groupby("iso3")["estimate"].nunique() == 1).all()
    assert (
        (both["F"] - both["M"]).round(9).equals((rows["women"] - rows["men"]).sort_index().round(9))
    )
    women, men = dumbbell.figure(found, LIGHT).data[1:]
    for place, iso3 in enumerate(c[0] for c in women.customdata):
        gap = signed(women.x[place] - men.x[place], "en", 1)
        assert gap in (women.text[place].strip(), men.text[place].strip()), iso3
    assert len(rows) + len(aside(found)) == 57


def test_a_change_is_drawn_from_its_two_ends_and_recomputed_from_them(ask):
    found = ask(chart="change")
    rows = slope.ends(found)
    assert (rows["last_year"] - rows["first_year"] >= 2).all()
    assert len(rows) + len(aside(found)) == 57
    lines = {t.customdata[0][0]: (*t.x, *t.y) for t in slope.figure(found, LIGHT).data}
    for row in rows.itertuples():
        assert lines[row.iso3] == (row.first_year, row.last_year, row.first, row.last)


def test_a_change_that_is_refused_is_set_aside_with_the_reason(ask):
    found = ask(chart="change", lens="modelled")
    reasons = set(found.set_aside["reason"])
    assert text("missing.unsupported", "en") in reasons
    assert not set(aside(found)) & set(members(found)["iso3"])


def test_the_years_chosen_are_the_ends_of_a_change(ask):
    rows = slope.ends(ask(chart="change", first=2015, last=2021))
    assert len(rows)
    assert rows["first_year"].min() >= 2015
    assert rows["last_year"].max() <= 2021


def test_small_panels_hold_every_value_and_say_their_common_scale(ask):
    found = ask(chart="multiples", members=("MAR", "TUR", "PSE"))
    rows = members(found)
    drawn = multiples.figure(found, LIGHT)
    values = [
        c[2] for t in drawn.data[1:] for c, y in zip(t.customdata, t.y, strict=True) if pd.notna(y)
    ]
    assert sorted(values) == sorted(rows["value"])
    said = " ".join(note.text for note in drawn.layout.annotations)
    assert f"each panel: {rows['year'].min()} to {rows['year'].max()}" in said
    assert rows["year"].min() >= 2000
    assert members(ask(chart="multiples", first=1990))["year"].min() < 2000


@pytest.mark.parametrize("chart", ["bars", "strip", "map", "scatter"])
def test_the_same_year_for_all_leaves_every_member_at_one_year_or_out(ask, chart):
    found = ask(chart=chart, same=True)
    rows = members(found)
    assert rows.groupby("indicator_id")["year"].nunique().eq(1).all()
    assert len(rows) > 10
    if chart != "scatter":
        assert set(rows["iso3"]) | set(aside(found)) == set(
            members(ask(chart="table"))["iso3"]
        ) | set(aside(found))


@pytest.mark.parametrize("chart", ["strip", "gap", "change", "multiples"])
def test_in_arabic_the_scale_runs_from_right_to_left(ask, chart):
    found = ask(chart=chart, lang="ar")
    left, right = figure(found, LIGHT).layout.xaxis.range
    assert left > right


def test_palestine_and_nigeria_are_refused_a_change_over_the_years_of_their_notes(ask):
    """Palestine: another coverage from 2023 on. Nigeria: a redesigned survey in 2022."""
    for iso3, first in (("PSE", 2021), ("NGA", 2019)):
        found = ask(chart="change", members=(iso3,), first=first, last=2024)
        assert aside(found) == {iso3: "note"}
        assert list(found.set_aside["reason"]) == [text("missing.note", "en")]
    assert aside(ask(chart="change", members=("PSE",), first=2015, last=2022)) == {}
