"""The key of a trend: every kind of mark that is drawn is named, and no other."""

import pytest

from observatory.charts.kinds import trend
from observatory.charts.theme import LIGHT
from observatory.draw.layout import key
from observatory.i18n import text

OURS = {"iso3": "OIC", "role": "aggregate", "estimate": "modelled", "n": 56, "n_members": 57,
        "coverage": 0.99, "year": 2023, "value": 26.3}  # fmt: skip
WORLD = {"iso3": "WORLD", "role": "published", "estimate": "modelled", "year": 2021, "value": 23.8}


def told(answer):
    """The words in the key."""
    return [entry.words for entry in trend.plot(answer).key]


def words(*kinds):
    return [text(f"charts.key.{kind}", "en") for kind in kinds]


def test_national_values_alone_need_no_word_about_models(made, tunisia):
    assert told(made(tunisia[:1])) == words("national")


def test_estimates_projections_and_national_values_are_named_apart(made, tunisia):
    assert told(made(tunisia)) == words("modelled", "national", "projected")


def test_groups_of_ours_and_of_a_publisher_are_named_apart(made):
    assert told(made([OURS, WORLD])) == words("aggregate", "published")


def test_a_change_of_the_set_is_explained_only_where_it_is_drawn(made):
    assert words("changed")[0] not in told(made([OURS]))
    assert words("changed")[0] in told(made([{**OURS, "set_changed": True}]))


def test_no_two_marks_differ_by_colour_alone():
    shapes = {
        (each.stroke and each.stroke.dash, each.mark and (each.mark.symbol, each.mark.hollow))
        for each in trend.KEY.values()
    }
    assert len(shapes) == len(trend.KEY)


def test_the_key_draws_no_point_and_each_entry_once():
    drawn = list(key(list(trend.KEY.values()), LIGHT, "fr"))
    assert len(drawn) == len(trend.KEY)
    assert all(set(trace.y) == {None} for trace in drawn)
    assert all(trace.showlegend for trace in drawn)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_key_that_needs_more_rows_has_more_room(lang):
    assert trend.key_height(trend.entries({"national"}, lang)) == trend.ROW
    assert trend.key_height(trend.entries(set(trend.KEY), lang)) > trend.ROW
