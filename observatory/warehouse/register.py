"""The network's register in a build: events, participation, offices, instruments, activities.

With it stands how far the figures of its members go.

Titles and names come in three columns `_en`, `_fr`, `_ar`; dates are ISO texts of reduced
precision. Empty frames: the build holds nothing of the network.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from observatory.warehouse.coverage import coverage

_EVENTS = """
select e.event_id, e.kind, e.mode, e.scope, e.start_date, e.end_date, e.start_from, e.end_to,
       e.place, e.place_fr, e.place_ar, e.theme, e.host_iso3, e.countries_stated,
       e.participants_stated, e.participants_women, e.participants_men, e.languages,
       e.evaluation, e.follow_up, e.list_status, e.state, e.title_en, e.title_fr,
       e.title_ar, e.note, e.document_id, e.evidence_grade, d.title as document, d.url,
       (select coalesce(string_agg(f.framework, ', ' order by f.framework), '')
        from event_framework f
        where f.event_id = e.event_id) as frameworks,
       exists (select 1
               from event_framework f
               where f.event_id = e.event_id
                 and f.framework in ('PESNET', 'PES-CaB')) as network
from event e
left join document d on d.document_id = e.document_id
order by e.start_from, e.event_id
"""
_PARTICIPATION = """
select p.event_id, p.iso3, p.state, p.role, p.modality, p.level, p.delegates_women,
       p.delegates_men, p.evidence_grade, p.confirmed_on,
       p.document_id, p.note, d.title as document, d.publisher, d.url
from participation p
join event e on e.event_id = p.event_id
left join document d on d.document_id = p.document_id
order by e.start_from, p.event_id, p.iso3
"""
_ORGANISERS = """
select p.event_id, p.body_id, p.role, b.iso3, b.name_en, b.name_fr, b.name_ar, p.evidence_grade,
       p.note, p.document_id, d.title as document, d.url
from event_body p
join body b on b.body_id = p.body_id
left join document d on d.document_id = p.document_id
order by p.event_id, p.role, p.body_id
"""
_PARTNERS = """
select p.event_id, p.body_id, p.role, b.iso3, b.name_en, b.name_fr, b.name_ar, p.evidence_grade,
       p.note, p.document_id, d.title as document, d.url
from participation_body p
join body b on b.body_id = p.body_id
left join document d on d.document_id = p.document_id
order by p.event_id, p.body_id
"""
_MEMBERS = """
select iso3, accession_year, oic_group, suspended_from, suspended_to, note, document_id
from member
order by iso3
"""
_BODIES = """
select b.body_id, b.iso3, b.kind, b.name_en, b.name_fr, b.name_ar, b.acronym, b.note,
       b.document_id, d.title as document, d.url
from body b
left join document d on d.document_id = b.document_id
order by b.iso3, b.body_id
"""
_OFFICES = """
select o.body_id, o.iso3, o.role, o.framework, o."from" as since, o."to" as until, o.note,
       b.name_en, b.name_fr, b.name_ar, b.acronym, o.document_id, d.title as document, d.url
from office o
left join body b on b.body_id = o.body_id
left join document d on d.document_id = o.document_id
order by o.framework, since, o.body_id, o.role
"""
_FOCAL_POINTS = """
select f.iso3, f.status, f.unit, f.notified_on, f.last_confirmed_on, b.name_en, b.name_fr,
       b.name_ar, f.document_id
from focal_point f
left join body b on b.body_id = f.body_id
order by f.iso3, coalesce(f.last_confirmed_on, f.notified_on, ''), f.notified_on
"""
_INSTRUMENTS = """
select i.instrument_id, i.kind, i.title_en, i.title_fr, i.title_ar, i.adopted_on,
       i.adopted_at_event, i.period_from, i.period_to, i.supersedes, i.note, i.document_id,
       d.title as document, d.url
from instrument i
left join document d on d.document_id = i.document_id
order by i.adopted_on, i.instrument_id
"""
_RECITALS = """
select r.instrument_id, r.number, r.kind, r.title_en, r.title_fr, r.title_ar, r.event_ids, r.note,
       r.document_id, d.title as document, d.url
from recital r
left join document d on d.document_id = r.document_id
order by r.instrument_id, r.number
"""
_PARAGRAPHS = """
select p.instrument_id, p.number, p.kind, p.addressee, p.due, p.title_en, p.title_fr, p.title_ar,
       p.trackable, p.note, p.document_id, d.title as document, d.url,
       coalesce((select list(i.indicator_id order by i.indicator_id)
                 from paragraph_indicator i
                 where i.instrument_id = p.instrument_id
                   and i.number = p.number), []) as indicators,
       coalesce((select list(a.activity_id order by a.activity_id)
                 from activity_paragraph a
                 where a.instrument_id = p.instrument_id
                   and a.number = p.number), []) as activities
from paragraph p
left join document d on d.document_id = p.document_id
order by p.instrument_id, p.number
"""
_ASSESSMENTS = """
select a.assessment_id, a.subject_kind, a.subject_id, a.status, a.basis, a.review_state,
       a.assessed_on, a.comments_until, a.member_comment, b.name_en, b.name_fr, b.name_ar,
       a.document_id, d.title as document, d.url
from assessment a
left join body b on b.body_id = a.body_id
left join document d on d.document_id = a.document_id
where a.assessment_id not in (select supersedes from assessment where supersedes is not null)
order by a.subject_kind, a.subject_id, a.assessed_on, a.assessment_id
"""
_ACTIVITIES = """
select a.activity_id, a.instrument_id, a.plan, a.plan_link, a.item_no, a.theme, a.type,
       a.modality, a.language, a.target, a.result, a.lesson, a.follow_up, a.budget, a.secured,
       a.spent, a.currency, a.rating_mean, a.rating_scale, a.rating_n, a.recommendation,
       a.title_en, a.title_fr, a.title_ar, a.planned_start, a.planned_end,
       a.actual_start, a.actual_end, a.state, a.reason_for_change, a.note, a.document_id,
       d.title as document, d.url,
       coalesce((select list(p.provider order by p.provider)
                 from activity_provider p
                 where p.activity_id = a.activity_id), []) as providers,
       coalesce((select list(b.beneficiary order by b.beneficiary)
                 from activity_beneficiary b
                 where b.activity_id = a.activity_id), []) as beneficiaries,
       coalesce((select list(e.event_id order by e.event_id)
                 from activity_event e
                 where e.activity_id = a.activity_id), []) as events
from activity a
left join document d on d.document_id = a.document_id
order by a.plan, a.activity_id
"""
_DISCREPANCIES = """
select x.discrepancy_id, x.subject_kind, x.subject_id, x.about, x.stated, x.note, x.document_id,
       d.title as document, d.publisher, d.url
from discrepancy x
left join document d on d.document_id = x.document_id
order by x.discrepancy_id, x.stated
"""
_NEEDS = """
select n.iso3, n.topic_id, n.direction, n.declared_on, t.title_en, t.title_fr, t.title_ar,
       n.document_id
from need_offer n
join topic t on t.topic_id = n.topic_id
order by n.iso3, n.direction, n.topic_id
"""
_TOPICS = """
select topic_id, title_en, title_fr, title_ar
from topic
order by topic_id
"""
_FUNDING = """
select f.activity_id, f.source, f.amount, f.currency, f.state, f.deadline, f.document_id,
       d.title as document, d.url
from funding f
left join document d on d.document_id = f.document_id
order by f.activity_id, f.deadline, f.source
"""
_CONTACTS = """
select iso3, step, on_date, channel, document_id
from contact_log
order by iso3, on_date, step
"""
_NOTES = """
select iso3, theme, "from" as first, "to" as last, effect, text_en, text_fr, text_ar, document_id
from country_note
order by iso3, theme, first
"""
_CHANGES = """
select table_name, row_key, change, column_name, before_text, after_text, noticed_in, noticed_on
from register_change
order by noticed_on, noticed_in, table_name, row_key, column_name
"""
_TRANSLATIONS = """
select text_en, text_fr, text_ar
from translation
order by text_en
"""
QUESTIONS = {
    "events": _EVENTS,
    "participation": _PARTICIPATION,
    "organisers": _ORGANISERS,
    "partners": _PARTNERS,
    "members": _MEMBERS,
    "bodies": _BODIES,
    "offices": _OFFICES,
    "focal_points": _FOCAL_POINTS,
    "instruments": _INSTRUMENTS,
    "recitals": _RECITALS,
    "paragraphs": _PARAGRAPHS,
    "assessments": _ASSESSMENTS,
    "activities": _ACTIVITIES,
    "discrepancies": _DISCREPANCIES,
    "needs": _NEEDS,
    "topics": _TOPICS,
    "funding": _FUNDING,
    "contacts": _CONTACTS,
    "notes": _NOTES,
    "translations": _TRANSLATIONS,
    "changes": _CHANGES,
}


def register(cursor: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Every table of the register as the pages read it, by the names of `QUESTIONS`; `coverage`.

    Grain: event, event x member, event x organiser, event x partner, member, body, term of office,
    focal point, instrument, recital, paragraph, assessment in force, activity, statement of a
    contradiction, need or offer, note on comparability, text in three languages, change of the
    register, indicator x member. `network` of an event is whether it is the network's own; the
    columns `document` and `url` name the document behind a row.
    """
    tables = {name: _texts_as_texts(cursor.sql(sql)) for name, sql in QUESTIONS.items()}
    return {**tables, "coverage": coverage(cursor)}


def notes(cursor: duckdb.DuckDBPyConnection, theme: str) -> pd.DataFrame:
    """The notes on comparability for a theme, those for all themes among them.

    Grain: member x theme x span; columns iso3, theme, first, last (years, empty is open), effect,
    text_en, text_fr, text_ar, document_id. Empty: no notes.
    """
    found = _texts_as_texts(cursor.sql(_NOTES))
    return found.loc[found["theme"].isin(("all", theme))]


def _texts_as_texts(found: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """The frame of a relation; a column of texts without any text is one of texts all the same."""
    frame = found.df()
    pairs = zip(found.columns, found.types, strict=True)
    return frame.astype({name: "str" for name, kind in pairs if kind == "VARCHAR"})
