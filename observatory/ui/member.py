"""The parts of the page of a member."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from observatory import attendance, member_figures, member_record, member_words
from observatory.exports.brief import brief, filename
from observatory.i18n import number
from observatory.member_figures import LEADING, Figure
from observatory.network import Network
from observatory.ui import chosen, downloads, read, show
from observatory.ui.frame import Page
from observatory.view import View


def head(page: Page) -> str:
    """The member's name, where it stands and whether it confirmed; the choice of another."""
    left, right = st.columns([3, 1], gap="medium", vertical_alignment="bottom")
    with right:
        chosen.member(page, page.text("member.choose"))
    iso3 = chosen.member_of(page)
    of = _register(page)
    with right:
        downloads.file(
            page.text("brief.pdf"),
            partial(_brief, page, iso3),
            name=filename(of, iso3),
            key="brief",
        )
    with left:
        st.title(of.name(iso3))
        lines = member_record.standing(of, iso3)
        st.html(f"<p class='lead'>{escape(' '.join(lines))}</p>")
    return iso3


def _brief(page: Page, iso3: str) -> bytes:
    """The member on one page, as PDF."""
    build_id = page.build.build_id
    return brief(_register(page), iso3, read.member_histories(build_id), read.asking(build_id))


def young(page: Page, iso3: str) -> None:
    """The leading figures as cards, one indicator over time, and the others as rows."""
    of, found = _register(page), read.figures(page.view, page.build.build_id, iso3)
    st.header(page.text("member.young"))
    st.caption(member_words.lead(of, page.view))
    by_name = {figure.indicator_id: figure for figure in found}
    leading = [by_name[name] for name in LEADING if name in by_name]
    with st.container(horizontal=True, gap="medium", key="member-cards"):
        for figure in leading:
            st.html(_card(page, of, figure, found))
    st.subheader(page.text("member.over_time"))
    chosen.indicator(page)
    view = page.view.filtered(indicator=page.view.indicator[:1], members=(iso3,))
    answer = read.view_answer(view, page.build.build_id)
    show.chart(page, answer)
    downloads.offer(page, answer)
    show.notes(page, answer)
    st.subheader(page.text("member.others"))
    others = member_words.others(of, found).rename(columns={"place": "place.members"})
    show.fixed(page, others, "others")
    show.not_shown(page, "M3", "M4")


def _card(page: Page, of: Network, figure: Figure, found: list[Figure]) -> str:
    """One leading figure: value, year, what it rests on, and the sentences beside it."""
    value, year, rests_on = member_words.shown(of, figure)
    lines = member_words.sentences(of, figure, read.asking(page.build.build_id))
    if figure.indicator_id == "neet_rate":
        lines += _split(of, figure, found)
    name = of.terms.indicators[figure.indicator_id].name[of.lang]
    small = f" <small>{escape(year)}</small>" if year else ""
    said = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f"<div class='figure-card'><div class='name'>{escape(name)}</div>"
        f"<div class='value'>{escape(value)}{small}</div>"
        f"<div class='rests'>{escape(rests_on)}</div><ul class='said'>{said}</ul></div>"
    )


def _split(of: Network, figure: Figure, found: list[Figure]) -> list[str]:
    split = member_figures.neet_split(found)
    if split is None or figure.modelled is None or figure.view.lens == "reported":
        return []
    bounds = {
        "unemployed": number(split.unemployed_at_most, of.lang, 1),
        "outside": number(split.inactive_at_least, of.lang, 1),
    }
    return [of.say("member.split", year=figure.modelled.year, **bounds)]


def network(page: Page, iso3: str) -> None:
    """What documents say of the member in the network."""
    of = _register(page)
    st.header(page.text("member.network"))
    st.caption(page.text("member.network.lead"))
    show.bullets(member_record.in_short(of, iso3))
    show.records(page, attendance.evidence(of, iso3), "member-events", links=("url",))
    _part(page, "bodies", member_record.bodies(of, iso3))
    differing = member_record.differing(of, iso3)
    if len(differing):
        _part(page, "differing", differing)


def commitments(page: Page, iso3: str) -> None:
    """The paragraphs that speak to members, and the activities that concern this one."""
    of = _register(page)
    st.header(page.text("member.commitments"))
    st.caption(page.text("member.commitments.lead"))
    show.records(page, member_record.addressed(of), "member-paragraphs")
    _part(page, "activities", member_record.activities(of, iso3))
    st.subheader(page.text("member.topics"))
    topics = member_record.topics(of, iso3)
    if topics.empty:
        st.caption(page.text("member.topics.none"))
    else:
        show.records(page, topics, "member-topics")


def gaps(page: Page, iso3: str) -> None:
    """What is missing, and the notes on the member's figures."""
    everything = View(lang=page.view.lang)
    of, found = _register(page), read.figures(everything, page.build.build_id, iso3)
    st.header(page.text("member.gaps"))
    show.bullets([*member_words.gaps(of, found), *member_record.gaps(of, iso3)])
    st.subheader(page.text("member.notes"))
    notes = member_record.notes(of, iso3)
    if notes.empty:
        st.caption(page.text("member.notes.none"))
    else:
        show.records(page, notes, "member-notes")


def peers(page: Page, iso3: str) -> None:
    """The member beside its peers, by a stated rule."""
    of = _register(page)
    st.header(page.text("member.peers"))
    rule, codes = member_record.peers_of(of, iso3)
    st.caption(member_words.peers_lead(of, rule, page.view))
    if not codes:
        return
    shown = [code for code in of.members if code in {iso3, *codes}]
    histories = read.member_histories(page.build.build_id)
    rows = member_figures.beside_peers(of, shown, histories, page.view)
    show.fixed(page, rows, "peers")


def _register(page: Page) -> Network:
    return read.network(page.build.build_id, page.view.lang)


def _part(page: Page, part: str, rows: pd.DataFrame) -> None:
    st.subheader(page.text(f"member.{part}"))
    show.records(page, rows, f"member-{part}", links=("url",))
