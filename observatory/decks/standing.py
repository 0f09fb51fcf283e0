"""The ready-made decks: a network meeting, one member, one theme."""

from __future__ import annotations

from observatory.charts.theme import LIGHT, Look
from observatory.decks import figure_slides as figures
from observatory.decks import network_slides as network
from observatory.decks.figure_slides import Ask
from observatory.exhibit import source_line
from observatory.i18n import day
from observatory.network import Network
from observatory.slides import Slide, of_answer
from observatory.view import View

THEMES = ("neet_rate", "youth_unemployment_rate", "youth_employment_ratio", "new_business_density")
_WITHIN_A_MEMBER = ("neet_rate", "youth_unemployment_rate", "youth_employment_ratio")


def meeting(of: Network, ask: Ask, look: Look = LIGHT) -> list[Slide]:
    """What is shown in a meeting of the network, in order; what is awaited is one slide."""
    given = {
        "progress": network.progress(of, look),
        "moved": network.moved(of, look),
        "topics": network.topics(of),
    }
    missing = [name for name, slide in given.items() if slide is None]
    slides = [
        cover(of, of.say("deck.meeting")),
        network.held(of, look),
        network.communique(of),
        given["progress"],
        given["moved"],
        network.awaited(of, missing) if missing else None,
        network.delivered(of, look),
        network.took_part(of, look),
        network.focal_points(of, look),
        given["topics"],
        *figures.aggregate(of, ask, look),
        *figures.spread(of, ask, look),
        *figures.women_and_men(of, ask, look),
        *figures.firms(of, ask, look),
        _decisions(of),
    ]
    return [slide for slide in slides if slide is not None]


def member(of: Network, ask: Ask, iso3: str, look: Look = LIGHT) -> list[Slide]:
    """One member: its young people over time and among the members, women and men."""
    slides = [cover(of, of.name(iso3))]
    for indicator in _WITHIN_A_MEMBER:
        view = View(indicator=(indicator,), members=(iso3,), lang=of.lang)
        slides += of_answer(ask(view), look)
    for chart in ("strip", "change"):
        view = View(chart=chart, members=(iso3,), groups=("OIC",), lang=of.lang)
        slides += of_answer(ask(view), look)
    return slides


def theme(of: Network, ask: Ask, indicator: str, look: Look = LIGHT) -> list[Slide]:
    """One indicator: over time, on the tile grid, its distribution, women and men, change."""
    slides = [cover(of, of.terms.indicators[indicator].name[of.lang])]
    for chart in ("trend", "map", "strip", "gap", "change"):
        view = View(chart=chart, indicator=(indicator,), lang=of.lang)
        slides += of_answer(ask(view), look)
    return slides


def _decisions(of: Network) -> Slide:
    """What is to be decided: for the Secretariat to write."""
    line = of.say("deck.decisions.line")
    return Slide(of.say("deck.decisions"), lines=(line,), source=source_line(of.build, of.lang))


def cover(of: Network, title: str) -> Slide:
    """The first slide: what the deck is about, the data's date, and whose it is not."""
    lines = (
        of.say("deck.network"),
        of.say("deck.data_of", date=day(of.build.data_date, of.lang)),
        of.say("frame.not_official"),
    )
    return Slide(title, lines=lines, cover=True, source=source_line(of.build, of.lang))
