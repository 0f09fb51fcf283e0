"""From an answer to a plot: each kind of chart makes its own, and every renderer only reads it."""

from __future__ import annotations

from observatory.answers.answer import Answer
from observatory.charts.plot import Plot
from observatory.view import View


def has_plot(view: View) -> bool:
    """Whether a view is a figure; a table has none."""
    return view.kind.plot is not None


def plot_of(answer: Answer) -> Plot:
    """The plot of an answer; `ValueError` for a view that is a table."""
    make = answer.view.kind.plot
    if make is None:
        raise ValueError(f"A view of the kind {answer.view.chart} has no plot.")
    plot: Plot = make(answer)
    return plot
