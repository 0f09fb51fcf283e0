"""Who is listed where: events by members, each cell with what is known and its evidence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.grid import laid_out
from observatory.charts.theme import Look, directed, nothing
from observatory.i18n import language, text

# In the order of the key; the words are those of methods M8: nobody is ever called absent.
STATES = ("attended", "absent", "unknown", "not_eligible")
# Height of a row, whose name may stand on two lines, and room for the key: pixels.
ROW, KEY = 34, 30


def figure(
    cells: pd.DataFrame,
    *,
    events: Mapping[str, str],
    members: Mapping[str, str],
    look: Look,
    lang: str,
) -> go.Figure:
    """The matrix of participation.

    `cells`: event_id, iso3, state, hover. `events` and `members`: names by id, in the order shown.
    A state is told by its mark's shape as well as by its colour; a click selects a cell.
    """
    if cells.empty:
        return nothing(text("participation.none", lang), look, lang)
    drawn = go.Figure()
    for state in STATES:
        part = cells.loc[cells["state"] == state]
        drawn.add_trace(
            go.Scatter(
                name=text(f"participation.state.{state}", lang),
                x=part["iso3"] if len(part) else [None],
                y=part["event_id"].map(dict(events)) if len(part) else [None],
                mode="markers",
                marker=_mark(state, look),
                customdata=part[["event_id", "iso3"]].to_numpy(),
                hovertext=[directed(words, lang) for words in part["hover"]],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=True,
            )
        )
    rtl = language(lang).rtl
    laid_out(drawn, list(events.values()), members, look=look, rtl=rtl, row=ROW, key=KEY)
    drawn.update_yaxes(showgrid=True, gridcolor=look.grid)
    return drawn


def _mark(state: str, look: Look) -> Mapping[str, object]:
    """The mark of a state: full where a source names the member, faint where nothing is known."""
    outline = {"color": look.muted, "width": 1.4}
    marks: Mapping[str, Mapping[str, object]] = {
        "attended": {"symbol": "square", "size": 12, "color": look.accent},
        "absent": {"symbol": "square-open", "size": 11, "line": outline, "color": look.muted},
        "unknown": {"symbol": "circle", "size": 4, "color": look.muted},
        "not_eligible": {"symbol": "line-ew", "size": 8, "line": outline},
    }
    return marks[state]
