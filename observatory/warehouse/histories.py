"""Every value of the 57 by series; what is made of a series, or for a member, is made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from threading import Lock
from typing import TypeVar

import duckdb
import pandas as pd

from observatory.view import FIRST_YEAR, LAST_YEAR
from observatory.warehouse.observations import history
from observatory.warehouse.terms import Vocabulary

T = TypeVar("T")
# So many things made of the histories are kept; then the oldest go.
MOST_KEPT = 120


class Histories(Mapping[str, pd.DataFrame]):
    """The history of each series, as `queries.series.history` gives it; nobody may change one.

    Grain of a table: area and year of one series. A table made of these is kept under its key, and
    its rows of each member too where they are `split`, so that 57 briefs do not make it 57 times.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], *, split: bool = True) -> None:
        self._tables, self._split = tables, split
        self._made: dict[Hashable, object] = {}
        self._lock = Lock()

    def __getitem__(self, series_id: str) -> pd.DataFrame:
        return self._tables[series_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under this key, made now where it has not been."""
        if key in self._made:
            return self._made[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            for oldest in list(self._made)[: len(self._made) + 1 - MOST_KEPT]:
                del self._made[oldest]
            self._made[key] = made
        return made

    def of(self, key: Hashable, iso3: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The rows of a member in a table, none where it has none."""
        if not self._split:
            rows = make()
            return rows.loc[rows["iso3"] == iso3]
        parts = self.remember(("by member", key), lambda: dict(list(make().groupby("iso3"))))
        return parts[iso3] if iso3 in parts else make().iloc[:0]


def read(
    cursor: duckdb.DuckDBPyConnection, series: Sequence[str], members: Sequence[str]
) -> Histories:
    """Every value of some series for the members; a series without one is not there."""
    rows = history(cursor, series, members, first=FIRST_YEAR, last=LAST_YEAR)
    return Histories({str(name): part for name, part in rows.groupby("series_id")})


def everything(cursor: duckdb.DuckDBPyConnection, terms: Vocabulary) -> Histories:
    """Every value of the 57 of a build, by series."""
    return read(
        cursor, [name for name, term in terms.series.items() if term.n_values], terms.members
    )


def with_memory(histories: Mapping[str, pd.DataFrame]) -> Histories:
    """Histories that keep what is made of them; for one member they are not split by member."""
    return histories if isinstance(histories, Histories) else Histories(histories, split=False)
