"""Plots on screen: the only place that knows plotly."""
