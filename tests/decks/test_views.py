"""Slides of views: their titles say the message, their texts and notes what a reader must know."""

import io
import re

import pytest
from cases import crossed
from pptx import Presentation

from observatory.charts import has_plot
from observatory.charts.headlines import LETTERS
from observatory.charts.kinds.change import NAMED
from observatory.charts.plot import TilePlot
from observatory.decks import link
from observatory.decks.build import SHOWN, slides
from observatory.decks.link import Item
from observatory.decks.slide import of_answer
from observatory.exports.pptx import deck
from observatory.i18n import LANGUAGES, alphabetical, text
from observatory.session import desk
from observatory.topics.participation import brief_names
from observatory.view import CHARTS, Asked, View

each_language = pytest.mark.parametrize("lang", LANGUAGES)
THREE = ("MAR", "TUR", "SEN")


@pytest.fixture(scope="module")
def at(warehouse):
    with desk() as found:
        yield found


def made(at, **choices):
    return of_answer(at.ask(View(**choices)))


@crossed(("chart", "lang"), CHARTS, LANGUAGES)
@pytest.mark.parametrize("members", [(), THREE])
def test_a_title_says_years_how_many_or_who_and_the_estimate_type(at, chart, members, lang):
    slide = made(at, chart=chart, members=members, lang=lang)[0]
    answer = at.ask(View(chart=chart, members=members, lang=lang))
    assert re.search(r"\d{4}", slide.title)
    assert any(
        text(f"estimate.{k}", lang) in slide.title for k in set(answer.frame["estimate"]) if k
    )
    named = any(area in slide.title for area in answer.frame["area"].unique())
    assert named or re.search(r"\b\d+ ", slide.title)
    assert len(slide.title) <= LETTERS + 20


def test_a_title_of_few_says_each_value_with_its_year(at):
    (slide,) = made(at, chart="bars", members=("MAR", "TUR"))
    rows = at.ask(View(chart="bars", members=("MAR", "TUR"))).frame
    for row in rows.loc[rows["role"] == "member"].itertuples():
        assert f"{row.area} {row.value:.1f}% in {row.year}" in slide.title


def test_a_title_of_a_group_says_how_many_members_stand_behind_it(at):
    (slide,) = made(at)
    assert re.search(r"OIC Member States \(57\) [\d.]+% in \d{4}, 56 of 57 members", slide.title)


@each_language
def test_members_set_aside_are_counted_on_the_slide_and_told_in_the_notes(at, lang):
    view = View(chart="bars", sort="value", members=("MAR", "TUR", "SOM"), lang=lang)
    (slide,) = of_answer(at.ask(view))
    gone = at.ask(view).set_aside
    assert set(gone["iso3"]) == {"MAR", "SOM"}
    assert slide.caveat == text("deck.aside", lang, k=2, n=3)
    told = "\n".join(slide.notes)
    for row in gone.itertuples():
        assert row.area in told
        assert row.reason in told


def test_of_two_indicators_the_notes_say_which_is_missing(at):
    slides_made = made(at, chart="scatter")
    gone = at.ask(View(chart="scatter")).set_aside
    assert all(name in "\n".join(slides_made[0].notes) for name in gone["indicator"].unique())


def test_the_text_of_a_trend_tells_members_before_groups_and_how_many_lines_it_leaves(at):
    (slide,) = made(at, members=THREE, lang="fr")
    # Before a French colon stands a blank that does not break, of whichever width.
    found = [re.search(rf"{name}\s:", slide.alt) for name in ("Maroc", "Sénégal", "Türkiye")]
    assert None not in found
    places = [each.start() for each in found]
    assert max(places) < slide.alt.find("États membres")
    assert not re.search(r"non décrites", slide.alt)
    (crowded,) = made(at, members=(*THREE, "JOR", "EGY", "IDN"))
    assert re.search(r"Lines not told here: \d+", crowded.alt)


def test_each_small_chart_has_a_text_of_its_own(at):
    (slide,) = made(at, chart="multiples", members=THREE)
    file = Presentation(io.BytesIO(deck([slide], at.build, "en")))
    told = [
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for shape in file.slides[0].shapes
        if shape.has_chart
    ]
    assert len(set(told)) == 3
    for name, said in zip(("Morocco", "Senegal", "Türkiye"), told, strict=True):
        others = {"Morocco", "Senegal", "Türkiye"} - {name}
        assert name in said
        assert not any(other in said for other in others)


def test_a_view_is_one_slide_however_many_members_it_shows(at, subtests):
    for chart in CHARTS:
        if has_plot(View(chart=chart)):
            with subtests.test(chart):
                (slide,) = made(at, chart=chart)
                assert slide.part == ""
                assert slide.table is None


def test_the_text_of_women_and_men_tells_both_and_the_gap(at):
    (slide,) = made(at, chart="gap", members=THREE)
    found = re.findall(r"women [\d.]+, men [\d.]+, gap [+\u2212][\d.]+", slide.alt)
    assert len(found) == len(slide.plot.y.names) == len(THREE)


@each_language
def test_slides_of_changes_say_of_how_many_no_survey_is_named(at, lang):
    view = View(chart="change", indicator=("youth_unemployment_rate",), lang=lang)
    answer = at.ask(view)
    ends = answer.frame.loc[answer.frame["surveys_named"].notna()]
    unnamed = ends.loc[~ends["surveys_named"].astype("bool"), "iso3"].nunique()
    said = text("note.surveys", lang, k=unnamed, n=ends["iso3"].nunique())
    assert unnamed > 1
    assert all(said in slide.caveat for slide in of_answer(answer))


def test_many_changes_are_rows_with_names_and_few_are_lines(at):
    (many,) = made(at, chart="change", indicator=("youth_unemployment_rate",))
    members = list(many.plot.y.names)
    assert len(members) > NAMED
    assert members == sorted(members, key=alphabetical)
    points = [label.text for series in many.plot.series for label in series.labels if label]
    assert sum(bool(re.search(r"\d \(\d{4}\u2013\d{4}\)", p)) for p in points) == len(members)
    chosen = ("ALB", "EGY", "TUR", "IDN", "PAK")
    (few,) = made(at, chart="change", members=chosen, indicator=("youth_unemployment_rate",))
    assert few.plot.y.kind != "names"


@pytest.mark.parametrize("chart", ["map", "bars"])
def test_no_slide_draws_boundaries(at, chart):
    (slide, *_) = made(at, chart=chart, map="boundaries")
    assert "boundaries" not in slide.address
    if chart == "map":
        assert isinstance(slide.plot, TilePlot)


@each_language
def test_a_view_that_cannot_be_read_says_so_in_its_place(warehouse, lang):
    chosen = link.write([Item("explore?chart=pie"), Item("chart=bars"), Item("what")])
    with desk(lang) as at:
        first, *_, last = slides(chosen, at.network, at.ask)
        for slide, named in ((first, "chart=pie"), (last, "what")):
            assert slide.title == text("deck.unreadable.title", lang)
            assert named in " ".join(slide.lines)
            assert slide.plot is None
        assert len(deck([first, last], at.build, lang)) > 10_000


@each_language
def test_side_by_side_tells_whom_it_sets_aside_and_why(warehouse, lang):
    with desk(lang) as at:
        slide = on_page(at, "side_by_side")
    gone = slide.rows.loc[slide.rows["aside"] != ""]
    assert len(gone)
    told = "\n".join(slide.notes)
    assert text("side_by_side.aside", lang, k=len(gone)) in told
    assert all(row.area in told and row.aside in told for row in gone.itertuples())


def on_page(at, page, lang="en"):
    (slide,) = slides(link.write([Item(f"{page}?measure=online")]), at.network, at.ask)
    return slide


@crossed(("page", "lang"), list(SHOWN), LANGUAGES)
def test_the_figure_of_a_page_names_the_documents_behind_it(warehouse, page, lang):
    with desk(lang) as at:
        slide = on_page(at, page)
    assert slide.source.startswith(text("source.label", lang))
    if page in ("side_by_side", "members"):
        return
    column = "source" if page == "data" else "document"
    titles = {title for title in slide.rows[column] if title}
    assert titles
    assert all(any(title in note for note in slide.notes) for title in titles)
    assert any(title[:40] in slide.source for title in titles)


@each_language
def test_the_matrix_on_a_slide_has_the_cells_of_the_screen_under_shorter_names(warehouse, lang):
    with desk(lang) as at:
        slide, of = on_page(at, "participation"), at.network
        screen = at.exhibit(Asked(View(lang=lang), "participation")).plot
    assert slide.plot.columns == screen.columns
    assert [(m.name, m.x, m.y) for m in slide.plot.marks] == [
        (m.name, m.x, m.y) for m in screen.marks
    ]
    assert slide.plot.rows.codes == screen.rows.codes
    assert slide.plot.rows.names == tuple(brief_names(of).values())
    # A short name leaves the title to the notes.
    titles = of.texts(of.events)
    assert all(any(title in note for note in slide.notes) for title in titles)


@each_language
def test_no_slide_speaks_of_pointing_and_clicking(warehouse, lang):
    with desk(lang) as at:
        slide = on_page(at, "participation")
    assert slide.subtitle != text("participation.matrix.lead", lang)
