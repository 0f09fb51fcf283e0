"""Briefs: one A4 page a member, in three languages, with what the member's page says."""

import io

import pytest
from pypdf import PdfReader

from observatory.desk import desk
from observatory.exports.brief import MOST_LINES
from observatory.i18n import LANGUAGES, day, text

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def read(data):
    return PdfReader(io.BytesIO(data))


@each_language
def test_every_member_has_exactly_one_page_with_its_name(warehouse, lang):
    with desk(lang) as at:
        for iso3 in at.terms.members:
            file = read(at.brief(iso3))
            assert len(file.pages) == 1, iso3
            size = file.pages[0].mediabox
            assert (round(size.width), round(size.height)) == (595, 842)
            assert file.metadata.title == at.network.name(iso3)


@each_language
def test_the_words_can_be_extracted(warehouse, lang):
    with desk(lang) as at:
        said = read(at.brief("MAR")).pages[0].extract_text()
    for year in ("2014", "2023"):
        assert year in said
    assert at.build.build_id in said
    if lang != "ar":
        assert at.network.name("MAR") in said
        assert day(at.build.data_date, lang) in said.replace("\n", " ")
        assert text("member.not_confirmed", lang) in said.replace("\n", " ")


def test_arabic_is_set_in_the_packaged_face(warehouse):
    with desk("ar") as at:
        page = read(at.brief("MAR")).pages[0]
    fonts = {str(font["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert any("NotoSansArabic" in font for font in fonts)
    said = page.extract_text()
    assert any("\u0600" <= letter <= "\u06ff" or "\ufe70" <= letter <= "\ufeff" for letter in said)


def test_a_build_gives_the_same_bytes_again(warehouse):
    with desk("fr") as at:
        assert at.brief("SEN") == at.brief("SEN")


@each_language
def test_nothing_is_known_of_an_empty_build_and_the_page_says_so(empty_warehouse, lang):
    with desk(lang) as at:
        file = read(at.brief("MAR"))
    assert len(file.pages) == 1
    assert text("member.not_confirmed", "en")[:4] in file.pages[0].extract_text() or lang != "en"


def test_a_completed_register_still_fits_and_counts_what_it_leaves_out(complete_warehouse):
    with desk("en") as at:
        file = read(at.brief("TUR"))
    assert len(file.pages) == 1
    assert MOST_LINES
    assert "more, on the member" in file.pages[0].extract_text().replace("\n", " ")
