"""One build, one file: the tables of `schema.sql` filled from what was gathered, then checked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from etl.build import checks, publish, register_changes
from etl.figures.gather import Gathered
from etl.schema import SCHEMA
from observatory import __version__
from observatory.catalog.models import Catalog, Text
from observatory.errors import CheckFailed, Finding
from observatory.i18n import LANGUAGES, official
from observatory.methods.aggregate import COLUMNS as AGGREGATE
from observatory.methods.aggregate import aggregates, yearly
from observatory.warehouse.build import SCHEMA_VERSION

# A weight that comes in points further apart than a year is interpolated (methods M1).
_FIVE_YEARLY = 2
# What the database raises where the disk or the memory does not take what it writes.
DISK = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
    OSError,
)
Row = dict[str, object]
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Id, moment and audience of a build to be made."""

    build_id: str
    built_at: datetime
    audience: str = "public"


def stamp(now: datetime, audience: str = "public") -> Stamp:
    """A new build id for this moment: `YYYYMMDDTHHMMSSZ-xxxx`."""
    moment = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return Stamp(f"{moment:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}", moment, audience)


def build(
    catalog: Catalog,
    gathered: Gathered,
    *,
    stamp: Stamp,
    folder: Path,
    before: Path | None = None,
    payloads: pd.DataFrame | None = None,
    register: Tables | None = None,
    above: frozenset[tuple[str, str]] = frozenset(),
) -> Path:
    """Write a build into a temporary file of `folder`, check it, and give that file.

    `register` holds the network's rows as `etl.register.for_audience.tables_of` makes them,
    `above` those that the audience may not see.
    `before` is the build in force: revisions and row counts are taken against it.
    Raises `CheckFailed` with every error finding, `BuildIncomplete` where the disk does not take
    it; the temporary file is then removed.
    """
    path = folder / f"{stamp.build_id}.duckdb.tmp"
    try:
        # Rows enter a keyed table one after the other: a second thread would only wait for it.
        with duckdb.connect(str(path), config={"threads": 1}) as connection:
            connection.begin()  # a statement by itself would be written through to disk by itself
            connection.execute(SCHEMA.read_text("utf-8"))
            _catalogue(connection, catalog)
            _figures(connection, catalog, gathered)
            _write_stamp(connection, stamp, gathered)
            for table, rows in (register or {}).items():
                _insert(connection, table, rows)
            _insert(connection, "payload", payloads)
            found = [*gathered.findings, *checks.run(connection, before)]
            _insert(connection, "finding", _findings(found))
            _insert(connection, "revision", checks.revisions(connection, before))
            if before is not None and register is not None:
                _write_changes(connection, stamp, above)
            connection.commit()
            connection.execute("checkpoint")  # on closing, the database would be silent on failure
        refuse(found)
    except BaseException as error:
        publish.discard(path)
        if isinstance(error, DISK):
            raise publish.incomplete(stamp.build_id, str(error).split("\n", 1)[0]) from error
        raise
    return path


def refuse(found: Sequence[Finding]) -> None:
    """Raise `CheckFailed` with all error findings, if there are any."""
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        raise CheckFailed(errors)


# The latest value of each indicator and member: what the coverage map shows (methods M10, M11).
_COVERAGE = """
insert into coverage
with latest as (
  select s.indicator_id, o.iso3, o.year, o.estimate, o.series_id
  from observation o
  join series s on s.series_id = o.series_id
  join country c on c.iso3 = o.iso3
  where c.is_oic
    and s.sex = 'T'
    and o.estimate <> 'projected'
  qualify row_number() over (
    partition by s.indicator_id, o.iso3
    order by o.estimate in ('reported', 'compiled') desc, o.year desc, s.position
  ) = 1
)
select i.indicator_id, c.iso3, l.year, l.estimate, l.series_id
from indicator i
cross join country c
left join latest l on l.indicator_id = i.indicator_id and l.iso3 = c.iso3
where c.is_oic
"""


def _catalogue(connection: duckdb.DuckDBPyConnection, catalog: Catalog) -> None:
    """The tables of the catalogue: units, sources, indicators, areas, groups, and what leads."""
    _insert(connection, "text", _table(_texts(catalog)))
    _insert(connection, "unit", _table(_units(catalog)))
    _insert(connection, "source", _table(_sources(catalog)))
    _insert(connection, "indicator", _table(_indicators(catalog)))
    _insert(connection, "country", _table(_countries(catalog)))
    _insert(connection, "group_list", _table(_groups(catalog)))
    _insert(connection, "area_group", memberships(catalog))
    for table, rows in _leads(catalog).items():
        _insert(connection, table, _table(rows))


def _texts(catalog: Catalog) -> Iterator[Row]:
    for owner, field, text in catalog.texts():
        for lang in LANGUAGES:
            yield {"owner": owner, "field": field, "lang": lang, "text": text[lang]}


def _units(catalog: Catalog) -> Iterator[Row]:
    for key, unit in catalog.units.items():
        texts = {**_text("name", unit.name), **_text("short", unit.short)}
        yield {"unit_id": key, **texts, "decimals": unit.decimals}


def _sources(catalog: Catalog) -> Iterator[Row]:
    same = ("licence", "licence_url", "citation", "homepage", "live", "rate_per_second")
    for key, source in catalog.sources.items():
        texts = {**_text("name", source.name), **_text("publisher", source.publisher)}
        yield {"source_id": key, **texts, **{name: getattr(source, name) for name in same}}


def _indicators(catalog: Catalog) -> Iterator[Row]:
    same = ("unit", "better", "theme", "sdg", "discontinued")
    for position, (key, each) in enumerate(catalog.indicators.items()):
        yield {
            "indicator_id": key,
            "position": position,
            **_text("name", each.name),
            **_text("definition", each.definition),
            **_text("caveat", each.caveat),
            **{name: getattr(each, name) for name in same},
            "lower_bound": each.bounds[0],
            "upper_bound": each.bounds[1],
            "weight_indicator_id": each.weight,
            "weight_fallback_id": each.weight_fallback,
        }


def _countries(catalog: Catalog) -> Iterator[Row]:
    same = ("iso2", "region", "income_group", "is_aggregate", "is_oic")
    for key, area in catalog.countries.items():
        texts = {**_text("name", area.name), "m49": area.m49 or None}
        yield {"iso3": key, **texts, **{name: getattr(area, name) for name in same}}


def _groups(catalog: Catalog) -> Iterator[Row]:
    same = ("kind", "list_source", "list_url", "list_date", "published_as")
    for position, (key, group) in enumerate(catalog.groups.items()):
        texts = {"position": position, **_text("name", group.name)}
        yield {"group_id": key, **texts, **{name: getattr(group, name) for name in same}}


def _leads(catalog: Catalog) -> Mapping[str, Sequence[Row]]:
    """What stands first where, by table: place, position, and the id of an indicator or group."""
    return {
        "indicator_lead": [
            {"place": place, "position": position, "indicator_id": indicator_id}
            for place, lead in catalog.leads.items()
            for position, indicator_id in enumerate(lead.indicators)
        ],
        "group_lead": [
            {"place": place, "position": position, "group_id": group_id}
            for place, lead in catalog.leads.items()
            for position, group_id in enumerate(lead.groups)
        ],
    }


def _figures(connection: duckdb.DuckDBPyConnection, catalog: Catalog, gathered: Gathered) -> None:
    """The tables of figures: series, observations, aggregates."""
    observations = gathered.observations
    years = observations.groupby("series_id")["year"].agg(["size", "min", "max"])
    rows = []
    for position, (indicator, series) in enumerate(catalog.series()):
        key = str(series.series_id)
        n, first, last = years.loc[key] if key in years.index else (0, None, None)
        rows.append(
            {
                "series_id": key,
                "position": position,
                "indicator_id": indicator.indicator_id,
                "source_id": series.source,
                "code": series.code,
                "sex": series.sex,
                "kind": series.kind,
                **asdict(gathered.facts[key]),
                "n_values": n,
                "first_year": first,
                "last_year": last,
            }
        )
    reach = _reach(catalog, observations)
    _insert(connection, "series", pd.DataFrame(rows).merge(reach, on="series_id"))
    blank = {
        column: observations[column].replace("", None)
        for column in ("standard", "status", "note", "survey")
    }
    _insert(connection, "observation", observations.assign(**blank))
    _insert(connection, "aggregate", group_aggregates(catalog, observations))
    connection.execute(_COVERAGE)


def _reach(catalog: Catalog, observations: pd.DataFrame) -> pd.DataFrame:
    """For each series, how many members have a value that is no projection, and its last year."""
    ours = observations["iso3"].isin(catalog.members()) & (observations["estimate"] != "projected")
    grouped = observations.loc[ours].groupby("series_id")
    reach = pd.DataFrame(
        {"members": grouped["iso3"].nunique(), "last_estimate": grouped["year"].max()}
    ).reindex([str(series.series_id) for _, series in catalog.series()])
    reach.index.name = "series_id"
    return reach.astype("Int64").fillna({"members": 0}).reset_index()


def group_aggregates(catalog: Catalog, observations: pd.DataFrame) -> pd.DataFrame:
    """The aggregates of every group (methods M1), for every series whose weight has values.

    A weight is of the series' own sex: women are not weighted by women and men together. A series
    whose weight, and the one in its place, has no values of its sex has no aggregate.
    """
    weights = weights_of(catalog, observations)
    have = set(weights["weight_name"])
    weight_of = {}
    for indicator, series in catalog.series():
        for weight in filter(None, (indicator.weight, indicator.weight_fallback)):
            if f"{weight}:{series.sex}" in have:
                weight_of[str(series.series_id)] = f"{weight}:{series.sex}"
                break
    if not weight_of or observations.empty:
        return pd.DataFrame(columns=list(AGGREGATE))
    out = aggregates(observations, weights, memberships(catalog), weight_of)
    return out.assign(weight_name=out["weight_name"].str.split(":").str[0])


def weights_of(catalog: Catalog, observations: pd.DataFrame) -> pd.DataFrame:
    """The weights of the catalogue, named indicator:sex, five-yearly ones interpolated.

    Grain: weight x area x year; columns weight_name, iso3, year, weight. Where several series
    measure a weight, the first in the catalogue that has the area and year counts.
    """
    parts = [pd.DataFrame(columns=["weight_name", "iso3", "year", "weight"])]
    named: dict[str, list[pd.DataFrame]] = {}
    for indicator, series in catalog.series():
        if indicator.theme != "weights":
            continue
        mine = observations.loc[observations["series_id"] == series.series_id]
        if mine.empty:
            continue
        name = f"{indicator.indicator_id}:{series.sex}"
        points = mine[["iso3", "year"]].assign(weight_name=name, weight=mine["value"])
        named.setdefault(name, []).append(points)
    for several in named.values():
        points = pd.concat(several).drop_duplicates(["iso3", "year"])
        steps = max(pd.Series(sorted(set(each["year"]))).diff().max() for each in several)
        parts.append(yearly(points) if steps >= _FIVE_YEARLY else points)
    return pd.concat([part for part in parts if not part.empty] or parts, ignore_index=True)


def memberships(catalog: Catalog) -> pd.DataFrame:
    """Who belongs to which group: group_id, iso3, from_year, to_year (both included)."""
    rows = [
        (group.group_id, iso3, first, last)
        for group in catalog.groups.values()
        for iso3, first, last in group.members
    ]
    frame = pd.DataFrame(rows, columns=["group_id", "iso3", "from_year", "to_year"])
    return frame.astype({"from_year": "Int64", "to_year": "Int64"})


def _write_stamp(connection: duckdb.DuckDBPyConnection, stamp: Stamp, gathered: Gathered) -> None:
    days = [fact.obtained_on for fact in gathered.facts.values() if fact.obtained_on]
    data_date: date = max(days, default=stamp.built_at.date())
    _insert(
        connection,
        "build_info",
        _table(
            [
                {
                    "build_id": stamp.build_id,
                    "built_at": stamp.built_at,
                    "origin": gathered.origin,
                    "app_version": __version__,
                    "audience": stamp.audience,
                    "data_date": data_date,
                    "schema_version": SCHEMA_VERSION,
                }
            ]
        ),
    )


def _write_changes(
    connection: duckdb.DuckDBPyConnection, stamp: Stamp, above: frozenset[tuple[str, str]]
) -> None:
    """What changed in the register; the checks have attached the build before."""
    day, audience = stamp.built_at.date(), stamp.audience
    found = register_changes.log(connection, stamp.build_id, day, audience=audience, above=above)
    _insert(connection, "register_change", found)


def _findings(findings: Sequence[Finding]) -> pd.DataFrame:
    return pd.DataFrame([asdict(each) for each in findings]).rename(columns={"check": "check_name"})


def _table(rows: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def _text(name: str, text: Text) -> Row:
    return {f"{name}_{lang}": text[lang] for lang in official()}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame | None) -> None:
    """Rows into a table, by column name."""
    if frame is None or frame.empty:
        return
    connection.register("incoming", pa.Table.from_pandas(frame, preserve_index=False))
    columns = ", ".join(f'"{column}"' for column in frame.columns)
    # Names of tables and columns are our own, and a statement cannot take them as parameters.
    statement = "insert into " + table + " by name select " + columns + " from incoming"  # noqa: S608
    connection.execute(statement)
    connection.unregister("incoming")
