"""The app in a real browser, with no other machine to ask."""

import csv
import io
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from cases import crossed
from openpyxl.utils import get_column_letter
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from observatory.i18n import text


def saved(page, label, menu="Download"):
    """The file that the menu of a page's first figure gives under a label."""
    page.wait_for_selector(page.idle)
    entry = page.get_by_role("button", name=label, exact=True)
    if not entry.count():
        page.get_by_role("button", name=menu).first.click()
        entry.first.wait_for()
    with page.expect_download() as got:
        entry.first.click()
    return got.value


def rows_of(page):
    """The rows of the CSV that a page offers."""
    body = Path(saved(page, "CSV for programs").path()).read_bytes()
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PATHS = ["", "explore", "members", "member", "participation", "commitments", "side_by_side", "data"]


@crossed(("path", "lang"), PATHS, ["en", "fr", "ar"])
def test_every_page_opens_draws_and_asks_no_other_machine(visit, path, lang):
    # Without a member in its address the page of a member shows nobody's figures.
    member = "&members=MAR" if path == "member" else ""
    page = visit(f"{path}?lang={lang}{member}")
    page.wait_for_selector(".js-plotly-plot .main-svg, .tile-grid")
    assert page.locator("[data-testid='stException']").count() == 0
    assert page.away == []


def test_the_overview_shows_a_chart_on_its_first_screen(visit):
    page = visit()
    page.wait_for_selector(".tile-grid")
    assert page.locator(".tile-figure").bounding_box()["y"] < 360
    assert page.locator(".tile-grid .tile").count() == 57


def test_the_trend_draws_its_lines(visit):
    page = visit("explore?members=MAR,TUR")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace path.js-line")
    assert page.locator(".js-plotly-plot .scatterlayer path.js-line").count() >= 4


def test_the_pointer_reads_a_whole_year_of_a_trend_wherever_it_is(visit):
    page = visit("explore?members=MAR,TUR&lang=ar")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace path.js-line")
    plot = page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    # Half way across and near the top, where no mark is.
    page.mouse.move(plot["x"] + plot["width"] / 2, plot["y"] + 8)
    page.mouse.move(plot["x"] + plot["width"] / 2 + 3, plot["y"] + 9)
    page.wait_for_selector(".hoverlayer .hovertext")
    said = page.locator(".hoverlayer").first.text_content()
    assert all(name in said for name in ("المغرب", "تركيا", text("estimate.modelled", "ar")))
    assert re.search(r"(19|20)\d\d", said)


def test_the_polygon_map_draws_with_no_network(visit):
    page = visit("explore?chart=map&map=boundaries")
    drawn = "document.querySelectorAll('.choroplethlayer path.choroplethlocation').length > 200"
    page.wait_for_function(drawn)
    sized = "[...document.querySelectorAll('path.choroplethlocation')].filter(e => e.getBoundingClientRect().width > 1).length"
    assert page.evaluate(sized) > 100
    assert page.get_by_text("do not imply any opinion").count() == 1
    assert page.away == []


def test_a_changed_filter_changes_chart_address_and_csv(visit):
    page = visit("explore?chart=bars&members=MAR,TUR")
    page.wait_for_selector(".js-plotly-plot .bars .point")
    assert {row["iso3"] for row in rows_of(page)} >= {"MAR", "TUR"}
    page.get_by_role("radio", name="Women", exact=True).click()
    page.wait_for_url("**sex=F**")
    page.wait_for_function(
        "document.querySelector('.js-plotly-plot')?.textContent.includes('women and men') === false"
    )
    rows = rows_of(page)
    assert {row["sex"] for row in rows} == {"F"}
    assert all(row["source"] and row["licence"] and row["year"] for row in rows if row["value"])


def test_the_csv_holds_exactly_the_values_of_the_figure(visit):
    page = visit("explore?chart=bars&groups=")
    page.wait_for_selector(".js-plotly-plot .bars .point")
    drawn = page.evaluate(
        "document.querySelector('.js-plotly-plot')._fullData"
        ".filter(t => t.type === 'bar' && t.customdata)"
        ".flatMap(t => t.customdata.map((c, i) => [c[0], Array.from(t.x)[i]]))"
    )
    rows = {row["iso3"]: float(row["value"]) for row in rows_of(page) if row["value"]}
    assert {iso3: value for iso3, value in drawn} == rows


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_excel_in_french_adds_up_the_values_and_keeps_its_columns_apart(visit, tmp_path):
    page = visit("explore?chart=bars&members=MAR,TUR,SEN&groups=&lang=fr")
    got = saved(page, "Classeur Excel", "Télécharger")
    book = tmp_path / got.suggested_filename
    got.save_as(book)
    assert book.suffix == ".xlsx"
    sheet = openpyxl.load_workbook(book).worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    assert headers[:4] == ["Zone", "Code ISO", "Année", "Valeur (pour cent)"]
    column = get_column_letter(headers.index("Valeur (pour cent)") + 1)
    shown = page.evaluate(
        "document.querySelector('.js-plotly-plot')._fullData"
        ".filter(t => t.type === 'bar' && t.customdata).flatMap(t => Array.from(t.x))"
    )
    added = openpyxl.load_workbook(book)
    added.worksheets[0]["Z1"] = f"=SUM({column}2:{column}4)"
    added.save(book)
    sheets = tmp_path / "out"
    subprocess.run(
        [OFFICE, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036",
         "--outdir", sheets, book],
        env={**os.environ, "LC_ALL": "fr_FR.UTF-8", "HOME": str(tmp_path)}, check=True, capture_output=True,
    )  # fmt: skip
    (lines,) = sheets.glob("*.csv")
    total = lines.read_text("utf-8").splitlines()[0].split(";")[-1]
    assert float(total.replace(",", ".")) == pytest.approx(sum(shown), abs=0.06)


SPELLINGS = {
    "en": ("Turkey", "Ivory", "MAR", "cote"),
    "fr": ("Senegal", "egypte", "Emirats"),
    "ar": ("اندونيسيا", "ساحل العاج", "الاردن"),
}
FOUND = {
    "en": ("TUR", "CIV", "MAR", "CIV"),
    "fr": ("SEN", "EGY", "ARE"),
    "ar": ("IDN", "CIV", "JOR"),
}


@pytest.mark.parametrize("lang", SPELLINGS)
def test_a_country_is_found_by_what_a_reader_types(visit, lang):
    page = visit(f"explore?lang={lang}&members=BEN")
    field = page.locator(".st-key-members input")
    for typed, iso3 in zip(SPELLINGS[lang], FOUND[lang], strict=True):
        if iso3 in page.url:
            continue
        field.fill(typed)
        page.get_by_role("option").first.wait_for()
        field.press("Enter")
        page.wait_for_url(f"**{iso3}**")
        page.wait_for_selector(page.idle)


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("explore?chart=bars&members=MAR,TUR", "Data package (ZIP)"),
        ("explore?chart=gap&lang=ar", "حزمة البيانات (ZIP)"),
        ("participation", "Data package (ZIP)"),
        ("side_by_side?lang=fr", "Paquet de données (ZIP)"),
        ("data", "All tables as a data package (ZIP)"),
    ],
)
def test_a_data_package_is_made_when_it_is_asked_for(visit, path, label):
    page = visit(path)
    got = saved(page, label, {"ar": "تنزيل", "fr": "Télécharger"}.get(path[-2:], "Download"))
    assert got.suggested_filename.endswith(".zip")
    with ZipFile(got.path()) as folder:
        assert folder.testzip() is None
        assert {"datapackage.json", "CITATION.txt", "LICENSES.txt"} <= set(folder.namelist())


def test_a_deep_link_restores_the_view_and_a_reload_keeps_it(visit):
    page = visit(
        "explore?chart=scatter&indicator=neet_rate,youth_unemployment_rate&lang=fr&from=2010"
    )
    for _ in range(2):
        page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
        assert page.get_by_text("Décrit, n’explique pas").count() == 1
        assert "chart=scatter" in page.url
        page.reload()
        page.wait_for_selector(".footer-line")


def test_language_and_filters_travel_from_page_to_page(visit):
    page = visit("explore?members=MAR&lang=fr")
    page.get_by_role("link", name="À propos des données").click()
    page.wait_for_url("**/data?**lang=fr**")
    page.get_by_role("link", name="Explorer").click()
    page.wait_for_url("**members=MAR**")


def test_arabic_runs_from_right_to_left(visit):
    page = visit("explore?lang=ar&members=MAR")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    direction = (
        "getComputedStyle(document.querySelector('[data-testid=stAppViewContainer]')).direction"
    )
    assert page.evaluate(direction) == "rtl"
    sidebar = page.locator("[data-testid='stSidebar']").bounding_box()
    chart = page.locator(".js-plotly-plot").first.bounding_box()
    assert sidebar["x"] > chart["x"]
    title = page.evaluate(
        "(() => {const t = [...document.querySelectorAll('.annotation-text')].find(e => e.textContent.includes('نسبة الشباب'));"
        " const r = t.getBoundingClientRect(); const p = document.querySelector('.js-plotly-plot').getBoundingClientRect();"
        " return [r.left - p.left, p.right - r.right];})()"
    )
    assert -1 <= title[1] < title[0]


def test_the_dark_theme_reaches_the_figures(visit):
    page = visit("explore?members=MAR", dark=True)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    background = page.evaluate(
        "document.querySelector('.js-plotly-plot')._fullLayout.paper_bgcolor"
    )
    assert background == "#10161a"


def test_no_text_of_a_figure_is_clipped_at_1280_by_720(visit):
    outside = (
        "(() => {const p = document.querySelector('.js-plotly-plot').getBoundingClientRect();"
        " return [...document.querySelectorAll('.js-plotly-plot .annotation-text')].filter(e => {"
        " const r = e.getBoundingClientRect();"
        " return r.left < p.left - 2 || r.right > p.right + 2 || r.top < p.top - 2 || r.bottom > p.bottom + 2;})"
        ".map(e => e.textContent);})()"
    )
    for query in (
        "members=MAR,TUR,PSE",
        "chart=bars&lang=fr",
        "chart=map&map=boundaries&lang=ar",
        "chart=scatter",
        "lang=ar&members=MAR",
    ):
        page = visit(f"explore?{query}")
        page.wait_for_selector(".js-plotly-plot .annotation-text")
        # A figure is drawn at a first width and then at that of its place.
        try:
            page.wait_for_function(f"({outside}).length === 0", timeout=10_000)
        except PlaywrightTimeout:
            pytest.fail(f"{query}: {page.evaluate(outside)}")


def test_a_click_in_the_matrix_chooses_the_member_whose_evidence_stands_below(visit):
    page = visit("participation")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    drawn = "document.querySelector('.js-plotly-plot')._fullData.flatMap(t => t.customdata || []).length"
    assert page.evaluate(drawn) == 11 * 57
    mark = "[...document.querySelector('.js-plotly-plot').querySelectorAll('.trace')][0].querySelectorAll('.point')"
    at = page.evaluate(
        f"(() => {{const i = document.querySelector('.js-plotly-plot')._fullData[0].customdata"
        f".findIndex(c => c.includes('SEN')); const r = {mark}[i].getBoundingClientRect();"
        f" return [r.x + r.width / 2, r.y + r.height / 2];}})()"
    )
    page.mouse.click(*at)
    page.wait_for_url("**members=SEN**")
    page.wait_for_selector(page.idle)
    assert page.get_by_role("combobox").last.input_value().startswith("Senegal")


def test_side_by_side_the_csv_holds_the_57_and_the_figure_those_plotted(visit):
    page = visit("side_by_side?measure=in_person&indicator=youth_unemployment_rate")
    page.wait_for_selector(".js-plotly-plot .scatterlayer .point")
    rows = rows_of(page)
    assert len(rows) == 57
    assert {row["measure"] for row in rows} == {"in_person"}
    plotted = {row["iso3"]: float(row["lower"]) for row in rows if not row["aside"]}
    drawn = page.evaluate(
        "(() => {const t = document.querySelector('.js-plotly-plot')._fullData"
        ".filter(t => t.customdata).at(-1);"
        " return t.customdata.map((c, i) => [c[0], Array.from(t.y)[i]]);})()"
    )
    assert dict(drawn) == pytest.approx(plotted)
    assert page.get_by_text("Describes, does not explain").count() == 1


def test_another_measure_is_another_address_and_another_figure(visit):
    page = visit("side_by_side")
    page.get_by_role("radio", name="Trainings received").click()
    page.wait_for_url("**measure=received**")
    page.wait_for_function(
        "document.querySelector('.js-plotly-plot')?.textContent.includes('trainings received')"
    )


def test_a_member_is_chosen_on_its_page_and_travels_on_to_explore(visit):
    page = visit("member?members=SEN&lang=fr")
    assert page.get_by_role("heading", name="Sénégal").count() == 1
    page.get_by_role("link", name="Explorer").click()
    page.wait_for_url("**explore?**members=SEN**")


@pytest.mark.parametrize(("lang", "menu"), [("en", "Download"), ("ar", "تنزيل")])
def test_one_click_saves_the_figure_with_its_words_as_a_picture(visit, lang, menu):
    page = visit(f"explore?lang={lang}")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    pictures = {}
    for kind in ("png", "svg"):
        got = saved(page, text(f"downloads.{kind}", lang), menu)
        assert got.suggested_filename.startswith("neet_rate-trend-")
        assert got.suggested_filename.endswith(f".{kind}")
        pictures[kind] = Path(got.path()).read_bytes()
    # A PNG holds its width and height in its first chunk.
    assert [int.from_bytes(pictures["png"][at : at + 4]) for at in (16, 20)] == [1920, 1080]
    drawn = unescape(re.sub(r"<[^>]+>", "", pictures["svg"].decode("utf-8")))
    words = page.locator(".js-plotly-plot .annotation-text").all_text_contents()
    assert sum(map(len, words)) > 150
    assert [line for line in words if line not in drawn] == []


def test_a_view_is_collected_and_its_deck_comes_as_powerpoint(visit):
    page = visit("explore?chart=bars")
    page.wait_for_selector(page.idle)
    page.get_by_role("button", name="Add to deck (0)").click()
    page.get_by_role("button", name="Add to deck (1)").wait_for()
    assert "deck=" in page.url
    page.get_by_role("link", name="Present", exact=True).click()
    page.wait_for_selector(page.idle)
    with page.expect_download() as got:
        page.get_by_role("button", name="PowerPoint with editable charts").click()
    with ZipFile(got.value.path()) as file:
        assert any(name.startswith("ppt/charts/chart") for name in file.namelist())
