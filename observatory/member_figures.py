"""What the sources say of one member: an indicator a figure, each with what it rests on.

National and modelled values stay apart (methods M2); place, change and gap are those of M3, M4, M6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from observatory import choice, wording
from observatory.answer import Answer
from observatory.i18n import difference, listed, number, percent, span
from observatory.measures import neet
from observatory.measures.change import Change, change
from observatory.measures.estimates import both_printed, twinned
from observatory.measures.gap import Gap, gap
from observatory.measures.notes import incomparable, noted
from observatory.measures.place import Place, place
from observatory.measures.thresholds import OLD_AFTER_YEARS
from observatory.network import Network
from observatory.queries.vocabulary import SeriesTerm
from observatory.view import View

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

Ask = Callable[[View], Answer]
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
    """What is known of one indicator for one member; None where nothing is, or is refused."""

    indicator_id: str
    national: Value | None
    modelled: Value | None
    same_year: Value | None
    place: Place | None
    change: Change | None
    gap: Gap | None
    note: str = ""

    @property
    def shown(self) -> Value | None:
        """The value that stands first: the national one wherever there is one."""
        return self.national or self.modelled

    @property
    def beside(self) -> Value | None:
        """The modelled value printed with the national one (M2), else None.

        The one of the same year where the two differ by more than 3 points; the latest one where
        the national value is more than five years old.
        """
        if self.national is None or self.modelled is None:
            return None
        twin = self.same_year
        if twin and both_printed(self.national.value, twin.value):
            return twin
        return self.modelled if self.national.old else None


def figures(of: Network, iso3: str, histories: Histories) -> list[Figure]:
    """The figures of a member for every indicator on the pages, in the catalogue's order.

    `histories`: by series, what `queries.series.history` gives for the 57.
    """
    terms = of.terms.indicators.values()
    shown = [
        term.indicator_id for term in terms if term.theme != "weights" and not term.discontinued
    ]
    return [_figure(of, indicator_id, iso3, histories) for indicator_id in shown]


def _figure(of: Network, indicator_id: str, iso3: str, histories: Histories) -> Figure:
    both = View(indicator=(indicator_id,))
    reported, modelled = (_series(of, both, kind) for kind in ("reported", "modelled"))
    national = _latest(of, reported, iso3, histories)
    lead = reported if national else modelled
    notes = _notes(of, indicator_id)
    own = notes.loc[notes["iso3"] == iso3]
    return Figure(
        indicator_id=indicator_id,
        national=national,
        modelled=_latest(of, modelled, iso3, histories),
        same_year=_latest(of, modelled, iso3, histories, national.year) if national else None,
        place=place(_comparable(histories[reported.series_id], notes), iso3) if reported else None,
        change=change(_twinned(histories, lead, modelled, iso3), own) if lead else None,
        gap=_gap(of, both, lead, iso3, histories),
        note=_note(of, national, own),
    )


def _series(of: Network, view: View, kind: str) -> SeriesTerm | None:
    term = choice.series_for(view, view.indicator[0], kind, of.terms)
    return term if term is not None and term.members else None


def _of(histories: Histories, term: SeriesTerm, iso3: str) -> pd.DataFrame:
    frame = histories[term.series_id]
    return frame.loc[frame["iso3"] == iso3]


def _latest(
    of: Network, term: SeriesTerm | None, iso3: str, histories: Histories, year: int | None = None
) -> Value | None:
    """The latest value that is no projection, or that of a year."""
    if term is None:
        return None
    rows = _of(histories, term, iso3)
    rows = rows.loc[rows["estimate"] != "projected"]
    rows = rows if year is None else rows.loc[rows["year"] == year]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    last = int(row["year"])
    old = of.build.built_at.year - last > OLD_AFTER_YEARS
    return Value(float(row["value"]), last, str(row["estimate"]), term, old)


def _gap(
    of: Network, view: View, lead: SeriesTerm | None, iso3: str, histories: Histories
) -> Gap | None:
    """The gap of the series of women and men that belong to the one shown."""
    if lead is None:
        return None
    sides = [_series(of, view.but(sex=sex), lead.kind) for sex in ("F", "M")]
    women, men = sides
    if women is None or men is None:
        return None
    if {(s.source_id, s.edition, s.vintage) for s in (women, men)} != {
        (lead.source_id, lead.edition, lead.vintage)
    }:
        return None
    return gap(_of(histories, women, iso3), _of(histories, men, iso3))


def _notes(of: Network, indicator_id: str) -> pd.DataFrame:
    """The notes on comparability that touch an indicator, of all members."""
    frame = of.tables["notes"]
    return frame.loc[frame["theme"].isin(("all", of.terms.indicators[indicator_id].theme))]


def _note(of: Network, national: Value | None, notes: pd.DataFrame) -> str:
    """What a note says of the national value of a member, in the language shown."""
    if national is None or notes.empty:
        return ""
    rows = pd.DataFrame({"iso3": notes["iso3"].iloc[:1], "year": [national.year]})
    found = noted(rows, notes)
    return str(found[f"text_{of.lang}"].iloc[0]) if len(found) else ""


def _comparable(history: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """The values that no note keeps out of comparisons."""
    return history.loc[~incomparable(history, notes)]


def _twinned(
    histories: Histories, lead: SeriesTerm, modelled: SeriesTerm | None, iso3: str
) -> pd.DataFrame:
    """The history of a member, each value with the modelled one of its year."""
    rows = _of(histories, lead, iso3)
    return twinned(rows, _of(histories, modelled, iso3) if modelled else rows.iloc[:0])


def neet_split(found: list[Figure]) -> neet.Split | None:
    """NEET as unemployed and inactive, as bounds, where its parts are of one edition and year."""
    parts = {each.indicator_id: each.modelled for each in found}
    rate, unemployment, employment = (parts.get(name) for name in PARTS)
    if rate is None or unemployment is None or employment is None:
        return None
    if len({(part.series.edition, part.year) for part in (rate, unemployment, employment)}) > 1:
        return None
    return neet.split(rate.value, unemployment.value, employment.value)


def sentences(of: Network, figure: Figure, ask: Ask) -> list[str]:
    """What is said under the value of a figure, a sentence a line; each number with its year."""
    decimals = _decimals(of, figure)
    lines = [
        _beside(of, figure, decimals),
        figure.note,
        _reference(of, figure, ask),
        _place(of, figure, decimals),
        _change(of, figure, decimals),
        _levels(of, figure, decimals),
    ]
    return [line for line in lines if line]


def shown(of: Network, figure: Figure) -> tuple[str, str, str]:
    """The value in words, its year, and its estimate type with source and series."""
    value = figure.shown
    if value is None:
        return "–", "", of.say("member.no_figure")
    name = of.terms.indicators[figure.indicator_id].unit
    unit = of.terms.units[name]
    said = (
        percent(value.value, of.lang, unit.decimals)
        if name == "percent"
        else f"{number(value.value, of.lang, unit.decimals)} {unit.short[of.lang]}"
    )
    return said, str(value.year), _rests_on(of, value)


def _rests_on(of: Network, value: Value) -> str:
    source = of.terms.sources[value.series.source_id].publisher[of.lang]
    kind = of.say(f"estimate.{value.estimate}")
    old = f" · {of.say('member.old')}" if value.old else ""
    return f"{kind} · {source}, {value.series.code}{old}"


def _decimals(of: Network, figure: Figure) -> int:
    return of.terms.units[of.terms.indicators[figure.indicator_id].unit].decimals


def _beside(of: Network, figure: Figure, decimals: int) -> str:
    other = figure.beside
    if other is None:
        return ""
    value = number(other.value, of.lang, decimals)
    kind, source = of.say(f"estimate.{other.estimate}"), _rests_on(of, other)
    return of.say("member.beside", kind=kind, value=value, year=other.year, source=source)


def _reference(of: Network, figure: Figure, ask: Ask) -> str:
    """The OIC's own average with what it rests on; nothing where its gate is closed."""
    view = View(chart="bars", indicator=(figure.indicator_id,), groups=("OIC",), lang=of.lang)
    frame = ask(view).frame
    rows = frame.loc[frame["role"] == "aggregate"]
    if rows.empty:
        return of.say("member.no_reference")
    row = rows.iloc[-1]
    return of.say(
        "member.reference",
        value=number(row["value"], of.lang, _decimals(of, figure)),
        year=row["year"],
        kind=of.say(f"estimate.{row['estimate']}"),
        n=row["n"],
        coverage=wording.covered(row["coverage"], of.lang),
    )


def _place(of: Network, figure: Figure, decimals: int) -> str:
    """Among how many members, in which range, with which median; never an ordinal (M3)."""
    found = figure.place
    if found is None or figure.national is None:
        return ""
    said = {
        "n": found.n,
        "years": span(found.first, found.last, of.lang),
        "low": number(found.low, of.lang, decimals),
        "high": number(found.high, of.lang, decimals),
        "median": number(found.median, of.lang, decimals),
    }
    if not found.year:
        return of.say("member.place.outside", **said)
    own = number(found.value, of.lang, decimals)
    return of.say("member.place", value=own, year=found.year, **said)


def _change(of: Network, figure: Figure, decimals: int) -> str:
    """The change with both ends, or why it is not read (M4)."""
    found = figure.change
    if found is None or found.refused == "one_value":
        return ""
    ends = {
        "first": number(found.first, of.lang, decimals),
        "last": number(found.last, of.lang, decimals),
        "first_year": found.first_year,
        "last_year": found.last_year,
    }
    if found.refused:
        return of.say(
            "member.change.refused", reason=wording.reason(found.refused, of.lang), **ends
        )
    points = difference(found.last, found.first, of.lang, decimals)
    unit = of.terms.indicators[figure.indicator_id].unit
    key = "member.change" if unit == "percent" else "member.change.units"
    return of.say(key, points=points, **ends)


def _levels(of: Network, figure: Figure, decimals: int) -> str:
    """Women and men with the gap in points, and the ratio (M6)."""
    found = figure.gap
    if found is None:
        return ""
    ratio = number(found.ratio, of.lang, 1) if found.men else "–"
    return of.say(
        "member.gap",
        women=number(found.women, of.lang, decimals),
        men=number(found.men, of.lang, decimals),
        year=found.year,
        points=difference(found.women, found.men, of.lang, decimals),
        ratio=ratio,
    )


def others(of: Network, found: list[Figure]) -> pd.DataFrame:
    """The figures that do not lead, as rows: value, year, estimate type, source."""
    rows = []
    for each in found:
        if each.indicator_id in LEADING or each.shown is None:
            continue
        value, year, rests_on = shown(of, each)
        name = of.terms.indicators[each.indicator_id].name[of.lang]
        place_said = _place(of, each, _decimals(of, each))
        rows.append((name, value, year, rests_on, place_said))
    columns = ["indicator", "value", "year", "rests_on", "place"]
    return pd.DataFrame(rows, columns=columns, dtype="object")


def gaps(of: Network, found: list[Figure]) -> list[str]:
    """What is missing of a member's figures, a sentence a kind of gap."""
    none = [each for each in found if each.shown is None]
    modelled = [each for each in found if each.national is None and each.modelled is not None]
    old = [each for each in found if each.national is not None and each.national.old]
    lines = []
    for key, some in (("none", none), ("modelled", modelled), ("old", old)):
        if some:
            lines.append(of.say(f"member.gap.{key}", names=_names(of, some)))
    return lines


def _names(of: Network, some: list[Figure]) -> str:
    """Names of indicators, each with the year of its national value where that is the point."""
    said = []
    for each in some:
        name = of.terms.indicators[each.indicator_id].name[of.lang]
        said.append(f"{name} ({each.national.year})" if each.national else name)
    return listed(said, of.lang)


def beside_peers(of: Network, members: list[str], histories: Histories) -> pd.DataFrame:
    """National values of a member and its peers, each with its year; a dash where there is none."""
    out = {"area": [of.name(iso3) for iso3 in members]}
    for indicator_id in PEERED:
        term = _series(of, View(indicator=(indicator_id,)), "reported")
        values = [_latest(of, term, iso3, histories) for iso3 in members]
        out[f"peer.{indicator_id}"] = [
            "–" if each is None else f"{number(each.value, of.lang, 1)} ({each.year})"
            for each in values
        ]
    return pd.DataFrame(out)
