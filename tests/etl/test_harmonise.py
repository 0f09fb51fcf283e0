"""Any source's rows become observations; what cannot is named with area, year and value."""

import pandas as pd
import pytest

from etl.figures.derive import derive, mark_supported, mark_surveys
from etl.figures.harmonise import OBSERVATION, harmonise
from etl.shapes import SOURCE_ROW
from observatory.catalog import models

TERMS = models.load()
NEET = "world_bank:SL.UEM.NEET.ZS"
MODEL = "world_bank:SL.UEM.NEET.ME.ZS"
SDG = "un_sdg:SL_TLF_NEET:T"
ILO = "ilostat:SDG_0861_SEX_RT_A:T"
POPULATION = "un_population:WPP2024_POP_15_24:T"


def rows(*given):
    """Source rows from (series, area, year, value[, estimate[, status]])."""
    padded = [(*row, *[""] * (len(SOURCE_ROW) - len(row))) for row in given]
    return pd.DataFrame(padded, columns=list(SOURCE_ROW))


def values(found):
    return {
        (row.series_id, row.iso3, row.year): row.value for row in found.observations.itertuples()
    }


def test_values_keep_the_last_digit_of_the_source():
    texts = ["15.3581713290630", "0.1", "43.769", "2.50000000000001", "100"]
    found = harmonise(
        rows(*[(NEET, "TUR", str(2000 + i), t) for i, t in enumerate(texts)]), TERMS, {}
    )
    assert [value for _, value in sorted(values(found).items())] == [float(t) for t in texts]
    assert tuple(found.observations.columns) == OBSERVATION


def test_thousands_are_scaled_in_decimals_and_not_in_binary():
    found = harmonise(
        rows((POPULATION, "LCA", "1950", "16.112"), (POPULATION, "AUT", "1960", "1034.044")),
        TERMS,
        {},
    )
    assert sorted(values(found).values()) == [16112.0, 1034044.0]


@pytest.mark.parametrize(
    ("series_id", "area", "iso3"),
    [(NEET, "TR", "TUR"), (NEET, "TUR", "TUR"), (NEET, "NA", "NAM"), (SDG, "792", "TUR"), (SDG, "4", "AFG"),
     (SDG, "275", "PSE"), (SDG, "1", "WLD"), (ILO, "X01", "WLD"), (NEET, "1W", "WLD")],
)  # fmt: skip
def test_areas_are_understood_in_every_spelling_of_their_source(series_id, area, iso3):
    found = harmonise(rows((series_id, area, "2020", "5")), TERMS, {})
    assert list(found.observations["iso3"]) == [iso3]


@pytest.mark.parametrize(
    ("series_id", "area"), [(NEET, "XXX"), (SDG, "2"), (ILO, "X06"), (SDG, "999")]
)
def test_unknown_areas_are_named_and_kept_out(series_id, area):
    found = harmonise(rows((series_id, area, "2020", "5")), TERMS, {})
    assert found.observations.empty
    assert [(f.check, f.severity) for f in found.findings] == [("unknown_area", "info")]
    assert area in found.findings[0].found


@pytest.mark.parametrize(
    ("value", "check"),
    [("NaN", "not_a_number"), ("<5", "not_a_number"), ("N/A", "not_a_number"), ("inf", "not_a_number"),
     ("1,5", "not_a_number"), ("-0.1", "out_of_bounds"), ("100.01", "out_of_bounds")],
)  # fmt: skip
def test_a_value_that_is_none_is_quarantined_with_area_year_and_value(value, check):
    found = harmonise(rows((NEET, "TUR", "2020", value), (NEET, "TUR", "2021", "20")), TERMS, {})
    assert values(found) == {(NEET, "TUR", 2021): 20.0}
    (finding,) = found.findings
    assert (finding.check, finding.severity) == (check, "warning")
    assert (finding.iso3, finding.year, finding.series_id) == ("TUR", 2020, NEET)
    assert value in finding.found


def test_a_period_that_is_no_year_is_quarantined():
    found = harmonise(rows((NEET, "TUR", "2020Q1", "20")), TERMS, {})
    assert found.observations.empty
    assert found.findings[0].found == "2020Q1"


def test_blank_values_are_counted_once_a_series():
    found = harmonise(rows((NEET, "TUR", "2019", ""), (NEET, "MAR", "2019", "")), TERMS, {})
    assert [f.found for f in found.findings] == ["2 rows without a value"]


def test_a_row_repeated_word_for_word_counts_once():
    found = harmonise(rows((NEET, "TUR", "2020", "20"), (NEET, "TUR", "2020", "20")), TERMS, {})
    assert values(found) == {(NEET, "TUR", 2020): 20.0}
    assert found.findings[0].check == "repeated_value"


def test_two_different_values_of_one_cell_are_both_kept_out():
    found = harmonise(rows((NEET, "TUR", "2020", "20"), (NEET, "TUR", "2020", "21")), TERMS, {})
    assert found.observations.empty
    assert [f.check for f in found.findings] == ["duplicate", "duplicate"]
    assert {f.found for f in found.findings} == {"20.0", "21.0"}


def test_the_edition_year_and_later_are_projections_and_reported_values_never():
    given = rows(
        (MODEL, "TUR", "2023", "22"), (MODEL, "TUR", "2024", "22"), (NEET, "TUR", "2024", "22.9")
    )
    found = harmonise(given, TERMS, {MODEL: "2024-11", NEET: None})
    kinds = found.observations.set_index(["series_id", "year"])["estimate"]
    assert kinds[MODEL, 2023] == "modelled"
    assert kinds[MODEL, 2024] == "projected"
    assert kinds[NEET, 2024] == "reported"


def test_a_modelled_row_inside_a_national_series_says_so():
    found = harmonise(rows((SDG, "1", "2019", "22.3", "modelled")), TERMS, {})
    assert list(found.observations["estimate"]) == ["modelled"]
    assert list(found.observations["standard"]) == ["13"]


def test_support_is_a_national_value_of_the_year_within_one_point():
    given = rows(
        (MODEL, "TUR", "2020", "20.0"), (NEET, "TUR", "2020", "21.0"),
        (MODEL, "MAR", "2014", "20.0"), (NEET, "MAR", "2014", "21.01"),
        (MODEL, "PSE", "2020", "20.0"), (NEET, "PSE", "2021", "20.0"),
    )  # fmt: skip
    marked = mark_supported(harmonise(given, TERMS, {}).observations, TERMS)
    found = marked.set_index(["series_id", "iso3"])["supported"]
    assert found[MODEL, "TUR"]
    assert not found[MODEL, "MAR"]
    assert not found[MODEL, "PSE"]
    assert found[NEET].isna().all()


ILO = "ilostat:SDG_0861_SEX_RT_A:T"


def test_a_national_value_has_the_survey_that_another_source_names_for_the_same_value():
    given = rows(
        (ILO, "TUR", "2020", "21.04"), (NEET, "TUR", "2020", "21.0"),
        (ILO, "MAR", "2014", "20.0"), (NEET, "MAR", "2014", "20.1"),
        (ILO, "PSE", "2020", "20.0"), (MODEL, "PSE", "2020", "20.0"),
    )  # fmt: skip
    given["survey"] = given["survey"].mask(given["series_id"] == ILO, "BA:622")
    marked = mark_surveys(harmonise(given, TERMS, {}).observations, TERMS)
    found = marked.set_index(["series_id", "iso3"])["survey"]
    assert found[NEET, "TUR"] == "BA:622"
    assert found[NEET, "MAR"] == ""
    assert found[MODEL, "PSE"] == ""


YOUNG, ADULT = (f"ilostat:UNE_DEAP_SEX_AGE_RT_A.{age}:T" for age in ("Y15-24", "YGE15"))
WOMEN = "ilostat:SDG_0852_SEX_AGE_RT_A.YGE15:F"


def test_the_survey_of_a_country_and_year_stands_behind_every_age_and_sex_of_its_table():
    given = rows(
        (YOUNG, "TGO", "2019", "3.0"), (ADULT, "TGO", "2019", "2.0"),
        (NEET, "TGO", "2019", "20.0"), (WOMEN, "TGO", "2019", "2.6", "", "B"),
        (YOUNG, "TGO", "2022", "3.4"),
    )  # fmt: skip
    given["survey"] = given["survey"].mask(given["series_id"] == WOMEN, "BB:16196")
    marked = mark_surveys(harmonise(given, TERMS, {}).observations, TERMS)
    found = marked.set_index(["series_id", "year"])
    assert found["survey"][YOUNG, 2019] == found["survey"][ADULT, 2019] == "BB:16196"
    assert found["break_marked"][YOUNG, 2019]
    assert not found["break_marked"][YOUNG, 2022]
    assert (found["survey"][YOUNG, 2022], found["survey"][NEET, 2019]) == ("", "")
    assert not found["break_marked"][NEET, 2019]


def test_another_survey_in_a_year_that_a_series_leaves_out_breaks_it(subtests):
    for codes, broken in ((("A", "B", "A"), True), (("A", "A", "A"), False)):
        with subtests.test(codes):
            years = ("2017", "2018", "2019")
            given = rows(
                (ADULT, "SEN", "2017", "4.1"), (ADULT, "SEN", "2019", "2.9"),
                *((WOMEN, "SEN", year, "5.0") for year in years),
            )  # fmt: skip
            of_women = given["series_id"] == WOMEN
            given.loc[of_women, "survey"] = list(codes)
            marked = mark_surveys(harmonise(given, TERMS, {}).observations, TERMS)
            found = marked.set_index(["series_id", "year"])["break_marked"]
            assert [found[ADULT, 2017], found[ADULT, 2019]] == [False, broken]


def test_the_source_may_say_itself_that_a_modelled_value_is_real():
    code = "ilostat:EMP_2WAP_SEX_AGE_RT_A.Y15-24:T"
    marked = mark_supported(
        harmonise(rows((code, "TUR", "2020", "30", "", "R")), TERMS, {}).observations, TERMS
    )
    assert list(marked["supported"]) == [True]


VULNERABLE, FAMILY = "world_bank:SL.EMP.VULN.ZS", "world_bank:SL.FAM.WORK.ZS"


def test_own_account_is_vulnerable_less_family_workers_in_decimals():
    given = rows(
        (VULNERABLE, "TUR", "2025", "24.3"),
        (FAMILY, "TUR", "2025", "7.1"),
        (VULNERABLE, "MAR", "2025", "50"),
    )
    editions = {VULNERABLE: "2025-11", FAMILY: "2025-11"}
    found, how = derive(harmonise(given, TERMS, editions).observations, TERMS, editions)
    assert found[["series_id", "iso3", "value", "estimate"]].to_numpy().tolist() == [
        ["derived:OWN_ACCOUNT", "TUR", 17.2, "projected"]
    ]
    assert how == {"derived:OWN_ACCOUNT": f"{VULNERABLE} - {FAMILY}"}


def test_parts_of_two_editions_are_never_joined():
    given = rows((VULNERABLE, "TUR", "2025", "24.3"), (FAMILY, "TUR", "2025", "7.1"))
    editions = {VULNERABLE: "2025-11", FAMILY: "2024-11"}
    found, how = derive(harmonise(given, TERMS, editions).observations, TERMS, editions)
    assert found.empty
    assert how == {}


PEOPLE = "un_population:WPP2024_POP_15_24:T"
EMPLOYED = "ilostat:EMP_2WAP_SEX_AGE_RT_A.Y15-24:T"
RATE = "world_bank:SL.UEM.1524.ZS"


def test_the_labour_force_is_the_employed_of_the_population_over_one_less_the_rate():
    # Population 2012, between 1,000,000 (2010) and 1,500,000 (2015): 1,200,000. Employed 36 %:
    # 432,000. One less an unemployment rate of 10 %: 0.9. 432,000 / 0.9 = 480,000.
    given = rows(
        (PEOPLE, "MAR", "2010", "1000"),
        (PEOPLE, "MAR", "2015", "1500"),
        (EMPLOYED, "MAR", "2012", "36"),
        (RATE, "MAR", "2012", "10"),
        (EMPLOYED, "MAR", "2016", "36"),
        (RATE, "MAR", "2016", "10"),
        (EMPLOYED, "TUR", "2012", "36"),
        (RATE, "TUR", "2012", "10"),
    )
    editions = {EMPLOYED: "2025-11", RATE: "2012-11"}
    found, how = derive(harmonise(given, TERMS, editions).observations, TERMS, editions)
    assert found[["series_id", "iso3", "year", "estimate"]].to_numpy().tolist() == [
        ["derived:LABOUR_FORCE_15_24:T", "MAR", 2012, "projected"]
    ]
    assert found["value"].iloc[0] == pytest.approx(480_000)
    assert how == {"derived:LABOUR_FORCE_15_24:T": f"{PEOPLE} x {EMPLOYED} / ( 100 - {RATE} )"}


def test_where_everybody_is_unemployed_the_employed_say_nothing_of_the_labour_force():
    given = rows(
        (PEOPLE, "MAR", "2010", "1000"),
        (PEOPLE, "MAR", "2015", "1500"),
        (EMPLOYED, "MAR", "2012", "0"),
        (RATE, "MAR", "2012", "100"),
    )
    found, how = derive(harmonise(given, TERMS, {}).observations, TERMS, {})
    assert found.empty
    assert how == {}
