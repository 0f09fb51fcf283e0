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

    Both: year, value, estimate of the series of women and of men, of one source and edition, for
    one area; projections do not count. None where there is no such year, because women and men of
    two years, editions or estimate types are two measurements, not one gap.
    Formula: women - men, in the unit of the series, and women / men. Source: ILO, sex-disaggregated
    labour market indicators.
    """
    fine = [each.loc[each["estimate"] != "projected"] for each in (women, men)]
    both = fine[0].merge(fine[1], on=["year", "estimate"], suffixes=("_women", "_men"))
    if both.empty:
        return None
    row = both.sort_values("year").iloc[-1]
    return Gap(int(row["year"]), float(row["value_women"]), float(row["value_men"]))
