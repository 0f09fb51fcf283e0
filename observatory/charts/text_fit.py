"""Texts where no program measures them: how wide they are, where they break and are cut."""

from __future__ import annotations

import re

# A range of numbers stays together: a word joiner after its dash.
_RANGE = re.compile(r"(?<=\d)\u2013(?=\d)")
_JOINER = "\u2060"
# The widths of Arial's letters, as shares of the size of the type: of those that are narrower or
# wider than the rest, which is as wide as a digit. Letters of Arabic words are narrower: they join.
_WIDTHS = {
    0.23: "ijl'|",
    0.29: " .,:;!/()[]ftI·\u00a0\u202f",
    0.34: "r-",
    0.51: "ckszvxyJ",
    0.69: "ABEKPSVXYTZF",
    0.75: "CDGHNOQRUw",
    0.86: "mM%",
    0.96: "W—",
    0.0: "\u2060\u2066\u2067\u2068\u2069\u200b",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_DIGIT, _ARABIC = 0.56, 0.53
# The width of a letter as tables reckon it.
LETTER = 0.52
# The height of a line, as a share of the size of its type.
LINE = 1.2


def together(words: str) -> str:
    """A text whose ranges of numbers do not break at their dash."""
    return _RANGE.sub(f"\u2013{_JOINER}", words)


def wide(words: str, size: float) -> float:
    """The width in points that the longest line of a text is reckoned to need."""
    return size * max((sum(map(_letter, line)) for line in words.split("\n")), default=0.0)


def _letter(letter: str) -> float:
    return _WIDTH.get(letter, _ARABIC if "\u0600" <= letter <= "\u06ff" else _DIGIT)


def lines(words: str, size: float, width: float) -> list[str]:
    """A text on lines of a width, both in points, as it is reckoned to break."""
    out = []
    for part in words.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if line and wide(longer, size) > width:
                out.append(line)
                longer = word
            line = longer
        out.append(line)
    return out


def cut(words: str, size: float, width: float, most: int) -> str:
    """A text on at most so many lines; what has no room is an ellipsis."""
    found = lines(words, size, width)
    if len(found) <= most:
        return words
    kept = " ".join(found[:most])
    return kept[: max(0, len(kept) - 2)].rsplit(" ", 1)[0].rstrip(" ,;.،؛") + " …"
