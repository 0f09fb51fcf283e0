"""Every page, in three languages, with figures, without any, and before the first build."""

import re
from html import unescape

import pandas as pd
from cases import crossed
from open_page import open_page

from observatory.i18n import LANGUAGES, alphabetical, text, words
from observatory.ui.navigation import PAGES
from observatory.view import CHARTS

languages_in_turn = crossed(("name", "lang"), PAGES, LANGUAGES)


def run(name, **query):
    """The page after one run with this address."""
    return open_page(name, **query)


def seen(page):
    """All the words on a page."""
    parts = [
        element.value
        for kind in ("title", "header", "subheader", "caption", "markdown", "info", "text")
        for element in page.get(kind)
        if isinstance(getattr(element, "value", None), str)
    ]
    parts += [element.proto.body for element in page.get("html")]
    return "\n".join(parts)


@languages_in_turn
def test_a_page_with_figures_renders_whole(warehouse, name, lang):
    page = run(name, lang=lang)
    assert not page.exception
    said = seen(page)
    assert text("frame.not_official", lang) in said
    assert not [
        key
        for key in words()
        if re.search(rf"(?<![\w.]){re.escape(key)}(?![\w.])", said) and "." in key
    ]


@languages_in_turn
def test_a_page_of_a_completed_register_renders_whole(complete_warehouse, name, lang):
    page = run(name, lang=lang)
    assert not page.exception
    assert text("frame.not_official", lang) in seen(page)


@languages_in_turn
def test_a_page_of_an_empty_build_renders_its_empty_states(empty_warehouse, name, lang):
    page = run(name, lang=lang)
    assert not page.exception
    assert text("frame.not_official", lang) in seen(page)


@languages_in_turn
def test_before_the_first_build_a_page_says_what_to_type(no_warehouse, name, lang):
    page = run(name, lang=lang)
    assert not page.exception
    assert text("frame.no_warehouse", lang) in seen(page)
    assert any("refresh --offline" in block.value for block in page.code)


@crossed(("chart", "lang"), CHARTS, LANGUAGES)
def test_every_tab_of_explore_renders_in_every_language(warehouse, chart, lang):
    page = run("explore", lang=lang, chart=chart, members="MAR,TUR,PSE,SYR,BRN,SUR,SOM")
    assert not page.exception


GARBAGE = {
    "language": {"lang": "xx"},
    "lists": {"chart": "pie", "members": "ZZZ,MAR", "from": "abcd"},
    "script": {"indicator": "<script>alert(1)</script>"},
    "years": {"from": "2030", "to": "1990", "sex": "X", "deck": "x" * 5000},
    "unknown": {"indicator": "", "groups": "", "unheard_of": "1"},
}


@crossed(("name", "query"), PAGES, GARBAGE, always=("explore",))
def test_any_garbage_in_the_address_gives_a_page_that_says_so(warehouse, name, query):
    page = run(name, **GARBAGE[query])
    assert not page.exception
    blocks = "".join(block.proto.body for block in page.get("html"))
    assert "<div class='notice'" in blocks
    assert "<script>alert(1)" not in blocks


def test_the_widgets_say_what_the_address_says(warehouse):
    query = {
        "chart": "bars",
        "indicator": "employers_share",
        "members": "TUR,MAR",
        "groups": "OIC",
        "from": "2005",
        "to": "2020",
        "sex": "F",
        "sort": "value",
    }
    page = run("explore", **query)
    state = page.session_state
    assert state["chart"] == "bars"
    assert state["indicator"] == "employers_share"
    assert state["members"] == ["TUR", "MAR"]
    assert state["groups"] == ["OIC"]
    assert state["years"] == (2005, 2020)
    assert (state["sex"], state["sort"]) == ("F", "value")
    assert _address(page) == query


def test_a_changed_filter_changes_the_address_and_a_default_leaves_it(warehouse):
    page = run("explore", members="MAR")
    page.multiselect(key="members").set_value(["MAR", "TUR"]).run()
    assert _address(page)["members"] == "MAR,TUR"
    page.multiselect(key="members").set_value([]).run()
    assert _address(page) == {"members": ""}


def test_a_discontinued_indicator_is_off_the_picker_and_opens_by_its_address(warehouse):
    assert "start_business_time" not in _options(run("explore"))
    page = run("explore", indicator="start_business_time", chart="table")
    assert not page.exception
    assert page.session_state["indicator"] == "start_business_time"


def _address(page):
    """The query of the page's address; a parameter given once is a text."""
    return {
        key: value if isinstance(value, str) else value[0]
        for key, value in page.query_params.items()
    }


def _options(page):
    return page.selectbox(key="indicator").options


def test_the_overview_leads_with_neet_and_every_figure_has_its_year(warehouse):
    page = run("overview")
    html = [block.proto.body for block in page.get("html")]
    cards = [body for body in html if body.startswith("<div class='figure-card'")]
    assert "NEET" in cards[0]
    figures, network = cards[:6], cards[6:]
    assert len(network) == 5
    for card in figures:
        value = re.search(r"class='value'>(.*?)</div>", card)[1]
        assert re.search(r"<small>\d{4}</small>", value) or value.startswith("–")


def test_the_overview_shows_the_network_and_never_a_zero_for_what_is_not_known(warehouse):
    page = run("overview")
    html = [block.proto.body for block in page.get("html")]
    in_person, online, focal, *plans = [b for b in html if "class='figure-card'" in b][6:11]
    assert "36 of 57" in in_person
    assert "complete lists for 1 of 3 meetings" in in_person
    assert "2 of 57" in online
    assert "–" in focal
    assert text("participation.state.unknown", "en") in focal
    newest, first = plans
    assert "–" in newest
    assert text("commitments.plan.none", "en") in unescape(newest)
    assert "6 of 6" in first
    due = text("network.due", "en")
    decided = next(f.value for f in page.dataframe if due in f.value.columns)
    assert list(decided.iloc[:, 0]) == ["2025", "2026"]
    assert list(decided.iloc[:, -1]) == [
        text("status.passed", "en"),
        text("overview.ahead", "en"),
    ]
    assert "The text of the Work Plan 2024–2026." in "".join(html)


def test_about_the_data_shows_stated_and_named_counts_and_contradictions(warehouse):
    page = run("data")
    tables = [frame.value for frame in page.dataframe]
    second = next(t for t in tables if "Countries stated" in t.columns).set_index("Event")
    assert list(
        second.loc["Second Meeting of the OIC-PESNET", ["Countries stated", "Members named"]]
    ) == [32, 29]
    assert any("As stated" in t.columns and len(t) == 24 for t in tables)


def test_the_communique_stands_in_its_blocks_with_fifteen_paragraphs(warehouse):
    page = run("commitments")
    tables = [frame.value for frame in page.dataframe if "§" in frame.value.columns]
    assert [len(t) for t in tables] == [2, 3, 4, 5, 1]
    numbers = sorted(int(n) for t in tables for n in t["§"])
    assert numbers == list(range(1, 16))
    assert text("commitments.plan.none", "en") in [info.value for info in page.info]


def test_an_assessment_in_force_stands_with_its_document_and_a_second_communique_beside(
    complete_warehouse,
):
    page = run("commitments")
    tables = [frame.value for frame in page.dataframe if "§" in frame.value.columns]
    rows = pd.concat(tables).set_index("§")
    assert rows.loc["13", "Status"] == text("status.well_advanced", "en")
    assert rows.loc["13", text("network.evidence", "en")]
    assert any("fifth meeting" in header.value for header in page.header)


def test_the_gate_is_closed_on_todays_register_and_the_bounds_cannot_be_sorted(warehouse):
    page = run("participation")
    assert "Comparison not shown" in page.info[0].value
    bounds = page.table[0].value
    assert len(bounds) == 57
    assert list(bounds.iloc[:, 0]) == sorted(bounds.iloc[:, 0], key=alphabetical)


def test_with_complete_lists_nothing_is_left_to_settle(complete_warehouse):
    page = run("participation")
    assert "100%" in page.info[0].value
    assert text("participation.settled", "en") in [caption.value for caption in page.caption]


def test_the_files_of_a_chart_hold_the_rows_of_the_view(warehouse):
    page = run("explore", chart="bars", members="MAR,TUR")
    names = [button.proto.label for button in page.get("download_button")]
    assert names == ["Excel workbook", "CSV for programs", "Data package (ZIP)", "Slide (PPTX)"]
