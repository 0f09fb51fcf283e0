"""The list of participants of one event, for its final document: countries and bodies only."""

from __future__ import annotations

import pandas as pd

from observatory.exports.report.document import WordDocument
from observatory.exports.report.workplan import in_columns, write_cover
from observatory.topics.event_list import EventList, event_list
from observatory.words.register import Network

# Columns of a list that is still to be filled in.
TO_FILL = ("area", "body", "women", "men")


def participants(network: Network, event_id: str) -> bytes:
    """The list of an event of the network; `ViewError` names those there are for any other."""
    found = event_list(network, event_id)
    title = network.say("report.participants")
    made = WordDocument(f"{title}: {found.title}", network.build, network.lang)
    write_cover(made, title, [found.title, found.facts])
    made.heading(made.say("report.participants.members"))
    if found.listed.empty:
        _form(made, network, found)
    else:
        _list_members(made, network, found)
    if len(found.bodies):
        made.heading(made.say("report.participants.bodies"))
        rows = in_columns(network, found.bodies, ("body", "role"))
        made.table(rows, made.say("report.participants.bodies"))
    made.heading(made.say("report.participants.remarks"))
    made.narrative(made.say("report.box"), made.say("report.participants.hint"))
    if found.document:
        made.heading(made.say("network.document"))
        made.links({found.document: found.url})
    return made.save()


def _list_members(made: WordDocument, network: Network, found: EventList) -> None:
    """Who is named, how many are stated, and what is not known of the others."""
    made.bullets(_counts(made, found))
    made.words(made.say("report.participants.no_persons"), keep=True)
    rows = found.listed.assign(no=range(1, len(found.listed) + 1))
    columns = ("no", "area", "role", "level", "women", "men", "evidence_grade")
    caption = made.say("report.participants.members")
    made.table(in_columns(network, rows, columns), caption)
    made.words(made.say("participation.evidence.lead"), "Source Line")


def _counts(made: WordDocument, found: EventList) -> list[str]:
    """What the sources state and name, side by side; of nobody it is said that it was not there."""
    lines = [made.say("report.participants.named", n=len(found.listed), status=found.status)]
    for name in ("countries_stated", "participants_stated"):
        count = getattr(found, name)
        if count:
            lines.append(made.say(f"report.participants.{name}", n=count))
    if found.unknown:
        lines.append(made.say("report.participants.unknown", n=found.unknown))
    if found.not_applicable:
        lines.append(made.say("report.participants.not_applicable", names=found.not_applicable))
    return lines


def _form(made: WordDocument, network: Network, found: EventList) -> None:
    """A list to fill in, where nobody is named: every member in alphabetical order."""
    made.words(made.say(f"report.participants.{'none' if found.is_held else 'planned'}"))
    made.words(made.say("report.participants.no_persons"), keep=True)
    rows = pd.DataFrame({"area": list(network.members.values())})
    for column in TO_FILL[1:]:
        rows[column] = ""
    heads = {name: made.say(f"network.{name}") for name in TO_FILL}
    made.table(rows.rename(columns=heads), made.say("report.participants.form"), (3, 4, 1, 1))
