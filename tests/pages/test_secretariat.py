"""The page of the Secretariat: full with the completed register, honest with today's, closed to others."""

import io
import shutil
from collections import defaultdict
from dataclasses import replace

import duckdb
import openpyxl
import pandas as pd
import pytest
from open_page import open_page

from observatory.exports import excel
from observatory.i18n import LANGUAGES, alphabetical, text
from observatory.methods.commitments import activity_states
from observatory.session import desk
from observatory.topics import focal_points, network_figures
from observatory.topics.requests import requests
from observatory.topics.secretariat import board, ladder, needs, reminders
from observatory.ui.door import is_admitted, is_loopback
from observatory.warehouse.build import serving

SECTIONS = ("needs", "board", "ladder", "lists", "replies", "dates")


def run(name="secretariat", **query):
    page = open_page(name, **query)
    assert not page.exception
    return page


def menu(page):
    return [link.proto.label.strip("*") for link in page.get("page_link")]


def tables(page):
    """The tables of the page by their first header."""
    return {each.value.columns[0]: each.value for each in page.dataframe}


@pytest.fixture
def of_today(built, tmp_path, monkeypatch):
    """Today's register as a build for the Secretariat."""
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path))
    monkeypatch.setenv("OBSERVATORY_AUDIENCE", "secretariat")
    folder = tmp_path / "warehouse-secretariat"
    shutil.copytree(built / "warehouse", folder)
    with duckdb.connect(folder / f"{serving().build_id}.duckdb") as connection:
        connection.execute("update build_info set audience = 'secretariat'")
    return folder


def test_a_public_app_has_no_such_page_in_its_menu_and_says_why(warehouse, subtests):
    for lang in LANGUAGES:
        with subtests.test(lang):
            page = run(lang=lang)
            assert text("secretariat.closed", lang) in [each.value for each in page.info]
            assert text("frame.page.secretariat", lang) not in menu(page)
            assert not page.dataframe
            assert not page.get("download_button")


def test_the_page_is_whole_in_each_language_with_the_completed_register(
    complete_warehouse, subtests
):
    for lang in LANGUAGES:
        with subtests.test(lang):
            page = run(lang=lang)
            assert text("frame.page.secretariat", lang) in menu(page)
            headings = [each.value for each in page.header]
            assert headings == [text(f"secretariat.{each}", lang) for each in SECTIONS]
            labels = [each.proto.label for each in page.get("download_button")]
            assert labels.count(text("downloads.xlsx", lang)) == 4
            assert text("downloads.csv.of", lang, name=text("secretariat.letters", lang)) in labels


def test_with_todays_register_every_section_says_what_is_awaited(of_today, subtests):
    for lang in LANGUAGES:
        with subtests.test(lang):
            page = run(lang=lang)
            shown = "".join(each.proto.body for each in page.get("html"))
            assert text("needs.none", lang, n=57) in shown
            assert text("board.none", lang) in shown
            assert text("ladder.silent", lang, k=19) in shown
            steps = tables(page)[text("network.area", lang)]
            assert len(steps) == 57


def test_the_reader_narrows_the_members_and_the_address_keeps_it(complete_warehouse):
    page = run(find="suri")
    assert list(tables(page)["Member country"]["Member country"]) == ["Suriname"]
    assert page.query_params["find"] in ("suri", ["suri"])


def test_topics_stand_matched_first_and_both_sides_are_named_rightly(complete_warehouse, completed):
    """Found again by a loop over the rows: who needs, who offers, and whether another can help."""
    with desk("en") as at:
        network = at.network
        rows = needs.topics_table(network, list(network.members))
        matrix = needs.matrix(network, list(network.members))
        sides = defaultdict(lambda: ([], []))
        for row in completed["need_offer"]:
            sides[row["topic_id"]][row["direction"] == "offer"].append(network.name(row["iso3"]))
        topics = {row["title_en"]: row["topic_id"] for row in completed["topic"]}
    for row in rows.to_dict("records"):
        asks, offers = sides[topics[row["topic"]]]
        for names, column in ((asks, "asked_by"), (offers, "offered_by")):
            assert {part.split(" (")[0] for part in row[column].split(", ") if part} == set(names)
        matched = any(one != other for one in asks for other in offers)
        assert (row["standing"] == text("needs.standing.matched", "en")) == matched
    assert rows["topic"][0].startswith("Profiling")
    assert "Suriname (10 February 2026)" in rows["asked_by"][0]
    assert "Senegal (no date)" in rows["asked_by"][1]
    columns = list(matrix.columns[1:])
    assert columns == sorted(columns, key=alphabetical)
    own = matrix.set_index(matrix.columns[0])["Tunisia"]
    assert own[own != ""].to_list() == [text("needs.cell.both", "en")]


def test_the_board_adds_up_by_currency_and_never_guesses_a_gap(complete_warehouse, completed):
    with desk("en") as at:
        # Of an activity whose date has passed without a record nothing is said to be to come.
        late = board.totals(at.network).set_index("currency")["gap"]
        frame = at.network.tables["activities"]
        course = frame["activity_id"] == "T-1"
        frame = frame.assign(
            planned_start=frame["planned_start"].mask(course, "2099-03"),
            planned_end=frame["planned_end"].mask(course, "2099-03"),
        )
        network = replace(at.network, tables={**at.network.tables, "activities": frame})
        rows, totals = board.board(network), board.totals(network).set_index("currency")
        said = board.sentences(at.network)
        bare = frame["state"].isin(board.AHEAD) & ~frame["activity_id"].isin(["T-1", "T-5"])
        passed = activity_states(frame, at.build.built_at.date()) == "passed"
        known = text("board.known", "en", k=5, m=int((bare & ~passed).sum()))
    assert late.isna().all()
    assert known == said[0]
    gaps, costs = defaultdict(float), defaultdict(float)
    for row in completed["activity"]:
        if not row["budget"]:
            continue
        costs[row["currency"]] += float(row["budget"])
        own = [f for f in completed["funding"] if f["activity_id"] == row["activity_id"]]
        there = [float(f["amount"]) for f in own if f["state"] in ("secured", "spent")]
        secured = float(row["secured"]) if row["secured"] else sum(there) if there else None
        if secured is not None and row["state"] in ("proposed", "scheduled", "postponed"):
            gaps[row["currency"]] += float(row["budget"]) - secured
    assert totals["budget"].dropna().to_dict() == costs == {"USD": 37000, "EUR": 8000}
    assert totals["gap"].dropna().to_dict() == gaps == {"USD": 8000}
    visit = rows.set_index("activity").filter(like="Study visit", axis="index").iloc[0]
    assert visit[["secured", "gap"]].isna().all()  # pledged is not secured, and unknown is no zero
    assert "pledged" in visit["sources"]
    assert rows["deadline"][0] == "31 January 2027"
    assert text("board.passed", "en") in rows["deadline"][1]
    assert text("board.gap_unknown", "en", k=1) in said


def test_the_ladder_has_the_latest_date_of_each_step_and_the_next_one(complete_warehouse):
    with desk("en") as at:
        network = at.network
        rows = ladder.ladder(network, list(network.members)).set_index("area")
        letters = ladder.letter_list(network, list(network.members)).set_index("iso3")
        waiting = reminders.replies(network, list(network.members)).set_index("reply")
        asked = {iso3: requests(network, iso3) for iso3 in network.members}
    assert len(rows) == 57
    assert rows.loc["Suriname", "step_letter"] == "1 September 2025"
    assert rows.loc["Senegal", "step_letter"] == text("ladder.on_record", "en")
    assert rows.loc["Suriname", "next_step"] == text("to_do.focal_point", "en")
    assert rows.loc["Morocco", "next_step"] == text("ladder.all", "en")
    # The list asks for what the letters ask for.
    assert letters["requests"].to_dict() == {
        iso3: "; ".join(each.name for each in found) for iso3, found in asked.items() if found
    }
    assert text("report.request.focal_point.name", "en") in letters.loc["SUR", "requests"]
    assert text("report.request.questionnaire.name", "en") not in letters.loc["SUR", "requests"]
    told = waiting.loc[text("request.questionnaire", "en")]
    assert told["n_members"] == len(told["areas"].split(", "))
    assert not {"Suriname", "Morocco", "Senegal"} & set(told["areas"].split(", "))


def test_what_a_member_has_told_is_not_asked_again(complete_warehouse, subtests):
    """The focal point in force is the one confirmed last; the log of contacts counts as an answer."""
    with desk("en") as at:
        tables = at.network.tables
        assert list(tables["focal_points"]["status"]) == [
            "not_notified",
            "notified",
            "not_notified",
        ]
        row = tables["focal_points"].query("status == 'notified'")
        log = [
            tables["contacts"].iloc[[0]].assign(iso3=iso3, step=step)
            for iso3, step in (
                ("GUY", "questionnaire"),
                ("TUN", "focal point named"),
                ("TUN", "attended"),
            )
        ]
        before = row.assign(iso3="SUR", status="notified", notified_on="2020")
        points = pd.concat([before, tables["focal_points"]], ignore_index=True)
        more = {"focal_points": points, "contacts": pd.concat([tables["contacts"], *log])}
        network = replace(at.network, tables={**tables, **more})
        own = ["GUY", "SUR", "MAR", "TUN"]
        rows = ladder.ladder(network, own).set_index("area")
        cards = {each.name: each for each in network_figures.counts(network)}
        bodies = focal_points.addressee(network, "SUR")
        asked = {iso3: {each.code for each in requests(network, iso3)} for iso3 in own}
    with subtests.test("a focal point that was withdrawn"):
        assert rows.loc["Suriname", "step_focal_point"] == ""
        assert "focal_point" in asked["SUR"]
        assert row["name_en"].iloc[0] not in bodies[0]
        card = cards[text("overview.focal_points", "en")]
        assert card.value == text("overview.of_57", "en", n=1)
        assert card.rests_on == text("overview.focal_points.rests", "en", n=55)
    with subtests.test("a questionnaire in the log of contacts"):
        assert "questionnaire" not in asked["GUY"]
    with subtests.test("everything told without a letter"):
        assert rows.loc["Tunisia", "step_letter"] == ""
        assert rows.loc["Tunisia", "next_step"] == text("ladder.all", "en")


def test_dates_that_passed_are_named_with_who_could_tell(complete_warehouse):
    with desk("en") as at:
        rows = reminders.dates_passed(at.network)
    assert {"paragraph", "activity", "deadline"} <= {
        key for key in ("paragraph", "activity", "event", "deadline")
        if text(f"reminder.{key}", "en") in set(rows["kind"])
    }  # fmt: skip
    subjects = " ".join(rows["subject"])
    assert "Course on profiling" in subjects  # planned for March 2025, no record
    assert "Study visit" not in subjects  # postponed is a record
    assert "Survey of services" not in subjects  # cancelled: its source is asked no more
    assert rows["teller"].ne("").all()


def test_the_letter_list_as_a_workbook_and_as_csv(complete_warehouse, subtests):
    for lang in LANGUAGES:
        with subtests.test(lang), desk(lang) as at:
            found = ladder.letter_list(at.network, list(at.network.members))
            made = excel.tables({"a/b": found, "a:b": found}, "t", ["=1+1"], at.build, lang)
            book = openpyxl.load_workbook(io.BytesIO(made))
            assert len(book.sheetnames) == 3
            first = book.worksheets[0]
            assert first.max_row == len(found) + 1
            assert first.sheet_view.rightToLeft == (lang == "ar")
            assert book.worksheets[-1]["A2"].data_type == "s"


def test_an_app_that_is_not_public_listens_to_this_machine_alone(subtests):
    for address in ("127.0.0.1", "127.8.8.8", "::1", "localhost"):
        with subtests.test(address):
            assert is_loopback(address)
    for address in (None, "", "0.0.0.0", "::", "10.0.0.5", "192.168.1.4", "example.org"):
        with subtests.test(str(address)):
            assert not is_loopback(address)


def test_of_those_who_sign_in_the_secrets_say_who_comes_in(subtests):
    officer = {"email": "Officer@Sesric.org", "email_verified": True}
    cases = [
        (officer, ["@sesric.org"], True),
        (officer, ["officer@sesric.org"], True),
        (officer, ["@anapec.org"], False),
        (officer, ["sesric.org"], False),
        ({"email": "x@evil.org@sesric.org.evil.org"}, ["@sesric.org"], False),
        ({**officer, "email_verified": False}, ["@sesric.org"], False),
        ({"email": "officer@sesric.org"}, ["@sesric.org"], False),
        ({**officer, "email_verified": "true"}, ["@sesric.org"], False),
        ({}, ["@sesric.org"], False),
        ({}, [], True),
    ]
    for user, names, comes_in in cases:
        with subtests.test(f"{user} {names}"):
            assert is_admitted(user, names) == comes_in
