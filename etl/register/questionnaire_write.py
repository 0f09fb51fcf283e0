"""A member's questionnaire as a workbook, by the same writer as the register's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]
from openpyxl.worksheet.properties import PageSetupProperties  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.register.questionnaire import ASKED, CHOICES, SHOWN, Form, Question, form_words
from etl.register.workbook_write import FONT, blank_book, dress, put, refusal, save, upright
from observatory.i18n import language

# What is held, in a colour that says that it is not to be filled in.
HELD = PatternFill("solid", fgColor="E7EDEF")
LISTS, LINES = "lists", 2_000
_WIDTHS = {"event": 52, "topic": 44, "activity": 52, "state": 34, "document": 44, "comment": 48,
           "question": 40, "unit": 34, "level": 30}  # fmt: skip
_USUAL_WIDTH, _COVER_WIDTH = 24, 100


def write(form: Form, out: Path) -> None:
    """Write the questionnaire of a member; a file that exists is never overwritten."""
    book = blank_book()
    words, rtl = form_words(), language(form.lang).rtl
    _cover(book.create_sheet(words.sheets["cover"][form.lang]), form)
    lists = dict(_choices(form))
    for section in SHOWN:
        page = book.create_sheet(words.sheets[section][form.lang])
        _fill(page, section, form)
        _offer(page, section, lists)
    _add_lists(book.create_sheet(LISTS), lists)
    for page in book.worksheets:
        page.sheet_view.rightToLeft = rtl
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    save(book, out)


def write_all(forms: Sequence[Form], folder: Path) -> list[str]:
    """Write the questionnaires of members into a folder; the names of the files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(folder.name, error.strerror or "no folder", "a writable place") from None
    names = [f"questionnaire-{form.iso3}-{form.lang}.xlsx" for form in forms]
    taken = [name for name in names if (folder / name).exists()]
    if taken:
        raise refusal(taken[0], "a file of this name", "a folder that holds no questionnaires")
    for form, name in zip(forms, names, strict=True):
        write(form, folder / name)
    return names


def _cover(page: Worksheet, form: Form) -> None:
    """Whose form it is, and how it is filled in."""
    put(page, 1, 1, form.iso3)
    put(page, 1, 2, form.name)
    for number, texts in enumerate(form_words().instructions, 3):
        put(page, number, 2, upright(texts[form.lang].format(member=form.name)))
    order = 2 if language(form.lang).rtl else 1
    for row in page.iter_rows(min_row=1, min_col=2, max_col=2):
        row[0].alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
        row[0].font = Font(name=FONT, bold=row[0].row == 1)
    page.column_dimensions["B"].width = _COVER_WIDTH


def _fill(page: Worksheet, section: str, form: Form) -> None:
    """Headers, what is held, and room for the answers; the first column is the line's key."""
    words = form_words()
    heads = (*SHOWN[section], *ASKED[section])
    put(page, 1, 1, "key")
    page.column_dimensions["A"].hidden = True
    for position, name in enumerate(heads, 2):
        put(page, 1, position, words.heads[name][form.lang])
        dress(page.cell(1, position), words.help.get(name, {}).get(form.lang, ""))
        letter = get_column_letter(position)
        page.column_dimensions[letter].width = _WIDTHS.get(name, _USUAL_WIDTH)
    rtl = language(form.lang).rtl
    mine: list[Question] = [each for each in form.questions if each.section == section]
    for number, question in enumerate(mine, 2):
        put(page, number, 1, form.key(question))
        for position, shown in enumerate(question.shown, 2):
            put(page, number, position, shown)
            page.cell(number, position).fill = HELD
        for position in range(2, len(heads) + 2):
            page.cell(number, position).alignment = Alignment(
                wrap_text=True, vertical="top", readingOrder=2 if rtl else 1
            )
        for position in range(2 + len(question.shown), len(heads) + 2):
            put(page, number, position, "")
    page.freeze_panes = "B2"


def _choices(form: Form) -> Iterator[tuple[tuple[str, str], Sequence[str]]]:
    """What each column of answers offers, in the form's language."""
    for place, codes in CHOICES.items():
        yield place, [form_words().codes[code][form.lang] for code in codes]
    yield ("focal_point", "body_id"), list(form.bodies.values())


def _offer(page: Worksheet, section: str, lists: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """The drop-down lists of a sheet: they read the hidden sheet."""
    for at, ((name, column), offered) in enumerate(lists.items(), 1):
        if name != section or not offered:
            continue
        letter = get_column_letter(2 + len(SHOWN[section]) + ASKED[section].index(column))
        source = get_column_letter(at)
        formula = f"{LISTS}!${source}$1:${source}${len(offered)}"
        choice = DataValidation("list", formula1=formula, allow_blank=True)
        choice.errorStyle, choice.showErrorMessage = "stop", True
        choice.add(f"{letter}2:{letter}{LINES}")
        page.add_data_validation(choice)


def _add_lists(page: Worksheet, lists: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """The hidden sheet of what the columns offer."""
    for position, offered in enumerate(lists.values(), 1):
        for number, words in enumerate(offered, 1):
            put(page, number, position, words)
    page.sheet_state = "hidden"
