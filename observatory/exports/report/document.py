"""A Word document in one language: headings, words, tables, pictures, places to write in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zipfile import ZipFile

import docx
import pandas as pd
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu

from observatory.charts.plot import EmptyPlot, Plot
from observatory.exports.report import styles
from observatory.exports.report.directions import directed_parts, without_isolates
from observatory.exports.report.markup import bookmark, control, element, field, put, run
from observatory.exports.report.picture import picture
from observatory.exports.report.tables import fill_table
from observatory.exports.zip import archive
from observatory.i18n import language, text
from observatory.warehouse.build import Build

# Kinds of parts of python-docx's template that have nothing to do with a report.
_NOT_OURS = ("/thumbnail", "/stylesWithEffects", "/customXml")


class WordDocument:
    """A document that grows from the top, in the direction of its language.

    The same bytes for the same content and build: its dates are the build's.
    """

    def __init__(self, title: str, build: Build, lang: str) -> None:
        self.build, self.lang = build, lang
        self.rtl = language(lang).rtl
        self._file: Any = docx.Document()
        self._headings: list[tuple[str, int, str]] = []
        self._contents: Any = None
        self._counts = {"Table": 0, "Figure": 0}
        self._places = 0
        styles.prepare(self._file, lang)
        self._styles = {style.name: style.style_id for style in self._file.styles}
        self._set_properties(title)
        self._write_footer()

    def say(self, key: str, **values: object) -> str:
        """A text of the interface."""
        return text(key, self.lang, **values)

    def heading(self, words: str, level: int = 1, *, page: bool = False) -> None:
        """A heading, which the contents name; `page`: it begins a page."""
        name = f"_Toc{len(self._headings) + 1:06d}"
        made = self._paragraph(f"Heading {level}")
        if page:
            put(made._p.get_or_add_pPr(), element("pageBreakBefore"))
        made._p.extend(bookmark(len(self._headings) + 1, name, self.runs(words)))
        self._headings.append((words, level, name))

    def words(self, words: str, style: str = "Normal", *, keep: bool = False) -> None:
        """A paragraph; `keep`: it stays on the page of what follows."""
        made = self._paragraph(style)
        made._p.extend(self.runs(words))
        if keep:
            put(made._p.get_or_add_pPr(), element("keepNext"))

    def bullets(self, lines: Iterable[str]) -> None:
        """Sentences, one below the other."""
        for line in lines:
            self.words(line, "List Bullet")

    def links(self, found: Mapping[str, str]) -> None:
        """Titles, each with the address at which it is read below it, where it has one."""
        for title, url in found.items():
            on_web = url.startswith("http")
            self.words(f"\u2068{title}\u2069", "Link Title", keep=on_web)
            if not on_web:
                continue
            target = self._file.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = element("hyperlink", run(url, rtl=False))
            link.set(qn("r:id"), target)
            made = self._file.add_paragraph()
            put(made._p.get_or_add_pPr(), element("pStyle", val=self._styles["Link"]))
            if self.rtl:  # an address is read from the left, at the side of the text
                put(made._p.get_or_add_pPr(), element("bidi", val="0"))
                put(made._p.pPr, element("jc", val="right"))
            made._p.append(link)

    def narrative(self, label: str, hint: str) -> None:
        """A box in which somebody writes: its label, and what is to be written there."""
        self.words(label, "Narrative Head")
        self._places += 1
        made = self._paragraph("Narrative")
        made._p.extend(self.runs(hint))
        parent = made._p.getparent()
        place = control(self._places, without_isolates(label), [])
        parent.replace(made._p, place)
        place.find(qn("w:sdtContent")).append(made._p)

    def table(
        self, rows: pd.DataFrame, caption: str, widths: Sequence[float] | None = None
    ) -> None:
        """Rows under their heads, with a numbered caption; `widths` are shares of the page."""
        self._caption("Table", self.say("report.table"), caption)
        made = self._file.add_table(rows=1, cols=len(rows.columns))
        fill_table(made, rows, widths, self.runs, caption=caption, lang=self.lang)
        self.words("", "Source Line")

    def picture(self, plot: Plot, caption: str, alt: str, source: str = "") -> None:
        """A plot as a picture with its numbered caption; one of nothing says why."""
        if isinstance(plot, EmptyPlot):
            self.words(plot.reason)
            return
        self._caption("Figure", self.say("report.figure"), caption)
        drawn = picture(plot, self.lang)
        made = self._paragraph("Normal")
        shape = made.add_run().add_picture(io.BytesIO(drawn.png), width=Emu(styles.ROOM))
        shape._inline.docPr.set("descr", without_isolates(alt))
        shape._inline.docPr.set("name", f"{self.say('report.figure')} {self._counts['Figure']}")
        if source:
            put(made._p.get_or_add_pPr(), element("keepNext"))
            self.words(source, "Source Line")

    def contents(self) -> None:
        """The place of the contents: headings as links, pages as Word counts them."""
        self.words(self.say("report.contents"), "TOC Heading")
        self._contents = self._paragraph("TOC 1")._p

    def save(self) -> bytes:
        """The file."""
        self._fill_contents()
        out = io.BytesIO()
        self._file.save(out)
        with ZipFile(out) as made:
            files = {name: made.read(name) for name in made.namelist()}
        return archive(files, self.build)

    def runs(self, words: str) -> list[Any]:
        """Words as runs, each of one direction."""
        return [run(part, rtl=rtl) for part, rtl in directed_parts(words, rtl=self.rtl)]

    def _paragraph(self, style: str) -> Any:
        made = self._file.add_paragraph()
        own = made._p.get_or_add_pPr()
        put(own, element("pStyle", val=self._styles[style]))
        if self.rtl:
            put(own, element("bidi"))
        return made

    def _caption(self, kind: str, name: str, words: str) -> None:
        self._counts[kind] += 1
        shown = run(str(self._counts[kind]), rtl=False)
        made = self._paragraph("Caption")
        made._p.extend(self.runs(f"{name} "))
        made._p.extend(field(f"SEQ {kind} \\* ARABIC", [shown]))
        made._p.extend(self.runs(self.say("report.caption", words=words)))

    def _fill_contents(self) -> None:
        """The contents as a field: its entries are there before Word has counted pages."""
        if self._contents is None:
            return
        entries = [entry for entry in self._headings if entry[1] <= 2]
        first = self._contents
        made = [first]
        for _ in entries[1:]:
            another = element("p", element("pPr", element("pStyle", val="TOC1")))
            if self.rtl:
                put(another.pPr, element("bidi"))
            made[-1].addnext(another)
            made.append(another)
        begin, code, separate, end = field('TOC \\o "1-2" \\h \\z \\u', [], dirty=True)
        for at, (paragraph, (words, level, name)) in enumerate(zip(made, entries, strict=True)):
            style = self._styles[f"TOC {level}"]
            put(paragraph.pPr, element("pStyle", val=style))
            if at == 0:
                paragraph.extend([begin, code, separate])
            link = element("hyperlink", *self.runs(words), anchor=name, history="1")
            paragraph.append(link)
        made[-1].append(end)

    def _set_properties(self, title: str) -> None:
        """The properties of the file; its dates are the build's."""
        facts = self._file.core_properties
        day = self.build.built_at.replace(tzinfo=None)
        facts.title, facts.author = (
            without_isolates(title),
            without_isolates(self.say("frame.name")),
        )
        facts.language = styles.word_code(self.lang)
        facts.identifier = facts.version = self.build.build_id
        facts.subject = without_isolates(self.say("deck.network"))
        facts.comments = without_isolates(self.say("source.build", build=self.build.build_id))
        facts.created = facts.modified = day
        facts.last_modified_by, facts.keywords, facts.revision = "", "", 1
        for rels in (self._file.part.package.rels, self._file.part.rels):
            for key in [key for key, each in rels.items() if each.reltype.endswith(_NOT_OURS)]:
                del rels[key]
        settings = self._file.settings.element
        settings.find(qn("w:compat")).addprevious(element("updateFields", val="true"))

    def _write_footer(self) -> None:
        """The build, the standing of the report, and the page."""
        section = self._file.sections[0]
        made = section.footer.paragraphs[0]
        made.style = self._file.styles["Footer"]
        own = made._p.get_or_add_pPr()
        end = round(styles.ROOM / 635)
        put(made.style.element.pPr, element("tabs", element("tab", val="right", pos=end)))
        if self.rtl:
            put(own, element("bidi"))
        words = self.say("report.footer", build=self.build.build_id)
        made._p.extend(self.runs(words))
        made._p.append(element("r", element("tab")))
        made._p.extend(field("PAGE", [run("1", rtl=False)]))
