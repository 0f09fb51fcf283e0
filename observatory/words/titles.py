"""The words around a figure: title, subtitle, source line and notes, made from the answer's rows.

Titles state what is shown, for how many, and when; they hold no verdict (methods M14).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypedDict

import pandas as pd

from observatory.i18n import (
    FIRST,
    difference,
    isolate,
    join_names,
    language,
    number,
    round_half_up,
    span,
    text,
)
from observatory.methods.distribution import bands
from observatory.methods.estimates import OBSERVED
from observatory.methods.thresholds import (
    BAND_POINTS,
    BOTH_PRINTED,
    MIN_SORTABLE,
    OLD_AFTER_YEARS,
    SORT_WINDOW_YEARS,
    SUPPORTED_WITHIN,
)
from observatory.view import View
from observatory.warehouse.build import Build
from observatory.warehouse.terms import SeriesTerm, Vocabulary
from observatory.words import builds, sources

YOUTH_THEMES = ("youth_unemployment", "neet")
ESTIMATES = ("reported", "compiled", "modelled", "imputed", "projected")
# The title that names the areas shown, or counts them, and their years.
AREAS = "title.areas"
# More names than this in a title are a count.
NAMES_IN_TITLE = 5


class Words(TypedDict):
    """What `of` gives: the wording fields of an answer."""

    title: str
    subtitle: str
    source_line: str
    notes: tuple[str, ...]
    unit_short: str
    decimals: int


def of(view: View, frame: pd.DataFrame, vocabulary: Vocabulary, build: Build) -> Words:
    """The words of a view for the rows that it shows, in the view's language."""
    unit = vocabulary.units[vocabulary.indicators[view.indicator[0]].unit]
    return Words(
        title=title(view, frame, vocabulary),
        subtitle=subtitle(view, vocabulary),
        source_line=source_line(view, frame, vocabulary, build),
        notes=tuple(notes(view, frame, vocabulary, build.built_at.year)),
        unit_short=unit.short[view.lang],
        decimals=unit.decimals,
    )


def coverage_percent(share: float, lang: str) -> str:
    """A share of the weight in percent; never 100 where a member is missing."""
    return number(coverage_points(share), lang, 1 if 0.99 <= share < 1 else 0)


def coverage_points(share: float) -> float:
    """A share of the weight in percent as it is printed; never 100 where a member is missing."""
    if 0.99 <= share < 1:
        return float(round_half_up(min(100 * share, 99.9), 1))
    return math.nan if pd.isna(share) else float(round_half_up(100 * share, 0))


def title(view: View, frame: pd.DataFrame, vocabulary: Vocabulary) -> str:
    """What is shown, for how many members, in which years, by which estimate type."""
    lang = view.lang
    shown = frame.loc[frame["value"].notna()]
    names = " · ".join(vocabulary.indicators[i].name[lang] for i in _indicators_in_title(view))
    if shown.empty:
        return text("title.none", lang, indicator=names)
    members = shown.loc[shown["role"] == "member"]
    values = members.groupby("iso3")["indicator_id"].transform("nunique")
    whole = members.loc[values >= (view.kind.indicators or 1)]
    if whole.empty and not members.empty:
        return text("title.none", lang, indicator=names)
    members = whole
    if view.kind.title == AREAS or members.empty:
        areas = _areas(view, shown)
        years = _years(shown, lang)
        return text("title.areas", lang, indicator=names, areas=areas, years=years)
    k = members["iso3"].nunique()
    # One year for all is not the latest of each.
    one_year = view.same and view.kind.one_year
    counted = view.kind.title_of_one_year if one_year else view.kind.title
    return text(
        counted if k > NAMES_IN_TITLE else "title.few",
        lang,
        indicator=names,
        k=k,
        areas=_areas(view, members),
        kind=kinds(members, lang),
        years=_years(members, lang),
    )


def subtitle(view: View, vocabulary: Vocabulary) -> str:
    """The measure: what the number is a share or count of, its unit, and whose it is.

    For one indicator the first sentence of its definition; for several their names and units.
    """
    lang, named = view.lang, _indicators_in_title(view)
    terms = [vocabulary.indicators[indicator_id] for indicator_id in named]
    if len(terms) == 1:
        parts = [terms[0].definition[lang].split(". ")[0].rstrip(".")]
        parts.append(vocabulary.units[terms[0].unit].name[lang])
    else:
        parts = [f"{term.name[lang]} ({vocabulary.units[term.unit].name[lang]})" for term in terms]
    sex = "T" if view.kind.both_sexes else view.sex
    told = {term.sex for term in vocabulary.series.values() if term.indicator_id in named}
    return " · ".join([*parts, *([text(f"sex.{sex}", lang)] if told - {"T"} else [])])


def source_line(view: View, frame: pd.DataFrame, vocabulary: Vocabulary, build: Build) -> str:
    """Source, code, release, estimate type and years of what is shown, its own day, the build."""
    lang = view.lang
    shown = frame.loc[frame["value"].notna()]
    found = sources.series(shown, vocabulary)
    # Two editions of a model in one figure: each series says its own.
    several = len({term.edition for term in found if term.edition}) > 1
    parts = dict.fromkeys(
        _source_of(term, shown, vocabulary, lang, edition=several) for term in found
    )
    named = language(lang).semicolon.join(parts) or text("source.none", lang)
    obtained = sources.day_line(found, lang)
    stamp = text("source.build", lang, build=isolate(build.build_id, lang))
    return " ".join(filter(None, (text("source.label", lang), f"{named}.", obtained, stamp)))


def _source_of(
    term: SeriesTerm, shown: pd.DataFrame, vocabulary: Vocabulary, lang: str, *, edition: bool
) -> str:
    """A series in the source line; series of one code, such as women's and men's, read alike.

    `edition`: whether the edition of its model is said beside its release.
    """
    alike = {
        key
        for key, each in vocabulary.series.items()
        if (each.source_id, each.code, each.vintage) == (term.source_id, term.code, term.vintage)
    }
    rows = shown.loc[shown["series_id"].isin(alike)]
    if "modelled_series" in shown:
        twins = shown.loc[shown["modelled_series"].isin(alike)]
        rows = pd.concat([rows, twins.assign(estimate="modelled")])
    source, code = vocabulary.sources[term.source_id], isolate(term.code, lang)
    line = language(lang).comma.join(
        (source.name[lang], code, kinds(rows, lang), _years(rows, lang))
    )
    vintage = builds.release(term.vintage or "", lang)
    if edition and term.edition:
        said = text("source.edition", lang, edition=isolate(term.edition, lang))
        vintage = language(lang).semicolon.join((vintage, said))
    return line + (f" ({vintage})" if term.vintage else "")


def notes(view: View, frame: pd.DataFrame, vocabulary: Vocabulary, year: int) -> Iterator[str]:
    """What a reader must know before repeating a figure of this view; `year` is of the build."""
    lang = view.lang
    terms = [vocabulary.indicators[i] for i in _indicators_in_title(view)]
    yield from _aggregate_notes(frame, vocabulary, lang, over_time=view.kind.over_time)
    yield from _absent_groups(view, frame, vocabulary)
    yield from _estimate_notes(view, frame, lang, year)
    yield from _order_notes(view, frame, vocabulary)
    yield from _country_notes(view, frame)
    if view.kind.first_year and view.first is None:
        yield text("note.panels_from", lang, year=view.kind.first_year)
    for term in terms:
        yield term.caveat[lang]
    if any(term.theme in YOUTH_THEMES for term in terms):
        yield text("note.youth", lang)
    if any(term.discontinued for term in terms):
        yield text("note.discontinued", lang)


def is_sorted_by_value(view: View, frame: pd.DataFrame) -> bool:
    """Whether bars stand in the order of values: as wished, and of enough observed values (M3)."""
    wished = view.kind.sortable and view.sort == "value"
    return wished and _count_observed(frame) >= MIN_SORTABLE


def _count_observed(frame: pd.DataFrame) -> int:
    """How many members have a value that is compared and rests on no model."""
    return int((frame["compared"] & frame["estimate"].isin(OBSERVED)).sum())


def reason(code: str, lang: str, elsewhere: SeriesTerm | None = None) -> str:
    """The reason for a missing value, in words (methods M10); `elsewhere`: the series named."""
    if code != "in_another_series" or elsewhere is None:
        return text(f"missing.{code}", lang)
    series = isolate(elsewhere.series_id, lang)
    return text("missing.in_another_series.named", lang, series=series)


def older(view: View, year: int) -> str:
    """What is said of old values: against the build of a year, or the years chosen (M11)."""
    if view.last is None or view.last >= year:
        return text("charts.old", view.lang, years=OLD_AFTER_YEARS)
    return text("charts.old.window", view.lang, years=OLD_AFTER_YEARS, year=view.last)


def older_within(view: View, year: int) -> str:
    """The same inside a sentence: it begins with a small letter."""
    whole = older(view, year)
    return whole[0].lower() + whole[1:]


def twin_lines(row: pd.Series, decimals: int, lang: str) -> list[str]:
    """The modelled value that is printed with a national one (methods M2), as a line; or none."""
    if pd.isna(row["modelled"]):
        return []
    modelled = number(row["modelled"], lang, decimals)
    return [text("charts.beside", lang, modelled=modelled, year=row["year"])]


def leave_one_out(low: float, high: float, decimals: int, lang: str) -> str:
    """The range of a group's value when any one member is left out (methods M1); empty for none."""
    if pd.isna(low):
        return ""
    # Inside the isolate the parts are plain: a nested isolate would not be read as one range.
    plain = FIRST if language(lang).rtl else lang
    ends = (number(end, plain, decimals) for end in (low, high))
    return isolate("–".join(ends), lang)


def ours_beside(row: pd.Series, decimals: int, lang: str, *, mixed: bool) -> dict[str, str]:
    """Our own average beside a published one: `ours`, `apart` and `rests` as texts; none of none.

    `mixed`: whether the group holds economies that are no members.
    """
    if pd.isna(row["ours"]):
        return {}
    return {
        "ours": number(row["ours"], lang, decimals),
        "apart": difference(row["ours"], row["value"], lang, decimals),
        "rests": rests_on(row, lang, mixed=mixed, prefix="ours_"),
    }


def rests_on(row: pd.Series, lang: str, *, mixed: bool, prefix: str = "") -> str:
    """What an average of ours rests on: its weight by name, how many values, the coverage (M1).

    `prefix`: of the columns, `ours_` where ours stands beside a publisher's.
    """
    facts = {name: row[f"{prefix}{name}"] for name in ("n", "n_members", "weight")}
    key = "charts.rests_on.mixed" if mixed else "charts.rests_on"
    return text(key, lang, coverage=coverage_percent(row[f"{prefix}coverage"], lang), **facts)


def _aggregate_notes(
    frame: pd.DataFrame, vocabulary: Vocabulary, lang: str, *, over_time: bool
) -> Iterator[str]:
    """For each group, what its last estimate rests on, or whose aggregate it is."""
    groups = frame.loc[(frame["role"] != "member") & (frame["estimate"] != "projected")]
    fine = groups.loc[groups["value"].notna()].sort_values("year")
    for _, row in fine.drop_duplicates(["iso3", "indicator_id"], keep="last").iterrows():
        decimals = _decimals(str(row["indicator_id"]), vocabulary)
        facts = {
            "area": row["area"],
            "value": number(row["value"], lang, decimals),
            "year": row["year"],
            "kind": text(f"estimate.{row['estimate']}", lang),
        }
        mixed = row["iso3"] in vocabulary.mixed_groups
        if row["role"] == "published":
            key = "note.published" if pd.isna(row["ours"]) else "note.published.beside"
            facts |= ours_beside(row, decimals, lang, mixed=mixed)
            yield text(key, lang, source=row["source"], **facts)
            continue
        yield text(
            "note.aggregate.mixed" if mixed else "note.aggregate",
            lang,
            weight=row["weight"],
            n=row["n"],
            n_members=row["n_members"],
            coverage=coverage_percent(row["coverage"], lang),
            median=number(row["median"], lang, decimals),
            largest=row["largest_area"],
            share=coverage_percent(row["largest_share"], lang),
            range=leave_one_out(row["loo_low"], row["loo_high"], decimals, lang)
            or text("note.no_range", lang),
            **facts,
        )
        if row["label"] == "large_members_only":
            yield text("note.large_members_only", lang, area=row["area"])
    if over_time and fine["set_changed"].any():
        yield text("note.set_changed", lang)


def _absent_groups(view: View, frame: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[str]:
    """Which of the groups chosen are not shown, a sentence a reason."""
    if not view.kind.takes_groups:
        return
    untold = frame.loc[(frame["note"] == "") & (frame["role"] != "member")]
    for code, gone in untold.loc[untold["missing"] != ""].groupby("missing", sort=False):
        names = [vocabulary.groups[group].name[view.lang] for group in dict.fromkeys(gone["iso3"])]
        areas = join_names(names, view.lang)
        yield text("note.no_reference", view.lang, areas=areas, reason=reason(str(code), view.lang))


def _estimate_notes(view: View, frame: pd.DataFrame, lang: str, year: int) -> Iterator[str]:
    """Which values are projections, unsupported, or old; `year` is that of the build."""
    projected = frame.loc[frame["estimate"] == "projected"]
    for edition, rows in projected.groupby("edition"):
        first = int(rows["year"].min())
        yield text("note.projected", lang, year=first, edition=isolate(str(edition), lang))
    members = frame.loc[frame["role"] == "member"]
    unsupported = members.loc[members["supported"].eq(other=False).fillna(value=False)]
    if not unsupported.empty:
        within = number(SUPPORTED_WITHIN, lang, 0)
        yield text("note.unsupported", lang, k=len(unsupported), points=within)
    both = members.loc[members["modelled"].notna()]
    if not both.empty:
        named = both["area"]
        if view.kind.both_sexes:
            named += " (" + both["sex"].map(lambda sex: text(f"sex.{sex}", lang)) + ")"
        columns = (named, both["value"], both["year"], both["modelled"])
        areas = [
            f"{name} {number(value, lang, 1)} ({year}) / {number(modelled, lang, 1)}"
            for name, value, year, modelled in zip(*columns, strict=True)
        ]
        yield text(
            "note.both", lang, points=number(BOTH_PRINTED, lang, 0), areas=join_names(areas, lang)
        )
    if {"reported", "modelled"} <= set(members["estimate"]):
        yield text("note.two_lines", lang)
    if not view.kind.over_time and members["old"].any():
        key = "note.old" if view.kind.classes else "note.old.elsewhere"
        yield text(key, lang, old=older(view, year))


def _order_notes(view: View, frame: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[str]:
    """Why the bars stand in the order they do, and what the bands are where some are drawn."""
    if not view.kind.sortable or view.sort != "value":
        return
    key = "note.sorted" if is_sorted_by_value(view, frame) else "note.not_sorted"
    facts = {"minimum": MIN_SORTABLE, "years": SORT_WINDOW_YEARS}
    yield text(key, view.lang, k=_count_observed(frame), **facts)
    unit = vocabulary.units[vocabulary.indicators[view.indicator[0]].unit]
    if is_sorted_by_value(view, frame) and unit.short[view.lang] == "%":
        values = frame.loc[frame["compared"], "value"].sort_values(ascending=False)
        if bands(list(values)):
            yield text("note.bands", view.lang, points=number(BAND_POINTS, view.lang, 0))


def _country_notes(view: View, frame: pd.DataFrame) -> Iterator[str]:
    """What bears on the figures of single members: notes, and surveys this copy does not name."""
    lang = view.lang
    rows = frame.loc[frame["note"] != ""]
    for (area, said), part in rows.groupby(["area", "note"], sort=False):
        years = part["year"].dropna()
        span_of = f" ({_years(part, lang)})" if len(years) else ""
        yield text("note.country", lang, area=f"{area}{span_of}", note=said)
    if said := surveys(frame, lang):
        yield said


def surveys(frame: pd.DataFrame, lang: str) -> str:
    """Of how many changes this copy names no survey behind both years; empty of none (M4)."""
    ends = frame.loc[frame["surveys_named"].notna() & frame["value"].notna()]
    unnamed = ends.loc[~ends["surveys_named"].astype("bool"), "iso3"].nunique()
    if not unnamed:
        return ""
    return text("note.surveys", lang, k=unnamed, n=ends["iso3"].nunique())


def _indicators_in_title(view: View) -> Sequence[str]:
    return view.indicator[: view.kind.indicators]


def _areas(view: View, shown: pd.DataFrame) -> str:
    """The names of the members shown, else of the groups, or how many there are."""
    members = shown.loc[shown["role"] == "member"]
    names = list(dict.fromkeys((shown if members.empty else members)["area"]))
    if len(names) > NAMES_IN_TITLE:
        return text("title.count", view.lang, k=len(names))
    return language(view.lang).comma.join(names)


def kinds(rows: pd.DataFrame, lang: str) -> str:
    """The estimate types of some rows, in words."""
    found = set(rows["estimate"])
    return " + ".join(text(f"estimate.{kind}", lang) for kind in ESTIMATES if kind in found)


def _years(rows: pd.DataFrame, lang: str) -> str:
    years = rows["year"].dropna()
    return span(int(years.min()), int(years.max()), lang)


def _decimals(indicator_id: str, vocabulary: Vocabulary) -> int:
    return vocabulary.units[vocabulary.indicators[indicator_id].unit].decimals
