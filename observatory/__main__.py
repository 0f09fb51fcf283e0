"""The exports without a browser: `python -m observatory …`.

Exit codes: 0 done, 1 faults in the input or no warehouse, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from observatory.errors import ObservatoryError
from observatory.exports.calendar import FILENAME
from observatory.exports.report.reports import OF_EVENT, REPORTS
from observatory.i18n import LANGUAGES
from observatory.session import Desk, desk
from observatory.warehouse.build import AUDIENCES, serving

# Where the site is served, unless somebody says otherwise: what notes of slides lead to.
ADDRESS, ADDRESS_VARIABLE = "http://localhost:8501", "OBSERVATORY_ADDRESS"
# What stands in the place of views for the whole build.
WAREHOUSE = "warehouse"
_FILES = (".csv", ".xlsx", ".zip", ".pptx", ".pdf", ".docx", ".ics")


class Misused(Exception):
    """The command was given what it cannot be given; the text says what to give instead."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. Errors are one paragraph on stderr, a traceback on demand."""
    given = _parser().parse_args(arguments)
    try:
        with desk(given.lang, given.address, given.audience) as at:
            notice = serving(audience=given.audience).notice()
            sys.stderr.write(f"{notice}\n" if notice else "")
            given.run(at, given)
    except Exception as error:  # a reader is owed a sentence, whatever went wrong
        if given.debug:
            raise
        sys.stderr.write(f"{_paragraph(error)}\n")
        return 2 if isinstance(error, Misused) else 1
    return 0


def _paragraph(error: Exception) -> str:
    """An error as one paragraph."""
    if isinstance(error, ObservatoryError | Misused):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be written or read: {error.strerror}."
    kind = type(error).__name__
    return f"The command failed in a way nobody foresaw ({kind}). With --debug it shows where."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m observatory", description=__doc__)
    parser.set_defaults(debug=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, help_text in (
        ("csv", "the rows of views as CSV"),
        ("xlsx", "the rows of views as Excel workbooks, in the reader's language"),
        ("zip", "the data packages of views; `warehouse` for that of the whole build"),
        ("pptx", "the slides of views, with native charts"),
    ):
        command = _command(commands, name, help_text, _of_views)
        command.add_argument("views", nargs="+", metavar="VIEW", help="a view's address or query")
        command.set_defaults(kind=name)
    brief = _command(commands, "brief", "a one-page PDF a member", _briefs)
    brief.add_argument("members", nargs="*", metavar="ISO3", help="codes of members; none: all 57")
    deck = _command(commands, "deck", "a ready-made deck, or the one of an address", _deck)
    deck.add_argument("deck", help="meeting, member:ISO3, theme:INDICATOR, or a deck's address")
    report = _command(commands, "report", "a report as a Word file", _report)
    report.add_argument("report", choices=REPORTS, help=f"{', '.join(OF_EVENT)} need an EVENT")
    report.add_argument("event", nargs="?", default="", metavar="EVENT", help="id of an event")
    _command(commands, "calendar", "the decided dates as a calendar file", _calendar)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_text: str,
    run: Callable[[Desk, argparse.Namespace], None],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text, description=help_text)
    command.add_argument("-o", "--out", required=True, type=Path, metavar="FILE")
    command.add_argument("--lang", choices=LANGUAGES, default=None)
    command.add_argument(
        "--address",
        default=os.environ.get(ADDRESS_VARIABLE) or ADDRESS,
        help=f"where the site is served, for the notes of slides (else {ADDRESS_VARIABLE})",
    )
    command.add_argument(
        "--audience", choices=AUDIENCES, help="whose build; else OBSERVATORY_AUDIENCE, else public"
    )
    command.add_argument("--debug", action="store_true", help="show the traceback of an error")
    command.set_defaults(run=run)
    return command


def _of_views(at: Desk, given: argparse.Namespace) -> None:
    """One file of one view, or a folder with a file a view; slides of all go into one deck."""
    if given.kind == "zip" and given.views == [WAREHOUSE]:
        _one(given.out, at.everything(), f"{WAREHOUSE}-{at.build.build_id}.zip")
        return
    asked = [at.parse_request(view) for view in given.views]
    if given.kind == "pptx":
        _one(given.out, at.slides(asked))
        return
    make = {"csv": at.csv, "xlsx": at.workbook, "zip": at.package}[given.kind]
    names = at.names(asked, f".{given.kind}")
    if len(asked) == 1:
        _one(given.out, make(asked[0]), names[0])
        return
    folder = _folder(given.out, f"{len(asked)} views")
    for each, name in zip(asked, names, strict=True):
        write(folder / name, make(each))


def _briefs(at: Desk, given: argparse.Namespace) -> None:
    """One brief into a file, or several into a folder."""
    members = at.members(given.members)
    if len(members) == 1 and given.out.suffix == ".pdf":
        _one(given.out, at.brief(members[0]), at.brief_name(members[0]))
        return
    folder = _folder(given.out, f"{len(members)} briefs")
    for iso3 in members:
        write(folder / at.brief_name(iso3), at.brief(iso3))


def _deck(at: Desk, given: argparse.Namespace) -> None:
    made = at.deck(given.deck)
    gone = at.left_out(given.deck)
    _one(given.out, made)
    if gone:
        sys.stderr.write(
            f"{gone} characters of the deck's titles and notes were left out: "
            "no slide can show them, or they are beyond its room.\n"
        )


def _report(at: Desk, given: argparse.Namespace) -> None:
    """One report; `Misused` where an event is missing, or named for a report of none."""
    if (given.report in OF_EVENT) != bool(given.event):
        needs = "needs the id of an event" if given.report in OF_EVENT else "is of no single event"
        raise Misused(
            f"The report {given.report} {needs}: "
            "report participants|agenda EVENT, report workplan|letters."
        )
    made = at.report(given.report, given.event)
    _one(given.out, made, at.report_name(given.report, given.event))


def _calendar(at: Desk, given: argparse.Namespace) -> None:
    """The calendar of the decided dates."""
    _one(given.out, at.calendar(), FILENAME)


def _one(out: Path, data: bytes, name: str = "") -> None:
    """A file where it is asked for; in a folder that is there, under the name that it would have.

    `Misused` where a folder is named for a file that has no name of its own.
    """
    if out.is_dir() and not name:
        raise Misused(f"{out} is a folder, and the slides are one file: name it, such as x.pptx.")
    write(out / name if out.is_dir() else out, data)


def _folder(out: Path, what: str) -> Path:
    """The folder for several files; `Misused` where one file is named for them."""
    if not out.is_dir() and (out.suffix.lower() in _FILES or out.exists()):
        raise Misused(f"{what} need a folder, a file each, and {out} names one file.")
    return out


def write(path: Path, data: bytes) -> None:
    """A file, complete or not at all."""
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from error
    sys.stdout.write(f"{path}  {len(data):,} bytes\n")


if __name__ == "__main__":
    sys.exit(main())
