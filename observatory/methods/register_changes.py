"""What kind of news a change of the register is: a list, a status, a newcomer, a correction."""

from __future__ import annotations

# In the order in which they are told.
KINDS = ("list", "focal_point", "assessment", "status", "newcomer", "new", "correction")
# The column that says what a row of a table states; a change of it is more than a correction.
STATES = {
    "participation": "state",
    "event": "state",
    "activity": "state",
    "focal_point": "status",
    "assessment": "status",
}

_HAPPENED = {"newcomer": "newcomer", "gone": "correction"}
_LISTS = frozenset({("event", "list_status"), ("participation", "state")})


def kind_of(table: str, change: str, column: str | None, after: str | None) -> str:
    """The kind of one change, by its table, what happened to the row, the column and its new text.

    A list is who took part in an event, and whether that list is published; a status is the state
    of an event or an activity. What is gone is a correction, whatever it was.
    """
    if change in _HAPPENED:
        return _HAPPENED[change]
    if table == "focal_point":
        return "focal_point"
    if (table, column) in _LISTS and (table == "event" or after == "attended"):
        return "list"
    if (table, column) == ("assessment", "status"):
        return "assessment"
    moved = table in ("event", "activity") and column == "state"
    return "new" if change == "new" else "status" if moved else "correction"
