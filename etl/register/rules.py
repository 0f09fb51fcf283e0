"""What rows of the register may not claim of each other: one function a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from etl.register.eligibility import open_to, when
from etl.register.tables import Register, Row, tables
from observatory.catalog.files import Reading
from observatory.catalog.models import Catalog
from observatory.i18n import official
from observatory.methods.dates import span
from observatory.methods.participation import NETWORK_FRAMEWORKS
from observatory.warehouse.build import AUDIENCES

Rule = Callable[[Register, Catalog, Reading], None]

# Pairs of columns of which the second may not lie before the first.
SPANS: Mapping[str, Sequence[tuple[str, str]]] = {
    "member": [("suspended_from", "suspended_to")],
    "instrument": [("period_from", "period_to")],
    "event": [("start_date", "end_date")],
    "activity": [("planned_start", "planned_end"), ("actual_start", "actual_end")],
    "office": [("from", "to")],
    "country_note": [("from", "to")],
}
# Most countries that an event of the network, and any other, can state.
MOST = {True: 57, False: 250}
# The tables that rows of others rest on, with the column that names them.
RESTED_ON = (
    ("document", "document_id"),
    ("event", "event_id"),
    ("body", "body_id"),
    ("activity", "activity_id"),
    ("instrument", "instrument_id"),
    ("topic", "topic_id"),
)
# Columns that hold an amount of money.
MONEY: Mapping[str, Sequence[str]] = {
    "activity": ("budget", "secured", "spent"),
    "funding": ("amount",),
}
# Texts shown in the pages: where one language stands, all three do.
TEXTS = {
    "event": "title", "activity": "title", "body": "name", "instrument": "title",
    "recital": "title", "paragraph": "title", "topic": "title", "country_note": "text",
}  # fmt: skip


def article(noun: str) -> str:
    """A noun with its article: an event, a body."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _ends(register: Register, _: Catalog, reading: Reading) -> None:
    """An end before its start."""
    for table, pairs in SPANS.items():
        for row in register[table]:
            for start, end in pairs:
                if row[start] and row[end] and span(row[end])[1] < span(row[start])[0]:
                    reading.fault(f"{row.place}:{end}", row[end], f"{row[start]} or later")


def _counts(register: Register, _: Catalog, reading: Reading) -> None:
    """Counts that cannot be, and parts greater than their whole."""
    network = _network(register)
    for row in register["event"]:
        stated = row["countries_stated"]
        most = MOST[row["event_id"] in network]
        if stated and not 0 <= int(stated) <= most:
            reading.fault(f"{row.place}:countries_stated", stated, f"0 to {most}")
        whole = row["participants_stated"]
        parts = [int(row[name] or 0) for name in ("participants_women", "participants_men")]
        for name in ("participants_stated", "participants_women", "participants_men"):
            if row[name] and int(row[name]) < 0:
                reading.fault(f"{row.place}:{name}", row[name], "0 or more")
        if whole and sum(parts) > int(whole) >= 0:
            found = f"{sum(parts)} women and men"
            reading.fault(f"{row.place}:participants_stated", found, f"at most {whole}")


def _check_dates(register: Register, _: Catalog, reading: Reading) -> None:
    """Events that were held, and activities that were realised, without a date."""
    for row in register["event"]:
        if row["state"] == "held" and not row["start_date"]:
            reading.fault(f"{row.place}:start_date", "nothing", "a date, since it was held")
    for row in register["activity"]:
        if row["state"] == "realised" and not row["actual_start"]:
            reading.fault(f"{row.place}:actual_start", "nothing", "a date, since it was realised")
        if row["actual_start"] and row["state"] in ("proposed", "scheduled", "cancelled"):
            expected = "realised, or no actual date"
            reading.fault(f"{row.place}:state", row["state"], expected)


def _attendance(register: Register, terms: Catalog, reading: Reading) -> None:
    """States of participation that the event, its list or the documents do not bear."""
    events = {row["event_id"]: row for row in register["event"]}
    members = {row["iso3"]: row for row in register["member"]}
    network = _network(register)
    for row in register["participation"]:
        state, place = row["state"], f"{row.place}:state"
        event = events.get(row["event_id"])
        if event is None:
            continue
        if state == "absent" and event["list_status"] in ("partial", "none"):
            found = f"absent, while the list of {row['event_id']} is {event['list_status']}"
            reading.fault(place, found, "unknown, unless the event's list is complete")
        if state in ("attended", "absent") and not row["document_id"]:
            reading.fault(f"{row.place}:document_id", "nothing", f"a document, for {state}")
        if state == "attended" and event["state"] in ("planned", "unknown"):
            reading.fault(place, f"attended an event that is {event['state']}", "an event held")
        member = members.get(row["iso3"])
        outside = member is not None and not open_to(event, member, terms)
        if row["event_id"] in network and state in ("attended", "absent") and outside:
            found = f"{state}, while the event was not open to {row['iso3']} at its date"
            reading.fault(place, found, "not_eligible, or another scope, accession or suspension")


def _complete_lists(register: Register, _: Catalog, reading: Reading) -> None:
    """Lists called complete that name another number of countries than the source states."""
    named: dict[str, int] = {}
    for row in register["participation"]:
        if row["state"] == "attended":
            named[row["event_id"]] = named.get(row["event_id"], 0) + 1
    network = _network(register)
    for row in register["event"]:
        n, stated = named.get(row["event_id"], 0), row["countries_stated"]
        place = f"{row.place}:list_status"
        if row["list_status"] == "complete" and row["event_id"] in network:
            if stated and int(stated) != n:
                reading.fault(place, f"complete, {n} named of {stated} stated", "partial")
            elif n == 0:
                reading.fault(place, "complete, and nobody is named", "none")


def _assessments(register: Register, _: Catalog, reading: Reading) -> None:
    """Assessments of nothing, without a document, or of a statement."""
    paragraphs = {f"{row['instrument_id']}:{row['number']}": row for row in register["paragraph"]}
    known = {
        "paragraph": set(paragraphs),
        "activity": {row["activity_id"] for row in register["activity"]},
    }
    ids = {row["assessment_id"] for row in register["assessment"]}
    for row in register["assessment"]:
        subject, status = row["subject_id"], row["status"]
        if subject not in known.get(row["subject_kind"], {subject}):
            expected = "an activity_id, or instrument_id:number of a paragraph"
            reading.fault(f"{row.place}:subject_id", subject, expected)
        if status not in ("", "no_information", "statement") and not row["document_id"]:
            reading.fault(f"{row.place}:document_id", "nothing", f"a document, for {status}")
        if status == "not_begun" and not row["body_id"]:
            reading.fault(f"{row.place}:body_id", "nothing", "the body whose own word this is")
        if row["supersedes"] and row["supersedes"] not in ids:
            expected = "an assessment of assessments.csv"
            reading.fault(f"{row.place}:supersedes", row["supersedes"], expected)


def _sides(register: Register, terms: Catalog, reading: Reading) -> None:
    """Providers and beneficiaries that are neither members nor bodies."""
    bodies = {row["body_id"] for row in register["body"]}
    members = set(terms.members())
    for row in register["activity_provider"]:
        if row["provider"] not in members | bodies:
            expected = "a member's code, or a body of bodies.csv"
            reading.fault(f"{row.place}:provider", row["provider"], expected)
    for row in register["activity_beneficiary"]:
        if row["beneficiary"] not in members | {"all"}:
            reading.fault(f"{row.place}:beneficiary", row["beneficiary"], "a member's code, or all")


def _check_names(register: Register, terms: Catalog, reading: Reading) -> None:
    """Scopes, occasions and paragraphs that are not there."""
    events = {row["event_id"] for row in register["event"]}
    members = set(terms.members())
    for row in register["event"]:
        for part in filter(None, row["scope"].split(";")):
            if part not in members | set(terms.groups):
                expected = "groups of groups.csv or members' codes, by semicolon"
                reading.fault(f"{row.place}:scope", part, expected)
    for row in register["instrument"]:
        adopted = row["adopted_at_event"]
        if adopted and adopted not in events:
            reading.fault(f"{row.place}:adopted_at_event", adopted, "an event of events.csv")
    paragraphs = {(row["instrument_id"], row["number"]) for row in register["paragraph"]}
    for row in (*register["paragraph_indicator"], *register["activity_paragraph"]):
        key = (row["instrument_id"], row["number"])
        if all(key) and key not in paragraphs:
            found = " ".join(key)
            reading.fault(f"{row.place}:number", found, "a paragraph of paragraphs.csv")


def _recitals(register: Register, _: Catalog, reading: Reading) -> None:
    """Events that a recital names and the register does not hold."""
    events = {row["event_id"] for row in register["event"]}
    for row in register["recital"]:
        for part in filter(None, row["event_ids"].split(";")):
            if part not in events:
                expected = "events of events.csv, by semicolon"
                reading.fault(f"{row.place}:event_ids", part, expected)


def _subjects(register: Register, terms: Catalog, reading: Reading) -> None:
    """Contradictions about what is not there, and contradictions with one side only."""
    known = {
        "event": {row["event_id"] for row in register["event"]},
        "office": {row["body_id"] for row in register["body"]},
        "activity": {row["activity_id"] for row in register["activity"]},
        "member": set(terms.members()),
        "body": {row["body_id"] for row in register["body"]},
    }
    sides: dict[str, int] = {}
    for row in register["discrepancy"]:
        sides[row["discrepancy_id"]] = sides.get(row["discrepancy_id"], 0) + 1
        if row["subject_id"] not in known.get(row["subject_kind"], {row["subject_id"]}):
            expected = f"the id of {article(row['subject_kind'])}"
            reading.fault(f"{row.place}:subject_id", row["subject_id"], expected)
    for row in register["discrepancy"]:
        if sides[row["discrepancy_id"]] < 2:
            found = f"one statement of {row['discrepancy_id']}"
            reading.fault(f"{row.place}:discrepancy_id", found, "two or more that differ")


def _due(register: Register, _: Catalog, reading: Reading) -> None:
    """Due dates of paragraphs that are no dates."""
    for row in register["paragraph"]:
        for part in filter(None, row["due"].split(";")):
            try:
                span(part)
            except ValueError:
                expected = "dates such as 2025 or 2025-05, by semicolon"
                reading.fault(f"{row.place}:due", part, expected)


def _texts(register: Register, _: Catalog, reading: Reading) -> None:
    """Texts of the pages that stand in one language and are missing in another."""
    for table, text in TEXTS.items():
        for row in register[table]:
            for lang in official():
                if not row[f"{text}_{lang}"]:
                    expected = "the text in English, French and Arabic"
                    reading.fault(f"{row.place}:{text}_{lang}", "nothing", expected)


def _all_members(register: Register, terms: Catalog, reading: Reading) -> None:
    """Member states without a row."""
    given = {row["iso3"] for row in register["member"]}
    missing = set(terms.members()) - given
    if missing and "" not in given:
        reading.fault("members.csv", f"no row for {', '.join(sorted(missing))}", "all 57 members")


def _check_money(register: Register, _: Catalog, reading: Reading) -> None:
    """Amounts below zero or without a currency, and currencies that are no code."""
    for table, amounts in MONEY.items():
        for row in register[table]:
            currency = row["currency"]
            if currency and not re.fullmatch("[A-Z]{3}", currency):
                reading.fault(f"{row.place}:currency", currency, "a code such as USD")
            for name in amounts:
                if row[name] and float(row[name]) < 0:
                    reading.fault(f"{row.place}:{name}", row[name], "0 or more")
            if not currency and any(row[name] for name in amounts):
                expected = "the currency of the amount, such as USD"
                reading.fault(f"{row.place}:currency", "nothing", expected)


def _ratings(register: Register, _: Catalog, reading: Reading) -> None:
    """Means of an evaluation without their scale, or outside it."""
    for row in register["activity"]:
        mean, scale, n = row["rating_mean"], row["rating_scale"], row["rating_n"]
        ends = re.fullmatch(r"(\d+)-(\d+)", scale, flags=re.ASCII)
        if (mean or scale) and not ends:
            expected = "its lowest and highest mark, such as 1-5"
            reading.fault(f"{row.place}:rating_scale", scale or "nothing", expected)
        if mean and ends and not float(ends[1]) <= float(mean) <= float(ends[2]):
            reading.fault(f"{row.place}:rating_mean", mean, f"{ends[1]} to {ends[2]}")
        if mean and not n:
            reading.fault(f"{row.place}:rating_n", "nothing", "how many gave an evaluation")
        if n and int(n) < 1:
            reading.fault(f"{row.place}:rating_n", n, "1 or more")


def _audiences(register: Register, _: Catalog, reading: Reading) -> None:
    """Rows that more readers may see than what they rest on."""
    level = {(key, row[key]): _level(row) for table, key in RESTED_ON for row in register[table]}
    for table in tables().values():
        for row in register[table.name]:
            for other, key in RESTED_ON:
                wanted = level.get((key, row[key]), 0) if other != table.name else 0
                if wanted > _level(row):
                    found = f"{row['visibility'] or 'public'}, resting on {row[key]}"
                    expected = f"{AUDIENCES[wanted]}, as that {other} is"
                    reading.fault(f"{row.place}:visibility", found, expected)


def _level(row: Row) -> int:
    return AUDIENCES.index(row["visibility"] or "public")


def _network(register: Register) -> set[str]:
    """The events of the network: of the frameworks PESNET or PES-CaB."""
    return {
        row["event_id"]
        for row in register["event_framework"]
        if row["framework"] in NETWORK_FRAMEWORKS
    }


def _in_order(register: Register, _: Catalog, reading: Reading) -> None:
    """Events held in the time to come."""
    for row in register["event"]:
        on = row["recorded_on"]
        held = row["state"] == "held" and row["start_date"]
        if held and on and when(row)[0] > span(on)[1]:
            found = f"held, on {row['start_date']}, recorded on {on}"
            reading.fault(f"{row.place}:state", found, "planned, until it has been held")


RULES: tuple[Rule, ...] = (
    _all_members,
    _texts,
    _ends,
    _due,
    _counts,
    _check_dates,
    _sides,
    _check_names,
    _recitals,
    _attendance,
    _complete_lists,
    _assessments,
    _subjects,
    _check_money,
    _ratings,
    _audiences,
    _in_order,
)
