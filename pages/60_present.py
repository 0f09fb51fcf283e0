"""Present: a deck of views, chosen or collected; shown step by step, or taken along."""

import streamlit as st

from observatory.decks import link
from observatory.ui import frame, present, stage

page = frame.begin("present")
deck = page.view.deck or present.MEETING
slides = present.slides_of(page, deck)
if slides and page.view.present:
    stage.show(page, stage.steps(slides, page.view.lang))
    st.stop()
st.title(page.text("present.heading"))
st.html(f"<p class='lead'>{page.text('present.lead')}</p>")
if slides is None:
    deck = present.replacement(page)
    slides = present.slides_of(page, deck) or []
present.faults(page, deck)
present.choose(page, deck)
present.take(page, deck)
chosen = link.read(deck)
if chosen:
    present.edit(page, chosen, present.titles(page, chosen))
else:
    present.listing(page, slides)
frame.end(page)
