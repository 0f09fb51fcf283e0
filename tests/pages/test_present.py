"""The deck's page: chosen, collected, put in order, passed on; and its steps on the stage."""

import io
from pathlib import Path

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from observatory.charts import BUILDERS
from observatory.charts.stage import TYPE, enlarged
from observatory.charts.theme import LOOKS
from observatory.decks import items
from observatory.decks.items import Item
from observatory.decks.making import slides
from observatory.desk import desk
from observatory.i18n import LANGUAGES, text
from observatory.ui.stage import steps
from observatory.view import View

ROOT = Path(__file__).resolve().parents[2]
each_language = pytest.mark.parametrize("lang", LANGUAGES)
TWO = items.written([Item("explore?chart=bars"), Item("chart=trend&members=MAR", "Mine", "Note")])


def run(page="pages/60_present.py", **query):
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    found.switch_page(str(ROOT / page))
    for key, value in query.items():
        found.query_params[key] = value
    found.run()
    assert not found.exception
    return found


def deck_of(page):
    value = page.query_params.get("deck", "")
    return value if isinstance(value, str) else value[0]


def html(page):
    return "\n".join(element.proto.body for element in page.get("html"))


@each_language
@pytest.mark.parametrize("deck", ["", "meeting", "member:SOM", "theme:neet_rate", TWO, "~garbage"])
def test_every_deck_opens(warehouse, lang, deck):
    page = run(deck=deck, lang=lang)
    assert page.title[0].value == text("present.heading", lang)
    unreadable = text("present.unreadable", lang) in [info.value for info in page.info]
    assert unreadable == (deck == "~garbage")


def test_add_to_deck_puts_the_view_into_the_address(warehouse):
    page = run("pages/10_explore.py", chart="bars", indicator="youth_unemployment_rate")
    page.button(key="add-view").click().run()
    (item,) = items.read(deck_of(page))
    assert item.query == "explore?chart=bars&indicator=youth_unemployment_rate"
    page.button(key="add-view").click().run()
    assert len(items.read(deck_of(page))) == 2
    # The view itself stays as it was.
    assert page.session_state["chart"] == "bars"


@pytest.mark.parametrize(
    ("page", "key"),
    [
        ("pages/30_participation.py", "participation"),
        ("pages/40_commitments.py", "commitments"),
        ("pages/50_side_by_side.py", "side_by_side"),
        ("pages/90_data.py", "data"),
    ],
)
def test_the_networks_figures_go_into_a_deck_too(warehouse, page, key):
    found = run(page)
    (button,) = [b for b in found.button if b.key and b.key.startswith("add-")]
    button.click().run()
    (item,) = items.read(deck_of(found))
    assert item.query.startswith(f"{key}?")


def test_views_are_moved_removed_and_given_words(warehouse):
    page = run(deck=TWO)
    page.button(key="down-0").click().run()
    assert [item.title for item in items.read(deck_of(page))] == ["Mine", ""]
    page.text_input[2].set_value("Bars of mine").run()
    assert [item.title for item in items.read(deck_of(page))] == ["Mine", "Bars of mine"]
    page.button(key="remove-0").click().run()
    assert [item.title for item in items.read(deck_of(page))] == ["Bars of mine"]
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


@each_language
@pytest.mark.parametrize("step", [1, 2, 5, 9, 999])
def test_a_step_of_the_stage_has_its_words_and_no_menu(warehouse, lang, step):
    page = run(present="1", step=str(step), lang=lang)
    said = html(page)
    assert "stage-title" in said
    assert "stage-dots" in said
    assert not page.get("page_link")


def test_the_arrows_change_the_step_in_the_address(warehouse):
    page = run(present="1")
    page.button[1].click().run()
    assert page.query_params["step"] in ("2", ["2"])
    page.button[0].click().run()
    assert page.query_params["step"] in ("1", ["1"])
    page.button[2].click().run()
    assert "present" not in page.query_params


@pytest.mark.parametrize("chart", BUILDERS)
@each_language
def test_all_type_of_a_figure_on_the_stage_is_24_pixels_or_more(warehouse, chart, lang):
    with desk(lang) as at:
        answer = at.ask(View(chart=chart, members=("MAR", "TUR"), lang=lang))
    figure = BUILDERS[chart](answer, LOOKS["light"])
    drawn = enlarged(figure, width=1212, height=452, look=LOOKS["dark"], lang=lang)
    sizes = [axis.tickfont.size for axis in (drawn.layout.xaxis, drawn.layout.yaxis)]
    sizes += [note.font.size for note in drawn.layout.annotations]
    sizes += [trace.textfont.size for trace in drawn.data if trace.text is not None]
    assert min(sizes) >= TYPE
    assert drawn.layout.showlegend is False
    for before, after in zip(figure.data, drawn.data, strict=True):
        for side in ("x", "y"):
            assert (before[side] is None) == (after[side] is None)
            if before[side] is not None:
                assert list(map(str, before[side])) == list(map(str, after[side]))


def test_a_long_table_is_several_steps(warehouse):
    with desk("en") as at:
        found = slides("meeting", at.network, at.ask)
    tabled = [slide for slide in found if slide.table is not None]
    assert len(steps(tabled, "en")) > len(tabled)


@each_language
def test_no_step_shows_more_rows_of_names_than_are_read_at_once(warehouse, lang):
    deck = items.written([Item("commitments?"), Item("explore?chart=bars")])
    with desk(lang) as at:
        found = steps(slides(deck, at.network, at.ask), lang)
    shown = [len(step.slide.figure.layout.yaxis.categoryarray) for step in found]
    assert max(shown) <= 12
    assert text("commitments.calendar", lang) in found[0].slide.title


def test_a_long_note_begins_on_the_stage_and_is_whole_one_press_away(warehouse):
    note = " ".join(f"word{at}" for at in range(80))
    deck = items.written([Item("explore?chart=bars&members=MAR,TUR", "", note)])
    said = html(run(deck=deck, present="1"))
    assert "<details class='stage-caveat stage-note'>" in said
    assert said.count(note) == 1
    assert text("present.note.more", "en") in said
