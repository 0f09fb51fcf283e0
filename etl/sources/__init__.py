"""One module a service: what to ask of it, and what its answers say.

Each has two functions. `requests(series, source, today, answered)` gives what is to be asked next:
with nothing answered the first requests, then the further pages, then nothing. `parse(payloads,
series)` gives the source rows of the answers, and for each series that did not arrive whole the
reason in a sentence. Both see bytes only: no network, no disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from etl.shapes import SOURCE_ROW


@dataclass(frozen=True, slots=True)
class Parsed:
    """What payloads say: rows of the series that arrived whole, and why others did not.

    `releases` is the source's own release key of a series, where it gives one.
    """

    rows: pd.DataFrame
    missing: dict[str, str] = field(default_factory=dict)
    releases: dict[str, str] = field(default_factory=dict)


def frame(columns: dict[str, object]) -> pd.DataFrame:
    """A frame of source rows from the columns at hand; what is not given is empty."""
    return pd.DataFrame(columns, columns=list(SOURCE_ROW)).fillna("")
