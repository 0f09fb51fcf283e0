"""How much of the stage is left for a figure once its words stand: pixels at 1280x720."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from observatory.decks.slide import Slide

# The width of a figure, and the height between the upper edge and the foot of the stage.
WIDE, WHOLE = 1216, 664
# Of title, subtitle, caveat and source line: letters on a line, its height, and the most lines.
TITLE, SUBTITLE = (78, 40, 2), (106, 28, 2)
CAVEAT, SOURCE = (104, 28, 2), (190, 18, 4)
# The letters of a note that are shown; the rest is one press away.
NOTE = 2 * CAVEAT[0] - 8
# The height of a line of the key, the width of its drawings with their gaps, and of a letter.
KEY, DRAWING, LETTER = 32, 70, 11.5
# The gaps between these parts.
GAPS = 34


def height(slide: Slide, key: Sequence[str]) -> int:
    """The height of a slide's figure; `key` are the words of its key, entry by entry."""
    words = ((slide.title, TITLE), (slide.subtitle, SUBTITLE), (slide.caveat, CAVEAT),
             (slide.source, SOURCE))  # fmt: skip
    taken = sum(_high(said, *size) for said, size in words)
    return int(WHOLE - GAPS - taken - KEY * _lines(key))


def _high(words: str, letters: int, line: int, most: int) -> int:
    return line * min(most, ceil(len(words) / letters))


def _lines(words: Sequence[str]) -> int:
    """The lines that a key needs: its entries stand beside each other where there is room."""
    lines, used = 0, float(WIDE)
    for each in words:
        wide = DRAWING + LETTER * len(each)
        if used + wide > WIDE:
            lines, used = lines + 1, 0.0
        used += wide
    return lines
