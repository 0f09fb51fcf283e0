"""Presentation mode: one step at a time, full screen, large type, arrow keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from textwrap import shorten

import streamlit as st

from observatory.charts.plot import PanelPlot, Plot, PointPlot
from observatory.charts.plot_parts import parts
from observatory.charts.theme import LIGHT
from observatory.decks.slide import Slide, number_parts
from observatory.draw.key import KeyEntry, entries
from observatory.draw.plotly import Figure, config
from observatory.draw.stage import count_names, rows_of, stage
from observatory.exports.pptx.tables import Room, tables
from observatory.i18n import language
from observatory.ui.frame import Page
from observatory.ui.stage_room import NOTE, WIDE, height
from observatory.view import View

SHEET = Path(__file__).resolve().with_name("stage.css")
KEYS = Path(__file__).resolve().with_name("stage.js")
# The room of a table, for text of 24 pixels.
TABLE = Room(1210, 440, 29, 8, 12.2)
# Panels shown at once where their rows have no names, and the most rows and names at a time.
FOUR, ROWS = 4, 12


@dataclass(frozen=True)
class Step:
    """One step of a presentation: a slide, and which of its panels are shown."""

    slide: Slide
    panels: tuple[tuple[str, PointPlot], ...] = ()


def steps(slides: Sequence[Slide], lang: str) -> list[Step]:
    """The steps of a deck: a slide each, or several where it would not be read at once."""
    return [step for slide in slides for step in _steps(slide, lang)]


def _steps(slide: Slide, lang: str) -> Iterator[Step]:
    plot = slide.plot
    if isinstance(plot, PanelPlot) and not plot.stacked:
        named = any(panel.y.kind == "names" for _, panel in plot.panels)
        size = 1 if named else FOUR
        for start in range(0, len(plot.panels), size):
            yield Step(slide, plot.panels[start : start + size])
        return
    if plot is not None:
        high = height(slide, entries([plot], LIGHT))
        most = min(ROWS, rows_of(plot, high))
        split = [replace(slide, plot=part) for part in parts(plot, most)]
        yield from (Step(part) for part in number_parts(split, lang))
        return
    for part in tables(slide, lang, TABLE):
        yield Step(part)


def show(page: Page, found: Sequence[Step]) -> None:
    """The step that the address asks for, with its words and the way to the others."""
    st.html(f"<style>{SHEET.read_text('utf-8')}</style>")
    at = min(page.view.step, len(found))
    step = found[at - 1]
    slide = step.slide
    kind = "stage-cover" if slide.cover else ""
    words = f"<h1 class='stage-title'>{escape(_whole(slide.title))}</h1>"
    if slide.subtitle:
        words += f"<p class='stage-subtitle'>{escape(slide.subtitle)}</p>"
    st.html(f"<div class='{kind}'>{words}</div>")
    _body(page, step)
    st.html(f"{_caveat(page, slide)}<div class='stage-source'>{escape(slide.source)}</div>")
    _foot(page, at, len(found))


def _whole(title: str) -> str:
    """A title whose spans of years stay on one line."""
    return re.sub(r"(?<=\d)\u2013(?=\d)", "\u2060\u2013\u2060", title)


def _caveat(page: Page, slide: Slide) -> str:
    """What must be known of a figure; of a long note its beginning, the whole one press away."""
    whole = escape(slide.caveat)
    if len(slide.caveat) <= NOTE:
        return f"<p class='stage-caveat'>{whole}</p>" if whole else ""
    begun = escape(shorten(slide.caveat, NOTE - 24, placeholder=" …"))
    more = escape(page.text("present.note.more"))
    return (
        f"<details class='stage-caveat stage-note'><summary>{begun} <u>{more}</u></summary>"
        f"<p>{whole}</p></details>"
    )


def _body(page: Page, step: Step) -> None:
    """What a step is about: a figure, panels, a table, or lines."""
    slide = step.slide
    if slide.plot is not None:
        _figures(page, step, slide.plot)
    elif slide.table is not None:
        table = slide.table.to_html(index=False, border=0, escape=True)
        st.html(f"<div class='stage-table'>{table}</div>")
    else:
        lines = "".join(f"<p>{escape(line)}</p>" for line in slide.lines)
        st.html(f"<div class='stage-lines' lang='{page.view.lang}'>{lines}</div>")


def _figures(page: Page, step: Step, plot: Plot) -> None:
    """A figure, or up to four panels, under one key."""
    slide = step.slide
    key = entries([plot], page.look)
    high = height(slide, key, panels=len(step.panels))
    across = 2 if len(step.panels) > 1 else 1
    wide = WIDE if across == 1 else WIDE // 2 - 12
    plots: list[Plot] = [panel for _, panel in step.panels] or [plot]
    drawn = [
        stage(each, width=wide, height=high, look=page.look, lang=page.view.lang) for each in plots
    ]
    st.html(_key(page, key, drawn) + f"<style>:root {{ --plot: {high}px; }}</style>")
    if not step.panels:
        _figure(drawn[0], slide.alt)
        return
    columns = st.columns(across)
    for at, ((name, _), figure) in enumerate(zip(step.panels, drawn, strict=True)):
        with columns[at % across]:
            st.html(f"<p class='stage-panel'>{escape(name)}</p>")
            _figure(figure, slide.alt_of(name), key=f"-{at}")


def _key(page: Page, key: Sequence[KeyEntry], drawn: Sequence[Figure]) -> str:
    """The key, and how many points bear their names where not all do."""
    said = "".join(
        f"<span><img src='{each.drawing}' alt=''>{escape(each.words)}</span>" for each in key
    )
    named, every = count_names(drawn[0]) if len(drawn) == 1 else (0, 0)
    if named < every:
        said += f"<span>{escape(page.text('present.named', k=named, n=every))}</span>"
    return f"<div class='stage-key'>{said}</div>" if said else ""


def _figure(figure: Figure, alt: str, *, key: str = "") -> None:
    st.plotly_chart(
        figure,
        theme=None,
        config={**config("", figure), "displayModeBar": False},
        width="content",
        alt=alt,
        key=f"stage{key}",
    )


def _foot(page: Page, at: int, n: int) -> None:
    """The way to the other steps: buttons with arrow keys, dots, and out."""
    rtl = language(page.view.lang).rtl
    back, on = ("Right", "Left") if rtl else ("Left", "Right")
    with st.container(key="stage-foot", horizontal=True, vertical_alignment="center"):
        _go(page, back, -1, n, disabled=at == 1)
        keys = f"<script>{KEYS.read_text('utf-8')}\nobservatoryStage.onward = 'Arrow{on}'</script>"
        st.html(_dots(page, at, n) + keys, width="stretch", unsafe_allow_javascript=True)
        _go(page, on, 1, n, disabled=at == n)
        st.button(page.text("present.leave"), shortcut="Esc", on_click=_leave, type="tertiary")


def _go(page: Page, key: str, by: int, n: int, *, disabled: bool) -> None:
    """A button to the step before or after; its place is what `stage.js` presses."""
    way = "on" if by > 0 else "back"
    st.button(
        page.text(f"present.{way}"),
        shortcut=key,
        on_click=_by,
        args=(page.view, by, n),
        disabled=disabled,
        type="tertiary",
        key=f"stage-{way}",
    )


def _by(view: View, steps: int, n: int) -> None:
    """So many steps on from the one in the address: each press counts, however fast they come.

    The address is written as the view writes it, so that a step is one step of the history.
    """
    given = st.query_params.get("step", "1")
    at = int(given) if given.isdecimal() and len(given) < 4 else 1
    st.query_params.from_dict(view.but(step=min(max(min(at, n) + steps, 1), n)).pairs())


def _leave() -> None:
    for name in ("present", "step"):
        if name in st.query_params:
            del st.query_params[name]


def _dots(page: Page, at: int, n: int) -> str:
    """A dot a step, each a link of its own."""
    view = replace(page.view, present=True)
    links = "".join(
        f"<a href='?{escape(replace(view, step=step).query())}' target='_self' "
        f"aria-label='{step}' class='{'here' if step == at else ''}'></a>"
        for step in range(1, n + 1)
    )
    return f"<nav class='stage-dots'>{links}</nav>"
