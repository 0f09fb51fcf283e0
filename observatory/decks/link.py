"""A reader's deck as text in the address: which views, in which order, with which words.

A ready-made deck has a short name: `meeting`, `member:MAR`, `theme:neet_rate`. A deck that a
reader collected is its list of views, pressed and written in letters that an address may hold: a
slide of a ready-made deck stands in it by its name, `meeting/held`.
"""

from __future__ import annotations

import json
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import compressobj, decompressobj
from zlib import error as ZlibError  # noqa: N812 - the library's own name is a lower-case word

from observatory.view import MAX_DECK

# What begins a collected deck, one pressed with the common words, and the most bytes that one may
# unfold to. The common words are part of every address that was ever mailed: they never change.
_MARK, _SHORT, _MOST = "~", "~.", 60_000
_COMMON = Path(__file__).with_name("common_words.txt")
MOST_ITEMS = 60
# What the row of a hidden item ends with.
_HIDDEN = "-"
# Letters that a title, a note, and the query of a view may have.
TITLE, NOTE, QUERY = 160, 600, 2_000
# What turns the letters after it around; the isolates of the product's own texts are no such mark.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True, slots=True)
class Item:
    """One view of a deck: its query, and the reader's own title and note, each may be empty.

    `query` is that of Explore, or has the name of another page before it (`participation?…`), or is
    the name of a slide of a ready-made deck. A hidden one keeps its place and is not shown.
    """

    query: str
    title: str = ""
    note: str = ""
    hidden: bool = False

    @property
    def words(self) -> tuple[str, str, str]:
        """What of it is text."""
        return self.query, self.title, self.note


def write(items: Sequence[Item]) -> str:
    """A deck as text for the address, empty for no items; `ValueError` where it is too long."""
    if not items:
        return ""
    rows = [
        [*(fit(part) for part in item.words), *([_HIDDEN] if item.hidden else [])] for item in items
    ]
    pressed = compressobj(9, wbits=-15, zdict=_common())
    given = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    packed = pressed.compress(given) + pressed.flush()
    text = _SHORT + urlsafe_b64encode(packed).decode().rstrip("=")
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
    return sum(
        len(given) - len(shown)
        for row in rows
        for given, shown in zip(row[:3], _item(row).words, strict=True)
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
    short = text.startswith(_SHORT)
    letters = text.removeprefix(_SHORT if short else _MARK)
    try:
        packed = urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
        folded = decompressobj(-15, zdict=_common()) if short else decompressobj()
        rows = json.loads(folded.decompress(packed, _MOST))
    except (Error, ZlibError, ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or len(rows) > MOST_ITEMS or not all(map(_is_row, rows)):
        return None
    return rows


@cache
def _common() -> bytes:
    """The words that decks have in common, the commonest last."""
    return _COMMON.read_bytes()


def _is_row(row: object) -> bool:
    """Whether something is the query, title and note of a view, and perhaps that it is hidden."""
    return isinstance(row, list) and len(row) in (3, 4) and all(isinstance(p, str) for p in row)


def _item(row: Sequence[str]) -> Item:
    query, title, note = map(fit, row[:3])
    return Item(query[:QUERY], title[:TITLE], note[:NOTE], hidden=row[3:] == [_HIDDEN])
