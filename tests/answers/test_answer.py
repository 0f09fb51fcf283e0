"""What a view shows: one frame, in which every value has its year, source and estimate type."""

import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from cases import crossed, parts

from observatory.answers import series_choice
from observatory.answers.answer import answer
from observatory.answers.columns import COLUMNS, CONTRACT
from observatory.charts import plot_of
from observatory.charts.exhibit import exhibit_of
from observatory.exports import csv
from observatory.i18n import day, difference, isolate, number, partial_date, text
from observatory.view import CHARTS, View
from observatory.warehouse import build as published
from observatory.warehouse.terms import vocabulary
from observatory.words import sources
from observatory.words.titles import coverage_percent, is_sorted_by_value


@pytest.fixture(scope="module")
def build(warehouse):
    connection = published.open_build(published.current(), published.warehouse_folder())
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def ask(build):
    """The answer to a view, each made once."""
    terms, stamp = vocabulary(build), published.stamp(build)
    found = cache(lambda view: answer(view, build.cursor(), terms, stamp))
    return lambda **choices: found(View(**choices))


@pytest.fixture(scope="module")
def terms(build):
    return vocabulary(build)


@crossed(("chart", "lang"), CHARTS, ["en", "fr", "ar"])
def test_every_value_has_year_unit_source_licence_estimate_and_build(ask, chart, lang):
    frame = ask(
        chart=chart, lang=lang, members=("MAR", "TUR", "PSE") if chart == "trend" else ()
    ).frame
    assert tuple(frame.columns) == COLUMNS
    assert COLUMNS[: len(CONTRACT)] == CONTRACT
    shown = frame.loc[frame["value"].notna()]
    assert not shown.empty
    for column in (
        "area",
        "unit",
        "indicator_id",
        "series_id",
        "sex",
        "estimate",
        "source",
        "licence",
        "build_id",
    ):
        assert (shown[column] != "").all(), column
    assert shown["year"].notna().all()


@pytest.mark.parametrize("chart", ["bars", "map"])
def test_all_57_stand_in_a_comparison_with_a_value_or_the_reason_why_not(ask, terms, chart):
    found = ask(chart=chart)
    members = found.frame.loc[found.frame["role"] == "member"]
    assert sorted(members["iso3"]) == list(terms.members)
    without = members.loc[members["value"].isna()]
    assert (without["missing"] != "").all()
    assert len(without) + members["value"].notna().sum() == 57
    assert list(found.set_aside["iso3"]) == list(without["iso3"])
    assert (found.set_aside["reason"] != "").all()


@pytest.mark.parametrize("indicator", ["neet_rate", "youth_unemployment_rate", "employers_share"])
def test_members_are_compared_on_national_values_only(ask, indicator):
    frame = ask(chart="bars", indicator=(indicator,)).frame
    members = frame.loc[(frame["role"] == "member") & frame["value"].notna()]
    assert set(members["estimate"]) == {"reported"}
    assert members["series_id"].nunique() == 1


@crossed(("chart", "lens"), ["bars", "map", "scatter"], ["auto", "modelled"])
def test_no_projection_enters_a_comparison(ask, chart, lens):
    for indicator in ("neet_rate", "vulnerable_employment_share", "own_account_share"):
        frame = ask(chart=chart, indicator=(indicator,), lens=lens).frame
        assert "projected" not in set(frame["estimate"])


def test_a_member_with_nothing_but_a_projection_says_so(ask):
    frame = ask(chart="bars", indicator=("own_account_share",), lens="modelled").frame
    members = frame.loc[frame["role"] == "member"]
    assert members["value"].isna().all()
    assert "only_projections" in set(members["missing"])


def test_a_trend_keeps_national_and_modelled_values_in_series_of_their_own(ask):
    frame = ask(members=("TUR",), groups=()).frame
    assert frame.groupby("series_id")["edition"].nunique().max() == 1
    assert set(frame["estimate"]) >= {"reported", "modelled"}
    assert not frame.duplicated(["series_id", "iso3", "year"]).any()
    # National 28.123 and modelled 25.525 in 2013 are different series of WDI.
    row = frame.loc[frame["year"] == 2013].set_index("estimate")["value"]
    assert (row["reported"], row["modelled"]) == (28.123, 25.525)


def test_the_oic_line_is_ours_and_says_what_it_rests_on(ask):
    frame = ask(groups=("OIC",)).frame
    row = frame.loc[frame["year"] == 2023].iloc[0]
    assert (row["role"], row["estimate"], row["n_members"]) == ("aggregate", "modelled", 57)
    assert row["coverage"] >= 2 / 3
    assert row["weight"]
    assert row["loo_low"] <= row["value"] <= row["loo_high"]


def test_a_world_line_that_cannot_be_ours_is_the_publishers_and_cited_as_theirs(ask):
    found = ask(groups=("WORLD",), indicator=("informal_employment_share",))
    world = found.frame.loc[found.frame["iso3"] == "WORLD"]
    assert set(world["role"]) == {"published"}
    assert any("aggregate as published by the source" in note for note in found.notes)


def test_sorting_by_value_needs_20_comparable_members_inside_three_years(ask):
    found = ask(chart="bars", sort="value")
    members = found.frame.loc[(found.frame["role"] == "member") & found.frame["value"].notna()]
    assert found.sorted_by_value == (len(members) >= 20)
    assert members["year"].max() - members["year"].min() <= 2
    if found.sorted_by_value:
        assert members["value"].is_monotonic_decreasing
    assert len(members) + len(found.set_aside) == 57


@pytest.mark.parametrize(
    "choices",
    [
        {"lens": "modelled"},
        {"indicator": ("youth_employment_ratio",)},
        {"indicator": ("labour_force_participation_rate",)},
    ],
)
def test_a_modelled_comparison_is_never_sorted_by_value(ask, choices):
    """Nor where modelled values answer because the build has no national ones."""
    found = ask(chart="bars", sort="value", **choices)
    assert (found.frame["role"] == "member").any()
    assert not found.sorted_by_value


@crossed(("years", "chart"), [(None, 2015), (1990, 2024), (1995, None)], ["bars", "strip"])
def test_also_in_the_years_chosen_the_window_has_three_years(ask, years, chart):
    choices = {"chart": chart, "sort": "value" if chart == "bars" else "name"}
    found = ask(first=years[0], last=years[1], **choices)
    rows = found.frame.loc[(found.frame["role"] == "member") & found.frame["value"].notna()]
    assert rows["year"].max() - rows["year"].min() <= 2
    assert rows["year"].max() <= (years[1] or 9999)
    assert len(rows) + len(found.set_aside) == 57


def test_an_unsupported_value_changes_the_place_of_no_bar():
    """Rows as an answer holds them: what does not compare stands at the end, by name."""
    national = [("A", 30.0, True), ("B", 20.0, True)] * 10
    frame = pd.DataFrame(national, columns=["iso3", "value", "compared"])
    frame["estimate"] = "reported"
    weak = pd.DataFrame(
        {"iso3": ["C"], "value": [25.0], "compared": [False], "estimate": ["modelled"]}
    )
    view = View(chart="bars", sort="value")
    assert is_sorted_by_value(view, frame)
    assert is_sorted_by_value(view, pd.concat([frame, weak]))
    assert not is_sorted_by_value(view, pd.concat([frame.iloc[1:], weak]))


def test_djibouti_2017_has_two_national_values_and_enters_no_comparison(ask):
    """51.027 in the World Bank's release of 2025, 22.82 with a break in ILOSTAT of November 2023."""
    for chart in ("bars", "map", "strip"):
        found = ask(chart=chart)
        row = found.frame.set_index("iso3").loc["DJI"]
        assert pd.isna(row["value"])
        assert row["missing"] == "not_comparable"
        (said,) = [note for note in found.notes if note.startswith("Djibouti")]
        assert "22.8" in said
        assert "51.0" in said
    # Its own history still shows it.
    rows = ask(chart="trend", members=("DJI",)).frame
    own = rows.loc[(rows["iso3"] == "DJI") & (rows["estimate"] == "reported")]
    assert list(own["value"]) == [51.027]


def test_the_model_of_djibouti_is_supported_by_no_value_that_was_revised(ask):
    rows = ask(chart="trend", members=("DJI",), lens="modelled", first=2017, last=2017).frame
    row = rows.loc[rows["iso3"] == "DJI"].iloc[0]
    assert (row["value"], row["supported"]) == (22.818, False)


@pytest.mark.parametrize(
    ("lang", "first"), [("en", "Afghanistan"), ("fr", "Afghanistan"), ("ar", "أذربيجان")]
)
def test_members_stand_in_the_alphabetical_order_of_the_language(ask, lang, first):
    frame = ask(chart="bars", lang=lang).frame
    assert frame.loc[frame["role"] == "member", "area"].iloc[0] == first


def test_the_years_asked_for_bound_every_row(ask):
    frame = ask(members=("MAR",), first=2010, last=2015).frame
    assert frame["year"].dropna().between(2010, 2015).all()


def test_a_scatter_has_two_indicators_and_counts_the_members_that_have_both(ask):
    found = ask(chart="scatter")
    frame = found.frame.loc[found.frame["value"].notna() & (found.frame["role"] == "member")]
    both = int((frame.groupby("iso3")["indicator_id"].nunique() == 2).sum())
    assert frame["indicator_id"].nunique() == 2
    assert f"{both} members" in found.title


@crossed(
    ("chart", "lang"),
    ["bars", "map", "table", "strip", "change", "gap", "scatter"],
    ["en", "fr", "ar"],
)
def test_the_title_names_few_members_and_counts_more_than_four(ask, terms, chart, lang):
    few = ask(chart=chart, members=("SEN",), lang=lang, groups=("OIC",))
    many = ask(chart=chart, lang=lang)
    name = terms.countries["SEN"].name[lang]
    if chart != "strip":
        assert name in few.title
    assert name not in many.title
    rows = many.frame.loc[many.frame["role"] == "member"].dropna(subset=["value"])
    at_least = 2 if chart == "scatter" else 1
    named = rows.groupby("iso3")["indicator_id"].nunique()
    assert f"{(named >= at_least).sum()} " in many.title


def test_the_title_counts_the_source_line_names_and_the_notes_explain(ask):
    found = ask(chart="bars", indicator=("youth_unemployment_rate",))
    k = int(found.frame.loc[found.frame["role"] == "member", "value"].notna().sum())
    assert f"{k} members" in found.title
    assert found.build.build_id in found.source_line
    assert any("15–24" in note for note in found.notes)


def test_the_empty_build_answers_with_57_reasons(empty_warehouse):
    connection = published.open_build(published.current(), published.warehouse_folder())
    try:
        found = answer(
            View(chart="bars"), connection, vocabulary(connection), published.stamp(connection)
        )
        assert len(found.set_aside) == 57
        assert "no value" in found.title
    finally:
        connection.close()


def test_the_machine_csv_is_the_frame_to_the_last_digit(ask, tmp_path):
    found = ask(chart="bars")
    body = csv.machine(found.frame)
    assert not body.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in body
    (tmp_path / "chart.csv").write_bytes(body)
    back = pd.read_csv(tmp_path / "chart.csv", keep_default_na=False, na_values={"value": [""]})
    assert list(back.columns) == list(COLUMNS)
    assert list(back["value"].dropna()) == list(found.frame["value"].dropna())
    assert list(back["area"]) == list(found.frame["area"])


def test_the_spreadsheet_csv_opens_as_data(ask):
    body = csv.excel(ask(chart="bars", lang="ar").frame)
    assert body.startswith(b"\xef\xbb\xbf")
    lines = body.decode("utf-8-sig").split("\r\n")
    assert lines[0].split(",")[: len(CONTRACT)] == list(CONTRACT)
    assert not any(cell.startswith(("=", "@")) for line in lines for cell in line.split(","))


@pytest.mark.parametrize(
    ("iso3", "year", "national", "modelled"),
    [("BGD", 2023, 14.338, 29.949), ("AFG", 2021, 43.769, 52.685)],
)
def test_values_more_than_three_points_apart_are_both_printed(ask, iso3, year, national, modelled):
    """The World Bank's release: national NEET, and the ILO's model for the same year."""
    found = ask(chart="bars", indicator=("neet_rate",))
    row = found.frame.set_index("iso3").loc[iso3]
    assert (row["year"], row["value"], row["modelled"]) == (year, national, modelled)
    assert row["modelled_series"] == "world_bank:SL.UEM.NEET.ME.ZS"
    (said,) = [note for note in found.notes if "neither as the right one" in note]
    assert f"{row['area']} {national:.1f} ({year}) / {modelled:.1f}" in said


def test_a_projection_is_printed_beside_no_national_value(ask):
    # Burkina Faso's national value of 2024 has a projection beside it, no estimate.
    row = ask(chart="bars", indicator=("neet_rate",)).frame.set_index("iso3").loc["BFA"]
    assert (row["year"], row["estimate"]) == (2024, "reported")
    assert pd.isna(row["modelled"])


def test_a_change_between_two_surveys_is_refused(ask):
    # ILOSTAT names BB:268 and BA:13047 for Uganda's two ends.
    gone = ask(chart="change", indicator=("neet_rate",)).set_aside.set_index("iso3")
    assert gone.loc["UGA", "missing"] == "survey"


def test_the_same_year_of_a_scatter_is_one_for_both_indicators(ask):
    found = ask(chart="scatter", indicator=("neet_rate", "new_business_density"), same=True)
    shown = found.frame.dropna(subset=["value"])
    assert shown["year"].nunique() == 1
    assert set(shown["indicator_id"]) == {"neet_rate", "new_business_density"}
    both = shown.groupby("iso3")["indicator_id"].nunique().eq(2).sum()
    alone = [ask(chart="bars", indicator=(i,)).frame for i in set(shown["indicator_id"])]
    assert 0 < both <= min(part["value"].notna().sum() for part in alone)


def test_the_same_year_of_women_and_men_is_one_and_the_others_say_why_not(ask):
    found = ask(chart="gap", same=True, sex="F")
    shown = found.frame.dropna(subset=["value"])
    assert shown["year"].nunique() == 1
    assert "latest" not in found.title
    assert set(shown["sex"]) == {"F", "M"}
    absent = found.frame.loc[found.frame["value"].isna()]
    assert set(absent["sex"]) == {"T"}
    assert "too_old" in set(absent["missing"])


@pytest.mark.parametrize("chart", ["bars", "map", "strip"])
def test_with_the_same_year_for_all_groups_stand_at_that_year_too(ask, chart):
    found = ask(chart=chart, same=True, groups=("OIC", "WORLD"))
    assert found.frame.dropna(subset=["value"])["year"].nunique() == 1
    assert "latest year" not in found.title


KINDS_OF = {"reported": {"reported"}, "modelled": {"modelled", "imputed", "projected"}}


@crossed(("chart", "lens"), ["trend", "bars", "strip", "map", "table"], KINDS_OF)
def test_a_published_average_is_of_the_estimate_type_chosen_or_not_shown(ask, chart, lens):
    kinds = KINDS_OF[lens]
    for indicator in ("neet_rate", "youth_unemployment_rate", "youth_employment_ratio"):
        found = ask(chart=chart, indicator=(indicator,), lens=lens, groups=("OIC", "WORLD"))
        groups = found.frame.loc[found.frame["role"] != "member"]
        assert set(groups["estimate"]) - {""} <= kinds
        if groups.loc[groups["iso3"] == "WORLD", "value"].isna().all():
            assert any("World" in note and "ot shown" in note for note in found.notes)


def test_an_order_chosen_for_bars_leaves_other_charts_as_they_are(ask):
    plain, ordered = (ask(chart="map", sort=sort).frame for sort in ("name", "value"))
    pd.testing.assert_frame_equal(plain, ordered)


def test_a_file_is_named_for_the_indicators_that_it_holds(ask):
    both = ("neet_rate", "youth_unemployment_rate")
    assert exhibit_of(ask(chart="bars", indicator=both)).name.startswith("neet_rate-bars-")
    assert exhibit_of(ask(chart="scatter", indicator=both)).name.startswith("+".join(both))


def test_a_share_of_the_weight_is_100_only_where_nobody_is_missing():
    assert [coverage_percent(share, "en") for share in (0.985, 0.99949, 0.9999, 1.0)] == [
        "99", "99.9", "99.9", "100"
    ]  # fmt: skip


def test_each_edition_in_a_view_has_its_own_first_year_of_projections(ask):
    """Youth unemployment of November 2024 beside unemployment of November 2025."""
    both = ("youth_unemployment_rate", "unemployment_rate")
    found = ask(chart="table", indicator=both, members=("MAR",))
    assert [note for note in found.notes if "projections" in note] == [
        text("note.projected", "en", year=year, edition=f"{year}-11") for year in (2024, 2025)
    ]


@parts("part", 3)
def test_no_figure_holds_two_editions_of_a_model(ask, terms, part):
    """Lines of members and of groups, ours and published: of one edition, or left out."""
    for name in list(terms.choices)[part::3]:
        frame = ask(indicator=(name,), members=("MAR",), groups=("OIC", "WORLD")).frame
        modelled = frame.loc[frame["estimate"].isin(("modelled", "projected"))]
        assert len(set(modelled["edition"]) - {""}) <= 1, name


@pytest.mark.parametrize("chart", ["trend", "bars", "strip", "table"])
def test_a_published_average_of_another_edition_stands_beside_nothing_and_says_why(
    build, terms, chart
):
    """NEET: the World's as it was published before ours, in an edition since revised."""
    earlier = {
        key: replace(term, edition="2022-11")
        for key, term in terms.series.items()
        if term.indicator_id == "neet_rate" and term.kind == "reported"
    }
    staged = replace(terms, series={**terms.series, **earlier})
    view = View(chart=chart, indicator=("neet_rate",), groups=("OIC", "WORLD"))
    found = answer(view, build.cursor(), staged, published.stamp(build))
    groups = found.frame.loc[found.frame["role"] != "member"].set_index("iso3")
    (ours,) = set(groups.loc[["OIC"], "edition"])
    world = groups.loc["WORLD"]
    assert pd.isna(world["value"])
    assert (world["missing"], world["edition"]) == ("other_edition", "2022-11")
    (said,) = [note for note in found.notes if note.startswith("World")]
    assert "November 2022" in said
    assert partial_date(ours, "en") in said
    assert "WORLD" not in set(found.set_aside["iso3"])


def test_a_group_without_a_value_stays_as_a_row_with_its_code(ask):
    for chart in ("trend", "bars", "strip", "table"):
        frame = ask(chart=chart, indicator=("new_business_density",), groups=("OIC", "WORLD")).frame
        groups = frame.loc[frame["role"] != "member"]
        assert set(groups["iso3"]) == {"OIC", "WORLD"}
        world = groups.loc[groups["iso3"] == "WORLD"]
        assert list(world["missing"]) == ["below_coverage"]


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_women_whose_weight_is_not_known_by_sex_have_no_average_and_the_reason_is_told(ask, lang):
    choices = {"indicator": ("unemployment_rate",), "groups": ("OIC",), "lang": lang}
    found = ask(chart="bars", sex="F", **choices)
    row = found.frame.set_index("iso3").loc["OIC"]
    assert pd.isna(row["value"])
    assert row["missing"] == "no_weight_by_sex"
    reason = text("missing.no_weight_by_sex", lang)
    assert any(reason in note for note in found.notes)
    assert ask(chart="bars", **choices).frame.set_index("iso3")["value"].notna()["OIC"]


def test_an_indicator_without_a_weight_says_that_no_average_is_formed_and_nothing_of_coverage(
    ask, terms, subtests
):
    for indicator_id, term in terms.indicators.items():
        if term.weight_indicator_id or term.theme == "weights":
            continue
        with subtests.test(indicator_id):
            frame = ask(chart="bars", indicator=(indicator_id,), groups=("OIC",)).frame
            row = frame.set_index("iso3").loc["OIC"]
            assert pd.notna(row["value"]) or row["missing"] in ("no_weight", "not_found")


def test_women_of_another_edition_than_the_total_say_so(ask):
    """Youth unemployment: women of November 2022, women and men together of November 2024."""
    found = ask(indicator=("youth_unemployment_rate",), sex="F")
    editions = set(found.frame["edition"]) - {""}
    total = set(ask(indicator=("youth_unemployment_rate",)).frame["edition"]) - {""}
    told = [note for note in found.notes if "women and men together" in note]
    assert len(told) == (editions != total)


def test_women_are_taken_from_the_set_of_the_total_wherever_it_has_them(terms):
    for name in terms.indicators:
        for kind in ("reported", "modelled"):
            total, own = (
                series_choice.series_for(View(sex=sex), name, kind, terms) for sex in ("T", "F")
            )
            if total is None or own is None:
                continue
            sets = [
                term.series_id
                for term in terms.series.values()
                if (term.indicator_id, term.sex, term.kind) == (name, "F", kind)
                and term.members
                and (term.source_id, term.edition, term.vintage)
                == (total.source_id, total.edition, total.vintage)
            ]
            assert not sets or own.series_id in sets, (name, kind)


@parts("part", 9)
def test_under_a_figure_stands_the_newest_day_of_its_own_series_or_the_release(ask, terms, part):
    """Of every indicator, in a language in turn."""
    third, turn = divmod(part, 3)
    for place, name in enumerate(list(terms.choices)[third::3]):
        lang = ("en", "fr", "ar")[(place + turn) % 3]
        found = ask(chart="bars", indicator=(name,), lang=lang)
        own = sources.series(found.frame, terms)
        days = [term.obtained_on for term in own if term.obtained_on]
        newest = [day(max(days), lang)] if days else []
        others = {term.obtained_on for term in terms.series.values() if term.obtained_on}
        written = {day(each, lang) for each in others}
        line = found.source_line
        assert [each for each in written if re.search(rf"(?<!\d){each}", line)] == newest, name
        for term in own:
            assert term.obtained_on or isolate(term.vintage, lang) in found.source_line


@pytest.mark.parametrize("chart", ["bars", "gap"])
def test_every_series_on_a_figure_stands_in_its_source_line_once(ask, terms, chart):
    found = ask(chart=chart, indicator=("youth_unemployment_rate",))
    series = sources.series(found.frame, terms)
    assert series
    for term in series:
        assert term.code in found.source_line
    parts = found.source_line.split(". ")[0].removeprefix("Source: ").split("; ")
    assert len(parts) == len(set(parts)) == len({(s.source_id, s.code, s.vintage) for s in series})


def test_a_row_of_the_csv_says_the_day_and_the_release_of_its_series(ask, terms):
    frame = ask(indicator=("youth_unemployment_rate",), members=("MAR", "TUR")).frame
    assert set(COLUMNS) - set(CONTRACT) >= {"obtained_on", "vintage"}
    for row in frame.loc[frame["value"].notna()].itertuples():
        term = terms.series[row.series_id]
        assert row.obtained_on == (str(term.obtained_on) if term.obtained_on else "")
        assert row.vintage == (term.vintage or "")


def test_the_world_as_published_stands_first_and_ours_beside_it_with_the_difference(ask, terms):
    """Youth unemployment: the World Bank gives the World of the series that we aggregate."""
    choices = {"indicator": ("youth_unemployment_rate",), "groups": ("OIC", "WORLD")}
    found = ask(chart="bars", **choices)
    world = found.frame.set_index("iso3").loc["WORLD"]
    assert (world["role"], world["ours_n_members"]) == ("published", 217)
    assert abs(world["value"] - world["ours"]) > 0.5
    (said,) = [note for note in found.notes if note.startswith("World")]
    for each in (world["value"], world["ours"]):
        assert number(each, "en") in said
    assert difference(world["ours"], world["value"], "en", 1) in said
    assert world["ours_weight"] in said
    assert "by weights of its own" in said
    assert "By our weights, as for the OIC" in said
    assert f"{world['ours_n']} of 217 economies" in said
    assert "members" not in said
    assert ask(chart="bars", **choices).frame["ours"].notna().sum() == 1


def test_what_a_publishers_aggregate_rests_on_is_unknown_and_stays_empty(ask, subtests):
    """Ours beside it has columns of its own, so that no file calls our weight the publisher's."""
    for chart in ("trend", "bars", "strip", "table"):
        with subtests.test(chart=chart):
            choices = {"indicator": ("youth_unemployment_rate",), "groups": ("OIC", "WORLD")}
            frame = ask(chart=chart, **choices).frame
            world = frame.loc[frame["role"] == "published"]
            ours = world.loc[world["ours"].notna()]
            assert not ours.empty
            assert set(world["weight"]) | set(world["label"]) | set(world["largest_iso3"]) == {""}
            numbers = ["n", "n_members", "coverage", "median", "largest_share", "loo_low",
                       "loo_high"]  # fmt: skip
            assert world[numbers].isna().all(axis=None)
            assert (ours["ours_weight"] != "").all()
            assert ours[["ours_n", "ours_n_members", "ours_coverage"]].notna().all(axis=None)
            oic = frame.loc[frame["role"] == "aggregate"]
            assert set(oic["weight"]) == set(ours["ours_weight"])


@parts("part", 3)
def test_an_average_of_what_is_derived_here_is_ours_and_no_publishers(ask, terms, part, subtests):
    """Employers among women: total and parts are the ILO's, the share of women is ours."""
    derived = [term for term in terms.series.values() if term.derivation and term.n_values]
    for term in derived[part::3]:
        if term.indicator_id not in terms.choices:
            continue
        choices = {"indicator": (term.indicator_id,), "sex": term.sex, "groups": ("OIC", "WORLD")}
        with subtests.test(series=term.series_id):
            frame = ask(chart="trend", series=(term.series_id,), **choices).frame
            groups = frame.loc[(frame["role"] != "member") & (frame["series_id"] != "")]
            whose = groups["series_id"].map(lambda key: bool(terms.series[key].derivation))
            assert set(groups.loc[whose, "role"]) <= {"aggregate"}
    women = ask(indicator=("employers_share",), sex="F", groups=("OIC", "WORLD"))
    world = women.frame.loc[women.frame["iso3"] == "WORLD"]
    assert set(world["role"]) == {"aggregate"}
    assert (world["n"].notna() | (world["missing"] == "no_weight_by_sex")).all()
    assert not any("as published by the source" in note for note in women.notes)


def test_no_group_has_a_value_without_a_member_of_more_than_a_tenth_of_the_weight(build):
    withheld = build.execute(
        "select count(*), count(value), count(absent_iso3) from aggregate "
        "where label = 'large_member_absent'"
    ).fetchall()
    ((n, with_value, named),) = withheld
    assert n == named > 0
    assert with_value == 0
    # India has no value of 2023.
    internet = "series_id = 'world_bank:IT.NET.USER.ZS' and group_id = 'WORLD' and year = 2023"
    ((label, iso3),) = build.execute(
        f"select label, absent_iso3 from aggregate where {internet}"
    ).fetchall()
    assert (label, iso3) == ("large_member_absent", "IND")


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_group_withheld_for_a_large_member_names_the_member(ask, terms, lang):
    choices = {"indicator": ("new_business_density",), "groups": ("OIC",), "lang": lang}
    found = ask(chart="bars", first=2017, last=2018, **choices)
    row = found.frame.set_index("iso3").loc["OIC"]
    assert row["missing"] == "large_member_absent"
    assert any(terms.countries["IDN"].name[lang] in note for note in found.notes)


@parts("part", 3)
def test_what_another_series_of_the_build_holds_is_named_and_never_not_found(
    ask, build, terms, part
):
    """In every comparison: no member is *not found* of whom some series has a value."""
    held = build.execute(
        "select distinct s.indicator_id, o.iso3 from observation o join series s using (series_id) "
        "where s.sex = 'T' and o.estimate <> 'projected'"
    ).fetchall()
    for name in list(terms.choices)[part::3]:
        found = ask(chart="bars", indicator=(name,), groups=())
        gone = found.frame.loc[found.frame["missing"] != ""]
        untold = gone.loc[gone["missing"] == "not_found", "iso3"]
        assert not [iso3 for iso3 in untold if (name, iso3) in held], name
        for row in gone.loc[gone["missing"] == "in_another_series"].itertuples():
            (said,) = found.set_aside.loc[found.set_aside["iso3"] == row.iso3, "reason"]
            assert row.series_id in said
    # Qatar's national NEET value of 2009 is the UN's, and is not called a model's.
    qatar = (
        ask(chart="bars", indicator=("neet_rate",), groups=()).frame.set_index("iso3").loc["QAT"]
    )
    assert (qatar["missing"], qatar["series_id"]) == ("in_another_series", "un_sdg:SL_TLF_NEET:T")


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_note_on_a_country_names_its_year(ask, lang):
    """Djibouti's two national values are of 2017."""
    found = ask(chart="bars", indicator=("neet_rate",), lang=lang)
    (said,) = [note for note in found.notes if "51" in note and "22" in note]
    assert "(2017)" in said
    assert "2017" in found.frame.set_index("iso3").loc["DJI", "note"]


def test_that_the_models_end_is_told_beside_modelled_values_alone(ask, subtests):
    for lens in ("auto", "reported", "modelled"):
        with subtests.test(lens):
            choices = {"members": ("LBN", "PSE", "SDN"), "lens": lens}
            frame = ask(chart="table", indicator=("unemployment_rate",), **choices).frame
            ends = frame["note"].str.contains("models give no estimate")
            assert ends.any() == (lens != "reported")
            assert not (ends & (frame["estimate"] == "reported")).any()
            national = frame.loc[frame["estimate"] == "reported"].set_index(["iso3", "year"])
            if lens != "modelled":
                assert national.loc[("PSE", 2024), "note"].startswith("In the Gaza Strip")


@pytest.mark.parametrize("choices", [{"first": 2010, "last": 2015}, {"same": True}])
def test_in_years_without_that_of_the_note_the_value_lies_outside_the_years_shown(ask, choices):
    found = ask(chart="bars", indicator=("neet_rate",), **choices)
    assert found.frame.set_index("iso3").loc["DJI", "missing"] == "too_old"
    assert not [note for note in found.notes if note.startswith("Djibouti")]


def test_a_value_newer_than_the_years_compared_is_told_beside_the_older_one(ask, terms):
    told = 0
    for name in ("neet_rate", "youth_unemployment_rate"):
        found = ask(chart="strip", indicator=(name,), groups=())
        newest = ask(chart="bars", indicator=(name,), groups=()).frame.set_index("iso3")
        rows = found.frame.set_index("iso3")
        last = int(rows["year"].max())
        later = newest.loc[newest["value"].notna() & (newest["year"] > last)]
        for iso3, row in later.iterrows():
            said = f"newer value {number(row['value'], 'en')} ({row['year']})"
            assert said in rows.loc[iso3, "note"]
            assert any(said in note and row["area"] in note for note in found.notes)
            told += 1
        others = rows.index.difference(later.index)
        assert not rows.loc[others, "note"].str.contains("newer value").any()
    assert told


def test_women_and_men_are_named_only_of_indicators_that_know_them(ask):
    assert "women and men" in ask(indicator=("neet_rate",)).subtitle
    assert "women and men" not in ask(indicator=("new_business_density",)).subtitle


def test_bands_are_explained_only_where_some_are_drawn(ask):
    told = {}
    for name in ("youth_unemployment_rate", "new_business_density"):
        found = ask(chart="bars", indicator=(name,), sort="value", groups=())
        assert found.sorted_by_value
        told[name] = any("one band" in note for note in found.notes)
        assert told[name] == bool(plot_of(found).bands)
    assert not told["new_business_density"]
