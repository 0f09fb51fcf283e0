"""How a report looks: page, typefaces, styles of paragraphs and tables, in either direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from observatory.charts.theme import LIGHT
from observatory.exports.report.markup import borders, element, put
from observatory.i18n import FIRST, LANGUAGES, language

# A4 with its margins, and the width between these.
WIDE, HIGH, MARGIN = Cm(21.0), Cm(29.7), Cm(2.2)
ROOM = Emu(WIDE - 2 * MARGIN)
# Typefaces that Word brings along on every machine: Latin, and scripts with joined letters.
LATIN, JOINED = "Calibri", "Arial"
# Arabic of no country is none that Word knows.
_WORD_CODES = {"ar": "ar-SA"}
ACCENT, INK, MUTED = (
    colour.lstrip("#").upper() for colour in (LIGHT.accent, LIGHT.ink, LIGHT.muted)
)
GRID, TINT = "C9D1CD", "EEF4F1"


class ParagraphLook(NamedTuple):
    """A style of paragraphs: size and room in points, colour; `keep`: it stays with the next."""

    size: float
    colour: str
    bold: bool
    before: float
    after: float
    keep: bool


_STYLES: Mapping[str, ParagraphLook] = {
    "Normal": ParagraphLook(11, INK, False, 0, 7, False),
    "Title": ParagraphLook(30, ACCENT, True, 44, 10, False),
    "Subtitle": ParagraphLook(14, MUTED, False, 0, 6, False),
    "Heading 1": ParagraphLook(19, ACCENT, True, 26, 8, True),
    "Heading 2": ParagraphLook(13.5, ACCENT, True, 16, 5, True),
    "Heading 3": ParagraphLook(11.5, INK, True, 10, 3, True),
    "TOC Heading": ParagraphLook(17, ACCENT, True, 22, 6, True),
    "TOC 1": ParagraphLook(10.5, INK, True, 4, 0, False),
    "TOC 2": ParagraphLook(9.5, INK, False, 0, 0, False),
    "Caption": ParagraphLook(9.5, INK, True, 12, 4, True),
    "Table Text": ParagraphLook(9, INK, False, 1, 1, False),
    "Table Head": ParagraphLook(9, INK, True, 2, 2, True),
    "Source Line": ParagraphLook(8.5, MUTED, False, 3, 10, False),
    "Narrative Head": ParagraphLook(9.5, ACCENT, True, 8, 0, True),
    "Narrative": ParagraphLook(10.5, MUTED, False, 0, 12, False),
    "List Bullet": ParagraphLook(11, INK, False, 0, 4, False),
    "List Number": ParagraphLook(11, INK, False, 0, 4, False),
    "Link Title": ParagraphLook(10, INK, False, 5, 0, False),
    "Link": ParagraphLook(9, ACCENT, False, 0, 2, False),
    "Letter Line": ParagraphLook(11, INK, False, 0, 1, False),
    "Footer": ParagraphLook(8.5, MUTED, False, 0, 0, False),
}


def prepare(document: Any, lang: str) -> None:
    """Page, defaults, styles and direction of a new document."""
    _set_defaults(document, lang)
    for name, look in _STYLES.items():
        _set_style(document, name, look)
    for name in ("Narrative Head", "Narrative"):
        _box(document.styles[name], first=name == "Narrative Head")
    for level in (1, 2):
        _set_contents_style(document.styles[f"TOC {level}"], level)
    _set_page(document.sections[0], lang)


def word_code(lang: str) -> str:
    """The code of a language as Word knows it: en-GB, fr-FR, ar-SA."""
    locale = language(lang).locale
    return _WORD_CODES.get(locale, locale.replace("_", "-"))


def _set_defaults(document: Any, lang: str) -> None:
    """Typefaces and languages of the whole document, and its direction."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=LATIN, cs=JOINED)
    plain = FIRST if language(lang).rtl else lang
    joined = lang if language(lang).rtl else next(k for k, v in LANGUAGES.items() if v.rtl)
    codes = element("lang", val=word_code(plain), eastAsia=word_code(plain), bidi=word_code(joined))
    for old in list(defaults):
        defaults.remove(old)
    defaults.append(element("rPrDefault", element("rPr", fonts, codes)))
    inside = [element("bidi")] if language(lang).rtl else []
    defaults.append(element("pPrDefault", element("pPr", *inside)))
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), word_code(plain))
    settings.find(qn("w:themeFontLang")).set(qn("w:bidi"), word_code(joined))


def _set_style(document: Any, name: str, look: ParagraphLook) -> None:
    """A style of paragraphs, made where the template has none; its typeface is the document's."""
    styles = document.styles
    known = [each.name for each in styles]
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style = styles["Normal"]
        style.quick_style = name in ("Narrative", "Table Text", "Table Head", "Source Line")
    own = style.element.get_or_add_rPr()
    for old in list(own):
        own.remove(old)
    for switch, value in (("b", look.bold), ("bCs", look.bold)):
        put(own, element(switch, val="1" if value else "0"))
    put(own, element("color", val=look.colour))
    put(own, element("sz", val=round(2 * look.size)))
    put(own, element("szCs", val=round(2 * look.size)))
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next = look.keep
    if name in ("Title", "Subtitle"):
        for old in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(old)


def _box(style: Any, *, first: bool) -> None:
    """A box around what is to be written: a head and a body that share it."""
    own = style.element.get_or_add_pPr()
    put(own, borders("pBdr", GRID, "top", "left", "bottom", "right", size=6, space=6))
    put(own, element("shd", val="clear", color="auto", fill=TINT if first else "FFFFFF"))
    put(own, element("ind", left=160, right=160))


def _set_contents_style(style: Any, level: int) -> None:
    """A line of the contents: the page stands at its end, led to by dots."""
    own = style.element.get_or_add_pPr()
    end = round(ROOM / 635)
    put(own, element("tabs", element("tab", val="right", leader="dot", pos=end)))
    put(own, element("ind", left=(level - 1) * 280))


def _set_page(section: Any, lang: str) -> None:
    """A4, its margins, and the direction of its columns."""
    section.page_width, section.page_height = WIDE, HIGH
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, MARGIN)
    section.footer_distance = Cm(1.1)
    if language(lang).rtl:
        put(section._sectPr, element("bidi"))
