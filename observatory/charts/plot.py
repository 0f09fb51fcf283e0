"""A plot is data: what a chart kind makes, and what every renderer only reads.

Nothing here knows a screen, a slide or a page. Colours are roles of a look (`Look.colour` gives the
`#rrggbb`), texts are plain and undirected, scales run in the direction of reading: a renderer
mirrors them for a language that is read from the right. Sizes are pixels at 1280x720.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# A role of a look: `ink`, `paper`, `muted`, `grid`, `accent`, `reference`, `old`, `no_data`,
# `disputed`, `series-N` (categorical) or `ramp-N` (sequential).
Colour = str
Symbol = Literal["circle", "square", "diamond", "tick", "dash"]
Dash = Literal["solid", "dash", "dot", "short"]
Side = Literal["above", "below", "before", "after", "centre", "edge"]
Number = float | date
# The days that a span of time is drawn wide at the least.
LEAST_SPAN = 14


@dataclass(frozen=True, slots=True)
class Datum:
    """Whose a point is, as a workbook says it: code, name, year, and dates where it has some.

    `year_x` is the year of the value across, where it is another than that of the value upwards.
    """

    code: str = ""
    name: str = ""
    year: int | None = None
    year_x: int | None = None
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Tip:
    """What a mark says when pointed at: a name, lines of facts, and where they come from."""

    name: str
    lines: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker. `hollow`: an outline in its colour with paper inside."""

    symbol: Symbol
    size: float
    colour: Colour
    hollow: bool = False
    outline: Colour | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line; `short` dashes are those of projections."""

    colour: Colour
    width: float
    dash: Dash = "solid"


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area is filled: plain, with an outline, or hatched in the colour `hatch_colour`."""

    colour: Colour
    outline: Colour | None = None
    hatch: Literal["", "/", "x"] = ""
    hatch_colour: Colour = "muted"


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a point; a renderer may move or leave out one that would cover another."""

    text: str
    side: Side = "above"
    colour: Colour = "ink"
    size: float = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the key: its words, and the mark, stroke or fill that they stand for."""

    words: str
    mark: Mark | None = None
    stroke: Stroke | None = None
    fill: Fill | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high` (`low` < `high`), where reading begins at `low`.

    `kind`: `number`, `year`, `date`, or `names`, whose whole numbers from 0 are `names` (`codes`
    are what they stand for). `ticks` are the values that bear a text, with `tick_texts`; else a
    tick every `step`, else about `most_ticks`. A hidden axis still has its scale. `at_top`: the
    scale of a plot of rows stands above it. `upright`: names that are read from below.
    """

    low: Number
    high: Number
    kind: Literal["number", "year", "date", "names"] = "number"
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    ticks: tuple[float, ...] = ()
    tick_texts: tuple[str, ...] = ()
    step: float | None = None
    most_ticks: int | None = None
    suffix: str = ""
    title: str = ""
    grid: bool = False
    hidden: bool = False
    at_top: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A series of points that share a mark or a line; a value of None breaks a line.

    `x` and `y` are places on the scales of the plot. `data`, `tips` and `labels` have an item a
    point, or none at all. `role`: `values` are facts, `joins` lines between the marks of others,
    `helps` only help to read. `upper` are the ends of whiskers.
    """

    name: str
    x: tuple[Number | None, ...]
    y: tuple[Number | None, ...]
    mark: Mark | None = None
    stroke: Stroke | None = None
    data: tuple[Datum, ...] = ()
    tips: tuple[Tip | None, ...] = ()
    labels: tuple[Label | None, ...] = ()
    upper: tuple[float, ...] = ()
    role: Literal["values", "joins", "helps"] = "values"
    series_id: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A dashed line across a plot at a value, with its words: a group, a median, a day.

    `datum` says whose value it is, as of a group that a slide draws as a bar of its own.
    """

    value: Number
    words: str = ""
    name: str = ""
    stroke: Stroke = Stroke("reference", 1.4, "dash")
    across: bool = True  # at a value of the x axis; else at one of the y axis
    words_at: Literal["above", "below", "after"] = "above"
    words_colour: Colour = "muted"
    datum: Datum = Datum()


@dataclass(frozen=True, slots=True)
class Band:
    """A shade behind rows `first` to `last`, both included, or behind values of the y axis."""

    first: float
    last: float
    colour: Colour
    by: Literal["rows", "values"] = "rows"


@dataclass(frozen=True, slots=True)
class EndName:
    """The name of a line beside its end, at the value `y`; `code` says whose line it is.

    `everywhere`: a line that stands in each part of a plot in parts, as that of a group does.
    """

    code: str
    text: str
    y: float
    colour: Colour
    leader: bool = False
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that stands in a plot wherever it is shown.

    `place`: above it at the end of the line of reading, or below it at the beginning. `of_bands`:
    it says what the shades are.
    """

    text: str
    place: Literal["above", "below"] = "above"
    bold: bool = False
    of_bands: bool = False


@dataclass(frozen=True, slots=True)
class YearValue:
    """What a reading says of one value, the colour of its mark, and what stands small below."""

    words: str
    colour: Colour
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearReading:
    """What a plot says of all that stands at one place of the scale across, as of a year."""

    x: Number
    title: str
    lines: tuple[YearValue, ...]


@dataclass(frozen=True)
class PointPlot:
    """Points and lines on two scales.

    With `readings` a screen reads all marks of a place across together, else each for itself.

    `height` is that of the plot without the words around it; `before` and `after` the room at its
    sides, where reading begins and where it ends; `above` and `below` what the key and the
    words at the edges need.
    """

    series: tuple[Points, ...]
    x: Axis
    y: Axis
    references: tuple[Reference, ...] = ()
    bands: tuple[Band, ...] = ()
    end_names: tuple[EndName, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    readings: tuple[YearReading, ...] = ()
    key: tuple[Entry, ...] = ()
    height: float = 400
    before: float = 48
    after: float = 48
    above: float = 34
    below: float = 30


@dataclass(frozen=True, slots=True)
class Bars:
    """A series of bars: a value a category, None where it has none.

    `starts` are where bars begin that do not begin at zero: the first days of spans of time, whose
    `values` are the last ones; a span holds both, and is drawn `LEAST_SPAN` wide at the least.
    """

    name: str
    values: tuple[Number | None, ...]
    fill: Fill
    labels: tuple[Label | None, ...] = ()
    tips: tuple[Tip | None, ...] = ()
    starts: tuple[Number | None, ...] = ()


@dataclass(frozen=True)
class BarPlot:
    """Bars by category, the first on top. `data` and `codes` have an item a category.

    `stacked` bars stand on each other; bars on an axis of dates are spans of time. `decimals` are
    those of the values that are printed at the bars.
    """

    categories: tuple[str, ...]
    series: tuple[Bars, ...]
    axis: Axis
    data: tuple[Datum, ...] = ()
    codes: tuple[str, ...] = ()
    stacked: bool = False
    decimals: int = 1
    gap: float = 0.28
    references: tuple[Reference, ...] = ()
    bands: tuple[Band, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    key: tuple[Entry, ...] = ()
    height: float = 400
    before: float = 178
    after: float = 80
    above: float = 46
    below: float = 12


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell of the tile grid: its place in columns and rows, its fill and its lines of text."""

    code: str
    column: int
    row: int
    fill: Fill
    lines: tuple[str, ...]
    datum: Datum = Datum()
    tip: Tip | None = None
    value: float | None = None


@dataclass(frozen=True)
class TilePlot:
    """The grid of equal cells; geography, so it is never mirrored.

    `others` are cells that the plot says nothing of: they keep the shape of the grid.
    """

    tiles: tuple[Tile, ...]
    key: tuple[Entry, ...] = ()
    height: float = 470
    others: tuple[Tile, ...] = ()


@dataclass(frozen=True)
class CellPlot:
    """Cells by row and column, each of a class, with marks upon them.

    `classes`: the class of each cell, a row after the other, as places in `fills`. `marks` stand on
    cells at whole numbers of both axes.
    """

    rows: Axis
    columns: Axis
    classes: tuple[tuple[int, ...], ...]
    fills: tuple[Fill, ...]
    tips: tuple[tuple[Tip, ...], ...]
    marks: tuple[Points, ...] = ()
    key: tuple[Entry, ...] = ()
    height: float = 400
    before: float = 330
    after: float = 16
    above: float = 68
    below: float = 122


@dataclass(frozen=True)
class PanelPlot:
    """Small plots side by side, each under its name, on scales of their own kind.

    `across`: so many in a row at most. `stacked` panels stand one below the other and share the
    scale across, which only the last shows. `alts` are the texts of single panels by name.
    """

    panels: tuple[tuple[str, PointPlot], ...]
    across: int = 10
    stacked: bool = False
    sentences: tuple[Sentence, ...] = ()
    key: tuple[Entry, ...] = ()
    scale_words: str = ""
    height: float = 400
    alts: Mapping[str, str] = field(default_factory=dict)

    def alt_of(self, panel: str, whole: str) -> str:
        """The text of one of the panels: its own, else that of the `whole` under its name."""
        return self.alts.get(panel) or f"{panel}. {whole}"


@dataclass(frozen=True, slots=True)
class Layer:
    """The areas of a boundary map that share a fill, by code, with what each says.

    `dots` are the places of areas too small to be seen, in degrees east and north, by code.
    """

    name: str
    fill: Fill
    codes: tuple[str, ...]
    tips: tuple[Tip, ...] = ()
    dots: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class BoundaryPlot:
    """The polygon map: on screen only, off by default, never in a deck or brief."""

    layers: tuple[Layer, ...]
    others: tuple[str, ...]
    disclaimer: str
    key: tuple[Entry, ...] = ()
    height: float = 450


@dataclass(frozen=True)
class EmptyPlot:
    """A plot of nothing, which says why."""

    reason: str
    height: float = 400


Plot = PointPlot | BarPlot | TilePlot | CellPlot | PanelPlot | BoundaryPlot | EmptyPlot
