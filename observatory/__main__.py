"""The exports without a browser: `python -m observatory …`.

Exit codes: 0 done, 1 faults in the input or no warehouse, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from observatory.desk import Desk, desk
from observatory.errors import ObservatoryError, ViewError

LANGUAGES = ("en", "fr", "ar")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. Errors are one paragraph on stderr, a traceback on demand."""
    given = _parser().parse_args(arguments)
    try:
        with desk(given.lang) as at:
            given.run(at, given)
    except (ObservatoryError, OSError) as error:
        if given.debug:
            raise
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m observatory", description=__doc__)
    parser.set_defaults(debug=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, help_text in (
        ("csv", "the rows of views as CSV"),
        ("zip", "the data packages of views"),
        ("pptx", "the slides of views, with native charts"),
    ):
        command = _command(commands, name, help_text, _of_views)
        command.add_argument("views", nargs="+", metavar="VIEW", help="a view's address or query")
        command.set_defaults(kind=name)
    brief = _command(commands, "brief", "a one-page PDF a member", _briefs)
    brief.add_argument("members", nargs="*", metavar="ISO3", help="codes of members; none: all 57")
    deck = _command(commands, "deck", "a ready-made deck, or the one of an address", _deck)
    deck.add_argument("deck", help="meeting, member:ISO3, theme:INDICATOR, or a deck's address")
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
    command.add_argument("--debug", action="store_true", help="show the traceback of an error")
    command.set_defaults(run=run)
    return command


def _of_views(at: Desk, given: argparse.Namespace) -> None:
    """One file of one view, or a folder with a file a view; slides of all go into one deck."""
    views = [at.view(query) for query in given.views]
    if given.kind == "pptx":
        write(given.out, at.slides(views))
        return
    make = {"csv": at.csv, "zip": at.package}[given.kind]
    if len(views) == 1:
        write(given.out, make(views[0]))
        return
    for view in views:
        write(given.out / at.filename(view, f".{given.kind}"), make(view))


def _briefs(at: Desk, given: argparse.Namespace) -> None:
    """One brief into a file, or several into a folder."""
    members = at.members(given.members)
    if len(members) == 1 and given.out.suffix == ".pdf":
        write(given.out, at.brief(members[0]))
        return
    for iso3 in members:
        write(given.out / at.brief_name(iso3), at.brief(iso3))


def _deck(at: Desk, given: argparse.Namespace) -> None:
    slides = at.deck(given.deck)
    if slides is None:
        message = f"No deck is called {given.deck}: meeting, member:ISO3, theme:INDICATOR."
        raise ViewError(message, query=given.deck, nearest="meeting")
    write(given.out, slides)


def write(path: Path, data: bytes) -> None:
    """A file, complete or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(data)
    partial.replace(path)
    sys.stdout.write(f"{path}  {len(data):,} bytes\n")


if __name__ == "__main__":
    sys.exit(main())
