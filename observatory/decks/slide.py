"""Slides: what a deck shows, one after the other, on screen and in PowerPoint alike.

A slide is made from the same answer as the page: its plot, its rows and its words are those of the
view that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts import has_plot, plot_parts, slide_plot
from observatory.charts.alt_text import alt
from observatory.charts.exhibit import Exhibit
from observatory.charts.headlines import message
from observatory.charts.kinds.table import table
from observatory.charts.plot import PanelPlot, Plot
from observatory.i18n import join_names, text
from observatory.words import sources
from observatory.words.titles import surveys


@dataclass(frozen=True)
class Slide:
    """One slide: its words, and one thing to look at: a plot, a table, or lines.

    `address` is the page with the view's query that opens the same figure; `notes` say the method
    and what the figure does not show. `cover` is the first slide of a deck. `part` says which of
    how many slides of one view it is. `rows` are those of the whole view, also of such a part.
    """

    title: str
    subtitle: str = ""
    source: str = ""
    caveat: str = ""
    notes: tuple[str, ...] = ()
    alt: str = ""
    address: str = ""
    plot: Plot | None = None
    table: pd.DataFrame | None = None
    lines: tuple[str, ...] = ()
    cover: bool = False
    part: str = ""
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __post_init__(self) -> None:
        """A title says which part its slide is, also a title that a reader gave."""
        if self.part and not self.title.endswith(self.part):
            object.__setattr__(self, "title", f"{self.title} {self.part}")

    def alt_of(self, panel: str) -> str:
        """The text of one of the panels: its own, else that of the slide under its name."""
        alts = self.plot.alts if isinstance(self.plot, PanelPlot) else {}
        return alts.get(panel) or f"{panel}. {self.alt}"


def of_answer(answer: Answer) -> list[Slide]:
    """The slides of a view: one, or several where its members would not be read on one.

    The map of a slide is the grid of equal cells, whichever map the reader has on screen.
    """
    answer = replace(answer, view=answer.view.but(map="tiles"))
    view = answer.view
    caveat, reasons = aside(answer)
    plain = Slide(
        title=message(answer),
        subtitle=answer.subtitle,
        source=answer.source_line,
        caveat=" ".join(filter(None, (surveys(answer.frame, view.lang), caveat))),
        notes=(*answer.notes, *reasons),
        alt=alt(answer),
        address=f"explore?{view.query()}" if view.query() else "explore",
        rows=answer.frame,
    )
    if not has_plot(view):
        return [replace(plain, table=table(answer, brief=True))]
    found = [replace(plain, plot=plot, alt=_alt(answer, plot)) for plot in _plots(answer)]
    return number_parts(found, view.lang)


def _plots(answer: Answer) -> list[Plot]:
    """The plot of an answer, in parts of so many rows or panels as are read on one slide."""
    plot, most = slide_plot(answer), answer.view.kind.rows_on_a_slide
    return [plot] if most is None else plot_parts.parts(plot, most)


def _alt(answer: Answer, plot: Plot) -> str:
    """The text of a plot with rows: that of the members in it, and of every group."""
    codes = plot_parts.codes(plot)
    if not codes:
        return alt(answer)
    frame = answer.frame
    shown = frame["iso3"].isin(codes) | (frame["role"] != "member")
    return alt(replace(answer, frame=frame.loc[shown].reset_index(drop=True)))


def aside(answer: Answer) -> tuple[str, tuple[str, ...]]:
    """How many members a view sets aside, as a line; and for the notes which, by reason."""
    lang, gone = answer.view.lang, answer.set_aside
    if gone.empty:
        return "", ()
    members = answer.frame.loc[answer.frame["role"] == "member", "iso3"].nunique()
    line = text("deck.aside", lang, k=gone["iso3"].nunique(), n=members)
    several = gone["indicator"].nunique() > 1
    notes = []
    for (indicator, reason), rows in gone.groupby(["indicator", "reason"], sort=False):
        areas = join_names(rows["area"], lang)
        said = f"{reason} · {indicator}" if several else reason
        notes.append(text("deck.aside.reason", lang, reason=said, areas=areas))
    return line, tuple(notes)


def slides_of(exhibit: Exhibit, address: str) -> list[Slide]:
    """The slides of what a page shows: those of its answer, where it is made of one."""
    if exhibit.answer is not None:
        return of_answer(exhibit.answer)
    return [of_exhibit(exhibit, address)]


def of_exhibit(exhibit: Exhibit, address: str) -> Slide:
    """The slide of a figure of the network's pages, or of its table where it has one for slides.

    Its source line names the first documents behind its rows, its notes all of them.
    """
    words, lang = exhibit.words, exhibit.lang
    found = sources.behind(exhibit.rows)
    return Slide(
        title=words.title,
        subtitle=words.subtitle if exhibit.lead is None else exhibit.lead,
        source=sources.line(found, words.source_line, lang) if found else words.source_line,
        notes=(*exhibit.notes, *sources.notes(found, lang)),
        alt=exhibit.alt,
        address=address,
        plot=exhibit.plot if exhibit.table is None else None,
        table=exhibit.table,
        rows=exhibit.rows,
    )


def number_parts(slides: Sequence[Slide], lang: str) -> list[Slide]:
    """Slides that belong together, each saying which part of how many it is."""
    if len(slides) < 2:
        return list(slides)
    count = len(slides)
    said = [text("deck.part", lang, title="", part=at + 1, n=count).strip() for at in range(count)]
    return [
        replace(slide, part=part, title=slide.title.removesuffix(slide.part).rstrip())
        for slide, part in zip(slides, said, strict=True)
    ]
