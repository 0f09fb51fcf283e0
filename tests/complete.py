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
    made = _more()
    for table in ("event", "event_framework"):
        rows[table] += [_row(**cells) for cells in made.pop(table)]
    held = Register(rows)
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
    for table, more in made.items():
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
             "modality": "in person", "budget": "12000", "currency": "USD", **plan, **TEXT},
            {"activity_id": "T-2", "type": "expert mission", "planned_start": "2026-10",
             "planned_end": "2027-02", "state": "scheduled", **_texts("title", "Expert mission"),
             **plan, **TEXT},
            {"activity_id": "T-3", "item_no": "3", "type": "capacity building",
             "modality": "in person", "planned_start": "2025-04", "planned_end": "2025-04",
             "actual_start": "2025-04-14", "actual_end": "2025-04-16", "state": "realised",
             "budget": "20000", "secured": "15000", "spent": "14250.5", "currency": "USD",
             "rating_mean": "4.4", "rating_scale": "1-5", "rating_n": "25", "recommendation": "keep",
             "target": "25 counsellors", "result": "30 counsellors", "lesson": "More time for practice",
             **_texts("title", "Workshop on counselling"), **plan, **TEXT},
            {"activity_id": "T-4", "item_no": "4", "type": "capacity building",
             "modality": "virtual", "planned_start": "2025-03", "planned_end": "2025-04",
             "actual_start": "2025-06-10", "actual_end": "2025-06-11", "state": "realised",
             "reason_for_change": "The platform was not ready", "budget": "8000", "currency": "EUR",
             "rating_mean": "8.1", "rating_scale": "0-10", "rating_n": "12", "recommendation": "change",
             **_texts("title", "Webinar on vacancies"), **plan, **TEXT},
            {"activity_id": "T-5", "item_no": "5", "type": "study visit",
             "modality": "in person", "planned_start": "2025-09", "planned_end": "2025-09",
             "state": "postponed", "reason_for_change": "The host asked for it", "budget": "5000",
             "currency": "USD", **_texts("title", "Study visit to an employment service"), **plan, **TEXT},
            {"activity_id": "T-6", "item_no": "6", "type": "other", "planned_start": "2025-11",
             "planned_end": "2025-11", "state": "cancelled", "recommendation": "drop",
             **_texts("title", "Survey of services"), **plan, **TEXT},
            {"activity_id": "T-7", "type": "partnership", "modality": "virtual", "state": "proposed",
             **_texts("title", "Partnership of services"), **plan, **TEXT},
        ],
        "event": [
            {"event_id": "T-EV-1", "kind": "training", "mode": "in person", "start_date": "2025-04-14",
             "end_date": "2025-04-16", "place": "Ankara", "host_iso3": "TUR", "participants_stated": "30",
             "list_status": "none", "state": "held",
             **_texts("title", "Workshop on counselling of 2025"), **TEXT},
            {"event_id": "T-EV-2", "kind": "training", "mode": "virtual", "start_date": "2025-06-10",
             "end_date": "2025-06-11", "participants_stated": "44", "list_status": "none",
             "state": "held", **_texts("title", "Webinar on vacancies of 2025"), **TEXT},
        ],
        "event_framework": [
            {"event_id": event, "framework": "PES-CaB", **TEXT} for event in ("T-EV-1", "T-EV-2")
        ],
        "activity_event": [
            {"activity_id": "T-3", "event_id": "T-EV-1", **TEXT},
            {"activity_id": "T-4", "event_id": "T-EV-2", **TEXT},
        ],
        "activity_provider": [{"activity_id": "T-1", "provider": "TUR", **TEXT}],
        "activity_beneficiary": [
            {"activity_id": "T-1", "beneficiary": "all", **TEXT},
            {"activity_id": "T-2", "beneficiary": "SUR", **TEXT},
        ],
        "focal_point": [
            {"iso3": "MAR", "status": "notified", "body_id": "anapec", "unit": "Cooperation",
             "notified_on": "2021-03", "last_confirmed_on": "2025-01", **TEXT},
            # What was known before: it stands first by its date, though it has none of notification.
            {"iso3": "MAR", "status": "not_notified", "last_confirmed_on": "2019", **TEXT},
            {"iso3": "SUR", "status": "not_notified", **TEXT},
        ],
        "topic": [
            {"topic_id": topic, **_texts("title", title)}
            for topic, title in (
                ("profiling", "Profiling of jobseekers"), ("guidance", "Career guidance"),
                ("start-ups", "Support to start-ups"), ("forecasts", "Forecasts of skills"),
            )
        ],
        "need_offer": [
            {"iso3": iso3, "topic_id": topic, "direction": direction, "declared_on": day, **TEXT}
            for iso3, topic, direction, day in (
                ("SUR", "profiling", "need", "2026-02-10"), ("TUR", "profiling", "offer", "2026-03"),
                ("SEN", "guidance", "need", ""), ("SUR", "guidance", "need", "2026-02-10"),
                ("MAR", "start-ups", "offer", "2026-01-20"),
                ("TUN", "forecasts", "need", "2026-02"), ("TUN", "forecasts", "offer", "2026-02"),
            )
        ],
        "funding": [
            {"activity_id": activity, "source": source, "amount": amount, "currency": currency,
             "state": state, "deadline": day, "visibility": "secretariat", **TEXT}
            for activity, source, amount, currency, state, day in (
                ("T-1", "Fund", "12000", "USD", "sought", "2026-06-30"),
                ("T-1", "Bank", "4000", "USD", "secured", ""),
                ("T-3", "Host", "15000", "USD", "spent", ""),
                ("T-4", "Union", "6000", "EUR", "spent", ""),
                ("T-5", "Fund", "2500", "USD", "pledged", "2027-01-31"),
                ("T-6", "Bank", "1000", "EUR", "sought", "2025-10"),
            )
        ],
        "contact_log": [
            {"iso3": iso3, "step": step, "on_date": day, "channel": "post",
             "visibility": "secretariat", **TEXT}
            for iso3, step, day in (
                ("SUR", "letter sent", "2025-02"), ("SUR", "letter sent", "2025-09-01"),
                ("MAR", "letter sent", "2025-02"), ("MAR", "questionnaire", "2026-01-20"),
                ("GUY", "letter sent", "2025-02"), ("GUY", "focal point named", "2025-05-12"),
                ("SEN", "letter sent", ""), ("SEN", "questionnaire", "2026-02"),
            )
        ],
        "country_note": [
            {"iso3": "NGA", "theme": "all", "from": "2019", "to": "2024", "effect": "break",
             **_texts("text", "New survey"), **TEXT}
        ],
    }  # fmt: skip
