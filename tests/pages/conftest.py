"""Pages run in this process, as often as the tests open them."""

import functools

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def packages():
    """The installed packages are searched for parts of pages once, as a server does at its start."""
    searched = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", searched)
        yield
