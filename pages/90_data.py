"""About the data: where the figures come from, how far they go, what the checks said."""

import streamlit as st

from observatory.ui import data, frame

page = frame.begin("data")
st.title(page.text("frame.page.data"))
st.html(f"<p class='lead'>{page.text('data.lead')}</p>")
data.coverage(page)
for part in (
    "indicators", "sources", "series", "findings", "revisions", "register_changes", "groups",
    "network", "contradictions",
):  # fmt: skip
    st.header(page.text(f"data.{part}"))
    st.caption(page.text(f"data.{part}.lead"))
    getattr(data, part)(page)
st.header(page.text("data.downloads"))
st.caption(page.text("data.downloads.lead"))
data.whole_build(page)
frame.end(page)
