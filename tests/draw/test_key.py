"""The key of a trend: every kind of mark that is drawn is named, and no other."""

import pytest

from observatory.charts import key
from observatory.charts.kinds import trend
from observatory.charts.theme import LOOKS
from observatory.i18n import text

LIGHT = LOOKS["light"]
OURS = {"iso3": "OIC", "role": "aggregate", "estimate": "modelled", "n": 56, "n_members": 57,
        "coverage": 0.99, "year": 2023, "value": 26.3}  # fmt: skip
WORLD = {"iso3": "WORLD", "role": "published", "estimate": "modelled", "year": 2021, "value": 23.8}


def told(drawn):
    """The words in the legend."""
    return [trace.name for trace in drawn.data if trace.showlegend is not False]


def words(*kinds):
    return [text(f"charts.key.{kind}", "en") for kind in kinds]


def test_national_values_alone_need_no_word_about_models(made, tunisia):
    assert told(trend.figure(made(tunisia[:1]), LIGHT)) == words("national")


def test_estimates_projections_and_national_values_are_named_apart(made, tunisia):
    assert told(trend.figure(made(tunisia), LIGHT)) == words("modelled", "national", "projected")


def test_groups_of_ours_and_of_a_publisher_are_named_apart(made):
    assert told(trend.figure(made([OURS, WORLD]), LIGHT)) == words("aggregate", "published")


def test_a_change_of_the_set_is_explained_only_where_it_is_drawn(made):
    assert words("changed")[0] not in told(trend.figure(made([OURS]), LIGHT))
    assert words("changed")[0] in told(trend.figure(made([{**OURS, "set_changed": True}]), LIGHT))


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
def test_no_two_marks_differ_by_colour_alone(look):
    def shape(trace):
        line = (trace.line.dash, "lines" in trace.mode)
        return (*line, trace.marker.symbol if "markers" in trace.mode else None)

    drawn = list(key.traces(set(key.KINDS), look, "en"))
    assert len({shape(trace) for trace in drawn}) == len(key.KINDS)


def test_the_key_draws_no_point(made, tunisia):
    assert all(set(trace.y) == {None} for trace in key.traces(set(key.KINDS), LIGHT, "fr"))


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_key_that_needs_more_rows_has_more_room(lang):
    assert key.height({"national"}, lang) == key.ROW
    assert key.height(set(key.KINDS), lang) > key.ROW
