"""The ready-made decks: the meeting's slides in their order, folded where data are awaited."""

import io
import re

import pytest
from pptx import Presentation

from observatory.decks import items
from observatory.decks.items import Item
from observatory.decks.making import SHOWN, slides
from observatory.desk import desk
from observatory.exports.pptx import deck
from observatory.i18n import LANGUAGES, text

each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def at(warehouse):
    def of(lang):
        with desk(lang) as found:
            return slides("meeting", found.network, found.ask), found.build

    return of


def native(file):
    return [any(shape.has_chart for shape in slide.shapes) for slide in file.slides]


@each_language
def test_the_meeting_has_its_slides_with_native_charts(warehouse, lang):
    with desk(lang) as at:
        found = slides("meeting", at.network, at.ask)
        file = Presentation(io.BytesIO(deck(found, at.build, lang)))
    assert len(found) >= 9
    assert sum(native(file)) >= 6
    assert found[0].cover
    assert found[-1].title == text("deck.decisions", lang)
    for slide in found[1:-1]:
        assert slide.title
        assert slide.source


@each_language
def test_what_is_awaited_is_a_line_each_and_no_zero(warehouse, lang):
    with desk(lang) as at:
        found = slides("meeting", at.network, at.ask)
    (awaited,) = [slide for slide in found if slide.title == text("deck.awaited", lang)]
    keys = ("progress", "moved", "topics")
    assert awaited.lines == tuple(text(f"deck.awaited.{name}", lang) for name in keys)
    # Nothing is known of focal points: the slide says so, and counts none.
    assert text("deck.focal.none", lang, m=57) in [slide.title for slide in found]


def test_with_a_completed_register_the_folded_slides_open(complete_warehouse):
    with desk("en") as at:
        found = slides("meeting", at.network, at.ask)
        file = Presentation(io.BytesIO(deck(found, at.build, "en")))
    titles = " | ".join(slide.title for slide in found)
    assert re.search(
        r"Work Plan 2024–2026.*: \d+ of \d+ activities have a record",
        titles.replace("\u2066", "").replace("\u2069", ""),
    )
    assert re.search(r"Offers exist for \d+ of \d+ requested topics", titles)
    assert "focal points known" in titles
    assert sum(native(file)) >= 7


def test_the_figures_of_titles_are_those_of_the_register(warehouse):
    with desk("en") as at:
        found = slides("meeting", at.network, at.ask)
        events = at.network.events
    meetings = events.loc[events["kind"].isin(("meeting", "nfp_meeting"))]
    assert found[1].title.startswith(f"{len(meetings)} network meetings since 2014")
    (aggregate,) = [slide for slide in found if slide.title.startswith("NEET in OIC countries")]
    assert re.search(
        r"weighted by young people, \d+ members, [\d.]+% of the weight", aggregate.caveat
    )
    took_part = next(slide for slide in found if slide.panels and "stated" in slide.title)
    assert "17, 32, 20 in person; 36, 27 online" in took_part.title


@pytest.mark.parametrize("iso3", ["MAR", "SOM", "PSE"])
@each_language
def test_a_members_deck_opens(warehouse, iso3, lang):
    with desk(lang) as at:
        found = slides(f"member:{iso3}", at.network, at.ask)
        assert found[0].title == at.network.name(iso3)
        assert len(deck(found, at.build, lang)) > 10_000


@each_language
def test_a_themes_deck_opens(warehouse, lang):
    with desk(lang) as at:
        found = slides("theme:youth_unemployment_rate", at.network, at.ask)
    assert len(found) >= 6


@pytest.mark.parametrize("name", ["", "meeting:x", "member:XXX", "theme:none", "~!", "garbage"])
def test_a_name_of_no_deck_gives_none_or_nothing(warehouse, name):
    with desk("en") as at:
        assert not slides(name, at.network, at.ask)


@pytest.mark.parametrize("page", SHOWN)
@each_language
def test_a_figure_of_the_networks_pages_is_a_slide_too(warehouse, page, lang):
    with desk(lang) as at:
        chosen = items.written([Item(f"{page}?measure=online", "My title", "My note")])
        (slide,) = slides(chosen, at.network, at.ask)
        file = Presentation(io.BytesIO(deck([slide], at.build, lang)))
    assert (slide.title, slide.caveat) == ("My title", "My note")
    first = file.slides[0]
    assert any(shape.has_chart or shape.has_table for shape in first.shapes)


def test_an_empty_build_gives_a_meeting_that_says_so(empty_warehouse):
    with desk("en") as at:
        found = slides("meeting", at.network, at.ask)
        assert len(deck(found, at.build, "en")) > 10_000
