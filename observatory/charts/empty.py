"""What is drawn where a view has no value: the view's own title and the reason."""

from __future__ import annotations

import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.charts.theme import Look, nothing


def figure(answer: Answer, look: Look) -> go.Figure:
    """An empty plot with what was asked and the commonest reason among the members."""
    reasons = answer.set_aside["reason"]
    said = f"{answer.title}. {reasons.mode().iloc[0]}" if len(reasons) else answer.title
    return nothing(said, look, answer.view.lang)
