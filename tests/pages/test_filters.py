"""Explore's widgets, the view and the address say the same at every moment."""

import re
from pathlib import Path

import pytest
from cases import crossed
from open_page import open_page

from observatory.i18n import LANGUAGES, text
from observatory.ui.navigation import BEHIND, INNER, PAGES
from observatory.warehouse.build import current, open_build

ROOT = Path(__file__).resolve().parents[2]


def explore(**query):
    page = open_page("explore", **query)
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
    assert len(links) == len(PAGES) - len(BEHIND) - len(INNER) + len(LANGUAGES)
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


def data_years(indicator_id="neet_rate"):
    """The first and last year in which an indicator has data."""
    with open_build(current()) as build:
        asked = "select min(first_year), max(last_year) from series where indicator_id = ?"
        return build.execute(asked, [indicator_id]).fetchone()


def test_the_slider_offers_the_years_that_have_data_and_others_stand_at_its_ends(warehouse):
    first, last = data_years()
    page = explore(**{"from": "1950", "to": "2100"})
    assert page.session_state["years"] == (first, last)
    assert (page.slider(key="years").min, page.slider(key="years").max) == (first, last)
    assert explore(**{"from": "2050", "to": "2060"}).session_state["years"] == (last, last)
    assert explore(**{"from": "2005"}).session_state["years"] == (2005, last)


def test_explore_opens_with_the_five_largest_members_until_they_are_taken_away(warehouse):
    page = explore()
    assert len(page.session_state["members"]) == 5
    assert address(page)["members"].split(",") == page.session_state["members"]
    page.multiselect(key="members").set_value([]).run()
    assert page.query_params["members"] in ("", [""])
    assert explore(members="").session_state["members"] == []
    assert explore(chart="bars").session_state["members"] == []


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
    rows = page.dataframe[0].value
    # A column of numbers keeps them as such; the grid shows a blank where there is none.
    worded = rows.select_dtypes(exclude="number")
    assert page.dataframe[0].proto.placeholder == ""
    cells = {str(cell) for cell in worded.to_numpy().ravel()}
    assert not cells & {"None", "nan", "<NA>", "NaT"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_choice_says_so_in_the_reader_s_language(warehouse, lang):
    page = explore(chart="table", lang=lang)
    assert page.selectbox(key="second").proto.placeholder == text("filters.none", lang)


# A sentinel of each filter: what the address holds, and the widget that says the same.
FILTERS = {
    "lens": {"lens": "modelled"},
    "national": {"lens": "reported"},
    "years": {"from": "2010", "to": "2015"},
    "same": {"same": "1"},
    "groups": {"groups": "OIC_ARAB"},
    "sex": {"sex": "F"},
}
PATHS = {
    "overview": "app.py",
    "explore": "pages/10_explore.py",
    "member": "pages/20_member.py",
    "side_by_side": "pages/50_side_by_side.py",
}
SHOWN_ON = ["overview", "member", "side_by_side"]
each_page = pytest.mark.parametrize("name", PATHS)


def opened(name, **query):
    if name == "member":
        query = {"members": "MAR", **query}
    page = open_page(name, **query)
    assert not page.exception
    return page


@pytest.fixture(scope="module")
def reading(warehouse):
    """Opens a page to be read, not to be used: the same address is opened once."""
    opened_once = {}

    def page(name, **query):
        key = (name, *sorted(query.items()))
        if key not in opened_once:
            opened_once[key] = opened(name, **query)
        return opened_once[key]

    return page


def words(page):
    """The page's own words and tables: cards, lists, captions, rows; not the choice repeated."""
    own = [block.proto.body for block in page.get("html") if "<style" not in block.proto.body]
    said = [each.value for each in page.caption if not each.value.startswith("Chosen:")]
    tables = [frame.value.to_csv() for frame in (*page.dataframe, *page.table)]
    return own, said, tables


def cards(page):
    return [body for body in words(page)[0] if "figure-card" in body]


def panel(page):
    """The lists of the panel *How sure is this?*: one on the overview, one a card of a member."""
    return [body for body in words(page)[0] if body.startswith("<ul class='said'")]


def figure(page):
    return page.get("plotly_chart")[0].proto.spec


@crossed(("chosen", "name"), FILTERS, SHOWN_ON)
def test_each_filter_changes_what_a_page_shows(reading, chosen, name):
    assert words(reading(name, **FILTERS[chosen])) != words(reading(name))


@crossed(("chosen", "name"), FILTERS, [*SHOWN_ON, "explore"])
def test_each_filter_stays_in_the_address_and_travels_with_the_menu(reading, chosen, name):
    given = FILTERS[chosen]
    page = reading(name, **given)
    kept = address(page)
    assert {key: kept.get(key) for key in given} == given
    for link in menu(page):
        assert all(f"{key}={value}" in link for key, value in given.items())


@each_page
def test_one_row_of_filters_stands_on_every_page_with_figures(warehouse, name):
    page = opened(name)
    choices = [each.key for each in page.segmented_control]
    assert {"lens", "sex"} <= set(choices)
    page.multiselect(key="groups").set_value(["OIC_AFRICAN"]).run()
    page.slider(key="years").set_range(2005, 2020).run()
    page.toggle(key="same").set_value(True).run()
    assert not page.exception
    kept = address(page)
    assert (kept["groups"], kept["from"], kept["to"]) == ("OIC_AFRICAN", "2005", "2020")
    assert kept["same"] == "1"


@crossed(
    ("name", "how"),
    PATHS,
    [(lang, lens) for lang in LANGUAGES for lens in ("reported", "modelled")],
)
def test_a_page_under_every_filter_at_once_renders_whole(warehouse, name, how):
    everything = {"from": "2010", "to": "2022", "same": "1", "groups": "OIC_ARAB,WORLD", "sex": "F"}
    lang, lens = how
    page = opened(name, lang=lang, lens=lens, **everything)
    assert address(page)["lens"] == lens


def test_without_a_choice_the_overview_compares_with_its_four_groups(warehouse):
    page = opened("overview")
    assert page.session_state["groups"] == ["OIC", "WORLD", "DEVELOPED", "NON_OIC_DEVELOPING"]
    assert "Developed countries" in panel(page)[0]
    assert address(page) == {}


def test_on_the_overview_oic_and_world_alone_are_a_choice_of_their_own(warehouse):
    page = opened("overview")
    page.multiselect(key="groups").set_value(["OIC", "WORLD"]).run()
    assert address(page)["groups"] == "WORLD,OIC"
    assert "World" in panel(page)[0]
    assert "Developed countries" not in panel(page)[0]
    again = opened("overview", **address(page))
    assert (cards(again), panel(again)) == (cards(page), panel(page))


def test_the_years_bound_the_figures_of_the_overview_and_its_grid(reading):
    page = reading("overview", **FILTERS["years"])
    years = {int(y) for body in cards(page)[:6] for y in re.findall(r"<small>(\d{4})", body)}
    assert years
    assert max(years) <= 2015
    blocks = [block.proto.body for block in page.get("html")]
    (grid,) = [body for body in blocks if "<figure class='tile-figure" in body]
    assert "2010–2015" in grid


def test_the_figures_of_the_overview_say_their_estimate_type_and_sex(reading):
    modelled = cards(reading("overview", lens="modelled"))
    assert "ILO modelled estimate" in modelled[0]
    assert text("overview.no_series", "en") in modelled[4]
    national = cards(reading("overview", lens="reported"))
    assert "nationally reported value" in national[2]
    assert "· women" in cards(reading("overview", sex="F"))[0]


def test_the_counts_of_what_is_missing_follow_the_choice(reading):
    def count(**given):
        page = reading("overview", **given)
        of = text("overview.missing.with", "en")
        rows = next(f.value for f in page.dataframe if of in f.value.columns)
        return rows.set_index(rows.columns[0])[of].sum()

    everything = count()
    assert count(lens="reported") < everything
    assert count(**FILTERS["years"]) < everything


def test_a_card_of_a_member_shows_only_what_was_chosen(reading):
    national = cards(reading("member", lens="reported"))
    assert "–" in national[2]
    assert text("member.no_choice", "en") in national[2]
    modelled = panel(reading("member", lens="modelled"))
    assert "Beside it: 35.3 (2014, nationally reported value" in modelled[0]
    assert "Among the" not in "".join(modelled)
    assert "women · nationally reported value" in cards(reading("member", sex="F"))[0]


def test_the_groups_are_the_references_of_a_member_s_cards(reading):
    first = panel(reading("member", groups="OIC_ARAB,WORLD"))[0]
    assert "Arab Group (22), weighted average" in first
    assert "World, as published by the source" in first or "World: not shown" in first
    assert "OIC average" not in first
    assert "OIC average" in panel(reading("member"))[0]


def test_the_trend_of_a_member_keeps_lens_and_sex(reading):
    drawn = figure(reading("member", lens="reported", sex="F"))
    assert "women and men" not in drawn
    assert "modelled" not in drawn


def test_the_gaps_of_a_member_are_those_of_all_its_figures(reading):
    def gaps(**given):
        lists = [
            body for body in words(reading("member", **given))[0] if "<ul class='said'" in body
        ]
        return lists[-1]

    assert gaps() == gaps(lens="modelled", **FILTERS["years"])


def test_side_by_side_the_lens_decides_whose_values_stand(warehouse):
    def estimates(**given):
        page = opened("side_by_side", **given)
        rows = next(t.value for t in page.table if "Estimate type" in t.value.columns)
        said = {kind.split(" · ")[0] for kind in rows["Estimate type"] if kind}
        return said, [caption.value for caption in page.caption]

    assert estimates(lens="reported")[0] == {"nationally reported value"}
    modelled, captions = estimates(lens="modelled")
    assert modelled == {"ILO modelled estimate"}
    assert any(caption.startswith("Modelled values only.") for caption in captions)


def test_side_by_side_the_same_year_is_one_for_national_and_modelled_values(warehouse):
    page = opened("side_by_side", same="1")
    rows = next(t.value for t in page.table if "Estimate type" in t.value.columns)
    assert len(rows) == 57
    assert len(set(rows["Year"]) - {""}) == 1
    assert len({kind.split(" · ")[0] for kind in rows["Estimate type"] if kind}) == 2


def test_side_by_side_the_groups_stand_under_the_figure(warehouse):
    said = "".join(words(opened("side_by_side", groups="OIC_ASIAN"))[0])
    assert "Asian Group (18), weighted average" in said
    assert "OIC average" not in said


@pytest.mark.parametrize(
    "query",
    [
        {"chart": "multiples", "from": "1990"},
        {"chart": "trend", "from": "1980"},
        {"chart": "trend", "same": "1"},
        {"chart": "gap", "same": "1", "sex": "F"},
        {"chart": "map", "sort": "value"},
        {"chart": "bars", "map": "boundaries"},
        {"chart": "bars", "indicator": "neet_rate,employers_share"},
        {"chart": "scatter", "indicator": "neet_rate,employers_share", "groups": "OIC_ARAB"},
    ],
    ids=str,
)
def test_explore_keeps_every_choice_of_the_address(warehouse, query):
    default = {"chart": "trend"}
    assert address(explore(**query)) == dict(query.items() - default.items())


def test_explore_keeps_what_a_chart_has_no_use_for_until_the_next(warehouse):
    page = explore(chart="bars", same="1", sex="F", sort="value")
    for chart in ("trend", "gap", "bars"):
        page.segmented_control(key="chart").set_value(chart).run()
        assert not page.exception
    assert address(page) == {"chart": "bars", "same": "1", "sex": "F", "sort": "value"}
    assert page.toggle(key="same").value


def test_small_charts_begin_where_the_reader_says(warehouse):
    page = explore(chart="multiples", members="TUR,TUN")
    first, last = data_years()
    assert page.session_state["years"] == (2000, last)
    page.slider(key="years").set_range(first, last).run()
    assert address(page)["from"] == str(first)
    page.segmented_control(key="chart").set_value("trend").run()
    assert address(page)["from"] == str(first)


def test_a_filter_without_effect_on_a_chart_says_so_and_keeps_its_choice(warehouse):
    sex = explore(chart="gap", sex="F").segmented_control(key="sex")
    assert (sex.value, sex.help) == ("F", text("filters.idle", "en"))
    assert not explore(chart="bars").segmented_control(key="sex").help


def test_a_choice_made_on_one_page_is_not_undone_by_the_memory_of_another(warehouse):
    page = explore(chart="bars", members="MAR", indicator="neet_rate,employers_share")
    page.switch_page(str(ROOT / PATHS["member"]))
    page.run()
    assert not page.exception
    page.selectbox(key="subject").set_value("employers_share").run()
    assert address(page)["indicator"] == "employers_share"
    page.switch_page(str(ROOT / PATHS["explore"]))
    page.run()
    assert not page.exception
    assert address(page)["indicator"] == "employers_share"
