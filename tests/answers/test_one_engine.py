"""One engine: the page of a member and Explore say the same of every member and indicator."""

import re
import statistics
import sys
from collections import Counter

import pytest

from observatory.i18n import number, text
from observatory.methods.estimates import OBSERVED
from observatory.session import desk
from observatory.topics.member import figures, sentences
from observatory.view import View
from observatory.words import titles


@pytest.fixture(scope="module")
def at(warehouse):
    with desk("en") as opened:
        yield opened


# The indicators with a case of each rule below; the others are compared at night.
TELLING = (
    "neet_rate", "youth_unemployment_rate", "internet_use", "family_workers_share",
    "account_ownership", "employers_share", "informal_employment_share", "women_managers_share",
)  # fmt: skip


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(TELLING, id="some"),
        pytest.param((), id="all", marks=pytest.mark.nightly),
    ],
)
def pages(request, at):
    """What the page of each member has, by indicator and member; of no names it is all."""
    found = {}
    every = [cell.indicator_id for cell in figures.figures(at.network, "MAR", at.histories)]
    assert set(TELLING) <= set(every)
    for name in request.param or every:
        view = View(indicator=(name,))
        known = figures.indicator(at.network, at.histories, view)
        found[name] = {iso3: known.cell(iso3, view) for iso3 in at.terms.members}
    return found


@pytest.fixture(scope="module")
def rows(at, pages):
    """The rows of Explore, as its CSV has them, by chart, indicator and member."""
    out = {}
    for chart in ("bars", "strip", "gap", "change"):
        for name in pages:
            frame = at.ask(View(chart=chart, indicator=(name,), groups=())).frame
            parts = among(frame) if chart == "strip" else dict(list(frame.groupby("iso3")))
            out[chart, name] = parts
    return out


def reason(part):
    (code,) = set(part["missing"])
    return code


def latest_differs(cell, part):
    """The value compared is the one shown, or the reason says why that one is not compared."""
    first, row = cell.main, part.iloc[0]
    if row["missing"]:
        other = cell.elsewhere
        observed = other is not None and other.kind in OBSERVED
        model = "in_another_series" if observed else "imputed"
        expected = {model} if first and first.estimate not in OBSERVED else {"not_comparable"}
        return cell.missing != row["missing"] or (first and row["missing"] not in expected)
    return cell.missing or (first.value, first.year, first.estimate, first.series.series_id) != (
        row["value"], row["year"], row["estimate"], row["series_id"]
    )  # fmt: skip


def among(frame):
    """The observed values that stand in a strip, by member: value and year."""
    rows = frame.loc[frame["compared"] & frame["estimate"].isin(OBSERVED)]
    return {row.iso3: (row.value, row.year) for row in rows.itertuples()}


def place_differs(cell, values, iso3):
    """How many national values, their range and their median, and the member's own among them."""
    found = cell.place
    if found is None or not values:
        return bool(values) or found is not None
    numbers = [value for value, _ in values.values()]
    around = (len(numbers), min(numbers), max(numbers), statistics.median(numbers))
    own = (found.value, found.year) if found.year else None
    return (found.n, found.low, found.high, found.median) != around or own != values.get(iso3)


def change_differs(cell, part):
    if cell.no_change:
        return reason(part) != cell.no_change
    ends = part.sort_values("year")[["value", "year"]].to_numpy().tolist()
    found = cell.change
    return ends != [[found.first, found.first_year], [found.last, found.last_year]]


def gap_differs(cell, part):
    if cell.gap is None:
        return reason(part) != cell.no_gap
    of_sex = part.set_index("sex")
    found = (of_sex["value"]["F"], of_sex["value"]["M"], *set(part["year"]))
    return found != (cell.gap.women, cell.gap.men, cell.gap.year)


def test_the_page_of_a_member_and_explore_say_the_same_of_every_cell(pages, rows, capsys):
    counts, differ = Counter(), []
    for name, cells in pages.items():
        for iso3, cell in cells.items():
            differences = {
                "latest": latest_differs(cell, rows["bars", name][iso3]),
                "place": place_differs(cell, rows["strip", name], iso3),
                "change": change_differs(cell, rows["change", name][iso3]),
                "gap": gap_differs(cell, rows["gap", name][iso3]),
            }
            counts.update(differences.keys())
            differ += [(what, name, iso3) for what, wrong in differences.items() if wrong]
    with capsys.disabled():
        sys.stdout.write(f"\ncells compared: {dict(counts)}; different: {len(differ)}\n")
    assert set(counts.values()) == {57 * len(pages)}
    assert differ == []


def test_women_and_men_are_of_the_release_of_the_total(at, pages, rows):
    strange, gaps = [], 0
    for name, cells in pages.items():
        for iso3 in cells:
            part = rows["gap", name][iso3]
            total = rows["bars", name][iso3].iloc[0]
            if part["value"].isna().all():
                continue
            gaps += 1
            terms = [at.terms.series[i] for i in (*part["series_id"], total["series_id"])]
            sets = {(t.source_id, t.edition, t.vintage, t.kind) for t in terms}
            if len(sets) > 1 or set(part["estimate"]) != {total["estimate"]}:
                strange.append((name, iso3))
    assert gaps > 10 * len(pages)
    assert strange == []


def test_the_sentences_of_the_page_are_those_of_the_rows(at, pages, rows):
    """As rendered: the levels of women and men, or the words of the reason in Explore's list."""
    said = Counter()
    for name, cells in pages.items():
        decimals = at.terms.units[at.terms.indicators[name].unit].decimals
        for iso3, cell in cells.items():
            line, part = sentences.women_and_men(at.network, cell), rows["gap", name][iso3]
            if cell.gap:
                women, men = (part.loc[part["sex"] == sex, "value"].iloc[0] for sex in "FM")
                for value in (women, men):
                    assert number(value, "en", decimals) in line
                assert re.search(rf"\({part['year'].iloc[0]}\)", line)
                said["gap"] += 1
            elif cell.main and cell.no_gap != "not_found":
                assert line == text("member.gap.no", "en", reason=titles.reason(reason(part), "en"))
                said[cell.no_gap] += 1
            else:
                assert line == ""
    assert {"gap", "no_set", "imputed", "not_comparable"} <= set(said)


@pytest.mark.parametrize(
    ("indicator", "iso3", "code"),
    [
        ("internet_use", "AFG", "no_set"),
        ("internet_use", "MAR", "no_set"),
        ("neet_rate", "QAT", "in_another_series"),
        ("neet_rate", "DJI", "not_comparable"),
        ("family_workers_share", "GNB", "imputed"),
    ],
)
def test_a_gap_is_refused_with_one_reason_in_both(pages, rows, indicator, iso3, code):
    assert reason(rows["gap", indicator][iso3]) == code
    assert pages[indicator][iso3].no_gap == code


def test_a_total_that_the_reader_names_brings_its_own_women_and_men(at):
    named = ("un_gender:FB_BNK_ACCSS:T",)
    view = View(chart="gap", indicator=("account_ownership",), series=named, groups=())
    frame = at.ask(view).frame
    assert {name.split(":")[0] for name in frame["series_id"] if name} == {"un_gender"}
    cell = next(
        each
        for each in figures.figures(at.network, "AFG", at.histories, view)
        if each.indicator_id == "account_ownership"
    )
    assert cell.gap
    assert (cell.gap.women, cell.gap.men, cell.gap.year) == (7.16, 22.54, 2017)


@pytest.mark.parametrize("choices", [{"sex": "F"}, {"lens": "modelled"}, {"same": True}])
def test_under_filters_the_gap_is_the_same_in_both(at, choices):
    for name in ("account_ownership", "youth_unemployment_rate", "neet_rate"):
        view = View(chart="gap", indicator=(name,), groups=(), **choices)
        frame = dict(list(at.ask(view).frame.groupby("iso3")))
        found = figures.indicator(at.network, at.histories, view)
        for iso3 in at.terms.members:
            cell = found.cell(iso3, view)
            assert not gap_differs(cell, frame[iso3]), (name, iso3)
