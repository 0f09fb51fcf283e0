"""Points and lines on the stage: beside names, on two scales, with names at points and ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from observatory.charts.label_spacing import Spot, apart, label_sides
from observatory.charts.plot import EndName, Fill, Label, Number, PointPlot, Points, Stroke
from observatory.draw.stage_room import (
    AFTER,
    GAP,
    LINE,
    OVER,
    TYPE,
    PlotArea,
    fold,
    long,
    plain,
    scale_below,
    scale_beside,
    scale_texts,
    share,
)
from observatory.draw.stage_rows import (
    Rows,
    after_labels,
    draw_bands,
    draw_lines,
    draw_names,
    rows,
)
from observatory.draw.svg import Canvas

# How much marks and lines grow on the stage; in a row that is thin they fill the row.
GROWN, THIN = 1.5, 1.35
# So many names may cover marks rather than be left out.
FEW = 12
_Place = Callable[[Number, Number], tuple[float, float]]


def points(sheet: Canvas, plot: PointPlot, area: PlotArea, *, named: bool = True) -> None:
    """A plot of points in an area; without `named` its rows are named by another beside it."""
    if plot.y.kind == "names":
        _on_rows(sheet, plot, area, named=named)
    else:
        _on_scales(sheet, plot, area)


def _on_rows(sheet: Canvas, plot: PointPlot, area: PlotArea, *, named: bool) -> None:
    """Points on rows that have names."""
    top, foot = (OVER, 6) if plot.x.at_top else (6, 40)
    names = plot.y.names if named else ("",) * len(plot.y.names)
    found = rows(
        names,
        height=area.height - top - foot,
        width=area.width if named else 0.0,
        extremes=_extremes(plot),
    )
    shown = [
        (share(plot.x, x), label)
        for x, y, label in _labels(plot)
        if label.side in ("after", "edge") and round(plain(y)) in found.named
    ]
    before = found.before if named else GAP
    room = area.width - before
    wide = after_labels(room, shown, GAP + 24)
    inner = area.inside(before, top, room - wide, foot)
    draw_bands(sheet, inner, plot.bands, found.high)
    scale_below(sheet, inner, plot.x, at_top=plot.x.at_top)
    _guides(sheet, inner, found)
    limit = found.high * THIN if found.is_dense or found.high < LINE else 99.0
    series(sheet, plot, lambda x, y: _spot(plot, inner, found, x, y), limit)
    draw_lines(sheet, inner, [(inner.x(plot.x, r.value), r) for r in plot.references], below=False)
    if named:
        draw_names(sheet, inner, found)
    _row_labels(sheet, plot, inner, found)


def _spot(
    plot: PointPlot, area: PlotArea, found: Rows, x: Number, y: Number
) -> tuple[float, float]:
    return area.x(plot.x, x), area.top + (plain(y) + 0.5) * found.high


def _guides(sheet: Canvas, area: PlotArea, found: Rows) -> None:
    """A thin line through each row, where rows stand apart."""
    if found.is_dense:
        return
    for at in range(len(found.lines)):
        y = area.top + (at + 0.5) * found.high
        sheet.line([(area.left, y), (area.right, y)], Stroke("grid", 1))


def _extremes(plot: PointPlot) -> list[int]:
    """The rows of the least and the greatest value."""
    found = {
        round(plain(y)): plain(x)
        for each in plot.series
        if each.role == "values"
        for x, y in zip(each.x, each.y, strict=True)
        if x is not None and y is not None
    }
    if not found:
        return []
    return [max(found, key=found.__getitem__), min(found, key=found.__getitem__)]


def _labels(plot: PointPlot) -> Iterator[tuple[Number, Number, Label]]:
    """The words at points, with where these are."""
    for each in plot.series:
        for x, y, label in zip(each.x, each.y, each.labels, strict=False):
            if x is not None and y is not None and label is not None and label.text:
                yield x, y, label


def _row_labels(sheet: Canvas, plot: PointPlot, area: PlotArea, found: Rows) -> None:
    """The words at points of rows that are named; above a point only where they touch no other."""
    taken: list[tuple[int, float, float]] = []
    for x, y, label in _labels(plot):
        row = round(plain(y))
        if row not in found.named:
            continue
        across, down = _spot(plot, area, found, x, y)
        if label.side in ("after", "edge"):
            sheet.text(label.text, across + GAP + 6, down, size=TYPE, halo=True)
        elif label.side == "centre":
            sheet.text(label.text, across, down, size=TYPE, anchor="middle", halo=True)
        else:
            half = long(label.text) / 2
            if any(r == row and a < across + half and across - half < b for r, a, b in taken):
                continue
            taken.append((row, across - half, across + half))
            sheet.text(label.text, across, down - LINE + 2, size=TYPE, anchor="middle", halo=True)


def series(sheet: Canvas, plot: PointPlot, at: _Place, limit: float) -> None:
    """The lines, whiskers and marks of a plot, lines below marks."""
    for each in plot.series:
        pairs = zip(each.x, each.y, strict=True)
        places = [None if x is None or y is None else at(x, y) for x, y in pairs]
        if each.stroke:
            stroke = each.stroke
            width = min(stroke.width * GROWN, max(1.5, limit / 2))
            sheet.line(places, Stroke(stroke.colour, width, stroke.dash))
    for each in plot.series:
        _whiskers(sheet, each, at)
        if each.mark:
            size = min(each.mark.size * GROWN, max(4.0, limit))
            pairs = zip(each.x, each.y, strict=True)
            found = [at(x, y) for x, y in pairs if x is not None and y is not None]
            sheet.marks(found, each.mark, size)


def _whiskers(sheet: Canvas, each: Points, at: _Place) -> None:
    """Lines from points up to the upper ends of what they bound."""
    if not each.upper:
        return
    way: list[tuple[float, float] | None] = []
    for x, y, upper in zip(each.x, each.y, each.upper, strict=True):
        if x is not None and y is not None:
            way += [at(x, y), at(x, upper), None]
    sheet.line(way, Stroke("reference", 2.4))


def _on_scales(sheet: Canvas, plot: PointPlot, area: PlotArea) -> None:
    """Points on two scales of values or years."""
    worded = sum(bool(r.words) and r.across for r in plot.references)
    above = LINE * worded + 8 if worded else 14
    title = 30 if plot.x.title and not plot.x.hidden else 0
    below = (42 if not plot.x.hidden else 6) + title
    ends = _end_room(plot, area)
    beside = _beside(plot, sheet.lang, area)
    inner = area.inside(beside, above, max(ends, 34), below)
    if plot.y.title and not plot.y.hidden:
        words = fold(plot.y.title, inner.height, 1)[0]
        sheet.text(words, 14, inner.top + inner.height / 2, size=TYPE, anchor="middle",
                   colour="muted", upright=True)  # fmt: skip
    for band in plot.bands:
        top, foot = sorted((inner.y(plot.y, band.last), inner.y(plot.y, band.first)))
        top, foot = max(top, inner.top), min(foot, inner.foot)
        sheet.boxes([(inner.left, top, inner.width, foot - top)], Fill(band.colour))
    scale_beside(sheet, inner, plot.y)
    scale_below(sheet, inner, plot.x)
    upright = [(inner.x(plot.x, r.value), r) for r in plot.references if r.across]
    draw_lines(sheet, inner, sorted(upright, key=lambda pair: pair[0]), below=False)
    _level_lines(sheet, plot, inner)
    series(sheet, plot, lambda x, y: (inner.x(plot.x, x), inner.y(plot.y, y)), 99.0)
    _names_at_points(sheet, plot, inner)
    _end_names(sheet, plot, inner, ends)


def _beside(plot: PointPlot, lang: str, area: PlotArea) -> float:
    """The room before a plot: for the figures of its scale and its title."""
    if plot.y.hidden:
        return 20.0
    words = [said for _, said in scale_texts(plot.y, lang, area.height * 1.6)]
    titled = 34 if plot.y.title else 0
    return max((long(each) for each in words), default=0.0) + GAP + 6 + titled


def _level_lines(sheet: Canvas, plot: PointPlot, area: PlotArea) -> None:
    """Lines from edge to edge at a value, with their words above their ends."""
    for each in plot.references:
        if each.across:
            continue
        y = area.y(plot.y, each.value)
        sheet.line([(area.left, y), (area.right, y)], each.stroke)
        if each.words:
            words = fold(each.words, area.width, 1)[0]
            sheet.text(words, area.right, y - 16, size=TYPE, anchor="end",
                       colour=each.words_colour, halo=True)  # fmt: skip


def _names_at_points(sheet: Canvas, plot: PointPlot, area: PlotArea) -> None:
    """Names at points stand where they touch no other; where there is no such place, not at all."""
    found = list(_labels(plot))
    if not found:
        return
    places = [(area.x(plot.x, x), area.y(plot.y, y)) for x, y, _ in found]
    first = area.left if not sheet.mirror else sheet.width - area.right
    spots = [
        Spot(sheet.x(x) - first, y - area.top + LINE, 11, long(label.text))
        for (x, y), (*_, label) in zip(places, found, strict=True)
    ]
    few = len(found) <= FEW
    sides = label_sides(
        spots, LINE, width=area.width + 30, height=area.height + LINE, over_marks=few
    )
    for spot, (*_, label), side in zip(spots, found, sides, strict=True):
        if side is None:
            continue
        x, y, anchor = spot.x + first, spot.y + area.top - LINE, "middle"
        if side in ("middle right", "middle left"):
            anchor = "start" if side == "middle right" else "end"
            x += 14 if side == "middle right" else -14
        else:
            y += -LINE + 3 if side == "top center" else LINE - 3
        _physical(sheet, label.text, x, y, anchor)
    sheet.named += sum(side is not None for side in sides)
    sheet.total += len(found)


def _physical(sheet: Canvas, words: str, x: float, y: float, anchor: str) -> None:
    """A text at a place counted from the left, whichever way is read."""
    turned = {"start": "end", "end": "start", "middle": "middle"}
    side = turned[anchor] if sheet.mirror else anchor
    sheet.text(words, sheet.x(x), y, size=TYPE, anchor=side, halo=True)


def _end_room(plot: PointPlot, area: PlotArea) -> float:
    """The room that the names at the ends of lines take, with the gap before them."""
    if not plot.end_names:
        after = [r for r in plot.references if not r.across and r.words]
        return 24.0 if after else 0.0
    room = area.width * AFTER
    longest = max(long(line) for name in plot.end_names for line in fold(name.text, room, 2))
    return min(longest, room) + 26


def _end_names(sheet: Canvas, plot: PointPlot, area: PlotArea, room: float) -> None:
    """The names at the ends of lines, moved apart; of too many the groups, extremes and first."""
    if not plot.end_names:
        return
    shown = _that_fit(plot.end_names, room - 26, area.height + LINE)
    folded = [fold(name.text, room - 26, 2) for name in shown]
    wished = [area.foot - area.y(plot.y, name.y) for name in shown]
    tall = [float(LINE * len(each)) for each in folded]
    placed = apart(wished, tall, low=-LINE / 2, high=area.height + LINE / 2)
    for name, words, wish, place in zip(shown, folded, wished, placed, strict=True):
        if abs(wish - place) > 4:
            ends = [(area.right + 3, area.foot - wish), (area.right + 20, area.foot - place)]
            sheet.line(ends, Stroke(name.colour, 1.5))
        for at, line in enumerate(words):
            y = area.foot - place + (at - (len(words) - 1) / 2) * LINE
            sheet.text(line, area.right + 24, y, size=TYPE, colour=name.colour)
    sheet.named += len(shown)
    sheet.total += len(plot.end_names)


def _that_fit(names: Sequence[EndName], room: float, height: float) -> list[EndName]:
    """The names that have room below each other."""
    by_value = sorted(names, key=lambda name: name.y)
    first = [name for name in names if name.everywhere]
    order = dict.fromkeys([*first, by_value[-1], by_value[0], *names])
    shown, used = [], 0.0
    for name in order:
        tall = LINE * len(fold(name.text, room, 2))
        if used + tall <= height:
            shown.append(name)
            used += tall
    return shown
