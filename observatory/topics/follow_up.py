"""The follow-up board of a communiqué: what each paragraph says, and what has become of it.

The state of a paragraph is that of `observatory.topics.commitments`, which tables and slides print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from observatory.methods.commitments import block
from observatory.topics.commitments import (
    PASSED,
    UNKNOWN,
    activities_of,
    due_words,
    paragraph_assessments,
    paragraph_states,
)
from observatory.words.register import Network

# The blocks in which the network binds itself, of which the head line counts the paragraphs.
OWN = ("decisions", "recommendations")
# States that say what happened, by an assessment; the others say what is not known.
TOLD = ("under_way", "well_advanced", "completed")


@dataclass(frozen=True)
class Card:
    """A paragraph on the board: its words, to whom it speaks, when it is due, its state.

    `state` is a code (`completed`, `passed`, `no_information`, `statement`, ...), `state_words`
    the same for a reader. `document` and `url` tell of it; where nothing does, `teller` says who
    could. `activities` follow from it: the title of each with its state. `indicators` are context:
    id and name of each.
    """

    number: str
    kind: str
    words: str
    addressee: str
    due: str
    state: str
    state_words: str
    document: str
    url: str
    teller: str
    activities: tuple[str, ...]
    indicators: tuple[tuple[str, str], ...]


def board(network: Network, instrument_id: str) -> Mapping[str, list[Card]]:
    """The paragraphs of a communiqué as cards, by block, in the order of the text."""
    frame = _paragraphs(network, instrument_id)
    found = paragraph_assessments(network, frame)
    codes = list(paragraph_states(network, frame, found["status"]))
    columns = {
        "number": frame["number"].astype(str),
        "kind": network.code_words(frame["kind"], "paragraph"),
        "words": network.texts(frame),
        "addressee": network.code_words(frame["addressee"], "addressee"),
        "due": list(due_words(network, frame, found["status"])),
        "state": codes,
        "state_words": [network.say(f"status.{code}") for code in codes],
        "document": found["document"],
        "url": found["url"],
        "teller": [_teller(network, *each) for each in zip(codes, frame["kind"], strict=True)],
        "activities": [_activities(network, list(ids)) for ids in frame["activities"]],
        "indicators": [_context(network, list(ids)) for ids in frame["indicators"]],
    }
    out: dict[str, list[Card]] = {}
    rows = zip(*columns.values(), strict=True)
    for kind, row in zip(frame["kind"], rows, strict=True):
        out.setdefault(block(kind), []).append(Card(*row))
    return out


def states(network: Network, instrument_id: str) -> list[str]:
    """The state of each paragraph of a communiqué, a code, in the order of the text."""
    frame = _paragraphs(network, instrument_id)
    assessed = paragraph_assessments(network, frame)["status"]
    return list(paragraph_states(network, frame, assessed))


def head_line(network: Network, instrument_id: str) -> str:
    """How many of the paragraphs in which the network binds itself are in which state, in words."""
    frame = _paragraphs(network, instrument_id)
    own = frame["kind"].map(block).isin(OWN)
    codes = pd.Series(states(network, instrument_id), index=frame.index)[own]
    counts = {
        "done": int((codes == "completed").sum()),
        "begun": int(codes.isin(TOLD[:-1]).sum()),
        PASSED: int((codes == PASSED).sum()),
        "awaited": int((codes == UNKNOWN).sum()),
    }
    parts = [network.say(f"follow_up.{name}", k=k) for name, k in counts.items() if k]
    return network.say("follow_up.head", n=len(codes), parts=network.in_a_row(parts))


def _paragraphs(network: Network, instrument_id: str) -> pd.DataFrame:
    frame = network.tables["paragraphs"]
    return frame.loc[frame["instrument_id"] == instrument_id].reset_index(drop=True)


def _teller(network: Network, state: str, kind: str) -> str:
    """Who could tell what became of a paragraph of which no document tells; else nothing."""
    of_block = block(kind)
    if state not in (PASSED, UNKNOWN) or of_block in ("recognitions", "statements"):
        return ""
    return network.say(f"follow_up.teller.{'members' if of_block == 'appeals' else 'network'}")


def _activities(network: Network, ids: list[str]) -> tuple[str, ...]:
    """The activities that follow from a paragraph, each with its state, in the register's order."""
    frame = network.tables["activities"]
    own = frame.loc[frame["activity_id"].isin(ids)]
    rows = activities_of(network, own)[["activity", "state"]]
    return tuple(
        network.say("package.explained", name=name, meaning=state)
        for name, state in rows.itertuples(index=False)
    )


def _context(network: Network, ids: list[str]) -> tuple[tuple[str, str], ...]:
    terms = network.terms.indicators
    return tuple((each, terms[each].name[network.lang]) for each in ids if each in terms)
