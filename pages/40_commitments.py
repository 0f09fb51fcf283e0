"""Commitments: the communiqué's paragraphs, the work plans' activities, the instruments."""

import streamlit as st

from observatory.ui import frame, pledges, show

page = frame.begin("commitments")
st.title(page.text("commitments.title"))
st.html(f"<p class='lead'>{page.text('commitments.lead')}</p>")
pledges.calendar(page)
pledges.communiques(page)
pledges.plans(page)
pledges.instruments(page)
show.not_shown(page, "M13")
frame.end(page)
