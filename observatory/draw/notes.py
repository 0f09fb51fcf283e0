"""What stands in and around the points of a figure: lines across, shades, sentences, end names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from observatory.charts.label_spacing import END_LINE, apart, on_lines
from observatory.charts.plot import Band, EndName, PointPlot, Reference, Sentence
from observatory.charts.theme import BODY, SMALL, Look
from observatory.draw.layout import halo, iso, isolate_lines, stroke
from observatory.i18n import language

# The height of the words of a line across, above and below a plot; how many levels they stand on
# above it; the length of the thread from a line's end to its name: pixels.
OVER, UNDER, LEVELS, LEADER = 17, 16, 3, 18


def references(
    drawn: go.Figure,
    found: Sequence[Reference],
    look: Look,
    lang: str,
    yref: str = "y",
    *,
    pieces: Sequence[Sequence[tuple[float, float]]] = (),
) -> None:
    """Add the lines across a plot, below its marks, with their words.

    `pieces`: of each line the spans of rows through which it runs; without them it runs through
    the whole plot.
    """
    for place, each in enumerate(found):
        value = iso(each.value)
        own, ends = ("x", "y") if each.across else ("y", "x")
        at = {f"{own}ref": "x" if each.across else yref, f"{own}0": value, f"{own}1": value}
        spans = [(yref, *span) for span in pieces[place]] if pieces else [("paper", 0, 1)]
        for ref, first, last in spans:
            drawn.add_shape(
                type="line",
                name=each.name,
                layer="below",
                line=stroke(each.stroke, look),
                **at,
                **{f"{ends}ref": ref, f"{ends}0": first, f"{ends}1": last},
            )
        if each.words:
            words = isolate_lines(each.words, lang)
            font = {"size": SMALL, "color": look.colour(each.words_colour)}
            spot = _upright(each, place) if each.across else _level(each, yref, lang)
            drawn.add_annotation(text=words, showarrow=False, font=font, **spot)


def _upright(found: Reference, place: int) -> dict[str, object]:
    """Where the words of an upright line stand: above or below it, each on a level of its own."""
    at = {"x": iso(found.value), "yref": "paper", "xanchor": "center"}
    if found.words_at == "below":
        return {**at, "y": 0, "yanchor": "top", "yshift": -2 - UNDER * place}
    return {**at, "y": 1, "yanchor": "bottom", "yshift": 2 + OVER * (place % LEVELS)}


def _level(found: Reference, yref: str, lang: str) -> dict[str, object]:
    """The words of a level line stand beyond its end."""
    rtl = language(lang).rtl
    at = {"xref": "paper", "x": 0 if rtl else 1, "xanchor": "right" if rtl else "left"}
    return {**at, "yref": yref, "y": found.value}


def bands(drawn: go.Figure, found: Sequence[Band], look: Look, yref: str = "y") -> None:
    """Add the shades behind neighbouring rows, or around a value."""
    for each in found:
        edge = 0.5 if each.by == "rows" else 0
        drawn.add_shape(
            type="rect",
            xref="paper",
            x0=0,
            x1=1,
            yref=yref,
            y0=each.first - edge,
            y1=each.last + edge,
            layer="below",
            line={"width": 0},
            fillcolor=look.colour(each.colour),
            opacity=0.55 if each.by == "rows" else 1,
        )


def sentences(
    drawn: go.Figure,
    found: Sequence[Sentence],
    look: Look,
    lang: str,
    *,
    below: float = 0,
    over: float = 0,
) -> None:
    """Add the sentences that stand in a plot wherever it is shown.

    They stand `below` the lines' words, and `over` the key, in pixels.
    """
    rtl = language(lang).rtl
    for each in found:
        above = each.place == "above"
        at_left = rtl == above
        words = isolate_lines(f"<b>{each.text}</b>" if each.bold else each.text, lang)
        drawn.add_annotation(
            text=words,
            showarrow=False,
            xref="paper",
            yref="paper",
            x=0 if at_left else 1,
            xanchor="left" if at_left else "right",
            align="right" if rtl else "left",
            y=1 if above else 0,
            yanchor="bottom" if above else "top",
            yshift=4 + over if above else -2 - below,
            font={"size": SMALL, "color": look.muted},
        )


def end_names(plot: PointPlot, look: Look, lang: str) -> Iterator[dict[str, object]]:
    """The names at the ends of lines, moved apart where they would overlap."""
    low, high = float(plot.y.low), float(plot.y.high)  # type: ignore[arg-type]
    scale = plot.height / (high - low)
    named = plot.end_names
    wished = [(each.y - low) * scale for each in named]
    tall = [float(END_LINE * len(on_lines(each.text))) for each in named]
    placed = apart(wished, tall, low=0, high=plot.height)
    for each, wish, place in zip(named, wished, placed, strict=True):
        yield _end_name(each, look, lang, wish=wish, place=place, value=low + place / scale)


def _end_name(
    found: EndName, look: Look, lang: str, *, wish: float, place: float, value: float
) -> dict[str, object]:
    """A name beyond the edge where reading ends: on a thread, or at its moved place."""
    rtl = language(lang).rtl
    way, side = (-1, "right") if rtl else (1, "left")
    colour = look.colour(found.colour)
    thread = {
        "y": found.y,
        "ax": way * LEADER,
        "ay": wish - place,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": colour,
        "xshift": way * 3,
    }
    return {
        "name": found.code,
        "text": isolate_lines("<br>".join(on_lines(found.text)), lang),
        "xref": "paper",
        "x": 0 if rtl else 1,
        "xanchor": side,
        "align": side,
        "font": {"size": BODY if found.leader else SMALL, "color": colour, "shadow": halo(look)},
        **(thread if found.leader else {"y": value, "showarrow": False, "xshift": way * 4}),
    }
