"""Overview: the OIC in a few figures, the 57 on a grid, the network, what is missing and new."""

import streamlit as st

from observatory.ui import filters, frame, overview, register_changes, show, url_state

page = frame.begin("overview", url_state.settling(*url_state.FILTERED, place="overview"))
st.title(page.text("overview.title"))
overview.story(page)
filters.row(page)
figures, grid = st.columns([3, 10], gap="medium")
with grid:
    show.view(page, overview.grid_view(page))
with figures:
    overview.cards(page)
st.caption(page.text("overview.lead"))
st.header(page.text("overview.network"))
st.caption(page.text("overview.network.lead"))
overview.network(page)
st.header(page.text("overview.missing"))
st.caption(page.text("overview.missing.lead"))
overview.missing(page)
st.header(page.text("overview.changed"))
overview.changes(page)
st.subheader(page.text("register_changes.title"))
register_changes.since_build(page)
frame.end(page)
