"""The page of members: who stands on a list, whose figure is old, and what may be put in order."""

import pandas as pd
import pytest

from observatory.decks.build import SHOWN
from observatory.i18n import LANGUAGES, alphabetical, text
from observatory.methods.participation import MEETINGS
from observatory.session import desk
from observatory.topics import members, side_by_side
from observatory.topics.member import record
from observatory.view import View
from observatory.words.register import Network

NEVER = set("ALB BEN BRN BFA COM GAB GIN GNB GUY IRN LBN MOZ NGA QAT SLE SUR SYR UGA UZB YEM".split())  # fmt: skip


def test_the_members_on_no_published_list_and_their_figures(warehouse, subtests):
    with desk("en") as at:
        everyone, never = at.roster(View()), at.roster(View(listed="never"))
        assert never.chosen == NEVER
        assert len(everyone.chosen) == 57
        first, figures, *_ = members.sentences(everyone)
        assert first == "37 members stand on a published list of a meeting; 20 on none."
        assert figures.endswith(
            "for 6 of the 20 on no list, the newest figure is older than 5 years or missing."
        )
        said = " ".join(members.sentences(never))
        assert said.startswith("20 members stand on no published list of a meeting.")
        # Nobody is called absent, and where no meeting was open to a member, it is said.
        assert "does not say that it stayed away" in said
        assert "No meeting was open to Syria" in said
        for choice, expected in {
            "stale": NEVER & set("GIN GUY LBN SLE SUR YEM".split()),
            "region": NEVER & set(at.terms.groups["OIC_ARAB"].areas),
        }.items():
            with subtests.test(choice):
                more = {"stale": True} if choice == "stale" else {"regions": ("OIC_ARAB",)}
                found = at.roster(View(listed="never", **more))
                assert found.chosen == expected
                # The sentence follows the filter.
                first, figures, *_ = members.sentences(found)
                assert first.startswith(f"{len(expected)} members stand on no")
                assert f"{len(expected)}" in figures
        national = at.roster(View(listed="never", lens="reported"))
        assert "for 10 of the 20" in members.sentences(national)[1]


# What the second sentence says of one choice: none, one and all have words of their own.
SAID = {
    "en": {
        View(listed="never", first=2020): "from 2020 on: for each of the 20 on no list, the figure "
        "in the years chosen is at most 5 years old. For 10 of them it is a modelled estimate.",
        View(find="Albania"): "for the one on no list, the newest figure is at most 5 years old.",
        View(find="Yemen"): "for the one on no list, the newest figure is older than 5 years or missing.",
        View(same=True, first=2015, sex="F"): "women, from 2015 on, one year for all, ",
        View(last=2015): "up to 2015: for 2 of the 20 on no list, the figure in the years chosen "
        "is from more than 5 years before 2015 or missing.",
        View(lens="modelled"): "modelled estimates: for each of the 20 on no list, "
        "the newest figure is at most 5 years old.",
        View(find="Djibouti"): "for this member, the newest figure is at most 5 years old. It is a "
        "modelled estimate. Djibouti: national value set aside (country note); modelled instead.",
    },
    "fr": {
        View(find="Albania"): "pour le seul qui ne figure sur aucune liste, le dernier chiffre date de 5 ans au plus.",
        View(listed="never"): "Pour 4 autres, c’est une estimation modélisée.",
    },
    "ar": {
        View(find="Albania"): "للعضو الوحيد الذي لا تذكره أي قائمة، لا يتجاوز عمر أحدث قيمة 5 سنوات.",
        View(listed="never"): "ولعدد 4 آخرين تقدير قائم على النماذج.",
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_and_the_choice_name_the_filters_in_force(warehouse, subtests, lang):
    with desk(lang) as at:
        for view, words in SAID[lang].items():
            with subtests.test(view.query()):
                this = at.roster(view.but(lang=lang))
                said = " ".join(members.sentences(this)[1:])
                assert words in said
                if view.first or view.last or view.same:
                    assert text("members.old.newest", lang, years=5) not in said
                for part in this.figure_parts:
                    assert part in members.figure_name(this)
                    assert part in members.choice_words(this)
        with subtests.test("figure"):
            shown = SHOWN["members"](at.network, View(last=2015, stale=True, lang=lang), at.ask)
            subtitle, opening = (
                shown.words.subtitle,
                text("filters.said", lang, parts="|").split("|")[0],
            )
            assert subtitle.count(opening) == 1
            assert text("members.stale.window", lang, years=5, year=2015) in subtitle


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_national_value_set_aside_is_said_wherever_the_modelled_one_stands(warehouse, lang):
    with desk(lang) as at:
        view, barred = View(lang=lang), text("side_by_side.barred", lang)
        shown = SHOWN["members"](at.network, view, at.ask)
        area = at.network.name("DJI")
        table = members.table(at.roster(view)).set_index("area")["estimate"]
        beside = side_by_side.table(at.pair(view)).set_index("area")["estimate"]
        assert list(table.index[table.str.contains(barred, regex=False)]) == [area]
        assert list(beside.index[beside.str.contains(barred, regex=False)]) == [area]
    row = shown.rows.set_index("iso3").loc["DJI"]
    assert (row["estimate"], row["national_missing"]) == ("modelled", "not_comparable")
    tips = [tip for points in shown.plot.panels[0][1].series for tip in points.tips]
    assert [tip.name for tip in tips if barred in tip.lines] == [area]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_of_the_table_stands_in_words_and_in_the_file(warehouse, subtests, lang):
    with desk(lang) as at:
        view = View(lang=lang, listed="never")
        this = at.roster(view)
        table, rows = members.table(this), SHOWN["members"](at.network, view, at.ask).rows
    assert len(table) == len(rows) == 20
    assert list(table["area"]) == sorted(table["area"], key=alphabetical) == list(rows["area"])
    by_code = rows.set_index("iso3")
    assert by_code.loc["GIN", "stale"]
    assert by_code.loc["GIN", "age"] == 2026 - by_code.loc["GIN", "year"]
    assert by_code.loc["LBN", "received_attended"] == 1
    assert set(by_code["focal_point"]) == {"unknown"}
    assert "PESNET-M2-2016" in by_code.loc["ALB", "lists_missing"]
    assert pd.api.types.is_numeric_dtype(rows["value"])
    shown = table.set_index(rows["iso3"])
    with subtests.test("bounds"):
        bounds = text("members.between", lang, least=0, most=2, n=3)
        assert shown.loc["ALB", "in_person"] == bounds
        words = text("participation.state.not_eligible", lang)
        assert set(shown.loc["SYR", ["in_person", "online"]]) == {words}
    with subtests.test("said once"):
        assert "focal_point" not in table
        assert text("focal.unknown", lang) in members.same_for_all(this)[0]


def test_a_member_is_found_by_its_code_and_its_name_in_any_language(warehouse, subtests):
    with desk("en") as at:
        for words, iso3 in {
            "mar": "MAR",
            "cote d": "CIV",
            "Türkiye": "TUR",
            "turkiye": "TUR",
            "Maroc": "MAR",
            "Turkey": "TUR",
            "Ivory": "CIV",
            "ساحل العاج": "CIV",
            "الأردن": "JOR",
            "الاردن": "JOR",
        }.items():
            with subtests.test(words):
                assert iso3 in at.roster(View(find=words)).chosen
        assert members.sentences(at.roster(View(find="zzz"))) == [text("members.nobody", "en")]


def test_no_order_by_participation_behind_a_closed_gate(warehouse):
    with desk("en") as at:
        assert members.orders(at.network) == ("name",)
        # An address that asks for one gets the alphabet, and the reason.
        this = at.roster(View(order="in_person"))
        assert list(this.seen["area"]) == sorted(this.seen["area"], key=alphabetical)
        assert "Below two thirds" in members.why_this_order(this)
        assert "Meetings in person: 52% of the answers are known." in members.why_this_order(this)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_caption_follows_the_order_in_force_and_its_own_gate(complete_warehouse, lang):
    with desk(lang) as at:
        by_name, by_measure = (
            members.why_this_order(at.roster(View(lang=lang, order=order)))
            for order in ("name", "in_person")
        )
        alphabet, order = (text(f"members.order.{each}", lang) for each in ("name", "by"))
        closed = text("members.order.closed", lang)
        on_offer = text("filters.order.in_person", lang)
    assert alphabet in by_name
    assert order not in by_name
    assert on_offer in by_name
    assert order in by_measure
    assert alphabet not in by_measure
    assert closed not in by_name + by_measure


def test_with_the_lists_of_trainings_alone_the_caption_offers_their_order(warehouse):
    with desk("en") as at:
        events, parts = at.network.tables["events"], at.network.tables["participation"].copy()
        trainings = events.loc[~events["kind"].isin(MEETINGS), "event_id"]
        gone = parts["event_id"].isin(trainings) & (parts["state"] == "unknown")
        parts["state"] = parts["state"].mask(gone, "absent")
        tables = {**at.network.tables, "participation": parts}
        network = Network(tables, at.network.terms, at.network.build, "en")
        by_name, by_trainings, refused = (
            members.why_this_order(members.roster(network, View(order=order), at.ask))
            for order in ("name", "received", "online")
        )
    assert "Members stand in alphabetical order." in by_name
    assert "may also be chosen by: Trainings received." in by_name
    assert by_trainings.startswith("Trainings received: 100% of the answers are known. Members")
    assert "Below two thirds" not in by_trainings
    assert "Meetings online: " in refused
    assert "Below two thirds" in refused


def test_an_open_gate_offers_its_order(complete_warehouse):
    with desk("en") as at:
        assert "in_person" in members.orders(at.network)
        rows = at.roster(View(order="in_person")).seen
        known = rows["in_person_lower"].dropna()
        assert known.is_monotonic_decreasing
        assert known.iloc[0] > known.iloc[-1]


def test_the_figure_of_the_page_follows_its_filter(warehouse):
    with desk("en") as at:
        dots = SHOWN["members"](at.network, View(listed="never"), at.ask)
        drawn = {each.code for each in dots.plot.panels[0][1].series[0].data}
        assert drawn
        assert drawn <= NEVER
        events = SHOWN["members"](at.network, View(listed="never", part="events"), at.ask)
        assert set(events.plot.rows.codes) == NEVER
        assert len(events.plot.columns.names) == 11
        assert set(events.rows["iso3"]) == NEVER


def test_a_build_without_a_register_says_so(empty_warehouse):
    with desk("en") as at:
        this = at.roster(View())
        assert members.sentences(this) == [text("participation.none", "en")]
        assert len(members.table(this)) == 57
        said = " ".join([*members.same_for_all(this), members.why_this_order(this)])
        assert text("participation.state.no_event", "en") in said
        assert text("participation.state.not_eligible", "en") not in said
        assert "answers are known" not in said
        for line in record.in_short(at.network, "MAR")[:4]:
            assert text("participation.state.no_event", "en") in line


def test_nothing_is_said_of_missing_lists_where_none_is_missing(complete_warehouse):
    with desk("en") as at:
        assert "complete lists exist" not in " ".join(members.sentences(at.roster(View())))
