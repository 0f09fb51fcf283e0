"""Our averages beside the publisher's own, for the same series and year."""

import pytest

from etl import check_figures
from observatory.warehouse import current, open_build


@pytest.fixture
def found(warehouse):
    with open_build(current()).cursor() as cursor:
        yield check_figures.twins(cursor), list(check_figures.report(cursor))


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
