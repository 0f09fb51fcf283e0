"""Briefs: one A4 page a member, in three languages, with what the member's page says."""

import io
import re
import shutil
import subprocess
import unicodedata
from functools import cache

import pytest
from cases import crossed, some
from pypdf import PdfReader

from observatory.charts import plot_of
from observatory.exports.brief import write
from observatory.exports.brief.charts import chart, over_time
from observatory.exports.brief.write import MOST_LINES
from observatory.i18n import LANGUAGES, day, text
from observatory.session import desk
from observatory.topics.member import figures
from observatory.topics.story import gaps_in_short, member_story
from observatory.view import View
from observatory.words import builds

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def read(data):
    return PdfReader(io.BytesIO(data))


def made_once(make):
    """What `make` gives of a desk and a member, by language and member, each made once."""

    @cache
    def of(lang, iso3):
        with desk(lang) as at:
            return make(at, iso3)

    return of


@pytest.fixture(scope="module")
def brief(warehouse):
    """The brief of a member in a language."""
    return made_once(lambda at, iso3: at.brief(iso3))


@pytest.fixture(scope="module")
def drawn_from(warehouse):
    """What the brief of a member in a language is drawn from."""
    return made_once(lambda at, iso3: write._data(at.network, iso3, at.histories, at.ask))


def pages_of(lang, members):
    with desk(lang) as at:
        for iso3 in members:
            file = read(at.brief(iso3))
            assert len(file.pages) == 1, iso3
            size = file.pages[0].mediabox
            assert (round(size.width), round(size.height)) == (595, 842)
            assert file.metadata.title == at.network.name(iso3)


def members():
    with desk("en") as at:
        return at.terms.members


@each_language
def test_a_member_has_exactly_one_page_with_its_name_in_a_language_in_turn(warehouse, lang):
    turn = list(LANGUAGES).index(lang)
    pages_of(lang, members()[turn::18])


@pytest.mark.nightly
@each_language
def test_every_member_has_exactly_one_page_in_every_language(warehouse, lang):
    pages_of(lang, members())


@each_language
def test_the_words_can_be_extracted(brief, lang):
    said = read(brief(lang, "MAR")).pages[0].extract_text()
    with desk(lang) as at:
        name, newest = at.network.name("MAR"), at.build.data_date
        shown = figures.figures(at.network, "MAR", at.histories)
    own = [each.main.series.obtained_on for each in shown if each.main]
    for year in ("2014", "2023"):
        assert year in said
    assert at.build.build_id in said
    if lang != "ar":
        assert name in said
        # Its own figures are none of the newest of the build.
        plain = said.replace("\n", " ")
        assert any(day(each, lang) in plain for each in own if each)
        assert newest in own or day(newest, lang) not in plain
        assert text("member.not_confirmed", lang) in plain


# Words of a brief that a reader may look for in it.
FOUND = (
    "المغرب", "الشباب", "التعليم", "العمالة", "الالتزامات", "الأعضاء", "المصادر", "البنك",
    "الشبكة", "منظمة التعاون الإسلامي", "الاجتماعات",
)  # fmt: skip
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def by_pypdf(data):
    return read(data).pages[0].extract_text()


def by_poppler(data):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine")
    command = ["pdftotext", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("extracted", [by_pypdf, by_poppler])
def test_arabic_words_are_found_in_the_text(brief, extracted):
    data = brief("ar", "MAR")
    fonts = {str(f["/BaseFont"]) for f in read(data).pages[0]["/Resources"]["/Font"].values()}
    assert any("Amiri" in font for font in fonts)
    said = MARKS.sub("", unicodedata.normalize("NFKC", extracted(data)))
    flat = " ".join(said.split())
    assert [word for word in FOUND if word not in flat] == []


def test_charts_show_the_values_that_explore_draws(warehouse):
    with desk("en") as at:
        for iso3 in ("MAR", "TUR", "SEN", "SOM"):
            frame = at.ask(View(members=(iso3,), groups=())).frame
            made = over_time(at.network, iso3, "neet_rate", at.ask)
            national = frame.loc[frame["estimate"] == "reported"].sort_values("year")
            assert rings(made) == list(zip(national["year"], national["value"], strict=True))
            modelled = frame.loc[frame["estimate"] != "reported"].dropna(subset=["value"])
            drawn = {tuple(p) for line in made["lines"] for p in line["points"] if p}
            assert drawn == set(zip(modelled["year"], modelled["value"], strict=True))


def rings(made):
    """The national values of a chart: circles that are hollow."""
    marks = [m for m in made["marks"] if m["hollow"] and m["symbol"] == "circle"]
    return [point for mark in marks for point in mark["points"]]


def test_a_chart_is_the_plot_of_explore_point_by_point(warehouse, subtests):
    with desk("en") as at:
        for view in (View(members=("TUR",), groups=()), View(chart="strip", groups=())):
            plot = plot_of(at.ask(view))
            made = chart(plot, "en")
            with subtests.test(view.chart):
                for name, kept in (("lines", "stroke"), ("marks", "mark")):
                    wanted = {
                        (x, y)
                        for series in plot.series
                        if getattr(series, kept)
                        for x, y in zip(series.x, series.y, strict=True)
                        if y is not None
                    }
                    assert {p for each in made[name] for p in each["points"] if p} == wanted
                for name, axis in (("x", plot.x), ("y", plot.y)):
                    assert (made[name]["low"], made[name]["high"]) == (axis.low, axis.high)
                    assert all(axis.low <= t["at"] <= axis.high for t in made[name]["ticks"])
                assert [r["words"] for r in made["references"]] == [
                    line.words for line in plot.references
                ]
                assert [e["words"] for e in made["key"]] == [e.words for e in plot.key]


@crossed(("iso3", "lang"), ["TUR", "MAR", "GUY", "LBY"], LANGUAGES, always=("TUR",))
def test_the_strip_and_its_words_are_of_the_same_years_and_the_key_names_what_is_drawn(
    drawn_from, iso3, lang
):
    data, drawn = drawn_from(lang, iso3), iso3 == "TUR"
    strip = data["charts"][1]
    assert bool(strip["own"]) == drawn
    key = "brief.key.own" if drawn else "brief.key.not_drawn"
    assert text(key, lang) in data["key"]
    if iso3 != "LBY":
        years = strip["measure"].partition("· ")[2]
        assert any(years in line for line in data["figures"][0]["lines"])
    percent = "٪" if lang == "ar" else "%"
    assert strip["measure"].startswith(percent)


@each_language
def test_sources_name_the_weights_and_the_documents(drawn_from, lang):
    data = drawn_from(lang, "TUR")
    sources, documents = data["sources"]
    with desk(lang) as at:
        assert builds.citation(at.terms.sources["un_population"], lang) in sources
    assert "OIC-PESNET" in documents
    marrakech = {"en": "Marrakech", "fr": "Marrakech", "ar": "مراكش"}[lang]
    (first,) = (line for line in data["commitments"] if "§ 1 " in line)
    assert marrakech in first
    kind = text("body.employment_service", lang)
    assert any(line.endswith(f"({kind})") for line in data["in_network"])


def annotated(data):
    """The addresses that a brief leads to."""
    notes = [note.get_object() for note in read(data).pages[0].get("/Annots", [])]
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note]


@each_language
def test_a_brief_begins_as_the_member_page_and_counts_what_is_missing_with_a_link(
    warehouse, subtests, lang
):
    with desk(lang, root="https://observatory.example") as at:
        for iso3 in ("MAR", "SOM", "LBY"):
            with subtests.test(iso3):
                found = {each.indicator_id: each for each in at.member_figures(View(), iso3)}
                data = write._data(at.network, iso3, at.histories, at.ask, at.root)
                assert data["story"] == member_story(at.network, iso3, found[at.terms.main])
                assert len(data["story"]) == 3
                n, words = gaps_in_short(at.network, iso3, list(found.values()))
                assert data["gaps"]["words"] == words
                assert str(n) in data["gaps"]["heading"]
                assert "\n" not in words
                (address,) = set(annotated(at.brief(iso3)))
                assert address.startswith("https://observatory.example/member?")
                assert f"members={iso3}" in address
                assert (f"lang={lang}" in address) == (lang != "en")


def test_an_old_figure_of_a_brief_has_its_year_first_and_the_newer_value_beside_it(drawn_from):
    old, recent, *_ = drawn_from("en", "MAR")["figures"]
    assert (old["old"], old["year"], old["value"]) == (True, "2014", "35.3%")
    value, year, rests_on = old["newer"]
    assert (value, year) == ("32.9%", "2023")
    assert "ILO modelled estimate" in rests_on
    assert (recent["old"], recent["newer"]) == (False, None)


def test_a_build_gives_the_same_bytes_again(brief, answers):
    first = brief("fr", "MAR")
    answers.clear()
    with desk("fr") as at:
        assert at.brief("MAR") == first


@some("lang", ("fr", "ar", "en"), now=1)
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
