"""Tables that a person reads on a terminal: the state of a build, and what changed between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import duckdb

from observatory.errors import NoWarehouse
from observatory.warehouse.build import connect, contents

_BUILD = """
select build_id, built_at, origin, audience, data_date, app_version
from build_info
"""
_SERIES = """
select series_id, served_from, obtained_on, vintage, n_values, first_year, last_year
from series
order by position
"""
_FINDINGS = """
select severity, check_name, count(*)
from finding
group by 1, 2
order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, 2
"""
_WARNINGS = """
select place, found, expected
from finding
where severity <> 'info'
order by place
"""
_DIFF = """
select coalesce(a.series_id, b.series_id) as series_id,
       count(*) filter (where a.series_id is null) as new,
       count(*) filter (where b.series_id is null) as gone,
       count(*) filter (where a.value <> b.value) as revised,
       max(abs(b.value - a.value)) as largest
from a.observation a
full join b.observation b
  on b.series_id = a.series_id and b.iso3 = a.iso3 and b.year = a.year
where a.value is distinct from b.value
group by 1
order by 1
"""
_EXAMPLES = """
select a.series_id, a.iso3, a.year, a.value, b.value
from a.observation a
join b.observation b
  on b.series_id = a.series_id and b.iso3 = a.iso3 and b.year = a.year
where a.value <> b.value
order by abs(b.value - a.value) desc, 1, 2, 3
limit 20
"""
# Longer lists of warnings are cut here, and the cut is said.
MOST = 40


def status(path: Path, today: date) -> str:
    """The published build: its stamp, each series with its age in days, and what was found."""
    with connect(path) as connection:
        stamp = connection.execute(_BUILD).fetchall()[0]
        series = connection.execute(_SERIES).fetchall()
        findings = connection.execute(_FINDINGS).fetchall()
        warnings = connection.execute(_WARNINGS).fetchall()
    names = ("build", "built at (UTC)", "origin", "audience", "data of", "version")
    head = "\n".join(f"{name:<15} {value}" for name, value in zip(names, stamp, strict=True))
    rows = [
        (
            key,
            served,
            "" if day is None else (today - day).days,
            vintage or "",
            n,
            _span(first, last),
        )
        for key, served, day, vintage, n, first, last in series
    ]
    listed = table(("series", "served from", "age (days)", "release", "values", "years"), rows)
    counted = table(("severity", "check", "findings"), findings)
    parts = [head, listed, counted]
    if warnings:
        parts.append(table(("where", "found", "expected"), warnings[:MOST]))
    if len(warnings) > MOST:
        parts.append(f"… and {len(warnings) - MOST} more; table finding has them all.")
    return "\n\n".join(parts)


def diff(before: Path, after: Path) -> str:
    """What changed between two builds: counts for each series, and the largest revisions."""
    for path in (before, after):
        if not path.is_file():
            raise NoWarehouse(f"There is no build {path.stem} in {path.parent}.", build=path.stem)
        contents(path)
    with duckdb.connect() as connection:
        for name, path in (("a", before), ("b", after)):
            quoted = str(path).replace("'", "''")
            connection.execute(" ".join(("attach '" + quoted + "' as", name, "(read_only)")))
        counts = connection.execute(_DIFF).fetchall()
        examples = connection.execute(_EXAMPLES).fetchall()
    title = f"{before.stem} → {after.stem}"
    if not counts:
        return f"{title}: no difference"
    rows = [(*row[:4], "" if row[4] is None else f"{row[4]:g}") for row in counts]
    parts = [title, table(("series", "new", "gone", "revised", "largest revision"), rows)]
    if examples:
        parts.append(table(("series", "area", "year", "before", "after"), examples))
    return "\n\n".join(parts)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """An aligned table: texts left, numbers right."""
    body = [[("" if cell is None else str(cell)) for cell in row] for row in rows]
    numeric = [bool(body) and all(_is_number(row[i]) for row in body) for i in range(len(header))]
    widths = [max(len(cell) for cell in column) for column in zip(header, *body, strict=True)]
    lines = [_line(header, widths, numeric), "  ".join("-" * width for width in widths)]
    lines.extend(_line(row, widths, numeric) for row in body)
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = (
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    )
    return "  ".join(padded).rstrip()


def _is_number(cell: str) -> bool:
    return not cell or cell.replace(".", "", 1).replace("-", "", 1).replace(",", "").isdigit()


def _span(first: int | None, last: int | None) -> str:
    return "" if first is None else f"{first}–{last}"
