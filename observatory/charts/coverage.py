"""How far the figures go: indicator by member, the age of the latest value and its kind."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from observatory.charts.names_axis import members_axis, names_axis, places_of
from observatory.charts.plot import (
    CellPlot,
    Datum,
    EmptyPlot,
    Entry,
    Fill,
    Mark,
    Points,
    Tip,
)
from observatory.i18n import text
from observatory.methods.estimates import comparable

AGES = ("none", "old", "middle", "recent")
FILLS = (Fill("no_data"), Fill("ramp-0"), Fill("ramp-2"), Fill("ramp-4"))
MODELLED = Mark("circle", 5, "paper", outline="ink")
# A stroke in each empty cell: its pale colour is too near to that of an old value.
NONE = Mark("dash", 6, "muted")
# The height of a row: pixels.
ROW = 28


def plot(
    coverage: pd.DataFrame,
    *,
    indicators: Mapping[str, str],
    members: Mapping[str, str],
    as_of: int,
    lang: str,
) -> CellPlot | EmptyPlot:
    """The coverage of every indicator and member.

    `coverage`: indicator_id, iso3, year, estimate (as `warehouse.coverage.coverage`). `indicators`
    and `members`: names by id, in the order shown. `as_of`: the year from which age counts. A dot
    marks a value that is modelled, so that kind does not rest on colour.
    """
    if coverage["year"].notna().sum() == 0:
        return EmptyPlot(text("charts.heat.none", lang))
    rows = coverage.loc[coverage["indicator_id"].isin(indicators) & coverage["iso3"].isin(members)]
    modelled = rows.loc[rows["estimate"].isin(comparable("modelled"))]
    years = {
        (indicator, iso3): None if pd.isna(year) else int(year)
        for indicator, iso3, year in zip(
            rows["indicator_id"], rows["iso3"], rows["year"], strict=True
        )
    }
    cells = {(i, m): years.get((i, m)) for i in indicators for m in members}
    return CellPlot(
        rows=names_axis(list(indicators.values()), list(indicators)),
        columns=members_axis(members),
        classes=tuple(tuple(age_class(cells[i, m], as_of) for m in members) for i in indicators),
        fills=FILLS,
        tips=tuple(
            tuple(_tip(indicators[i], members[m], cells[i, m], lang) for m in members)
            for i in indicators
        ),
        marks=(
            _marks(text("charts.heat.modelled", lang), MODELLED, modelled, indicators, members),
            _marks(text("charts.heat.none", lang), NONE, _empty(cells), indicators, members),
        ),
        key=_key(lang),
        height=ROW * len(indicators),
    )


def age_class(year: float | None, as_of: int) -> int:
    """The place in `AGES` of a value's year: none, older than 5 years, 3 to 5, up to 2."""
    if pd.isna(year):
        return 0
    age = as_of - int(year)
    return 3 if age <= 2 else 2 if age <= 5 else 1


def _empty(cells: Mapping[tuple[str, str], int | None]) -> pd.DataFrame:
    """The cells without a value."""
    none = [key for key, year in cells.items() if year is None]
    return pd.DataFrame(none, columns=["indicator_id", "iso3"])


def _marks(
    name: str,
    mark: Mark,
    part: pd.DataFrame,
    indicators: Mapping[str, str],
    members: Mapping[str, str],
) -> Points:
    """A mark upon each of some cells."""
    return Points(
        name=name,
        x=places_of(part["iso3"], members),
        y=places_of(part["indicator_id"], indicators),
        mark=mark,
        data=tuple(Datum(str(i), members[i]) for i in part["iso3"]),
        role="helps",
    )


def _tip(indicator: str, area: str, year: int | None, lang: str) -> Tip:
    last = text("charts.heat.none", lang) if year is None else str(year)
    return Tip(area, (indicator, last))


def _key(lang: str) -> tuple[Entry, ...]:
    """The marks, then the ages, the most recent first."""
    ages = [
        Entry(
            text(f"charts.heat.{AGES[age]}", lang),
            fill=Fill(FILLS[age].colour, outline="muted"),
        )
        for age in (3, 2, 1)
    ]
    return (
        Entry(text("charts.heat.modelled", lang), mark=MODELLED),
        Entry(text("charts.heat.none", lang), mark=NONE),
        *ages,
    )
