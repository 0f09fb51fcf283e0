"""ILOSTAT's data service: one CSV a dataset, read by header, filtered again on our side.

The service ignores what it does not know, answers unknown codes with a header alone, and sends
regions of its own (X01 the world …), modelled, also inside national datasets.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from etl.shapes import Payload, Request
from etl.sources import Parsed, frame
from observatory.catalog.models import Series, Source
from observatory.errors import SourceChanged

SOURCE = "ilostat"
CONTENTS = "table-of-contents"
_NEEDED = ("ref_area", "time", "obs_value")
_OWN_REGION = r"X\d\d"
# The ILO's modelled estimates, as a code (the number differs by area) and as a label.
_MODELLED_SOURCE = ("XA:", "ILO - Modelled Estimates")


def requests(
    series: Sequence[Series],
    source: Source,
    *,
    today: date,
    answered: Mapping[str, Payload],
) -> list[Request]:
    """The table of contents, for the releases, and one request a dataset."""
    asked = [
        Request(SOURCE, CONTENTS, "/metadata/toc/indicator?lang=en&format=.json", accept="*/*")
    ]
    for code, parts in _by_code(series).items():
        filters = "".join(f"&{name}={'+'.join(values)}" for name, values in _filters(parts))
        url = f"/data/indicator?id={code}{filters}&type=code&format=.csv"
        ids = tuple(str(each.series_id) for each in parts)
        asked.append(Request(SOURCE, code, url, series_ids=ids, accept="*/*"))
    return [request for request in asked if request.key not in answered]


def parse(payloads: Sequence[Payload], series: Sequence[Series]) -> Parsed:
    """The rows of the series that arrived whole, and why the others did not.

    Raises `SourceChanged` where a column that we know is gone.
    """
    by_code = _by_code(series)
    contents = next((p for p in payloads if p.request.key == CONTENTS), None)
    updates = _updates(contents) if contents else {}
    parts, missing, releases = [], {}, {}
    for payload in payloads:
        wanted = by_code.get(payload.request.key, [])
        if not wanted:
            continue
        reason, table = _read(payload)
        for each in wanted:
            series_id = str(each.series_id)
            rows = frame({}) if reason else _select(table, each, payload)
            if rows.empty:
                missing[series_id] = reason or "the service has no row of it"
                continue
            parts.append(rows)
            releases[series_id] = updates.get(payload.request.key, "")
    for code, unanswered in by_code.items():
        if code not in {payload.request.key for payload in payloads}:
            reasons = {str(each.series_id): f"{code} was not answered" for each in unanswered}
            missing.update(reasons)
    rows_of_all = pd.concat(parts, ignore_index=True) if parts else frame({})
    return Parsed(rows_of_all, missing, releases)


def _by_code(series: Sequence[Series]) -> dict[str, list[Series]]:
    out: dict[str, list[Series]] = {}
    for each in series:
        out.setdefault(each.code, []).append(each)
    return out


def _filters(series: Sequence[Series]) -> Iterator[tuple[str, list[str]]]:
    """The values asked of each dimension, over all the series of a dataset."""
    names = sorted({name for each in series for name in each.where})
    for name in names:
        spellings = {s for each in series for s in each.where.get(name, "").split("|") if s}
        yield name, sorted(spellings)


def _updates(contents: Payload) -> dict[str, str]:
    """The day of the last update of each dataset; nothing where the contents cannot be read."""
    try:
        rows = json.loads(contents.body.decode("utf-8-sig"))
        found = {str(row["id"]): str(row.get("last.update", "")) for row in rows}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {
        code: match[0] for code, on in found.items() if (match := re.search(r"\d{4}-\d\d-\d\d", on))
    }


def _read(payload: Payload) -> tuple[str, pd.DataFrame]:
    """The table of a payload, or the reason why there is none."""
    body = payload.body.strip(b"\x00")
    if body.lstrip(b"\xef\xbb\xbf \r\n").startswith((b"{", b"[")):
        said = re.search(rb'"error"\s*:\s*"([^"]*)"', body)
        words = said[1].decode("utf-8", "replace") if said else "JSON in place of CSV"
        return f"the service says: {words}", frame({})
    try:
        table = pd.read_csv(
            io.BytesIO(body), dtype="str", keep_default_na=False, encoding="utf-8-sig"
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError):
        return "the CSV breaks off or cannot be read", frame({})
    if body and not body.endswith(b"\n"):
        return "the CSV breaks off in its last line", frame({})
    if table.empty:
        return "only a header came: the service does not know the code", frame({})
    return "", table


def _select(table: pd.DataFrame, series: Series, payload: Payload) -> pd.DataFrame:
    """The rows of one series, filtered on our side too."""
    gone = [name for name in (*_NEEDED, *series.where) if name not in table.columns]
    if gone:
        raise SourceChanged(
            f"ILOSTAT's table {series.code} has no column {', '.join(gone)}; it has "
            f"{', '.join(table.columns)}. Nothing of it is used.",
            source=SOURCE,
            url=payload.request.url,
        )
    for name, spellings in series.where.items():
        table = table.loc[table[name].isin(spellings.split("|"))]
    modelled = table["ref_area"].str.fullmatch(_OWN_REGION)
    if "source" in table.columns:
        modelled |= table["source"].str.startswith(_MODELLED_SOURCE)
    notes = [table[name] for name in table.columns if name.startswith("note_")]
    return frame(
        {
            "series_id": str(series.series_id),
            "area": table["ref_area"],
            "year": table["time"],
            "value": table["obs_value"],
            "estimate": modelled.map({True: "modelled", False: ""}),
            "status": table["obs_status"] if "obs_status" in table.columns else "",
            "note": join_notes(notes, table.index),
            "survey": survey(table),
        }
    )


def survey(table: pd.DataFrame) -> pd.Series:
    """The code of the survey behind each value (methods M4); a modelled one has none."""
    if "source" not in table.columns:
        return pd.Series("", index=table.index, dtype="str")
    return table["source"].mask(table["source"].str.startswith(_MODELLED_SOURCE), "")


def join_notes(notes: Sequence[pd.Series], index: pd.Index) -> pd.Series:
    """Several columns of notes as one, joined as ILOSTAT joins notes."""
    out = pd.Series("", index=index, dtype="str")
    for note in notes:
        out = out.str.cat(note, sep="_")
    return out.str.strip("_").str.replace(r"_{2,}", "_", regex=True)
