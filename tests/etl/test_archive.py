"""The archive: written once, verified when read, and never in the way of an older good pull."""

import gzip
import stat
from datetime import datetime, timedelta

import pytest

from etl.fetch.archive import MANIFEST, Archive
from etl.fetch.http import Reply
from etl.shapes import Request
from observatory.errors import SourceChanged

NOW = datetime(2026, 11, 23, 12)  # noqa: DTZ001 (UTC by name)
BODY = b'{"value": 22.471}'
NEET = "world_bank:SL.UEM.NEET.ZS"


def answer(body=BODY, key="k", **more):
    asked = Request("world_bank", key, "/x", series_ids=(NEET,))
    return Reply(asked, "http://127.0.0.1/x", 200, "application/json", body, NOW, **more)


def test_a_payload_reads_back_as_it_was_and_nobody_may_write_to_it(archive):
    pull = archive.begin("world_bank", "a", NOW)
    added = pull.add(answer(), release="2026-07-13")
    assert pull.payloads() == [added]
    assert (added.body, added.release, added.request.series_ids) == (BODY, "2026-07-13", (NEET,))
    (path,) = pull.folder.glob("*.gz")
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert path.name == f"{added.sha256}.gz"


def test_a_body_that_came_compressed_is_kept_as_it_came(archive):
    packed = gzip.compress(BODY, 9, mtime=1)
    pull = archive.begin("world_bank", "a", NOW)
    pull.add(answer(packed=packed))
    assert next(pull.folder.glob("*.gz")).read_bytes() == packed
    assert pull.payloads()[0].body == BODY


DAMAGES = {
    "another body": gzip.compress(b"other"),
    "torn": gzip.compress(BODY * 99)[:40],
    "no gzip": b"plain",
    "bits turned": gzip.compress(BODY)[:12] + b"\xff" * 12,
    "gone": None,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_payload_is_refused(archive, name):
    pull = archive.begin("world_bank", "a", NOW)
    pull.add(answer())
    (path,) = pull.folder.glob("*.gz")
    path.unlink()
    if DAMAGES[name] is not None:
        path.write_bytes(DAMAGES[name])
    with pytest.raises(SourceChanged, match="damaged or missing"):
        pull.payloads()


def test_a_line_torn_by_a_kill_costs_its_own_row_and_no_other(archive):
    pull = archive.begin("world_bank", "a", NOW)
    pull.add(answer(key="first"))
    with (pull.folder / MANIFEST).open("a") as manifest:
        manifest.write('{"source": "world_bank", "key": "tor')
    pull.add(answer(key="third"))
    assert list(pull.have()) == ["first", "third"]


def test_a_young_interrupted_pull_that_asked_the_same_is_taken_up(archive):
    first = archive.begin("world_bank", "same", NOW)
    soon, late = NOW + timedelta(hours=23), NOW + timedelta(hours=25)
    assert archive.begin("world_bank", "same", soon).pull_id == first.pull_id
    assert archive.begin("world_bank", "other", soon).pull_id != first.pull_id
    assert archive.begin("world_bank", "same", late).pull_id != first.pull_id


def test_a_pull_at_its_end_is_not_taken_up(archive):
    first = archive.begin("world_bank", "same", NOW)
    first.complete([NEET])
    assert archive.begin("world_bank", "same", NOW).pull_id != first.pull_id


def whole(archive, series_id):
    """The pulls in which a series arrived whole, as the archive gives them."""
    return [
        pull.pull_id for pull in archive.pulls("world_bank") if series_id in pull.whole_series()
    ]


def test_pulls_come_newest_first_and_say_which_series_arrived_whole(archive):
    pulls = [archive.begin("world_bank", str(n), NOW + timedelta(microseconds=n)) for n in range(4)]
    pulls[0].complete([NEET])
    pulls[1].complete([NEET, "world_bank:X"])
    pulls[2].complete(["world_bank:X"])
    pulls[3].add(answer())
    assert whole(archive, NEET) == [pulls[1].pull_id, pulls[0].pull_id]
    assert whole(archive, "world_bank:Y") == []
    assert whole(Archive(archive.folder / "nowhere"), NEET) == []


def test_only_the_newest_tagged_answer_of_a_pull_at_its_end_is_asked_about(archive):
    for n, (tag, whole) in enumerate([("v1", True), ("v2", True), ("v3", False)]):
        pull = archive.begin("world_bank", str(n), NOW + timedelta(seconds=n))
        pull.add(answer(f'"{tag}"'.encode(), etag=tag))
        if whole:
            pull.complete([NEET])
    known = archive.last_answers("world_bank")
    assert {key: each.tags["etag"] for key, each in known.items()} == {"k": "v2"}
    assert known["k"].body() == b'"v2"'
