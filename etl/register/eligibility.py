"""Whether an event of the network was open to a member at its date (methods M8)."""

from __future__ import annotations

from datetime import date

from etl.register.tables import Row
from observatory.catalog.models import Catalog
from observatory.methods.dates import span


def when(event: Row) -> tuple[date, date]:
    """The first and the last day that an event may have had."""
    first, last = span(event["start_date"])
    return first, span(event["end_date"])[1] if event["end_date"] else last


def open_to(event: Row, member: Row, terms: Catalog) -> bool:
    """Whether an event was open to a member: acceded, not suspended, inside its scope.

    A scope is a list of groups and members' codes by semicolon; an empty one is all members. A
    suspension counts where it covers the whole event: a date in doubt excludes nobody.
    """
    if not event["start_date"]:
        return True
    first, last = when(event)
    acceded = member["accession_year"]
    if acceded and int(acceded) > last.year:
        return False
    begin, end = member["suspended_from"], member["suspended_to"]
    if begin and span(begin)[1] <= first and (not end or span(end)[0] >= last):
        return False
    parts = [part for part in event["scope"].split(";") if part]
    return not parts or any(_holds(part, member["iso3"], terms) for part in parts)


def _holds(part: str, iso3: str, terms: Catalog) -> bool:
    group = terms.groups.get(part)
    return part == iso3 or (group is not None and iso3 in {area for area, _, _ in group.members})
