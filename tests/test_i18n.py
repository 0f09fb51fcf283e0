"""Three complete languages, and the way each writes numbers and dates."""

import ast
import csv
import re
import string
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from parsed import nodes

from observatory.errors import DuplicateId, MissingText
from observatory.i18n import (
    LANGUAGES,
    LRI,
    PDI,
    Language,
    alphabetical,
    day,
    difference,
    number,
    official,
    partial_date,
    percent,
    span,
    text,
    typeset,
    words,
)
from observatory.words.register import REMARKS, in_language

ROOT = Path(__file__).resolve().parents[1]
NNBSP = "\u202f"


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        (14.25, "en", "14.3"),
        (1234567.891, "en", "1,234,567.9"),
        (14.3, "fr", "14,3"),
        (1234.5, "fr", f"1{NNBSP}234,5"),
        (1234.5, "ar", "1,234.5"),
        (-4.2, "en", "\u22124.2"),
        (-4.2, "ar", "\u2066\u22124.2\u2069"),
        (-0.04, "en", "0.0"),
        (0.0, "fr", "0,0"),
    ],
)
def test_numbers_use_latin_digits_and_one_separator_choice_a_language(value, lang, written):
    assert number(value, lang) == written


@pytest.mark.parametrize("count", [2857, np.int64(2857)])
def test_counts_in_texts_have_the_separators_of_their_language_and_years_none(count):
    written = {"en": "2,857", "fr": f"2{NNBSP}857", "ar": "2,857"}
    for lang, said in written.items():
        assert said in text("note.unsupported", lang, k=count, points="1")
        assert said in text("count.members", lang, n=count)
        assert "2023" in text("note.projected", lang, year=2023, edition="2024-11")


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (25.65, 1, "25.7"),  # NEET of Iran and of Morocco, unemployment of Azerbaijan, as published
        (32.65, 1, "32.7"),
        (5.65, 1, "5.7"),
        (20.65, 1, "20.7"),
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (-0.25, 1, "\u22120.3"),
    ],
)
def test_numbers_are_rounded_half_up_from_the_decimals_that_the_source_prints(
    value, decimals, written
):
    assert number(value, "en", decimals) == written
    assert number(np.float64(value), "en", decimals) == written


def test_a_difference_is_that_of_the_two_numbers_rounded_half_up():
    """So that who subtracts what is printed (8.9 and 5.7) finds what is printed."""
    assert difference(8.85, 5.65, "en", 1) == "+3.2"
    assert difference(35.95, 8.94, "en", 1) == "+27.1"
    assert difference(0.125, 0.115, "en", 2) == "+0.01"


def test_percent_signs_are_those_of_the_language():
    assert [percent(14.3, lang) for lang in official()] == ["14.3%", f"14,3{NNBSP}%", "14.3٪"]


def test_dates_are_in_words_with_latin_digits():
    when = date(2026, 11, 23)
    assert [day(when, lang) for lang in official()] == [
        "23 November 2026",
        "23 novembre 2026",
        "23 نوفمبر 2026",
    ]


def test_the_first_of_a_month_is_an_ordinal_in_french():
    assert [day(date(2024, 3, 1), lang) for lang in official()] == [
        "1 March 2024",
        "1er mars 2024",
        "1 مارس 2024",
    ]
    assert partial_date("2024-03-01", "fr") == "1er mars 2024"
    assert partial_date("2024-03", "fr") == "mars 2024"


@pytest.mark.parametrize(
    ("typed", "lang", "set_as"),
    [
        ("Source : l'emploi", "fr", f"Source{NNBSP}: l\u2019emploi"),
        (
            "« Jeunes » ; quoi ? oui !",
            "fr",
            f"«{NNBSP}Jeunes{NNBSP}»{NNBSP}; quoi{NNBSP}? oui{NNBSP}!",
        ),
        ("d'{area} : {value}", "fr", f"d\u2019{{area}}{NNBSP}: {{value}}"),
        ("https://data.worldbank.org/ 12:30", "fr", "https://data.worldbank.org/ 12:30"),
        ("Source: the year's", "en", "Source: the year's"),
        ("خطة العمل 2021-2022", "ar", f"خطة العمل {LRI}2021–2022{PDI}"),
        (f"من {LRI}2021–2022{PDI}", "ar", f"من {LRI}2021–2022{PDI}"),
        ("القانون 2024-03-01 وSE.2-1", "ar", "القانون 2024-03-01 وSE.2-1"),
    ],
)
def test_texts_are_set_as_their_language_sets_them(typed, lang, set_as):
    assert typeset(typed, lang) == set_as
    assert typeset(set_as, lang) == set_as


def test_a_span_of_years_is_isolated_in_arabic_and_one_year_is_no_span():
    assert span(2010, 2023, "en") == "2010–2023"
    assert span(2010, 2023, "ar") == "\u20662010–2023\u2069"
    assert span(2023, 2023, "ar") == "2023"


def test_alphabetical_order_minds_neither_accents_nor_hamza_carriers():
    assert sorted(["Égypte", "Gabon", "Emirats"], key=alphabetical) == [
        "Égypte",
        "Emirats",
        "Gabon",
    ]
    assert alphabetical("أذربيجان")[0] == alphabetical("اذربيجان")[0]


def test_alphabetical_order_passes_over_the_arabic_article():
    names = ["الأردن", "ألبانيا", "السودان", "أذربيجان", "تونس", "الكويت"]
    assert sorted(names, key=alphabetical) == [
        "أذربيجان",
        "الأردن",
        "ألبانيا",
        "تونس",
        "السودان",
        "الكويت",
    ]


def test_every_remark_and_document_of_the_register_has_its_text_in_three_languages(subtests):
    network = ROOT / "data" / "network"
    tables = {
        path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines()))
        for path in network.glob("*.csv")
    }
    known = {row["text_en"] for row in tables["translations"]}
    for table, rows in tables.items():
        columns = set(REMARKS) | ({"title"} if table == "documents" else set())
        columns -= {"note"} if table in ("documents", "assessments") else set()  # on no page
        for column in columns & set(rows[0] if rows else ()):
            lacking = {row[column] for row in rows if re.search("[a-z]{3}", row[column])} - known
            with subtests.test(table=table, column=column):
                assert lacking == set()


def test_a_remark_without_translation_says_in_which_language_it_stands():
    frame = pd.DataFrame({"note": ["Text not found.", "A new note", "70", None]})
    texts = pd.DataFrame(
        {
            "text_en": ["Text not found."],
            "text_fr": ["Texte non trouvé."],
            "text_ar": ["لم يُعثر على النص."],
        }
    )
    tables = {"events": frame, "translations": texts}
    said = {lang: list(in_language(tables, lang)["events"]["note"])[:3] for lang in official()}
    assert said["en"] == ["Text not found.", "A new note", "70"]
    assert said["fr"] == ["Texte non trouvé.", "A new note (en anglais)", "70"]
    assert said["ar"] == ["لم يُعثر على النص.", "A new note (بالإنجليزية)", "70"]


def forms(wording):
    """The forms of a text by their plural category; one that has none is its only form."""
    if isinstance(wording, str):
        return {"other": wording}
    return {form: each for form, each in wording.items() if form != "by"}


def named_in(wording):
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


def every_text(subtests, check):
    """Try every text of the interface; each fault is told with the key of its text."""
    for key, texts in sorted(words().items()):
        try:
            check(key, texts)
        except AssertionError:
            with subtests.test(key):
                raise


def test_every_text_names_the_same_values_in_every_language(subtests):
    def check(_, texts):
        fields = {lang: named_in(forms(texts[lang])["other"]) for lang in LANGUAGES}
        assert all(fields[lang] == fields["en"] for lang in LANGUAGES)
        for lang in LANGUAGES:
            for each in forms(texts[lang]).values():
                assert named_in(each) <= fields["en"]

    every_text(subtests, check)


# Words that end like plurals in English and French, and are none.
NO_PLURALS = {"plus", "fois", "pays", "sans", "dans", "is", "was", "has", "points"}
# And those that agree with a number before: 7 décisions sur 1 achevées.
NO_PLURALS |= {"achevées", "nommés"}


def counts_in(key):
    """The values by which a text counts: those of its plural forms and of the things it counts."""
    for wording in words()[key].values():
        if not isinstance(wording, str):
            yield wording["by"]
        for each in forms(wording).values():
            yield from re.findall(r"\{(\w+):\w+\}", each)


def written(key, lang, **counts):
    fields = named_in(forms(words()[key][lang])["other"])
    return text(key, lang, **{**dict.fromkeys(fields, "…"), **counts})


def test_one_of_a_thing_is_written_as_one_and_two_as_two(subtests):
    for key in sorted(words()):
        for name in set(counts_in(key)):
            others = dict.fromkeys(set(counts_in(key)) - {name}, 7)
            for lang in LANGUAGES:
                with subtests.test(key=key, name=name, lang=lang):
                    said = {
                        n: written(key, lang, **others, **{name: n}) for n in (0, 1, 2, 3, 11, 100)
                    }
                    assert len(set(said.values())) == 6 or lang != "en"
                    found = re.findall(r"(?<![\d.,/])1 ([a-zà-ÿ]+s)\b", said[1])
                    assert set(found) - NO_PLURALS == set()


def test_every_language_counts_members_in_its_own_forms():
    assert [text("count.members", "en", n=n) for n in (0, 1, 2)] == [
        "0 members",
        "1 member",
        "2 members",
    ]
    assert [text("count.members", "fr", n=n) for n in (0, 1, 2)] == [
        "0 membre",
        "1 membre",
        "2 membres",
    ]
    assert [text("count.members", "ar", n=n) for n in (0, 1, 2, 3, 11, 100)] == [
        "لا أعضاء",
        "عضو واحد",
        "عضوان",
        "3 أعضاء",
        "11 عضواً",
        "100 عضو",
    ]
    assert text("count.participations_stated", "en", n="1,234") == "1,234 participations stated"


COUNTED_NOUNS = re.compile(
    r"\{(?:k|n|m|p|n_members)\} (members|events|areas|activities|slides|meetings|trainings|countries|decisions"
    r"|indicators|membres|rencontres|zones|activités|diapositives|réunions|formations)\b"
)


def test_no_plural_noun_stands_beside_a_number_outside_a_plural_form():
    for key, texts in words().items():
        for lang in ("en", "fr"):
            if isinstance(texts[lang], str):
                assert not COUNTED_NOUNS.search(texts[lang]), key


def test_every_plural_form_is_chosen_by_a_value_of_its_text_and_counts_a_thing_that_is_there():
    for key, texts in words().items():
        for lang in LANGUAGES:
            if not isinstance(texts[lang], str):
                assert texts[lang]["by"] in named_in(texts[lang]["other"]), key
            for each in forms(texts[lang]).values():
                for thing in re.findall(r"\{\w+:(\w+)\}", each):
                    assert f"count.{thing}" in words(), key


def test_arabic_texts_are_arabic_and_no_text_holds_control_characters(subtests):
    def check(key, texts):
        for each in (form for wording in texts.values() for form in forms(wording).values()):
            assert not re.search(r"[\x00-\x1f\u202a-\u202e]", each)
        plain, english = (
            re.sub(r"\{.*?\}", "", " ".join(forms(texts[lang]).values())) for lang in ("ar", "en")
        )
        if re.search(r"[A-Za-z]{4,}", english) and key not in UNTRANSLATED:
            assert re.search(r"[\u0600-\u06ff]", plain)

    every_text(subtests, check)


# Names that are the same in every script.
UNTRANSLATED: set[str] = set()


def literal_keys():
    """Every key that the code asks for by a literal: text("…") and page.text("…")."""
    for path in [
        ROOT / "app.py",
        *(ROOT / "pages").glob("*.py"),
        *(ROOT / "observatory").rglob("*.py"),
    ]:
        for node in nodes(path):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = (
                    node.func.attr
                    if isinstance(node.func, ast.Attribute)
                    else getattr(node.func, "id", "")
                )
                if name == "text" and isinstance(node.args[0].value, str):
                    yield node.args[0].value


def test_every_text_the_code_asks_for_exists():
    assert {key for key in literal_keys() if key not in words()} == set()


def test_a_text_that_is_missing_in_one_language_is_an_error(tmp_path):
    (tmp_path / "page.yaml").write_text(
        "a.b: {en: Yes, fr: Oui}\n".replace("Yes", "Word").replace("Oui", "Mot")
    )
    with pytest.raises(MissingText, match="a.b has no text in ar"):
        words(tmp_path)


def test_every_text_that_is_missing_is_named_at_once(tmp_path):
    (tmp_path / "page.yaml").write_text(
        "a.b: {en: w, ar: ك}\n"
        "a.c: {en: w}\n"
        "a.d: {en: {by: n, one: '{n} w', other: '{n} ws'}, fr: '{n} m', ar: {by: n, other: '{n}'}}\n",
        "utf-8",
    )
    with pytest.raises(MissingText) as found:
        words(tmp_path)
    assert str(found.value).splitlines() == [
        "a.b has no text in fr.",
        "a.c has no text in fr.",
        "a.c has no text in ar.",
        "a.d has no few, many, one, two, zero in ar.",
    ]


def test_a_further_language_has_one_file_and_what_it_lacks_is_named_at_once(tmp_path, monkeypatch):
    turkish = Language("tr", "Türkçe", "tr")
    held = {lang: LANGUAGES[lang] for lang in official()}
    monkeypatch.setattr("observatory.i18n.LANGUAGES", {**held, "tr": turkish})
    (tmp_path / "page.yaml").write_text(
        "a.b: {en: w, fr: m, ar: ك}\na.c: {en: w, fr: m, ar: ك}\n", "utf-8"
    )
    (tmp_path / "tr.yaml").write_text("a.b: s\na.z: s\ncatalog.units.percent.name: y\n", "utf-8")
    with pytest.raises(MissingText) as found:
        words(tmp_path)
    assert str(found.value).splitlines() == [
        "tr.yaml: the interface has no text called a.z.",
        "a.c has no text in tr.",
    ]
    (tmp_path / "tr.yaml").write_text("a.b: s\na.c: s\n", "utf-8")
    words.cache_clear()
    assert words(tmp_path)["a.c"] == {"en": "w", "fr": "m", "ar": "ك", "tr": "s"}


def test_direction_separators_and_plural_forms_come_with_the_locale():
    assert [LANGUAGES[lang].rtl for lang in official()] == [False, False, True]
    assert [LANGUAGES[lang].separators for lang in official()] == [".,", f",{NNBSP}", ".,"]
    assert LANGUAGES["ar"].plurals == {"zero", "one", "two", "few", "many", "other"}
    assert [LANGUAGES["fr"].plural(n) for n in (0, 1, 2)] == ["one", "one", "other"]


def test_a_key_in_two_files_is_an_error(tmp_path):
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text("a.b: {en: w, fr: m, ar: ك}\n", "utf-8")
    with pytest.raises(DuplicateId, match="a.b"):
        words(tmp_path)


def test_an_unknown_key_is_an_error():
    with pytest.raises(MissingText, match=r"no\.such\.key"):
        text("no.such.key", "en")


FORBIDDEN = [  # methods M14, and the glossary's traps
    r"\bon track\b", r"\boverdue\b", r"\binactive\b", r"\branks?\b", r"\bleague\b(?! of Arab States)", r"\bidle\b",
    r"did not participate", r"was absent", r"West Bank and Gaza", r"\boisifs?\b", r"pays inactifs",
    r"reduced (youth )?unemployment", r"participation (reduced|raised|lowered)", r"\bdeclining\b",
    r"\bthe two commissions\b", r"\d+ ?% (done|complete)", r"(?<!\{)\babsent", r"n'a pas participé",
    r"lagging", r"worst|best performer", r"because of participation", "لم يشارك", "متغيب",
    "الدول غير النشطة", "ساحل العاج", r"Turquie\b", r"\bTurkey\b", "عاطلون",
]  # fmt: skip


def test_no_text_says_what_the_methods_forbid(subtests):
    def check(_, texts):
        joined = " ".join(form for each in texts.values() for form in forms(each).values())
        assert [bad for bad in FORBIDDEN if re.search(bad, joined, re.IGNORECASE)] == []

    every_text(subtests, check)


def glossary():
    with (ROOT / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_labels_are_the_terms_of_the_glossary_to_the_letter(subtests):
    for row in glossary():
        for key in filter(None, row["texts"].split(";")):
            with subtests.test(key):
                said = {lang: words()[key][lang] for lang in official()}
                assert said == {lang: row[lang] for lang in official()}


def test_no_text_falls_into_a_trap_of_the_glossary(subtests):
    traps = {row["key"]: re.compile(row["never"]) for row in glossary() if row["never"]}

    def check(_, texts):
        for lang in official():
            joined = " ".join(forms(texts[lang]).values())
            assert [key for key, trap in traps.items() if trap.search(joined)] == []

    every_text(subtests, check)
    with (ROOT / "data" / "network" / "translations.csv").open(encoding="utf-8") as lines:
        register = [row for row in csv.DictReader(lines)]
    for row in register:
        found = f"{row['text_fr']} {row['text_ar']}"
        assert [key for key, trap in traps.items() if trap.search(found)] == [], row["text_en"]


def test_names_of_the_57_are_the_same_in_the_catalogue_and_complete():
    with (ROOT / "data" / "catalog" / "countries.csv").open(encoding="utf-8", newline="") as lines:
        members = [row for row in csv.DictReader(lines) if row["is_oic"] in ("1", "true")]
    assert len(members) == 57
    assert all(row[f"name_{lang}"] for row in members for lang in official())


def test_a_sign_stands_before_its_number_in_arabic_too():
    assert difference(30.0, 24.6, "ar", 1) == f"{LRI}+5.4{PDI}"
    assert difference(24.6, 30.0, "ar", 1) == f"{LRI}\u22125.4{PDI}"
    assert difference(30.0, 24.6, "fr", 1) == "+5,4"
