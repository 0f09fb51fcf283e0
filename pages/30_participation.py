"""Participation: members at events, what is known, and which list would settle the rest."""

import streamlit as st

from observatory.ui import address, frame, network, show

page = frame.begin("participation", address.settling("measure", "member"))
st.title(page.text("participation.title"))
st.html(f"<p class='lead'>{page.text('participation.lead')}</p>")
network.matrix(page)
for part in ("settle", "bounds", "evidence", "meetings", "trainings", "offices", "contradictions"):
    network.section(page, "participation", part)
network.context(page)
show.not_shown(page, "M8")
frame.end(page)
