"""What a page shows beside its answers: a figure with its words, and exactly its rows."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.theme import Frame
from observatory.i18n import day, isolated, text
from observatory.warehouse.build import Build


@dataclass(frozen=True)
class Exhibit:
    """A figure with its alternative text, and the rows that it draws, for the CSV.

    `name` is the stem of the file names, `words` are those around the figure. A slide shows the
    figure, or `table` where the figure is too fine for one, under `lead` where the words on screen
    speak of what only a screen can do; `notes` are said below it.
    """

    name: str
    figure: go.Figure
    alt: str
    rows: pd.DataFrame
    words: Frame
    table: pd.DataFrame | None = None
    lead: str | None = None
    notes: tuple[str, ...] = ()


def source_line(build: Build, lang: str) -> str:
    """The line under a figure that names the build and the date of its data."""
    date, build_id = day(build.data_date, lang), isolated(build.build_id, lang)
    return text("source.build", lang, date=date, build=build_id)
