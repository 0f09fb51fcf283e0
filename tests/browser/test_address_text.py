"""What an address says is repeated as text: no link, picture, heading, formula or turned word."""

from urllib.parse import quote, urlencode

import pytest

from observatory.i18n import LANGUAGES, text
from observatory.ui.notice import FAULTS, LETTERS

PICTURE = "![a](http://evil.example/a.png)"
HOSTILE = (
    "**Notice.** [Sign in](http://evil.example/login)",
    PICTURE,
    "http://evil.example/ www.evil.example a@evil.example",
    "\n# HACKED\n",
    r"$$\rule{9999em}{9999em}$$",
    "<img src=http://evil.example/b.png><h1>HACKED</h1>",
    ":red[x] :material/home: :smile: `code` <script>alert(1)</script>",
    "W" * 3000,
    "a\u0301" * 30 + "\u0489" * 900,
)
# The page as it is drawn: what of the notice is more than text, and how wide the page has become.
FOUND = """() => {
  const box = document.querySelector('.notice');
  const room = document.querySelector('.block-container').getBoundingClientRect();
  const at = box.getBoundingClientRect();
  return {
    text: box.textContent,
    more: box.querySelectorAll('*').length,
    headings: document.querySelectorAll('h1').length,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    inside: at.left >= room.left && at.right <= room.right && at.height < 300,
    formulas: document.querySelectorAll('.katex').length };
}"""


def held_to_text(page, case):
    page.wait_for_selector(".notice")
    page.wait_for_selector(page.idle)
    found = page.evaluate(FOUND)
    assert found["more"] == 0, case
    assert found["headings"] == 1, case
    assert found["formulas"] == 0, case
    assert found["inside"], case
    assert found["wide"] <= 0, case
    assert page.away == [], case
    return found["text"]


@pytest.mark.parametrize(
    ("path", "lang"),
    [("", "en"), ("explore", "ar"), ("present", "fr")],
)
def test_the_names_and_values_of_an_address_are_repeated_as_text(visit, path, lang):
    names, values = ((case, "1") for case in HOSTILE[:4]), [("x", HOSTILE[4])]
    for some in ([*names, *values], [(case, "1") for case in HOSTILE[4:]]):
        page = visit(f"{path}?{urlencode([*some, ('lang', lang)], quote_via=quote)}")
        said = held_to_text(page, some)
        for given in (part for pair in some for part in pair):
            plain = "".join(letter for letter in given if letter.isprintable())
            assert plain[:LETTERS] in said
            assert plain[: LETTERS + 1] in said or len(plain) > LETTERS
            assert plain[: LETTERS + 1] not in said or len(plain) <= LETTERS


@pytest.mark.parametrize(("lang", "present"), [("en", "0"), ("fr", "1"), ("ar", "0")])
def test_the_name_of_a_deck_that_there_is_none_of_is_repeated_as_text(visit, lang, present):
    for case in (PICTURE, HOSTILE[4]):
        page = visit(f"present?{urlencode({'deck': case, 'lang': lang, 'present': present})}")
        assert case[:LETTERS] in held_to_text(page, case)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_marks_that_turn_or_are_not_seen_are_taken_out_and_many_faults_are_counted(visit, lang):
    names = [f"name{n}" for n in range(400)]
    query = urlencode({"a\u202eb\u2067\x07c": "d\u2028e\u200f", **dict.fromkeys(names, "1")})
    page = visit(f"explore?{query}&lang={lang}")
    said = held_to_text(page, lang)
    assert "abc=de" in said
    assert f"name{FAULTS - 2}=1" in said
    assert f"name{FAULTS - 1}=1" not in said
    assert text("frame.more", lang, n=401 - FAULTS) in said


def test_the_words_of_a_deck_are_text_on_its_page_and_on_the_stage(visit):
    page = visit("explore?chart=bars&members=MAR")
    page.get_by_role("button", name="Add to deck (0)").click()
    page.get_by_role("button", name="Add to deck (1)").wait_for()
    page.get_by_role("link", name="Present", exact=True).click()
    for label, words in (
        ("1. Slide title (empty = automatic)", PICTURE),
        ("Note under the chart", HOSTILE[0]),
    ):
        page.get_by_label(label).fill(words)
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
        # The links above are of the deck before it until the page has been drawn again.
        page.reload()
        page.get_by_label(label).and_(page.locator(f'[value="{words}"]')).wait_for()
        page.wait_for_selector(page.idle)
    page.get_by_role("link", name=text("present.start", "en")).click()
    page.wait_for_selector(".stage-title")
    assert PICTURE in page.locator(".stage-title").inner_text()
    assert HOSTILE[0] in page.locator(".stage-caveat").inner_text()
    assert page.locator("a[href*=evil], img[src*=evil]").count() == 0
    assert page.away == []
