"""Who is listed where: events by members, each cell with what is known and its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from observatory.charts.names_axis import members_axis, names_axis, places_of
from observatory.charts.plot import CellPlot, Datum, EmptyPlot, Entry, Mark, Points, Tip
from observatory.i18n import text

# In the order of the key; the words are those of methods M8: nobody is ever called absent.
# Full where a source names the member, faint where nothing is known.
MARKS: Mapping[str, Mark] = {
    "attended": Mark("square", 12, "accent"),
    "absent": Mark("square", 11, "muted", hollow=True),
    "unknown": Mark("circle", 4, "muted"),
    "not_eligible": Mark("dash", 8, "muted"),
}
STATES = tuple(MARKS)
# Height of a row, whose name may stand on two lines, and room for the key: pixels.
ROW, KEY = 34, 30
# Where members are the rows: height of a row, room for their names and for those of the events.
MEMBER_ROW, MEMBER_NAMES, EVENT_LINE = 22, 158, 16


def plot(
    cells: pd.DataFrame, *, events: Mapping[str, str], members: Mapping[str, str], lang: str
) -> CellPlot | EmptyPlot:
    """The matrix of participation.

    `cells`: event_id, iso3, state, area, facts (lines), document. `events` and `members`: names by
    id, in the order shown. A state is told by its mark's shape as well as by its colour.
    """
    if cells.empty:
        return EmptyPlot(text("participation.none", lang))
    words = {state: text(f"participation.state.{state}", lang) for state in STATES}
    return CellPlot(
        rows=replace(names_axis(list(events.values()), list(events)), grid=True),
        columns=members_axis(members),
        classes=(),
        fills=(),
        tips=(),
        marks=tuple(
            _points(cells.loc[cells["state"] == state], state, words[state], events, members)
            for state in STATES
        ),
        key=tuple(Entry(words[state], mark=MARKS[state]) for state in STATES),
        height=ROW * len(events),
        above=KEY,
    )


def plot_by_member(
    cells: pd.DataFrame, *, events: Mapping[str, str], members: Mapping[str, str], lang: str
) -> CellPlot | EmptyPlot:
    """The matrix of participation with a row a member; the events' short names stand on top.

    `cells`, `events` and `members` as of `plot`; a line of a name ends with `<br>`.
    """
    if cells.empty:
        return EmptyPlot(text("participation.none" if not events else "members.nobody", lang))
    across = names_axis(list(events.values()), list(events))
    lines = max(name.count("<br>") + 1 for name in events.values())
    return CellPlot(
        rows=replace(names_axis(list(members.values()), list(members)), grid=True),
        columns=replace(across, at_top=True),
        classes=(),
        fills=(),
        tips=(),
        marks=tuple(
            _points(
                cells.loc[cells["state"] == state],
                state,
                text(f"participation.state.{state}", lang),
                events,
                members,
                by_member=True,
            )
            for state in STATES
        ),
        key=tuple(
            Entry(text(f"participation.state.{state}", lang), mark=MARKS[state]) for state in STATES
        ),
        height=MEMBER_ROW * (len(members) + 0.2),
        before=MEMBER_NAMES,
        above=EVENT_LINE * lines + 2 * KEY,
        below=6,
    )


def _points(
    part: pd.DataFrame,
    state: str,
    name: str,
    events: Mapping[str, str],
    members: Mapping[str, str],
    *,
    by_member: bool = False,
) -> Points:
    """The cells of one state: columns are members and rows events, or the other way round."""
    places = places_of(part["iso3"], members), places_of(part["event_id"], events)
    across, down = places[::-1] if by_member else places
    return Points(
        name=name,
        x=across,
        y=down,
        mark=MARKS[state],
        data=tuple(Datum(str(i), members[i]) for i in part["iso3"]),
        tips=tuple(
            Tip(area, facts, document)
            for area, facts, document in zip(
                part["area"], part["facts"], part["document"], strict=True
            )
        ),
    )
