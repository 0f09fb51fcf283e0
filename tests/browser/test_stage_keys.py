"""A presentation as its presenter has it: every step by keys, on every screen, none white."""

import pytest

from observatory.decks import link
from observatory.decks.build import slides
from observatory.decks.link import Item
from observatory.i18n import text
from observatory.session import desk

SLOW = 40_000
OWN = link.write(
    [Item(f"explore?chart={chart}") for chart in ("map", "bars", "multiples")]
    + [Item("participation"), Item("side_by_side"), Item("commitments"), Item("data")]
)
HERE = ".stage-steps > .stage-slide.here"

PLACED = """() => {
  const here = document.querySelector('.stage-steps > .stage-slide.here');
  const foot = document.querySelector('.stage-foot').getBoundingClientRect().top;
  const seen = selector => [...here.querySelectorAll(selector)];
  const svg = here.querySelector('.stage-figure svg');
  const k = innerWidth / 1280;
  const scale = svg ? svg.getScreenCTM().a : 1;
  const words = seen('.stage-figure text').filter(e => e.textContent.trim())
    .map(e => [e, e.getBoundingClientRect()]);
  const touching = [];
  words.forEach(([a, p], i) => words.slice(i + 1).forEach(([b, q]) => {
    const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (across > 2 * k && down > 8 * k) touching.push(`${a.textContent} | ${b.textContent}`);
  }));
  const table = here.querySelector('.stage-table table');
  const under = here.querySelector('.stage-caveat') || here.querySelector('.stage-source');
  const sizes = seen('.stage-title, .stage-subtitle, .stage-caveat, .stage-key span, td, .stage-lines p')
    .map(e => parseFloat(getComputedStyle(e).fontSize));
  return {
    title: here.querySelector('.stage-title').textContent.replaceAll('\\u2060', ''),
    figures: seen('.stage-figure svg path').length,
    smallest: Math.min(...sizes, ...words.map(([e]) => parseFloat(e.getAttribute('font-size')) * scale)),
    out: words.filter(([, r]) => r.left < -1 || r.right > innerWidth + 1 || r.top < -1 || r.bottom > foot)
      .map(([e]) => e.textContent),
    touching,
    cut: seen('.stage-title, .stage-subtitle, .stage-caveat')
      .filter(e => e.scrollHeight > e.clientHeight + 3 * k).map(e => e.textContent),
    low: here.querySelector('.stage-source').getBoundingClientRect().bottom - foot,
    over: table ? table.getBoundingClientRect().bottom - under.getBoundingClientRect().top : 0,
    scrolls: [document.documentElement, document.querySelector('.stage'), here]
      .some(e => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2),
    count: document.querySelector('.stage-count').textContent,
  };
}"""


def step_of(page):
    return page.evaluate("new URLSearchParams(location.search).get('step') || '1'")


def settled(page, step):
    page.wait_for_function(
        "step => (new URLSearchParams(location.search).get('step') || '1') === step",
        arg=step,
        timeout=SLOW,
    )
    page.wait_for_selector(f".stage-dots a.here[aria-label='{step}']")


@pytest.mark.parametrize(("lang", "onward"), [("en", "ArrowRight"), ("ar", "ArrowLeft")])
def test_five_fast_presses_are_five_steps(visit, lang, onward):
    page = visit(f"present?present=1&lang={lang}")
    for _ in range(5):
        page.keyboard.press(onward)
    settled(page, "6")
    page.wait_for_timeout(1500)
    assert step_of(page) == "6"


def test_the_keys_of_a_clicker_move_on_and_back(visit):
    page = visit("present?present=1&step=2")
    for key, step in (
        ("PageDown", "3"),
        ("Space", "4"),
        ("Shift+Space", "3"),
        ("PageUp", "2"),
        ("ArrowLeft", "1"),
    ):
        page.keyboard.press(key)
        settled(page, step)
    page.keyboard.press("PageUp")
    page.wait_for_timeout(1000)
    assert step_of(page) == "1"
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "present=1" not in url)
    # Beyond the stage the keys are the browser's own again.
    page.wait_for_selector(".footer-line")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(500)
    assert "step=" not in page.url


@pytest.mark.parametrize(
    "case",
    [
        ("en", "meeting", (1280, 720)),
        ("fr", "meeting", (1920, 1080)),
        ("ar", "meeting", (1280, 720)),
        ("en", OWN, (3840, 2160)),
        ("ar", OWN, (1280, 720)),
    ],
)
def test_every_step_stands_whole_in_large_type_and_is_the_slide_of_its_number(
    visit, built, monkeypatch, subtests, case
):
    lang, deck, size = case
    monkeypatch.setenv("OBSERVATORY_DATA", str(built))
    with desk(lang) as at:
        expected = slides(deck, at.network, at.ask)
    page = visit(f"present?deck={deck}&present=1&lang={lang}")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("document.fonts.ready")
    for number, slide in enumerate(expected, start=1):
        found = page.evaluate(PLACED)
        with subtests.test(f"{number} {slide.title}"):
            assert found["title"] == slide.title
            assert found["count"] == f"{number} / {len(expected)}"
            assert (found["figures"] > 0) == (slide.plot is not None)
            assert found["smallest"] >= 23.9 * size[0] / 1280
            assert [found[name] for name in ("out", "touching", "cut")] == [[], [], []]
            assert found["low"] <= 0
            assert found["over"] <= 0
            assert not found["scrolls"]
        page.keyboard.press("PageDown")
    assert step_of(page) == str(len(expected))
    assert page.away == []


def test_no_step_is_waited_for(visit):
    page = visit("present?present=1")
    waits = page.evaluate("""async () => {
      const found = [];
      const steps = document.querySelectorAll('.stage-steps > .stage-slide').length;
      for (let at = 1; at < steps; at += 1) {
        const begun = performance.now();
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const here = document.querySelector('.stage-slide.here .stage-title');
        found.push([performance.now() - begun, here.textContent.length]);
      }
      return found;
    }""")
    assert len(waits) > 8
    assert all(letters > 0 for _, letters in waits)
    assert max(wait for wait, _ in waits) < 300


def test_all_that_the_presenter_has_is_a_key_away(visit):
    page = visit("present?present=1")
    n = int(page.locator(".stage-count").inner_text().split("/")[1])
    page.keyboard.press("End")
    settled(page, str(n))
    page.keyboard.press("Home")
    settled(page, "1")
    for key in ("1", "1", "Enter"):
        page.keyboard.press(key)
    settled(page, "11")
    for key, panel in (("n", "notes"), ("?", "hints"), ("g", "grid"), ("b", "black")):
        page.keyboard.press(key)
        page.wait_for_selector(f".stage-{panel}:visible")
        if panel == "notes":
            assert len(page.locator(".stage-notes").inner_text()) > 20
        if panel == "hints":
            assert page.locator(".stage-hints kbd").count() == 10
        if panel == "grid":
            assert page.locator(".stage-cell").count() == n
            whole = page.evaluate(
                "[...document.querySelectorAll('.stage-cell')]"
                ".every(e => e.getBoundingClientRect().bottom <= innerHeight + 1)"
            )
            assert whole
        page.keyboard.press("Escape" if panel != "black" else "b")
        page.wait_for_selector(f".stage-{panel}", state="hidden")
        assert step_of(page) == "11"
    page.keyboard.press("o")
    page.locator(".stage-cell").nth(2).click()
    settled(page, "3")
    before = page.evaluate("getComputedStyle(document.querySelector('.stage')).backgroundColor")
    page.keyboard.press("t")
    after = page.evaluate("getComputedStyle(document.querySelector('.stage')).backgroundColor")
    assert before != after
    page.reload()
    page.wait_for_selector(HERE)
    settled(page, "3")
    kept = page.evaluate("getComputedStyle(document.querySelector('.stage')).backgroundColor")
    assert kept == after
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")


def test_the_key_hints_of_the_stage_are_read(visit):
    page = visit("present?present=1")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.stage-foot kbd')]"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert len(sizes) >= 3
    assert min(sizes) >= 16


def test_a_presentation_is_begun_from_a_deck_copied_and_edited_on_its_page(visit):
    page = visit("present")
    page.get_by_role("button", name=text("present.copy", "en")).click()
    page.wait_for_url("**deck=~**")
    page.wait_for_selector(page.idle)
    page.wait_for_selector(".st-key-hide-1")
    cards = page.locator(".slide-card .card-title").all_inner_texts()
    assert cards[0].startswith("1 ")
    page.locator(".st-key-hide-1 button").first.click()
    page.wait_for_selector(".st-key-show-1")
    page.wait_for_selector(page.idle)
    page.get_by_role("link", name=text("present.start", "en")).click()
    page.wait_for_selector(HERE)
    titles = [cards[0].partition(" ")[2], cards[2].partition(" ")[2]]
    for title in titles:
        shown = page.locator(f"{HERE} .stage-title").inner_text().replace("\u2060", "")
        assert shown.startswith(title[:30])
        page.keyboard.press("PageDown")
