"""Slides: what a deck shows, one after the other, on screen and in PowerPoint alike.

A slide is made from the same answer as the page: its figure, its rows and its words are those of
the view that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts import BUILDERS, shifts
from observatory.charts.alt_text import alt, of_panels
from observatory.charts.exhibit import Exhibit
from observatory.charts.headlines import message
from observatory.charts.kinds import change, multiples
from observatory.charts.kinds.table import table
from observatory.charts.theme import LIGHT, Look
from observatory.i18n import listed, text
from observatory.words import sources

# Rows of bars or pairs that are read on one slide, and small panels that have room on it.
ROWS, PANELS = 12, 12
# Charts whose members stand one below the other; a change does where its lines bear no names.
LONG = ("bars", "gap", "change")


@dataclass(frozen=True)
class Slide:
    """One slide: its words, and one thing to look at: a figure, panels, a table, or lines.

    `address` is the page with the view's query that opens the same figure; `notes` say the method
    and what the figure does not show. `alts` are the texts of panels by name. `cover` is the first
    slide of a deck. `part` says which of how many slides of one view it is. `rows` are those of the
    whole view, also of such a part.
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
    alts: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __post_init__(self) -> None:
        """A title says which part its slide is, also a title that a reader gave."""
        if self.part and not self.title.endswith(self.part):
            object.__setattr__(self, "title", f"{self.title} {self.part}")

    def alt_of(self, panel: str) -> str:
        """The text of one of the panels: its own, else that of the slide under its name."""
        return self.alts.get(panel) or f"{panel}. {self.alt}"


def of_answer(answer: Answer, look: Look = LIGHT) -> list[Slide]:
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
        caveat=caveat,
        notes=(*answer.notes, *reasons),
        alt=alt(answer),
        address=f"explore?{view.query()}" if view.query() else "explore",
        rows=answer.frame,
    )
    if view.chart == "multiples":
        told = of_panels(answer)
        return numbered(
            [replace(plain, panels=part, alts=told) for part in _panels(answer, look)], view.lang
        )
    if view.chart not in BUILDERS:
        return [replace(plain, table=table(answer, brief=True))]
    named = view.chart == "change" and len(change.ends(answer)) > change.NAMED
    build = shifts.figure if named else BUILDERS[view.chart]
    parts = list(_parts(answer)) if view.chart in LONG else [answer]
    figures = [build(part, look) for part in parts]
    _on_one_scale(figures)
    return numbered(
        [
            replace(plain, figure=figure, alt=alt(part))
            for figure, part in zip(figures, parts, strict=True)
        ],
        view.lang,
    )


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
        areas = listed(rows["area"], lang)
        said = f"{reason} · {indicator}" if several else reason
        notes.append(text("deck.aside.reason", lang, reason=said, areas=areas))
    return line, tuple(notes)


def of_exhibit(shown: Exhibit, address: str, lang: str) -> Slide:
    """The slide of a figure of the network's pages, or of its table where it has one for slides.

    Its source line names the first documents behind its rows, its notes all of them.
    """
    words = shown.words
    found = sources.behind(shown.rows)
    return Slide(
        title=words.title,
        subtitle=words.subtitle if shown.lead is None else shown.lead,
        source=sources.line(found, words.source_line, lang) if found else words.source_line,
        notes=(*shown.notes, *sources.notes(found, lang)),
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
    count = len(slides)
    said = [text("deck.part", lang, title="", part=at + 1, n=count).strip() for at in range(count)]
    return [
        replace(slide, part=part, title=slide.title.removesuffix(slide.part).rstrip())
        for slide, part in zip(slides, said, strict=True)
    ]


def _on_one_scale(figures: Sequence[go.Figure]) -> None:
    """Give the parts of a view one scale, so that they can be compared from slide to slide."""
    ranges = [figure.layout.xaxis.range for figure in figures]
    if len(figures) < 2 or any(ends is None for ends in ranges):
        return
    low, high = min(min(ends) for ends in ranges), max(max(ends) for ends in ranges)
    for figure, (first, last) in zip(figures, ranges, strict=True):
        figure.layout.xaxis.range = [low, high] if first < last else [high, low]


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
