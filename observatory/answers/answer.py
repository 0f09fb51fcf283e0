"""What a view shows: the one frame from which chart, table, CSV and slide are made.

`answer` reads the build, chooses the series by the stated rule
(`observatory.answers.series_choice`), and returns the rows with their year,
source, estimate type, and the reason for every value that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from observatory.answers import group_averages, pairs, series_choice
from observatory.answers.columns import COLUMNS, typed
from observatory.i18n import alphabetical, column
from observatory.methods.country_notes import incomparable, noted
from observatory.methods.estimates import apart, comparable, enters, twinned
from observatory.methods.latest import latest, shared_year, window
from observatory.methods.missing import code, old
from observatory.view import (
    DEFAULT,
    FIRST_YEAR,
    IN_PAIRS,
    LAST_YEAR,
    OVER_TIME,
    PANELS_FROM,
    WITHOUT_GROUPS,
    View,
)
from observatory.warehouse import observations as values
from observatory.warehouse.build import Build
from observatory.warehouse.register import notes
from observatory.warehouse.terms import SeriesTerm, Vocabulary
from observatory.words import titles

# The OIC's own regional groups, which its members are coloured by.
OIC_GROUPS = ("OIC_AFRICAN", "OIC_ARAB", "OIC_ASIAN")
SECOND = "youth_unemployment_rate"


@dataclass(frozen=True)
class Answer:
    """A view with its rows and its words, in the view's language.

    `set_aside` names the members without a value and why; `others` are the economies that are no
    members, which a map draws without a word.
    """

    view: View
    frame: pd.DataFrame
    title: str
    subtitle: str
    source_line: str
    notes: tuple[str, ...]
    set_aside: pd.DataFrame
    unit_short: str
    decimals: int
    sorted_by_value: bool
    others: tuple[str, ...]
    build: Build


@dataclass(frozen=True)
class _Reader:
    """A build, its terms and a view: what every step of an answer needs."""

    cursor: duckdb.DuckDBPyConnection
    vocabulary: Vocabulary
    build: Build
    view: View

    @property
    def members(self) -> tuple[str, ...]:
        """The members shown, in the alphabetical order of the language; a strip shows all."""
        highlighted = self.view.chart == "strip"
        chosen = (not highlighted and self.view.members) or self.vocabulary.members
        return tuple(sorted(chosen, key=lambda iso3: alphabetical(self.name(iso3))))

    def name(self, iso3: str) -> str:
        """The name of an area or group in the view's language."""
        terms = self.vocabulary
        term = terms.groups.get(iso3) or terms.countries.get(iso3)
        return term.name[self.view.lang] if term else iso3

    @property
    def group_of(self) -> dict[str, str]:
        """The name of the OIC's own regional group of each member, in the view's language."""
        groups = (term for key, term in self.vocabulary.groups.items() if key in OIC_GROUPS)
        return {iso3: term.name[self.view.lang] for term in groups for iso3 in term.areas}

    def notes(self, indicator_id: str) -> pd.DataFrame:
        """The notes on comparability that touch an indicator."""
        return notes(self.cursor, self.vocabulary.indicators[indicator_id].theme)

    def years(self) -> dict[str, int]:
        """The years asked for, both included; small panels begin in 2000 unless asked otherwise."""
        first = PANELS_FROM if self.view.chart == "multiples" else FIRST_YEAR
        return {"first": self.view.first or first, "last": self.view.last or LAST_YEAR}


def answer(
    view: View,
    cursor: duckdb.DuckDBPyConnection,
    vocabulary: Vocabulary,
    build: Build,
) -> Answer:
    """What a view shows, with its words.

    Grain of the frame: area x indicator (bars, map, scatter), or area x series x year (trend,
    table); columns `COLUMNS`. A member without a value stays as a row with its M10 code, also in
    `set_aside` with the reason in words. An empty build gives a frame in which all is missing.
    """
    view = completed(view)
    # A chart of women and men is of no sex alone, whatever was chosen for the others.
    asked = view.but(sex=DEFAULT.sex) if view.chart == "gap" else view
    reader = _Reader(cursor, vocabulary, build, asked)
    parts = [_rows(reader, indicator) for indicator in _indicators(view)]
    frame = _described(reader, pd.concat([typed(part) for part in parts], ignore_index=True))
    frame, by_value = _ordered(reader, frame)
    return Answer(
        view=view,
        frame=frame,
        set_aside=_set_aside(reader, frame),
        sorted_by_value=by_value,
        others=vocabulary.others,
        build=build,
        **titles.of(view, frame, vocabulary, build),
    )


def completed(view: View) -> View:
    """The view with the second indicator that a scatter needs."""
    if view.chart != "scatter" or len(view.indicator) > 1:
        return view
    second = SECOND if view.indicator[0] != SECOND else "neet_rate"
    return view.but(indicator=(view.indicator[0], second))


def _indicators(view: View) -> tuple[str, ...]:
    """The indicators a chart kind has room for."""
    return {"scatter": view.indicator[:2], "table": view.indicator}.get(
        view.chart, view.indicator[:1]
    )


def _rows(reader: _Reader, indicator_id: str) -> pd.DataFrame:
    """The rows of one indicator: members, then groups."""
    over_time = reader.view.chart in OVER_TIME
    if reader.view.chart in IN_PAIRS:
        members = _in_pairs(reader, indicator_id)
    else:
        members = (_histories if over_time else _compared)(reader, indicator_id)
    groups = group_averages.averages(
        reader.cursor,
        reader.vocabulary,
        reader.view,
        indicator_id,
        years=_years_of_groups(reader, members),
    )
    rows = pd.concat([typed(members), typed(groups)], ignore_index=True)
    return rows.assign(indicator_id=indicator_id)


def _in_pairs(reader: _Reader, indicator_id: str) -> pd.DataFrame:
    """Two values a member: women and men, or the ends of a change."""
    choose = {"gap": pairs.gaps, "change": pairs.changes}[reader.view.chart]
    return choose(reader.cursor, reader.vocabulary, reader.view, indicator_id, reader.members)


def _histories(reader: _Reader, indicator_id: str) -> pd.DataFrame:
    """Every year of the members shown, from every series drawn."""
    view = reader.view
    members = view.members if view.chart == "trend" else reader.members
    terms = series_choice.drawn(view, indicator_id, reader.vocabulary)
    rows = values.history(reader.cursor, _ids(terms), members, **reader.years())
    gone = [iso3 for iso3 in members if iso3 not in set(rows["iso3"])]
    everything = values.history(reader.cursor, _ids(terms), gone, first=FIRST_YEAR, last=LAST_YEAR)
    rows = rows.assign(role="member", missing="")
    return pd.concat(
        [typed(rows), _absent(gone, everything, terms, outside_years=True)], ignore_index=True
    )


def _compared(reader: _Reader, indicator_id: str) -> pd.DataFrame:
    """One row a member: its latest comparable value in the years asked for (M2, M11)."""
    term, whole, fine = _comparables(reader, indicator_id)
    terms = () if term is None else (term,)
    inside = _inside(reader, fine)
    if reader.view.same:
        inside = inside.loc[inside["year"] == _same_year(reader)]
    rows = latest(inside, comparable=_comparable(term))
    gone = [iso3 for iso3 in reader.members if iso3 not in set(rows["iso3"])]
    rows = _beside(reader, rows, indicator_id).assign(role="member", missing="")
    absent = _absent(gone, fine, terms)
    notes_ = reader.notes(indicator_id)
    barred = notes_.loc[notes_["iso3"].isin(set(whole["iso3"]) - set(fine["iso3"]))]
    said = dict(zip(barred["iso3"], barred[column("text", reader.view.lang)], strict=True))
    absent["note"] = [said.get(iso3, "") for iso3 in absent["iso3"]]
    absent["missing"] = absent["missing"].mask(absent["iso3"].isin(said), "not_comparable")
    return pd.concat([typed(rows), absent], ignore_index=True)


def _comparables(
    reader: _Reader, indicator_id: str
) -> tuple[SeriesTerm | None, pd.DataFrame, pd.DataFrame]:
    """The series on which members are compared, its values, and those that no note bars."""
    term = series_choice.compared(reader.view, indicator_id, reader.vocabulary)
    whole = values.history(
        reader.cursor,
        _ids(() if term is None else (term,)),
        reader.members,
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )
    return term, whole, whole.loc[~incomparable(whole, reader.notes(indicator_id))]


def _inside(reader: _Reader, fine: pd.DataFrame) -> pd.DataFrame:
    """The values in the years asked for, and in the window of M3 where they stand in order."""
    view = reader.view
    inside = fine.loc[fine["year"].between(reader.years()["first"], reader.years()["last"])]
    if view.chart == "strip" or (view.chart == "bars" and view.sort == "value"):
        first, last = window(inside)
        inside = inside.loc[inside["year"].between(first, last)]
    return inside


def _same_year(reader: _Reader) -> int:
    """The one year for all members (M11), and for both indicators where the chart has two."""
    parts = []
    for indicator_id in _indicators(reader.view):
        term, _, fine = _comparables(reader, indicator_id)
        inside = _inside(reader, fine)
        parts.append(inside.loc[inside["estimate"].isin(_comparable(term))])
    return shared_year(parts)


def _years_of_groups(reader: _Reader, members: pd.DataFrame) -> dict[str, int]:
    """The years in which groups are shown: the members' own where it is the same for all."""
    if not reader.view.same or reader.view.chart in (*OVER_TIME, *WITHOUT_GROUPS):
        return reader.years()
    years = members["year"].dropna()
    return {"first": int(years.min()), "last": int(years.max())} if len(years) else reader.years()


def _beside(reader: _Reader, rows: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """The rows, a national value with the modelled one of its year where both are printed (M2)."""
    term = series_choice.series_for(reader.view, indicator_id, "modelled", reader.vocabulary)
    if term is None or rows.empty:
        return rows
    areas, years = list(rows["iso3"]), (int(rows["year"].min()), int(rows["year"].max()))
    twins = values.history(reader.cursor, [term.series_id], areas, first=years[0], last=years[1])
    rows = twinned(rows, twins)
    both = apart(rows)
    return rows.assign(
        modelled=rows["modelled"].where(both),
        modelled_series=both.map({True: term.series_id, False: ""}),
    )


def _comparable(term: SeriesTerm | None) -> tuple[str, ...]:
    """The estimate types in which members may be compared on a series, or on none."""
    return comparable("reported" if term is None else term.kind)


def _absent(
    areas: Sequence[str],
    whole: pd.DataFrame,
    terms: Sequence[SeriesTerm],
    *,
    outside_years: bool = False,
) -> pd.DataFrame:
    """A row for each area without a value, with the M10 code that says why."""
    compared = {kind for term in terms for kind in _comparable(term)}
    known = whole.groupby("iso3")["estimate"].unique()
    codes = [code(known.get(iso3, ()), compared, any_year=outside_years) for iso3 in areas]
    only = terms[0].series_id if len(terms) == 1 else ""
    rows = pd.DataFrame({"iso3": list(areas), "missing": codes}, dtype="object")
    return typed(rows.assign(role="member", series_id=only))


def _described(reader: _Reader, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with names, unit, source, licence and build written into each."""
    terms, lang = reader.vocabulary, reader.view.lang
    frame = frame.copy()
    series = frame["series_id"].map(terms.series.get)
    source = series.map(lambda term: terms.sources[term.source_id] if term else None)
    frame["area"] = frame["iso3"].map(reader.name)
    frame["sex"] = frame["sex"].where(frame["sex"] != "", reader.view.sex)
    frame["indicator"] = frame["indicator_id"].map(lambda i: terms.indicators[i].name[lang])
    frame["unit"] = frame["indicator_id"].map(
        lambda i: terms.units[terms.indicators[i].unit].name[lang]
    )
    frame["source"] = source.map(lambda s: s.citation if s else "")
    frame["licence"] = source.map(lambda s: s.licence if s else "")
    edition = series.map(lambda term: (term and term.edition) or "")
    frame["edition"] = edition.where(frame["estimate"] != "reported", "")
    frame["vintage"] = series.map(lambda term: (term and term.vintage) or "")
    frame["weight"] = frame["weight"].map(
        lambda i: terms.indicators[i].name[lang] if i in terms.indicators else ""
    )
    frame["largest_area"] = frame["largest_iso3"].map(lambda i: reader.name(i) if i else "")
    frame["old"] = old(frame["year"], reader.build.built_at.date())
    frame["compared"] = enters(frame) & (frame["role"] == "member")
    frame["note"] = _notes(reader, frame)
    frame["oic_group"] = frame["iso3"].map(reader.group_of).fillna("")
    frame["build_id"] = reader.build.build_id
    return frame[list(COLUMNS)]


def _notes(reader: _Reader, frame: pd.DataFrame) -> pd.Series:
    """What a note says of each value of a member, in the view's language; empty where none does."""
    said = frame["note"].copy()
    for indicator_id, rows in frame.groupby("indicator_id"):
        found = noted(rows, reader.notes(str(indicator_id))).drop_duplicates("row")
        said.loc[found["row"]] = found[column("text", reader.view.lang)].to_numpy()
    return said


def _ordered(reader: _Reader, frame: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """The rows in the order they are shown in, and whether that is the order of values (M3).

    What enters no comparison stands after what does, in alphabetical order.
    """
    members = frame["role"] == "member"
    by_value = titles.sorted_by_value(reader.view, frame)
    place = {iso3: i for i, iso3 in enumerate((*reader.members, *reader.view.groups))}
    keys = pd.DataFrame(
        {
            "group": ~members,
            "aside": by_value & ~frame["compared"],
            "value": -frame["value"].where(frame["compared"]) if by_value else 0.0,
            "area": frame["iso3"].map(place),
            "indicator": frame["indicator_id"].map(list(_indicators(reader.view)).index),
            "series": frame["series_id"],
            "year": frame["year"],
        }
    )
    order = keys.sort_values(list(keys.columns)).index
    return frame.loc[order].reset_index(drop=True), by_value


def _set_aside(reader: _Reader, frame: pd.DataFrame) -> pd.DataFrame:
    """The members without a value, each once an indicator, with the reason in words."""
    gone = frame.loc[frame["missing"] != "", ["iso3", "area", "indicator", "missing"]]
    return gone.assign(
        reason=gone["missing"].map(lambda code: titles.reason(code, reader.view.lang))
    ).reset_index(drop=True)


def _ids(terms: Sequence[SeriesTerm]) -> list[str]:
    return [term.series_id for term in terms]
