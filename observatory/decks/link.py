"""A reader's deck as text in the address: which views, in which order, with which words.

A ready-made deck has a short name: `meeting`, `member:MAR`, `theme:neet_rate`. A deck that a
reader collected is its list of views, pressed and written in letters that an address may hold.
"""

from __future__ import annotations

import json
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from zlib import compress, decompressobj
from zlib import error as ZlibError  # noqa: N812 - the library's own name is a lower-case word

from observatory.view import MAX_DECK

# What begins a collected deck, and the most bytes that one may unfold to.
_MARK, _MOST = "~", 40_000
MOST_ITEMS = 40
# Letters that a title, a note, and the query of a view may have.
TITLE, NOTE, QUERY = 160, 600, 2_000
# What turns the letters after it around; the isolates of the product's own texts are no such mark.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True, slots=True)
class Item:
    """One view of a deck: its query, and the reader's own title and note, each may be empty."""

    query: str  # of Explore, or with the name of another page before it: `participation?…`
    title: str = ""
    note: str = ""


def write(items: Sequence[Item]) -> str:
    """A deck as text for the address, empty for no items; `ValueError` where it is too long."""
    if not items:
        return ""
    rows = [[fit(part) for part in asdict(item).values()] for item in items]
    packed = compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = _MARK + urlsafe_b64encode(packed).decode().rstrip("=")
    if len(items) > MOST_ITEMS or len(text) > MAX_DECK:
        raise ValueError(len(items))
    return text


def read(text: str) -> tuple[Item, ...] | None:
    """The items of a collected deck; None where the text is none, whatever it holds instead.

    Their words are as a slide can show them: see `fit`; `left_out` counts what that took away.
    """
    rows = _rows(text)
    return None if rows is None else tuple(_item(row) for row in rows)


def left_out(text: str) -> int:
    """How many letters of a deck's words no slide can show, or has room for."""
    rows = _rows(text) or []
    kept = (asdict(_item(row)).values() for row in rows)
    return sum(
        len(given) - len(shown)
        for row, parts in zip(rows, kept, strict=True)
        for given, shown in zip(row, parts, strict=True)
    )


def fit(words: str) -> str:
    """Words without what a slide cannot hold: a line's end becomes a blank, the rest goes.

    Taken away are control characters, halves of a character, characters that are none, and marks
    that turn the direction of what follows.
    """
    return "".join(" " if _ends_a_line(letter) else letter for letter in words if _stays(letter))


def _ends_a_line(letter: str) -> bool:
    return letter in "\t\n\r" or unicodedata.category(letter) in ("Zl", "Zp")


def _stays(letter: str) -> bool:
    code = ord(letter)
    none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    silent = unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n\r"
    return not (none or silent or letter in _TURNING)


def _rows(text: str) -> list[list[str]] | None:
    """The rows of a collected deck as they were written; None where the text is none."""
    if not text.startswith(_MARK):
        return [] if not text else None
    try:
        packed = urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
        rows = json.loads(decompressobj().decompress(packed, _MOST))
    except (Error, ZlibError, ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or len(rows) > MOST_ITEMS or not all(map(_is_row, rows)):
        return None
    return rows


def _is_row(row: object) -> bool:
    """Whether something is the query, title and note of a view."""
    return isinstance(row, list) and len(row) == 3 and all(isinstance(p, str) for p in row)


def _item(row: Sequence[str]) -> Item:
    query, title, note = map(fit, row)
    return Item(query[:QUERY], title[:TITLE], note[:NOTE])
