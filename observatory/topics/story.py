"""What a page says first, in three sentences made from its figures (methods M14).

Young people; young women and men; the network. Each number stands with its year, its estimate type
and what it rests on; nothing is read as the effect of anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from observatory.answers.indicator import Cell
from observatory.topics import commitments, follow_up, network_figures
from observatory.topics.member import record, sentences
from observatory.topics.overview import Headline
from observatory.words.register import Network


def overview_story(network: Network, found: Sequence[Headline]) -> list[str]:
    """The OIC in three sentences: its first figure, women and men, and what the network has done.

    `found` are the headlines of the overview, of which the first two lead.
    """
    first, second = found[:2]
    return [_headline(network, first), _headline(network, second, first), _network(network)]


def _headline(network: Network, each: Headline, before: Headline | None = None) -> str:
    """A headline as a sentence; one without a value says why.

    What it rests on is said once where it is the same as of the headline `before`, beside which
    what stands beside the figure has room.
    """
    if not each.year:
        return network.say("story.none", name=each.name, reason=each.rests_on.rstrip("."))
    facts = {"name": each.name, "value": each.value, "year": each.year, "rests_on": each.rests_on}
    if before is None:
        return network.say("story.figure", **facts)
    if before.rests_on == each.rests_on:
        facts["rests_on"] = network.say("story.same")
    return network.say("story.beside", beside=each.beside, **facts)


def _network(network: Network) -> str:
    """How many meetings there were, and what became of the last communiqué."""
    latest = commitments.communiques(network)
    lines = []
    if not network.events.empty:
        meetings = network_figures.meetings_in_short(network)
        lines.append(network.say("story.network", meetings=meetings))
    lines += [follow_up.head_line(network, each) for each in latest["instrument_id"].head(1)]
    return " ".join(lines) or network.say("participation.none")


def member_story(network: Network, iso3: str, figure: Cell | None) -> list[str]:
    """A member in three sentences: its first figure, women and men, its part in the network."""
    lines = [] if figure is None else [_figure(network, figure)]
    lines += [] if figure is None else [sentences.women_and_men(network, figure)]
    lines.append(" ".join(record.meetings_in_short(network, iso3)))
    return [line for line in lines if line]


def _figure(network: Network, figure: Cell) -> str:
    """The value with the year and what it rests on, and the modelled one beside it.

    Of an old value the year stands first, and a newer one beside it in the same sentence.
    """
    name = network.terms.indicators[figure.indicator_id].name[network.lang]
    value, year, rests_on = sentences.value_words(network, figure)
    if not year:
        return network.say("story.none", name=name, reason=rests_on.rstrip("."))
    facts = {"name": name, "value": value, "year": year, "rests_on": rests_on}
    newer = sentences.newer_words(network, figure)
    if newer is not None:
        named = dict(zip(("newer", "newer_year", "newer_rests_on"), newer, strict=True))
        return network.say("story.newer", **facts, **named)
    key = "story.dated" if sentences.is_old(figure) else "story.figure"
    lines = [network.say(key, **facts), sentences.twin_words(network, figure)]
    return " ".join(filter(None, lines))


def gaps_in_short(network: Network, iso3: str, found: Sequence[Cell]) -> tuple[int, str]:
    """How much is missing of a member, and of what kind, on one line; zero and an empty text.

    Indicators without a figure, modelled only or with an old one; events without a list.
    """
    counts = {kind: len(cells) for kind, cells in sentences.by_gap(found).items()}
    counts["lists"] = len(record.missing_lists(network, iso3))
    counted = {kind: n for kind, n in counts.items() if n}
    old = sentences.older_words(network, found[0].view) if found else ""
    parts = [network.say(f"story.gap.{kind}", n=n, old=old) for kind, n in counted.items()]
    words = network.in_a_row(parts)
    return sum(counted.values()), words[:1].upper() + words[1:]
