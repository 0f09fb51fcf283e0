"""Who organised an event and who was present beside the members: every row of the register."""

import csv
from pathlib import Path

import pytest

from observatory.i18n import LANGUAGES
from observatory.session import desk
from observatory.topics.organisers import of_member, organisers

REGISTER = Path(__file__).resolve().parents[2] / "data" / "network"


def rows(name):
    with (REGISTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_register_stands_once_with_its_document(warehouse, subtests):
    held = rows("event_bodies") + rows("participation_bodies")
    for lang in LANGUAGES:
        with subtests.test(lang), desk(lang) as at:
            parts = [organisers(at.network, of_network=own) for own in (True, False)]
            assert sum(map(len, parts)) == len(held)
            for part in parts:
                assert (part["document"] != "").all()
                assert (part["role"] != "").all()
                assert not part["role"].str.contains("body_role").any()


def test_partners_present_at_the_meetings_are_named(warehouse):
    with desk("en") as at:
        found = organisers(at.network, of_network=True)
    first = found.loc[found["event"].str.startswith("First Meeting")]
    guests = set(first.loc[first["role"] == "guest", "body"])
    assert any("International Labour Organization" in name for name in guests)


@pytest.mark.parametrize(("iso3", "role"), [("TUR", "co-organiser"), ("MAR", "host")])
def test_a_member_has_the_events_its_institutions_helped_to_make(warehouse, iso3, role):
    known = {row["body_id"] for row in rows("bodies") if row["iso3"] == iso3}
    expected = [
        row
        for row in rows("event_bodies") + rows("participation_bodies")
        if row["body_id"] in known
    ]
    with desk("en") as at:
        found = of_member(at.network, iso3)
    assert len(found) == len(expected) > 0
    assert role in set(found["role"])
