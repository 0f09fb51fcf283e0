"""Figures kept in a folder become source rows: from files to the embedded snapshot.

`data/snapshot/figures.yaml` says which file serves which series. Each layout is a small reader to
the same rows that live payloads give, and everything after that is the same path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from etl.shapes import SOURCE_ROW
from etl.sources import frame as frame_of
from etl.sources.ilostat import join_notes, survey
from etl.sources.un_sdg import NATURE
from observatory.catalog.models import Catalog, Closed, Series
from observatory.errors import CatalogError, Finding, SourceChanged
from observatory.i18n import yaml_tree

PLAN = Path(__file__).resolve().parents[2] / "data" / "snapshot" / "figures.yaml"


class Figures(Closed):
    """One file of figures: how it is read, which series it serves, and where it comes from."""

    file: str
    layout: str
    series: tuple[str, ...]
    vintage: str
    edition: str | None = None
    obtained_on: date | None = None
    how_obtained: str


def plan(catalog: Catalog, path: Path = PLAN) -> tuple[Figures, ...]:
    """Which file serves which series; `CatalogError` names everything wrong with the plan."""
    try:
        found = TypeAdapter(tuple[Figures, ...]).validate_python(yaml_tree(path.read_text("utf-8")))
    except ValidationError as error:
        raise CatalogError(f"{path.name}: {error}", file=path.name) from None
    known = {series.series_id for _, series in catalog.series()}
    served = [series_id for figures in found for series_id in figures.series]
    faults = [
        Finding(
            "error", "figures", f"{path.name}:{series_id}", "no such series", "a catalogue series"
        )
        for series_id in served
        if series_id not in known
    ] + [
        Finding("error", "figures", f"{path.name}:{series_id}", "two files", "one file a series")
        for series_id in sorted({each for each in served if served.count(each) > 1})
    ]
    if faults:
        raise CatalogError.of(faults)
    return found


def rows(figures: Figures, folder: Path, catalog: Catalog) -> pd.DataFrame:
    """The source rows (`SOURCE_ROW`) of one file, for all the series that it serves."""
    path = folder / figures.file
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    needed, read = _LAYOUTS[figures.layout]
    missing = [column for column in needed if column not in frame.columns]
    if missing:
        raise SourceChanged(
            f"{figures.file} has no column {', '.join(missing)}; "
            f"it has {', '.join(frame.columns)}.",
            source=figures.layout,
            url=figures.file,
        )
    wanted = {str(series.series_id): series for _, series in catalog.series()}
    parts = [read(frame, wanted[series_id]) for series_id in figures.series]
    return pd.concat(parts, ignore_index=True)


def matching_rows(frame: pd.DataFrame, where: Mapping[str, str]) -> pd.DataFrame:
    """The rows in which every dimension has one of the spellings asked for."""
    for column, spellings in where.items():
        if column in frame.columns:
            frame = frame.loc[frame[column].isin(spellings.split("|"))]
    return frame


def _wdi(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    return _rows(series, area=frame["iso3"], year=frame["year"], value=frame["value"])


def _ilostat(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    """ILOSTAT's columns; rows of the ILO's own regions are modelled, also in national datasets."""
    part = matching_rows(frame, series.where)
    own = part["ref_area"].str.fullmatch(r"X\d\d")
    notes = [part[column] for column in part.columns if column.startswith("note_")]
    return _rows(
        series,
        area=part["ref_area"],
        year=part["time"],
        value=part["obs_value"],
        estimate=own.map({True: "modelled", False: ""}),
        status=part["obs_status"],
        note=join_notes(notes, part.index),
        survey=survey(part),
    )


def _ilostat_share(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    part = matching_rows(frame, series.where)
    return _rows(series, area=part["ref_area"], year=part["time"], value=part["obs_value_percent"])


def _sdg(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    part = matching_rows(
        frame, {name.replace(" ", "_"): each for name, each in series.where.items()}
    )
    return _rows(
        series,
        area=part["geo_area_code"],
        year=part["time_period"],
        value=part["value"],
        estimate=part["nature"].str.upper().map(NATURE).fillna(""),
        status=part["nature"].str.upper(),
    )


def _by_sex(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Shares of one age group, in which the sex is written out."""
    part = frame.loc[frame["sex"] == {"T": "total", "F": "female", "M": "male"}[series.sex]]
    return _rows(series, area=part["iso3"], year=part["year"], value=part["value_percent"])


def _unpop(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Ages 15-19 and 20-24 added, and women and men where the series is of both; exact sums."""
    sexes = {"T": ("FEMALE", "MALE"), "F": ("FEMALE",), "M": ("MALE",)}[series.sex]
    part = frame.loc[frame["sex"].isin(sexes)]
    younger = part["pop_15_19_thousands"].map(Decimal)
    exact = part.assign(sum=younger + part["pop_20_24_thousands"].map(Decimal))
    total = exact.groupby(["iso3", "year", "variant"], as_index=False, sort=False)["sum"].sum()
    return _rows(
        series,
        area=total["iso3"],
        year=total["year"],
        value=total["sum"].map(str),
        estimate=total["variant"].map({"estimate": ""}).fillna("projected"),
    )


def _unpop_annual(frame: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Ages 15-24 of every year, in persons, both sexes together."""
    part = matching_rows(frame, series.where)
    return _rows(
        series,
        area=part["iso3"],
        year=part["year"],
        value=part["pop_15_24"],
        estimate=part["variant"].map({"estimate": ""}).fillna("projected"),
    )


def _rows(series: Series, **columns: pd.Series) -> pd.DataFrame:
    """Source rows of one series from the columns at hand; what is not given is empty."""
    given: dict[str, object] = {**columns, "series_id": str(series.series_id)}
    return frame_of({name: given.get(name, "") for name in SOURCE_ROW})


_LAYOUTS: Mapping[str, tuple[tuple[str, ...], Callable[[pd.DataFrame, Series], pd.DataFrame]]] = {
    "wdi": (("iso3", "year", "value"), _wdi),
    "ilostat": (("ref_area", "time", "obs_value", "obs_status"), _ilostat),
    "ilostat_share": (("ref_area", "sex", "classif1", "time", "obs_value_percent"), _ilostat_share),
    "sdg": (("geo_area_code", "time_period", "value", "nature"), _sdg),
    "by_sex": (("iso3", "year", "sex", "value_percent"), _by_sex),
    "unpop": (
        ("iso3", "year", "sex", "variant", "pop_15_19_thousands", "pop_20_24_thousands"),
        _unpop,
    ),
    "unpop_annual": (("iso3", "year", "sex", "variant", "pop_15_24"), _unpop_annual),
}
