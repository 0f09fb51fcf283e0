"""The address of every page says what is shown, also after a link to the page that one is on."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from cases import some

from observatory.i18n import LANGUAGES, text
from observatory.ui.navigation import PAGES

SLOW = 40_000


def asked(url):
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query))


def path_of(name):
    return "" if name == "overview" else name


def stage_at(page, step, deck, lang):
    """Wait until the stage shows a step, and hold the address to it."""
    page.wait_for_selector(f".stage-dots a.here[aria-label='{step}']", timeout=SLOW)
    page.wait_for_selector(page.idle)
    expected = {"present": "1", "deck": deck or "meeting"}
    expected |= {"step": str(step)} if step > 1 else {}
    expected |= {"lang": lang} if lang != "en" else {}
    assert asked(page.url) == expected
    page.wait_for_function(f"document.documentElement.lang === '{lang}'")


@pytest.mark.parametrize(("lang", "deck"), [("en", ""), ("fr", "member:SOM"), ("ar", "")])
def test_a_presentation_begun_by_its_button_keeps_its_step_after_keys_reload_and_back(
    visit, lang, deck
):
    on, before = ("ArrowLeft", "ArrowRight") if lang == "ar" else ("ArrowRight", "ArrowLeft")
    page = visit(f"present?lang={lang}" + (f"&deck={deck}" if deck else ""))
    page.get_by_role("link", name=text("present.start", lang)).click()
    stage_at(page, 1, deck, lang)
    page.keyboard.press(on)
    stage_at(page, 2, deck, lang)
    page.keyboard.press(on)
    stage_at(page, 3, deck, lang)
    page.keyboard.press(before)
    stage_at(page, 2, deck, lang)
    page.reload()
    stage_at(page, 2, deck, lang)
    page.get_by_role("button", name=text("present.on", lang)).click()
    stage_at(page, 3, deck, lang)
    page.go_back()
    stage_at(page, 2, deck, lang)
    for step in (3, 2, 1):
        page.go_back()
        stage_at(page, step, deck, lang)
    page.go_back()
    page.get_by_role("link", name=text("present.start", lang)).wait_for()
    assert "present" not in asked(page.url)
    assert asked(page.url).get("lang", "en") == lang


def test_a_presentation_begun_by_the_keyboard_alone_is_left_by_it(visit):
    page = visit("present")
    page.get_by_role("link", name=text("present.start", "en")).press("Enter")
    stage_at(page, 1, "", "en")
    page.keyboard.press("PageDown")
    stage_at(page, 2, "", "en")
    page.keyboard.press("Escape")
    page.get_by_role("link", name=text("present.start", "en")).wait_for()
    page.wait_for_selector(page.idle)
    assert asked(page.url) == {"deck": "meeting"}


def in_language(page, lang):
    """Wait until the page is drawn in a language."""
    chosen = page.locator(".st-key-languages strong")
    chosen.get_by_text(LANGUAGES[lang].name, exact=True).wait_for(timeout=SLOW)
    page.wait_for_function(f"document.documentElement.lang === '{lang}'", timeout=SLOW)
    page.wait_for_selector(page.idle)


# The pages that once lost the language first: two of them at each change; the others at night.
LOST = ["present", "data", "commitments", "methods"]


@some("name", [*LOST, *sorted({*PAGES} - {*LOST})], now=2)
def test_a_language_chosen_on_a_page_stands_in_its_address_and_outlives_a_reload(visit, name):
    page = visit(f"{path_of(name)}?members=SEN")
    for lang in ("fr", "ar", "en"):
        page.locator(".st-key-languages").get_by_text(LANGUAGES[lang].name).click()
        in_language(page, lang)
        assert asked(page.url) == {"members": "SEN"} | ({"lang": lang} if lang != "en" else {})
        page.reload()
        in_language(page, lang)
    page.go_back()
    in_language(page, "ar")
    assert asked(page.url) == {"members": "SEN", "lang": "ar"}
