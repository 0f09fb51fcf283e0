"""What the register becomes when a member's answers are accepted: its rows, and nobody else's.

What a document says stays: an answer that differs from it stands beside it as the member's word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from etl.register.questionnaire import (
    DATES,
    attendance_state,
    focal_points,
    form_words,
    network_events,
    office_key,
    own,
)
from etl.register.questionnaire_read import MemberAnswer, Replies
from etl.register.tables import Register, Row, tables
from observatory.catalog.files import Reading
from observatory.catalog.models import Catalog
from observatory.i18n import FIRST, official, partial_date
from observatory.methods.dates import span
from observatory.warehouse.build import AUDIENCES, PUBLIC

SECRETARIAT, DECLARED = "secretariat", "D"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The register as it becomes, row by row, and what is the same in all new rows.

    `on` is the day of the answers, `today` that of their entry. `reading` takes the faults;
    `cells` says which cell of the questionnaire a row's column came from.
    """

    rows: dict[str, list[Row]]
    terms: Catalog
    replies: Replies
    document_id: str
    on: str
    today: str
    reading: Reading = field(default_factory=Reading)
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def iso3(self) -> str:
        """The member that answers."""
        return self.replies.iso3

    @property
    def register(self) -> Register:
        """The register so far."""
        return Register(self.rows)

    def set(self, table: str, key: Mapping[str, str], reply: MemberAnswer, **cells: str) -> None:
        """Change these cells of the row with this key, or add a row that has them."""
        place = f"{reply.section}/{reply.subject}"
        self.cells.update({f"{place}:{name}": where for name, where in reply.cells.items()})
        rows = self.rows[table]
        for at, row in enumerate(rows):
            if all(row[name] == value for name, value in key.items()):
                rows[at] = Row(place, {**row.cells, **cells})
                return
        new = {"document_id": self.document_id, "evidence_grade": DECLARED}
        known = {**new, "recorded_on": self.today, **key, **cells}
        names = tables()[table].names
        rows.append(Row(place, {name: known.get(name, "") for name in names}))

    def fault(self, reply: MemberAnswer, name: str, expected: str) -> None:
        """Refuse one answer, by its cell."""
        where = reply.cells.get(name) or next(iter(reply.cells.values()))
        self.reading.fault(where, reply.fields.get(name, ""), expected)

    def note(self, former: str, reply: MemberAnswer, differs: str = "") -> str:
        """A row's note with the member's word below it, in three languages for the pages.

        `differs` names the words of the form that say what it holds against or for the row.
        """
        words, comment = form_words().texts, reply.fields.get("comment", "")
        if not (comment or differs):
            return former
        known = {row["text_en"]: row for row in self.rows["translation"]}
        said = {}
        for lang in official():
            day = partial_date(self.on, lang)
            parts = [words[differs][lang].format(day=day)] if differs else []
            parts += [words["comment"][lang].format(words=comment)] if comment else []
            word = " ".join(parts)
            if lang == FIRST and former.endswith(word):
                return former  # it stands there from an acceptance that was broken off
            old = known[former][f"text_{lang}"] if former in known else former
            said[f"text_{lang}"] = " ".join(filter(None, (old, word)))
        self.translate(said)
        return said[f"text_{FIRST}"]

    def translate(self, said: Mapping[str, str]) -> None:
        """Keep a text in three languages, once."""
        if all(row["text_en"] != said["text_en"] for row in self.rows["translation"]):
            cells = {**said, "visibility": "", "recorded_on": self.today}
            self.rows["translation"].append(Row("document", cells))


def accept(
    register: Register, terms: Catalog, replies: Replies, document_id: str, today: str
) -> Acceptance:
    """The register with a member's answers in it, as declared by it on the day that it says."""
    given = {name: value for reply in replies.answers for name, value in reply.fields.items()}
    rows = {name: list(register[name]) for name in tables()}
    on = given.get("answered_on", today)
    made = Acceptance(rows, terms, replies, document_id, on, today)
    _check_days(made)
    _enter_document(made, given.get("answered_by", ""))
    for reply in replies.answers:
        _ENTRIES[reply.section](made, reply)
    _set_visibility(made)
    return made


def _check_days(made: Acceptance) -> None:
    """Dates after the day on which the answers came."""
    for reply in made.replies.answers:
        for name in DATES & reply.fields.keys():
            if span(reply.fields[name])[0] > span(made.today)[0]:
                made.fault(reply, name, f"{made.today} or earlier")


def _enter_document(made: Acceptance, answered_by: str) -> None:
    """The document that the answers are, and the step that the member has taken with it."""
    name = made.terms.countries[made.iso3].name
    said = {
        f"text_{lang}": form_words().texts["document"][lang].format(member=name[lang])
        for lang in official()
    }
    made.translate(said)
    cells = {"document_id": made.document_id, "title": said[f"text_{FIRST}"],
             "publisher": answered_by or name[FIRST], "published_on": made.on,
             "recorded_on": made.today}  # fmt: skip
    others = [row for row in made.rows["document"] if row["document_id"] != made.document_id]
    made.rows["document"] = [*others, Row("document", cells)]
    for reply in made.replies.answers:
        for column, asked in (("published_on", "answered_on"), ("publisher", "answered_by")):
            if asked in reply.cells:
                made.cells[f"document:{column}"] = reply.cells[asked]
    step = {"iso3": made.iso3, "step": "questionnaire", "on_date": made.on,
            "document_id": made.document_id, "evidence_grade": DECLARED,
            "visibility": SECRETARIAT, "recorded_on": made.today}  # fmt: skip
    if all(any(row[name] != step[name] for name in ("iso3", "step", "on_date"))
           for row in made.rows["contact_log"]):  # fmt: skip
        made.rows["contact_log"].append(Row("document", step))


def _set_visibility(made: Acceptance) -> None:
    """Show the document to all who see a row resting on it, and to members where there is none.

    That the member has answered is the Secretariat's: the step alone shows the document to nobody.
    """
    levels = [
        AUDIENCES.index(row["visibility"] or PUBLIC)
        for table in tables()
        if table not in ("document", "contact_log")
        for row in made.rows[table]
        if row["document_id"] == made.document_id
    ]
    widest = AUDIENCES[min(levels)] if levels else "members"
    document = made.rows["document"][-1]
    made.rows["document"][-1] = Row(document.place, {**document.cells, "visibility": widest})


def _attendance(made: Acceptance, reply: MemberAnswer) -> None:
    """What the member says of one event, beside what its list says."""
    events = {row["event_id"]: row for row in network_events(made.register, made.terms, made.iso3)}
    event, answer = events[reply.subject], reply.fields.get("answer", "")
    held = {row["event_id"]: row for row in own(made.register, "participation", made.iso3)}
    row = held.get(reply.subject)
    state = attendance_state(event, row)
    said = {"confirm": state, "attended": "attended", "not_attended": "absent"}.get(answer, "")
    if answer == "confirm" and state == "unknown":
        made.fault(reply, "answer", "taken part or not: the register holds nothing to confirm")
        return
    cells = {name: reply.fields[name] for name in ("modality", "level") if name in reply.fields}
    if said == state or (state == "unknown" and said):
        cells["confirmed_on"] = made.on
    differs = answer if said and said != state and (state != "unknown" or said == "absent") else ""
    if row is None:
        # Who was absent follows from a complete list alone: else it is the member's word.
        cells["state"] = "attended" if (state, said) == ("unknown", "attended") else state
        cells["visibility"] = event["visibility"]
        if state == "absent":
            cells |= {"document_id": event["document_id"], "evidence_grade": "A"}
    cells["note"] = made.note(row["note"] if row else "", reply, differs)
    key = {"event_id": reply.subject, "iso3": made.iso3}
    made.set("participation", key, reply, **cells)


def _needs_offers(made: Acceptance, reply: MemberAnswer) -> None:
    """What the member needs and offers on one topic: as it declares it now."""
    (topic,) = (row for row in made.rows["topic"] if row["topic_id"] == reply.subject)
    for direction in ("need", "offer"):
        key = {"iso3": made.iso3, "topic_id": reply.subject, "direction": direction}
        answer = reply.fields.get(direction, "")
        held = [row for row in made.rows["need_offer"] if all(row[n] == v for n, v in key.items())]
        if answer == "no":
            made.rows["need_offer"] = [row for row in made.rows["need_offer"] if row not in held]
        elif answer == "yes" or (held and "comment" in reply.fields):
            cells = {"note": made.note(held[0]["note"] if held else "", reply)}
            if answer:
                declared = {"declared_on": made.on, "document_id": made.document_id}
                cells |= {**declared, "evidence_grade": DECLARED}
            if not held:
                cells["visibility"] = topic["visibility"]
            made.set("need_offer", key, reply, **cells)


def _focal_point(made: Acceptance, reply: MemberAnswer) -> None:
    """Whether a focal point is named, and which service it is; a date is the member's or none."""
    fields, answer = reply.fields, reply.fields.get("answer", "")
    rows = focal_points(made.register, made.iso3)
    last = rows[-1] if rows else None
    if last is None and answer not in ("notified", "not_notified"):
        made.fault(reply, "answer", "whether a focal point is named: the register holds nothing")
        return
    status = answer if answer in ("notified", "not_notified") or not last else last["status"]
    if status == "not_notified" and "notified_on" in fields:
        made.fault(reply, "notified_on", "nothing, since no focal point is named")
        return
    cells = {"last_confirmed_on": made.on} if answer else {}
    same_day = last and fields.get("notified_on", last["notified_on"]) == last["notified_on"]
    row: Row | None
    if last and last["status"] == status and same_day:
        row = last
        key = {name: last[name] for name in tables()["focal_point"].key}
        cells |= {name: fields[name] for name in ("body_id", "unit") if name in fields}
    else:
        given = {name: fields.get(name, "") for name in ("notified_on", "body_id")}
        key = {"iso3": made.iso3, **given}
        row = next((row for row in rows if all(row[n] == key[n] for n in key)), None)
        cells |= {"status": status, "unit": fields.get("unit", ""),
                  "document_id": made.document_id, "evidence_grade": DECLARED}  # fmt: skip
    cells["note"] = made.note(row["note"] if row else "", reply)
    made.set("focal_point", key, reply, **cells)


def _offices(made: Acceptance, reply: MemberAnswer) -> None:
    """What the member says of an office that the register holds."""
    if _is_unexplained(made, reply):
        return
    for row in own(made.register, "office", made.iso3):
        if office_key(row) == reply.subject:
            key = {name: row[name] for name in tables()["office"].key}
            note = made.note(row["note"], reply, _confirmation(reply))
            made.set("office", key, reply, note=note)


def _activities(made: Acceptance, reply: MemberAnswer) -> None:
    """What the member says of an activity: beside the assessment in force, or beginning one."""
    comment = reply.fields.get("comment", "")
    if _is_unexplained(made, reply):
        return
    (activity,) = (row for row in made.rows["activity"] if row["activity_id"] == reply.subject)
    if _confirmation(reply):
        bare = replace(reply, fields={"answer": "confirm"})
        note = made.note(activity["note"], bare, _confirmation(reply))
        made.set("activity", {"activity_id": reply.subject}, reply, note=note)
    if not comment:
        return
    replaced = {row["supersedes"] for row in made.rows["assessment"]}
    current = [
        row
        for row in made.rows["assessment"]
        if row["subject_kind"] == "activity"
        and row["subject_id"] == reply.subject
        and row["assessment_id"] not in replaced
    ]
    made.translate({f"text_{lang}": comment for lang in official()})
    if current:
        key = {"assessment_id": current[-1]["assessment_id"]}
        made.set("assessment", key, reply, member_comment=comment)
        return
    key = {"assessment_id": f"{made.document_id}-{reply.subject.lower()}"}
    made.set("assessment", key, reply, subject_kind="activity", subject_id=reply.subject,
             status="no_information", basis="self-report", review_state="draft",
             assessed_on=made.on, member_comment=comment,
             visibility=activity["visibility"])  # fmt: skip


def _confirmation(reply: MemberAnswer) -> str:
    """The words of the form for what a member confirms; empty where it does not."""
    return "confirmed" if reply.fields.get("answer") == "confirm" else ""


def _is_unexplained(made: Acceptance, reply: MemberAnswer) -> bool:
    """Whether a correction is asked for and not a word says of what; a fault if so."""
    if reply.fields.get("answer") != "correct" or "comment" in reply.fields:
        return False
    made.fault(reply, "answer", "a comment that says what is to be corrected")
    return True


def _comment(made: Acceptance, reply: MemberAnswer) -> None:
    """What else the member says: to the Secretariat, in the note of the step that it took."""
    key = {"iso3": made.iso3, "step": "questionnaire", "on_date": made.on}
    (step,) = (
        row for row in made.rows["contact_log"] if all(row[name] == key[name] for name in key)
    )
    note = made.note(step["note"], reply)
    made.set("contact_log", key, reply, note=note, visibility=SECRETARIAT)


_ENTRIES: Mapping[str, Callable[[Acceptance, MemberAnswer], None]] = {
    "attendance": _attendance,
    "needs_offers": _needs_offers,
    "focal_point": _focal_point,
    "offices": _offices,
    "activities": _activities,
    "comment": _comment,
}
