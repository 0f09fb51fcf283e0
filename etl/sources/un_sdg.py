"""UN SDG database: JSON in pages, several rows a country and year, one for each set of dimensions.

Filters of the service are not relied upon: rows are picked on our side, `Reporting Type` G alone.
Areas are M49 codes, values are texts ("54.76", "<5", "NaN"), years are floats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import orjson
import pandas as pd

from etl.shapes import Payload, Request
from etl.sources import Parsed, frame
from observatory.catalog.models import Series, Source
from observatory.errors import SourceChanged

SOURCE = "un_sdg"
# Pages up to this size answer fast; ten times as large they time out.
PAGE_SIZE = 5_000
# No series of ours has more; an answer that announces more is not whole.
MOST_PAGES = 40
# The database's code list of Nature: what is said of a value that is not a country's own.
NATURE: Mapping[str, str] = {"M": "modelled", "E": "imputed"}
_NEEDED = ("geoAreaCode", "timePeriodStart", "value", "attributes", "dimensions")


def requests(
    series: Sequence[Series],
    source: Source,
    *,
    today: date,
    answered: Mapping[str, Payload],
) -> list[Request]:
    """The first page of each code, then the pages that it announces."""
    codes = sorted({each.code for each in series})
    ids = {code: tuple(str(s.series_id) for s in series if s.code == code) for code in codes}
    asked = []
    for code in codes:
        first = _page(code, 1, ids[code])
        asked.append(first)
        if first.key in answered:
            pages = min(_count_field(answered[first.key].body, "totalPages"), MOST_PAGES)
            asked += [_page(code, number, ids[code]) for number in range(2, pages + 1)]
    return [request for request in asked if request.key not in answered]


def parse(payloads: Sequence[Payload], series: Sequence[Series]) -> Parsed:
    """The rows of the series that arrived whole, and why the others did not.

    Raises `SourceChanged` where a field that we know is gone.
    """
    pages: dict[str, list[Payload]] = {}
    for payload in payloads:
        pages.setdefault(payload.request.key.rpartition("@")[0], []).append(payload)
    parts, missing = [], {}
    for code in sorted({each.code for each in series}):
        reason, rows = _whole(pages.get(code, []))
        for each in (s for s in series if s.code == code):
            picked = frame({}) if reason else _to_frame(list(_select(rows, each)), each)
            if picked.empty:
                missing[str(each.series_id)] = reason or "the service has no row of it"
            parts.append(picked)
    rows_of_all = pd.concat(parts, ignore_index=True) if parts else frame({})
    return Parsed(rows_of_all, missing)


def _page(code: str, number: int, series_ids: tuple[str, ...]) -> Request:
    return Request(
        source_id=SOURCE,
        key=f"{code}@{number}",
        url="/Series/Data",
        params=(("seriesCode", code), ("page", str(number)), ("pageSize", str(PAGE_SIZE))),
        series_ids=series_ids,
    )


def _parse(body: bytes) -> object:
    """The JSON of a body; the service pads some with null bytes."""
    return orjson.loads(body.rstrip(b"\x00").removeprefix(b"\xef\xbb\xbf"))


def _count_field(body: bytes, name: str) -> int:
    try:
        block = _parse(body)
    except orjson.JSONDecodeError:
        return 0
    return int(block.get(name) or 0) if isinstance(block, dict) else 0


def _whole(pages: Sequence[Payload]) -> tuple[str, list[dict[str, object]]]:
    """The rows of all pages of a code, or the reason why they are not whole."""
    if not pages:
        return "it was not answered", []
    rows: list[dict[str, object]] = []
    numbers = []
    for page in pages:
        try:
            block = _parse(page.body)
        except orjson.JSONDecodeError:
            return "the JSON breaks off or cannot be read", []
        if not isinstance(block, dict) or "data" not in block:
            raise _change_error(page, "the answer has no field data")
        rows.extend(block["data"] or [])
        numbers.append(int(block.get("pageNumber") or 0))
    total, announced = (_count_field(pages[0].body, n) for n in ("totalElements", "totalPages"))
    if len(set(numbers)) < len(numbers):
        return f"a page came twice ({sorted(numbers)})", []
    if len(numbers) < announced:
        return f"{len(numbers)} pages came, {announced} were announced", []
    if len(rows) != total:
        return f"{len(rows)} rows came, {total} were announced", []
    if gone := [name for name in _NEEDED if any(name not in row for row in rows)]:
        raise _change_error(pages[0], f"rows have no field {', '.join(gone)}")
    return "", rows


def _select(rows: Sequence[dict[str, object]], series: Series) -> Iterator[dict[str, object]]:
    """The rows of global monitoring whose dimensions are those of the series."""
    where = {name: spellings.split("|") for name, spellings in series.where.items()}
    for row in rows:
        found = {str(k).lower(): str(v) for k, v in dict(row["dimensions"]).items()}  # type: ignore[call-overload]
        if found.get("reporting type", "G") != "G":
            continue
        if all(found.get(name) in spellings for name, spellings in where.items()):
            yield row


def _to_frame(rows: Sequence[dict[str, object]], series: Series) -> pd.DataFrame:
    natures = [str(dict(row["attributes"]).get("Nature", "")) for row in rows]  # type: ignore[call-overload]
    return frame(
        {
            "series_id": [str(series.series_id)] * len(rows),
            "area": [str(row["geoAreaCode"]) for row in rows],
            "year": [str(row["timePeriodStart"]) for row in rows],
            "value": ["" if row["value"] is None else str(row["value"]) for row in rows],
            "estimate": [NATURE.get(nature, "") for nature in natures],
            "status": natures,
        }
    )


def _change_error(page: Payload, what: str) -> SourceChanged:
    return SourceChanged(
        f"The UN SDG database's answer has changed: {what}. Nothing of it is used.",
        source=SOURCE,
        url=page.request.url,
    )
