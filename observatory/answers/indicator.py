"""What each member has of an indicator under the filters of a view: one engine for every output.

Pages, briefs, cards, decks, charts and CSV pick from it: the value of each estimate type, the one
that is compared, place, change and gap, and for each that is not there the reason (methods M10).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from observatory.answers import series_choice
from observatory.i18n import column, span, text
from observatory.methods.change import Change, change
from observatory.methods.country_notes import incomparable, notes_of_values
from observatory.methods.distribution import Place, places
from observatory.methods.estimates import OBSERVED, apart, comparable, differ, with_twin
from observatory.methods.gender_gap import Gap, gaps
from observatory.methods.latest import has_window, last_estimates, latest, window, year_of_most
from observatory.methods.missing import code, last_day, old
from observatory.view import FIRST_YEAR, LAST_YEAR, View
from observatory.warehouse.terms import SeriesTerm, Vocabulary

SIDES = ("F", "M")
# Every estimate type that is an observation or an estimate, and no projection.
ESTIMATED = (*OBSERVED, "modelled", "imputed")
_NONE = pd.DataFrame(
    {
        "series_id": pd.Series(dtype="object"),
        "iso3": pd.Series(dtype="object"),
        "year": pd.Series(dtype="int64"),
        "value": pd.Series(dtype="float64"),
        "estimate": pd.Series(dtype="object"),
        "supported": pd.Series(dtype="boolean"),
        **{name: pd.Series(dtype="object") for name in ("standard", "status", "survey")},
        "break_marked": pd.Series(dtype="bool"),
    }
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value with what must be printed beside it."""

    value: float
    year: int
    estimate: str
    series: SeriesTerm
    old: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one indicator for one member; None where nothing is, or is refused.

    `view`: the filters under which it is known. `twin`: the value of the other estimate type in the
    year of the one shown. `missing`: why the member has no value that is compared (M10), empty
    where it has one, and `elsewhere` another series that holds one; `no_change` and `no_gap` say
    why change and gap are refused.
    """

    indicator_id: str
    view: View
    national: Value | None
    modelled: Value | None
    twin: Value | None
    missing: str
    place: Place | None
    change: Change | None = None
    no_change: str = ""
    gap: Gap | None = None
    no_gap: str = ""
    note: str = ""
    elsewhere: SeriesTerm | None = None

    @property
    def main(self) -> Value | None:
        """The value that stands first: national wherever there is one, or of the lens alone."""
        if self.view.lens == "modelled":
            return self.modelled
        return self.national or (self.modelled if self.view.lens == "auto" else None)

    @property
    def second(self) -> Value | None:
        """The value of the other estimate type that is printed with the one shown, else None.

        The one of the same year where the two differ by more than 3 points (M2); the latest one
        where the one shown is more than five years old, modelled by choice, or not there.
        """
        first, by_choice = self.main, self.view.lens == "modelled"
        other = self.national if by_choice else self.modelled
        if other is None or other is first:
            return None
        if first and self.twin and differ(first.value, self.twin.value):
            return self.twin
        return other if first is None or first.old or by_choice else None


@dataclass(frozen=True, eq=False)
class IndicatorValues:
    """One indicator under the filters of a view, for some members; nobody may change its tables.

    `view`: its first indicator, series, years, sex, estimate type and the same year for all count.
    `histories`: by series, every value of the members in any year. `notes`: those on comparability
    that touch the indicator. `year`: the one year for all, where several indicators share it.
    `windowed`: values stand in order, so only those inside the window of M3 are compared.
    """

    view: View
    vocabulary: Vocabulary
    histories: Mapping[str, pd.DataFrame]
    notes: pd.DataFrame
    members: tuple[str, ...]
    as_of: date
    year: int | None = None
    windowed: bool = False

    @cached_property
    def term(self) -> SeriesTerm | None:
        """The series on which members are compared."""
        return series_choice.comparison_series(self.view, self.view.indicator[0], self.vocabulary)

    def series(self, kind: str, sex: str | None = None) -> SeriesTerm | None:
        """The series of an estimate type, of the view's sex or another."""
        view = self.view if sex is None else self.view.but(sex=sex)
        return series_choice.series_for(view, self.view.indicator[0], kind, self.vocabulary)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The estimate types in which members are compared."""
        return comparable("reported" if self.term is None else self.term.kind)

    def history(self, term: SeriesTerm | None) -> pd.DataFrame:
        """Every value of the members in a series, in any year. Grain: member x year."""
        rows = _NONE if term is None else self.histories.get(term.series_id, _NONE)
        if len(self.members) == len(self.vocabulary.members):
            return rows
        return rows.loc[rows["iso3"].isin(self.members)]

    def inside(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of the years asked for."""
        if self.view.first is None and self.view.last is None:
            return rows
        first, last = self.view.first or FIRST_YEAR, self.view.last or LAST_YEAR
        return rows.loc[rows["year"].between(first, last)]

    # Values

    @cached_property
    def measured_from(self) -> date:
        """The day from which the age of a value counts (M11)."""
        return last_day(self.as_of, self.one_year or self.view.last)

    def value(self, kind: str, iso3: str) -> Value | None:
        """The latest value of a member of one estimate type, or that of the same year for all."""
        return self._values[kind].get(iso3)

    def at(self, kind: str, iso3: str, year: int) -> Value | None:
        """The value of a member of one estimate type in a year."""
        return self._every_value[kind].get((iso3, year))

    @cached_property
    def _values(self) -> dict[str, dict[str, Value]]:
        """The latest value of each member, or that of the same year for all, by estimate type."""
        year = self.one_year
        return {
            kind: {
                iso3: value
                for (iso3, at), value in sorted(found.items(), key=lambda item: item[0][1])
                if year in (None, at)
            }
            for kind, found in self._every_value.items()
        }

    @cached_property
    def _every_value(self) -> dict[str, dict[tuple[str, int], Value]]:
        """Every value in the years asked for, by member and year, by estimate type."""
        return {kind: self._of_kind(kind) for kind in ("reported", "modelled")}

    def _of_kind(self, kind: str) -> dict[tuple[str, int], Value]:
        term = self.series(kind)
        if term is None:
            return {}
        rows = self.inside(self.history(term))
        rows = rows.loc[rows["estimate"].isin(comparable(kind)) & rows["value"].notna()]
        columns = (rows[name] for name in ("iso3", "year", "value", "estimate"))
        return {
            (str(iso3), int(year)): Value(float(value), int(year), str(estimate), term, bool(aged))
            for iso3, year, value, estimate, aged in zip(
                *columns, old(rows["year"], self.measured_from), strict=True
            )
        }

    # What is compared

    @cached_property
    def fair(self) -> pd.DataFrame:
        """The values, in any year, that no note keeps out of comparisons. Grain: member x year."""
        return self._fair(self.history(self.term))

    @cached_property
    def comparable(self) -> pd.DataFrame:
        """The values, in the years asked for, that may be compared. Grain: member x year."""
        rows = self.inside(self.fair)
        return rows.loc[rows["estimate"].isin(self.kinds)]

    @cached_property
    def latest(self) -> pd.DataFrame:
        """The values that are compared. Grain: member, those without one left out."""
        rows = self.comparable
        if self.windowed and self.one_year is None:
            first, last = window(rows)
            rows = rows.loc[rows["year"].between(first, last)]
        return latest(self._in_year(rows), comparable=self.kinds)

    @cached_property
    def newer(self) -> pd.DataFrame:
        """The latest values that lie after the window of M3. Grain: member; none without a window.

        In the years asked for, and of values that may be compared.
        """
        rows = self.comparable
        if not self.windowed or self.one_year is not None:
            return rows.iloc[:0]
        return latest(rows.loc[rows["year"] > window(rows)[1]], comparable=self.kinds)

    @cached_property
    def one_year(self) -> int | None:
        """The one year for all members (M11), 0 where none has a value; None if not asked for."""
        if not self.view.same or self.year is not None:
            return self.year
        own = year_of_most([self.comparable])
        if own or self.view.lens != "auto":
            return own
        rows = self.inside(self.history(self.series("modelled")))
        return year_of_most([rows.loc[rows["estimate"].isin(comparable("modelled"))]])

    @cached_property
    def barred_members(self) -> frozenset[str]:
        """The members of whom a note bars every value of the series compared in the years shown."""
        rows = self._in_year(self.inside(self.history(self.term)))
        there = rows.loc[rows["estimate"].isin(self.kinds), "iso3"]
        return frozenset(set(there) - set(self._in_year(self.comparable)["iso3"]))

    @cached_property
    def _barred_elsewhen(self) -> frozenset[str]:
        """The members of whom a note bars every value, in whatever year."""
        return frozenset(set(self.history(self.term)["iso3"]) - set(self.fair["iso3"]))

    def missing(self, iso3: str) -> str:
        """Why a member has no value that is compared: its M10 code."""
        if iso3 in self.barred_members:
            return "not_comparable"
        if iso3 in self._barred_elsewhen:
            return "too_old"
        return self.reason(self._estimates.get(iso3, ()), self.kinds, iso3)

    def elsewhere(self, iso3: str) -> SeriesTerm | None:
        """Another series of the indicator, of the view's sex, with a value of a member (M10).

        One of national or compiled values before one of a model.
        """
        return self._elsewhere.get(iso3)

    @cached_property
    def _elsewhere(self) -> dict[str, SeriesTerm]:
        found: dict[str, SeriesTerm] = {}
        for term in sorted(self._others, key=lambda other: other.kind not in OBSERVED):
            rows = self.history(term)
            for iso3 in rows.loc[rows["estimate"] != "projected", "iso3"].unique():
                found.setdefault(str(iso3), term)
        return found

    @property
    def _others(self) -> list[SeriesTerm]:
        """The series that are not compared, the one that serves best first."""
        terms = series_choice.of_sex(self.view, self.view.indicator[0], self.vocabulary)
        return [term for term in terms if term != self.term]

    @cached_property
    def _with_projection(self) -> frozenset[str]:
        """The members with projections in some series."""
        tables = [self.history(term) for term in self._others]
        return frozenset(i for rows in tables for i in rows["iso3"].unique())

    def reason(self, known: tuple[str, ...], kinds: tuple[str, ...], iso3: str) -> str:
        """The M10 code; `imputed` where the build has a value, but only a modelled one."""
        found = code(known, kinds)
        if found not in ("not_found", "only_projections"):
            return found
        other = self.elsewhere(iso3)
        observed = other is not None and other.kind in OBSERVED
        if iso3 in self._modelled_only and not observed:
            return "imputed" if found == "not_found" else found
        if other is not None:
            return "in_another_series"
        return "only_projections" if iso3 in self._with_projection else found

    @cached_property
    def _modelled_only(self) -> frozenset[str]:
        """The members with a modelled value, where modelled ones are not compared."""
        if self.term is not None and self.term.kind == "modelled":
            return frozenset()
        return frozenset(last_estimates(self.history(self.series("modelled")))["iso3"])

    @cached_property
    def _estimates(self) -> dict[str, tuple[str, ...]]:
        return {str(i): tuple(part.unique()) for i, part in self.fair.groupby("iso3")["estimate"]}

    def place(self, iso3: str) -> Place | None:
        """The place of a member among national values (M3); modelled ones are not compared."""
        found = self._places(iso3)
        year = self.one_year
        return replace(found, first=year, last=year) if found and year else found

    @cached_property
    def too_few(self) -> bool:
        """Whether so few members have national values that none has a place among them (M3)."""
        national = self.term is not None and self.term.kind in OBSERVED
        return national and not has_window(self._in_year(self.comparable))

    @cached_property
    def _places(self) -> Callable[[str], Place | None]:
        if self.term is None or self.term.kind not in OBSERVED:
            return lambda _: None
        return places(self._in_year(self.comparable))

    # Change

    def change(self, iso3: str) -> Change | str:
        """The change of a member on the series compared (M4), or why it has no value there."""
        rows = self.changing.loc[self.changing["iso3"] == iso3]
        if len(rows):
            own = self.notes.loc[self.notes["iso3"] == iso3]
            found = change(rows, own, since=self.view.first)
            if found is not None:
                return found
        known = self.history(self.term)
        return self.reason(_estimates(known, iso3), ESTIMATED, iso3)

    @cached_property
    def changing(self) -> pd.DataFrame:
        """The values in the years asked for, each with the modelled one of its year."""
        rows = self.inside(self.history(self.term))
        return with_twin(rows, self.history(self.series("modelled")))

    # Women and men

    @cached_property
    def sides(self) -> tuple[SeriesTerm, SeriesTerm] | str:
        """The series of women and of men in the set of the total (M6), or why there are none."""
        found = [
            series_choice.of_set(self._total.term, sex, self.view, self.vocabulary) for sex in SIDES
        ]
        women, men = found
        if women is not None and men is not None:
            return women, men
        there = {
            term.sex
            for term in self.vocabulary.series.values()
            if term.indicator_id == self.view.indicator[0] and term.n_values
        }
        return "no_set" if there.issuperset(SIDES) else "not_found"

    def gap(self, iso3: str) -> Gap | str:
        """The gap of a member in its last year with women and men of the total's set, or why not.

        A member without a total that is compared has no gap either, for the same reason.
        """
        if isinstance(self.sides, str):
            return self.sides
        if iso3 not in self._with_total:
            return self._total.missing(iso3)
        if iso3 in self._gaps:
            return self._gaps[iso3]
        if (self.levels["iso3"] == iso3).any():
            return "one_sex"
        known = pd.concat([self.history(term) for term in self.sides])
        if _estimates(known, iso3) and not _estimates(self._fair(known), iso3):
            return "not_comparable"
        return self._total.reason(_estimates(known, iso3), ESTIMATED, iso3)

    @cached_property
    def _gaps(self) -> dict[str, Gap]:
        return gaps(*self._levels)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Women and men in the years of the gap, each with the modelled value of its year.

        Grain: series x member x year, without projections; `modelled_series` names the model.
        """
        if isinstance(self.sides, str):
            return _NONE
        return pd.concat(
            [
                self.with_model(rows.loc[rows["estimate"] != "projected"], sex).assign(sex=sex)
                for sex, rows in zip(SIDES, self._levels, strict=True)
            ]
        )

    def with_model(self, rows: pd.DataFrame, sex: str | None = None) -> pd.DataFrame:
        """The rows, each national value with the modelled one where both are printed (M2)."""
        term = self.series("modelled", sex)
        rows = with_twin(rows, self.history(term))
        both = apart(rows)
        return rows.assign(
            modelled=rows["modelled"].where(both),
            modelled_series=both.map({True: term.series_id if term else "", False: ""}),
        )

    @cached_property
    def _total(self) -> IndicatorValues:
        """The same of women and men together."""
        return self if self.view.sex == "T" else replace(self, view=self.view.but(sex="T"))

    @cached_property
    def _with_total(self) -> frozenset[str]:
        return frozenset(self._total.comparable["iso3"])

    @cached_property
    def _levels(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The values of women and of men in the years asked for, or in one year for all."""
        if isinstance(self.sides, str):
            return _NONE, _NONE
        women, men = (self.inside(self._fair(self.history(term))) for term in self.sides)
        if not self.view.same:
            return women, men
        year = year_of_most([rows.loc[rows["estimate"] != "projected"] for rows in (women, men)])
        return women.loc[women["year"] == year], men.loc[men["year"] == year]

    # All of a member

    def cell(self, iso3: str, view: View, *, whole: bool = True) -> Cell:
        """What a member has; change and gap only of the `whole`. `view` has language and groups."""
        national, modelled = (self.value(kind, iso3) for kind in ("reported", "modelled"))
        first = Cell(
            indicator_id=self.view.indicator[0],
            view=view,
            national=national,
            modelled=modelled,
            twin=None,
            missing="" if iso3 in self._with_latest else self.missing(iso3),
            elsewhere=self.elsewhere(iso3),
            place=self.place(iso3),
        )
        main = first.main
        noted = self._note(main, iso3, view.lang)
        found = replace(first, twin=self._twin(main, iso3), note=noted)
        if not whole:
            return found
        moved, apart_ = self.change(iso3), self.gap(iso3)
        return replace(
            found,
            change=None if isinstance(moved, str) else moved,
            no_change=moved if isinstance(moved, str) else moved.refused,
            gap=None if isinstance(apart_, str) else apart_,
            no_gap=apart_ if isinstance(apart_, str) else "",
        )

    @cached_property
    def _with_latest(self) -> frozenset[str]:
        return frozenset(self.latest["iso3"])

    def _twin(self, first: Value | None, iso3: str) -> Value | None:
        if first is None:
            return None
        other = "reported" if first.series.kind == "modelled" else "modelled"
        return self.at(other, iso3, first.year)

    def _note(self, value: Value | None, iso3: str, lang: str) -> str:
        """What a note says of the value of a member that stands first."""
        own = self.notes.loc[self.notes["iso3"] == iso3]
        if value is None or own.empty:
            return ""
        place = {"iso3": [iso3], "year": [value.year], "estimate": [value.estimate]}
        found = notes_of_values(pd.DataFrame(place), own)
        return of_years(found.iloc[0], lang) if len(found) else ""

    def _fair(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows.loc[~incomparable(rows, self.notes)]

    def _in_year(self, rows: pd.DataFrame) -> pd.DataFrame:
        year = self.one_year
        return rows if year is None else rows.loc[rows["year"] == year]


def of_years(note: pd.Series, lang: str) -> str:
    """A note on a country's figures with the years that it is about."""
    first, last = (None if pd.isna(note[name]) else int(note[name]) for name in ("first", "last"))
    said = str(note[column("text", lang)])
    if first is None and last is None:
        return said
    if first is None or last is None:
        key = "filters.said.since" if first else "filters.said.until"
        years = text(key, lang, year=first or last)
    else:
        years = span(first, last, lang)
    return text("note.of_years", lang, years=years, note=said)


def _estimates(rows: pd.DataFrame, iso3: str) -> tuple[str, ...]:
    """The estimate types of a member's values."""
    return tuple(rows.loc[rows["iso3"] == iso3, "estimate"].unique())
