"""Letters to the members: each asks for exactly what the register does not hold of that member."""

from __future__ import annotations

import pandas as pd

from observatory.exports.report.document import WordDocument
from observatory.exports.report.workplan import in_columns, write_cover
from observatory.topics import focal_points
from observatory.topics.requests import MemberRequest, requests
from observatory.words.register import Network


def letters(network: Network) -> bytes:
    """A letter a member, in alphabetical order, after a list of what is asked of whom.

    A member of whom nothing is missing has no letter, and is named in the list.
    """
    asked = {iso3: requests(network, iso3) for iso3 in network.members}
    title = network.say("report.letters")
    made = WordDocument(title, network.build, network.lang)
    write_cover(made, title, [network.say("deck.network")])
    made.words(made.say("report.letters.lead"))
    rows = pd.DataFrame(
        {
            "area": [network.name(iso3) for iso3, found in asked.items() if found],
            "asked": [
                network.in_a_row(each.name for each in found) for found in asked.values() if found
            ],
        }
    )
    if len(rows):
        shown = in_columns(network, rows, ("area", "asked"))
        made.table(shown, made.say("report.letters.table"), (1, 3))
    complete = [iso3 for iso3, found in asked.items() if not found]
    if complete:
        made.words(made.say("report.letters.none", names=network.names(complete)))
    for iso3, found in asked.items():
        if found:
            _letter(made, network, iso3, found)
    return made.save()


def _letter(made: WordDocument, network: Network, iso3: str, found: list[MemberRequest]) -> None:
    """One letter on pages of its own."""
    made.heading(network.name(iso3), page=True)
    made.words(made.say("office.secretariat"), "Letter Line")
    made.words(made.say("report.letter.date"), "Letter Line")
    made.words(made.say("report.letter.to"), "Letter Line", keep=True)
    bodies, _ = focal_points.addressee(network, iso3)
    for body in bodies or [made.say("report.letter.service")]:
        made.words(body, "Letter Line")
    made.heading(made.say("report.letter.subject"), 3)
    made.words(made.say("report.letter.greeting"))
    made.words(made.say("report.letter.intro", n=len(found)))
    for number, each in enumerate(found, 1):
        item = made.say("report.letter.item", number=number, words=each.words)
        made.words(item, keep=bool(each.details))
        made.bullets(each.details)
    made.words(made.say("report.letter.how"))
    made.words(made.say("report.letter.no_persons"))
    made.words(made.say("report.letter.end"))
    made.narrative(made.say("report.letter.signature"), made.say("report.letter.signature.hint"))
