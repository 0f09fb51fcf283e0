"""The archive of pulls: payloads written once, and a manifest row for each before it is parsed.

    raw/<source>/<pull>/manifest.jsonl      one row a payload: source, url, fetched_at, sha256 …
    raw/<source>/<pull>/<sha256>.gz         the body as it came, or compressed by us; written once
    raw/<source>/<pull>/complete            stands when the pull is at its end, and lists the series
                                            that arrived whole in it

A pull that was interrupted is taken up again while it is young: what it has is not asked for twice.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import secrets
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from etl.fetch.http import Reply
from etl.shapes import Payload, Request
from observatory.errors import SourceChanged

MANIFEST, COMPLETE = "manifest.jsonl", "complete"
# An interrupted pull older than this is left as it is, and a new one begun.
YOUNG = timedelta(hours=24)
# Fast compression, of bodies that came without any: a dataset of ILOSTAT may be 100 MB.
_LEVEL = 1
# A pull's name begins with its moment, to the microsecond, so that names sort by age.
_STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class ArchiveRow:
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

    def rows(self) -> list[ArchiveRow]:
        """The manifest; a last line torn by a kill is no row."""
        try:
            lines = (self.folder / MANIFEST).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return list(_readable(lines))

    def have(self) -> dict[str, ArchiveRow]:
        """The rows by request key, the latest of each."""
        return {row.key: row for row in self.rows()}

    def add(self, answer: Reply, release: str = "") -> Payload:
        """Write a body, then its manifest row, each through to disk; the payload as archived."""
        digest = hashlib.sha256(answer.body).hexdigest()
        row = ArchiveRow(
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
        self._write_once(digest, answer.packed or gzip.compress(answer.body, _LEVEL))
        self._note(row)
        return self._payload(row, answer.body)

    def body(self, row: ArchiveRow) -> bytes:
        """The body of a row; `SourceChanged` where it is not what was archived."""
        try:
            body = gzip.decompress((self.folder / f"{row.sha256}.gz").read_bytes())
        except (OSError, EOFError, zlib.error):
            body = b""
        if hashlib.sha256(body).hexdigest() == row.sha256:
            return body
        raise SourceChanged(
            f"The archived payload {row.sha256[:12]} of {row.source} is damaged or missing.",
            source=row.source,
            url=row.url,
        )

    def payloads(self, series_ids: Iterable[str] | None = None) -> list[Payload]:
        """The payloads of the pull, in the order of arrival, read back and verified.

        With `series_ids`, those that are for one of them or for all series of the source.
        """
        wanted = None if series_ids is None else set(series_ids)
        return [
            self.payload(row)
            for row in self.have().values()
            if wanted is None or not row.series_ids or wanted & set(row.series_ids)
        ]

    def payload(self, row: ArchiveRow) -> Payload:
        """One payload read back, and verified."""
        return self._payload(row, self.body(row))

    def _payload(self, row: ArchiveRow, body: bytes) -> Payload:
        asked = Request(row.source, row.key, row.url, series_ids=row.series_ids)
        return Payload(
            payload_id=f"{self.pull_id}/{row.key}",
            request=asked,
            fetched_at=datetime.fromisoformat(row.fetched_at),
            status=row.status,
            content_type=row.content_type,
            sha256=row.sha256,
            body=body,
            release=row.release,
        )

    def complete(self, arrived: Iterable[str] = ()) -> None:
        """Mark the pull as being at its end, with the series that arrived whole."""
        temporary = self.folder / f"{COMPLETE}.tmp"
        temporary.write_text("".join(f"{each}\n" for each in sorted(arrived)), "utf-8")
        temporary.replace(self.folder / COMPLETE)

    def whole_series(self) -> frozenset[str]:
        """The series that arrived whole; none where the pull did not come to its end."""
        try:
            return frozenset((self.folder / COMPLETE).read_text("utf-8").splitlines())
        except FileNotFoundError:
            return frozenset()

    @property
    def is_complete(self) -> bool:
        """Whether the pull came to its end."""
        return (self.folder / COMPLETE).exists()

    def _note(self, row: ArchiveRow) -> None:
        """Add a row to the manifest, on a line of its own also after one that a kill has torn."""
        line = (
            json.dumps({name: getattr(row, name) for name in ArchiveRow.__dataclass_fields__})
            + "\n"
        )
        with self._lock, (self.folder / MANIFEST).open("ab+") as manifest:
            if manifest.tell():
                manifest.seek(-1, os.SEEK_END)
                line = line if manifest.read(1) == b"\n" else "\n" + line
            manifest.write(line.encode())
            manifest.flush()
            os.fsync(manifest.fileno())

    def _write_once(self, digest: str, packed: bytes) -> None:
        final = self.folder / f"{digest}.gz"
        if final.exists():
            return
        temporary = self.folder / f"{digest}.{secrets.token_hex(4)}.tmp"
        with temporary.open("wb") as out:
            out.write(packed)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o444)
        temporary.replace(final)


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """An archived answer that the service may say is still the same."""

    pull: Pull
    row: ArchiveRow

    @property
    def tags(self) -> dict[str, str]:
        """What a conditional request sends."""
        return {"etag": self.row.etag, "last_modified": self.row.last_modified}

    def body(self) -> bytes:
        """The archived body; `SourceChanged` where it is damaged."""
        return self.pull.body(self.row)


class Archive:
    """All pulls of all sources under `raw/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pulls(self, source_id: str) -> list[Pull]:
        """The pulls of a source, newest first."""
        folder = self.folder / source_id
        if not folder.is_dir():
            return []
        found = [each for each in folder.glob("[0-9]*T*.*Z-*-*") if each.is_dir()]
        return [Pull(each) for each in sorted(found, reverse=True)]

    def begin(self, source_id: str, asked: str, now: datetime) -> Pull:
        """The pull to write to: a young interrupted one that asked the same, else a new one."""
        for pull in self.pulls(source_id):
            begun = datetime.strptime(pull.pull_id.split("-")[0], _STAMP)  # noqa: DTZ007 (UTC by name)
            if pull.pull_id.endswith(asked) and not pull.is_complete and now - begun < YOUNG:
                return pull
        name = f"{now.strftime(_STAMP)}-{secrets.token_hex(2)}-{asked}"
        folder = self.folder / source_id / name
        folder.mkdir(parents=True, exist_ok=True)
        return Pull(folder)

    def last_answers(self, source_id: str) -> dict[str, LastAnswer]:
        """The newest archived answer to each request that bears a tag, to ask if it changed."""
        out: dict[str, LastAnswer] = {}
        for pull in self.pulls(source_id):
            if pull.is_complete:
                for key, row in pull.have().items():
                    if row.status == 200 and (row.etag or row.last_modified):
                        out.setdefault(key, LastAnswer(pull, row))
        return out


def fingerprint(keys: Iterable[str]) -> str:
    """A short name for what a pull asks, so that an interrupted one is recognised."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:8]


def _readable(lines: list[str]) -> Iterator[ArchiveRow]:
    for line in lines:
        try:
            block = json.loads(line)
            yield ArchiveRow(**{**block, "series_ids": tuple(block["series_ids"])})
        except (json.JSONDecodeError, KeyError, TypeError):
            continue
