"""A build at hand without a browser: views in, files out, by the same code as the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property

import duckdb
import pandas as pd

from observatory.answers.answer import Answer, answer
from observatory.answers.indicator import Cell
from observatory.charts.exhibit import Exhibit
from observatory.decks import link
from observatory.decks.build import (
    SHOWN,
    DeckEntry,
    entries,
    exhibit,
    number_slides,
    slides_of_page,
    unreadable,
)
from observatory.decks.slide import Slide
from observatory.errors import ViewError
from observatory.exports import calendar, csv, excel
from observatory.exports.brief.write import brief, filename
from observatory.exports.package import package
from observatory.exports.pptx import deck as pptx
from observatory.exports.report import reports
from observatory.exports.whole_build import warehouse_package
from observatory.topics.member.figures import figures
from observatory.topics.members import Roster, roster
from observatory.topics.overview import Headline, headlines
from observatory.topics.side_by_side import Pair, pair
from observatory.view import Asked, View, shorten, view_of
from observatory.warehouse import coverage, provenance
from observatory.warehouse.build import Build, current, open_build, stamp
from observatory.warehouse.histories import Histories, everything
from observatory.warehouse.register import register
from observatory.warehouse.terms import Vocabulary, vocabulary
from observatory.words.register import Network, in_language

# What a build says of itself: where its series come from, what its checks found, what it changed.
QUESTIONS: Mapping[str, Callable[[duckdb.DuckDBPyConnection], pd.DataFrame]] = {
    "provenance": provenance.provenance,
    "findings": provenance.findings,
    "revisions": provenance.revisions,
    "changes": provenance.changes,
    "observations": provenance.observations,
}


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

    def parse_request(self, text: str) -> Asked:
        """The view of an address or query; `ViewError` with all that is wrong in it."""
        found = view_of(text, self.terms.known_ids(), SHOWN)
        return replace(found, view=found.view.but(lang=self.lang)) if self.lang else found

    def ask(self, view: View) -> Answer:
        """The answer of the build to a view; asked again it is the same."""
        if view not in self._answers:
            self._answers[view] = self.answer(view)
        return self._answers[view]

    def answer(self, view: View) -> Answer:
        """The answer of the build to a view, made now."""
        with self.connection.cursor() as cursor:
            return answer(view, cursor, self.terms, self.build)

    @property
    def network(self) -> Network:
        """The register, in the language asked for."""
        return self.network_in(self.lang or "en")

    def network_in(self, lang: str) -> Network:
        """The register, in a language; asked again it is the same."""
        if lang not in self._networks:
            self._networks[lang] = self.register(lang)
        return self._networks[lang]

    def register(self, lang: str) -> Network:
        """The register in a language, read now."""
        with self.connection.cursor() as cursor:
            return Network(in_language(register(cursor), lang), self.terms, self.build, lang)

    @cached_property
    def histories(self) -> Histories:
        """Every value of the 57, by series."""
        with self.connection.cursor() as cursor:
            return everything(cursor, self.terms)

    def exhibit(self, asked: Asked) -> Exhibit:
        """What the page of an address shows, with exactly its rows."""
        return exhibit(asked, self.network_in(asked.view.lang), self.ask)

    def pair(self, view: View) -> Pair:
        """An indicator beside a measure of participation, under a view's filters."""
        return pair(self.network_in(view.lang), view, self.ask)

    def roster(self, view: View) -> Roster:
        """The 57 members as rows, and those that a view chooses."""
        return roster(self.network_in(view.lang), view, self.ask)

    def headlines(self, view: View) -> tuple[Headline, ...]:
        """The figures of the overview under a view's filters."""
        return headlines(self.ask, self.terms, view)

    def member_figures(self, view: View, iso3: str) -> list[Cell]:
        """What a member has of each indicator under a view's filters."""
        leading = self.terms.leading("card")
        return figures(self.network_in(view.lang), iso3, self.histories, view, in_full=leading)

    def members_with_values(self, view: View) -> dict[str, int]:
        """How many of the 57 have a value of each indicator under a view's filters."""
        with self.connection.cursor() as cursor:
            return coverage.members_with_values(cursor, view)

    def table(self, question: str) -> pd.DataFrame:
        """What the build says of itself: one of `QUESTIONS`."""
        with self.connection.cursor() as cursor:
            return QUESTIONS[question](cursor)

    def csv(self, asked: Asked) -> bytes:
        """The rows of a figure."""
        return csv.machine(self.exhibit(asked).rows)

    def workbook(self, asked: Asked) -> bytes:
        """The rows of a figure as an Excel workbook, in the view's language."""
        return excel.workbook(self.exhibit(asked), self.terms)

    def package(self, asked: Asked) -> bytes:
        """The data package of a figure."""
        return package(self.exhibit(asked), self.terms, self.ask)

    def everything(self, lang: str | None = None) -> bytes:
        """The data package of the whole build, in a language or in that of the desk."""
        with self.connection.cursor() as cursor:
            tables, comments = provenance.tables(cursor), provenance.comments(cursor)
        return warehouse_package(
            tables, comments, self.build, self.terms, lang or self.lang or "en"
        )

    def names(self, asked: Sequence[Asked], ending: str) -> list[str]:
        """The file names of figures: no two are the same, and languages are told apart."""
        several = len({each.view.lang for each in asked}) > 1
        names: list[str] = []
        for each in asked:
            name = self.exhibit(each).name
            stem = f"{name}-{each.view.lang}" if several else name
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

    def slides_of(self, deck: str, lang: str) -> list[Slide] | None:
        """The slides of a deck that are shown, by its name or text; None where there is none."""
        found = self.entries_of(deck, lang)
        return None if found is None else number_slides(found)

    def entries_of(self, deck: str, lang: str) -> list[DeckEntry] | None:
        """The items of a deck, those hidden too, with their slides; None where there is none."""
        return entries(deck, self.network_in(lang), self.ask)

    def deck(self, text: str) -> bytes:
        """A deck by its name, its text, or the address that holds it, in the address's language.

        `ViewError` where there is none, or where one of its views cannot be read.
        """
        name, lang = self._deck_and_language(text)
        found = self.entries_of(name, lang) or []
        wrong = unreadable(found)
        if wrong:
            told = "; ".join(f"{at}: {fault}" for at, fault in wrong.items())
            raise ViewError(f"Views of the deck cannot be read: {told}.", query=text)
        slides = number_slides(found)
        if not slides:
            what = shorten(name) or "(nothing)"
            message = (
                f"No deck is called {what}: meeting, member:ISO3, theme:INDICATOR, "
                "or the address of a deck."
            )
            raise ViewError(message, query=text, nearest="meeting")
        return pptx(slides, self.build, lang, root=self.root)

    def left_out(self, text: str) -> int:
        """How many letters of a deck's words no slide can show."""
        return link.left_out(self._deck_and_language(text)[0])

    def members(self, codes: Sequence[str]) -> list[str]:
        """The members asked for, all 57 where none is; `ViewError` names the codes of no member."""
        strange = [shorten(code) for code in codes if code not in self.terms.members]
        if strange:
            message = f"No member of the OIC has the code {', '.join(strange)}; ISO3 codes: MAR."
            raise ViewError(message, query=" ".join(codes), nearest="")
        return list(codes) or list(self.terms.members)

    def brief(self, iso3: str) -> bytes:
        """The one-page brief of a member."""
        return self.brief_in(self.network.lang, iso3)

    def brief_in(self, lang: str, iso3: str, root: str = "") -> bytes:
        """The one-page brief of a member, in a language; `root` is the address of the site."""
        return brief(self.network_in(lang), iso3, self.histories, self.ask, root or self.root)

    def brief_name(self, iso3: str) -> str:
        """The file name of a member's brief."""
        return filename(self.network, iso3)

    def report(self, name: str, event_id: str = "") -> bytes:
        """A report as a Word file; `ViewError` where the register holds no such event or plan."""
        return reports.report(name, self.network, self.ask, event_id)

    def report_name(self, name: str, event_id: str = "") -> str:
        """The file name of a report."""
        return reports.filename(name, self.network, event_id)

    def calendar(self) -> bytes:
        """The dates that the network decided, as a calendar file."""
        return calendar.calendar(self.network)

    def _deck_and_language(self, text: str) -> tuple[str, str]:
        """The deck that a text names or holds, and the language of its slides."""
        if "?" not in text and "=" not in text and "/" not in text:
            return text, self.lang or "en"
        found = view_of(text, self.terms.known_ids(), (*SHOWN, "present"))
        if not found.view.deck:
            message = f"The address {shorten(text)} holds no deck: deck=meeting, for one."
            raise ViewError(message, query=text, nearest="deck=meeting")
        return found.view.deck, self.lang or found.view.lang

    def _slides(self, asked: Asked) -> list[Slide]:
        return slides_of_page(asked, self.network_in(asked.view.lang), self.ask)


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
