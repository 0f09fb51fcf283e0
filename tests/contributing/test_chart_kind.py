"""CONTRIBUTING, "a chart kind": one module and its words, and everything knows the kind.

The row is carried out in a copy of the checkout, and only the files that it names are touched.
"""

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import surroundings
from pptx import Presentation

ROOT = Path(__file__).resolve().parents[2]
HELD = ("catalog", "network", "snapshot")  # of `data`, what is neither built nor downloaded
MODULE = '''"""Members as lollipops: a stem from zero to the latest value, and a mark at its end."""

from __future__ import annotations

from observatory.answers.answer import Answer
from observatory.chart_kind import ChartKind
from observatory.charts import alt_text, empty, headlines
from observatory.charts.marks import tip, whose
from observatory.charts.paired_rows import connectors, rows_plot
from observatory.charts.plot import EmptyPlot, Mark, PointPlot, Points


def plot(answer: Answer) -> PointPlot | EmptyPlot:
    """A stem and a mark a member, in the order of the answer."""
    rows = answer.frame.loc[(answer.frame["role"] == "member") & answer.frame["value"].notna()]
    if rows.empty:
        return empty.plot(answer)
    names, values = list(rows["area"]), [float(value) for value in rows["value"]]
    heads = Points(
        name=answer.title,
        x=tuple(values),
        y=tuple(float(place) for place in range(len(names))),
        mark=Mark("circle", 11, "accent"),
        data=whose(rows),
        tips=tuple(tip(row, answer) for _, row in rows.iterrows()),
    )
    return rows_plot(
        [connectors([0.0] * len(names), values, names), heads],
        names,
        list(rows["iso3"]),
        ends=(min(0.0, *values), max(values) * 1.12),
        height=max(96.0, 22.0 * len(names)),
        key=(),
    )


KIND = ChartKind(
    order=25,
    plot=plot,
    alt=alt_text.ranges,
    headline=headlines.levels,
    methods=("M2", "M3"),
    takes_groups=False,
)
'''
WORDS = """charts.kind.lollipop: {en: Lollipops, fr: Sucettes, ar: مصاصات}
charts.kind.lollipop.alt: {en: Lollipop chart., fr: Graphique en sucettes., ar: رسم بالمصاصات.}
"""
KIND = "observatory/charts/kinds/lollipop.py"
TEXTS = "observatory/locales/charts.yaml"
# The tests of kinds that need a build.
WHERE_DRAWN = ("tests/pages/test_pages.py", "tests/exports/test_chart_equals_data.py")


@pytest.fixture
def checkout(tmp_path):
    """A copy of the checkout, without what is built or downloaded."""

    def left_out(folder, names):
        if Path(folder) == ROOT / "data":
            return set(names) - set(HELD)
        return {name for name in names if name.endswith((".git", ".venv", "_cache", "__"))}

    return Path(shutil.copytree(ROOT, tmp_path / "checkout", ignore=left_out))


@pytest.fixture
def with_lollipop(checkout):
    """The copy with the new kind: its module, and its words."""
    (checkout / KIND).write_text(MODULE, "utf-8")
    texts = (checkout / TEXTS).read_text("utf-8")
    (checkout / TEXTS).write_text(texts + WORDS, "utf-8")
    return checkout


def run(checkout, *arguments):
    """What a command says in the copy, with its exit code."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=checkout,
        env=surroundings(PYTHONPATH=str(checkout)),
        capture_output=True,
        text=True,
        check=False,
    )


def suite(checkout, *arguments):
    """What the tests of the copy say."""
    quiet = ("-q", "-x", "-p", "no:cacheprovider", "-o", "verbosity_subtests=0")
    return run(checkout, "-m", "pytest", *quiet, *arguments)


def test_the_row_names_the_module_and_the_words():
    lines = (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()
    (row,) = (line.split("|") for line in lines if line.startswith("| a chart kind |"))
    assert re.findall(r"`(\w+/\S+)`", row[2]) == [KIND.replace("lollipop", "<name>"), TEXTS]


def test_the_command_line_makes_the_rows_and_the_slides_of_a_new_kind(warehouse, with_lollipop):
    view = "chart=lollipop&members=MAR,TUR,SEN"
    for name, query in (("new.csv", view), ("old.csv", view.replace("lollipop", "bars"))):
        done = run(with_lollipop, "-m", "observatory", "csv", query, "-o", name)
        assert done.returncode == 0, done.stderr
    new, old = (
        list(csv.DictReader(io.StringIO((with_lollipop / name).read_text("utf-8"))))
        for name in ("new.csv", "old.csv")
    )
    assert {row["iso3"] for row in new} == {"MAR", "TUR", "SEN"}
    assert new == [row for row in old if row["role"] == "member"]

    done = run(with_lollipop, "-m", "observatory", "pptx", "chart=lollipop", "-o", "new.pptx")
    assert done.returncode == 0, done.stderr
    slides = Presentation(str(with_lollipop / "new.pptx")).slides
    (slide,) = slides
    (chart,) = (shape for shape in slide.shapes if shape.has_chart)
    assert chart.element.xpath(".//p:cNvPr")[0].get("descr").startswith("Lollipop chart.")


@pytest.mark.parametrize(
    ("more", "at_least"),
    [
        pytest.param((), 3, id="kinds"),
        pytest.param(WHERE_DRAWN, 5, id="pages and files", marks=pytest.mark.nightly),
    ],
)
def test_a_new_kind_is_a_tab_of_explore_and_passes_every_test_of_kinds(
    with_lollipop, more, at_least
):
    of_the_kind = suite(
        with_lollipop,
        "-vv",
        "tests/charts/test_kinds.py",
        "tests/test_i18n.py",
        "tests/architecture",
        *more,
        "-k",
        "lollipop or test_i18n or architecture",
    )
    assert of_the_kind.returncode == 0, of_the_kind.stdout
    assert len(re.findall(r"\[lollipop\S*\] PASSED", of_the_kind.stdout)) >= at_least
    assert len(re.findall(r"test_i18n.py::\S+_texts?_\S+ PASSED", of_the_kind.stdout)) >= 3
    style = run(with_lollipop, "-m", "ruff", "check", KIND)
    assert style.returncode == 0, style.stdout


def test_a_new_kind_without_words_fails_by_name(checkout):
    (checkout / KIND).write_text(MODULE, "utf-8")
    done = suite(checkout, "tests/charts/test_kinds.py", "-k", "words and lollipop")
    assert done.returncode == 1
    assert "charts.kind.lollipop" in done.stdout
