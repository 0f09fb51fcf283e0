"""The methods as the pages and `docs/methods*.md` state them, filled from the constants."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from observatory.catalog.models import Text, load
from observatory.i18n import join_names, number, percent, text
from observatory.methods import (
    aggregate,
    change,
    commitments,
    country_notes,
    dates,
    distribution,
    estimates,
    gender_gap,
    latest,
    missing,
    neet,
    participation,
    peers,
    side_by_side,
    thresholds,
)

# Each method with the functions that compute it; their docstrings give formula and refusals.
METHODS: Mapping[str, tuple[Callable[..., object], ...]] = {
    "M1": (aggregate.aggregates, aggregate.yearly),
    "M2": (estimates.comparable, estimates.enters, estimates.differ),
    "M3": (latest.window, distribution.place, peers.peers),
    "M4": (change.change, country_notes.bars_comparison),
    "M5": (),
    "M6": (gender_gap.gap,),
    "M7": (neet.unemployed_share, neet.split),
    "M8": (participation.cells, participation.bounds, participation.gate_open),
    "M9": (side_by_side.plot_rows, side_by_side.cuts, side_by_side.near, side_by_side.outreach),
    "M10": (missing.code, country_notes.incomparable),
    "M11": (latest.latest, latest.common_year, missing.old),
    "M12": (),
    "M13": (commitments.status, commitments.overdue, dates.is_past),
}


class Measure(Protocol):
    """An indicator, of the catalogue or of a build: its name, its weight, what that stands for."""

    @property
    def name(self) -> Text:
        """What it is called."""

    @property
    def weight_indicator_id(self) -> str | None:
        """The indicator that weighs its averages."""

    @property
    def denominator(self) -> Text | None:
        """Of whom it is a share, where the weight is not the count of just these people."""


def stand_ins(measures: Mapping[str, Measure], lang: str) -> str:
    """The weights that are not the denominator of their indicators, a line a weight (M1)."""
    named: dict[str, list[str]] = {}
    for measure in measures.values():
        weight = measures.get(measure.weight_indicator_id or "")
        if measure.denominator is None or weight is None:
            continue
        said = text(
            "weight.stands_for",
            lang,
            weight=weight.name[lang],
            denominator=measure.denominator[lang],
        )
        named.setdefault(said, []).append(measure.name[lang])
    return bullets(
        text("methods.M1.stands_for", lang, weight=said, indicators=join_names(names, lang))
        for said, names in named.items()
    )


def bullets(lines: Iterable[str]) -> str:
    """Lines as a list of Markdown; empty where there is none."""
    return "\n".join(f"- {line}" for line in lines)


def reasons(lang: str) -> str:
    """Every reason for which something is missing (M10): of values, averages and pairs."""
    lists = {
        "reasons": missing.REASONS,
        "reasons_of_groups": missing.REASONS_OF_GROUPS,
        "reasons_of_pairs": missing.REASONS_OF_PAIRS,
    }
    return "\n\n".join(
        part
        for name, codes in lists.items()
        for part in (
            text(f"methods.M10.{name}", lang),
            bullets(text(f"missing.{code}", lang) for code in codes),
        )
    )


def limits(lang: str) -> dict[str, str]:
    """The thresholds as the texts print them."""
    shares = {
        "coverage": thresholds.MIN_COVERAGE,
        "members": thresholds.MIN_MEMBERS,
        "known": thresholds.KNOWN_CELLS,
        "near": thresholds.NEAR_THE_LINE,
        "large": thresholds.LARGE_MEMBER,
    }
    counts = {
        "supported": thresholds.SUPPORTED_WITHIN,
        "both": thresholds.BOTH_PRINTED,
        "window": thresholds.SORT_WINDOW_YEARS,
        "sortable": thresholds.MIN_SORTABLE,
        "band": thresholds.BAND_POINTS,
        "over": thresholds.CHANGE_OVER_YEARS,
        "years": thresholds.MIN_CHANGE_YEARS,
        "old": thresholds.OLD_AFTER_YEARS,
    }
    out = {name: number(value, lang, 0) for name, value in counts.items()}
    for name, share in shares.items():
        whole = (100 * share).is_integer()
        out[name] = percent(100 * share, lang, 0 if whole else 1)
    return out


def title(method: str, lang: str) -> str:
    """A method's name, with its number."""
    return f"{method} · {text(f'methods.{method}.title', lang)}"


def words(method: str, lang: str) -> tuple[str, str]:
    """What a method does, and what it does not show."""
    said = text(f"methods.{method}.text", lang, **limits(lang))
    return said, text(f"methods.{method}.not_shown", lang)


def further(method: str, measures: Mapping[str, Measure], lang: str) -> str:
    """What a method lists beside its text, as Markdown; empty for most."""
    if method == "M10":
        return reasons(lang)
    if method != "M1":
        return ""
    return f"{text('methods.M1.stand_ins', lang)}\n\n{stand_ins(measures, lang)}"


def formulas(method: str) -> Iterator[tuple[str, str]]:
    """The functions of a method by name, with their docstrings."""
    for function in METHODS[method]:
        module = function.__module__.removeprefix("observatory.")
        yield f"{module}.{function.__name__}", inspect.cleandoc(function.__doc__ or "")


def document(lang: str = "en") -> str:
    """The methods as a page of Markdown; the functions' documentation is in English."""
    parts = [f"# {text('methods.title', lang)}\n\n{text('methods.lead', lang)}"]
    for method in METHODS:
        said, not_shown = words(method, lang)
        parts.append(f"## {title(method, lang)}\n\n{said}")
        parts += [lists] if (lists := further(method, load().indicators, lang)) else []
        parts.append(f"*{text('methods.not_shown', lang)}:* {not_shown}")
        parts += [f"`{name}`\n\n```\n{doc}\n```" for name, doc in formulas(method)]
    return "\n\n".join(parts) + "\n"
