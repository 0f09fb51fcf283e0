"""The embedded snapshot is the output of our own ETL, equal to its sources to the last digit."""

import csv
import itertools
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from etl.build.fill import group_aggregates
from etl.figures import files, gather, snapshot
from observatory.catalog import models
from observatory.errors import CatalogError, SourceChanged
from observatory.i18n import LANGUAGES, text
from observatory.methods.change import change
from observatory.methods.country_notes import BARRING
from observatory.methods.estimates import with_twin
from observatory.words import builds

NETWORK = snapshot.SNAPSHOT.parent / "network"
RECORDED = Path(__file__).resolve().parents[1] / "recorded" / "figures"
TERMS = models.load()
EMBEDDED = snapshot.read()
GATHERED = gather.gather(TERMS, EMBEDDED)


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


def sets():
    """Total, women and men of one indicator, source and edition, side by side by area and year."""
    groups = {}
    for indicator, series in TERMS.series():
        known = EMBEDDED.provenance.get(series.series_id)
        if known and TERMS.units[indicator.unit].name.en == "percent":
            key = (indicator.indicator_id, series.kind, series.source, known.edition, known.vintage)
            groups.setdefault(key, {}).setdefault(series.sex, []).append(series.series_id)
    for key, by_sex in groups.items():
        if set(by_sex) == {"T", "F", "M"}:
            for ids in itertools.product(*(by_sex[sex] for sex in "TFM")):
                values = [embedded(each)["value"].rename(each) for each in ids]
                yield key, pd.concat(values, axis=1, join="inner")


def test_finding_9_every_total_lies_between_women_and_men_of_its_set():
    compared = 0
    for key, table in sets():
        total, women, men = (table.iloc[:, place] for place in range(3))
        # A publisher weights the totals of its groups otherwise than those of women and men.
        economy = [not TERMS.countries[iso3].is_aggregate for iso3, _ in table.index]
        within = pd.Series(economy, index=table.index).map({True: 0.1, False: 0.3})
        low, high = women.combine(men, min), women.combine(men, max)
        outside = (total < low - within) | (total > high + within)
        # Old national values of a few countries outside the OIC are of two surveys in one year.
        ours = table.index.get_level_values("iso3").isin(TERMS.members())
        assert not (outside & (ours | (key[1] == "modelled"))).any(), (
            key,
            table.loc[outside].head(),
        )
        assert outside.mean() < 0.01, key
        compared += len(table)
    assert compared > 50_000


def test_finding_9_total_women_and_men_of_youth_unemployment_are_one_set_of_all_members():
    ids = [f"world_bank:SL.UEM.1524.{sex}ZS" for sex in ("", "MA.", "FE.")]
    assert {EMBEDDED.provenance[each].edition for each in ids} == {"2024-11"}
    assert len({EMBEDDED.provenance[each].vintage for each in ids}) == 1
    values = pd.concat([embedded(each)["value"].rename(each) for each in ids], axis=1)
    ours = values.loc[values.index.get_level_values("iso3").isin(TERMS.members())]
    assert (len(ours), int(ours.isna().sum().sum())) == (1_933, 0)


def test_finding_1_two_series_of_one_edition_agree_where_they_overlap():
    for sex, code in (("F", "FE"), ("M", "MA")):
        bank, office = (
            f"world_bank:SL.TLF.CACT.{code}.ZS",
            f"ilostat:EAP_2WAP_SEX_AGE_RT_A.YGE15:{sex}",
        )
        assert {EMBEDDED.provenance[each].edition for each in (bank, office)} == {"2024-11"}
        both = pd.concat([embedded(bank)["value"], embedded(office)["value"]], axis=1, join="inner")
        assert len(both) > 6_000
        assert (both.iloc[:, 0] == both.iloc[:, 1]).all()


def test_finding_1_estimates_of_december_2025_end_in_2023_like_those_of_neet():
    for series_id in (
        "ilostat:EMP_2WAP_SEX_AGE_RT_A.Y15-24:T",
        "ilostat:EAP_2WAP_SEX_AGE_RT_A.YGE15:T",
        "ilostat_shares:EMP_2EMP_SEX_STE_SHARE.SLF:T",
        "world_bank:SL.UEM.NEET.ME.ZS",
        "world_bank:SL.UEM.1524.ZS",
    ):
        rows = embedded(series_id).reset_index()
        assert EMBEDDED.provenance[series_id].edition == "2024-11"
        assert rows.loc[rows["estimate"] != "projected", "year"].max() == 2023


def test_finding_1_the_three_parts_of_neet_are_of_one_edition_for_55_members():
    parts = [
        "world_bank:SL.UEM.NEET.ME.ZS",
        "world_bank:SL.UEM.1524.ZS",
        "ilostat:EMP_2WAP_SEX_AGE_RT_A.Y15-24:T",
    ]
    assert len({EMBEDDED.provenance[each].edition for each in parts}) == 1
    have = [{iso3 for iso3, year in embedded(each).index if year == 2023} for each in parts]
    assert len(set.intersection(*have) & set(TERMS.members())) == 55


def test_finding_4_the_world_of_the_ilo_is_of_another_edition_than_the_57_and_says_so():
    world = EMBEDDED.provenance["ilostat:SDG_0861_SEX_RT_A:T"].edition
    ours = EMBEDDED.provenance["world_bank:SL.UEM.NEET.ME.ZS"].edition
    assert (world, ours) == ("2022-11", "2024-11")


# Refused by a note on the country, which is not read here.
WITH_A_NOTE = {"NGA", "PSE"}


def changes_of(part, model):
    """The change of each member's national unemployment, as the pages read it."""
    history = GATHERED.observations
    national = history.loc[history["series_id"] == f"ilostat:UNE_DEAP_SEX_AGE_RT_A.{part}:T"]
    modelled = history.loc[history["series_id"] == model]
    table = with_twin(national, modelled)
    nothing = pd.DataFrame(columns=["first", "last", "effect"])
    found = {iso3: change(table.loc[table["iso3"] == iso3], nothing) for iso3 in TERMS.members()}
    return {iso3: each for iso3, each in found.items() if each is not None}


def test_finding_2_a_change_across_two_surveys_or_a_break_of_unemployment_is_refused(subtests):
    with subtests.test("ages 15-24"):
        young = changes_of("Y15-24", "world_bank:SL.UEM.1524.ZS")
        two_surveys = {iso3 for iso3, each in young.items() if each.refused == "survey"}
        told = set("IRQ PAK MRT SUR TUR LBN CIV UGA SLE BHR TGO GUY".split())
        assert told <= two_surveys
        assert {iso3 for iso3, each in young.items() if each.refused == "break"} == {"SEN", "YEM"}
        shown = {iso3 for iso3, each in young.items() if not each.refused}
        assert len(shown - WITH_A_NOTE) == 24
    with subtests.test("ages 15 and over"):
        adults = changes_of("YGE15", "world_bank:SL.UEM.TOTL.ZS")
        refused = {iso3 for iso3, each in adults.items() if each.refused in ("survey", "break")}
        assert refused - WITH_A_NOTE == set(
            "AFG BHR CIV GUY IRQ KWT LBN MDV MRT NER PAK SEN SLE SUR TGO TUR UGA UZB YEM".split()
        )


def test_finding_18_new_firms_are_weighted_by_the_people_aged_15_to_64():
    found = GATHERED.observations
    people = found.loc[found["series_id"] == "derived:POPULATION_15_64"]
    # Two thirds of the population of Türkiye in 2020, give or take: persons, not thousands.
    assert 55e6 < people.set_index(["iso3", "year"])["value"]["TUR", 2020] < 60e6
    firms = found.loc[found["series_id"] == "world_bank:IC.BUS.NDNS.ZS"]
    table = group_aggregates(TERMS, pd.concat([firms, people]))
    assert set(table["weight_name"]) == {"population_15_64"}


def test_finding_22_no_note_on_a_copy_says_that_a_member_is_missing_which_it_holds():
    for series_id, known in EMBEDDED.provenance.items():
        said = re.search(r"of the 57 without ([A-Z, ]+)\)", known.how_obtained)
        if said:
            held = {iso3 for iso3, _ in embedded(series_id).index}
            assert not held & set(said[1].split(", ")), series_id
    for code in ("SE.SEC.ENRR", "SE.TER.ENRR"):
        known = EMBEDDED.provenance[f"world_bank:{code}"]
        assert (known.first_year, known.last_year) == (1970, 2025)


def test_young_people_of_every_year_agree_with_the_points_of_five_years():
    annual, points = (
        embedded(f"un_population:WPP2024_POP_15_24{tail}")["value"] for tail in ("_ANNUAL", ":T")
    )
    both = pd.concat([annual, points], axis=1, join="inner")
    assert len(both) > 2_900
    assert (both.iloc[:, 0] - both.iloc[:, 1]).abs().max() <= 5


def test_a_member_whom_the_models_no_longer_estimate_is_told_so_in_a_note():
    with (NETWORK / "country_notes.csv").open(encoding="utf-8", newline="") as lines:
        notes = [row for row in csv.DictReader(lines) if row["effect"] == "estimates end"]
    told = {(row["iso3"], row["theme"], int(row["from"])) for row in notes}
    ended = set()
    for indicator, series in TERMS.series():
        known = EMBEDDED.provenance.get(series.series_id)
        if known and known.edition == "2025-11" and indicator.theme != "weights":
            years = embedded(series.series_id).reset_index().groupby("iso3")["year"].max()
            ours = years.loc[years.index.isin(TERMS.members())]
            ended |= {
                (iso3, indicator.theme, int(year))
                for iso3, year in ours.loc[ours < ours.max()].items()
            }
    assert ended == told
    assert {iso3 for iso3, _, _ in told} == {"LBN", "PSE", "SDN"}
    assert not set(BARRING) & {row["effect"] for row in notes}


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_each_series_was_obtained_stands_in_the_language_of_the_page(lang):
    ways = {each.how_obtained for each in files.plan(TERMS)}
    ways |= {"asked of the service on 2026-07-01: https://example.org/data?x=1"}
    ways |= {fact.how_obtained for fact in GATHERED.facts.values() if fact.how_obtained}
    in_english = text("register.in_english", lang, words="").strip()
    for way in sorted(ways):
        said = builds.way(way, lang)
        assert (said == way) == (lang == "en")
        assert lang == "en" or in_english not in said
    # Where no words are known, the text is said to be in English.
    assert lang == "en" or in_english in builds.way("by post; wide to long", lang)
