"""The rows of charts that set two values of a member side by side: women and men, earlier and now.

Grain: two rows a member, or one without a value and the reason (M10 codes, and those of M4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb
import pandas as pd

from observatory import choice
from observatory.measures.change import change
from observatory.measures.gap import gap
from observatory.queries import network
from observatory.queries import series as values
from observatory.queries.vocabulary import SeriesTerm, Vocabulary
from observatory.view import FIRST_YEAR, LAST_YEAR, View

Rows = Callable[[pd.DataFrame, str], pd.DataFrame | str]


def gaps(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    members: Sequence[str],
) -> pd.DataFrame:
    """Women and men of each member in their last common year, of one source and edition (M6)."""
    sides = [choice.compared(view.but(sex=sex), indicator_id, vocabulary) for sex in ("F", "M")]
    women, men = sides
    if women is None or men is None or _release(women) != _release(men):
        return _none(members, "not_found")
    history = _history(cursor, view, (women, men), members)

    def of(rows: pd.DataFrame, _: str) -> pd.DataFrame | str:
        one, other = (rows.loc[rows["series_id"] == term.series_id] for term in (women, men))
        found = gap(one, other)
        if found is None:
            return "not_found" if rows.empty else "one_sex"
        kept = rows.loc[(rows["year"] == found.year) & (rows["estimate"] != "projected")]
        return kept.assign(sex=kept["series_id"].map({women.series_id: "F", men.series_id: "M"}))

    return _each(history, members, of)


def changes(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    members: Sequence[str],
) -> pd.DataFrame:
    """The two ends of each member's change, or why it is not read (M4)."""
    term = choice.compared(view, indicator_id, vocabulary)
    if term is None:
        return _none(members, "not_found")
    notes = network.notes(cursor)
    theme = vocabulary.indicators[indicator_id].theme
    notes = notes.loc[notes["theme"].isin(("all", theme))]

    def of(rows: pd.DataFrame, iso3: str) -> pd.DataFrame | str:
        found = change(rows, notes.loc[notes["iso3"] == iso3], since=view.first)
        if found is None:
            return "not_found" if rows.empty else "not_published"
        ends = (found.first_year, found.last_year)
        return found.refused or rows.loc[rows["year"].isin(ends)]

    return _each(_history(cursor, view, (term,), members), members, of)


def _release(term: SeriesTerm) -> tuple[str, str | None, str | None]:
    """What two series must share to be of one edition of one source."""
    return term.source_id, term.edition, term.vintage


def _history(
    cursor: duckdb.DuckDBPyConnection,
    view: View,
    terms: Sequence[SeriesTerm],
    members: Sequence[str],
) -> pd.DataFrame:
    years = {"first": view.first or FIRST_YEAR, "last": view.last or LAST_YEAR}
    return values.history(cursor, [term.series_id for term in terms], members, **years)


def _each(history: pd.DataFrame, members: Sequence[str], of: Rows) -> pd.DataFrame:
    """The rows that `of` gives for each member, or one row with the reason it gives instead."""
    by_member = dict(list(history.groupby("iso3")))
    parts = []
    for iso3 in members:
        found = of(by_member.get(iso3, history.iloc[:0]), iso3)
        parts.append(_none([iso3], found) if isinstance(found, str) else found)
    return pd.concat(parts, ignore_index=True).assign(role="member").fillna({"missing": ""})


def _none(members: Sequence[str], reason: str) -> pd.DataFrame:
    return pd.DataFrame({"iso3": list(members), "missing": reason, "role": "member"})
