"""A figure as an Excel workbook: what a person reads first, where it comes from, and every column.

Three sheets, in the reader's language and direction: the rows in the columns that a person needs,
numbers and dates as such; title, notes, sources and citation; the rows of the machine's CSV.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from zipfile import ZipFile

import pandas as pd
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import Cell as SheetCell  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from observatory.charts.exhibit import Exhibit
from observatory.exports import citation
from observatory.exports.zip import archive
from observatory.i18n import FIRST, language, text, words
from observatory.view import MEASURES
from observatory.warehouse.build import Build
from observatory.warehouse.terms import Vocabulary
from observatory.words import titles
from observatory.words.participation import listed_at

# The columns that a person reads first, in order: at most `MOST` of those that hold anything.
READ = (
    "indicator", "event", "activity", "area", "iso3", "sex", "year", "value", "unit", "estimate",
    "modelled", "missing", "national_missing", "old", "in_person", "online", "given", "received",
    "offices", "n", "coverage", "median", "mode", "state", "role", "evidence_grade", "type", "link",
    "plan", "provider", "beneficiaries", "start_date", "end_date", "planned_start", "planned_end",
    "actual_start", "actual_end", "source", "document", "note",
)  # fmt: skip
MOST = 12
# Columns of which one value for all rows is said on the second sheet and not in each row.
SAID_ONCE = ("indicator", "sex", "unit")
# Codes of these columns are words of the interface.
CODED = {
    "sex": "sex",
    "estimate": "estimate",
    "missing": "missing",
    "national_missing": "missing",
    "state": "participation.state",
}
SHARES = ("coverage",)
# The widest and the narrowest column, in characters.
WIDEST, NARROWEST = 60, 8
# The most letters in the title of a sheet.
LONGEST_TITLE = 31
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEAD = PatternFill("solid", fgColor="E2EFE9")


def workbook(exhibit: Exhibit, terms: Vocabulary) -> bytes:
    """The workbook of a figure; the same bytes for the same build and view."""
    lang = exhibit.lang
    book = Workbook()
    book.remove(book.active)
    decimals = 1 if exhibit.answer is None else exhibit.answer.decimals
    shown = readable(_with_bounds(exhibit.rows, lang))
    headers = [_header(name, exhibit) for name in shown.columns]
    data, every = text("excel.sheet.data", lang), text("excel.sheet.machine", lang)
    _sheet(book, data, _words(shown, lang), headers=headers, lang=lang, decimals=decimals)
    _about(book, exhibit, terms)
    _sheet(book, every, exhibit.rows, headers=list(exhibit.rows.columns))
    book.properties.creator = text("frame.title", lang, page=text("excel.sheet.data", lang))
    book.properties.title = exhibit.words.title
    made = io.BytesIO()
    book.properties.created = book.properties.modified = exhibit.build.built_at.replace(tzinfo=None)
    book.save(made)
    return _date_parts(made, exhibit.build)


def tables(
    sheets: Mapping[str, pd.DataFrame], title: str, lines: Sequence[str], build: Build, lang: str
) -> bytes:
    """Tables that are in a reader's words already as a workbook, a sheet each, and what they are.

    `sheets` by their titles; `lines` are said on a last sheet, under the `title`.
    """
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        headers = [str(column) for column in rows.columns]
        _sheet(book, _sheet_title(book, name), rows, headers=headers, lang=lang)
    said = [*_paragraphs(lines), (text("frame.not_official", lang), False)]
    _say(_new(book, text("excel.sheet.about", lang), lang), [(title, True), *said], lang)
    book.properties.creator = text("frame.title", lang, page=title)
    book.properties.title = title
    made = io.BytesIO()
    book.properties.created = book.properties.modified = build.built_at.replace(tzinfo=None)
    book.save(made)
    return _date_parts(made, build)


def _sheet_title(book: Workbook, name: str) -> str:
    """A name as the title of a sheet may be: without signs, cut to its length, no two the same."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name)[:LONGEST_TITLE].strip()
    return plain if plain not in book.sheetnames else f"{plain[:-3]} {len(book.sheetnames)}"


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of some rows that a person reads first: those that hold anything, at most twelve.

    What is the same in all rows and stands in the title or a header is left out.
    """
    there = [name for name in READ if name in rows and _holds(rows[name])]
    if not there:  # no row meets the choice: the headers say what it would hold
        return rows[[name for name in READ if name in rows][:MOST]].head(0)
    once = [name for name in SAID_ONCE if name in there and rows[name].nunique() == 1]
    once += ["role"] if "value" in there else []
    return rows[[name for name in there if name not in once][:MOST]]


def _holds(column: pd.Series) -> bool:
    """Whether a column says anything: a value, a text, or a yes."""
    if pd.api.types.is_bool_dtype(column):
        return bool(column.fillna(value=False).any())
    return bool((column.notna() & (column.astype("string").fillna("") != "")).any())


def _header(name: str, exhibit: Exhibit) -> str:
    """A column's header in the reader's words; the value's bears the unit where there is one."""
    keys = (f"excel.{name}", f"table.{name}", f"network.{name}")
    header = text(next(key for key in keys if key in words()), exhibit.lang)
    units = list(exhibit.rows["unit"].dropna().unique()) if "unit" in exhibit.rows else []
    return f"{header} ({units[0]})" if name == "value" and len(units) == 1 else header


def _words(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The rows with words in place of codes."""
    out = rows.copy()
    known = words()
    for name, kind in CODED.items():
        if name in out:
            keys = [f"{kind}.{code}" for code in out[name]]
            said = zip(keys, out[name], strict=True)
            out[name] = [text(key, lang) if key in known else code for key, code in said]
    if "old" in out:
        yes = text("table.yes", lang)
        out["old"] = [yes if not pd.isna(old) and bool(old) else "" for old in out["old"]]
    for name in SHARES:
        if name in out:
            points = (None if pd.isna(x) else titles.coverage_points(x) for x in out[name])
            out[name] = [None if each is None else each / 100 for each in points]
    return out


def _with_bounds(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The rows with a column a measure of participation: at least, at most, of how many (M8)."""
    out = rows.copy()
    for name in MEASURES[1:]:
        parts = [f"{name}_{part}" for part in ("attended", "unknown", "open")]
        if set(parts) <= set(rows):
            cells = zip(*(rows[part].fillna(0) for part in parts), strict=True)
            out[name] = [listed_at(int(k), int(m), int(n), lang) for k, m, n in cells]
    return out


def _sheet(
    book: Workbook,
    title: str,
    rows: pd.DataFrame,
    *,
    headers: Sequence[str],
    lang: str = FIRST,
    decimals: int | None = None,
) -> None:
    """A sheet of rows under a row of headers that stays in sight and can be filtered."""
    sheet = _new(book, title, lang)
    if not len(rows.columns) or rows.empty:
        _write(sheet.cell(2, 1), text("excel.none", lang))
    if not headers:
        return
    for at, header in enumerate(headers, start=1):
        _write(sheet.cell(1, at), header)
        sheet.cell(1, at).font, sheet.cell(1, at).fill = Font(bold=True), _HEAD
        sheet.cell(1, at).alignment = Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate(rows.itertuples(index=False, name=None), start=2):
        for at, (name, value) in enumerate(zip(rows.columns, row, strict=True), start=1):
            _write(sheet.cell(line, at), value, _format(str(name), decimals))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(rows) + 1}"
    for at, header in enumerate(headers, start=1):
        column = get_column_letter(at)
        longest = max((len(str(each.value or "")) for each in sheet[column][1:]), default=0)
        width = max(NARROWEST, longest, min(len(header), 2 * NARROWEST)) + 2
        sheet.column_dimensions[column].width = min(WIDEST, width)


def _format(name: str, decimals: int | None) -> str | None:
    """The number format of a column for readers; a program's sheet has none."""
    if decimals is None or name not in {"value", "modelled", "median", *SHARES}:
        return None
    if name in SHARES:
        return "0.0%"
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _write(cell: SheetCell, value: object, number_format: str | None = None) -> None:
    """A value in a cell as what it is: number, day, or text that is never taken for a formula."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return
    if isinstance(value, str):
        plain = ILLEGAL_CHARACTERS_RE.sub("", value)
        if _DAY.fullmatch(plain):
            cell.value, cell.number_format = date.fromisoformat(plain), "yyyy-mm-dd"
            return
        cell.value = plain
        if plain.startswith("="):
            cell.data_type = "s"
        return
    cell.value = value.item() if hasattr(value, "item") else value
    if number_format is not None and isinstance(cell.value, int | float):
        cell.number_format = number_format


def _about(book: Workbook, exhibit: Exhibit, terms: Vocabulary) -> None:
    """The sheet of words: what the rows are, what must be known of them, whose they are."""
    sheet = _new(book, text("excel.sheet.about", exhibit.lang), exhibit.lang)
    _say(sheet, _lines(exhibit, terms), exhibit.lang)


def _say(sheet: Worksheet, lines: Iterable[tuple[str, bool]], lang: str) -> None:
    """Lines one below the other; headings stand out."""
    for at, (line, heading) in enumerate(lines, start=1):
        cell = sheet.cell(at, 1)
        _write(cell, line)
        side = "right" if language(lang).rtl else "left"
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
        cell.font = Font(bold=heading)
    sheet.column_dimensions["A"].width = 2 * WIDEST


def _lines(exhibit: Exhibit, terms: Vocabulary) -> Iterator[tuple[str, bool]]:
    """The lines of the sheet of words, and whether each is a heading."""
    lang, around = exhibit.lang, exhibit.words
    yield around.title or exhibit.name, True
    yield from _paragraphs((around.subtitle, exhibit.alt, around.source_line))
    if exhibit.notes:
        yield text("explore.notes", lang), True
        yield from _paragraphs(exhibit.notes)
    yield text("package.readme.cite", lang), True
    cite = citation.citation(exhibit.rows, terms, build=exhibit.build, lang=lang)
    yield from _paragraphs(line for line in cite.splitlines() if line.strip(" -"))
    yield text("frame.not_official", lang), False


def _paragraphs(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    yield from ((line, False) for line in lines if line)


def _new(book: Workbook, title: str, lang: str) -> Worksheet:
    """A sheet at the end of the book, in the direction of a language."""
    sheet = book.create_sheet(title)
    sheet.sheet_view.rightToLeft = language(lang).rtl
    return sheet


def _date_parts(made: io.BytesIO, build: Build) -> bytes:
    """The book with every part dated as the build, so that its bytes depend on nothing else."""
    with ZipFile(made) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    stamp = f"{build.built_at:%Y-%m-%dT%H:%M:%SZ}".encode()
    core = "docProps/core.xml"
    files[core] = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, files[core])
    return archive(files, build)
