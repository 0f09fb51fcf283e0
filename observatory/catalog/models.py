"""What the product knows about indicators, series, sources, areas and groups.

The facts stand in `data/catalog/` (written by hand, kept in git) and are read by `load`. Inside a
build they stand in the warehouse, where `observatory.warehouse.terms` reads them. All models are
closed: an unknown key, a missing language or a wrong type is a fault, and `load` names every fault
of every file at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, NewType

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
)

from observatory.catalog.fields import (
    M49,
    Area,
    Bounds,
    Day,
    Goal,
    GroupCode,
    Line,
    Slug,
    Span,
    in_order,
    once,
    some,
)
from observatory.catalog.files import (
    DUPLICATE,
    MISSING_TEXT,
    Reading,
    blocks,
    explain,
    rows,
    with_names,
)
from observatory.errors import UnknownIndicator
from observatory.i18n import CATALOG_PREFIX, further, official, texts_of

CATALOG = Path(__file__).resolve().parents[2] / "data" / "catalog"

SeriesId = NewType("SeriesId", str)

Sex = Literal["T", "F", "M"]
Kind = Literal["reported", "compiled", "modelled"]
Better = Literal["lower", "higher", "neither"]
Theme = Literal["youth_unemployment", "neet", "entrepreneurship", "skills", "context", "weights"]
# The themes of the indicators that readers choose from, in the order in which they are offered.
THEMES: tuple[Theme, ...] = (
    "neet", "youth_unemployment", "entrepreneurship", "skills", "context",
)  # fmt: skip
GroupKind = Literal["oic", "oic_region", "sesric_region", "income", "comparison", "world"]


class Closed(BaseModel):
    """A frozen model that refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Closed):
    """One text in the three official languages of the OIC, none empty, and in any further one."""

    en: Line
    fr: Line
    ar: Line
    _further: dict[str, str] = PrivateAttr(default_factory=dict)

    def __getitem__(self, lang: str) -> str:
        """The text in one language; in English where a further one lacks it."""
        return self._further.get(lang) or str(getattr(self, lang, self.en))

    def add(self, lang: str, text: str) -> None:
        """Give the text in a further language."""
        self._further[lang] = text


def text_of(texts: Mapping[str, str]) -> Text:
    """A text from its wording in each language."""
    out = Text.model_validate({lang: texts[lang] for lang in official()})
    for lang in texts.keys() - set(official()):
        out.add(lang, texts[lang])
    return out


class Unit(Closed):
    """How values of a unit are written: its name, its short form on axes, its decimals."""

    name: Text
    short: Text
    decimals: Annotated[int, Field(ge=0, le=6)]


class Derivation(Closed):
    """How a derived series follows from others, area by area and year by year.

    `difference`: the first minus the second. `complement`: 100 minus all. `sum`: all of them
    together. `share_of_total`: a share in percent of a total, in the unit of the total.
    `labour_force_from_rates`: populations (the first that has the year), then the employment to
    population ratio, then the unemployment rate.
    """

    how: Literal["difference", "complement", "sum", "share_of_total", "labour_force_from_rates"]
    parts: Annotated[tuple[Line, ...], AfterValidator(some)]


# With how many parts each arithmetic works, at least and at most.
PARTS: Mapping[str, tuple[int, int]] = {
    "difference": (2, 2),
    "complement": (1, 3),
    "sum": (2, 3),
    "share_of_total": (2, 2),
    "labour_force_from_rates": (3, 4),
}


class Series(Closed):
    """One code of one source, for one sex: never spliced with another.

    `where` filters the rows of a code that holds several series (dimension → value as the source
    writes it; a bar separates two spellings of the same value). `several` says that the sex must
    stand in the id, `part` tells two indicators of one code apart. `database` is the World Bank's
    source number. `ilo_modelled` says that the ILO's modelled estimates stand behind the code, so
    that projections can be told (methods M2). `scale` turns the source's unit into ours. A
    derived series says in `derive` what it follows from, and how.
    """

    source: Slug
    code: Line
    sex: Sex
    kind: Kind
    where: dict[str, str] = {}
    several: bool = False
    database: int | None = None
    ilo_modelled: bool = False
    part: Line | None = None
    standard: Literal["13", "19"] | None = None
    scale: float = 1.0
    derive: Derivation | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The series from which a derived one is made; empty for all others."""
        return self.derive.parts if self.derive else ()

    @property
    def series_id(self) -> SeriesId:
        """`source:CODE`, `source:CODE:SEX` or `source:CODE.PART:SEX` where a code holds several."""
        part = f".{self.part}" if self.part else ""
        tail = f":{self.sex}" if self.several else ""
        return SeriesId(f"{self.source}:{self.code}{part}{tail}")


class People(Closed):
    """What a count of people must agree with: count / rate lies between two populations."""

    rate: Slug
    least: Slug
    most: Slug


class Indicator(Closed):
    """One thing that is measured, with all the series that measure it.

    `denominator`: of whom it is a share, where the weight is not the count of just these people.
    """

    indicator_id: Slug
    name: Text
    definition: Text
    caveat: Text
    theme: Theme
    unit: Slug
    better: Better
    bounds: Annotated[Bounds, AfterValidator(in_order)]
    sdg: Goal | None = None
    weight: Slug | None = None
    weight_fallback: Slug | None = None
    denominator: Text | None = None
    discontinued: bool = False
    people: People | None = None
    series: Annotated[tuple[Series, ...], AfterValidator(some)]

    @property
    def weight_indicator_id(self) -> str | None:
        """The weight as a build calls it."""
        return self.weight


class Source(Closed):
    """A publisher's service: where it is, what it permits, how politely it is asked."""

    source_id: Slug
    name: Text
    publisher: Text
    licence: Line
    licence_url: str
    citation: Line
    homepage: str
    live: bool
    base_url: str | None = None
    rate_per_second: float = 1.0
    concurrency: int = 2
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 60.0
    attempts: Annotated[int, Field(ge=3)] = 4
    deadline_s: float = 120.0
    area_alias: dict[str, Area] = {}


class Country(Closed):
    """One area of the World Bank's list, with our own names in three languages."""

    iso3: Area
    iso2: Line
    m49: M49
    name: Text
    region: Line
    income_group: Line
    is_aggregate: bool
    is_oic: bool


class Group(Closed):
    """A named list of areas; `members` holds (iso3, from_year, to_year), open ends as None."""

    group_id: GroupCode
    kind: GroupKind
    name: Text
    list_source: Line
    list_url: str
    list_date: Day
    published_as: Area | None = None
    members: Annotated[tuple[Span, ...], AfterValidator(some)]


class Lead(Closed):
    """What stands first in one place of the product: indicators, groups, each in order."""

    place: Slug
    indicators: Annotated[tuple[Slug, ...], AfterValidator(some), AfterValidator(once)]
    groups: Annotated[tuple[GroupCode, ...], AfterValidator(once)] = ()


class Membership(Closed):
    """One row of `group_areas.csv`: an area in a group, from a year to a year."""

    group_id: GroupCode
    iso3: Area
    from_year: int | None
    to_year: int | None


@dataclass(frozen=True)
class Catalog:
    """Everything of `data/catalog/`, by id, in the order of the files."""

    units: Mapping[str, Unit]
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    countries: Mapping[str, Country]
    groups: Mapping[str, Group]
    leads: Mapping[str, Lead]

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator of this id; `UnknownIndicator` otherwise."""
        if indicator_id not in self.indicators:
            message = f"No indicator is called {indicator_id!r}."
            raise UnknownIndicator(message, file="indicators.yaml", key=indicator_id)
        return self.indicators[indicator_id]

    def series(self) -> Iterator[tuple[Indicator, Series]]:
        """Every series beside its indicator."""
        for indicator in self.indicators.values():
            for series in indicator.series:
                yield indicator, series

    def texts(self) -> Iterator[tuple[str, str, Text]]:
        """Every text of the catalogue: whose it is, as `indicators.neet_rate`, which, and it."""
        for kind in ("units", "sources", "indicators", "countries", "groups"):
            for key, each in getattr(self, kind).items():
                for field, value in each:
                    if isinstance(value, Text):
                        yield f"{kind}.{key}", field, value

    def members(self) -> list[str]:
        """The 57 member states' codes, in code order."""
        return sorted(iso3 for iso3, country in self.countries.items() if country.is_oic)


COUNTRY_COLUMNS = (
    "iso3", "iso2", "m49", "name_en", "name_fr", "name_ar", "region", "income_group",
    "is_aggregate", "is_oic",
)  # fmt: skip
GROUP_COLUMNS = (
    "group_id", "kind", "name_en", "name_fr", "name_ar", "list_source", "list_url", "list_date",
    "published_as",
)  # fmt: skip
GROUP_AREA_COLUMNS = ("group_id", "iso3", "from_year", "to_year")


def load(folder: Path = CATALOG) -> Catalog:
    """Read the catalogue of a folder; `CatalogError` names every fault of every file.

    Where all faults are texts that are missing it is a `MissingText`, where all are ids given
    twice a `DuplicateId`.
    """
    reading = Reading()
    catalog = Catalog(
        units=blocks(folder / "units.yaml", Unit, reading),
        sources=blocks(folder / "sources.yaml", Source, reading, key="source_id"),
        indicators=blocks(folder / "indicators.yaml", Indicator, reading, key="indicator_id"),
        countries=_countries(folder / "countries.csv", reading),
        groups=_groups(folder / "groups.csv", folder / "group_areas.csv", reading),
        leads=blocks(folder / "leads.yaml", Lead, reading, key="place"),
    )
    _further_texts(catalog, reading)
    for check in CHECKS:
        check(catalog, reading)
    if reading.faults:
        raise reading.error()
    return catalog


def _further_texts(catalog: Catalog, reading: Reading) -> None:
    """The texts in the further languages, from the file of each; what a file lacks is a fault."""
    for lang in further():
        given = texts_of(lang)
        for owner, field, text in catalog.texts():
            key = f"{CATALOG_PREFIX}{owner}.{field}"
            if key in given:
                text.add(lang, str(given[key]))
            else:
                expected = "a text in each language"
                reading.fault(f"{lang}.yaml:{key}", "nothing", expected, check=MISSING_TEXT)


def _countries(path: Path, reading: Reading) -> dict[str, Country]:
    """The areas by ISO3, in the order of the file."""
    out: dict[str, Country] = {}
    for place, row in rows(path, COUNTRY_COLUMNS, reading, key="iso3"):
        try:
            out.setdefault(row["iso3"], Country.model_validate(with_names(row)))
        except ValidationError as error:
            explain(place, error, reading)
    return out


def _groups(path: Path, areas: Path, reading: Reading) -> dict[str, Group]:
    """The groups with their members, by id, in the order of the file."""
    lines = list(rows(path, GROUP_COLUMNS, reading, key="group_id"))
    members = _members(areas, reading)
    out: dict[str, Group] = {}
    if not reading.read(areas.name):
        return out
    for place, row in lines:
        block = {**with_names(row), "members": members.get(row["group_id"], [])}
        block["published_as"] = row["published_as"] or None
        try:
            out.setdefault(row["group_id"], Group.model_validate(block))
        except ValidationError as error:
            explain(place, error, reading)
    return out


def _members(path: Path, reading: Reading) -> dict[str, list[Span]]:
    """The spans of membership by group."""
    out: dict[str, list[Span]] = {}
    for place, row in rows(path, GROUP_AREA_COLUMNS, reading):
        try:
            one = Membership.model_validate({key: cell or None for key, cell in row.items()})
        except ValidationError as error:
            explain(place, error, reading)
            continue
        if not reading.knows("groups.csv", one.group_id):
            reading.fault(f"{place}:group_id", one.group_id, "a group of groups.csv")
        if one.to_year is not None and one.to_year < (one.from_year or 0):
            reading.fault(f"{place}:to_year", str(one.to_year), f"{one.from_year} or later")
        spans = out.setdefault(one.group_id, [])
        if (one.iso3, one.from_year) in {span[:2] for span in spans}:
            found = f"{one.group_id} {one.iso3} again"
            reading.fault(f"{place}:iso3", found, "each span once", check=DUPLICATE)
        spans.append((one.iso3, one.from_year, one.to_year))
    return out


def _check_series(catalog: Catalog, reading: Reading) -> None:
    """Series declared twice, or of a source that is not there."""
    seen: set[str] = set()
    for indicator, series in catalog.series():
        place = f"indicators.yaml:{indicator.indicator_id}:{series.series_id}"
        if series.series_id in seen:
            expected = "each series once (set `several`, or `part`)"
            reading.fault(place, f"{series.series_id} again", expected, check=DUPLICATE)
        seen.add(series.series_id)
        if not reading.knows("sources.yaml", series.source):
            reading.fault(place, series.source, "a source of sources.yaml")


def _check_derived(catalog: Catalog, reading: Reading) -> None:
    """Derived series without their parts, or with parts that are not there."""
    known = {series.series_id for _, series in catalog.series()}
    whole = len(catalog.indicators) == len(reading.declared.get("indicators.yaml", ()))
    for indicator, series in catalog.series():
        place = f"indicators.yaml:{indicator.indicator_id}:{series.series_id}:derive"
        if (series.derive is None) == (series.source == "derived"):
            found = ", ".join(series.parts) or "nothing"
            reading.fault(place, found, "the parts of a derived series, and for a derived one only")
        if series.derive:
            least, most = PARTS[series.derive.how]
            if not least <= len(series.parts) <= most:
                expected = f"{least} to {most} parts for {series.derive.how}"
                reading.fault(place, f"{len(series.parts)} parts", expected)
        for part in series.parts:
            if whole and part not in known:
                reading.fault(place, part, "a series of indicators.yaml")


def _check_indicators(catalog: Catalog, reading: Reading) -> None:
    """Units and weights that are not there."""
    for indicator in catalog.indicators.values():
        place = f"indicators.yaml:{indicator.indicator_id}"
        if not reading.knows("units.yaml", indicator.unit):
            reading.fault(f"{place}:unit", indicator.unit, "a unit of units.yaml")
        for key in ("weight", "weight_fallback"):
            weight = getattr(indicator, key)
            if weight and not reading.knows("indicators.yaml", weight):
                reading.fault(f"{place}:{key}", weight, "an indicator of indicators.yaml")
        if indicator.denominator and not indicator.weight:
            reading.fault(f"{place}:denominator", indicator.denominator.en, "a weight beside it")
        for key, other in indicator.people or ():
            if not reading.knows("indicators.yaml", other):
                reading.fault(f"{place}:people.{key}", other, "an indicator of indicators.yaml")


def _check_groups(catalog: Catalog, reading: Reading) -> None:
    """Groups that name areas which are not there, or an aggregate as a member."""
    aggregates = {iso3 for iso3, country in catalog.countries.items() if country.is_aggregate}
    for group in catalog.groups.values():
        for iso3, _, _ in group.members:
            if iso3 in aggregates or not reading.knows("countries.csv", iso3):
                place = f"group_areas.csv:{group.group_id}:iso3"
                reading.fault(place, iso3, "an economy of countries.csv")
        if group.published_as and not reading.knows("countries.csv", group.published_as):
            place = f"groups.csv:{group.group_id}:published_as"
            reading.fault(place, group.published_as, "an area of countries.csv")


def _check_leads(catalog: Catalog, reading: Reading) -> None:
    """Places where an indicator or a group leads that is not there."""
    for lead in catalog.leads.values():
        place = f"leads.yaml:{lead.place}"
        for indicator_id in lead.indicators:
            if not reading.knows("indicators.yaml", indicator_id):
                expected = "an indicator of indicators.yaml"
                reading.fault(f"{place}:indicators", indicator_id, expected)
        for group_id in lead.groups:
            if not reading.knows("groups.csv", group_id):
                reading.fault(f"{place}:groups", group_id, "a group of groups.csv")


def _check_sources(catalog: Catalog, reading: Reading) -> None:
    """Live sources without an address, and aliases of areas that are not there."""
    for source in catalog.sources.values():
        place = f"sources.yaml:{source.source_id}"
        if source.live and not source.base_url:
            reading.fault(f"{place}:base_url", "nothing", "an address, since the source is live")
        for alias, iso3 in source.area_alias.items():
            if not reading.knows("countries.csv", iso3):
                expected = "an area of countries.csv"
                reading.fault(f"{place}:area_alias.{alias}", iso3, expected)


def _check_members(catalog: Catalog, reading: Reading) -> None:
    """Areas whose mark as a member of the OIC differs from the group OIC."""
    ours = next((group for group in catalog.groups.values() if group.kind == "oic"), None)
    if ours is None:
        return
    listed = {iso3 for iso3, _, _ in ours.members}
    for iso3, country in catalog.countries.items():
        if country.is_oic != (iso3 in listed):
            expected = f"{int(iso3 in listed)}, as the group {ours.group_id} says"
            reading.fault(f"countries.csv:{iso3}:is_oic", str(int(country.is_oic)), expected)


CHECKS = (
    _check_series,
    _check_derived,
    _check_indicators,
    _check_groups,
    _check_leads,
    _check_sources,
    _check_members,
)
