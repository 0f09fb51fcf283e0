"""What activities cost and what is secured: as stated, added by currency, never converted."""

from __future__ import annotations

import pandas as pd

# States of a source of funds whose amount is there: what was spent had been secured before.
THERE = ("secured", "spent")
AMOUNTS = ("budget", "secured", "spent", "gap")


def amounts(activities: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The money of each activity: currency, budget, secured, spent, gap; empty where unknown.

    `activities`: activity_id, budget, secured, spent, currency. `funding`: activity_id, amount,
    currency, state. What the activity itself states comes first; else its sources are added up, in
    its currency. `gap` is budget less secured, never below 0; `sources` what its sources add up to,
    `differ` whether that is another amount than the activity states as secured.
    """
    out = activities[["activity_id", "budget", "secured", "spent", "currency"]].copy()
    own = dict(iter(funding.groupby("activity_id")))
    lines = []
    for key, currency in zip(out["activity_id"], out["currency"], strict=True):
        rows = own.get(key, funding.iloc[:0])
        money = currency if isinstance(currency, str) else _one(rows["currency"])
        lines.append((money, _total(rows, money, THERE), _total(rows, money, ("spent",))))
    added = pd.DataFrame(lines, columns=["currency", "sources", "spent"], index=out.index)
    for name in ("budget", "secured", "spent"):
        out[name] = pd.to_numeric(out[name]).astype("float64")
    stated = out["secured"]
    out["currency"], out["sources"] = added["currency"], added["sources"].astype("float64")
    out["secured"] = stated.fillna(out["sources"])
    out["spent"] = out["spent"].fillna(added["spent"].astype("float64"))
    out["gap"] = (out["budget"] - out["secured"]).clip(lower=0)
    out["differ"] = stated.notna() & out["sources"].notna() & (stated != out["sources"])
    return out


def totals(found: pd.DataFrame) -> pd.DataFrame:
    """The amounts of some activities by currency: one row a currency, in the order of its code.

    `found` is what `amounts` gives. Of each amount the total and `<amount>_n`, of how many
    activities it is known; a total of none is empty.
    """
    dated = found.loc[found["currency"].notna()].groupby("currency")
    out = pd.DataFrame(index=sorted(found["currency"].dropna().unique()))
    for name in AMOUNTS:
        out[name] = dated[name].sum(min_count=1)
        out[f"{name}_n"] = dated[name].count()
    return out.rename_axis("currency").reset_index()


def _one(currencies: pd.Series) -> str | None:
    """The one currency of some sources; None where there is none, or several."""
    found = list(currencies.dropna().unique())
    return str(found[0]) if len(found) == 1 else None


def _total(rows: pd.DataFrame, currency: str | None, states: tuple[str, ...]) -> float | None:
    """What sources of these states add up to; None where an amount or its currency is not known."""
    mine = rows.loc[rows["state"].isin(states)]
    if mine.empty or currency is None or not (mine["currency"] == currency).all():
        return None
    return None if mine["amount"].isna().any() else float(mine["amount"].sum())
