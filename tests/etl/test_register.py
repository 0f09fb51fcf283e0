"""The network register: what it holds, and what it refuses with every fault named.

Each folder of `register_faults` holds the files that differ from those of `nothing_wrong`, and in
`faults.txt` what must be said of them; `absent.txt` names a file to leave out.
"""

import re
import shutil
from pathlib import Path

import pytest

from etl.register import participation, read, workbook_write
from etl.register.tables import Register, Row, tables
from observatory.catalog import models
from observatory.errors import RegisterError
from observatory.methods.dates import is_past, span
from observatory.warehouse.build import AUDIENCES

FAULTS = Path(__file__).parent / "register_faults"
SOUND = FAULTS / "nothing_wrong"
CASES = sorted(folder.name for folder in FAULTS.iterdir() if folder != SOUND)
TERMS = models.load()
HELD = read.read(TERMS)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")


def cells(table, **where):
    """The rows of the register in which these columns hold these values."""
    return [row for row in HELD[table] if all(row[name] == x for name, x in where.items())]


def states(found, audience="public"):
    """The participation rows that an audience sees: {(event, member): state}."""
    rows = participation.participation_rows(found, TERMS, audience)
    return {(row["event_id"], row["iso3"]): row["state"] for row in rows}


def changed(table, change):
    """The sound register with the rows of a table changed."""
    found = read.read(TERMS, SOUND)
    rows = {name: list(found[name]) for name in tables()}
    rows[table] = change(rows[table])
    return Register(rows)


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_refused_with_its_place_and_what_was_expected(tmp_path, case):
    folder = tmp_path / "network"
    shutil.copytree(SOUND, folder)
    for file in (FAULTS / case).iterdir():
        shutil.copy(file, folder)
    if (folder / "absent.txt").exists():
        (folder / (folder / "absent.txt").read_text("utf-8").strip()).unlink()
    expected = (FAULTS / case / "faults.txt").read_text("utf-8").splitlines()
    with pytest.raises(RegisterError) as refused:
        read.read(TERMS, folder)
    found = [f"{f.place}: found {f.found}; expected {f.expected}" for f in refused.value.findings]
    assert found == expected


def test_the_sound_register_is_not_refused():
    assert len(CASES) >= 40
    assert read.read(TERMS, SOUND)["event"]


def test_every_table_of_the_contract_has_its_file_even_while_empty():
    files = {file.name for file in read.NETWORK.glob("*.csv")}
    assert files == {table.file for table in tables().values()}


def test_files_stand_as_an_import_writes_them_so_that_a_change_reads_as_a_change(tmp_path):
    folder = tmp_path / "network"
    folder.mkdir()
    workbook_write.write(HELD, TERMS, folder)
    for file in sorted(folder.iterdir()):
        assert file.read_bytes() == (read.NETWORK / file.name).read_bytes(), file.name


def test_every_attendance_has_a_document_and_a_grade():
    for row in HELD["participation"]:
        assert row["document_id"], row.place
        assert row["evidence_grade"] in ("A", "B", "C", "D"), row.place


def test_no_person_can_be_reached_through_the_register():
    for table in tables().values():
        for row in HELD[table.name]:
            assert not [cell for cell in row.cells.values() if ADDRESS.search(cell)], row.place


def test_the_communique_has_its_fifteen_paragraphs():
    rows = cells("paragraph", instrument_id="communique-marrakech-2024")
    assert [int(row["number"]) for row in rows] == list(range(1, 16))


@pytest.mark.parametrize(
    ("event", "stated", "named"),
    [
        ("PESNET-M1-2014", "17", 17),
        ("PESNET-M2-2016", "32", 29),
        ("PESNET-M3-2021", "36", 2),
        ("PESNET-M4-2024", "20", 2),
    ],
)
def test_stated_and_named_counts_of_the_meetings_stand_apart(event, stated, named):
    assert cells("event", event_id=event)[0]["countries_stated"] == stated
    assert len(cells("participation", event_id=event, state="attended")) == named


def test_contradictions_between_sources_are_data():
    said = {(row["subject_id"], row["about"]): [] for row in HELD["discrepancy"]}
    for row in HELD["discrepancy"]:
        said[row["subject_id"], row["about"]].append(row["stated"])
    assert len(said["PESNET-M2-2016", "countries"]) >= 2
    assert any("71" in each for each in said["PESNET-M3-2021", "participants"])
    assert any("70" in each for each in said["PESNET-M3-2021", "participants"])
    assert len(said["anapec", "term"]) >= 2


def test_there_is_a_row_for_every_network_event_held_and_every_member():
    known = states(HELD)
    own = {
        row["event_id"]
        for row in HELD["event_framework"]
        if row["framework"] in ("PESNET", "PES-CaB")
    }
    held = {row["event_id"] for row in HELD["event"] if row["state"] == "held"} & own
    assert len(held) == 11
    assert {(event, iso3) for event in held for iso3 in TERMS.members()} <= set(known)


def test_a_complete_list_makes_those_not_on_it_absent_and_only_those():
    known = states(HELD)
    first = [state for (event, _), state in known.items() if event == "PESNET-M1-2014"]
    assert (first.count("attended"), first.count("absent"), first.count("not_eligible")) == (
        17,
        39,
        1,
    )
    second = [state for (event, _), state in known.items() if event == "PESNET-M2-2016"]
    assert "absent" not in second


def test_a_suspended_member_and_one_outside_the_scope_could_not_take_part():
    known = states(HELD)
    assert known["PESNET-M3-2021", "SYR"] == "not_eligible"
    assert known["PESNET-2022-11-KNOWLEDGE", "SEN"] == "not_eligible"
    assert known["PESNET-2022-11-KNOWLEDGE", "KWT"] == "unknown"


def test_a_row_that_the_audience_may_not_see_reads_as_unknown_not_as_absent():
    def hide(rows):
        return [
            Row(row.place, {**row.cells, "visibility": "secretariat"})
            if (row["event_id"], row["iso3"]) == ("M1", "MAR")
            else row
            for row in rows
        ]

    found = changed("participation", hide)
    assert states(found)["M1", "MAR"] == "unknown"
    assert states(found, "secretariat")["M1", "MAR"] == "attended"
    assert states(found)["M1", "SEN"] == "absent"


@pytest.mark.parametrize(
    ("accession", "suspended", "state"),
    [
        ("2015", ("", ""), "absent"),
        ("2016", ("", ""), "absent"),
        ("2017", ("", ""), "not_eligible"),
        ("1969", ("2016-09-27", ""), "not_eligible"),
        ("1969", ("2016-09-28", ""), "absent"),
        ("1969", ("2016", ""), "absent"),
        ("1969", ("2015", "2016"), "absent"),
        ("1969", ("2015", "2016-09-28"), "not_eligible"),
        ("1969", ("2015", "2017"), "not_eligible"),
    ],
)
def test_eligibility_follows_from_accession_and_suspension(accession, suspended, state):
    """The event of the case is held on 27 and 28 September 2016, with a complete list."""

    def rewritten(rows):
        given = {"suspended_from": suspended[0], "suspended_to": suspended[1]}
        return [
            Row(row.place, {**row.cells, "accession_year": accession, **given})
            if row["iso3"] == "SEN"
            else row
            for row in rows
        ]

    assert states(changed("member", rewritten))["M1", "SEN"] == state


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_wider_audience_never_sees_more(audience):
    found = read.read(TERMS, SOUND)
    seen = {name: len(rows) for name, rows in found.visible(audience).rows.items()}
    assert seen["document"] == (2 if audience == "secretariat" else 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_of_reduced_precision_spans_the_days_it_may_mean(text, first, last):
    assert [day.isoformat() for day in span(text)] == [first, last]
    assert not is_past(text, span(text)[1])


@pytest.mark.parametrize("text", ["2023-02-29", "24", "2024-13", "2024-1", "", "soon"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="date|month|day|isoformat"):
        span(text)


# Columns whose text is no prose: ids, addresses, dates; and titles of documents, quoted as they are.
NO_PROSE = re.compile(r"(^|_)(id|ids|url|codes?|on|from|to|start|end|plan|documents?)$")
HYPHEN = re.compile(r"(?<![\w\-/])((?:19|20)\d\d)-((?:19|20)\d\d)(?![\w\-/])")


def test_ranges_of_years_have_their_dash_in_every_text_of_the_register():
    quoted = {row["title"] for row in HELD["document"]}
    texts = [
        text
        for rows in HELD.rows.values()
        for row in rows
        for column, text in row.cells.items()
        if isinstance(text, str) and not NO_PROSE.search(column) and text not in quoted
    ]
    assert len(texts) > 1000
    assert [text for text in texts if HYPHEN.search(text)] == []
