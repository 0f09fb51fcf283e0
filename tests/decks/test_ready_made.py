"""The ready-made decks: the meeting's slides in their order, folded where data are awaited."""

import io
import re
from dataclasses import replace

import pandas as pd
import pytest
from cases import crossed, some
from pptx import Presentation

from observatory.charts.plot import PanelPlot
from observatory.decks import link
from observatory.decks.awaited_slide import AWAITED
from observatory.decks.build import SHOWN, slides
from observatory.decks.link import Item
from observatory.decks.work_slides import capacity_building, plan_progress
from observatory.exports.pptx import deck
from observatory.i18n import LANGUAGES, day, text
from observatory.session import desk
from observatory.words import sources

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def native(file):
    return [any(shape.has_chart for shape in slide.shapes) for slide in file.slides]


@each_language
def test_the_meeting_has_its_slides_with_native_charts(warehouse, meeting, lang):
    found = meeting(lang).slides
    file = Presentation(io.BytesIO(meeting(lang).data))
    assert len(found) >= 9
    assert sum(native(file)) >= 6
    assert found[0].cover
    assert text("deck.awaited", lang) in [slide.title for slide in found]
    for slide in meeting(lang).every:
        assert slide.title
        assert slide.source
        assert slide.notes
        assert slide.address


@some("lang", ("fr", "ar", "en"), now=1)
def test_the_cover_says_when_the_series_of_its_own_slides_were_obtained(warehouse, lang):
    with desk(lang) as at:
        first, *others = slides("theme:youth_unemployment_rate", at.network, at.ask)
        file = Presentation(io.BytesIO(deck([first], at.build, lang)))
    own = {term for each in others for term in sources.series(each.rows, at.terms)}
    newest = max(term.obtained_on for term in own if term.obtained_on)
    said = sources.day_line(own, lang)
    assert day(newest, lang) in said
    assert said in first.lines
    words = " ".join(
        shape.text_frame.text for shape in file.slides[0].shapes if shape.has_text_frame
    )
    assert day(at.build.built_at.date(), lang) in words
    assert newest == at.build.data_date or day(at.build.data_date, lang) not in words


@each_language
def test_what_is_awaited_is_one_slide_with_who_could_supply_it(warehouse, meeting, lang):
    found, every = meeting(lang).slides, meeting(lang).every
    (awaited,) = [slide for slide in found if slide.title == text("deck.awaited", lang)]
    events = meeting(lang).network.events
    counts = {"m": 57, "lists": int((events["list_status"] != "complete").sum())}
    assert [tuple(row) for row in awaited.table.itertuples(index=False)] == [
        (text(f"deck.awaited.{name}", lang, **counts), text(f"deck.awaited.{name}.from", lang))
        for name in AWAITED
    ]
    # What has no content is left out, and is there for who wants it.
    assert not any(slide.empty for slide in found)
    assert [each.title for each in every if not each.empty] == [each.title for each in found]
    empty = {slide.name for slide in every if slide.empty}
    assert empty == {"focal", "palestine", "decisions", "appeals"}
    (focal,) = [slide for slide in every if slide.name == "focal"]
    assert focal.title == text("deck.focal.none", lang, m=57)


def test_with_a_completed_register_the_folded_slides_open(complete_warehouse, meeting):
    found = meeting("en").slides
    file = Presentation(io.BytesIO(meeting("en").data))
    titles = " | ".join(slide.title for slide in found)
    assert re.search(
        r"Work Plan 2024–2026.*: \d+ of \d+ activities have a record",
        titles.replace("\u2066", "").replace("\u2069", ""),
    )
    assert re.search(r"Offers exist for \d+ of \d+ requested topics?", titles)
    assert re.search(r"focal points? known", titles)
    assert sum(native(file)) >= 7


def test_the_figures_of_titles_are_those_of_the_register(warehouse, meeting):
    found, events = meeting("en").slides, meeting("en").network.events
    n = int((events["kind"] == "meeting").sum())
    assert found[1].title.startswith(f"{n} network meetings, 1 meeting of focal points since 2014")
    (aggregate,) = [slide for slide in found if slide.title.startswith("NEET in OIC countries")]
    assert re.search(
        r"weighted by young people, \d+ members, [\d.]+% of young people", aggregate.caveat
    )
    took_part = next(
        slide for slide in found if isinstance(slide.plot, PanelPlot) and "stated" in slide.title
    )
    assert (
        "17 (2014), 32 (2016), 20 (2024) in person; 36 (2021), 27 (2022) online" in took_part.title
    )
    assert "decided at Marrakech: 1 network meeting (2026)" in found[1].title
    assert "1 meeting of focal points (2025)" in found[1].title
    assert "56 of 57 members" in aggregate.title
    (communique,) = [slide for slide in found if slide.title.startswith("Communiqué of 2024")]
    assert "1 of 2 decisions" in communique.title


# What each slide of the meeting shows, in the order of its list; some need several.
IN_ORDER = (
    "deck.meeting", "deck.held.lead", "deck.communique.lead", "deck.progress.lead",
    "deck.moved.lead", "deck.delivered.lead", "deck.took_part.lead", "deck.focal.lead",
    "deck.topics.lead", "deck.aggregate", "deck.spread", "deck.gap", "deck.firms.lead",
    "deck.decisions",
)  # fmt: skip


@some("lang", ("ar", "en", "fr"), now=1)
def test_the_slides_stand_in_the_order_of_the_list_and_spare_ones_after_it(
    complete_warehouse, meeting, lang
):
    found, chair = meeting(lang).every, meeting(lang).network.name("MAR")
    begins = {key: text(key, lang).partition("{")[0] for key in IN_ORDER}
    places = [
        next(
            at
            for at, slide in enumerate(found)
            if slide.title.startswith(begins[key]) or slide.subtitle.startswith(begins[key])
        )
        for key in IN_ORDER
        if not text(key, lang).startswith("{")
    ]
    assert places == sorted(places)
    awaited, *after = found[places[-1] + 1 :]
    assert awaited.title == text("deck.awaited", lang)
    spare = text("deck.spare", lang, lead="")
    assert list(dict.fromkeys(s.name for s in after)) == ["chair", "palestine", "card"]
    assert all(slide.subtitle.startswith(spare) for slide in after)
    assert after[-1].title.startswith(chair)


@each_language
def test_palestine_is_activities_given_and_never_a_rate(warehouse, meeting, lang):
    found, name = meeting(lang).every, meeting(lang).network.name("PSE")
    (slide,) = [slide for slide in found if slide.title.startswith(name)]
    assert not re.search("[%٪]", f"{slide.title}{slide.subtitle}{slide.table.to_string()}")
    assert len(slide.table) == 2
    assert slide.plot is None


@each_language
def test_slides_of_the_network_name_their_documents_and_tell_their_values(warehouse, meeting, lang):
    found, events = meeting(lang).slides, meeting(lang).network.events
    held, took_part = (
        next(s for s in found if s.subtitle == text(f"deck.{name}.lead", lang))
        for name in ("held", "took_part")
    )
    delivered = next(s for s in found if s.subtitle == text("deck.delivered.lead", lang))
    firms = next(s for s in found if s.subtitle == text("deck.firms.lead", lang))
    for slide in (held, took_part, delivered):
        assert slide.source.startswith(text("source.label", lang))
        titles = set(slide.rows["document"])
        assert all(any(title in note for note in slide.notes) for title in titles)
    for year in events["start_date"].str[:4].unique():
        assert year in held.alt
    for n in delivered.rows["participants_stated"].dropna():
        assert str(n) in delivered.alt
    for n in took_part.rows["countries_stated"]:
        assert f"{n} (" in " ".join(took_part.plot.alts.values())
    assert len(set(firms.plot.alts.values())) == len(firms.plot.panels) == 3
    for name, _ in firms.plot.panels:
        assert len(re.findall(r"\d", firms.plot.alt_of(name, firms.alt))) > 8


def test_the_line_of_young_people_ends_with_the_last_estimate(warehouse, meeting):
    found = meeting("en").slides
    (slide,) = [slide for slide in found if slide.title.startswith("NEET in OIC countries")]
    year = int(re.search(r"in (\d{4})", slide.title)[1])
    assert slide.rows["year"].max() == year
    assert f"to={year}" in slide.address


def test_the_distribution_says_which_standard_its_values_follow(warehouse, meeting):
    found = meeting("en").slides
    (slide,) = [slide for slide in found if slide.title.startswith("NEET: from")]
    said = re.search(r"13th ICLS (\d+), 19th ICLS (\d+), not stated (\d+)", slide.caveat)
    assert sum(map(int, said.groups())) == int(re.search(r"in (\d+) members", slide.title)[1])


def test_what_moved_is_counted_by_dates_and_reasons_are_told(complete_warehouse):
    with desk("en") as at:
        of = at.network
        frame = of.tables["activities"]
        own = frame.loc[frame["activity_id"].isin(("T-1", "T-2"))]
        more = [
            own.assign(
                activity_id=f"T-{n}",
                state=state,
                planned_start=planned,
                planned_end=planned,
                actual_start=actual,
                reason_for_change=why,
            ).iloc[:1]
            for n, (state, planned, actual, why) in enumerate([
                ("realised", "2025-03", "2025-03-14", None),
                ("realised", "2025-03", "2025-04-01", None),
                ("realised", "2025-03", None, None),
                ("realised", "2025-03-10", "2025-03", None),
                ("postponed", "2025-03", None, "The host asked for it"),
                ("postponed", "2025-03", None, None),
            ])
        ]  # fmt: skip
        activities = pd.concat([own, *more], ignore_index=True)
        slide = plan_progress(replace(of, tables={**of.tables, "activities": activities}))
    assert "8 activities" in slide.title
    assert "by the planned date 1, later 1, postponed 2; held, a date not known 2" in slide.title
    assert "The host asked for it" in slide.caveat
    assert "reason not stated" in slide.caveat


def test_women_and_men_are_bars_of_their_own_where_a_source_states_them(warehouse):
    with desk("en") as at:
        of = at.network
        events = of.tables["events"].copy()
        first = events["participants_stated"].notna() & (events["kind"] == "workshop")
        row = events.index[first & events["network"]][0]
        events.loc[row, ["participants_women", "participants_men"]] = [30, 40]
        slide = capacity_building(replace(of, tables={**of.tables, "events": events}))
        before = capacity_building(of)
    assert {bars.name for bars in before.plot.series} == {"participations"}
    assert [bars.name for bars in slide.plot.series] == ["women", "men", "participations"]
    assert "women: 30." in slide.alt


def test_a_members_deck_says_what_it_cannot_show_instead_of_an_empty_slide(warehouse):
    with desk("en") as at:
        found = slides("member:MAR", at.network, at.ask)
    *shown, last = found
    assert last.title == text("deck.not_shown", "en", area="Morocco")
    assert "Distribution: only outside the years shown" in " ".join(last.lines)
    assert "Change: one value only" in " ".join(last.lines)
    assert not any("no value for this choice" in slide.title for slide in shown)
    assert all("Morocco" in (s.title + s.alt) or s.cover for s in shown)


@crossed(("iso3", "lang"), ["MAR", "SOM", "PSE"], LANGUAGES)
def test_a_members_deck_opens(warehouse, iso3, lang):
    with desk(lang) as at:
        found = slides(f"member:{iso3}", at.network, at.ask)
        assert found[0].title == at.network.name(iso3)
        assert found[1].title.startswith(at.network.name(iso3))
        assert len(deck(found, at.build, lang)) > 10_000


@each_language
def test_a_themes_deck_opens(warehouse, lang):
    with desk(lang) as at:
        found = slides("theme:youth_unemployment_rate", at.network, at.ask)
    assert len(found) >= 6
    assert {s.plot.y.kind for s in found[-2:]} == {"names"}


@pytest.mark.parametrize("name", ["", "meeting:x", "member:XXX", "theme:none", "~!", "garbage"])
def test_a_name_of_no_deck_gives_none_or_nothing(warehouse, name):
    with desk("en") as at:
        assert not slides(name, at.network, at.ask)


@crossed(("page", "lang"), list(SHOWN), LANGUAGES)
def test_a_figure_of_the_networks_pages_is_a_slide_too(warehouse, page, lang):
    with desk(lang) as at:
        chosen = link.write([Item(f"{page}?measure=online", "My title", "My note")])
        (slide,) = slides(chosen, at.network, at.ask)
        file = Presentation(io.BytesIO(deck([slide], at.build, lang)))
    assert (slide.title, slide.caveat) == ("My title", "My note")
    first = file.slides[0]
    assert any(shape.has_chart or shape.has_table for shape in first.shapes)


def test_an_empty_build_gives_a_meeting_that_says_so(empty_warehouse):
    with desk("en") as at:
        found = slides("meeting", at.network, at.ask)
        assert len(deck(found, at.build, "en")) > 10_000


def test_no_deck_of_a_theme_has_slides_without_a_value_in_a_row(warehouse):
    with desk("en") as at:
        for name in (*at.terms.leading("deck_theme"), "vulnerable_employment_share"):
            found = slides(f"theme:{name}", at.network, at.ask)
            none = [slide.title for slide in found if "no value for this choice" in slide.title]
            assert none == [], name
            assert len(found) >= 2


def test_a_view_of_a_theme_without_a_value_is_a_line_with_its_reason(empty_warehouse):
    with desk("en") as at:
        _, last = slides("theme:neet_rate", at.network, at.ask)
    assert len(last.lines) == 5
    assert text("missing.not_found", "en") in last.lines[0]
