"""Method M4: change with both ends, and the reasons why one is refused."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.i18n import difference
from observatory.methods.change import change
from observatory.methods.country_notes import bars_comparison

NONE = pd.DataFrame({"first": [], "last": [], "effect": []})


def series(*rows, **all_rows):
    """Rows (year, value), or (year, value, cells); `all_rows` holds for each of them."""
    plain = {
        "estimate": "reported",
        "supported": None,
        "standard": None,
        "status": None,
        "survey": None,
        "break_marked": False,
        "modelled": float("nan"),
        **all_rows,
    }
    return pd.DataFrame(
        [
            {**plain, "year": row[0], "value": row[1], **(row[2] if len(row) > 2 else {})}
            for row in rows
        ]
    )


def note(first, last, effect="break"):
    return pd.DataFrame({"first": [first], "last": [last], "effect": [effect]})


def test_the_arithmetic_is_shown_with_both_years():
    # 24.6 - 28.7 = -4.1
    found = change(series((2018, 28.7), (2023, 24.6)), NONE)
    assert (found.first, found.first_year, found.last, found.last_year) == (28.7, 2018, 24.6, 2023)
    assert difference(found.last, found.first, "en", 1) == "−4.1"
    assert found.refused == ""


@pytest.mark.parametrize(
    ("years", "since", "start"),
    [
        ((2010, 2016, 2018, 2019, 2023), None, 2018),
        ((2010, 2023), None, 2010),
        ((2019, 2021, 2023), None, 2019),
        ((2010, 2016, 2018, 2023), 2012, 2016),
    ],
)
def test_it_is_read_from_five_years_before_the_last_value_or_the_earliest(years, since, start):
    found = change(series(*((year, 1.0) for year in years)), NONE, since=since)
    assert (found.first_year, found.last_year) == (start, 2023)


def test_three_years_are_needed_both_ends_counted():
    assert change(series((2021, 1.0), (2023, 2.0)), NONE).refused == ""
    assert change(series((2022, 1.0), (2023, 2.0)), NONE).refused == "too_short"
    assert change(series((2023, 2.0)), NONE).refused == "one_value"


def test_a_projection_is_no_end_of_a_change():
    rows = series((2018, 1.0), (2023, 2.0), (2025, 9.0, {"estimate": "projected"}))
    assert change(rows, NONE).last_year == 2023
    assert change(rows.iloc[2:], NONE) is None


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ({"supported": True}, {"supported": True}, ""),
        ({"supported": False}, {"supported": True}, "unsupported"),
        ({"supported": True}, {"supported": None}, "unsupported"),
    ],
)
def test_a_modelled_end_needs_a_national_value_beside_it(first, last, reason):
    rows = series((2018, 1.0, first), (2023, 2.0, last), estimate="modelled")
    assert change(rows, NONE).refused == reason


def test_two_surveys_are_never_differenced():
    rows = series((2018, 1.0, {"survey": "BA:622"}), (2023, 2.0, {"survey": "BA:2256"}))
    assert change(rows, NONE).refused == "survey"


def test_another_survey_between_the_ends_refuses_it_too():
    one = {"survey": "BA:2256"}
    rows = series((2019, 1.0, one), (2021, 1.5, {"survey": "BA:622"}), (2024, 2.0))
    assert change(rows, NONE).refused == "survey"
    outside = series((2017, 1.0, {"survey": "BA:622"}), (2018, 1.0, one), (2023, 2.0, one))
    assert change(outside, NONE).refused == ""


def test_a_survey_that_is_not_named_is_not_another_one_and_that_is_told():
    named = {"survey": "BA:622"}
    half = change(series((2018, 1.0, named), (2023, 2.0)), NONE)
    assert (half.refused, half.surveys_named) == ("", False)
    whole = change(series((2018, 1.0, named), (2023, 2.0, named)), NONE)
    assert (whole.refused, whole.surveys_named) == ("", True)


@pytest.mark.parametrize(("modelled", "refused"), [(30.0, ""), (30.1, "apart"), (None, "")])
def test_a_national_end_more_than_3_points_from_the_model_of_its_year_refuses_it(modelled, refused):
    rows = series((2018, 27.0, {"modelled": modelled}), (2023, 24.0, {"modelled": 24.0}))
    assert change(rows, NONE).refused == refused
    between = series((2018, 27.0), (2020, 20.0, {"modelled": 29.0}), (2023, 24.0))
    assert change(between, NONE).refused == ""


def test_two_standards_are_never_differenced():
    rows = series((2018, 1.0, {"standard": "13"}), (2023, 2.0, {"standard": "19"}))
    assert change(rows, NONE).refused == "standard"


def test_a_break_after_the_first_end_refuses_it_and_one_at_the_first_end_does_not():
    between = series((2018, 1.0), (2020, 1.5, {"status": "B"}), (2023, 2.0))
    assert change(between, NONE).refused == "break"
    before = series((2018, 1.0, {"status": "B"}), (2020, 1.5), (2023, 2.0))
    assert change(before, NONE).refused == ""
    elsewhere = series((2018, 1.0), (2020, 1.5, {"break_marked": True}), (2023, 2.0))
    assert change(elsewhere, NONE).refused == "break"


@pytest.mark.parametrize(
    ("notes", "refused"),
    [
        (note(2019, 2024), True),
        (note(2023, None), True),
        (note(None, 2018), True),
        (note(None, None), True),
        (note(2024, 2025), False),
        (note(2010, 2017), False),
        (NONE, False),
    ],
)
def test_a_note_on_part_of_the_span_refuses_it(notes, refused):
    found = change(series((2018, 1.0), (2023, 2.0)), notes)
    assert (found.refused == "note") == refused
    assert bars_comparison(notes, 2018, 2023) == refused


@given(
    st.dictionaries(st.integers(1990, 2025), st.floats(0, 100), min_size=2),
)
def test_reversing_the_two_ends_flips_the_sign_and_the_parts_give_the_whole(values):
    found = change(series(*sorted(values.items())), NONE)
    assert (found.first, found.last) == (values[found.first_year], values[found.last_year])
    mirrored = {found.first_year: found.last, found.last_year: found.first}
    if len(mirrored) == 2:
        back = change(series(*sorted(mirrored.items())), NONE)
        assert back.last - back.first == pytest.approx(found.first - found.last)
