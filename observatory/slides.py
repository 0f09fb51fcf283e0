"""Slides: what a deck shows, one after the other, on screen and in PowerPoint alike.

A slide is made from the same answer as the page: its figure, its rows and its words are those of
the view that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
import plotly.graph_objects as go

from observatory.answer import Answer
from observatory.charts import BUILDERS, multiples
from observatory.charts.alt import alt
from observatory.charts.theme import LIGHT, Look
from observatory.exhibit import Exhibit
from observatory.i18n import text
from observatory.tables import table

# Rows of bars or pairs that are read on one slide, and small panels that have room on it.
ROWS, PANELS = 12, 12
# Charts whose members stand one below the other.
LONG = ("bars", "gap")


@dataclass(frozen=True)
class Slide:
    """One slide: its words, and one thing to look at: a figure, panels, a table, or lines.

    `address` is the page with the view's query that opens the same figure; `notes` say the method
    and what the figure does not show. `cover` is the first slide of a deck.
    """

    title: str
    subtitle: str = ""
    source: str = ""
    caveat: str = ""
    notes: tuple[str, ...] = ()
    alt: str = ""
    address: str = ""
    figure: go.Figure | None = None
    panels: tuple[tuple[str, go.Figure], ...] = ()
    table: pd.DataFrame | None = None
    lines: tuple[str, ...] = ()
    cover: bool = False
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)


def of_answer(answer: Answer, look: Look = LIGHT) -> list[Slide]:
    """The slides of a view: one, or several where its members would not be read on one.

    The map of a slide is the grid of equal cells, whichever map the reader has on screen.
    """
    answer = replace(answer, view=answer.view.but(map="tiles"))
    view = answer.view
    plain = Slide(
        title=answer.title,
        subtitle=answer.subtitle,
        source=answer.source_line,
        notes=answer.notes,
        alt=alt(answer),
        address=f"explore?{view.query()}" if view.query() else "explore",
        rows=answer.frame,
    )
    if view.chart == "multiples":
        return numbered([replace(plain, panels=part) for part in _panels(answer, look)], view.lang)
    if view.chart not in BUILDERS:
        return [replace(plain, table=table(answer, brief=True))]
    parts = list(_parts(answer)) if view.chart in LONG else [answer]
    build = BUILDERS[view.chart]
    slides = [replace(plain, figure=build(part, look), rows=part.frame) for part in parts]
    return numbered(slides, view.lang)


def of_exhibit(shown: Exhibit, address: str) -> Slide:
    """The slide of a figure of the network's pages, or of its table where it has one for slides."""
    return Slide(
        title=shown.words.title,
        subtitle=shown.words.subtitle,
        source=shown.words.source_line,
        alt=shown.alt,
        address=address,
        figure=shown.figure if shown.table is None else None,
        table=shown.table,
        rows=shown.rows,
    )


def numbered(slides: Sequence[Slide], lang: str) -> list[Slide]:
    """Slides that belong together, each saying which part of how many it is."""
    if len(slides) < 2:
        return list(slides)
    return [
        replace(slide, title=text("deck.part", lang, title=slide.title, part=at, n=len(slides)))
        for at, slide in enumerate(slides, start=1)
    ]


def _parts(answer: Answer) -> Iterator[Answer]:
    """An answer in parts of so many members as are read at once; groups stand in each."""
    frame = answer.frame
    shown = frame.loc[(frame["role"] == "member") & frame["value"].notna(), "iso3"]
    members = list(dict.fromkeys(shown))
    for start, end in _shared(len(members), ROWS):
        part = members[start:end]
        kept = frame["iso3"].isin(part) | (frame["role"] != "member")
        yield replace(answer, frame=frame.loc[kept].reset_index(drop=True))


def _panels(answer: Answer, look: Look) -> Iterator[tuple[tuple[str, go.Figure], ...]]:
    """The panels of small charts, so many as have room on a slide."""
    panels = list(multiples.panels(answer, look))
    for start, end in _shared(len(panels), PANELS):
        yield tuple(panels[start:end])


def _shared(n: int, most: int) -> Iterator[tuple[int, int]]:
    """So many things in as few parts as hold at most so many, each about as large: first, end."""
    parts = max(1, -(-n // most))
    size = max(1, -(-n // parts))
    yield from ((start, min(start + size, n)) for start in range(0, max(n, 1), size))
