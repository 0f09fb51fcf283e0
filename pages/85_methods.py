"""Methods: each rule as the program applies it, and what it does not show."""

import streamlit as st

from observatory.methods import texts
from observatory.ui import frame

page = frame.begin("methods")
lang = page.view.lang
st.title(page.text("methods.title"))
st.html(f"<p class='lead'>{page.text('methods.lead')}</p>")
with st.container(width=980):
    for method in texts.METHODS:
        said, not_shown = texts.words(method, lang)
        st.header(texts.title(method, lang))
        st.markdown(said)
        st.markdown(texts.further(method, page.vocabulary.indicators, lang))
        st.markdown(f"**{page.text('methods.not_shown')}.** {not_shown}")
        formulas = list(texts.formulas(method))
        if formulas:
            with st.expander(page.text("methods.formula")):
                st.caption(page.text("methods.formula.lead"))
                for name, doc in formulas:
                    st.markdown(f"`{name}`")
                    st.code(doc, language=None, wrap_lines=True)
frame.end(page)
