"""Tables that a person reads on a terminal: the state of a build, and what changed between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import duckdb

from etl.build.register_changes import RegisterChange, register_changes
from etl.register.tables import tables
from observatory.errors import AboveAudience, NoWarehouse
from observatory.i18n import FIRST, text
from observatory.methods.register_changes import KINDS, kind_of
from observatory.warehouse.build import AUDIENCES, PUBLIC, connect, contents

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


def diff(before: Path, after: Path, audience: str = PUBLIC) -> str:
    """What changed between two builds: series with the largest revisions, and the register.

    Raises `AboveAudience` where one holds more than the audience may see.
    """
    for path in (before, after):
        if not path.is_file():
            raise NoWarehouse(f"There is no build {path.stem} in {path.parent}.", build=path.stem)
        contents(path)
        _check_audience(path, audience)
    with duckdb.connect() as connection:
        for name, path in (("a", before), ("b", after)):
            quoted = str(path).replace("'", "''")
            connection.execute(" ".join(("attach '" + quoted + "' as", name, "(read_only)")))
        counts = connection.execute(_DIFF).fetchall()
        examples = connection.execute(_EXAMPLES).fetchall()
        changed = register_changes(connection, "a", "b")
    title = f"{before.stem} → {after.stem}"
    if not counts and not changed:
        return f"{title}: no difference"
    parts = [title]
    if counts:
        rows = [(*row[:4], "" if row[4] is None else f"{row[4]:g}") for row in counts]
        parts.append(table(("series", "new", "gone", "revised", "largest revision"), rows))
    if examples:
        parts.append(table(("series", "area", "year", "before", "after"), examples))
    return "\n\n".join([*parts, *_register_parts(changed)])


def _check_audience(path: Path, audience: str) -> None:
    """Raise `AboveAudience` where a build holds more than an audience may see."""
    with connect(path) as connection:
        made_for = connection.execute("select audience from build_info").fetchall()[0][0]
    if made_for not in AUDIENCES[: AUDIENCES.index(audience) + 1]:
        raise AboveAudience(
            f"The build {path.stem} was made for another audience ({made_for}) than this one "
            f"({audience}): nothing of it is told here. --audience {made_for} compares it.",
            build=path.stem,
        )


def _register_parts(changed: Sequence[RegisterChange]) -> Iterator[str]:
    """The changes of the register, a part a kind, each with its number and a line a change."""
    for kind in KINDS:
        own = [
            each
            for each in changed
            if kind_of(each.table_name, each.change, each.column_name, each.after_text) == kind
        ]
        if own:
            heading = text(f"register_changes.kind.{kind}", FIRST)
            yield "\n".join([f"{heading}: {len(own)}", *_lines(own)])


def _lines(changed: Sequence[RegisterChange]) -> Iterator[str]:
    """A line a change; of many rows of translations their number alone."""
    translations = sum(each.table_name == "translation" for each in changed)
    if translations:
        yield f"  {tables()['translation'].file}  {translations} changed cells or rows"
    for each in changed:
        if each.table_name == "translation":
            continue
        place = f"  {tables()[each.table_name].file.removesuffix('.csv')}  {each.row_key}"
        if each.change == "changed" or (each.change == "new" and each.before_text):
            was, now = each.before_text or "nothing", each.after_text or "nothing"
            yield f"{place}  {each.column_name}: {was} → {now}"
        else:
            happened = "removed" if each.change == "gone" else each.change
            yield "  ".join(filter(None, (place, happened, each.after_text)))


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
