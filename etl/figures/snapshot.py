"""The embedded snapshot: one named vintage a series, in our own schema, written by our own ETL."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.figures.files import Figures, plan, rows
from etl.figures.harmonise import OBSERVATION, harmonise
from observatory.catalog.models import Catalog
from observatory.errors import CatalogError, Finding

SNAPSHOT = Path(__file__).resolve().parents[2] / "data" / "snapshot"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the figures of one series come from: one row of `series.csv`."""

    series_id: str
    publisher: str
    dataset: str
    vintage: str
    edition: str
    licence: str
    how_obtained: str
    obtained_on: str
    n_values: int
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The snapshot read back: observations, provenance by series, and what its making found."""

    observations: pd.DataFrame
    provenance: Mapping[str, Provenance]
    findings: tuple[Finding, ...]


def make(folder: Path, catalog: Catalog, *, out: Path = SNAPSHOT) -> Snapshot:
    """Write the snapshot from a folder of figures; nothing is written unless all of it is right."""
    figures = plan(catalog, out / "figures.yaml")
    missing = [each.file for each in figures if not (folder / each.file).is_file()]
    if missing:
        raise CatalogError(f"{folder} has no {', '.join(missing)}.", file="figures.yaml")
    by_series = {series_id: each for each in figures for series_id in each.series}
    editions = {series_id: each.edition for series_id, each in by_series.items()}
    source_rows = pd.concat([rows(each, folder, catalog) for each in figures], ignore_index=True)
    found = harmonise(source_rows, catalog, editions)
    provenance = _provenance(found.observations, by_series, catalog)
    snapshot = Snapshot(found.observations, provenance, found.findings)
    _write(snapshot, out)
    return snapshot


def read(folder: Path = SNAPSHOT) -> Snapshot:
    """The embedded snapshot, as `make` wrote it."""
    frame = pq.read_table(folder / "observations.parquet").to_pandas()
    frame = frame.astype({"supported": "boolean", **dict.fromkeys(_TEXT, "str")})
    with (folder / "series.csv").open(encoding="utf-8", newline="") as lines:
        listed = [_with_numbers(row) for row in csv.DictReader(lines)]
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as lines:
        findings = tuple(_finding(row) for row in csv.DictReader(lines))
    return Snapshot(frame, {each.series_id: each for each in listed}, findings)


_TEXT = ("series_id", "iso3", "estimate", "standard", "status", "note", "survey")


def _provenance(
    observations: pd.DataFrame,
    by_series: Mapping[str, Figures],
    catalog: Catalog,
) -> dict[str, Provenance]:
    """One row of provenance for each series, in the catalogue's order."""
    years = observations.groupby("series_id")["year"].agg(["size", "min", "max"])
    out: dict[str, Provenance] = {}
    for _, series in catalog.series():
        figures = by_series.get(series.series_id)
        if figures is None or series.series_id not in years.index:
            continue
        source = catalog.sources[series.source]
        row = years.loc[[str(series.series_id)]].iloc[0]
        n, first, last = int(row["size"]), int(row["min"]), int(row["max"])
        out[series.series_id] = Provenance(
            series_id=series.series_id,
            publisher=source.publisher.en,
            dataset=source.name.en,
            vintage=figures.vintage,
            edition=figures.edition or "",
            licence=source.licence,
            how_obtained=figures.how_obtained,
            obtained_on=figures.obtained_on.isoformat() if figures.obtained_on else "",
            n_values=n,
            first_year=first,
            last_year=last,
        )
    return out


def _write(snapshot: Snapshot, out: Path) -> None:
    """Three files, each complete before it takes its name."""
    frame = snapshot.observations[list(OBSERVATION)]
    table = pa.Table.from_pandas(
        frame.astype({"year": "int16"}), preserve_index=False
    ).replace_schema_metadata({})
    temporary = out / "observations.parquet.tmp"
    pq.write_table(
        table,
        temporary,
        compression="zstd",
        compression_level=19,
        use_dictionary=[*_TEXT, "value"],
    )
    _rows_to(out / "series.csv", Provenance, snapshot.provenance.values())
    _rows_to(out / "findings.csv", Finding, snapshot.findings)
    temporary.replace(out / "observations.parquet")


def _rows_to(path: Path, shape: type[Provenance | Finding], items: object) -> None:
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, [field.name for field in fields(shape)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(item) for item in items)  # type: ignore[attr-defined]
    temporary.replace(path)


def _with_numbers(row: Mapping[str, str]) -> Provenance:
    numbers = {name: int(row[name]) for name in ("n_values", "first_year", "last_year")}
    return Provenance(**{**row, **numbers})  # type: ignore[arg-type]


def _finding(row: Mapping[str, str]) -> Finding:
    year = int(row["year"]) if row["year"] else None
    blank = {name: row[name] or None for name in ("series_id", "iso3")}
    return Finding(**{**row, **blank, "year": year})  # type: ignore[arg-type]
