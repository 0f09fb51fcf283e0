"""Names at the ends of lines: never over each other, never far from where they belong."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.charts.label_spacing import Spot, _box, _touch, apart, label_sides

names = st.lists(
    st.tuples(st.floats(-1000, 1000, allow_nan=False), st.floats(1, 60)), min_size=1, max_size=30
)


def in_order(wished):
    return sorted(range(len(wished)), key=lambda index: wished[index])


def overlaps(placed, heights, order):
    """By how much neighbours overlap, in pixels; none above zero is as it should be."""
    return [(heights[a] + heights[b]) / 2 - (placed[b] - placed[a]) for a, b in pairwise(order)]


@given(names)
def test_no_name_overlaps_the_next_and_the_order_is_kept(given_names):
    wished, heights = zip(*given_names, strict=True)
    placed = apart(wished, heights)
    assert all(over <= 1e-6 for over in overlaps(placed, heights, in_order(wished)))


@given(names)
def test_names_that_do_not_overlap_stay_where_they_are(given_names):
    wished, heights = zip(*given_names, strict=True)
    spread = [place * 100 for place in wished]
    if all(over <= 0 for over in overlaps(spread, heights, in_order(spread))):
        assert apart(spread, heights) == pytest.approx(spread)


@given(names)
def test_names_stay_within_the_plot_where_there_is_room_for_them(given_names):
    wished, heights = zip(*given_names, strict=True)
    placed = apart(wished, heights, low=0, high=sum(heights))
    assert all(over <= 1e-6 for over in overlaps(placed, heights, in_order(wished)))
    assert min(p - h / 2 for p, h in zip(placed, heights, strict=True)) >= -1e-6
    assert max(p + h / 2 for p, h in zip(placed, heights, strict=True)) <= sum(heights) + 1e-6


def test_two_names_at_one_place_move_by_half_a_name_each():
    assert apart([100, 100], [16, 16]) == [92, 108]


def test_a_name_of_two_lines_makes_room_for_itself_alone():
    assert apart([100, 100, 300, 320], [34, 17, 17, 17]) == [87.25, 112.75, 300, 320]


def test_without_names_there_is_nothing_to_move():
    assert apart([], [], low=0, high=400) == []


spots = st.lists(
    st.builds(Spot, st.floats(0, 900), st.floats(0, 300), st.just(8.0), st.floats(20, 90)),
    max_size=40,
)


@given(spots)
def test_no_name_beside_a_point_touches_another_name_or_a_mark(given_spots):
    found = label_sides(given_spots, 30, width=900, height=300, over_marks=False)
    named = [(at, side) for at, side in enumerate(found) if side]
    boxes = {at: _box(given_spots[at], side, 30) for at, side in named}
    for at, box in boxes.items():
        assert not any(_touch(box, other) for i, other in boxes.items() if i != at)
        for i, spot in enumerate(given_spots):
            mark = (spot.x - 8, spot.y - 8, spot.x + 8, spot.y + 8)
            assert i == at or not _touch(box, mark)


def test_a_name_alone_stands_right_of_its_point_and_left_of_it_at_the_edge():
    assert label_sides([Spot(50, 50, 8, 60)], 30, width=300, height=100, over_marks=False) == [
        "middle right"
    ]
    assert label_sides([Spot(290, 20, 8, 60)], 30, width=300, height=100, over_marks=False) == [
        "middle left"
    ]
