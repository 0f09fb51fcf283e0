"""Where the words of a chart of points stand: beside their points, apart, inside the chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from observatory.charts.label_spacing import apart
from observatory.charts.plot import BarPlot, Datum, Label, PointPlot, Points
from observatory.charts.text_fit import LINE, lines, wide
from observatory.draw.stage_room import choose
from observatory.exports.pptx.axes import TICK, Scale
from observatory.exports.pptx.geometry import EMU, Box, ChartRoom
from observatory.exports.pptx.labels import Caption, TextSpot, lifts
from observatory.exports.pptx.point_scales import ScaledPlot
from observatory.exports.pptx.units import number

# Sizes of type in points, as they are read from the back of a room.
LABEL, NAME = 12, 12
# The most of a chart's width that the names of its rows, and those at its lines' ends, take.
BEFORE, AFTER = 0.3, 0.26
# The least that the names of rows may take, in points.
NARROW = 150
# A label's own margin, and the gap to its mark, in points.
GAP = 7
# The rows that have room for their names; None where all have.
Chosen = frozenset[int] | None


def with_room(plot: PointPlot | BarPlot, high: float) -> Chosen:
    """Which rows of a plot of so many points' height have room for their names; None: all.

    Groups, which stand below bars, come first, then the rows of the least and the greatest value,
    then the first, the last and others.
    """
    first = range(0)
    if isinstance(plot, PointPlot):
        count = len(plot.y.names) if plot.y.kind == "names" else 0
        found = {
            round(number(y) or 0.0): number(x) or 0.0
            for points in plot.series
            if points.role == "values"
            for x, y in zip(points.x, points.y, strict=True)
            if x is not None and y is not None
        }
    else:
        lines = () if plot.axis.kind == "date" else plot.references
        groups = [each for each in lines if each.name or each.words]
        count = len(plot.categories) + len(groups)
        first = range(len(plot.categories), count)
        found = {
            at: number(value) or 0.0
            for bars in plot.series
            for at, value in enumerate(bars.values)
            if value is not None
        }
    row = high / max(1, count)
    if row >= NAME * LINE * 0.9:
        return None
    ends = [max(found, key=found.__getitem__), min(found, key=found.__getitem__)] if found else []
    return frozenset(
        choose([(at + 0.5) * row for at in range(count)], [*first, *ends], NAME * LINE)
    )


def room(plot: ScaledPlot, box: Box) -> ChartRoom:
    """The plot's place in a chart: room for names before it, for ends of lines after it."""
    width, height = box.width / EMU, box.height / EMU
    before = _before(plot, width)
    after = max(0.03, _after(plot, width))
    over = any(label.side in ("above", "below") for _, _, label in _labels(plot))
    top = 18 / height if over else 8 / height
    titled = plot.x.has_numbers and plot.x.axis.title
    ticks = (4 if plot.x.axis.hidden else TICK * LINE + 8) + (TICK * LINE + 4 if titled else 0)
    # The scale of a chart with names stands above it, as its rows are counted downwards.
    if plot.y.backwards:
        return ChartRoom(box, before, after, ticks / height, 4 / height, rtl=plot.rtl)
    return ChartRoom(box, before, after, top, ticks / height, rtl=plot.rtl)


def _labels(plot: ScaledPlot) -> Iterator[tuple[Points, int, Label]]:
    """The words at points: series, place in it, label."""
    for points in plot.series:
        for at, label in enumerate(points.labels):
            if label is not None and label.text:
                yield points, at, label


def _before(plot: ScaledPlot, width: float) -> float:
    if any(plot.names):
        longest = max(wide(line, NAME) for name in plot.names for line in _row(name, width))
        return min(BEFORE + 0.14, (longest + GAP) / width)
    if not plot.y.has_numbers:
        return 16 / width
    titled = TICK * LINE + 4 if plot.y.axis.title else 0
    return (wide(_tick(plot.y), TICK) + 12 + titled) / width


def _tick(found: Scale) -> str:
    return f"{found.high:g}" + "%" * ("%" in found.form or "٪" in found.form) + "0"


def _row(name: str, width: float) -> list[str]:
    """A name of a row on the lines that it needs."""
    return lines(name.replace("\n", " "), NAME, max(NARROW, width * BEFORE))


def _after(plot: ScaledPlot, width: float) -> float:
    """Room for the names at the ends of lines."""
    ends = [label.text for _, _, label in _labels(plot) if label.side == "edge"]
    if not ends:
        return 0.0
    longest = max(wide(line, LABEL) for words in ends for line in _end(words, width))
    return min(AFTER, (longest + 2 * GAP) / width)


def _end(words: str, width: float) -> list[str]:
    """A name at the end of a line, on the lines that it needs."""
    return lines(words, LABEL, width * AFTER - 2 * GAP)


def names(plot: ScaledPlot, around: ChartRoom, chosen: Chosen = None) -> list[Points]:
    """The names of the rows as unseen points on the edge where reading begins; none without.

    Of rows that stand too close only those `chosen` have their names.
    """
    if not any(plot.names):
        return []
    width = around.box.width / EMU
    most = 99 if chosen is None else 1
    labels = tuple(
        Label("\n".join(_row(name, width)[:most]), side="before")
        if chosen is None or at in chosen
        else None
        for at, name in enumerate(plot.names)
    )
    data = tuple(Datum(name=name.replace("\n", " ")) for name in plot.names)
    places = tuple(float(at) for at in range(len(plot.names)))
    edge = (plot.x.low,) * len(places)
    return [Points("", edge, places, data=data, labels=labels, role="helps")]


def place_captions(plot: ScaledPlot, around: ChartRoom) -> Mapping[int, list[Caption]]:
    """The words of each series (by `id`), moved where they would cover one another."""
    found = list(_labels(plot))
    out: dict[int, list[Caption]] = {id(points): [] for points, _, _ in found}
    over = [each for each in found if each[2].side in ("above", "below")]
    ends = [each for each in found if each[2].side == "edge"]
    for (points, *_), caption in zip(over, _above(over, plot, around), strict=True):
        out[id(points)].append(caption)
    for (points, *_), caption in zip(ends, _ends(ends, plot, around), strict=True):
        out[id(points)].append(caption)
    for points, at, label in found:
        if label.side in ("before", "after", "centre"):
            out[id(points)].append(caption_at(at, label, rtl=plot.rtl))
    return out


def caption_at(at: int, label: Label, *, rtl: bool) -> Caption:
    """A text on one side of its point, in the direction of reading, or on it."""
    side = "centre"
    if label.side != "centre":
        side = "left" if (label.side == "before") != rtl else "right"
    return Caption(at, label.text, label.colour, side, LABEL)


def _above(
    found: list[tuple[Points, int, Label]], plot: ScaledPlot, around: ChartRoom
) -> Iterator[Caption]:
    """Words above their points, raised where they would stand on others."""
    spots = [
        TextSpot(
            label.text,
            plot.x.share(points.x[at]) * around.wide,
            plot.y.share(points.y[at]) * around.high,
            LABEL,
        )
        for points, at, label in found
    ]
    high = around.box.height / EMU
    for (_, at, label), up in zip(found, lifts(spots), strict=True):
        yield Caption(at, label.text, label.colour, "above", LABEL, down=-up / high)


def _ends(
    found: list[tuple[Points, int, Label]], plot: ScaledPlot, around: ChartRoom
) -> Iterator[Caption]:
    """The names at the ends of lines: beyond the plot's edge, apart where they would overlap."""
    width, height = around.box.width / EMU, around.box.height / EMU
    broken = [_end(label.text, width) for *_, label in found]
    wished = [plot.y.share(points.y[at]) * around.high for points, at, _ in found]
    tall = [len(each) * LABEL * LINE for each in broken]
    settled = apart(wished, tall, low=0, high=around.high)
    for (points, at, label), words, wish, place in zip(found, broken, wished, settled, strict=True):
        beyond = (1 - plot.x.share(points.x[at]) - plot.rtl) * around.wide / width
        moved = {"right": beyond, "down": (wish - place) / height}
        side = "left" if plot.rtl else "right"
        yield Caption(at, "\n".join(words), label.colour, side, LABEL, **moved)
