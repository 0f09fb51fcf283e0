"""What a build says in English words of its own, in a reader's language.

Releases, lists of groups, licences, citations and findings are written once, in English, by whoever
writes them: the catalogue, the snapshot, a check. Each family of them has its patterns in
`locales/builds.yaml`, whose English text is what is recognised.
"""

from __future__ import annotations

import re
from functools import cache

from observatory.i18n import (
    FIRST,
    isolate,
    join_names,
    language,
    number,
    partial_date,
    text,
    words,
)
from observatory.warehouse.terms import SourceTerm

_FIELD = re.compile(r"\{(\w+)(:\w+)?\}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def reword(english: str, family: str, lang: str) -> str:
    """What an English text of a family says, in a language; empty where no pattern knows it."""
    for key, pattern in _patterns(family):
        found = pattern.fullmatch(english)
        if found:
            values = {name: _value(name, part, lang) for name, part in found.groupdict().items()}
            return text(key, lang, **values)
    return ""


@cache
def _patterns(family: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The keys of a family, each with the pattern of its English text."""
    return tuple(
        (key, re.compile(_pattern(str(texts[FIRST]))))
        for key, texts in words().items()
        if key.startswith(f"{family}.")
    )


def _pattern(wording: str) -> str:
    """A text as a pattern: a name stands for anything, a count for a number and a word."""
    parts, at = [], 0
    for field in _FIELD.finditer(wording):
        parts.append(re.escape(wording[at : field.start()]))
        parts.append(rf"(?P<{field[1]}>\d+) \w+" if field[2] else f"(?P<{field[1]}>.+)")
        at = field.end()
    return "".join([*parts, re.escape(wording[at:])])


def _value(name: str, part: str, lang: str) -> str:
    if _DATE.fullmatch(part) and name == "when":
        return partial_date(part, lang)
    if part.isdecimal():
        return part
    if _THOUSANDS.fullmatch(part):
        return number(int(part.replace(",", "")), lang, 0)
    if name == "where":
        return reword(part, "obtained_from", lang) or isolate(part, lang)
    return reword(part, "release_source", lang) or isolate(part, lang)


def release(vintage: str, lang: str) -> str:
    """The release of a source in words, as `WDI, copie de : 23 février 2026`; empty for none."""
    parts = (part for part in vintage.split("; ") if part)
    said = [reword(part, "release", lang) or isolate(part, lang) for part in parts]
    return language(lang).semicolon.join(said)


def way(obtained: str, lang: str) -> str:
    """How the figures of a series came here; a part that no pattern knows is said to be English."""
    if lang == FIRST:
        return obtained
    said = [
        reword(part, "obtained", lang)
        or reword(part, "obtained_from", lang)
        or text("register.in_english", lang, words=isolate(part, lang))
        for part in filter(None, obtained.split("; "))
    ]
    return language(lang).semicolon.join(said)


def licence(source: SourceTerm, lang: str) -> str:
    """The licence of a source by its name."""
    return reword(source.licence, "licence", lang) or isolate(source.licence, lang)


def citation(source: SourceTerm, lang: str) -> str:
    """How a source is cited: as it asks to be, else by its publisher and name in the language."""
    if lang == FIRST:
        return source.citation
    said = reword(source.citation, "citation", lang)
    return said or join_names((source.publisher[lang], source.name[lang]), lang)


def in_words(english: str, family: str, lang: str) -> str:
    """A text of a family in words; one that no pattern knows bears the name of its language."""
    if not re.search("[a-z]{3}", english):
        return english
    named = text("register.in_english", lang, words=isolate(english, lang))
    return reword(english, family, lang) or named
