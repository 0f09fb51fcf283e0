"""Explore: one view of one indicator or two, in nine kinds of chart."""

import streamlit as st

from observatory.ui import explore, frame, show

page = frame.begin("explore", explore.settle)
explore.keep_no_members(page)
st.html(f"<h1 class='unseen'>{page.text('frame.page.explore')}</h1>")
explore.choices(page)
explore.first_view(page)
show.view(page, page.view)
frame.end(page)
