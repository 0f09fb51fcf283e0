"""What stands where a view has no value: the view's own title and the reason."""

from __future__ import annotations

from observatory.answers.answer import Answer
from observatory.charts.plot import EmptyPlot


def plot(answer: Answer) -> EmptyPlot:
    """An empty plot with what was asked and the commonest reason among the members."""
    reasons = answer.set_aside["reason"]
    if reasons.empty:
        return EmptyPlot(answer.title)
    return EmptyPlot(f"{answer.title}. {reasons.mode().iloc[0]}")
