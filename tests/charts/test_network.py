"""The figures of the network: matrix, line of time, and the two rows of dots side by side."""

import pandas as pd
import pytest
from cases import crossed

from observatory.answers.answer import answer
from observatory.charts.plot import EmptyPlot
from observatory.charts.theme import LOOKS
from observatory.draw import plotly
from observatory.i18n import LANGUAGES, text
from observatory.methods.participation import bounds, cells
from observatory.session import desk
from observatory.topics import commitments, participation, side_by_side
from observatory.view import MEASURES, View
from observatory.warehouse.build import current, open_build, stamp
from observatory.warehouse.register import register
from observatory.warehouse.terms import vocabulary
from observatory.words.register import Network

LIGHT = LOOKS["light"]
each_language = pytest.mark.parametrize("lang", LANGUAGES)
measures_in_turn = crossed(("measure", "lang"), MEASURES, LANGUAGES)


class Reader:
    """A build as the pages read it: its register in a language, and its answers."""

    def __init__(self, folder, patch, audience="public"):
        with patch.context() as inside:
            inside.setenv("OBSERVATORY_DATA", str(folder))
            inside.setenv("OBSERVATORY_AUDIENCE", audience)
            self.connection = open_build(current())
        with self.connection.cursor() as cursor:
            self.terms, self.build = vocabulary(cursor), stamp(cursor)
            self.tables = register(cursor)
        self.answers = {}

    def network(self, lang="en", **tables):
        return Network({**self.tables, **tables}, self.terms, self.build, lang)

    def ask(self, view):
        if view not in self.answers:
            with self.connection.cursor() as cursor:
                self.answers[view] = answer(view, cursor, self.terms, self.build)
        return self.answers[view]


@pytest.fixture(scope="module")
def today(built):
    with pytest.MonkeyPatch.context() as patch:
        yield Reader(built, patch)


@pytest.fixture(scope="module")
def complete(built_complete):
    with pytest.MonkeyPatch.context() as patch:
        yield Reader(built_complete, patch, "secretariat")


def drawn(shown):
    """An exhibit as the screen shows it."""
    return plotly.figure(shown.plot, shown.words, LIGHT, shown.lang)


def words(figure):
    """All that a figure says outside its hovers."""
    return [note.text for note in figure.layout.annotations] + [t.name or "" for t in figure.data]


@each_language
def test_the_matrix_has_a_mark_for_every_event_and_member_and_its_rows_say_the_same(today, lang):
    of = today.network(lang)
    shown = participation.attendance(of)
    plot = shown.plot
    marks = {
        (plot.rows.codes[row], plot.columns.codes[column])
        for points in plot.marks
        for column, row in zip(points.x, points.y, strict=True)
    }
    assert len(marks) == len(shown.rows) == 11 * 57
    assert marks == set(zip(shown.rows["event_id"], shown.rows["iso3"], strict=True))
    assert text("participation.state.unknown", lang) in "".join(words(drawn(shown)))
    assert {"state", "document", "url", "evidence_grade", "build_id"} <= set(shown.rows.columns)


@each_language
def test_a_cell_that_is_clicked_gives_its_member(today, lang):
    shown = participation.attendance(today.network(lang))
    marks = {
        (str(point[0]), hover.partition("<br>")[0])
        for trace in drawn(shown).data
        for point, hover in zip(
            trace.customdata if trace.customdata is not None else (),
            trace.hovertext if trace.customdata is not None else (),
            strict=True,
        )
    }
    assert {code for code, _ in marks} == set(shown.rows["iso3"])
    names = today.network(lang).members
    assert all(names[code] in name for code, name in marks)


@each_language
def test_the_words_absent_and_participate_never_stand_in_the_matrix(today, lang):
    of = today.network(lang)
    said = "".join(words(drawn(participation.attendance(of)))).lower()
    assert not [word for word in ("absent", "غائب", "غاب") if word in said]


def test_members_stand_in_the_alphabetical_order_of_the_language(today):
    names = {lang: list(today.network(lang).members.values()) for lang in LANGUAGES}
    assert names["en"][0] == "Afghanistan"
    assert names["fr"][:3] == ["Afghanistan", "Albanie", "Algérie"]
    assert names["ar"] != sorted(names["en"])
    shown = participation.attendance(today.network("fr"))
    assert list(shown.plot.columns.names) == names["fr"]


@each_language
def test_the_line_of_time_draws_planned_realised_and_passed_apart(today, lang):
    shown = commitments.calendar(today.network(lang))
    names = [bars.name for bars in shown.plot.series]
    assert names == [text(f"commitments.key.{k}", lang) for k in ("realised", "planned", "passed")]
    assert names == [entry.words for entry in shown.plot.key]
    spans = [sum(day is not None for day in bars.starts) for bars in shown.plot.series]
    assert spans == [9, 1, 1]
    assert len(shown.rows) == 15
    assert {"planned_start", "actual_end", "document", "url"} <= set(shown.rows.columns)


def test_of_the_plan_without_a_text_no_activity_is_counted_and_no_zero_stands(today, complete):
    said = commitments.plan_words(today.network(), "2024-2026")
    assert said == text("commitments.plan.none", "en")
    assert "0" not in said
    assert commitments.plan_words(today.network(), "2021-2022").startswith("6 of 6 known")
    assert commitments.plan_words(complete.network(), "2024-2026").startswith("2 of 7 activities")


@measures_in_turn
def test_every_member_is_plotted_or_set_aside_and_the_file_says_which(today, measure, lang):
    of = today.network(lang)
    view = View(measure=measure, lang=lang)
    this = side_by_side.pair(of, view, today.ask)
    shown = side_by_side.side_by_side(of, view, today.ask)
    assert len(this.points) + len(side_by_side.remainder(this)) == 57
    assert len(shown.rows) == 57
    assert (shown.rows["aside"] == "").sum() == len(this.points)
    assert (shown.rows["gate"] == "closed").all()
    assert all(side_by_side.remainder(this)["reason"])


@pytest.mark.parametrize("measure", ["in_person", "online", "given", "received"])
def test_the_dots_are_the_values_and_bounds_of_the_file(today, measure):
    shown = side_by_side.side_by_side(today.network(), View(measure=measure), today.ask)
    (_, above), (_, below) = shown.plot.panels
    kept = shown.rows.loc[shown.rows["aside"] == ""].set_index("iso3")
    for panel, column in ((above, "value"), (below, "lower")):
        dots = {
            panel.x.codes[x]: y
            for points in panel.series
            for x, y in zip(points.x, points.y, strict=True)
        }
        assert dots == kept[column].to_dict()
        told = [(datum.code, datum.year) for points in panel.series for datum in points.data]
        assert dict(told) == kept["year"].to_dict()
    (shares,) = below.series
    assert list(shares.upper) == list(kept.loc[[below.x.codes[x] for x in shares.x], "upper"])


def test_a_value_that_is_modelled_or_old_has_another_mark(today):
    shown = side_by_side.side_by_side(today.network(), View(), today.ask)
    kept = shown.rows.set_index("iso3")
    (_, above), *_ = shown.plot.panels
    for points in above.series:
        kinds = {
            ("circle", False): kept["estimate"].eq("reported") & ~kept["old"],
            ("square", True): kept["estimate"].ne("reported") & ~kept["old"],
            ("diamond", True): kept["old"],
        }[points.mark.symbol, points.mark.hollow]
        assert kinds[[datum.code for datum in points.data]].all()


@pytest.mark.parametrize("measure", MEASURES)
def test_with_the_gate_closed_there_is_no_order_cut_or_quadrant_anywhere(today, measure):
    of = today.network()
    view = View(measure=measure)
    this = side_by_side.pair(of, view, today.ask)
    shown = side_by_side.side_by_side(of, view, today.ask)
    assert not this.is_open
    assert this.cuts is None
    assert not drawn(shown).layout.shapes
    assert "median" not in "".join(words(drawn(shown))).lower()
    alphabet = list(of.members)
    assert list(shown.rows["iso3"]) == alphabet
    for _, panel in shown.plot.panels:
        assert not panel.references
        assert not panel.bands
        assert list(panel.x.codes) == [
            iso3 for iso3 in alphabet if iso3 in set(this.points["iso3"])
        ]
    assert list(side_by_side.table(this)["area"]) == [of.members[iso3] for iso3 in alphabet]
    assert not {"near_the_line", "median_value", "compared"} & set(shown.rows.columns)
    assert "near_the_line" not in side_by_side.table(this).columns
    assert side_by_side.outreach(this).empty


def test_with_complete_lists_the_secretariat_sees_medians_bands_and_an_order(complete):
    of = complete.network()
    view = View(measure="in_person")
    this = side_by_side.pair(of, view, complete.ask)
    shown = side_by_side.side_by_side(of, view, complete.ask)
    assert this.is_open
    (_, above), (_, below) = shown.plot.panels
    (band,), (line,) = above.bands, above.references
    own = this.rows.loc[this.rows["compared"]]
    room = 0.05 * (this.points["value"].max() - this.points["value"].min())
    assert line.value == own["value"].median()
    assert below.references[0].value == own["lower"].median()
    assert (line.value - band.first, band.last - line.value) == pytest.approx((room, room))
    assert f"({len(own)} members)" in "".join(words(drawn(shown)))
    assert len(drawn(shown).layout.shapes) == 4
    order = side_by_side.outreach(this)
    assert len(order)
    by_name = this.rows.set_index("area").loc[order["area"]]
    assert (by_name["value"] > own["value"].median()).all()
    assert by_name["value"].is_monotonic_decreasing
    assert list(shown.rows["iso3"]) == list(of.members)


def test_a_public_build_with_complete_lists_still_shows_no_cut(complete):
    of = complete.network()
    public = Network(of.tables, of.terms, type(of.build)(**{
        **{name: getattr(of.build, name) for name in of.build.__dataclass_fields__},
        "audience": "public",
    }), "en")  # fmt: skip
    this = side_by_side.pair(public, View(), complete.ask)
    assert this.is_open
    assert this.cuts is None
    assert side_by_side.outreach(this).empty


@each_language
def test_the_figure_says_itself_that_it_describes_and_holds_no_line_arrow_or_r(complete, lang):
    view = View(lang=lang)
    shown = drawn(side_by_side.side_by_side(complete.network(lang), view, complete.ask))
    assert text("charts.describes", lang) in "".join(words(shown))
    assert all(trace.mode == "markers" for trace in shown.data)
    assert not any(note.showarrow for note in shown.layout.annotations)
    assert not any("triangle" in trace.marker.symbol for trace in shown.data)
    lines = [shape for shape in shown.layout.shapes if shape.type == "line"]
    assert all(shape.y0 == shape.y1 for shape in lines)
    said = "".join(words(shown)).lower()
    assert not [word for word in ("r =", "r²", "correl", "corrél", "ارتباط") if word in said]


def test_turning_one_unknown_into_not_on_the_list_changes_the_plot(today):
    parts = today.tables["participation"].copy()
    at = (parts["iso3"] == "SEN") & (parts["event_id"] == "PESNET-M4-2024")
    parts.loc[at, "state"] = "absent"
    before, after = (
        side_by_side.side_by_side(of, View(), today.ask).rows.set_index("iso3").loc["SEN"]
        for of in (today.network(), today.network(participation=parts))
    )
    seen = (before["in_person_upper"], after["in_person_upper"])
    assert seen == pytest.approx((2 / 3, 1 / 3))
    assert before["in_person_lower"] == after["in_person_lower"]
    assert before["online_upper"] == after["online_upper"]


def test_what_is_not_known_is_never_written_as_none(today):
    this = side_by_side.pair(today.network(), View(), today.ask)
    rows = side_by_side.table(this).set_index("area")
    assert rows.loc["Benin", "received"] == text("participation.state.unknown", "en")
    assert rows.loc["Syria", "in_person"] == text("participation.state.not_eligible", "en")
    assert rows.loc["Morocco", "in_person"] == "3 of 3"
    assert set(rows["focal_point"]) == {text("focal.unknown", "en")}


def test_the_bounds_of_the_page_are_those_of_the_method(today):
    of = today.network()
    for measure, before in (("in_person", "in_person_"), ("online", "online_"), ("received", "")):
        shown_as = "meetings" if before else measure
        shown = participation.bounds_table(of, shown_as).set_index("area")
        found = bounds(cells(of.tables["participation"], of.tables["events"], measure))
        row = found.set_index("iso3").loc["MAR"]
        assert shown.loc["Morocco", f"{before}lower"] == f"{100 * row['lower']:.0f}%"
        assert list(shown.index) == list(of.members.values())


def test_in_person_and_online_are_two_measures_that_share_no_event(today):
    parts, events = today.tables["participation"], today.tables["events"]
    told = {
        m: set(cells(parts, events, m)["event_id"]) for m in ("meetings", "in_person", "online")
    }
    assert told["in_person"] | told["online"] == told["meetings"]
    assert not told["in_person"] & told["online"]


def test_an_empty_register_gives_figures_that_say_so(built_empty):
    with pytest.MonkeyPatch.context() as patch:
        reader = Reader(built_empty, patch)
    of = reader.network()
    for shown in (
        participation.attendance(of),
        commitments.calendar(of),
        side_by_side.side_by_side(of, View(), reader.ask),
    ):
        assert isinstance(shown.rows, pd.DataFrame)
        assert isinstance(shown.plot, EmptyPlot)
        figure = drawn(shown)
        assert not figure.data
        assert shown.plot.reason in "".join(words(figure)).replace("<br>", " ")


def test_years_and_the_same_year_for_all_hold_side_by_side_as_in_explore(today):
    this = side_by_side.pair(today.network(), View(first=2022, last=2023), today.ask)
    assert this.points["year"].between(2022, 2023).all()
    same = side_by_side.pair(today.network(), View(first=2015, same=True), today.ask)
    national = same.points.loc[same.points["estimate"] == "reported"]
    assert national["year"].nunique() == 1
    assert len(same.points) + len(side_by_side.remainder(same)) == 57


@each_language
def test_no_title_of_an_activity_is_cut_on_the_line_of_time(warehouse, lang):
    with desk(lang) as at:
        shown = commitments.calendar(at.network)
        titles = at.network.texts(at.network.tables["activities"])
    assert sorted(shown.plot.categories) == sorted(map(str, titles))
    axis = drawn(shown).layout.yaxis
    assert len(axis.ticktext) == len(titles)
    assert max(name.count("<br>") for name in axis.ticktext) <= 1
