"""Slides: what a deck shows, one after the other, on screen and in PowerPoint alike.

A slide is made from the same answer as the page: its plot, its rows and its words are those of the
view that it names. What is shown as one figure is one slide; only a long table is several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts import has_plot, plot_of
from observatory.charts.alt_text import alt
from observatory.charts.exhibit import Exhibit
from observatory.charts.headlines import message
from observatory.charts.kinds.table import table
from observatory.charts.plot import Plot
from observatory.decks import tables
from observatory.i18n import join_names, text
from observatory.words import sources
from observatory.words.titles import surveys


@dataclass(frozen=True)
class Slide:
    """One slide: its words, and one thing to look at: a plot, a table, or lines.

    `address` is the page with the view's query that opens the same figure; `notes` say the method
    and what the figure does not show. `cover` is the first slide of a deck. `part` says which of
    how many slides of one table it is. `rows` are those of the whole view, also of such a part.
    `name` is what a ready-made deck calls the slide. One that is `empty` waits for its content: a
    deck leaves it out unless its reader wants it.
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
    name: str = ""
    empty: bool = False
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __post_init__(self) -> None:
        """A title says which part its slide is, also a title that a reader gave."""
        if self.part and not self.title.endswith(self.part):
            object.__setattr__(self, "title", f"{self.title} {self.part}")


def of_answer(answer: Answer) -> list[Slide]:
    """The slide of a view; a table that is not read at once is several.

    The map of a slide is the grid of equal cells, whichever map the reader has on screen.
    """
    answer = replace(answer, view=answer.view.but(map="tiles"))
    view = answer.view
    caveat, reasons = aside(answer)
    shown = Slide(
        title=message(answer),
        subtitle=answer.subtitle,
        source=answer.source_line,
        caveat=" ".join(filter(None, (surveys(answer.frame, view.lang), caveat))),
        notes=(*answer.notes, *reasons),
        alt=alt(answer),
        address=view.on_explore(),
        plot=plot_of(answer) if has_plot(view) else None,
        table=None if has_plot(view) else table(answer, brief=True),
        rows=answer.frame,
    )
    return share_out([shown], view.lang)


def share_out(slides: Sequence[Slide], lang: str) -> list[Slide]:
    """Slides each read at once: one with a longer table is several, which are numbered.

    This is the one place where a deck is shared out, before a list, a stage or a file shows it.
    """
    out: list[Slide] = []
    for slide in slides:
        if slide.table is None or slide.part:
            out.append(slide)
        else:
            found = [replace(slide, table=each) for each in tables.parts(slide.table)]
            out += number_parts(found, lang)
    return out


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
    """The slide of a figure of the network's pages.

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
        plot=exhibit.plot if exhibit.slide_plot is None else exhibit.slide_plot,
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
