"""Median rerun of each page, warm, beside a minimal page with one chart; and the pages' queries.

Run: `python -m benchmarks.pages`. AppTest runs the pages without a browser; the minimal page is
Streamlit's own `plotly_chart` of one line, measured in the same run.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from etl.__main__ import main as etl
from observatory.warehouse import build, coverage, observations
from observatory.warehouse.terms import vocabulary

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15
PAGES = {
    "overview": ("app.py", {}),
    "explore, trend": ("pages/10_explore.py", {"members": "MAR,TUR,PSE"}),
    "explore, bars": ("pages/10_explore.py", {"chart": "bars"}),
    "explore, map": ("pages/10_explore.py", {"chart": "map"}),
    "explore, scatter": ("pages/10_explore.py", {"chart": "scatter"}),
    "explore, table": ("pages/10_explore.py", {"chart": "table"}),
    "member": ("pages/20_member.py", {"members": "MAR"}),
    "participation": ("pages/30_participation.py", {}),
    "commitments": ("pages/40_commitments.py", {}),
    "side by side": ("pages/50_side_by_side.py", {}),
    "about the data": ("pages/90_data.py", {}),
}
MINIMAL = """
import plotly.graph_objects as go
import streamlit as st
st.title("One chart")
st.plotly_chart(go.Figure(go.Scatter(x=list(range(2000, 2025)), y=list(range(25)))))
"""
TARGET_MS, TARGET_RATIO, TARGET_QUERY_MS = 150, 2.5, 10


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OBSERVATORY_DATA"] = folder
        etl(["refresh", "--offline"])
        minimal = _median(AppTest.from_string(MINIMAL, default_timeout=60))
        print(f"minimal page: {minimal:.0f} ms")
        for name, (path, query) in PAGES.items():
            page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
            if path != "app.py":
                page.switch_page(str(ROOT / path))
            page.query_params.update(query)
            took = _median(page)
            print(f"{name:<18} {took:6.0f} ms   {took / minimal:4.1f} x the minimal page")
        print(f"targets: {TARGET_MS} ms; the heaviest {TARGET_RATIO} x the minimal page")
        _queries()


def _median(page: AppTest) -> float:
    page.run()
    page.run()
    return _timed(page.run)


def _queries() -> None:
    connection = build.open_build(build.current())
    members = vocabulary(connection).members
    years = {"first": 1900, "last": 2100}
    neet = ["world_bank:SL.UEM.NEET.ZS", "world_bank:SL.UEM.NEET.ME.ZS"]
    cases: dict[str, Callable[[], object]] = {
        "history of 57, two series": lambda: observations.history(
            connection.cursor(), neet, members, **years
        ),
        "aggregates of two groups": lambda: observations.aggregates(
            connection.cursor(), neet, ["OIC", "WORLD"], **years
        ),
        "coverage, all indicators": lambda: coverage.coverage(connection.cursor()),
        "vocabulary": lambda: vocabulary(connection.cursor()),
    }
    for name, case in cases.items():
        case()
        print(f"query: {name:<28} {_timed(case):5.1f} ms")
    print(f"target: {TARGET_QUERY_MS} ms")
    connection.close()


def _timed(case: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        case()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times)


if __name__ == "__main__":
    main()
