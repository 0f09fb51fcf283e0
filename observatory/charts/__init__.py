"""From an answer to a figure: one builder a chart kind, chosen by the view."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts.kinds import bars, change, gap, multiples, scatter, strip, trend
from observatory.charts.kinds import map as maps
from observatory.charts.theme import Frame, Look, dressed

BUILDERS: Mapping[str, Callable[[Answer, Look], go.Figure]] = {
    "trend": trend.figure,
    "bars": bars.figure,
    "strip": strip.figure,
    "gap": gap.figure,
    "change": change.figure,
    "multiples": multiples.figure,
    "map": maps.figure,
    "scatter": scatter.figure,
}


def figure(answer: Answer, look: Look) -> go.Figure:
    """The figure of an answer, with its title, subtitle and source line in it.

    `KeyError` for a view that is a table: a table has no figure.
    """
    drawn = BUILDERS[answer.view.chart](answer, look)
    words = Frame(answer.title, answer.subtitle, answer.source_line)
    return dressed(drawn, words, look=look, lang=answer.view.lang)
