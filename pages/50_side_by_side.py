"""Side by side: an indicator beside participation, member by member, without a word of why."""

import streamlit as st

from observatory.ui import address, filters, frame, pairs

page = frame.begin("side_by_side", address.settling("subject", "measure", *address.FILTERED))
st.title(page.text("beside.title"))
st.html(f"<p class='lead'>{page.text('beside.lead')}</p>")
pairs.choices(page)
filters.row(page)
pairs.figure(page)
pairs.tables(page)
frame.end(page)
