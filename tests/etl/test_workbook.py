"""The register as a workbook: out, filled in by hand in any spreadsheet, and back in."""

import io
import shutil
import subprocess
import zipfile
from datetime import date

import openpyxl
import pytest

from etl import __main__ as command
from etl.register import participation, read, workbook_read, workbook_write
from etl.register.tables import tables
from observatory.catalog import models
from observatory.errors import RegisterError

TERMS = models.load()
HELD = read.read(TERMS)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("workbook") / "register.xlsx"
    workbook_write.template(HELD, TERMS, path)
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the register's folder that commands read and write."""
    copy = shutil.copytree(read.NETWORK, tmp_path / "network")
    monkeypatch.setattr(read, "NETWORK", copy)
    return copy


@pytest.fixture
def edited(made, tmp_path):
    """The workbook, changed by a function, in a file of its own."""

    def edit(change):
        book = openpyxl.load_workbook(made)
        change(book)
        path = tmp_path / "edited.xlsx"
        book.save(path)
        return path

    return edit


def cells(found):
    """The rows of a register, without their places."""
    return {
        name: sorted(tuple(row[column] for column in table.names) for row in found[name])
        for name, table in tables().items()
    }


def faults(path):
    with pytest.raises(RegisterError) as refused:
        workbook_read.read(path, TERMS)
    return [(each.place, each.found, each.expected) for each in refused.value.findings]


def column(page, name):
    """The position of a column by its header."""
    return next(cell.column for cell in page[1] if cell.value == name)


def row_of(page, **where):
    """The first row in which these columns hold these values."""
    at = {column(page, name): value for name, value in where.items()}
    return next(
        number
        for number in range(2, page.max_row + 1)
        if all(page.cell(number, position).value == value for position, value in at.items())
    )


def bytes_of(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_workbook_taken_back_is_the_register_to_the_last_cell(made):
    assert cells(workbook_read.read(made, TERMS)) == cells(HELD)


def test_importing_the_template_changes_nothing(made, folder, capsys):
    before = bytes_of(folder)
    assert command.main(["import", str(made)]) == 0
    assert "Nothing changes." in capsys.readouterr().out
    assert bytes_of(folder) == before


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice_is_the_register_still(made, tmp_path):
    to = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([OFFICE, profile, "--headless", *to, str(made)], check=True, timeout=180)
    assert cells(workbook_read.read(tmp_path / "saved" / made.name, TERMS)) == cells(HELD)


def test_the_first_sheet_is_the_attendance_list_in_at_most_ten_columns(made):
    book = openpyxl.load_workbook(made)
    first = book.worksheets[0]
    assert first.title == "participation"
    assert len([cell for cell in first[1] if cell.value]) <= 10


def test_every_table_stands_in_the_workbook_with_frozen_headers_notes_and_lists(made):
    book = openpyxl.load_workbook(made)
    names = {table.file.removesuffix(".csv") for table in tables().values()}
    assert names <= set(book.sheetnames)
    for name in names:
        page = book[name]
        assert page.freeze_panes == "A2", name
        for cell in page[1]:
            assert len(cell.comment.text.split("\n\n")) == 3, (name, cell.value)
    offered = {
        str(each.sqref).split(":")[0][:-1]: each.formula1
        for each in book["participation"].data_validations.dataValidation
    }
    letter = book["participation"].cell(1, column(book["participation"], "state")).column_letter
    assert offered[letter] == '"attended,absent,not_eligible,unknown"'
    assert len(offered) >= 4


def test_a_template_never_overwrites_a_file(made):
    with pytest.raises(RegisterError, match="a name that is free"):
        workbook_write.template(HELD, TERMS, made)


def test_a_list_typed_in_the_usual_ways_is_understood(edited):
    """Columns shuffled, a sheet of one's own, blanks, dates as dates and Arabic digits."""

    def change(book):
        page = book["participation"]
        header = [cell.value for cell in page[1]]
        page.append(
            [
                {"event_id": " PESNET-M4-2024 ", "iso3": "sen", "state": "Attended",
                 "evidence_grade": "A", "document_id": "communique-marrakech-2024-fr",
                 "confirmed_on": date(2024, 3, 1)}.get(name) for name in header
            ]
        )  # fmt: skip
        page.move_range(f"A1:A{page.max_row}", cols=len(header))
        for _ in range(3):
            page.append([None, "  ", ""])
        book.create_sheet("my own notes")["A1"] = "call the ministry"
        events = book["events"]
        number = row_of(events, event_id="PESNET-M4-2024")
        events.cell(number, column(events, "countries_stated")).value = "٢٠"
        events.cell(number, column(events, "end_date")).value = "١/٣/٢٠٢٤"
        book._sheets.reverse()

    path = edited(change)
    # 1/3/2024 could be the first of March or the third of January: the only thing asked back.
    assert [place.split(":")[0::2] for place, _, _ in faults(path)] == [["events", "end_date"]]

    def settled(book):
        change(book)
        events = book["events"]
        number = row_of(events, event_id="PESNET-M4-2024")
        events.cell(number, column(events, "end_date")).value = "٢٠٢٤/٣/١"

    found = workbook_read.read(edited(settled), TERMS)
    new = set(cells(found)["participation"]) - set(cells(HELD)["participation"])
    named = dict(zip(tables()["participation"].names, new.pop(), strict=True))
    assert not new
    assert (named["iso3"], named["state"], named["confirmed_on"]) == (
        "SEN",
        "attended",
        "2024-03-01",
    )
    assert cells(found)["event"] == cells(HELD)["event"]


def test_delegates_of_an_attendance_that_is_not_listed_are_asked_back(edited):
    def change(book):
        page, more = book["participation"], book["participation_more"]
        gone = {"event_id": "AASEP-2023-09-TRAINING", "iso3": "BEN"}
        page.delete_rows(row_of(page, **gone))
        more.cell(row_of(more, **gone), column(more, "delegates_women")).value = 2

    ((place, found, expected),) = faults(edited(change))
    assert place.startswith("participation_more:")
    assert (found, expected) == (
        "AASEP-2023-09-TRAINING BEN",
        "an event and country of sheet participation",
    )


def test_everything_wrong_with_a_workbook_is_said_at_once(edited):
    def change(book):
        page = book["participation"]
        page.cell(2, column(page, "iso3")).value = "FRA"
        page.cell(3, column(page, "document_id")).value = None
        page.cell(4, column(page, "state")).value = "=A1"
        events = book["events"]
        number = row_of(events, event_id="PESNET-M3-2021")
        events.cell(number, column(events, "end_date")).value = "2021-06-01"
        book["bodies"].cell(2, column(book["bodies"], "note")).value = "ask name@example.org"
        del book["topics"]

    said = faults(edited(change))
    places = [place for place, _, _ in said]
    assert "topics" in places
    assert "participation:2:iso3" in places
    assert "participation:4:state" in places
    assert "bodies:2:note" in places


def test_rows_are_judged_between_themselves_in_the_words_of_the_sheets(edited):
    def change(book):
        page = book["participation"]
        page.cell(3, column(page, "document_id")).value = None
        page.cell(2, column(page, "event_id")).value = "PESNET-M9"

    said = faults(edited(change))
    assert ("participation:2:event_id", "PESNET-M9", "an event of sheet events") in said
    assert ("participation:3:document_id", "nothing", "a document, for attended") in said


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "empty.xlsx"), (b"event_id,iso3\n", "list.xlsx"), (b"PK\x03\x04half", "half.xlsx")],
)
def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    ((place, found, _),) = faults(path)
    assert place == name
    assert "no workbook" in found


def test_a_file_that_is_not_there_is_refused(tmp_path):
    ((place, found, _),) = faults(tmp_path / "nowhere.xlsx")
    assert (place, found) == ("nowhere.xlsx", "no such file or directory")


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_read, "MOST_BYTES", 1000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 2000)
    path = tmp_path / "large.xlsx"
    path.write_bytes(packed.getvalue())
    ((_, found, _),) = faults(path)
    assert found.endswith("MB of sheets")


def test_an_import_says_what_changes_before_it_writes_and_a_dry_run_writes_nothing(
    edited, folder, capsys
):
    def change(book):
        page = book["participation"]
        header = [cell.value for cell in page[1]]
        new = {"event_id": "PESNET-M3-2021", "iso3": "UGA", "state": "attended",
               "evidence_grade": "A", "document_id": "sesric-2512"}  # fmt: skip
        page.append([new.get(name) for name in header])
        note = column(page, "note")
        page.cell(row_of(page, event_id="PESNET-M4-2024", iso3="MAR"), note).value = "Chair"
        page.delete_rows(row_of(page, event_id="AASEP-2023-09-TRAINING", iso3="BEN"))

    path, before = edited(change), bytes_of(folder)
    assert command.main(["import", str(path), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "participation: 1 new, 1 changed, 1 removed" in said
    assert "new      PESNET-M3-2021 UGA" in said
    assert "→ Chair" in said
    assert "removed  AASEP-2023-09-TRAINING BEN" in said
    assert bytes_of(folder) == before
    assert command.main(["import", str(path)]) == 0
    after = bytes_of(folder)
    assert {name for name in after if after[name] != before[name]} == {"participation.csv"}
    lines = [set(each["participation.csv"].splitlines()) for each in (before, after)]
    assert len(lines[1] - lines[0]) == 2
    assert len(lines[0] - lines[1]) == 2
    assert cells(read.read(TERMS, folder)) == cells(workbook_read.read(path, TERMS))


def test_a_faulty_workbook_leaves_every_file_as_it_was(edited, folder, capsys):
    def change(book):
        page = book["participation"]
        page.cell(2, column(page, "iso3")).value = "FRA"
        page.cell(3, column(page, "note")).value = "changed as well"

    before = bytes_of(folder)
    assert command.main(["import", str(edited(change))]) != 0
    assert "participation:2:iso3" in capsys.readouterr().err
    assert bytes_of(folder) == before


def test_a_disk_that_fails_in_the_middle_leaves_the_old_register_whole(folder, monkeypatch):
    """The third file cannot be put in its place: the two before it are taken back."""
    from pathlib import Path

    rows = {name: [*HELD[name]] for name in tables()}
    changed = type(HELD)({**rows, "participation": rows["participation"][:-1], "body": []})
    before, replace, count = bytes_of(folder), Path.replace, iter(range(100))

    def failing(self, target):
        if self.suffix == ".csv" and self.parent.name.startswith(".network-") and next(count) == 1:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    monkeypatch.setattr(read, "read", lambda *_: None)
    with pytest.raises(RegisterError, match="nothing was changed"):
        workbook_write.write(changed, TERMS, folder)
    assert bytes_of(folder) == before


def test_the_list_of_the_third_meeting_can_be_entered_as_the_how_to_says(edited, folder, capsys):
    """36 countries stated, two of them known: 34 more, and one typed wrong at first."""
    others = [iso3 for iso3 in sorted(TERMS.members()) if iso3 not in ("TUR", "BHR", "SYR")][:34]

    def enter(book, codes):
        book["documents"].append(["pesnet-m3-list", "List of participants", "SESRIC", "2021-06-03"])
        page, events = book["participation"], book["events"]
        header = [cell.value for cell in page[1]]
        row = {"event_id": "PESNET-M3-2021", "state": "attended", "evidence_grade": "A",
               "document_id": "pesnet-m3-list"}  # fmt: skip
        for iso3 in codes:
            page.append([{**row, "iso3": iso3}.get(name) for name in header])
        at = row_of(events, event_id="PESNET-M3-2021")
        events.cell(at, column(events, "list_status")).value = "complete"

    wrong = faults(edited(lambda book: enter(book, ["SNE", *others[1:]])))
    assert next(found for _, found, _ in wrong) == "SNE"
    path = edited(lambda book: enter(book, others))
    assert command.main(["import", str(path)]) == 0
    said = capsys.readouterr().out
    assert "participation: 34 new, 0 changed, 0 removed" in said
    found = read.read(TERMS, folder)
    known = [
        row["state"]
        for row in participation.participation_rows(found, TERMS, "public")
        if row["event_id"] == "PESNET-M3-2021"
    ]
    assert (known.count("attended"), known.count("absent"), known.count("not_eligible")) == (
        36,
        20,
        1,
    )


def test_the_work_plan_can_be_entered_as_the_how_to_says(edited, folder):
    def change(book):
        book["documents"].append(["work-plan-2024-2026-text", "Work Plan 2024-2026", "SESRIC"])
        page = book["activities"]
        header = [cell.value for cell in page[1]]
        row = {"activity_id": "WP24-10", "instrument_id": "work-plan-2024-2026",
               "plan": "2024-2026", "plan_link": "stated", "item_no": 1, "type": "capacity building",
               "modality": "virtual", "title_en": "Course", "title_fr": "Formation",
               "title_ar": "دورة", "planned_start": "2025-03", "planned_end": "2025-03",
               "budget": 12000.5, "currency": "USD", "state": "scheduled",
               "document_id": "work-plan-2024-2026-text", "evidence_grade": "A"}  # fmt: skip
        page.append([row.get(name) for name in header])
        book["activity_providers"].append(["WP24-10", "TUR", "work-plan-2024-2026-text", "A"])
        book["activity_beneficiaries"].append(["WP24-10", "all", "work-plan-2024-2026-text", "A"])

    assert command.main(["import", str(edited(change))]) == 0
    found = read.read(TERMS, folder)
    (row,) = (row for row in found["activity"] if row["activity_id"] == "WP24-10")
    assert (row["item_no"], row["budget"], row["planned_end"]) == ("1", "12000.5", "2025-03")
