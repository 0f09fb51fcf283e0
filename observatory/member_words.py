"""The figures of a member in words: the value, what it rests on, and a sentence for each finding.

Every number carries its year; places are no ordinals (methods M3), changes no verdicts (M4).
"""

from __future__ import annotations

import pandas as pd

from observatory import wording
from observatory.filtered import said
from observatory.i18n import difference, listed, number, percent, span
from observatory.member_figures import LEADING, Figure, Value, neet_split
from observatory.network import Network
from observatory.references import OIC, Ask, references
from observatory.view import DEFAULT, View


def sentences(of: Network, figure: Figure, ask: Ask) -> list[str]:
    """What is said under the value of a figure, a sentence a line; each number with its year."""
    decimals = _decimals(of, figure)
    view = figure.view.but(lang=of.lang)
    lines = [
        _beside(of, figure, decimals),
        figure.note,
        *references(of, view, view.compared_with((OIC,)), ask),
        _place(of, figure, decimals),
        _change(of, figure, decimals),
        _levels(of, figure, decimals),
    ]
    return [line for line in lines if line]


def shown(of: Network, figure: Figure) -> tuple[str, str, str]:
    """The value in words, its year, and its estimate type with source and series."""
    value = figure.shown
    if value is None:
        chosen = figure.view.but(groups=DEFAULT.groups).is_filtered
        return "–", "", of.say("member.no_choice" if chosen else "member.no_figure")
    name = of.terms.indicators[figure.indicator_id].unit
    unit = of.terms.units[name]
    said = (
        percent(value.value, of.lang, unit.decimals)
        if name == "percent"
        else f"{number(value.value, of.lang, unit.decimals)} {unit.short[of.lang]}"
    )
    return said, str(value.year), _rests_on(of, value)


def _rests_on(of: Network, value: Value) -> str:
    source = of.terms.sources[value.series.source_id].publisher[of.lang]
    kind = of.say(f"estimate.{value.estimate}")
    old = f" · {of.say('member.old')}" if value.old else ""
    sex = f"{of.say(f'sex.{value.series.sex}')} · " if value.series.sex != DEFAULT.sex else ""
    return f"{sex}{kind} · {source}, {value.series.code}{old}"


def _decimals(of: Network, figure: Figure) -> int:
    return of.terms.units[of.terms.indicators[figure.indicator_id].unit].decimals


def _beside(of: Network, figure: Figure, decimals: int) -> str:
    other = figure.beside
    if other is None:
        return ""
    value = number(other.value, of.lang, decimals)
    kind, source = of.say(f"estimate.{other.estimate}"), _rests_on(of, other)
    return of.say("member.beside", kind=kind, value=value, year=other.year, source=source)


def _place(of: Network, figure: Figure, decimals: int) -> str:
    """Among how many members, in which range, with which median; never an ordinal (M3)."""
    found = figure.place
    if found is None or figure.national is None:
        return ""
    said = {
        "n": found.n,
        "years": span(found.first, found.last, of.lang),
        "low": number(found.low, of.lang, decimals),
        "high": number(found.high, of.lang, decimals),
        "median": number(found.median, of.lang, decimals),
    }
    if not found.year:
        return of.say("member.place.outside", **said)
    own = number(found.value, of.lang, decimals)
    return of.say("member.place", value=own, year=found.year, **said)


def _change(of: Network, figure: Figure, decimals: int) -> str:
    """The change with both ends, or why it is not read (M4)."""
    found = figure.change
    if found is None or found.refused == "one_value":
        return ""
    ends = {
        "first": number(found.first, of.lang, decimals),
        "last": number(found.last, of.lang, decimals),
        "first_year": found.first_year,
        "last_year": found.last_year,
    }
    if found.refused:
        return of.say(
            "member.change.refused", reason=wording.reason(found.refused, of.lang), **ends
        )
    points = difference(found.last, found.first, of.lang, decimals)
    unit = of.terms.indicators[figure.indicator_id].unit
    key = "member.change" if unit == "percent" else "member.change.units"
    said_so = of.say(key, points=points, **ends)
    surveyed = figure.national is not None and unit == "percent" and not found.surveys_named
    return f"{said_so} {of.say('member.change.surveys')}" if surveyed else said_so


def _levels(of: Network, figure: Figure, decimals: int) -> str:
    """Women and men with the gap in points, and the ratio (M6)."""
    found = figure.gap
    if found is None:
        return ""
    ratio = number(found.ratio, of.lang, 1) if found.men else "–"
    return of.say(
        "member.gap",
        women=number(found.women, of.lang, decimals),
        men=number(found.men, of.lang, decimals),
        year=found.year,
        points=difference(found.women, found.men, of.lang, decimals),
        ratio=ratio,
    )


def lead(of: Network, view: View) -> str:
    """What the figures of a member are, under the filters of a view."""
    key = "member.young.lead.same" if view.same else "member.young.lead"
    return f"{of.say(key)} {of.say(f'member.young.{view.lens}')}"


def peers_lead(of: Network, rule: str, view: View) -> str:
    """Who the peers are, and which values stand beside them under the filters of a view."""
    if rule == "none":
        return of.say("member.peers.none")
    kind = "modelled" if view.lens == "modelled" else "reported"
    parts = [of.say(f"member.peers.{rule}"), of.say(f"member.peers.values.{kind}")]
    chosen = said(view.but(groups=DEFAULT.groups, lens=DEFAULT.lens), of.terms)
    return " ".join([*parts, chosen] if chosen else parts)


def others(of: Network, found: list[Figure]) -> pd.DataFrame:
    """The figures that do not lead, as rows: value, year, estimate type, source."""
    rows = []
    for each in found:
        if each.indicator_id in LEADING or each.shown is None:
            continue
        value, year, rests_on = shown(of, each)
        name = of.terms.indicators[each.indicator_id].name[of.lang]
        place_said = _place(of, each, _decimals(of, each))
        beside = _beside(of, each, _decimals(of, each))
        rests_on = " ".join(filter(None, (rests_on, beside)))
        rows.append((name, value, year, rests_on, place_said))
    columns = ["indicator", "value", "year", "rests_on", "place"]
    return pd.DataFrame(rows, columns=columns, dtype="object")


def gaps(of: Network, found: list[Figure]) -> list[str]:
    """What is missing of a member's figures, a sentence a kind of gap."""
    none = [each for each in found if each.shown is None]
    modelled = [each for each in found if each.national is None and each.modelled is not None]
    old = [each for each in found if each.national is not None and each.national.old]
    lines = []
    for key, some in (("none", none), ("modelled", modelled), ("old", old)):
        if some:
            lines.append(of.say(f"member.gap.{key}", names=_names(of, some)))
    return lines if neet_split(found) else [*lines, of.say("member.gap.split")]


def _names(of: Network, some: list[Figure]) -> str:
    """Names of indicators, each with the year of its national value where that is the point."""
    said = []
    for each in some:
        name = of.terms.indicators[each.indicator_id].name[of.lang]
        said.append(f"{name} ({each.national.year})" if each.national else name)
    return listed(said, of.lang)
