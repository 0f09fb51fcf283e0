"""Members are found by what people call them: former names, codes, and without signs."""

import pytest

from observatory.catalog import other_names
from observatory.catalog.models import load
from observatory.errors import CatalogError, DuplicateId
from observatory.words import search

TYPED = {
    "TUR": ("Turkey", "turkiye", "Türkiye", "turquie", "tur", "تركيا"),
    "CIV": ("Ivory", "cote", "Cote d'Ivoire", "Côte d'Ivoire", "cote d ivoire", "ساحل العاج"),
    "MAR": ("MAR", "maroc", "morocco", "مغرب"),
    "SEN": ("Senegal", "Sénégal", "سنغال"),
    "EGY": ("egypte", "Egypt", "مصر"),
    "ARE": ("emirats", "UAE", "EAU", "الامارات"),
    "IDN": ("اندونيسيا", "indonesie"),
    "JOR": ("الاردن", "اردن", "Jordanie"),
    "GNB": ("guinee bissau", "Guinea Bissau", "GNB"),
    "BFA": ("Upper Volta", "haute volta"),
    "KGZ": ("Kirghizie", "kyrgyz"),
    "OMN": ("عمان", "Oman"),
}


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_a_member_is_found_by_every_name_it_goes_by(subtests, lang):
    catalog = load()
    labels = search.labels(catalog.countries, catalog.members(), lang)
    for iso3, typed in TYPED.items():
        for words in typed:
            with subtests.test(iso3=iso3, typed=words):
                found = [code for code, label in labels.items() if words.lower() in label.lower()]
                assert iso3 in found
                assert len(found) <= 8


def test_the_first_line_of_an_option_is_the_name_alone():
    catalog = load()
    for gap in (search.LINE, search.ROOM):
        labels = search.labels(catalog.countries, ["CIV", "PSE"], "fr", gap=gap)
        assert [label.split(gap)[0] for label in labels.values()] == ["Côte d'Ivoire", "Palestine"]


def test_only_members_have_other_names_and_none_repeats_the_name_of_another():
    catalog = load()
    names = {
        search.fold(country.name[lang]): iso3
        for iso3, country in catalog.countries.items()
        if country.is_oic
        for lang in ("en", "fr", "ar")
    }
    others = other_names.load()
    assert set(others) <= set(catalog.members())
    for iso3, given in others.items():
        for name in given:
            assert names.get(search.fold(name), iso3) == iso3


@pytest.mark.parametrize(
    ("lines", "error", "said"),
    [
        ("TUR,de,Türkei,common", CatalogError, "other_names.csv:2:lang: found de"),
        ("TUR,en,Turkey,old", CatalogError, "other_names.csv:2:kind: found 'old'"),
        ("TUR,en,Turkey,former\nTUR,en,Turkey,common", DuplicateId, "other_names.csv:3:name"),
    ],
)
def test_fault_in_the_names_is_named_by_its_line(tmp_path, lines, error, said):
    (tmp_path / "other_names.csv").write_text(f"iso3,lang,name,kind\n{lines}\n", "utf-8")
    with pytest.raises(error) as caught:
        other_names.load(tmp_path)
    assert said in str(caught.value)
