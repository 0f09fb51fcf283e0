"""Any source's rows become the one observation shape; what cannot is named, not dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from observatory.catalog.models import Catalog
from observatory.errors import Finding
from observatory.methods.estimates import OBSERVED

OBSERVATION = (
    "series_id",
    "iso3",
    "year",
    "value",
    "estimate",
    "supported",
    "standard",
    "status",
    "note",
    "survey",
)
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_KEY = ["series_id", "iso3", "year"]
# Beyond every year: a series without an edition has no projections of its own accord.
LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Harmonised:
    """Observations (columns `OBSERVATION`, one row a series, area and year) and what was found."""

    observations: pd.DataFrame
    findings: tuple[Finding, ...]


def harmonise(
    rows: pd.DataFrame, catalog: Catalog, editions: Mapping[str, str | None]
) -> Harmonised:
    """The observations in some source rows, and a finding for every other.

    The rows are `etl.shapes.SOURCE_ROW`.

    A value that is text, NaN, out of bounds or contradicts its twin is kept out, and named with
    area, year and value. `editions` gives the ILO edition of a series (methods M2): its year and
    later are projections. Values keep the last digit of the source.
    """
    frame = _add_area(rows, catalog)
    findings: list[Finding] = []
    for check in (_unknown_areas, _blank, _bad_years, _not_numbers):
        frame, found = check(frame)
        findings.extend(found)
    frame = _add_value(frame, catalog)
    frame, found = out_of_bounds(frame, catalog)
    findings.extend(found)
    frame, found = _twins(frame)
    findings.extend(found)
    return Harmonised(_add_estimate(frame, catalog, editions), tuple(findings))


def area_codes(catalog: Catalog, source_id: str) -> dict[str, str]:
    """Every way in which a source may write an area, to our ISO3: aliases, ISO3, ISO2, M49."""
    codes: dict[str, str] = {}
    for iso3, country in catalog.countries.items():
        codes[iso3] = codes[country.iso2] = iso3
        if country.m49:
            codes[country.m49] = codes[country.m49.lstrip("0")] = iso3
    return codes | dict(catalog.sources[source_id].area_alias)


def _add_area(rows: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The rows with `iso3`, empty where the area is unknown."""
    frame = rows.reset_index(drop=True).astype("str")
    source = frame["series_id"].str.split(":").str[0]
    parts = [
        part["area"].map(area_codes(catalog, str(source_id)))
        for source_id, part in frame.groupby(source)
    ]
    frame["iso3"] = pd.concat(parts) if parts else ""
    return frame


def _unknown_areas(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Areas that are not in the catalogue: one finding a series, with all their codes."""
    strange = frame["iso3"].isna()
    findings = [
        Finding(
            "info",
            "unknown_area",
            str(series_id),
            f"{len(part)} rows of areas {', '.join(sorted(set(part['area'])))}",
            "areas of countries.csv; the rows are kept out",
            series_id=str(series_id),
        )
        for series_id, part in frame.loc[strange].groupby("series_id")
    ]
    return frame.loc[~strange], findings


def _blank(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Rows in which the source itself gives no value: counted, one finding a series."""
    blank = frame["value"] == ""
    counts = frame.loc[blank].groupby("series_id").size()
    findings = [
        Finding(
            "info",
            "blank_value",
            str(series_id),
            f"{n} rows without a value",
            "a value, or no row; the rows are kept out",
            series_id=str(series_id),
        )
        for series_id, n in counts.items()
    ]
    return frame.loc[~blank], findings


def _bad_years(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    bad = ~frame["year"].str.fullmatch(r"\d{4}(?:\.0+)?")
    return frame.loc[~bad], [
        _quarantine(row, "period", row["year"], "a year") for _, row in frame.loc[bad].iterrows()
    ]


def _not_numbers(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    bad = ~frame["value"].str.fullmatch(_NUMBER)
    return frame.loc[~bad], [
        _quarantine(row, "not_a_number", repr(row["value"]), "a number")
        for _, row in frame.loc[bad].iterrows()
    ]


def _add_value(frame: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The rows with numbers for year and value, to the last digit; thousands scaled in decimals."""
    scale = {series.series_id: Decimal(repr(series.scale)) for _, series in catalog.series()}
    scaled = {series_id for series_id, factor in scale.items() if factor != 1}
    values = [
        float(Decimal(text) * scale[series_id]) if series_id in scaled else float(text)
        for text, series_id in zip(frame["value"], frame["series_id"], strict=True)
    ]
    return frame.assign(
        value=pd.Series(values, index=frame.index, dtype="float64"),
        year=frame["year"].str[:4].astype("int64"),
    )


def out_of_bounds(frame: pd.DataFrame, catalog: Catalog) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows inside the bounds of their indicator, and a finding for every other."""
    bounds = {series.series_id: indicator.bounds for indicator, series in catalog.series()}
    low = frame["series_id"].map({key: pair[0] for key, pair in bounds.items()}).astype(float)
    high = frame["series_id"].map({key: pair[1] for key, pair in bounds.items()}).astype(float)
    bad = (frame["value"] < low) | (frame["value"] > high)
    return frame.loc[~bad], [
        _quarantine(
            row, "out_of_bounds", str(row["value"]), f"a value in {bounds[row['series_id']]}"
        )
        for _, row in frame.loc[bad].iterrows()
    ]


def _twins(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """A value given twice is kept once; two different values of one cell are both kept out."""
    exact = frame.duplicated([*_KEY, "value"])
    once = frame.loc[~exact]
    torn = once.duplicated(_KEY, keep=False)
    findings = [
        _quarantine(row, "duplicate", str(row["value"]), "one value for an area and year")
        for _, row in once.loc[torn].iterrows()
    ]
    for series_id, n in frame.loc[exact].groupby("series_id").size().items():
        findings.append(
            Finding(
                "info",
                "repeated_value",
                str(series_id),
                f"{n} rows repeated word for word",
                "each row once; one of each is kept",
                series_id=str(series_id),
            )
        )
    return once.loc[~torn], findings


def _add_estimate(
    frame: pd.DataFrame, catalog: Catalog, editions: Mapping[str, str | None]
) -> pd.DataFrame:
    """The rows with the estimate type of each: as the row says, else as the series, by edition."""
    kind = {str(series.series_id): str(series.kind) for _, series in catalog.series()}
    standard = {str(series.series_id): series.standard or "" for _, series in catalog.series()}
    first = {key: int(edition[:4]) for key, edition in editions.items() if edition}
    series_ids = frame["series_id"]
    said = frame["estimate"].where(frame["estimate"] != "", series_ids.map(kind.get).astype("str"))
    begins = pd.Series(
        [first.get(key, LAST_YEAR) for key in series_ids], index=frame.index, dtype="int64"
    )
    projected = (frame["year"] >= begins) & ~said.isin(OBSERVED)
    known = frame["standard"].where(
        frame["standard"] != "", series_ids.map(standard.get).astype("str")
    )
    supported = pd.Series(pd.NA, index=frame.index, dtype="boolean")
    out = frame.assign(
        estimate=said.where(~projected, "projected"),
        standard=known,
        supported=supported.mask((frame["status"] == "R") & ~said.isin(OBSERVED), other=True),
    )
    return out[list(OBSERVATION)].sort_values(_KEY, ignore_index=True)


def _quarantine(row: pd.Series, check: str, found: str, expected: str) -> Finding:
    year = str(row["year"])
    return Finding(
        "warning",
        check,
        f"{row['series_id']} {row['iso3']} {year}",
        found,
        f"{expected}; the value is kept out",
        series_id=str(row["series_id"]),
        iso3=str(row["iso3"]),
        year=int(year) if year.isdigit() else None,
    )
