"""The brief of a member: one A4 page as PDF, in three languages, its charts drawn as vectors.

The words and figures are those of the member's page; the typefaces come with the product's
requirements, not from the machine, so that Arabic joins everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_noto_sans
import pandas as pd
import typst

from observatory.answers.indicator import Cell
from observatory.charts.exhibit import source_line
from observatory.charts.theme import LIGHT
from observatory.exports.brief.charts import keys, over_time, strip
from observatory.i18n import join_names, language
from observatory.topics.group_references import Ask
from observatory.topics.member import figures, record, sentences
from observatory.topics.story import gaps_in_short, member_story
from observatory.view import View
from observatory.warehouse.histories import Histories, with_memory
from observatory.words import builds, sources
from observatory.words.register import Network

TEMPLATE = Path(__file__).with_name("brief.typ")
# Lines of a list that the page has room for; the rest are counted.
MOST_LINES, MOST_DOCUMENTS = 11, 8


def brief(
    network: Network,
    iso3: str,
    histories: Mapping[str, pd.DataFrame],
    ask: Ask,
    root: str = "",
) -> bytes:
    """The brief of a member as PDF, exactly one page; the same bytes for one build and `root`.

    `histories`: every value of the 57 by series; `ask` answers views of the build; `root`: the
    address of the site, to whose page of the member the brief then leads. Nothing is computed
    here: figures, sentences and charts are those of the member's page.
    """
    whole = _data(network, iso3, with_memory(histories), ask, root)
    data = json.dumps(whole, ensure_ascii=False)
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"data": data},
        timestamp=int(network.build.built_at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def filename(network: Network, iso3: str) -> str:
    """A telling file name: member, language, build."""
    return f"brief-{iso3}-{network.lang}-{network.build.build_id}.pdf"


@cache
def _compiler() -> typst.Compiler:
    """The compiler with the packaged typefaces alone; the first brief pays for reading them."""
    packages = (fontpkg_noto_sans, fontpkg_amiri)
    folders = [str(Path(str(package.__file__)).parent / "files") for package in packages]
    return typst.Compiler(str(TEMPLATE), font_paths=folders, ignore_system_fonts=True)


def _data(
    network: Network, iso3: str, histories: Histories, ask: Ask, root: str = ""
) -> dict[str, object]:
    """What the template sets, in words."""
    terms = network.terms
    found = figures.figures(network, iso3, histories, in_full=terms.leading("brief"))
    by_name = {figure.indicator_id: figure for figure in found}
    leading = [by_name[name] for name in terms.leading("brief") if name in by_name]
    titles = ("young", "network", "commitments", "sources")
    charts = [over_time(network, iso3, name, ask) for name in terms.leading("brief_trends")]
    main = by_name.get(terms.main)
    place = main.place if main else None
    story = member_story(network, iso3, main)
    among = strip(network, iso3, terms.main, place, ask)
    charts.insert(1, among)
    return {
        "lang": network.lang,
        "rtl": language(network.lang).rtl,
        "look": {
            "accent": LIGHT.accent, "muted": LIGHT.muted, "grid": LIGHT.grid, "ink": LIGHT.ink,
            "reference": LIGHT.reference,
        },
        "name": network.name(iso3),
        "network": "OIC-PESNET",
        "standing": " ".join(record.standing(network, iso3)),
        "words": {name: network.say(f"brief.{name}") for name in titles},
        "story": story,
        "figures": [_figure(network, figure, ask, story) for figure in leading],
        "charts": charts,
        "entries": keys(charts),
        "key": _key(network, among),
        "in_network": _in_network(network, iso3),
        "commitments": _commitments(network, iso3),
        "gaps": _gaps(network, iso3, found, root),
        "sources": [_sources(network, charts), _documents(network, iso3)],
        "stamp": f"{_stamp(network, leading, charts)} {network.say('frame.not_official')}",
    }  # fmt: skip


def _stamp(network: Network, figures: Sequence[Cell], charts: Sequence[dict[str, object]]) -> str:
    """The newest day of the series of a brief, and the build."""
    ids = {str(s) for c in charts for s in c["series"]}  # type: ignore[attr-defined]
    values = (value for each in figures for value in (each.main, each.second))
    ids |= {value.series.series_id for value in values if value is not None}
    return source_line(network.build, network.lang, network.terms.series_named(ids))


def _gaps(
    network: Network, iso3: str, found: Sequence[Cell], root: str
) -> dict[str, object] | None:
    """What is missing, on one line, with the address where it stands in full; None for nothing."""
    n, words = gaps_in_short(network, iso3, found)
    if not n:
        return None
    address = f"{root}/member?{View(members=(iso3,), lang=network.lang).query()}" if root else ""
    heading = network.say("brief.gaps", n=n)
    more = network.say("brief.gaps.more")
    return {"heading": heading, "words": words, "more": more, "address": address}


def _figure(network: Network, figure: Cell, ask: Ask, story: Sequence[str]) -> dict[str, object]:
    """One leading figure, with what it rests on and the sentences of the member's page.

    What the `story` says already is left out.
    """
    value, year, rests = sentences.value_words(network, figure)
    newer = sentences.newer_words(network, figure)
    lines = sentences.sentences(network, figure, ask)
    return {
        "name": network.terms.indicators[figure.indicator_id].name[network.lang],
        "value": value,
        "year": year,
        "rests": rests,
        "old": sentences.is_old(figure),
        "newer": list(newer) if newer else None,
        "lines": [
            line
            for line in lines
            if not any(line in each for each in story)
            and not (newer and line == sentences.twin_words(network, figure))
        ],
    }


def _key(network: Network, strip: dict[str, object]) -> str:
    """What the key does not say of the charts; of the strip only what is drawn in it."""
    parts = ["brief.key.never_joined"]
    if strip["kind"] == "points":
        parts.append("brief.key.own" if strip["own"] else "brief.key.not_drawn")
    return " ".join(network.say(part) for part in parts)


def _in_network(network: Network, iso3: str) -> list[str]:
    """What is known of the member in the network, and the events that list it."""
    events = network.events.loc[
        network.events["event_id"].isin(_attendance(network, iso3)["event_id"])
    ]
    dates = network.dates(events, "start_date", "end_date")
    at = [f"{name} ({on})" for name, on in zip(network.texts(events), dates, strict=True)]
    named = record.bodies(network, iso3)
    bodies = [
        f"{name} ({kind})" if kind else name
        for name, kind in zip(named["body"].astype(str), named["kind"].astype(str), strict=True)
    ]
    return _short(network, [*record.in_short(network, iso3), *bodies, *at])


def _attendance(network: Network, iso3: str) -> pd.DataFrame:
    """The records that name the member at an event of the network."""
    parts = network.tables["participation"]
    mine = parts.loc[(parts["iso3"] == iso3) & (parts["state"] == "attended")]
    return mine.loc[mine["event_id"].isin(network.events["event_id"])]


def _commitments(network: Network, iso3: str) -> list[str]:
    """The member's own activities, then the paragraphs that speak to members, by communiqué."""
    own = record.activities(network, iso3)
    said = [
        network.say("brief.activity", activity=row.activity, part=row.part, state=row.state)
        for row in own.itertuples()
    ]
    for instrument, rows in record.appeals(network).groupby("instrument", sort=False):
        first, *more = [f"§ {row.number} {row.paragraph}" for row in rows.itertuples()]
        said += [network.say("brief.of_text", text=instrument, first=first), *more]
    for instrument, rows in record.recognitions(network).groupby("instrument", sort=False):
        numbers = join_names((f"§\u00a0{number}" for number in rows["number"]), network.lang)
        said.append(network.say("brief.recognised", text=instrument, numbers=numbers))
    return _short(network, said)


def _short(network: Network, lines: Sequence[str]) -> list[str]:
    """The first lines of a list; how many more there are is said."""
    if len(lines) <= MOST_LINES:
        return list(lines)
    return [*lines[: MOST_LINES - 1], network.say("brief.more", n=len(lines) - MOST_LINES + 1)]


def _sources(network: Network, charts: Sequence[dict[str, object]]) -> str:
    """The sources of figures and weights with their citations and licences."""
    ids = {str(s) for c in charts for s in c["series"]}  # type: ignore[attr-defined]
    terms = network.terms
    weights = {terms.indicators[name].weight_indicator_id for name in terms.leading("brief")}
    ids |= {t.series_id for t in network.terms.series.values() if t.indicator_id in weights}
    named = terms.series_named(ids)
    lang = network.lang
    cited = [
        (terms.sources[key], [term for term in named if term.source_id == key])
        for key in sorted({term.source_id for term in named})
    ]
    return " ".join(
        f"{sources.citation(own, terms, lang)} ({builds.licence(source, lang)})."
        for source, own in cited
    )


def _documents(network: Network, iso3: str) -> str:
    """The documents that the lines on network and commitments rest on, by their titles."""
    tables = [_attendance(network, iso3), record.bodies(network, iso3)]
    tables += [record.activities(network, iso3)]
    tables.append(record.of_block(network, "appeals"))
    titles = [str(title) for table in tables for title in table["document"].dropna() if title]
    unique = list(dict.fromkeys(titles))
    if not unique:
        return network.say("brief.no_documents")
    more = len(unique) - MOST_DOCUMENTS
    shown = join_names(unique[:MOST_DOCUMENTS], network.lang)
    end = f" {network.say('brief.more', n=more)}" if more > 0 else ""
    return network.say("brief.documents", titles=shown + end)
