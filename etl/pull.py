"""A pull: each source is asked for its series, and every answer is archived before it is read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import ModuleType

import pandas as pd
from tqdm import tqdm

from etl.archive import Archive, Pull, fingerprint
from etl.gather import Harvest
from etl.http import Answer, Client, Clock
from etl.rows import Payload, Request
from etl.sources import Parsed, ilostat, un_sdg, world_bank
from etl.sources.world_bank import NO_VALUE
from observatory.catalog import Catalog, Series, Source
from observatory.errors import (
    CatalogError,
    Finding,
    SourceChanged,
    SourceUnavailable,
    UnknownIndicator,
)

SOURCES: Mapping[str, ModuleType] = {
    "world_bank": world_bank,
    "ilostat": ilostat,
    "un_sdg": un_sdg,
}
Say = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What one source gave: its pull, what was parsed of it, and what failed with the reason."""

    source: Source
    pull: Pull
    series: list[Series]
    parsed: Parsed | None = None
    reached: bool = False
    failures: dict[str, str] = field(default_factory=dict)
    changed: SourceChanged | None = None


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


def asked(
    catalog: Catalog, sources: Sequence[str], indicators: Sequence[str]
) -> dict[str, list[Series]]:
    """The series to ask for, by source; unknown names are errors that list what there is."""
    live = [key for key, source in catalog.sources.items() if source.live and key in SOURCES]
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
    with ThreadPoolExecutor(max_workers=max(1, len(wanted))) as pool:
        jobs = {
            key: pool.submit(_source, catalog.sources[key], series, archive, say, clock)
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


def archived(catalog: Catalog, pulled: Pulled | None, archive: Archive) -> Archived:
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
    for source_id, module in SOURCES.items():
        series = [each for _, each in catalog.series() if each.source == source_id]
        found, payloads = _newest(source_id, module, series, outcomes.get(source_id), archive)
        harvests += found
        used += [(source_id, payload) for payload in payloads]
    fresh = {harvest.series_id for harvest in harvests if harvest.fresh}
    for outcome in outcomes.values():
        findings += list(_fallbacks(outcome, fresh, {h.series_id for h in harvests}))
    return Archived(tuple(harvests), tuple(findings), _table(used))


def _source(
    source: Source, series: list[Series], archive: Archive, say: Say, clock: Clock | None
) -> Outcome:
    """Ask one source: all series together, then those that failed, one by one."""
    module = SOURCES[source.source_id]
    today = datetime.now(UTC).date()
    name = fingerprint([str(each.series_id) for each in series] + [today.isoformat()])
    current = archive.begin(source.source_id, name, datetime.now(UTC).replace(tzinfo=None))
    outcome = Outcome(source, current, series)
    client = Client(source, clock)
    try:
        _round(client, module, series, outcome, archive, today)
        outcome.parsed = module.parse(current.payloads(), series)
        missing = outcome.parsed.missing
        again = [s for s in series if missing.get(str(s.series_id), NO_VALUE) != NO_VALUE]
        if again and len(series) > 1:
            for each in again:
                _round(client, module, [each], outcome, archive, today)
            outcome.parsed = module.parse(current.payloads(), series)
        outcome.failures |= {
            key: outcome.failures.get(key, why) for key, why in outcome.parsed.missing.items()
        }
        outcome.failures = {
            key: why for key, why in outcome.failures.items() if key in outcome.parsed.missing
        }
    except SourceChanged as changed:
        outcome.changed = changed
        outcome.reached = True
    if outcome.reached:
        current.complete()
    arrived = len(series) - len(outcome.failures)
    say(f"{source.name.en}: {arrived} of {len(series)} series arrived.")
    return outcome


def _round(
    client: Client,
    module: ModuleType,
    series: Sequence[Series],
    outcome: Outcome,
    archive: Archive,
    today: date,
) -> None:
    """Ask until the source's module has nothing more to ask for these series."""
    answered = {key: outcome.pull.payload(row) for key, row in outcome.pull.have().items()}
    if answered:
        outcome.reached = True
    failed: set[str] = set()
    while True:
        open_calls = module.requests(series, client.source, today=today, answered=answered)
        todo = [request for request in open_calls if request.key not in failed]
        if not todo or failed:
            return
        for request, got in _together(client, todo, archive):
            if isinstance(got, SourceUnavailable):
                failed.add(request.key)
                for series_id in _of(request, series):
                    outcome.failures[series_id] = str(got)
                continue
            outcome.reached = True
            row = outcome.pull.add(got, _release(got))
            answered[request.key] = outcome.pull.payload(row)


def _together(
    client: Client, requests: Sequence[Request], archive: Archive
) -> Iterable[tuple[Request, Answer | SourceUnavailable]]:
    """The answers to several requests, as many at once as the source permits, as they arrive."""
    with ThreadPoolExecutor(max_workers=client.source.concurrency) as pool:
        jobs = {pool.submit(_one, client, request, archive): request for request in requests}
        bar = tqdm(
            total=len(jobs),
            desc=client.source.source_id,
            disable=not sys.stderr.isatty(),
            leave=False,
        )
        for job in as_completed(jobs):
            bar.update()
            yield jobs[job], job.result()
        bar.close()


def _one(client: Client, request: Request, archive: Archive) -> Answer | SourceUnavailable:
    """One answer; where the source says that nothing changed, the archived body stands for it."""
    known = archive.validators(client.source.source_id, request.key)
    headers = {} if known is None else {
        "etag": known[1].etag, "last_modified": known[1].last_modified
    }  # fmt: skip
    try:
        answer = client.get(request, headers)
    except SourceUnavailable as error:
        return error
    if not answer.unchanged or known is None:
        return answer
    before, row = known
    return Answer(
        request=request,
        url=answer.url,
        status=200,
        content_type=row.content_type,
        body=before.body(row),
        fetched_at=answer.fetched_at,
        etag=row.etag,
        last_modified=row.last_modified,
    )


def _newest(
    source_id: str,
    module: ModuleType,
    series: Sequence[Series],
    outcome: Outcome | None,
    archive: Archive,
) -> tuple[list[Harvest], list[Payload]]:
    """For each series of a source, its rows from the newest pull in which it arrived whole."""
    harvests: list[Harvest] = []
    used: list[Payload] = []
    left = list(series)
    for current in archive.pulls(source_id):
        if not left:
            break
        if not current.is_complete:
            continue
        payloads = current.payloads()
        fresh = outcome is not None and current.pull_id == outcome.pull.pull_id
        try:
            parsed = outcome.parsed if fresh and outcome else module.parse(payloads, left)
        except SourceChanged:
            continue
        if parsed is None:
            continue
        found = _harvests(parsed, left, payloads, fresh=fresh)
        harvests += found
        used += payloads if found else []
        taken = {harvest.series_id for harvest in found}
        left = [each for each in left if str(each.series_id) not in taken]
    return harvests, used


def _harvests(
    parsed: Parsed, series: Sequence[Series], payloads: Sequence[Payload], *, fresh: bool
) -> list[Harvest]:
    groups = dict(tuple(parsed.rows.groupby("series_id", sort=False)))
    wanted = [each for each in series if str(each.series_id) in groups]
    moments = {key: p for p in payloads for key in (*p.request.series_ids, p.request.key)}
    out = []
    for each in wanted:
        key = str(each.series_id)
        payload = moments.get(key) or moments.get(each.code) or payloads[0]
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


def _release(answer: Answer) -> str:
    """The release key that a World Bank page bears in its head, empty elsewhere."""
    if answer.request.source_id != world_bank.SOURCE:
        return ""
    return world_bank.release(answer.body)


def _of(request: Request, series: Sequence[Series]) -> list[str]:
    """The series that a request was for."""
    named = set(request.series_ids)
    return [str(s.series_id) for s in series if s.code in named or str(s.series_id) in named]


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
