"""The catalogue: what its files must hold, and how a fault in any of them is told."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from etl.figures import snapshot
from etl.sources import modules
from observatory import errors
from observatory.catalog.fields import BIDI
from observatory.catalog.models import CATALOG, Catalog, Group, Indicator, Text, load

FAULTS = Path(__file__).parent / "catalog_faults"
SOUND = FAULTS / "nothing_wrong"
CASES = sorted(folder.name for folder in FAULTS.iterdir() if folder != SOUND)
HELD = load()
LANGUAGES = ("en", "fr", "ar")

# The terms that the network's glossary fixes, as they must stand in the names.
TERMS = {
    "neet_rate": (
        "NEET rate (share of youth)",
        "taux de NEET (part des jeunes)",
        "نسبة الشباب خارج دائرة التعليم والعمالة والتدريب",
    ),
    "youth_unemployment_rate": (
        "youth unemployment rate",
        "taux de chômage des jeunes",
        "معدل بطالة الشباب",
    ),
    "unemployment_rate": ("unemployment rate", "taux de chômage", "معدل البطالة"),
    "labour_force_participation_rate": (
        "labour force participation rate",
        "taux d'activité",
        "معدل المشاركة في القوى العاملة",
    ),
    "youth_employment_ratio": (
        "employment-to-population ratio",
        "ratio emploi-population",
        "نسبة العمالة إلى السكان",
    ),
    "self_employed_share": (
        "self-employed workers (total)",
        "travailleurs indépendants (ensemble)",
        "العاملون المستقلون (الإجمالي)",
    ),
    "employers_share": ("employers", "employeurs", "أصحاب العمل"),
    "own_account_share": (
        "own-account workers",
        "travailleurs pour compte propre",
        "العاملون لحسابهم الخاص",
    ),
    "family_workers_share": (
        "contributing family workers",
        "travailleurs familiaux collaborant à l'entreprise familiale",
        "العاملون المساهمون من أفراد الأسرة",
    ),
    "vulnerable_employment_share": ("vulnerable employment", "emploi vulnérable", "العمالة الهشة"),
    "informal_employment_share": (
        "informal employment",
        "emploi informel",
        "العمالة غير المنظمة",
    ),
    "new_business_density": (
        "new business density",
        "densité de nouvelles entreprises",
        "كثافة الشركات الجديدة",
    ),
    "account_ownership": ("account ownership", "détention d'un compte", "امتلاك حساب"),
    "labour_force": ("labour force", "main-d'œuvre", "القوى العاملة"),
}
GROUP_TERMS = {
    "OIC_ARAB": ("Arab Group", "Groupe arabe", "المجموعة العربية"),
    "OIC_ASIAN": ("Asian Group", "Groupe asiatique", "المجموعة الآسيوية"),
    "OIC_AFRICAN": ("African Group", "Groupe africain", "المجموعة الأفريقية"),
    "NON_OIC_DEVELOPING": (
        "non-OIC developing countries",
        "pays en développement non membres de l'OCI",
        "البلدان النامية غير الأعضاء في المنظمة",
    ),
    "DEVELOPED": ("developed countries", "pays développés", "البلدان المتقدمة"),
}
BOUND_TO_SHARES = {"percent": (0.0, 100.0), "score": (0.0, 3.0), "score_100": (0.0, 100.0)}
GROSS_RATES = {"secondary_enrolment", "tertiary_enrolment"}


def areas(group_id: str) -> list[str]:
    return [iso3 for iso3, _, _ in HELD.groups[group_id].members]


def names(text: Text) -> tuple[str, str, str]:
    return text.en, text.fr, text.ar


def everything_written() -> list[str]:
    files = sorted(CATALOG.iterdir())
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


# What the files hold.


def test_catalogue_holds_the_indicators_and_series_the_product_promises() -> None:
    assert len(HELD.indicators) >= 24
    assert len(list(HELD.series())) >= 40
    assert len(HELD.countries) == 296


def test_every_series_has_an_id_of_its_own() -> None:
    ids = [series.series_id for _, series in HELD.series()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("indicator", HELD.indicators.values(), ids=HELD.indicators)
def test_indicator_id_is_its_key_and_its_texts_differ_by_language(indicator: Indicator) -> None:
    assert HELD.indicator(indicator.indicator_id) is indicator
    for text in (indicator.name, indicator.definition, indicator.caveat):
        assert len(set(names(text))) == 3
        assert re.search("[\u0621-\u064a]", text["ar"])
        assert not re.search("[\u0600-\u06ff]", text["en"] + text["fr"])


@pytest.mark.parametrize("indicator", HELD.indicators.values(), ids=HELD.indicators)
def test_series_of_an_indicator_measure_one_sex_each(indicator: Indicator) -> None:
    marks = [(s.source, s.code, s.kind, s.standard, s.sex) for s in indicator.series]
    assert len(marks) == len(set(marks))
    assert "T" in {series.sex for series in indicator.series}


@pytest.mark.parametrize("indicator", HELD.indicators.values(), ids=HELD.indicators)
def test_bounds_follow_the_unit(indicator: Indicator) -> None:
    if indicator.indicator_id in GROSS_RATES:
        assert indicator.bounds == (0.0, 250.0)
    else:
        assert indicator.bounds == BOUND_TO_SHARES.get(indicator.unit, (0.0, None))


@pytest.mark.parametrize("indicator", HELD.indicators.values(), ids=HELD.indicators)
def test_weights_are_counts_of_persons(indicator: Indicator) -> None:
    for weight in filter(None, (indicator.weight, indicator.weight_fallback)):
        assert HELD.indicator(weight).theme == "weights"
        assert HELD.indicator(weight).unit == "persons"
    if indicator.unit in {"persons", "companies", "score"}:
        assert indicator.weight is None


# The indicators whose weight counts just the people of whom they are a share.
WEIGHED_BY_THEIR_DENOMINATOR = {
    "labour_force_15_24": {"youth_unemployment_rate"},
    "labour_force": {"unemployment_rate"},
    "population_15_24": {
        "youth_participation_rate", "youth_employment_ratio", "neet_rate", "account_ownership_young",
        "business_borrowing_young", "job_search_online_young", "online_learning_young",
    },
    "population_15_64": {"new_business_density"},
    "population_total": {"labour_programmes_coverage", "internet_use", "gdp_per_person_ppp"},
}  # fmt: skip


@pytest.mark.parametrize("indicator", HELD.indicators.values(), ids=HELD.indicators)
def test_a_weight_that_is_not_the_denominator_says_what_it_stands_for(indicator: Indicator) -> None:
    own = indicator.indicator_id in WEIGHED_BY_THEIR_DENOMINATOR.get(indicator.weight or "", ())
    assert (indicator.denominator is not None) == (indicator.weight is not None and not own)
    if indicator.denominator:
        assert len(set(names(indicator.denominator))) == 3


@pytest.mark.parametrize("indicator_id", TERMS)
def test_names_bear_the_glossary_terms(indicator_id: str) -> None:
    held = names(HELD.indicator(indicator_id).name)
    for name, term in zip(held, TERMS[indicator_id], strict=True):
        assert term.casefold() in name.casefold()


@pytest.mark.parametrize("group_id", GROUP_TERMS)
def test_groups_are_called_as_in_the_glossary(group_id: str) -> None:
    held = names(HELD.groups[group_id].name)
    assert [n.casefold() for n in held] == [n.casefold() for n in GROUP_TERMS[group_id]]


def test_the_name_of_a_group_holds_no_number_of_its_members() -> None:
    for group in HELD.groups.values():
        assert not [name for name in names(group.name) if re.search(r"\d", name)]


def test_no_direction_is_better_for_unemployment_and_self_employment() -> None:
    neither = ["youth_unemployment_rate", "unemployment_rate", "self_employed_share"]
    neither += ["own_account_share", "employers_share", "vulnerable_employment_share"]
    assert {HELD.indicator(name).better for name in neither} == {"neither"}
    assert HELD.indicator("neet_rate").better == "lower"


def test_only_doing_business_is_discontinued_and_it_says_so() -> None:
    gone = {name: one for name, one in HELD.indicators.items() if one.discontinued}
    assert set(gone) == {"start_business_time", "start_business_procedures"}
    for one in gone.values():
        assert {series.database for series in one.series} == {57}
        assert "iscontinued" in one.name.en
        assert "iscontinued" in one.caveat.en


def test_standards_of_labour_statisticians_are_told_apart() -> None:
    held = {s.standard for s in HELD.indicator("neet_rate").series if s.source == "un_sdg"}
    assert held == {"13", "19"}


def test_ilo_models_are_marked_modelled() -> None:
    for _, series in HELD.series():
        if series.ilo_modelled or ".ME." in series.code:
            assert (series.ilo_modelled, series.kind) == (True, "modelled")


def test_own_account_work_is_vulnerable_employment_minus_family_workers() -> None:
    derived = {s.series_id: s.derive for _, s in HELD.series() if s.derive}
    own = derived["derived:OWN_ACCOUNT"]
    assert (own.how, own.parts) == (
        "difference",
        ("world_bank:SL.EMP.VULN.ZS", "world_bank:SL.FAM.WORK.ZS"),
    )
    assert "derived by this Observatory" in HELD.indicator("own_account_share").caveat.en


def test_wage_workers_are_what_the_self_employed_leave_and_national_vulnerable_work_a_sum() -> None:
    derived = {s.series_id: s.derive for _, s in HELD.series() if s.derive}
    for sex in "TFM":
        wage, vulnerable = (derived[f"derived:{n}:{sex}"] for n in ("WAGE_WORKERS", "VULNERABLE"))
        assert (wage.how, wage.parts) == (
            "complement",
            (f"ilostat_shares:EMP_2EMP_SEX_STE_SHARE.SLF:{sex}",),
        )
        assert (vulnerable.how, vulnerable.parts) == (
            "sum",
            (
                f"un_gender:MINSET_I4_OWN_ACCOUNT:{sex}",
                f"un_gender:MINSET_I5_FAMILY_WORKERS:{sex}",
            ),
        )
    for name in ("wage_workers_share", "vulnerable_employment_share"):
        assert "derived by this Observatory" in HELD.indicator(name).caveat.en


def test_finding_26_nobody_says_that_most_self_employed_farm() -> None:
    words = {"en": "most members", "fr": "la plupart des pays", "ar": "معظم الدول"}
    for indicator in HELD.indicators.values():
        for lang, claim in words.items():
            assert claim not in indicator.caveat[lang], indicator.indicator_id
    for name in ("self_employed_share", "own_account_share"):
        assert "in many members it is farming" in HELD.indicator(name).caveat.en


def test_two_indicators_of_one_code_are_told_apart_by_their_part() -> None:
    ids = {series.series_id for _, series in HELD.series()}
    assert "ilostat:UNE_DEAP_SEX_AGE_RT_A.Y15-24:F" in ids
    assert "ilostat:UNE_DEAP_SEX_AGE_RT_A.YGE15:F" in ids


def test_age_is_filtered_wherever_a_code_holds_several_ages() -> None:
    for _, series in HELD.series():
        if series.source in {"ilostat", "ilostat_shares"} and series.part:
            assert "classif1" in series.where
        if series.source == "un_sdg" and series.part:
            assert "age" in series.where


def test_the_services_that_can_be_asked_are_live_and_the_others_are_not() -> None:
    live = {name: source.base_url for name, source in HELD.sources.items() if source.live}
    assert set(live) == set(modules(HELD))
    assert {
        "world_bank": "https://api.worldbank.org/v2",
        "ilostat": "https://rplumber.ilo.org",
        "un_sdg": "https://unstats.un.org/SDGAPI/v1/sdg",
    }.items() <= live.items()


# Areas.


def test_the_57_members_have_names_in_three_languages() -> None:
    assert len(HELD.members()) == 57
    for iso3 in HELD.members():
        country = HELD.countries[iso3]
        assert all(names(country.name))
        assert re.search("[\u0621-\u064a]", country.name.ar)
        assert not country.is_aggregate


@pytest.mark.parametrize(
    ("iso3", "held"),
    [
        ("PSE", ("Palestine", "Palestine", "فلسطين")),
        ("TUR", ("Türkiye", "Türkiye", "تركيا")),
        ("CIV", ("Côte d'Ivoire", "Côte d'Ivoire", "كوت ديفوار")),
        ("MAR", ("Morocco", "Maroc", "المغرب")),
        ("KGZ", ("Kyrgyzstan", "Kirghizistan", "قيرغيزستان")),
        ("XKX", ("Kosovo", "Kosovo", "كوسوفو")),
    ],
)
def test_names_that_are_easily_written_wrongly(iso3: str, held: tuple[str, str, str]) -> None:
    assert names(HELD.countries[iso3].name) == held


def test_palestine_is_called_palestine_everywhere() -> None:
    assert not [line for line in everything_written() if "West Bank" in line or "Gaza" in line]
    assert HELD.countries["PSE"].m49 == "275"


def test_economies_have_their_m49_number_and_aggregates_none_but_the_world() -> None:
    economies = {i: c.m49 for i, c in HELD.countries.items() if not c.is_aggregate}
    assert {iso3 for iso3, m49 in economies.items() if not m49} == {"CHI", "XKX"}
    held = [m49 for m49 in economies.values() if m49]
    assert len(held) == len(set(held))
    assert {i for i, c in HELD.countries.items() if c.is_aggregate and c.m49} == {"WLD"}
    assert HELD.countries["WLD"].m49 == "001"


def test_no_two_areas_share_a_code_or_a_name() -> None:
    countries = HELD.countries.values()
    assert len({country.iso2 for country in countries}) == 296
    for lang in LANGUAGES:
        assert len({country.name[lang] for country in countries}) == 296


def test_namibia_keeps_its_code() -> None:
    assert HELD.countries["NAM"].iso2 == "NA"


# Groups.


@pytest.mark.parametrize(
    ("parts", "sizes"),
    [
        (("OIC_ARAB", "OIC_ASIAN", "OIC_AFRICAN"), [22, 18, 17]),
        (("SESRIC_SSA", "SESRIC_MENA", "SESRIC_ESALA", "SESRIC_ECA"), [22, 18, 9, 8]),
    ],
)
def test_groups_and_regions_part_the_57(parts: tuple[str, ...], sizes: list[int]) -> None:
    assert [len(areas(part)) for part in parts] == sizes
    assert sorted(iso3 for part in parts for iso3 in areas(part)) == HELD.members()


def test_members_others_and_developed_make_the_world() -> None:
    parts = ("OIC", "NON_OIC_DEVELOPING", "DEVELOPED")
    together = [iso3 for part in parts for iso3 in areas(part)]
    assert sorted(together) == sorted(areas("WORLD"))
    assert len(areas("WORLD")) == 217


def test_income_groups_hold_each_classified_economy_once() -> None:
    kinds = [g for g in HELD.groups.values() if g.kind == "income"]
    together = sorted(iso3 for group in kinds for iso3 in areas(group.group_id))
    classified = {
        iso3
        for iso3, country in HELD.countries.items()
        if not country.is_aggregate and country.income_group != "Not classified"
    }
    assert together == sorted(classified)
    assert {g.published_as for g in kinds} == {"LIC", "LMC", "UMC", "HIC"}


def test_members_of_the_oic_count_from_their_accession() -> None:
    since = {iso3: first for iso3, first, _ in HELD.groups["OIC"].members}
    assert (since["MAR"], since["CIV"]) == (1969, 2001)
    assert all(first is not None and 1969 <= first <= 2001 for first in since.values())


@pytest.mark.parametrize("group", HELD.groups.values(), ids=HELD.groups)
def test_every_group_names_its_list_and_date(group: Group) -> None:
    assert group.list_source
    assert group.list_url.startswith("https://")
    assert group.list_date >= "2025"


# Writing.


def test_files_hold_no_bidirectional_marks() -> None:
    assert not [line for line in everything_written() if set(line) & set(BIDI)]


@pytest.mark.parametrize("file", ["countries.csv", "groups.csv", "group_areas.csv"])
def test_tables_are_written_as_a_plain_writer_writes_them(file: str, tmp_path: Path) -> None:
    held = (CATALOG / file).read_text("utf-8")
    again = tmp_path / file
    with again.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(csv.reader(held.splitlines()))
    assert again.read_text("utf-8") == held


# Faults.


def overlaid(case: str, folder: Path) -> Path:
    """A sound small catalogue with the files of a case laid over it."""
    shutil.copytree(SOUND, folder)
    for file in (FAULTS / case).iterdir():
        shutil.copy(file, folder)
    return folder


def test_sound_example_loads() -> None:
    held = load(SOUND)
    assert [len(getattr(held, part.name)) for part in fields(Catalog)] == [2, 2, 2, 3, 2, 1]


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_named_with_its_place(case: str, tmp_path: Path) -> None:
    kind, *expected = (FAULTS / case / "faults.txt").read_text("utf-8").splitlines()
    with pytest.raises(errors.CatalogError) as caught:
        load(overlaid(case, tmp_path / "catalog"))
    assert type(caught.value) is getattr(errors, kind)
    assert [str(finding) for finding in caught.value.findings] == expected
    assert all(line in str(caught.value) for line in expected)


def test_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(errors.CatalogError) as caught:
        load(overlaid("every_file_wrong", tmp_path / "catalog"))
    files = {finding.place.split(":")[0] for finding in caught.value.findings}
    assert files == {file.name for file in SOUND.iterdir()}


@pytest.mark.parametrize("file", sorted(file.name for file in SOUND.iterdir()))
def test_file_that_is_not_there_is_one_fault(file: str, tmp_path: Path) -> None:
    folder = shutil.copytree(SOUND, tmp_path / "catalog")
    (folder / file).unlink()
    with pytest.raises(errors.CatalogError) as caught:
        load(folder)
    assert [(one.place, one.found) for one in caught.value.findings] == [(file, "no such file")]
    assert str(tmp_path) not in str(caught.value)


def test_unknown_indicator_is_named() -> None:
    with pytest.raises(errors.UnknownIndicator, match="'nothing_such'") as caught:
        HELD.indicator("nothing_such")
    assert (caught.value.file, caught.value.key) == ("indicators.yaml", "nothing_such")


# What the paragraphs on entrepreneurship, youth, training and the digital economy are read beside.
BY_PARAGRAPH = {
    "6": {
        "business_borrowing", "small_firms_with_loan", "business_entry_score",
        "women_entrepreneurship_support", "women_managers_share", "account_ownership_poorest",
    },
    "7": {"business_borrowing_young", "small_firms_with_loan"},
    "8": {
        "adult_training", "firms_training", "labour_programmes_coverage",
        "informal_employment_young",
    },
    "9": {
        "job_search_online_young", "online_learning_young", "ict_skill_copying",
        "ict_skill_programming", "internet_use",
    },
}  # fmt: skip
EMBEDDED_MEMBERS = {
    "small_firms_with_loan": 40,
    "business_entry_score": 12,
    "women_managers_share": 52,
    "adult_training": 19,
    "firms_training": 45,
    "labour_programmes_coverage": 18,
    "informal_employment_young": 36,
    "ict_skill_copying": 26,
    "account_ownership_poorest": 52,
}


def test_paragraphs_6_to_9_are_linked_to_the_indicators_that_are_read_beside_them() -> None:
    path = CATALOG.parent / "network" / "paragraph_indicators.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        linked = [(row["number"], row["indicator_id"]) for row in csv.DictReader(lines)]
    for number, wanted in BY_PARAGRAPH.items():
        assert wanted <= {indicator for at, indicator in linked if at == number}
        assert wanted <= set(HELD.indicators)


def test_new_indicators_hold_figures_of_as_many_members_or_are_declared_and_say_so() -> None:
    held = snapshot.read().observations
    ours = held.loc[held["iso3"].isin(HELD.members())]
    reach = ours.groupby("series_id")["iso3"].nunique()
    for name in set().union(*BY_PARAGRAPH.values()) - {"internet_use", "ict_skill_programming"}:
        indicator = HELD.indicator(name)
        total = next(s.series_id for s in indicator.series if s.sex == "T")
        assert reach.get(total, 0) == EMBEDDED_MEMBERS.get(name, 0), name
        if name not in EMBEDDED_MEMBERS:
            assert "Declared for the live refresh" in indicator.caveat.en


def test_8_b_1_is_a_classification_by_the_ilo_and_informal_work_counts_the_self_employed() -> None:
    strategy = HELD.indicator("youth_employment_strategy")
    assert {series.kind for series in strategy.series} == {"compiled"}
    assert "The ILO classifies the documents" in strategy.caveat.en
    informal = HELD.indicator("informal_employment_share").definition
    assert "own-account workers and employers" in informal.en
    assert "travailleurs pour compte propre et employeurs" in informal.fr
    assert "لحسابهم الخاص وأصحاب العمل" in informal.ar
