"""The grid of the 57 on a phone and on a desk: nothing touches, all is read, a cell opens its member."""

import re
from pathlib import Path

from test_browser import saved

from observatory.i18n import text

# What of the grid overlaps or sticks out, its smallest type, and how the page and its key stand.
PLACED = """() => {
  const box = e => e.getBoundingClientRect();
  const cells = [...document.querySelectorAll('.tile-grid a.tile')];
  const shown = e => getComputedStyle(e).display !== 'none';
  const words = cells.flatMap(c => [...c.querySelectorAll('b, span, small')].filter(shown)
    .map(e => [c, e]));
  const pairs = cells.flatMap((a, i) => cells.slice(i + 1).map(b => [box(a), box(b), a, b]));
  return {
    cells: cells.length,
    touching: pairs.filter(([a, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom
      && b.top < a.bottom).map(([, , a, b]) => a.dataset.code + b.dataset.code),
    outside: words.filter(([c, e]) => box(e).left < box(c).left - 0.6 || box(e).right > box(c).right + 0.6
      || box(e).top < box(c).top - 0.6 || box(e).bottom > box(c).bottom + 0.6)
      .map(([c, e]) => `${c.dataset.code} ${e.textContent}`),
    smallest: Math.min(...words.map(([, e]) => parseFloat(getComputedStyle(e).fontSize))),
    unnamed: cells.filter(c => ![...c.querySelectorAll('b')].some(shown)).length,
    key: box(document.querySelector('.tile-key')).top
      - box(document.querySelector('.tile-subtitle')).bottom,
    grid: box(document.querySelector('.tile-grid')).top - box(document.querySelector('.tile-key')).bottom,
    wider: document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth };
}"""


def test_cells_of_the_grid_stand_apart_and_their_words_inside_them(visit, subtests):
    for lang in ("en", "ar"):
        page = visit(f"?lang={lang}&sex=F")
        for wide in (1280, 390):
            page.set_viewport_size({"width": wide, "height": 800})
            page.wait_for_timeout(300)
            found = page.evaluate(PLACED)
            with subtests.test(f"{lang} {wide}"):
                assert found["cells"] == 57
                assert found["touching"] == []
                assert found["outside"] == []
                assert found["smallest"] >= 9
                assert found["unnamed"] == 0
                assert found["key"] >= 0
                assert found["grid"] >= 0
                assert found["wider"] <= 0
        with subtests.test(f"{lang}: filters stand behind one word on a phone"):
            assert not page.locator(".st-key-filters").is_visible()
            page.locator("details.fold summary").click()
            assert page.locator(".st-key-filters").is_visible()


def test_enter_on_a_cell_opens_the_member_with_language_and_filters(visit, subtests):
    for lang, name in (("en", "Senegal"), ("ar", "السنغال")):
        page = visit(f"?lang={lang}&sex=F")
        page.locator(".tile[data-code=SEN]").focus()
        with subtests.test(f"{lang}: what it says stands beside it"):
            tip = page.locator(".tile[data-code=SEN] + .tile-tip")
            assert tip.is_visible()
            assert name in tip.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/member\?"))
        page.wait_for_selector(".footer-line")
        with subtests.test(lang):
            assert page.get_by_role("heading", name=name).count() == 1
            asked = dict(pair.split("=") for pair in page.url.partition("?")[2].split("&"))
            assert asked.get("lang", "en") == lang
            assert (asked["sex"], asked["members"]) == ("F", "SEN")


def test_one_click_saves_the_grid_as_a_picture(visit):
    page = visit("?lang=ar")
    pictures = {}
    for kind in ("png", "svg"):
        got = saved(page, text(f"downloads.{kind}", "ar"), text("downloads.menu", "ar"))
        assert got.suggested_filename.startswith("neet_rate-map-")
        assert got.suggested_filename.endswith(f".{kind}")
        pictures[kind] = Path(got.path()).read_bytes()
    assert [int.from_bytes(pictures["png"][at : at + 4]) for at in (16, 20)] == [1920, 1080]
    drawn = pictures["svg"].decode("utf-8")
    codes = page.eval_on_selector_all(".tile", "found => found.map(e => e.dataset.code)")
    assert len(codes) == 57
    assert [code for code in codes if f">\u2067{code}\u2069<" not in drawn] == []
