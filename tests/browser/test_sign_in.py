"""The door of an app that is not public, in a real browser with a provider on this machine."""

from pathlib import Path

import pytest
import streamlit_server
from provider import provider, secrets

from observatory.i18n import text

ROOT = Path(__file__).resolve().parents[2]
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
pytest.importorskip("authlib")
pytest.importorskip("httpx")


def app(data, *options):
    """The Secretariat's app with these options of the server; the port at which it answers."""
    env = {"OBSERVATORY_DATA": str(data), "OBSERVATORY_AUDIENCE": "secretariat"}
    return streamlit_server.served(ROOT / "app.py", *options, **env)


@pytest.fixture
def opened(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


def test_without_a_provider_it_answers_on_this_machine_alone(opened, built_complete, subtests):
    closed = text("door.listens", "en")
    for address, shut in (("127.0.0.1", False), ("0.0.0.0", True)):
        with subtests.test(address), app(built_complete, "--server.address", address) as port:
            opened.goto(f"http://127.0.0.1:{port}/secretariat")
            opened.wait_for_selector("h1, h2", timeout=60_000)
            opened.wait_for_selector(IDLE)
            headings = opened.locator("h1, h2").all_inner_texts()
            assert (headings == [closed]) == shut
            assert opened.locator("[data-testid=stDataFrame]").count() == (0 if shut else 7)


@pytest.mark.parametrize(("admitted", "comes_in"), [("@sesric.org", True), ("@anapec.org", False)])
def test_who_signs_in_at_the_provider_and_is_admitted_comes_in(
    opened, built_complete, tmp_path, admitted, comes_in
):
    file = tmp_path / "secrets.toml"
    with provider("officer@sesric.org") as root:
        file.write_text(secrets(root, "http://localhost:{port}", [admitted]))
        with app(built_complete, "--secrets.files", str(file)) as port:
            opened.goto(f"http://localhost:{port}/secretariat")
            button = opened.get_by_role("button", name=text("door.sign_in.button", "en"))
            button.wait_for(timeout=60_000)
            assert opened.locator("[data-testid=stDataFrame], h1").count() == 0
            button.click()
            leave = opened.get_by_role("button", name=text("door.sign_out", "en"))
            leave.wait_for(timeout=60_000)
            opened.wait_for_selector(IDLE)
            headings = opened.locator("h1, h2").all_inner_texts()
            assert (text("door.not_admitted", "en") in headings) != comes_in
            leave.click()
            button.wait_for(timeout=60_000)
