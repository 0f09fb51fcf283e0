"""What the sources say of one member: an indicator a figure, each with what it rests on.

National and modelled values stay apart (methods M2); place, change and gap are those of M3, M4, M6.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from observatory.answers import series_choice
from observatory.i18n import column, number
from observatory.methods import neet
from observatory.methods.change import Change, change
from observatory.methods.country_notes import incomparable, noted
from observatory.methods.distribution import Place, places
from observatory.methods.estimates import both_printed, comparable, twinned
from observatory.methods.gender_gap import Gap, gap
from observatory.methods.latest import common_year, last_estimates
from observatory.methods.missing import old
from observatory.view import DEFAULT, FIRST_YEAR, LAST_YEAR, View
from observatory.warehouse.histories import Histories as Kept
from observatory.warehouse.histories import kept
from observatory.warehouse.terms import SeriesTerm
from observatory.words.register import Network

# The figures that lead, in the order in which a focal point reads them (M5: NEET first).
LEADING = (
    "neet_rate",
    "youth_unemployment_rate",
    "youth_employment_ratio",
    "new_business_density",
)
# The shares of young people that make up NEET: what M7 needs.
PARTS = ("neet_rate", "youth_unemployment_rate", "youth_employment_ratio")

# The indicators in which peers are set beside each other.
PEERED = ("neet_rate", "youth_unemployment_rate")

Histories = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Value:
    """One value with what must be printed beside it."""

    value: float
    year: int
    estimate: str
    series: SeriesTerm
    old: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of one indicator for one member; None where nothing is, or is refused.

    `view`: the filters under which it is known. `twin`: the value of the other estimate type in the
    year of the one shown.
    """

    indicator_id: str
    view: View
    national: Value | None
    modelled: Value | None
    twin: Value | None
    place: Place | None
    change: Change | None
    gap: Gap | None
    note: str = ""

    @property
    def shown(self) -> Value | None:
        """The value that stands first: national wherever there is one, or of the lens alone."""
        if self.view.lens == "modelled":
            return self.modelled
        return self.national or (self.modelled if self.view.lens == "auto" else None)

    @property
    def beside(self) -> Value | None:
        """The value of the other estimate type that is printed with the one shown, else None.

        The one of the same year where the two differ by more than 3 points (M2); the latest one
        where the one shown is more than five years old, modelled by choice, or not there.
        """
        first, by_choice = self.shown, self.view.lens == "modelled"
        other = self.national if by_choice else self.modelled
        if other is None or other is first:
            return None
        if first and self.twin and both_printed(first.value, self.twin.value):
            return self.twin
        return other if first is None or first.old or by_choice else None


def figures(
    network: Network,
    iso3: str,
    histories: Histories,
    view: View = DEFAULT,
    *,
    in_full: Collection[str] | None = None,
) -> list[Figure]:
    """The figures of a member for every indicator on the pages, in the catalogue's order.

    `histories`: by series, what `queries.series.history` gives for the 57. Under the filters of
    `view`: only values in the years chosen count, and with *same year for all* only those of the
    year in which most members have one. Place, change and gap are left out of the indicators that
    are not `in_full`, where that is given.
    """
    terms = network.terms.indicators.values()
    shown = [
        term.indicator_id for term in terms if term.theme != "weights" and not term.discontinued
    ]
    inside = kept(_inside(view, histories))
    full = set(shown if in_full is None else in_full)
    return [
        _figure(network, view.filtered(indicator=(name,)), iso3, inside, whole=name in full)
        for name in shown
    ]


def _inside(view: View, histories: Histories) -> Histories:
    """The values in the years chosen."""
    if view.first is None and view.last is None:
        return histories
    years = (view.first or FIRST_YEAR, view.last or LAST_YEAR)
    return {name: rows.loc[rows["year"].between(*years)] for name, rows in histories.items()}


def _figure(network: Network, view: View, iso3: str, histories: Kept, *, whole: bool) -> Figure:
    reported, modelled = (_series(network, view, kind) for kind in ("reported", "modelled"))
    notes = _notes(network, view.indicator[0])
    own = notes.loc[notes["iso3"] == iso3]
    fair = _comparable(histories, (reported, modelled), notes)
    year = _same_year(view, reported, modelled, fair)
    national = _latest(network, reported, iso3, histories, year)
    by_model = _latest(network, modelled, iso3, histories, year)
    with_model = view.lens == "modelled" or (view.lens == "auto" and national is None)
    lead, other = (modelled, reported) if with_model else (reported, modelled)
    first = by_model if with_model else national
    return Figure(
        indicator_id=view.indicator[0],
        view=view,
        national=national,
        modelled=by_model,
        twin=_latest(network, other, iso3, histories, first.year) if first else None,
        place=_place_of(view, reported, iso3, histories, fair, year=year) if whole else None,
        change=change(_twinned(histories, lead, modelled, iso3), own, since=view.first)
        if lead and whole
        else None,
        gap=_gap(network, view, lead, iso3, histories, year=year) if whole else None,
        note=_note(network, national, own),
    )


def _same_year(
    view: View, reported: SeriesTerm | None, modelled: SeriesTerm | None, histories: Histories
) -> int | None:
    """The one year for all members where the reader asks for it (M11), of the series compared."""
    if not view.same:
        return None
    kinds = {"reported": reported, "modelled": modelled}
    asked = kinds.values() if view.lens == "auto" else [kinds[view.lens]]
    years = [
        common_year(histories[term.series_id], comparable=comparable(term.kind))
        for term in asked
        if term
    ]
    return next(filter(None, years), 0)


def _at(rows: pd.DataFrame, year: int | None) -> pd.DataFrame:
    return rows if year is None else rows.loc[rows["year"] == year]


def _place_of(
    view: View,
    reported: SeriesTerm | None,
    iso3: str,
    histories: Kept,
    fair: Histories,
    *,
    year: int | None,
) -> Place | None:
    """The place among national values; modelled ones are not compared (M2)."""
    if reported is None or view.lens == "modelled":
        return None
    found = histories.made(
        ("places", reported.series_id, year), lambda: places(_at(fair[reported.series_id], year))
    )(iso3)
    return replace(found, first=year, last=year) if found and year else found


def _series(network: Network, view: View, kind: str) -> SeriesTerm | None:
    term = series_choice.series_for(view, view.indicator[0], kind, network.terms)
    return term if term is not None and term.members else None


def _of(histories: Kept, term: SeriesTerm, iso3: str) -> pd.DataFrame:
    return histories.of(term.series_id, iso3, lambda: histories[term.series_id])


def _latest(
    network: Network, term: SeriesTerm | None, iso3: str, histories: Kept, year: int | None = None
) -> Value | None:
    """The latest value that is no projection, or that of a year."""
    if term is None:
        return None
    rows = last_estimates(_at(_of(histories, term, iso3), year))
    if rows.empty:
        return None
    row, aged = rows.iloc[0], bool(old(rows["year"], network.build.built_at.date()).iloc[0])
    return Value(float(row["value"]), int(row["year"]), str(row["estimate"]), term, aged)


def _gap(
    network: Network,
    view: View,
    lead: SeriesTerm | None,
    iso3: str,
    histories: Kept,
    *,
    year: int | None,
) -> Gap | None:
    """The gap of the series of women and men that belong to the one shown."""
    if lead is None:
        return None
    sides = [_series(network, view.but(sex=sex), lead.kind) for sex in ("F", "M")]
    women, men = sides
    if women is None or men is None:
        return None
    if {(s.source_id, s.edition, s.vintage) for s in (women, men)} != {
        (lead.source_id, lead.edition, lead.vintage)
    }:
        return None
    one, other = (_at(_of(histories, term, iso3), year) for term in (women, men))
    return gap(one, other)


def _notes(network: Network, indicator_id: str) -> pd.DataFrame:
    """The notes on comparability that touch an indicator, of all members."""
    frame = network.tables["notes"]
    return frame.loc[frame["theme"].isin(("all", network.terms.indicators[indicator_id].theme))]


def _note(network: Network, national: Value | None, notes: pd.DataFrame) -> str:
    """What a note says of the national value of a member, in the language shown."""
    if national is None or notes.empty:
        return ""
    rows = pd.DataFrame({"iso3": notes["iso3"].iloc[:1], "year": [national.year]})
    found = noted(rows, notes)
    return str(found[column("text", network.lang)].iloc[0]) if len(found) else ""


def _comparable(
    histories: Kept, terms: Sequence[SeriesTerm | None], notes: pd.DataFrame
) -> Histories:
    """The values of some series that no note keeps out of comparisons."""

    def fair(name: str) -> pd.DataFrame:
        return histories[name].loc[~incomparable(histories[name], notes)]

    names = [term.series_id for term in terms if term]
    return {name: histories.made(("fair", name), partial(fair, name)) for name in names}


def _twinned(
    histories: Kept, lead: SeriesTerm, modelled: SeriesTerm | None, iso3: str
) -> pd.DataFrame:
    """The history of a member, each value with the modelled one of its year."""

    def whole() -> pd.DataFrame:
        rows = histories[lead.series_id]
        return twinned(rows, histories[modelled.series_id] if modelled else rows.iloc[:0])

    key = ("twinned", lead.series_id, modelled and modelled.series_id)
    return histories.of(key, iso3, lambda: histories.made(key, whole))


def neet_split(found: list[Figure]) -> neet.Split | None:
    """NEET as unemployed and inactive, as bounds, where its parts are of one edition and year."""
    parts = {each.indicator_id: each.modelled for each in found}
    rate, unemployment, employment = (parts.get(name) for name in PARTS)
    if rate is None or unemployment is None or employment is None:
        return None
    if len({(part.series.edition, part.year) for part in (rate, unemployment, employment)}) > 1:
        return None
    return neet.split(rate.value, unemployment.value, employment.value)


def beside_peers(
    network: Network, members: list[str], histories: Histories, view: View = DEFAULT
) -> pd.DataFrame:
    """Values of a member and its peers, each with its year; a dash where there is none.

    National ones unless the reader asks for modelled ones, under the other filters of `view`.
    """
    out = {"area": [network.name(iso3) for iso3 in members]}
    inside = kept(_inside(view, histories))
    kind = "modelled" if view.lens == "modelled" else "reported"
    for indicator_id in PEERED:
        term = _series(network, view.filtered(indicator=(indicator_id,)), kind)
        year = _same_year(view.but(lens=kind), term, term, inside)
        model = _series(network, view.filtered(indicator=(indicator_id,)), "modelled")
        cells = []
        for iso3 in members:
            value = _latest(network, term, iso3, inside, year)
            twin = _latest(network, model, iso3, inside, value.year) if value else None
            cells.append(_in_cell(network, value, twin))
        out[f"peer.{indicator_id}"] = cells
    return pd.DataFrame(out)


def _in_cell(network: Network, value: Value | None, twin: Value | None) -> str:
    """A value with its year, and the model of that year where both are printed (M2)."""
    if value is None:
        return "–"
    said = f"{number(value.value, network.lang, 1)} ({value.year})"
    if twin is None or not both_printed(value.value, twin.value):
        return said
    return network.say("member.peer.both", value=said, modelled=number(twin.value, network.lang, 1))
