"""Explore: one view of one indicator or two, in nine kinds of chart."""

import streamlit as st

from observatory.ui import explore, frame, show, url_state

page = frame.begin("explore", url_state.settling(*explore.CHOICES))
st.html(f"<h1 class='unseen'>{page.text('frame.page.explore')}</h1>")
explore.choices(page)
show.view(page, page.view)
frame.end(page)
