"""World Bank, Indicators API v2: JSON in pages, several series a call.

An answer is `[meta, rows]`; `[{"message": …}]` is an error whatever the status; `[meta, null]` is no
rows. Pages are counted against `total`: an answer that is not whole is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import orjson
import pandas as pd

from etl.rows import Payload, Request
from etl.sources import Parsed, frame
from observatory.catalog import Series, Source
from observatory.errors import SourceChanged

SOURCE = "world_bank"
WDI = 2
FIRST_YEAR = 1960
# The largest page that the service gives; a series of 66 years and 266 areas is about 17,500 rows.
PER_PAGE = 32_500
# Series a call: 13 fill seven pages almost exactly; the service takes at most 60.
PER_CALL = 13
_NEEDED = ("indicator", "country", "countryiso3code", "date", "value")
NO_VALUE = "the service has no value of it"
_BOM = b"\xef\xbb\xbf"


def requests(
    series: Sequence[Series],
    source: Source,
    *,
    today: date,
    answered: Mapping[str, Payload],
) -> list[Request]:
    """What is to be asked next for some series: first pages, then the others that they announce."""
    calls = list(_calls(series))
    first = [_page(codes, database, 1, today) for codes, database in calls]
    asked = [request for request in first if request.key not in answered]
    if asked:
        return asked
    further = []
    for (codes, database), request in zip(calls, first, strict=True):
        pages = _pages(answered[request.key].body)
        further += [_page(codes, database, number, today) for number in range(2, pages + 1)]
    return [request for request in further if request.key not in answered]


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
        reason, rows, release = _whole(pages)
        if reason:
            missing.update(dict.fromkeys(wanted.values(), reason))
            continue
        found = _framed(rows, wanted)
        parts.append(found)
        empty = set(wanted.values()) - set(found["series_id"])
        missing.update(dict.fromkeys(empty, NO_VALUE))
        releases.update(dict.fromkeys(wanted.values(), release))
    rows_of_all = pd.concat(parts, ignore_index=True) if parts else frame({})
    arrived = set(rows_of_all["series_id"])
    missing = {key: reason for key, reason in missing.items() if key not in arrived}
    for code, series_id in by_code.items():
        if series_id not in arrived:
            missing.setdefault(series_id, f"{code} was not answered")
    return Parsed(rows_of_all.drop_duplicates(), missing, releases)


def release(body: bytes) -> str:
    """The day of the last update of the whole database, as a page says it; empty where it does not."""
    found = re.search(rb'"lastupdated"\s*:\s*"([0-9-]{10})"', body[:600])
    return found[1].decode() if found else ""


def _calls(series: Sequence[Series]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Codes that go into one call: many of WDI, one of any other database."""
    usual = [each.code for each in series if each.database in (None, WDI)]
    for start in range(0, len(usual), PER_CALL):
        yield tuple(usual[start : start + PER_CALL]), WDI
    for each in series:
        if each.database not in (None, WDI):
            yield (each.code,), int(each.database or WDI)


def _page(codes: Sequence[str], database: int, number: int, today: date) -> Request:
    joined = ";".join(codes)
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
        series_ids=tuple(codes),
    )


def _pages(body: bytes) -> int:
    """How many pages an answer announces; 0 where it is an error or nothing we can read."""
    try:
        block = orjson.loads(body.removeprefix(_BOM))
        return int(block[0].get("pages", 0))
    except (orjson.JSONDecodeError, AttributeError, IndexError, TypeError, ValueError, KeyError):
        return 0


def _whole(pages: Sequence[Payload]) -> tuple[str, list[dict[str, object]], str]:
    """The rows of all pages of a call, or the reason why they are not whole; and the release."""
    rows: list[dict[str, object]] = []
    metas: list[dict[str, object]] = []
    for page in pages:
        reason, meta, some = _read(page)
        if reason:
            return reason, [], ""
        metas.append(meta)
        rows.extend(some)
    numbers = sorted(int(str(meta.get("page", 0))) for meta in metas)
    announced = {int(str(meta.get("pages", 0))) for meta in metas}
    totals = {int(str(meta.get("total", 0))) for meta in metas}
    if len(announced) > 1 or len(totals) > 1:
        return f"the pages disagree on how many there are ({sorted(announced)})", [], ""
    expected = max(1, *announced)
    if totals != {0} and numbers != list(range(1, expected + 1)):
        return f"pages {numbers} came, 1 to {expected} were announced", [], ""
    if len(rows) != next(iter(totals)):
        return f"{len(rows)} rows came, {next(iter(totals))} were announced", [], ""
    return "", rows, str(metas[0].get("lastupdated") or "")


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
        raise _changed(page, f"the answer is a {type(block).__name__}, not [meta, rows]")
    rows = block[1] or []
    if rows and (gone := [name for name in _NEEDED if name not in rows[0]]):
        raise _changed(
            page, f"rows have no field {', '.join(gone)}; they have {', '.join(rows[0])}"
        )
    return "", block[0], rows


def _framed(rows: list[dict[str, object]], wanted: Mapping[str, str]) -> pd.DataFrame:
    """Source rows of the values given; the service sends a null for every year without one."""
    kept = [
        (wanted[code], row["countryiso3code"] or row["country"]["id"], row["date"], row["value"], row.get("obs_status") or "")  # type: ignore[index]  # noqa: E501
        for row in rows
        if row["value"] is not None and (code := row["indicator"]["id"]) in wanted  # type: ignore[index]
    ]  # fmt: skip
    series_id, area, year, value, status = zip(*kept, strict=True) if kept else ((),) * 5
    texts = [repr(each) if isinstance(each, float) else str(each) for each in value]
    return frame(
        {"series_id": series_id, "area": area, "year": year, "value": texts, "status": status}
    )


def _changed(page: Payload, what: str) -> SourceChanged:
    return SourceChanged(
        f"The World Bank's answer has changed: {what}. Nothing of it is used.",
        source=SOURCE,
        url=page.request.url,
    )
