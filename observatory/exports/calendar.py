"""The decided dates of the network as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from observatory.exports.report.directions import without_isolates
from observatory.i18n import day
from observatory.topics.decided_dates import DecidedDate, decided_dates
from observatory.words.register import Network

FILENAME = "decisions.ics"
# What tells the dates of this calendar from those of every other.
_DOMAIN = "oic-pesnet-observatory"


def calendar(network: Network) -> bytes:
    """The calendar of the decided dates in the language of the register.

    The same bytes for one build: its stamps are the build's. A date of reduced precision fills its
    month or year and blocks nobody's time; its title says that the day is not known.
    """
    made = Calendar()
    made.add("prodid", f"-//OIC-PESNET Observatory//{network.lang.upper()}")
    made.add("version", "2.0")
    name = without_isolates(network.say("report.calendar"))
    made.add("x-wr-calname", name)
    made.add("name", name)
    made.add("description", without_isolates(_standing(network)))
    for each in decided_dates(network):
        made.add_component(_event(network, each))
    return bytes(made.to_ical())


def _standing(network: Network) -> str:
    """Of which build the calendar is, and whose it is not."""
    date = day(network.build.built_at.date(), network.lang)
    return network.say(
        "report.calendar.standing", date=date, status=network.say("frame.not_official")
    )


def _event(network: Network, each: DecidedDate) -> Event:
    """One date as an event of whole days."""
    made = Event()
    words = {"LANGUAGE": network.lang}
    stamp = network.build.built_at
    made.add("uid", f"{each.key}@{_DOMAIN}")
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("dtstart", each.first)
    made.add("dtend", each.last + timedelta(days=1))
    made.add("summary", without_isolates(each.summary), parameters=words)
    lines = [*each.lines, _standing(network)]
    made.add("description", without_isolates("\n".join(lines)), parameters=words)
    if not each.passed:
        made.add("status", "CONFIRMED" if each.is_day else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    if each.url:
        made.add("url", each.url)
    return made
