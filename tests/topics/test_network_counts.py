"""Each count of the network is one number, under one name, wherever it stands."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from cases import crossed

from observatory.charts.plot import PanelPlot
from observatory.i18n import LANGUAGES, text, yaml_tree
from observatory.methods.participation import modes
from observatory.session import desk
from observatory.topics import commitments, network_figures, participation, side_by_side
from observatory.topics.decided_dates import decided_dates
from observatory.topics.member import record
from observatory.topics.requests import requests
from observatory.view import MEASURES, View

ROOT = Path(__file__).resolve().parents[2]
each_language = pytest.mark.parametrize("lang", LANGUAGES)
COURSE, ITS_EVENT = "WP21-06", "PESNET-2022-10-IT"


@pytest.fixture
def meeting_slide(meeting):
    """The slide of the meeting's deck under a lead; spare slides bear it after a word."""

    def under(lead, lang):
        return next(
            each for each in meeting(lang).every if each.subtitle.endswith(text(lead, lang))
        )

    return under


@each_language
def test_the_activities_of_a_plan_are_counted_once_for_all_pages(warehouse, lang):
    with desk(lang) as at:
        network = at.network
        cards = {each.name: each for each in network_figures.counts(network)}
        for plan in commitments.plans(network):
            n, k = commitments.plan_count(network, plan)
            card = cards[text("commitments.plan", lang, plan=network.years(plan))]
            said = commitments.plan_words(network, plan)
            assert card.rests_on == said
            assert card.value == (text("overview.k_of_n", lang, k=k, n=n) if n else "–")
            assert (str(n) in said) == (n > 0)
        assert commitments.plan_count(network, "2021-2022") == (6, 6)
        assert commitments.plan_count(network, "2024-2026") == (0, 0)


@each_language
def test_the_capacity_building_of_a_plan_is_one_set_on_slide_page_and_overview(
    warehouse, meeting_slide, lang
):
    """The slide's events of a plan are the trainings among the activities that are counted."""
    with desk(lang) as at:
        network = at.network
        slide = meeting_slide("deck.delivered.lead", lang)
        found = commitments.capacity_building(network)
        counted = commitments.under_plan(network, "2021-2022")
        said = commitments.plan_words(network, "2021-2022")
        title = network.texts(network.tables["events"].set_index("event_id"))
    assert list(slide.rows["event_id"]) == list(found["event_id"])
    of_plan = set(found.loc[found["plan"] == "2021-2022", "event_id"])
    meetings = {"PESNET-NFP-2022"}
    assert set(counted["events"].explode()) == of_plan | meetings
    plan = network.years("2021-2022")
    assert text("deck.delivered.plan", lang, k=len(of_plan), plan=plan) in slide.caveat
    outside = text("deck.delivered.outside", lang, titles=title["PESCAB-2021-02-LMIS"])
    assert outside in slide.caveat
    # The course of another framework is named where the plan is counted, as not counted.
    assert text("commitments.plan.apart", lang, title=title[ITS_EVENT], frameworks="COMCEC") in said


@each_language
def test_who_is_named_as_taking_part_is_the_same_on_both_pages(warehouse, lang):
    with desk(lang) as at:
        network = at.network
        trainings = participation.trainings(network).set_index("event")
        activities = commitments.activities(network, "2021-2022").set_index("activity")
        for title in trainings.index.intersection(activities.index):
            for column in ("provider", "beneficiaries"):
                assert trainings[column][title] == activities[column][title]
        page = record.activities(network, "CMR").set_index("activity")["part"]
        workshop = network.texts(network.tables["activities"].set_index("activity_id"))["WP21-01"]
    assert len(trainings.index.intersection(activities.index)) == 5
    assert page[workshop] == text("member.took_part", lang)


@each_language
def test_the_words_of_the_matrix_tell_meetings_in_person_online_and_trainings_apart(
    warehouse, lang
):
    with desk(lang) as at:
        alt = participation.attendance(at.network).alt
        rows = participation.rows(at.network)
    counts = rows.loc[rows["state"] == "attended"].groupby("mode").size()
    named = rows.loc[rows["state"] == "attended", "event_id"].nunique()
    assert named > 3
    for measure in ("filters.measure.in_person", "filters.measure.online", "deck.held.trainings"):
        assert text(measure, lang) in alt
    whole = text("count.times", lang, n=int(counts.sum()))
    assert whole not in alt


@each_language
def test_meetings_and_meetings_of_focal_points_are_two_counts(warehouse, meeting_slide, lang):
    """Four meetings and one of focal points were held; one of each is decided."""
    with desk(lang) as at:
        said = network_figures.meetings_in_short(at.network)
        slide = meeting_slide("deck.held.lead", lang)
    assert slide.title == said
    assert text("count.network_meetings", lang, n=4) in said
    assert said.count(text("count.focal_meetings", lang, n=1)) == 2
    assert {"2014", "2025", "2026"} <= set(re.findall(r"\d{4}", said))


@each_language
def test_the_course_of_another_framework_is_no_event_of_the_network_anywhere(
    warehouse, meeting_slide, lang
):
    """Malaysia's course of October 2022 is COMCEC's: in no count, and each line of it says so."""
    with desk(lang) as at:
        network = at.network
        own = set(network.events["event_id"])
        delivered = meeting_slide("deck.delivered.lead", lang)
        tables = (
            record.activities(network, "MYS").set_index("activity")["part"],
            commitments.activities(network, "2021-2022").set_index("activity")["link"],
        )
        title = network.texts(network.tables["events"].set_index("event_id"))[ITS_EVENT]
        context = participation.context(network)["event"]
    assert ITS_EVENT not in own
    assert ITS_EVENT not in set(delivered.rows["event_id"])
    assert title in set(context)
    apart = text("commitments.apart", lang, frameworks="COMCEC")
    for table in tables:
        assert apart in table[title]
        assert table.str.contains(apart, regex=False).sum() == 1


@crossed(("measure", "lang"), MEASURES, LANGUAGES)
def test_in_person_and_online_are_never_in_one_share(warehouse, measure, lang):
    """Meetings open as two rows of bounds, in the table, the figure and its file."""
    with desk(lang) as at:
        table = participation.bounds_table(at.network, measure)
        gate = participation.gate(at.network, measure)
        view = View(measure=measure, lang=lang)
        shown = side_by_side.side_by_side(at.network, view, at.ask)
        pair = side_by_side.pair(at.network, view, at.ask)
        beside = side_by_side.table(pair)
        said = side_by_side.gate(pair)
    split = len(modes(measure)) == 2
    assert split == (measure == "meetings")
    for columns in (set(table.columns), set(shown.rows.columns)):
        assert ("lower" in columns) != split
        assert ({"in_person_lower", "online_lower"} <= columns) == split
    assert isinstance(shown.plot, PanelPlot)
    assert len(shown.plot.panels) == (3 if split else 2)
    assert ("not_known" in beside) != split
    for words in (gate, said):
        named = [text(f"filters.measure.{each}", lang) in words for each in ("in_person", "online")]
        assert all(named) == split


@each_language
def test_for_palestine_what_came_before_the_paragraph_stands_apart(warehouse, meeting_slide, lang):
    with desk(lang) as at:
        slide = meeting_slide("deck.spare.palestine.lead", lang)
        when = at.network.when("2022-11")
    none = text("deck.spare.palestine.none", lang)
    once = text("deck.spare.palestine.some", lang, n=1, when=when)
    assert slide.title.count(none) == 1
    assert slide.title.index(none) < slide.title.index(once)
    assert list(slide.table.iloc[:, 0]) == [
        text(f"deck.spare.palestine.{side}", lang) for side in ("under", "before")
    ]


@each_language
def test_nobody_is_named_as_taking_part_in_what_is_only_planned(warehouse, lang):
    with desk(lang) as at:
        network = at.network
        frame = network.tables["activities"].reset_index(drop=True)
        rows = commitments.activities_of(network, frame)
        planned = frame["actual_start"].isna()
        parts = record.activities(network, "PSE").set_index("activity")["part"]
        titles = network.texts(frame).set_axis(frame["activity_id"])
        palestine = network.name("PSE")
    assert (rows.loc[planned, "beneficiaries"] == "").all()
    at_planned = rows["for_members"].set_axis(frame["activity_id"])
    assert at_planned["WP24-05"] == palestine
    assert (rows.loc[~planned, "for_members"] == "").all()
    assert parts[titles["WP24-05"]] == text("member.receives", lang)
    assert parts[titles["WP21-04"]] == text("member.took_part", lang)


def test_nobody_is_named_as_taking_part_where_no_source_names_anybody(warehouse):
    """Of what took place without an event of the register it says whom it was for."""
    with desk("en") as at:
        network = at.network
        frame = network.tables["activities"].set_index("activity_id", drop=False)
        done = frame["actual_start"].notna() & (frame["plan"] == "2021-2022")
        frame["events"] = [
            [] if out else each for out, each in zip(done, frame["events"], strict=True)
        ]
        frame = frame.reset_index(drop=True)
        network = replace(network, tables={**network.tables, "activities": frame})
        rows = commitments.activities(network, "2021-2022").set_index("activity")
        course = network.texts(frame.set_index("activity_id"))["WP21-04"]
        part = record.activities(network, "PSE").set_index("activity")["part"]
    assert set(rows["beneficiaries"]) == {text("participation.not_named", "en")}
    assert "Palestine" in rows.loc[course, "for_members"]
    assert part[course] == text("member.receives", "en")


def test_a_state_is_told_in_the_same_words_on_every_page_and_in_every_file(warehouse, subtests):
    """A date has passed without a record on each of them; what was postponed is said to be so."""
    with desk("en") as at:
        network = at.network
        frame = network.tables["activities"].copy()
        mine = frame["activity_id"] == "WP24-05"
        giving = frame["providers"].where(~mine, frame["providers"].map(lambda _: ["TUR"]))
        for state, told in (("scheduled", "passed"), ("postponed", "postponed")):
            frame = frame.assign(
                state=frame["state"].mask(mine, state),
                planned_start=frame["planned_start"].mask(mine, "2025-03"),
                planned_end=frame["planned_end"].mask(mine, "2025-03"),
                providers=giving,
            )
            of = replace(network, tables={**network.tables, "activities": frame})
            title = of.texts(frame.loc[mine]).iloc[0]
            page = record.activities(of, "PSE").set_index("activity")["state"]
            plan = commitments.activities(of, "2024-2026").set_index("activity")["state"]
            dates = [each for each in decided_dates(of) if each.key == "WP24-05"]
            asked = {each.code for each in requests(of, "TUR")}
            with subtests.test(state):
                assert page[title] == plan[title] == text(f"activity.{told}", "en")
                assert [each.passed for each in dates] == [told == "passed"]
                assert ("activities" in asked) == (told == "passed")


def test_what_is_for_every_member_says_so_in_words(complete_warehouse):
    with desk("fr") as at:
        rows = commitments.activities(at.network, "2024-2026")
    assert text("filters.region.all", "fr") in set(rows["for_members"])
    assert "all" not in set(rows["for_members"])


# A number right before the thing it counts, outside the forms that a text gives for its numbers.
BARE = re.compile(
    r"\{(?:k|n|m|p|n_members|unknown)\} (?:members|meetings|events|activities|values|trainings|points|countries|decisions|"
    r"membres|réunions|rencontres|activités|valeurs|formations|pays|décisions|"
    r"من الأعضاء(?! السبعة)|نقطة|عضو|اجتماع|نشاط)\b"
)
FILES = ("participation", "commitments", "overview", "deck", "side_by_side")


def test_things_that_are_counted_stand_in_the_form_of_their_number(subtests):
    folder = ROOT / "observatory" / "locales"
    for name in FILES:
        for key, wordings in yaml_tree((folder / f"{name}.yaml").read_text("utf-8")).items():
            for lang, wording in wordings.items():
                if isinstance(wording, str) and not key.startswith("overview.points"):
                    with subtests.test(f"{key} {lang}"):
                        assert not BARE.search(wording)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "لا اجتماعات للشبكة"),
        (1, "اجتماع واحد للشبكة"),
        (2, "اجتماعان للشبكة"),
        (4, "4 اجتماعات للشبكة"),
        (11, "11 اجتماعاً للشبكة"),
        (100, "100 اجتماع للشبكة"),
    ],
)
def test_arabic_has_a_form_for_one_two_a_few_and_many(n, words):
    assert text("count.network_meetings", "ar", n=n) == words


@each_language
def test_the_place_of_a_meeting_stands_in_the_language(warehouse, lang):
    with desk(lang) as at:
        said = network_figures.meetings_in_short(at.network)
        places = set(participation.meetings(at.network)["place"])
        places |= set(participation.context(at.network)["place"])
    marrakech = {"ar": "مراكش"}.get(lang, "Marrakech")
    assert marrakech in said
    assert marrakech in places
    if lang == "ar":
        assert not [place for place in places if re.search("[A-Za-z]", place)]


@each_language
def test_lists_of_other_frameworks_name_members_that_the_networks_do_not(warehouse, lang):
    with desk(lang) as at:
        for iso3 in ("BEN", "GAB", "GIN", "IRN"):
            lines = record.in_short(at.network, iso3)
            never = text("member.never_named", lang, area=at.network.name(iso3))
            assert lines[0] == never
            assert len(participation.context(at.network, iso3))
    assert {"en": "of the network", "fr": "du réseau", "ar": "للشبكة"}[lang] in never


@each_language
def test_an_instrument_that_has_ended_says_so(warehouse, lang):
    with desk(lang) as at:
        rows = commitments.instruments(at.network).set_index("instrument")["period"]
        ended = text("commitments.ended", lang, when=at.network.when("2025"))
    assert list(rows).count(ended) == 1
    assert not rows.index.str.contains("2035").any()
