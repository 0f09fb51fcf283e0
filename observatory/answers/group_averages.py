"""The averages of groups that stand beside members: ours (M1), or a publisher's own, cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from observatory.answers import series_choice
from observatory.answers.columns import typed
from observatory.i18n import partial_date, text
from observatory.methods.latest import last_estimates
from observatory.view import View
from observatory.warehouse import observations as values
from observatory.warehouse.terms import SeriesTerm, Vocabulary


def averages(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    *,
    years: Mapping[str, int],
) -> pd.DataFrame:
    """Our aggregates of the groups shown (M1), and published ones where ours cannot be.

    `years`: first and last, both included. Grain: group x year over time, else the last estimate
    of each group. A group without either is one row without a value, with the reason (M10). What is
    published in another edition of the model than ours stands beside nothing (M2).
    """
    if not view.kind.takes_groups:
        return typed(pd.DataFrame())
    term = series_choice.aggregated(view, indicator_id, vocabulary)
    if term is None:
        return typed(_without(view.groups, "not_found"))
    ours = values.aggregates(cursor, [term.series_id], view.groups, **years).assign(
        role="aggregate", missing=""
    )
    shown = set(ours.loc[ours["value"].notna(), "iso3"])
    theirs = [
        _published(cursor, vocabulary, view.but(groups=(group,)), term, years=years)
        for group in view.groups
        if group not in shown
    ]
    ours = ours.loc[ours["iso3"].isin(shown)]
    rows = pd.concat([typed(part) for part in (ours, *theirs)], ignore_index=True)
    if view.kind.over_time:
        return rows
    latest = last_estimates(rows)
    gone = rows.loc[~rows["iso3"].isin(latest["iso3"])]
    projected = [
        group for group in view.groups if group in set(gone.loc[gone["value"].notna(), "iso3"])
    ]
    reasons = gone.loc[gone["missing"] != ""]
    parts = [latest, reasons, typed(_without(projected, "only_projections"))]
    return pd.concat(parts, ignore_index=True)


def _published(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    ours: SeriesTerm,
    *,
    years: Mapping[str, int],
) -> pd.DataFrame:
    """A publisher's own aggregate of the view's group, or one row with the reason for none.

    Under a lens it is of that estimate type: the row's own, whatever the rest of its series is.
    """
    (group_id,) = view.groups
    area = vocabulary.groups[group_id].published_as
    terms = [
        term
        for term in vocabulary.series.values()
        if term.indicator_id == ours.indicator_id and term.sex == view.sex and term.n_values
    ]
    rows = values.history(cursor, [t.series_id for t in terms], [area or ""], **years)
    asked = series_choice.shown_as_published(view)
    rows = rows.loc[rows["estimate"].isin(asked)] if asked else rows
    if rows.empty:
        return typed(_without((group_id,), "below_coverage"))
    beside = [term.series_id for term in terms if series_choice.one_edition(ours, term)]
    rows, others = (rows.loc[rows["series_id"].isin(beside) == fine] for fine in (True, False))
    if rows.empty:
        return typed(_of_another_edition(group_id, _newest(others), vocabulary, ours, view.lang))
    return typed(_newest(rows).assign(iso3=group_id, role="published", missing=""))


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the series that goes on longest, the first of several."""
    last = rows.groupby("series_id")["year"].transform("max")
    series_id = str(rows.loc[last == last.max(), "series_id"].iloc[0])
    return rows.loc[rows["series_id"] == series_id]


def _without(groups: Sequence[str], missing: str) -> pd.DataFrame:
    """A row for each group without a value, with the code of the reason."""
    rows = {"iso3": list(groups), "role": "aggregate", "missing": missing}
    return pd.DataFrame(rows, dtype="object")


def _of_another_edition(
    group_id: str, rows: pd.DataFrame, vocabulary: Vocabulary, ours: SeriesTerm, lang: str
) -> pd.DataFrame:
    """The row of a group that is published in another edition alone, with both named in words."""
    series_id = str(rows["series_id"].iloc[0])
    editions = (vocabulary.series[series_id].edition, ours.edition)
    edition, shown = (partial_date(each, lang) if each else "–" for each in editions)
    said = text("note.other_edition", lang, edition=edition, shown=shown)
    found = _without((group_id,), "other_edition")
    return found.assign(role="published", series_id=series_id, note=said)
