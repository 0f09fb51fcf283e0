"""What an address or a query asks for: a page with a figure, and a view of it.

`explore?chart=bars`, `http://…/participation?lang=fr` and `chart=bars` are understood; what is none
of these is never taken for the view that stands where nothing was chosen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl

from observatory.errors import ViewError
from observatory.view import DEFAULT, Known, View, read

EXPLORE = "explore"
# Letters of a text that somebody gave, in what is said of it.
SAID = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """A view of a page's figure; `fault` says what could not be understood, and is mostly empty.

    With a fault, `view` is the nearest that can be read.
    """

    view: View
    page: str = EXPLORE
    fault: str = ""


def asked(text: str, known: Known, pages: Collection[str]) -> Asked:
    """What a text asks for, whatever it is; `pages` are those with a figure beside Explore's."""
    page, query = _parts(text)
    if page not in (EXPLORE, *pages):
        return Asked(DEFAULT, EXPLORE, shortened(text) or "(nothing)")
    reading = read(dict(parse_qsl(query, keep_blank_values=True)), known)
    wrong = "; ".join(f"{key}={shortened(value)}" for key, value in reading.faults)
    return Asked(reading.view, page, wrong)


def view_of(text: str, known: Known, pages: Collection[str]) -> Asked:
    """What a text asks for; `ViewError` names what is wrong, and what would be understood."""
    found = asked(text, known, pages)
    if not found.fault:
        return found
    page, _ = _parts(text)
    nearest = found.view.query()
    if page in (EXPLORE, *pages):
        message = (
            f"The view cannot be read: {found.fault}. The nearest valid view is "
            f"{nearest or '(the default view)'}."
        )
    else:
        message = (
            f"“{found.fault}” is no view. A view is a query such as chart=bars&members=MAR, or the "
            f"address of a page with a figure: {', '.join((EXPLORE, *pages))}."
        )
    raise ViewError(message, query=text, nearest=nearest)


def shortened(text: str) -> str:
    """A text that somebody gave, as it can be printed: its first letters."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text)
    return plain if len(plain) <= SAID else f"{plain[:SAID]}…"


def _parts(text: str) -> tuple[str, str]:
    """The page and the query of an address or query; the page is empty where there is none."""
    text = text.strip().partition("#")[0]
    if "?" in text:
        before, _, query = text.partition("?")
        return (_last(before) if before else EXPLORE), query
    if "=" in text and "/" not in text:
        return EXPLORE, text
    return _last(text), ""


def _last(address: str) -> str:
    """The last part of an address's path; of an address without a path, nothing."""
    _, has_host, rest = address.rpartition("://")
    path = rest.partition("/")[2] if has_host else address
    return path.rstrip("/").rpartition("/")[2]
