"""A build is whole or not at all: checks, revisions, publication, and what a kill leaves behind."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from cases import some as some_now

from etl import pipeline
from etl.build import checks, fill, publish
from etl.figures import gather, snapshot
from etl.reports import builds as show
from observatory.catalog import models
from observatory.errors import CheckFailed, NoWarehouse, SchemaMismatch
from observatory.warehouse.build import current, open_build

ROOT = Path(__file__).resolve().parents[2]
TERMS = models.load()
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
YOUTH = "world_bank:SL.UEM.1524.ZS"


def some(values, series_id=YOUTH, **more):
    """What was gathered, with these values {(iso3, year): value} of one series and no more."""
    nothing = gather.nothing(TERMS)
    rows = pd.DataFrame(
        [
            (series_id, iso3, year, value, more.get("estimate", "modelled"))
            for (iso3, year), value in values.items()
        ],
        columns=["series_id", "iso3", "year", "value", "estimate"],
    ).assign(
        supported=pd.array([pd.NA] * len(values), dtype="boolean"),
        standard="",
        status="",
        note="",
        survey="",
    )
    facts = dict(nothing.facts)
    facts[series_id] = gather.Fact("snapshot", "test", more.get("edition"), "test", NOW.date())
    return gather.Gathered(rows, facts)


def published(folder, values, **more):
    return pipeline.publish_build(TERMS, some(values, **more), folder=folder, now=NOW)


def asked(path, sql):
    with open_build(path.stem, path.parent) as connection:
        return connection.execute(sql).fetchall()


TURKIYE = {("TUR", 2020): 25.1, ("TUR", 2021): 22.6, ("TUR", 2022): 19.4}


def test_a_build_is_one_file_with_a_stamp_and_the_pointer_names_it(tmp_path):
    done = published(tmp_path, TURKIYE)
    assert (tmp_path / "CURRENT").read_text() == f"{done.build_id}.duckdb\n"
    assert current(tmp_path) == done.build_id
    assert done.build_id.startswith("20261123T120000Z-")
    assert asked(done.path, "select build_id, origin, audience from build_info") == [
        (done.build_id, "snapshot", "public")
    ]


def test_every_table_and_column_is_explained(built):
    path = next((built / "warehouse").glob("*.duckdb"))
    unexplained = asked(
        path,
        "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''"
        " union all select table_name, '' from duckdb_tables() where not internal and coalesce(comment, '') = ''",
    )
    assert unexplained == []


CONTRACT = """build_info indicator series observation country area_group member instrument recital paragraph paragraph_indicator
assessment event event_framework event_body participation participation_body body office focal_point activity
activity_provider activity_beneficiary activity_event activity_paragraph topic need_offer funding contact_log country_note aggregate
document payload finding revision""".split()


def test_every_table_of_the_contract_stands_from_the_first_build(built):
    path = next((built / "warehouse").glob("*.duckdb"))
    assert set(CONTRACT) <= {
        name for (name,) in asked(path, "select table_name from duckdb_tables()")
    }


def test_the_embedded_snapshot_builds_without_an_error_and_names_all_57(built):
    path = next((built / "warehouse").glob("*.duckdb"))
    assert asked(path, "select count(*) from finding where severity = 'error'") == [(0,)]
    assert asked(path, "select count(*) from country where is_oic") == [(57,)]
    counts = asked(path, "select count(*) from observation")[0][0]
    assert (
        counts
        == len(snapshot.read().observations)
        + asked(path, "select count(*) from observation where series_id like 'derived:%'")[0][0]
    )


def test_series_without_figures_are_declared_and_empty(built):
    path = next((built / "warehouse").glob("*.duckdb"))
    rows = asked(path, "select n_values from series where served_from = 'none'")
    assert rows
    assert {n for (n,) in rows} == {0}
    assert asked(path, "select count(*) from series")[0][0] == len(list(TERMS.series()))


def test_the_oic_aggregate_is_in_the_build_with_what_it_rests_on(built):
    path = next((built / "warehouse").glob("*.duckdb"))
    row = asked(
        path,
        "select value, n, n_members, coverage, weight_name, label from aggregate"
        " where group_id = 'OIC' and series_id = 'world_bank:SL.UEM.NEET.ME.ZS' and year = 2023",
    )[0]
    assert 20 < row[0] < 35
    assert row[2:] == (57, pytest.approx(row[3]), "population_15_24", "published")
    assert row[3] > 0.9


def test_no_aggregate_of_a_sex_is_weighted_by_a_weight_that_has_no_series_of_that_sex(built):
    path = next((built / "warehouse").glob("*.duckdb"))
    weighted = asked(
        path,
        "select distinct s.sex, a.weight_name from aggregate a join series s using (series_id)",
    )
    have = asked(path, "select distinct sex, indicator_id from series where n_values > 0")
    assert {sex for sex, _ in weighted} == {"F", "M", "T"}
    assert set(weighted) <= set(have)
    women = asked(
        path,
        "select round(value, 2) from aggregate where group_id = 'OIC' and year = 2023"
        " and series_id = 'world_bank:SL.UEM.1524.FE.ZS'",
    )
    assert women == [(10.69,)]


@pytest.mark.parametrize(
    ("values", "more", "check"),
    [
        ({("TUR", 2020): 120.0}, {}, "bounds"),
        ({("TUR", 2024): 20.0}, {"edition": "2024-11"}, "projections"),
        ({("TUR", 2023): 20.0}, {"edition": "2024-11", "estimate": "projected"}, "projections"),
    ],
)
def test_a_broken_rule_refuses_the_build_and_the_last_good_one_stays(tmp_path, values, more, check):
    good = published(tmp_path, TURKIYE)
    with pytest.raises(CheckFailed, match="last good build keeps serving") as caught:
        published(tmp_path, values, **more)
    assert {finding.check for finding in caught.value.findings} == {check}
    assert current(tmp_path) == good.build_id
    assert not list(tmp_path.glob("*.tmp*"))


def test_a_sudden_loss_of_values_is_a_warning(tmp_path):
    published(tmp_path, {("TUR", year): 20.0 for year in range(2000, 2020)})
    done = published(tmp_path, {("TUR", year): 20.0 for year in range(2000, 2010)})
    found = asked(done.path, "select found from finding where check_name = 'row_count'")
    assert found == [("10 values, 20 in the build before",)]


def test_revisions_say_what_is_new_revised_and_gone(tmp_path):
    published(tmp_path, TURKIYE)
    done = published(tmp_path, {("TUR", 2021): 22.6, ("TUR", 2022): 19.5, ("TUR", 2023): 17.5})
    rows = asked(
        done.path, "select year, change, before_value, after_value from revision order by year"
    )
    assert rows == [
        (2020, "gone", 25.1, None),
        (2022, "revised", 19.4, 19.5),
        (2023, "new", None, 17.5),
    ]


def test_two_releases_of_youth_unemployment_differ_where_the_ilo_revised(tmp_path):
    folder = ROOT / "tests" / "recorded" / "figures"
    builds = []
    for name in ("vintages/SL.UEM.1524.ZS@2023-12-18.csv", "wdi/SL.UEM.1524.ZS.csv"):
        rows = pd.read_csv(folder / name).query("year <= 2022")
        cells = {(r.iso3, r.year): r.value for r in rows.itertuples()}
        builds.append(published(tmp_path, cells))
    changes = dict(asked(builds[1].path, "select change, count(*) from revision group by 1"))
    assert changes["revised"] > 0
    assert "revised" in show.diff(builds[0].path, builds[1].path)


def test_a_build_against_itself_has_no_difference(tmp_path):
    done = published(tmp_path, TURKIYE)
    assert show.diff(done.path, done.path).endswith("no difference")
    again = published(tmp_path, TURKIYE)
    assert asked(again.path, "select count(*) from revision") == [(0,)]


def test_the_last_five_builds_are_kept(tmp_path):
    first = published(tmp_path, TURKIYE)
    for day in range(1, 7):
        shutil.copy(first.path, tmp_path / f"2020010{day}T000000Z-older.duckdb")
    last = published(tmp_path, TURKIYE)
    left = {path.stem for path in tmp_path.glob("*.duckdb")}
    assert len(left) == publish.KEPT
    assert {first.build_id, last.build_id} <= left


def test_leftovers_of_a_dead_build_are_swept_by_the_next_one(tmp_path):
    (tmp_path / "20200101T000000Z-dead.duckdb.tmp").write_bytes(b"half a build")
    said = []
    with pipeline.alone(tmp_path, said.append):
        pass
    assert not list(tmp_path.glob("*.tmp"))
    assert "20200101T000000Z-dead" in said[0]


def test_a_second_refresh_waits_and_says_so_and_gives_up_in_words(tmp_path):
    said = []
    with (
        pipeline.alone(tmp_path, said.append),
        pytest.raises(pipeline.Busy, match="Nothing was changed"),
    ):
        with pipeline.alone(tmp_path, said.append, wait=0.2):
            pass
    assert "waiting" in said[0]


def test_a_reader_of_the_build_before_keeps_reading_while_a_new_one_is_published(tmp_path):
    first = published(tmp_path, TURKIYE)
    reader = open_build(first.build_id, tmp_path)
    second = published(tmp_path, {("TUR", 2020): 1.0})
    try:
        assert reader.execute("select max(value) from observation").fetchall() == [(25.1,)]
        assert current(tmp_path) == second.build_id
    finally:
        reader.close()


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from etl import pipeline
from etl.build import fill, publish
from etl.figures import gather
from observatory.catalog import models
target, folder = sys.argv[1], Path(sys.argv[2])
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
module, name = target.split(":")
setattr({"fill": fill, "publish": publish, "pipeline": pipeline}[module], name, die)
with pipeline.alone(folder, print):
    pipeline.publish_build(models.load(), gather.nothing(models.load()), folder=folder, now=datetime.now(UTC))
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a signal of POSIX systems")
@some_now(
    "moment",
    ["pipeline:publish", "publish:_through", "publish:_retire", "fill:_figures", "fill:_stamped"],
    now=2,
)
def test_killed_at_any_moment_a_good_build_serves(tmp_path, moment):
    first = published(tmp_path, TURKIYE)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, moment, str(tmp_path)],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL
    serving = current(tmp_path)
    assert (serving == first.build_id) == (moment != "publish:_retire")
    assert publish.is_a_build(tmp_path / f"{serving}.duckdb")
    with pipeline.alone(tmp_path, lambda _: None):
        again = published(tmp_path, TURKIYE)
    assert current(tmp_path) == again.build_id
    assert not list(tmp_path.glob("*.tmp*"))


def test_before_the_first_build_and_for_a_lost_one_the_reader_is_told_what_to_type(tmp_path):
    with pytest.raises(NoWarehouse, match="refresh --offline"):
        current(tmp_path)
    (tmp_path / "CURRENT").write_text("20200101T000000Z-lost.duckdb\n")
    with pytest.raises(NoWarehouse, match="that file is gone"):
        current(tmp_path)


def test_a_build_of_another_schema_is_refused_in_words(tmp_path):
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        connection.execute("create table build_info (build_id varchar)")
    with pytest.raises(SchemaMismatch, match="makes a build of this version"):
        open_build("old", tmp_path)


def test_readers_cannot_write(tmp_path):
    done = published(tmp_path, TURKIYE)
    connection = open_build(done.build_id, tmp_path)
    with pytest.raises(duckdb.Error):
        connection.execute("delete from observation")
    connection.close()


def test_checks_name_an_empty_text(tmp_path):
    done = published(tmp_path, TURKIYE)
    with duckdb.connect(str(done.path)) as connection:
        connection.execute("update unit set name_ar = '' where unit_id = 'percent'")
        found = checks.run(connection, None)
    assert "unit.name_ar" in {finding.place for finding in found if finding.severity == "error"}


def test_the_stamp_has_a_new_id_each_time():
    assert len({fill.stamp(NOW).build_id for _ in range(20)}) == 20


def test_checks_name_rows_of_an_unknown_series_or_area(tmp_path):
    done = published(tmp_path, TURKIYE)
    with duckdb.connect(str(done.path)) as connection:
        connection.execute("update observation set iso3 = 'XXX' where year = 2020")
        found = [finding for finding in checks.run(connection, None) if finding.check == "keys"]
    assert [finding.found for finding in found] == [f"1 rows of {YOUTH} and XXX"]
