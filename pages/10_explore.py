"""Explore: one view of one indicator or two, in nine kinds of chart."""

import streamlit as st

from observatory.ui import downloads, filters, frame, read, show

page = frame.begin("explore", filters.settled)
st.html(f"<h1 class='unseen'>{page.text('frame.page.explore')}</h1>")
filters.explore(page)
answer = read.view_answer(page.view, page.build.build_id)
show.chart(page, answer)
downloads.offer(page, answer)
show.notes(page, answer)
frame.end(page)
