"""What a native chart is made of: points, bars or tiles, with their axes and their key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from observatory.charts.theme import LIGHT


@dataclass(frozen=True, slots=True)
class Told:
    """Whose a point is: code, name and year, and its date or dates where it has some.

    `year_x` is the year of the value across, where it is another than that of the value upwards.
    """

    code: str = ""
    name: str = ""
    year: int | None = None
    year_x: int | None = None
    start: str = ""
    end: str = ""


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
    """A series of points; a value of None breaks a line. `labels` are texts by position.

    `told` says whose each point is. A series that `joins` is lines between marks of others.
    """

    name: str
    x: list[float | None]
    y: list[float | None]
    mark: Mark | None = None
    stroke: Stroke | None = None
    labels: Mapping[int, str] = field(default_factory=dict)
    place: str = "above"
    ink: str = LIGHT.ink
    told: tuple[Told, ...] = ()
    joins: bool = False


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


@dataclass(frozen=True, slots=True)
class Band:
    """A shade behind neighbouring categories: the first and the last of them, and its colour."""

    first: int
    last: int
    fill: str


@dataclass(frozen=True)
class Bars:
    """Bars by category, the first on top; `timed` ones stand on an unseen base, on days.

    `told` says whose each category is; `bands` are shades behind some of them.
    """

    categories: tuple[str, ...]
    series: tuple[Bar, ...]
    axis: Axis
    stacked: bool = False
    timed: bool = False
    key: tuple[Entry, ...] = ()
    told: tuple[Told, ...] = ()
    bands: tuple[Band, ...] = ()


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
