"""The network register out of a workbook: read leniently, with every doubt named.

What a spreadsheet program or a hand changes without meaning anything by it (order, letter case,
blanks, real dates, digits of another script) is put right; what has two readings is a fault.
Places are `sheet:row:column`.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from etl.register.read import check
from etl.register.tables import Column, Register, Row, Table, tables
from observatory.catalog.fields import FORBIDDEN
from observatory.catalog.files import Reading
from observatory.catalog.models import Catalog
from observatory.errors import Finding, RegisterError
from observatory.methods.dates import span

# The columns of the attendance list; the others of its table stand in the sheet `MORE`.
ATTENDANCE = (
    "event_id", "iso3", "state", "role", "modality", "level",
    "evidence_grade", "document_id", "note", "confirmed_on",
)  # fmt: skip
MORE = "participation_more"
# What a workbook may hold unpacked: a hundred times what the register needs.
MOST_BYTES = 200_000_000

_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫\u2010\u2011\u2012\u2013\u2212", "01234567890123456789.-----"
)
_INVISIBLE = "\u200b\u2060\ufeff"
# A control character as spreadsheet files write it, and a bare line end.
_ESCAPED = re.compile(r"_x00(?:[01][0-9A-Fa-f]|7[Ff])_")
_YEAR_FIRST = re.compile(r"(\d{4})(?: ?[-/.] ?(\d{1,2}))?(?: ?[-/.] ?(\d{1,2}))?(?:[T ]00:00:00)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2}) ?([-/.]) ?)?(\d{1,2}) ?[-/.] ?(\d{4})")
_YES = frozenset({"true", "1", "yes", "vrai", "oui", "نعم", "صحيح"})
_NO = frozenset({"false", "0", "no", "faux", "non", "لا", "خطأ"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook: its name, its table, its columns in order."""

    name: str
    table: Table
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell as the file stores it: value, type (`f` formula, `e` error), number format."""

    value: object
    kind: str = "s"
    form: str = "@"

    @property
    def blank(self) -> bool:
        """Whether a reader of the sheet sees nothing here."""
        return self.value is None or (isinstance(self.value, str) and not _strip(self.value))


Lines = Sequence[tuple[int, Sequence[SheetCell]]]


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says: its rows, the faults so far, and what is needed to judge them.

    `missing` holds the sheet and the column (empty for all) that are not there; `moved` says where
    a cell stands that the row's own place does not tell.
    """

    register: Register
    reading: Reading
    missing: set[tuple[str, str]] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)


@cache
def sheets() -> tuple[Sheet, ...]:
    """The sheets that hold the register: the attendance list first, then the other tables.

    The attendance list is short, because it is what is entered most. What is seldom known of a
    participation stands in a second sheet by event and country: a hidden column would be lost
    from sight yet moved about with its row, and the first sheet would not be short.
    """
    attendance = tables()["participation"]
    by_name = {column.name: column for column in attendance.columns}
    more = [name for name in attendance.names if name not in ATTENDANCE]
    return (
        Sheet("participation", attendance, tuple(by_name[name] for name in ATTENDANCE)),
        Sheet(MORE, attendance, tuple(by_name[name] for name in (*attendance.key, *more))),
        *(
            Sheet(table.file.removesuffix(".csv"), table, table.columns)
            for table in tables().values()
            if table != attendance
        ),
    )


def read(path: Path, terms: Catalog) -> Register:
    """The register of a workbook; `RegisterError` names every fault as `sheet:row:column`."""
    book = rows_of(path)
    told = list(book.reading.faults)
    try:
        return check(book.register, terms, book.reading)
    except RegisterError as error:
        rest = _restate(error.findings[len(told) :], {each.place for each in told}, book)
        raise RegisterError([*told, *rest]) from None


def rows_of(path: Path) -> Book:
    """The rows of a workbook as the register writes them, with the faults of its sheets and cells.

    What the rows claim is not judged here; `read` does both.
    """
    book = Book(Register({}), Reading())
    pages = _pages(path, book.reading)
    if pages is None:
        return book
    rows: dict[str, list[Row]] = {}
    for sheet in sheets():
        if sheet.name not in pages:
            found = f"no such sheet; there are {', '.join(pages)}"
            book.reading.fault(sheet.name, found, f"a sheet named {sheet.name}")
            book.missing.add((sheet.name, ""))
        rows[sheet.name] = list(_rows(sheet, pages.get(sheet.name, ()), book))
    rows["participation"] = _join(rows["participation"], rows.pop(MORE), book)
    by_table = {sheet.table.name: rows[sheet.name] for sheet in sheets() if sheet.name in rows}
    return replace(book, register=Register(by_table))


def _pages(path: Path, reading: Reading) -> Mapping[str, Lines] | None:
    """The cells of every sheet by its name in small letters; None where the file is no workbook."""
    expected = "a whole workbook (.xlsx), as `python -m etl template` makes it"
    try:
        content = path.read_bytes()
    except OSError as error:
        reading.fault(path.name, (error.strerror or "unreadable").lower(), expected)
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > MOST_BYTES:
            reading.fault(path.name, f"{size // 1_000_000} MB of sheets", expected)
            return None
        return _open(content)
    # The parsers below the library raise whatever they meet in a broken file.
    except Exception as error:  # noqa: BLE001
        found = f"a file that is no workbook or not all of one ({type(error).__name__})"
        reading.fault(path.name, found, expected)
        return None


def _open(content: bytes) -> dict[str, Lines]:
    """The lines of every sheet that hold something, with their numbers."""
    out: dict[str, Lines] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about decorations that other programs add
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for page in book.worksheets:
            page.reset_dimensions()  # programs state them wrongly
            lines = enumerate(page.iter_rows(), 1)
            cells = ((number, [cell_of(each) for each in line]) for number, line in lines)
            name = _plain(page.title).casefold()
            out[name] = [line for line in cells if not all(each.blank for each in line[1])]
        book.close()
    return out


def cell_of(cell: object) -> SheetCell:
    """A cell of the library as a plain value."""
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    return SheetCell(value, kind, str(getattr(cell, "number_format", "General")))


def _rows(sheet: Sheet, lines: Lines, book: Book) -> Iterator[Row]:
    """The rows of a sheet; its first line that holds something is the header."""
    if (sheet.name, "") in book.missing:
        return
    at = _header(sheet, lines, book)
    for number, cells in lines[1:]:
        place = f"{sheet.name}:{number}"
        texts = {}
        for column in sheet.columns:
            position = at.get(column.name, len(cells))
            cell = cells[position] if position < len(cells) else SheetCell(None)
            texts[column.name], expected = understood(column, cell)
            if expected:
                found = texts[column.name] or repr(cell.value)
                book.reading.fault(f"{place}:{column.name}", found[:80], expected)
        if any(texts.values()):
            yield Row(place, texts)


def _header(sheet: Sheet, lines: Lines, book: Book) -> Mapping[str, int]:
    """Where each column stands; faults for columns that are missing, double or unknown."""
    names = [column.name for column in sheet.columns]
    number, header = lines[0] if lines else (1, ())
    at: dict[str, int] = {}
    width = max((len(cells) for _, cells in lines), default=0)
    for position in range(width):
        text = _plain(str(header[position].value or "")) if position < len(header) else ""
        name = text.casefold().replace(" ", "_")
        if name in names and name not in at:
            at[name] = position
        elif held := _first_value(lines, position):
            place = f"{sheet.name}:{number}:{text or get_column_letter(position + 1)}"
            what = "a second column of this name" if name in names else "an unknown column"
            book.reading.fault(place, f"{what}, with {held}", f"one of {', '.join(names)}")
    for name in names:
        if name not in at:
            book.missing.add((sheet.name, name))
            place = f"{sheet.name}:{number}:{name}"
            book.reading.fault(place, "no such column", f"a column named {name}")
    return at


def _first_value(lines: Lines, position: int) -> str:
    """The first value of a column below its header, with its row; empty where there is none."""
    for number, cells in lines[1:]:
        if position < len(cells) and not cells[position].blank:
            return f"{str(cells[position].value)[:40]!r} in row {number}"
    return ""


def _join(attendance: list[Row], more: list[Row], book: Book) -> list[Row]:
    """The attendance list, each row with what the second sheet adds to it."""
    key = tables()["participation"].key
    added: dict[tuple[str, ...], Row] = {}
    known = {tuple(row[name] for name in key) for row in attendance}
    whole = not any(sheet == "participation" for sheet, _ in book.missing)
    for row in more:
        this = tuple(row[name] for name in key)
        place, found = f"{row.place}:{key[0]}", " ".join(this)
        if this in added:
            found = f"{found} again (first at {added[this].place})"
            book.reading.fault(place, found, f"each {', '.join(key)} once")
        elif this not in known and whole and _says(row, key):
            book.reading.fault(place, found, "an event and country of sheet participation")
        added.setdefault(this, row)
    out = []
    for row in attendance:
        other = added.get(tuple(row[name] for name in key))
        out.append(Row(row.place, {**other.cells, **row.cells} if other else row.cells))
        for name in other.cells if other else ():
            if name not in key and other:
                book.moved[f"{row.place}:{name}"] = f"{other.place}:{name}"
    return out


def _says(row: Row, key: Sequence[str]) -> bool:
    """Whether a row of the second sheet says more than whose it is and when it was entered."""
    return any(text for name, text in row.cells.items() if name not in (*key, "recorded_on"))


def _restate(findings: Sequence[Finding], told: set[str], book: Book) -> Iterator[Finding]:
    """Findings of the register's checks, in a workbook's terms; mere consequences left out."""
    for finding in findings:
        place = book.moved.get(finding.place, finding.place)
        if place in told or _consequence(finding, book.missing):
            continue
        expected = finding.expected
        for table in tables().values():
            stem = table.file.removesuffix(".csv")
            expected = expected.replace(f" of {table.file}", f" of sheet {stem}")
            place = stem if place == table.file else place
        yield replace(finding, place=place, expected=expected)


def _consequence(finding: Finding, missing: set[tuple[str, str]]) -> bool:
    """Whether a finding says no more than that a sheet or a column is missing."""
    sheet, _, rest = finding.place.partition(":")
    for name, column in missing:
        table = next(each.table for each in sheets() if each.name == name)
        keyed = not column or column in table.key
        if keyed and (
            finding.expected.endswith(f" of {table.file}") or finding.place == table.file
        ):
            return True
        again = " again (first at " in finding.found
        if sheet == name and (rest.endswith(f":{column}") or (keyed and again)):
            return True
    return False


def understood(column: Column, cell: SheetCell) -> tuple[str, str]:
    """A cell as the register writes it, and what is expected instead where that cannot be known.

    What is merely of another form than the column's stays as it stands: the register's own check
    names it.
    """
    value = cell.value
    if cell.kind in ("f", "e"):
        found = value if isinstance(value, str) else "a formula"
        return found, "the value itself: no formula, no error of the spreadsheet"
    if isinstance(value, datetime):
        return _moment(column, cell, value)
    if value is not None and not isinstance(value, str | bool | int | float):
        return str(value), "a text, a number or a date"
    text = _strip(_as_text(value))
    if _ESCAPED.search(text):
        return text, "no control character"
    if not text or FORBIDDEN & set(text):
        return text, ""
    return _in_form(column, text)


def _in_form(column: Column, text: str) -> tuple[str, str]:
    """A text in the form of its column."""
    if column.kind == "date":
        return _date(_plain(text))
    if column.name == "due":
        parts = [_date(_plain(part)) for part in text.split(";")]
        doubts = [doubt for _, doubt in parts if doubt]
        return (text, doubts[0]) if doubts else (";".join(part for part, _ in parts), "")
    plain = _plain(text)
    if column.kind in ("integer", "double"):
        number = plain.translate(_DIGITS)
        whole = re.fullmatch(r"(-?\d+)\.0+", number, flags=re.ASCII)
        text = whole[1] if whole and column.kind == "integer" else number
    elif column.kind == "boolean":
        word = plain.translate(_DIGITS).casefold()
        text = "true" if word in _YES else "false" if word in _NO else text
    elif column.values:
        words = {each.casefold(): each for each in column.values}
        given = plain.split(";") if column.many else [plain]
        same = [words.get(each.strip().casefold(), "") for each in given]
        text = ";".join(same) if all(same) else text
    elif column.name in ("iso3", "host_iso3"):
        text = text.upper()
    return text, ""


def _moment(column: Column, cell: SheetCell, value: datetime) -> tuple[str, str]:
    """A real date of the spreadsheet, no more precise than it is shown."""
    if column.kind != "date" and column.name != "due":
        return f"a date ({value.date()})", "a text: format the cell as text and type it again"
    if value.time() != datetime.min.time():
        return str(value), f"a date without a time, such as {value.date()}"
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", cell.form).lower()
    if value.day == 1 and "d" not in shown and "y" in shown:
        return f"{value:%Y-%m}" if "m" in shown or value.month != 1 else f"{value:%Y}", ""
    return str(value.date()), ""


def _date(text: str) -> tuple[str, str]:
    """A date of whatever usual form as 2021-06-02; a doubt where day and month could be swapped."""
    plain = text.translate(_DIGITS)
    if first := _YEAR_FIRST.fullmatch(plain):
        return _iso(text, *(part for part in first.groups() if part)), ""
    last = _DAY_FIRST.fullmatch(plain)
    if last is None:
        return text, ""
    day, mark, month, year = last.groups()
    iso = _iso(text, *filter(None, (year, month, day)))
    other = _iso("", year, day, month) if day else ""
    if day and mark != "." and other and other != iso:
        either = f"{iso} or {other}" if iso != text else other
        return text, f"{either}: year, month, day, so that it has one meaning"
    return iso, ""


def _iso(text: str, *parts: str) -> str:
    """The date of a year, a month and a day; the text itself where the calendar has none."""
    iso = "-".join(part.zfill(2) for part in parts)
    try:
        span(iso)
    except ValueError:
        return text
    return iso


def _as_text(value: object) -> str:
    """A value of a cell as a person would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _strip(text: str) -> str:
    """A text without blanks at its ends, seen or unseen."""
    return text.strip().strip(_INVISIBLE).strip()


def _plain(text: str) -> str:
    """A name or a number with plain blanks, one at a time."""
    return " ".join(_strip(text).split())
