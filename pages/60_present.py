"""Present: a deck of views, chosen or collected; shown step by step, or taken along."""

import streamlit as st

from observatory.ui import cache, frame, present, stage

page = frame.begin("present")
deck = page.view.deck or present.MEETING
found = present.entries_of(page, deck)
if found and page.view.present:
    steps = cache.stage(page.desk, deck, page.view.lang)
    if steps.steps:
        stage.show(page, steps)
        st.stop()
st.title(page.text("present.heading"))
st.html(f"<p class='lead'>{page.text('present.lead')}</p>")
if found is None:
    deck = present.replacement(page)
    found = present.entries_of(page, deck) or []
present.faults(page, deck, found)
present.choose(page, deck)
present.take(page, deck)
present.overview(page, deck, found)
frame.end(page)
