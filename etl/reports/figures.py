"""Our group aggregates beside those that the publisher gives for the same series and year."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

import duckdb
import pandas as pd

from etl.build.fill import memberships, weights_of
from observatory.catalog.models import Catalog
from observatory.methods.aggregate import aggregates

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
_FIGURES = """
select series_id, iso3, year, value, estimate
from observation
"""
# Why an average of ours may differ from the publisher's, in the order in which it matters.
REASONS = (
    "Weights: ours is the denominator of the ratio (weight). Their figure is closest to what our",
    "  arithmetic gives with the weight under `closest`: how far it then is from theirs, as median",
    "  and at most, is the share of the difference that the weight does not explain.",
    "Lists: our groups are today's in every year, a published aggregate has those of its day.",
    "Missing members: ours leaves them out and states the weight observed; theirs may fill them.",
)
HEAD = (
    "series", "group", "years", "last", "ours", "theirs", "diff", "median", "largest", "in",
    "weight", "closest", "median", "largest",
)  # fmt: skip
_TEXTS = (0, 1, 10, 11)
_CELL = ["series_id", "group_id", "year"]


def twins(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every aggregate of ours that has a published twin, with the difference in the series' unit.

    Grain: series x group x year. Columns: series_id, indicator_id, sex, group_id, year, ours,
    theirs, difference (ours minus theirs), coverage (0 to 1), n, n_members, weight_name.
    """
    frame = cursor.execute(_TWINS).df()
    return frame.assign(difference=frame["ours"] - frame["theirs"])


def by_weight(cursor: duckdb.DuckDBPyConnection, catalog: Catalog) -> pd.DataFrame:
    """The twins computed anew with each weight of the catalogue, of the series' own sex if any.

    Grain: series x group x year x weight. Columns: series_id, group_id, year, weight, ours, theirs,
    difference. A weight without enough coverage in a year gives no row there.
    """
    found, figures = twins(cursor), cursor.execute(_FIGURES).df()
    wanted = dict(found[["series_id", "sex"]].drop_duplicates().astype("str").to_numpy().tolist())
    weights = weights_of(catalog, figures)
    groups = memberships(catalog)
    groups = groups.loc[groups["group_id"].isin(found["group_id"])]
    mine = figures.loc[figures["series_id"].isin(wanted)]
    have = set(weights["weight_name"])
    parts = []
    for weight in sorted({name.partition(":")[0] for name in have}):
        names = {
            key: next((name for name in (f"{weight}:{sex}", f"{weight}:T") if name in have), "")
            for key, sex in wanted.items()
        }
        out = aggregates(mine, weights, groups, {key: name for key, name in names.items() if name})
        parts.append(out[[*_CELL, "value"]].assign(weight=weight))
    whole = pd.concat(parts, ignore_index=True).rename(columns={"value": "ours"})
    whole = whole.merge(found[[*_CELL, "theirs"]], on=_CELL).dropna(subset="ours")
    return whole.assign(difference=whole["ours"] - whole["theirs"])


def closest(cursor: duckdb.DuckDBPyConnection, catalog: Catalog) -> pd.DataFrame:
    """The weight with which our arithmetic comes closest to the publisher's aggregate.

    Grain: series x group. Columns: weight, median and largest (absolute differences in the unit of
    the series). Closest is by the median over the years.
    """
    every = by_weight(cursor, catalog)
    gaps = every.assign(gap=every["difference"].abs()).groupby(["series_id", "group_id", "weight"])
    out = gaps["gap"].agg(["median", "max"]).reset_index().rename(columns={"max": "largest"})
    best = out.sort_values("median", kind="stable").drop_duplicates(["series_id", "group_id"])
    return best.set_index(["series_id", "group_id"])


def report(cursor: duckdb.DuckDBPyConnection, catalog: Catalog) -> Iterator[str]:
    """The comparison for a terminal: a line a series and group, its last year and largest gap."""
    found, best = twins(cursor), closest(cursor, catalog).to_dict("index")
    rows: list[tuple[str, ...]] = [HEAD]
    for (series_id, group_id), part in found.groupby(["series_id", "group_id"], sort=False):
        rows.append(_line(part, best[series_id, group_id]))
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    for row in rows:
        cells = [
            cell.ljust(width) if i in _TEXTS else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    yield ""
    yield "Why they differ:"
    yield from (f"  {reason}" for reason in REASONS)
    yield ""
    yield "Without a published twin, so not checked here:"
    yield from (f"  {group_id}: {name}" for group_id, name in cursor.execute(_ALONE).fetchall())


def _line(part: pd.DataFrame, best: Mapping[Hashable, object]) -> tuple[str, ...]:
    """The cells of one series and group, years in order."""
    last, gaps = part.iloc[-1], part["difference"].abs()
    worst = part.loc[gaps == gaps.max()].iloc[0]
    return (
        str(last["series_id"]),
        str(last["group_id"]),
        str(len(part)),
        str(last["year"]),
        f"{last['ours']:.2f}",
        f"{last['theirs']:.2f}",
        f"{last['difference']:+.2f}",
        f"{gaps.median():.2f}",
        f"{worst['difference']:+.2f}",
        str(worst["year"]),
        str(last["weight_name"]),
        str(best["weight"]),
        f"{best['median']:.2f}",
        f"{best['largest']:.2f}",
    )
