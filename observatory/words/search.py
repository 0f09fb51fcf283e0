"""What a reader may type to find a member: its names in all languages, its codes, other spellings.

Streamlit looks for the typed text in the words of an option. The words of a member are therefore
its name and, out of sight, all else that it may be looked for by, also without accents, hamza and
article, as keyboards and habits differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from observatory.catalog import other_names
from observatory.i18n import official
from observatory.warehouse.terms import AreaTerm

# What keeps the other names out of sight: each on a line of its own, where `style.css` shows the
# first alone, or, where a field has one line, more room before them than the field is wide.
LINE, ROOM = "\n", "\u2003" * 40
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-"})
# Arabic letters that are typed for one another, the article, and the tatweel.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_ARTICLE = "ال"


def fold(name: str) -> str:
    """A name as it is compared: lower case, without accents, vowel signs and forms of hamza."""
    flat = unicodedata.normalize("NFKD", name.translate(_STRAIGHT).translate(_ARABIC))
    letters = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return letters.casefold().replace("ı", "i")


def labels(
    areas: Mapping[str, AreaTerm], codes: Sequence[str], lang: str, *, gap: str = LINE
) -> dict[str, str]:
    """The words of the options of some members by ISO3: the name, `gap`, what else it is found by.

    `gap` is `LINE` or `ROOM`; `codes` keep their order.
    """
    others = other_names.load()
    out = {}
    for iso3 in codes:
        area = areas[iso3]
        name = area.name[lang]
        further = _forms(name, [area.name[each] for each in official()], others.get(iso3, ()))
        out[iso3] = name + gap + LINE.join((iso3, *further))
    return out


def _forms(name: str, names: Collection[str], others: Collection[str]) -> Iterator[str]:
    """All spellings by which a member is found beside `name`, each once."""
    seen = {name}
    for each in (*names, *others):
        for form in _spellings(each):
            if form not in seen:
                seen.add(form)
                yield form


def _spellings(name: str) -> Iterator[str]:
    """A name as it is written, with straight signs, folded, and without its article or signs."""
    yield name
    yield name.translate(_STRAIGHT)
    yield unicodedata.normalize("NFC", name.translate(_ARABIC))
    folded = fold(name)
    yield folded
    if folded.startswith(_ARTICLE):
        yield folded.removeprefix(_ARTICLE)
    yield folded.replace("-", " ").replace("'", " ")
