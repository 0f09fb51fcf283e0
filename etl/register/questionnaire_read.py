"""A questionnaire that came back: its answers, or every cell that cannot be taken, by its name.

Nothing of it is believed: what is no answer to a question of this very form is refused.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from etl.register.questionnaire import ASKED, CHOICES, Question, column_of, form, form_words
from etl.register.read import EMAIL, PHONE
from etl.register.tables import Register
from etl.register.workbook_read import SheetCell, cell_of, understood
from observatory.catalog.fields import FORBIDDEN
from observatory.catalog.files import Reading
from observatory.catalog.models import Catalog
from observatory.errors import RegisterError
from observatory.i18n import official

# More than any form has: a sheet is read so far, and its file taken so large when unpacked.
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS, MOST_BYTES = 400, 20, 2_000, 20_000_000
_WHOLE = "a questionnaire (.xlsx), as `python -m etl questionnaire` makes it"
_NO_PERSONS = "no e-mail address and no telephone number: the register holds no persons"

Lines = Sequence[Sequence[SheetCell]]


@dataclass(frozen=True, slots=True)
class MemberAnswer:
    """The answers to one question, codes for words, and the names of their cells, by column."""

    section: str
    subject: str
    fields: Mapping[str, str]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Replies:
    """The answers of one member; `file` is the name of the workbook that they came in."""

    iso3: str
    file: str
    answers: Sequence[MemberAnswer]


@dataclass(frozen=True, slots=True)
class AnsweredSheet:
    """One sheet that came back, and what its lines are held to.

    `keys` are the questions of the whole form by their keys, `bodies` the ids of the member's
    institutions by name; `reading` takes the faults.
    """

    title: str
    section: str
    iso3: str
    keys: Mapping[str, Question]
    bodies: Mapping[str, str]
    reading: Reading

    def cell(self, position: int, number: int) -> str:
        """The name of a cell, as the spreadsheet shows it: `Attendance!F5`."""
        return f"{self.title}!{get_column_letter(position + 1)}{number}"

    def fault(self, position: int, number: int, found: str, expected: str) -> None:
        """Refuse a cell."""
        self.reading.fault(self.cell(position, number), found, expected)


def read(path: Path, register: Register, terms: Catalog) -> Replies:
    """The answers of a questionnaire; `RegisterError` names every cell that cannot be taken."""
    reading = Reading()
    pages = _pages(path, reading)
    iso3 = _whose(pages, terms, path, reading)
    answers: list[MemberAnswer] = []
    if iso3:
        asked = form(register, terms, iso3, official()[0])
        keys = {asked.key(question): question for question in asked.questions}
        names = _names_of_bodies(register, terms, iso3)
        for title, lines in pages.items():
            section = _section(title)
            if section and section != "cover":
                sheet = AnsweredSheet(title, section, iso3, keys, names, reading)
                answers += _answers(sheet, lines)
    if not answers and not reading.faults:
        reading.fault(path.name, "no answer", "an answer in one of the white columns at least")
    if reading.faults:
        raise RegisterError(reading.faults)
    return Replies(iso3, path.name, answers)


def _pages(path: Path, reading: Reading) -> Mapping[str, Lines]:
    """The cells of every sheet by its title, no more of them than a form may have."""
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > MOST_BYTES:
            reading.fault(path.name, f"{size // 1_000_000} MB of sheets", _WHOLE)
            return {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about decorations that other programs add
            return _open(content)
    except OSError as error:
        reading.fault(path.name, (error.strerror or "unreadable").lower(), _WHOLE)
    # The parsers below the library raise whatever they meet in a broken file.
    except Exception as error:  # noqa: BLE001
        found = f"a file that is no workbook or not all of one ({type(error).__name__})"
        reading.fault(path.name, found, _WHOLE)
    return {}


def _open(content: bytes) -> Mapping[str, Lines]:
    out: dict[str, Lines] = {}
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    for page in book.worksheets:
        page.reset_dimensions()  # programs state them wrongly
        rows = page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        out[str(page.title)] = [[cell_of(cell) for cell in row] for row in rows]
    book.close()
    return out


def _whose(pages: Mapping[str, Lines], terms: Catalog, path: Path, reading: Reading) -> str:
    """The member whose form it is, by its first sheet; empty where it is nobody's."""
    for title, lines in pages.items():
        if _section(title) == "cover":
            code = _plain(lines[0][0]) if lines and lines[0] else ""
            if code in terms.members():
                return code
            expected = "the code of a member state, as the questionnaire came with"
            reading.fault(f"{title}!A1", code[:40] or "nothing", expected)
            return ""
    if pages:
        reading.fault(path.name, "no sheet that says whose it is", _WHOLE)
    return ""


def _section(title: str) -> str:
    """The section of a sheet by its title in whatever language; empty of any other sheet."""
    name = " ".join(title.split()).casefold()
    for section, texts in form_words().sheets.items():
        if name in (each.casefold() for each in texts.values()):
            return section
    return ""


def _answers(sheet: AnsweredSheet, lines: Lines) -> Iterator[MemberAnswer]:
    """The answers of a sheet; a line that is no question of the form must say nothing."""
    at = _columns(sheet, lines)
    met: set[str] = set()
    for number, line in enumerate(lines[1:], 2):
        answered = {
            name: line[position]
            for name, position in at.items()
            if position < len(line) and not line[position].blank
        }
        key = _plain(line[0]) if line else ""
        if number > MOST_ROWS and not all(cell.blank for cell in line):
            sheet.fault(0, number, "more rows", f"the {len(sheet.keys)} lines of the form")
            return
        if key and not key.startswith(f"{sheet.iso3}/"):
            expected = f"{sheet.iso3}: a questionnaire holds the answers of one member"
            sheet.fault(0, number, key.split("/")[0][:40], expected)
            continue
        question = sheet.keys.get(key)
        alien = question is None or question.section != sheet.section or key in met
        if answered and alien:
            found = "an answer in a row that the form does not have"
            sheet.fault(at[next(iter(answered))], number, found, "no further rows")
            return
        met.add(key)
        if question is not None and answered:
            yield _reply(sheet, number, question, {at[name]: name for name in answered}, line)


def _columns(sheet: AnsweredSheet, lines: Lines) -> Mapping[str, int]:
    """Where each column of answers stands, by its header in whatever language."""
    words = form_words()
    header = [_plain(cell).casefold() for cell in lines[0]] if lines else []
    at = {}
    for name in ASKED[sheet.section]:
        known = {each.casefold() for each in words.heads[name].values()}
        places = [position for position, head in enumerate(header) if head in known]
        if len(places) == 1:
            at[name] = places[0]
        else:
            wanted = f"a column named {' / '.join(words.heads[name].values())}"
            sheet.reading.fault(f"{sheet.title}!1", "no such column, or two", wanted)
    return at


def _reply(
    sheet: AnsweredSheet,
    number: int,
    question: Question,
    columns: Mapping[int, str],
    line: Sequence[SheetCell],
) -> MemberAnswer:
    """The answers of one line, with a fault for each that cannot be taken."""
    fields, cells = {}, {}
    for position, name in columns.items():
        found, expected = _understood_answer(sheet, name, line[position])
        if expected:
            sheet.fault(position, number, found[:80], expected)
        fields[name], cells[name] = found, sheet.cell(position, number)
    return MemberAnswer(question.section, question.subject, fields, cells)


def _understood_answer(sheet: AnsweredSheet, name: str, cell: SheetCell) -> tuple[str, str]:
    """An answer as a code or a text, and what is expected instead where it cannot be taken."""
    if isinstance(cell.value, str):
        cell = SheetCell(re.sub(r"[\r\n\t]+", " ", cell.value), cell.kind, cell.form)
    found, expected = understood(column_of(name), cell)
    if expected:
        return found, expected
    if FORBIDDEN & set(found):
        return repr(found), "no control character and no bidirectional mark"
    if len(found) > MOST_LETTERS:
        return f"{len(found)} letters", f"at most {MOST_LETTERS}"
    if EMAIL.search(found) or PHONE.search(found):
        return found, _NO_PERSONS
    codes = CHOICES.get((sheet.section, name))
    if codes is None and name != "body_id":
        return found, ""
    known = sheet.bodies if name == "body_id" else _codes(codes or ())
    code = known.get(" ".join(found.split()).casefold())
    return (found, "one of the words of the list") if code is None else (code, "")


def _codes(codes: Sequence[str]) -> dict[str, str]:
    """The codes by their words in every language."""
    words = form_words().codes
    return {said.casefold(): code for code in codes for said in (code, *words[code].values())}


def _names_of_bodies(register: Register, terms: Catalog, iso3: str) -> dict[str, str]:
    """The ids of a member's institutions by their names in every language."""
    out: dict[str, str] = {}
    for lang in official():
        for body_id, name in form(register, terms, iso3, lang).bodies.items():
            out |= {name.casefold(): body_id, body_id.casefold(): body_id}
    return out


def _plain(cell: SheetCell) -> str:
    return " ".join(str(cell.value or "").split())
