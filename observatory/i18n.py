"""The languages: which there are, how each writes numbers, lists and dates, and its words.

`LANGUAGES` is the one list: whatever needs a language, a separator or a plural rule asks it. The
words of the official languages stand in `observatory/locales/*.yaml`, one key a block with the
languages side by side; those of a further one stand in one file of its own, `locales/<code>.yaml`,
a line a key, with the names of the catalogue under `catalog.…`. Latin digits are used in all
languages; one separator choice a language (product.md).

A text may have plural forms, chosen by a number: `{by: n, one: …, other: …}`. And any text may
count a thing of `locales/count.yaml` in the right form: `{k:members}` becomes "1 member".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from numbers import Integral
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from observatory.errors import DuplicateId, MissingText

LOCALES = Path(__file__).resolve().parent / "locales"

# Isolates of either direction and their end: around parts of a text that run the other way.
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
MINUS, EN_DASH, NARROW_SPACE, NO_BREAK_SPACE = "\u2212", "\u2013", "\u202f", "\u00a0"
# Names of the catalogue in a file of texts: the catalogue itself reads them.
CATALOG_PREFIX = "catalog."
# What `typeset` looks for: an apostrophe inside a word, the blank before a high mark and inside
# guillemets, and years or ages from one to another, unless they are isolated already.
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w{])")
_HIGH_MARK = re.compile(r"[ \u00a0\u202f]+(?=[:;?!»](?:\s|$|[)».]))|(?<=«)[ \u00a0\u202f]*")
_RANGE = re.compile(r"(?<![\d\w\u2066/.-])(\d{1,4})[-–](\d{1,4})(?![\d\w\u2069/-])")
# What counts a thing: `{k:members}`, a number's name and a key of `count.`.
_COUNTED = re.compile(r"\{(\w+):(\w+)\}")
# Places of years in texts beside those whose names say so: no separator parts their digits.
_YEARS = frozenset({"first", "last"})
# So far counts are written out in forms: beyond it French has one for millions.
_COUNTS = range(1001)

Forms = Mapping[str, str]
Wording = str | Forms


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the product: its own name, its locale, its percent sign and separators.

    `comma` stands between names, `semicolon` between parts that hold commas; `apostrophe` inside
    words, `mark_space` before the high marks ; : ? ! and inside « », `first_day` for the first of a
    month, `article` is what its alphabet passes over. Official languages are those of the OIC: the
    catalogue and the register carry their texts in columns.
    """

    code: str
    name: str
    locale: str
    percent: str = "%"
    comma: str = ", "
    semicolon: str = "; "
    apostrophe: str = "'"
    mark_space: str = ""
    first_day: str = ""
    article: str = ""
    official: bool = False

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return _locale(self.locale).text_direction == "rtl"

    @property
    def separators(self) -> str:
        """Its decimal sign, then the sign between thousands."""
        signs = (get_decimal_symbol, get_group_symbol)
        return "".join(sign(self.locale, numbering_system="latn") for sign in signs)

    @property
    def plurals(self) -> frozenset[str]:
        """The plural forms that counts take (CLDR): one, other; six in Arabic."""
        return _plurals(self.locale)

    def plural(self, count: float | Decimal) -> str:
        """The plural form that this number takes."""
        return str(_locale(self.locale).plural_form(count))


LANGUAGES: Mapping[str, Language] = {
    each.code: each
    for each in (
        Language("en", "English", "en_GB", official=True),
        Language(
            "fr",
            "Français",
            "fr_FR",
            percent=NARROW_SPACE + "%",
            semicolon=NARROW_SPACE + "; ",
            apostrophe="\u2019",
            mark_space=NARROW_SPACE,
            first_day="1er",
            official=True,
        ),
        Language(
            "ar",
            "العربية",
            "ar",
            percent="٪",
            comma="، ",
            semicolon="؛ ",
            article="ال",
            official=True,
        ),
    )
}
# The language in which what has no text in another is shown.
FIRST = next(iter(LANGUAGES))


def official() -> tuple[str, ...]:
    """The official languages, in whose columns the catalogue and the register carry texts."""
    return tuple(code for code, each in LANGUAGES.items() if each.official)


def further() -> tuple[str, ...]:
    """The other languages: each has one file of texts."""
    return tuple(code for code, each in LANGUAGES.items() if not each.official)


def column(name: str, lang: str) -> str:
    """The column of a register's texts in a language; the English one for a further language."""
    return f"{name}_{lang if lang in official() else FIRST}"


def language(code: str) -> Language:
    """The language of this code, English for anything else."""
    return LANGUAGES.get(code, LANGUAGES[FIRST])


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


@cache
def _plurals(name: str) -> frozenset[str]:
    return frozenset(str(_locale(name).plural_form(count)) for count in _COUNTS)


@cache
def words(folder: Path = LOCALES) -> Mapping[str, Mapping[str, Wording]]:
    """Every key of the interface with its texts.

    Raises `DuplicateId` with every key given twice, `MissingText` with every text that a language
    lacks, and every plural form that one does.
    """
    twice: list[str] = []
    out: dict[str, dict[str, Wording]] = {}
    for path, key, texts in _side_by_side(folder):
        if key in out:
            twice.append(f"{path.name}: the key {key} is given twice.")
        out[key] = texts
    if twice:
        raise DuplicateId("\n".join(twice))
    faults = []
    for code in further():
        for key, wording in texts_of(code, folder).items():
            if key in out:
                out[key][code] = wording
            elif not key.startswith(CATALOG_PREFIX):
                faults.append(f"{code}.yaml: the interface has no text called {key}.")
    faults += [fault for key, texts in out.items() for fault in _missing(key, texts)]
    if faults:
        raise MissingText("\n".join(faults))
    return out


def yaml_tree(text: str) -> Any:  # noqa: ANN401 (a file holds what it holds)
    """What a YAML text holds, read by PyYAML's parser in C where it has one: eight times faster."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def texts_of(code: str, folder: Path = LOCALES) -> Mapping[str, Wording]:
    """The texts of a further language by key; empty where it has no file."""
    path = folder / f"{code}.yaml"
    return (yaml_tree(path.read_text("utf-8")) or {}) if path.is_file() else {}


def _side_by_side(folder: Path) -> Iterator[tuple[Path, str, dict[str, Wording]]]:
    """The blocks of the files that hold languages side by side."""
    for path in sorted(folder.glob("*.yaml")):
        if path.stem not in LANGUAGES:
            for key, texts in (yaml_tree(path.read_text("utf-8")) or {}).items():
                yield path, key, dict(texts or {})


def _missing(key: str, texts: Mapping[str, Wording]) -> Iterator[str]:
    """A sentence for each language in which a key lacks its text, or a form that counts need."""
    for code, spoken in LANGUAGES.items():
        wording = texts.get(code)
        if not wording:
            yield f"{key} has no text in {code}."
        elif isinstance(wording, Mapping):
            lacking = sorted((spoken.plurals | {"by"}) - wording.keys())
            if lacking:
                yield f"{key} has no {', '.join(lacking)} in {code}."


def text(key: str, lang: str, **values: object) -> str:
    """The interface's text of a key, its `{names}` filled; `MissingText` where there is none."""
    texts = words().get(key)
    if texts is None:
        raise MissingText(f"The interface has no text called {key}.", key=key)
    spoken = language(lang)
    wording = _typeset_wording(key, spoken.code)
    if not values:
        return wording if isinstance(wording, str) else wording["other"]
    wording = _form(wording, spoken, values)
    counted = _COUNTED.sub(lambda found: _count_words(found[2], values[found[1]], lang), wording)
    return counted.format(
        **{name: _with_separators(name, each, lang) for name, each in values.items()}
    )


def _with_separators(name: str, value: object, lang: str) -> object:
    """A value as a text prints it: a whole number with its language's separators, never a year."""
    if "year" in name or name in _YEARS or isinstance(value, bool):
        return value
    return number(int(value), lang, 0) if isinstance(value, Integral) else value


@cache
def _typeset_wording(key: str, code: str) -> Wording:
    """The wording of a key as it is set, in each of its forms."""
    wording = words()[key][code]
    if isinstance(wording, str):
        return typeset(wording, code)
    return {name: each if name == "by" else typeset(each, code) for name, each in wording.items()}


def typeset(words: str, lang: str) -> str:
    """Words as their language sets them: apostrophes, blanks at high marks, ranges of years.

    French: l’emploi, a narrow blank before ; : ? ! and inside « ». Arabic: a range such as
    2021–2022 is isolated, so that it reads from left to right. What is set already stays as it is.
    """
    spoken = language(lang)
    if spoken.apostrophe != "'":
        words = _APOSTROPHE.sub(spoken.apostrophe, words)
    if spoken.mark_space:
        words = _HIGH_MARK.sub(spoken.mark_space, words)
    if spoken.rtl:
        words = _RANGE.sub(f"{LRI}\\1{EN_DASH}\\2{PDI}", words)
    return words


def _form(wording: Wording, spoken: Language, values: Mapping[str, object]) -> str:
    """The form of a text that its number takes."""
    if isinstance(wording, str):
        return wording
    return wording.get(spoken.plural(_count(values[wording["by"]], spoken)), wording["other"])


def _count_words(thing: str, value: object, lang: str) -> str:
    """So many of a thing: "1 member", "2 members"."""
    return text(f"count.{thing}", lang, n=value)


def _count(value: object, spoken: Language) -> Decimal:
    """A count as a number: 3 of 3, of "3", of a number of a table and of "−1,1" in its language."""
    decimal, group = spoken.separators[0], spoken.separators[1]
    written = str(value)
    try:
        found = Decimal(written)
    except InvalidOperation:  # a number with the signs of its language
        plain = written.replace(group, "").replace(decimal, ".")
        found = Decimal("".join(sign for sign in plain if sign.isdigit() or sign == "."))
    whole = found == found.to_integral_value() and not isinstance(value, str)
    return abs(found.to_integral_value() if whole else found)


def round_half_up(value: float, decimals: int) -> Decimal:
    """A number to so many decimals, half away from zero: 25.65 is 25.7, as a reader rounds it.

    What is rounded is the decimal number that the source prints, not the binary one nearest to it.
    """
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: float, lang: str, decimals: int = 1) -> str:
    """A number with its language's separators: 14.3 · 14,3 · 1,234.5; a true minus sign.

    Rounded half up by `round_half_up`: every output of the product writes its numbers here.
    """
    spoken = language(lang)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    digits = format_decimal(
        abs(round_half_up(value, decimals)),
        pattern,
        locale=spoken.locale,
        numbering_system="latn",
        decimal_quantization=True,
    )
    if value >= 0 or not any(digit in "123456789" for digit in digits):
        return digits
    return isolate(MINUS + digits, lang)


def percent(value: float, lang: str, decimals: int = 1) -> str:
    """A share in percent as its language writes it: 14.3% · 14,3 % · 14.3٪."""
    return number(value, lang, decimals) + language(lang).percent


def difference(last: float, first: float, lang: str, decimals: int) -> str:
    """Last minus first with its sign, plus or true minus: of the two numbers as they are written.

    So that a reader who subtracts what is printed finds what is printed: 27.4 and 14.3 are 13.1
    apart, whatever stands behind the last digits.
    """
    value = float(round_half_up(last, decimals) - round_half_up(first, decimals))
    said = number(value, lang, decimals)
    return isolate(f"+{said}", lang) if value > 0 else said


def span(first: int, last: int, lang: str) -> str:
    """A span of years, isolated in Arabic so that it reads from left to right."""
    return str(first) if first == last else isolate(f"{first}{EN_DASH}{last}", lang)


def isolate(part: str, lang: str) -> str:
    """A left-to-right part (a range, a negative number, a code) inside right-to-left text.

    Its blanks do not break, so that a wrapped line never holds half of an isolate.
    """
    unbroken = part.replace(" ", NO_BREAK_SPACE)
    return f"{LRI}{unbroken}{PDI}" if part and language(lang).rtl else part


def isolate_foreign(words: str, lang: str) -> str:
    """Words as they are where they hold letters of the language's script, else isolated."""
    own = any(unicodedata.bidirectional(letter) in ("AL", "R") for letter in words)
    return words if own else isolate(words, lang)


def embed(words: str, lang: str) -> str:
    """Words of the language in a place whose direction is not known: a cell, a line of a figure."""
    return f"{RLI}{words}{PDI}" if language(lang).rtl else words


def join_names(names: Iterable[str], lang: str) -> str:
    """Names in a row with the comma of the language, or semicolons where a name holds a comma."""
    given, spoken = list(names), language(lang)
    marks = {each.comma.strip() for each in LANGUAGES.values()}
    holds = any(mark in name for name in given for mark in marks)
    return (spoken.semicolon if holds else spoken.comma).join(given)


def day(when: date, lang: str) -> str:
    """A date in words: 23 November 2026 · 1er mars 2026 · 23 نوفمبر 2026."""
    spoken = language(lang)
    first = f"'{spoken.first_day}'" if when.day == 1 and spoken.first_day else "d"
    return format_date(when, f"{first} MMMM y", locale=spoken.locale)


def partial_date(text: str, lang: str) -> str:
    """A date of reduced precision in words: 2025 · May 2025 · 6 May 2025."""
    filled = date.fromisoformat(f"{text}-01-01"[:10])
    if len(text) == len("2025-05-06"):
        return day(filled, lang)
    pattern = {4: "y", 7: "MMMM y"}[len(text)]
    return format_date(filled, pattern, locale=language(lang).locale)


def alphabetical(name: str) -> str:
    """The key that puts names in a reader's order: accents, case and hamza carriers aside.

    The Arabic article is passed over, as in the lists of the United Nations.
    """
    for spoken in LANGUAGES.values():
        name = name.removeprefix(spoken.article) or name
    flat = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).casefold()
