"""What a view shows: the one frame from which chart, table, CSV and slide are made.

`answer` reads the build, chooses the series by the stated rule
(`observatory.answers.series_choice`), and returns the rows with their year,
source, estimate type, and the reason for every value that is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import duckdb
import pandas as pd

from observatory.answers import group_averages, pairs, series_choice
from observatory.answers.columns import COLUMNS, with_types
from observatory.answers.indicator import IndicatorValues, of_years
from observatory.chart_kind import Rows
from observatory.i18n import alphabetical, column, language, number, partial_date, span, text
from observatory.methods.country_notes import INCOMPARABLE, notes_of_values
from observatory.methods.estimates import OBSERVED, enters
from observatory.methods.latest import window, year_of_most
from observatory.methods.missing import code, last_day, old
from observatory.view import (
    DEFAULT,
    FIRST_YEAR,
    LAST_YEAR,
    View,
)
from observatory.warehouse import histories
from observatory.warehouse.build import Build
from observatory.warehouse.register import notes
from observatory.warehouse.terms import SeriesTerm, Vocabulary
from observatory.words import sources, titles
from observatory.words.weights import weight_name

# So many members chosen that have no value are named in the figure; more are counted.
NAMED_ASIDE = 3


@dataclass(frozen=True)
class Answer:
    """A view with its rows and its words, in the view's language.

    `set_aside` names the members without a value and why; `others` are the economies that are no
    members, which a map draws without a word; `mixed` the groups that hold some of these; `plain`
    the names of groups without the number of their members.
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
    mixed: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ()
    plain: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Reader:
    """A build, its terms and a view: what every step of an answer needs."""

    cursor: duckdb.DuckDBPyConnection
    vocabulary: Vocabulary
    build: Build
    view: View

    @property
    def members(self) -> tuple[str, ...]:
        """The members shown, in the alphabetical order of the language."""
        all_shown = self.view.kind.members == "all"
        chosen = (not all_shown and self.view.members) or self.vocabulary.members
        return tuple(sorted(chosen, key=lambda iso3: alphabetical(self.name(iso3))))

    def name(self, iso3: str) -> str:
        """The name of an area or group in the view's language."""
        terms = self.vocabulary
        term = terms.groups.get(iso3) or terms.countries.get(iso3)
        return term.name[self.view.lang] if term else iso3

    @property
    def group_of(self) -> dict[str, str]:
        """The name of the OIC's own regional group of each member, in the view's language."""
        groups = [self.vocabulary.groups[key] for key in self.vocabulary.groups_of("oic_region")]
        return {iso3: term.name[self.view.lang] for term in groups for iso3 in term.areas}

    def notes(self, indicator_id: str) -> pd.DataFrame:
        """The notes on comparability that touch an indicator; of a theme read once."""
        theme = self.vocabulary.indicators[indicator_id].theme
        if theme not in self._by_theme:
            self._by_theme[theme] = notes(self.cursor, theme)
        return self._by_theme[theme]

    @cached_property
    def _by_theme(self) -> dict[str, pd.DataFrame]:
        return {}

    def years(self) -> dict[str, int]:
        """The years asked for, both included; the first may be that of the kind of chart."""
        first = self.view.first or self.view.kind.first_year or FIRST_YEAR
        return {"first": first, "last": self.view.last or LAST_YEAR}


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
    view = complete(view, vocabulary)
    # A chart of women and men is of no sex alone, whatever was chosen for the others.
    asked = view.but(sex=DEFAULT.sex) if view.kind.both_sexes else view
    reader = _Reader(cursor, vocabulary, build, asked)
    values = _member_values(reader)
    parts = [_rows(reader, found) for found in values.values()]
    frame = _describe(reader, pd.concat([with_types(part) for part in parts], ignore_index=True))
    if view.kind.by_value:
        too_few = {name for name, found in values.items() if found.too_few}
        frame["compared"] &= ~frame["indicator_id"].isin(too_few)
    frame, by_value = _order(reader, frame)
    words = titles.of(view, frame, vocabulary, build)
    words["notes"] = (*_editions(reader, frame), *words["notes"])
    aside = _members_without_value(reader, frame)
    if frame["value"].notna().any():
        words["subtitle"] = " · ".join([words["subtitle"], *_not_shown(view, aside)])
    return Answer(
        view=view,
        frame=frame,
        set_aside=aside,
        sorted_by_value=by_value,
        others=vocabulary.others,
        mixed=vocabulary.mixed_groups,
        regions=tuple(
            vocabulary.groups[key].name[view.lang] for key in vocabulary.groups_of("oic_region")
        ),
        plain={key: term.plain[view.lang] for key, term in vocabulary.groups.items()},
        build=build,
        **words,
    )


def _not_shown(view: View, aside: pd.DataFrame) -> Iterator[str]:
    """Which of the members chosen are not among the values, and why: it stands in the figure."""
    mine = aside.loc[aside["iso3"].isin(view.members)].drop_duplicates("iso3")
    if len(mine) > NAMED_ASIDE:
        yield text("explore.not_shown_many", view.lang, k=len(mine))
    elif len(mine):
        named = (
            text("explore.not_shown_one", view.lang, area=area, reason=reason)
            for area, reason in zip(mine["area"], mine["reason"], strict=True)
        )
        yield text("explore.not_shown", view.lang, areas=language(view.lang).semicolon.join(named))


def complete(view: View, vocabulary: Vocabulary) -> View:
    """The view with the second indicator, where its kind of chart needs one."""
    if (view.kind.indicators or 1) <= len(view.indicator):
        return view
    second = next(each for each in vocabulary.leading("scatter") if each != view.indicator[0])
    return view.but(indicator=(view.indicator[0], second))


def _indicators(view: View) -> tuple[str, ...]:
    """The indicators a chart kind has room for."""
    return view.indicator[: view.kind.indicators]


def _member_values(reader: _Reader) -> dict[str, IndicatorValues]:
    """What the members have of each indicator; the same year for all is one for all of them."""
    view, names = reader.view, _indicators(reader.view)
    windowed = view.kind.by_value or (view.kind.sortable and view.sort == "value")
    terms = [
        term for name in names for term in series_choice.all_series(view, name, reader.vocabulary)
    ]
    kept = histories.read(reader.cursor, _ids(terms), reader.vocabulary.members)
    found = {
        name: IndicatorValues(
            view=view.but(indicator=(name,)),
            vocabulary=reader.vocabulary,
            histories=kept,
            notes=reader.notes(name),
            members=reader.members,
            as_of=reader.build.built_at.date(),
            windowed=windowed,
        )
        for name in names
    }
    if not view.same or len(names) == 1 or view.kind.over_time:
        return found
    year = year_of_most([each.comparable for each in found.values()])
    return {name: replace(each, year=year) for name, each in found.items()}


def _rows(reader: _Reader, found: IndicatorValues) -> pd.DataFrame:
    """The rows of one indicator: members, then groups."""
    view, indicator_id = reader.view, found.view.indicator[0]
    members = _ROWS[view.kind.rows](reader, found)
    groups = group_averages.averages(
        reader.cursor,
        reader.vocabulary,
        view,
        indicator_id,
        years=_years_of_groups(reader, members),
    )
    rows = pd.concat([with_types(members), with_types(groups)], ignore_index=True)
    return rows.assign(indicator_id=indicator_id)


def _gaps(_: _Reader, found: IndicatorValues) -> pd.DataFrame:
    """Two values a member: women and men."""
    return pairs.gaps(found)


def _changes(_: _Reader, found: IndicatorValues) -> pd.DataFrame:
    """Two values a member: the ends of a change."""
    return pairs.changes(found)


def _histories(reader: _Reader, found: IndicatorValues) -> pd.DataFrame:
    """Every year of the members shown, from every series drawn."""
    view, years = reader.view, reader.years()
    members = view.members if view.kind.members == "chosen" else reader.members
    terms = series_choice.history_series(view, found.view.indicator[0], reader.vocabulary)
    parts = [found.history(term) for term in terms]
    whole = pd.concat(parts) if parts else found.history(None)
    whole = whole.loc[whole["iso3"].isin(members)]
    rows = whole.loc[whole["year"].between(years["first"], years["last"])]
    gone = [iso3 for iso3 in members if iso3 not in set(rows["iso3"])]
    known = whole.groupby("iso3")["estimate"].unique()
    reasons = {iso3: code(known.get(iso3, ()), (), any_year=True) for iso3 in gone}
    for iso3, why in reasons.items():
        if why == "not_found" and found.elsewhere(iso3):
            reasons[iso3] = "in_another_series"
    rows = rows.assign(role="member", missing="")
    absent = _name_elsewhere(_absent(reasons, terms), found)
    return pd.concat([with_types(rows), absent], ignore_index=True)


def _name_elsewhere(absent: pd.DataFrame, found: IndicatorValues) -> pd.DataFrame:
    """The rows without a value, each with the other series of the build that holds one."""
    there = [
        found.elsewhere(iso3) if why == "in_another_series" else None
        for iso3, why in zip(absent["iso3"], absent["missing"], strict=True)
    ]
    pairs = zip(there, absent["series_id"], strict=True)
    return absent.assign(series_id=[term.series_id if term else own for term, own in pairs])


def _latest_rows(reader: _Reader, found: IndicatorValues) -> pd.DataFrame:
    """One row a member: its latest comparable value in the years asked for (M2, M11)."""
    rows = found.latest
    if not rows.empty:
        rows = found.with_model(rows)
    gone = [iso3 for iso3 in reader.members if iso3 not in set(rows["iso3"])]
    reasons = {iso3: found.missing(iso3) for iso3 in gone}
    absent = _absent(reasons, () if found.term is None else (found.term,))
    barred = found.notes.loc[
        found.notes["iso3"].isin(found.barred_members) & (found.notes["effect"] == INCOMPARABLE)
    ]
    said = {row["iso3"]: of_years(row, reader.view.lang) for _, row in barred.iterrows()}
    absent["note"] = [said.get(iso3, "") for iso3 in absent["iso3"]]
    absent = _name_elsewhere(absent, found)
    whole = pd.concat(
        [with_types(rows.assign(role="member", missing="")), absent], ignore_index=True
    )
    told = _newer(reader, found)
    return whole.assign(note=_after(whole["note"], (told.get(iso3, "") for iso3 in whole["iso3"])))


def _newer(reader: _Reader, found: IndicatorValues) -> dict[str, str]:
    """What is said of the members whose latest value is newer than the years compared (M3)."""
    terms, lang = reader.vocabulary, reader.view.lang
    decimals = terms.units[terms.indicators[found.view.indicator[0]].unit].decimals
    first, last = window(found.comparable)
    years = span(first, last, lang)
    return {
        str(row["iso3"]): text(
            "note.newer", lang, value=number(row["value"], lang, decimals), year=row["year"],
            years=years,
        )
        for _, row in found.newer.iterrows()
    }  # fmt: skip


# What gives the rows of an indicator's members, by what a kind of chart shows.
_ROWS: Mapping[Rows, Callable[[_Reader, IndicatorValues], pd.DataFrame]] = {
    "histories": _histories,
    "latest": _latest_rows,
    "gaps": _gaps,
    "changes": _changes,
}


def _years_of_groups(reader: _Reader, members: pd.DataFrame) -> dict[str, int]:
    """The years in which groups are shown: the members' own where it is the same for all."""
    kind = reader.view.kind
    if not reader.view.same or kind.over_time or not kind.takes_groups:
        return reader.years()
    years = members["year"].dropna()
    return {"first": int(years.min()), "last": int(years.max())} if len(years) else reader.years()


def _absent(reasons: Mapping[str, str], terms: Sequence[SeriesTerm]) -> pd.DataFrame:
    """A row for each area without a value, with the code that says why."""
    rows = pairs.without(list(reasons), reasons)
    return with_types(rows.assign(series_id=terms[0].series_id if len(terms) == 1 else ""))


def _describe(reader: _Reader, frame: pd.DataFrame) -> pd.DataFrame:
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
    ids = dict.fromkeys(term.series_id for term in series if term)
    cites = {key: sources.citation([terms.series[key]], terms, lang) for key in ids}
    frame["source"] = [cites.get(key, "") for key in frame["series_id"]]
    frame["licence"] = source.map(lambda s: s.licence if s else "")
    edition = series.map(lambda term: (term and term.edition) or "")
    frame["edition"] = edition.where(~frame["estimate"].isin(OBSERVED), "")
    frame["vintage"] = series.map(lambda term: (term and term.vintage) or "")
    frame["obtained_on"] = series.map(lambda term: _day(term) if term else "")
    for weight in ("weight", "ours_weight"):
        pairs = zip(frame["indicator_id"], frame[weight], strict=True)
        frame[weight] = [weight_name(terms.indicators[i], w, terms, lang) for i, w in pairs]
    frame["largest_area"] = frame["largest_iso3"].map(lambda i: reader.name(i) if i else "")
    frame["old"] = old(frame["year"], _measured_from(reader, frame))
    frame["compared"] = enters(frame) & (frame["role"] == "member")
    frame["note"] = _notes(reader, frame)
    frame["oic_group"] = frame["iso3"].map(reader.group_of).fillna("")
    frame["build_id"] = reader.build.build_id
    return frame[list(COLUMNS)]


def _measured_from(reader: _Reader, frame: pd.DataFrame) -> date:
    """The day from which age counts: of the build, of the years chosen, of the year for all."""
    view, years = reader.view, frame.loc[frame["role"] == "member", "year"].dropna()
    shared = int(years.max()) if view.same and view.kind.one_year and len(years) else None
    return last_day(reader.build.built_at.date(), shared or view.last)


def _day(term: SeriesTerm) -> str:
    """The day on which a series was obtained, as an ISO date; empty where it is not recorded."""
    return term.obtained_on.isoformat() if term.obtained_on else ""


def _notes(reader: _Reader, frame: pd.DataFrame) -> pd.Series:
    """What a note says of each value of a member, in the view's language; empty where none does."""
    said = frame["note"].copy()
    for indicator_id, rows in frame.groupby("indicator_id"):
        found = notes_of_values(rows, reader.notes(str(indicator_id))).drop_duplicates("row")
        own = found[column("text", reader.view.lang)]
        said.loc[found["row"]] = _after(own, said.loc[found["row"]])
    return said


def _after(notes: Iterable[str], more: Iterable[str]) -> list[str]:
    """Notes with more behind each, parted by a point; what is empty is left out."""
    return [" · ".join(filter(None, pair)) for pair in zip(notes, more, strict=True)]


def _order(reader: _Reader, frame: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """The rows in the order they are shown in, and whether that is the order of values (M3).

    What enters no comparison stands after what does, in alphabetical order.
    """
    members = frame["role"] == "member"
    by_value = titles.is_sorted_by_value(reader.view, frame)
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


def _editions(reader: _Reader, frame: pd.DataFrame) -> Iterator[str]:
    """A sentence for each indicator whose women or men are of another edition than the total."""
    view, lang = reader.view, reader.view.lang
    for name in _indicators(view):
        found = series_choice.outside_set(view, name, reader.vocabulary)
        if found and found[0] in set(frame["edition"]):
            own, total = (partial_date(each, lang) for each in found)
            facts = {"indicator": reader.vocabulary.indicators[name].name[lang]}
            sex = text(f"sex.{view.sex}", lang)
            yield text("note.outside_set", lang, sex=sex, edition=own, total=total, **facts)


def _members_without_value(reader: _Reader, frame: pd.DataFrame) -> pd.DataFrame:
    """The members without a value, each once an indicator, with the reason in words."""
    absent = (frame["missing"] != "") & (frame["role"] == "member")
    gone = frame.loc[absent, ["iso3", "area", "indicator", "missing", "series_id"]]
    pairs = zip(gone["missing"], gone["series_id"].map(reader.vocabulary.series.get), strict=True)
    reasons = [titles.reason(why, reader.view.lang, term) for why, term in pairs]
    return gone.drop(columns="series_id").assign(reason=reasons).reset_index(drop=True)


def _ids(terms: Sequence[SeriesTerm]) -> list[str]:
    return [term.series_id for term in terms]
