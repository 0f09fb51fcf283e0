"""A pull: each source is asked for its series, and every answer is archived before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import ModuleType

import pandas as pd

from etl.fetch.archive import Archive, Pull
from etl.fetch.ask import Outcome, Say, ask
from etl.fetch.http import Clock
from etl.figures.gather import Harvest
from etl.shapes import Payload
from etl.sources import Parsed, modules
from observatory.catalog.models import Catalog, Series
from observatory.errors import (
    CatalogError,
    Finding,
    SourceChanged,
    SourceUnavailable,
    UnknownIndicator,
)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull gave, by source."""

    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Archived:
    """What the archive gives a build: harvests, findings on fall-backs, and the payload table."""

    harvests: tuple[Harvest, ...] = ()
    findings: tuple[Finding, ...] = ()
    payloads: pd.DataFrame | None = None


def series_to_ask(
    catalog: Catalog, sources: Sequence[str], indicators: Sequence[str]
) -> dict[str, list[Series]]:
    """The series to ask for, by source; unknown names are errors that list what there is.

    Raises `CatalogError` where a live source has no module that asks it.
    """
    live = [key for key in modules(catalog) if catalog.sources[key].live]
    strange = [name for name in sources if name not in live]
    if strange:
        raise CatalogError(
            f"No live source is called {', '.join(strange)}; there are {', '.join(live)}.",
            file="sources.yaml",
            key=strange[0],
        )
    unknown = [name for name in indicators if name not in catalog.indicators]
    if unknown:
        raise UnknownIndicator(
            f"No indicator is called {', '.join(unknown)}; indicators.yaml has them all.",
            file="indicators.yaml",
            key=unknown[0],
        )
    out: dict[str, list[Series]] = {}
    for indicator, series in catalog.series():
        wanted = not indicators or indicator.indicator_id in indicators
        if wanted and series.source in (sources or live):
            out.setdefault(series.source, []).append(series)
    return out


def pull(
    catalog: Catalog,
    wanted: Mapping[str, list[Series]],
    archive: Archive,
    say: Say,
    clock: Clock | None = None,
) -> Pulled:
    """Ask every source for its series, sources side by side; each failure has its reason.

    Raises `SourceUnavailable` where no source that was asked could be reached.
    """
    known = modules(catalog)
    with ThreadPoolExecutor(max_workers=max(1, len(wanted))) as pool:
        jobs = {
            key: pool.submit(
                ask, catalog.sources[key], known[key], series, archive, say=say, clock=clock
            )
            for key, series in wanted.items()
        }
        outcomes = {key: job.result() for key, job in jobs.items()}
    if outcomes and not any(outcome.reached for outcome in outcomes.values()):
        reasons = sorted({why for o in outcomes.values() for why in o.failures.values()})
        raise SourceUnavailable(
            "No source that was asked could be reached. " + " ".join(reasons[:5]),
            source=", ".join(outcomes),
        )
    return Pulled(outcomes)


def newest_answers(catalog: Catalog, pulled: Pulled | None, archive: Archive) -> Archived:
    """The newest whole answer of each series, from this pull or an earlier one.

    Raises `SourceChanged` where a source answered this pull in another shape.
    """
    outcomes = pulled.outcomes if pulled else {}
    for outcome in outcomes.values():
        if outcome.changed is not None:
            raise outcome.changed
    harvests: list[Harvest] = []
    findings: list[Finding] = []
    used: list[tuple[str, Payload]] = []
    for source_id, module in modules(catalog).items():
        series = [each for _, each in catalog.series() if each.source == source_id]
        asked_now = outcomes.get(source_id)
        found, payloads, damaged = _newest(module, series, asked_now, archive.pulls(source_id))
        harvests += found
        findings += damaged
        used += [(source_id, payload) for payload in payloads]
    fresh = {harvest.series_id for harvest in harvests if harvest.fresh}
    for outcome in outcomes.values():
        findings += list(_fallbacks(outcome, fresh, {h.series_id for h in harvests}))
    return Archived(tuple(harvests), tuple(findings), _table(used))


def _newest(
    module: ModuleType,
    series: Sequence[Series],
    outcome: Outcome | None,
    pulls: Iterable[Pull],
) -> tuple[list[Harvest], list[Payload], list[Finding]]:
    """For each series of a source, its rows from the newest pull in which it arrived whole."""
    harvests: list[Harvest] = []
    used: list[Payload] = []
    findings: list[Finding] = []
    left = {str(each.series_id): each for each in series}
    for current in pulls:
        mine = [left[key] for key in left if key in current.whole_series()]
        if not mine:
            continue
        fresh = outcome is not None and current.pull_id == outcome.pull.pull_id
        try:
            if outcome is not None and fresh:
                payloads, parsed = list(outcome.answered.values()), outcome.parsed
            else:
                payloads = current.payloads(str(each.series_id) for each in mine)
                parsed = module.parse(payloads, mine)
        except SourceChanged as damaged:
            place = f"{mine[0].source}/{current.pull_id}"
            what = "a payload as it was archived; an earlier one serves"
            findings.append(Finding("warning", "archive", place, str(damaged), what))
            continue
        found = _harvests(parsed, mine, payloads, fresh=fresh)
        harvests += found
        used += payloads
        for harvest in found:
            del left[harvest.series_id]
    return harvests, used, findings


def _harvests(
    parsed: Parsed, series: Sequence[Series], payloads: Sequence[Payload], *, fresh: bool
) -> list[Harvest]:
    groups = dict(tuple(parsed.rows.groupby("series_id", sort=False)))
    wanted = [each for each in series if str(each.series_id) in groups]
    moments = {series_id: p for p in payloads for series_id in p.request.series_ids}
    out = []
    for each in wanted:
        key = str(each.series_id)
        payload = moments[key]
        release = parsed.releases.get(key, "")
        out.append(
            Harvest(
                series_id=key,
                rows=groups[key],
                fetched_at=payload.fetched_at,
                fresh=fresh,
                url=payload.request.url,
                release=release,
                edition=edition(each, release),
            )
        )
    return out


def edition(series: Series, release: str) -> str | None:
    """The edition of the ILO modelled estimates behind a release (methods M2); None if not theirs.

    A World Bank release of a year carries the edition of the November before; ILOSTAT's own tables
    carry the edition of the last November on or before their update.
    """
    if not series.ilo_modelled or len(release) < 4:
        return None
    year = int(release[:4])
    if series.source == "ilostat" and release[5:7] in ("11", "12"):
        return f"{year}-11"
    return f"{year - 1}-11"


def _fallbacks(outcome: Outcome, fresh: set[str], harvested: set[str]) -> Iterable[Finding]:
    """A warning for each series that was asked for and did not arrive."""
    for each in outcome.series:
        key = str(each.series_id)
        if key in fresh:
            continue
        instead = "an earlier pull serves" if key in harvested else "the snapshot serves, if it can"
        why = outcome.failures.get(key, "it did not arrive")
        yield Finding("warning", "fallback", key, why, f"its values; {instead}", series_id=key)


def _table(used: Sequence[tuple[str, Payload]]) -> pd.DataFrame:
    """The payload table of a build."""
    rows = [
        {
            "payload_id": payload.payload_id,
            "source_id": source_id,
            "url": payload.request.url,
            "fetched_at": payload.fetched_at,
            "sha256": payload.sha256,
            "status": payload.status,
            "bytes": len(payload.body),
            "release": payload.release or None,
        }
        for source_id, payload in used
    ]
    return pd.DataFrame(rows)
