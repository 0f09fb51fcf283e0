"""A build at hand without a browser: views in, files out, by the same code as the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property

import duckdb

from observatory.answers.answer import Answer, answer
from observatory.charts.exhibit import Exhibit
from observatory.charts.theme import LIGHT
from observatory.decks import link
from observatory.decks.build import SHOWN, unreadable
from observatory.decks.build import slides as slides_of
from observatory.decks.slide import Slide, of_answer, of_exhibit
from observatory.errors import ViewError
from observatory.exports import csv
from observatory.exports.brief.write import brief, filename
from observatory.exports.package import package, package_of_exhibit, whole
from observatory.exports.pptx import deck as pptx
from observatory.exports.whole_build import warehouse_package
from observatory.view import EXPLORE, Asked, View, shortened, view_of
from observatory.warehouse import provenance
from observatory.warehouse.build import Build, current, open_build, stamp
from observatory.warehouse.histories import Histories, everything
from observatory.warehouse.register import register
from observatory.warehouse.terms import Vocabulary, vocabulary
from observatory.words.register import Network


@dataclass
class Desk:
    """A published build with its terms; `lang` overrides that of the views, None keeps it.

    `root` is the address of the site, which the notes of slides lead with.
    """

    connection: duckdb.DuckDBPyConnection
    terms: Vocabulary
    build: Build
    lang: str | None = None
    root: str = ""
    _answers: dict[View, Answer] = field(default_factory=dict)
    _networks: dict[str, Network] = field(default_factory=dict)

    def asked(self, text: str) -> Asked:
        """The view of an address or query; `ViewError` with all that is wrong in it."""
        found = view_of(text, self.terms.known(), SHOWN)
        return replace(found, view=found.view.but(lang=self.lang)) if self.lang else found

    def ask(self, view: View) -> Answer:
        """The answer of the build to a view; asked again it is the same."""
        if view not in self._answers:
            with self.connection.cursor() as cursor:
                self._answers[view] = answer(view, cursor, self.terms, self.build)
        return self._answers[view]

    @property
    def network(self) -> Network:
        """The register, in the language asked for."""
        return self.network_in(self.lang or "en")

    def network_in(self, lang: str) -> Network:
        """The register in a language."""
        if lang not in self._networks:
            with self.connection.cursor() as cursor:
                found = Network(register(cursor), self.terms, self.build, lang)
            self._networks[lang] = found
        return self._networks[lang]

    @cached_property
    def histories(self) -> Histories:
        """Every value of the 57, by series."""
        with self.connection.cursor() as cursor:
            return everything(cursor, self.terms)

    def csv(self, asked: Asked) -> bytes:
        """The rows of a figure."""
        exhibit = self._exhibit(asked)
        return csv.machine(self.ask(asked.view).frame if exhibit is None else exhibit.rows)

    def package(self, asked: Asked) -> bytes:
        """The data package of a figure."""
        exhibit = self._exhibit(asked)
        if exhibit is not None:
            return package_of_exhibit(exhibit, self.build, asked.view.lang, self.terms)
        found = self.ask(asked.view)
        return package(found, whole(found, self.ask), self.terms)

    def everything(self) -> bytes:
        """The data package of the whole build."""
        with self.connection.cursor() as cursor:
            tables, comments = provenance.tables(cursor), provenance.comments(cursor)
        return warehouse_package(tables, comments, self.build, self.terms, self.lang or "en")

    def names(self, asked: Sequence[Asked], ending: str) -> list[str]:
        """The file names of figures: no two are the same, and languages are told apart."""
        several = len({each.view.lang for each in asked}) > 1
        names: list[str] = []
        for each in asked:
            exhibit = self._exhibit(each)
            stem = csv.filename(self.ask(each.view), "") if exhibit is None else exhibit.name
            stem = f"{stem}-{each.view.lang}" if several else stem
            again = sum(name == stem or name.startswith(f"{stem} (") for name in names)
            names.append(f"{stem} ({again + 1})" if again else stem)
        return [f"{name}{ending}" for name in names]

    def slides(self, views: Sequence[View | Asked]) -> bytes:
        """The slides of figures, one after the other, in one file; all in one language."""
        asked = [each if isinstance(each, Asked) else Asked(each) for each in views]
        langs = sorted({each.view.lang for each in asked})
        if len(langs) > 1:
            message = (
                f"The views are in several languages ({', '.join(langs)}), and the slides of a "
                "file in one: name it with --lang, or make a file a language."
            )
            raise ViewError(message, query=" ".join(each.view.query() for each in asked))
        slides = [slide for each in asked for slide in self._slides(each)]
        return pptx(slides, self.build, langs[0], root=self.root)

    def deck(self, text: str) -> bytes:
        """A deck by its name, its text, or the address that holds it, in the address's language.

        `ViewError` where there is none, or where one of its views cannot be read.
        """
        name, lang = self._named(text)
        network = self.network_in(lang)
        wrong = unreadable(name, network)
        if wrong:
            told = "; ".join(f"{at}: {fault}" for at, fault in wrong.items())
            raise ViewError(f"Views of the deck cannot be read: {told}.", query=text)
        slides = slides_of(name, network, self.ask)
        if not slides:
            what = shortened(name) or "(nothing)"
            message = (
                f"No deck is called {what}: meeting, member:ISO3, theme:INDICATOR, "
                "or the address of a deck."
            )
            raise ViewError(message, query=text, nearest="meeting")
        return pptx(slides, self.build, lang, root=self.root)

    def left_out(self, text: str) -> int:
        """How many letters of a deck's words no slide can show."""
        return link.left_out(self._named(text)[0])

    def members(self, codes: Sequence[str]) -> list[str]:
        """The members asked for, all 57 where none is; `ViewError` names the codes of no member."""
        strange = [shortened(code) for code in codes if code not in self.terms.members]
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

    def _named(self, text: str) -> tuple[str, str]:
        """The deck that a text names or holds, and the language of its slides."""
        if "?" not in text and "=" not in text and "/" not in text:
            return text, self.lang or "en"
        found = view_of(text, self.terms.known(), (*SHOWN, "present"))
        if not found.view.deck:
            message = f"The address {shortened(text)} holds no deck: deck=meeting, for one."
            raise ViewError(message, query=text, nearest="deck=meeting")
        return found.view.deck, self.lang or found.view.lang

    def _exhibit(self, asked: Asked) -> Exhibit | None:
        """The figure of one of the network's pages; None for a view of Explore."""
        if asked.page == EXPLORE:
            return None
        return SHOWN[asked.page](self.network_in(asked.view.lang), asked.view, LIGHT, self.ask)

    def _slides(self, asked: Asked) -> list[Slide]:
        exhibit = self._exhibit(asked)
        if exhibit is None:
            return of_answer(self.ask(asked.view))
        return [of_exhibit(exhibit, f"{asked.page}?{asked.view.query()}", asked.view.lang)]


@contextmanager
def desk(lang: str | None = None, root: str = "", audience: str | None = None) -> Iterator[Desk]:
    """The build published for an audience, open for reading; `WarehouseError` without one."""
    connection = open_build(current(audience=audience), audience=audience)
    try:
        with connection.cursor() as cursor:
            terms, build = vocabulary(cursor), stamp(cursor)
        yield Desk(connection, terms, build, lang, root.rstrip("/"))
    finally:
        connection.close()
