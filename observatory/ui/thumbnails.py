"""Thumbnails: each slide of a deck as a small picture, drawn from the same plot and words."""

from __future__ import annotations

from base64 import b64encode

from observatory.charts.plot import Stroke
from observatory.charts.text_fit import cut, lines
from observatory.charts.theme import Look
from observatory.decks.slide import Slide
from observatory.draw.stage import stage
from observatory.draw.svg import Canvas, Drawing, palette

# The size of a slide that is drawn small, its edge, the room of its title and of what it shows.
WIDE, HIGH, EDGE, TITLE, BODY = 1280, 720, 36, 150, 500
# Sizes of type, and the rows of a table that are shown.
HEAD, TEXT, ROWS = 44, 30, 9


def thumbnail(slide: Slide, look: Look, lang: str) -> str:
    """A slide as the address of a picture that holds it."""
    sheet = Canvas(WIDE, HIGH, lang)
    if slide.cover:
        sheet.colour("accent")
    size = 60 if slide.cover else HEAD
    room = WIDE - 2 * EDGE
    shown = lines(cut(slide.title, size, room / 1.06, 2), size, room / 1.06)[:2]
    top = 230 if slide.cover else EDGE + size / 2
    for at, line in enumerate(shown):
        sheet.text(line, EDGE, top + at * size * 1.15, size=size, bold=True,
                   colour="accent" if slide.cover else "ink")  # fmt: skip
    figure = None
    if slide.plot is not None:
        figure = stage(slide.plot, width=room, height=BODY, lang=lang)
    elif slide.table is not None:
        _table(sheet, slide)
    else:
        for at, line in enumerate(slide.lines):
            y = (400 if slide.cover else TITLE + 60) + at * 56
            sheet.text(cut(line, TEXT, room, 1), EDGE, y, size=TEXT, colour="muted")
    return _address(sheet.drawing(), figure, look)


def _table(sheet: Canvas, slide: Slide) -> None:
    """The first rows of a table, a line each."""
    frame = slide.table
    if frame is None:
        return
    widths = frame.attrs.get("widths") or [1 / len(frame.columns)] * len(frame.columns)
    rows = [list(frame.columns), *frame.head(ROWS).itertuples(index=False)]
    for at, row in enumerate(rows):
        y, left = TITLE + 30 + at * 54, float(EDGE)
        for cell, share in zip(row, widths, strict=True):
            wide = share * (WIDE - 2 * EDGE)
            words = cut(str(cell), TEXT, wide - 14, 1)
            sheet.text(words, left, y, size=TEXT, bold=at == 0,
                       colour="accent" if at == 0 else "ink")  # fmt: skip
            left += wide
        sheet.line([(EDGE, y + 26), (WIDE - EDGE, y + 26)], Stroke("grid", 2))


def _address(words: Drawing, figure: Drawing | None, look: Look) -> str:
    """The picture of some words, with a figure below the title."""
    roles = words.roles | (figure.roles if figure else frozenset())
    inside = ""
    if figure:
        inside = (
            f'<svg x="{EDGE}" y="{TITLE}" width="{figure.width}" height="{figure.height}" '
            f'viewBox="0 0 {figure.width} {figure.height}">{figure.inside}</svg>'
        )
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" direction="ltr" '
        f'font-family="Noto Sans, Noto Sans Arabic, Arial, sans-serif">'
        f"<style>svg{{{palette(look, roles)}}}</style>"
        f'<rect width="{WIDE}" height="{HIGH}" fill="var(--c-paper)"/>{words.inside}{inside}</svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(whole.encode()).decode()}"
