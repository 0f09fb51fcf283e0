"""A register as it may one day be: every list complete, every table filled.

It is made from the real one. Who attended is drawn by lot from the event and the member, so that a
test register is the same in every run and resembles nobody's record.
"""

from zlib import crc32

from etl.register.eligibility import open_to
from etl.register.tables import Register, Row, tables

TEXT = {"document_id": "sesric-2512", "evidence_grade": "A"}


def register(held, terms):
    """The real register completed: lists, focal points, a second communiqué, the plan, notes."""
    rows = {name: list(held[name]) for name in tables()}
    members = {row["iso3"]: row for row in held["member"]}
    own = {
        row["event_id"]
        for row in held["event_framework"]
        if row["framework"] in ("PESNET", "PES-CaB")
    }
    events, lists = [], []
    for event in held["event"]:
        if event["event_id"] not in own or event["state"] != "held":
            events.append(event)
            continue
        drawn = [
            iso3
            for iso3, member in members.items()
            if open_to(event, member, terms) and crc32(f"{event['event_id']}{iso3}".encode()) % 3
        ]
        known = {
            row["iso3"]: row
            for row in held["participation"]
            if row["event_id"] == event["event_id"]
        }
        lists += [
            known.get(iso3) or _row(event_id=event["event_id"], iso3=iso3, state="attended", **TEXT)
            for iso3 in sorted({*drawn, *known})
        ]
        n = str(len({*drawn, *known}))
        events.append(_with(event, list_status="complete", countries_stated=n))
    context = [row for row in held["participation"] if row["event_id"] not in own]
    rows |= {"event": events, "participation": context + lists}
    for table, more in _more().items():
        rows[table] += [_row(**cells) for cells in more]
    return Register(rows)


def _row(**cells):
    return Row("made:1", cells)


def _with(row, **cells):
    return Row(row.place, {**row.cells, **cells})


def _texts(of, words):
    return {f"{of}_{lang}": f"{words} ({lang})" for lang in ("en", "fr", "ar")}


def _more():
    plan = {"instrument_id": "work-plan-2024-2026", "plan": "2024-2026", "plan_link": "stated"}
    return {
        "instrument": [
            {"instrument_id": "communique-2026", "kind": "communique", "adopted_on": "2026-05",
             **_texts("title", "Final communiqué of the fifth meeting"), **TEXT}
        ],
        "paragraph": [
            {"instrument_id": "communique-2026", "number": "1", "kind": "decides",
             "addressee": "network", "due": "2027", "trackable": "true",
             **_texts("title", "Meet a sixth time"), **TEXT},
            {"instrument_id": "communique-2026", "number": "2", "kind": "thanks",
             "addressee": "none", "trackable": "false",
             **_texts("title", "Thank the host"), **TEXT},
        ],
        "assessment": [
            {"assessment_id": "a1", "subject_kind": "paragraph", "status": "under_way",
             "subject_id": "communique-marrakech-2024:13", "basis": "secretariat",
             "review_state": "checked", "body_id": "anapec", "assessed_on": "2025-05", **TEXT},
            {"assessment_id": "a2", "subject_kind": "paragraph", "status": "well_advanced",
             "subject_id": "communique-marrakech-2024:13", "basis": "secretariat",
             "review_state": "checked", "body_id": "anapec", "assessed_on": "2026-05",
             "supersedes": "a1", **TEXT},
        ],
        "activity": [
            {"activity_id": "T-1", "item_no": "1", "type": "capacity building", "planned_start": "2025-03",
             "planned_end": "2025-03", "state": "scheduled", **_texts("title", "Course on profiling"),
             **plan, **TEXT},
            {"activity_id": "T-2", "type": "expert mission", "planned_start": "2026-10",
             "planned_end": "2027-02", "state": "scheduled", **_texts("title", "Expert mission"),
             **plan, **TEXT},
        ],
        "activity_provider": [{"activity_id": "T-1", "provider": "TUR", **TEXT}],
        "activity_beneficiary": [
            {"activity_id": "T-1", "beneficiary": "all", **TEXT},
            {"activity_id": "T-2", "beneficiary": "SUR", **TEXT},
        ],
        "focal_point": [
            {"iso3": "MAR", "status": "notified", "body_id": "anapec", "unit": "Cooperation",
             "notified_on": "2021-03", "last_confirmed_on": "2025-01", **TEXT},
            {"iso3": "SUR", "status": "not_notified", **TEXT},
        ],
        "topic": [{"topic_id": "profiling", **_texts("title", "Profiling of jobseekers")}],
        "need_offer": [
            {"iso3": "SUR", "topic_id": "profiling", "direction": "need", **TEXT},
            {"iso3": "TUR", "topic_id": "profiling", "direction": "offer", **TEXT},
        ],
        "funding": [
            {"activity_id": "T-1", "source": "Fund", "amount": "12000", "currency": "USD",
             "state": "sought", **TEXT}
        ],
        "contact_log": [{"iso3": "SUR", "step": "letter sent", "on_date": "2025-02", **TEXT}],
        "country_note": [
            {"iso3": "NGA", "theme": "all", "from": "2019", "to": "2024", "effect": "break",
             **_texts("text", "New survey"), **TEXT}
        ],
    }  # fmt: skip
