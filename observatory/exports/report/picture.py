"""A plot as a picture (PNG) for paper, drawn without a browser from the same plot as on screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_noto_sans
import typst

from observatory.charts.plot import BarPlot, Plot
from observatory.charts.theme import LIGHT, legible
from observatory.draw.key import HIGH, WIDE, entries
from observatory.draw.stage import stage
from observatory.draw.stage_room import GAP, LINE, TYPE, fold, long
from observatory.draw.svg import Canvas, Drawing
from observatory.i18n import language

# The width of a drawing in pixels, and the height of one that has no rows.
WIDTH, HEIGHT = 1280, 620
# The height of a row, whose name has two lines at most; what stands around the rows; their least.
ROW, AROUND, LEAST = 64, 100, 240
# The typefaces are wider (Noto Sans) and narrower (Amiri) than the drawing reckons.
_FACES = {False: ("Noto Sans, Amiri", 0.9), True: ("Amiri, Noto Sans", 1.08)}
# The middle of a letter above its line, as a share of its size.
_MIDDLE = 0.35
_ROLE = re.compile(r"var\(--(c|on)-([\w-]+)\)")
_HEIGHT = re.compile(r'y="(-?[\d.]+)" dy="\.35em" font-size="([\d.]+)"')
_TEMPLATE = Path(__file__).with_name("picture.typ")
# Dots an inch.
_DOTS = 220.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, with its size in pixels of the drawing."""

    png: bytes
    width: int
    height: int


def picture(plot: Plot, lang: str) -> Picture:
    """The picture of a plot below its key, on white; the same bytes for the same plot."""
    rows = len(plot.categories) if isinstance(plot, BarPlot) else 0
    high = max(LEAST, ROW * rows + AROUND) if rows else HEIGHT
    body = stage(plot, width=WIDTH, height=high, lang=lang)
    key = _key(plot, lang)
    below = key.height + 12 if key.inside else 0
    inside = f'{key.inside}<g transform="translate(0 {below})">{body.inside}</g>'
    whole = Drawing(WIDTH, body.height + below, inside, frozenset())
    made = _compiler().compile(
        format="png", ppi=_DOTS, sys_inputs={"svg": plain_svg(whole, rtl=language(lang).rtl)}
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return Picture(made, whole.width, whole.height)


def plain_svg(drawing: Drawing, *, rtl: bool) -> str:
    """A drawing for programs that know no custom properties: colours and heights written out."""
    face, scale = _FACES[rtl]

    def colour(role: re.Match[str]) -> str:
        found = LIGHT.colour(role[2])
        return found if role[1] == "c" else legible(found, LIGHT)

    def height(place: re.Match[str]) -> str:
        size = float(place[2]) * scale
        return f'y="{float(place[1]) + _MIDDLE * size:.1f}" font-size="{size:.1f}"'

    inside = _HEIGHT.sub(height, _ROLE.sub(colour, drawing.inside))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width}" '
        f'height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}" '
        f'font-family="{face}">{inside}</svg>'
    )


def _key(plot: Plot, lang: str) -> Drawing:
    """The key of a plot as lines of small drawings with their words."""
    sheet = Canvas(WIDTH, 0, lang)
    x, y = 0.0, LINE / 2
    for each in entries(plot):
        before = WIDE + GAP if each.drawing else 0
        room = before + long(each.words) + 3 * GAP
        if x and x + room > WIDTH:
            x, y = 0.0, y + LINE + 6
        if each.drawing:
            left = WIDTH - x - WIDE if sheet.mirror else x
            sheet.parts.append(
                f'<g transform="translate({left:.1f} {y - HIGH / 2:.1f})">{each.drawing.inside}</g>'
            )
        for line in fold(each.words, WIDTH - before, 3):
            sheet.text(line, x + before, y, size=TYPE, colour="muted")
            y += LINE
        x, y = x + room, y - LINE
    sheet.height = y + LINE / 2
    return sheet.drawing()


@cache
def _compiler() -> typst.Compiler:
    """The compiler with the packaged typefaces alone."""
    packages = (fontpkg_noto_sans, fontpkg_amiri)
    folders = [str(Path(str(package.__file__)).parent / "files") for package in packages]
    return typst.Compiler(str(_TEMPLATE), font_paths=folders, ignore_system_fonts=True)
