"""A kind of chart is asked what it is, never who it is (docs/decisions/0010)."""

import ast
from pathlib import Path

from parsed import tree

from observatory.chart_kind import names

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("observatory", "etl", "pages")
OUTSIDE = [
    path
    for path in (ROOT / "app.py", *(p for f in FOLDERS for p in sorted((ROOT / f).rglob("*.py"))))
    if not path.is_relative_to(ROOT / "observatory" / "charts")
]


def asks_for_the_chart(node):
    """Whether a part of an expression is the name of a view's kind of chart."""
    return getattr(node, "attr", getattr(node, "id", "")) == "chart"


def names_a_kind(node):
    """Whether a part of an expression is the name of a kind, or holds one."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return any(isinstance(part, ast.Constant) and part.value in names() for part in parts)


def decisions(code):
    """The lines that decide by the name of a kind: comparisons with it, and tables by it."""
    for node in ast.walk(code):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            # What Plotly calls a trace is no kind of chart.
            of_plotly = any(getattr(each, "attr", "") == "type" for each in sides)
            named = not of_plotly and any(names_a_kind(each) for each in sides)
            decides = named or any(asks_for_the_chart(each) for each in sides)
        elif isinstance(node, ast.Subscript):
            decides = asks_for_the_chart(node.slice)
        elif isinstance(node, ast.Call):
            asked = getattr(node.func, "attr", "") in ("get", "startswith", "endswith")
            decides = asked and any(
                asks_for_the_chart(each) for each in (*node.args, getattr(node.func, "value", None))
            )
        elif isinstance(node, ast.Dict):
            decides = sum(names_a_kind(key) for key in node.keys if key is not None) > 1
        elif isinstance(node, ast.Match):
            decides = asks_for_the_chart(node.subject)
        else:
            continue
        if decides:
            yield node.lineno, ast.unparse(node).partition("\n")[0]


def test_nothing_outside_the_charts_decides_by_the_name_of_a_kind(subtests):
    for path in OUTSIDE:
        with subtests.test(str(path.relative_to(ROOT))):
            assert list(decisions(tree(path))) == []


def test_what_decides_by_a_name_is_found_in_every_shape(subtests):
    shapes = (
        'view.chart == "bars"',
        'reader.view.chart in ("strip", "gap")',
        "chart not in BUILDERS",
        '"map" == kind',
        "WORDS[answer.view.chart]",
        'WORDS.get(view.chart, "")',
        '{"trend": 1, "table": 2}',
        "match view.chart:\n    case _:\n        pass",
    )
    for shape in shapes:
        with subtests.test(shape):
            assert len(list(decisions(ast.parse(shape)))) == 1
    for fine in ('View(chart="bars")', "view.kind.over_time", "for chart in names(): ask(chart)"):
        with subtests.test(fine):
            assert list(decisions(ast.parse(fine))) == []


def test_every_module_beside_the_kinds_is_a_kind():
    folder = ROOT / "observatory" / "charts" / "kinds"
    public = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert public == set(names())
