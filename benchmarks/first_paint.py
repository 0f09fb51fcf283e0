"""First content and first chart of a page in Chromium, beside the plain template with one chart.

Run: `python -m benchmarks.first_paint` (`--rounds 9`, `--page explore`). Two warm servers on this
machine are visited in turn in one run, each time by a browser with nothing in its cache. Times are
milliseconds from the beginning of the navigation to the frame in which a thing stands. The shift is
that of the layout, as the browser counts it, once the first chart stands. Streamlit's own share is
the time to the first words of the template, before which no page of Streamlit can show anything.
"""

import argparse
import os
import shutil
import statistics
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.pages import MINIMAL
from etl.__main__ import main as etl
from tests.streamlit_server import served

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ("--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false")
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
# What counts as first content and as first chart: on our pages, and on the template.
CHART = ".tile-grid .tile, .js-plotly-plot .main-svg .point, .js-plotly-plot .main-svg .js-line"
OURS = {"content": ".story p", "chart": CHART}
TEMPLATE = {"content": "h1", "chart": CHART}
# So long the page is watched once its first chart stands, for what still moves.
WATCH_MS = 2500
WATCHER = """(marks) => {
  const seen = window.seen = {}, shifts = window.shifts = [];
  new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push({at: e.startTime,
    value: e.value})))
    .observe({type: 'layout-shift', buffered: true});
  const look = () => {
    for (const [name, selector] of Object.entries(marks)) {
      const found = !(name in seen) && document.querySelector(selector);
      if (!found || !found.getBoundingClientRect().height) continue;
      // It stands once the frame that holds it has been painted: when the next one begins.
      seen[name] = 0;
      requestAnimationFrame(() => { seen[name] = performance.now(); });
    }
    requestAnimationFrame(look);
  };
  look();
}"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--page", default="", help="the path of a page; the overview without one")
    asked.add_argument("--wide", type=int, default=1280)
    found = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OBSERVATORY_DATA"] = folder
        etl(["refresh", "--offline"])
        template = Path(folder) / "template.py"
        template.write_text(MINIMAL, "utf-8")
        with (
            served(template, *OPTIONS) as plain,
            served(ROOT / "app.py", *OPTIONS) as ours,
            sync_playwright() as at,
        ):
            browser = at.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            asked_of = {
                "template": (f"http://127.0.0.1:{plain}", TEMPLATE),
                "ours": (f"http://127.0.0.1:{ours}/{found.page}", OURS),
            }
            times = _alternate(browser, asked_of, found.rounds, found.wide)
    _print(times)


def _alternate(
    browser: Browser, pages: Mapping[str, tuple[str, Mapping[str, str]]], rounds: int, wide: int
) -> dict[str, list[dict[str, float]]]:
    """The measurements of each page, taken in turn; the first visit of each warms its server."""
    out: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
    for at in range(rounds + 1):
        for name, (address, marks) in pages.items():
            measured = _visit(browser, address, marks, wide)
            if at:
                out[name].append(measured)
    return out


def _visit(browser: Browser, address: str, marks: Mapping[str, str], wide: int) -> dict[str, float]:
    """One visit by a browser with an empty cache: when things stood, what moved, what came."""
    context = browser.new_context(viewport={"width": wide, "height": 720})
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda got: sizes.append(int(got.headers.get("content-length", 0))))
    page.add_init_script(f"({WATCHER})({dict(marks)})")
    page.goto(address)
    page.wait_for_function("window.seen.chart && window.seen.content", timeout=60_000)
    page.wait_for_timeout(WATCH_MS)
    seen, shifts = page.evaluate("[window.seen, window.shifts]")
    context.close()
    late = [each for each in shifts if each["at"] > seen["chart"]]
    return {
        **seen,
        "shift before": sum(each["value"] for each in shifts) - sum(e["value"] for e in late),
        "shift after": sum(each["value"] for each in late),
        "MB": sum(sizes) / 1e6,
    }


def _print(times: Mapping[str, list[dict[str, float]]]) -> None:
    """Medians of both, and the ratios that are aimed at."""
    medians = {
        name: {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
        for name, rounds in times.items()
    }
    for name, each in medians.items():
        print(
            f"{name:<9} content {each['content']:6.0f} ms   chart {each['chart']:6.0f} ms   "
            f"shift {each['shift before']:.3f} before, {each['shift after']:.3f} after   "
            f"{each['MB']:.1f} MB"
        )
    plain, ours = medians["template"], medians["ours"]
    share = plain["content"] / plain["chart"]
    print(f"first chart    {ours['chart'] / plain['chart']:.2f} x the template's; target 1.0")
    print(f"first content  {ours['content'] / plain['chart']:.2f} x its chart; target 0.7")
    print(f"Streamlit's own share, to the first words of the template: {share:.2f} x its chart")
    print(f"shift after the first chart: {ours['shift after']:.3f}; target 0")


if __name__ == "__main__":
    main()
