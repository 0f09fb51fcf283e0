"""What a view shows: the one frame from which chart, table, CSV and slide are made.

`answer` reads the build, chooses the series by the stated rule (`observatory.choice`), and returns
the rows with their year, source, estimate type, and the reason for every value that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from observatory import choice, two_values, wording
from observatory.i18n import alphabetical
from observatory.measures.estimates import apart, comparable, enters, twinned
from observatory.measures.latest import common_year, latest, window
from observatory.measures.missing import code, old
from observatory.measures.notes import incomparable, noted
from observatory.queries import series as values
from observatory.queries.network import notes
from observatory.queries.vocabulary import SeriesTerm, Vocabulary
from observatory.view import FIRST_YEAR, IN_PAIRS, LAST_YEAR, OVER_TIME, PANELS_FROM, View
from observatory.warehouse import Build

CONTRACT = (
    "iso3", "area", "year", "value", "unit", "indicator_id", "series_id", "sex", "estimate",
    "supported", "status", "source", "licence", "build_id",
)  # fmt: skip
FURTHER = (
    "indicator", "edition", "vintage", "standard", "role", "missing", "old", "n", "n_members",
    "coverage", "weight", "median", "largest_iso3", "largest_area", "largest_share", "loo_low",
    "loo_high", "label", "set_changed", "oic_group", "modelled", "modelled_series",
    "compared", "surveys_named", "note",
)  # fmt: skip
COLUMNS = CONTRACT + FURTHER
_DTYPES = {
    "year": "Int64", "n": "Int64", "n_members": "Int64", "value": "float64",
    "coverage": "float64", "median": "float64", "largest_share": "float64", "loo_low": "float64",
    "loo_high": "float64", "modelled": "float64", "supported": "boolean", "old": "bool",
    "set_changed": "bool", "compared": "bool", "surveys_named": "boolean",
}  # fmt: skip
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
    reader = _Reader(cursor, vocabulary, build, view)
    parts = [_rows(reader, indicator) for indicator in _indicators(view)]
    frame = _described(reader, pd.concat([_typed(part) for part in parts], ignore_index=True))
    frame, by_value = _ordered(reader, frame)
    return Answer(
        view=view,
        frame=frame,
        set_aside=_set_aside(reader, frame),
        sorted_by_value=by_value,
        others=vocabulary.others,
        build=build,
        **wording.of(view, frame, vocabulary, build),
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
    groups = _groups(reader, indicator_id, over_time=over_time)
    rows = pd.concat([_typed(members), _typed(groups)], ignore_index=True)
    return rows.assign(indicator_id=indicator_id)


def _in_pairs(reader: _Reader, indicator_id: str) -> pd.DataFrame:
    """Two values a member: women and men, or the ends of a change."""
    of = {"gap": two_values.gaps, "change": two_values.changes}[reader.view.chart]
    return of(reader.cursor, reader.vocabulary, reader.view, indicator_id, reader.members)


def _histories(reader: _Reader, indicator_id: str) -> pd.DataFrame:
    """Every year of the members shown, from every series drawn."""
    view = reader.view
    members = view.members if view.chart == "trend" else reader.members
    terms = choice.drawn(view, indicator_id, reader.vocabulary)
    rows = values.history(reader.cursor, _ids(terms), members, **reader.years())
    gone = [iso3 for iso3 in members if iso3 not in set(rows["iso3"])]
    everything = values.history(reader.cursor, _ids(terms), gone, first=FIRST_YEAR, last=LAST_YEAR)
    rows = rows.assign(role="member", missing="")
    return pd.concat(
        [_typed(rows), _absent(gone, everything, terms, outside_years=True)], ignore_index=True
    )


def _compared(reader: _Reader, indicator_id: str) -> pd.DataFrame:
    """One row a member: its latest comparable value in the years asked for (M2, M11)."""
    term = choice.compared(reader.view, indicator_id, reader.vocabulary)
    terms = () if term is None else (term,)
    whole = values.history(
        reader.cursor, _ids(terms), reader.members, first=FIRST_YEAR, last=LAST_YEAR
    )
    found = reader.notes(indicator_id)
    fine = whole.loc[~incomparable(whole, found)]
    inside = fine.loc[fine["year"].between(reader.years()["first"], reader.years()["last"])]
    if reader.view.chart == "strip" or reader.view.sort == "value":
        first, last = window(inside)
        inside = inside.loc[inside["year"].between(first, last)]
    if reader.view.same:
        inside = inside.loc[inside["year"] == common_year(inside, comparable=_comparable(term))]
    rows = latest(inside, comparable=_comparable(term))
    gone = [iso3 for iso3 in reader.members if iso3 not in set(rows["iso3"])]
    rows = _beside(reader, rows, indicator_id).assign(role="member", missing="")
    absent = _absent(gone, fine, terms)
    barred = found.loc[found["iso3"].isin(set(whole["iso3"]) - set(fine["iso3"]))]
    said = dict(zip(barred["iso3"], barred[f"text_{reader.view.lang}"], strict=True))
    absent["note"] = [said.get(iso3, "") for iso3 in absent["iso3"]]
    absent["missing"] = absent["missing"].mask(absent["iso3"].isin(said), "not_comparable")
    return pd.concat([_typed(rows), absent], ignore_index=True)


def _beside(reader: _Reader, rows: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """The rows, a national value with the modelled one of its year where both are printed (M2)."""
    term = choice.series_for(reader.view, indicator_id, "modelled", reader.vocabulary)
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
    return _typed(rows.assign(role="member", series_id=only))


def _groups(reader: _Reader, indicator_id: str, *, over_time: bool) -> pd.DataFrame:
    """Our aggregates of the groups shown (M1), and published ones where ours cannot be."""
    term = choice.aggregated(reader.view, indicator_id, reader.vocabulary)
    if term is None or reader.view.chart in ("scatter", "multiples", *IN_PAIRS):
        return _typed(pd.DataFrame())
    ours = values.aggregates(
        reader.cursor, [term.series_id], reader.view.groups, **reader.years()
    ).assign(role="aggregate", missing="")
    shown = set(ours.loc[ours["value"].notna(), "iso3"])
    theirs = [
        _published(reader, indicator_id, group)
        for group in reader.view.groups
        if group not in shown
    ]
    ours = ours.loc[ours["iso3"].isin(shown)]
    rows = pd.concat([_typed(part) for part in (ours, *theirs)], ignore_index=True)
    return rows if over_time else _last_estimates(rows)


def _published(reader: _Reader, indicator_id: str, group_id: str) -> pd.DataFrame:
    """A publisher's own aggregate of a group, cited as theirs; empty where there is none."""
    group = reader.vocabulary.groups[group_id]
    terms = [
        term
        for term in reader.vocabulary.series.values()
        if term.indicator_id == indicator_id and term.sex == reader.view.sex and term.n_values
    ]
    if group.published_as is None or not terms:
        return _typed(pd.DataFrame())
    rows = values.history(reader.cursor, _ids(terms), [group.published_as], **reader.years())
    if rows.empty:
        return _typed(pd.DataFrame())
    newest = rows.loc[rows.groupby("series_id")["year"].transform("max") == rows["year"].max()]
    rows = rows.loc[rows["series_id"] == newest["series_id"].iloc[0]]
    return _typed(rows.assign(iso3=group_id, role="published", missing=""))


def _last_estimates(rows: pd.DataFrame) -> pd.DataFrame:
    """The last year of each group that has a value and is no projection."""
    fine = rows.loc[rows["value"].notna() & (rows["estimate"] != "projected")]
    return fine.sort_values("year").drop_duplicates("iso3", keep="last")


def _described(reader: _Reader, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with names, unit, source, licence and build written into each."""
    terms, lang = reader.vocabulary, reader.view.lang
    frame = frame.copy()
    of = frame["series_id"].map(terms.series.get)
    source = of.map(lambda term: terms.sources[term.source_id] if term else None)
    frame["area"] = frame["iso3"].map(reader.name)
    frame["sex"] = frame["sex"].where(frame["sex"] != "", reader.view.sex)
    frame["indicator"] = frame["indicator_id"].map(lambda i: terms.indicators[i].name[lang])
    frame["unit"] = frame["indicator_id"].map(
        lambda i: terms.units[terms.indicators[i].unit].name[lang]
    )
    frame["source"] = source.map(lambda s: s.citation if s else "")
    frame["licence"] = source.map(lambda s: s.licence if s else "")
    edition = of.map(lambda term: (term and term.edition) or "")
    frame["edition"] = edition.where(frame["estimate"] != "reported", "")
    frame["vintage"] = of.map(lambda term: (term and term.vintage) or "")
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
        said.loc[found["row"]] = found[f"text_{reader.view.lang}"].to_numpy()
    return said


def _ordered(reader: _Reader, frame: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """The rows in the order they are shown in, and whether that is the order of values (M3).

    What enters no comparison stands after what does, in alphabetical order.
    """
    members = frame["role"] == "member"
    by_value = wording.sorted_by_value(reader.view, frame)
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
        reason=gone["missing"].map(lambda code: wording.reason(code, reader.view.lang))
    ).reset_index(drop=True)


def _ids(terms: Sequence[SeriesTerm]) -> list[str]:
    return [term.series_id for term in terms]


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with every column of an answer, in the answer's types, so that parts can be joined."""
    if tuple(rows.columns) == COLUMNS and rows.dtypes["year"] == "Int64":
        return rows
    renamed = rows.rename(columns={"weight_name": "weight"})
    frame = renamed.reindex(columns=list(COLUMNS))
    for column in ("old", "set_changed", "compared"):
        frame[column] = frame[column].astype("boolean").fillna(value=False)
    for column in COLUMNS:
        if column not in _DTYPES:
            frame[column] = frame[column].astype("object").where(frame[column].notna(), "")
    return frame.astype(_DTYPES)
