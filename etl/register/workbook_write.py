"""The network register as a workbook, and a workbook brought back into the register's files.

`workbook_cells` says what sheets there are and reads them; here one is made, compared with the
register, and written to the files: all of it or nothing.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.register import read as files
from etl.register.tables import Column, Register, Row, Table, tables
from etl.register.workbook_read import Sheet, sheets
from observatory.catalog.models import Catalog
from observatory.errors import Finding, RegisterError
from observatory.i18n import FIRST, language, official, yaml_tree

NOTES = Path(__file__).resolve().parent / "workbook_notes.yaml"
LANGUAGES = official()
# The last row that drop-down lists reach, far below what the register will hold.
LAST_ROW = 5000
# Columns that name a row of another table without being declared as references to it.
NAMED: Mapping[str, str] = {
    "document_id": "document",
    "event_id": "event",
    "adopted_at_event": "event",
    "body_id": "body",
    "activity_id": "activity",
    "instrument_id": "instrument",
    "topic_id": "topic",
}
TEXT = "@"
# The face of the workbook's cells, the widths of a column of notes and the height of its lines.
FONT, NOTE_WIDTH, NOTE_LINE = "Calibri", 60, 16
HEADER = PatternFill("solid", fgColor="1F4E5F")
_MOST_TEXT = 32_767  # characters that a cell of a workbook can hold

Texts = Mapping[str, str]
# What a list of the hidden sheet holds: a code and its names a row.
List = Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What happens to one table: keys of rows that are new or gone, and cells that differ."""

    table: Table
    new: Sequence[str]
    gone: Sequence[str]
    changed: Mapping[str, Sequence[tuple[str, str, str]]]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class Notes:
    """The words of the workbook, by language."""

    columns: Mapping[str, Texts]
    required: Texts
    date: Texts
    instructions: Sequence[Texts]

    def of(self, column: Column) -> str:
        """What a column holds, in the three languages, one below the other."""
        out = []
        for lang in LANGUAGES:
            parts = [column.meaning if lang == FIRST else self.columns[column.name][lang]]
            parts += [self.required[lang]] * column.required
            parts += [self.date[lang]] * (column.kind == "date")
            out.append(" ".join(parts))
        return upright("\n\n".join(out))


def upright(text: str) -> str:
    """A text whose dates keep their order after Arabic letters, where a spreadsheet turns them."""
    return re.sub(r"\d{4}(?:-\d{2})+", "\u2066\\g<0>\u2069", text)


@cache
def notes() -> Notes:
    """The words that stand in the workbook's notes."""
    return Notes(**yaml_tree(NOTES.read_text("utf-8")))


def template(register: Register, terms: Catalog, out: Path) -> None:
    """Write the register as a workbook to fill in; a file that exists is never overwritten.

    The first sheet is the attendance list, short because it is what is entered most; see
    `workbook_cells.sheets` for where the rest of its table stands.
    """
    book = blank_book()
    lists = _lists(terms)
    for sheet in sheets():
        page = book.create_sheet(sheet.name)
        _fill(page, sheet, register[sheet.table.name])
        _offer(page, sheet, lists)
    _add_lists(book.create_sheet("lists"), lists)
    _add_notes(book.create_sheet("notes"))
    save(book, out)


def blank_book() -> openpyxl.Workbook:
    """A workbook without any sheet."""
    book = openpyxl.Workbook()
    book.properties.creator = "OIC-PESNET"
    book.remove(book.active)
    return book


def save(book: openpyxl.Workbook, out: Path) -> None:
    """Write a workbook to a file, never over one that exists; `RegisterError` says why not."""
    made = io.BytesIO()
    book.save(made)
    try:
        with out.open("xb") as file:
            file.write(made.getvalue())
    except FileExistsError:
        raise refusal(out.name, "a file of this name", "a name that is free") from None
    except OSError as error:
        raise refusal(out.name, error.strerror or "no file", "a writable place") from None


def _fill(page: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> None:
    """The header with its notes, and the rows, all of them as text."""
    for position, column in enumerate(sheet.columns, 1):
        head = page.cell(1, position, column.name)
        dress(head, notes().of(column))
        longest = max((len(row[column.name]) for row in rows), default=0)
        letter = get_column_letter(position)
        page.column_dimensions[letter].width = min(max(longest, len(column.name), 10) + 3, 48)
        page.column_dimensions[letter].number_format = TEXT
        for number, row in enumerate(rows, 2):
            put(page, number, position, row[column.name])
    page.freeze_panes = "A2"


def dress(head: Cell, note: str) -> None:
    """A header as all headers are, with a note."""
    head.font, head.fill = Font(name=FONT, bold=True, color="FFFFFF"), HEADER
    if note:
        head.comment = Comment(note, "OIC-PESNET", height=190, width=340)


def put(page: Worksheet, row: int, column: int, text: str) -> None:
    """One text, never a formula, an error or a number."""
    cell = page.cell(row, column)
    cell.number_format = TEXT
    if len(text) > _MOST_TEXT:
        place = f"{page.title}:{row}:{get_column_letter(column)}"
        raise refusal(place, f"{len(text)} characters", f"at most {_MOST_TEXT} in a workbook")
    if text:
        cell.value = text
        cell.data_type = "s"


def _offer(page: Worksheet, sheet: Sheet, lists: Mapping[str, List]) -> None:
    """The drop-down lists: closed lists refuse other words, references warn."""
    for position, column in enumerate(sheet.columns, 1):
        formula = _choices(sheet, column, lists)
        if formula is None:
            continue
        strict = (bool(column.values) and not column.many) or column.kind == "boolean"
        choice = DataValidation("list", formula1=formula, allow_blank=not column.required)
        choice.errorStyle = "stop" if strict else "warning"
        choice.showErrorMessage = True
        letter = get_column_letter(position)
        choice.add(f"{letter}2:{letter}{LAST_ROW}")
        page.add_data_validation(choice)


def _choices(sheet: Sheet, column: Column, lists: Mapping[str, List]) -> str | None:
    """What a column offers, as a spreadsheet's formula; None where it is free."""
    if column.values:
        return f'"{",".join(column.values)}"'
    if column.kind == "boolean":
        return '"true,false"'
    if column.name in ("iso3", "host_iso3"):
        name = "member" if sheet.table.name in files.OF_MEMBERS else "country"
        return _list_range(lists, name)
    if column.name == "indicator_id":
        return _list_range(lists, "indicator")
    other = column.references[0] if column.references else NAMED.get(column.name)
    if other is None or other == sheet.table.name:
        return None
    target = next(each for each in sheets() if each.table.name == other)
    span = f"{target.name}!$A$2:$A${LAST_ROW}"
    # As long as the ids that stand there, so that the list does not end in blanks.
    return f"OFFSET({target.name}!$A$2,0,0,MAX(1,COUNTA({span})),1)"


def _list_range(lists: Mapping[str, List], name: str) -> str:
    """The range of the codes of a list in the hidden sheet."""
    letter = get_column_letter(4 * list(lists).index(name) + 1)
    return f"lists!${letter}$2:${letter}${len(lists[name]) + 1}"


def _lists(terms: Catalog) -> Mapping[str, List]:
    """Member states, economies and indicators: codes with their names in three languages."""
    countries = [
        (iso3, each.name.en, each.name.fr, each.name.ar)
        for iso3, each in terms.countries.items()
        if not each.is_aggregate
    ]
    members = set(terms.members())
    indicators = [
        (name, each.name.en, each.name.fr, each.name.ar) for name, each in terms.indicators.items()
    ]
    return {
        "member": [row for row in countries if row[0] in members],
        "country": countries,
        "indicator": indicators,
    }


def _add_lists(page: Worksheet, lists: Mapping[str, List]) -> None:
    """The hidden sheet that the drop-down lists of codes read."""
    for block, (name, rows) in enumerate(lists.items()):
        heads = (name, *(f"{name}_{lang}" for lang in LANGUAGES))
        for number, row in enumerate([heads, *rows], 1):
            for position, text in enumerate(row, 1):
                put(page, number, 4 * block + position, text)
    page.sheet_state = "hidden"


def _add_notes(page: Worksheet) -> None:
    """The last sheet: how to fill in the workbook, a language a column."""
    for position, lang in enumerate(LANGUAGES, 1):
        page.column_dimensions[get_column_letter(position)].width = NOTE_WIDTH
        for number, texts in enumerate(notes().instructions, 1):
            put(page, number, position, upright(texts[lang]) if language(lang).rtl else texts[lang])
            order = 2 if language(lang).rtl else 1  # right to left, left to right
            page.cell(number, position).alignment = Alignment(
                wrap_text=True, vertical="top", readingOrder=order
            )
    for number, texts in enumerate(notes().instructions, 1):
        lines = max(ceil(1.2 * len(text) / NOTE_WIDTH) for text in texts.values())
        page.row_dimensions[number].height = NOTE_LINE * lines


def changes(before: Register, after: Register) -> list[Changes]:
    """What makes the second register of the first, table by table."""
    return [each for table in tables().values() if (each := _changes(table, before, after))]


def _changes(table: Table, before: Register, after: Register) -> Changes:
    old, new = ({_key(table, row): row for row in each[table.name]} for each in (before, after))
    differing = {
        key: [
            (name, old[key][name], row[name]) for name in table.names if old[key][name] != row[name]
        ]
        for key, row in new.items()
        if key in old
    }
    return Changes(
        table,
        new=[key for key in new if key not in old],
        gone=[key for key in old if key not in new],
        changed={key: cells for key, cells in differing.items() if cells},
    )


def _key(table: Table, row: Row) -> str:
    return " ".join(row[name] or "-" for name in table.key)


def summary(found: Sequence[Changes]) -> str:
    """What changes, for a person to read before it is written."""
    return (
        "\n".join(line for each in found for line in _difference_lines(each)) or "Nothing changes."
    )


def _difference_lines(each: Changes) -> Iterator[str]:
    counts = f"{len(each.new)} new, {len(each.changed)} changed, {len(each.gone)} removed"
    yield f"{each.table.file.removesuffix('.csv')}: {counts}"
    yield from (f"  new      {key}" for key in each.new)
    for key, cells in each.changed.items():
        yield f"  changed  {key}"
        for column, old, new in cells:
            yield f"    {column}: {old or 'nothing'} → {new or 'nothing'}"
    yield from (f"  removed  {key}" for key in each.gone)


def write(register: Register, terms: Catalog, folder: Path) -> None:
    """Write the register's files, all of them or none.

    They are written beside the folder, read back as every reader reads them, and only then put in
    the place of the old ones; should one not go, those that went are taken back. Raises
    `RegisterError` where the files cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".network-", dir=folder.parent) as name:
            fresh = Path(name)
            for table in tables().values():
                (fresh / table.file).write_bytes(_csv(table, register[table.name]))
            files.read(terms, fresh)
            _swap(fresh, folder)
    except OSError as error:
        found = (error.strerror or "a fault of the disk").lower()
        expected = "files that no other program holds open; nothing was changed"
        raise refusal(Path(error.filename or folder).name, found, expected) from None


def _swap(fresh: Path, folder: Path) -> None:
    """Put the files of one folder in the place of another's; the old ones return on any fault."""
    names = [table.file for table in tables().values()]
    names = [name for name in names if (fresh / name).read_bytes() != _bytes(folder / name)]
    kept = fresh / "before"
    kept.mkdir()
    for name in names:
        if (folder / name).exists():
            shutil.copy2(folder / name, kept / name)
    try:
        for name in names:
            (fresh / name).replace(folder / name)
    except BaseException:  # an interruption as well: half a register is none
        for name in names:
            if not (fresh / name).exists() and (kept / name).exists():
                (kept / name).replace(folder / name)
        raise


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _csv(table: Table, rows: Sequence[Row]) -> bytes:
    """A table's file: rows in the order of their cells, numbers of paragraphs as numbers."""

    def order(row: Row) -> list[tuple[int, str]]:
        numbered = [(name, row[name]) for name in table.names]
        return [(int(cell) if name == "number" else 0, cell) for name, cell in numbered]

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([row[name] for name in table.names] for row in sorted(rows, key=order))
    return text.getvalue().encode()


def refusal(place: str, found: str, expected: str) -> RegisterError:
    """One fault of a workbook as an error."""
    return RegisterError([Finding("error", "workbook", place, found, expected)])
