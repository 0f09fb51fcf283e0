"""One module a service: what to ask of it, and what its answers say.

A module is found by its name, which is the source's id in `sources.yaml`; nothing lists them.
Each has two functions. `requests(series, source, today, answered)` gives what is to be asked next:
with nothing answered the first requests, then the further pages, then nothing. `parse(payloads,
series)` gives the source rows of the answers, and for each series that did not arrive whole the
reason in a sentence. Both see bytes only: no network, no disk. Where the service writes a release
key into its answers, a third one, `release(body)`, reads it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType

import pandas as pd

from etl.shapes import SOURCE_ROW
from observatory.catalog.models import Catalog
from observatory.errors import CatalogError, Finding

FUNCTIONS = ("requests", "parse")
# Why a series is missing where the service knows it and has nothing: asking again brings nothing.
NO_VALUE = "the service has no value of it"


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


def modules(catalog: Catalog) -> Mapping[str, ModuleType]:
    """The module of every source that has one, by the source's id, in the catalogue's order.

    Raises `CatalogError` with every live source that has no module, or one without its functions:
    a source that is declared and never asked would be missed by nobody.
    """
    there = {each.name for each in pkgutil.iter_modules(__path__)}
    faults = []
    out: dict[str, ModuleType] = {}
    for key, source in catalog.sources.items():
        place = f"sources.yaml:{key}:live"
        if key not in there:
            if source.live:
                wish = f"etl/sources/{key}.py, since the source is live"
                faults.append(Finding("error", "catalogue", place, "no module", wish))
            continue
        module = importlib.import_module(f"{__name__}.{key}")
        lacking = [name for name in FUNCTIONS if not callable(getattr(module, name, None))]
        if lacking:
            found = f"etl/sources/{key}.py without {' and '.join(lacking)}"
            wish = f"a module with {' and '.join(FUNCTIONS)}"
            faults.append(Finding("error", "catalogue", place, found, wish))
        out[key] = module
    if faults:
        raise CatalogError.of(faults)
    return out
