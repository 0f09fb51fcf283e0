"""Each row of CONTRIBUTING, carried out in a copy: the files it names, no other, and its checks."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import yaml
from pptx import Presentation

from observatory.catalog import models
from observatory.i18n import yaml_tree

INDICATOR = """
late_starters_share:
  name: {en: "Late starters", fr: "Débuts tardifs", ar: "المتأخرون في البدء"}
  definition: {en: "A share made for a test.", fr: "Une part pour un essai.", ar: "نسبة للاختبار."}
  caveat: {en: "It measures nothing.", fr: "Elle ne mesure rien.", ar: "لا تقيس شيئاً."}
  theme: context
  unit: percent
  better: neither
  bounds: [0, 100]
  series:
    - {source: %s, code: %s, sex: T, kind: reported}
"""


def test_an_indicator_is_one_block(checkout):
    checkout.add("data/catalog/indicators.yaml", INDICATOR % ("world_bank", "SL.TEST.ZS"))
    assert checkout.touched == {"data/catalog/indicators.yaml"}
    done = checkout.run("etl", "validate")
    assert done.returncode == 0, done.stderr
    checkout.passes("tests/etl/test_sources.py", "-k", "every_live_series")


SOURCE = """
health_office:
  name: {en: Health office, fr: Office de la santé, ar: مكتب الصحة}
  publisher: {en: Health office, fr: Office de la santé, ar: مكتب الصحة}
  licence: CC BY 4.0
  licence_url: https://example.org/licence
  citation: Health office
  homepage: https://example.org/
  live: true
  base_url: https://example.org/api
"""
MODULE = '''"""The health office: one JSON list a code, a row an area and year."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from etl.shapes import Payload, Request
from etl.sources import NO_VALUE, Parsed, frame
from observatory.catalog.models import Series, Source

SOURCE = "health_office"


def requests(
    series: Sequence[Series],
    source: Source,
    *,
    today: date,
    answered: Mapping[str, Payload],
) -> list[Request]:
    """One request a code."""
    calls = [
        Request(SOURCE, each.code, f"/{each.code}", series_ids=(str(each.series_id),))
        for each in series
    ]
    return [call for call in calls if call.key not in answered]


def parse(payloads: Sequence[Payload], series: Sequence[Series]) -> Parsed:
    """The rows of the series that arrived, and why the others did not."""
    bodies = {payload.request.key: json.loads(payload.body) for payload in payloads}
    cells = [
        (str(each.series_id), row["area"], str(row["year"]), str(row["value"]))
        for each in series
        for row in bodies.get(each.code, [])
    ]
    names = ("series_id", "area", "year", "value")
    rows = frame({name: [cell[at] for cell in cells] for at, name in enumerate(names)})
    given = {cell[0] for cell in cells}
    missing = {str(each.series_id): NO_VALUE for each in series if str(each.series_id) not in given}
    return Parsed(rows, missing)
'''
RECORDED = [{"area": "TUR", "year": 2020, "value": 12.5}, {"area": "SEN", "year": 2021, "value": 7}]


@pytest.fixture
def service():
    """The address of a service that answers every question with the recorded payload."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps(RECORDED).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_source_is_a_module_a_block_and_a_recorded_payload(checkout, service, tmp_path):
    checkout.add("data/catalog/sources.yaml", SOURCE)
    refused = checkout.run("etl", "validate")
    assert refused.returncode == 1
    assert "sources.yaml:health_office:live: found no module" in refused.stderr
    checkout.write("etl/sources/health_office.py", MODULE)
    checkout.write("tests/recorded/health_office/LATE.json", json.dumps(RECORDED))
    assert len(checkout.touched) == 3
    checkout.add("data/catalog/indicators.yaml", INDICATOR % ("health_office", "LATE"))
    checkout.passes("tests/etl/test_sources.py", "-k", "every_source or every_live_series")
    at = {"OBSERVATORY_HEALTH_OFFICE_URL": service, "OBSERVATORY_DATA": str(tmp_path / "data")}
    done = checkout.run("etl", "fetch", "--source", "health_office", **at)
    assert done.returncode == 0, done.stderr
    assert "1 of 1 series arrived" in done.stdout


PAGE = '''"""One page more."""

import streamlit as st

from observatory.ui import frame, url_state

page = frame.begin("one_more", url_state.settling())
st.title(page.text("one_more.title"))
frame.end(page)
'''
PAGE_WORDS = """frame.page.one_more: {en: One more, fr: Une de plus, ar: صفحة أخرى}
one_more.title: {en: One more page, fr: Une page de plus, ar: صفحة أخرى}
"""


def test_a_page_is_a_file_a_row_and_its_words(checkout, warehouse):
    checkout.write("pages/95_one_more.py", PAGE)
    checkout.insert(
        "observatory/ui/navigation.py",
        '    "data": "pages/90_data.py",\n',
        '    "one_more": "pages/95_one_more.py",\n',
    )
    checkout.write("observatory/locales/one_more.yaml", PAGE_WORDS)
    assert len(checkout.touched) == 3
    checkout.passes(
        "tests/pages/test_pages.py",
        "tests/test_texts_asked.py",
        "-k",
        "(renders_its_empty_states and one_more) or test_texts_asked",
    )


def texts_in_turkish(checkout):
    """The texts of a further language, made from the English ones: `locales/tr.yaml`."""
    out = {}
    for path in sorted((checkout.folder / "observatory" / "locales").glob("*.yaml")):
        for key, texts in yaml_tree(path.read_text("utf-8")).items():
            out[key] = texts["en"]
    of_the_catalogue = models.load(checkout.folder / "data" / "catalog").texts()
    return {**out, **{f"catalog.{owner}.{field}": t.en for owner, field, t in of_the_catalogue}}


def dumped(texts):
    fast = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(texts, Dumper=fast, allow_unicode=True, width=10_000)


ROW = '        Language("tr", "Türkçe", "tr", percent="%"),\n'
OPENED = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=120)
page.switch_page("pages/10_explore.py")
page.query_params["lang"] = "tr"
page.query_params["chart"] = "bars"
page.run()
assert not page.exception, page.exception
"""


def test_a_language_is_one_file_of_texts_and_one_row(checkout, warehouse):
    texts = texts_in_turkish(checkout)
    checkout.insert("observatory/i18n.py", "    )\n}\n# The language in which", ROW)
    gone = [
        "frame.name",
        "filters.chart",
        "catalog.countries.TUR.name",
        "catalog.units.percent.short",
    ]
    checkout.write(
        "observatory/locales/tr.yaml", dumped({k: t for k, t in texts.items() if k not in gone})
    )
    refused = checkout.run("pytest", "-q", "tests/test_i18n.py", "-k", "the_same_values")
    assert refused.returncode == 1
    for key in gone[:2]:
        assert f"{key} has no text in tr." in refused.stdout + refused.stderr
    refused = checkout.run("etl", "validate").stderr
    for key in gone[2:]:
        assert f"tr.yaml:{key}: found nothing" in refused
    checkout.write("observatory/locales/tr.yaml", dumped(texts))
    assert checkout.touched == {"observatory/i18n.py", "observatory/locales/tr.yaml"}
    assert checkout.run("etl", "validate").returncode == 0
    checkout.passes("tests/test_i18n.py", "-k", "plural or asks_for or separators")
    path = checkout.folder / "opened.py"
    path.write_text(OPENED, "utf-8")
    done = checkout.run("opened")
    assert done.returncode == 0, done.stderr[-2000:]
    out = checkout.folder.parent / "turkish.csv"
    done = checkout.run("observatory", "csv", "lang=tr&chart=bars", "--lang", "tr", "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.exists()


def test_a_fact_of_the_network_is_one_row(checkout):
    row = "apprenticeships,Apprenticeships,Apprentissage,التلمذة الصناعية,,,2026-11-23\n"
    checkout.add("data/network/topics.csv", row)
    assert checkout.touched == {"data/network/topics.csv"}
    done = checkout.run("etl", "validate")
    assert done.returncode == 0, done.stderr
    checkout.add("data/network/topics.csv", row)
    again = checkout.run("etl", "validate")
    assert again.returncode == 1
    assert "topics.csv:3" in again.stderr


SLIDE = '''

def one_more(network: Network) -> Slide:
    """One slide more."""
    line = network.say("deck.one_more")
    return Slide(line, lines=(line,), notes=(line,), source=line)
'''
SLIDE_WORDS = "deck.one_more: {en: One more slide, fr: Une diapositive de plus, ar: شريحة أخرى}\n"


def test_a_slide_of_the_meetings_deck_is_a_function_a_line_and_its_words(
    checkout, warehouse, tmp_path
):
    checkout.add("observatory/decks/work_slides.py", SLIDE)
    checkout.insert(
        "observatory/decks/ready_made.py",
        "        _decisions(network),\n        *_in_hand",
        "        work.one_more(network),\n",
    )
    checkout.add("observatory/locales/deck.yaml", SLIDE_WORDS)
    assert len(checkout.touched) == 3
    out = tmp_path / "meeting.pptx"
    done = checkout.run("observatory", "deck", "meeting", "--lang", "fr", "-o", str(out))
    assert done.returncode == 0, done.stderr[-2000:]
    titles = [slide.shapes.title.text for slide in Presentation(out).slides if slide.shapes.title]
    assert "Une diapositive de plus" in titles
