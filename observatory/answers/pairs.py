"""The rows of charts that set two values of a member side by side: women and men, earlier and now.

Grain: two rows a member, or one without a value and the reason (M10 codes, and those of M4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from observatory.answers.indicator import IndicatorValues


def gaps(found: IndicatorValues) -> pd.DataFrame:
    """Women and men of each member in their last common year, of the set of the total (M6)."""
    known = {iso3: found.gap(iso3) for iso3 in found.members}
    years = {iso3: gap.year for iso3, gap in known.items() if not isinstance(gap, str)}
    rows = found.levels
    rows = rows.loc[rows["year"] == rows["iso3"].map(years)]
    return _join(rows, {iso3: why for iso3, why in known.items() if isinstance(why, str)})


def changes(found: IndicatorValues) -> pd.DataFrame:
    """The two ends of each member's change, or why it is not read (M4)."""
    refused: dict[str, str] = {}
    parts = []
    for iso3 in found.members:
        change = found.change(iso3)
        if isinstance(change, str) or change.refused:
            refused[iso3] = change if isinstance(change, str) else change.refused
            continue
        rows = found.changing.loc[found.changing["iso3"] == iso3].drop(columns="modelled")
        rows = rows.loc[rows["year"].isin((change.first_year, change.last_year))]
        parts.append(rows.assign(surveys_named=change.surveys_named))
    return _join(pd.concat(parts) if parts else found.changing.iloc[:0], refused)


def without(members: Sequence[str], reasons: Mapping[str, str]) -> pd.DataFrame:
    """A row for each member without a value, with the reason."""
    rows = {"iso3": list(members), "missing": [reasons[iso3] for iso3 in members]}
    return pd.DataFrame(rows, dtype="object").assign(role="member")


def _join(rows: pd.DataFrame, refused: Mapping[str, str]) -> pd.DataFrame:
    rows = rows.assign(role="member", missing="")
    return pd.concat([rows, without(list(refused), refused)], ignore_index=True)
