"""The deck's page: chosen, collected, put in order, passed on; and its steps on the stage."""

import io
import json
import re
from base64 import urlsafe_b64encode
from pathlib import Path
from random import Random
from zlib import compress

import pytest
from cases import crossed
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from observatory.charts import has_plot, plot_of
from observatory.charts.plot import BarPlot
from observatory.charts.theme import LOOKS
from observatory.decks import link
from observatory.decks.build import slides
from observatory.decks.link import Item
from observatory.draw import plotly
from observatory.draw.stage import TYPE, stage
from observatory.exports.pptx import deck as pptx
from observatory.i18n import LANGUAGES, text
from observatory.session import desk
from observatory.ui.stage import steps
from observatory.view import CHARTS, View

ROOT = Path(__file__).resolve().parents[2]
each_language = pytest.mark.parametrize("lang", LANGUAGES)
TWO = link.write([Item("explore?chart=bars"), Item("chart=trend&members=MAR", "Mine", "Note")])


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
    assert text("deck.meeting", lang) in " ".join(each.value for each in page.markdown)


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
        assert found[0].title == f"ab {found[0].part}"
        Presentation(io.BytesIO(pptx(found, at.build, lang)))
    # The stage shares figures out by its own room: its last step is that of its last dot.
    steps = re.findall(r"[?&;]step=(\d+)", html(run(deck=deck, lang=lang, present="1")))
    stage = run(deck=deck, lang=lang, present="1", step=max(steps, key=int))
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
    page = run("pages/10_explore.py", chart="bars", indicator="youth_unemployment_rate")
    page.button(key="add-view").click().run()
    (item,) = link.read(deck_of(page))
    assert item.query == "explore?chart=bars&indicator=youth_unemployment_rate"
    page.button(key="add-view").click().run()
    assert len(link.read(deck_of(page))) == 2
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
    (item,) = link.read(deck_of(found))
    assert item.query.startswith(f"{key}?")


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


@crossed(("step", "lang"), [1, 2, 5, 9, 999], LANGUAGES)
def test_a_step_of_the_stage_has_its_words_and_no_menu(warehouse, lang, step):
    page = run(present="1", step=str(step), lang=lang)
    said = html(page)
    assert "stage-title" in said
    assert "stage-dots" in said
    assert not page.get("page_link")


def test_each_press_counts_from_the_step_in_the_address(warehouse):
    page = run(present="1", step="999")
    page.button[0].click().run()
    n = int("".join(page.query_params["step"])) + 1
    assert page.button[1].proto.disabled is False
    page.query_params["step"] = "3"
    page.button[1].click().run()
    assert page.query_params["step"] in ("4", ["4"])
    assert n > 4


def test_the_arrows_change_the_step_in_the_address(warehouse):
    page = run(present="1")
    page.button[1].click().run()
    assert page.query_params["step"] in ("2", ["2"])
    page.button[0].click().run()
    # The first step is the usual one: the address leaves it out, as it does each default.
    assert "step" not in page.query_params
    assert page.query_params["present"] in ("1", ["1"])
    page.button[2].click().run()
    assert "present" not in page.query_params


@crossed(("chart", "lang"), [c for c in CHARTS if has_plot(View(chart=c))], LANGUAGES)
def test_all_type_of_a_figure_on_the_stage_is_24_pixels_or_more(warehouse, chart, lang):
    with desk(lang) as at:
        answer = at.ask(View(chart=chart, members=("MAR", "TUR"), lang=lang))
    plot = plot_of(answer)
    drawn = stage(plot, width=1212, height=452, look=LOOKS["dark"], lang=lang)
    sizes = [axis.tickfont.size for axis in (drawn.layout.xaxis, drawn.layout.yaxis)]
    sizes += [note.font.size for note in drawn.layout.annotations]
    sizes += [trace.textfont.size for trace in drawn.data if trace.text is not None]
    assert min(sizes) >= TYPE
    assert drawn.layout.showlegend is False
    figure = plotly.figure(plot, None, LOOKS["light"], lang)
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
    deck = link.write([Item("commitments?"), Item("explore?chart=bars")])
    with desk(lang) as at:
        found = steps(slides(deck, at.network, at.ask), lang)
    shown = [_rows(step.slide.plot) for step in found]
    assert max(shown) <= 12
    assert text("commitments.calendar", lang) in found[0].slide.title


def test_a_long_note_begins_on_the_stage_and_is_whole_one_press_away(warehouse):
    note = " ".join(f"word{at}" for at in range(80))
    deck = link.write([Item("explore?chart=bars&members=MAR,TUR", "", note)])
    said = html(run(deck=deck, present="1"))
    assert "<details class='stage-caveat stage-note'>" in said
    assert said.count(note) == 1
    assert text("present.note.more", "en") in said


def _rows(plot):
    """How many rows of names a plot has."""
    return len(plot.categories if isinstance(plot, BarPlot) else plot.y.names)
