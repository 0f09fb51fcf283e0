"""Median time and size of the files that a reader takes along, beside the chart's plain CSV.

Run: `python -m benchmarks.exports`. A data package is timed as a click makes it: the histories are
read from the build, then all is put together. The ratio is to the two CSV files of the same view.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence

from etl.__main__ import main as etl
from observatory.answers.answer import Answer, answer
from observatory.charts.exhibit import exhibit_of
from observatory.decks.slide import of_answer
from observatory.exports import csv
from observatory.exports.package import package
from observatory.exports.pptx import deck
from observatory.exports.whole_build import warehouse_package
from observatory.i18n import LANGUAGES
from observatory.session import desk
from observatory.view import CHARTS, View
from observatory.warehouse import build, provenance
from observatory.warehouse.terms import vocabulary

ROUNDS = 9
TARGET_S = 0.5
DECK = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OBSERVATORY_DATA"] = folder
        etl(["refresh", "--offline"])
        connection = build.open_build(build.current())
        terms, stamp = vocabulary(connection), build.stamp(connection)

        def ask(view: View) -> Answer:
            return answer(view, connection.cursor(), terms, stamp)

        for chart in CHARTS:
            _chart(ask(View(chart=chart)), lambda found: package(exhibit_of(found), terms, ask))
        print(f"target: {TARGET_S:g} s a chart")

        # A table of all members and years goes on over a hundred slides: it is no slide of twenty.
        kinds = [chart for chart in CHARTS if chart != "table"] * 2
        slides = [slide for kind in kinds for slide in of_answer(ask(View(chart=kind)))][:DECK]
        made = deck(slides, stamp, "en")
        print(
            f"{len(slides)} slides {_timed(lambda: deck(slides, stamp, 'en'), 3):6.3f} s   "
            f"{len(made) / 1e6:.1f} MB   target: 2 s, 3 MB"
        )
        with desk("en") as at:
            at.brief("TUR")
            print(f"one brief  {_timed(lambda: at.brief('TUR'), 3):6.3f} s   target: 1 s warm")
        began, used = time.perf_counter(), time.process_time()
        n = _briefs(terms.members, tuple(LANGUAGES))
        wall, used = time.perf_counter() - began, time.process_time() - used
        print(f"{n} briefs {wall:6.1f} s   {used:.1f} s of processor   target: 60 s")

        def everything() -> bytes:
            tables, comments = (
                provenance.tables(connection.cursor()),
                provenance.comments(connection),
            )
            return warehouse_package(tables, comments, stamp, terms, "en")

        print(
            f"{'all tables':<10} {_timed(everything, 3):6.3f} s   {len(everything()) / 1e6:.1f} MB"
        )
        connection.close()


def _briefs(members: Iterable[str], langs: Sequence[str] = ("en",)) -> int:
    """Every brief of these members, a build opened once a language as the command does."""
    n = 0
    for lang in langs:
        with desk(lang) as at:
            for iso3 in members:
                n += bool(at.brief(iso3))
    return n


def _chart(found: Answer, zipped: Callable[[Answer], bytes]) -> None:
    plain = _timed(lambda: csv.machine(found.frame) + csv.excel(found.frame))
    took, size = _timed(lambda: zipped(found)), len(zipped(found)) / 1000
    ratio = f"{took / plain:4.0f} x its CSV files"
    print(f"{found.view.chart:<10} {took:6.3f} s   {size:4.0f} kB   {ratio}")


def _timed(case: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        case()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
