"""A build at hand without a browser: views in, files out, by the same code as the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import duckdb

from observatory.answer import Answer, answer
from observatory.decks.making import slides as slides_of
from observatory.errors import ViewError
from observatory.exports import csv
from observatory.exports.brief import brief, filename
from observatory.exports.package import package, whole
from observatory.exports.pptx import deck as pptx
from observatory.histories import Histories
from observatory.network import Network
from observatory.queries import series as values
from observatory.queries.network import register
from observatory.queries.vocabulary import Vocabulary, vocabulary
from observatory.slides import of_answer
from observatory.view import FIRST_YEAR, LAST_YEAR, View, parse
from observatory.warehouse import Build, current, open_build, stamp


@dataclass
class Desk:
    """A published build with its terms; `lang` overrides that of the views, None keeps it."""

    connection: duckdb.DuckDBPyConnection
    terms: Vocabulary
    build: Build
    lang: str | None = None
    _answers: dict[View, Answer] = field(default_factory=dict)

    def view(self, address: str) -> View:
        """The view of an address or query; `ViewError` with all that is wrong in it."""
        query = address.partition("?")[2] or (address if "=" in address else "")
        view = parse(query, self.terms.known())
        return view.but(lang=self.lang) if self.lang else view

    def ask(self, view: View) -> Answer:
        """The answer of the build to a view; asked again it is the same."""
        if view not in self._answers:
            with self.connection.cursor() as cursor:
                self._answers[view] = answer(view, cursor, self.terms, self.build)
        return self._answers[view]

    @cached_property
    def network(self) -> Network:
        """The register, in the language asked for."""
        with self.connection.cursor() as cursor:
            return Network(register(cursor), self.terms, self.build, self.lang or "en")

    @cached_property
    def histories(self) -> Histories:
        """Every value of the 57, by series."""
        asked = [term.series_id for term in self.terms.series.values() if term.members]
        with self.connection.cursor() as cursor:
            rows = values.history(
                cursor, asked, self.terms.members, first=FIRST_YEAR, last=LAST_YEAR
            )
        return Histories({str(name): part for name, part in rows.groupby("series_id")})

    def csv(self, view: View) -> bytes:
        """The rows of a view."""
        return csv.machine(self.ask(view).frame)

    def package(self, view: View) -> bytes:
        """The data package of a view."""
        found = self.ask(view)
        return package(found, whole(found, self.ask), self.terms)

    def filename(self, view: View, ending: str) -> str:
        """The file name of a view's rows."""
        return csv.filename(self.ask(view), ending)

    def slides(self, views: Sequence[View]) -> bytes:
        """The slides of views, one after the other, in one file."""
        slides = [slide for view in views for slide in of_answer(self.ask(view))]
        return pptx(slides, self.build, views[0].lang)

    def deck(self, text: str) -> bytes | None:
        """A deck by its name, its text, or the address that holds it; None where there is none."""
        name = self.view(text).deck if "?" in text or "=" in text else text
        slides = slides_of(name, self.network, self.ask)
        return None if slides is None else pptx(slides, self.build, self.network.lang)

    def members(self, codes: Sequence[str]) -> list[str]:
        """The members asked for, all 57 where none is; `ViewError` names the codes of no member."""
        strange = [code for code in codes if code not in self.terms.members]
        if strange:
            message = f"No member of the OIC has the code {', '.join(strange)}; ISO3 codes: MAR."
            raise ViewError(message, query=" ".join(codes), nearest="")
        return list(codes) or list(self.terms.members)

    def brief(self, iso3: str) -> bytes:
        """The one-page brief of a member."""
        return brief(self.network, iso3, self.histories, self.ask)

    def brief_name(self, iso3: str) -> str:
        """The file name of a member's brief."""
        return filename(self.network, iso3)


@contextmanager
def desk(lang: str | None = None) -> Iterator[Desk]:
    """The published build, open for reading; `WarehouseError` where there is none."""
    connection = open_build(current())
    try:
        with connection.cursor() as cursor:
            terms, build = vocabulary(cursor), stamp(cursor)
        yield Desk(connection, terms, build, lang)
    finally:
        connection.close()
