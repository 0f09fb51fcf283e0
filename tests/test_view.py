"""A view is a URL: what a reader chose survives the way there and back."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.errors import ViewError
from observatory.view import CHARTS, DEFAULT, KnownIds, View, read, view_of

KNOWN = KnownIds(
    indicators=frozenset({"neet_rate", "youth_unemployment_rate"}),
    series=frozenset({"world_bank:SL.UEM.NEET.ZS"}),
    members=frozenset({"MAR", "TUR", "PSE"}),
    groups=frozenset({"OIC", "WORLD"}),
)
ids = st.text(string.ascii_letters + string.digits + "_:.+-", min_size=1, max_size=30)
# Parameters that hold lists, of which an empty one may be what stands at first.
LISTS = ("series", "members", "region")
id_lists = st.lists(ids, max_size=6, unique=True).map(tuple)
years = st.none() | st.integers(1900, 2100)


def parse(query):
    """The view of a query in which everything can be understood."""
    reading = read(query)
    assert reading.faults == ()
    return reading.view


@st.composite
def views(draw):
    span = sorted(draw(st.tuples(st.integers(1900, 2100), st.integers(1900, 2100))))
    first, last = draw(
        st.sampled_from([(None, None), (span[0], None), (None, span[1]), tuple(span)])
    )
    return View(
        chart=draw(st.sampled_from(CHARTS)),
        indicator=draw(st.lists(ids, min_size=1, max_size=4, unique=True).map(tuple)),
        series=draw(id_lists),
        members=draw(id_lists),
        groups=draw(id_lists),
        first=first,
        last=last,
        sex=draw(st.sampled_from("TFM")),
        lens=draw(st.sampled_from(["auto", "reported", "modelled"])),
        lang=draw(st.sampled_from(["en", "fr", "ar"])),
        sort=draw(st.sampled_from(["name", "value"])),
        map=draw(st.sampled_from(["tiles", "boundaries"])),
        same=draw(st.booleans()),
        present=draw(st.booleans()),
        step=draw(st.integers(1, 999)),
        deck=draw(st.text(max_size=60)),
        listed=draw(st.sampled_from(["any", "never", "named"])),
        stale=draw(st.booleans()),
        regions=draw(id_lists),
        find=draw(st.text(max_size=80)),
        order=draw(st.sampled_from(["name", "in_person", "received"])),
        part=draw(st.sampled_from(["rows", "events"])),
    )


@given(views())
def test_a_view_survives_the_way_to_its_url_and_back(view):
    assert parse(view.query()) == view
    assert parse("https://observatory.example/explore?" + (view.query() or "lang=en")) == view
    assert read(view.pairs()).view == view


@given(views())
def test_reading_a_view_twice_changes_nothing(view):
    assert parse(parse(view.query()).query()).query() == view.query()


def test_the_default_view_is_an_empty_query():
    assert DEFAULT.query() == ""
    assert parse("") == DEFAULT


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=8))
def test_any_garbage_gives_a_view_and_says_what_was_left_aside(pairs):
    reading = read(pairs, KNOWN)
    assert read(reading.view.query(), KNOWN).faults == ()
    if reading.view == DEFAULT:
        harmless = {
            "lang": "en",
            "sex": "T",
            "chart": "trend",
            "step": "1",
            "present": "0",
            "deck": "",
            "stale": "0",
            "find": "",
        }
        strange = {key for key in pairs if key not in harmless and key not in LISTS}
        assert strange == {key for key, _ in reading.faults} & strange


@given(st.text(max_size=200))
def test_any_text_in_the_address_bar_gives_a_view(text):
    assert isinstance(read(text, KNOWN).view, View)


def test_a_host_that_is_none_is_no_error():
    assert read("//[?lang=fr", KNOWN).view == View(lang="fr")
    assert read("//[=1", KNOWN).faults == (("//[", "1"),)


def test_lists_are_written_with_commas_and_years_as_from_and_to():
    view = View(members=("MAR", "TUR"), first=2010, last=2023, groups=("OIC",))
    assert view.query() == "members=MAR,TUR&groups=OIC&from=2010&to=2023"


def test_no_groups_at_all_is_a_choice_of_its_own():
    assert parse(View(groups=()).query()).groups == ()


def test_unknown_items_of_a_list_are_left_aside_and_named_and_the_rest_is_kept():
    reading = read("members=MAR,XXX,TUR&indicator=neet_rate", KNOWN)
    assert reading.view.members == ("MAR", "TUR")
    assert reading.faults == (("members", "XXX"),)


def test_an_unknown_language_falls_back_to_english_and_is_named():
    reading = read("lang=xx", KNOWN)
    assert (reading.view.lang, reading.faults) == ("en", (("lang", "xx"),))


def test_years_that_end_before_they_begin_are_named():
    reading = read("from=2020&to=2010")
    assert reading.view.first is None
    assert reading.faults == (("from", "2020"),)


def test_a_wrong_query_names_everything_wrong_and_the_nearest_valid_view():
    with pytest.raises(ViewError) as caught:
        view_of("lang=xx&members=MAR,ZZZ&sex=X", KNOWN, ())
    assert all(part in str(caught.value) for part in ("lang=xx", "members=ZZZ", "sex=X"))
    assert caught.value.nearest == "members=MAR"
