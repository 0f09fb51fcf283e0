"""Methods M2, M10 and M11: what may be compared, why a value is missing, how old one is."""

from datetime import date

import pandas as pd
import pytest

from observatory.methods.estimates import comparable, differ
from observatory.methods.missing import code, last_day, old


@pytest.mark.parametrize(
    ("estimates", "any_year", "expected"),
    [
        (set(), False, "not_found"),
        ({"reported"}, False, "too_old"),
        ({"modelled"}, False, "imputed"),
        ({"modelled"}, True, "too_old"),
        ({"projected"}, False, "only_projections"),
        ({"projected", "modelled"}, False, "imputed"),
    ],
)
def test_a_missing_value_says_why(estimates, any_year, expected):
    assert code(estimates, comparable("reported"), any_year=any_year) == expected


def test_projections_are_compared_on_no_series():
    assert "projected" not in {*comparable("reported"), *comparable("modelled")}


def test_a_value_is_old_after_five_years_at_the_day_of_the_build():
    years = pd.Series([2020, 2021, None], dtype="Int64")
    assert list(old(years, date(2026, 1, 1))) == [True, False, False]


def test_in_years_that_a_reader_chose_age_counts_from_the_last_of_them():
    build = date(2026, 1, 1)
    years = pd.Series([2009, 2010, 2015], dtype="Int64")
    assert list(old(years, last_day(build, 2015))) == [True, False, False]
    assert list(old(years, last_day(build, None))) == [True, True, True]
    assert last_day(build, 2030) == build


def test_both_values_are_printed_beyond_three_points_only():
    # 14.3 and 29.9 are 15.6 apart; 20 and 23 are 3 apart.
    assert differ(14.3, 29.9)
    assert not differ(20.0, 23.0)
