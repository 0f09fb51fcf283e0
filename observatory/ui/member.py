"""The parts of the page of a member."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from observatory.answers.indicator import Cell
from observatory.exports.brief.write import filename
from observatory.i18n import number
from observatory.topics import organisers, participation
from observatory.topics.member import figures, record, sentences
from observatory.topics.story import member_story
from observatory.ui import cache, chosen, downloads, navigation, show, url_state
from observatory.ui.frame import Page
from observatory.view import View
from observatory.words.register import Network


def head(page: Page) -> str:
    """The member's name, where it stands and whether it confirmed; the choice of another.

    Where none is chosen yet, all 57 stand to be chosen, and nothing of any.
    """
    left, right = st.columns([3, 1], gap="medium", vertical_alignment="bottom")
    with right:
        chosen.member(page, page.text("member.choose"))
    iso3 = chosen.member_of(page)
    network = page.network
    if not iso3:
        with left:
            st.title(page.text("frame.page.member"))
            st.html(f"<p class='lead'>{escape(page.text('member.none_yet.lead'))}</p>")
        _all(page)
        return ""
    with right:
        downloads.file(
            page.text("brief.pdf"),
            partial(_brief, page, iso3),
            name=filename(network, iso3),
            key="brief",
        )
    with left:
        st.title(network.name(iso3))
        lines = record.standing(network, iso3)
        st.html(f"<p class='lead'>{escape(' '.join(lines))}</p>")
    return iso3


def _all(page: Page) -> None:
    """The names of all 57 in the alphabetical order of the language, each leading to its page."""
    names = page.vocabulary.countries
    links = [
        f"<li><a href='{escape(navigation.member_link(page.view, iso3))}' target='_self'>"
        f"{escape(names[iso3].name[page.view.lang])}</a></li>"
        for iso3 in url_state.members(page.vocabulary, page.view.lang)
    ]
    st.html(f"<ul class='all-members'>{''.join(links)}</ul>")


def _brief(page: Page, iso3: str) -> bytes:
    """The member on one page, as PDF."""
    return page.desk.brief_in(page.view.lang, iso3, navigation.root(page.name))


def young(page: Page, iso3: str) -> None:
    """The leading figures as cards, one indicator over time, and the others as rows."""
    network, found = page.network, cache.member_figures(page.desk, page.view.same_filters(), iso3)
    st.header(page.text("member.young"))
    st.caption(sentences.lead(network, page.view))
    by_name = {figure.indicator_id: figure for figure in found}
    leading = [by_name[name] for name in page.vocabulary.leading("card") if name in by_name]
    show.story(page, member_story(network, iso3, by_name.get(page.vocabulary.main)))
    with st.container(horizontal=True, gap="medium", key="member-cards"):
        for figure in leading:
            st.html(_card(network, figure))
    with st.expander(page.text("story.sure")):
        for figure in leading:
            st.markdown(f"**{_name(network, figure)}**")
            show.bullets(_lines(page, figure, found))
    st.subheader(page.text("member.over_time"))
    chosen.indicator(page)
    view = page.view.same_filters(indicator=page.view.indicator[:1], members=(iso3,))
    show.view(page, view)
    st.subheader(page.text("member.others"))
    others = sentences.others(network, found).rename(columns={"place": "place.members"})
    show.fixed_table(page, others, "others")
    show.limits(page, "M3", "M4")


def _name(network: Network, figure: Cell) -> str:
    return network.terms.indicators[figure.indicator_id].name[network.lang]


def _card(network: Network, figure: Cell) -> str:
    """One leading figure: value, year and what it rests on."""
    value, year, rests_on = sentences.value_words(network, figure)
    newer = sentences.newer_words(network, figure)
    lines = [_amount(value, year, rests_on, dated=sentences.is_old(figure))]
    lines += [_amount(*newer, dated=True)] if newer else []
    name = f"<div class='name'>{escape(_name(network, figure))}</div>"
    return f"<div class='figure-card'>{name}{''.join(lines)}</div>"


def _amount(value: str, year: str, rests_on: str, *, dated: bool) -> str:
    """A value with its year, which stands first of an old one and of a newer one beside it."""
    small = f"<small>{escape(year)}</small>" if year else ""
    parts = (small, escape(value)) if dated else (escape(value), small)
    said = " ".join(filter(None, parts))
    return f"<div class='value'>{said}</div><div class='rests'>{escape(rests_on)}</div>"


def _lines(page: Page, figure: Cell, found: list[Cell]) -> list[str]:
    """What must be known before a leading figure is repeated, a sentence a line."""
    lines = sentences.sentences(page.network, figure, page.desk.ask)
    if figure.indicator_id == page.vocabulary.leading("split")[0]:
        lines += _split(page.network, figure, found)
    return lines


def _split(network: Network, figure: Cell, found: list[Cell]) -> list[str]:
    split = figures.neet_split(network, found)
    if split is None or figure.modelled is None or figure.view.lens == "reported":
        return []
    bounds = {
        "unemployed": number(split.unemployed_at_most, network.lang, 1),
        "outside": number(split.inactive_at_least, network.lang, 1),
    }
    return [network.say("member.split", year=figure.modelled.year, **bounds)]


def network(page: Page, iso3: str) -> None:
    """What documents say of the member in the network."""
    network = page.network
    st.header(page.text("member.network"))
    st.caption(page.text("member.network.lead"))
    show.bullets(record.in_short(network, iso3))
    rows = participation.evidence(network, iso3)
    show.records(page, rows, "evidence", links=("url",), member=network.name(iso3))
    _part(page, "bodies", record.bodies(network, iso3), iso3)
    organised = organisers.of_member(network, iso3)
    if len(organised):
        _part(page, "organised", organised, iso3)
    differing = record.differing(network, iso3)
    if len(differing):
        _part(page, "differing", differing, iso3)


def context(page: Page, iso3: str) -> None:
    """What documents say of the member outside the network, on demand and in no count of it."""
    network = page.network
    events, offices = participation.context(network, iso3), record.offices_around(network, iso3)
    if not len(events) + len(offices):
        return
    with st.expander(page.text("participation.context")):
        st.caption(page.text("participation.context.lead"))
        show.records(page, events, "context", links=("url",))
        show.records(page, offices, "offices_context", links=("url",))


def commitments(page: Page, iso3: str) -> None:
    """The paragraphs that speak to members, and the activities that concern this one."""
    network = page.network
    st.header(page.text("member.commitments"))
    st.caption(page.text("member.commitments.lead"))
    show.records(page, record.appeals(network), "addressed")
    st.caption(page.text("member.recognitions.lead"))
    show.records(page, record.recognitions(network), "recognitions")
    _part(page, "activities", record.activities(network, iso3), iso3)
    st.subheader(page.text("member.topics"))
    topics = record.topics(network, iso3)
    if topics.empty:
        st.caption(page.text("member.topics.none"))
    else:
        show.records(page, topics, "topics", member=network.name(iso3))


def gaps(page: Page, iso3: str) -> None:
    """What is missing, and the notes on the member's figures."""
    everything = View(lang=page.view.lang)
    network, found = page.network, cache.member_figures(page.desk, everything.same_filters(), iso3)
    st.header(page.text("member.gaps"))
    show.bullets([*sentences.gaps(network, found), *record.gaps(network, iso3)])
    st.subheader(page.text("member.notes"))
    notes = record.notes(network, iso3)
    if notes.empty:
        st.caption(page.text("member.notes.none"))
    else:
        show.records(page, notes, "notes", member=network.name(iso3))


def peers(page: Page, iso3: str) -> None:
    """The member beside its peers, by a stated rule."""
    network = page.network
    st.header(page.text("member.peers"))
    rule, codes = record.peers_of(network, iso3)
    st.caption(sentences.peers_lead(network, rule, page.view))
    if not codes:
        return
    shown = [code for code in network.members if code in {iso3, *codes}]
    rows = figures.peers_table(network, shown, page.desk.histories, page.view)
    show.fixed_table(page, rows, "peers")


def _part(page: Page, part: str, rows: pd.DataFrame, iso3: str) -> None:
    st.subheader(page.text(f"member.{part}"))
    show.records(page, rows, part, links=("url",), member=page.network.name(iso3))
