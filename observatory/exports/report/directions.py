"""Words in parts of one direction: a Word file says of each run whether it is read from the right.

Isolates of Unicode, which Word does not know, become such parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from observatory.i18n import LRI, PDI, RLI

# The isolate whose direction is that of the first letter that it holds.
_FIRST_STRONG = "\u2068"
_LATIN = "A-Za-z\u00c0-\u024f"
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# Within words read from the right: Latin words with what stands between them, and plain numbers.
_WORDS = rf"[{_LATIN}0-9]*[{_LATIN}](?:[^{_RIGHT}]*[{_LATIN}0-9])?"
_NUMBER = r"[0-9]+(?:[.,:/][0-9]+)*"
_LEFTWARD = re.compile(rf"\((?:{_WORDS}|{_NUMBER})\)|{_WORDS}\)?|{_NUMBER}")
# Within words read from the left: words of a script read from the right.
_RIGHTWARD = re.compile(rf"[{_RIGHT}](?:[^{_LATIN}0-9]*[{_RIGHT}])?")
_ISOLATES = re.compile(f"[{LRI}{RLI}{_FIRST_STRONG}{PDI}]")


def without_isolates(words: str) -> str:
    """The words without isolates, for properties and names that are shown as they are."""
    return _ISOLATES.sub("", words)


def directed_parts(words: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """The words in parts, and whether each is read from the right; `rtl`: the text as a whole is.

    >>> directed_parts("OIC-PESNET", rtl=True)
    [('OIC-PESNET', False)]
    """
    out: list[tuple[str, bool]] = []
    for part, from_right in _isolate_parts(words, rtl=rtl):
        for each, direction in _scripts(part, rtl=from_right):
            if out and out[-1][1] == direction:
                out[-1] = (out[-1][0] + each, direction)
            elif each:
                out.append((each, direction))
    return _bracketed_parts(out)


def _bracketed_parts(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The parts, each with the brackets around it: no line breaks between the two."""
    out = list(parts)
    for at in range(1, len(out) - 1):
        (before, one), (words, own), (after, other) = out[at - 1 : at + 2]
        if one == other != own and before.endswith("(") and after.startswith(")"):
            out[at - 1 : at + 2] = [(before[:-1], one), (f"({words})", own), (after[1:], other)]
    return [each for each in out if each[0]]


def _isolate_parts(words: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """The parts between isolates, each with the direction in force there."""
    stack, place = [rtl], 0
    for mark in _ISOLATES.finditer(words):
        yield words[place : mark.start()], stack[-1]
        place = mark.end()
        if mark[0] == PDI:
            stack = stack[:-1] if len(stack) > 1 else stack
        elif mark[0] == _FIRST_STRONG:
            strong = re.search(f"[{_LATIN}{_RIGHT}]", words[place:])
            stack.append(bool(strong and re.match(f"[{_RIGHT}]", strong[0])))
        else:
            stack.append(mark[0] == RLI)
    yield words[place:], stack[-1]


def _scripts(words: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """The parts of words that run against their direction, and those between."""
    place = 0
    for found in (_LEFTWARD if rtl else _RIGHTWARD).finditer(words):
        end = found.end()
        if rtl and found[0].count(")") > found[0].count("("):
            end -= 1  # it closes what was opened before
        yield words[place : found.start()], rtl
        yield words[found.start() : end], not rtl
        place = end
    yield words[place:], rtl
