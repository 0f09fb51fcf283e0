"""The weights of group averages by name, each with the denominator it stands for (methods M1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from observatory.i18n import LANGUAGES, text
from observatory.warehouse.terms import IndicatorTerm, Vocabulary


def weight_name(indicator: IndicatorTerm, weight_id: str, terms: Vocabulary, lang: str) -> str:
    """The name of a weight of an indicator; where it is not its denominator, with that beside it.

    Empty where `weight_id` is no indicator of the build.
    """
    weight = terms.indicators.get(weight_id)
    if weight is None:
        return ""
    own = indicator.denominator
    usual = terms.indicators.get(indicator.weight_indicator_id or "")
    if own is None and usual is not None and usual is not weight:
        own = usual.name
    name = weight.name[lang]
    return text("weight.stands_for", lang, weight=name, denominator=own[lang]) if own else name


def weights_by_name(terms: Vocabulary) -> Mapping[str, str]:
    """The id of each weight by every name that an average may call it, in every language."""
    return dict(_names(terms))


def _names(terms: Vocabulary) -> Iterator[tuple[str, str]]:
    weights = [key for key, term in terms.indicators.items() if term.theme == "weights"]
    for indicator in terms.indicators.values():
        for weight_id in weights if indicator.weight_indicator_id else ():
            for lang in LANGUAGES:
                yield weight_name(indicator, weight_id, terms, lang), weight_id
