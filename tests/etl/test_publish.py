"""What a disk may do to a build: too full for the next one, and damage to the one in force."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from cases import some
from commands import command
from damage import flip

from etl import pipeline
from etl.build import publish
from observatory.errors import BuildIncomplete
from observatory.warehouse.build import SCHEMA_VERSION, TABLES, current, open_build

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "etl" / "schema.sql"


@pytest.fixture
def data(built, tmp_path, monkeypatch):
    """A data folder of one's own with a good build in force."""
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    monkeypatch.setenv("OBSERVATORY_DATA", str(folder))
    return folder


def in_a_process(*arguments, before):
    """`python -m etl …` as a process of its own, after some words of the shell."""
    words = ["bash", "-c", f'{before} exec "$@"', "bash", sys.executable, "-m", "etl", *arguments]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def left(data):
    return {path.name for path in (data / "warehouse").iterdir()} - {"refresh.lock", "CURRENT"}


@pytest.mark.skipif(os.name == "nt", reason="a limit of the size of files is one of POSIX systems")
@some("kilobytes", [3_000, 6_000, 38_000], now=1)
def test_a_build_that_the_disk_does_not_take_whole_is_not_published(data, kilobytes):
    good = current()
    done = in_a_process("refresh", "--offline", before=f"ulimit -f {kilobytes};")
    assert done.returncode == 1
    assert "did not reach the disk whole" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Published" not in done.stdout
    assert current() == good
    assert left(data) == {f"{good}.duckdb"}


@pytest.mark.nightly
@pytest.mark.skipif(os.name == "nt", reason="a limit of the size of files is one of POSIX systems")
def test_with_room_again_the_next_build_is_published(data):
    good = current()
    assert in_a_process("refresh", "--offline", before="ulimit -f 3000;").returncode == 1
    assert command("etl", "refresh", "--offline").returncode == 0
    assert current() != good
    with open_build(current()) as connection:
        rows = connection.execute("select count(*) from observation").fetchall()
    assert rows[0][0] > 300_000


def written(path, sql=""):
    """A file of the schema with a stamp and one value; `sql` spoils it."""
    with duckdb.connect(str(path)) as connection:
        connection.begin()
        connection.execute(SCHEMA.read_text("utf-8"))
        connection.execute(
            "insert into build_info values ('x', now()::timestamp, 'live', '1', 'public', today(), ?)",
            [SCHEMA_VERSION],
        )
        connection.execute("insert into observation by name select 's' as series_id, 'TUR' as iso3, 2020 as year, 1.0 as value, 'reported' as estimate")  # fmt: skip
        connection.commit()
        connection.execute(sql or "select 1")
    return path


def test_what_a_closed_build_lacks_is_named_and_nothing_of_it_is_left(tmp_path, subtests):
    cases = {
        "select 1": None,
        "drop table aggregate": f"1 of its {len(TABLES)} tables are missing",
        "delete from build_info": "build_info has 0 rows of 1",
        "delete from observation": "observation has 0 rows of 1",
    }
    for sql, reason in cases.items():
        with subtests.test(sql):
            path = written(tmp_path / "x.duckdb.tmp", sql)
            if reason is None:
                assert publish.publish(path, "x", 1).is_file()
                continue
            with pytest.raises(BuildIncomplete) as caught:
                publish.publish(path, "x2", 1)
            assert reason in str(caught.value)
            assert current(tmp_path) == "x"
            assert {each.name for each in tmp_path.iterdir()} == {"x.duckdb", "CURRENT"}
    for name, spoil in {
        "a log beside it": lambda path: path.with_name(f"{path.name}.wal").write_bytes(b"rows"),
        "half of it": lambda path: os.truncate(path, path.stat().st_size // 2),
    }.items():
        with subtests.test(name):
            path = written(tmp_path / "x.duckdb.tmp")
            spoil(path)
            with pytest.raises(BuildIncomplete):
                publish.publish(path, "x2", 1)
            assert {each.name for each in tmp_path.iterdir()} == {"x.duckdb", "CURRENT"}


def test_a_full_disk_at_the_pointer_keeps_the_build_before(tmp_path, monkeypatch):
    publish.publish(written(tmp_path / "x.duckdb.tmp"), "x", 1)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    again = Path(shutil.copy(tmp_path / "x.duckdb", tmp_path / "x2.duckdb.tmp"))
    with pytest.raises(BuildIncomplete, match="No space left on device"):
        publish.publish(again, "x2", 1)
    assert current(tmp_path) == "x"
    assert {each.name for each in tmp_path.iterdir()} == {"x.duckdb", "CURRENT"}


def test_the_tables_a_build_must_have_are_those_of_the_schema():
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text("utf-8"))
        names = connection.execute("select table_name from duckdb_tables()").fetchall()
    assert {name for (name,) in names} == set(TABLES)
    assert len(names) == len(TABLES)


DAMAGE = {
    "0 bytes": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("no database\n" * 1000),
    "half of it": lambda path: os.truncate(path, path.stat().st_size // 2),
    "500 bytes": flip(500),
    "no table": lambda path: (path.unlink(), duckdb.connect(str(path)).close()),
}


@pytest.mark.usefixtures("few_figures")
@some("damage", DAMAGE, now=3)
def test_a_damaged_build_in_force_is_named_and_does_not_keep_the_next_one_from_coming(data, damage):
    good = current()
    DAMAGE[damage](data / "warehouse" / f"{good}.duckdb")
    done = command("etl", "refresh", "--offline")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{good}.duckdb" in done.stdout
    assert current() != good
    with open_build(current()) as connection:
        assert connection.execute("select count(*) from revision").fetchall() == [(0,)]


def test_leftovers_and_hollow_builds_are_swept_and_a_damaged_one_takes_no_good_ones_place(
    tmp_path,
):
    for n in range(1, 6):
        publish.publish(written(tmp_path / f"a{n}.duckdb.tmp"), f"a{n}", 1)
    (tmp_path / "b.duckdb").write_text("no database\n" * 1000)
    (tmp_path / "c.duckdb").write_bytes(b"")
    duckdb.connect(str(tmp_path / "d.duckdb")).close()
    (tmp_path / "e.duckdb.tmp").mkdir()
    (tmp_path / "e.duckdb.tmp" / "spilled").write_bytes(b"x")
    (tmp_path / "f.duckdb.tmp.wal").write_bytes(b"x")
    said = []
    with pipeline.alone(tmp_path, said.append):
        pass
    assert len(said) == 4
    publish.publish(written(tmp_path / "g.duckdb.tmp"), "g", 1)
    left = {path.name for path in tmp_path.glob("*.duckdb*")}
    assert left == {f"{name}.duckdb" for name in ("a2", "a3", "a4", "a5", "b", "g")}
