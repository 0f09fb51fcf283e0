"""Method M13: what may be said of a commitment."""

from datetime import date

import pandas as pd
import pytest

from observatory.methods.commitments import (
    BLOCKS,
    adoptions,
    block,
    overdue,
    status,
    without_record,
)


def activity(**cells):
    row = {"planned_start": None, "planned_end": None, "actual_start": None, **cells}
    return pd.DataFrame([row], dtype="object")


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("decides", "decisions"),
        ("approves", "decisions"),
        ("recommends", "recommendations"),
        ("reiterates", "recommendations"),
        ("urges", "appeals"),
        ("emphasises", "recognitions"),
        ("recognises;promotes", "recognitions"),
        ("thanks", "statements"),
    ],
)
def test_a_paragraph_stands_in_the_block_of_its_verb(kind, where):
    assert block(kind) == where
    for verb in kind.split(";"):
        assert sum(verb in kinds for kinds in BLOCKS.values()) == 1


def test_a_statement_has_no_status_and_what_is_not_assessed_has_no_information():
    assert status("completed", trackable=False) == "statement"
    assert status("", trackable=True) == "no_information"
    assert status("under_way", trackable=True) == "under_way"


@pytest.mark.parametrize(
    ("planned", "as_of", "late"),
    [
        ({"planned_end": "2024-06-15"}, date(2024, 6, 15), False),
        ({"planned_end": "2024-06-15"}, date(2024, 6, 16), True),
        ({"planned_end": "2024-06"}, date(2024, 6, 30), False),
        ({"planned_end": "2024-06"}, date(2024, 7, 1), True),
        ({"planned_end": "2025"}, date(2025, 12, 31), False),
        ({"planned_end": "2025"}, date(2026, 1, 1), True),
        ({"planned_start": "2024-06-15"}, date(2024, 7, 1), True),
        ({"planned_end": "2024-06", "actual_start": "2024-08"}, date(2025, 1, 1), False),
        ({}, date(2030, 1, 1), False),
    ],
)
def test_a_date_of_reduced_precision_passes_with_its_last_day(planned, as_of, late):
    assert bool(without_record(activity(**planned), as_of).iloc[0]) == late


def test_of_several_due_dates_only_those_that_passed_are_named():
    assert overdue("2025;2026", date(2026, 3, 1), recorded=False) == ("2025",)
    assert overdue("2025;2026", date(2026, 3, 1), recorded=True) == ()
    assert overdue("", date(2026, 3, 1), recorded=False) == ()


def test_the_adoption_of_a_plan_is_no_activity_under_it():
    instruments = pd.DataFrame({"instrument_id": ["wp"], "adopted_at_event": ["m4"]})
    rows = pd.DataFrame({"instrument_id": ["wp", "wp", None], "events": [["m4"], ["t1"], ["m4"]]})
    assert list(adoptions(rows, instruments)) == [True, False, False]
