"""A view: all that a reader chooses, as one small value that is also a URL query.

`read` and `View.query` are each other's inverse for every valid view; what cannot be
understood in a query is left at its default and said in `Reading.faults`, so that any garbage
still gives a readable page. Which ids exist is the caller's knowledge (`known`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal
from urllib.parse import parse_qsl, quote, urlsplit

from observatory.chart_kind import ChartKind, kind_of, names, require
from observatory.errors import ViewError
from observatory.i18n import LANGUAGES

Lens = Literal["auto", "reported", "modelled"]
CHARTS = names()
# What participation is counted in (methods M8): meetings, some of them, or trainings.
MEASURES = ("meetings", "in_person", "online", "given", "received")
FIRST_YEAR, LAST_YEAR = 1900, 2100
# What a choice of one may be, by its parameter.
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "chart": CHARTS,
    "sex": ("T", "F", "M"),
    "lens": ("auto", "reported", "modelled"),
    "lang": tuple(LANGUAGES),
    "sort": ("name", "value"),
    "map": ("tiles", "boundaries"),
    "measure": MEASURES,
    "listed": ("any", "never", "named"),
    "order": ("name", *MEASURES[1:]),
    "part": ("rows", "events"),
}
_LISTS = ("indicator", "series", "members", "groups", "region")
# The one set of filters of all pages: by these figures are chosen, whatever a page shows.
FILTERS = ("series", "groups", "first", "last", "sex", "lens", "same")
# What chooses and orders the rows of the page of members.
ROSTER = ("listed", "stale", "regions", "find", "order", "part")
_ITEM = re.compile(r"^[A-Za-z0-9_:.+\-]{1,80}$")


@dataclass(frozen=True, slots=True)
class View:
    """What a reader chose; every field has a default, and a default is left out of the URL.

    `chart` is the name of a kind of chart; `ViewError` where there is none of that name. `first`
    and `last` are the query's `from` and `to`: the years shown, both included. `lens` is `auto`
    (the choice that methods M2 makes for the chart), or one estimate type. `same` asks for one year
    for all members instead of the latest of each (M11). `listed` asks for members that no published
    list of a meeting names, or that one names; `stale` for those whose figure is old or missing;
    `regions` (the query's `region`) for those of some groups; `find` for those whose name or code
    holds a text; `order` is what the page of members is put in order by, `part` which half of it is
    shown.
    """

    chart: str = "trend"
    indicator: tuple[str, ...] = ("neet_rate",)
    series: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    groups: tuple[str, ...] = ("OIC", "WORLD")
    first: int | None = None
    last: int | None = None
    sex: str = "T"
    lens: Lens = "auto"
    lang: str = "en"
    sort: str = "name"
    map: str = "tiles"
    measure: str = "meetings"
    same: bool = False
    present: bool = False
    step: int = 1
    deck: str = ""
    listed: str = "any"
    stale: bool = False
    regions: tuple[str, ...] = ()
    find: str = ""
    order: str = "name"
    part: str = "rows"

    def __post_init__(self) -> None:
        require(self.chart)

    @property
    def kind(self) -> ChartKind:
        """The kind of chart, which says what it shows and takes of the other choices."""
        return kind_of(self.chart)

    def query(self) -> str:
        """The view as a URL query, without what is at its default, in a fixed order."""
        return "&".join(f"{key}={quote(value, safe=',:')}" for key, value in self.pairs().items())

    def on_explore(self) -> str:
        """The address of the view below that of the site, such as `explore?chart=bars`.

        An address that asks nothing opens Explore with its first countries; a view without any
        therefore says `members=`.
        """
        bare = "members=" if set(self.pairs()) <= {"lang"} else ""
        return f"explore?{'&'.join(filter(None, (self.query(), bare)))}"

    def pairs(self) -> dict[str, str]:
        """The view as query parameters and their values, defaults left out."""
        out: dict[str, str] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                out[_PARAMETER.get(field.name, field.name)] = _as_text(value)
        return out

    def but(self, **changes: object) -> View:
        """This view with some choices changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def same_filters(self, **shown: object) -> View:
        """A view of something else under the same filters, in the same language."""
        kept = {name: getattr(self, name) for name in (*FILTERS, "lang")}
        return View().but(**{**kept, **shown})

    def without_roster(self) -> View:
        """This view without what chooses and orders the rows of the page of members."""
        return self.but(**{name: getattr(DEFAULT, name) for name in ROSTER})

    def reference_groups(self, usual: tuple[str, ...]) -> tuple[str, ...]:
        """The groups chosen; the usual ones of a page where the reader has chosen none."""
        return usual if self.groups == DEFAULT.groups else self.groups

    @property
    def is_filtered(self) -> bool:
        """Whether any filter has been moved from where it stands at first."""
        return any(getattr(self, name) != getattr(DEFAULT, name) for name in FILTERS)


_FIELD = {"from": "first", "to": "last", "region": "regions"}
_PARAMETER = {field: key for key, field in _FIELD.items()}
MAX_DECK = 4000
# Letters of a name that a reader looks for.
MAX_FIND = 80
DEFAULT = View()


@dataclass(frozen=True, slots=True)
class KnownIds:
    """Which ids exist in the build that a view is read against."""

    indicators: frozenset[str]
    series: frozenset[str]
    members: frozenset[str]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class ViewReading:
    """A view read from a query, and what of the query could not be understood."""

    view: View
    faults: tuple[tuple[str, str], ...] = ()


def read(query: str | Mapping[str, str], known: KnownIds | None = None) -> ViewReading:
    """The view of a URL, a query or its parameters; never raises, says what it left aside."""
    text = query if isinstance(query, str) else ""
    given = parse_qsl(_tail(text), keep_blank_values=True)
    pairs = dict(given) if isinstance(query, str) else dict(query)
    view = DEFAULT
    faults: list[tuple[str, str]] = []
    for key, value in pairs.items():
        try:
            view, left = _with(view, key, value, known)
            faults.extend((key, item) for item in left)
        except ValueError:
            faults.append((key, value))
    if view.first is not None and view.last is not None and view.first > view.last:
        faults.append(("from", str(view.first)))
        view = replace(view, first=None)
    return ViewReading(view, tuple(faults))


def _tail(text: str) -> str:
    """The query part of a URL, or the text itself where it is a query already."""
    try:
        query = urlsplit(text).query
    except ValueError:  # a host that is none, such as `//[`
        query = text.partition("?")[2]
    return query or (text if "=" in text else "")


def _with(view: View, key: str, value: str, known: KnownIds | None) -> tuple[View, tuple[str, ...]]:
    """The view with one parameter read, and the list items left aside; ValueError if unreadable."""
    if key in _LISTS:
        items, left = _items(value, _ids(known, key))
        if key == "indicator" and not items:
            return view, left or ("",)
        return view.but(**{_FIELD.get(key, key): items}), left
    if key in OPTIONS:
        if value not in OPTIONS[key]:
            raise ValueError(value)
        return view.but(**{key: value}), ()
    if key not in _SINGLE:
        raise ValueError(key)
    return view.but(**{_FIELD.get(key, key): _SINGLE[key](value)}), ()


def _ids(known: KnownIds | None, key: str) -> frozenset[str] | None:
    if known is None:
        return None
    return {
        "indicator": known.indicators,
        "series": known.series,
        "members": known.members,
        "groups": known.groups,
        "region": known.groups,
    }[key]


def _items(value: str, ids: frozenset[str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A comma list without repetition: what is known, and what is not."""
    items = list(dict.fromkeys(filter(None, value.split(","))))
    fine = [item for item in items if _ITEM.match(item) and (ids is None or item in ids)]
    left = tuple(item for item in items if item not in fine)
    return tuple(fine), left


def _year(value: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", value) or not FIRST_YEAR <= int(value) <= LAST_YEAR:
        raise ValueError(value)
    return int(value)


def _flag(value: str) -> bool:
    if value not in ("0", "1"):
        raise ValueError(value)
    return value == "1"


def _step(value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", value):
        raise ValueError(value)
    return int(value)


def _deck(value: str) -> str:
    if len(value) > MAX_DECK:
        raise ValueError(value)
    return value


def _find(value: str) -> str:
    if len(value) > MAX_FIND:
        raise ValueError(value)
    return value


_SINGLE: Mapping[str, Callable[[str], object]] = {
    "from": _year,
    "to": _year,
    "same": _flag,
    "present": _flag,
    "step": _step,
    "deck": _deck,
    "stale": _flag,
    "find": _find,
}


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(value)
    return str(value)


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


def parse_request(text: str, known: KnownIds, pages: Collection[str]) -> Asked:
    """What a text asks for, whatever it is; `pages` are those with a figure beside Explore's."""
    page, query = _parts(text)
    if page not in (EXPLORE, *pages):
        return Asked(DEFAULT, EXPLORE, shorten(text) or "(nothing)")
    reading = read(dict(parse_qsl(query, keep_blank_values=True)), known)
    wrong = "; ".join(f"{key}={shorten(value)}" for key, value in reading.faults)
    return Asked(reading.view, page, wrong)


def view_of(text: str, known: KnownIds, pages: Collection[str]) -> Asked:
    """What a text asks for; `ViewError` names what is wrong, and what would be understood."""
    found = parse_request(text, known, pages)
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


def shorten(text: str) -> str:
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
