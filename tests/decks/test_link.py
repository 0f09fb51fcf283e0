"""A collected deck is text in the address: what goes in comes out, and garbage is no deck."""

import json
from base64 import urlsafe_b64encode
from zlib import compress

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.decks import link
from observatory.decks.link import Item
from observatory.view import CHARTS, MAX_DECK, View, read

words = st.text(max_size=40)
some = st.lists(
    st.builds(Item, query=words, title=words, note=words, hidden=st.booleans()), max_size=8
)


@given(some)
def test_a_deck_survives_its_own_address(chosen):
    text = link.write(chosen)
    kept = [Item(*map(link.fit, each.words), hidden=each.hidden) for each in chosen]
    assert link.read(text) == tuple(kept)
    assert read(View(deck=text).query()).view.deck == text


def packed(data):
    """A deck as somebody may have written it by hand."""
    return "~" + urlsafe_b64encode(compress(data, 9)).decode().rstrip("=")


def of(*rows):
    return packed(json.dumps(rows).encode())


@given(st.text(max_size=40))
def test_what_stays_of_words_can_be_written_in_any_file(words):
    kept = link.fit(words)
    kept.encode()
    lxml.etree.Element("t").text = kept
    assert link.fit(kept) == kept


@pytest.mark.parametrize("deep", [b"[" * 39_000, b'{"a":' * 7_000])
def test_a_deck_folded_into_itself_is_no_deck(deep):
    assert link.read(packed(deep)) is None
    assert link.left_out(packed(deep)) == 0


@pytest.mark.parametrize(
    "harmful", ["\ud800", "\x00", "\x0b", "\u202e", "\u202a", "\ufffe", "\x85"]
)
def test_what_no_slide_can_hold_is_left_out_and_counted(harmful):
    text = of([f"explore?chart=bars{harmful}", f"Mi{harmful}ne", harmful])
    assert link.read(text) == (Item("explore?chart=bars", "Mine", ""),)
    assert link.left_out(text) == 3


def test_words_beyond_their_room_are_cut_and_counted():
    text = of(["chart=bars", "t" * (link.TITLE + 5), "n" * (link.NOTE + 7)])
    (item,) = link.read(text)
    assert (len(item.title), len(item.note)) == (link.TITLE, link.NOTE)
    assert link.left_out(text) == 12


def test_the_products_own_isolates_stay_and_a_line_ends_in_a_blank():
    text = of(["chart=bars", "\u20662014\u20132016\u2069", "one\ntwo"])
    assert link.read(text)[0].title == "\u20662014\u20132016\u2069"
    assert link.read(text)[0].note == "one two"
    assert link.left_out(text) == 0


@given(st.text(max_size=300))
def test_any_garbage_is_no_deck_and_never_an_error(text):
    found = link.read(f"~{text}")
    assert found is None or isinstance(found, tuple)


@pytest.mark.parametrize(
    "rows", [{"a": 1}, [1, 2], [["q", "t"]], [["q", "t", 3]], ["q"], [["q", "t", "n"]] * 61]
)
def test_another_shape_is_no_deck(rows):
    assert link.read(packed(json.dumps(rows).encode())) is None


def test_what_unfolds_beyond_all_measure_is_no_deck():
    assert link.read(packed(b"[" + b" " * 9_000_000 + b"]")) is None


def test_a_deck_that_the_address_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="61"):
        link.write([Item("chart=bars")] * 61)


def test_twenty_views_with_titles_fit_the_address():
    chosen = [
        Item(f"explore?chart=trend&members=MAR&from={1990 + i}", f"Title {i}", "A note")
        for i in range(20)
    ]
    assert len(link.write(chosen)) < MAX_DECK


def test_sixty_views_can_be_mailed():
    indicators = ("neet_rate", "youth_unemployment_rate", "own_account_share")
    chosen = [
        Item(
            f"explore?chart={CHARTS[at % len(CHARTS)]}&indicator={indicators[at % 3]}"
            f"&members={('MAR', 'TUR,SEN', 'IDN,EGY,PAK')[at % 7 % 3]}&from={1990 + at % 11}",
            f"What slide {at} says to the meeting" if at % 2 else "",
            hidden=at % 5 == 0,
        )
        for at in range(60)
    ]
    assert link.read(link.write(chosen)) == tuple(chosen)
    assert len(link.write(chosen)) < 2000


def test_a_deck_mailed_long_ago_is_still_read():
    assert link.read(packed(b'[["explore?chart=bars","Mine","A note"]]')) == (
        Item("explore?chart=bars", "Mine", "A note"),
    )
    # What the common words of an address are is part of every address: this one holds them.
    short = "~.i0YXAPoLrzuRJFECGUkcObpgwrEA"
    assert [each.query for each in link.read(short)] == [
        "explore?chart=map", "explore?chart=bars", "participation", "side_by_side",
    ]  # fmt: skip


def test_no_views_are_no_text():
    assert link.write([]) == ""
    assert link.read("") == ()
