"""Histories: what is made of a series is made once, and a member's part is its rows."""

import pandas as pd

from observatory.warehouse.histories import Histories, with_memory

ROWS = pd.DataFrame({"iso3": ["MAR", "TUR", "MAR"], "year": [2020, 2020, 2021], "value": [1, 2, 3]})


def test_the_rows_of_a_member_are_those_of_its_code():
    for split in (True, False):
        histories = Histories({"a": ROWS}, split=split)
        for iso3 in ("MAR", "TUR", "SOM"):
            found = histories.of("a", iso3, lambda: ROWS)
            pd.testing.assert_frame_equal(found, ROWS.loc[ROWS["iso3"] == iso3])


def test_what_is_kept_is_made_once():
    calls = []
    histories = with_memory({"a": ROWS})
    for _ in range(3):
        assert histories.remember("n", lambda: calls.append(1) or len(ROWS)) == 3
    assert len(calls) == 1
    assert with_memory(histories) is histories
    assert list(histories) == ["a"]
    assert len(histories) == 1
