"""What the notes on a country's figures bar (methods M4, M10)."""

from __future__ import annotations

import pandas as pd

from observatory.methods.estimates import OBSERVED

# Effects of a note that make two values of its span another thing than one series.
BARRING = ("not comparable", "break", "coverage")
# The effect of a note that keeps a value out of every comparison of members.
INCOMPARABLE = "not comparable"
# The effect of a note on the models alone: it says nothing of a value that somebody observed.
MODELS_END = "estimates end"


def bars_comparison(notes: pd.DataFrame, first: int, last: int) -> bool:
    """Whether a note bars a comparison over the years from `first` to `last`, both included.

    `notes`: first, last (years, either may be missing), effect, of one member and theme. Source:
    the register's country notes, each with its document.
    """
    return any(
        effect in BARRING
        and (pd.isna(begins) or int(begins) <= last)
        and (pd.isna(ends) or int(ends) >= first)
        for effect, begins, ends in zip(notes["effect"], notes["first"], notes["last"], strict=True)
    )


def notes_of_values(rows: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """The notes under which values fall.

    `rows`: iso3, year, estimate. `notes`: iso3, first, last, effect and more, of one theme. Grain
    of the answer: note x value; the columns of `notes`, and `year`, `estimate` and `row`, the index
    of the value. That the models end is a note on modelled values alone, and comes last.
    """
    named = rows.loc[rows["iso3"].isin(notes["iso3"]), ["iso3", "year", "estimate"]]
    places = named.dropna().rename_axis("row").reset_index()
    both = places.merge(notes, on="iso3")
    begun = both["first"].isna() | (both["first"] <= both["year"])
    going = both["last"].isna() | (both["last"] >= both["year"])
    of_models = both["effect"] == MODELS_END
    found = both.loc[begun & going & ~(of_models & both["estimate"].isin(OBSERVED))]
    return found.sort_values("effect", key=lambda effects: effects == MODELS_END, kind="stable")


def incomparable(rows: pd.DataFrame, notes: pd.DataFrame) -> pd.Series:
    """Whether a note says of each value that it is not comparable with those of other members.

    Arguments as in `notes_of_values`. Such a value enters no comparison; its M10 code is
    `not_comparable`.
    """
    barred = notes.loc[notes["effect"] == INCOMPARABLE]
    if not rows["iso3"].isin(barred["iso3"]).any():
        return pd.Series(data=False, index=rows.index, dtype="bool")
    return rows.index.to_series().isin(notes_of_values(rows, barred)["row"])
