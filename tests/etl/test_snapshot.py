"""The embedded snapshot is the output of our own ETL, equal to its sources to the last digit."""

import csv
import shutil
from pathlib import Path

import pytest

from etl.figures import files, snapshot
from observatory.catalog import models
from observatory.errors import CatalogError, SourceChanged

RECORDED = Path(__file__).resolve().parents[1] / "recorded" / "figures"
TERMS = models.load()
EMBEDDED = snapshot.read()


def recorded(name):
    with (RECORDED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def embedded(series_id):
    mine = EMBEDDED.observations.loc[EMBEDDED.observations["series_id"] == series_id]
    return mine.set_index(["iso3", "year"])


@pytest.mark.parametrize(
    ("name", "series_id"),
    [
        ("wdi/SL.UEM.1524.ZS.csv", "world_bank:SL.UEM.1524.ZS"),
        ("wdi/SL.UEM.NEET.ZS.csv", "world_bank:SL.UEM.NEET.ZS"),
        ("wdi/SL.UEM.NEET.ME.ZS.csv", "world_bank:SL.UEM.NEET.ME.ZS"),
    ],
)
def test_embedded_values_are_the_sources_to_the_last_digit(name, series_id):
    values = embedded(series_id)["value"]
    rows = recorded(name)
    assert rows
    assert [values[row["iso3"], int(row["year"])] for row in rows] == [
        float(row["value"]) for row in rows
    ]


def test_women_and_men_of_ilostat_are_kept_apart():
    rows = [
        r
        for r in recorded("ilostat/SDG_0861_SEX_RT_A.csv")
        if r["ref_area"] == "TUR" and r["obs_value"]
    ]
    for row in rows:
        sex = row["sex"][-1]
        value = embedded(f"ilostat:SDG_0861_SEX_RT_A:{sex}")["value"]["TUR", int(row["time"])]
        assert value == float(row["obs_value"])


def test_the_world_of_the_ilo_and_of_the_un_is_modelled_and_stands_as_the_world():
    for series_id in ("ilostat:SDG_0861_SEX_RT_A:T", "un_sdg:SL_TLF_NEET:T"):
        world = embedded(series_id).loc["WLD"]
        assert set(world["estimate"]) <= {"modelled", "projected"}


def test_young_people_are_counted_in_persons_and_women_and_men_added_exactly():
    rows = [
        r
        for r in recorded("unpop/WPP2024_population_15_24.csv")
        if (r["iso3"], r["year"]) == ("MAR", "2020")
    ]
    thousands = [float(r["pop_15_19_thousands"]) + float(r["pop_20_24_thousands"]) for r in rows]
    total = embedded("un_population:WPP2024_POP_15_24:T")["value"]["MAR", 2020]
    assert total == round(sum(thousands) * 1000)


def test_projections_begin_with_the_edition_of_each_series():
    for series_id, known in EMBEDDED.provenance.items():
        if known.edition:
            mine = embedded(series_id).reset_index()
            other = mine.loc[mine["estimate"] != "reported"]
            later = other["year"] >= int(known.edition[:4])
            assert (other["estimate"].eq("projected") == later).all(), series_id


def test_one_named_vintage_a_series_with_licence_and_provenance():
    assert set(EMBEDDED.provenance) == set(EMBEDDED.observations["series_id"])
    for known in EMBEDDED.provenance.values():
        assert known.vintage
        assert known.licence
        assert len(known.how_obtained) > 40
        mine = EMBEDDED.observations.loc[EMBEDDED.observations["series_id"] == known.series_id]
        assert known.n_values == len(mine)


def test_transcribed_and_single_year_figures_say_so():
    assert "transcribed" in EMBEDDED.provenance["world_bank:SL.UEM.NEET.ZS"].how_obtained
    assert "57 members only" in EMBEDDED.provenance["world_bank:IC.BUS.NDNS.ZS"].how_obtained
    assert "one year only" in EMBEDDED.provenance["world_bank:SL.EMP.SELF.ZS"].how_obtained


def test_the_two_revisions_of_national_neet_are_not_joined():
    # Afghanistan 2021: 43.769 in WDI of 2025, 62.81 in ILOSTAT of November 2023.
    assert embedded("world_bank:SL.UEM.NEET.ZS")["value"]["AFG", 2021] == 43.769
    assert embedded("ilostat:SDG_0861_SEX_RT_A:T")["value"]["AFG", 2021] == 62.81


def test_the_snapshot_is_small_enough_to_live_in_git():
    assert sum(path.stat().st_size for path in snapshot.SNAPSHOT.iterdir()) <= 6_000_000


def plan_of(tmp_path, text):
    (tmp_path / "figures.yaml").write_text(text, "utf-8")
    return tmp_path


ONE = """- file: wdi/SL.UEM.NEET.ZS.csv
  layout: wdi
  series: [world_bank:SL.UEM.NEET.ZS]
  vintage: "WDI, release of 2025"
  how_obtained: "recorded"
"""


def test_making_and_reading_the_snapshot_is_the_identity(tmp_path):
    made = snapshot.make(RECORDED, TERMS, out=plan_of(tmp_path, ONE))
    back = snapshot.read(tmp_path)
    assert back.provenance == made.provenance
    assert back.findings == made.findings
    assert back.observations[["iso3", "year", "value"]].to_numpy().tolist() == (
        made.observations[["iso3", "year", "value"]].to_numpy().tolist()
    )


def test_a_file_that_is_missing_is_named_and_nothing_is_written(tmp_path):
    with pytest.raises(CatalogError, match=r"has no wdi/NOPE.csv"):
        snapshot.make(
            RECORDED, TERMS, out=plan_of(tmp_path, ONE.replace("SL.UEM.NEET.ZS.csv", "NOPE.csv"))
        )
    assert [path.name for path in tmp_path.iterdir()] == ["figures.yaml"]


def test_a_series_served_by_two_files_and_an_unknown_one_are_both_named(tmp_path):
    text = ONE + ONE + ONE.replace("[world_bank:SL.UEM.NEET.ZS]", "[world_bank:NOPE]")
    with pytest.raises(CatalogError) as caught:
        files.plan(TERMS, plan_of(tmp_path, text) / "figures.yaml")
    assert "two files" in str(caught.value)
    assert "no such series" in str(caught.value)


def test_a_column_that_is_gone_is_source_changed(tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(RECORDED / "wdi", folder / "wdi")
    path = folder / "wdi" / "SL.UEM.NEET.ZS.csv"
    path.write_text(path.read_text("utf-8").replace("value", "amount", 1), "utf-8")
    with pytest.raises(SourceChanged, match="has no column value; it has iso3"):
        snapshot.make(folder, TERMS, out=plan_of(tmp_path, ONE))
