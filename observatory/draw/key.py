"""The key of a plot beside it: each entry as a small drawing with its words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from observatory.charts.plot import EmptyPlot, Entry, Fill, Mark, Plot, Stroke
from observatory.charts.theme import Look

# The width and height of a drawing, in its own units, and the half of a mark.
WIDE, HIGH, HALF = 34, 22, 8
_DASHES = {"dash": "8 5", "dot": "2 4", "short": "2 4"}


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of a key: its words, and its drawing as SVG, as the address of a picture."""

    words: str
    drawing: str


def entries(plots: Sequence[Plot], look: Look) -> list[KeyEntry]:
    """The entries of plots that share a key, each once."""
    keys = [entry for plot in plots if not isinstance(plot, EmptyPlot) for entry in plot.key]
    found = {each.words: KeyEntry(each.words, _svg(_swatch(each, look))) for each in keys}
    return [each for each in found.values() if each.words]


def _svg(inside: str) -> str:
    """An address that holds the drawing: Streamlit takes SVG itself out of a page."""
    drawing = f"<svg viewBox='0 0 {WIDE} {HIGH}' xmlns='http://www.w3.org/2000/svg'>{inside}</svg>"
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _swatch(entry: Entry, look: Look) -> str:
    """A fill as a box, a stroke as a line, a mark as itself."""
    box = _box(entry.fill, look) if entry.fill else ""
    line = _line(entry.stroke, look) if entry.stroke else ""
    return box + line + (_mark(entry.mark, look) if entry.mark else "")


def _line(stroke: Stroke, look: Look) -> str:
    dash = f" stroke-dasharray='{_DASHES[stroke.dash]}'" if stroke.dash in _DASHES else ""
    colour = look.colour(stroke.colour)
    return f"<path d='M0 {HIGH / 2}H{WIDE}' stroke='{colour}' stroke-width='2.6'{dash}/>"


def _box(fill: Fill, look: Look) -> str:
    """A box of a fill, hatched where that is."""
    outline = look.colour(fill.outline or (fill.hatch_colour if fill.hatch else fill.colour))
    hatch = ""
    if fill.hatch:
        ways = {"/": "M7 19L17 3M15 19L25 3M23 19L29 9", "x": "M7 3L17 19M15 3L25 19"}
        path = ways["/"] + (ways["x"] if fill.hatch == "x" else "")
        stroke = look.colour(fill.hatch_colour)
        hatch = f"<path d='{path}' stroke='{stroke}' stroke-width='1.6' fill='none'/>"
    return (
        f"<rect x='5' y='3' width='24' height='16' fill='{look.colour(fill.colour)}' "
        f"stroke='{outline}' stroke-width='1.4'/>{hatch}"
    )


def _mark(mark: Mark, look: Look) -> str:
    """A mark: filled, or hollow with the colour as its outline."""
    x, y = WIDE / 2, HIGH / 2
    path = {
        "square": f"M{x - HALF + 1} {y - HALF + 1}h{2 * HALF - 2}v{2 * HALF - 2}h{2 - 2 * HALF}Z",
        "diamond": f"M{x} {y - HALF}L{x + HALF} {y}L{x} {y + HALF}L{x - HALF} {y}Z",
        "tick": f"M{x} {y - HALF}V{y + HALF}",
        "dash": f"M{x - HALF} {y}H{x + HALF}",
    }.get(mark.symbol)
    colour = look.colour(mark.colour)
    fill = "none" if mark.hollow else colour
    outline = colour if mark.hollow or not mark.outline else look.colour(mark.outline)
    style = f"fill='{fill}' stroke='{outline}' stroke-width='2.2'"
    if path is None:
        return f"<circle cx='{x}' cy='{y}' r='{HALF - 1}' {style}/>"
    return f"<path d='{path}' {style}/>"
