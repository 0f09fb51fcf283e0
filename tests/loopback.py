"""A service on 127.0.0.1: scripted answers over real HTTP, or all three services from figures."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pandas as pd


@dataclass(frozen=True)
class Reply:
    """One scripted answer.

    `cut` sends only so many bytes of the promised body, then hangs up; `drip` sends byte after byte
    with so many seconds between them.
    """

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int | None = None
    drip: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    raw: str


Script = Callable[[Asked], Reply]


class Service:
    """A running server: its address, and every request that it saw."""

    def __init__(self, script: Script) -> None:
        self.asked: list[Asked] = []
        self._script = script
        self._lock = threading.Lock()
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                service.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass  # a client that hangs up is part of the tests

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        asked = Asked(
            unquote(parts.path), parse_qs(parts.query), dict(handler.headers.items()), handler.path
        )
        with self._lock:
            self.asked.append(asked)
        reply = self._script(asked)
        if reply.wait:
            time.sleep(reply.wait)
        handler.send_response(reply.status)
        handler.send_header("Content-Type", reply.kind)
        handler.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        whole = reply.body if reply.cut is None else reply.body[: reply.cut]
        step = 1 if reply.drip else max(1, len(whole))
        for start in range(0, len(whole), step):
            handler.wfile.write(whole[start : start + step])
            handler.wfile.flush()
            time.sleep(reply.drip)
        if reply.cut is not None:
            handler.close_connection = True

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(script: Script):
    service = Service(script)
    try:
        yield service
    finally:
        service.close()


def in_turn(*replies: Reply) -> Script:
    """Each reply once, in order; the last one for ever."""
    left = list(replies)
    lock = threading.Lock()

    def script(_: Asked) -> Reply:
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return script


PAGE = Reply(b"<!DOCTYPE html><html><body>Request Error</body></html>", kind="text/html")


def wb_rows(code: str, values: Sequence[tuple[str, int, float | None]]) -> list[dict[str, object]]:
    """Rows of the World Bank's data call for one code."""
    return [
        {
            "indicator": {"id": code, "value": code},
            "country": {"id": iso3[:2], "value": iso3},
            "countryiso3code": iso3,
            "date": str(year),
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for iso3, year, value in values
    ]


def wb_page(
    rows: Sequence[Mapping[str, object]],
    *,
    page: int = 1,
    pages: int = 1,
    total: int | None = None,
    updated: str = "2026-07-13",
) -> bytes:
    """One page of the World Bank, with its byte-order mark."""
    meta = {
        "page": page,
        "pages": pages,
        "per_page": 32500,
        "total": len(rows) if total is None else total,
        "sourceid": None,
        "lastupdated": updated,
    }
    return b"\xef\xbb\xbf" + json.dumps([meta, list(rows)]).encode()


def wb_error(number: str, words: str) -> bytes:
    return json.dumps([{"message": [{"id": number, "key": "Invalid", "value": words}]}]).encode()


def sdg_page(
    code: str,
    rows: Sequence[tuple[str, float, str, str, str]],
    *,
    page: int = 1,
    pages: int = 1,
    total: int | None = None,
) -> bytes:
    """One page of the UN SDG API: rows of (M49, year, value, sex, nature), young people."""
    data = [
        {
            "goal": ["8"], "target": ["8.6"], "indicator": ["8.6.1"], "series": code,
            "geoAreaCode": area, "geoAreaName": area, "timePeriodStart": year, "value": value,
            "attributes": {"Nature": nature, "Units": "PERCENT"},
            "dimensions": {"Reporting Type": "G", "Sex": sex, "Age": "15-24"},
        }
        for area, year, value, sex, nature in rows
    ]  # fmt: skip
    block = {
        "totalElements": len(rows) if total is None else total,
        "totalPages": pages,
        "pageNumber": page,
        "size": 5000,
        "data": data,
    }
    return json.dumps(block).encode()


def ilo_csv(rows: Sequence[Sequence[object]], header: Sequence[str] | None = None) -> bytes:
    """A table of ILOSTAT's data service."""
    names = header or (
        "ref_area", "source", "indicator", "sex", "classif1", "time", "obs_value", "obs_status",
    )  # fmt: skip
    quoted = [",".join(f'"{cell}"' if cell != "" else "" for cell in row) for row in rows]
    return ("\ufeff" + "\n".join([",".join(f'"{n}"' for n in names), *quoted]) + "\n").encode()


def world_bank_of(figures: pd.DataFrame, *, delay: float = 0.0, zipped: bool = True) -> Script:
    """The World Bank's data call over figures (code, iso3, year, value), answers made beforehand."""
    by_code = {
        str(code): wb_rows(str(code), list(part[["iso3", "year", "value"]].itertuples(index=False, name=None)))
        for code, part in figures.groupby("code")
    }  # fmt: skip
    ready: dict[tuple[str, int, int], bytes] = {}
    lock = threading.Lock()

    def script(asked: Asked) -> Reply:
        codes = asked.path.rsplit("/", 1)[-1]
        size, page = int(asked.query["per_page"][0]), int(asked.query["page"][0])
        with lock:
            if (codes, size, page) not in ready:
                ready.update(prepared(codes, size))
        body = ready[codes, size, page]
        return Reply(body, wait=delay, headers={"Content-Encoding": "gzip"} if zipped else {})

    def prepared(codes: str, size: int) -> dict[tuple[str, int, int], bytes]:
        unknown = [code for code in codes.split(";") if code not in by_code]
        if unknown:
            body = wb_error("120", "The provided parameter value is not valid")
            return {(codes, size, 1): gzip.compress(body, 1) if zipped else body}
        rows = [row for code in codes.split(";") for row in by_code[code]]
        pages = max(1, -(-len(rows) // size))
        out = {}
        for number in range(1, pages + 1):
            part = rows[(number - 1) * size : number * size]
            body = wb_page(part, page=number, pages=pages, total=len(rows))
            out[codes, size, number] = gzip.compress(body, 1) if zipped else body
        return out

    script.prepare = lambda codes, size: ready.update(prepared(codes, size))  # type: ignore[attr-defined]
    return script


def ilostat_of(tables: Mapping[str, pd.DataFrame], updated: str = "2025-11-14") -> Script:
    """ILOSTAT's data service over datasets, columns as the service names them."""

    def script(asked: Asked) -> Reply:
        if asked.path.endswith("/metadata/toc/indicator"):
            contents = [{"id": code, "last.update": f"{updated} 09:00:00"} for code in tables]
            return Reply(json.dumps(contents).encode(), kind="application/octet-stream")
        code = asked.query["id"][0]
        if code not in tables:
            words = json.dumps({"error": f"deprecated or invalid dataset id={code}"})
            return Reply(words.encode(), status=400)
        found = tables[code]
        for name in found.columns.intersection(list(asked.query)):
            # A plus sign joins values; the reader of queries takes it for a blank.
            found = found.loc[found[name].isin(asked.query[name][0].split(" "))]
        body = ilo_csv(list(found.itertuples(index=False, name=None)), list(found.columns))
        return Reply(body, kind="application/octet-stream")

    return script


def un_sdg_of(series: Mapping[str, Sequence[tuple[str, float, str, str, str]]]) -> Script:
    """The UN SDG API over rows of (M49, year, value, sex, nature) by code."""

    def script(asked: Asked) -> Reply:
        code, number = asked.query["seriesCode"][0], int(asked.query["page"][0])
        size, rows = int(asked.query["pageSize"][0]), series.get(code, [])
        part = rows[(number - 1) * size : number * size]
        pages = -(-len(rows) // size)
        return Reply(sdg_page(code, part, page=number, pages=pages, total=len(rows)))

    return script


def all_three(world_bank: Script, ilostat: Script, un_sdg: Script) -> Script:
    """One server that stands for all three services; each is asked under paths of its own."""

    def script(asked: Asked) -> Reply:
        if asked.path.startswith("/country/"):
            return world_bank(asked)
        return un_sdg(asked) if asked.path == "/Series/Data" else ilostat(asked)

    return script
