"""The ready-made decks: a network meeting, one member, one theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from observatory import commitments
from observatory.answer import Answer
from observatory.charts.theme import LIGHT, Look
from observatory.decks import figure_slides as figures
from observatory.decks import network_slides as network
from observatory.decks import spare_slides as spare
from observatory.decks import work_slides as work
from observatory.decks.figure_slides import Ask
from observatory.decks.register import at, silent
from observatory.exhibit import source_line
from observatory.i18n import day
from observatory.network import Network
from observatory.slides import Slide, of_answer
from observatory.view import View

THEMES = ("neet_rate", "youth_unemployment_rate", "youth_employment_ratio", "new_business_density")
_WITHIN_A_MEMBER = ("neet_rate", "youth_unemployment_rate", "youth_employment_ratio")


def meeting(of: Network, ask: Ask, look: Look = LIGHT) -> list[Slide]:
    """What is shown in a meeting of the network, in order; what is awaited is one slide.

    After the decisions asked of the meeting stand the slides that it keeps in hand.
    """
    given = {
        "progress": work.progress(of, look),
        "moved": work.moved(of, look),
        "topics": network.topics(of),
    }
    missing = [name for name, slide in given.items() if slide is None]
    slides = [
        cover(of, of.say("deck.meeting"), "meeting"),
        network.held(of, look),
        network.communique(of),
        given["progress"],
        given["moved"],
        work.awaited(of, missing) if missing else None,
        work.delivered(of, look),
        network.took_part(of, look),
        network.focal_points(of, look),
        given["topics"],
        *figures.aggregate(of, ask, look),
        *figures.spread(of, ask, look),
        *figures.women_and_men(of, ask, look),
        *figures.firms(of, ask, look),
        _decisions(of),
        *_in_hand(of, ask),
    ]
    return [slide for slide in slides if slide is not None]


def _in_hand(of: Network, ask: Ask) -> Iterator[Slide]:
    """The spare slides, each saying that it is one."""
    chair = spare.chair(of)
    slides = [
        spare.chair_and_hosts(of),
        spare.palestine(of),
        spare.card(of, ask, chair) if chair else None,
    ]
    for slide in slides:
        if slide is not None:
            yield replace(slide, subtitle=of.say("deck.spare", lead=slide.subtitle))


def member(of: Network, ask: Ask, iso3: str, look: Look = LIGHT) -> list[Slide]:
    """One member: its card, its young people over time and among the members, women and men.

    What would not show the member is a line on the last slide, with the reason.
    """
    slides = [cover(of, of.name(iso3), f"member:{iso3}"), spare.card(of, ask, iso3)]
    missing = []
    for view in _of_member(of, iso3):
        found = ask(view)
        shown = found.frame.loc[(found.frame["iso3"] == iso3) & found.frame["value"].notna()]
        if shown.empty:
            missing.append(_not_shown(of, found, iso3))
        else:
            slides += of_answer(found, look)
    if missing:
        slides.append(
            Slide(
                of.say("deck.not_shown", area=of.name(iso3)),
                lines=tuple(missing),
                notes=tuple(missing),
                source=source_line(of.build, of.lang),
                address=at(of, "member", f"members={iso3}"),
            )
        )
    return slides


def _of_member(of: Network, iso3: str) -> Iterator[View]:
    """The views of a member's deck."""
    for indicator in _WITHIN_A_MEMBER:
        yield View(indicator=(indicator,), members=(iso3,), lang=of.lang)
    for chart in ("strip", "gap", "change"):
        yield View(chart=chart, members=(iso3,), groups=("OIC",), lang=of.lang)


def _not_shown(of: Network, found: Answer, iso3: str) -> str:
    """Which view does not show a member, and why."""
    reasons = found.set_aside.loc[found.set_aside["iso3"] == iso3, "reason"]
    indicator = of.terms.indicators[found.view.indicator[0]].name[of.lang]
    name = of.say(f"filters.chart.{found.view.chart}")
    reason = reasons.iloc[0] if len(reasons) else of.say("missing.not_found")
    return of.say("deck.not_shown.line", view=f"{indicator} · {name}", reason=reason)


def theme(of: Network, ask: Ask, indicator: str, look: Look = LIGHT) -> list[Slide]:
    """One indicator: over time, on the tile grid, its distribution, women and men, change."""
    name = of.terms.indicators[indicator].name[of.lang]
    slides = [cover(of, name, f"theme:{indicator}")]
    for chart in ("trend", "map", "strip", "gap", "change"):
        view = View(chart=chart, indicator=(indicator,), lang=of.lang)
        slides += of_answer(ask(view), look)
    return slides


def _decisions(of: Network) -> Slide:
    """What is to be decided: for the Secretariat to write. The notes hold what was decided last."""
    line = of.say("deck.decisions.line")
    latest = commitments.communiques(of)
    if latest.empty:
        return replace(silent(of, "deck.decisions"), lines=(line,))
    rows = commitments.paragraphs(of, latest["instrument_id"].iloc[0], "decisions")
    notes = [
        of.say("deck.decisions.note", number=row.number, paragraph=row.paragraph, status=row.status)
        for row in rows.itertuples()
    ]
    return Slide(
        of.say("deck.decisions"),
        lines=(line,),
        notes=(of.say("deck.decisions.notes"), *notes),
        source=source_line(of.build, of.lang),
        address=at(of, "commitments"),
    )


def cover(of: Network, title: str, deck: str) -> Slide:
    """The first slide: what the deck is about, the data's date, and whose it is not."""
    lines = (
        of.say("deck.network"),
        of.say("deck.data_of", date=day(of.build.data_date, of.lang)),
        of.say("frame.not_official"),
    )
    return Slide(
        title,
        lines=lines,
        cover=True,
        source=source_line(of.build, of.lang),
        notes=(of.say("deck.cover.notes"),),
        address=at(of, "present", f"deck={deck}"),
    )
