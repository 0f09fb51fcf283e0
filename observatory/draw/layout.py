"""What every figure on screen shares: direction of texts, scales, key, colours and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

import plotly.graph_objects as go

from observatory.charts.plot import (
    Axis,
    BarPlot,
    CellPlot,
    Entry,
    Fill,
    Label,
    Mark,
    PointPlot,
    Stroke,
    Tip,
)
from observatory.charts.theme import BODY, SMALL, Look
from observatory.i18n import embed, language

# Plots that say what room they need around them.
Framed = PointPlot | BarPlot | CellPlot
# A legend is cut to its own width; a picture is drawn in a wider face than the page.
SLACK = "\u2003"
# The height of a row from which its name may stand on two lines; the width of a letter: pixels.
TALL, LETTER = 28, 7
DASHES = {"solid": "solid", "dash": "dash", "dot": "dot", "short": "2px,4px"}
SYMBOLS = {"tick": "line-ns", "dash": "line-ew"}


def isolate_lines(words: str, lang: str) -> str:
    """Text of a figure in the direction of its language: each line is an isolate of its own.

    SVG text runs from left to right whatever the page does, so an Arabic line must say otherwise.
    """
    return "<br>".join(embed(line, lang) for line in words.split("<br>"))


def on_lines(words: str, letters: int, lang: str) -> str:
    """A directed text on lines of so many letters."""
    return isolate_lines("<br>".join(wrap(words, letters)), lang)


def hover(found: Tip | None, lang: str) -> str:
    """What a mark says when pointed at: the name in bold, the facts, the source in small type."""
    if found is None:
        return ""
    lines = [f"<b>{found.name}</b>", *found.lines]
    if found.source:
        lines.append(f"<span style='font-size:11px'>{found.source}</span>")
    return isolate_lines("<br>".join(lines), lang)


def hover_of(tips: Sequence[Tip | None], lang: str) -> dict[str, object]:
    """The hover of a trace with a tip a point, or none."""
    if not any(tips):
        return {"hoverinfo": "skip"}
    said = [hover(each, lang) for each in tips]
    return {"hovertext": said, "hovertemplate": "%{hovertext}<extra></extra>"}


def base(look: Look, lang: str) -> dict[str, object]:
    """The parts of a layout that every figure shares."""
    side = "right" if language(lang).rtl else "left"
    return {
        "paper_bgcolor": look.paper,
        "plot_bgcolor": look.paper,
        "font": {"family": look.font, "color": look.ink, "size": BODY},
        "separators": language(lang).separators,
        "hoverlabel": {"font": {"family": look.font, "size": BODY}, "align": side},
        "hovermode": "closest",
        "colorway": list(look.categorical),
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": look.muted, "activecolor": look.accent},
    }


def across(found: Axis, look: Look, lang: str) -> dict[str, object]:
    """A scale that runs with the reading."""
    ends = [found.low, found.high]
    scale = ends[::-1] if language(lang).rtl else ends
    side = "top" if found.at_top else "bottom"
    upright = {"tickangle": -90, "tickfont": {"size": SMALL - 1, "color": look.muted}}
    more = upright if found.upright else {"ticklabelstandoff": 5} if found.kind == "year" else {}
    if found.kind == "names" and found.at_top:
        more = {"tickangle": 0, "tickfont": {"size": SMALL, "color": look.ink}}
    return _axis(found, look, lang, side=side, range=scale, **more)


def upwards(found: Axis, look: Look, lang: str, **more: object) -> dict[str, object]:
    """A scale that runs upwards at the side where reading begins; names run down."""
    side = "right" if language(lang).rtl else "left"
    ends = [found.low, found.high]
    scale = ends[::-1] if found.kind == "names" else ends
    return _axis(found, look, lang, side=side, range=scale, **more)


def rows(
    found: Axis, look: Look, lang: str, *, height: float, room: float, letter: float = LETTER
) -> dict[str, object]:
    """The names of rows beside a plot of this height, the first on top, on lines in their room."""
    high = height / max(1, len(found.names))
    letters = max(8, int(room / letter))
    shown = {
        "ticktext": [
            isolate_lines("<br>".join(_two(name, letters) if high >= TALL else [name]), lang)
            for name in found.names
        ],
        "tickfont": {"size": SMALL, "color": look.ink},
        "ticklabelstandoff": 6,
    }
    return upwards(found, look, lang, **shown)


def _two(name: str, letters: int) -> list[str]:
    """A name on one line of so many letters, or on two, which are longer where they must be."""
    return next(
        lines for more in range(len(name) + 1) if len(lines := wrap(name, letters + more)) <= 2
    )


def _axis(found: Axis, look: Look, lang: str, **more: object) -> dict[str, object]:
    """An axis without a box: thin grid lines or none, quiet labels."""
    if found.hidden:
        out: dict[str, object] = {"visible": False, "fixedrange": True}
        return out | {name: more[name] for name in ("range", "domain") if name in more}
    title = (
        {"text": isolate_lines(found.title, lang), "font": {"size": BODY}} if found.title else None
    )
    return {
        "showgrid": found.grid,
        "gridcolor": look.grid,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "tickfont": {"size": BODY, "color": look.muted},
        "title": title,
        "ticksuffix": found.suffix,
        **_ticks(found, lang),
        **more,
    }


def _ticks(found: Axis, lang: str) -> dict[str, object]:
    """Where the texts of a scale stand, and how they are written."""
    if found.kind == "names":
        texts = [isolate_lines(name, lang) for name in found.names]
        return {"tickmode": "array", "tickvals": list(range(len(texts))), "ticktext": texts}
    if found.ticks:
        return {"tickvals": list(found.ticks), "ticktext": list(found.tick_texts) or None}
    if found.kind == "date":
        return {"type": "date", "dtick": "M12", "tickformat": "%Y"}
    out: dict[str, object] = {"tickformat": "d"} if found.kind == "year" else {}
    if found.step:
        return {**out, "dtick": found.step, "tick0": 2000 if found.kind == "year" else 0}
    return {**out, "nticks": found.most_ticks} if found.most_ticks else out


def legend(lang: str, y: float = 1) -> dict[str, object]:
    """The legend of a figure: one line above the plot, beginning where reading begins."""
    rtl = language(lang).rtl
    return {
        "orientation": "h",
        "x": 1 if rtl else 0,
        "xanchor": "right" if rtl else "left",
        "y": y,
        "yanchor": "bottom" if y >= 1 else "top",
        "yref": "paper",
        "traceorder": "reversed" if rtl else "normal",
        "itemclick": False,
        "itemdoubleclick": False,
    }


def key(entries: Sequence[Entry], look: Look, lang: str) -> Iterator[go.Scatter | go.Bar]:
    """Traces without points, one an entry of the key, that stand in the legend alone."""
    for entry in entries:
        same = {
            "x": [None],
            "y": [None],
            "name": isolate_lines(entry.words, lang) + SLACK,
            "showlegend": True,
            "hoverinfo": "skip",
        }
        if entry.fill is not None:
            yield go.Bar(**same, marker=fill(entry.fill, look))
            continue
        shape = {"lines": entry.stroke, "markers": entry.mark}
        yield go.Scatter(
            **same,
            mode="+".join(name for name, found in shape.items() if found),
            line=stroke(entry.stroke, look) if entry.stroke else None,
            marker=marker(entry.mark, look) if entry.mark else None,
        )


def stroke(found: Stroke, look: Look) -> dict[str, object]:
    """A line in plotly's words."""
    colour = look.colour(found.colour)
    return {"color": colour, "width": found.width, "dash": DASHES[found.dash]}


def marker(found: Mark, look: Look) -> dict[str, object]:
    """A mark in plotly's words."""
    colour = look.colour(found.colour)
    out = {"symbol": SYMBOLS.get(found.symbol, found.symbol), "size": found.size}
    if found.symbol in SYMBOLS:
        return {**out, "color": colour, "line": {"color": colour, "width": 1.6}}
    if found.hollow:
        return {**out, "color": look.paper, "line": {"color": colour, "width": 1.8}}
    outline = look.colour(found.outline) if found.outline else colour
    return {**out, "color": colour, "line": {"color": outline, "width": 1 if found.outline else 0}}


def fill(found: Fill, look: Look) -> dict[str, object]:
    """The fill of bars or cells in plotly's words."""
    colour = look.colour(found.colour)
    thin = found.hatch_colour == "muted"
    pattern = {
        "shape": found.hatch,
        "fgcolor": look.colour(found.hatch_colour),
        "bgcolor": colour,
        "size": 7 if thin else 6,
        "solidity": 0.12 if thin else 0.3,
    }
    outline = look.colour(found.outline) if found.outline else colour
    line = {"color": outline, "width": 1.2 if found.outline else 0}
    return {"color": colour, "line": line, "pattern": pattern if found.hatch else None}


def halo(look: Look) -> str:
    """The shadow that lifts a text off the lines behind it, as CSS writes it."""
    return ", ".join(f"{x}px {y}px 1px {look.paper}" for x in (-1, 1) for y in (-1, 1))


def labels(found: Sequence[Label | None], look: Look, lang: str) -> dict[str, object]:
    """The texts at points, each in its direction, size and colour, on a halo of paper."""
    first = next(each for each in found if each)
    colours = [look.colour(each.colour) if each else look.ink for each in found]
    one = colours[0] if len(set(colours)) == 1 else colours
    return {
        "text": [_pad(each, lang) if each else "" for each in found],
        "textfont": {"size": first.size, "color": one, "shadow": halo(look)},
    }


def _pad(label: Label, lang: str) -> str:
    """A label, with a gap to its mark where it stands beside it."""
    words = isolate_lines(label.text, lang)
    gap = {"before": 3, "after": 3, "edge": 1}.get(label.side, 0) * " "
    return f"{gap}{words}{gap}"


def iso(value: float | date | None) -> float | str | None:
    """A number as it is, a day as plotly reads it."""
    return value.isoformat() if isinstance(value, date) else value


def laid_out(
    drawn: go.Figure, plot: Framed, look: Look, lang: str, *, key_at: float = 1, **more: object
) -> None:
    """Lay out a figure: what all share, its plot's height, the room around it, and its key.

    The room is mirrored where reading begins at the right; `key_at` is the key's place in heights
    of the plot.
    """
    drawn.add_traces(list(key(plot.key, look, lang)))
    sides = (plot.after, plot.before) if language(lang).rtl else (plot.before, plot.after)
    margin = {"l": sides[0], "r": sides[1], "t": plot.above, "b": plot.below}
    shared = {"height": plot.height, "margin": margin, "legend": legend(lang, key_at)}
    drawn.update_layout(**base(look, lang), **shared, showlegend=bool(plot.key), **more)
