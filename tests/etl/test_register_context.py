"""What stands around the network is context: it moves no count of the network by one."""

from collections import Counter

import pytest

from etl.register import read
from observatory.catalog import models
from observatory.i18n import LANGUAGES
from observatory.methods.participation import NETWORK_FRAMEWORKS, bounds, cells
from observatory.session import desk
from observatory.topics import participation
from observatory.topics.member import record

TERMS = models.load()
HELD = read.read(TERMS)
OWN = {r["event_id"] for r in HELD["event_framework"] if r["framework"] in NETWORK_FRAMEWORKS}

# Members that a source names at each event of the network, counted before the context was entered.
NAMED = {
    "PESNET-M1-2014": 17,
    "PESNET-M2-2016": 29,
    "PESNET-M3-2021": 2,
    "PESNET-M4-2024": 2,
    "PESNET-NFP-2022": 1,
    "PESCAB-2021-02-LMIS": 1,
    "PESNET-2021-09-STRATEGY": 2,
    "PESNET-2021-11-SKILLS": 1,
    "PESNET-2022-05-MIGRANT": 1,
    "PESNET-2022-09-DIGITAL": 3,
    "PESNET-2022-11-KNOWLEDGE": 8,
}
# Members listed at one event of a measure at least, and the events it counts.
LISTED = {"in_person": (36, 3), "online": (2, 2), "received": (11, 6), "given": (3, 6)}
CONTEXT = {
    "ICLM",
    "OIC Labour Centre",
    "COMCEC",
    "OIC-VET",
    "WAPES",
    "SESRIC",
    "SOCSO",
    "bilateral",
}


def test_no_count_of_participation_moves_by_what_stands_around_the_network():
    named = Counter(
        row["event_id"]
        for row in HELD["participation"]
        if row["event_id"] in OWN and row["state"] == "attended"
    )
    assert named == NAMED
    members = {row["iso3"] for row in HELD["participation"] if row["event_id"] in OWN}
    assert len(members) == 38
    assert OWN - set(NAMED) == {"PESNET-M5-2026", "PESNET-NFP-2025"}


def test_the_measures_of_participation_count_what_they_counted(warehouse):
    with desk("en") as at:
        parts, events = at.network.tables["participation"], at.network.tables["events"]
        for measure, (members, n) in LISTED.items():
            found = cells(parts, events, measure)
            assert found["event_id"].nunique() == n, measure
            assert (bounds(found)["attended"] > 0).sum() == members, measure


def test_the_context_is_in_the_register_with_grade_and_document():
    around = [row for row in HELD["event_framework"] if row["framework"] not in NETWORK_FRAMEWORKS]
    assert {row["framework"] for row in around} == CONTEXT
    events = {row["event_id"] for row in around} - OWN
    rows = [row for row in HELD["participation"] if row["event_id"] in events]
    assert len(events) == len(HELD["event"]) - len(OWN) == 34
    for row in [*rows, *HELD["office"], *HELD["body"], *HELD["instrument"], *HELD["discrepancy"]]:
        assert row["document_id"], row.place
        assert row["evidence_grade"], row.place
    assert Counter(row["event_id"] for row in rows)["COMCEC-PAWG12-2018"] == 16
    assert Counter(row["event_id"] for row in rows)["ICLM-6-2025"] == 13


def test_what_no_second_source_confirms_is_not_in_the_register():
    """The strategy "for 2035", meetings on the margins, and announcements of a signature."""
    for table in ("instrument", "event", "document", "discrepancy"):
        assert not [row.place for row in HELD[table] if "2035" in "".join(row.cells.values())]
    said = {(row["event_id"], row["iso3"]) for row in HELD["participation"]}
    assert not {("ICLM-6-2025", iso3) for iso3 in ("SLE", "GAB", "MRT")} & said
    assert ("OICLC-EB-2025", "BGD") not in said
    signed = {row["iso3"] for row in HELD["office"] if row["role"] == "signatory"}
    assert signed == {"TUR", "SAU", "TGO", "GNB", "BGD"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_members_page_shows_the_context_apart(warehouse, lang):
    with desk(lang) as at:
        network = at.network
        own = set(network.texts(network.events))
        for iso3 in ("SYR", "UZB", "SLE", "BGD", "TUR"):
            events = participation.context(network, iso3)
            assert not set(events["event"]) & own
            evidence = participation.evidence(network, iso3)
            assert not set(evidence["event"]) & set(events["event"])
            offices = record.offices_around(network, iso3)
            assert len(events) + len(offices)
            assert not offices["office"].str.contains("office").any()
            assert set(offices.get("framework", ())) & {"PESNET", "PES-CaB"} == set()
        assert (network.tables["bodies"]["iso3"] == "MOZ").sum() == 1
