"""The reports by name: which there are, which are of one event, and how their files are called."""

from __future__ import annotations

from observatory.exports.report.agenda import agenda
from observatory.exports.report.letters import letters
from observatory.exports.report.participants import participants
from observatory.exports.report.workplan import workplan
from observatory.topics.group_references import Ask
from observatory.words.register import Network

# The reports that are of one event, and the others.
OF_EVENT = ("participants", "agenda")
REPORTS = ("workplan", *OF_EVENT, "letters")


def report(name: str, network: Network, ask: Ask, event_id: str = "") -> bytes:
    """A report as a Word file, in the language of the register; `KeyError` for no such name.

    `ask` answers views of the build. `ViewError` where the register holds no such event, or no
    work plan.
    """
    if name == "participants":
        return participants(network, event_id)
    if name == "agenda":
        return agenda(network, ask, event_id)
    return {"workplan": workplan, "letters": letters}[name](network)


def filename(name: str, network: Network, event_id: str = "") -> str:
    """A telling file name: report, event, language, build."""
    parts = (name, event_id, network.lang, network.build.build_id)
    return f"{'-'.join(filter(None, parts))}.docx"
