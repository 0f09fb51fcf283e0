"""The polygon map: members in colour, other areas light, areas of disputed status neutral.

The boundaries are fetched by the browser from a file of ours; Plotly's base topology comes from
`static/topo/` (`CONFIG` says so to whatever shows the figure), so that no other server is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import plotly.graph_objects as go

from observatory.charts.plot import BoundaryPlot, Entry, Layer
from observatory.charts.theme import SMALL, Look
from observatory.draw import layout
from observatory.i18n import language

GEOJSON = "app/static/boundaries.geojson"
CONFIG: Mapping[str, str] = {"topojsonURL": "app/static/topo/"}

# The ids of `static/boundaries.geojson` that are no area of the catalogue.
DISPUTED, OTHER = "disputed", "other"
# From Guyana to Indonesia, from Mozambique to Kazakhstan: degrees west to east, south to north.
WEST_EAST, SOUTH_NORTH = (-66, 146), (-30, 58)
# Letters of a line of the sentence under the map.
LINE = 140
_SHARED = {"geojson": GEOJSON, "featureidkey": "properties.id", "showscale": False}


def figure(plot: BoundaryPlot, look: Look, lang: str) -> go.Figure:
    """The map with the sentence under it, so that none stands without; no words around it."""
    drawn = go.Figure(_plain([*plot.others, OTHER], look.grid, look))
    drawn.add_trace(_plain([DISPUTED], look.disputed, look))
    drawn.add_traces([_members(layer, look, lang) for layer in plot.layers])
    drawn.add_traces([_dots(layer, look, lang) for layer in plot.layers if layer.dots])
    drawn.add_traces(list(_key(plot.key, look, lang)))
    drawn.update_layout(
        **layout.base(look, lang),
        height=plot.height,
        showlegend=bool(plot.key),
        margin={"l": 8, "r": 8, "t": 40, "b": 48},
        legend=layout.legend(lang),
        geo=_frame(look),
        annotations=[_disclaimer(plot.disclaimer, look, lang)],
    )
    return drawn


def _plain(ids: Sequence[str], colour: str, look: Look) -> go.Choropleth:
    """Areas that say nothing: one colour, no hover, no place in the legend."""
    return go.Choropleth(
        **_SHARED,
        locations=list(ids),
        z=[0] * len(ids),
        colorscale=[[0, colour], [1, colour]],
        hoverinfo="skip",
        marker={"line": {"width": 0.4, "color": look.paper}},
    )


def _members(layer: Layer, look: Look, lang: str) -> go.Choropleth:
    """The members of one fill, with what they say."""
    colour = look.colour(layer.fill.colour)
    edge = look.muted if layer.fill.hatch else look.paper
    return go.Choropleth(
        **_SHARED,
        locations=list(layer.codes),
        z=[0] * len(layer.codes),
        colorscale=[[0, colour], [1, colour]],
        **layout.hover_of(layer.tips, lang),
        marker={"line": {"width": 0.8, "color": edge}},
    )


def _dots(layer: Layer, look: Look, lang: str) -> go.Scattergeo:
    """The dots of a layer's tiny members."""
    said = dict(zip(layer.codes, layer.tips, strict=True)) if layer.tips else {}
    return go.Scattergeo(
        lon=[east for east, _ in layer.dots.values()],
        lat=[north for _, north in layer.dots.values()],
        mode="markers",
        customdata=[[code] for code in layer.dots],
        **layout.hover_of([said.get(code) for code in layer.dots], lang),
        marker=_dot(look.colour(layer.fill.colour), look),
        showlegend=False,
    )


def _dot(colour: str, look: Look) -> dict[str, object]:
    return {"size": 10, "color": colour, "line": {"width": 1, "color": look.muted}}


def _key(key: Sequence[Entry], look: Look, lang: str) -> Iterator[go.Scattergeo]:
    """The entries of the key: other traces than those of maps would bring axes with them."""
    for entry in key:
        yield go.Scattergeo(
            name=layout.isolate_lines(entry.words, lang) + layout.SLACK,
            lon=[None],
            lat=[None],
            mode="markers",
            marker=_dot(look.colour(entry.fill.colour if entry.fill else "muted"), look),
            showlegend=True,
        )


def _frame(look: Look) -> dict[str, object]:
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


def _disclaimer(words: str, look: Look, lang: str) -> dict[str, object]:
    """The sentence under the map that says what its lines do not mean."""
    rtl = language(lang).rtl
    side = "right" if rtl else "left"
    return {
        "text": layout.on_lines(words, LINE, lang),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 1 if rtl else 0,
        "xanchor": side,
        "align": side,
        "y": 0,
        "yanchor": "top",
        "yshift": -8,
        "font": {"size": SMALL, "color": look.muted},
    }
