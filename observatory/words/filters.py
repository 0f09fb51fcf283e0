"""What a reader's filters say, in words: only those that have been moved."""

from __future__ import annotations

from observatory.i18n import isolate, join_names, span, text
from observatory.view import DEFAULT, View
from observatory.warehouse.terms import Vocabulary


def filter_words(view: View, terms: Vocabulary) -> str:
    """The filters moved, as one line; empty where all of them stand as at first."""
    parts = filter_parts(view, terms)
    return text("filters.said", view.lang, parts=" · ".join(parts)) if parts else ""


def filter_parts(view: View, terms: Vocabulary) -> list[str]:
    """What each filter moved says, in words."""
    lang = view.lang
    parts = [text(f"sex.{view.sex}", lang)] if view.sex != DEFAULT.sex else []
    parts += [text(f"filters.said.{view.lens}", lang)] if view.lens != DEFAULT.lens else []
    parts += [years(view)] if view.first or view.last else []
    parts += [text("filters.said.same", lang)] if view.same else []
    if view.groups != DEFAULT.groups:
        names = [terms.groups[group].name[lang] for group in view.groups]
        beside = join_names(names, lang) or text("filters.none", lang)
        parts.append(text("filters.said.groups", lang, groups=beside))
    if view.series:
        series = join_names([isolate(name, lang) for name in view.series], lang)
        parts.append(text("filters.said.series", lang, series=series))
    return parts


def years(view: View) -> str:
    """The years chosen, in words."""
    if view.first and view.last:
        return span(view.first, view.last, view.lang)
    key = "filters.said.since" if view.first else "filters.said.until"
    return text(key, view.lang, year=view.first or view.last)
