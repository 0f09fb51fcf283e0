"""The map of an answer: the tile grid, or the polygon map where the reader asked for it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from observatory.answers.answer import Answer
from observatory.catalog import tile_grid as places
from observatory.charts import empty, polygon_map, tile_grid
from observatory.charts.classes import classes
from observatory.charts.theme import Look, directed, small
from observatory.i18n import number, text
from observatory.words.titles import modelled_beside

HEIGHT = {"tiles": 470, "boundaries": 450}
WORDS = ("maps.no_value", "maps.old", "maps.unsupported", "maps.disclaimer")


def figure(answer: Answer, look: Look) -> go.Figure:
    """The members in classes of their latest value; old, unsupported and missing ones apart."""
    members = answer.frame.loc[answer.frame["role"] == "member"]
    if members["value"].notna().sum() == 0:
        return empty.figure(answer, look)
    rows, words = _classed(members, answer)
    lang = answer.view.lang
    said = {key: text(key, lang) for key in WORDS}
    if answer.view.map == "tiles":
        drawn = tile_grid.figure(
            rows, classes=words, look=look, words=said, lang=lang, decimals=answer.decimals
        )
    else:
        drawn = polygon_map.figure(
            rows, classes=words, look=look, words=said, lang=lang, others=answer.others
        )
    drawn.update_layout(height=HEIGHT[answer.view.map])
    return drawn


def _classed(members: pd.DataFrame, answer: Answer) -> tuple[pd.DataFrame, list[str]]:
    """The members with class, hover and place, and the classes' words."""
    found = classes(list(members.loc[members["compared"] & ~members["old"], "value"]))
    rows = places.placed(members)
    inside = rows["compared"] & ~rows["old"]
    class_of = [
        found.of(value) if fine else None for value, fine in zip(rows["value"], inside, strict=True)
    ]
    rows = rows.assign(
        colour_class=pd.array(class_of, dtype="Int64"),
        hover=[_hover(row, answer) for _, row in rows.iterrows()],
    )
    return rows, found.words(answer.view.lang) if inside.any() else []


def _hover(row: pd.Series, answer: Answer) -> str:
    lang = answer.view.lang
    if pd.isna(row["value"]):
        return directed(f"<b>{row['area']}</b><br>{text('missing.' + row['missing'], lang)}", lang)
    value = number(row["value"], lang, answer.decimals)
    kind = text(f"estimate.{row['estimate']}", lang)
    said = f"<b>{row['area']}</b><br>{value} {answer.unit_short} · {row['year']}<br>{kind}"
    beside = [f"<br>{line}" for line in modelled_beside(row, answer.decimals, lang)]
    return directed("".join([said, *beside, f"<br>{small(row['source'])}"]), lang)
