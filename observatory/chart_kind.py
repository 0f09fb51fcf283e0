"""What makes a kind of chart different from the others, said once: in the kind's own module.

A kind is a module of `observatory/charts/kinds` that ends with `KIND = ChartKind(...)`; the name of
the module is that of the kind in a view. What stands before the charts in the order of imports asks
here about a kind, whose module is read when it is first asked for (decision 10). Plots and answers
have no name here, because they stand later in that order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal

from observatory.errors import ViewError

PACKAGE = "observatory.charts.kinds"
FOLDER = Path(__file__).resolve().parent / "charts" / "kinds"

# Which rows of the answers a kind shows: every year; one value a member; women and men of a member;
# the two ends of a member's change.
Rows = Literal["histories", "latest", "gaps", "changes"]
# Whose: of the members chosen alone; of all where none is chosen; of all, those chosen named.
Members = Literal["chosen", "chosen_or_all", "all"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartKind:
    """A kind of chart: what it shows, what it says, and which of the reader's choices it takes.

    `order` is its place among the tabs. `plot` makes the plot of an answer; a kind without one is a
    table. `alt` gives the sentences of the alternative text (None: the range of its values) and
    `headline` the title of a slide from an answer and its rows with a value (None: the title of the
    page). `methods` name those whose limits stand beside it.

    `title` and `title_of_one_year` are the keys of its title for many members, with the latest
    value of each or with one year for all. Its own words stand under `charts.kind.<name>`, its
    name, and `charts.kind.<name>.alt`, what it is for those who do not see it.

    `rows`, `members` and `indicators` (how many; None: all that are chosen) say what it shows of a
    view. `first_year` is where it begins unless earlier years are asked for. `by_value`: it sets
    members in the order of their values. `both_sexes`: it shows women and men, whichever sex is
    chosen. `takes_groups`: it has a place for the average of a group. `classes`: it paints values
    by classes, in which old ones have no place. `choices` are the widgets
    that it adds: `sort`, the order of values, or `map`.
    """

    order: int
    methods: tuple[str, ...]
    plot: Callable[[Any], Any] | None = None
    alt: Callable[[Any], Iterable[str]] | None = None
    headline: Callable[[Any, Any], str] | None = None
    title: str = "title.latest"
    title_of_one_year: str = "title.members"
    rows: Rows = "latest"
    members: Members = "chosen_or_all"
    indicators: int | None = 1
    first_year: int | None = None
    by_value: bool = False
    both_sexes: bool = False
    takes_groups: bool = True
    classes: bool = False
    choices: tuple[str, ...] = ()

    @property
    def over_time(self) -> bool:
        """Whether it shows every year."""
        return self.rows == "histories"

    @property
    def one_year(self) -> bool:
        """Whether it can show one year for all instead of the latest of each."""
        return self.rows in ("latest", "gaps")

    @property
    def sortable(self) -> bool:
        """Whether a reader may ask for the order of values."""
        return "sort" in self.choices


@cache
def names() -> tuple[str, ...]:
    """The names of the kinds there are, in the order of the alphabet; reads none of them."""
    modules = (module.name for module in iter_modules([str(FOLDER)]))
    return tuple(sorted(name for name in modules if not name.startswith("_")))


def require(name: str) -> None:
    """`ViewError` where there is no kind of this name."""
    if name not in names():
        raise ViewError(
            f"“{name}” is no kind of chart. The kinds are {', '.join(names())}.",
            query=f"chart={name}",
        )


@cache
def kind_of(name: str) -> ChartKind:
    """The kind of this name; `ViewError` where there is none."""
    require(name)
    kind: ChartKind = import_module(f"{PACKAGE}.{name}").KIND
    return kind


@cache
def in_order() -> tuple[str, ...]:
    """The names of the kinds in the order of their tabs."""
    return tuple(sorted(names(), key=lambda name: (kind_of(name).order, name)))
