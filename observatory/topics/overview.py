"""The OIC in a few figures: each with its year, what it rests on, and groups to compare it with."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from observatory.answers import series_choice
from observatory.answers.answer import Answer
from observatory.i18n import difference, join_names, language, number, partial_date, text
from observatory.methods.gender_gap import Gap
from observatory.methods.latest import last_estimates, year_of_most
from observatory.methods.missing import code
from observatory.topics.group_references import Ask
from observatory.view import View
from observatory.warehouse.terms import Vocabulary
from observatory.words import titles


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure of the overview in words: value, what it rests on, and what stands beside it."""

    indicator_id: str
    name: str
    value: str
    year: str
    rests_on: str
    beside: str


def headlines(ask: Ask, terms: Vocabulary, view: View) -> tuple[Headline, ...]:
    """The figures of the overview under a reader's filters: OIC averages, and the NEET gap.

    Of each indicator the last OIC estimate in the years chosen, of the series that the lens gives;
    with *same year for all* the year that the OIC shares with most of the groups. A figure that
    cannot be shown says why in place of a value; none is left out.
    """
    found = []
    for indicator_id in terms.leading("overview"):
        asked = view.same_filters(indicator=(indicator_id,), groups=_reference_groups(view, terms))
        found.append(_headline(ask, terms, asked))
        if indicator_id == terms.main:
            found.append(_gap(ask, terms, asked))
    return tuple(found)


def _reference_groups(view: View, terms: Vocabulary) -> tuple[str, ...]:
    """The OIC and the groups chosen to compare it with."""
    usual = terms.leading_groups("overview")
    chosen = dict.fromkeys((terms.oic, *view.reference_groups(usual)))
    return tuple(group for group in chosen if group in terms.groups)


def _groups(ask: Ask, view: View, oic: str) -> pd.DataFrame:
    """The last estimate of each group, one row a group that has one."""
    frame = ask(view.but(chart="trend", same=False)).frame
    fine = frame.loc[frame["value"].notna() & (frame["estimate"] != "projected")]
    if view.same:
        ours = fine.loc[fine["iso3"] == oic, "year"]
        year = year_of_most([fine.loc[fine["year"].isin(ours)]])
        fine = fine.loc[fine["year"] == year]
    return last_estimates(fine).set_index("iso3")


def _headline(ask: Ask, terms: Vocabulary, view: View) -> Headline:
    """The OIC average of the view's indicator, with the groups beside it."""
    (indicator_id,), lang = view.indicator, view.lang
    shown, oic = _groups(ask, view, terms.oic), terms.oic
    term = terms.indicators[indicator_id]
    unit = terms.units[term.unit]
    name = term.name[lang]
    if view.sex != "T":
        name = f"{name} · {text(f'sex.{view.sex}', lang)}"
    if oic not in shown.index:
        return Headline(indicator_id, name, "–", "", _why_not(ask, view, terms), "")
    row = shown.loc[[oic]].iloc[0]
    short = unit.short[lang]
    value = number(row["value"], lang, unit.decimals)
    return Headline(
        indicator_id=indicator_id,
        name=name,
        value=f"{value} {short}" if len(short) > 1 else f"{value}{_percent(lang)}",
        year=str(row["year"]),
        rests_on=" · ".join([_rests_on(ask, row, view), *_edition(view, row["edition"], terms)]),
        beside=_references_text(shown, ask(view.but(chart="trend", same=False)), view, terms),
    )


def _why_not(ask: Ask, view: View, terms: Vocabulary) -> str:
    """Why there is no OIC average: no series, no weight or value, projections, a closed gate."""
    if series_choice.aggregate_series(view, view.indicator[0], terms) is None:
        return text("overview.no_series", view.lang)
    frame = ask(view.but(chart="trend", same=False)).frame
    ours = frame.loc[frame["iso3"] == terms.oic]
    told = ours.loc[ours["note"] != "", "note"]
    if len(told):
        return str(told.iloc[0])
    why = _code(ours)
    if why in ("only_projections", "no_value"):
        return titles.reason(why, view.lang)
    in_years = view.first is not None or view.last is not None
    return text("overview.closed_in_years" if in_years else "overview.closed", view.lang)


def _gap(ask: Ask, terms: Vocabulary, view: View) -> Headline:
    """The gap of the aggregates, women minus men in points, of one edition and year (M6)."""
    lang, oic = view.lang, terms.oic
    name = text("overview.neet_gap", lang)
    sides = [_groups(ask, view.but(sex=sex), oic) for sex in ("F", "M", "T")]
    if any(oic not in side.index for side in sides):
        return Headline(terms.main, name, "–", "", _why_not(ask, view.but(sex="F"), terms), "")
    women, men, total = (side.loc[[oic]].iloc[0] for side in sides)
    if len({(row["year"], row["edition"]) for row in (women, men, total)}) > 1:
        return Headline(terms.main, name, "–", "", text("overview.not_one_edition", lang), "")
    found = Gap(int(women["year"]), float(women["value"]), float(men["value"]))
    points = text("overview.points", lang, value=difference(found.women, found.men, lang, 1))
    levels = text(
        "overview.levels",
        lang,
        women=number(women["value"], lang, 1),
        men=number(men["value"], lang, 1),
    )
    rests = _rests_on(ask, women, view)
    return Headline(terms.main, name, points, str(women["year"]), rests, levels)


def _rests_on(ask: Ask, row: pd.Series, view: View) -> str:
    """Estimate type, members and coverage of an aggregate of ours, and that it is old (M11)."""
    lang = view.lang
    kind = text(f"estimate.{row['estimate']}", lang)
    if row["old"]:
        kind += f" · {titles.older_within(view, ask(view).build.built_at.year)}"
    share = titles.coverage_percent(row["coverage"], lang)
    counts = {"n": row["n"], "n_members": row["n_members"], "coverage": share}
    counts["weight"] = row["weight"]
    return text("overview.rests_on", lang, kind=kind, **counts)


def _edition(view: View, edition: str, terms: Vocabulary) -> list[str]:
    """Of which edition women or men are, where women and men together are of another (M2)."""
    found = series_choice.outside_set(view, view.indicator[0], terms)
    if found is None or found[0] != edition:
        return []
    own, total = (partial_date(each, view.lang) for each in found)
    return [text("overview.edition", view.lang, edition=own, total=total)]


def _reference(group: str, row: pd.Series, terms: Vocabulary, view: View, year: int) -> str:
    """A comparison group with value and year, and that it is old (M11), against a build of `year`.

    Of a publisher's own with its name, and ours.
    """
    lang = view.lang
    decimals = terms.units[terms.indicators[view.indicator[0]].unit].decimals
    value = number(row["value"], lang, decimals)
    when = [str(row["year"]), *([titles.older_within(view, year)] if row["old"] else [])]
    said = f"{terms.groups[group].name[lang]} {value} ({language(lang).semicolon.join(when)})"
    if row["role"] != "published":
        return said
    source = terms.sources[terms.series[row["series_id"]].source_id].publisher[lang]
    facts = titles.ours_beside(row, decimals, lang, mixed=group in terms.mixed_groups)
    key = "overview.published" if facts else "overview.published.alone"
    return text(key, lang, said=said, source=source, **facts)


def _references_text(shown: pd.DataFrame, found: Answer, view: View, terms: Vocabulary) -> str:
    """The comparison groups with value and year; those that have none are named with the reason."""
    lang, frame, year = view.lang, found.frame, found.build.built_at.year
    parts = [
        _reference(str(group), row, terms, view, year)
        for group, row in shown.drop(index=terms.oic).iterrows()
    ]
    groups = frame.loc[frame["role"] != "member"]
    noted = groups.loc[groups["note"] != ""].drop_duplicates("iso3")
    told = dict(zip(noted["iso3"], noted["note"], strict=True))
    reasons: dict[str, list[str]] = {}
    for group in view.groups:
        if group in shown.index:
            continue
        rows = groups.loc[groups["iso3"] == group]
        why = told.get(group) or titles.reason(_code(rows), lang)
        reasons.setdefault(why, []).append(terms.groups[group].name[lang])
    parts += [
        text("note.country", lang, area=join_names(names, lang), note=why)
        for why, names in reasons.items()
    ]
    return " · ".join(parts)


def _code(rows: pd.DataFrame) -> str:
    """Why a group with these rows over time has no estimate in the year shown (M10)."""
    codes = rows.loc[rows["value"].isna() & (rows["missing"] != ""), "missing"]
    if len(codes):
        return str(codes.iloc[0])
    kinds = set(rows.loc[rows["value"].notna(), "estimate"])
    return code(kinds, kinds - {"projected"})


def _percent(lang: str) -> str:
    return text("overview.percent", lang)
