"""The title of a slide says what its figure shows, also where that is little."""

from observatory.charts.headlines import message
from observatory.session import desk
from observatory.view import View


def test_lines_that_are_projections_alone_are_said_as_the_page_says_them(warehouse):
    with desk() as at:
        answer = at.ask(
            View(chart="trend", lens="modelled", groups=(), members=("MAR",), first=2024)
        )
    shown = answer.frame.loc[answer.frame["value"].notna()]
    assert set(shown["estimate"]) == {"projected"}
    assert message(answer) == f"{answer.title} (projection)"
