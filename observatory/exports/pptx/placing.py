"""Where the words of a chart of points stand: beside their points, apart, inside the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from observatory.charts.label_spacing import apart
from observatory.charts.theme import LIGHT
from observatory.exports.pptx.geometry import EMU, Box, Room
from observatory.exports.pptx.labels import Label, Spot, lifted
from observatory.exports.pptx.parts import XY, Axis, Points, Told
from observatory.exports.pptx.text_fit import LINE, lines, wide

# Sizes of type in points, as they are read from the back of a room.
LABEL, TICK, NAME = 12, 12, 12
# The most of a chart's width that the names of its rows, and those at its lines' ends, take.
BEFORE, AFTER = 0.3, 0.26
# The least that the names of rows may take, in points.
NARROW = 150
# A label's own margin, and the gap to its mark, in points.
GAP = 7


def room(plot: XY, box: Box, *, rtl: bool) -> Room:
    """The plot's place in a chart: room for names before it, for ends of lines after it."""
    width, height = box.width / EMU, box.height / EMU
    before = _before(plot, width)
    after = max(0.03, _after(plot, width))
    over = any(s.place == "above" and s.labels for s in plot.series)
    top = 18 / height if over else 8 / height
    ticks = (TICK * LINE + 8 if plot.x.visible else 4) + (TICK * LINE + 4 if plot.x.title else 0)
    # The axis of values of a chart with names stands above it, as its rows are counted downwards.
    if plot.y.backwards:
        return Room(box, before, after, ticks / height, 4 / height, rtl=rtl)
    return Room(box, before, after, top, ticks / height, rtl=rtl)


def _before(plot: XY, width: float) -> float:
    if plot.y.names and not any(plot.y.names):
        return 16 / width
    if plot.y.names:
        longest = max(wide(line, NAME) for name in plot.y.names for line in _row(name, width))
        return min(BEFORE + 0.14, (longest + GAP) / width)
    if not plot.y.visible:
        return 16 / width
    titled = TICK * LINE + 4 if plot.y.title else 0
    return (wide(_tick(plot.y), TICK) + 12 + titled) / width


def _tick(axis: Axis) -> str:
    return f"{axis.high:g}" + "%" * ("%" in axis.form or "٪" in axis.form) + "0"


def _row(name: str, width: float) -> list[str]:
    """A name of a row on the lines that it needs."""
    return lines(name.replace("\n", " "), NAME, max(NARROW, width * BEFORE))


def _after(plot: XY, width: float) -> float:
    """Room for the names at the ends of lines, or for the words beside the last marks."""
    ended = [words for s in plot.series if s.place == "end" for words in s.labels.values()]
    if ended:
        longest = max(wide(line, LABEL) for words in ended for line in _end(words, width))
        return min(AFTER, (longest + 2 * GAP) / width)
    return 0.0


def _end(words: str, width: float) -> list[str]:
    """A name at the end of a line, on the lines that it needs."""
    return lines(words, LABEL, width * AFTER - 2 * GAP)


def names(plot: XY, around: Room) -> list[Points]:
    """The names of the rows as unseen points on the edge where reading begins; none without."""
    if not any(plot.y.names):
        return []
    width = around.box.width / EMU
    count = len(plot.y.names)
    said = {at: "\n".join(_row(name, width)) for at, name in enumerate(plot.y.names)}
    told = tuple(Told(name=name.replace("\n", " ")) for name in plot.y.names)
    places: list[float | None] = [float(at) for at in range(count)]
    edge = Points(" ", [plot.x.low] * count, places, labels=said, place="edge", ink=LIGHT.ink)
    return [replace(edge, told=told)]


def placed(plot: XY, around: Room, *, rtl: bool) -> Mapping[int, list[Label]]:
    """The words of each series (by `id`), moved where they would cover one another."""
    out = {
        id(series): [
            Label(at, words, series.ink, series.place, LABEL) for at, words in series.labels.items()
        ]
        for series in plot.series
        if series.place in ("left", "right")
    }
    out |= _above([s for s in plot.series if s.place == "above" and s.labels], plot, around)
    out |= _ends([s for s in plot.series if s.place == "end"], plot, around, rtl=rtl)
    return out


def _share(value: float | None, axis: Axis) -> float:
    """Where a value stands on an axis, from its lower or left end."""
    share = ((value or 0.0) - axis.low) / (axis.high - axis.low)
    return 1 - share if axis.backwards else share


def _above(series: Sequence[Points], plot: XY, around: Room) -> dict[int, list[Label]]:
    """Words above their points, raised where they would stand on others."""
    spots, whose = [], []
    for each in series:
        for at, words in each.labels.items():
            x = _share(each.x[at], plot.x) * around.wide
            y = _share(each.y[at], plot.y) * around.high
            spots.append(Spot(words, x, y, LABEL))
            whose.append((each, at, words))
    out: dict[int, list[Label]] = {id(each): [] for each in series}
    high = around.box.height / EMU
    for (each, at, words), up in zip(whose, lifted(spots), strict=True):
        out[id(each)].append(Label(at, words, each.ink, "above", LABEL, down=-up / high))
    return out


def _ends(series: Sequence[Points], plot: XY, around: Room, *, rtl: bool) -> dict[int, list[Label]]:
    """The names at the ends of lines: beyond the plot's edge, apart where they would overlap."""
    width, height = around.box.width / EMU, around.box.height / EMU
    said = {id(s): (at, _end(words, width)) for s in series for at, words in s.labels.items()}
    ended = [s for s in series if id(s) in said]
    wished = [_share(s.y[said[id(s)][0]], plot.y) * around.high for s in ended]
    tall = [len(said[id(s)][1]) * LABEL * LINE for s in ended]
    settled = apart(wished, tall, low=0, high=around.high)
    out = {}
    for each, wish, place in zip(ended, wished, settled, strict=True):
        at, broken = said[id(each)]
        beyond = (1 - _share(each.x[at], plot.x) - rtl) * around.wide / width
        side = "left" if rtl else "right"
        moved = {"right": beyond, "down": (wish - place) / height}
        out[id(each)] = [Label(at, "\n".join(broken), each.ink, side, LABEL, **moved)]
    return out
