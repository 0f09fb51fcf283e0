"""Method M8: participation as bounds, and the gate of comparison."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.methods.participation import (
    bounds,
    cells,
    count_lists,
    gate_open,
    known_share,
    settling,
)

EVENTS = pd.DataFrame(
    [
        ("m1", "meeting", "in person", "held", True),
        ("m2", "nfp_meeting", "virtual", "held", True),
        ("m3", "meeting", "in person", "decided", True),
        ("t1", "training", "virtual", "held", True),
        ("t2", "training", "in person", "held", True),
        ("c1", "meeting", "in person", "held", False),
    ],
    columns=["event_id", "kind", "mode", "state", "network"],
)
STATES = ("attended", "absent", "unknown", "not_eligible")


def rows(*given_rows):
    return pd.DataFrame(
        [(*each, None) if len(each) == 3 else each for each in given_rows],
        columns=["event_id", "iso3", "state", "role"],
    )


def of(**states):
    """Cells of one member an entry: MAR="attended unknown" is two events."""
    return pd.DataFrame(
        [
            (f"e{n}", iso3, state)
            for iso3, text in states.items()
            for n, state in enumerate(text.split())
        ],
        columns=["event_id", "iso3", "state"],
    )


def by_member(frame):
    return frame.set_index("iso3").to_dict("index")


def test_the_arithmetic_of_the_bounds_can_be_followed():
    # Three events open to MAR: one attended, one on no list, one not on the list: 1/3 to 2/3.
    found = by_member(bounds(of(MAR="attended unknown absent not_eligible")))["MAR"]
    assert (found["attended"], found["unknown"], found["absent"], found["open"]) == (1, 1, 1, 3)
    assert found["lower"] == pytest.approx(1 / 3)
    assert found["upper"] == pytest.approx(2 / 3)


def test_a_member_to_whom_no_event_was_open_has_no_share():
    found = by_member(bounds(of(SYR="not_eligible not_eligible")))["SYR"]
    assert found["open"] == 0
    assert pd.isna(found["lower"])
    assert pd.isna(found["upper"])


@pytest.mark.parametrize(
    ("measure", "events"),
    [
        ("meetings", {"m1", "m2"}),
        ("in_person", {"m1"}),
        ("online", {"m2"}),
        ("given", {"t1", "t2"}),
        ("received", {"t1", "t2"}),
    ],
)
def test_a_measure_takes_the_networks_own_events_that_were_held(measure, events):
    everywhere = rows(*((event_id, "MAR", "unknown") for event_id in EVENTS["event_id"]))
    assert set(cells(everywhere, EVENTS, measure)["event_id"]) == events


def test_where_a_provider_is_named_the_others_did_not_give_the_training():
    found = cells(
        rows(
            ("t1", "TUR", "attended", "provider"),
            ("t1", "MAR", "attended", "participant"),
            ("t1", "SEN", "unknown"),
            ("t1", "SYR", "not_eligible"),
            ("t2", "TUR", "unknown"),
        ),
        EVENTS,
        "given",
    )
    states = {(row.event_id, row.iso3): row.state for row in found.itertuples()}
    assert states == {
        ("t1", "TUR"): "attended",
        ("t1", "MAR"): "absent",
        ("t1", "SEN"): "absent",
        ("t1", "SYR"): "not_eligible",
        ("t2", "TUR"): "unknown",
    }


def test_the_provider_of_a_training_is_not_among_those_it_was_for():
    found = cells(
        rows(("t1", "TUR", "attended", "provider"), ("t1", "MAR", "attended", "participant")),
        EVENTS,
        "received",
    )
    assert dict(zip(found["iso3"], found["state"], strict=True)) == {
        "TUR": "not_eligible",
        "MAR": "attended",
    }


@pytest.mark.parametrize(
    ("states", "is_open"),
    [
        ("attended attended unknown", True),
        ("attended absent unknown not_eligible", True),
        ("attended unknown unknown", False),
        ("attended unknown not_eligible", False),
        ("not_eligible", False),
        ("unknown", False),
    ],
)
def test_the_gate_opens_at_two_thirds_of_the_cells_open_to_a_member(states, is_open):
    assert gate_open(of(MAR=states)) == is_open


def test_the_list_that_would_settle_most_cells_comes_first_and_settled_ones_are_left_out():
    frame = of(
        MAR="attended unknown unknown",
        TUR="absent attended unknown",
        SYR="not_eligible not_eligible unknown",
    )
    found = settling(frame)
    assert list(found["event_id"]) == ["e2", "e1"]
    assert list(found["unknown"]) == [3, 1]
    assert list(found["open"]) == [3, 2]
    assert count_lists(frame) == (1, 3)


members = st.dictionaries(
    st.sampled_from(["MAR", "TUR", "PSE", "SYR", "SUR"]),
    st.lists(st.sampled_from(STATES), min_size=1, max_size=8).map(" ".join),
    min_size=1,
)


@given(members)
def test_the_lower_bound_never_lies_above_the_upper_one(states):
    found = bounds(of(**states))
    assert set(found["iso3"]) == set(states)
    shares = found.loc[found["open"] > 0]
    assert (shares["lower"] <= shares["upper"]).all()
    assert shares["lower"].between(0, 1).all()
    assert shares["upper"].between(0, 1).all()


@given(members, st.data())
def test_settling_a_cell_narrows_the_bounds_from_the_side_it_is_settled_on(states, data):
    unknown = [(i, n) for i, s in states.items() for n, w in enumerate(s.split()) if w == "unknown"]
    if not unknown:
        return
    iso3, n = data.draw(st.sampled_from(unknown))
    before = by_member(bounds(of(**states)))[iso3]
    for word in ("attended", "absent"):
        words = states[iso3].split()
        words[n] = word
        after = by_member(bounds(of(**{**states, iso3: " ".join(words)})))[iso3]
        assert after["lower"] >= before["lower"]
        assert after["upper"] <= before["upper"]


@given(members)
def test_the_known_share_counts_only_cells_that_are_open(states):
    words = [word for text in states.values() for word in text.split() if word != "not_eligible"]
    known = [word for word in words if word != "unknown"]
    assert known_share(of(**states)) == pytest.approx(len(known) / len(words) if words else 0)
