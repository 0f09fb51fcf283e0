"""The key of a plot beside it: each entry as a small drawing with its words."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.charts.plot import BoundaryPlot, EmptyPlot, Entry, Fill, PanelPlot, Plot, TilePlot
from observatory.draw.svg import Canvas, Drawing

# The width and height of a drawing, and the size of a mark in it, in pixels.
WIDE, HIGH, MARK = 34, 22, 15


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of a key: its words, and its drawing; a sentence has none."""

    words: str
    drawing: Drawing | None


def entries(plot: Plot) -> list[KeyEntry]:
    """The entries of a plot's key, each once, and the sentences that stand in the plot."""
    if isinstance(plot, EmptyPlot | BoundaryPlot):
        return []
    found = [*plot.key, *sentences(plot)]
    drawn = {entry.words: KeyEntry(entry.words, _swatch(entry)) for entry in found}
    return [each for each in drawn.values() if each.words]


def sentences(plot: Plot) -> list[Entry]:
    """The sentences of a plot as entries of its key: with their shade where they speak of one."""
    out = []
    if not isinstance(plot, EmptyPlot | BoundaryPlot | TilePlot) and hasattr(plot, "sentences"):
        bands = getattr(plot, "bands", ())
        for sentence in plot.sentences:
            shade = Fill(bands[0].colour) if sentence.of_bands and bands else None
            out.append(Entry(" ".join(sentence.text.split("\n")), fill=shade))
    if isinstance(plot, PanelPlot) and plot.scale_words:
        out.append(Entry(" ".join(plot.scale_words.split("\n"))))
    return out


def _swatch(entry: Entry) -> Drawing | None:
    """A fill as a box, a stroke as a line, a mark as itself; nothing for words alone."""
    if not (entry.fill or entry.stroke or entry.mark):
        return None
    sheet = Canvas(WIDE, HIGH, "en")
    if entry.fill:
        fill = entry.fill
        edged = fill if fill.outline or fill.hatch else Fill(fill.colour, fill.colour)
        sheet.boxes([(5, 3, 24, 16)], edged)
    if entry.stroke:
        sheet.line([(0, HIGH / 2), (WIDE, HIGH / 2)], entry.stroke)
    if entry.mark:
        sheet.marks([(WIDE / 2, HIGH / 2)], entry.mark, MARK)
    return sheet.drawing()
