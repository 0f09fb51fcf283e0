"""The steps of a presentation as HTML: a slide each, its figure drawn once for both looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten

import pandas as pd

from observatory.decks.slide import Slide
from observatory.draw.key import entries
from observatory.draw.stage import stage
from observatory.draw.svg import Drawing
from observatory.i18n import text
from observatory.ui.stage_room import NOTE, WIDE, height


@dataclass(frozen=True)
class StageDeck:
    """The steps of a deck as HTML, with the roles of colours that their drawings use."""

    steps: tuple[str, ...]
    roles: frozenset[str]


def prepare(slides: Sequence[Slide], lang: str) -> StageDeck:
    """The steps of a deck: a slide each, all its figures drawn, for both looks."""
    made = [_step(slide, lang) for slide in slides]
    return StageDeck(
        tuple(words for words, _ in made),
        frozenset({"accent", "muted", "ink", "paper"}.union(*(roles for _, roles in made))),
    )


def _step(slide: Slide, lang: str) -> tuple[str, frozenset[str]]:
    """One step as HTML, and the roles of the colours in it."""
    drawings: list[Drawing] = []
    body = "".join(_body(slide, lang, drawings))
    subtitle = f"<p class='stage-subtitle'>{escape(slide.subtitle)}</p>" if slide.subtitle else ""
    notes = "".join(f"<p>{escape(note)}</p>" for note in slide.notes)
    kind = "stage-slide stage-cover" if slide.cover else "stage-slide"
    words = (
        f"<section class='{kind}'><h1 class='stage-title'>{escape(_whole(slide.title))}</h1>"
        f"{subtitle}{body}{_caveat(slide, lang)}"
        f"<div class='stage-source'>{escape(slide.source)}</div>"
        f"<div class='stage-said'>{notes}</div></section>"
    )
    return words, frozenset().union(*(drawing.roles for drawing in drawings))


def _body(slide: Slide, lang: str, drawings: list[Drawing]) -> Iterator[str]:
    """What a step is about: a figure below its key, a table, or lines."""
    if slide.plot is not None:
        key = entries(slide.plot)
        said = [each.words for each in key]
        # Room is kept for the words that say how many names are shown.
        more = text("present.named", lang, k=57, n=57)
        high = height(slide, [*said, more])
        drawn = stage(slide.plot, width=WIDE, height=high, lang=lang)
        drawings += [drawn, *(each.drawing for each in key if each.drawing)]
        spans = [f"<span>{_svg(each.drawing)}{escape(each.words)}</span>" for each in key]
        if drawn.named < drawn.total:
            named = text("present.named", lang, k=drawn.named, n=drawn.total)
            spans.append(f"<span>{escape(named)}</span>")
        yield f"<div class='stage-key'>{''.join(spans)}</div>" if spans else ""
        svg = _attribute(drawn.svg(words=slide.alt))
        yield f"<div class='stage-figure' data-svg='{svg}'></div>"
    elif slide.table is not None:
        yield _table(slide.table)
    else:
        lines = "".join(f"<p>{escape(line)}</p>" for line in slide.lines)
        yield f"<div class='stage-lines'>{lines}</div>"


def _svg(drawing: Drawing | None) -> str:
    """A small drawing beside words; the script puts it in, as Streamlit takes SVG out of a page."""
    return f"<i data-svg='{_attribute(drawing.svg())}'></i>" if drawing else ""


def _attribute(svg: str) -> str:
    return svg.replace("&", "&amp;").replace("'", "&#39;")


def _table(frame: pd.DataFrame) -> str:
    """A table whose columns have the widths for which its rows were shared out."""
    widths = "".join(f"<col style='width:{share:.2%}'>" for share in frame.attrs.get("widths", ()))
    head = "".join(f"<th>{escape(str(name))}</th>" for name in frame.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f"<div class='stage-table'><table><colgroup>{widths}</colgroup><thead><tr>{head}</tr>"
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _whole(title: str) -> str:
    """A title whose spans of years stay on one line."""
    return re.sub(r"(?<=\d)\u2013(?=\d)", "\u2060\u2013\u2060", title)


def _caveat(slide: Slide, lang: str) -> str:
    """What must be known of a figure; of a long note its beginning, the whole one press away."""
    whole = escape(slide.caveat)
    if len(slide.caveat) <= NOTE:
        return f"<p class='stage-caveat'>{whole}</p>" if whole else ""
    begun = escape(shorten(slide.caveat, NOTE - 24, placeholder=" …"))
    more = escape(text("present.note.more", lang))
    return (
        f"<details class='stage-caveat stage-note'><summary>{begun} <u>{more}</u></summary>"
        f"<p>{whole}</p></details>"
    )
