"""The brief of a member: one A4 page as PDF, in three languages, its charts drawn as vectors.

The words and figures are those of the member's page; the typefaces come with the product's
requirements, not from the machine, so that Arabic joins everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import pandas as pd
import typst

from observatory import member_figures, member_record, member_words
from observatory.answer import Answer
from observatory.charts.strip import levels
from observatory.charts.theme import LIGHT
from observatory.exhibit import source_line
from observatory.i18n import language, number
from observatory.measures.estimates import comparable
from observatory.member_figures import LEADING, Histories
from observatory.network import Network
from observatory.references import Ask
from observatory.view import View

TEMPLATE = Path(__file__).with_name("brief.typ")
# Lines of a list that the page has room for; the rest are counted.
MOST_LINES = 11
_OVER_TIME = ("neet_rate", "youth_unemployment_rate")
_TICKS = 4


def brief(of: Network, iso3: str, histories: Histories, ask: Ask) -> bytes:
    """The brief of a member as PDF, exactly one page; the same bytes for one build.

    `histories`: every value of the 57 by series; `ask` answers views of the build. Nothing is
    computed here: figures, sentences and charts are those of the member's page.
    """
    data = json.dumps(_data(of, iso3, histories, ask), ensure_ascii=False)
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"data": data},
        timestamp=int(of.build.built_at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def filename(of: Network, iso3: str) -> str:
    """A telling file name: member, language, build."""
    return f"brief-{iso3}-{of.lang}-{of.build.build_id}.pdf"


@cache
def _compiler() -> typst.Compiler:
    """The compiler with the packaged typefaces alone; the first brief pays for reading them."""
    packages = (fontpkg_noto_sans, fontpkg_noto_sans_arabic)
    folders = [str(Path(str(package.__file__)).parent / "files") for package in packages]
    return typst.Compiler(str(TEMPLATE), font_paths=folders, ignore_system_fonts=True)


def _data(of: Network, iso3: str, histories: Histories, ask: Ask) -> dict[str, object]:
    """What the template sets, in words."""
    found = member_figures.figures(of, iso3, histories)
    by_name = {figure.indicator_id: figure for figure in found}
    leading = [by_name[name] for name in LEADING[:3] if name in by_name]
    titles = ("young", "network", "commitments", "gaps", "sources")
    charts = [_over_time(of, iso3, name, ask) for name in _OVER_TIME]
    charts.insert(1, _strip(of, iso3, ask))
    return {
        "lang": of.lang,
        "rtl": language(of.lang).rtl,
        "look": {
            "accent": LIGHT.accent, "muted": LIGHT.muted, "grid": LIGHT.grid, "ink": LIGHT.ink,
            "model": LIGHT.categorical[1], "dot": LIGHT.disputed,
        },
        "name": of.name(iso3),
        "network": "OIC-PESNET",
        "standing": " ".join(member_record.standing(of, iso3)),
        "words": {name: of.say(f"brief.{name}") for name in titles},
        "figures": [_figure(of, figure, ask) for figure in leading],
        "charts": charts,
        "key": of.say("brief.key"),
        "in_network": _in_network(of, iso3),
        "commitments": _commitments(of, iso3),
        "gaps": _short(of, [*member_words.gaps(of, found), *member_record.gaps(of, iso3)]),
        "sources": _sources(of, charts),
        "stamp": f"{source_line(of.build, of.lang)} {of.say('frame.not_official')}",
    }  # fmt: skip


def _figure(of: Network, figure: member_figures.Figure, ask: Ask) -> dict[str, object]:
    """One leading figure, with what it rests on and the sentences of the member's page."""
    value, year, rests = member_words.shown(of, figure)
    return {
        "name": of.terms.indicators[figure.indicator_id].name[of.lang],
        "value": value,
        "year": year,
        "rests": rests,
        "lines": member_words.sentences(of, figure, ask),
    }


def _over_time(of: Network, iso3: str, indicator: str, ask: Ask) -> dict[str, object]:
    """An indicator over time: modelled lines, projections dashed, national values as circles."""
    found = ask(View(indicator=(indicator,), members=(iso3,), groups=(), lang=of.lang))
    rows = found.frame.loc[found.frame["value"].notna()].sort_values("year")
    base = _named(of, found, of.terms.indicators[indicator].name[of.lang])
    if rows.empty:
        return {**base, "kind": "none", "reason": of.say("missing.not_found")}
    first, last = int(rows["year"].min()), int(rows["year"].max())
    high = float(rows["value"].max()) * 1.08
    estimates = rows.loc[rows["estimate"].isin(comparable("modelled"))]
    projected = pd.concat([estimates.tail(1), rows.loc[rows["estimate"] == "projected"]])
    step = max(1, -(-(last - first) // 4))
    return {
        **base,
        "kind": "years",
        "first": first,
        "last": max(last, first + 1),
        "low": 0,
        "high": high,
        "ticks": _ticks(high, found),
        "years": list(range(first, last + 1, step)),
        "lines": [
            {"dashed": False, "points": _points(estimates)},
            {"dashed": True, "points": _points(projected)},
        ],
        "points": _points(rows.loc[rows["estimate"] == "reported"]),
        "series": sorted(set(rows["series_id"])),
    }


def _strip(of: Network, iso3: str, ask: Ask) -> dict[str, object]:
    """Where the national value stands among those of the members: no ordinal, the median."""
    view = View(chart="strip", indicator=("neet_rate",), members=(iso3,), groups=(), lang=of.lang)
    found = ask(view)
    rows = found.frame.loc[(found.frame["role"] == "member") & found.frame["value"].notna()]
    base = _named(of, found, of.say("brief.among", n=len(rows)))
    if rows.empty:
        return {**base, "kind": "none", "reason": of.say("missing.not_found")}
    high = float(rows["value"].max()) * 1.05
    rows = rows.sort_values("value")
    dots = list(zip(rows["value"], levels(list(rows["value"]), high * 0.35), strict=True))
    own = [dot for dot, code in zip(dots, rows["iso3"], strict=True) if code == iso3]
    median = float(rows["value"].median())
    words = of.say("charts.median", n=len(rows))
    return {
        **base,
        "kind": "strip",
        "low": 0,
        "high": high,
        "ticks": _ticks(high, found),
        "dots": dots,
        "own": own[0] if own else None,
        "median": median,
        "median_words": f"{words} {number(median, of.lang, found.decimals)}",
        "series": sorted(set(rows["series_id"])),
    }


def _named(of: Network, found: Answer, title: str) -> dict[str, object]:
    """The title of a chart and its measure with the years shown."""
    years = found.frame.loc[found.frame["value"].notna(), "year"]
    span = of.years("-".join(dict.fromkeys([str(years.min()), str(years.max())])))
    period = f" · {span}" if len(years) else ""
    return {"title": title, "measure": f"{found.unit_short}{period}", "series": []}


def _points(rows: pd.DataFrame) -> list[tuple[int, float]]:
    return [(int(y), float(v)) for y, v in zip(rows["year"], rows["value"], strict=True)]


def _ticks(high: float, found: Answer) -> list[dict[str, object]]:
    """Round values on the scale, from zero."""
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 1000) if s * _TICKS >= high)
    lang, decimals = found.view.lang, 0 if step >= 1 else 1
    ticks = [step * at for at in range(_TICKS + 1) if step * at <= high]
    return [{"at": tick, "words": number(tick, lang, decimals)} for tick in ticks]


def _in_network(of: Network, iso3: str) -> list[str]:
    """What is known of the member in the network, and the events that list it."""
    parts = of.tables["participation"]
    mine = parts.loc[(parts["iso3"] == iso3) & (parts["state"] == "attended"), "event_id"]
    events = of.events.loc[of.events["event_id"].isin(mine)]
    dates = of.dates(events, "start_date", "end_date")
    at = [f"{name} ({on})" for name, on in zip(of.texts(events), dates, strict=True)]
    bodies = list(member_record.bodies(of, iso3)["body"])
    return _short(of, [*member_record.in_short(of, iso3), *bodies, *at])


def _commitments(of: Network, iso3: str) -> list[str]:
    """The member's own activities, then the paragraphs that speak to members."""
    own = member_record.activities(of, iso3)
    said = [f"{row.activity}: {row.part}, {row.state}" for row in own.itertuples()]
    paragraphs = member_record.addressed(of)
    said += [f"§ {row.number} {row.paragraph}" for row in paragraphs.itertuples()]
    return _short(of, said)


def _short(of: Network, lines: Sequence[str]) -> list[str]:
    """The first lines of a list; how many more there are is said."""
    if len(lines) <= MOST_LINES:
        return list(lines)
    return [*lines[: MOST_LINES - 1], of.say("brief.more", n=len(lines) - MOST_LINES + 1)]


def _sources(of: Network, charts: Sequence[dict[str, object]]) -> str:
    """The sources of the charts with their citations and licences."""
    ids = {str(s) for c in charts for s in c["series"]}  # type: ignore[attr-defined]
    sources = {of.terms.series[series_id].source_id for series_id in ids}
    terms = [of.terms.sources[source_id] for source_id in sorted(sources)]
    return " ".join(f"{term.citation} ({term.licence})." for term in terms)
