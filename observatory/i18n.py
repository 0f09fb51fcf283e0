"""Three languages: which there are, how they write numbers and dates, and the interface's words.

The words stand in `observatory/locales/*.yaml`, one key a block with `en`, `fr` and `ar` side by
side. Latin digits are used in all three languages; one separator choice a language (product.md).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from babel.dates import format_date
from babel.numbers import format_decimal

from observatory.errors import DuplicateId, MissingText

Lang = Literal["en", "fr", "ar"]
LOCALES = Path(__file__).resolve().parent / "locales"

# Isolates of either direction and their end: around parts of a text that run the other way.
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
MINUS, EN_DASH, NARROW_SPACE, NO_BREAK_SPACE = "\u2212", "\u2013", "\u202f", "\u00a0"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the product: its own name, direction, locale and percent sign."""

    code: Lang
    name: str
    rtl: bool
    locale: str
    percent: str


LANGUAGES: Mapping[str, Language] = {
    "en": Language("en", "English", rtl=False, locale="en_GB", percent="%"),
    "fr": Language("fr", "Français", rtl=False, locale="fr_FR", percent=NARROW_SPACE + "%"),
    "ar": Language("ar", "العربية", rtl=True, locale="ar", percent="٪"),
}


def language(code: str) -> Language:
    """The language of this code, English for anything else."""
    return LANGUAGES.get(code, LANGUAGES["en"])


@cache
def words(folder: Path = LOCALES) -> Mapping[str, Mapping[str, str]]:
    """Every key of the interface with its three texts; a missing or double one is an error."""
    out: dict[str, Mapping[str, str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for key, texts in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            if key in out:
                raise DuplicateId(
                    f"{path.name}: the key {key} is given twice.", file=path.name, key=key
                )
            missing = [lang for lang in LANGUAGES if not (texts or {}).get(lang)]
            if missing:
                raise MissingText(
                    f"{path.name}: {key} has no text in {', '.join(missing)}.",
                    file=path.name,
                    key=key,
                )
            out[key] = texts
    return out


def text(key: str, lang: str, **values: object) -> str:
    """The interface's text of a key, its `{names}` filled; `MissingText` where there is none."""
    texts = words().get(key)
    if texts is None:
        raise MissingText(f"The interface has no text called {key}.", key=key)
    return texts[language(lang).code].format(**values) if values else texts[language(lang).code]


def number(value: float, lang: str, decimals: int = 1) -> str:
    """A number with its language's separators: 14.3 · 14,3 · 1,234.5; a true minus sign."""
    spoken = language(lang)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    digits = format_decimal(
        abs(value),
        pattern,
        locale=spoken.locale,
        numbering_system="latn",
        decimal_quantization=True,
    )
    if value >= 0 or not any(digit in "123456789" for digit in digits):
        return digits
    return isolated(MINUS + digits, lang)


def percent(value: float, lang: str, decimals: int = 1) -> str:
    """A share in percent as its language writes it: 14.3% · 14,3 % · 14.3٪."""
    return number(value, lang, decimals) + language(lang).percent


def difference(last: float, first: float, lang: str, decimals: int) -> str:
    """Last minus first with its sign, plus or true minus: of the two numbers as they are written.

    So that a reader who subtracts what is printed finds what is printed: 27.4 and 14.3 are 13.1
    apart, whatever stands behind the last digits.
    """
    ends = (Decimal(repr(float(end))) for end in (last, first))
    written = [end.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) for end in ends]
    value = float(written[0] - written[1])
    said = number(value, lang, decimals)
    return isolated(f"+{said}", lang) if value > 0 else said


def span(first: int, last: int, lang: str) -> str:
    """A span of years, isolated in Arabic so that it reads from left to right."""
    return str(first) if first == last else isolated(f"{first}{EN_DASH}{last}", lang)


def isolated(part: str, lang: str) -> str:
    """A left-to-right part (a range, a negative number, a code) inside right-to-left text.

    Its blanks do not break, so that a wrapped line never holds half of an isolate.
    """
    unbroken = part.replace(" ", NO_BREAK_SPACE)
    return f"{LRI}{unbroken}{PDI}" if language(lang).rtl else part


def embedded(words: str, lang: str) -> str:
    """Words of the language in a place whose direction is not known: a cell, a line of a figure."""
    return f"{RLI}{words}{PDI}" if language(lang).rtl else words


def listed(names: Iterable[str], lang: str) -> str:
    """Names in a row with the comma of the language, or semicolons where a name holds a comma."""
    given = list(names)
    comma, semicolon = ("، ", "؛ ") if language(lang).rtl else (", ", "; ")
    if lang == "fr":
        semicolon = f"{NO_BREAK_SPACE}; "
    return (semicolon if any("," in name or "،" in name for name in given) else comma).join(given)


def day(when: date, lang: str) -> str:
    """A date in words: 23 November 2026 · 23 novembre 2026 · 23 نوفمبر 2026."""
    return format_date(when, "d MMMM y", locale=language(lang).locale)


def partial_date(text: str, lang: str) -> str:
    """A date of reduced precision in words: 2025 · May 2025 · 6 May 2025."""
    pattern = {4: "y", 7: "MMMM y", 10: "d MMMM y"}[len(text)]
    filled = date.fromisoformat(f"{text}-01-01"[:10])
    return format_date(filled, pattern, locale=language(lang).locale)


def alphabetical(name: str) -> str:
    """The key that puts names in a reader's order: accents, case and hamza carriers aside."""
    flat = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).casefold()
