"""The axes of a native chart, read off those of the figure, with ends on ticks beyond all."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from observatory.exports.pptx.parts import Axis
from observatory.exports.pptx.text_fit import plain

# Beyond this a scale is one of years: no unit of the catalogue is drawn from so high.
FIRST_YEAR = 1900
# The days of a spreadsheet begin here, as Python counts days.
_FIRST_DAY = 693_594


def axis(drawn: Any, figure: go.Figure) -> Axis:
    """An axis with its range; one that a figure leaves open spans its values, from zero."""
    names = (
        tuple(plain(name) for name in drawn.categoryarray)
        if drawn.categoryarray is not None
        else ()
    )
    side = "y" if drawn is figure.layout.yaxis else "x"
    ends = drawn.range or _span(figure, side)
    low, high = sorted(float(end) for end in ends)
    step = float(drawn.dtick) if isinstance(drawn.dtick, (int, float)) else _step(high - low)
    suffix = drawn.ticksuffix or ""
    form = "0" if drawn.tickformat == "d" else f'General"{suffix}"' if suffix else "General"
    shown = drawn.visible is not False
    if shown and not names:
        least, _ = _span(figure, side)
        low, high = _rounded(low if least < 0 else max(low, 0.0), high, step)
    return Axis(
        low=low,
        high=high,
        backwards=float(ends[0]) > float(ends[1]),
        step=1.0 if names else step,
        form=form,
        visible=shown,
        names=names,
        title=plain(drawn.title.text) if drawn.title else "",
    )


def _step(span: float) -> float:
    """The distance of ticks: 1, 2 or 5 times a power of ten, at most eight of them in a span."""
    power = 10.0 ** floor(log10(span / 8)) if span else 1.0
    return next(each * power for each in (1, 2, 5, 10) if each * power * 8 >= span)


def _rounded(low: float, high: float, step: float) -> tuple[float, float]:
    """The ends on ticks, as a native axis counts its ticks from the lower one."""
    if low > FIRST_YEAR:
        return floor(ceil(low) / step) * step, high
    least = floor(low / step + 1e-9) * step
    return float(least), float(least + ceil((high - least) / step - 1e-9) * step)


def _span(figure: go.Figure, side: str) -> tuple[float, float]:
    values = [
        found
        for trace in figure.data
        for value in (() if trace[side] is None else trace[side])
        if (found := number(value)) is not None
    ]
    return min(0.0, *values), max(values) * 1.06


def number(value: Any) -> float | None:
    """A number, or None for what is missing."""
    return None if value is None or pd.isna(value) else float(value)


def serial(day: object) -> int:
    """A day as a spreadsheet counts it."""
    return pd.Timestamp(str(day)).toordinal() - _FIRST_DAY
