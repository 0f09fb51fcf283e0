"""The key of a figure beside it: each entry as a small drawing with its words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from observatory.charts.theme import Look
from observatory.i18n import LRI, PDI, RLI

# The width and height of a drawing, in its own units, and the half of a mark.
WIDE, HIGH, HALF = 34, 22, 8
_DASHES = {"dash": "8 5", "dot": "2 4", "2px,4px": "2 4", "2px,3px": "2 3"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a key: its words, and its drawing as SVG, as the address of a picture."""

    words: str
    drawing: str


def entries(figures: Sequence[go.Figure], look: Look) -> list[Entry]:
    """The entries of figures that share a key, each once."""
    found = {entry.words: entry for figure in figures for entry in _of(figure, look) if entry.words}
    return list(found.values())


def _of(figure: go.Figure, look: Look) -> Iterator[Entry]:
    """What plotly would list in its legend: named traces, where more than one or asked for."""
    if figure.layout.showlegend is False:
        return
    named = [t for t in figure.data if t.name and t.showlegend is not False and t.type != "heatmap"]
    if len(named) == 1 and not named[0].showlegend:
        return
    for trace in named:
        yield Entry(_plain(trace.name), _svg(_drawn(trace, look)))


def _plain(words: str) -> str:
    """Words without isolates and the blank that widens a legend."""
    return "".join(letter for letter in words if letter not in (LRI, RLI, PDI)).strip()


def _svg(inside: str) -> str:
    """An address that holds the drawing: Streamlit takes SVG itself out of a page."""
    drawing = f"<svg viewBox='0 0 {WIDE} {HIGH}' xmlns='http://www.w3.org/2000/svg'>{inside}</svg>"
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _drawn(trace: go.Scatter | go.Bar, look: Look) -> str:
    """A bar or an area as a box, a line as a line, a point as its mark."""
    if trace.type not in ("scatter", "scattergeo"):
        return _box(trace, look)
    mode = trace.mode or "lines"
    line = _line(trace.line) if "lines" in mode else ""
    return line + (_mark(trace.marker, look) if "markers" in mode else "")


def _line(line: go.scatter.Line) -> str:
    dash = f" stroke-dasharray='{_DASHES[line.dash]}'" if line.dash in _DASHES else ""
    return (
        f"<path d='M0 {HIGH / 2}H{WIDE}' stroke='{escape(str(line.color))}' "
        f"stroke-width='2.6'{dash}/>"
    )


def _box(trace: go.Bar, look: Look) -> str:
    """A box of the fill of bars or areas, hatched where they are."""
    if trace.type != "bar":
        scale = trace.colorscale
        fill = scale[0][1] if scale else look.no_data
        return _rect(fill, look.muted)
    marker = trace.marker
    pattern = marker.pattern.shape if marker.pattern else None
    outline = (marker.line and marker.line.color) or marker.color
    hatch = ""
    if pattern:
        stroke = escape(str(marker.pattern.fgcolor or look.muted))
        ways = ("M7 19L17 3M15 19L25 3M23 19L29 9", "M7 3L17 19M15 3L25 19")
        path = "".join(ways if pattern == "x" else ways[:1])
        hatch = f"<path d='{path}' stroke='{stroke}' stroke-width='1.6' fill='none'/>"
    return _rect(str(marker.color or look.paper), str(outline)) + hatch


def _rect(fill: str, outline: str) -> str:
    return (
        f"<rect x='5' y='3' width='24' height='16' fill='{escape(fill)}' "
        f"stroke='{escape(outline)}' stroke-width='1.4'/>"
    )


def _mark(marker: go.scatter.Marker, look: Look) -> str:
    """A point's mark: filled, or open with the colour as its outline."""
    symbol = marker.symbol or "circle"
    name = symbol if isinstance(symbol, str) else _usual(list(symbol))
    colour = str(marker.color if isinstance(marker.color, str) else look.muted)
    outline = str((marker.line and marker.line.color) or colour)
    hollow = name.endswith("-open")
    fill = "none" if hollow else colour
    x, y = WIDE / 2, HIGH / 2
    path = {
        "square": f"M{x - HALF + 1} {y - HALF + 1}h{2 * HALF - 2}v{2 * HALF - 2}h{2 - 2 * HALF}Z",
        "diamond": f"M{x} {y - HALF}L{x + HALF} {y}L{x} {y + HALF}L{x - HALF} {y}Z",
        "line-ns": f"M{x} {y - HALF}V{y + HALF}",
        "line-ew": f"M{x - HALF} {y}H{x + HALF}",
    }.get(name.removesuffix("-open"))
    style = f"fill='{escape(fill)}' stroke='{escape(outline)}' stroke-width='2.2'"
    if path is None:
        return f"<circle cx='{x}' cy='{y}' r='{HALF - 1}' {style}/>"
    return f"<path d='{path}' {style}/>"


def _usual(symbols: list[str]) -> str:
    """The symbol that stands in the key: a filled one where there is one."""
    return next((each for each in symbols if not each.endswith("-open")), symbols[0])
