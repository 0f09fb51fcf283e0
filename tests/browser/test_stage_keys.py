"""The keys of a presentation: a press is a step, also of a clicker, and none is lost."""

import pytest

SLOW = 40_000


def step_of(page):
    return page.evaluate("new URLSearchParams(location.search).get('step') || '1'")


def settled(page, step):
    page.wait_for_function(
        "step => (new URLSearchParams(location.search).get('step') || '1') === step",
        arg=step,
        timeout=SLOW,
    )
    page.wait_for_selector(page.idle)


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
