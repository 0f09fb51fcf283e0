"""Which figures serve each series of a build: the newest good pull, else the snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

import pandas as pd

from etl.figures import sets
from etl.figures.derive import derive, mark_supported, mark_surveys
from etl.figures.harmonise import OBSERVATION, harmonise, out_of_bounds
from etl.figures.snapshot import Snapshot
from observatory.catalog.models import Catalog
from observatory.errors import Finding, Severity

ServedFrom = Literal["live", "archive", "snapshot", "derived", "none"]


@dataclass(frozen=True, slots=True)
class Harvest:
    """One series as a pull brought it: its source rows and where they came from."""

    series_id: str
    rows: pd.DataFrame
    fetched_at: datetime
    fresh: bool
    url: str
    release: str = ""
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Where the figures of one series of a build come from."""

    served_from: ServedFrom = "none"
    vintage: str | None = None
    edition: str | None = None
    how_obtained: str | None = None
    obtained_on: date | None = None
    derivation: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The observations of a build, a fact for every series, and what was found on the way."""

    observations: pd.DataFrame
    facts: Mapping[str, Fact]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def origin(self) -> str:
        """`live`, `snapshot`, or `mixed` where both serve."""
        served = {fact.served_from for fact in self.facts.values()} & {
            "live",
            "archive",
            "snapshot",
        }
        if "snapshot" not in served and served:
            return "live"
        return "mixed" if served & {"live", "archive"} else "snapshot"


def gather(catalog: Catalog, snapshot: Snapshot, harvests: Sequence[Harvest] = ()) -> Gathered:
    """The figures of a build: harvested series first, the snapshot for the others, then derived.

    A harvested series in which nothing is usable falls back to the snapshot with a warning. Series
    are never joined: each is served whole from one place. So are sets: a harvested total, women and
    men that contradict each other or are of several editions fall back together, with a warning.
    What the snapshot itself contradicts is an error.
    """
    refused: set[str] = set()
    warnings: list[Finding] = []
    while True:
        taken = [harvest for harvest in harvests if harvest.series_id not in refused]
        gathered = _serve(catalog, snapshot, taken)
        torn = _torn(catalog, gathered)
        fallen = _whole_sets(catalog, gathered, [each for each, _ in torn])
        if not fallen:
            lasting = [_finding(each, "error", "none is published") for each, bad in torn if bad]
            return replace(gathered, findings=(*gathered.findings, *warnings, *lasting))
        for each, _ in torn:
            if _live_of(catalog, gathered, each):
                warnings.append(_finding(each, "warning", "the snapshot serves its set"))
        refused |= fallen


def _torn(catalog: Catalog, gathered: Gathered) -> list[tuple[sets.Contradiction, bool]]:
    """What contradicts itself, and whether it is told here; a check of the build tells the rest."""
    editions = {series_id: fact.edition for series_id, fact in gathered.facts.items()}
    releases = {series_id: fact.vintage for series_id, fact in gathered.facts.items()}
    implied = [(each, True) for each in sets.implausible(gathered.observations, catalog, editions)]
    if gathered.origin == "snapshot":
        return implied
    series = sets.series_of(catalog, editions, releases)
    groups = frozenset(iso3 for iso3, area in catalog.countries.items() if area.is_aggregate)
    found = sets.contradictions(gathered.observations, series, groups)
    # A series of one year stands in the snapshot beside a set of another edition.
    served = series.loc[series["series_id"].isin(set(gathered.observations["series_id"]))]
    return [
        *implied,
        *((each, False) for each in (*found, *sets.mixes_of_editions(served))),
    ]


def _live_of(catalog: Catalog, gathered: Gathered, torn: sets.Contradiction) -> set[str]:
    """The harvested series of a contradiction, those behind its derived ones included."""
    parts = {str(series.series_id): series.parts for _, series in catalog.series()}
    behind = {*torn.series_ids, *(part for each in torn.series_ids for part in parts[each])}
    return {each for each in behind if gathered.facts[each].served_from in ("live", "archive")}


def _whole_sets(
    catalog: Catalog, gathered: Gathered, torn: Iterable[sets.Contradiction]
) -> set[str]:
    """Every harvested series of the indicators and sources whose sets contradict themselves."""
    live = {each for one in torn for each in _live_of(catalog, gathered, one)}
    of_set = {str(s.series_id): (i.indicator_id, s.source, s.kind) for i, s in catalog.series()}
    whole = {of_set[each] for each in live}
    return {
        each
        for each, fact in gathered.facts.items()
        if of_set[each] in whole and fact.served_from in ("live", "archive")
    }


def _finding(torn: sets.Contradiction, severity: Severity, what: str) -> Finding:
    place = ", ".join(torn.series_ids)
    return Finding(severity, "set", place, torn.found, f"{torn.expected}; {what}")


def _serve(catalog: Catalog, snapshot: Snapshot, harvests: Sequence[Harvest]) -> Gathered:
    """The figures of a build as they are served, series by series."""
    live = {harvest.series_id: harvest for harvest in harvests}
    parts: list[pd.DataFrame] = []
    findings: list[Finding] = []
    facts = {str(series.series_id): Fact() for _, series in catalog.series()}
    if live:
        rows = pd.concat([harvest.rows for harvest in harvests], ignore_index=True)
        editions = {series_id: harvest.edition for series_id, harvest in live.items()}
        found = harmonise(rows, catalog, editions)
        findings.extend(found.findings)
        filled = set(found.observations["series_id"])
        parts.append(found.observations)
        facts |= {series_id: _fact_of_harvest(live[series_id]) for series_id in sorted(filled)}
        findings.extend(_fallen_back(set(live) - filled, snapshot))
    facts |= _from_snapshot(facts, snapshot)
    kept = {key for key, fact in facts.items() if fact.served_from == "snapshot"}
    parts.append(snapshot.observations.loc[snapshot.observations["series_id"].isin(kept)])
    findings.extend(each for each in snapshot.findings if each.series_id in kept)
    return _finish(catalog, pd.concat(parts, ignore_index=True), facts, findings)


def nothing(catalog: Catalog) -> Gathered:
    """A build without any observation: every series declared and empty."""
    facts = {str(series.series_id): Fact() for _, series in catalog.series()}
    return Gathered(pd.DataFrame(columns=list(OBSERVATION)), facts)


def _finish(
    catalog: Catalog,
    observations: pd.DataFrame,
    facts: dict[str, Fact],
    findings: Iterable[Finding],
) -> Gathered:
    """The observations with derived series and with support of modelled values."""
    editions = {series_id: fact.edition for series_id, fact in facts.items()}
    more, how = derive(observations, catalog, editions)
    more, outside = out_of_bounds(more, catalog)
    for series_id, derivation in how.items():
        fact = _fact_of_derived([facts[each] for each in derivation.split() if each in facts])
        facts[series_id] = replace(fact, derivation=derivation)
    findings = [*findings, *outside]
    whole = pd.concat([observations, more], ignore_index=True) if how else observations
    return Gathered(mark_surveys(mark_supported(whole, catalog), catalog), facts, tuple(findings))


def _fact_of_derived(parts: Sequence[Fact]) -> Fact:
    """The fact of a derived series: every release that it rests on, and the earliest edition.

    What rests on several editions is an estimate as far as the earliest of them.
    """
    releases = dict.fromkeys(part.vintage for part in parts if part.vintage)
    days = [part.obtained_on for part in parts if part.obtained_on]
    return Fact(
        served_from="derived",
        vintage="; ".join(releases) or None,
        edition=min((part.edition for part in parts if part.edition), default=None),
        how_obtained="derived by this Observatory from other series",
        obtained_on=max(days, default=None),
    )


def _fact_of_harvest(harvest: Harvest) -> Fact:
    day = harvest.fetched_at.date()
    return Fact(
        served_from="live" if harvest.fresh else "archive",
        vintage=harvest.release or f"retrieved {day.isoformat()}",
        edition=harvest.edition,
        how_obtained=f"asked of the service on {day.isoformat()}: {harvest.url}",
        obtained_on=day,
    )


def _from_snapshot(facts: Mapping[str, Fact], snapshot: Snapshot) -> dict[str, Fact]:
    """The facts of the series that nothing live serves and the snapshot does."""
    return {
        series_id: Fact(
            served_from="snapshot",
            vintage=known.vintage,
            edition=known.edition or None,
            how_obtained=known.how_obtained,
            obtained_on=date.fromisoformat(known.obtained_on) if known.obtained_on else None,
        )
        for series_id, known in snapshot.provenance.items()
        if series_id in facts and facts[series_id].served_from == "none"
    }


def _fallen_back(series_ids: Iterable[str], snapshot: Snapshot) -> Iterable[Finding]:
    for series_id in sorted(series_ids):
        instead = "the snapshot serves" if series_id in snapshot.provenance else "it stays empty"
        yield Finding(
            "warning",
            "fallback",
            series_id,
            "a pull without any usable value",
            f"values; {instead}",
            series_id=series_id,
        )
