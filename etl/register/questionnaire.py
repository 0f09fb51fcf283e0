"""What a member is asked: what the register holds on it, and the cells for its answers.

A question stands for one row or possible row of the register, by its section and subject; its
words are in one language. What only the Secretariat may see is in no questionnaire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.register.eligibility import open_to
from etl.register.tables import Column, Register, Row
from observatory.catalog.models import Catalog
from observatory.i18n import EN_DASH, partial_date, text, yaml_tree
from observatory.methods.participation import NETWORK_FRAMEWORKS

WORDS = Path(__file__).resolve().with_suffix(".yaml")
# The columns of each section: those that show what is held, and those that take an answer.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "attendance": ("event", "date", "state", "document"),
    "needs_offers": ("topic", "state"),
    "focal_point": ("question", "state"),
    "offices": ("office", "date", "state"),
    "activities": ("activity", "date", "state"),
    "comment": ("question",),
}
ASKED: Mapping[str, tuple[str, ...]] = {
    "attendance": ("answer", "modality", "level", "comment"),
    "needs_offers": ("need", "offer", "comment"),
    "focal_point": ("answer", "body_id", "unit", "notified_on", "comment"),
    "offices": ("answer", "comment"),
    "activities": ("answer", "comment"),
    "comment": ("answered_by", "answered_on", "comment"),
}
# The codes that an answer is chosen from, by section and column.
CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("attendance", "answer"): ("confirm", "attended", "not_attended"),
    ("attendance", "modality"): ("in person", "virtual"),
    ("needs_offers", "need"): ("yes", "no"),
    ("needs_offers", "offer"): ("yes", "no"),
    ("focal_point", "answer"): ("confirm", "notified", "not_notified"),
    ("offices", "answer"): ("confirm", "correct"),
    ("activities", "answer"): ("confirm", "correct"),
}
DATES = frozenset({"notified_on", "answered_on"})

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words of the form by what they name, each in every language."""

    sheets: Mapping[str, Texts]
    heads: Mapping[str, Texts]
    help: Mapping[str, Texts]
    codes: Mapping[str, Texts]
    instructions: Sequence[Texts]
    texts: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the form: its section, what it is about, and what is held, a text a column."""

    section: str
    subject: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What one member is asked in one language."""

    iso3: str
    lang: str
    name: str
    questions: Sequence[Question]
    bodies: Mapping[str, str]

    def key(self, question: Question) -> str:
        """What tells a line of the form from any other line of any form."""
        return f"{self.iso3}/{question.section}/{question.subject}"


@cache
def form_words() -> FormWords:
    """The words of the questionnaire."""
    return FormWords(**yaml_tree(WORDS.read_text("utf-8")))


def column_of(name: str) -> Column:
    """A column of answers as the workbook's reader takes it."""
    return Column(name, "date" if name in DATES else "varchar", False, (), None, "")


def form(register: Register, terms: Catalog, iso3: str, lang: str) -> Form:
    """The questionnaire of a member in a language, from what members may see of the register."""
    seen = register.visible("members")
    questions = [
        Question(section, subject, shown)
        for section in SHOWN
        for subject, shown in _QUESTIONS[section](seen, terms, iso3, lang)
    ]
    bodies = {row["body_id"]: _title(row, "name", lang) for row in own(seen, "body", iso3)}
    name = terms.countries[iso3].name[lang]
    return Form(iso3, lang, name, questions, bodies)


def own(register: Register, table: str, iso3: str) -> list[Row]:
    """The rows of a table that bear a member's code."""
    return [row for row in register[table] if row["iso3"] == iso3]


def focal_points(register: Register, iso3: str) -> list[Row]:
    """The focal points of a member in the order of what was last known; the last is in force."""
    return sorted(
        own(register, "focal_point", iso3),
        key=lambda row: row["last_confirmed_on"] or row["notified_on"],
    )


def network_events(register: Register, terms: Catalog, iso3: str) -> list[Row]:
    """The network's events that were held and were open to a member, in the order of time."""
    network = {
        row["event_id"]
        for row in register["event_framework"]
        if row["framework"] in NETWORK_FRAMEWORKS
    }
    (member,) = own(register, "member", iso3)
    found = [
        row
        for row in register["event"]
        if row["event_id"] in network and row["state"] == "held" and open_to(row, member, terms)
    ]
    return sorted(found, key=lambda row: row["start_date"])


def attendance_state(event: Row, held: Row | None) -> str:
    """What the register holds of a member at an event, what follows from its list included."""
    if held is not None:
        return held["state"]
    return "absent" if event["list_status"] == "complete" else "unknown"


def office_key(row: Row) -> str:
    """What tells an office from the others of a member."""
    return "|".join(row[name] for name in ("body_id", "role", "framework", "from"))


Lines = Iterator[tuple[str, tuple[str, ...]]]


def _attendance(register: Register, terms: Catalog, iso3: str, lang: str) -> Lines:
    held = {row["event_id"]: row for row in own(register, "participation", iso3)}
    known = {row["text_en"]: row[f"text_{lang}"] for row in register["translation"]}
    documents = {
        row["document_id"]: known.get(row["title"]) or row["title"] for row in register["document"]
    }
    for event in network_events(register, terms, iso3):
        row = held.get(event["event_id"])
        state = text(f"participation.state.{attendance_state(event, row)}", lang)
        behind = (row or event)["document_id"]
        when = _when(event, "start_date", "end_date", lang)
        shown = (_title(event, "title", lang), when, state, documents.get(behind, ""))
        yield event["event_id"], shown


def _needs_offers(register: Register, _: Catalog, iso3: str, lang: str) -> Lines:
    for topic in register["topic"]:
        directions = [
            text(f"direction.{row['direction']}", lang)
            for row in own(register, "need_offer", iso3)
            if row["topic_id"] == topic["topic_id"]
        ]
        nothing = form_words().texts["nothing"][lang]
        yield topic["topic_id"], (_title(topic, "title", lang), ", ".join(directions) or nothing)


def _focal_point(register: Register, _: Catalog, iso3: str, lang: str) -> Lines:
    words = form_words()
    bodies = {row["body_id"]: _title(row, "name", lang) for row in register["body"]}
    state = words.texts["no_focal"][lang]
    for row in focal_points(register, iso3)[-1:]:
        parts = (text(f"focal.{row['status']}", lang), bodies.get(row["body_id"], ""), row["unit"])
        state = " – ".join(filter(None, (*parts, _when(row, "notified_on", "", lang))))
    yield "focal_point", (words.sheets["focal_point"][lang], state)


def _offices(register: Register, _: Catalog, iso3: str, lang: str) -> Lines:
    for row in own(register, "office", iso3):
        if row["framework"] in NETWORK_FRAMEWORKS:
            office = f"{text('office.' + row['role'].replace(' ', '_'), lang)}, {row['framework']}"
            when = _when(row, "from", "to", lang)
            yield office_key(row), (office, when, form_words().texts["as_held"][lang])


def _activities(register: Register, _: Catalog, iso3: str, lang: str) -> Lines:
    sides = ("activity_provider", "provider"), ("activity_beneficiary", "beneficiary")
    mine = {
        row["activity_id"] for table, side in sides for row in register[table] if row[side] == iso3
    }
    for row in register["activity"]:
        if row["activity_id"] in mine:
            dates = "actual" if row["actual_start"] or row["actual_end"] else "planned"
            when = _when(row, f"{dates}_start", f"{dates}_end", lang)
            state = text(f"activity.{row['state']}", lang)
            yield row["activity_id"], (_title(row, "title", lang), when, state)


def _comment(_: Register, __: Catalog, ___: str, lang: str) -> Lines:
    yield "general", (form_words().texts["general"][lang],)


def _title(row: Row, column: str, lang: str) -> str:
    return row[f"{column}_{lang}"] or row[f"{column}_en"]


def _when(row: Row, first: str, last: str, lang: str) -> str:
    """A date or a span of a row in words."""
    parts = dict.fromkeys(part for part in (row[first], row[last]) if part)
    return f" {EN_DASH} ".join(partial_date(part, lang) for part in parts)


_QUESTIONS: Mapping[str, Callable[[Register, Catalog, str, str], Lines]] = {
    "attendance": _attendance,
    "needs_offers": _needs_offers,
    "focal_point": _focal_point,
    "offices": _offices,
    "activities": _activities,
    "comment": _comment,
}
