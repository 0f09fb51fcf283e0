"""A collected deck is text in the address: what goes in comes out, and garbage is no deck."""

import json
from base64 import urlsafe_b64encode
from zlib import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.decks import items
from observatory.decks.items import Item
from observatory.view import MAX_DECK, View, read

words = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
some = st.lists(st.builds(Item, query=words, title=words, note=words), max_size=8)


@given(some)
def test_a_deck_survives_its_own_address(chosen):
    text = items.written(chosen)
    assert items.read(text) == tuple(chosen)
    assert read(View(deck=text).query()).view.deck == text


@given(st.text(max_size=300))
def test_any_garbage_is_no_deck_and_never_an_error(text):
    found = items.read(f"~{text}")
    assert found is None or isinstance(found, tuple)


@pytest.mark.parametrize(
    "rows", [{"a": 1}, [1, 2], [["q", "t"]], [["q", "t", 3]], ["q"], [["q", "t", "n"]] * 41]
)
def test_another_shape_is_no_deck(rows):
    packed = urlsafe_b64encode(compress(json.dumps(rows).encode())).decode().rstrip("=")
    assert items.read(f"~{packed}") is None


def test_what_unfolds_beyond_all_measure_is_no_deck():
    packed = urlsafe_b64encode(compress(b"[" + b" " * 9_000_000 + b"]", 9)).decode()
    assert items.read(f"~{packed}") is None


def test_a_deck_that_the_address_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="41"):
        items.written([Item("chart=bars")] * 41)


def test_twenty_views_with_titles_fit_the_address():
    chosen = [
        Item(f"explore?chart=trend&members=MAR&from={1990 + i}", f"Title {i}", "A note")
        for i in range(20)
    ]
    assert len(items.written(chosen)) < MAX_DECK


def test_no_views_are_no_text():
    assert items.written([]) == ""
    assert items.read("") == ()
