"""Whose a point of a figure is, for the workbook behind its chart.

A figure of Explore says it itself, in `customdata` (code, name, year) or `meta`; the figures of the
network's pages say the name when pointed at, and the rows of the slide tell code and dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from observatory.exports.pptx.parts import Told
from observatory.exports.pptx.text_fit import plain

Index = Mapping[str, Told]


def index(rows: pd.DataFrame, lang: str) -> Index:
    """Whose the rows of a slide are, by each of the names that a figure may call them by."""
    if "event_id" in rows and "start_date" in rows:
        return dict(_events(rows, lang))
    if "activity_id" in rows:
        return dict(_activities(rows))
    if {"iso3", "area", "year"} <= set(rows.columns):
        return dict(_values(rows))
    return {}


def _events(rows: pd.DataFrame, lang: str) -> Iterator[tuple[str, Told]]:
    titles = (
        rows.get(f"title_{lang}", rows["title_en"]).fillna(rows["title_en"])
        if "title_en" in rows
        else None
    )
    for at, (_, row) in enumerate(rows.iterrows()):
        start, name = str(row["start_date"]), "" if titles is None else str(titles.iloc[at])
        end = str(row["end_date"]) if pd.notna(row.get("end_date")) else ""
        told = Told(str(row["event_id"]), name, int(start[:4]), start=start, end=end)
        yield name, told
        yield f"{name} ({start[:4]})", told
        if pd.notna(row.get("countries_stated")):
            yield counted(told.year, float(row["countries_stated"])), told


def _activities(rows: pd.DataFrame) -> Iterator[tuple[str, Told]]:
    dates = ("actual_start", "planned_start", "actual_end", "planned_end")
    for _, row in rows.iterrows():
        on = {name: str(row[name]) if pd.notna(row.get(name)) else "" for name in dates}
        start = on["actual_start"] or on["planned_start"]
        end = on["actual_end"] or (on["planned_end"] if not on["actual_start"] else "")
        name = str(row.get("activity", ""))
        year = int(start[:4]) if start else None
        yield name, Told(str(row["activity_id"]), name, year, start=start, end=end)


def _values(rows: pd.DataFrame) -> Iterator[tuple[str, Told]]:
    known = rows.dropna(subset=["year"]).drop_duplicates(["iso3", "year"])
    for iso3, area, year in known[["iso3", "area", "year"]].itertuples(index=False):
        told = Told(str(iso3), str(area), int(year))
        yield f"{area} {year}", told
        yield f"{area} ({year})", told


def counted(year: int | None, count: float) -> str:
    """How a count of a year is called that has no other name."""
    return f"{year}: {count:g}"


def teller(trace: Any, known: Index) -> Iterator[Told]:
    """Whose each point of a trace is, in its order."""
    meta = trace.meta or {}
    for at, x in enumerate(trace.x):
        year = int(x) if isinstance(x, float | int) and float(x).is_integer() else None
        if "iso3" in meta:
            name = plain(meta.get("area", trace.name))
            yield Told(str(meta["iso3"]), name, year) if year else Told()
        elif trace.customdata is not None:
            yield _listed(trace.customdata[at])
        elif trace.hovertext is not None:
            name = plain(trace.hovertext[at]).split("\n")[0]
            yield known.get(name) or Told(name=name)
        elif x is not None and trace.y is not None:
            yield known.get(counted(int(x), float(trace.y[at] or 0)), Told())
        else:
            yield Told()


def _listed(said: Any) -> Told:
    """Code, name, year, and the year across where the last two differ."""
    code, name, year, *further = [*said, *[None] * 3][:4]
    told = Told(str(code), plain(name), None if year is None else int(year))
    across = further[0] if further else None
    return replace(told, year_x=int(across)) if across is not None else told
