"""Methods M3, M6, M7 and the rule of peers: what is said of one member beside the others."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.i18n import difference
from observatory.methods.distribution import place
from observatory.methods.gender_gap import gap
from observatory.methods.latest import year_of_most
from observatory.methods.neet import split, unemployed_share
from observatory.methods.peers import peers

COLUMNS = ["iso3", "year", "value", "estimate", "supported"]


def history(**cells):
    """Values {MAR_2020: 10.0} or {MAR_2020: (10.0, "modelled")}."""
    rows = []
    for key, given_value in cells.items():
        value, estimate = (
            given_value if isinstance(given_value, tuple) else (given_value, "reported")
        )
        rows.append((key[:3], int(key[4:]), value, estimate, None))
    return pd.DataFrame(rows, columns=COLUMNS)


def many(cells, year=2022, value=14.0):
    """A history with twenty more members, who have one value each in one year."""
    more = [(f"X{i:02}", year, value, "reported", None) for i in range(20)]
    return pd.concat([cells, pd.DataFrame(more, columns=COLUMNS)], ignore_index=True)


def test_a_place_is_a_range_and_a_median_never_an_ordinal():
    # Latest values inside 2020-2022: 10, 30, 14; their median 14.
    few = history(AAA_2022=10.0, AAA_2020=99.0, BBB_2020=30.0, CCC_2021=14.0)
    found = place(many(few), "CCC")
    assert (found.n, found.low, found.high, found.median) == (23, 10.0, 30.0, 14.0)
    assert (found.first, found.last) == (2020, 2022)
    assert (found.value, found.year) == (14.0, 2021)
    assert not hasattr(found, "rank")


def test_a_member_whose_value_is_older_has_no_place_and_enters_no_median():
    found = place(many(history(AAA_2022=10.0, BBB_2019=90.0)), "BBB")
    assert (found.n, found.year) == (21, 0)
    assert math.isnan(found.value)


def test_no_place_is_given_where_no_year_has_values_of_twenty_members():
    nineteen = many(history()).iloc[1:]
    assert place(nineteen, "X01") is None
    later = pd.concat([nineteen, history(AAA_2021=10.0)])
    assert place(later, "X01") is None
    assert place(pd.concat([nineteen, history(AAA_2022=10.0)]), "X01").n == 20


def test_without_any_national_value_there_is_no_place():
    assert place(history(AAA_2022=(10.0, "modelled")), "AAA") is None


values = st.dictionaries(
    st.tuples(st.sampled_from(["AAA", "BBB", "CCC"]), st.integers(2015, 2024)),
    st.floats(0, 100),
    min_size=1,
)


@given(values, st.floats(0, 100), st.sampled_from(["modelled", "imputed", "projected"]))
def test_adding_a_value_that_is_not_national_changes_no_place(cells, value, estimate):
    before = pd.DataFrame(
        [(iso3, year, x, "reported", None) for (iso3, year), x in cells.items()],
        columns=COLUMNS,
    )
    more = pd.DataFrame([("DDD", 2024, value, estimate, False)], columns=list(before.columns))
    after = pd.concat([before, more], ignore_index=True)
    for few, with_it in ((before, after), (many(before), many(after))):
        assert repr(place(few, "AAA")) == repr(place(with_it, "AAA"))


@given(values)
def test_the_median_lies_in_the_range(cells):
    rows = [(iso3, year, x, "reported", None) for (iso3, year), x in cells.items()]
    found = place(many(pd.DataFrame(rows, columns=COLUMNS)), "AAA")
    assert found.low <= found.median <= found.high


def sexes(women, men):
    return [pd.DataFrame(each, columns=["year", "value", "estimate"]) for each in (women, men)]


def test_the_gap_is_of_the_last_common_year_with_both_levels():
    found = gap(
        *sexes(
            [(2020, 40.0, "reported"), (2022, 35.0, "reported"), (2023, 50.0, "reported")],
            [(2020, 10.0, "reported"), (2022, 14.0, "reported")],
        )
    )
    assert (found.year, found.women, found.men) == (2022, 35.0, 14.0)
    assert difference(found.women, found.men, "en", 1) == "+21.0"
    assert found.ratio == 2.5


def test_a_gap_is_never_across_estimate_types_or_of_projections():
    assert gap(*sexes([(2022, 35.0, "modelled")], [(2022, 14.0, "reported")])) is None
    assert gap(*sexes([(2026, 35.0, "projected")], [(2026, 14.0, "projected")])) is None


def test_where_men_are_at_zero_there_is_no_ratio():
    assert math.isnan(gap(*sexes([(2022, 5.0, "reported")], [(2022, 0.0, "reported")])).ratio)


def test_the_unemployed_share_of_all_youth_worked_by_hand():
    # UR 20 %, EPR 32 %: 0.2 * 32 / 0.8 = 8. Of NEET 26, at most 8 unemployed, at least 18 inactive.
    assert unemployed_share(20.0, 32.0) == pytest.approx(8.0)
    found = split(26.0, 20.0, 32.0)
    assert (found.unemployed_at_most, found.inactive_at_least) == pytest.approx((8.0, 18.0))


@given(st.floats(0, 100), st.floats(0, 99), st.floats(0, 100), st.floats(0, 1))
def test_the_bounds_contain_the_split_wherever_some_of_the_unemployed_study(
    neet, ur, epr, studying
):
    """True parts: of the unemployed a share studies; what NEET holds beyond the rest is inactive."""
    unemployed = min(unemployed_share(ur, epr) * (1 - studying), neet)
    inactive = neet - unemployed
    found = split(neet, ur, epr)
    assert unemployed <= found.unemployed_at_most + 1e-9
    assert inactive >= found.inactive_at_least - 1e-9


@pytest.mark.parametrize("rate", [100.0, -1.0, 130.0])
def test_a_rate_that_leaves_nobody_in_work_is_refused(rate):
    with pytest.raises(ValueError, match="leaves no share"):
        unemployed_share(rate, 30.0)


REGIONS = {"MAR": "N", "TUN": "N", "JOR": "N", "EGY": "N", "SUR": "S", "GUY": "S"}
INCOME = {"MAR": "2", "TUN": "2", "JOR": "2", "EGY": "2", "SUR": "3", "GUY": "4"}
GROUPS = {"MAR": "Arab", "TUN": "Arab", "SUR": "Asian", "GUY": "Asian", "IDN": "Asian"}


def test_peers_share_region_and_income_group():
    rule, found = peers("MAR", REGIONS, INCOME, GROUPS)
    assert (rule, found) == ("region_and_income", ("EGY", "JOR", "TUN"))


def test_where_fewer_than_three_do_the_peers_are_the_oic_group():
    assert peers("SUR", REGIONS, INCOME, GROUPS) == ("oic_group", ("GUY", "IDN"))
    assert peers("XXX", REGIONS, INCOME, GROUPS) == ("none", ())


def test_the_shared_year_is_the_one_in_which_most_have_both_and_the_latest_of_several():
    one = history(AAA_2019=1.0, BBB_2019=1.0, AAA_2020=1.0, BBB_2020=1.0, CCC_2021=1.0)
    other = history(AAA_2019=2.0, BBB_2019=2.0, AAA_2020=2.0, BBB_2020=2.0, AAA_2021=2.0)
    assert year_of_most([one, other]) == 2020
    assert year_of_most([one, other.iloc[:2]]) == 2019
    assert year_of_most([one, other.iloc[:0]]) == 0
