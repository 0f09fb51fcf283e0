"""World Bank, Indicators API v2: JSON in pages, several series a call.

An answer is `[meta, rows]`; `[{"message": …}]` is an error whatever the status, and `[meta, null]`
is no rows. Pages are counted against `total`: an answer that is not whole is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import orjson
import pandas as pd

from etl.shapes import Payload, Request
from etl.sources import NO_VALUE, Parsed, frame
from observatory.catalog.models import Series, Source
from observatory.errors import SourceChanged

SOURCE = "world_bank"
WDI = 2
FIRST_YEAR = 1960
# The largest page that the service gives; a series of 66 years and 266 areas is about 17,500 rows.
PER_PAGE = 32_500
# Series a call: nine of 67 years and 266 areas fill five pages to 99 %, and one bad code costs nine
# calls. The service takes 60 at most, in 1,500 characters, and was seen to refuse 60.
PER_CALL = 9
# No call of ours has more; an answer that announces more is not whole.
MOST_PAGES = 40
_NEEDED = ("indicator", "country", "countryiso3code", "date", "value")
_BOM = b"\xef\xbb\xbf"
# series_id, area, year, value, status
_Value = tuple[str, str, str, str, str]


def requests(
    series: Sequence[Series],
    source: Source,
    *,
    today: date,
    answered: Mapping[str, Payload],
) -> list[Request]:
    """What is to be asked next for some series: first pages, then the others that they announce."""
    asked = []
    for call, database in _calls(series):
        first = _page(call, database, 1, today)
        asked.append(first)
        if first.key in answered:
            pages = min(_pages(answered[first.key].body), MOST_PAGES)
            asked += [_page(call, database, number, today) for number in range(2, pages + 1)]
    return [request for request in asked if request.key not in answered]


def parse(payloads: Sequence[Payload], series: Sequence[Series]) -> Parsed:
    """The rows of the series that arrived whole, and why the others did not.

    Raises `SourceChanged` where an answer has another shape than the one we know.
    """
    by_code = {each.code: str(each.series_id) for each in series}
    calls: dict[str, list[Payload]] = {}
    for payload in payloads:
        calls.setdefault(payload.request.key.rpartition("@")[0], []).append(payload)
    parts, missing, releases = [], {}, {}
    for codes, pages in calls.items():
        wanted = {code: by_code[code] for code in codes.split(";") if code in by_code}
        reason, values, release = _whole(pages, wanted)
        if reason:
            missing.update(dict.fromkeys(wanted.values(), reason))
            continue
        found = _to_frame(values)
        parts.append(found)
        empty = set(wanted.values()) - {series_id for series_id, *_ in values}
        missing.update(dict.fromkeys(empty, NO_VALUE))
        releases.update(dict.fromkeys(wanted.values(), release))
    rows_of_all = pd.concat(parts, ignore_index=True) if parts else frame({})
    arrived = set(rows_of_all["series_id"].unique())
    reasons = {
        series_id: missing.get(series_id, f"{code} was not answered")
        for code, series_id in by_code.items()
        if series_id not in arrived
    }
    return Parsed(rows_of_all, reasons, releases)


def release(body: bytes) -> str:
    """The day of the database's last update, as a page says it; empty where it does not."""
    found = re.search(rb'"lastupdated"\s*:\s*"([0-9-]{10})"', body[:600])
    return found[1].decode() if found else ""


def _calls(series: Sequence[Series]) -> Iterator[tuple[Sequence[Series], int]]:
    """Series that go into one call: many of WDI, one of any other database."""
    usual = [each for each in series if each.database in (None, WDI)]
    for start in range(0, len(usual), PER_CALL):
        yield usual[start : start + PER_CALL], WDI
    for each in series:
        if each.database not in (None, WDI):
            yield [each], int(each.database or WDI)


def _page(call: Sequence[Series], database: int, number: int, today: date) -> Request:
    joined = ";".join(each.code for each in call)
    return Request(
        source_id=SOURCE,
        key=f"{joined}@{number}",
        url=f"/country/all/indicator/{joined}",
        params=(
            ("format", "json"),
            ("source", str(database)),
            ("date", f"{FIRST_YEAR}:{today.year}"),
            ("per_page", str(PER_PAGE)),
            ("page", str(number)),
        ),
        series_ids=tuple(str(each.series_id) for each in call),
    )


def _pages(body: bytes) -> int:
    """How many pages an answer's head announces; 0 where it is an error or nothing we can read."""
    found = re.search(rb'"pages"\s*:\s*"?(\d+)', body[:600])
    return int(found[1]) if found else 0


def _whole(pages: Sequence[Payload], wanted: Mapping[str, str]) -> tuple[str, list[_Value], str]:
    """The values of all pages of a call, or the reason why they are not whole; and the release."""
    values: list[_Value] = []
    metas: list[dict[str, object]] = []
    rows = 0
    for page in pages:
        reason, meta, some = _read(page)
        if reason:
            return reason, [], ""
        metas.append(meta)
        rows += len(some)
        values.extend(_values(page, some, wanted))
    numbers = sorted(int(str(meta.get("page", 0))) for meta in metas)
    announced = {int(str(meta.get("pages", 0))) for meta in metas}
    totals = {int(str(meta.get("total", 0))) for meta in metas}
    if len(announced) > 1 or len(totals) > 1:
        return f"the pages disagree on how many there are ({sorted(announced)})", [], ""
    expected = max(1, *announced)
    if totals != {0} and numbers != list(range(1, expected + 1)):
        return f"pages {numbers} came, 1 to {expected} were announced", [], ""
    if rows != next(iter(totals)):
        return f"{rows} rows came, {next(iter(totals))} were announced", [], ""
    return "", values, str(metas[0].get("lastupdated") or "")


def _read(page: Payload) -> tuple[str, dict[str, object], list[dict[str, object]]]:
    """One page: the reason why it is no data, or its meta block and its rows."""
    body = page.body.removeprefix(_BOM).strip()
    if body.startswith(b"<"):
        return "XML or a web page in place of JSON", {}, []
    try:
        block = orjson.loads(body)
    except orjson.JSONDecodeError:
        return "the JSON breaks off or cannot be read", {}, []
    if isinstance(block, list) and len(block) == 1 and "message" in block[0]:
        said = block[0]["message"][0]
        return f"the service says {said.get('id')}: {said.get('value')}", {}, []
    if not (isinstance(block, list) and len(block) == 2 and isinstance(block[0], dict)):
        raise _change_error(page, f"the answer is a {type(block).__name__}, not [meta, rows]")
    return "", block[0], block[1] or []


def _values(
    page: Payload, rows: list[dict[str, object]], wanted: Mapping[str, str]
) -> list[_Value]:
    """The values among the rows; the service sends a null for every year without one."""
    try:
        return [
            (
                wanted[code],
                str(row["countryiso3code"] or row["country"]["id"]),  # type: ignore[index]
                str(row["date"]),
                str(value),
                str(row.get("obs_status") or ""),
            )
            for row in rows
            if (value := row["value"]) is not None and (code := row["indicator"]["id"]) in wanted  # type: ignore[index]
        ]
    except (KeyError, TypeError, AttributeError):
        raise _change_error(page, _difference(rows)) from None


def _difference(rows: Sequence[dict[str, object]]) -> str:
    """How the first row that we cannot read differs from one that we can."""
    for row in rows:
        if gone := [name for name in _NEEDED if name not in row]:
            return f"rows have no field {', '.join(gone)}; they have {', '.join(row)}"
    return "a field of a row holds something else than before"


def _to_frame(values: Sequence[_Value]) -> pd.DataFrame:
    """Source rows of the values."""
    names = ("series_id", "area", "year", "value", "status")
    columns = zip(*values, strict=True) if values else ((),) * len(names)
    return frame(dict(zip(names, columns, strict=True)))


def _change_error(page: Payload, what: str) -> SourceChanged:
    return SourceChanged(
        f"The World Bank's answer has changed: {what}. Nothing of it is used.",
        source=SOURCE,
        url=page.request.url,
    )
