"""The command line of the ETL: `python -m etl …`.

Exit codes: 0 done · 1 error findings or faults in the input (the last good build stays) · 2 wrong
usage · 3 no source that was asked could be reached.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import pipeline, register_commands
from etl.fetch import pull
from etl.fetch.archive import Archive
from etl.figures import snapshot
from etl.register import read, workbook_read
from etl.reports import boundaries, builds, dictionary, figures
from etl.sources import modules
from observatory.catalog import models
from observatory.errors import CatalogError, ObservatoryError, RegisterError, SourceUnavailable
from observatory.i18n import FIRST, official
from observatory.methods import texts
from observatory.warehouse.build import (
    AUDIENCES,
    PUBLIC,
    current,
    data_folder,
    default_audience,
    open_build,
    serving,
    warehouse_folder,
)

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = parser().parse_args(arguments)
    try:
        if "audience" in given:
            given.audience = given.audience or default_audience()
        return COMMANDS[given.command](given)
    except ObservatoryError as error:
        if given.debug:
            raise
        print(error, file=sys.stderr)
        return 3 if isinstance(error, SourceUnavailable) else 1
    except (OSError, duckdb.Error) as error:
        if given.debug:
            raise
        print(_sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the last good build is untouched.", file=sys.stderr)
        return 1


def _sentence(error: OSError | duckdb.Error) -> str:
    """An error of the machine or of the database as one paragraph."""
    what = str(error).split("\n", 1)[0]
    if isinstance(error, OSError) and error.strerror:
        what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{what.rstrip('.')}. Nothing was published; --debug shows where it happened."


def parser() -> argparse.ArgumentParser:
    """The grammar of the commands."""
    root = argparse.ArgumentParser(prog="python -m etl", description=(__doc__ or "").split("\n")[0])
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", help="show the traceback of an error")
    asked = argparse.ArgumentParser(add_help=False)
    asked.add_argument("--source", action="append", default=[], metavar="NAME")
    asked.add_argument("--indicator", action="append", default=[], metavar="ID")
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument(
        "--audience", choices=AUDIENCES, help="for whom; else OBSERVATORY_AUDIENCE, else public"
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, parents=[common, *parents])

    refresh = command("refresh", "fetch, build, check, publish", asked, made)
    refresh.add_argument("--offline", action="store_true", help="open no socket")
    command("fetch", "ask the services and archive what they answer", asked)
    command("build", "build and publish from what has been archived, else the snapshot", made)
    command("check", "check the published build anew", made)
    command("publish", "build and publish; the same as build", made)
    status = command("status", "what is published, and how old it is", made)
    status.add_argument("--quiet", action="store_true", help="only say whether there is a build")
    diff = command("diff", "what changed between two builds", made)
    diff.add_argument("build_a")
    diff.add_argument("build_b")
    validate = command("validate", "every fault of catalogue and register, as file:row:column")
    validate.add_argument("path", nargs="*", type=Path, metavar="PATH")
    register_commands.add(command)
    make = command("snapshot", "rewrite data/snapshot from a folder of figures")
    make.add_argument("from_dir", type=Path, metavar="FROM_DIR")
    words = command("dictionary", "rewrite docs/data-dictionary.md")
    words.add_argument("out", nargs="?", type=Path, default=ROOT / "docs" / "data-dictionary.md")
    command("check-figures", "our group averages beside the publisher's own", made)
    rules = command("methods", "rewrite docs/methods.md and its French and Arabic twins")
    rules.add_argument("out", nargs="?", type=Path, default=ROOT / "docs")
    lines = command("boundaries", "rewrite static/boundaries.geojson from Natural Earth")
    lines.add_argument("source", type=Path, metavar="FROM.geojson")
    lines.add_argument("out", nargs="?", type=Path, default=ROOT / "static" / "boundaries.geojson")
    return root


def _refresh(given: argparse.Namespace) -> int:
    terms = models.load()
    with _alone(given.audience):
        pulled = None
        if not given.offline:
            pulled = _ask_services(terms, given)
        _publish(terms, pulled, given.audience)
    return 0


def _fetch(given: argparse.Namespace) -> int:
    terms = models.load()
    with _alone(PUBLIC):
        found = pull.newest_answers(terms, _ask_services(terms, given), _archive())
        for finding in found.findings:
            _say(f"warning: {finding}")
    return 0


def _build(given: argparse.Namespace) -> int:
    with _alone(given.audience):
        _publish(models.load(), None, given.audience)
    return 0


@contextmanager
def _alone(audience: str) -> Iterator[None]:
    """Hold the lock of an audience's folder, and before it the public one, which guards `raw/`."""
    with pipeline.alone(warehouse_folder(PUBLIC), _say):
        if audience == PUBLIC:
            yield
            return
        with pipeline.alone(warehouse_folder(audience), _say):
            yield


def _ask_services(terms: models.Catalog, given: argparse.Namespace) -> pull.Pulled:
    """Ask the services for the series that the command names."""
    wanted = pull.series_to_ask(terms, given.source, given.indicator)
    return pull.pull(terms, wanted, _archive(), _say)


def _archive() -> Archive:
    return Archive(data_folder() / "raw")


def _publish(terms: models.Catalog, pulled: pull.Pulled | None, audience: str) -> None:
    """Build from the archive and the snapshot, publish, and say what was found."""
    archived = pull.newest_answers(terms, pulled, _archive())
    done = pipeline.refresh(
        terms,
        snapshot.read(),
        archived.harvests,
        folder=warehouse_folder(audience),
        now=datetime.now(UTC),
        findings=archived.findings,
        payloads=archived.payloads,
        audience=audience,
        register=read.read(terms),
    )
    for finding in done.findings:
        if finding.severity == "warning":
            _say(f"warning: {finding}")
    _say(f"Published {done.build_id} ({done.path.stat().st_size / 1e6:.1f} MB).")


def _check(given: argparse.Namespace) -> int:
    found = pipeline.recheck(warehouse_folder(given.audience), given.audience)
    rows = [(each.severity, each.check, each.place, each.found) for each in found]
    print(builds.table(("severity", "check", "where", "found"), rows))
    return 0


def _status(given: argparse.Namespace) -> int:
    """The state of the build that serves; an error where it is not the published one."""
    serves = serving(audience=given.audience)
    if not given.quiet:
        path = warehouse_folder(given.audience) / f"{serves.build_id}.duckdb"
        print(builds.status(path, datetime.now(UTC).date()))
    if serves.fault:
        raise type(serves.fault)(serves.notice()) from serves.fault
    return 0


def _diff(given: argparse.Namespace) -> int:
    folder = warehouse_folder(given.audience)
    before, after = (
        folder / f"{name.removesuffix('.duckdb')}.duckdb" for name in (given.build_a, given.build_b)
    )
    print(builds.diff(before, after, given.audience))
    return 0


def _validate(given: argparse.Namespace) -> int:
    """Every fault of the paths given, the catalogue and the register where none is."""
    faults = []
    for path in given.path or [models.CATALOG, read.NETWORK]:
        try:
            print(f"{path.name}: {_read(path)}: no fault.")
        except (CatalogError, RegisterError) as error:
            faults.append(str(error))
    for each in faults:
        print(each, file=sys.stderr)
    return 1 if faults else 0


def _read(path: Path) -> str:
    """What the catalogue, the register or a workbook of it holds, in a few words."""
    if (path / "indicators.yaml").is_file():
        found = models.load(path)
        modules(found)
        n = sum(len(indicator.series) for indicator in found.indicators.values())
        return f"{len(found.indicators)} indicators, {n} series, {len(found.countries)} areas"
    a_workbook = path.suffix.lower() == ".xlsx" or path.is_file()
    known = (
        workbook_read.read(path, models.load()) if a_workbook else read.read(models.load(), path)
    )
    return f"{sum(map(len, known.rows.values()))} rows in {len(known.rows)} tables"


def _snapshot(given: argparse.Namespace) -> int:
    made = snapshot.make(given.from_dir, models.load())
    print(f"{len(made.observations):,} values of {len(made.provenance)} series written.")
    return 0


def _dictionary(given: argparse.Namespace) -> int:
    given.out.write_text(dictionary.text(), "utf-8")
    return 0


def _check_figures(given: argparse.Namespace) -> int:
    build_id = current(audience=given.audience)
    with open_build(build_id, audience=given.audience).cursor() as cursor:
        for line in figures.report(cursor, models.load()):
            print(line)
    return 0


def _methods(given: argparse.Namespace) -> int:
    for lang in official():
        name = "methods.md" if lang == FIRST else f"methods.{lang}.md"
        (given.out / name).write_text(texts.document(lang), "utf-8")
    return 0


def _boundaries(given: argparse.Namespace) -> int:
    boundaries.boundaries(given.source, given.out)
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    **register_commands.COMMANDS,
    "refresh": _refresh,
    "fetch": _fetch,
    "build": _build,
    "check": _check,
    "publish": _build,
    "status": _status,
    "diff": _diff,
    "validate": _validate,
    "snapshot": _snapshot,
    "dictionary": _dictionary,
    "methods": _methods,
    "check-figures": _check_figures,
    "boundaries": _boundaries,
}

if __name__ == "__main__":
    sys.exit(main())
