"""Participation: members at events, what is known, and which list would settle the rest."""

import streamlit as st

from observatory.ui import frame, participation, show, url_state

page = frame.begin("participation", url_state.settling("measure", "member"))
st.title(page.text("participation.title"))
st.html(f"<p class='lead'>{page.text('participation.lead')}</p>")
participation.matrix(page)
for part in ("settle", "bounds", "evidence", "meetings", "trainings", "organisers", "offices"):
    participation.section(page, "participation", part)
participation.section(page, "participation", "contradictions")
participation.context(page)
show.limits(page, "M8")
frame.end(page)
