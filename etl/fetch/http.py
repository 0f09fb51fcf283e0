"""One polite client: a rate and a deadline a source, retries with backoff, conditional GET.

What is data is decided by the body before the status: an HTML page is never data, also with status
200. What may pass is asked again a few times, what will not pass ends in one clear sentence.
"""

from __future__ import annotations

import email.utils
import gzip
import os
import random
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import requests
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema
from tenacity import RetryCallState, Retrying, retry_if_exception_type
from urllib3.exceptions import HTTPError, ReadTimeoutError

from etl.shapes import Request
from observatory import __version__
from observatory.catalog.models import Source
from observatory.errors import RateLimited, SourceUnavailable

USER_AGENT = (
    f"OIC-PESNET-Observatory/{__version__} (statistics dashboard; refresh of public figures)"
)
# Statuses that may pass: the World Bank throttles with 400 and an HTML page, edges refuse with 403.
PASSING = frozenset({403, 408, 425, 429, 500, 502, 503, 504})
# So many failed requests in a row, each after all of its attempts, and a source is left alone.
BREAKER = 3
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0
# What a connection that breaks, or a compressed body that is torn, ends in.
_TORN = (requests.exceptions.RequestException, HTTPError, zlib.error, OSError, EOFError)
_BLANK = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, waiting and chance, so that a test can hold them in its hands."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a service: what came back, decompressed, with what a manifest keeps.

    `packed` is the same body as it came over the wire, where the service sent it compressed.
    """

    request: Request
    url: str
    status: int
    content_type: str
    body: bytes = field(repr=False)
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    packed: bytes = field(default=b"", repr=False)


class _Passing(Exception):
    """An attempt that may succeed when made again, with the wait that the service asked for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class NotAsked(SourceUnavailable):
    """A request that was not made, because the source is left alone after failures in a row."""


class Client:
    """A client of one source. Threads share it: rate, deadline and breaker are the source's.

    The deadline counts the time in which nothing good arrived: a source that is slow and answers
    is heard to its end, one that is silent or refuses costs `deadline_s` and no more.
    """

    def __init__(self, source: Source, clock: Clock | None = None) -> None:
        self.source = source
        self.clock = clock or Clock()
        self.base_url = base_url(source)
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": USER_AGENT, "Accept-Language": "en", "Accept-Encoding": "gzip"}
        )
        self._turns = _Turns(rate(source), self.clock)
        self._credited = self.clock.now()
        self._until = self._credited + source.deadline_s
        self._lock = threading.Lock()
        self._failures = 0
        self._last = ""
        self._left_alone = False
        self._heard = False

    def get(self, request: Request, known: Mapping[str, str] | None = None) -> Reply:
        """The answer to a request; `known` holds `etag` and `last_modified` of an earlier one.

        Raises `RateLimited` where the service asks for a wait beyond the deadline, and
        `SourceUnavailable` where every permitted attempt failed, or the source is left alone.
        """
        if self._left_alone:
            raise self._unavailable(self._last)
        if self._failures >= BREAKER:
            error = self._unavailable(f"{self._last}, {BREAKER} requests in a row")
            raise NotAsked(str(error), source=error.source, url=error.url)
        attempts = Retrying(
            retry=retry_if_exception_type(_Passing),
            stop=self._enough,
            wait=self._pause,
            sleep=self.clock.sleep,
            reraise=True,
        )
        began = self.clock.now()
        try:
            answer = attempts(self._attempt, request, known or {})
        except _Passing as reason:
            self._count(str(reason))
            tried = attempts.statistics["attempt_number"]
            text = f"{reason} at each of {tried} attempts" if tried > 1 else str(reason)
            raise self._unavailable(text) from None
        except RateLimited:
            self._left_alone = True
            self._count("it asks to be left alone")
            raise
        self._good(began)
        return answer

    def again(self) -> bool:
        """Forget the failures in a row, if the source answers at all; whether it does."""
        with self._lock:
            self._failures = 0 if self._heard else self._failures
        return self._heard and not self._left_alone

    def _attempt(self, request: Request, known: Mapping[str, str]) -> Reply:
        """One attempt, at its turn."""
        self._turns.take()
        if self.clock.now() >= self._until:
            raise self._unavailable(f"no answer within {self.source.deadline_s:.0f} s in all")
        try:
            return self._send(request, known)
        except requests.exceptions.ConnectTimeout:
            raise _Passing(f"no connection within {self.source.connect_timeout_s:g} s") from None
        except requests.exceptions.Timeout:
            raise _Passing(f"no answer within {self.source.read_timeout_s:g} s") from None
        except ReadTimeoutError:
            raise _Passing(f"no answer within {self.source.read_timeout_s:g} s") from None
        except requests.exceptions.ConnectionError as error:
            raise _Passing(_connection(error)) from None
        except (InvalidSchema, InvalidURL, MissingSchema):
            raise self._unavailable(f"{self.base_url or 'nothing'} is no web address") from None
        except _TORN as error:
            raise _Passing(f"the answer broke off ({type(error).__name__})") from None

    def _send(self, request: Request, known: Mapping[str, str]) -> Reply:
        headers = {"Accept": request.accept}
        if known.get("etag"):
            headers["If-None-Match"] = known["etag"]
        if known.get("last_modified"):
            headers["If-Modified-Since"] = known["last_modified"]
        url = f"{self.base_url}{request.url}"
        left = max(0.01, self._until - self.clock.now())
        timeout = (min(self.source.connect_timeout_s, left), min(self.source.read_timeout_s, left))
        with self._session.get(
            url, params=list(request.params), headers=headers, timeout=timeout, stream=True
        ) as response:
            self._heard = True
            sent = self._read(response)
            packed = sent if sent[:2] == b"\x1f\x8b" else b""
            body = gzip.decompress(packed) if packed else sent
            self._judge(response, body)
            return Reply(
                request=request,
                url=response.url,
                status=response.status_code,
                content_type=response.headers.get("Content-Type", ""),
                body=body,
                fetched_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
                etag=response.headers.get("ETag", ""),
                last_modified=response.headers.get("Last-Modified", ""),
                unchanged=response.status_code == 304,
                packed=packed,
            )

    def _read(self, response: requests.Response) -> bytes:
        """The whole body as it was sent; a drip that outlasts the deadline is broken off.

        Read raw: a compressed body that breaks off would else be taken for a short one.
        """
        parts = []
        while part := response.raw.read1(1 << 18, decode_content=False):
            parts.append(part)
            if self.clock.now() >= self._until:
                raise self._unavailable(f"no whole answer within {self.source.deadline_s:.0f} s")
        body = b"".join(parts)
        promised = response.headers.get("Content-Length", "")
        if promised.isdigit() and len(body) < int(promised):
            raise _Passing(f"the answer broke off after {len(body)} of {promised} bytes")
        return body

    def _judge(self, response: requests.Response, body: bytes) -> None:
        """Raise where the answer is none: to ask again, or to give up."""
        status = response.status_code
        if status in (200, 304) and not looks_like_a_page(body):
            return
        if status == 429 or "Retry-After" in response.headers:
            self._obey_wait(response)
        if status in (200, 304):
            raise _Passing(f"a web page in place of data (status {status})")
        if status == 400 and body.lstrip(_BLANK)[:1] in (b"{", b"["):
            return  # the service's own words on a wrong or retired code: for `parse` to read
        if status in PASSING or status == 400:
            raise _Passing(f"status {status}")
        raise self._unavailable(f"refused with status {status}")

    def _obey_wait(self, response: requests.Response) -> None:
        """Ask again after the wait that the service asks for, if the deadline allows it."""
        wait = retry_after(response.headers.get("Retry-After", ""))
        if wait is not None and self.clock.now() + wait >= self._until:
            raise RateLimited(
                f"{self.source.name.en} asks for a wait of {wait:.0f} s, longer than a refresh may "
                "take; what was there before serves.",
                source=self.source.source_id,
                url=self.base_url,
            )
        raise _Passing(f"status {response.status_code}, too many requests", wait)

    def _enough(self, state: RetryCallState) -> bool:
        """Whether attempts or time are used up."""
        return state.attempt_number >= self.source.attempts or self.clock.now() >= self._until

    def _pause(self, state: RetryCallState) -> float:
        """The wait before the next attempt: as asked, else doubling, with half of it by chance."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _Passing) and error.wait is not None:
            return error.wait
        full: float = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (state.attempt_number - 1))
        wait = full / 2 + full / 2 * self.clock.chance()
        return min(wait, max(0.0, self._until - self.clock.now()))

    def _count(self, failure: str) -> None:
        """Count a failed request."""
        with self._lock:
            self._failures += 1
            self._last = failure

    def _good(self, began: float) -> None:
        """Begin the count of failures anew, and take this answer's time off the deadline's."""
        with self._lock:
            now = self.clock.now()
            self._failures = 0
            self._until += now - max(began, self._credited)
            self._credited = now

    def _unavailable(self, reason: str) -> SourceUnavailable:
        return SourceUnavailable(
            f"{self.source.name.en} could not be read: {reason}; what was there before serves.",
            source=self.source.source_id,
            url=self.base_url,
        )


class _Turns:
    """Turns at a fixed rate, in the order in which threads ask for them."""

    def __init__(self, per_second: float, clock: Clock) -> None:
        self._gap = 1 / per_second
        self._clock = clock
        self._next = clock.now()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Wait for the next turn."""
        with self._lock:
            now = self._clock.now()
            turn = max(now, self._next)
            self._next = turn + self._gap
        if turn > now:
            self._clock.sleep(turn - now)


def base_url(source: Source) -> str:
    """Where a source is: OBSERVATORY_<SOURCE>_URL, else the catalogue's address."""
    named = os.environ.get(f"OBSERVATORY_{source.source_id.upper()}_URL")
    return (named or source.base_url or "").rstrip("/")


def rate(source: Source) -> float:
    """Requests a second: OBSERVATORY_<SOURCE>_RATE, else the catalogue's."""
    named = os.environ.get(f"OBSERVATORY_{source.source_id.upper()}_RATE", "")
    try:
        return float(named) if float(named) > 0 else source.rate_per_second
    except ValueError:
        return source.rate_per_second


def looks_like_a_page(body: bytes) -> bool:
    """Whether a body is an HTML page: an error, a portal, a challenge, and never data."""
    head = body[:400].lstrip(_BLANK).lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head


def retry_after(header: str) -> float | None:
    """The wait of a Retry-After header in seconds, given as seconds or as a date."""
    if header.strip().isdigit():
        return float(header)
    try:
        when = email.utils.parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    moment = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _connection(error: requests.exceptions.ConnectionError) -> str:
    words = str(error)
    if "refused" in words:
        return "the connection was refused"
    if "Read timed out" in words or "timed out" in words:
        return "no answer in time"
    return "the connection broke"
