"""Asking one source: its series together, then singly; every answer is archived as it arrives."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import ModuleType

import pandas as pd
from tqdm import tqdm

from etl.fetch.archive import Archive, Pull, fingerprint
from etl.fetch.http import Client, Clock, NotAsked, Reply
from etl.shapes import Payload, Request
from etl.sources import NO_VALUE, Parsed, frame
from observatory.catalog.models import Series, Source
from observatory.errors import SourceChanged, SourceUnavailable

Say = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What one source gave: its pull, what was parsed of it, and what failed with the reason."""

    source: Source
    pull: Pull
    series: list[Series]
    answered: dict[str, Payload] = field(default_factory=dict)
    parsed: Parsed = field(default_factory=lambda: Parsed(frame({})))
    reached: bool = False
    failures: dict[str, str] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)
    changed: SourceChanged | None = None

    def __str__(self) -> str:
        """How many series arrived, and of how many the service said that they are as before."""
        arrived = len(self.series) - len(self.failures) if self.changed is None else 0
        same = len(self.unchanged - set(self.failures))
        tail = f", {same} of them unchanged" if same else ""
        return f"{self.source.name.en}: {arrived} of {len(self.series)} series arrived{tail}."


def ask(
    source: Source,
    module: ModuleType,
    series: list[Series],
    archive: Archive,
    *,
    say: Say,
    clock: Clock | None = None,
) -> Outcome:
    """Ask one source by its module: all series together, then those that failed, one by one."""
    today = datetime.now(UTC).date()
    name = fingerprint([str(each.series_id) for each in series] + [today.isoformat()])
    current = archive.begin(source.source_id, name, datetime.now(UTC).replace(tzinfo=None))
    outcome = Outcome(source, current, series)
    asking = _Asking(Client(source, clock), module, outcome, archive, today)
    say(f"{source.name.en}: asking for {len(series)} series.")
    try:
        asking.resume()
        asking.ask([series])
        asking.parse(series, list(outcome.answered.values()))
        asking.ask_singly()
    except SourceChanged as changed:
        outcome.changed = changed
    if outcome.reached:
        current.complete(outcome.parsed.rows["series_id"].unique())
    say(str(outcome))
    return outcome


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the search for unused memory: over millions of rows it takes half of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Asking:
    """The questions to one source in one pull, and what has been answered so far."""

    def __init__(
        self,
        client: Client,
        module: ModuleType,
        outcome: Outcome,
        archive: Archive,
        today: date,
    ) -> None:
        self.client = client
        self.outcome = outcome
        self._archive = archive
        self._today = today
        self._module = module
        self._known = archive.last_answers(client.source.source_id)
        self._failed: set[str] = set()
        self._not_asked: set[str] = set()

    def resume(self) -> None:
        """Take over what an interrupted pull has; what is damaged is asked for again."""
        for key, row in self.outcome.pull.have().items():
            with contextlib.suppress(SourceChanged):
                self.outcome.answered[key] = self.outcome.pull.payload(row)
        self.outcome.reached = bool(self.outcome.answered)

    def ask(self, groups: Sequence[Sequence[Series]]) -> None:
        """Ask until the source's module has nothing more to ask for these groups."""
        while todo := self._open(groups):
            for request in todo:
                for series_id in request.series_ids:
                    self.outcome.failures.pop(series_id, None)
            for request, got in self._together(todo):
                self._take(request, got)

    def ask_singly(self) -> None:
        """Ask for each series alone that failed in company: one bad code loses a whole call."""
        if not self.client.again():
            return
        self._failed -= self._not_asked
        missing = {k for k, why in self.outcome.parsed.missing.items() if why != NO_VALUE}
        again = [each for each in self.outcome.series if str(each.series_id) in missing]
        singles = [[each] for each in again]
        if not self._open(singles):
            return
        before = set(self.outcome.answered)
        self.ask(singles)
        answered = self.outcome.answered
        self.parse(again, [answered[key] for key in answered if key not in before])

    def parse(self, series: Sequence[Series], payloads: Sequence[Payload]) -> None:
        """Parse these answers for these series, and join what they say to what is known."""
        before = self.outcome.parsed
        with _without_collector():
            found = self._module.parse(payloads, series)
        arrived = set(found.rows["series_id"].unique())
        missing = {key: why for key, why in before.missing.items() if key not in arrived}
        parsed = Parsed(
            pd.concat([before.rows, found.rows], ignore_index=True),
            missing | found.missing,
            before.releases | found.releases,
        )
        self.outcome.parsed = parsed
        self.outcome.failures = {
            key: self.outcome.failures.get(key, why) for key, why in parsed.missing.items()
        }

    def _open(self, groups: Sequence[Sequence[Series]]) -> list[Request]:
        """What is neither answered nor has failed in this pull."""
        source, answered = self.client.source, self.outcome.answered
        calls = [
            request
            for group in groups
            for request in self._module.requests(
                group, source, today=self._today, answered=answered
            )
        ]
        return [request for request in calls if request.key not in self._failed]

    def _take(self, request: Request, got: Reply | SourceUnavailable) -> None:
        """Archive an answer, or note why there is none."""
        outcome = self.outcome
        if isinstance(got, SourceUnavailable):
            self._failed.add(request.key)
            self._not_asked |= {request.key} if isinstance(got, NotAsked) else set()
            outcome.failures |= dict.fromkeys(request.series_ids, str(got))
            return
        outcome.reached = True
        if got.unchanged:
            outcome.unchanged |= set(request.series_ids)
        else:
            outcome.unchanged -= set(request.series_ids)
        outcome.answered[request.key] = outcome.pull.add(got, self._release(got))

    def _together(
        self, requests: Sequence[Request]
    ) -> Iterable[tuple[Request, Reply | SourceUnavailable]]:
        """The answers to several requests, as many at once as the source permits."""
        source = self.client.source
        with (
            ThreadPoolExecutor(max_workers=source.concurrency) as pool,
            tqdm(
                total=len(requests),
                desc=source.source_id,
                disable=not sys.stderr.isatty(),
                leave=False,
            ) as bar,
        ):
            jobs = {pool.submit(self._one, request): request for request in requests}
            for job in as_completed(jobs):
                bar.update()
                yield jobs.pop(job), job.result()

    def _one(self, request: Request) -> Reply | SourceUnavailable:
        """One answer; where the source says that nothing changed, the archived body stands."""
        before = self._known.get(request.key)
        tags = {} if before is None else before.tags
        try:
            answer = self.client.get(request, tags)
            if answer.unchanged and before is not None:
                answer = replace(
                    answer, status=200, content_type=before.row.content_type, body=before.body()
                )
        except SourceUnavailable as error:
            return error
        except SourceChanged:
            self._known.pop(request.key, None)
            return self._one(request)
        return answer

    def _release(self, answer: Reply) -> str:
        """The release key that the service writes into its answers, empty where it writes none."""
        read = getattr(self._module, "release", None)
        return "" if read is None else str(read(answer.body))
