"""Secretariat: needs and offers, funds, steps with members, what is awaited; for its own builds."""

import streamlit as st

from observatory.ui import frame, secretariat, url_state

page = frame.begin("secretariat", url_state.settling(*secretariat.CHOICES))
st.title(page.text("secretariat.title"))
if secretariat.is_open(page):
    st.html(f"<p class='lead'>{page.text('secretariat.lead')}</p>")
    secretariat.choices(page)
    secretariat.needs_and_offers(page)
    secretariat.funds_board(page)
    secretariat.engagement(page)
    secretariat.reminders_of(page)
frame.end(page)
