"""The OIC in a few figures: each with its year, what it rests on, and groups to compare it with."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd

from observatory import wording
from observatory.answer import answer
from observatory.i18n import difference, number, text
from observatory.measures.gap import Gap
from observatory.queries.vocabulary import Vocabulary
from observatory.view import View
from observatory.warehouse import Build

GROUPS = ("OIC", "WORLD", "DEVELOPED", "NON_OIC_DEVELOPING")
# NEET leads, and youth unemployment never stands alone (methods M5).
FIGURES = (
    "neet_rate",
    "youth_unemployment_rate",
    "youth_employment_ratio",
    "new_business_density",
    "employers_share",
)


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure of the overview in words: value, what it rests on, and what stands beside it."""

    indicator_id: str
    name: str
    value: str
    year: str
    rests_on: str
    beside: str


def headlines(
    cursor: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, build: Build, lang: str
) -> tuple[Headline, ...]:
    """The figures of the overview: the last OIC estimate of each indicator, and the NEET gap.

    A figure whose coverage gate is closed says so in place of a value; none is left out.
    """
    found = []
    for indicator_id in FIGURES:
        shown = _groups(cursor, vocabulary, build, indicator_id, sex="T")
        found.append(_headline(shown, indicator_id, vocabulary, lang))
        if indicator_id == "neet_rate":
            found.append(_gap(cursor, vocabulary, build, lang))
    return tuple(found)


def _groups(
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    build: Build,
    indicator_id: str,
    *,
    sex: str,
) -> pd.DataFrame:
    """The last estimate of each group, one row a group that has one."""
    known = tuple(group for group in GROUPS if group in vocabulary.groups)
    view = View(chart="trend", indicator=(indicator_id,), groups=known, sex=sex)
    frame = answer(view, cursor, vocabulary, build).frame
    fine = frame.loc[frame["value"].notna() & (frame["estimate"] != "projected")]
    return fine.sort_values("year").drop_duplicates("iso3", keep="last").set_index("iso3")


def _headline(
    shown: pd.DataFrame, indicator_id: str, vocabulary: Vocabulary, lang: str
) -> Headline:
    term = vocabulary.indicators[indicator_id]
    unit = vocabulary.units[term.unit]
    if "OIC" not in shown.index:
        return Headline(indicator_id, term.name[lang], "–", "", text("overview.closed", lang), "")
    row = shown.loc[["OIC"]].iloc[0]
    short = unit.short[lang]
    value = number(row["value"], lang, unit.decimals)
    return Headline(
        indicator_id=indicator_id,
        name=term.name[lang],
        value=f"{value} {short}" if len(short) > 1 else f"{value}{_percent(lang)}",
        year=str(row["year"]),
        rests_on=_rests_on(row, lang),
        beside=_beside(shown, vocabulary, unit.decimals, lang),
    )


def _gap(
    cursor: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, build: Build, lang: str
) -> Headline:
    """The gap of the aggregates, women minus men in points, of one edition and year (M6)."""
    name = text("overview.neet_gap", lang)
    sides = [_groups(cursor, vocabulary, build, "neet_rate", sex=sex) for sex in ("F", "M")]
    if any("OIC" not in side.index for side in sides):
        return Headline("neet_rate", name, "–", "", text("overview.closed", lang), "")
    women, men = (side.loc[["OIC"]].iloc[0] for side in sides)
    if (women["year"], women["edition"]) != (men["year"], men["edition"]):
        return Headline("neet_rate", name, "–", "", text("overview.not_one_edition", lang), "")
    found = Gap(int(women["year"]), float(women["value"]), float(men["value"]))
    points = text("overview.points", lang, value=difference(found.women, found.men, lang, 1))
    levels = text(
        "overview.levels",
        lang,
        women=number(women["value"], lang, 1),
        men=number(men["value"], lang, 1),
    )
    rests = _rests_on(women, lang)
    return Headline("neet_rate", name, points, str(women["year"]), rests, levels)


def _rests_on(row: pd.Series, lang: str) -> str:
    """Estimate type, members and coverage of an aggregate of ours."""
    kind = text(f"estimate.{row['estimate']}", lang)
    share = wording.covered(row["coverage"], lang)
    counts = {"n": row["n"], "n_members": row["n_members"], "coverage": share}
    return text("overview.rests_on", lang, kind=kind, **counts)


def _beside(shown: pd.DataFrame, vocabulary: Vocabulary, decimals: int, lang: str) -> str:
    """The comparison groups with value and year."""
    parts = []
    for group, row in shown.drop(index="OIC").iterrows():
        name = vocabulary.groups[str(group)].name[lang]
        parts.append(f"{name} {number(row['value'], lang, decimals)} ({row['year']})")
    return " · ".join(parts)


def _percent(lang: str) -> str:
    return text("overview.percent", lang)
