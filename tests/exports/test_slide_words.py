"""The words of a slide: none covers another, none is lost, none breaks where it may not."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from pptx import Presentation

from observatory.charts.text_fit import cut, lines, together, wide
from observatory.decks.slide import of_answer
from observatory.exports.pptx import deck
from observatory.exports.pptx.labels import TextSpot, lifts
from observatory.exports.pptx.layout import laid_out
from observatory.exports.pptx.placing import place_captions, room
from observatory.exports.pptx.point_scales import scale_plot
from observatory.i18n import LANGUAGES
from observatory.session import desk
from observatory.view import View

each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def at(warehouse):
    with desk() as found:
        yield found


def opened(data):
    return Presentation(io.BytesIO(data))


def test_a_text_breaks_between_words_and_is_cut_with_an_ellipsis():
    said = "one two three four five six seven eight nine ten"
    found = lines(said, 12, 80)
    assert " ".join(found) == said
    assert all(wide(line, 12) <= 80 for line in found)
    assert cut(said, 12, 80, 2).endswith("…")
    assert len(lines(cut(said, 12, 80, 2), 12, 80)) <= 2
    assert cut("one", 12, 80, 2) == "one"


def test_a_long_note_touches_nothing_and_what_has_no_room_stands_in_the_notes(at):
    for note in ("A long note of a reader. " * 24, "A long note of a reader. " * 60):
        (slide,) = of_answer(at.ask(View(members=("MAR",))))
        slide = replace(slide, caveat=note.strip())
        found = laid_out(slide)
        parts = (found.title, found.subtitle, found.caveat, found.source)
        boxes = [*(part.box for part in parts[:2]), found.body, *(part.box for part in parts[2:])]
        for above, below in pairwise(boxes):
            assert above.top + above.height <= below.top
        assert found.body.height > 2_500_000
        (made,) = opened(deck([slide], at.build, "en")).slides
        told = made.notes_slide.notes_text_frame.text
        assert (note.strip() in told) == (found.caveat.words != note.strip())


def test_ranges_stay_together_and_no_word_has_a_tag(at):
    assert together("2000–2024") == "2000–\u20602024"
    view = View(chart="change", members=("MAR",), groups=("OIC",), lang="ar")
    (slide,) = opened(deck(of_answer(at.ask(view)), at.build, "ar")).slides
    said = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    assert "<" not in said


def test_names_that_would_cover_one_another_are_raised():
    spots = [
        TextSpot("Indonesia", 100, 50, 12),
        TextSpot("Türkiye", 110, 50, 12),
        TextSpot("Oman", 300, 50, 12),
    ]
    raised = lifts(spots)
    assert raised[0] == raised[2] == 0
    assert raised[1] >= 12


@each_language
def test_names_at_the_ends_of_lines_do_not_cover_one_another(at, lang):
    members = ("MAR", "TUR", "SEN", "EGY", "IDN", "PAK", "TUN", "NGA")
    answer = at.ask(View(indicator=("youth_unemployment_rate",), members=members, lang=lang))
    (slide,) = of_answer(answer)
    drawn = scale_plot(slide.plot, rtl=lang == "ar")
    box = laid_out(slide).body
    around = room(drawn, box)
    high = box.height / 12_700
    ends = []
    for series in drawn.series:
        for label in place_captions(drawn, around).get(id(series), ()):
            share = (series.y[label.at] - drawn.y.low) / (drawn.y.high - drawn.y.low)
            tall = (label.words.count("\n") + 1) * label.size * 1.2
            ends.append((share * around.high - label.down * high, tall))
            assert wide(label.words, label.size) <= around.after * box.width / 12_700
    assert len(ends) == len(members) + 2
    for (low, tall), (above, other) in pairwise(sorted(ends)):
        assert above - low >= (tall + other) / 2 - 0.5
