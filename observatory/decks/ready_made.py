"""The ready-made decks: a network meeting, one member, one theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from observatory.answers.answer import Answer
from observatory.charts.exhibit import source_line
from observatory.decks import awaited_slide, changes_slide
from observatory.decks import figure_slides as figures
from observatory.decks import network_slides as about_network
from observatory.decks import spare_slides as spare
from observatory.decks import work_slides as work
from observatory.decks.figure_slides import Ask
from observatory.decks.register_slide import at, silent
from observatory.decks.slide import Slide, of_answer
from observatory.topics import commitments
from observatory.view import View
from observatory.words import sources
from observatory.words.register import Network

# A spare slide of fewer rows than this waits for more.
FEW = 3


def meeting(network: Network, ask: Ask) -> list[Slide]:
    """What is shown in a meeting of the network, in order; each slide has its name.

    A slide whose content is awaited is `empty`, and one slide says what is awaited, and from whom.
    After the decisions asked of the meeting stand the slides that it keeps in hand.
    """
    first, *others = about_network.communique(network)
    named: Mapping[str, Sequence[Slide | None]] = {
        "cover": [cover(network, network.say("deck.meeting"), "meeting", upcoming(network))],
        "held": [about_network.network_history(network)],
        "since": [changes_slide.since_meeting(network)],
        "communique": [first],
        "appeals": others,
        "progress": [work.progress(network)],
        "moved": [work.plan_progress(network)],
        "delivered": [work.capacity_building(network)],
        "took_part": [about_network.took_part(network)],
        "focal": [about_network.focal_points(network)],
        "topics": [about_network.topics(network)],
        "aggregate": figures.aggregate(network, ask),
        "spread": figures.spread(network, ask),
        "gap": figures.women_and_men(network, ask),
        "firms": figures.firms(network, ask),
        "decisions": [_decisions(network)],
    }
    spares = dict(_in_hand(network, ask))
    found = {name: [slide for slide in slides if slide] for name, slides in named.items()}
    whole = {**found, **spares}
    empty = [name for name, slides in whole.items() if not slides or slides[0].empty]
    awaited = awaited_slide.gaps(network, empty)
    found["awaited"] = [awaited] if awaited else []
    ordered = [
        replace(slide, name=name)
        for name, slides in {**found, **spares}.items()
        for slide in slides
    ]
    return _with_day(network, ordered)


def _with_day(network: Network, slides: list[Slide]) -> list[Slide]:
    """A deck whose cover says when the series of its slides were obtained."""
    first, *others = slides
    ids = {term.series_id for each in others for term in sources.series(each.rows, network.terms)}
    own = network.terms.series_named(ids)
    *before, last = first.lines
    lines = (*before, sources.day_line(own, network.lang), last)
    return [replace(first, lines=tuple(filter(None, lines))), *others]


def _in_hand(network: Network, ask: Ask) -> Iterator[tuple[str, list[Slide]]]:
    """The spare slides by name, each saying that it is one; one of hardly a row is empty."""
    chair = spare.chair(network)
    slides = {
        "chair": spare.chair_and_hosts(network),
        "palestine": spare.support(network),
        "card": spare.card(network, ask, chair) if chair else None,
    }
    for name, slide in slides.items():
        if slide is None:
            yield name, []
            continue
        few = slide.table is not None and len(slide.table) < FEW
        said = network.say("deck.spare", lead=slide.subtitle)
        yield name, [replace(slide, subtitle=said, empty=few)]


def member(network: Network, ask: Ask, iso3: str) -> list[Slide]:
    """One member: its card, its young people over time and among the members, women and men.

    What would not show the member is a line on the last slide, with the reason.
    """
    slides = [
        replace(cover(network, network.name(iso3), f"member:{iso3}"), name="cover"),
        replace(spare.card(network, ask, iso3), name="card"),
    ]
    missing = []
    for view in _of_member(network, iso3):
        found = ask(view)
        shown = found.frame.loc[(found.frame["iso3"] == iso3) & found.frame["value"].notna()]
        if shown.empty:
            missing.append(_view_without_member(network, found, iso3))
        else:
            slides += _with_name(of_answer(found), view)
    if missing:
        slides.append(
            Slide(
                name="awaited",
                title=network.say("deck.not_shown", area=network.name(iso3)),
                lines=tuple(missing),
                notes=tuple(missing),
                source=source_line(network.build, network.lang),
                address=at(network, "member", f"members={iso3}"),
            )
        )
    return _with_day(network, slides)


def _of_member(network: Network, iso3: str) -> Iterator[View]:
    """The views of a member's deck."""
    for indicator in network.terms.leading("deck_member"):
        yield View(indicator=(indicator,), members=(iso3,), lang=network.lang)
    for chart in ("strip", "gap", "change"):
        yield View(chart=chart, members=(iso3,), groups=(network.terms.oic,), lang=network.lang)


def _view_without_member(network: Network, found: Answer, iso3: str | None) -> str:
    """Which view does not show a member, or anything at all, and why."""
    gone = found.set_aside
    reasons = gone.loc[gone["iso3"] == iso3, "reason"] if iso3 else gone["reason"].mode()
    indicator = network.terms.indicators[found.view.indicator[0]].name[network.lang]
    name = network.say(f"charts.kind.{found.view.chart}")
    reason = reasons.iloc[0] if len(reasons) else network.say("missing.not_found")
    return network.say("deck.not_shown.line", view=f"{indicator} · {name}", reason=reason)


def theme(network: Network, ask: Ask, indicator: str) -> list[Slide]:
    """One indicator: over time, on the tile grid, its distribution, women and men, change.

    What has no value is a line on the last slide, with the commonest reason.
    """
    name = network.terms.indicators[indicator].name[network.lang]
    slides = [replace(cover(network, name, f"theme:{indicator}"), name="cover")]
    missing = []
    for chart in ("trend", "map", "strip", "gap", "change"):
        view = View(chart=chart, indicator=(indicator,), lang=network.lang)
        found = ask(view)
        if found.frame["value"].isna().all():
            missing.append(_view_without_member(network, found, None))
        else:
            slides += _with_name(of_answer(found), view)
    if missing:
        slides.append(_unshown(network, name, missing, f"theme:{indicator}"))
    return _with_day(network, slides)


def _with_name(slides: list[Slide], view: View) -> list[Slide]:
    """The slides of a view under the name of its chart and its indicator."""
    return [replace(slide, name=f"{view.chart}-{view.indicator[0]}") for slide in slides]


def _unshown(network: Network, name: str, lines: list[str], deck: str) -> Slide:
    """The last slide of a deck: the views that have nothing to show, each with the reason."""
    return Slide(
        network.say("deck.not_shown", area=name),
        name="awaited",
        lines=tuple(lines),
        notes=tuple(lines),
        source=source_line(network.build, network.lang),
        address=at(network, "present", f"deck={deck}"),
    )


def _decisions(network: Network) -> Slide:
    """What is to be decided: for the Secretariat to write. The notes hold what was decided last."""
    line = network.say("deck.decisions.line")
    latest = commitments.communiques(network)
    if latest.empty:
        return replace(silent(network, "deck.decisions"), lines=(line,), empty=True)
    last = latest["instrument_id"].iloc[0]
    blocks = ("decisions", "recommendations")
    rows = pd.concat([commitments.paragraphs(network, last, block) for block in blocks])
    notes = [
        network.say(
            "deck.decisions.note", number=row.number, paragraph=row.paragraph, status=row.status
        )
        for row in rows.itertuples()
    ]
    return Slide(
        network.say("deck.decisions"),
        lines=(line,),
        empty=True,
        notes=(network.say("deck.decisions.notes"), *notes),
        source=source_line(network.build, network.lang),
        address=at(network, "commitments"),
    )


def upcoming(network: Network) -> str:
    """The next meeting that is decided, its day and place as far as they are known; or nothing."""
    events = network.tables["events"]
    planned = events["network"] & (events["state"] == "planned") & (events["kind"] == "meeting")
    due = events.loc[planned]
    if due.empty:
        return ""
    row = due.sort_values("start_date").iloc[[-1]]
    (title,), start = network.texts(row), str(row["start_date"].iloc[0])
    place = next(iter(network.places(row)), "") or network.say("deck.cover.place")
    when = "" if start[:4] in title else network.when(start)
    return " · ".join(filter(None, (title, when, place)))


def cover(network: Network, title: str, deck: str, occasion: str = "") -> Slide:
    """The first slide: what the deck is about, at which meeting, and whose it is not."""
    lines = (occasion, network.say("deck.network"), network.say("frame.not_official"))
    return Slide(
        title,
        lines=tuple(filter(None, lines)),
        cover=True,
        source=source_line(network.build, network.lang),
        notes=(network.say("deck.cover.notes"),),
        address=at(network, "present", f"deck={deck}"),
    )
