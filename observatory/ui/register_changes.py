"""What changed in the register, as a table of the pages."""

from __future__ import annotations

import streamlit as st

from observatory.charts.kinds.table import words
from observatory.topics import register_changes
from observatory.ui.frame import Page
from observatory.ui.grid import grid


def since_build(page: Page) -> None:
    """What the build changed in the register against the one before it; or that it did not."""
    rows = register_changes.since_build(page.network)
    if rows.empty:
        st.caption(page.text("register_changes.none"))
        return
    lang = page.view.lang
    shown = words(rows, lang, "register_changes")
    grid(shown, lang, alt=page.text("register_changes.alt"), key="register-changes")
