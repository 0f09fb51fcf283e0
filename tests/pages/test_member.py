"""The page of a member: complete for each of the 57 in three languages, with figures and without."""

import re
from html import unescape

import pytest
from cases import crossed, parts
from open_page import open_page

from observatory.catalog import models
from observatory.i18n import LANGUAGES, alphabetical, text
from observatory.session import desk
from observatory.topics.member import sentences
from observatory.view import DEFAULT

MEMBERS = sorted(models.load().members())
NAMES = {iso3: country.name for iso3, country in models.load().countries.items()}
# Members whose pages differ most.
TELLING = ("MAR", "TUR", "SEN", "PSE", "SOM", "SYR", "DJI", "SUR")


def member(iso3, lang="en"):
    return open_page("member", **({"members": iso3} if iso3 else {}), lang=lang)


def html(page):
    """The words in the page's own markup."""
    return unescape("\n".join(block.proto.body for block in page.get("html")))


def cards(page):
    bodies = [block.proto.body for block in page.get("html")]
    return [body for body in bodies if body.startswith("<div class='figure-card'")]


@crossed(("iso3", "lang"), MEMBERS, LANGUAGES, now=(*TELLING, *MEMBERS[::8]))
def test_a_member_with_all_its_figures_renders_whole(warehouse, iso3, lang):
    page = member(iso3, lang)
    assert not page.exception
    assert page.title[0].value == NAMES[iso3][lang]
    assert len(cards(page)) == 4
    for card in cards(page):
        value = re.search(r"class='value'>(.*?)</div>", card)[1]
        assert re.search(r"<small>\d{4}</small>", value) or value.startswith("–")
    assert text("member.not_confirmed", lang) in html(page)


@crossed(("iso3", "lang"), MEMBERS, LANGUAGES, now=("MAR", "SYR", "SUR"))
def test_a_member_of_whom_nothing_is_known_renders_whole(empty_warehouse, iso3, lang):
    page = member(iso3, lang)
    assert not page.exception
    assert page.title[0].value == NAMES[iso3][lang]
    assert html(page).count("–") >= 4
    # A register without a list says nothing of who is on none.
    assert text("member.never_named", lang, area=NAMES[iso3][lang]) not in html(page)
    assert text("participation.state.no_event", lang) in html(page)


@crossed(("iso3", "lang"), ["MAR", "TUR", "SUR", "NGA"], LANGUAGES)
def test_a_member_in_a_completed_register_renders_whole(complete_warehouse, iso3, lang):
    page = member(iso3, lang)
    assert not page.exception
    if iso3 == "SUR":
        assert text("focal.not_notified", lang) in html(page)
        assert any("Profiling" in str(frame.value) for frame in page.dataframe)
    if iso3 == "NGA":
        assert text("missing.note", lang) in html(page)


def test_an_old_figure_has_its_year_first_and_the_newer_estimate_beside_it(warehouse):
    """The first look at the host and Chair is no 35 % without a year."""
    first = cards(member("MAR"))[0]
    assert "<small>2014</small> 35.3%" in first
    assert "<small>2023</small> 32.9%" in first
    assert first.index("2014") < first.index("35.3%") < first.index("2023") < first.index("32.9%")


def test_the_value_of_another_estimate_type_is_printed_where_they_differ(warehouse):
    page = member("MAR")
    lists = [b.proto.body for b in page.get("html") if b.proto.body.startswith("<ul class='said'")]
    own = zip(cards(page), lists, strict=False)
    morocco = next(card + lines for card, lines in own if "Youth unemployment" in card)
    values = [float(x) for x in re.findall(r"(\d+\.\d)(?= \(2022, ILO|% <small>2022)", morocco)]
    assert len(values) == 2
    assert abs(values[0] - values[1]) > 3


def test_a_change_is_printed_with_both_ends_or_with_the_reason_why_not(warehouse):
    said = html(member("SEN")).replace("−", "-")
    found = re.findall(r"(\d+\.\d) \(\d{4}\) → (\d+\.\d) \(\d{4}\): ([+-]\d+\.\d) points", said)
    assert found
    for first, last, points in found:
        assert round(float(last) - float(first), 1) == float(points)
    assert text("missing.apart", "en") in html(member("NER"))


def test_a_note_on_the_figures_of_a_country_stands_beside_them(warehouse):
    assert "22.8 (ILOSTAT, November 2023, marked as a break)" in html(member("DJI"))
    assert "Gaza Strip" in html(member("PSE"))
    assert "no estimate for Lebanon after 2023" in html(member("LBN"))


def test_peers_and_further_figures_print_both_values_where_they_part(warehouse):
    """Bangladesh: 14.3 by its survey of 2023, 29.9 by the ILO's model of that year."""
    shown = member("PAK")
    cells = " ".join(str(cell) for each in shown.table for cell in each.value.to_numpy().ravel())
    cells += " ".join(
        str(cell) for each in shown.dataframe for cell in each.value.to_numpy().ravel()
    )
    assert "14.3 (2023); ILO model 29.9" in cells


def test_finding_1_neet_is_divided_where_its_parts_are_of_one_edition_and_year(warehouse):
    said = html(member("MAR"))
    assert text("member.split", "en", year=2023, unemployed="6.0", outside="26.9") in said
    assert text("member.gap.split", "en") not in said


def test_where_neet_is_not_divided_the_page_says_why(warehouse):
    # Sudan: NEET to 2023, unemployment and employment to 2022.
    assert text("member.gap.split", "en") in html(member("SDN"))


def test_a_suspended_member_says_when_and_that_events_were_not_open_to_it(warehouse):
    said = html(member("SYR"))
    assert "Membership suspended" in said
    assert "2012" in said
    assert text("participation.state.not_eligible", "en") in said


def test_a_member_on_no_list_is_never_called_absent(warehouse):
    said = html(member("SUR"))
    assert "No published list of the network names Suriname." in said
    assert "absent" not in said
    assert "did not" not in said.replace("does not mean that it was not there", "")


def test_a_member_without_a_national_figure_names_the_gap(warehouse):
    said = html(member("LBY"))
    assert "Modelled only, no national figure" in said
    assert "NEET rate" in said


def test_the_peers_follow_the_stated_rule_and_stand_in_alphabetical_order(warehouse):
    narrow = member("SUR")
    assert text("member.peers.region_and_income", "en") in "".join(c.value for c in narrow.caption)
    page = member("GUY")
    assert text("member.peers.oic_group", "en") in "".join(c.value for c in page.caption)
    peers = page.table[-1].value.iloc[:, 0].tolist()
    assert {"Guyana", "Suriname"} <= set(peers)
    assert peers == sorted(peers, key=alphabetical)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_member_all_57_stand_to_be_chosen_and_nobody_s_figures(warehouse, lang):
    page = member("", lang)
    assert not page.exception
    assert page.title[0].value == text("frame.page.member", lang)
    assert not cards(page)
    assert not page.get("plotly_chart")
    links = dict(re.findall(r"<a href='member\?([^']+)'[^>]*>([^<]+)</a>", html(page)))
    assert sorted(links.values()) == sorted(NAMES[iso3][lang] for iso3 in MEMBERS)
    assert all(f"members={iso3}" in " ".join(links) for iso3 in MEMBERS)
    page.selectbox(key="member").set_value("MAR").run()
    assert page.title[0].value == NAMES["MAR"][lang]
    assert len(cards(page)) == 4


def test_another_member_is_another_address(warehouse):
    page = member("MAR")
    page.selectbox(key="member").set_value("TUR").run()
    assert not page.exception
    assert page.title[0].value == "Türkiye"
    assert page.query_params["members"] in ("TUR", ["TUR"])


@parts("part", 6)
def test_the_place_of_a_member_says_its_newer_value_in_the_same_sentence(warehouse, part):
    with desk("en") as at:
        told = 0
        for iso3 in at.terms.members[part::6]:
            for cell in at.member_figures(DEFAULT, iso3):
                if cell.place is None or cell.national is None:
                    continue
                said = sentences._place(at.network, cell, 1)
                newer = cell.national.year > max(cell.place.year, cell.place.last)
                assert ("newer value" in said) == newer, (iso3, cell.indicator_id)
                told += newer
                assert said.endswith(".")
    assert told
