"""A real server and a real browser; a request to another machine finds no name, and is kept.

Pages of a run share the browser's store of files: the interface's own scripts are read once.
"""

import os
import shutil
from pathlib import Path

import pytest
import streamlit_server

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
# The app once the server has nothing more to send: until then a button may be one of the last run.
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
REQUIRED = os.environ.get("OBSERVATORY_BROWSER") == "required"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium; without one the browser tests are skipped, or fail where it is required."""
    if CHROMIUM is None:
        reason = (
            "no Chromium on this machine (apt-get install chromium): the browser tests did not run"
        )
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(chromium, built):
    """The address of the app, served by Streamlit from the embedded snapshot."""
    local = ("--server.address", "127.0.0.1")
    with streamlit_server.served(ROOT / "app.py", *local, OBSERVATORY_DATA=str(built)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def windows(chromium):
    """A window of the browser for each theme, at 1280x720."""
    kept = {
        theme: chromium.new_context(
            viewport={"width": 1280, "height": 720}, color_scheme=theme, accept_downloads=True
        )
        for theme in ("light", "dark")
    }
    yield kept
    for window in kept.values():
        window.close()


@pytest.fixture
def visit(windows, served):
    """Open a page in a window; give the page, and the list of what it asked of other machines."""
    pages = []

    def open_page(path="", *, dark=False):
        page = windows["dark" if dark else "light"].new_page()
        pages.append(page)
        away = []

        def note(request):
            if not request.url.startswith((served, "data:", "blob:")):
                away.append(request.url)

        page.on("request", note)
        page.goto(f"{served}/{path}")
        page.wait_for_selector(".footer-line, .stage-slide.here", timeout=120_000)
        page.wait_for_selector(IDLE)
        page.away, page.idle = away, IDLE
        return page

    yield open_page
    for page in pages:
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.close()
