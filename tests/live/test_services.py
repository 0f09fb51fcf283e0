"""The real services, asked one small question each: do they still have the shape that we know?

Run with `python -m pytest -m live --force-enable-socket tests/live`; never part of a plain run.
"""

import pytest

from etl.fetch.archive import Archive
from etl.fetch.ask import ask
from etl.sources import modules
from observatory.catalog import models

pytestmark = pytest.mark.live


@pytest.mark.parametrize("source_id", modules(models.load()))
def test_a_service_still_answers_in_the_shape_that_we_know(source_id, tmp_path):
    terms = models.load()
    series = [each for _, each in terms.series() if each.source == source_id][:2]
    found = ask(
        terms.sources[source_id], modules(terms)[source_id], series, Archive(tmp_path), say=print
    )
    assert found.changed is None
    assert found.failures == {}
    for each in series:
        rows = found.parsed.rows.query("series_id == @each.series_id")
        assert rows.loc[rows["value"].notna(), "area"].nunique() >= 20, each.series_id
