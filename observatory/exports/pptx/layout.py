"""Where the parts of one slide stand: words take what they need, what is shown has the rest."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.util import Inches

from observatory.charts.text_fit import LINE, cut, lines
from observatory.decks.slide import Slide
from observatory.exports.pptx.geometry import EMU, Box
from observatory.exports.pptx.master import EDGE, INNER, RULE, TOP

# The sizes of each part in points, for one line and for several, and the most lines.
_Sizes = tuple[tuple[int, ...], tuple[int, ...], int]
TITLES: _Sizes = (28, 26, 24, 22), (24, 22, 20, 18, 16), 2
SUBTITLES: _Sizes = (14, 13, 12), (12,), 2
CAVEATS: _Sizes = (14, 13, 12), (12, 11, 10), 4
SOURCES: _Sizes = (10,), (10, 9), 4
# Bold letters are wider; a page is never full to its last letter.
_BOLD, _WIDTH = 1.09, INNER / EMU * 0.98
_GAP = int(Inches(0.1))


@dataclass(frozen=True, slots=True)
class Part:
    """The words of a part, their size in points, and their place."""

    words: str
    size: float
    box: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a slide from top to bottom; `told` is what a reader's note had no room for."""

    title: Part
    subtitle: Part
    body: Box
    caveat: Part
    source: Part
    told: str


def laid_out(slide: Slide) -> Layout:
    """The places of the parts of a slide, which never touch."""
    title = _part(slide.title, TITLES, TOP, bold=True)
    under = title.box.top + title.box.height
    subtitle = _part(slide.subtitle, SUBTITLES, under + _GAP // 2)
    source = _above(slide.source, SOURCES, RULE - _GAP)
    caveat = _above(slide.caveat, CAVEATS, source.box.top - _GAP // 2)
    top = subtitle.box.top + subtitle.box.height + _GAP
    body = Box(EDGE, top, INNER, caveat.box.top - _GAP - top)
    told = slide.caveat if caveat.words != slide.caveat else ""
    return Layout(title, subtitle, body, caveat, source, told)


def _fit(words: str, sizes: _Sizes, *, bold: bool) -> tuple[str, int, int]:
    """The words at the largest size that has room for them, cut at the least; size and lines."""
    width = _WIDTH / (_BOLD if bold else 1)
    alone, several, most = sizes
    for allowed, count in ((alone, 1), (several, most)):
        for size in allowed:
            found = len(lines(words, size, width))
            if found <= count:
                return words, size, found
    least = several[-1]
    return cut(words, least, width, most), least, most


def _part(words: str, sizes: _Sizes, top: int, *, bold: bool = False) -> Part:
    """A part whose place begins at `top`; one without words has no height."""
    if not words:
        return Part("", sizes[0][0], Box(EDGE, top, INNER, 0))
    said, size, count = _fit(words, sizes, bold=bold)
    return Part(said, size, Box(EDGE, top, INNER, _high(count, size)))


def _above(words: str, sizes: _Sizes, foot: int) -> Part:
    """A part whose place ends at `foot`."""
    part = _part(words, sizes, 0)
    high = part.box.height
    return Part(part.words, part.size, Box(EDGE, foot - high, INNER, high))


def _high(count: int, size: float) -> int:
    return int((count * size * LINE + 2) * EMU)
