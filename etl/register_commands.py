"""The commands that write the register, or what is filled in for it: workbooks and drafts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from etl.register import (
    drafts,
    questionnaire,
    questionnaire_read,
    questionnaire_write,
    read,
    workbook_read,
    workbook_write,
)
from etl.register.tables import Register
from etl.reports import builds
from observatory.catalog import models
from observatory.i18n import FIRST, official

AddCommand = Callable[[str, str], argparse.ArgumentParser]


def add(command: AddCommand) -> None:
    """Add the grammar of these commands to that of the program."""
    blank = command("template", "the register as a workbook to fill in; see docs/how-to.md")
    blank.add_argument("out", type=Path, metavar="OUT.xlsx")
    bring = command("import", "check a workbook and write the register's files from it")
    bring.add_argument("path", type=Path, metavar="IN.xlsx")
    bring.add_argument("--dry-run", action="store_true", help="only say what would change")
    bring.add_argument("--draft", action="store_true", help="a questionnaire's answers, to accept")
    ask = command("questionnaire", "what the register holds on a member, to confirm or correct")
    ask.add_argument("iso3", nargs="?", metavar="ISO3", help="one member; without it all 57")
    ask.add_argument("-o", "--output", type=Path, required=True, metavar="FILE-OR-DIR")
    ask.add_argument("--lang", choices=official(), default=FIRST)
    wait = command("drafts", "the answers that wait to be accepted; with an ID what one changes")
    wait.add_argument("draft_id", nargs="?", metavar="ID")
    accept = command("accept", "enter the answers of a draft into the register")
    accept.add_argument("draft_id", metavar="ID")
    refuse = command("refuse", "settle a draft without entering it")
    refuse.add_argument("draft_id", metavar="ID")
    refuse.add_argument("--why", required=True, metavar="TEXT")


def _template(given: argparse.Namespace) -> int:
    """Write the register as a workbook."""
    terms = models.load()
    workbook_write.template(read.read(terms, read.NETWORK), terms, given.out)
    _say(f"{given.out.name} written.")
    return 0


def _import(given: argparse.Namespace) -> int:
    """Say what a workbook changes, then write it; with faults in it, nothing is written.

    A workbook from before answers were accepted is refused. A questionnaire's answers are kept as
    a draft: the register stays as it is.
    """
    terms = models.load()
    with drafts.alone(read.NETWORK):
        before = read.read(terms, read.NETWORK)
        if given.draft:
            _receive(given, before, terms)
        else:
            after = workbook_read.read(given.path, terms)
            drafts.require_accepted(before, after, given.path.name)
            _change(before, after, terms, dry_run=given.dry_run)
    return 0


def _receive(given: argparse.Namespace, before: Register, terms: models.Catalog) -> None:
    """Keep a questionnaire's answers as a draft, unless this is a dry run."""
    found = questionnaire_read.read(given.path, before, terms)
    _say(f"{found.iso3}: {len(found.answers)} lines answered.")
    if given.dry_run:
        _say("Nothing was kept: this was a dry run.")
        return
    draft = drafts.receive(found, before, terms, datetime.now(UTC).date())
    _say(f"Draft {draft.draft_id} waits to be accepted or refused. The register is as it was.")


def _change(before: Register, after: Register, terms: models.Catalog, *, dry_run: bool) -> None:
    """Say what changes in the register, and write it unless this is a dry run."""
    found = workbook_write.changes(before, after)
    _say(workbook_write.summary(found))
    if found and dry_run:
        _say("Nothing was written: this was a dry run.")
    elif found:
        workbook_write.write(after, terms, read.NETWORK)
        _say(f"{read.NETWORK.name} written.")


def _questionnaire(given: argparse.Namespace) -> int:
    """Write the questionnaire of one member, or those of all into a folder."""
    terms = models.load()
    register = read.read(terms, read.NETWORK)
    members = terms.members() if given.iso3 is None else [given.iso3.upper()]
    if not set(members) <= set(terms.members()):
        expected = "one of the 57 member states' codes, such as MAR"
        raise workbook_write.refusal("questionnaire", given.iso3[:40], expected)
    forms = [questionnaire.form(register, terms, iso3, given.lang) for iso3 in members]
    if given.iso3 is None:
        names = questionnaire_write.write_all(forms, given.output)
        _say(f"{given.output.name}: {len(names)} questionnaires written.")
    else:
        questionnaire_write.write(forms[0], given.output)
        _say(f"{given.output.name} written.")
    return 0


def _drafts(given: argparse.Namespace) -> int:
    """The drafts that wait, or what one of them would change."""
    if given.draft_id:
        terms = models.load()
        before, draft = read.read(terms, read.NETWORK), drafts.open_draft(given.draft_id)
        after = drafts.proposal(draft, before, terms)
        _say(workbook_write.summary(workbook_write.changes(before, after)))
        return 0
    rows = [
        (each.draft_id, each.replies.iso3, each.received_on, len(each.replies.answers),
         each.replies.file)
        for each in drafts.waiting()
    ]  # fmt: skip
    head = ("draft", "member", "received on", "lines answered", "file")
    _say(builds.table(head, rows) if rows else "No draft waits.")
    return 0


def _accept(given: argparse.Namespace) -> int:
    """Enter the answers of a draft into the register; with a fault in them, nothing is written."""
    terms = models.load()
    with drafts.alone(read.NETWORK):
        before, draft = read.read(terms, read.NETWORK), drafts.open_draft(given.draft_id)
        _change(before, drafts.proposal(draft, before, terms), terms, dry_run=False)
        drafts.settle(draft, drafts.ACCEPTED)
    _say(f"Draft {draft.draft_id} accepted; in force from the next build.")
    return 0


def _refuse(given: argparse.Namespace) -> int:
    """Settle a draft with a reason; the register stays as it is."""
    with drafts.alone(read.NETWORK):
        draft = replace(drafts.open_draft(given.draft_id), why=given.why)
        drafts.settle(draft, drafts.REFUSED)
    _say(f"Draft {draft.draft_id} refused: {given.why}")
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "template": _template,
    "import": _import,
    "questionnaire": _questionnaire,
    "drafts": _drafts,
    "accept": _accept,
    "refuse": _refuse,
}
