"""The three sentences with which Overview and Member begin: all from the figures, none a verdict."""

import pytest

from observatory.i18n import LANGUAGES
from observatory.session import desk
from observatory.topics import commitments, follow_up
from observatory.topics.member import record, sentences
from observatory.topics.story import member_story, overview_story
from observatory.view import View

each_language = pytest.mark.parametrize("lang", LANGUAGES)


@each_language
def test_the_overview_says_its_first_figure_women_and_men_and_the_state_of_the_network(
    warehouse, lang
):
    with desk(lang) as at:
        found = at.headlines(View(lang=lang))
        first, second, network = overview_story(at.network, found)
        latest = commitments.communiques(at.network)["instrument_id"].iloc[0]
        assert follow_up.head_line(at.network, latest) in network
    for part in (found[0].value, found[0].year, found[0].rests_on):
        assert part in first
    for part in (found[1].value, found[1].year, found[1].beside):
        assert part in second


def test_a_figure_that_cannot_be_shown_says_why_in_its_sentence(warehouse):
    with desk("en") as at:
        found = at.headlines(View(first=1990, last=1991))
        assert not found[0].year
        assert found[0].rests_on.rstrip(".") in overview_story(at.network, found)[0]


@pytest.mark.parametrize(
    ("iso3", "lang"), [("MAR", "en"), ("GAB", "fr"), ("PSE", "ar"), ("SYR", "en")]
)
def test_a_member_begins_with_its_figure_its_year_and_what_lists_say(warehouse, iso3, lang):
    with desk(lang) as at:
        cells = {each.indicator_id: each for each in at.member_figures(View(lang=lang), iso3)}
        figure = cells[at.terms.main]
        said = member_story(at.network, iso3, figure)
        value, year, rests_on = sentences.value_words(at.network, figure)
        assert year in said[0]
        assert rests_on.rstrip(".") in said[0]
        assert not year or value in said[0]
        assert said[-1] == " ".join(record.meetings_in_short(at.network, iso3))
        assert len(said) == 2 + bool(sentences.women_and_men(at.network, figure))


def test_an_old_figure_does_not_stand_alone_where_a_newer_estimate_is_at_hand(warehouse):
    with desk("en") as at:
        cells = {each.indicator_id: each for each in at.member_figures(View(), "MAR")}
        first = member_story(at.network, "MAR", cells[at.terms.main])[0]
        value, year, rests_on = sentences.value_words(at.network, cells[at.terms.main])
        newer = sentences.newer_words(at.network, cells[at.terms.main])
    assert "older than 5 years" in first
    # The year stands before the old value, and the newer estimate in the same sentence.
    assert first.index(f"in {year}, {value}") < first.index(f"in {newer[1]}, {newer[0]}")
    assert rests_on in first
    assert "ILO modelled estimate" in first
