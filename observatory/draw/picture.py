"""A plot with the words around it as one picture: what a reader saves of the tile grid."""

from __future__ import annotations

from observatory.charts.plot import TilePlot
from observatory.charts.text_fit import cut, lines, wide
from observatory.charts.theme import Frame, Look
from observatory.draw import key
from observatory.draw.stage_bars import tiles
from observatory.draw.stage_room import PlotArea
from observatory.draw.svg import Canvas, Drawing, palette

# The size of a picture and its edge; type and lines of title, subtitle, key, cells and source.
WIDE, HIGH, EDGE = 1280, 720, 32
TITLE, SUBTITLE, KEY, CELL, SOURCE = 28, 18, 16, 14, 13
MOST = 3
# The gap behind an entry of the key, and the height of a line in shares of its type.
GAP, LINE = 22, 1.25


def picture(plot: TilePlot, words: Frame, look: Look, lang: str) -> str:
    """The grid under its title and key and above its source line, as an SVG of its own colours."""
    sheet = Canvas(WIDE, HIGH, lang)
    top = _text(sheet, words.title, EDGE, TITLE, bold=True)
    top = _text(sheet, words.subtitle, top + 2, SUBTITLE)
    foot = HIGH - EDGE - len(_lines(words.source_line, SOURCE)) * SOURCE * LINE
    _text(sheet, words.source_line, foot, SOURCE)
    placed, top = _key(sheet, plot, top + 8)
    room = PlotArea(EDGE, top + 8, WIDE - 2 * EDGE, foot - top - 20)
    cells = Canvas(WIDE, HIGH, lang, geography=True)
    tiles(cells, plot, room, CELL)
    grid = cells.drawing()
    roles = sheet.roles | grid.roles | frozenset().union(*(each.roles for each in placed.values()))
    inside = "".join(
        f'<svg x="{x:.0f}" y="{y:.0f}" width="{each.width}" height="{each.height}">'
        f"{each.inside}</svg>"
        for (x, y), each in placed.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" '
        f'height="{HIGH}" direction="ltr" font-family="{look.font}">'
        f"<style>svg{{{palette(look, roles)}}}</style>"
        f'<rect width="{WIDE}" height="{HIGH}" fill="var(--c-paper)"/>'
        f"{sheet.drawing().inside}{inside}{grid.inside}</svg>"
    )


def _lines(words: str, size: float) -> list[str]:
    """Words on the lines of a picture."""
    room = (WIDE - 2 * EDGE) / 1.04
    return lines(cut(words, size, room, MOST), size, room)[:MOST]


def _text(sheet: Canvas, words: str, top: float, size: float, *, bold: bool = False) -> float:
    """Words from a height on; gives where they end."""
    colour = "ink" if bold else "muted"
    for line in _lines(words, size):
        sheet.text(line, EDGE, top + size * LINE / 2, size=size, bold=bold, colour=colour)
        top += size * LINE
    return top


def _key(
    sheet: Canvas, plot: TilePlot, top: float
) -> tuple[dict[tuple[float, float], Drawing], float]:
    """The key on as many lines as it needs: the places of its drawings, and where it ends."""
    placed, left, high = {}, float(EDGE), KEY * 1.6
    for entry in key.entries(plot):
        needed = key.WIDE + 6 + wide(entry.words, KEY) * 1.04
        if left > EDGE and left + needed > WIDE - EDGE:
            left, top = float(EDGE), top + high
        if entry.drawing is not None:
            at = sheet.x(left + key.WIDE) if sheet.mirror else left
            placed[(at, top + (high - key.HIGH) / 2)] = entry.drawing
        sheet.text(entry.words, left + key.WIDE + 6, top + high / 2, size=KEY)
        left += needed + GAP
    return placed, top + high
