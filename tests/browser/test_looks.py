"""What every page looks like: in each language, theme and width as when it was last looked at.

A page is told by its height and by the lightness of 16 by 16 fields: a chart that is gone, a column
that moved or a part that broke into two lines shows; another typeface hardly does. The looks that
a person accepted stand in `looks/`, a file a page. `make sheets` writes the pictures, and a contact
sheet a page, into `sheets/`; `make sheets ACCEPT=1` takes what is drawn now as accepted.
"""

import io
import json
import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from observatory.i18n import LANGUAGES
from observatory.ui.navigation import PAGES

LOOKS = Path(__file__).parent / "looks"
SHEETS = os.environ.get("OBSERVATORY_SHEETS")
ACCEPT = os.environ.get("OBSERVATORY_LOOKS") == "accept"
WIDTHS = (390, 1280, 1920)
THEMES = ("light", "dark")
FIELDS = 16
# Of 255: what another typeface or a day later in a date may change in a field, and in all of them.
ONE_FIELD, ALL_FIELDS = 60, 5
HEIGHT = 0.06  # of the height of a page
TALLEST = 6000
# Not in the address of these pages by itself, and nothing to look at without it.
CHOICE = {"member": "members=MAR"}
CASES = [(lang, theme, width) for lang in LANGUAGES for theme in THEMES for width in WIDTHS]
SCROLLED = (
    "Math.max(...[...document.querySelectorAll('[data-testid=stMain]')].map(e => e.scrollHeight))"
)


@pytest.fixture
def picture(chromium, served):
    """The whole of a page as a picture, once it has stopped moving."""
    windows = []

    def of(name, lang, theme, width):
        window = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
        )
        windows.append(window)
        page = window.new_page()
        path = "" if name == "overview" else name
        page.goto(f"{served}/{path}?lang={lang}&{CHOICE.get(name, '')}")
        page.wait_for_selector(".footer-line", timeout=120_000)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        page.wait_for_load_state("networkidle")
        page.set_viewport_size({"width": width, "height": min(page.evaluate(SCROLLED), TALLEST)})
        page.wait_for_timeout(1500)
        return Image.open(io.BytesIO(page.screenshot()))

    yield of
    for window in windows:
        window.close()


def look_of(image):
    """What is kept of a picture: its height, and the lightness of its fields."""
    fields = image.convert("L").resize((FIELDS, FIELDS), Image.Resampling.BOX)
    return {"height": image.height, "fields": fields.tobytes().hex()}


def unlike(look, accepted):
    """Why a look is not the accepted one; nothing where it is."""
    if abs(look["height"] - accepted["height"]) > HEIGHT * accepted["height"]:
        return f"height {look['height']}, accepted {accepted['height']}"
    pairs = zip(bytes.fromhex(look["fields"]), bytes.fromhex(accepted["fields"]), strict=True)
    apart = [abs(now - then) for now, then in pairs]
    place = apart.index(max(apart))
    if max(apart) > ONE_FIELD or sum(apart) / len(apart) > ALL_FIELDS:
        where = f"row {place // FIELDS + 1}, column {place % FIELDS + 1} of {FIELDS}"
        return f"fields differ by {sum(apart) / len(apart):.1f} of 255, most at {where}"
    return ""


def contact_sheet(pictures):
    """All pictures of a page on one: a row a language and theme, a column a width."""
    wide, tall, edge = 420, 620, 12
    rows = len(LANGUAGES) * len(THEMES)
    sheet = Image.new(
        "RGB", ((wide + edge) * len(WIDTHS) + edge, (tall + edge) * rows + edge), "#888888"
    )
    for at, (case, image) in enumerate(pictures.items()):
        small = image.convert("RGB")
        small.thumbnail((wide, tall))
        row, column = divmod(at, len(WIDTHS))
        corner = (edge + column * (wide + edge), edge + row * (tall + edge))
        sheet.paste(small, corner)
        ImageDraw.Draw(sheet).text(corner, " ".join(map(str, case)), fill="#cc0000")
    return sheet


@pytest.mark.nightly
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did_when_it_was_last_looked_at(picture, subtests, name):
    path = LOOKS / f"{name}.json"
    if not (SHEETS or path.exists()):
        pytest.skip("nobody has accepted a look of this page yet: make sheets, then ACCEPT=1")
    pictures = {case: picture(name, *case) for case in CASES}
    looks = {" ".join(map(str, case)): look_of(image) for case, image in pictures.items()}
    if SHEETS:
        folder = Path(SHEETS)
        folder.mkdir(parents=True, exist_ok=True)
        for case, image in pictures.items():
            image.save(folder / f"{name}-{'-'.join(map(str, case))}.png")
        contact_sheet(pictures).save(folder / f"{name}.png")
    if ACCEPT:
        LOOKS.mkdir(exist_ok=True)
        path.write_text(json.dumps(looks, indent=0) + "\n", "utf-8")
    if not path.exists():
        return
    accepted = json.loads(path.read_text("utf-8"))
    assert looks.keys() == accepted.keys()
    for case, look in looks.items():
        with subtests.test(case):
            assert unlike(look, accepted[case]) == ""
