"""The averages of groups beside members: a publisher's own, cited, and ours (M1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from observatory.answers import series_choice
from observatory.answers.columns import with_types
from observatory.i18n import partial_date, percent, text
from observatory.methods.latest import last_estimates
from observatory.methods.thresholds import LARGE_MEMBER
from observatory.view import DEFAULT, View
from observatory.warehouse import observations as values
from observatory.warehouse.terms import SeriesTerm, Vocabulary

# What stands of our own average beside a publisher's, and in which column: what the publisher's
# rests on is not known here, so its own columns of that stay empty.
_OURS = {"year": "year", "value": "ours", "n": "ours_n", "n_members": "ours_n_members",
         "coverage": "ours_coverage", "weight_name": "ours_weight"}  # fmt: skip


def averages(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    indicator_id: str,
    *,
    years: Mapping[str, int],
) -> pd.DataFrame:
    """The averages of the groups shown: the publisher's own of the same series, ours beside (M1).

    Where there is none, ours; where that is withheld, one published in another series of the same
    edition of the model (M2). `years`: first and last, both included. Grain: group x year over
    time, else the last estimate of each group. A group without any is one row without a value, with
    the reason (M10).
    """
    if not view.kind.takes_groups:
        return with_types(pd.DataFrame())
    term = series_choice.aggregate_series(view, indicator_id, vocabulary)
    if term is None:
        return with_types(_without(view.groups, "not_found"))
    ours = values.aggregates(cursor, [term.series_id], view.groups, **years)
    parts = [with_types(pd.DataFrame())]
    for group in view.groups:
        asked, own = view.but(groups=(group,)), ours.loc[ours["iso3"] == group]
        theirs = _average_of_group(cursor, vocabulary, asked, term, own, years=years)
        parts.append(with_types(theirs))
    rows = pd.concat(parts, ignore_index=True)
    if view.kind.over_time:
        return rows
    latest = last_estimates(rows)
    gone = rows.loc[~rows["iso3"].isin(latest["iso3"])]
    projected = set(gone.loc[gone["value"].notna(), "iso3"])
    named = [group for group in view.groups if group in projected]
    untold = gone.loc[gone["missing"] != ""]
    parts = [latest, untold, with_types(_without(named, "only_projections"))]
    return pd.concat(parts, ignore_index=True)


def by_our_weights(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of an answer with our average in place of a publisher's, where one more of ours stands.

    So that a text that sets groups side by side has one weight for both. Of a group with averages
    of ours the years without one are left out; a group that has none keeps the publisher's.
    """
    theirs = rows["role"] == "published"
    if not (theirs.any() and rows["role"].eq("aggregate").any()):
        return rows
    counted = rows["ours"].notna()
    held = counted.groupby([rows["iso3"], rows["indicator_id"]]).transform("any")
    found = rows.loc[~theirs | counted | ~held].copy()
    ours = found.index[found["role"].eq("published") & found["ours"].notna()]
    columns = [name for name in _OURS.values() if name != "year"]
    plain = ["value" if name == "ours" else name.removeprefix("ours_") for name in columns]
    found.loc[ours, plain] = found.loc[ours, columns].to_numpy()
    found.loc[ours, "role"] = "aggregate"
    return with_types(found)


def _average_of_group(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    view: View,
    term: SeriesTerm,
    ours: pd.DataFrame,
    *,
    years: Mapping[str, int],
) -> pd.DataFrame:
    """The average of the view's group: the publisher's, ours, or one row with the reason for none.

    `ours`: our averages of that group on the series `term`. Under a lens a published one is of that
    estimate type: the row's own, whatever the rest of its series is. What is derived here is nobody
    else's aggregate: then ours alone is used.
    """
    (group_id,) = view.groups
    terms = {
        key: each
        for key, each in vocabulary.series.items()
        if each.indicator_id == term.indicator_id
        and each.sex == view.sex
        and each.n_values
        and not each.derivation
    }
    area = vocabulary.groups[group_id].published_as or ""
    rows = values.history(cursor, list(terms), [area], **years)
    asked = series_choice.publisher_estimates(view)
    rows = rows.loc[rows["estimate"].isin(asked)] if asked else rows
    same = rows.loc[rows["series_id"] == term.series_id]
    if same.empty and ours["value"].notna().any():
        return ours.assign(role="aggregate", missing="")
    fine = rows["series_id"].map(lambda key: series_choice.one_edition(term, terms[key]))
    if same.empty and len(rows) and not fine.any():
        return _of_another_edition(group_id, _newest(rows), vocabulary, term, view.lang)
    if rows.empty:
        return _reason_row(view, ours, vocabulary, term)
    theirs = _newest(rows.loc[fine.astype("bool")]) if same.empty else same
    beside = ours[list(_OURS)].rename(columns=_OURS)
    return theirs.assign(iso3=group_id, role="published", missing="").merge(
        beside, on="year", how="left"
    )


def _reason_row(
    view: View, ours: pd.DataFrame, vocabulary: Vocabulary, term: SeriesTerm
) -> pd.DataFrame:
    """The row of the view's group without an average, with the reason in words.

    No weight at all or of its sex, no value of a country of the group, or the large member that has
    no value, which is named; else less than two thirds of the weight.
    """
    (group_id,), lang = view.groups, view.lang
    code = _no_weight(vocabulary, term) if ours.empty else ""
    if not code and ours.empty and group_id == vocabulary.oic and not term.members:
        code = "not_found"
    if code:
        return _without((group_id,), code).assign(note=text(f"missing.{code}", lang))
    if ours.empty:
        return _without((group_id,), "no_value")
    named = ours.loc[(ours["label"] == "large_member_absent") & (ours["estimate"] != "projected")]
    if named.empty:
        return _without((group_id,), "below_coverage")
    last = named.sort_values("year").iloc[-1]
    said = text(
        "note.large_member_absent",
        lang,
        member=vocabulary.countries[str(last["absent_iso3"])].name[lang],
        year=last["year"],
        share=percent(100 * LARGE_MEMBER, lang, 0),
    )
    return _without((group_id,), "large_member_absent").assign(note=said)


def _no_weight(vocabulary: Vocabulary, term: SeriesTerm) -> str:
    """The code of a series whose indicator has no weight, or none of its sex; else empty."""
    weight = vocabulary.indicators[term.indicator_id].weight_indicator_id
    alike = (each for each in vocabulary.series.values() if each.sex == term.sex)
    if any(each.indicator_id == weight and each.n_values for each in alike):
        return ""
    return "no_weight_by_sex" if weight and term.sex != DEFAULT.sex else "no_weight"


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
