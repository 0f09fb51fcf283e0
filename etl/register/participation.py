"""What follows from the lists of the network's events: a row for every event held and member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from etl.register.eligibility import open_to
from etl.register.tables import Register
from observatory.catalog.models import Catalog
from observatory.methods.participation import NETWORK_FRAMEWORKS


def participation_rows(
    register: Register, terms: Catalog, audience: str
) -> Iterator[Mapping[str, str]]:
    """The rows of table `participation` that an audience may see, those that follow included.

    For every network event held and member without a row: `not_eligible` where the event was not
    open to the member, `absent` where the event's list is complete, else `unknown`. A row that the
    audience may not see counts as `unknown`, whatever it says.
    """
    shown = register.visible(audience)
    said = {(row["event_id"], row["iso3"]) for row in register["participation"]}
    told = {(row["event_id"], row["iso3"]) for row in shown["participation"]}
    for row in shown["participation"]:
        yield row.cells
    network = {
        row["event_id"]
        for row in shown["event_framework"]
        if row["framework"] in NETWORK_FRAMEWORKS
    }
    for event in shown["event"]:
        if event["event_id"] not in network or event["state"] != "held":
            continue
        for member in register["member"]:
            pair = (event["event_id"], member["iso3"])
            if pair in told:
                continue
            follows = {"event_id": pair[0], "iso3": pair[1], "visibility": "public"}
            if not open_to(event, member, terms):
                yield {**follows, "state": "not_eligible"}
            elif event["list_status"] == "complete" and pair not in said:
                document = event["document_id"]
                yield {**follows, "state": "absent", "document_id": document, "evidence_grade": "A"}
            else:
                yield {**follows, "state": "unknown"}
