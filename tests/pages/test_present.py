"""The deck's page: chosen, collected, put in order, passed on; and its steps on the stage."""

import io
import json
import re
from base64 import b64decode, urlsafe_b64encode
from html import escape, unescape
from random import Random
from zlib import compress

import pytest
from cases import crossed
from lxml import etree
from open_page import open_page
from pptx import Presentation

from observatory.decks import link
from observatory.decks.build import entries, number_slides, slides
from observatory.decks.link import Item
from observatory.exports.pptx import deck as pptx
from observatory.i18n import LANGUAGES, text
from observatory.session import desk

each_language = pytest.mark.parametrize("lang", LANGUAGES)
TWO = link.write([Item("explore?chart=bars"), Item("chart=trend&members=MAR", "Mine", "Note")])


def run(name="present", **query):
    found = open_page(name, **query)
    assert not found.exception
    return found


def deck_of(page):
    value = page.query_params.get("deck", "")
    return value if isinstance(value, str) else value[0]


def html(page):
    return "\n".join(element.proto.body for element in page.get("html"))


@crossed(
    ("deck", "lang"),
    ["", "meeting", "member:SOM", "theme:neet_rate", TWO, "~garbage"],
    LANGUAGES,
)
def test_every_deck_opens(warehouse, lang, deck):
    page = run(deck=deck, lang=lang)
    assert page.title[0].value == text("present.heading", lang)
    unreadable = text("present.unreadable", lang) in [info.value for info in page.info]
    assert unreadable == (deck == "~garbage")


@crossed(("deck", "lang"), ["theme:nope", "member:ZZZ", "party"], LANGUAGES)
@pytest.mark.parametrize("present", ["0", "1"])
def test_a_deck_that_there_is_none_of_is_named_and_not_replaced_without_a_word(
    warehouse, lang, present, deck
):
    page = run(deck=deck, lang=lang, present=present)
    said = re.findall("<div class='notice'.*?</div>", html(page))
    assert len(said) == 1
    assert deck in said[0]
    assert page.get("page_link")
    assert deck_of(page) == deck
    assert text("deck.meeting", lang) in html(page)


def test_a_member_is_found_by_what_people_call_it_for_its_deck_too(warehouse):
    page = run(deck="member:MAR")
    (chooser,) = [box for box in page.selectbox if box.key.startswith("of-member-")]
    for spelling in ("Turkey", "TUR", "Turquie", "turkiye", "تركيا"):
        assert any("Türkiye" in words and spelling in words for words in chooser.options)


def test_a_theme_beyond_those_offered_is_kept(warehouse):
    page = run(deck="theme:employers_share")
    assert deck_of(page) == "theme:employers_share"
    assert not page.info


def test_the_readers_own_deck_comes_back_after_another_was_looked_at(warehouse):
    page = run(deck=TWO)
    page.button_group[0].set_value("meeting").run()
    assert deck_of(page) == "meeting"
    page.button_group[0].set_value("mine").run()
    assert deck_of(page) == TWO
    page.button_group[0].set_value("theme").run()
    assert deck_of(page) == "theme:neet_rate"
    page.selectbox[0].set_value("youth_unemployment_rate").run()
    assert deck_of(page) == "theme:youth_unemployment_rate"
    page.button_group[0].set_value("mine").run()
    assert deck_of(page) == TWO


def folded(data):
    return "~" + urlsafe_b64encode(compress(data, 9)).decode().rstrip("=")


@crossed(("lang", "present"), LANGUAGES, ["0", "1"])
def test_a_deck_made_to_harm_leaves_the_page_readable(warehouse, lang, present):
    page = run(deck=folded(b"[" * 39_000), lang=lang, present=present)
    assert text("present.unreadable", lang) in [info.value for info in page.info]


@each_language
def test_what_of_a_deck_cannot_be_shown_is_said(warehouse, lang):
    rows = [["explore?chart=bars", "a\ud800\x00\u202eb", ""], ["explore?chart=pie", "", ""]]
    deck = folded(json.dumps(rows).encode())
    page = run(deck=deck, lang=lang)
    assert text("present.left_out", lang, k=3) in [info.value for info in page.info]
    places = text("present.views_unreadable", lang, places="2")
    assert places in [warning.value for warning in page.warning]
    with desk(lang) as at:
        found = slides(deck, at.network, at.ask)
        assert found[0].title == "ab"
        Presentation(io.BytesIO(pptx(found, at.build, lang)))
    stage = run(deck=deck, lang=lang, present="1", step="2")
    assert "chart=pie" in html(stage)


def test_words_for_which_the_address_has_no_room_are_refused_in_a_sentence(warehouse):
    chosen = [Item("explore?chart=bars"), Item("explore?chart=map"), Item("explore?chart=gap")]
    page = run(deck=link.write(chosen))
    drawn = Random(1)
    for at in (1, 3, 5):
        words = "".join(chr(drawn.randrange(0x4E00, 0x9FA5)) for _ in range(600))
        page.text_input[at].set_value(words).run()
        assert not page.exception
    assert text("present.full", "en") in [warning.value for warning in page.warning]
    assert len(link.read(deck_of(page))) == 3


def test_add_to_deck_puts_the_view_into_the_address(warehouse):
    page = run("explore", chart="bars", indicator="youth_unemployment_rate")
    page.button(key="add-view").click().run()
    (item,) = link.read(deck_of(page))
    assert item.query == "explore?chart=bars&indicator=youth_unemployment_rate"
    page.button(key="add-view").click().run()
    assert len(link.read(deck_of(page))) == 2
    # The view itself stays as it was.
    assert page.session_state["chart"] == "bars"


@pytest.mark.parametrize("name", ["participation", "commitments", "side_by_side", "data"])
def test_the_networks_figures_go_into_a_deck_too(warehouse, name):
    found = run(name)
    (button,) = [b for b in found.button if b.key and b.key.startswith("add-")]
    button.click().run()
    (item,) = link.read(deck_of(found))
    assert item.query.startswith(f"{name}?")


def test_views_are_moved_removed_and_given_words(warehouse):
    page = run(deck=TWO)
    page.button(key="down-0").click().run()
    assert [item.title for item in link.read(deck_of(page))] == ["Mine", ""]
    page.text_input[2].set_value("Bars of mine").run()
    assert [item.title for item in link.read(deck_of(page))] == ["Mine", "Bars of mine"]
    page.button(key="remove-0").click().run()
    assert [item.title for item in link.read(deck_of(page))] == ["Bars of mine"]
    page.button(key="remove-0").click().run()
    assert deck_of(page) == ""


@each_language
def test_the_powerpoint_of_the_page_is_that_of_the_command(warehouse, lang):
    with desk(lang) as at:
        found = slides(TWO, at.network, at.ask)
        file = Presentation(io.BytesIO(at.deck(TWO)))
    assert len(file.slides) == len(found)
    assert found[-1].title == "Mine"
    assert found[-1].caveat == "Note"


OWN = link.write(
    [
        Item("explore?chart=map"),
        Item("explore?chart=bars"),
        Item("participation"),
        Item("side_by_side"),
    ]
)


def titles_of(said, tag):
    """The titles in a page's HTML, without what only keeps lines together."""
    found = re.findall(tag, said)
    return [unescape(each).replace("\u2060", "").strip() for each in found]


def test_list_stage_and_file_hold_the_same_slides_at_the_same_numbers(warehouse, subtests):
    for deck, count in (("meeting", None), ("member:MAR", None), ("theme:neet_rate", 6), (OWN, 4)):
        with subtests.test(deck), desk("en") as at:
            found = entries(deck, at.network, at.ask)
            slides_of = number_slides(found)
            file = Presentation(io.BytesIO(at.deck(deck)))
            in_file = [slide.shapes.title.text_frame.text for slide in file.slides]
            on_stage = titles_of(html(run(deck=deck, present="1")), "class='stage-title'>([^<]*)<")
            cards = re.findall(
                "<p class='card-title'><b>([^<]*)</b>([^<]*)</p>", html(run(deck=deck))
            )
            listed = [(number, title) for number, title in cards if number[0].isdigit()]
            assert [each.replace("\u2060", "") for each in in_file] == on_stage
            assert on_stage == [slide.title for slide in slides_of]
            assert count in (None, len(slides_of))
            shown = [entry for entry in found if not entry.item.hidden]
            first = 1
            for (number, title), entry in zip(listed, shown, strict=True):
                last = first + len(entry.slides) - 1
                assert number == (str(first) if first == last else f"{first}\u2013{last}")
                assert on_stage[first - 1].startswith(unescape(title).strip())
                first = last + 1
            assert first - 1 == len(slides_of)


@each_language
def test_the_stage_has_all_steps_with_their_words_and_no_menu(warehouse, lang):
    page = run(present="1", lang=lang, step="999")
    with desk(lang) as at:
        found = slides("meeting", at.network, at.ask)
    said = html(page)
    assert said.count("<section class='stage-slide") == len(found)
    assert len(re.findall(r"[?&;]step=(\d+)", said)) == len(found) - 1
    assert all(escape(slide.title.split("\u2013")[0]) in said for slide in found)
    assert all(escape(note) in said for slide in found for note in slide.notes)
    assert not page.get("page_link")
    page.button(key="stage-leave").click().run()
    assert "present" not in page.query_params
    assert "step" not in page.query_params


def test_the_cards_of_a_deck_have_pictures_numbers_and_what_is_left_out(warehouse):
    page = run(deck="meeting")
    said = html(page)
    with desk("en") as at:
        found = entries("meeting", at.network, at.ask)
    assert said.count("class='thumbnail'") == len(found)
    numbers = re.findall(r"<p class='card-title'><b>([^<]*)</b>", said)
    waits = text("present.waits", "en")
    assert numbers.count(waits) == sum(entry.item.hidden for entry in found) > 0
    shown = [n for n in numbers if n != waits]
    assert shown[0] == "1"
    assert int(re.split("\u2013", shown[-1])[-1]) == len(number_slides(found))
    picture = re.search(r"src='data:image/svg\+xml;base64,([^']+)'", said)[1]
    drawn = etree.fromstring(b64decode(picture))
    assert drawn.get("viewBox") == "0 0 1280 720"


def test_a_ready_made_deck_is_copied_and_edited(warehouse):
    page = run(deck="meeting")
    page.button(key="copy-deck").click().run()
    copied = link.read(deck_of(page))
    with desk("en") as at:
        ready = entries("meeting", at.network, at.ask)
    assert copied == tuple(entry.item for entry in ready)
    at_first = [item.query for item in copied]
    hidden = [item.hidden for item in copied]
    assert any(hidden)
    waiting = hidden.index(True)
    page.button(key=f"show-{waiting}").click().run()
    page.button(key="hide-1").click().run()
    page.button(key="double-2").click().run()
    page.button(key="down-0").click().run()
    now = link.read(deck_of(page))
    assert [item.query for item in now[:4]] == [at_first[1], at_first[0], at_first[2], at_first[2]]
    assert now[0].hidden
    assert not next(item for item in now if item.query == at_first[waiting]).hidden
    with desk("en") as at:
        found = slides(deck_of(page), at.network, at.ask)
        file = Presentation(io.BytesIO(at.deck(deck_of(page))))
    assert len(file.slides) == len(found)
    assert found[0].cover
    assert len(deck_of(page)) < 400


def test_a_long_note_begins_on_the_stage_and_is_whole_one_press_away(warehouse):
    note = " ".join(f"word{at}" for at in range(80))
    deck = link.write([Item("explore?chart=bars&members=MAR,TUR", "", note)])
    said = html(run(deck=deck, present="1"))
    assert "<details class='stage-caveat stage-note'>" in said
    # In the figure's caveat, and not among the notes of the presenter.
    assert said.count(note) == 1
    assert text("present.note.more", "en") in said
