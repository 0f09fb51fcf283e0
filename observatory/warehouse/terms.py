"""The names and definitions of a build: what pages, captions and tables call things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from observatory.catalog.models import THEMES, Text
from observatory.view import Known


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
    """An indicator: its texts, unit, bounds, direction, theme and weight."""

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
    """A group of areas: its names, where its list comes from, and its areas."""

    group_id: str
    kind: str
    name: Text
    list_source: str
    list_url: str
    list_date: str
    published_as: str | None
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All the terms of a build, by id, in the catalogue's order."""

    units: Mapping[str, UnitTerm]
    sources: Mapping[str, SourceTerm]
    indicators: Mapping[str, IndicatorTerm]
    series: Mapping[str, SeriesTerm]
    countries: Mapping[str, AreaTerm]
    groups: Mapping[str, GroupTerm]
    lead_indicators: Mapping[str, tuple[str, ...]]
    lead_groups: Mapping[str, tuple[str, ...]]

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
    def offered(self) -> tuple[str, ...]:
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

    def known(self) -> Known:
        """Which ids a view may name: indicators, series, the 57 and the groups."""
        return Known(
            indicators=frozenset(self.indicators),
            series=frozenset(self.series),
            members=frozenset(self.members),
            groups=frozenset(self.groups),
        )


_UNITS = """
select unit_id, name_en, name_fr, name_ar, short_en, short_fr, short_ar, decimals
from unit
"""
_SOURCES = """
select source_id, name_en, name_fr, name_ar, publisher_en, publisher_fr, publisher_ar,
       licence, licence_url, citation, homepage, live
from source
"""
_INDICATORS = """
select indicator_id, name_en, name_fr, name_ar, definition_en, definition_fr, definition_ar,
       caveat_en, caveat_fr, caveat_ar, unit, better, lower_bound, upper_bound, theme, sdg,
       weight_indicator_id, discontinued
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
select iso3, name_en, name_fr, name_ar, is_aggregate, is_oic
from country
order by iso3
"""
_GROUPS = """
select g.group_id, g.kind, g.name_en, g.name_fr, g.name_ar, g.list_source, g.list_url,
       g.list_date, g.published_as, coalesce(list(a.iso3 order by a.iso3), [])
from group_list g
left join area_group a on a.group_id = g.group_id
group by all
order by any_value(g.position)
"""
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


def vocabulary(cursor: duckdb.DuckDBPyConnection) -> Vocabulary:
    """All the terms of a build. Empty tables give empty mappings."""
    rows = cursor.execute
    return Vocabulary(
        units={r[0]: UnitTerm(_text(r, 1), _text(r, 4), r[7]) for r in rows(_UNITS).fetchall()},
        sources={
            r[0]: SourceTerm(r[0], _text(r, 1), _text(r, 4), *r[7:])
            for r in rows(_SOURCES).fetchall()
        },
        indicators={
            r[0]: IndicatorTerm(r[0], _text(r, 1), _text(r, 4), _text(r, 7), *r[10:])
            for r in rows(_INDICATORS).fetchall()
        },
        series={r[0]: SeriesTerm(*r) for r in rows(_SERIES).fetchall()},
        countries={r[0]: AreaTerm(r[0], _text(r, 1), *r[4:]) for r in rows(_COUNTRIES).fetchall()},
        groups={
            r[0]: GroupTerm(
                r[0], r[1], _text(r, 2), r[5], r[6], r[7], r[8], tuple(filter(None, r[9]))
            )
            for r in rows(_GROUPS).fetchall()
        },
        lead_indicators={place: tuple(ids) for place, ids in rows(_LEAD_INDICATORS).fetchall()},
        lead_groups={place: tuple(ids) for place, ids in rows(_LEAD_GROUPS).fetchall()},
    )


def _text(row: tuple[str, ...], start: int) -> Text:
    """Three neighbouring columns as one text."""
    return Text(en=row[start], fr=row[start + 1], ar=row[start + 2])
