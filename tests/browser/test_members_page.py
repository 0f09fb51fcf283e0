"""The page of members as a person uses it: asks, opens a member, looks at the evidence."""

import csv
import io
from pathlib import Path

NEVER = set("ALB BEN BRN BFA COM GAB GIN GNB GUY IRN LBN MOZ NGA QAT SLE SUR SYR UGA UZB YEM".split())  # fmt: skip
ROWS = ".roster tbody tr"


def test_who_was_never_listed_and_their_figures_are_two_actions_from_the_front(visit):
    page = visit()
    page.get_by_role("link", name="Members", exact=True).click()
    page.wait_for_url("**/members**")
    page.get_by_role("radio", name="On no list", exact=True).click()
    page.wait_for_url("**listed=never**")
    page.wait_for_function(f"document.querySelectorAll('{ROWS}').length === 20")
    # The answer stands in a sentence and in rows, each with its figure, its year and its kind.
    assert page.get_by_text("20 members stand on no published list of a meeting.").count() == 1
    first = page.locator(ROWS).first.inner_text().split()
    assert first[:4] == ["Albania", "23.2", "2023", "National"]
    page.wait_for_selector(page.idle)
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="CSV for programs", exact=True).click()
    rows = csv.DictReader(io.StringIO(Path(got.value.path()).read_text("utf-8")))
    assert {row["iso3"] for row in rows} == NEVER
    page.keyboard.press("Escape")
    # A row opens its member by the keyboard, in the language and under the filters of the page.
    page.locator(f"{ROWS} a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/member?members=ALB")
    page.get_by_role("heading", name="Albania").wait_for(timeout=60_000)
    # The answer is a link.
    page.go_back()
    page.wait_for_selector(ROWS, timeout=60_000)
    assert page.locator(ROWS).count() == 20


def test_a_click_on_an_event_shows_its_evidence_beside_it(visit):
    page = visit("members?part=events&listed=named")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    at = page.evaluate(
        "(() => {const plot = document.querySelector('.js-plotly-plot');"
        " const i = plot._fullData[0].customdata.findIndex(c => c.includes('AZE'));"
        " const r = plot.querySelectorAll('.scatterlayer .trace')[0]"
        ".querySelectorAll('path.point')[i].getBoundingClientRect();"
        " return [r.x + r.width / 2, r.y + r.height / 2];})()"
    )
    page.mouse.click(*at)
    page.wait_for_selector(".evidence .here")
    here = page.locator(".evidence .here")
    assert "First Meeting on Public Employment Services" in here.inner_text()
    assert "listed as attending" in here.inner_text()
    assert "members=AZE" in page.url
    assert abs(here.bounding_box()["y"] - at[1]) < 600


def test_figures_of_a_table_sort_as_numbers_in_french(visit):
    page = visit("explore?chart=table&lang=fr&from=2023&to=2023")
    grid = page.locator("[data-testid=stDataFrame] canvas").first
    grid.wait_for()
    values = (
        "(() => {const grid = document.querySelector('[data-testid=stDataFrame] canvas');"
        " const at = [...grid.querySelectorAll('[role=columnheader]')]"
        ".findIndex(e => e.textContent.includes('Valeur ('));"
        " return [...grid.querySelectorAll('tbody tr')].map(r => r.children[at]?.textContent)"
        ".filter(Boolean).map(Number);})()"
    )
    page.wait_for_function(f"{values}.length > 5")
    # Blanks come first, and 8.9 before 10.1: texts would stand the other way round.
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 350, box["y"] + 17)
    page.wait_for_function(
        f"(() => {{const found = {values}; return found.length > 5 && found[0] < 5"
        " && found.some(x => x > 10) && found.every((x, i) => !i || found[i - 1] <= x);})()"
    )
