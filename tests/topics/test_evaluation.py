"""The evaluation of a work plan: counts that other code finds again in the register's rows."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from html import unescape

import pytest
from open_page import open_page

from observatory.i18n import LANGUAGES, text
from observatory.session import desk
from observatory.topics import commitments
from observatory.topics.evaluation import PARTS, evaluation, with_amounts

PLAN = "2024-2026"
# Ids of the made-up activities that count under the plan, as tests/complete.py makes them.
MADE = re.compile(r"T-\d")


@pytest.fixture
def rows(completed):
    """The activities of the plan as the register's rows, without the product's code."""
    found = [row.cells for row in completed["activity"] if MADE.fullmatch(row["activity_id"])]
    return [defaultdict(str, cells) for cells in found]


def parts(network):
    found = evaluation(network, PLAN)
    return found, {part.name: part for part in found.outputs}


def test_every_part_counts_each_activity_once_in_each_language(complete_warehouse, rows, subtests):
    for lang in LANGUAGES:
        with subtests.test(lang), desk(lang) as at:
            found, part = parts(at.network)
            assert list(part) == list(PARTS)
            assert found.known == len(rows) == commitments.plan_count(at.network, PLAN).known
            for name in ("states", "themes", "modalities"):
                assert part[name].rows["n_activities"].sum() == len(rows)
            assert len(part["timing"].rows) == len(rows)
            assert all(each.sentences for each in found.outputs)
            assert not [line for each in found.outputs for line in each.sentences if "%" in line]


def test_states_themes_and_dates_are_those_of_the_rows(complete_warehouse, rows):
    with desk("en") as at:
        _, part = parts(at.network)
    states = dict(part["states"].rows.itertuples(index=False))
    told = Counter(row["state"] for row in rows)
    # Of the two that are scheduled, the date of one has passed without a record.
    assert states.pop(text("activity.passed", "en")) == 1
    assert states == {
        "realised": 2, "scheduled": told["scheduled"] - 1, "postponed": 1, "cancelled": 1,
        "proposed": 1,
    }  # fmt: skip
    kinds = dict(part["themes"].rows[["type", "n_activities"]].itertuples(index=False))
    assert kinds == Counter(row["type"] for row in rows)
    assert part["themes"].sentences[0] == text("evaluation.no_theme", "en")
    reasons = part["timing"].rows.set_index("timing")["why"]
    assert reasons["postponed"] == "The host asked for it"
    assert reasons["held later"] == "The platform was not ready"
    assert reasons["cancelled"] == ""


def test_themes_are_those_of_the_plans_own_words_where_it_has_any(complete_warehouse, rows):
    named = {"T-3": "Jobseekers", "T-1": "Jobseekers", "T-4": "Employers"}
    with desk("en") as at:
        frame = at.network.tables["activities"]
        frame = frame.assign(theme=frame["activity_id"].map(named))
        _, part = parts(replace(at.network, tables={**at.network.tables, "activities": frame}))
    themes = dict(part["themes"].rows[["theme", "n_activities"]].itertuples(index=False))
    assert themes == {"Jobseekers": 2, "Employers": 1, "not stated": len(rows) - 3}


def test_amounts_are_added_by_currency_and_none_is_converted(complete_warehouse, rows, completed):
    """Totals by plain arithmetic over the rows: what an activity states, else its sources."""
    sums, known = defaultdict(float), Counter()
    for row in rows:
        sources = [f for f in completed["funding"] if f["activity_id"] == row["activity_id"]]
        for name, states in (
            ("budget", ()),
            ("secured", ("secured", "spent")),
            ("spent", ("spent",)),
        ):
            own = [float(f["amount"]) for f in sources if f["state"] in states]
            amount = float(row[name]) if row[name] else sum(own) if own else None
            if amount is not None:
                money = row["currency"] or sources[0]["currency"]
                sums[money, name] += amount
                known[money, name] += 1
    with desk("en") as at:
        _, part = parts(at.network)
    found = part["money"].rows.set_index("currency")
    assert {name for name, _ in sums} == set(found.index)
    for (money, name), amount in sums.items():
        assert found.loc[money, name] == amount
        assert found.loc[money, f"{name}_n"] == known[money, name]
    words = " ".join(part["money"].sentences)
    assert "USD: planned 37,000 (3 activities); secured 19,000 (2 activities)" in words
    assert text("evaluation.money.no_rate", "en") in words


def test_amounts_are_written_in_one_way_and_french_agrees_with_its_numbers(
    complete_warehouse, subtests
):
    for lang in LANGUAGES:
        with subtests.test(lang), desk(lang) as at:
            _, part = parts(at.network)
            told = with_amounts(at.network, part["money"].rows).set_index("currency")
            words = " ".join(part["money"].sentences)
            for name in ("budget", "secured", "spent"):
                assert told.loc["USD", name] in words
    for key in ("evaluation.no_reason", "evaluation.awaited.reasons"):
        one, many = (text(key, "fr", k=k) for k in (1, 2))
        with subtests.test(key):
            assert "déplacée ou" in one
            assert "déplacées ou" in many


def test_participations_women_and_men_are_told_by_mode(complete_warehouse):
    with desk("en") as at:
        events = at.network.tables["events"].copy()
        events.loc[events["event_id"] == "T-EV-1", "participants_women"] = 12
        events.loc[events["event_id"] == "T-EV-1", "participants_men"] = 18
        _, part = parts(replace(at.network, tables={**at.network.tables, "events": events}))
    in_person, online, *_ = part["participations"].sentences
    assert (
        in_person
        == "in person, 1 event: 30 participations stated (for 1); women 12 and men 18 (for 1)."
    )
    assert (
        online
        == "online, 1 event: 44 participations stated (for 1); women and men not stated apart."
    )
    named = part["reach"].rows["beneficiaries"].str.split(", ").map(len)
    assert [
        f"{k} members" in line for k, line in zip(named, part["reach"].sentences, strict=True)
    ] == [True, True]


def test_means_stand_with_scale_and_number_and_lessons_with_the_recommendation(complete_warehouse):
    with desk("en") as at:
        _, part = parts(at.network)
    ratings = part["ratings"].rows
    assert ratings.drop(columns="activity").to_numpy().tolist() == [
        [4.4, "1–5", 25],
        [8.1, "0–10", 12],
    ]
    assert "keep 1; change 1; drop 1; not stated 4" in " ".join(part["lessons"].sentences)


def test_with_todays_register_it_says_what_is_awaited_from_whom_and_no_zero(warehouse, subtests):
    for lang in LANGUAGES:
        with subtests.test(lang), desk(lang) as at:
            found = evaluation(at.network, PLAN)
            assert (found.known, found.outputs) == (0, ())
            assert found.awaited[0] == text("evaluation.awaited.text", lang)
            assert not re.search(r"\d", " ".join(found.awaited))


def test_the_page_shows_the_evaluation_of_each_plan_with_its_files(complete_warehouse):
    page = open_page("commitments")
    assert not page.exception
    headings = [each.value for each in page.subheader]
    assert text("evaluation.heading", "en", plan="2024–2026") in headings
    shown = unescape("".join(each.proto.body for each in page.get("html")))
    assert "USD: planned 37,000 (3 activities)" in shown
    assert text("evaluation.context", "en") in shown
    labels = [button.proto.label for button in page.get("download_button")]
    assert "CSV: Planned, secured and spent" in labels
