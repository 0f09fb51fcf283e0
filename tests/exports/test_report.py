"""Reports as Word files and the calendar: their parts, their direction, the counts of the pages."""

import io
import re
import shutil
import subprocess
from datetime import date, timedelta
from functools import cache

import docx
import icalendar
import pytest
from commands import command
from docx.oxml.ns import qn
from open_page import open_page
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from observatory.charts.kinds.table import words as in_words
from observatory.decks import ready_made
from observatory.exports.report import reports
from observatory.exports.report.directions import directed_parts
from observatory.exports.report.workplan import own_communique
from observatory.i18n import LANGUAGES, alphabetical, language, text
from observatory.methods.commitments import BLOCKS
from observatory.session import desk
from observatory.topics import commitments, follow_up, network_figures, participation
from observatory.topics.evaluation import evaluation
from observatory.topics.requests import REQUESTS, requests

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ARABIC = re.compile("[\u0600-\u06ff]")
# An event with a list in part, one with a list that is complete, one that is only decided.
PARTIAL, ONE, AHEAD = "PESNET-M2-2016", "PESNET-M1-2014", "PESNET-M5-2026"
ALL = (("workplan",), ("participants", PARTIAL), ("agenda", AHEAD), ("letters",))


@cache
def _made(data, lang, *name):
    """A report of the build in force by the command's own code, made once; with what it is of."""
    with desk(lang) as at:
        return at.report(*name)


@pytest.fixture
def report(request):
    """The report of a name and language of the build in force, as python-docx reads it."""
    import os

    def of(lang, *name):
        return docx.Document(io.BytesIO(_made(os.environ["OBSERVATORY_DATA"], lang, *name)))

    return of


def headings(file, level):
    return [p.text for p in file.paragraphs if p.style.name == f"Heading {level}"]


def said(file):
    """Every paragraph of a file in order, those of tables and of places to write in too."""
    return [
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in file.element.body.iter(qn("w:p"))
    ]


def plain(words):
    return re.sub("[\u2066-\u2069]", "", words)


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_progress_report_has_headings_contents_captions_tables_and_boxes(
    complete_warehouse, report, subtests
):
    for lang in ("ar", "fr"):
        with subtests.test(lang):
            file = report(lang, "workplan")
            names = ("short", "evaluation", "activities", "capacity", "follow_up", "dates",
                     "awaited", "proposals", "annex_participation", "annex_sources", "annex_method")  # fmt: skip
            assert headings(file, 1) == [plain(text(f"report.{name}", lang)) for name in names]
            fields = "".join(i.text for i in file.element.body.iter(qn("w:instrText")))
            assert 'TOC \\o "1-2"' in fields
            assert fields.count("SEQ Table") == len(file.tables) >= 15
            assert fields.count("SEQ Figure") == len(file.inline_shapes) == 3
            links = [h.get(qn("w:anchor")) for h in file.element.body.iter(qn("w:hyperlink"))]
            marks = {b.get(qn("w:name")) for b in file.element.body.iter(qn("w:bookmarkStart"))}
            assert [link for link in links if link] == sorted(marks)
            assert all(t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in file.tables)
            assert len(list(file.element.body.iter(qn("w:sdt")))) == 5
            assert all(shape._inline.docPr.get("descr") for shape in file.inline_shapes)
            facts = file.core_properties
            with desk(lang) as at:
                assert facts.identifier == at.build.build_id
                assert facts.created.replace(tzinfo=None) == at.build.built_at.replace(
                    microsecond=0
                )
            assert facts.title == plain(facts.title) != ""
            assert facts.comments.count("python-docx") == 0


def test_every_paragraph_table_and_section_of_an_arabic_report_runs_from_the_right(
    complete_warehouse, report, subtests
):
    for name in ALL:
        with subtests.test(name[0]):
            file = report("ar", *name)
            for section in file.sections:
                assert section._sectPr.find(qn("w:bidi")) is not None
            assert all(t._tbl.tblPr.find(qn("w:bidiVisual")) is not None for t in file.tables)
            for p in file.element.body.iter(qn("w:p")):
                own = p.pPr.find(qn("w:bidi"))
                addressed = p.pPr.pStyle is not None and p.pPr.pStyle.val == "Link"
                assert own is not None
                assert (own.get(qn("w:val")) == "0") == addressed
            for run in file.element.body.iter(qn("w:r")):
                words = "".join(t.text for t in run.findall(qn("w:t")))
                rtl = run.rPr is not None and run.rPr.find(qn("w:rtl")) is not None
                if ARABIC.search(words):
                    assert rtl
                assert not (rtl and re.search("[A-Za-z0-9]", words))
    assert not list(report("fr", "workplan").element.body.iter(qn("w:bidi")))


def test_words_of_both_directions_stand_in_runs_of_one_each():
    assert directed_parts("شبكة (OIC-PESNET) للفترة \u20662024–2026\u2069.", rtl=True) == [
        ("شبكة ", True), ("(OIC-PESNET)", False), (" للفترة ", True), ("2024–2026", False), (".", True)
    ]  # fmt: skip
    assert directed_parts("مراكش (\u20662026\u2069)، 57", rtl=True) == [
        ("مراكش ", True), ("(2026)", False), ("، ", True), ("57", False)
    ]  # fmt: skip
    assert directed_parts("Final: البيان الختامي, 2024", rtl=False) == [
        ("Final: ", False), ("البيان الختامي", True), (", 2024", False)
    ]  # fmt: skip


def test_the_counts_of_the_progress_report_are_those_of_the_pages(
    complete_warehouse, report, subtests
):
    for lang in ("ar", "fr"):
        with subtests.test(lang), desk(lang) as at:
            network, lines = at.network, said(report(lang, "workplan"))
            plan = commitments.plans(network)[0]
            found = evaluation(network, plan)
            (communique,) = own_communique(network, plan)["instrument_id"]
            expected = [
                found.lead,
                follow_up.head_line(network, communique),
                network_figures.meetings_in_short(network),
                participation.gate(network, "meetings"),
                *(sentence for part in found.outputs for sentence in part.sentences),
            ]
            assert {plain(each) for each in expected} <= set(lines)
            tables = [rows_of(table) for table in report(lang, "workplan").tables]
            for part in found.outputs:
                if len(part.rows):
                    heads = [plain(each) for each in in_words(part.rows, lang, "network").columns]
                    (own,) = [t for t in tables if t[0] == heads and len(t) == len(part.rows) + 1][
                        :1
                    ]
                    assert own
            members = participation.bounds_table(network, "meetings")
            *_, last = [table for table in tables if len(table) == 58]
            assert [row[0] for row in last[1:]] == list(members["area"])
            assert [int(row[1]) for row in last[1:]] == list(members["in_person_attended"])
            n = sum(len(commitments.paragraphs(network, communique, block)) for block in BLOCKS)
            head = plain(text("network.paragraph", lang))
            dated = len(network_figures.decision_dates(network))
            assert sum(len(t) - 1 for t in tables if head in t[0]) == n + dated


def test_of_a_plan_without_activities_the_report_says_what_is_awaited_and_shows_no_zero(
    warehouse, report
):
    file = report("en", "workplan")
    lines = said(file)
    with desk("en") as at:
        found = evaluation(at.network, commitments.plans(at.network)[0])
    assert found.known == 0
    assert set(found.awaited) <= set(lines)
    assert text("commitments.plan.none", "en") in lines
    assert not [line for line in lines if re.search(r"\b0 of \d+ activit", line)]
    assert len(file.inline_shapes) == 2


def test_a_list_names_exactly_those_whom_a_source_names_and_says_what_is_not_known(
    warehouse, report
):
    file = report("en", "participants", PARTIAL)
    with desk("en") as at:
        parts = at.network.tables["participation"]
        mine = parts.loc[parts["event_id"] == PARTIAL]
        listed = {at.network.name(c) for c in mine.loc[mine["state"] == "attended", "iso3"]}
        unknown = int((mine["state"] == "unknown").sum())
    rows = rows_of(file.tables[0])[1:]
    assert {row[1] for row in rows} == listed
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=alphabetical)
    assert [int(row[0]) for row in rows] == list(range(1, len(listed) + 1))
    assert f"List not available for {unknown} members; nothing is said of them." in said(file)
    ahead = report("fr", "participants", AHEAD)
    form = rows_of(ahead.tables[0])
    assert len(form) == 58
    assert {cell for row in form[1:] for cell in row[1:]} == {""}


def test_an_agenda_says_of_each_item_what_the_slides_say_and_what_is_awaited(
    warehouse, report, subtests
):
    lines = set(said(report("fr", "agenda", AHEAD)))
    with desk("fr") as at:
        slides = ready_made.meeting(at.network, at.ask)
    for slide in slides:
        if slide.name in ("held", "took_part", "communique", "delivered", "aggregate", "gap"):
            with subtests.test(slide.name):
                assert slide.title in lines
    for name in ("progress", "moved", "topics"):
        what, who = (text(f"deck.awaited.{name}{end}", "fr") for end in ("", ".from"))
        assert f"{what} – {who}" in lines


def letters_of(file):
    """The lines of each letter by the member's name."""
    out, name = {}, None
    for p in file.paragraphs:
        if p.style.name == "Heading 1":
            name = p.text
            out[name] = []
        elif name:
            out[name].append((p.style.name, p.text))
    return out


def test_a_letter_asks_for_exactly_what_is_missing_of_the_member(
    complete_warehouse, report, subtests
):
    found = letters_of(report("ar", "letters"))
    with desk("ar") as at:
        network = at.network
        tables = network.tables
        known = set(tables["focal_points"].query("status == 'notified'")["iso3"])
        told = set(tables["needs"]["iso3"])
        for iso3 in network.members:
            lines = found.get(plain(network.name(iso3)), [])
            asked = [words for _, words in lines if re.match(r"\d\. ", words)]
            said_of = [
                c
                for c in REQUESTS
                if any(plain(text(f"report.request.{c}", "ar")) in a for a in asked)
            ]
            parts = tables["participation"].query("iso3 == @iso3")
            events = parts.loc[parts["event_id"].isin(network.events["event_id"])]
            expected = {
                "focal_point": iso3 not in known,
                "lists": bool((events["state"] == "unknown").any()),
                "questionnaire": iso3 not in told,
                "record": bool((events["state"] == "attended").any()),
            }
            with subtests.test(iso3):
                assert {c: c in said_of for c in expected} == expected
                bullets = [words for style, words in lines if style == "List Bullet"]
                asked_of = requests(network, iso3)
                assert bullets == [plain(each) for one in asked_of for each in one.details]
                assert len(asked) == len(asked_of)


def test_letters_hold_no_address_or_number_of_a_person(warehouse, report):
    found = letters_of(report("en", "letters"))
    assert len(found) == 57
    whole = "\n".join(words for lines in found.values() for _, words in lines)
    assert not re.search(r"[\w.]+@[\w.]+|\+\d{6,}|\bMr\b|\bMs\b", whole)


def test_a_report_is_the_same_bytes_for_one_build(warehouse):
    with desk("ar") as at:
        made = [at.report("participants", ONE) for _ in range(2)]
    assert made[0] == made[1]


def test_word_opens_every_report_without_repairing_it(complete_warehouse, tmp_path, subtests):
    import os

    for lang, name in zip(("fr", "ar", "ar", "ar"), ALL, strict=True):
        path = tmp_path / f"{name[0]}-{lang}.docx"
        path.write_bytes(_made(os.environ["OBSERVATORY_DATA"], lang, *name))
        with subtests.test(path.name):
            assert OpenXmlValidator().validate(path).errors == []


def as_pdf(tmp_path, data):
    source = tmp_path / "report.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return PdfReader(tmp_path / "report.pdf")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("lang", "name"),
    [
        pytest.param("ar", ALL[1], id="one"),
        *(
            pytest.param(lang, name, marks=pytest.mark.nightly, id=f"{name[0]}-{lang}")
            for lang in LANGUAGES
            for name in ALL
        ),
    ],
)
def test_libreoffice_opens_a_report(warehouse, tmp_path, lang, name):
    import os

    pages = as_pdf(tmp_path, _made(os.environ["OBSERVATORY_DATA"], lang, *name)).pages
    words = "".join(page.extract_text() for page in pages)
    assert len(pages) >= 2
    assert "OIC-PESNET" in words
    assert language(lang).rtl == bool(ARABIC.search(words))


def test_commands_write_reports_and_say_in_a_paragraph_what_is_wrong(warehouse, tmp_path, subtests):
    out = tmp_path / "x.docx"
    done = command("observatory", "report", "participants", ONE, "-o", str(out), "--lang", "fr")
    assert (done.returncode, done.stderr) == (0, "")
    assert docx.Document(out).core_properties.language == "fr-FR"
    done = command("observatory", "report", "participants", ONE, "-o", str(tmp_path))
    assert done.returncode == 0
    assert list(tmp_path.glob(f"participants-{ONE}-en-*.docx"))
    nowhere = tmp_path / "x.docx" / "y.docx"
    for code, arguments, words in (
        (
            1,
            ("participants", "PESNET-M9-2014"),
            "holds no event of the network called PESNET-M9-2014",
        ),
        (1, ("agenda", "ICLM-1-2011"), "holds no event of the network called ICLM-1-2011"),
        (2, ("agenda",), "needs the id of an event"),
        (2, ("letters", ONE), "is of no single event"),
    ):
        with subtests.test(" ".join(arguments)):
            gone = tmp_path / "gone.docx"
            done = command("observatory", "report", *arguments, "-o", str(gone))
            assert done.returncode == code
            assert words in done.stderr
            assert "Traceback" not in done.stderr
            assert not gone.exists()
    done = command("observatory", "report", "participants", ONE, "-o", str(nowhere))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert ONE in command("observatory", "report", "agenda", "X", "-o", str(out)).stderr


def test_without_a_build_or_a_plan_a_report_says_so(no_warehouse, built_empty, tmp_path):
    out = str(tmp_path / "x.docx")
    done = command("observatory", "report", "workplan", "-o", out)
    assert (done.returncode, "There is no warehouse yet" in done.stderr) == (1, True)
    done = command(
        "observatory", "report", "workplan", "-o", out, OBSERVATORY_DATA=str(built_empty)
    )
    assert (done.returncode, "holds no work plan" in done.stderr) == (1, True)


def dates_of(lang):
    with desk(lang) as at:
        return icalendar.Calendar.from_ical(at.calendar()), at.build, at.network


def test_the_calendar_holds_the_decided_dates_and_says_which_day_is_not_known(warehouse, tmp_path):
    out = tmp_path / "decisions.ics"
    assert command("observatory", "calendar", "-o", str(out)).returncode == 0
    file = icalendar.Calendar.from_ical(out.read_bytes())
    _, build, network = dates_of("en")
    events = file.walk("VEVENT")
    assert len(events) == len(network_figures.decision_dates(network)) == 2
    first, last = events
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2025, 1, 1), date(2026, 1, 1))
    assert "2025, day not known" in first["summary"]
    assert text("status.passed", "en") in first["summary"]
    assert text("status.passed", "en") not in last["summary"]
    assert last["status"] == "TENTATIVE"
    assert {each["transp"] for each in events} == {"TRANSPARENT"}
    stamps = {each["dtstamp"].dt.replace(tzinfo=None) for each in events}
    assert stamps == {build.built_at.replace(microsecond=0)}


def test_a_date_keeps_its_uid_in_every_language_and_planned_activities_have_theirs(
    complete_warehouse,
):
    found = {lang: dates_of(lang)[0].walk("VEVENT") for lang in LANGUAGES}
    uids = {lang: [str(each["uid"]) for each in events] for lang, events in found.items()}
    assert uids["en"] == uids["fr"] == uids["ar"]
    assert len(set(uids["en"])) == len(uids["en"])
    network = dates_of("en")[2]
    frame = network.tables["activities"].set_index("activity_id")
    planned = {
        str(uid).partition("@")[0]: each for uid, each in zip(uids["en"], found["en"], strict=True)
    }
    for activity_id, row in frame.iterrows():
        if activity_id in planned:
            assert row["actual_start"] is None or row["actual_start"] != row["actual_start"]
            assert row["state"] != "cancelled"
    imprecise = [e for e in found["en"] if e["dtend"].dt - e["dtstart"].dt > timedelta(days=1)]
    assert imprecise
    assert not re.search("[\u2066-\u2069]", dates_of("ar")[0].to_ical().decode())


def test_commitments_offers_the_report_and_the_dates_in_its_menu(warehouse):
    names = [button.proto.label for button in open_page("commitments").get("download_button")]
    assert names.count("Progress report (Word)") == names.count("Decided dates (calendar)") == 1


def test_a_file_is_called_by_report_event_language_and_build(warehouse):
    with desk("ar") as at:
        name = reports.filename("agenda", at.network, AHEAD)
        assert name == f"agenda-{AHEAD}-ar-{at.build.build_id}.docx"
