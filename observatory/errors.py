"""Every error the product raises on purpose, and the finding that they carry.

    ObservatoryError
    ├─ CatalogError      file, key            UnknownIndicator · MissingText · DuplicateId
    ├─ RegisterError     findings (all)       file, row, column, found, expected
    ├─ SourceError       source, url          SourceUnavailable · SourceChanged · RateLimited
    ├─ CheckFailed       findings (all)
    ├─ ViewError         query                what is wrong, and the nearest valid view
    └─ WarehouseError    build                NoWarehouse · SchemaMismatch · BuildUnreadable
                                              BuildIncomplete · AboveAudience · UnknownAudience

The text of an error is one paragraph that a reader who knows no Python can act on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check has to say: where, what was found, what was expected.

    `place` is `file:row:column` for files, `table` or `series_id` for the warehouse. `series_id`,
    `iso3` and `year` are filled where the finding is about one value, so that a quarantined value
    can be found again.
    """

    severity: Severity
    check: str
    place: str
    found: str
    expected: str
    series_id: str | None = None
    iso3: str | None = None
    year: int | None = None

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; expected {self.expected}"


class ObservatoryError(Exception):
    """The root: catch this to catch everything the product raises on purpose."""


class CatalogError(ObservatoryError):
    """The catalogue files are wrong; `findings` holds every fault of every file."""

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        key: str = "",
        findings: Sequence[Finding] = (),
    ) -> None:
        super().__init__(message)
        self.file = file
        self.key = key
        self.findings = tuple(findings)

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> CatalogError:
        """The error for these faults, all of them named in the text."""
        lines = "\n".join(f"  {finding}" for finding in findings)
        first = findings[0].place.split(":")[0]
        text = f"The catalogue has {len(findings)} fault(s):\n{lines}"
        return cls(text, file=first, findings=findings)


class UnknownIndicator(CatalogError):
    """No indicator or series of this name stands in the catalogue."""


class MissingText(CatalogError):
    """A text that must exist in English, French and Arabic is missing in one of them."""


class DuplicateId(CatalogError):
    """The same id is declared twice."""


class RegisterError(ObservatoryError):
    """The network register is wrong; `findings` holds every fault of every file."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        lines = "\n".join(f"  {finding}" for finding in findings)
        super().__init__(f"The register has {len(findings)} fault(s):\n{lines}")
        self.findings = tuple(findings)


class SourceError(ObservatoryError):
    """A source of figures did not do what we need of it."""

    def __init__(self, message: str, *, source: str, url: str = "") -> None:
        super().__init__(message)
        self.source = source
        self.url = url


class SourceUnavailable(SourceError):
    """The source could not be reached, or refused, after every permitted attempt."""


class SourceChanged(SourceError):
    """The source answered in another shape than the one we know: nothing of it is used."""


class RateLimited(SourceUnavailable):
    """The source asked us to wait longer than a refresh may take."""


class CheckFailed(ObservatoryError):
    """A build broke a rule; `findings` holds all of them, and the last good build keeps serving."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        lines = "\n".join(f"  {finding}" for finding in findings)
        super().__init__(
            f"The build was refused: {len(findings)} error(s). The last good build keeps serving."
            f"\n{lines}"
        )
        self.findings = tuple(findings)


class ViewError(ObservatoryError):
    """A view cannot be what was asked; `query` is what was asked, `nearest` a query that works."""

    def __init__(self, message: str, *, query: str, nearest: str = "") -> None:
        super().__init__(message)
        self.query = query
        self.nearest = nearest


class WarehouseError(ObservatoryError):
    """The warehouse cannot be read."""

    def __init__(self, message: str, *, build: str = "") -> None:
        super().__init__(message)
        self.build = build


class NoWarehouse(WarehouseError):
    """No build has been published yet."""


class SchemaMismatch(WarehouseError):
    """The build was made by another version, with other tables."""


class BuildUnreadable(WarehouseError):
    """A file that should be a build cannot be opened, or not be read to its end."""


class BuildIncomplete(WarehouseError):
    """A new build did not reach the disk whole; nothing was published."""


class AboveAudience(WarehouseError):
    """The build was made for a narrower audience than the one that asks."""


class UnknownAudience(WarehouseError):
    """The environment names an audience that there is not."""
