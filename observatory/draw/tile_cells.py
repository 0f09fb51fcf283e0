"""The tile grid as a piece of a page: cells that are links, words to choose and to read aloud.

Its colours are the custom properties `--c-ROLE` and `--on-ROLE` of a look, its sizes stand in the
style sheet of the pages: wide cells show a name, narrow ones a code. Nothing of it needs a program
in the browser, so that it stands as soon as the words of the page do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from observatory.charts.plot import Entry, Fill, Tile, TilePlot, Tip
from observatory.charts.text_fit import wide
from observatory.charts.theme import Frame, Look
from observatory.draw.svg import palette
from observatory.i18n import language

# Numbers of more signs than these have no room in a narrow cell, where the code stands alone.
NARROW = 5


def tile_cells(
    plot: TilePlot, words: Frame, look: Look, lang: str, *, alt: str, href: Callable[[str], str]
) -> str:
    """The grid of a plot under its title, subtitle and key, and above its source line, as HTML.

    `href` gives the address that a cell opens, by its code. What a cell says when pointed at, or
    why its member has no value, stands beside it and is read aloud.
    """
    tiles = sorted((*plot.tiles, *plot.others), key=lambda tile: (tile.row, tile.column))
    extent = _extent(tiles)
    entries = "".join(_entry(each) for each in plot.key)
    cells = "".join(_cell(tile, extent, href(tile.code)) for tile in tiles)
    return (
        f"<figure class='tile-figure' lang='{lang}' dir='{_direction(lang)}' "
        f"aria-label='{escape(alt)}' style='{palette(look, _roles(tiles, plot.key))}'>"
        f"<figcaption><p class='tile-title'>{escape(words.title)}</p>"
        f"<p class='tile-subtitle'>{escape(words.subtitle)}</p>"
        f"<ul class='tile-key'>{entries}</ul></figcaption>"
        f"<ul class='tile-grid' style='--across:{extent.across}'>{cells}</ul>"
        f"<p class='tile-source'>{escape(words.source_line)}</p></figure>"
    )


def _direction(lang: str) -> str:
    return "rtl" if language(lang).rtl else "ltr"


@dataclass(frozen=True, slots=True)
class _Extent:
    """The first column and the first and last row of the cells, and how many columns they take."""

    left: int
    top: int
    bottom: int
    across: int


def _extent(tiles: Sequence[Tile]) -> _Extent:
    columns, rows = [tile.column for tile in tiles], [tile.row for tile in tiles]
    left = min(columns)
    return _Extent(left, min(rows), max(rows), max(columns) - left + 1)


def _roles(tiles: Sequence[Tile], key: Sequence[Entry]) -> set[str]:
    """The roles of the colours that the figure is painted in."""
    fills = [tile.fill for tile in tiles]
    fills += [entry.fill for entry in key if entry.fill]
    found = {"ink", "paper", "muted", "accent"}
    for fill in fills:
        found |= {fill.colour, *([fill.outline] if fill.outline else [])}
        found |= {fill.hatch_colour} if fill.hatch else set()
    return found


def _entry(entry: Entry) -> str:
    """An entry of the key: its fill and its words."""
    if entry.fill is None:
        return f"<li>{escape(entry.words)}</li>"
    return (
        f"<li><i class='{_classes(entry.fill)}' style='{_paint(entry.fill)}'></i>"
        f"{escape(entry.words)}</li>"
    )


def _classes(fill: Fill) -> str:
    """The classes of a fill: its role, and how it is drawn beyond its colour."""
    marks = {"hatched": bool(fill.hatch), "outlined": bool(fill.outline)}
    return " ".join(("fill", fill.colour, *(name for name, has in marks.items() if has)))


def _paint(fill: Fill) -> str:
    """The custom properties by which the style sheet paints a fill."""
    found = [f"--fill:var(--c-{fill.colour})", f"--words:var(--on-{fill.colour})"]
    if fill.hatch:
        found.append(f"--hatch:var(--c-{fill.hatch_colour})")
    if fill.outline:
        found.append(f"--edge:var(--c-{fill.outline})")
    return ";".join(found)


def _cell(tile: Tile, extent: _Extent, href: str) -> str:
    """A member's cell: its name or code, its value and year, and what it says when pointed at."""
    left, top = tile.column - extent.left + 1, tile.row - extent.top + 1
    side = "late" if left > extent.across / 2 else "early"
    end = "low" if tile.row > extent.bottom - 3 else "high"
    name = tile.datum.name or tile.code
    longest = max(wide(word, 1) for word in name.split())
    return (
        f"<li style='grid-area:{top}/{left}'>"
        f"<a class='tile {_classes(tile.fill)}' href='{escape(href)}' target='_self' "
        f"data-code='{tile.code}' aria-label='{escape(_aloud(tile, name))}' "
        f"style='{_paint(tile.fill)};--longest:{longest:.2f}'>"
        f"<b class='code'>{tile.code}</b><b class='name'>{escape(name)}</b>{_facts(tile)}</a>"
        f"{_tip(tile.tip, side, end)}</li>"
    )


def _facts(tile: Tile) -> str:
    """The line of a cell below its name: value and year, where there is one."""
    _, *more = tile.lines
    if not more:
        return ""
    value, *rest = more
    long = " long" if len(value) > NARROW else ""
    years = "".join(f" <small class='year'>{escape(line)}</small>" for line in rest)
    return f"<span class='facts'><span class='value{long}'>{escape(value)}</span>{years}</span>"


def _aloud(tile: Tile, name: str) -> str:
    """What is read aloud of a cell: all that it says when pointed at."""
    if tile.tip is None:
        return name
    facts = [*tile.tip.lines, *([tile.tip.source] if tile.tip.source else [])]
    return f"{tile.tip.name}: {'; '.join(facts)}" if facts else tile.tip.name


def _tip(tip: Tip | None, side: str, end: str) -> str:
    """What a cell says when pointed at, out of the way of the edges of the grid."""
    if tip is None:
        return ""
    lines = "".join(f"<span>{escape(line)}</span>" for line in tip.lines)
    source = f"<small>{escape(tip.source)}</small>" if tip.source else ""
    return (
        f"<span class='tile-tip {side} {end}' aria-hidden='true'>"
        f"<b>{escape(tip.name)}</b>{lines}{source}</span>"
    )
