"""Method M9: who is set out, who is set aside, and cuts that rest on national values alone."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.methods.participation import bounds
from observatory.methods.side_by_side import cuts, near, outreach, plot_rows

STATES = ("attended", "absent", "unknown", "not_eligible")


def values(**given_values):
    """One row a member: MAR=(25.0, "reported", False), or None where there is no value."""
    rows = [
        (iso3, *(each or (None, "", False)), "" if each else "not_found")
        for iso3, each in given_values.items()
    ]
    frame = pd.DataFrame(rows, columns=["iso3", "value", "estimate", "old", "missing"])
    return frame.astype({"value": "float64", "old": "bool"})


def shares(**states):
    rows = [
        (f"e{n}", iso3, state)
        for iso3, text in states.items()
        for n, state in enumerate(text.split())
    ]
    return bounds(pd.DataFrame(rows, columns=["event_id", "iso3", "state"]))


def test_a_member_is_plotted_or_set_aside_with_one_reason():
    rows = plot_rows(
        values(MAR=(25.0, "reported", False), SYR=(30.0, "reported", False), LBY=None, SUR=None),
        shares(
            MAR="attended unknown",
            SYR="not_eligible not_eligible",
            LBY="unknown unknown",
            SUR="not_eligible not_eligible",
        ),
    )
    assert dict(zip(rows["iso3"], rows["aside"], strict=True)) == {
        "MAR": "",
        "SYR": "not_open",
        "LBY": "no_value",
        "SUR": "no_value",
    }


def test_a_member_of_whom_the_register_knows_nothing_is_set_aside():
    rows = plot_rows(values(MAR=(25.0, "reported", False)), shares(TUR="attended"))
    assert list(rows["aside"]) == ["not_open"]


def test_medians_rest_on_national_values_up_to_five_years_old():
    rows = plot_rows(
        values(
            A=(10.0, "reported", False),
            B=(20.0, "reported", False),
            C=(60.0, "reported", False),
            D=(90.0, "modelled", False),
            E=(95.0, "reported", True),
        ),
        shares(
            A="attended attended",
            B="attended absent",
            C="absent absent",
            D="attended attended",
            E="attended attended",
        ),
    )
    at = cuts(rows)
    # Medians of 10, 20, 60 and of 1, 1/2, 0.
    assert (at.value, at.lower, at.n) == (20.0, 0.5, 3)


def test_near_the_line_is_within_five_percent_of_the_range_plotted():
    rows = plot_rows(
        values(**{iso3: (v, "reported", False) for iso3, v in zip("ABCDE", (0.0, 45.1, 50.0, 55.1, 100.0), strict=True)}),
        shares(A="absent", B="absent", C="attended", D="attended", E="attended"),
    )  # fmt: skip
    # The cut of the values is 50, the range 100: from 45 to 55. The cut of the shares is 1.
    assert cuts(rows).value == 50.0
    assert list(near(rows, cuts(rows))) == [False, True, True, True, True]


def test_outreach_is_ordered_by_value_and_then_by_the_upper_bound():
    rows = plot_rows(
        values(
            A=(30.0, "reported", False),
            B=(40.0, "reported", False),
            C=(40.0, "reported", False),
            D=(50.0, "modelled", False),
            E=(10.0, "reported", False),
            F=(12.0, "reported", False),
            G=(11.0, "reported", False),
        ),
        shares(
            A="absent absent absent",
            B="absent absent unknown",
            C="absent absent absent",
            D="absent absent absent",
            E="attended attended attended",
            F="attended attended attended",
            G="attended attended attended",
        ),
    )
    # Medians of the six compared: 21 and 1/2. D is modelled only, and enters no order.
    assert list(outreach(rows, cuts(rows))["iso3"]) == ["C", "B", "A"]


members = st.dictionaries(
    st.sampled_from("ABCDEFGH"),
    st.tuples(
        st.none()
        | st.tuples(st.floats(0, 100), st.sampled_from(["reported", "modelled"]), st.booleans()),
        st.lists(st.sampled_from(STATES), min_size=1, max_size=5).map(" ".join),
    ),
    min_size=1,
)


@given(members)
def test_plotted_and_set_aside_are_all_members_and_cuts_hold_only_compared_ones(cases):
    rows = plot_rows(
        values(**{iso3: value for iso3, (value, _) in cases.items()}),
        shares(**{iso3: states for iso3, (_, states) in cases.items()}),
    )
    assert list(rows["iso3"]) == list(cases)
    plotted, aside = (rows["aside"] == "").sum(), (rows["aside"] != "").sum()
    assert plotted + aside == len(cases)
    assert rows.loc[rows["compared"], "estimate"].eq("reported").all()
    assert not rows.loc[rows["compared"], "old"].any()
    if rows["compared"].any():
        order = outreach(rows, cuts(rows))
        assert order["compared"].all()
        assert order["value"].is_monotonic_decreasing


@given(members, st.data())
def test_one_unknown_settled_as_not_on_the_list_never_raises_an_upper_bound(cases, data):
    unknown = [iso3 for iso3, (_, states) in cases.items() if "unknown" in states]
    if not unknown:
        return
    iso3 = data.draw(st.sampled_from(unknown))
    states = {name: each[1] for name, each in cases.items()}
    before = shares(**states).set_index("iso3").loc[iso3]
    settled = states[iso3].replace("unknown", "absent", 1)
    after = shares(**{**states, iso3: settled}).set_index("iso3").loc[iso3]
    assert after["upper"] < before["upper"] or after["upper"] == pytest.approx(
        before["upper"] - 1 / before["open"]
    )
    assert after["lower"] == before["lower"]
