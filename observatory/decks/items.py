"""A reader's deck as text in the address: which views, in which order, with which words.

A ready-made deck has a short name: `meeting`, `member:MAR`, `theme:neet_rate`. A deck that a
reader collected is its list of views, pressed and written in letters that an address may hold.
"""

from __future__ import annotations

import json
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
# Letters that a title, and a note, may have.
TITLE, NOTE = 160, 600


@dataclass(frozen=True, slots=True)
class Item:
    """One view of a deck: its query, and the reader's own title and note, each may be empty."""

    query: str  # of Explore, or with the name of another page before it: `participation?…`
    title: str = ""
    note: str = ""


def written(items: Sequence[Item]) -> str:
    """A deck as text for the address, empty for no items; `ValueError` where it is too long."""
    if not items:
        return ""
    rows = [list(asdict(item).values()) for item in items]
    packed = compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    text = _MARK + urlsafe_b64encode(packed).decode().rstrip("=")
    if len(items) > MOST_ITEMS or len(text) > MAX_DECK:
        raise ValueError(len(items))
    return text


def read(text: str) -> tuple[Item, ...] | None:
    """The items of a collected deck; None where the text is none, whatever it holds instead."""
    if not text.startswith(_MARK):
        return () if not text else None
    try:
        packed = urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
        rows = json.loads(decompressobj().decompress(packed, _MOST))
    except (Error, ZlibError, ValueError):
        return None
    if not isinstance(rows, list) or len(rows) > MOST_ITEMS:
        return None
    fine = [_item(row) for row in rows]
    return tuple(item for item in fine if item) if all(fine) else None


def _item(row: object) -> Item | None:
    if not isinstance(row, list) or len(row) != 3 or not all(isinstance(p, str) for p in row):
        return None
    query, title, note = row
    return Item(query, title[:TITLE], note[:NOTE])
