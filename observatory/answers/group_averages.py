"""The averages of groups that stand beside members: ours (M1), or a publisher's own, cited."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd

from observatory.answers import series_choice
from observatory.answers.columns import with_types
from observatory.methods.latest import last_estimates
from observatory.view import View
from observatory.warehouse import observations as values
from observatory.warehouse.terms import Vocabulary


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
    of each group. A group without either has no row.
    """
    term = series_choice.aggregate_series(view, indicator_id, vocabulary)
    if term is None or not view.kind.takes_groups:
        return with_types(pd.DataFrame())
    ours = values.aggregates(cursor, [term.series_id], view.groups, **years).assign(
        role="aggregate", missing=""
    )
    shown = set(ours.loc[ours["value"].notna(), "iso3"])
    theirs = [
        _publisher_aggregate(
            cursor, vocabulary, view.but(groups=(group,)), indicator_id, years=years
        )
        for group in view.groups
        if group not in shown
    ]
    ours = ours.loc[ours["iso3"].isin(shown)]
    rows = pd.concat([with_types(part) for part in (ours, *theirs)], ignore_index=True)
    return rows if view.kind.over_time else last_estimates(rows)


def _publisher_aggregate(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    *,
    years: Mapping[str, int],
) -> pd.DataFrame:
    """A publisher's own aggregate of the view's group; empty where there is none.

    Under a lens it is of that estimate type: the row's own, whatever the rest of its series is.
    """
    (group_id,) = view.groups
    area = vocabulary.groups[group_id].published_as
    ids = [
        term.series_id
        for term in vocabulary.series.values()
        if term.indicator_id == indicator_id and term.sex == view.sex and term.n_values
    ]
    if area is None or not ids:
        return with_types(pd.DataFrame())
    rows = values.history(cursor, ids, [area], **years)
    asked = series_choice.publisher_estimates(view)
    rows = rows.loc[rows["estimate"].isin(asked)] if asked else rows
    if rows.empty:
        return with_types(pd.DataFrame())
    newest = rows.loc[rows.groupby("series_id")["year"].transform("max") == rows["year"].max()]
    rows = rows.loc[rows["series_id"] == newest["series_id"].iloc[0]]
    return with_types(rows.assign(iso3=group_id, role="published", missing=""))
