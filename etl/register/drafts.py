"""Answers of members that wait for the Secretariat: kept apart from the register, and from builds.

    OBSERVATORY_DATA/drafts/open/  -- accept --> drafts/accepted/ and the register's files
                                   -- refuse --> drafts/refused/ with the reason

A draft is one JSON file. Nothing reads these folders but the commands of drafts.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from etl.register import read as files
from etl.register import replies, workbook_write
from etl.register.questionnaire_read import MemberAnswer, Replies
from etl.register.tables import Register, tables
from observatory.catalog.files import Reading
from observatory.catalog.models import Catalog
from observatory.errors import RegisterError
from observatory.warehouse.build import data_folder

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"
# How the documents that accepted answers become are called: `reply-mar-0a1b2c3d`.
REPLY = "reply-"
# How long one command waits for another that writes the register.
WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers of one questionnaire; `why` is the reason of a refusal, empty otherwise."""

    draft_id: str
    received_on: str
    replies: Replies
    why: str = ""

    @property
    def document_id(self) -> str:
        """The document of the register that the answers become when they are accepted."""
        return f"{REPLY}{self.draft_id.lower()}"


def drafts_folder() -> Path:
    """Where drafts live: beside the warehouse, never in the register and in no build."""
    return data_folder() / "drafts"


@contextmanager
def alone(network: Path) -> Iterator[None]:
    """Hold the lock of the register: whoever writes it or its drafts waits for the one before."""
    lock = FileLock(network.parent / f".{network.name}.lock")
    try:
        lock.acquire(timeout=WAIT_SECONDS)
    except Timeout:
        raise workbook_write.refusal(
            network.name, "another command that writes it", "one at a time; try again"
        ) from None
    try:
        yield
    finally:
        lock.release()


def receive(found: Replies, register: Register, terms: Catalog, today: date) -> Draft:
    """Keep answers as a draft; `RegisterError` names each cell that could not be accepted.

    The same answers twice are one draft. They are refused once they have been refused, and as
    long as the register holds them.
    """
    # Neither the name of the file nor its language, which its cells are called by, is an answer.
    own = sorted([each.section, each.subject, dict(each.fields)] for each in found.answers)
    text = json.dumps([found.iso3, own], sort_keys=True, ensure_ascii=False)
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    draft = Draft(f"{found.iso3}-{mark}", today.isoformat(), found)
    entered = any(row["document_id"] == draft.document_id for row in register["document"])
    for state in (ACCEPTED, REFUSED):
        if _path(state, draft.draft_id).exists() and (entered or state == REFUSED):
            expected = "answers that have not been settled before"
            raise workbook_write.refusal(found.file, f"{draft.draft_id}, {state}", expected)
    proposal(draft, register, terms)
    _write(OPEN, draft)
    return draft


def proposal(draft: Draft, register: Register, terms: Catalog) -> Register:
    """The register as it becomes with a draft; `RegisterError` names the cells at fault."""
    made = replies.accept(register, terms, draft.replies, draft.document_id, draft.received_on)
    if made.reading.faults:
        raise RegisterError(made.reading.faults)
    try:
        return files.check(made.register, terms, Reading())
    except RegisterError as error:
        raise RegisterError(
            [
                replace(each, place=made.cells.get(each.place) or each.place)
                for each in error.findings
            ]
        ) from None


def require_accepted(before: Register, after: Register, file: str) -> None:
    """Refuse a workbook made before answers were accepted: it would take them out again.

    Such a workbook lacks the document that the answers became. Who takes single rows away from a
    newer one still has that document in it, and may.
    """
    documents = {row["document_id"] for row in after["document"]}
    lost = [
        row["document_id"]
        for table in tables()
        for row in before[table]
        if row["document_id"].startswith(REPLY) and row["document_id"] not in documents
    ]
    if lost:
        members = sorted({each.removeprefix(REPLY).split("-")[0].upper() for each in lost})
        rows = "row" if len(lost) == 1 else "rows"
        found = f"a workbook without {len(lost)} {rows} of accepted answers of {', '.join(members)}"
        expected = "one that holds them: make a new `template`, and enter your changes there"
        raise workbook_write.refusal(file, found, expected)


def waiting() -> list[Draft]:
    """The drafts that nobody has settled, in the order in which they came."""
    found = [_read(path) for path in sorted((drafts_folder() / OPEN).glob("*.json"))]
    return sorted(found, key=lambda draft: (draft.received_on, draft.draft_id))


def open_draft(draft_id: str) -> Draft:
    """A draft that waits; `RegisterError` where there is none of that name."""
    for draft in waiting():
        if draft.draft_id.casefold() == draft_id.casefold():
            return draft
    there = ", ".join(draft.draft_id for draft in waiting()) or "none"
    raise workbook_write.refusal(draft_id[:80], "no draft that waits", f"one of them: {there}")


def settle(draft: Draft, state: str) -> None:
    """Take a draft out of those that wait: accepted, or refused with a reason."""
    _write(state, draft)
    _path(OPEN, draft.draft_id).unlink()


def _path(state: str, draft_id: str) -> Path:
    return drafts_folder() / state / f"{draft_id}.json"


def _write(state: str, draft: Draft) -> None:
    """A draft as a file, whole or not at all."""
    path = _path(state, draft.draft_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False,
                                     encoding="utf-8") as file:  # fmt: skip
        json.dump(asdict(draft), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def _read(path: Path) -> Draft:
    """A draft from its file; `RegisterError` where it is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
        given = found["replies"]
        answers: Sequence[MemberAnswer] = [MemberAnswer(**each) for each in given["answers"]]
        own = Replies(given["iso3"], given["file"], answers)
        return Draft(found["draft_id"], found["received_on"], own, found["why"])
    except (ValueError, KeyError, TypeError):
        expected = "a draft as `import --draft` writes it; take the file away"
        raise workbook_write.refusal(path.name, "a file that is no draft", expected) from None
