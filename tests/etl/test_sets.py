"""Total, women and men are of one edition and agree, in the snapshot and in every refresh."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from etl import pipeline
from etl.figures import gather, snapshot
from etl.shapes import SOURCE_ROW
from observatory.catalog import models
from observatory.errors import CheckFailed

TERMS = models.load()
WHOLE = snapshot.read()
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
TOTAL, MEN, WOMEN = (f"world_bank:SL.UEM.1524.{sex}ZS" for sex in ("", "MA.", "FE."))
RATIO = "ilostat:EMP_2WAP_SEX_AGE_RT_A.Y15-24:T"
PEOPLE = "world_bank:SL.TLF.TOTL.IN"
NEET = "world_bank:SL.UEM.NEET.ZS"
SERIES = [
    *(TOTAL, MEN, WOMEN, RATIO, PEOPLE, NEET),
    *("world_bank:SL.EMP.1524.SP.ZS", "world_bank:SL.TLF.CACT.ZS"),
    *("world_bank:SP.POP.1564.TO.ZS", "world_bank:SP.POP.TOTL"),
]
# The snapshot of the few series that the tests are of.
EMBEDDED = snapshot.Snapshot(
    WHOLE.observations.loc[WHOLE.observations["series_id"].isin(SERIES)],
    {series_id: WHOLE.provenance[series_id] for series_id in SERIES},
    (),
)


def harvested(series_id, change=lambda value: value, edition=None):
    """A pull of one series, with the values of the snapshot changed."""
    mine = EMBEDDED.observations.loc[EMBEDDED.observations["series_id"] == series_id]
    rows = pd.DataFrame("", index=mine.index, columns=list(SOURCE_ROW)).assign(
        series_id=series_id,
        area=mine["iso3"],
        year=mine["year"].astype("str"),
        value=mine["value"].map(change).map(repr),
    )
    return gather.Harvest(series_id, rows, NOW, True, "https://example.org/", "2026-11-28", edition)


def served(found, *series_ids):
    return {found.facts[each].served_from for each in series_ids}


def warned(found):
    return [each for each in found.findings if (each.severity, each.check) == ("warning", "set")]


def test_a_set_of_one_new_edition_is_served_live():
    pull = [harvested(each, edition="2025-11") for each in (TOTAL, WOMEN, MEN)]
    found = gather.gather(TERMS, EMBEDDED, pull)
    assert served(found, TOTAL, WOMEN, MEN) == {"live"}
    assert not warned(found)


def test_a_total_outside_women_and_men_takes_its_whole_set_back_and_no_other():
    pull = [harvested(each, edition="2025-11") for each in (WOMEN, MEN)]
    pull += [harvested(TOTAL, lambda value: min(value + 20, 99.0), "2025-11"), harvested(NEET)]
    found = gather.gather(TERMS, EMBEDDED, pull)
    assert served(found, TOTAL, WOMEN, MEN) == {"snapshot"}
    assert served(found, NEET) == {"live"}
    (warning,) = warned(found)
    assert TOTAL in warning.place
    assert "country-years, such as" in warning.found
    assert "the snapshot serves its set" in warning.expected
    assert found.facts[TOTAL].edition == EMBEDDED.provenance[TOTAL].edition


def test_a_total_of_a_new_edition_without_women_and_men_waits_for_them():
    found = gather.gather(TERMS, EMBEDDED, [harvested(TOTAL, edition="2025-11")])
    assert served(found, TOTAL, WOMEN, MEN) == {"snapshot"}
    (warning,) = warned(found)
    assert "editions 2024-11, 2025-11" in warning.found


def test_a_count_that_no_population_can_be_behind_falls_back():
    pull = [harvested(PEOPLE, lambda value: value * 3, "2025-11")]
    found = gather.gather(TERMS, EMBEDDED, pull)
    assert served(found, PEOPLE) == {"snapshot"}
    assert [PEOPLE in each.place for each in warned(found)] == [True]


def relabelled(series_id, edition):
    """The snapshot with another edition written on a series, and its projections by that."""
    rows = EMBEDDED.observations.copy()
    mine = rows["series_id"] == series_id
    later = rows["year"] >= int(edition[:4])
    rows.loc[mine, "estimate"] = later.map({True: "projected", False: "modelled"})
    known = replace(EMBEDDED.provenance[series_id], edition=edition)
    return replace(
        EMBEDDED, observations=rows, provenance={**EMBEDDED.provenance, series_id: known}
    )


@pytest.mark.parametrize("series_id", [RATIO, WOMEN])
def test_finding_1_and_9_a_wrong_edition_in_the_snapshot_stops_the_build(tmp_path, series_id):
    wrong = relabelled(series_id, "2025-11")
    if series_id == WOMEN:  # men and total too: they are one set, of values that never agree
        rows = wrong.observations
        women = rows["series_id"] == WOMEN
        rows.loc[women, "value"] = (rows.loc[women, "value"] / 2).round(3)
        wrong = replace(wrong, provenance=EMBEDDED.provenance)
        rows.loc[women, "estimate"] = EMBEDDED.observations.loc[women, "estimate"]
    with pytest.raises(CheckFailed) as caught:
        pipeline.publish_build(TERMS, gather.gather(TERMS, wrong), folder=tmp_path, now=NOW)
    assert {each.check for each in caught.value.findings} <= {"set"}
    assert any(series_id in each.place for each in caught.value.findings)
