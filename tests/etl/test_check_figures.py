"""Our averages beside the publisher's own, for the same series and year."""

import pytest

from etl.reports import figures
from observatory.catalog.models import load
from observatory.warehouse.build import current, open_build


@pytest.fixture(scope="module")
def found(warehouse):
    with open_build(current()) as connection, connection.cursor() as cursor:
        yield figures.twins(cursor), list(figures.report(cursor, load()))


def test_every_difference_is_that_of_the_two_figures_shown(found):
    frame, _ = found
    assert len(frame) > 1000
    assert (frame["difference"] == frame["ours"] - frame["theirs"]).all()
    assert (frame["coverage"] >= 2 / 3).all()


def test_with_the_exact_weight_our_world_is_the_publishers_within_a_quarter_point(found):
    """Youth participation is weighted by young people, the denominator itself."""
    frame, _ = found
    rows = frame.loc[
        (frame["indicator_id"] == "youth_participation_rate")
        & (frame["sex"] == "T")
        & (frame["group_id"] == "WORLD")
    ]
    assert len(rows) == 30
    assert rows["difference"].abs().max() < 0.25


@pytest.fixture(scope="module")
def by_weight(warehouse):
    with open_build(current()) as connection, connection.cursor() as cursor:
        return figures.by_weight(cursor, load())


@pytest.mark.parametrize("sex", ["T", "M", "F"])
def test_with_the_publishers_weight_our_arithmetic_gives_its_world_aggregate(by_weight, sex):
    """The World Bank weights the youth unemployment rate by young people, in and out of work."""
    part = {"T": "", "M": ".MA", "F": ".FE"}[sex]
    every = by_weight
    rows = every.loc[
        (every["series_id"] == f"world_bank:SL.UEM.1524{part}.ZS")
        & (every["group_id"] == "WORLD")
        & (every["weight"] == "population_15_24")
    ]
    assert len(rows) >= 32
    assert rows["difference"].abs().max() < 0.05


def test_the_closest_weight_is_never_farther_from_theirs_than_ours(found, warehouse):
    frame, _ = found
    with open_build(current()) as connection, connection.cursor() as cursor:
        best = figures.closest(cursor, load())
    ours = frame.groupby(["series_id", "group_id"])["difference"].agg(lambda d: d.abs().median())
    assert set(ours.index) == set(best.index)
    assert (best["median"] <= ours.reindex(best.index) + 1e-9).all()


def test_the_report_names_the_largest_difference_the_reasons_and_who_has_no_twin(found):
    frame, lines = found
    rows = frame.loc[
        (frame["series_id"] == "world_bank:SL.UEM.1524.ZS") & (frame["group_id"] == "WORLD")
    ]
    worst = rows.loc[rows["difference"].abs().idxmax()]
    line = next(x for x in lines if x.startswith("world_bank:SL.UEM.1524.ZS ") and " WORLD " in x)
    assert f"{worst['difference']:+.2f}" in line.split()
    assert str(worst["year"]) in line.split()
    assert any("OIC_ARAB" in x for x in lines)
    assert any(x.strip().startswith("Weights:") for x in lines)
