"""The communiqué of Marrakech on the pages, as its French text reads, paragraph by paragraph."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from observatory.i18n import LANGUAGES, text
from observatory.methods.commitments import BLOCKS
from observatory.session import desk
from observatory.topics import commitments, follow_up, network_figures
from observatory.topics.member import record

TEXT = "communique-marrakech-2024"
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def whole(network):
    """All paragraphs of the communiqué in words, by their number."""
    parts = [commitments.paragraphs(network, TEXT, block) for block in BLOCKS]
    return pd.concat(parts).set_index("number").fillna("")


def dated(network, year):
    """The same register, looked at after the end of a year."""
    return replace(network, build=replace(network.build, built_at=datetime(year, 1, 2, tzinfo=UTC)))


# The document and the note on an addressee as each language has them.
FOURTH = {
    "en": "4th OIC-PESNET meeting",
    "fr": "4e réunion de l’OIC-PESNET",
    "ar": "للاجتماع الرابع لشبكة OIC-PESNET",
}
AS_WORDED = {"en": "as worded in the text", "fr": "selon les mots du texte", "ar": "بلفظ النص"}


@each_language
def test_the_approval_of_the_plan_is_completed_by_the_communique_itself(warehouse, meeting, lang):
    """§ 11 is done on 1 March 2024, and no page says that nothing is known of it."""
    with desk(lang) as at:
        row = whole(at.network).loc["11"]
    assert row["status"] == text("status.completed", lang)
    assert row["basis"] == text("basis.own_text", lang)
    assert "2024" in row["assessed"]
    assert FOURTH[lang] in row["evidence"]
    none = text("status.no_information", lang)
    said = [
        line for slide in meeting(lang).slides for line in slide.notes if row["paragraph"] in line
    ]
    assert said
    assert not [line for line in said if none in line]


@each_language
def test_only_the_paragraph_that_names_dates_has_any(warehouse, lang):
    with desk(lang) as at:
        due = whole(at.network)["due"]
    assert list(due.loc[due != ""].index) == ["15"]
    assert {"2025", "2026"} <= set(re.findall(r"\d{4}", due["15"]))


@each_language
def test_no_date_passes_of_what_is_done_or_only_said(warehouse, lang):
    """With due dates put back on § 11 and § 14, and the years gone by, § 15 alone has passed."""
    passed = text("status.passed", lang)
    with desk(lang) as at:
        later = dated(at.network, 2031)
        frame = later.tables["paragraphs"].copy()
        frame.loc[frame["number"].isin((11, 14)), "due"] = "2026"
        due = whole(replace(later, tables={**later.tables, "paragraphs": frame}))["due"]
        decided = network_figures.decision_dates(later)
    assert list(due.loc[due.str.contains(passed)].index) == ["15"]
    assert set(decided["number"]) == {"§ 15"}
    assert set(decided["status"]) == {passed}


@each_language
def test_decisions_are_what_the_text_decides_or_approves(warehouse, meeting, lang):
    with desk(lang) as at:
        blocks = {b: list(commitments.paragraphs(at.network, TEXT, b)["number"]) for b in BLOCKS}
    lead = text("deck.communique.lead", lang)
    (slide,) = [each for each in meeting(lang).slides if each.subtitle == lead]
    assert blocks == {
        "decisions": ["11", "15"],
        "recommendations": ["10", "12", "13"],
        "appeals": ["1", "2", "3", "4"],
        "recognitions": ["5", "6", "7", "8", "9"],
        "statements": ["14"],
    }
    counted = text("deck.communique", lang, year="2024", k=1, n=2)
    assert slide.title.startswith(counted)
    assert slide.title.endswith(text("deck.communique.passed", lang, k=1))
    assert text("count.recommendations", lang, n=2) in slide.caveat
    assert text("count.reiterations", lang, n=1) in slide.caveat


@each_language
def test_an_addressee_stands_only_where_the_text_names_one(warehouse, lang):
    with desk(lang) as at:
        rows = whole(at.network)
        notes = at.network.tables["paragraphs"].set_index("number")["note"].fillna("")
    named = rows.loc[rows["addressee"] != "", "addressee"]
    assert sorted(map(int, named.index)) == [1, 2, 3, 4, 13]
    assert named["3"] == text("addressee.services_and_national_institutions", lang)
    assert [n for n in notes.index if AS_WORDED[lang] in notes[n]] == [1, 2, 3, 4, 13]


@each_language
def test_a_paragraph_of_two_verbs_says_both(warehouse, lang):
    with desk(lang) as at:
        kinds = whole(at.network)["kind"]
    assert all(text(f"paragraph.{verb}", lang) in kinds["6"] for verb in ("recognises", "promotes"))
    assert all(
        text(f"paragraph.{verb}", lang) in kinds["14"] for verb in ("thanks", "congratulates")
    )


# What each wording must hold of its paragraph, in English, French and Arabic.
HOLDS = {
    "2": ("quality and effectiveness of public employment services", "la qualité et l’efficacité des services publics", "جودة خدمات التوظيف العامة وفعاليتها"),
    "3": ("other appropriate national institutions", "institutions nationales appropriées", "المؤسسات الوطنية المناسبة"),
    "6": ("promotes entrepreneurship", "promeut l’entrepreneuriat", "تعزّز ريادة الأعمال"),
    "5": ("exchange of best practices", "l’échange de meilleures pratiques", "تبادل أفضل الممارسات"),
    "10": ("support to Palestine, notably", "la Palestine, notamment", "لفلسطين، ولا سيما"),
    "4": ("national public or government body", "national public ou gouvernemental", "هيئة وطنية عامة أو حكومية"),
    "7": ("dynamic entrepreneurial ecosystem", "écosystème entrepreneurial dynamique", "بيئة حيوية لريادة الأعمال"),
    "8": ("targeted support mechanisms", "mécanismes de soutien ciblés", "آليات دعم موجّهة"),
    "9": ("skills development systems", "systèmes de développement des compétences", "نظم تنمية المهارات"),
    "12": ("Recommends", "Recommande", "التوصية بلجنتين"),
    "13": ("including but not limited to", "mais sans s’y limiter", "لا الحصر"),
    "15": ("online", "en ligne", "عبر الإنترنت"),
}  # fmt: skip


@each_language
def test_the_wording_keeps_what_the_text_says(warehouse, lang):
    with desk(lang) as at:
        paragraph = whole(at.network)["paragraph"]
    place = ("en", "fr", "ar").index(lang)
    for number, words in HOLDS.items():
        assert words[place] in paragraph[number], number
    state = ("of the State of Palestine", "de l’État de Palestine", "في دولة فلسطين")
    impact = (
        "impact of the network's efforts",
        "l’impact des efforts du réseau",
        "أثر جهود الشبكة",
    )
    assert paragraph["10"].endswith(state[place])
    assert paragraph["13"].endswith(impact[place])
    assert "إنشاء" not in paragraph["12"]
    assert "WAPES" in paragraph["13"]
    assert "AMSEP" not in paragraph["13"]
    assert re.search("evaluate and follow up|évaluer et suivre|لتقييم.*ومتابعته", paragraph["15"])


@each_language
def test_a_members_page_asks_of_it_only_what_the_text_asks(warehouse, lang):
    with desk(lang) as at:
        asked, recognised = record.appeals(at.network), record.recognitions(at.network)
    assert list(asked["number"]) == ["1", "2", "3", "4"]
    assert list(recognised["number"]) == ["5", "6", "7", "8", "9"]
    verbs = {text(f"paragraph.{verb}", lang).casefold() for verb in ("recognises", "emphasises")}
    for words in recognised["paragraph"]:
        assert words.casefold().startswith(tuple(verbs))


@each_language
def test_the_preamble_stands_with_its_seven_recitals_and_their_references(warehouse, lang):
    with desk(lang) as at:
        rows = commitments.recitals(at.network, TEXT)
        events = at.network.tables["events"].set_index("event_id")
        titles = at.network.texts(events)
    assert list(rows["recital"]) == [str(n) for n in range(1, 8)]
    assert all(goal in rows["reference"][4] for goal in ("2.9.14", "2.9.15", "8"))
    assert titles["ICLM-2-2013"] in rows["events"][2]
    for conference in ("ICLM-3-2015", "ICLM-4-2018", "ICLM-5-2023"):
        assert titles[conference] in rows["events"][3]
    assert not rows["kind"].str.contains("recital").any()


@each_language
def test_the_board_holds_every_paragraph_once_with_the_state_that_table_and_overview_give(
    warehouse, lang
):
    with desk(lang) as at:
        network = at.network
        cards = [each for group in follow_up.board(network, TEXT).values() for each in group]
        table = whole(network)
        by_text = sorted(table.index, key=int)
        codes = dict(zip(by_text, follow_up.states(network, TEXT), strict=True))
        assert sorted(int(each.number) for each in cards) == list(range(1, 16))
        for each in cards:
            row = table.loc[each.number]
            assert (each.words, each.state) == (row["paragraph"], codes[each.number])
            if each.state == "passed":
                assert network.say("status.passed") in row["due"]
            else:
                assert each.state_words == row["status"]
        late = network_figures.decision_dates(network)["status"] == network.say("status.passed")
        assert late.any() == ("passed" in codes.values())
        head = follow_up.head_line(network, TEXT)
    own = [codes[each] for each in ("10", "11", "12", "13", "15")]
    for code in ("completed", "passed", "no_information"):
        assert str(own.count(code)) in head
    assert sum(own.count(code) for code in ("completed", "passed", "no_information")) == len(own)
