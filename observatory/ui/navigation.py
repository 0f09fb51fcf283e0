"""The pages there are, in the order of the menu; each name is also its key in the words."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from observatory.i18n import LANGUAGES, text
from observatory.view import EXPLORE, View
from observatory.warehouse.build import PUBLIC

PAGES: Mapping[str, str] = {
    "overview": "app.py",
    "explore": "pages/10_explore.py",
    "members": "pages/25_members.py",
    "member": "pages/20_member.py",
    "participation": "pages/30_participation.py",
    "commitments": "pages/40_commitments.py",
    "side_by_side": "pages/50_side_by_side.py",
    "present": "pages/60_present.py",
    "secretariat": "pages/70_secretariat.py",
    "methods": "pages/85_methods.py",
    "data": "pages/90_data.py",
}
# Pages that stay where links lead to them; the page that the menu has in their place.
BEHIND: Mapping[str, str] = {"participation": "members", "side_by_side": "members"}

# Pages of builds for one audience alone; no other app names them in its menu.
INNER: Mapping[str, str] = {"secretariat": "secretariat"}
# Pages that a reader narrows to some members; what is chosen there stays there.
ROSTERS = ("members", "secretariat")


def bar(current: str, view: View, audience: str = PUBLIC) -> None:
    """The name of the product, the menu and the languages, on one line; filters travel along."""
    with st.container(key="topbar", horizontal=True, vertical_alignment="center", gap="small"):
        name = text("frame.brand", view.lang, network="<span>OIC-PESNET</span>")
        st.html(f"<div class='observatory-name'>{name}</div>", width="content")
        for page, path in PAGES.items():
            if page in BEHIND or INNER.get(page, audience) != audience:
                continue
            label = text(f"frame.page.{page}", view.lang)
            label = f"**{label}**" if page == BEHIND.get(current, current) else label
            own = view if page in ROSTERS else view.without_roster()
            st.page_link(path, label=label, query_params=_travelling(own))
        st.space("stretch")
        with st.container(key="languages", horizontal=True, width="content", gap="small"):
            for code, language in LANGUAGES.items():
                label = f"**{language.name}**" if code == view.lang else language.name
                st.page_link(PAGES[current], label=label, query_params=view.but(lang=code).pairs())


def address(current: str, view: View, page: str = EXPLORE) -> str:
    """The full address that opens a view on a page, read off that of the current page."""
    own = (view if page in ROSTERS else view.without_roster()).but(deck="")
    if page == EXPLORE:
        return f"{root(current)}/{own.on_explore()}"
    query = own.query()
    whole = f"{root(current)}/{page}"
    return f"{whole}?{query}" if query else whole


def member_link(view: View, iso3: str) -> str:
    """The address of a member's page beside the current one; language and filters travel along."""
    own = view.without_roster().but(members=(iso3,), present=False, step=1)
    return f"member?{own.query()}"


def root(current: str) -> str:
    """The address of the site, read off that of the current page."""
    return (st.context.url or "").rstrip("/").removesuffix(f"/{current}")


def _travelling(view: View) -> dict[str, str]:
    """What goes from page to page: the whole view but the deck's step."""
    return view.but(present=False, step=1).pairs()
