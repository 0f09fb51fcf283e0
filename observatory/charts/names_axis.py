"""The scale of names beside rows."""

from __future__ import annotations

from collections.abc import Sequence

from observatory.charts.plot import Axis


def names_axis(names: Sequence[str], codes: Sequence[str] = ()) -> Axis:
    """A scale of rows, the first on top, with half a row and a little before and after them."""
    return Axis(-0.6, len(names) - 0.4, kind="names", names=tuple(names), codes=tuple(codes))
