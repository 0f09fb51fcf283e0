"""The network's register in one language: names, titles and dates in a reader's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeVar

import pandas as pd

from observatory.i18n import (
    EN_DASH,
    FIRST,
    alphabetical,
    embed,
    isolate,
    join_names,
    language,
    partial_date,
    text,
    typeset,
)
from observatory.methods.participation import cells
from observatory.warehouse.build import Build
from observatory.warehouse.terms import Vocabulary

T = TypeVar("T")


def fill_empty(column: pd.Series, say: Callable[[Any], str]) -> pd.Series:
    """The values of a column as texts; where there is none, an empty one."""
    texts = ["" if pd.isna(value) else say(value) for value in column]
    return pd.Series(texts, index=column.index, dtype="str")


def each_text(column: pd.Series, say: Callable[[str], str]) -> pd.Series:
    """The texts of a column said anew; what is missing stays missing, the kind of column too."""
    texts = [say(value) if isinstance(value, str) else value for value in column]
    return pd.Series(texts, index=column.index, dtype=column.dtype, name=column.name)


# Columns of the register that hold words of its keeper, and those that name a document.
REMARKS = (
    "note", "stated", "evaluation", "follow_up", "target", "result", "lesson", "reason_for_change",
    "level", "unit", "member_comment",
)  # fmt: skip
DOCUMENTS = ("document", "publisher")
_WORD = re.compile(r"[a-z]{3}")


def in_language(tables: Mapping[str, pd.DataFrame], lang: str) -> dict[str, pd.DataFrame]:
    """The register's tables with remarks and names of documents in a language.

    A remark that has no text in the language bears the name of the one it stands in; the name of
    a document stays as it is.
    """
    texts = tables["translations"]
    own = texts.get(f"text_{lang}", texts[f"text_{FIRST}"])
    known = dict(zip(texts[f"text_{FIRST}"], own, strict=True))

    def say(words: str, *, title: bool) -> str:
        if lang == FIRST or words in known or title or not _WORD.search(words):
            return typeset(known.get(words, words), lang)
        return text("register.in_english", lang, words=words)

    out = {}
    for name, frame in tables.items():
        said = {
            column: each_text(frame[column], partial(say, title=column in DOCUMENTS))
            for column in (*REMARKS, *DOCUMENTS)
            if column in frame
        }
        out[name] = frame.assign(**said)
    return out


def without_empty(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The frame without those of some columns in which no row says anything."""
    empty = [name for name in columns if (frame[name].isna() | frame[name].eq("")).all()]
    return frame.drop(columns=empty)


@dataclass(frozen=True)
class Network:
    """The register's tables of a build, with the terms and the language to say them in.

    `tables` is what `warehouse.register.register` gives; nobody may change its frames.
    """

    tables: Mapping[str, pd.DataFrame]
    terms: Vocabulary
    build: Build
    lang: str

    @cached_property
    def _memory(self) -> dict[Hashable, object]:
        return {}

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of the tables under this key, made once."""
        if key not in self._memory:
            self._memory[key] = make()
        return self._memory[key]  # type: ignore[return-value]

    def cells(self, measure: str) -> pd.DataFrame:
        """What is known of each member at each event of a measure of participation (M8)."""
        return self.remember(
            ("cells", measure),
            lambda: cells(self.tables["participation"], self.tables["events"], measure),
        )

    @property
    def events(self) -> pd.DataFrame:
        """The network's own events that were held, in the order of time."""
        events = self.tables["events"]
        return events.loc[events["network"] & (events["state"] == "held")]

    @property
    def members(self) -> dict[str, str]:
        """The members' names by code, in the alphabetical order of the language."""
        return dict(
            sorted(
                ((iso3, self.name(iso3)) for iso3 in self.terms.members),
                key=lambda item: alphabetical(item[1]),
            )
        )

    def say(self, key: str, **values: object) -> str:
        """A text of the interface."""
        return text(key, self.lang, **values)

    def name(self, code: str) -> str:
        """The name of a country or body; the code itself where there is none."""
        area = self.terms.countries.get(code)
        if area is not None:
            return area.name[self.lang]
        bodies = self.tables["bodies"].set_index("body_id")
        return str(self.texts(bodies, "name").get(code, code))

    def names(self, codes: list[str]) -> str:
        """Several names, in alphabetical order, as one text; the code `all` is every member."""
        if "all" in codes:
            return self.say("filters.region.all")
        return join_names(sorted((self.name(code) for code in codes), key=alphabetical), self.lang)

    def texts(self, frame: pd.DataFrame, column: str = "title") -> pd.Series:
        """The titles or names of a frame's rows in the language, English where there is none."""
        first = frame[f"{column}_{FIRST}"]
        found = frame.get(f"{column}_{self.lang}", first).fillna(first)
        return each_text(found, lambda words: typeset(words, self.lang))

    def in_a_row(self, parts: Iterable[str]) -> str:
        """Phrases one after the other with the semicolon of the language; empty ones left out."""
        return language(self.lang).semicolon.join(filter(None, parts))

    def places(self, events: pd.DataFrame) -> pd.Series:
        """The places of events in the language, English where there is none, else empty."""
        first = events["place"]
        return events.get(f"place_{self.lang}", first).fillna(first).fillna("")

    def code_words(self, column: pd.Series, prefix: str) -> pd.Series:
        """Codes of a column as words, several by semicolon as a list; what is empty stays empty."""

        def words_of(code: str) -> str:
            words = (self.say(f"{prefix}.{each.replace(' ', '_')}") for each in code.split(";"))
            return join_names(words, self.lang)

        return fill_empty(column, words_of)

    def dates(self, frame: pd.DataFrame, first: str, last: str) -> pd.Series:
        """Spans of dates in words, from two columns of reduced precision."""
        return pd.Series(
            [
                self.when(a, b)
                for a, b in zip(frame[first].fillna(""), frame[last].fillna(""), strict=True)
            ],
            index=frame.index,
            dtype="object",
        )

    def counts(self, column: pd.Series) -> pd.Series:
        """Counts as whole numbers; what no source states stays empty."""
        return pd.to_numeric(column).astype("Int64")

    def years(self, period: str) -> str:
        """A period such as 2024-2026 as a span of years."""
        return isolate(period.replace("-", EN_DASH), self.lang)

    def when(self, first: str, last: str = "") -> str:
        """A date or a span in words: `29 April 2014 – 30 April 2014`, `2025`, or a dash."""
        parts = list(dict.fromkeys(part for part in (first, last) if part))
        words = " – ".join(partial_date(part, self.lang) for part in parts) or "–"
        has_months = any(len(part) > len("2025") for part in parts)
        return (embed if has_months else isolate)(words, self.lang)
