"""Presentation mode: one step at a time, full screen, large type, arrow keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from observatory.charts.stage import enlarged
from observatory.exports.pptx.tables import Room, tables
from observatory.i18n import language
from observatory.slides import Slide
from observatory.ui.frame import Page

SHEET = Path(__file__).resolve().with_name("stage.css")
KEYS = Path(__file__).resolve().with_name("stage.js")
# The width and height of a figure, and the height of one of four, at 1280x720, in pixels.
WIDE, FIGURE, HALF = 1212, 452, 216
# The room of a table, for text of 24 pixels.
TABLE = Room(1210, 440, 29, 8, 12.2)
# Panels shown at once where their rows have no names.
FOUR = 4


@dataclass(frozen=True)
class Step:
    """One step of a presentation: a slide, and which of its panels are shown."""

    slide: Slide
    panels: tuple[tuple[str, go.Figure], ...] = ()


def steps(slides: Sequence[Slide], lang: str) -> list[Step]:
    """The steps of a deck: a slide each, or several where it would not be read at once."""
    return [step for slide in slides for step in _steps(slide, lang)]


def _steps(slide: Slide, lang: str) -> Iterator[Step]:
    if slide.panels:
        named = any(figure.layout.yaxis.categoryarray is not None for _, figure in slide.panels)
        size = 1 if named else FOUR
        for start in range(0, len(slide.panels), size):
            yield Step(slide, slide.panels[start : start + size])
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
    words = f"<h1 class='stage-title'>{escape(slide.title)}</h1>"
    if slide.subtitle:
        words += f"<p class='stage-subtitle'>{escape(slide.subtitle)}</p>"
    st.html(f"<div class='{kind}'>{words}</div>")
    _body(page, step)
    caveat = f"<p class='stage-caveat'>{escape(slide.caveat)}</p>" if slide.caveat else ""
    st.html(f"{caveat}<div class='stage-source'>{escape(slide.source)}</div>")
    _foot(page, at, len(found))


def _body(page: Page, step: Step) -> None:
    """What a step is about: a figure, panels, a table, or lines."""
    slide = step.slide
    if slide.figure is not None:
        _figure(page, slide.figure, slide.alt, width=WIDE, height=FIGURE)
    elif step.panels:
        _panels(page, step)
    elif slide.table is not None:
        table = slide.table.to_html(index=False, border=0, escape=True)
        st.html(f"<div class='stage-table'>{table}</div>")
    else:
        lines = "".join(f"<p>{escape(line)}</p>" for line in slide.lines)
        st.html(f"<div class='stage-lines' lang='{page.view.lang}'>{lines}</div>")


def _panels(page: Page, step: Step) -> None:
    across = 2 if len(step.panels) > 1 else 1
    high = FIGURE - 40 if len(step.panels) <= across else HALF - 34
    wide = WIDE if across == 1 else WIDE // 2 - 12
    columns = st.columns(across)
    for at, (name, figure) in enumerate(step.panels):
        with columns[at % across]:
            st.html(f"<p class='stage-panel'>{escape(name)}</p>")
            _figure(page, figure, step.slide.alt_of(name), width=wide, height=high, key=f"-{at}")


def _figure(
    page: Page, figure: go.Figure, alt: str, *, width: int, height: int, key: str = ""
) -> None:
    st.html(f"<style>:root {{ --plot: {height}px; }}</style>")
    st.plotly_chart(
        enlarged(figure, width=width, height=height, look=page.look, lang=page.view.lang),
        theme=None,
        config={"displayModeBar": False},
        width="content",
        alt=alt,
        key=f"stage{key}",
    )


def _foot(page: Page, at: int, n: int) -> None:
    """The way to the other steps: buttons with arrow keys, dots, and out."""
    rtl = language(page.view.lang).rtl
    back, on = ("Right", "Left") if rtl else ("Left", "Right")
    with st.container(key="stage-foot", horizontal=True, vertical_alignment="center"):
        _go(page.text("present.back"), back, -1, n, disabled=at == 1)
        keys = f"<script>{KEYS.read_text('utf-8')}\nobservatoryStage.onward = 'Arrow{on}'</script>"
        st.html(_dots(page, at, n) + keys, width="stretch", unsafe_allow_javascript=True)
        _go(page.text("present.on"), on, 1, n, disabled=at == n)
        st.button(page.text("present.leave"), shortcut="Esc", on_click=_leave, type="tertiary")


def _go(label: str, key: str, by: int, n: int, *, disabled: bool) -> None:
    """A button to the step before or after; its place is what `stage.js` presses."""
    st.button(
        label,
        shortcut=key,
        on_click=_by,
        args=(by, n),
        disabled=disabled,
        type="tertiary",
        key=f"stage-{'on' if by > 0 else 'back'}",
    )


def _by(steps: int, n: int) -> None:
    """So many steps on from the one in the address: each press counts, however fast they come."""
    given = st.query_params.get("step", "1")
    at = int(given) if given.isdecimal() and len(given) < 4 else 1
    st.query_params["step"] = str(min(max(min(at, n) + steps, 1), n))


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
