"""The polygon map: members in colour, other areas light, areas of disputed status neutral.

The boundaries are fetched by the browser from a file of ours; Plotly's base topology comes from
`static/topo/` (give `CONFIG` to whatever shows the figure), so that no other server is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from observatory.charts.map_layers import Layer, Palette, layers
from observatory.charts.theme import directed, legend
from observatory.i18n import language

GEOJSON = "app/static/boundaries.geojson"
CONFIG: Mapping[str, str] = {"topojsonURL": "app/static/topo/"}

# The ids of `static/boundaries.geojson` that are no area of the catalogue.
DISPUTED, OTHER = "disputed", "other"
# From Guyana to Indonesia, from Mozambique to Kazakhstan: degrees west to east, south to north.
WEST_EAST, SOUTH_NORTH = (-66, 146), (-30, 58)


def figure(
    frame: pd.DataFrame,
    *,
    classes: Sequence[str],
    others: Sequence[str],
    look: Palette,
    words: Mapping[str, str],
    lang: str,
    geojson_url: str = GEOJSON,
) -> go.Figure:
    """The polygon map of one indicator.

    `frame` has one row a member: `iso3`, `value`, `year`, `colour_class`, `hover`, and `longitude`
    and `latitude` of a dot for members too small to be seen otherwise (missing for the rest).
    `classes` are the classes' words from the lowest. `others` are the areas of the catalogue that
    are no members: drawn, without hover. The disclaimer is part of the figure, so that no map
    stands without it; title and source line are the caller's.
    """
    known = list(layers(frame, classes=classes, look=look, words=words))
    shared = {"geojson": geojson_url, "featureidkey": "properties.id"}
    drawn = go.Figure(_plain([*others, OTHER], look.grid, look, shared))
    drawn.add_trace(_plain([DISPUTED], look.disputed, look, shared))
    drawn.add_traces([_members(layer, look, shared) for layer in known])
    drawn.add_traces([_dots(layer, look) for layer in known])
    rtl = language(lang).rtl
    drawn.update_layout(
        paper_bgcolor=look.paper,
        font={"family": look.font, "color": look.ink, "size": 13},
        margin={"l": 8, "r": 8, "t": 40, "b": 48},
        hoverlabel={"align": "right" if rtl else "left", "font": {"family": look.font}},
        legend=legend(rtl=rtl),
        geo=_frame(look),
        annotations=[_disclaimer(words["maps.disclaimer"], look, lang)],
    )
    return drawn


def _plain(
    ids: Sequence[str], colour: str, look: Palette, shared: Mapping[str, str]
) -> go.Choropleth:
    """Areas that say nothing: one colour, no hover, no place in the legend."""
    return go.Choropleth(
        **shared,
        locations=list(ids),
        z=[0] * len(ids),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"width": 0.4, "color": look.paper}},
    )


def _members(layer: Layer, look: Palette, shared: Mapping[str, str]) -> go.Choropleth:
    """The members of one colour, with their hover."""
    rows = layer.rows
    return go.Choropleth(
        **shared,
        locations=rows["iso3"].tolist(),
        z=[0] * len(rows),
        colorscale=[[0, layer.colour], [1, layer.colour]],
        showscale=False,
        customdata=rows[["iso3", "value", "year"]].astype(object).to_numpy(),
        text=rows["hover"].tolist(),
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"width": 0.8, "color": look.muted if layer.hatched else look.paper}},
    )


def _dots(layer: Layer, look: Palette) -> go.Scattergeo:
    """A colour's dots on its tiny members, and its line in the legend.

    Plotly leaves a trace without points out of the legend: a colour without dots has one nowhere.
    """
    rows = layer.rows[layer.rows["longitude"].notna()]
    return go.Scattergeo(
        name=layer.name,
        lon=[*rows["longitude"]] or [None],
        lat=[*rows["latitude"]] or [None],
        mode="markers",
        customdata=rows[["iso3", "value", "year"]].astype(object).to_numpy(),
        text=rows["hover"].tolist(),
        hovertemplate="%{text}<extra></extra>",
        marker={"size": 10, "color": layer.colour, "line": {"width": 1, "color": look.muted}},
        showlegend=True,
    )


def _frame(look: Palette) -> dict[str, object]:
    """What of the world is shown, and none of Plotly's own lines."""
    return {
        "visible": False,
        "bgcolor": look.paper,
        "scope": "world",
        "resolution": 110,
        "projection": {"type": "natural earth", "rotation": {"lon": sum(WEST_EAST) / 2}},
        "lonaxis": {"range": list(WEST_EAST)},
        "lataxis": {"range": list(SOUTH_NORTH)},
    }


def _disclaimer(text: str, look: Palette, lang: str) -> dict[str, object]:
    """The sentence under the map that says what its lines do not mean."""
    rtl = language(lang).rtl
    side = "right" if rtl else "left"
    return {
        "text": directed("<br>".join(wrap(text, 140)), lang),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 1 if rtl else 0,
        "xanchor": side,
        "align": side,
        "y": 0,
        "yanchor": "top",
        "yshift": -8,
        "font": {"size": 12, "color": look.muted},
    }
