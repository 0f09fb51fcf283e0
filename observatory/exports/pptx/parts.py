"""What a native chart is made of: points, bars or tiles, with their axes and their key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from observatory.charts.theme import LIGHT


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker: PowerPoint's name of its shape, size in points, `#rrggbb`; open without a fill."""

    symbol: str
    size: int
    fill: str | None
    outline: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: `#rrggbb`, width in points, and `solid`, `dash` or `dot`."""

    colour: str
    width: float
    dash: str = "solid"


@dataclass(frozen=True)
class Points:
    """A series of points; `y` may be None, which breaks a line. `labels` are texts by position."""

    name: str
    x: list[float]
    y: list[float | None]
    mark: Mark | None = None
    stroke: Stroke | None = None
    labels: Mapping[int, str] = field(default_factory=dict)
    place: str = "above"
    ink: str = LIGHT.ink


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high`; `names` are the texts of its whole numbers, from 0."""

    low: float
    high: float
    backwards: bool = False
    step: float | None = None
    form: str = "General"
    visible: bool = True
    names: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the key: its words, and the mark or stroke or fill it stands for."""

    words: str
    mark: Mark | None = None
    stroke: Stroke | None = None
    fill: str | None = None
    hatched: bool = False


@dataclass(frozen=True)
class XY:
    """Points on two scales."""

    series: tuple[Points, ...]
    x: Axis
    y: Axis
    key: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A series of bars: one value a category, None where it has none."""

    name: str
    heights: list[float | None]
    fill: str | None
    outline: str
    hatched: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars by category, the first on top; `timed` ones stand on an unseen base, on days."""

    categories: tuple[str, ...]
    series: tuple[Bar, ...]
    axis: Axis
    stacked: bool = False
    timed: bool = False
    key: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell of the tile grid: its middle in columns and rows, its colours and its lines."""

    column: float
    row: float
    fill: str
    ink: str
    lines: tuple[str, ...]
    hatched: bool


@dataclass(frozen=True)
class Tiles:
    """The tile grid: cells of one size."""

    cells: tuple[Tile, ...]
    key: tuple[Entry, ...]


Plot = XY | Bars | Tiles
