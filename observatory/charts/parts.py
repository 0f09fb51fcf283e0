"""A figure in parts, of so many rows or lines as are read at once in a room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

# What a trace holds a point or bar of, one by one.
_EACH = ("x", "y", "base", "text", "hovertext", "customdata", "textposition")


def parts(figure: go.Figure, most: int) -> list[go.Figure]:
    """A figure with rows of names, or names at lines' ends, as figures of at most `most` of them.

    Each is about as large as the others; a figure of fewer is left as it is.
    """
    names = figure.layout.yaxis.categoryarray
    if names is not None and len(names) > most:
        return [_rows(figure, list(names)[a:b], at=a) for a, b in shared(len(names), most)]
    members = _members(figure)
    others = sum(bool(note.name) for note in figure.layout.annotations) - len(members)
    room = max(1, most - others)
    if len(members) > room:
        return [_lines(figure, members[a:b]) for a, b in shared(len(members), room)]
    return [figure]


def shared(n: int, most: int) -> Iterator[tuple[int, int]]:
    """So many things in as few parts as hold at most so many, each about as large: first, end."""
    count = max(1, -(-n // most))
    size = max(1, -(-n // count))
    yield from ((start, min(start + size, n)) for start in range(0, max(n, 1), size))


def _rows(figure: go.Figure, names: Sequence[str], at: int) -> go.Figure:
    """The rows of these names, which begin at row `at`."""
    drawn = go.Figure(figure)
    for trace in drawn.data:
        _only(trace, [place for place, name in enumerate(trace.y) if name in set(names)])
    drawn.update_yaxes(categoryarray=names, range=[len(names) - 0.4, -0.6])
    kept = []
    for shape in drawn.layout.shapes:
        if shape.yref == "y" and isinstance(shape.y0, int | float):
            shape.update(y0=shape.y0 - at, y1=shape.y1 - at)
            if shape.y1 < 0 or shape.y0 > len(names) - 1:
                continue
        kept.append(shape)
    drawn.layout.shapes = kept
    return drawn


def _only(trace: go.Scatter | go.Bar, places: Sequence[int]) -> None:
    """Keep some of the points of a trace; one without any stays for the key."""
    n = len(trace.y)
    for name in _EACH:
        _keep(trace, name, places, n)
    for name in ("symbol", "color", "size"):
        _keep(trace.marker, name, places, n)
    if not places:
        trace.update(x=[None], y=[None])


def _keep(holder: object, name: str, places: Sequence[int], n: int) -> None:
    values = getattr(holder, name, None)
    if values is not None and not isinstance(values, str | int | float) and len(values) == n:
        setattr(holder, name, [values[place] for place in places])


def _members(figure: go.Figure) -> list[str]:
    """The members whose names stand at the ends of lines, in the order of their names."""
    lines = {
        trace.meta["iso3"]
        for trace in figure.data
        if isinstance(trace.meta, dict) and trace.meta.get("role") == "member"
    }
    return [note.name for note in figure.layout.annotations if note.name in lines]


def _lines(figure: go.Figure, members: Sequence[str]) -> go.Figure:
    """The lines and names of these members, and of every group."""
    drawn = go.Figure(figure)
    left_out = set(_members(figure)) - set(members)
    drawn.data = [
        trace
        for trace in drawn.data
        if not (isinstance(trace.meta, dict) and trace.meta.get("iso3") in left_out)
    ]
    drawn.layout.annotations = [
        note for note in drawn.layout.annotations if note.name not in left_out
    ]
    return drawn
