"""What a trend says of a year as a whole: each area with its values, in the order of the areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts.plot import YearReading, YearValue
from observatory.i18n import language, number, text

# With more areas than this a year is too tall to be read at once: each mark speaks for itself.
MOST_AREAS = 12


def year_readings(
    answer: Answer, colours: Mapping[str, str], small: Callable[[pd.Series], list[str]]
) -> tuple[YearReading, ...]:
    """A reading a year with a value, first year first; none where the areas are too many.

    Of each area every value of the year with its estimate type: members before groups. `colours`:
    the role of the colour of each member; `small`: what a group's value rests on, in small type.
    """
    shown = answer.frame.loc[answer.frame["value"].notna()]
    if shown["iso3"].nunique() > MOST_AREAS:
        return ()
    order = shown.assign(group=shown["role"] != "member").sort_values("group", kind="stable")
    years = order["year"].astype("int64")
    return tuple(
        YearReading(
            float(year),
            str(year),
            tuple(_lines(order.loc[years == year], answer, colours, small)),
        )
        for year in sorted(set(years))
    )


def _lines(
    rows: pd.DataFrame,
    answer: Answer,
    colours: Mapping[str, str],
    small: Callable[[pd.Series], list[str]],
) -> list[YearValue]:
    """The lines of one year, one a value."""
    lang = answer.view.lang
    out = []
    for _, row in rows.iterrows():
        value = number(row["value"], lang, answer.decimals)
        unit = language(lang).percent if answer.unit_short == "%" else f" {answer.unit_short}"
        kind = text(f"estimate.{row['estimate']}", lang)
        group = "ink" if row["role"] == "aggregate" else "reference"
        colour = colours.get(str(row["iso3"]), group)
        said = text("charts.year.value", lang, area=row["area"], value=f"{value}{unit}", kind=kind)
        out.append(YearValue(said, colour, tuple(small(row))))
    return out
