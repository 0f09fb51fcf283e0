"""Explore's widgets, the view and the address say the same at every moment."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from observatory.i18n import LANGUAGES, text
from observatory.ui.navigation import PAGES
from observatory.warehouse import current, open_build

ROOT = Path(__file__).resolve().parents[2]


def explore(**query):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.switch_page(str(ROOT / "pages/10_explore.py"))
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def address(page):
    return {
        key: value if isinstance(value, str) else value[0]
        for key, value in page.query_params.items()
    }


def menu(page):
    """The queries of the links of the menu and of the languages."""
    return [link.proto.query_string for link in page.get("page_link")]


def test_a_moved_filter_is_in_every_link_of_the_menu_at_once(warehouse):
    page = explore(members="MAR")
    page.multiselect(key="members").set_value(["MAR", "TUR"]).run()
    links = menu(page)
    assert len(links) == len(PAGES) + len(LANGUAGES)
    assert all("members=MAR%2CTUR" in link or "members=MAR,TUR" in link for link in links)


def test_a_scatter_without_a_second_indicator_names_the_one_it_draws(warehouse):
    page = explore(chart="scatter")
    assert page.session_state["second"] == "youth_unemployment_rate"
    assert address(page)["indicator"] == "neet_rate,youth_unemployment_rate"


def test_choosing_the_second_indicator_as_the_first_gives_another_second(warehouse):
    page = explore(chart="scatter")
    page.selectbox(key="indicator").set_value("youth_unemployment_rate").run()
    assert not page.exception
    assert address(page)["indicator"] == "youth_unemployment_rate,neet_rate"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"from": "1950", "to": "2100"}, (1990, 2030)),
        ({"from": "2050", "to": "2060"}, (2030, 2030)),
        ({"from": "2005"}, (2005, 2030)),
    ],
    ids=str,
)
def test_years_outside_the_slider_stand_at_its_ends(warehouse, asked, shown):
    assert explore(**asked).session_state["years"] == shown


def test_a_series_named_in_the_address_leaves_with_its_indicator(warehouse):
    with open_build(current()) as build:
        asked = "select series_id from series where indicator_id = 'neet_rate' and sex = 'T'"
        series = build.execute(asked).fetchall()[0][0]
    page = explore(series=series)
    assert address(page)["series"] == series
    page.selectbox(key="indicator").set_value("employers_share").run()
    assert "series" not in address(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_says_nothing_in_words_of_the_program(warehouse, lang):
    page = explore(chart="table", members="MAR,SYR", lang=lang)
    cells = {str(cell) for cell in page.dataframe[0].value.to_numpy().ravel()}
    assert not cells & {"None", "nan", "<NA>", "NaT"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_choice_says_so_in_the_reader_s_language(warehouse, lang):
    page = explore(chart="table", lang=lang)
    assert page.selectbox(key="second").proto.placeholder == text("filters.none", lang)
