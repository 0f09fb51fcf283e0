"""The shapes that travel through the ETL: what is asked, what came back, what it says.

Request --http--> Payload --archive--> disk --parse--> source rows --harmonise--> observations
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

# A frame of source rows has these columns, one row per value as the source wrote it:
#   series_id  which catalogue series the row belongs to
#   area       the source's own area code (ISO2-like, ISO3, M49, X01 …)
#   year       the source's own text of the period
#   value      the source's own text of the value ("54.76", "NaN", "<5"), "" where it gave none
#   estimate   "" (as the series says) or reported / modelled / imputed / projected
#   status     the source's observation status, "" where it gave none
#   note       the source's notes, "" where it gave none
#   standard   "13", "19" or ""
#   survey     the source's code of the survey or register behind the value, "" where it gave none
SOURCE_ROW = (
    "series_id", "area", "year", "value", "estimate", "status", "note", "standard", "survey",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """One GET we want answered; `key` is stable between runs, so that a pull can be resumed."""

    source_id: str
    key: str
    url: str
    params: tuple[tuple[str, str], ...] = ()
    series_ids: tuple[str, ...] = ()
    accept: str = "application/json"


@dataclass(frozen=True, slots=True)
class Payload:
    """One archived answer: the bytes as they came (decompressed) and the manifest row's facts."""

    payload_id: str
    request: Request
    fetched_at: datetime
    status: int
    content_type: str
    sha256: str
    body: bytes = field(repr=False)
    release: str = ""
