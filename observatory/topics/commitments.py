"""The page of commitments: paragraphs in their blocks, activities on a line of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from observatory.charts import timeline
from observatory.charts.exhibit import Exhibit, source_line
from observatory.charts.theme import Frame
from observatory.i18n import join_names
from observatory.methods.commitments import (
    OF_A_PLAN,
    activity_states,
    adoptions,
    block,
    overdue,
    status,
)
from observatory.methods.dates import is_past, span
from observatory.methods.participation import MEETINGS
from observatory.topics.participation import members_named
from observatory.words.register import Network, without_empty

# The states of a paragraph of which no document tells: a date has passed, or nothing is known.
PASSED, UNKNOWN = "passed", "no_information"
# Activities with such a state are those of which a report is awaited.
OPEN = (PASSED, UNKNOWN)
# What stands in a table only where the register says something of it.
OF_AN_ACTIVITY = ("language", "target", "result", "lesson", "follow_up")
OF_AN_ASSESSMENT = (
    "due", "basis", "assessor", "assessed", "review_state", "member_comment", "evidence", "url",
    "indicators",
)  # fmt: skip
# What the register says of an assessment, as it stands there.
OF_A_REVIEW = (
    "status", "basis", "assessed_on", "review_state", "comments_until", "member_comment",
)  # fmt: skip


def communiques(network: Network) -> pd.DataFrame:
    """The communiqués of the register, the newest first: instrument_id, title."""
    frame = network.tables["instruments"]
    frame = frame.loc[frame["kind"] == "communique"].iloc[::-1]
    return pd.DataFrame({"instrument_id": frame["instrument_id"], "title": network.texts(frame)})


def paragraphs(network: Network, instrument_id: str, of_block: str) -> pd.DataFrame:
    """The paragraphs of one block of a communiqué, with status, basis, assessor and evidence.

    Grain: paragraph, in the order of the text. Indicators are context: no movement is read as a
    result of a paragraph.
    """
    frame = network.tables["paragraphs"]
    mine = (frame["instrument_id"] == instrument_id) & (frame["kind"].map(block) == of_block)
    frame = frame.loc[mine].reset_index(drop=True)
    found = paragraph_assessments(network, frame)
    out = pd.DataFrame(
        {
            "number": frame["number"].astype(str),
            "paragraph": network.texts(frame),
            "kind": network.code_words(frame["kind"], "paragraph"),
            "addressee": network.code_words(frame["addressee"], "addressee"),
            "due": list(due_words(network, frame, found["status"])),
            "status": [
                network.say(f"status.{state}")
                for state in paragraph_states(network, frame, found["status"])
            ],
            "basis": network.code_words(found["basis"], "basis"),
            "assessor": found["assessor"],
            "assessed": network.dates(found, "assessed_on", "assessed_on").where(
                found["assessed_on"].notna(), ""
            ),
            "review_state": _reviews(network, found),
            "member_comment": found["member_comment"].fillna(""),
            "evidence": found["document"],
            "indicators": frame["indicators"].map(lambda ids: _indicators(network, list(ids))),
            "url": found["url"],
        }
    )
    return without_empty(out, OF_AN_ASSESSMENT)


def _reviews(network: Network, found: pd.DataFrame) -> pd.Series:
    """How far each assessment is reviewed; of a draft, until when members may comment on it."""
    words = network.code_words(found["review_state"], "review")
    days = found["comments_until"].where(found["review_state"] == "draft")
    today = network.build.built_at.date()
    said = [
        state
        if pd.isna(day) or is_past(day, today)
        else network.say("review.open", date=network.when(day))
        for state, day in zip(words, days, strict=True)
    ]
    return pd.Series(said, index=found.index, dtype="str")


def recitals(network: Network, instrument_id: str) -> pd.DataFrame:
    """What the preamble of a communiqué refers to, with the events of the register that it names.

    Grain: recital, in the order of the text; empty where the register holds no preamble.
    """
    frame = network.tables["recitals"]
    frame = frame.loc[frame["instrument_id"] == instrument_id].reset_index(drop=True)
    events = network.tables["events"].set_index("event_id")
    titles = network.texts(events)
    named = [
        network.in_a_row(str(titles[each]) for each in ids.split(";") if each in titles.index)
        for ids in frame["event_ids"].fillna("")
    ]
    return pd.DataFrame(
        {
            "recital": frame["number"].astype(str),
            "kind": network.code_words(frame["kind"], "recital"),
            "reference": network.texts(frame),
            "events": named,
            "document": frame["document"].fillna(""),
            "note": frame["note"].fillna(""),
        }
    )


def paragraph_states(network: Network, frame: pd.DataFrame, assessed: pd.Series) -> Iterator[str]:
    """The state of each paragraph, a code, which page, slide and board print (M13).

    As assessed; else `passed` where a due date has passed without a record, `no_information`, or
    `statement` where nothing is followed up.
    """
    facts = zip(
        assessed.fillna(""), frame["trackable"], due_dates(network, frame, assessed), strict=True
    )
    for given, trackable, due in facts:
        code = status(given, trackable=bool(trackable))
        late = code == UNKNOWN and any(passed for _, passed in due)
        yield PASSED if late else code


def due_words(network: Network, frame: pd.DataFrame, assessed: pd.Series) -> Iterator[str]:
    """The due dates of each paragraph in words; one that has passed without a record says so."""
    passed = network.say("status.passed")
    for dates in due_dates(network, frame, assessed):
        said = ((network.when(due), late) for due, late in dates)
        yield network.in_a_row(f"{when} ({passed})" if late else when for when, late in said)


def due_dates(
    network: Network, frame: pd.DataFrame, assessed: pd.Series
) -> Iterator[list[tuple[str, bool]]]:
    """The due dates of each paragraph, and whether each has passed without a record (M13).

    None passes of a paragraph that is not followed up, or that an assessment calls completed.
    """
    as_of = network.build.built_at.date()
    facts = zip(frame["due"].fillna(""), frame["trackable"], assessed.fillna(""), strict=True)
    for due, trackable, state in facts:
        late = overdue(due, as_of, recorded=not trackable or state == "completed")
        yield [(part, part in late) for part in due.split(";") if part]


def paragraph_assessments(network: Network, frame: pd.DataFrame) -> pd.DataFrame:
    """The assessment in force of each paragraph of a frame; empty where there is none."""
    subjects = frame["instrument_id"] + ":" + frame["number"].astype(str)
    return _assessments(network, "paragraph", subjects)


def _indicators(network: Network, ids: list[str]) -> str:
    terms = network.terms.indicators
    return join_names(
        (terms[each].name[network.lang] for each in ids if each in terms), network.lang
    )


def _assessments(network: Network, kind: str, subjects: pd.Series) -> pd.DataFrame:
    """The assessment in force of each subject: status, basis, assessor, document, url."""
    frame = network.tables["assessments"]
    frame = frame.loc[frame["subject_kind"] == kind].drop_duplicates("subject_id", keep="last")
    found = frame.set_index("subject_id").reindex(subjects).reset_index(drop=True)
    return pd.DataFrame(
        {
            **found[list(OF_A_REVIEW)],
            "assessor": network.texts(found, "name").fillna(""),
            "document": found["document"].fillna(""),
            "url": found["url"].fillna(""),
        }
    )


def activities(network: Network, plan: str) -> pd.DataFrame:
    """Everything the register ties to a plan's period: planned and actual dates, who, state.

    Grain: activity, in the order of the register.
    """
    frame = network.tables["activities"]
    frame = frame.loc[frame["plan"] == plan]
    more = pd.DataFrame(
        {
            "modality": network.code_words(frame["modality"], "mode"),
            **{name: frame[name].fillna("") for name in OF_AN_ACTIVITY},
        }
    )
    return activities_of(network, frame).join(without_empty(more, list(more.columns)))


def activities_of(network: Network, frame: pd.DataFrame) -> pd.DataFrame:
    """Some activities of the register in words: dates, state, who gives and who receives.

    `beneficiaries` are the members named as taking part, and stand only where the activity took
    place; `for_members` says whom one is for that is planned, or that no event stands for.
    """
    states = activity_states(frame, network.build.built_at.date())
    blank = network.say("participation.not_named")
    who = [network.names(codes) for codes in members_of(network, frame)]
    takers = list(zip(who, frame["actual_start"].notna(), _has_list(frame), strict=True))
    return pd.DataFrame(
        {
            "activity": network.texts(frame),
            "type": network.code_words(frame["type"], "type"),
            "link": _link(network, frame),
            "planned": network.dates(frame, "planned_start", "planned_end"),
            "actual": network.dates(frame, "actual_start", "actual_end"),
            "state": network.code_words(states, "activity"),
            "provider": frame["providers"].map(lambda codes: network.names(list(codes)) or blank),
            "beneficiaries": [
                ((who if listed else "") or blank) if done else "" for who, done, listed in takers
            ],
            "for_members": ["" if listed else who for who, _, listed in takers],
            "document": frame["document"].fillna(""),
            "url": frame["url"].fillna(""),
            "note": frame["note"].fillna(""),
        }
    )


def members_of(network: Network, frame: pd.DataFrame) -> list[list[str]]:
    """The members that some activities have to do with, beside those who give them.

    Of what took place as an event of the register they are those named as taking part in it, as
    on the page of participation; else those whom the register says it is for.
    """
    named = participants(network, frame)
    facts = zip(_has_list(frame), named, frame["beneficiaries"], strict=True)
    return [takers if listed else list(codes) for listed, takers, codes in facts]


def participants(network: Network, frame: pd.DataFrame) -> list[list[str]]:
    """The members named as taking part in the events of each activity that took place."""
    named = members_named(network)
    return [
        list(dict.fromkeys(iso3 for event in events for iso3 in named.get(event, [])))
        if listed
        else []
        for listed, events in zip(_has_list(frame), frame["events"], strict=True)
    ]


def _has_list(frame: pd.DataFrame) -> pd.Series:
    """Whether each activity took place as an event of the register, whose list may name members."""
    return frame["actual_start"].notna() & frame["events"].map(len).gt(0)


def _link(network: Network, frame: pd.DataFrame) -> list[str]:
    """How each activity is tied to its plan, and whose event it is where not the network's."""
    links, apart = network.code_words(frame["plan_link"], "link"), frameworks_apart(network, frame)
    return [network.in_a_row(each) for each in zip(links, apart, strict=True)]


def frameworks_apart(network: Network, frame: pd.DataFrame) -> list[str]:
    """Of each activity whose events are of other frameworks alone: which, in words; else nothing.

    Such an activity counts in no plan, participation, training or slide of the network.
    """
    return [
        network.say("commitments.apart", frameworks=join_names(names, network.lang))
        if names
        else ""
        for names in _other_frameworks(network, frame)
    ]


def _other_frameworks(network: Network, frame: pd.DataFrame) -> list[list[str]]:
    """The frameworks of each activity's events where none is the network's own; else none."""
    events = network.tables["events"].set_index("event_id")
    out = []
    for ids in frame["events"]:
        mine = events.loc[[each for each in ids if each in events.index]]
        apart = len(mine) > 0 and not mine["network"].any()
        out.append(list(dict.fromkeys(mine["frameworks"])) if apart else [])
    return out


def under_plan(network: Network, plan: str) -> pd.DataFrame:
    """The known activities of a plan.

    Its adoption, what the communiqué commits to, and events of other frameworks are left out.
    """
    frame = _tied_to(network, plan)
    own = [not names for names in _other_frameworks(network, frame)]
    return frame.loc[own]


def _tied_to(network: Network, plan: str) -> pd.DataFrame:
    """The activities that are tied to a plan, whosever events they were; adoptions left out."""
    frame = network.tables["activities"]
    frame = frame.loc[(frame["plan"] == plan) & frame["plan_link"].isin(OF_A_PLAN)]
    return frame.loc[~adoptions(frame, network.tables["instruments"])]


def capacity_building(network: Network) -> pd.DataFrame:
    """The network's trainings and workshops that were held, each with the plan it belongs to.

    Grain: event, in the order of time; `plan` is the period, empty outside every plan. Those of a
    plan are just the capacity building among its activities that `plan_count` counts.
    """
    events = network.events
    events = events.loc[~events["kind"].isin(MEETINGS)]
    of_plan = {
        event: plan
        for plan in plans(network)
        for ids in under_plan(network, plan)["events"]
        for event in ids
    }
    return events.assign(plan=[of_plan.get(each, "") for each in events["event_id"]])


class PlanCount(NamedTuple):
    """How many activities of a plan are known, and of how many a document says they took place."""

    known: int
    done: int


def plan_count(network: Network, plan: str) -> PlanCount:
    """The one count of a plan's activities, which every page, slide and brief prints."""
    frame = under_plan(network, plan)
    return PlanCount(len(frame), int(frame["actual_start"].notna().sum()))


def plan_words(network: Network, plan: str) -> str:
    """What is known of a plan in words: its activities, or that its text is missing."""
    n, done = plan_count(network, plan)
    if not n:
        return " ".join([network.say("commitments.plan.none"), *_apart_words(network, plan)])
    # A number in the plan's own order can only come from its text.
    has_text = under_plan(network, plan)["item_no"].notna().any()
    key = "known" if has_text else "some"
    parts = [network.say(f"commitments.plan.{key}", k=done, n=n)]
    states = activity_states(under_plan(network, plan), network.build.built_at.date())
    if unknown := int(states.isin(OPEN).sum()):
        parts.append(network.say("commitments.plan.rest", m=unknown))
    if not has_text:
        parts.append(network.say("commitments.plan.no_text"))
    return " ".join([*parts, *_apart_words(network, plan)])


def _apart_words(network: Network, plan: str) -> Iterator[str]:
    """What else fell into a plan's period and is not counted: each with its framework."""
    frame = _tied_to(network, plan)
    for title, names in zip(network.texts(frame), _other_frameworks(network, frame), strict=True):
        if names:
            said = join_names(names, network.lang)
            yield network.say("commitments.plan.apart", title=title, frameworks=said)


def plans(network: Network) -> list[str]:
    """The periods of the plans in the register, the newest first."""
    return sorted(network.tables["activities"]["plan"].dropna().unique(), reverse=True)


def calendar(network: Network) -> Exhibit:
    """All activities on a line of time, planned and realised, with exactly their rows."""
    frame = network.tables["activities"]
    as_of = network.build.built_at.date()
    late = activity_states(frame, as_of) == PASSED
    titles = network.texts(frame)
    first = frame["actual_start"].fillna(frame["planned_start"])
    last = frame["actual_end"].fillna(frame["actual_start"]).fillna(frame["planned_end"])
    kinds = pd.Series("planned", index=frame.index)
    kinds = kinds.mask(frame["actual_start"].notna(), "realised").mask(late, "passed")
    rows = pd.DataFrame(
        {
            "id": frame["activity_id"],
            "label": titles,
            "kind": kinds.where(first.notna(), ""),
            "start": first.fillna(""),
            "end": last.fillna(first).fillna(""),
            "first": [span(text)[0] if isinstance(text, str) else None for text in first],
            "last": [
                span(text)[1] if isinstance(text, str) else None for text in last.fillna(first)
            ],
            "facts": list(_when(network, frame)),
        }
    )
    words = Frame(
        network.say("commitments.calendar"),
        network.say("commitments.calendar.lead"),
        source_line(network.build, network.lang),
    )
    columns = ["planned_start", "planned_end", "actual_start", "actual_end"]
    said = activities_of(network, frame)
    known = pd.concat([frame[["activity_id", "plan"]], said, frame[columns]], axis="columns")
    counts = {kind: int((rows["kind"] == kind).sum()) for kind in timeline.KINDS}
    alt = network.say("commitments.calendar.alt", n=len(rows), **counts)
    return Exhibit(
        f"activities-{network.build.build_id}",
        timeline.plot(rows, as_of=as_of, lang=network.lang),
        alt,
        known.drop(columns=["planned", "actual"]).assign(build_id=network.build.build_id),
        words,
        network.build,
        network.lang,
    )


def _when(network: Network, frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Planned and actual dates of each activity, a line each."""
    planned_on = network.dates(frame, "planned_start", "planned_end")
    actual = network.dates(frame, "actual_start", "actual_end")
    for plan, fact in zip(planned_on, actual, strict=True):
        yield (
            network.say("member.measure", measure=network.say("network.planned"), known=plan),
            network.say("member.measure", measure=network.say("network.actual"), known=fact),
        )


def _period(network: Network, first: str, last: str) -> str:
    """The years that an instrument covers; of one whose beginning is not known, its end."""
    if first and not last:
        return network.say("commitments.since", when=network.when(first))
    if first or not last:
        return network.when(first, last)
    ended = is_past(last, network.build.built_at.date())
    return network.say(f"commitments.{'ended' if ended else 'until'}", when=network.when(last))


def instruments(network: Network) -> pd.DataFrame:
    """The instruments of the network and around it, in the order of their adoption."""
    frame = network.tables["instruments"]
    return pd.DataFrame(
        {
            "instrument": network.texts(frame),
            "kind": network.code_words(frame["kind"], "instrument"),
            "adopted": network.dates(frame, "adopted_on", "adopted_on"),
            "period": [
                _period(network, *each)
                for each in zip(
                    frame["period_from"].fillna(""), frame["period_to"].fillna(""), strict=True
                )
            ],
            "note": frame["note"].fillna(""),
            "document": frame["document"].fillna(""),
            "url": frame["url"].fillna(""),
        }
    )
