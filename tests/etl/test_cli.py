"""The command line: what it prints, what it leaves, and how it ends."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import loopback as lo
import pandas as pd
import pytest

from etl.__main__ import main
from etl.figures import snapshot
from etl.reports import dictionary
from observatory.catalog import models
from observatory.methods import texts
from observatory.warehouse.build import current, open_build

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "tests" / "recorded" / "figures"


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("OBSERVATORY_DATA", str(tmp_path))
    for source in ("WORLD_BANK", "ILOSTAT", "UN_SDG"):
        monkeypatch.setenv(f"OBSERVATORY_{source}_URL", "http://127.0.0.1:9")
        monkeypatch.setenv(f"OBSERVATORY_{source}_RATE", "1000")
    return tmp_path


def asked(sql):
    with open_build(current()) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def neet_alone(monkeypatch):
    """The embedded snapshot holds NEET and the weights alone: a refresh is of few figures."""
    whole = snapshot.read()
    kept = [
        series_id
        for series_id in whole.provenance
        if "NEET" in series_id or series_id.startswith("un_population")
    ]
    observations = whole.observations.loc[whole.observations["series_id"].isin(kept)]
    provenance = {series_id: whole.provenance[series_id] for series_id in kept}
    few = replace(whole, observations=observations, provenance=provenance, findings=())
    monkeypatch.setattr(snapshot, "read", lambda: few)


def test_offline_opens_no_socket_and_publishes_the_snapshot_and_commands_print_readable_tables(
    built, data, capsys, socket_disabled
):
    shutil.copytree(built, data, dirs_exist_ok=True)
    first = current()
    assert main(["refresh", "--offline"]) == 0
    assert "Published" in capsys.readouterr().out
    assert asked("select origin from build_info") == [("snapshot",)]
    assert asked("select count(*) > 300000 from observation") == [(True,)]
    second = current()
    assert first != second
    assert main(["status"]) == 0
    out = capsys.readouterr().out
    assert second in out
    lines = [line for line in out.splitlines() if line.startswith("world_bank:SL.UEM.NEET.ZS ")]
    assert len(lines) == 1
    assert "snapshot" in lines[0]
    assert "354" in lines[0]
    assert main(["diff", first, second]) == 0
    assert "no difference" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert "coverage" in capsys.readouterr().out


def test_before_the_first_build_status_ends_with_1_and_one_paragraph(data, capsys):
    assert main(["status"]) == 1
    err = capsys.readouterr().err
    assert "refresh --offline" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["diff", "one"], ["refresh", "--nope"]])
def test_wrong_usage_ends_with_2(arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_no_source_reachable_ends_with_3_and_names_each_reason(data, capsys, monkeypatch):
    monkeypatch.setattr("etl.fetch.http.FIRST_WAIT_S", 0.01)
    assert main(["refresh"]) == 3
    err = capsys.readouterr().err
    assert "connection was refused" in err
    assert not (data / "warehouse" / "CURRENT").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--source", "imf"], "there are world_bank, ilostat, un_sdg"),
        (["--indicator", "nope"], "No indicator is called nope"),
    ],
)
def test_an_unknown_source_or_indicator_is_named_before_anything_is_asked(
    data, capsys, arguments, words
):
    assert main(["refresh", *arguments]) == 1
    assert words in capsys.readouterr().err


def test_debug_shows_the_traceback(data):
    from observatory.errors import NoWarehouse

    with pytest.raises(NoWarehouse):
        main(["status", "--debug"])


def recorded_neet():
    parts = []
    for code in ("SL.UEM.NEET.ZS", "SL.UEM.NEET.ME.ZS"):
        parts.append(pd.read_csv(RECORDED / "wdi" / f"{code}.csv").assign(code=code))
    return pd.concat(parts)[["code", "iso3", "year", "value"]]


def test_a_live_refresh_of_one_indicator_serves_it_live_and_the_rest_from_the_snapshot(
    data, neet_alone, monkeypatch, capsys
):
    with lo.serving(lo.world_bank_of(recorded_neet())) as service:
        monkeypatch.setenv("OBSERVATORY_WORLD_BANK_URL", service.url)
        assert main(["refresh", "--source", "world_bank", "--indicator", "neet_rate"]) == 0
    out = capsys.readouterr().out
    assert "2 of 6 series arrived" in out
    assert "warning: world_bank:SL.UEM.NEET.MA.ZS" in out
    assert asked("select origin from build_info") == [("mixed",)]
    served = dict(
        asked(
            "select series_id, served_from from series where indicator_id = 'neet_rate' and source_id = 'world_bank'"
        )
    )
    assert served["world_bank:SL.UEM.NEET.ZS"] == "live"
    assert served["world_bank:SL.UEM.NEET.MA.ZS"] == "snapshot"
    # The release of 2026-07-13 carries the edition of November 2025; women and men of it did not
    # arrive, so the three stay together as the snapshot has them, and a warning says so.
    modelled = [f"world_bank:SL.UEM.NEET.{sex}ME.ZS" for sex in ("", "MA.", "FE.")]
    assert [served[each] for each in modelled] == ["snapshot"] * 3
    assert asked("select edition from series where series_id = 'world_bank:SL.UEM.NEET.ME.ZS'") == [
        ("2024-11",)
    ]
    assert "editions 2024-11, 2025-11" in out
    assert asked("select count(*) from finding where check_name = 'fallback'") == [(4,)]
    assert asked("select count(*) > 0 from payload") == [(True,)]


def test_a_build_after_a_pull_serves_the_archive(data, neet_alone, monkeypatch):
    with lo.serving(lo.world_bank_of(recorded_neet())) as service:
        monkeypatch.setenv("OBSERVATORY_WORLD_BANK_URL", service.url)
        main(["fetch", "--source", "world_bank", "--indicator", "neet_rate"])
    assert main(["build"]) == 0
    assert asked(
        "select served_from from series where series_id = 'world_bank:SL.UEM.NEET.ZS'"
    ) == [("archive",)]


def test_a_source_of_another_shape_ends_with_1_and_the_last_good_build_serves(
    data, few_figures, monkeypatch, capsys
):
    main(["refresh", "--offline"])
    good = current()
    with lo.serving(lambda _: lo.Reply(b'{"rows": []}')) as service:
        monkeypatch.setenv("OBSERVATORY_WORLD_BANK_URL", service.url)
        assert main(["refresh", "--source", "world_bank", "--indicator", "neet_rate"]) == 1
    assert "answer has changed" in capsys.readouterr().err
    assert current() == good


SLOW = """
import sys
sys.path.insert(0, "tests")
from etl.__main__ import main
from etl.figures import snapshot
sys.exit(main(["fetch", "--source", "world_bank"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a signal of POSIX systems")
def test_a_killed_pull_is_taken_up_again_without_asking_for_what_it_has(data, monkeypatch):
    answered = []

    def script(asked):
        codes = asked.path.rsplit("/", 1)[-1].split(";")
        if len(answered) >= 3:
            time.sleep(30)
        answered.append(asked.path)
        rows = [row for code in codes for row in lo.wb_rows(code, [("TUR", 2020, 20.5)])]
        return lo.Reply(lo.wb_page(rows))

    env = {**os.environ, "OBSERVATORY_DATA": str(data)}
    with lo.serving(script) as service:
        env["OBSERVATORY_WORLD_BANK_URL"] = service.url
        pulling = subprocess.Popen([sys.executable, "-c", SLOW], cwd=ROOT, env=env)
        deadline = time.monotonic() + 20
        while len(list(data.glob("raw/world_bank/*/*.gz"))) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        pulling.send_signal(signal.SIGKILL)
        pulling.wait()
    first = set(answered[:3])
    again = []

    def calm(asked):
        again.append(asked.path)
        codes = asked.path.rsplit("/", 1)[-1].split(";")
        return lo.Reply(
            lo.wb_page([row for code in codes for row in lo.wb_rows(code, [("TUR", 2020, 20.5)])])
        )

    with lo.serving(calm) as service:
        monkeypatch.setenv("OBSERVATORY_WORLD_BANK_URL", service.url)
        assert main(["fetch", "--source", "world_bank"]) == 0
    assert again
    assert first.isdisjoint(again)
    assert len(list(data.glob("raw/world_bank/*"))) == 1


def test_validate_says_that_the_catalogue_is_sound_or_names_every_fault(capsys):
    assert main(["validate"]) == 0
    assert "no fault" in capsys.readouterr().out
    assert main(["validate", str(ROOT / "tests" / "catalog_faults" / "every_file_wrong")]) == 1
    assert capsys.readouterr().err.count("expected") > 3


@pytest.mark.parametrize("command", [["validate"], ["fetch"], ["refresh", "--offline"]])
def test_a_live_source_that_nothing_can_ask_is_named_before_anything_is_done(
    command, data, capsys, monkeypatch
):
    held = models.load()
    more = held.sources["ilostat"].model_copy(update={"source_id": "who_gho"})
    with_more = replace(held, sources={**held.sources, "who_gho": more})
    monkeypatch.setattr(models, "load", lambda *_: with_more)
    assert main(command) == 1
    assert "sources.yaml:who_gho:live: found no module" in capsys.readouterr().err
    assert not list(data.glob("warehouse/*.duckdb"))


@pytest.mark.parametrize(("lang", "name"), [("en", ""), ("fr", ".fr"), ("ar", ".ar")])
def test_the_page_of_methods_is_not_stale(lang, name):
    held = (ROOT / "docs" / f"methods{name}.md").read_text("utf-8")
    assert held == texts.document(lang)


def test_the_data_dictionary_is_not_stale():
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == dictionary.text()
