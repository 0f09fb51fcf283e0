"""Our group aggregates beside those that the publisher gives for the same series and year."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pandas as pd

_TWINS = """
select a.series_id, s.indicator_id, s.sex, a.group_id, a.year, a.value as ours, o.value as theirs,
       a.coverage, a.n, a.n_members, a.weight_name
from aggregate a
join group_list g on g.group_id = a.group_id
join series s on s.series_id = a.series_id
join observation o
  on o.series_id = a.series_id
 and o.iso3 = g.published_as
 and o.year = a.year
where a.value is not null
order by s.position, g.position, a.year
"""
_ALONE = """
select group_id, name_en
from group_list
where published_as is null
order by position
"""
# Why an average of ours may differ from the publisher's, in the order in which it matters.
REASONS = (
    "Weights: ours is the nearest denominator collected (last column), theirs the exact one.",
    "Lists: our groups are today's in every year, a published aggregate has those of its day.",
    "Missing members: ours leaves them out and states the weight observed; theirs may fill them.",
)
HEAD = (
    "series", "group", "years", "last", "ours", "theirs", "diff", "median", "largest", "in",
    "weight",
)  # fmt: skip


def twins(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every aggregate of ours that has a published twin, with the difference in the series' unit.

    Grain: series x group x year. Columns: series_id, indicator_id, sex, group_id, year, ours,
    theirs, difference (ours minus theirs), coverage (0 to 1), n, n_members, weight_name.
    """
    frame = cursor.execute(_TWINS).df()
    return frame.assign(difference=frame["ours"] - frame["theirs"])


def report(cursor: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The comparison for a terminal: a line a series and group, its last year and largest gap."""
    found = twins(cursor)
    rows = [HEAD]
    for (series_id, group_id), part in found.groupby(["series_id", "group_id"], sort=False):
        last, gaps = part.iloc[-1], part["difference"].abs()
        worst = part.loc[gaps == gaps.max()].iloc[0]
        rows.append(
            (
                str(series_id),
                str(group_id),
                str(len(part)),
                str(last["year"]),
                f"{last['ours']:.2f}",
                f"{last['theirs']:.2f}",
                f"{last['difference']:+.2f}",
                f"{gaps.median():.2f}",
                f"{worst['difference']:+.2f}",
                str(worst["year"]),
                str(last["weight_name"]),
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    texts = (0, 1, len(HEAD) - 1)
    for row in rows:
        cells = [
            cell.ljust(width) if i in texts else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    yield ""
    yield "Why they differ:"
    yield from (f"  {reason}" for reason in REASONS)
    yield ""
    yield "Without a published twin, so not checked here:"
    yield from (f"  {group_id}: {name}" for group_id, name in cursor.execute(_ALONE).fetchall())
