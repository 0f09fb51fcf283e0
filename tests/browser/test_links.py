"""Links, history and the reader's language, in a real browser."""

import pytest

CHECKED = "[role=radio][aria-checked=true]"


def chosen(page):
    return page.locator(CHECKED).all_inner_texts()


def test_a_moved_filter_travels_to_the_other_pages_and_back(visit):
    page = visit("explore?members=MAR")
    page.get_by_role("radio", name="Women", exact=True).click()
    page.wait_for_url("**sex=F**")
    page.wait_for_selector(".st-key-topbar a[href*='sex=F']")
    page.get_by_role("link", name="About the data").click()
    page.wait_for_url("**/data?**sex=F**")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.get_by_role("link", name="Explore").click()
    page.wait_for_url("**/explore?**sex=F**")
    page.wait_for_selector(f"{CHECKED}:has-text('Women')")
    assert page.locator("[data-testid='stException']").count() == 0


def test_the_step_back_of_the_browser_undoes_the_last_choice(visit):
    page = visit("explore")
    page.wait_for_selector(f"{CHECKED}:has-text('Trend')")
    page.get_by_role("radio", name="Bars").click()
    page.wait_for_url("**chart=bars**")
    page.wait_for_selector(".js-plotly-plot .bars .point")
    page.go_back()
    page.wait_for_selector(f"{CHECKED}:has-text('Trend')")
    assert "chart=bars" not in page.url
    page.wait_for_selector(".js-plotly-plot .scatterlayer path.js-line")


def test_the_link_to_a_view_opens_that_view(visit, served):
    page = visit("explore?chart=bars&members=MAR,TUR&sort=value")
    page.get_by_role("button", name="Link").click()
    link = page.locator("[data-testid='stCode']").inner_text().strip()
    assert link.startswith(f"{served}/explore?")
    again = visit(link.removeprefix(f"{served}/"))
    again.wait_for_selector(".js-plotly-plot .bars .point")
    assert chosen(again) == chosen(page)
    assert "Bars" in chosen(again)


def test_the_overview_links_to_its_grid_in_explore(visit, served):
    page = visit("?lang=fr")
    page.get_by_role("button", name="Lien").click()
    link = page.locator("[data-testid='stCode']").inner_text().strip()
    assert link == f"{served}/explore?chart=map&lang=fr"


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_browser_knows_the_language_of_the_page(visit, lang):
    page = visit(f"explore?lang={lang}")
    page.wait_for_function(f"document.documentElement.lang === '{lang}'")


@pytest.mark.parametrize("path", ["", "explore", "data"])
def test_every_page_has_one_first_heading(visit, path):
    page = visit(path)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_no_choice_of_the_sidebar_breaks_into_two_lines(visit, lang):
    page = visit(f"explore?chart=bars&lang={lang}")
    page.wait_for_selector("[data-testid=stSidebar] [role=radiogroup] >> nth=2")
    tops = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stSidebar] [role=radiogroup]')].map(g =>"
        " new Set([...g.children].map(b => Math.round(b.getBoundingClientRect().top))).size)"
    )
    assert len(tops) == 3
    assert set(tops) == {1}
