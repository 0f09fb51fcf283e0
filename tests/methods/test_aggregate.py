"""Method M1: group aggregates that say what they rest on."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.methods.aggregate import aggregates, yearly


def frames(cells, weights, members=None, spans=None):
    """Values {(iso3, year): x}, weights {(iso3, year): w} of one series and one group."""
    values = pd.DataFrame(
        [("s", iso3, year, x, "modelled") for (iso3, year), x in cells.items()],
        columns=["series_id", "iso3", "year", "value", "estimate"],
    )
    weighed = pd.DataFrame(
        [("population", iso3, year, w) for (iso3, year), w in weights.items()],
        columns=["weight_name", "iso3", "year", "weight"],
    )
    areas = members or sorted({iso3 for iso3, _ in weights})
    group = pd.DataFrame(
        [("G", iso3, *(spans or {}).get(iso3, (None, None))) for iso3 in areas],
        columns=["group_id", "iso3", "from_year", "to_year"],
    ).astype({"from_year": "Int64", "to_year": "Int64"})
    return values, weighed, group, {"s": "population"}


def spread(share, year=2020, members=10):
    """A share of the weight borne by many small members, none of which is a large one."""
    return {(f"S{at}", year): share / members for at in range(members)}


def only(frame):
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_mean_is_weighted_and_its_arithmetic_can_be_followed():
    # (60 * 10 + 30 * 40) / 90 = 1800 / 90 = 20; coverage 90 / 100; median of 10 and 40 = 25;
    # the largest member bears 60 / 90; without A 40, without B 10.
    row = only(
        aggregates(
            *frames(
                {("A", 2020): 10.0, ("B", 2020): 40.0},
                {("A", 2020): 60, ("B", 2020): 30, ("C", 2020): 10},
            )
        )
    )
    assert row["value"] == pytest.approx(20)
    assert row["coverage"] == pytest.approx(0.9)
    assert (row["n"], row["n_members"]) == (2, 3)
    assert row["median"] == 25
    assert (row["largest_iso3"], row["largest_share"]) == ("A", pytest.approx(2 / 3))
    assert (row["loo_low"], row["loo_high"]) == (pytest.approx(10), pytest.approx(40))
    assert row["label"] == "published"


@pytest.mark.parametrize(("observed", "label"), [(66, "below_coverage"), (67, "published")])
def test_66_percent_of_the_weight_is_blank_and_67_is_shown(observed, label):
    there = {(f"A{at}", 2020): observed / 10 for at in range(10)}
    weights = {**there, **spread(100 - observed)}
    row = only(aggregates(*frames(dict.fromkeys(there, 12.0), weights)))
    assert row["label"] == label
    assert pd.isna(row["value"]) == (label == "below_coverage")
    assert row["coverage"] == pytest.approx(observed / 100)


def test_exactly_two_thirds_is_shown():
    cells = {("A", 2020): 1.0, ("B", 2020): 1.0, ("C", 2020): 1.0, ("D", 2020): 1.0}
    weights = {**dict.fromkeys(cells, 1 / 6), **spread(1 / 3, members=4)}
    assert only(aggregates(*frames(cells, weights)))["label"] == "published"


def test_fewer_than_half_of_the_members_are_called_large_members_only():
    weights = {("A", 2020): 90, ("B", 2020): 5, ("C", 2020): 5}
    row = only(aggregates(*frames({("A", 2020): 12.0}, weights)))
    assert (row["label"], row["value"]) == ("large_members_only", 12.0)


def test_no_value_is_given_where_a_member_with_more_than_a_tenth_of_the_weight_is_missing():
    """The World without India: 78 % of the weight, and another figure than the World's."""
    cells = {("CHN", 2023): 77.0, ("USA", 2023): 93.0}
    weights = {("CHN", 2023): 60, ("USA", 2023): 18, ("IND", 2023): 18, ("PAK", 2023): 4}
    row = only(aggregates(*frames(cells, weights)))
    assert row["coverage"] == pytest.approx(0.78)
    assert (row["label"], row["absent_iso3"]) == ("large_member_absent", "IND")
    assert pd.isna(row["value"])
    whole = only(aggregates(*frames({**cells, ("IND", 2023): 56.0}, weights)))
    assert (whole["label"], whole["value"]) == ("published", pytest.approx(76.0625))
    assert pd.isna(whole["absent_iso3"])


def test_one_member_has_no_leave_one_out_range():
    row = only(aggregates(*frames({("A", 2020): 12.0}, {("A", 2020): 1})))
    assert pd.isna(row["loo_low"])
    assert pd.isna(row["loo_high"])


def test_a_year_with_other_members_than_the_year_before_is_marked():
    cells = {
        ("A", 2019): 1.0,
        ("B", 2019): 1.0,
        ("A", 2020): 1.0,
        ("C", 2020): 1.0,
        ("A", 2021): 1.0,
        ("C", 2021): 1.0,
        ("A", 2022): 1.0,
        ("B", 2022): 1.0,
        ("C", 2022): 1.0,
    }
    weights = {(iso3, year): 1 for iso3 in "ABC" for year in (2019, 2020, 2021, 2022)}
    out = aggregates(*frames(cells, weights))
    assert list(out["set_changed"]) == [False, True, False, True]


def test_members_count_only_inside_their_span_of_membership():
    cells = {("A", 2019): 10.0, ("B", 2019): 90.0}
    weights = {("A", 2019): 1, ("B", 2019): 1}
    row = only(aggregates(*frames(cells, weights, spans={"B": (2020, None)})))
    assert (row["value"], row["n_members"]) == (10.0, 1)


def test_one_projected_member_makes_the_aggregate_a_projection():
    values, weights, groups, of = frames(
        {("A", 2024): 1.0, ("B", 2024): 2.0}, {("A", 2024): 1, ("B", 2024): 1}
    )
    values.loc[0, "estimate"] = "projected"
    assert only(aggregates(values, weights, groups, of))["estimate"] == "projected"


def test_a_series_without_a_weight_and_a_member_without_one_have_no_part():
    values, weights, groups, _ = frames({("A", 2020): 1.0}, {("A", 2020): 1})
    assert aggregates(values, weights, groups, {}).empty
    row = only(
        aggregates(
            *frames({("A", 2020): 1.0, ("Z", 2020): 99.0}, {("A", 2020): 1}, members=["A", "Z"])
        )
    )
    assert (row["value"], row["n"], row["n_members"]) == (1.0, 1, 2)


def test_a_member_without_a_weight_in_a_year_still_counts_in_the_coverage():
    # C has a weight of 10 in 2019 only; in 2020 the coverage is 90 / 100, not 90 / 90.
    weights = {("A", 2020): 60, ("B", 2020): 30, ("C", 2019): 10}
    row = only(aggregates(*frames({("A", 2020): 10.0, ("B", 2020): 40.0}, weights)))
    assert row["coverage"] == pytest.approx(0.9)
    assert (row["n"], row["n_members"]) == (2, 3)


share = st.floats(0, 100, allow_nan=False)
# Weights are people, up to the youth of the world: whole numbers, which add up exactly.
people = st.integers(1, 2_000_000_000)


@given(st.lists(st.tuples(share, people), min_size=1, max_size=12), st.integers(1, 1000))
def test_an_aggregate_lies_between_its_inputs_and_does_not_mind_the_scale_of_weights(pairs, scale):
    cells = {(f"A{i}", 2020): x for i, (x, _) in enumerate(pairs)}
    weights = {(f"A{i}", 2020): w for i, (_, w) in enumerate(pairs)}
    row = only(aggregates(*frames(cells, weights)))
    low, high = min(cells.values()), max(cells.values())
    for key in ("value", "loo_low", "loo_high"):
        if not pd.isna(row[key]):
            assert low - 1e-6 <= row[key] <= high + 1e-6
    scaled = only(aggregates(*frames(cells, {key: w * scale for key, w in weights.items()})))
    for key in ("value", "coverage", "median", "largest_share", "loo_low", "loo_high"):
        assert scaled[key] == pytest.approx(row[key], nan_ok=True)
    for key in ("label", "n", "n_members", "largest_iso3"):
        assert scaled[key] == row[key]


def test_weights_are_interpolated_between_their_points_and_never_beyond():
    points = pd.DataFrame(
        {
            "weight_name": "p",
            "iso3": ["A", "A", "B"],
            "year": [2000, 2005, 2000],
            "weight": [0.0, 5.0, 7.0],
        }
    )
    out = yearly(points).set_index(["iso3", "year"])["weight"]
    assert out["A"].to_dict() == {2000: 0, 2001: 1, 2002: 2, 2003: 3, 2004: 4, 2005: 5}
    assert out["B"].to_dict() == {2000: 7.0}
