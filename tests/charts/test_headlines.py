"""The title of a slide says what its figure shows, also where that is little."""

from observatory.charts.alt_text import alt
from observatory.charts.headlines import message, value
from observatory.i18n import number
from observatory.session import desk
from observatory.view import View


def test_lines_that_are_projections_alone_are_said_as_the_page_says_them(warehouse):
    with desk() as at:
        answer = at.ask(
            View(chart="trend", lens="modelled", groups=(), members=("MAR",), first=2024)
        )
    shown = answer.frame.loc[answer.frame["value"].notna()]
    assert set(shown["estimate"]) == {"projected"}
    assert message(answer) == f"{answer.title} (projection)"


def test_a_title_says_of_an_old_value_that_it_is_old(warehouse):
    with desk() as at:
        for chart in ("trend", "bars"):
            answer = at.ask(View(chart=chart, groups=(), members=("MAR", "TUR")))
            said = message(answer)
            assert "Morocco 35.3% in 2014, older than 5 years; " in said
            assert "Türkiye 22.9% in 2024 (" in said


def test_a_title_sets_the_oic_beside_the_world_by_one_weight(warehouse, subtests):
    """Title and text of a chart tell our World; the publisher's stays with its line and notes."""
    for lang in ("en", "fr", "ar"):
        view = View(
            chart="trend",
            indicator=("youth_unemployment_rate",),
            groups=("OIC", "WORLD"),
            lang=lang,
        )
        with subtests.test(lang=lang), desk(lang) as at:
            answer = at.ask(view)
            rows = answer.frame.loc[answer.frame["estimate"] != "projected"]
            world = rows.loc[rows["role"] == "published"].dropna(subset=["ours"])
            last = world.sort_values("year").iloc[-1]
            ours, theirs = value(answer, last["ours"]), value(answer, last["value"])
            assert ours != theirs
            title = message(answer)
            # What does not fit two lines is said without figures, as the page says it.
            assert ours in title or title.startswith(answer.title)
            assert lang == "ar" or ours in title
            assert theirs not in title
            told = alt(answer)
            assert number(last["ours"], lang, answer.decimals) in told
            assert number(last["value"], lang, answer.decimals) in told
            bars = at.ask(view.but(chart="bars"))
            assert number(last["ours"], lang, answer.decimals) in alt(bars)


def test_every_sentence_with_a_publishers_aggregate_says_whose_weights(warehouse, subtests):
    words = {"en": "weights of its own", "fr": "avec ses propres poids", "ar": "بأوزانه"}
    for lang, said in words.items():
        view = View(indicator=("youth_unemployment_rate",), groups=("OIC", "WORLD"), lang=lang)
        with subtests.test(lang=lang), desk(lang) as at:
            world = at.terms.groups["WORLD"].name[lang]
            card = next(
                each
                for each in at.headlines(View(lang=lang))
                if each.indicator_id == "youth_unemployment_rate"
            )
            assert said in card.beside
            (note,) = [note for note in at.ask(view).notes if note.startswith(world)]
            assert said in note
            bars = at.ask(view.but(chart="bars")).frame
            row = bars.loc[bars["iso3"] == "WORLD"].iloc[0]
            for text in (card.beside, note):
                assert number(row["ours"], lang) in text
                assert number(row["value"], lang) in text
