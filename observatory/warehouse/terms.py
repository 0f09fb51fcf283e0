"""The names and definitions of a build: what pages, captions and tables call things."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import duckdb

from observatory.catalog.models import THEMES, Text, text_of
from observatory.i18n import LANGUAGES, official, text, typeset
from observatory.view import KnownIds

Term = TypeVar("Term")


@dataclass(frozen=True, slots=True)
class UnitTerm:
    """A unit: its name, its short form, its decimals."""

    name: Text
    short: Text
    decimals: int


@dataclass(frozen=True, slots=True)
class SourceTerm:
    """A source: its names, licence and citation."""

    source_id: str
    name: Text
    publisher: Text
    licence: str
    licence_url: str
    citation: str
    homepage: str
    live: bool


@dataclass(frozen=True, slots=True)
class IndicatorTerm:
    """An indicator: its texts, unit, bounds, direction, theme and weight.

    `denominator`: of whom it is a share, where the weight is not the count of just these people.
    """

    indicator_id: str
    name: Text
    definition: Text
    caveat: Text
    unit: str
    better: str
    lower_bound: float | None
    upper_bound: float | None
    theme: str
    sdg: str | None
    weight_indicator_id: str | None
    discontinued: bool
    denominator: Text | None = None


@dataclass(frozen=True, slots=True)
class SeriesTerm:
    """A series: where it comes from, what it holds, how old it is.

    `members` counts the member states with a value that is no projection, `last_estimate` is the
    last year of such a value among them.
    """

    series_id: str
    indicator_id: str
    source_id: str
    code: str
    sex: str
    kind: str
    vintage: str | None
    edition: str | None
    how_obtained: str | None
    served_from: str
    obtained_on: date | None
    derivation: str | None
    n_values: int
    first_year: int | None
    last_year: int | None
    members: int
    last_estimate: int | None


@dataclass(frozen=True, slots=True)
class AreaTerm:
    """An area: its names and what it is."""

    iso3: str
    name: Text
    is_aggregate: bool
    is_oic: bool


@dataclass(frozen=True, slots=True)
class GroupTerm:
    """A group of areas: its names, where its list comes from, and its areas.

    `name` says of how many members a group of members alone is; `plain` is the name by itself.
    """

    group_id: str
    kind: str
    name: Text
    list_source: str
    list_url: str
    list_date: str
    published_as: str | None
    areas: tuple[str, ...]
    plain: Text


@dataclass(frozen=True)
class Vocabulary:
    """All the terms of a build, by id, in the catalogue's order.

    `largest` are the five members with the most people of whom the leading indicator speaks, by the
    newest estimate of each.
    """

    units: Mapping[str, UnitTerm]
    sources: Mapping[str, SourceTerm]
    indicators: Mapping[str, IndicatorTerm]
    series: Mapping[str, SeriesTerm]
    countries: Mapping[str, AreaTerm]
    groups: Mapping[str, GroupTerm]
    lead_indicators: Mapping[str, tuple[str, ...]]
    lead_groups: Mapping[str, tuple[str, ...]]
    largest: tuple[str, ...] = ()

    def leading(self, place: str) -> tuple[str, ...]:
        """The indicators that stand first in a place of `data/catalog/leads.yaml`, in order."""
        return self.lead_indicators[place]

    @property
    def main(self) -> str:
        """The indicator that leads all others."""
        return self.leading("main")[0]

    def leading_groups(self, place: str) -> tuple[str, ...]:
        """The groups that stand first in a place of `data/catalog/leads.yaml`, in order."""
        return self.lead_groups[place]

    def groups_of(self, kind: str) -> tuple[str, ...]:
        """The groups of a kind (`oic`, `oic_region`, `income`, ...), in the catalogue's order."""
        return tuple(key for key, group in self.groups.items() if group.kind == kind)

    @property
    def oic(self) -> str:
        """The group of all members."""
        return self.groups_of("oic")[0]

    @property
    def choices(self) -> tuple[str, ...]:
        """The indicators that a reader may choose, theme by theme; none that has ended."""
        return tuple(
            key
            for theme in THEMES
            for key, term in self.indicators.items()
            if term.theme == theme and not term.discontinued
        )

    @property
    def members(self) -> tuple[str, ...]:
        """The member states' codes, in code order."""
        return tuple(sorted(iso3 for iso3, area in self.countries.items() if area.is_oic))

    @property
    def others(self) -> tuple[str, ...]:
        """The economies that are no members, in code order."""
        areas = self.countries.items()
        return tuple(sorted(i for i, area in areas if not (area.is_oic or area.is_aggregate)))

    @property
    def mixed_groups(self) -> frozenset[str]:
        """The groups that hold economies which are no members."""
        own = set(self.members)
        return frozenset(key for key, group in self.groups.items() if not own >= set(group.areas))

    def series_named(self, ids: Collection[str]) -> list[SeriesTerm]:
        """The series of some ids in the catalogue's order; an id that names none is left out."""
        return [term for key, term in self.series.items() if key in ids]

    def known_ids(self) -> KnownIds:
        """Which ids a view may name: indicators, series, the 57 and the groups."""
        return KnownIds(
            indicators=frozenset(self.indicators),
            series=frozenset(self.series),
            members=frozenset(self.members),
            groups=frozenset(self.groups),
        )


_TEXTS = """
select owner, field, lang, text
from text
"""
_UNITS = """
select unit_id, decimals
from unit
"""
_SOURCES = """
select source_id, licence, licence_url, citation, homepage, live
from source
"""
_INDICATORS = """
select indicator_id, unit, better, lower_bound, upper_bound, theme, sdg, weight_indicator_id,
       discontinued
from indicator
order by position
"""
_SERIES = """
select series_id, indicator_id, source_id, code, sex, kind, vintage, edition, how_obtained,
       served_from, obtained_on, derivation, n_values, first_year, last_year, members, last_estimate
from series
order by position
"""
_COUNTRIES = """
select iso3, is_aggregate, is_oic
from country
order by iso3
"""
_GROUPS = """
select g.group_id, g.kind, g.list_source, g.list_url, g.list_date, g.published_as,
       coalesce(list(a.iso3 order by a.iso3), []) as areas
from group_list g
left join area_group a on a.group_id = g.group_id
group by all
order by any_value(g.position)
"""
Row = dict[str, Any]
_LEAD_INDICATORS = """
select place, list(indicator_id order by position)
from indicator_lead
group by place
"""
_LEAD_GROUPS = """
select place, list(group_id order by position)
from group_lead
group by place
"""


_LARGEST = """
select o.iso3
from observation o
join series s on s.series_id = o.series_id
join country c on c.iso3 = o.iso3
where c.is_oic
  and s.sex = 'T'
  and o.estimate <> 'projected'
  and s.indicator_id in (
    select i.weight_indicator_id
    from indicator i
    join indicator_lead l on l.indicator_id = i.indicator_id
    where l.place = 'main'
  )
group by o.iso3
order by arg_max(o.value, o.year) desc, o.iso3
limit 5
"""


def vocabulary(cursor: duckdb.DuckDBPyConnection) -> Vocabulary:
    """All the terms of a build. Empty tables give empty mappings."""
    texts = _texts(cursor)

    def terms(kind: str, query: str, term: Callable[..., Term]) -> dict[str, Term]:
        """The terms of a kind by id: the columns of their table and their texts, by name."""
        out: dict[str, Term] = {}
        for row in _rows(cursor, query):
            key = str(next(iter(row.values())))
            out[key] = term(**row, **texts.get(f"{kind}.{key}", {}))
        return out

    countries = terms("countries", _COUNTRIES, AreaTerm)
    members = {iso3 for iso3, area in countries.items() if area.is_oic}
    groups = terms("groups", _GROUPS, _group)
    return Vocabulary(
        units=terms("units", _UNITS, _unit),
        sources=terms("sources", _SOURCES, SourceTerm),
        indicators=terms("indicators", _INDICATORS, IndicatorTerm),
        series=terms("series", _SERIES, SeriesTerm),
        countries=countries,
        groups={key: _count_members(group, members) for key, group in groups.items()},
        lead_indicators=_places(cursor, _LEAD_INDICATORS),
        lead_groups=_places(cursor, _LEAD_GROUPS),
        largest=tuple(iso3 for (iso3,) in cursor.execute(_LARGEST).fetchall()),
    )


def _rows(cursor: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """The rows of a query, each by the names of its columns."""
    cursor.execute(query)
    names = [column[0] for column in cursor.description or ()]
    yield from (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _places(cursor: duckdb.DuckDBPyConnection, query: str) -> dict[str, tuple[str, ...]]:
    """What stands first at each place, in order."""
    return {place: tuple(ids) for place, ids in cursor.execute(query).fetchall()}


def _texts(cursor: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Text]]:
    """The texts of the build, by owner and field."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for owner, field, lang, wording in cursor.execute(_TEXTS).fetchall():
        found.setdefault((owner, field), {})[lang] = wording
    out: dict[str, dict[str, Text]] = {}
    for (owner, field), wordings in found.items():
        # Names of countries stay to the letter: they are those of the OIC.
        whole = text_of(wordings)
        named = owner.startswith("countries.")
        out.setdefault(owner, {})[field] = whole if named else _typeset(whole)
    return out


def _typeset(whole: Text) -> Text:
    """A text as each official language sets it; the marks of direction are ours, not the file's."""
    return whole.model_copy(update={lang: typeset(whole[lang], lang) for lang in official()})


def _unit(*, unit_id: str, **rest: Any) -> UnitTerm:  # noqa: ANN401, ARG001 (a row's columns)
    return UnitTerm(**rest)


def _group(*, areas: list[str | None], name: Text, **rest: Any) -> GroupTerm:  # noqa: ANN401 (a row)
    return GroupTerm(areas=tuple(filter(None, areas)), name=name, plain=name, **rest)


def _count_members(group: GroupTerm, members: Collection[str]) -> GroupTerm:
    """The group whose name says of how many members it is, where all its areas are members."""
    if not group.areas or not set(members).issuperset(group.areas):
        return group
    counted = {
        lang: text("group.counted", lang, name=group.plain[lang], n=len(group.areas))
        for lang in LANGUAGES
    }
    return replace(group, name=text_of(counted))
