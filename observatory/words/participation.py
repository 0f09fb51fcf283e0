"""At how many events a member is listed, in words: the same on pages, slides and in workbooks."""

from __future__ import annotations

from observatory.i18n import text


def listed_at(attended: int, unknown: int, held: int, lang: str) -> str:
    """At how many of `held` events that were open to a member a list names it (methods M8).

    What is not known is never counted as none: of the `unknown` ones the list is not available, so
    that the number lies between a least and a most. Nothing open to it is said as such.
    """
    if held <= 0:
        return text("participation.state.not_eligible", lang)
    if unknown >= held:
        return text("participation.state.unknown", lang)
    if unknown:
        most = attended + unknown
        return text("members.between", lang, least=attended, most=most, n=held)
    return text("side_by_side.k_of_n", lang, k=attended, n=held)
