"""Figures of few members stand whole in their place: source and build above the row of buttons."""

import pytest

MEMBERS = ("MAR", "TUR", "SEN", "IDN", "PAK")
CASES = (("bars", 1), ("gap", 1), ("change", 1), *(("multiples", n) for n in range(1, 6)))
# The lines of words of a figure and its key; the box that holds it, and the buttons below it.
PLACED = """() => {
  const box = e => e.getBoundingClientRect();
  const chart = document.querySelector('[data-testid=stPlotlyChart]');
  const place = box(chart.closest('[data-testid=stElementContainer]'));
  const words = [...chart.querySelectorAll('.annotation-text')].map(e => [e.textContent, box(e)]);
  const source = words.at(-1), subtitle = words.at(-2);
  const key = [...chart.querySelectorAll('.legendtext')].map(e => box(e).top);
  return {
    source: source[0],
    outside: words.filter(([, r]) => r.bottom > place.bottom || r.top < place.top
      || r.left < place.left || r.right > place.right).map(([text]) => text),
    higher: box(chart.querySelector('.main-svg')).height - place.height,
    buttons: Math.min(...[...document.querySelectorAll('[data-testid=stPopoverButton]')]
      .map(e => box(e).top)) - source[1].bottom,
    key: Math.min(...key) - subtitle[1].bottom };
}"""


FEW = [CASES[0], CASES[-1]]


@pytest.mark.parametrize(
    ("lang", "cases"),
    [
        ("en", CASES),
        ("fr", FEW),
        ("ar", FEW),
        pytest.param("fr", CASES, marks=pytest.mark.nightly),
        pytest.param("ar", CASES, marks=pytest.mark.nightly),
    ],
)
def test_source_and_build_of_a_figure_of_few_members_stand_above_the_buttons(
    visit, subtests, built, lang, cases
):
    build = (built / "warehouse" / "CURRENT").read_text("utf-8").strip().removesuffix(".duckdb")
    for chart, n in cases:
        page = visit(f"explore?chart={chart}&members={','.join(MEMBERS[:n])}&lang={lang}")
        page.wait_for_selector(".js-plotly-plot .annotation-text")
        page.wait_for_selector("[data-testid=stPopoverButton]")
        page.wait_for_timeout(500)
        found = page.evaluate(PLACED)
        with subtests.test(f"{chart} of {n}"):
            assert build in found["source"]
            assert found["outside"] == []
            assert found["higher"] <= 0
            assert found["buttons"] > 0
            assert found["key"] > -3
