"""The charts of a brief: the plots of Explore, reduced to the data that its template sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from observatory.answers.answer import Answer
from observatory.charts import plot_of
from observatory.charts.plot import Axis, EmptyPlot, Entry, Mark, Number, Plot, PointPlot, Stroke
from observatory.charts.theme import LIGHT
from observatory.charts.ticks import step, ticks
from observatory.i18n import language, number
from observatory.methods.distribution import Place
from observatory.topics.group_references import Ask
from observatory.view import View
from observatory.words.register import Network

# Values on a scale at most; millimetres of a mark and points of a line for one pixel of a plot.
_TICKS, _MILLIMETRES, _POINTS = 5, 0.16, 0.44
# The mark of the member whom a brief is about, among all.
_OWN = Mark("circle", 14, "accent")


def over_time(network: Network, iso3: str, indicator: str, ask: Ask) -> dict[str, object]:
    """An indicator of a member over time, as Explore draws it."""
    view = View(indicator=(indicator,), members=(iso3,), groups=(), lang=network.lang)
    found = ask(view)
    return {
        **_chart(found, plot_of(found)),
        "title": network.terms.indicators[indicator].name[network.lang],
        "measure": _measure(network, indicator, _years(found)),
    }


def strip(
    network: Network, iso3: str, indicator: str, place: Place | None, ask: Ask
) -> dict[str, object]:
    """Where the national value stands among those of the members: no ordinal, the median.

    One view serves every member. The years are the window of `place`, as the text says them.
    """
    view = View(chart="strip", indicator=(indicator,), members=(), groups=(), lang=network.lang)
    found = ask(view)
    plot = plot_of(found)
    if place is None:
        plot = EmptyPlot(network.say("missing.not_found"))
    years = (place.first, place.last) if place else None
    among = found.frame.loc[(found.frame["role"] == "member") & found.frame["value"].notna()]
    return {
        **_chart(found, plot),
        "own": _own(plot, iso3),
        "title": network.say("brief.among", n=len(among)),
        "measure": _measure(network, indicator, years),
    }


def _chart(found: Answer, plot: Plot) -> dict[str, object]:
    """The chart of an answer, and the series that its values are of."""
    known = found.frame.loc[found.frame["value"].notna(), "series_id"]
    series = [] if isinstance(plot, EmptyPlot) else sorted(set(known))
    return {**chart(plot, found.view.lang), "series": series}


def chart(plot: Plot, lang: str) -> dict[str, object]:
    """A plot of points as the template sets it: values, words, `#rrggbb`, millimetres and points.

    `kind` is `points`, or `none` with the `reason`: of a plot of nothing, or of one that no brief
    has room for.
    """
    if not isinstance(plot, PointPlot):
        return {"kind": "none", "reason": plot.reason if isinstance(plot, EmptyPlot) else ""}
    lines = [(each.stroke, list(zip(each.x, each.y, strict=True))) for each in plot.series]
    # Rings stand on filled marks, which would fill them at this size.
    marks = sorted(
        ((each.mark, list(zip(each.x, each.y, strict=True))) for each in plot.series),
        key=lambda each: each[0] is not None and each[0].hollow,
    )
    return {
        "kind": "points",
        "x": _axis(plot.x, lang),
        "y": _axis(plot.y, lang),
        "lines": [
            {**_stroke(stroke), "points": [None if y is None else (x, y) for x, y in points]}
            for stroke, points in lines
            if stroke is not None
        ],
        "marks": [
            {**_mark(mark), "points": [(x, y) for x, y in points if y is not None]}
            for mark, points in marks
            if mark is not None
        ],
        "references": [
            {"at": line.value, "words": line.words} for line in plot.references if line.across
        ],
        "key": [_entry(entry) for entry in plot.key],
    }


def keys(charts: Sequence[dict[str, object]]) -> list[object]:
    """The entries of the keys of charts, each once."""
    entries = [entry for each in charts for entry in each.get("key", [])]  # type: ignore[attr-defined]
    return list({entry["words"]: entry for entry in entries}.values())


def _axis(axis: Axis, lang: str) -> dict[str, object]:
    low, high = _plain(axis.low), _plain(axis.high)
    return {
        "low": low,
        "high": high,
        "grid": axis.grid,
        "ticks": [] if axis.hidden else list(_ticks(axis, low, high, lang)),
    }


def _ticks(axis: Axis, low: float, high: float, lang: str) -> Iterator[dict[str, object]]:
    """Round values on a scale; a year is written as one."""
    each = step(high - low, _TICKS)
    decimals = 0 if each >= 1 else 1
    for tick in ticks(low, high, max(each, 1.0) if axis.kind == "year" else each):
        words = str(int(tick)) if axis.kind == "year" else number(tick, lang, decimals)
        yield {"at": tick, "words": words}


def _plain(value: Number) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _stroke(stroke: Stroke) -> dict[str, object]:
    return {
        "colour": LIGHT.colour(stroke.colour),
        "width": stroke.width * _POINTS,
        "dash": {"dash": "dashed", "dot": "dotted", "short": "dotted"}.get(stroke.dash, "solid"),
    }


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "symbol": mark.symbol,
        "size": mark.size * _MILLIMETRES,
        "colour": LIGHT.colour(mark.colour),
        "hollow": mark.hollow,
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "words": entry.words,
        "stroke": _stroke(entry.stroke) if entry.stroke else None,
        "mark": _mark(entry.mark) if entry.mark else None,
    }


def _own(plot: Plot, iso3: str) -> dict[str, object] | None:
    """The mark of a member among all, upon that of everyone; None where it has no value."""
    points = plot.series if isinstance(plot, PointPlot) else ()
    for each in points:
        for x, y, datum in zip(each.x, each.y, each.data, strict=True):
            if datum.code == iso3:
                hollow = bool(each.mark and each.mark.hollow)
                return {**_mark(_OWN), "hollow": hollow, "points": [(x, y)]}
    return None


def _years(found: Answer) -> tuple[int, int] | None:
    """The first and the last year with a value."""
    years = found.frame.loc[found.frame["value"].notna(), "year"]
    return (int(years.min()), int(years.max())) if len(years) else None


def _measure(network: Network, indicator: str, years: tuple[int, int] | None) -> str:
    """The unit as the language writes it, and the years."""
    name = network.terms.indicators[indicator].unit
    percent = language(network.lang).percent.strip()
    unit = percent if name == "percent" else network.terms.units[name].short[network.lang]
    if years is None:
        return unit
    return f"{unit} · {network.years('-'.join(dict.fromkeys(map(str, years))))}"
