"""The charts of a brief as data for its template: an indicator over time, and the strip."""

from __future__ import annotations

from functools import partial

import pandas as pd

from observatory.answers import series_choice
from observatory.charts.kinds.strip import levels
from observatory.i18n import language, number
from observatory.methods.distribution import Place
from observatory.methods.estimates import comparable
from observatory.topics.group_references import Ask
from observatory.view import View
from observatory.warehouse.histories import Histories
from observatory.words.register import Network

_TICKS = 4


def over_time(
    network: Network, iso3: str, indicator: str, histories: Histories
) -> dict[str, object]:
    """An indicator over time: modelled lines, projections dashed, national values as circles.

    The series are those that Explore draws for the member.
    """
    view = View(indicator=(indicator,), members=(iso3,), lang=network.lang)
    ids = [term.series_id for term in series_choice.drawn(view, indicator, network.terms)]
    parts = [
        histories.of(name, iso3, partial(histories.__getitem__, name))
        for name in ids
        if name in histories
    ]
    rows = pd.concat(parts).sort_values("year") if parts else pd.DataFrame({"value": []})
    base = {"title": network.terms.indicators[indicator].name[network.lang], "series": []}
    rows = rows.loc[rows["value"].notna()]
    if rows.empty:
        reason = network.say("missing.not_found")
        return {**base, "measure": _unit(network, indicator), "kind": "none", "reason": reason}
    first, last = int(rows["year"].min()), int(rows["year"].max())
    high = float(rows["value"].max()) * 1.08
    estimates = rows.loc[rows["estimate"].isin(comparable("modelled"))]
    projected = pd.concat([estimates.tail(1), rows.loc[rows["estimate"] == "projected"]])
    return {
        **base,
        "measure": f"{_unit(network, indicator)} · {_span(network, first, last)}",
        "kind": "years",
        "first": first,
        "last": max(last, first + 1),
        "low": 0,
        "high": high,
        "ticks": _ticks(high, network.lang),
        "years": list(range(first, last + 1, max(1, -(-(last - first) // 4)))),
        "lines": [
            {"dashed": False, "points": _points(estimates)},
            {"dashed": True, "points": _points(projected)},
        ],
        "points": _points(rows.loc[rows["estimate"] == "reported"]),
        "series": sorted(set(rows["series_id"])),
    }


def strip(
    network: Network, iso3: str, indicator: str, place: Place | None, ask: Ask
) -> dict[str, object]:
    """Where the national value stands among those of the members: no ordinal, the median.

    One view serves every member. The years are the window of `place`, as the text says them.
    """
    view = View(chart="strip", indicator=(indicator,), members=(), groups=(), lang=network.lang)
    found = ask(view)
    rows = found.frame.loc[(found.frame["role"] == "member") & found.frame["value"].notna()]
    base = {"title": network.say("brief.among", n=len(rows)), "series": []}
    if rows.empty or place is None:
        reason = network.say("missing.not_found")
        return {**base, "measure": _unit(network, indicator), "kind": "none", "reason": reason}
    high = float(rows["value"].max()) * 1.05
    rows = rows.sort_values("value")
    dots = list(zip(rows["value"], levels(list(rows["value"]), high * 0.35), strict=True))
    own = [dot for dot, code in zip(dots, rows["iso3"], strict=True) if code == iso3]
    median = float(rows["value"].median())
    words = network.say("charts.median", n=len(rows))
    return {
        **base,
        "measure": f"{_unit(network, indicator)} · {_span(network, place.first, place.last)}",
        "kind": "strip",
        "low": 0,
        "high": high,
        "ticks": _ticks(high, network.lang),
        "dots": dots,
        "own": own[0] if own else None,
        "median": median,
        "median_words": f"{words} {number(median, network.lang, found.decimals)}",
        "series": sorted(set(rows["series_id"])),
    }


def _unit(network: Network, indicator: str) -> str:
    """The unit as the language writes it."""
    name = network.terms.indicators[indicator].unit
    if name == "percent":
        return language(network.lang).percent.strip()
    return network.terms.units[name].short[network.lang]


def _span(network: Network, first: int, last: int) -> str:
    return network.years("-".join(dict.fromkeys([str(first), str(last)])))


def _points(rows: pd.DataFrame) -> list[tuple[int, float]]:
    return [(int(y), float(v)) for y, v in zip(rows["year"], rows["value"], strict=True)]


def _ticks(high: float, lang: str) -> list[dict[str, object]]:
    """Round values on the scale, from zero."""
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 1000) if s * _TICKS >= high)
    decimals = 0 if step >= 1 else 1
    ticks = [step * at for at in range(_TICKS + 1) if step * at <= high]
    return [{"at": tick, "words": number(tick, lang, decimals)} for tick in ticks]
