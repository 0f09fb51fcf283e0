"""The parts of the page of members: the sentence, the filters, the table or the events."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from observatory.methods.thresholds import OLD_AFTER_YEARS
from observatory.topics import members
from observatory.topics.members import Roster
from observatory.ui import cache, chosen, filters, navigation, show
from observatory.ui.frame import Page
from observatory.ui.navigation import BEHIND, PAGES
from observatory.view import MAX_FIND, OPTIONS, ROSTER, Asked, View

CHOICES = ("subject", "member", "listed", "stale", "region", "find", "order", "part")
# Kinds of groups whose members a reader may choose.
REGIONS = ("oic_region", "sesric_region", "income")
# Columns of figures, which stand flush with their decimals.
FIGURES = frozenset({"value", "year", "age"})
# Where the session keeps the cell that was clicked: a member and the place of an event.
_PLACE = "cell-of-members"


def head(page: Page) -> None:
    """The title, what the rows chosen say in sentences, and which half of the page is shown."""
    with st.container(horizontal=True, vertical_alignment="center", key="roster-head"):
        st.title(page.text("members.title"), width="content")
        st.segmented_control(
            page.text("filters.part"),
            OPTIONS["part"],
            key="part",
            required=True,
            format_func=lambda each: page.text(f"filters.part.{each}"),
            label_visibility="collapsed",
        )
    this = _roster(page)
    first, *rest = (escape(line) for line in members.sentences(this))
    words = escape(members.choice_words(this))
    told = " ".join([*rest[1:], words]).strip()
    st.html(
        f"<p class='lead'><strong>{first}</strong> {' '.join(rest[:1])}</p>"
        f"<p class='quiet'>{told}</p>"
    )


def choices(page: Page) -> None:
    """What narrows the rows: lists, age of the figure, groups, a name; and the indicator."""
    with filters.fold(page):
        _choose(page)
        if page.view.part != "events":
            with st.expander(page.text("members.figure"), expanded=page.view.is_filtered):
                filters.row(page, folds=False)


def _choose(page: Page) -> None:
    """The choices of rows, on one line."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="roster"):
        filters.choice(page, "listed", OPTIONS["listed"])
        st.toggle(page.text("filters.stale", years=OLD_AFTER_YEARS), key="stale")
        regions(page)
        st.text_input(page.text("filters.find"), key="find", max_chars=MAX_FIND, width=170)
        if page.view.part != "events":
            chosen.indicator(page)


def regions(page: Page) -> None:
    """The groups whose members stand: the OIC's own, regions, income."""
    terms, lang = page.vocabulary, page.view.lang
    ids = [each for kind in REGIONS for each in terms.groups_of(kind)]
    ids += [each for each in page.view.regions if each not in ids]
    st.multiselect(
        page.text("filters.region"),
        ids,
        key="region",
        format_func=lambda each: terms.groups[each].name[lang],
        placeholder=page.text("filters.region.all"),
        width=300,
    )


def table(page: Page) -> None:
    """A row a member; the name opens its page. What all share is said once, and why this order."""
    this = _roster(page)
    orders = members.orders(page.network)
    if len(orders) > 1:
        filters.choice(page, "order", orders)
    rows = members.table(this)
    if len(rows):
        st.html(_as_html(page, this, rows))
    italic = page.text("members.italic", what=members.stale_words(this))
    lines = [italic, *members.same_for_all(this), members.why_this_order(this)]
    st.caption(" ".join(lines))


def _as_html(page: Page, this: Roster, rows: pd.DataFrame) -> str:
    """The table: on a wide screen one row a member, on a narrow one a card."""
    lang = page.view.lang
    heads = {name: page.text(f"members.column.{name}") for name in rows.columns}
    name = members.figure_name(this)
    heads["value"] = page.text("members.column.value", indicator=name, unit=this.pair.unit)
    top = "".join(
        f"<th scope='col'{_side(name)}>{escape(words)}</th>" for name, words in heads.items()
    )
    facts = this.seen[["iso3", "offices", "stale"]].itertuples(index=False)
    body = "".join(
        _row(page, iso3, offices, [str(each) for each in row], heads, stale=stale)
        for (iso3, offices, stale), row in zip(facts, rows.to_numpy(), strict=True)
    )
    label = escape(page.text("members.table", n=len(rows)))
    return (
        f"<div class='roster' role='region' aria-label='{label}' tabindex='0'>"
        f"<table lang='{lang}' aria-label='{label}'><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(
    page: Page, iso3: str, offices: str, row: list[str], heads: dict[str, str], *, stale: bool
) -> str:
    """One member: its name, which is a link, and the cells with the words of their column."""
    href = escape(navigation.member_link(page.view, iso3))
    office = f"<small>{escape(offices)}</small>" if offices else ""
    name = f"<a href='{href}' target='_self'>{escape(row[0])}</a>{office}"
    cells = "".join(
        f"<td{_side(key)} data-label='{escape(heads[key])}'>{escape(words)}</td>"
        for key, words in list(zip(heads, row, strict=True))[1:]
    )
    kind = " class='stale'" if stale else ""
    return f"<tr{kind}><th scope='row'>{name}</th>{cells}</tr>"


def _side(name: str) -> str:
    """The class of a column of figures."""
    return " class='figure'" if name in FIGURES else ""


def figure(page: Page) -> None:
    """The dots of the members that stand in the table, and their rows to take along."""
    show.exhibit(page, Asked(_view(page), page.name), "members")


def events(page: Page) -> None:
    """The events, a row a member; beside them what is known of the member that is clicked."""
    beside, matrix = st.columns([1, 3], gap="medium")
    network = page.network
    with matrix:
        show.exhibit(page, Asked(_view(page), page.name), "members", on_select=_pick)
    with beside, st.container(key="evidence", gap="small"):
        chosen.member(page, page.text("participation.evidence.member"))
        iso3 = chosen.member_of(page)
        if not iso3:
            return
        rows = members.evidence(network, iso3)
        whose, place = st.session_state.get(_PLACE, ("", None))
        st.html(_evidence(rows, place if whose == iso3 else None))


def _pick() -> None:
    """Take the member and the event of the cell that was clicked."""
    points = st.session_state["figure-members"].selection.points
    if points:
        iso3 = points[0]["customdata"][0]
        st.session_state["member"] = iso3
        st.session_state[_PLACE] = (iso3, int(points[0]["x"]))


def _evidence(rows: pd.DataFrame, here: int | None) -> str:
    """What is known of a member at each event; the one at the place clicked is marked."""
    lines = []
    for at, row in enumerate(rows.astype("str").to_dict("records")):
        event, date, said, document, url = (escape(str(each)) for each in row.values())
        behind = f"<a href='{url}' target='_blank'>{document}</a>" if url else document
        parts = " · ".join(filter(None, (f"<strong>{event}</strong> ({date}): {said}", behind)))
        lines.append(f"<li{' class=here' if here == at else ''}>{parts}</li>")
    return f"<ul class='said evidence'>{''.join(lines)}</ul>"


def further(page: Page) -> None:
    """Where the rest of the record stands."""
    with st.container(horizontal=True, gap="small"):
        for name in BEHIND:
            label = page.text(f"members.further.{name}")
            query = page.view.without_roster().pairs()
            st.page_link(PAGES[name], label=label, query_params=query)


def _roster(page: Page) -> Roster:
    return cache.roster(page.desk, _view(page))


def _view(page: Page) -> View:
    """What of the reader's view this page shows."""
    view = page.view
    own = {name: getattr(view, name) for name in (*ROSTER, "measure")}
    return view.same_filters(indicator=view.indicator[:1], **own)
