"""Commitments: the communiqué's paragraphs, the work plans' activities, the instruments."""

import streamlit as st

from observatory.ui import commitments, frame, show

page = frame.begin("commitments")
st.title(page.text("commitments.title"))
st.html(f"<p class='lead'>{page.text('commitments.lead')}</p>")
commitments.communiques(page)
commitments.calendar(page)
commitments.plans(page)
commitments.instruments(page)
show.limits(page, "M13")
frame.end(page)
