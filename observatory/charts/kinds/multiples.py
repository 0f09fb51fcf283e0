"""A small panel a member, all on one scale: modelled lines and national points."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import pandas as pd

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts import alt_text, empty, headlines
from observatory.charts.marks import tip, whose
from observatory.charts.plot import (
    Axis,
    EmptyPlot,
    Entry,
    Mark,
    PanelPlot,
    PointPlot,
    Points,
    Stroke,
)
from observatory.i18n import number, text
from observatory.methods.estimates import OBSERVED

# Panels in a row at most, and the height of a row in pixels, also where there are few.
ACROSS, ROW, FEW_ROW, FEW = 10, 92, 150, 2
# A line for modelled values, dashes for projections, points for national values.
KINDS = {
    "modelled": Entry("charts.key.modelled", stroke=Stroke("series-1", 2)),
    "projected": Entry("charts.key.projected", stroke=Stroke("series-1", 2, "short")),
    "reported": Entry("charts.key.national", mark=Mark("circle", 6, "accent")),
    "compiled": Entry("charts.key.compiled", mark=Mark("diamond", 6, "accent")),
}


def plot(answer: Answer) -> PanelPlot | EmptyPlot:
    """The panels of an answer; one without a value says so by being empty."""
    frame = answer.frame.loc[answer.frame["role"] == "member"]
    shown = frame.loc[frame["value"].notna()]
    if shown.empty:
        return empty.plot(answer)
    lang = answer.view.lang
    present = {kind for kind in KINDS if len(_rows(shown, kind))}
    known = [kind for kind in KINDS if kind in present]
    years = Axis(float(shown["year"].min()) - 0.5, float(shown["year"].max()) + 0.5, kind="year")
    up = Axis(
        min(0.0, float(shown["value"].min())),
        float(shown["value"].max()) * 1.05,
        grid=True,
        most_ticks=3,
    )
    panels = tuple(
        (str(part["area"].iloc[0]), _panel(part, years, up, answer))
        for _, part in frame.groupby("iso3", sort=False)
    )
    down = ceil(len(panels) / ACROSS)
    return PanelPlot(
        panels=panels,
        # Rows of one length, as far as may be: twelve stand in two rows of six.
        across=ceil(len(panels) / down),
        key=tuple(
            Entry(text(KINDS[kind].words, lang), KINDS[kind].mark, KINDS[kind].stroke)
            for kind in known
        ),
        scale_words=_scale(shown, answer),
        height=(ROW if down > FEW else FEW_ROW) * down,
        alts=alt_text.of_panels(answer),
    )


def _panel(part: pd.DataFrame, years: Axis, up: Axis, answer: Answer) -> PointPlot:
    """The panel of one member, on the years and values of them all."""
    known = part.loc[part["value"].notna()]
    series = tuple(_series(known, answer))
    return PointPlot(series=series, x=years, y=up, height=FEW_ROW, before=36, after=36)


def _series(known: pd.DataFrame, answer: Answer) -> Iterator[Points]:
    """The values of a member by kind."""
    for kind, entry in KINDS.items():
        rows = _rows(known, kind).sort_values("year")
        if rows.empty:
            continue
        yield Points(
            name=text(entry.words, answer.view.lang),
            x=tuple(float(year) for year in rows["year"]),
            y=tuple(float(value) for value in rows["value"]),
            mark=entry.mark,
            stroke=entry.stroke,
            data=whose(rows),
            tips=tuple(tip(row, answer) for _, row in rows.iterrows()),
            code=str(rows["iso3"].iloc[0]),
        )


def _rows(shown: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The values of a kind; projections begin at each member's last estimate."""
    if kind in OBSERVED:
        return shown.loc[shown["estimate"] == kind]
    model = shown.loc[~shown["estimate"].isin(OBSERVED)].sort_values(["iso3", "year"])
    ahead = model["estimate"] == "projected"
    if kind == "modelled":
        return model.loc[~ahead]
    begins = ahead.groupby(model["iso3"]).shift(-1, fill_value=False) & ~ahead
    return model.loc[ahead | begins]


def _scale(shown: pd.DataFrame, answer: Answer) -> str:
    """What every panel spans: years and values, said once."""
    lang = answer.view.lang
    low, high = min(0.0, float(shown["value"].min())), float(shown["value"].max())
    return text(
        "charts.multiples.scale",
        lang,
        first=int(shown["year"].min()),
        last=int(shown["year"].max()),
        low=number(low, lang, answer.decimals),
        high=number(high, lang, answer.decimals),
    )


KIND = ChartKind(
    order=60,
    plot=plot,
    alt=alt_text.lines,
    headline=headlines.page_title,
    methods=("M2", "M4"),
    rows="histories",
    takes_groups=False,
    first_year=2000,
    title="title.areas",
)
