"""The figures of a member in words: the value, what it rests on, and a sentence for each finding.

Every number carries its year; places are no ordinals (methods M3), changes no verdicts (M4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from observatory.answers.indicator import Cell, Value
from observatory.i18n import difference, join_names, language, number, percent, span
from observatory.topics.group_references import Ask, references
from observatory.topics.member.figures import neet_split
from observatory.view import DEFAULT, View
from observatory.words import titles
from observatory.words.filters import filter_words
from observatory.words.register import Network


def sentences(network: Network, figure: Cell, ask: Ask) -> list[str]:
    """What is said under the value of a figure, a sentence a line; each number with its year."""
    decimals = _decimals(network, figure)
    view = figure.view.but(lang=network.lang)
    lines = [
        twin_words(network, figure),
        figure.note,
        *references(network, view, view.reference_groups((network.terms.oic,)), ask),
        _place(network, figure, decimals),
        _change(network, figure, decimals),
        women_and_men(network, figure),
    ]
    return [line for line in lines if line]


def value_words(network: Network, figure: Cell) -> tuple[str, str, str]:
    """The value in words, its year, and its estimate type with source and series."""
    value = figure.main
    if value is None:
        chosen = figure.view.but(groups=DEFAULT.groups).is_filtered
        if chosen or figure.missing in ("", "not_found"):
            return "–", "", network.say("member.no_choice" if chosen else "member.no_figure")
        return "–", "", titles.reason(figure.missing, network.lang, figure.elsewhere)
    return _in_words(network, figure, value)


def newer_words(network: Network, figure: Cell) -> tuple[str, str, str] | None:
    """The newer value of the other estimate type beside an old one, as `value_words`; else None."""
    first, other = figure.main, figure.second
    if first is None or other is None or not is_old(figure) or other.year <= first.year:
        return None
    return _in_words(network, figure, other)


def is_old(figure: Cell) -> bool:
    """Whether the value that stands first is old: its year then stands before it (M11)."""
    return figure.main is not None and figure.main.old


def _in_words(network: Network, figure: Cell, value: Value) -> tuple[str, str, str]:
    name = network.terms.indicators[figure.indicator_id].unit
    unit = network.terms.units[name]
    said = (
        percent(value.value, network.lang, unit.decimals)
        if name == "percent"
        else f"{number(value.value, network.lang, unit.decimals)} {unit.short[network.lang]}"
    )
    return said, str(value.year), _rests_on(network, figure.view, value)


def _rests_on(network: Network, view: View, value: Value) -> str:
    source = network.terms.sources[value.series.source_id].publisher[network.lang]
    kind = network.say(f"estimate.{value.estimate}")
    old = f" · {older_words(network, view)}" if value.old else ""
    sex = f"{network.say(f'sex.{value.series.sex}')} · " if value.series.sex != DEFAULT.sex else ""
    origin = join_names((source, value.series.code), network.lang)
    return f"{sex}{kind} · {origin}{old}"


def older_words(network: Network, view: View) -> str:
    """How old an old value is: against the build, or the years chosen (M11)."""
    said = titles.older(view.but(lang=network.lang), network.build.built_at.year)
    return said[0].lower() + said[1:]


def _decimals(network: Network, figure: Cell) -> int:
    return network.terms.units[network.terms.indicators[figure.indicator_id].unit].decimals


def twin_words(network: Network, figure: Cell) -> str:
    """The value of the other estimate type beside that of a figure; empty where there is none."""
    decimals = _decimals(network, figure)
    other = figure.second
    if other is None:
        return ""
    value = number(other.value, network.lang, decimals)
    kind, source = network.say(f"estimate.{other.estimate}"), _rests_on(network, figure.view, other)
    return network.say("member.beside", kind=kind, value=value, year=other.year, source=source)


def _place(network: Network, figure: Cell, decimals: int) -> str:
    """Among how many members, in which range, with which median; never an ordinal (M3)."""
    found = figure.place
    if found is None or figure.national is None:
        return ""
    said: dict[str, Any] = {
        "n": found.n,
        "years": span(found.first, found.last, network.lang),
        "low": number(found.low, network.lang, decimals),
        "high": number(found.high, network.lang, decimals),
        "median": number(found.median, network.lang, decimals),
    }
    of = ".compiled" if figure.national.estimate == "compiled" else ""
    newer = ""
    if figure.national.year > max(found.year, found.last):
        facts = {"value": number(figure.national.value, network.lang, decimals)}
        facts |= {"year": str(figure.national.year), "years": said["years"]}
        newer = network.say("note.newer", **facts)
    if not found.year:
        return _with(network.say(f"member.place.outside{of}", **said), newer, network.lang)
    own = number(found.value, network.lang, decimals)
    whole = network.say(f"member.place{of}", value=own, year=found.year, **said)
    return _with(whole, newer, network.lang)


def _with(sentence: str, more: str, lang: str) -> str:
    """A sentence with a further part before its full stop; as it is without one."""
    return f"{sentence[:-1]}{language(lang).semicolon}{more}." if more else sentence


def _change(network: Network, figure: Cell, decimals: int) -> str:
    """The change with both ends, or why it is not read (M4)."""
    found = figure.change
    if found is None and figure.main is not None and figure.no_change:
        reason = titles.reason(figure.no_change, network.lang)
        return network.say("member.change.none", reason=reason)
    if found is None or found.refused == "one_value":
        return ""
    ends = {
        "first": number(found.first, network.lang, decimals),
        "last": number(found.last, network.lang, decimals),
        "first_year": found.first_year,
        "last_year": found.last_year,
    }
    if found.refused:
        return network.say(
            "member.change.refused", reason=titles.reason(found.refused, network.lang), **ends
        )
    points = difference(found.last, found.first, network.lang, decimals)
    unit = network.terms.indicators[figure.indicator_id].unit
    key = "member.change" if unit == "percent" else "member.change.units"
    said_so = network.say(key, points=points, **ends)
    reported = figure.national is not None and figure.national.estimate == "reported"
    surveyed = reported and unit == "percent" and not found.surveys_named
    return f"{said_so} {network.say('member.change.surveys')}" if surveyed else said_so


def women_and_men(network: Network, figure: Cell) -> str:
    """Women and men with the gap in points, and the ratio, or why there is no gap (M6)."""
    decimals = _decimals(network, figure)
    found = figure.gap
    if found is None:
        if figure.main is None or figure.no_gap in ("", "not_found"):
            return ""
        return network.say("member.gap.no", reason=titles.reason(figure.no_gap, network.lang))
    ratio = number(found.ratio, network.lang, 1) if found.men else "–"
    return network.say(
        "member.gap",
        women=number(found.women, network.lang, decimals),
        men=number(found.men, network.lang, decimals),
        year=found.year,
        points=difference(found.women, found.men, network.lang, decimals),
        ratio=ratio,
    )


def lead(network: Network, view: View) -> str:
    """What the figures of a member are, under the filters of a view."""
    key = "member.young.lead.same" if view.same else "member.young.lead"
    return f"{network.say(key)} {network.say(f'member.young.{view.lens}')}"


def peers_lead(network: Network, rule: str, view: View) -> str:
    """Who the peers are, and which values stand beside them under the filters of a view."""
    if rule == "none":
        return network.say("member.peers.none")
    kind = "modelled" if view.lens == "modelled" else "reported"
    parts = [network.say(f"member.peers.{rule}"), network.say(f"member.peers.values.{kind}")]
    chosen = filter_words(view.but(groups=DEFAULT.groups, lens=DEFAULT.lens), network.terms)
    return " ".join([*parts, chosen] if chosen else parts)


def others(network: Network, found: list[Cell]) -> pd.DataFrame:
    """The figures that do not lead, as rows: value, year, estimate type, source."""
    rows, leading = [], network.terms.leading("card")
    for each in found:
        if each.indicator_id in leading or each.main is None:
            continue
        value, year, rests_on = value_words(network, each)
        name = network.terms.indicators[each.indicator_id].name[network.lang]
        place_said = _place(network, each, _decimals(network, each))
        beside = twin_words(network, each)
        rests_on = " ".join(filter(None, (rests_on, beside)))
        rows.append((name, value, year, rests_on, place_said))
    columns = ["indicator", "value", "year", "rests_on", "place"]
    return pd.DataFrame(rows, columns=columns, dtype="object")


def gaps(network: Network, found: list[Cell]) -> list[str]:
    """What is missing of a member's figures, a sentence a kind of gap."""
    lines = []
    for key, some in by_gap(found).items():
        none = (
            [each for each in some if each.missing in ("", "not_found")] if key == "none" else some
        )
        if none:
            facts = {"old": older_words(network, none[0].view)} if key == "old" else {}
            lines.append(network.say(f"member.gap.{key}", names=_names(network, none), **facts))
        if key == "none":
            lines += _by_reason(network, [each for each in some if each not in none])
    return lines if neet_split(network, found) else [*lines, network.say("member.gap.split")]


def by_gap(found: Sequence[Cell]) -> dict[str, list[Cell]]:
    """The cells of a member by what is missing: `none` to show, `modelled` only, `old` national."""
    return {
        "none": [each for each in found if each.main is None],
        "modelled": [each for each in found if each.national is None and each.modelled is not None],
        "old": [each for each in found if each.national is not None and each.national.old],
    }


def _by_reason(network: Network, some: list[Cell]) -> list[str]:
    """The indicators of which the build holds something, but nothing to be shown, by reason."""
    by_reason: dict[str, list[Cell]] = {}
    for each in some:
        said = titles.reason(each.missing, network.lang, each.elsewhere)
        by_reason.setdefault(said, []).append(each)
    return [
        network.say("member.gap.reason", reason=why, names=_names(network, cells))
        for why, cells in by_reason.items()
    ]


def _names(network: Network, some: list[Cell]) -> str:
    """Names of indicators, each with the year of its national value where that is the point."""
    said = []
    for each in some:
        name = network.terms.indicators[each.indicator_id].name[network.lang]
        said.append(f"{name} ({each.national.year})" if each.national else name)
    return join_names(said, network.lang)
