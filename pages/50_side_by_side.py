"""Side by side: an indicator beside participation, member by member, without a word of why."""

import streamlit as st

from observatory.ui import filters, frame, side_by_side, url_state

page = frame.begin("side_by_side", url_state.settling("subject", "measure", *url_state.FILTERED))
st.title(page.text("side_by_side.title"))
st.html(f"<p class='lead'>{page.text('side_by_side.lead')}</p>")
side_by_side.choices(page)
filters.row(page)
side_by_side.figure(page)
side_by_side.tables(page)
frame.end(page)
