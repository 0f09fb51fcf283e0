"""The rows of charts that set two values of a member side by side: women and men, earlier and now.

Grain: two rows a member, or one without a value and the reason (M10 codes, and those of M4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb
import pandas as pd

from observatory.answers import series_choice
from observatory.methods.change import change
from observatory.methods.country_notes import incomparable
from observatory.methods.estimates import apart, twinned
from observatory.methods.gender_gap import gap
from observatory.methods.latest import shared_year
from observatory.methods.missing import code
from observatory.view import FIRST_YEAR, LAST_YEAR, View
from observatory.warehouse import observations as values
from observatory.warehouse import register
from observatory.warehouse.terms import SeriesTerm, Vocabulary

Rows = Callable[[pd.DataFrame, str], pd.DataFrame | str]


def gaps(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    members: Sequence[str],
) -> pd.DataFrame:
    """Women and men of each member in their last common year, of one source and edition (M6)."""
    sides = [
        series_choice.compared(view.but(sex=sex), indicator_id, vocabulary) for sex in ("F", "M")
    ]
    women, men = sides
    if women is None or men is None or _release(women) != _release(men):
        return _none(members, "not_found")
    history = _history(cursor, (women, men), members)
    notes = register.notes(cursor, vocabulary.indicators[indicator_id].theme)
    fine = history.loc[~incomparable(history, notes)]
    barred = set(history["iso3"]) - set(fine["iso3"])
    year = _same_year(_inside(fine, view)) if view.same else None

    def of(whole: pd.DataFrame, iso3: str) -> pd.DataFrame | str:
        rows = _inside(whole, view)
        rows = rows if year is None else rows.loc[rows["year"] == year]
        if iso3 in barred:
            return "not_comparable"
        one, other = (rows.loc[rows["series_id"] == term.series_id] for term in (women, men))
        found = gap(one, other)
        if found is None:
            fine = rows.loc[rows["estimate"] != "projected"]
            return _why(whole) if fine.empty else "one_sex"
        kept = rows.loc[(rows["year"] == found.year) & (rows["estimate"] != "projected")]
        return kept.assign(sex=kept["series_id"].map({women.series_id: "F", men.series_id: "M"}))

    return _each(_both(cursor, vocabulary, view, indicator_id, fine), members, of)


def _both(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    history: pd.DataFrame,
) -> pd.DataFrame:
    """The values of women and men, each with the modelled one where both are printed (M2)."""
    parts = []
    for series_id, own in history.groupby("series_id"):
        sex = vocabulary.series[str(series_id)].sex
        model = series_choice.series_for(view.but(sex=sex), indicator_id, "modelled", vocabulary)
        terms = () if model is None else (model,)
        rows = twinned(own, _history(cursor, terms, sorted(set(own["iso3"]))))
        both = apart(rows)
        name = "" if model is None else model.series_id
        parts.append(
            rows.assign(
                modelled=rows["modelled"].where(both),
                modelled_series=both.map({True: name, False: ""}),
            )
        )
    return pd.concat(parts) if parts else history


def changes(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    members: Sequence[str],
) -> pd.DataFrame:
    """The two ends of each member's change, or why it is not read (M4)."""
    term = series_choice.compared(view, indicator_id, vocabulary)
    if term is None:
        return _none(members, "not_found")
    notes = register.notes(cursor, vocabulary.indicators[indicator_id].theme)
    model = series_choice.series_for(view, indicator_id, "modelled", vocabulary)
    twins = _history(cursor, () if model is None else (model,), members)
    history = twinned(_history(cursor, (term,), members), twins)

    def of(whole: pd.DataFrame, iso3: str) -> pd.DataFrame | str:
        rows = _inside(whole, view)
        found = change(rows, notes.loc[notes["iso3"] == iso3], since=view.first)
        if found is None:
            return _why(whole)
        kept = rows.loc[rows["year"].isin((found.first_year, found.last_year))]
        kept = kept.assign(surveys_named=found.surveys_named)
        return found.refused or kept.drop(columns="modelled")

    return _each(history, members, of)


def _same_year(history: pd.DataFrame) -> int:
    """The one year for all members in which most have both women and men (M11)."""
    fine = history.loc[history["estimate"] != "projected"]
    sides = [rows for _, rows in fine.groupby("series_id")]
    return shared_year(sides) if len(sides) > 1 else 0


def _release(term: SeriesTerm) -> tuple[str, str | None, str | None]:
    """What two series must share to be of one edition of one source."""
    return term.source_id, term.edition, term.vintage


def _history(
    cursor: duckdb.DuckDBPyConnection, terms: Sequence[SeriesTerm], members: Sequence[str]
) -> pd.DataFrame:
    """Every year of some series: also those outside the years asked for, to say why one is out."""
    asked = [term.series_id for term in terms]
    return values.history(cursor, asked, members, first=FIRST_YEAR, last=LAST_YEAR)


def _inside(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows of the years asked for."""
    return rows.loc[rows["year"].between(view.first or FIRST_YEAR, view.last or LAST_YEAR)]


def _why(whole: pd.DataFrame) -> str:
    """The M10 code of a member without a value in the years asked for."""
    return code(whole["estimate"], ("reported", "modelled", "imputed"))


def _each(history: pd.DataFrame, members: Sequence[str], choose: Rows) -> pd.DataFrame:
    """The rows that `of` gives for each member, or one row with the reason it gives instead."""
    by_member = dict(list(history.groupby("iso3")))
    parts = []
    for iso3 in members:
        found = choose(by_member.get(iso3, history.iloc[:0]), iso3)
        parts.append(_none([iso3], found) if isinstance(found, str) else found)
    return pd.concat(parts, ignore_index=True).assign(role="member").fillna({"missing": ""})


def _none(members: Sequence[str], reason: str) -> pd.DataFrame:
    return pd.DataFrame({"iso3": list(members), "missing": reason, "role": "member"})
