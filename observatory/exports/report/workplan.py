"""The progress report on a work plan: what pages, slides and briefs say of it, as a Word file.

Nothing is counted here: sentences, rows and plots are those of the pages.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from observatory.charts.exhibit import source_line
from observatory.charts.kinds.table import words as in_words
from observatory.charts.plot import EmptyPlot
from observatory.decks import work_slides
from observatory.errors import ViewError
from observatory.exports.report.document import WordDocument
from observatory.i18n import day
from observatory.methods import texts
from observatory.methods.commitments import BLOCKS
from observatory.topics import commitments, follow_up, network_figures, participation
from observatory.topics.evaluation import Evaluation, evaluation, with_amounts
from observatory.words import sources
from observatory.words.register import Network, without_empty

# Activities on one picture; the methods that the report rests on.
ON_A_PICTURE, METHODS = 20, ("M8", "M13")
# The columns of a table of activities, of paragraphs, of meetings and trainings.
OF_PLAN = ("activity", "planned", "actual", "state", "provider", "for_members")
AROUND = ("activity", "link", "planned", "actual", "state")
PARAGRAPH = ("number", "paragraph", "addressee", "due", "status", "evidence")
MEETING = ("event", "date", "mode", "place", "countries_stated", "named")
TRAINING = (
    "event", "date", "mode", "provider", "countries_stated", "participants_stated", "women", "men",
)  # fmt: skip
MEMBER = (
    "area", "in_person_attended", "in_person_unknown", "in_person_open",
    "online_attended", "online_unknown", "online_open",
)  # fmt: skip


def workplan(network: Network) -> bytes:
    """The report on the newest plan of the register; `ViewError` where there is none."""
    plans = commitments.plans(network)
    if not plans:
        message = "The register of this build holds no work plan: there is nothing to report on."
        raise ViewError(message, query="workplan")
    found = evaluation(network, plans[0])
    title = network.say("report.workplan", plan=found.title)
    made = WordDocument(title, network.build, network.lang)
    write_cover(made, title, [network.say("deck.network")])
    made.contents()
    _in_short(made, network, found)
    _evaluation(made, network, found)
    _activities(made, network, found)
    _capacity_building(made, network)
    _follow_up(made, network, found.plan)
    _what_next(made, network, found)
    _annex_participation(made, network)
    _annex_sources(made, network, plans[0])
    _annex_method(made, network)
    return made.save()


def write_cover(made: WordDocument, title: str, lines: list[str]) -> None:
    """The first lines of a report: what it is, of when, for whom, and whose it is not."""
    build = made.build
    made.words(title, "Title")
    for line in filter(None, lines):
        made.words(line, "Subtitle")
    status = made.say("frame.not_official")
    date = day(build.built_at.date(), made.lang)
    made.words(made.say("report.standing", date=date, status=status), "Source Line")
    if build.audience != "public":
        made.words(made.say(f"package.whole.audience.{build.audience}"), "Source Line")


def in_columns(network: Network, rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Some columns of a page's table, those that say something, under heads for a reader."""
    shown = rows[[name for name in columns if name in rows]]
    shown = without_empty(shown, [str(name) for name in shown if shown[name].dtype != "int64"])
    return in_words(shown, network.lang, "network")


def narrative(made: WordDocument, name: str) -> None:
    """The box of a section, with what is to be written in it."""
    made.narrative(made.say("report.box"), made.say(f"report.{name}.hint"))


def _in_short(made: WordDocument, network: Network, found: Evaluation) -> None:
    """The three sentences of the pages: the plan, the communiqué, the meetings."""
    made.heading(made.say("report.short"), page=True)
    made.words(made.say("report.to_write"), "Source Line")
    made.words(found.lead)
    for each in own_communique(network, found.plan)["instrument_id"]:
        made.words(follow_up.head_line(network, each))
    if len(network.events):
        made.words(network_figures.meetings_in_short(network))
    narrative(made, "short")


def _evaluation(made: WordDocument, network: Network, found: Evaluation) -> None:
    """The parts of the evaluation; of a plan of which nothing is known, what is awaited."""
    made.heading(made.say("report.evaluation"))
    if not found.known:
        made.words(found.lead)
        made.bullets(found.awaited)
        return
    drawn = work_slides.progress(network)
    if drawn and drawn.plot:
        made.picture(drawn.plot, drawn.title, drawn.alt, drawn.source)
    for part in found.outputs:
        made.heading(part.title, 2)
        for sentence in part.sentences:
            made.words(sentence)
        if len(part.rows):
            shown = with_amounts(network, part.rows)
            made.table(in_words(shown, network.lang, "network"), part.title)
    if found.context:
        made.heading(made.say("report.evaluation.context"), 2)
        names = network.in_a_row(name for _, name in found.context)
        made.words(made.say("report.evaluation.figures", lead=found.context_words, names=names))
    narrative(made, "evaluation")


def _activities(made: WordDocument, network: Network, found: Evaluation) -> None:
    """The line of time of the plan's period, and its activities as tables."""
    made.heading(made.say("report.activities"))
    frame = network.tables["activities"]
    frame = frame.loc[frame["plan"] == found.plan]
    shares = [frame.iloc[at : at + ON_A_PICTURE] for at in range(0, len(frame), ON_A_PICTURE)]
    for at, share in enumerate(shares):
        own = replace(network, tables={**network.tables, "activities": share})
        shown = commitments.calendar(own)
        title = shown.words.title
        if len(shares) > 1:
            title = made.say("report.part", title=title, part=at + 1, n=len(shares))
        plot = shown.plot or EmptyPlot(made.say("commitments.no_dates"))
        made.picture(plot, title, shown.alt, shown.words.source_line)
    made.words(made.say("commitments.calendar.lead"), "Source Line")
    rows = commitments.activities(network, found.plan)
    counted = rows.index.isin(commitments.under_plan(network, found.plan).index)
    for name, columns, part in (
        ("of_plan", OF_PLAN, rows.loc[counted]),
        ("around", AROUND, rows.loc[~counted]),
    ):
        if len(part):
            caption = made.say(f"report.activities.{name}", plan=found.title)
            made.table(in_columns(network, part, columns), caption)
    narrative(made, "activities")


def _capacity_building(made: WordDocument, network: Network) -> None:
    """The capacity building that was delivered, as on its slide."""
    made.heading(made.say("report.capacity"))
    drawn = work_slides.capacity_building(network)
    if drawn.plot is None:
        made.words(made.say("participation.none"))
        return
    made.picture(drawn.plot, drawn.title, drawn.alt, drawn.source)
    made.words(drawn.caveat)
    rows = participation.trainings(network)
    made.table(in_columns(network, rows, TRAINING), made.say("report.capacity.table"))


def own_communique(network: Network, plan: str) -> pd.DataFrame:
    """The communiqué of the meeting that adopted a plan, else the newest: instrument_id, title."""
    instruments = network.tables["instruments"]
    known = commitments.communiques(network)
    frame = network.tables["activities"]
    ids = set(frame.loc[frame["plan"] == plan, "instrument_id"])
    plans = instruments["instrument_id"].isin(ids) & (instruments["kind"] == "work_plan")
    at = set(instruments.loc[plans, "adopted_at_event"].dropna())
    mine = instruments.loc[instruments["adopted_at_event"].isin(at), "instrument_id"]
    own = known.loc[known["instrument_id"].isin(mine)]
    return (known if own.empty else own).head(1)


def _follow_up(made: WordDocument, network: Network, plan: str) -> None:
    """The communiqué of the plan, a table a block, with what documents say of each paragraph."""
    latest = own_communique(network, plan)
    made.heading(made.say("report.follow_up"))
    if latest.empty:
        made.words(made.say("commitments.none"))
        return
    for instrument_id, title in latest.itertuples(index=False):
        made.words(title)
        made.words(follow_up.head_line(network, instrument_id))
        for block in BLOCKS:
            rows = commitments.paragraphs(network, instrument_id, block)
            if rows.empty:
                continue
            made.heading(made.say(f"commitments.{block}"), 2)
            made.words(made.say(f"commitments.{block}.lead"), keep=True)
            made.table(in_columns(network, rows, PARAGRAPH), made.say(f"commitments.{block}"))
    narrative(made, "follow_up")


def _what_next(made: WordDocument, network: Network, found: Evaluation) -> None:
    """The decided dates, what is awaited, and what is proposed."""
    dates = network_figures.decision_dates(network)
    if len(dates):
        made.heading(made.say("report.dates"))
        columns = ("due", "number", "paragraph", "status")
        made.table(in_columns(network, dates, columns), made.say("report.dates"))
    awaited = dict.fromkeys([*found.awaited, *network_figures.missing(network)])
    if awaited:
        made.heading(made.say("report.awaited"))
        made.bullets(awaited)
    made.heading(made.say("report.proposals"))
    narrative(made, "proposals")


def _annex_participation(made: WordDocument, network: Network) -> None:
    """Who is known to have taken part, and which lists would say more."""
    made.heading(made.say("report.annex_participation"), page=True)
    if network.events.empty:
        made.words(made.say("participation.none"))
        return
    made.words(participation.gate(network, "meetings"))
    rows = in_columns(network, participation.meetings(network), MEETING)
    made.heading(made.say("participation.meetings"), 2)
    made.table(rows, made.say("participation.meetings"))
    settle = participation.settle_table(network)
    made.heading(made.say("participation.settle"), 2)
    if settle.empty:
        made.words(made.say("participation.settled"))
    else:
        made.words(made.say("participation.settle.lead"), keep=True)
        shown = in_columns(network, settle, tuple(settle.columns))
        made.table(shown, made.say("participation.settle"))
    members = participation.bounds_table(network, "meetings")
    made.heading(made.say("report.annex_participation.members"), 2)
    made.words(made.say("participation.bounds.lead"), keep=True)
    caption = made.say("report.annex_participation.members")
    made.table(in_columns(network, members, MEMBER), caption)


def _annex_sources(made: WordDocument, network: Network, plan: str) -> None:
    """Every document behind the tables of the report, with its address where it has one."""
    made.heading(made.say("report.annex_sources"), page=True)
    latest = own_communique(network, plan)["instrument_id"]
    frames = [
        commitments.instruments(network),
        commitments.activities(network, plan),
        *(
            commitments.paragraphs(network, each, block).rename(columns={"evidence": "document"})
            for each in latest
            for block in BLOCKS
        ),
        participation.meetings(network),
        participation.trainings(network),
    ]
    both = [each[["document", "url"]] for each in frames if {"document", "url"} <= {*each}]
    found = sources.behind(pd.concat(both, ignore_index=True))
    made.words(made.say("report.annex_sources.lead", n=len(found)))
    made.links(dict(sorted(found.items(), key=lambda each: each[0].casefold())))


def _annex_method(made: WordDocument, network: Network) -> None:
    """The rules by which the report counts, as the product applies them."""
    made.heading(made.say("report.annex_method"), page=True)
    for method in METHODS:
        said, not_shown = texts.words(method, network.lang)
        made.heading(texts.title(method, network.lang), 2)
        made.words(said)
        made.words(f"{made.say('methods.not_shown')}: {not_shown}")
    made.words(source_line(network.build, network.lang), "Source Line")
