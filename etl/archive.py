"""The archive of pulls: payloads written once, and a manifest row for each before it is parsed.

    raw/<source>/<pull>/manifest.jsonl      one row a payload: source, url, fetched_at, sha256 …
    raw/<source>/<pull>/<sha256>.gz         the body, compressed; written once, never changed
    raw/<source>/<pull>/complete            stands when the pull is at its end

A pull that was interrupted is taken up again while it is young: what it has is not asked for twice.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import secrets
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from etl.http import Answer
from etl.rows import Payload, Request
from observatory.errors import SourceChanged

MANIFEST, COMPLETE = "manifest.jsonl", "complete"
# An interrupted pull older than this is left as it is, and a new one begun.
YOUNG = timedelta(hours=24)
# Fast compression: a pull of all World Bank series is some 150 MB of JSON.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a manifest: what was asked, what came back, under which fingerprint."""

    source: str
    key: str
    url: str
    series_ids: tuple[str, ...]
    fetched_at: str
    sha256: str
    status: int
    bytes: int
    content_type: str
    etag: str = ""
    last_modified: str = ""
    release: str = ""


class Pull:
    """One pull of one source on disk. Threads may add to it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pull_id = folder.name
        self._lock = threading.Lock()

    def rows(self) -> list[Row]:
        """The manifest; a last line torn by a kill is no row."""
        try:
            lines = (self.folder / MANIFEST).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return list(_readable(lines))

    def have(self) -> dict[str, Row]:
        """The rows by request key, the latest of each."""
        return {row.key: row for row in self.rows()}

    def add(self, answer: Answer, release: str = "") -> Row:
        """Write a payload, then its manifest row, each through to disk."""
        digest = hashlib.sha256(answer.body).hexdigest()
        row = Row(
            source=answer.request.source_id,
            key=answer.request.key,
            url=answer.url,
            series_ids=answer.request.series_ids,
            fetched_at=answer.fetched_at.isoformat(),
            sha256=digest,
            status=answer.status,
            bytes=len(answer.body),
            content_type=answer.content_type,
            etag=answer.etag,
            last_modified=answer.last_modified,
            release=release,
        )
        self._write_once(digest, answer.body)
        line = json.dumps({name: getattr(row, name) for name in Row.__dataclass_fields__})
        with self._lock, (self.folder / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write(line + "\n")
            manifest.flush()
            os.fsync(manifest.fileno())
        return row

    def body(self, row: Row) -> bytes:
        """The body of a row; `SourceChanged` where it is not what was archived."""
        body = gzip.decompress((self.folder / f"{row.sha256}.gz").read_bytes())
        if hashlib.sha256(body).hexdigest() != row.sha256:
            raise SourceChanged(
                f"The archived payload {row.sha256[:12]} of {row.source} is damaged.",
                source=row.source,
                url=row.url,
            )
        return body

    def payloads(self) -> list[Payload]:
        """Every payload of the pull, in the order of arrival, read back and verified."""
        return [self.payload(row) for row in self.have().values()]

    def payload(self, row: Row) -> Payload:
        """One payload read back."""
        asked = Request(row.source, row.key, row.url, series_ids=row.series_ids)
        return Payload(
            payload_id=f"{self.pull_id}/{row.key}",
            request=asked,
            fetched_at=datetime.fromisoformat(row.fetched_at),
            status=row.status,
            content_type=row.content_type,
            sha256=row.sha256,
            body=self.body(row),
            release=row.release,
        )

    def complete(self) -> None:
        """Mark the pull as being at its end."""
        (self.folder / COMPLETE).touch()

    @property
    def is_complete(self) -> bool:
        """Whether the pull came to its end."""
        return (self.folder / COMPLETE).exists()

    def _write_once(self, digest: str, body: bytes) -> None:
        final = self.folder / f"{digest}.gz"
        if final.exists():
            return
        temporary = self.folder / f"{digest}.{secrets.token_hex(4)}.tmp"
        with temporary.open("wb") as out:
            out.write(gzip.compress(body, _LEVEL))
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o444)
        temporary.replace(final)


class Archive:
    """All pulls of all sources under `raw/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pulls(self, source_id: str) -> list[Pull]:
        """The pulls of a source, newest first."""
        folder = self.folder / source_id
        if not folder.is_dir():
            return []
        return [Pull(each) for each in sorted(folder.iterdir(), reverse=True) if each.is_dir()]

    def begin(self, source_id: str, asked: str, now: datetime) -> Pull:
        """The pull to write to: a young interrupted one that asked the same, else a new one."""
        for pull in self.pulls(source_id):
            begun = datetime.strptime(pull.pull_id[:16], "%Y%m%dT%H%M%SZ")  # noqa: DTZ007 (UTC by name)
            if pull.pull_id.endswith(asked) and not pull.is_complete and now - begun < YOUNG:
                return pull
        name = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}-{asked}"
        folder = self.folder / source_id / name
        folder.mkdir(parents=True, exist_ok=True)
        return Pull(folder)

    def validators(self, source_id: str, key: str) -> tuple[Pull, Row] | None:
        """The newest archived answer to a request in a complete pull, to ask if it changed."""
        for pull in self.pulls(source_id):
            row = pull.have().get(key) if pull.is_complete else None
            if row is not None and row.status == 200 and (row.etag or row.last_modified):
                return pull, row
        return None


def fingerprint(keys: Mapping[str, str] | list[str]) -> str:
    """A short name for what a pull asks, so that an interrupted one is recognised."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:8]


def _readable(lines: list[str]) -> Iterator[Row]:
    for line in lines:
        try:
            block = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield Row(**{**block, "series_ids": tuple(block["series_ids"])})
