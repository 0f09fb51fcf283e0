"""Showing an exhibit: its figure with its alternative text, its notes, and who is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from observatory.charts.exhibit import Exhibit
from observatory.charts.kinds.table import words
from observatory.charts.plot import TilePlot
from observatory.draw.plotly import config
from observatory.draw.tile_cells import tile_cells
from observatory.methods import texts
from observatory.ui import cache, downloads, navigation
from observatory.ui.frame import Page
from observatory.ui.grid import WIDE, grid
from observatory.view import Asked, View

# A table of more rows than this gets a window of this height, in pixels, to scroll in.
FIXED_ROWS, FIXED_HEIGHT = 14, 460


def view(page: Page, view: View) -> None:
    """A view of Explore: its figure or table, its rows to take along, and its notes."""
    exhibit(page, Asked(view))
    notes(page, view)


def exhibit(
    page: Page,
    asked: Asked,
    key: str = "",
    on_select: Callable[[], None] | None = None,
    *,
    more: downloads.Files | None = None,
) -> None:
    """What a page shows, and its rows to take along; a click may choose a mark.

    A view without a plot is a table. `key` tells the widgets of several exhibits apart; `more` are
    files of the page that stand in the same menu.
    """
    found = cache.exhibit(page.desk, asked)
    drawn = f"figure-{key or asked.view.chart}"
    if found.plot is None:
        st.subheader(found.words.title)
        st.caption(found.words.subtitle)
        _rows(page, asked.view, found.alt)
        st.caption(found.words.source_line)
    elif isinstance(found.plot, TilePlot):
        with st.container(key=drawn):
            st.html(page.style + _tiles(page, found.plot, found))
    else:
        figure = cache.figure(page.desk, asked, page.look.name)
        st.plotly_chart(
            figure,
            theme=None,
            config=config(found.name, figure),
            alt=found.alt,
            key=drawn,
            on_select=on_select or "ignore",
            selection_mode="points",
        )
    downloads.offer(page, asked, key, figure=drawn, more=more)


def _tiles(page: Page, plot: TilePlot, found: Exhibit) -> str:
    """The tile grid, each cell a link to the page of its member."""
    href = partial(navigation.member_link, page.view)
    return tile_cells(plot, found.words, page.look, found.lang, alt=found.alt, href=href)


def _rows(page: Page, view: View, alt: str) -> None:
    """The rows of an answer as a table."""
    found, own = cache.rows(page.desk, view), cache.answer(page.desk, view).decimals
    heads = tuple(page.text(f"table.{name}") for name in ("value", "median"))
    decimals = {name: own for name in found.columns if name.startswith(heads)}
    grid(found, view.lang, alt=alt, decimals=decimals, width="stretch")


def notes(page: Page, view: View) -> None:
    """What a reader must know before repeating a figure, and the table one key away."""
    found = cache.exhibit(page.desk, Asked(view))
    with st.expander(page.text("explore.notes"), expanded=False):
        for note in found.notes:
            st.markdown(f"- {note}")
        limits(page, *view.kind.methods)
    gone = cache.answer(page.desk, view).set_aside
    if len(gone):
        label = page.text("explore.set_aside", k=gone["iso3"].nunique())
        with st.expander(label):
            columns = gone[["area", "indicator", "reason"]]
            grid(words(columns, view.lang), view.lang, alt=label)
    if found.plot is not None:
        with st.expander(page.text("explore.table")):
            _rows(page, view, found.alt)


def limits(page: Page, *names: str) -> None:
    """What an analysis does not show, by the methods it rests on."""
    said = " ".join(texts.words(method, page.view.lang)[1] for method in names)
    st.markdown(f"**{page.text('methods.not_shown')}.** {said}")


def records(
    page: Page,
    rows: pd.DataFrame,
    name: str,
    links: Sequence[str] = (),
    *,
    key: str = "",
    wide: int = WIDE,
    **facts: object,
) -> None:
    """Rows of the register as a table, its headers in the reader's words; empty states say why.

    What the table holds is said, to those who do not see it, by the text `network.table.<name>`
    with some `facts`; where several tables of a page share one, `key` tells them apart. A column of
    which no row says anything is left out; `wide` is the room in pixels.
    """
    if rows.empty:
        st.caption(page.text("network.none"))
        return
    rows = rows.loc[:, ~(rows.isna() | (rows == "")).all()]
    shown = words(rows, page.view.lang, "network")
    settings = {
        page.text(f"network.{column}"): st.column_config.LinkColumn(
            display_text=page.text("network.open_link")
        )
        for column in links
        if column in rows
    }
    grid(
        shown,
        page.view.lang,
        alt=page.text(f"network.table.{name}", **facts),
        settings=settings,
        wide=wide,
        key=f"records-{key or name}",
    )


def fixed_table(page: Page, rows: pd.DataFrame, name: str) -> None:
    """Rows of members in the order given: a table whose columns nobody can sort (methods M8)."""
    shown = words(rows, page.view.lang, "network")
    st.table(
        shown,
        hide_index=True,
        border="horizontal",
        height=FIXED_HEIGHT if len(rows) > FIXED_ROWS else "content",
        alt=page.text(f"network.table.{name}"),
    )


def bullets(lines: Iterable[str]) -> None:
    """Sentences, one below the other."""
    st.html("<ul class='said'>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")


def story(page: Page, lines: Iterable[str]) -> None:
    """The sentences with which a page begins."""
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f"{page.style}<div class='story'>{told}</div>")
