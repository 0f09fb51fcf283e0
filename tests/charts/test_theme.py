"""The look: separators, directions, and room for the words around a figure."""

import plotly.graph_objects as go
import pytest

from observatory.charts import theme
from observatory.charts.theme import LOOKS, Frame
from observatory.i18n import RLI, number

LIGHT = LOOKS["light"]
SHORT = Frame("NEET rate", "Share of youth", "Source: ILOSTAT")
LONG = Frame("NEET rate " * 20, "Share of youth " * 30, "Source: ILOSTAT " * 40)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_plotly_separates_numbers_as_the_rest_of_the_page_does(lang):
    point, thousands = theme.base(LIGHT, lang)["separators"]
    assert number(1234.5, lang) == f"1{thousands}234{point}5"


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_words_begin_where_reading_begins(lang):
    drawn = theme.dressed(go.Figure(), SHORT, look=LIGHT, lang=lang)
    side = "right" if lang == "ar" else "left"
    assert {note.xanchor for note in drawn.layout.annotations} == {side}
    assert drawn.layout.hoverlabel.align == side


def test_long_words_are_wrapped_and_the_figure_grows_so_that_none_is_clipped():
    short, long = (theme.dressed(go.Figure(), w, look=LIGHT, lang="en") for w in (SHORT, LONG))
    most = {theme.TITLE: theme.TITLE_LINE, theme.SUBTITLE: theme.SUBTITLE_LINE}
    above = below = 0
    for note in long.layout.annotations:
        rows = note.text.replace("<b>", "").replace("</b>", "").split("<br>")
        assert max(map(len, rows)) <= most.get(note.font.size, theme.SMALL_LINE)
        tall = note.font.size * len(rows)
        above, below = (above + tall, below) if note.y else (above, below + tall)
    assert long.layout.margin.t >= above
    assert long.layout.margin.b >= below
    plots = [d.layout.height - d.layout.margin.t - d.layout.margin.b for d in (short, long)]
    assert plots == pytest.approx([theme.PLOT] * 2, abs=1)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_empty_plot_says_why_in_the_direction_of_its_language(lang):
    drawn = theme.nothing("found by nobody " * 10, LIGHT, lang)
    (note,) = drawn.layout.annotations
    lines = note.text.split("<br>")
    assert len(lines) > 1
    assert all(line.startswith(RLI) == (lang == "ar") for line in lines)


@pytest.mark.parametrize("kind", theme.PICTURES)
@pytest.mark.parametrize("high", [None, 500, 752, 1300, 1400])
def test_pictures_have_the_size_of_a_slide_and_lose_no_line(kind, high):
    figure = go.Figure(layout={"height": high})
    asked = theme.config("neet_rate-trend", figure, kind)["toImageButtonOptions"]
    assert int(asked["width"] * asked["scale"]) == 1920
    assert int(asked["height"] * asked["scale"]) == 1080
    assert asked["height"] >= max(720, high or 0)
    assert (asked["format"], asked["filename"]) == (kind, "neet_rate-trend")
