"""Side by side: an indicator beside participation, member by member, without a word of why."""

import streamlit as st

from observatory.ui import chosen, frame, pairs

page = frame.begin("side_by_side", chosen.settling("subject", "sex", "measure", "years", "same"))
st.title(page.text("beside.title"))
st.html(f"<p class='lead'>{page.text('beside.lead')}</p>")
pairs.choices(page)
pairs.figure(page)
pairs.tables(page)
frame.end(page)
