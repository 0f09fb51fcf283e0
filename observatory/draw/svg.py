"""A drawing as SVG text: paths and words in the direction of reading, colours by their roles.

Colours are the custom properties `--c-ROLE` of the page, so that a drawing follows the theme
without being drawn again; `palette` gives them for a look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from zlib import crc32

from observatory.charts.plot import Colour, Fill, Mark, Stroke
from observatory.charts.theme import Look, legible
from observatory.i18n import embed, language

_DASHES = {"dash": "9 6", "dot": "2 5", "short": "3 5"}
_ANCHORS = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of a size in pixels: what stands inside its `svg`, and the roles it is painted in.

    `named` of `total` names have room in it; the two are the same where none is left out.
    """

    width: int
    height: int
    inside: str
    roles: frozenset[str]
    named: int = 0
    total: int = 0

    def svg(self, look: Look | None = None, words: str = "") -> str:
        """The whole `svg`; with a look it bears its own colours. `words` tell what it shows."""
        style = f"<style>svg{{{palette(look, self.roles)}}}</style>" if look else ""
        told = f' role="img" aria-label="{escape(words)}"' if words else ""
        face = f' font-family="{escape(look.font)}"' if look else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'direction="ltr"{told}{face}>{style}{self.inside}</svg>'
        )


def palette(look: Look, roles: Iterable[str]) -> str:
    """The custom properties of some roles in a look, and of the ink that is read upon each."""
    lines = []
    for role in sorted(roles):
        colour = look.colour(role)
        lines.append(f"--c-{role}:{colour};--on-{role}:{legible(colour, look)};")
    return "".join(lines)


@dataclass
class Canvas:
    """Paper to draw on: x runs from where reading begins unless the sheet shows geography."""

    width: float
    height: float
    lang: str
    geography: bool = False
    parts: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=lambda: {"ink", "paper"})
    hatches: dict[str, str] = field(default_factory=dict)
    named: int = 0
    total: int = 0

    @property
    def mirror(self) -> bool:
        """Whether x is counted from the right."""
        return language(self.lang).rtl and not self.geography

    def x(self, value: float) -> float:
        """A place across, from the left."""
        return self.width - value if self.mirror else value

    def colour(self, role: Colour) -> str:
        """A role as the page's custom property."""
        self.roles.add(role)
        return f"var(--c-{role})"

    def line(self, places: Iterable[tuple[float, float] | None], stroke: Stroke) -> None:
        """A line through places, broken at each that is None."""
        way, after = [], "M"
        for place in places:
            if place is None:
                after = "M"
                continue
            way.append(f"{after}{_n(self.x(place[0]))} {_n(place[1])}")
            after = "L"
        if way:
            dash = f' stroke-dasharray="{_DASHES[stroke.dash]}"' if stroke.dash in _DASHES else ""
            self.parts.append(
                f'<path d="{"".join(way)}" fill="none" stroke="{self.colour(stroke.colour)}" '
                f'stroke-width="{_n(stroke.width)}" stroke-linejoin="round"{dash}/>'
            )

    def boxes(self, found: Iterable[tuple[float, float, float, float]], fill: Fill) -> None:
        """Boxes of one fill: left, top, width, height each."""
        way = []
        for left, top, wide, high in found:
            at = self.x(left + wide) if self.mirror else left
            way.append(f"M{_n(at)} {_n(top)}h{_n(wide)}v{_n(high)}h{_n(-wide)}z")
        if not way:
            return
        edge = fill.outline or (fill.hatch_colour if fill.hatch else None)
        line = f' stroke="{self.colour(edge)}" stroke-width="1.5"' if edge else ""
        way_of = "".join(way)
        self.parts.append(f'<path d="{way_of}" fill="{self.colour(fill.colour)}"{line}/>')
        if fill.hatch:
            self.parts.append(f'<path d="{way_of}" fill="url(#{self._hatch(fill)})"/>')

    def _hatch(self, fill: Fill) -> str:
        """The name of the pattern that hatches a fill."""
        way = "M0 10L10 0" + ("M0 0L10 10" if fill.hatch == "x" else "")
        ink = self.colour(fill.hatch_colour)
        name = f"h{crc32(f'{self.width}{self.lang}{way}{ink}'.encode()):x}"
        self.hatches[name] = (
            f'<pattern id="{name}" width="10" height="10" patternUnits="userSpaceOnUse">'
            f'<path d="{way}" stroke="{ink}" stroke-width="1.6" fill="none"/></pattern>'
        )
        return name

    def marks(self, places: Iterable[tuple[float, float]], mark: Mark, size: float) -> None:
        """Marks of one kind at places, `size` pixels wide."""
        half = size / 2
        way = "".join(_shape(self.x(x), y, half, mark.symbol) for x, y in places)
        if not way:
            return
        ink = self.colour(mark.colour)
        if mark.symbol in ("tick", "dash"):
            paint = f'fill="none" stroke="{ink}" stroke-width="2.4"'
        elif mark.hollow:
            paint = f'fill="{self.colour("paper")}" stroke="{ink}" stroke-width="2.6"'
        else:
            edge = f' stroke="{self.colour(mark.outline)}"' if mark.outline else ""
            paint = f'fill="{ink}"{edge}'
        self.parts.append(f'<path d="{way}" {paint}/>')

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float,
        anchor: str = "start",
        colour: Colour = "ink",
        upon: Colour | None = None,
        bold: bool = False,
        upright: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of words whose middle is at the height `y`; `upon` is what it stands on."""
        at = self.x(x)
        side = _ANCHORS[anchor] if self.mirror and not upright else anchor
        ink = self.colour(colour)
        if upon is not None:
            self.roles.add(upon)
            ink = f"var(--on-{upon})"
        more = ' font-weight="700"' if bold else ""
        more += f' transform="rotate(-90 {_n(at)} {_n(y)})"' if upright else ""
        if halo:
            paper = self.colour("paper")
            more += (
                f' stroke="{paper}" stroke-width="5" paint-order="stroke" stroke-linejoin="round"'
            )
        self.parts.append(
            f'<text x="{_n(at)}" y="{_n(y)}" dy=".35em" font-size="{_n(size)}" '
            f'text-anchor="{side}" fill="{ink}"{more}>{escape(embed(words, self.lang))}</text>'
        )

    def drawing(self) -> Drawing:
        """What has been drawn."""
        hatches = f"<defs>{''.join(self.hatches.values())}</defs>" if self.hatches else ""
        return Drawing(
            round(self.width),
            round(self.height),
            hatches + "".join(self.parts),
            frozenset(self.roles),
            self.named,
            self.total,
        )


def _shape(x: float, y: float, half: float, symbol: str) -> str:
    """The way around a mark."""
    h = _n(half)
    if symbol == "square":
        return f"M{_n(x - half)} {_n(y - half)}h{_n(2 * half)}v{_n(2 * half)}h{_n(-2 * half)}z"
    if symbol == "diamond":
        wide = half * 1.2
        side, back = _n(wide), _n(-wide)
        return f"M{_n(x)} {_n(y - wide)}l{side} {side}l{back} {side}l{back} {back}z"
    if symbol == "tick":
        return f"M{_n(x)} {_n(y - half)}v{_n(2 * half)}"
    if symbol == "dash":
        return f"M{_n(x - half)} {_n(y)}h{_n(2 * half)}"
    turn = f"a{h} {h} 0 1 0 "
    return f"M{_n(x - half)} {_n(y)}{turn}{_n(2 * half)} 0{turn}{_n(-2 * half)} 0z"


def _n(value: float) -> str:
    """A number with at most one digit after its point."""
    found = f"{value:.1f}"
    return found.removesuffix(".0")
