"""What a page shows: a plot with its words, and exactly its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts import has_plot, plot_of
from observatory.charts.alt_text import alt
from observatory.charts.plot import Plot
from observatory.charts.theme import Frame
from observatory.i18n import isolate, text
from observatory.warehouse.build import Build
from observatory.warehouse.terms import SeriesTerm
from observatory.words import sources


@dataclass(frozen=True)
class Exhibit:
    """A plot with its alternative text, and the rows that it draws, for the CSV.

    `name` is the stem of the file names, `words` are those around the plot; a view that is a table
    has no plot. `answer` is what it was made of, where it shows an answer of Explore. A slide shows
    the plot, or `slide_plot` where its names are shorter in a room, under `lead` where the words on
    screen speak of what only a screen can do; `notes` are said below it.
    """

    name: str
    plot: Plot | None
    alt: str
    rows: pd.DataFrame
    words: Frame
    build: Build
    lang: str
    slide_plot: Plot | None = None
    lead: str | None = None
    notes: tuple[str, ...] = ()
    answer: Answer | None = None


def exhibit_of(answer: Answer) -> Exhibit:
    """An answer as a page shows it: its rows are the answer's, its notes too."""
    return Exhibit(
        name=_stem(answer),
        plot=plot_of(answer) if has_plot(answer.view) else None,
        alt=alt(answer),
        rows=answer.frame,
        words=Frame(answer.title, answer.subtitle, answer.source_line),
        build=answer.build,
        lang=answer.view.lang,
        notes=answer.notes,
        answer=answer,
    )


def _stem(answer: Answer) -> str:
    """A telling file name: indicators, chart, sex where it matters, build."""
    view = answer.view
    shown = tuple(dict.fromkeys(answer.frame["indicator_id"])) or view.indicator
    sex = [view.sex] if view.sex != "T" and not view.kind.both_sexes else []
    return "-".join(["+".join(shown[:2]), view.chart, *sex, answer.build.build_id])


def source_line(build: Build, lang: str, series: Iterable[SeriesTerm] = ()) -> str:
    """The line under a figure that names the build, and the day of the series behind it, if any."""
    stamp = text("source.build", lang, build=isolate(build.build_id, lang))
    return " ".join(filter(None, (sources.day_line(series, lang), stamp)))
