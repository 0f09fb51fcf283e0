"""Presentation mode: the whole deck at once in the browser, one step shown, large type, keys.

All steps are made before the first is shown, so that none is waited for: `stage.js` changes the
step and writes its address, without asking the server.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from observatory.charts.theme import DARK, LIGHT
from observatory.draw.svg import palette
from observatory.i18n import language
from observatory.ui.frame import Page
from observatory.ui.stage_steps import StageDeck

SHEET = Path(__file__).resolve().with_name("stage.css")
KEYS = Path(__file__).resolve().with_name("stage.js")
# What the hints say, in their order: the keys, and the name of what they do.
HINTS = (
    ("← → PgUp PgDn", "move"),
    ("Home End", "ends"),
    ("1…9 Enter", "jump"),
    ("G", "grid"),
    ("N", "notes"),
    ("B", "black"),
    ("T", "look"),
    ("F", "full"),
    ("?", "hints"),
    ("Esc", "leave"),
)


def show(page: Page, deck: StageDeck) -> None:
    """The deck on the whole screen, at the step that the address asks for."""
    rtl = language(page.view.lang).rtl
    looks = "".join(
        f".stage[data-look={look.name}]{{{palette(look, deck.roles)}}}" for look in (LIGHT, DARK)
    )
    st.html(f"<style>{SHEET.read_text('utf-8')}{looks}</style>")
    st.button(page.text("present.leave"), on_click=_leave, key="stage-leave")
    steps = "".join(deck.steps)
    direction = "rtl" if rtl else "ltr"
    st.html(
        f"<div class='stage' data-look='{page.look.name}' dir='{direction}' "
        f"lang='{page.view.lang}'><div class='stage-steps'>{steps}</div>"
        f"{_foot(page, len(deck.steps))}{_panels(page)}</div>"
        f"<script>{KEYS.read_text('utf-8')}\nobservatoryStage.mount()</script>",
        unsafe_allow_javascript=True,
    )


def _leave() -> None:
    for name in ("present", "step"):
        if name in st.query_params:
            del st.query_params[name]


def _foot(page: Page, n: int) -> str:
    """The way to the other steps: buttons with their keys, the count, a mark for each, and out."""
    back, on = ("→", "←") if language(page.view.lang).rtl else ("←", "→")
    links = "".join(
        f"<a href='?{escape(page.view.but(present=True, step=step).query())}' "
        f"aria-label='{step}'></a>"
        for step in range(1, n + 1)
    )
    words = {name: escape(page.text(f"present.{name}")) for name in ("back", "on", "leave")}
    return (
        f"<div class='stage-foot'><button class='stage-back'><kbd>{back}</kbd>"
        f"{words['back']}</button><nav class='stage-dots'>{links}</nav>"
        f"<span class='stage-count'></span><button class='stage-on'>{words['on']}<kbd>{on}</kbd>"
        f"</button><button class='stage-help'><kbd>?</kbd></button>"
        f"<button class='stage-out'>{words['leave']}<kbd>Esc</kbd></button></div>"
    )


def _panels(page: Page) -> str:
    """What opens over the stage: the notes, the hints, all steps at once, and the black screen."""
    hints = "".join(
        f"<div><kbd>{keys}</kbd> {escape(page.text(f'present.key.{name}'))}</div>"
        for keys, name in HINTS
    )
    return (
        "<div class='stage-notes' hidden></div>"
        f"<div class='stage-hints' hidden>{hints}</div>"
        "<div class='stage-grid' hidden></div><div class='stage-black' hidden></div>"
    )
