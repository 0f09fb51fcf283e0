"""A page of the app run in this process, as a reader opens it by its address."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from observatory.ui.navigation import PAGES

ROOT = Path(__file__).resolve().parents[1]


def open_page(name, **query):
    """The page of this name after one run with this query."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    if name != "overview":
        page.switch_page(str(ROOT / PAGES[name]))
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()
