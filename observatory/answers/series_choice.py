"""Which series answers a view: one rule, stated, the same for every output.

Several sources measure the same indicator, and they are never joined. For an estimate type and a
sex the series that serves is the one with most member states, then the most recent estimate, then
the catalogue's order; of women and of men the one of the total's own set where there is one. A
reader who names series in the view overrides the rule.
"""

from __future__ import annotations

from observatory.methods.estimates import OBSERVED
from observatory.view import DEFAULT, View
from observatory.warehouse.terms import SeriesTerm, Vocabulary


def series_for(
    view: View, indicator_id: str, kind: str, vocabulary: Vocabulary
) -> SeriesTerm | None:
    """The series of an indicator that serves this view for one estimate type, or None.

    Asked for `reported`, compiled values answer as well: no model stands behind either.
    """
    candidates = [
        term
        for term in vocabulary.series.values()
        if term.indicator_id == indicator_id
        and term.sex == view.sex
        and term.kind in (OBSERVED if kind in OBSERVED else (kind,))
        and term.n_values
    ]
    named = [term for term in candidates if term.series_id in view.series]
    if view.sex != DEFAULT.sex and not named:
        total = series_for(view.but(sex=DEFAULT.sex), indicator_id, kind, vocabulary)
        named = [term for term in candidates if term.members and _same_set(term, total)]
    ranked = sorted(named or candidates, key=_better, reverse=True)
    return ranked[0] if ranked else None


def outside_set(view: View, indicator_id: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The editions of the women or men shown and of the total, where they are not the same one."""
    if view.sex == DEFAULT.sex or view.kind.both_sexes:
        return None
    pair = [
        aggregate_series(each, indicator_id, vocabulary)
        for each in (view, view.but(sex=DEFAULT.sex))
    ]
    own, total = (term.edition or "" if term is not None else "" for term in pair)
    return (own, total) if own and total and own != total else None


def one_edition(shown: SeriesTerm, other: SeriesTerm) -> bool:
    """Whether a figure of another series may stand beside a series: no two editions of a model."""
    return shown.kind != "modelled" or other.edition in (None, shown.edition)


def comparison_series(view: View, indicator_id: str, vocabulary: Vocabulary) -> SeriesTerm | None:
    """The series on which members are compared: national unless the reader asks otherwise (M2)."""
    if view.lens != "auto":
        return series_for(view, indicator_id, view.lens, vocabulary)
    reported = series_for(view, indicator_id, "reported", vocabulary)
    if reported is not None and reported.members:
        return reported
    return series_for(view, indicator_id, "modelled", vocabulary) or reported


def of_set(
    total: SeriesTerm | None, sex: str, view: View, vocabulary: Vocabulary
) -> SeriesTerm | None:
    """The series of women or of men that belongs to the set of a total (M6), or None.

    A set is of one source, edition, release and estimate type; of several series of a set the one
    of the total's own code serves, then the one that serves everywhere.
    """
    candidates = [
        term
        for term in vocabulary.series.values()
        if total is not None
        and term.indicator_id == total.indicator_id
        and term.sex == sex
        and term.n_values
        and _release(term) == _release(total)
    ]
    named = [term for term in candidates if term.series_id in view.series]
    ranked = sorted(
        named or candidates,
        key=lambda term: (total is not None and term.code == total.code, *_better(term)),
        reverse=True,
    )
    return ranked[0] if ranked else None


def of_sex(view: View, indicator_id: str, vocabulary: Vocabulary) -> list[SeriesTerm]:
    """Every series of an indicator with values of the view's sex, the best first."""
    terms = (term for term in vocabulary.series.values() if term.indicator_id == indicator_id)
    found = [term for term in terms if term.sex == view.sex and term.n_values]
    return sorted(found, key=_better, reverse=True)


def all_series(view: View, indicator_id: str, vocabulary: Vocabulary) -> tuple[SeriesTerm, ...]:
    """Every series that an answer to a view may read of an indicator, each once."""
    total = comparison_series(view.but(sex=DEFAULT.sex), indicator_id, vocabulary)
    found = [total, comparison_series(view, indicator_id, vocabulary)]
    for sex in ("F", "M"):
        found += [of_set(total, sex, view, vocabulary)]
    for each in (view, view.but(sex=DEFAULT.sex)):
        found += of_sex(each, indicator_id, vocabulary)
    for sex in dict.fromkeys((view.sex, "F", "M")):
        kinds = ("reported", "modelled") if sex == view.sex else ("modelled",)
        found += [series_for(view.but(sex=sex), indicator_id, kind, vocabulary) for kind in kinds]
    return tuple({term.series_id: term for term in found if term is not None}.values())


def history_series(view: View, indicator_id: str, vocabulary: Vocabulary) -> tuple[SeriesTerm, ...]:
    """The series that a history shows: modelled and national side by side, never one line (M2)."""
    kinds = ("modelled", "reported") if view.lens == "auto" else (view.lens,)
    found = (series_for(view, indicator_id, kind, vocabulary) for kind in kinds)
    return tuple(term for term in found if term is not None)


def aggregate_series(view: View, indicator_id: str, vocabulary: Vocabulary) -> SeriesTerm | None:
    """The series that serves group aggregates: modelled where there is one (M2)."""
    shown = history_series(view, indicator_id, vocabulary)
    return max(shown, key=lambda term: (term.kind == "modelled", *_better(term)), default=None)


def publisher_estimates(view: View) -> tuple[str, ...]:
    """The estimate types of which a publisher's own aggregate may be shown; empty means any."""
    if view.lens == "auto":
        return ()
    return OBSERVED if view.lens == "reported" else ("modelled", "imputed", "projected")


def _same_set(term: SeriesTerm, total: SeriesTerm | None) -> bool:
    return total is not None and _release(term) == _release(total)


def _release(term: SeriesTerm) -> tuple[str, str | None, str | None, str]:
    return term.source_id, term.edition, term.vintage, term.kind


def _better(term: SeriesTerm) -> tuple[int, int]:
    return (term.members, term.last_estimate or 0)
