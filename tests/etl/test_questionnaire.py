"""A member's questionnaire: out, filled in by hand, back as a draft, accepted or refused."""

import json
import shutil
import subprocess

import openpyxl
import pytest
from commands import command

from etl.register import drafts, read
from etl.register.questionnaire import form_words
from observatory.catalog import models
from observatory.i18n import LANGUAGES
from observatory.session import desk
from observatory.topics.participation import evidence

TERMS = models.load()
WORDS = form_words()
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture
def network(tmp_path, monkeypatch):
    """A copy of the register's folder, with a topic and one activity more of a member, that commands read and write."""
    copy = shutil.copytree(read.NETWORK, tmp_path / "network")
    with (copy / "topics.csv").open("a", encoding="utf-8") as file:
        file.write("made-up,Made-up topic,Sujet inventé,موضوع مختلق,,,\n")
    with (copy / "activity_beneficiaries.csv").open("a", encoding="utf-8") as file:
        file.write("WP21-05,MAR,ammon-2022-11,C,,,\n")
    original = read.read
    monkeypatch.setattr(read, "NETWORK", copy)
    monkeypatch.setattr(read, "read", lambda terms, folder=copy: original(terms, folder))
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path / "data"))
    return copy


def etl(*arguments):
    done = command("etl", *map(str, arguments))
    assert done.returncode == 0, done.stderr
    return done.stdout


def sheet(book, section):
    """A sheet of the form in whatever language it is, and that language."""
    found = {
        lang: title for lang, title in WORDS.sheets[section].items() if title in book.sheetnames
    }
    lang = next(iter(found))
    return book[found[lang]], lang


def cell(book, section, subject, column):
    """The cell of an answer."""
    page, lang = sheet(book, section)
    heads = [each.value for each in page[1]]
    number = next(row[0].row for row in page.iter_rows(min_row=2) if str(row[0].value).endswith(f"/{subject}"))  # fmt: skip
    return page.cell(number, heads.index(WORDS.heads[column][lang]) + 1)


def answer(book, section, subject, **given):
    """Fill in the line of a subject: codes in the words of the form, other texts as they are."""
    _, lang = sheet(book, section)
    for name, value in given.items():
        words = WORDS.codes[value][lang] if value in WORDS.codes else value
        cell(book, section, subject, name).value = words


def fill(book):
    """The answers of a member: it confirms, adds, corrects, needs, offers and comments."""
    answer(book, "attendance", "PESNET-M4-2024", answer="confirm", level="Director general")
    answer(book, "attendance", "PESNET-M3-2021", answer="attended", modality="virtual")
    answer(book, "attendance", "PESNET-M2-2016", answer="not_attended", comment="=not a formula")
    answer(book, "needs_offers", "made-up", offer="yes", need="no")
    answer(book, "focal_point", "focal_point", answer="notified", unit="Cooperation", notified_on="2026-03-01")  # fmt: skip
    answer(book, "activities", "WP21-04", answer="correct", comment="It took two days.")
    answer(book, "activities", "WP21-05", answer="confirm")
    answer(book, "offices", "anapec|chair|PESNET|2024", answer="confirm", comment="To 2026.")
    answer(book, "comment", "general", answered_on="2026-10-20", comment="Merci.")
    cell(book, "attendance", "PESNET-M2-2016", "comment").data_type = "s"


def made(tmp_path, change, lang="en", iso3="MAR"):
    """A questionnaire, filled in by a function."""
    path = tmp_path / f"{iso3}-{lang}.xlsx"
    path.unlink(missing_ok=True)
    etl("questionnaire", iso3, "-o", path, "--lang", lang)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def killed(*_):
    raise RuntimeError


def held(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def rows(table):
    return {row["iso3"]: row for row in read.read(TERMS)[table] if row["iso3"] == "MAR"}


def test_a_form_shows_what_is_held_in_its_language_and_there_is_one_for_each_member(
    network, tmp_path, subtests
):
    titles = {row["text_en"]: row for row in read.read(TERMS)["translation"]}
    for lang in LANGUAGES:
        with subtests.test(lang):
            book = openpyxl.load_workbook(made(tmp_path, lambda _: None, lang))
            assert book.worksheets[0]["A1"].value == "MAR"
            page, _ = sheet(book, "attendance")
            assert page.sheet_view.rightToLeft == LANGUAGES[lang].rtl
            assert page.column_dimensions["A"].hidden
            assert cell(book, "attendance", "PESNET-M4-2024", "answer").value is None
            title = cell(book, "attendance", "PESNET-M4-2024", "document").value
            assert title == titles["Fourth Meeting of the OIC-PESNET (Arabic)"][f"text_{lang}"]
            assert "2022" in cell(book, "activities", "WP21-04", "date").value
            offered = {str(each.sqref)[0] for each in page.data_validations.dataValidation}
            assert {cell(book, "attendance", "PESNET-M4-2024", name).column_letter for name in ("answer", "modality")} == offered  # fmt: skip
            assert book["lists"].sheet_state == "hidden"
    etl("questionnaire", "-o", tmp_path / "all", "--lang", "ar")
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert names == {f"questionnaire-{iso3}-ar.xlsx" for iso3 in TERMS.members()}
    done = command("etl", "questionnaire", "FRA", "-o", str(tmp_path / "x.xlsx"))
    assert (done.returncode, "FRA" in done.stderr) == (1, True)


def test_answers_wait_as_a_draft_and_reach_a_build_only_when_accepted(
    network, few_figures, tmp_path, subtests
):
    before = held(network)
    told = etl("import", "--draft", made(tmp_path, fill, "fr"))
    draft_id = next(word for word in told.split() if word.startswith("MAR-"))
    assert held(network) == before
    assert draft_id in etl("drafts")
    again = made(tmp_path, fill, "en").rename(tmp_path / "under another name.xlsx")
    etl("import", "--draft", again)
    assert etl("drafts").count("MAR-") == 1
    assert "confirmed_on: nothing → 2026-10-20" in etl("drafts", draft_id)
    etl("refresh", "--offline")
    public = next((tmp_path / "data" / "warehouse").glob("*.duckdb"))
    assert b"It took two days." not in public.read_bytes()
    # A kill between the register and the draft leaves it to be accepted again, and nothing twice.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafts, "settle", killed)
        with pytest.raises(RuntimeError):
            etl("accept", draft_id)
    after = held(network)
    assert "Nothing changes." in etl("accept", draft_id)
    assert held(network) == after != before
    assert etl("drafts").strip() == "No draft waits."
    found = read.read(TERMS)
    parts = {row["event_id"]: row for row in found["participation"] if row["iso3"] == "MAR"}
    document = f"reply-{draft_id.lower()}"
    for name, got, expected in (
        ("confirmed", parts["PESNET-M4-2024"]["confirmed_on"], "2026-10-20"),
        ("its document stays", parts["PESNET-M4-2024"]["evidence_grade"] != "D", True),
        ("added", [parts["PESNET-M3-2021"][name] for name in ("state", "modality", "evidence_grade", "document_id")], ["attended", "virtual", "D", document]),
        ("a list stands against its word", [parts["PESNET-M2-2016"][name] for name in ("state", "confirmed_on")], ["attended", ""]),
        ("its word beside it", "did not take part. Comment of the member: =not a formula" in parts["PESNET-M2-2016"]["note"], True),
        ("offer", [(row["topic_id"], row["direction"], row["declared_on"]) for row in found["need_offer"] if row["iso3"] == "MAR"], [("made-up", "offer", "2026-10-20")]),
        ("focal point", rows("focal_point")["MAR"]["unit"], "Cooperation"),
        ("document", [row["published_on"] for row in found["document"] if row["document_id"] == document], ["2026-10-20"]),
        ("comment", [row["member_comment"] for row in found["assessment"] if row["subject_id"] == "WP21-04"], ["It took two days."]),
        ("activity confirmed", [row["note"].endswith("The member confirms it (20 October 2026).") for row in found["activity"] if row["activity_id"] == "WP21-05"], [True]),
        ("office confirmed", [row["note"].endswith("2024–2026. The member confirms it (20 October 2026). Comment of the member: To 2026.") for row in found["office"] if (row["iso3"], row["role"], row["framework"]) == ("MAR", "chair", "PESNET")], [True]),
        ("document of public rows", [(row["visibility"], row["note"]) for row in found["document"] if row["document_id"] == document], [("public", "")]),
        ("step", [rows("contact_log")["MAR"][name] for name in ("visibility", "note")], ["secretariat", "Comment of the member: Merci."]),
    ):  # fmt: skip
        with subtests.test(name):
            assert got == expected
    etl("refresh", "--offline")
    for public in (tmp_path / "data" / "warehouse").glob("*.duckdb"):
        assert b"Merci." not in public.read_bytes()
    with desk("en") as at:
        words = set(evidence(at.network, "MAR")["confirmed"])
        assert words == {"20 October 2026", "not yet confirmed"}


def test_a_draft_that_is_refused_leaves_no_trace_in_the_register_and_does_not_come_back(
    network, tmp_path
):
    before = held(network)
    path = made(tmp_path, fill)
    draft_id = next(
        word for word in etl("import", "--draft", path).split() if word.startswith("MAR-")
    )
    etl("refuse", draft_id, "--why", "Not sent by the focal point")
    assert held(network) == before
    (kept,) = (tmp_path / "data" / "drafts" / "refused").iterdir()
    assert json.loads(kept.read_text("utf-8"))["why"] == "Not sent by the focal point"
    for arguments in (("accept", draft_id), ("import", "--draft", str(path))):
        done = command("etl", *arguments)
        assert done.returncode == 1
        assert draft_id in done.stderr
    assert held(network) == before


def draft_of(path):
    """The draft that the answers of a workbook have become."""
    told = etl("import", "--draft", path)
    return next(word for word in told.split() if word.startswith("MAR-"))


def test_accepted_answers_outlive_an_older_workbook_and_come_back_where_they_were_lost(
    network, tmp_path
):
    before, old = held(network), tmp_path / "old.xlsx"
    etl("template", old)
    path = made(tmp_path, fill)
    draft_id = draft_of(path)
    etl("accept", draft_id)
    after = held(network)
    for arguments in (("import", old), ("import", old, "--dry-run")):
        done = command("etl", *map(str, arguments))
        assert done.returncode == 1
        assert "rows of accepted answers of MAR; expected" in done.stderr
        assert "make a new `template`" in done.stderr
    done = command("etl", "import", "--draft", str(path))
    assert (done.returncode, draft_id in done.stderr) == (1, True)
    assert held(network) == after
    for name, content in before.items():
        (network / name).write_bytes(content)
    assert draft_of(path) == draft_id
    etl("accept", draft_id)
    assert held(network) == after


FOCAL_POINTS = (
    # what the register holds, what the member answers, what comes of it
    ("no date given", [], {"answer": "notified", "unit": "Cooperation"}, [("notified", "Cooperation", "", "2026-10-20")]),
    ("no longer", [("notified", "Old", "2024-05", "")], {"answer": "not_notified"}, [("notified", "Old", "2024-05", ""), ("not_notified", "", "", "2026-10-20")]),
    ("again, undated", [("not_notified", "", "", "2025-01")], {"answer": "notified", "unit": "New"}, [("notified", "New", "", "2026-10-20")]),
    ("the one confirmed last", [("not_notified", "", "", "2026-02"), ("notified", "Old", "2024-05", "")], {"answer": "confirm"}, [("not_notified", "", "", "2026-10-20"), ("notified", "Old", "2024-05", "")]),
    ("a new one", [("notified", "Old", "2024-05", "2025-01")], {"answer": "notified", "notified_on": "2026-03"}, [("notified", "Old", "2024-05", "2025-01"), ("notified", "", "2026-03", "2026-10-20")]),
)  # fmt: skip


def test_a_focal_point_bears_no_date_but_the_members_and_the_one_known_last_is_in_force(
    network, tmp_path, subtests
):
    path = network / "focal_points.csv"
    head, clean = path.read_text("utf-8"), held(network)
    for name, before, given, expected in FOCAL_POINTS:
        with subtests.test(name):
            for file, content in clean.items():
                (network / file).write_bytes(content)
            lines = [f"MAR,{status},,{unit},{on},{known},,,,,2026-01-01\n" for status, unit, on, known in before]  # fmt: skip
            path.write_text(head + "".join(lines), "utf-8")

            def change(book, given=given, name=name):
                if name == "the one confirmed last":
                    state = cell(book, "focal_point", "focal_point", "state").value
                    assert state.casefold().startswith("not ")
                answer(book, "focal_point", "focal_point", **given)
                answer(book, "comment", "general", answered_on="2026-10-20", comment=name)

            etl("accept", draft_of(made(tmp_path, change)))
            columns = ("status", "unit", "notified_on", "last_confirmed_on")
            found = [
                tuple(row[each] for each in columns) for row in read.read(TERMS)["focal_point"]
            ]
            assert sorted(found) == sorted(expected)
            (document,) = (row for row in read.read(TERMS)["document"] if row["document_id"].startswith("reply-"))  # fmt: skip
            assert document["visibility"] == ("members" if given["answer"] == "confirm" else "public")  # fmt: skip


def at_cell(section, subject, column, value):
    def change(book):
        cell(book, section, subject, column).value = value

    return change


def another_member(book):
    page, _ = sheet(book, "attendance")
    page["A3"].value = page["A3"].value.replace("MAR", "TUN")


def many_rows(book):
    page, _ = sheet(book, "needs_offers")
    for _ in range(10_000):
        page.append([None, "more", "", "Yes", "", "more"])


HOSTILE = {
    "a formula": (at_cell("attendance", "PESNET-M4-2024", "comment", '=HYPERLINK("x")'), "Attendance!I", "no formula"),
    "a turned text": (at_cell("focal_point", "focal_point", "unit", "a\u202eb"), "Focal point!F2", "bidirectional"),
    "ten thousand rows": (many_rows, "Needs and offers!D3", "no further rows"),
    "another member": (another_member, "Attendance!A3: found TUN", "one member"),
    "a word of no list": (at_cell("needs_offers", "made-up", "need", "perhaps"), "Needs and offers!D2", "words of the list"),
    "an address": (at_cell("comment", "general", "comment", "ask me@work.org"), "Your comments!E2", "no persons"),
    "a date of two readings": (at_cell("comment", "general", "answered_on", "03/04/2026"), "Your comments!D2", "one meaning"),
    "a day to come": (at_cell("comment", "general", "answered_on", "2999-01-01"), "Your comments!D2: found 2999-01-01", "or earlier"),
    "a naming to come": (at_cell("focal_point", "focal_point", "notified_on", "2999"), "Focal point!G2", "or earlier"),
    "a date of no naming": (lambda book: answer(book, "focal_point", "focal_point", answer="not_notified", notified_on="2026-03-01"), "Focal point!G2", "nothing, since"),
    "nothing to confirm": (at_cell("attendance", "PESNET-M3-2021", "answer", "We confirm it"), "Attendance!F", "nothing to confirm"),
    "a correction without a word": (at_cell("activities", "WP21-04", "answer", "To be corrected (see comment)"), "Activities!E2", "a comment"),
    "whose nobody knows": (lambda book: book.worksheets[0].delete_rows(1), "Read first!A1", "member state"),
    "no answer": (lambda _: None, "MAR-en.xlsx", "an answer"),
}  # fmt: skip


def test_what_cannot_be_taken_is_refused_by_the_name_of_its_cell(network, tmp_path, subtests):
    before = held(network)
    for name, (change, place, expected) in HOSTILE.items():
        with subtests.test(name):
            done = command("etl", "import", "--draft", str(made(tmp_path, change)))
            assert done.returncode == 1
            assert place in done.stderr
            assert expected in done.stderr
            assert len(done.stderr) < 1_000
    assert not (tmp_path / "data" / "drafts").exists()
    assert held(network) == before


@pytest.mark.nightly
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_gives_the_same_draft(network, tmp_path):
    path = made(tmp_path, fill, "ar")
    to = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([OFFICE, profile, "--headless", *to, str(path)], check=True, timeout=180)
    etl("import", "--draft", path)
    etl("import", "--draft", tmp_path / "saved" / path.name)
    assert len(etl("drafts").splitlines()) == 3  # two of them are the header
