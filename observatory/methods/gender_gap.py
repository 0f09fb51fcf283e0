"""The gap between women and men (methods M6): in points, with both levels, of one edition."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Gap:
    """Women minus men of one year, in the unit of the series, and both levels."""

    year: int
    women: float
    men: float

    @property
    def ratio(self) -> float:
        """Women over men; NaN where the value of men is zero."""
        return self.women / self.men if self.men else float("nan")


def gap(women: pd.DataFrame, men: pd.DataFrame) -> Gap | None:
    """The gap in the last year in which both have a value of the same estimate type.

    Both: year, value, estimate of the series of women and of men for one area, of the set of the
    total shown: one source, edition, release and estimate type. Projections do not count. None
    where there is no such year, because women and men of two years, editions or estimate types are
    two measurements, not one gap.
    Formula: women - men, in the unit of the series, and women / men. Source: ILO, sex-disaggregated
    labour market indicators.
    """
    return gaps(women.assign(iso3=""), men.assign(iso3="")).get("")


def gaps(women: pd.DataFrame, men: pd.DataFrame) -> dict[str, Gap]:
    """The gap of each area that has one, by its code; arguments as in `gap`, with iso3."""
    fine = [each.loc[each["estimate"] != "projected"] for each in (women, men)]
    both = fine[0].merge(fine[1], on=["iso3", "year", "estimate"], suffixes=("_women", "_men"))
    last = both.sort_values("year").drop_duplicates("iso3", keep="last")
    columns = (last[name] for name in ("iso3", "year", "value_women", "value_men"))
    return {
        str(iso3): Gap(int(year), float(one), float(other))
        for iso3, year, one, other in zip(*columns, strict=True)
    }
