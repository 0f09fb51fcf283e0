"""What changed in the register, in words: since the build before, or since the last meeting."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from observatory.i18n import isolate, join_names
from observatory.methods.register_changes import KINDS, STATES, kind_of
from observatory.topics.changed_cells import STATE_WORDS, name_of, names_of, value_in_words
from observatory.words.register import Network

# Tables whose rows bear a title by their first key; those of a member begin with its code.
_TITLES: Mapping[str, tuple[str, str]] = {
    "event": ("events", "event_id"),
    "activity": ("activities", "activity_id"),
    "instrument": ("instruments", "instrument_id"),
}
_OF_EVENTS = ("event", "event_framework", "event_body", "participation", "participation_body")
_OF_ACTIVITIES = (
    "activity",
    "activity_provider",
    "activity_beneficiary",
    "activity_event",
    "activity_paragraph",
    "funding",
)
# Kinds of change of which each row is one member's.
_OF_MEMBERS = ("focal_point", "newcomer")

# Cells of a row of which a line says what stood there; of more it names the columns.
MOST_CELLS = 2

Lines = Iterator[tuple[str, str]]


def since_build(network: Network) -> pd.DataFrame:
    """What this build changed in the register against the one before it; columns as `_table`."""
    rows = network.tables["changes"]
    return _table(network, rows.loc[rows["noticed_in"] == network.build.build_id])


def since_meeting(network: Network) -> pd.DataFrame:
    """What builds have noticed since the network's last meeting; columns as `_table`."""
    return _table(network, network.tables["changes"])


def count_since_meeting(network: Network) -> pd.DataFrame:
    """How much builds have noticed since the network's last meeting: columns kind, change.

    Grain: kind of change, in the order in which they are told; without a name.
    """
    rows = _with_kinds(network, network.tables["changes"])
    lines = [
        (network.say(f"register_changes.kind.{kind}"), _count(network, kind, own))
        for kind in KINDS
        if len(own := rows.loc[rows["kind"] == kind])
    ]
    return pd.DataFrame(lines, columns=["kind", "change"])


def _count(network: Network, kind: str, rows: pd.DataFrame) -> str:
    """How many members, or rows of the register, the changes of one kind are about."""
    if kind == "list":
        n = rows["row_key"].str.split(" ").str[0].nunique()
        k = int((rows["table_name"] == "participation").sum())
        key = "register_changes.count_listed" if k else "count.events"
        return network.say(key, k=k, n=n)
    n = len(rows[["table_name", "row_key"]].drop_duplicates())
    return network.say(f"count.{'members' if kind in _OF_MEMBERS else 'rows'}", n=n)


def last_meeting(network: Network) -> tuple[str, str]:
    """Where and when the network last met, in words; both empty before its first meeting."""
    own = network.events
    own = own.loc[own["kind"] == "meeting"].iloc[-1:]
    if own.empty:
        return "", ""
    place = next(iter(network.places(own)), "") or network.texts(own).iloc[0]
    return place, network.when(str(own["start_date"].iloc[0]))


def _table(network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """Changes as a reader is told them: columns kind, subject, change; lists first."""
    rows = _with_kinds(network, rows)
    lines = [
        (network.say(f"register_changes.kind.{kind}"), subject, change)
        for kind in KINDS
        for subject, change in _WORDS[kind](network, rows.loc[rows["kind"] == kind])
    ]
    return pd.DataFrame(lines, columns=["kind", "subject", "change"])


def _with_kinds(network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """The changes that a reader is told, each with its kind."""
    rows = rows.loc[~_is_superseded(network, rows)]
    facts = rows[["table_name", "change", "column_name", "after_text"]].astype("object")
    facts = facts.where(facts.notna(), None)
    kinds = [kind_of(*each) for each in facts.itertuples(index=False)]
    return rows.assign(kind=kinds).astype({"kind": "str"})


def _is_superseded(network: Network, rows: pd.DataFrame) -> pd.Series:
    """Whether a change is of an assessment that is no longer in force: another stands for it."""
    in_force = set(network.tables["assessments"]["assessment_id"])
    of_table = (rows["table_name"] == "assessment") & (rows["change"] != "gone")
    return of_table & ~rows["row_key"].isin(in_force)


def _lists(network: Network, rows: pd.DataFrame) -> Lines:
    """An event a line: how many members its list newly names, which, and whether it is whole."""
    events = rows["row_key"].str.split(" ").str[0]
    for event_id, own in rows.groupby(events, sort=False):
        parts = own.loc[own["table_name"] == "participation", "row_key"]
        codes = [key.split(" ")[1] for key in parts]
        said = []
        if codes:
            names = network.names(codes)
            said.append(network.say("register_changes.listed", k=len(codes), names=names))
        moves = own.loc[own["table_name"] == "event"]
        for before, after in zip(moves["before_text"], moves["after_text"], strict=True):
            words = _move(network, *(network.say(f"list.{each}") for each in (before, after)))
            said.append(network.say("register_changes.list", move=words))
        yield _subject(network, "event", str(event_id)), network.in_a_row(said)


def _moves(network: Network, rows: pd.DataFrame) -> Lines:
    """A row a line: its state, and the one it had before."""
    for row in rows.to_dict("records"):
        table = row["table_name"]
        subject = _subject(network, table, row["row_key"])
        if row["column_name"] != STATES[table]:
            yield subject, _cell(network, row)
            continue
        codes = (row["before_text"], row["after_text"])
        before, after = (_state(network, table, each) for each in codes)
        yield subject, _move(network, before, after) if before else after


def _newcomers(network: Network, rows: pd.DataFrame) -> Lines:
    """An event a line: the members that its list was the first to name."""
    for event_id, own in rows.groupby("after_text", sort=False):
        names = network.names(list(own["row_key"]))
        yield names, network.say("register_changes.newcomer", event=_title(network, str(event_id)))


def _new(network: Network, rows: pd.DataFrame) -> Lines:
    """A table a line: how many rows it has more; of events and activities the titles too."""
    for table, own in rows.groupby("table_name", sort=False):
        titled = table in _TITLES
        titles = [_subject(network, str(table), key) for key in own["row_key"]] if titled else []
        said = network.say("register_changes.rows", n=len(own))
        yield (
            network.say(f"register_changes.table.{table}"),
            network.in_a_row([said, join_names(titles, network.lang)]),
        )


def _corrections(network: Network, rows: pd.DataFrame) -> Lines:
    """A row of the register a line: what of it is gone, or stands otherwise than before."""
    pairs: list[Hashable] = ["table_name", "row_key"]
    for (table, key), own in rows.groupby(pairs, sort=False):
        said = list(dict.fromkeys(_cell(network, row) for row in own.to_dict("records")))
        if len(said) > MOST_CELLS:
            said = [names_of(network, own["column_name"])]
        name = network.say(f"register_changes.table.{table}")
        about = _subject(network, str(table), str(key))
        subject = network.say("register_changes.of", table=name, subject=about)
        yield subject, network.in_a_row(said)


def _cell(network: Network, row: Mapping[Hashable, Any]) -> str:
    """What happened to a row, or to one cell of it; free text is not repeated."""
    column, table = row["column_name"], row["table_name"]
    if row["change"] == "gone":
        return network.say("register_changes.gone")
    name = name_of(network, column)
    if not name:
        return network.say("register_changes.corrected")
    codes = (row["before_text"], row["after_text"])
    if all(pd.isna(code) for code in codes):
        return network.say("register_changes.reworded", column=name)
    before, after = (_value(network, table, column, code) for code in codes)
    if not (before and after):
        return network.say("register_changes.columns", columns=name)
    return network.say("register_changes.cell", column=name, move=_move(network, before, after))


def _value(network: Network, table: str, column: str, code: str | float | None) -> str:
    """What a cell held or holds, in words; empty where there are none for it."""
    if column == STATES.get(table) and not pd.isna(code):
        return _state(network, table, code)
    return value_in_words(network, table, column, code)


def _state(network: Network, table: str, code: str | float | None) -> str:
    return "" if pd.isna(code) else network.say(f"{STATE_WORDS[table]}.{code}")


def _move(network: Network, before: str, after: str) -> str:
    return network.say("register_changes.move", before=before, after=after)


def _subject(network: Network, table: str, key: str) -> str:
    """What a row is about: the title of its event or activity, its member, or its key."""
    first, *others = key.split(" ")
    if table == "assessment":
        return _assessment_subject(network, key)
    if table in (*_OF_EVENTS, *_OF_ACTIVITIES, "instrument"):
        title = _title(network, first)
        areas = [network.name(each) for each in others if each in network.terms.countries]
        return network.in_a_row([title, *areas])
    if first in network.terms.countries:
        return network.name(first)
    return isolate(key, network.lang)


def _title(network: Network, key: str) -> str:
    """The title of an event, an activity or an instrument; the key itself where it is gone."""
    for name, column in _TITLES.values():
        frame = network.tables[name]
        found = network.texts(frame.loc[frame[column] == key])
        if len(found):
            return str(found.iloc[0])
    return isolate(key, network.lang)


def _assessment_subject(network: Network, key: str) -> str:
    """The paragraph or activity that an assessment in force is about; else the key."""
    frame = network.tables["assessments"]
    own = frame.loc[frame["assessment_id"] == key]
    if own.empty:
        return isolate(key, network.lang)
    subject = str(own["subject_id"].iloc[0])
    instrument, _, number = subject.partition(":")
    if not number:
        return _title(network, subject)
    title = _title(network, instrument)
    return network.say("register_changes.paragraph", number=number, instrument=title)


_WORDS: Mapping[str, Callable[[Network, pd.DataFrame], Lines]] = {
    "list": _lists,
    "focal_point": _moves,
    "assessment": _moves,
    "status": _moves,
    "newcomer": _newcomers,
    "new": _new,
    "correction": _corrections,
}
