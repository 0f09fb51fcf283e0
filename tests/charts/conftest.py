"""Answers made by hand from a few published figures, for what no build can stage."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from observatory.answers.answer import Answer
from observatory.answers.columns import COLUMNS, with_types
from observatory.methods.estimates import enters
from observatory.view import View
from observatory.warehouse.build import Build

BUILD = Build(
    build_id="20261123T000000Z-0000",
    built_at=datetime(2026, 11, 23, tzinfo=UTC),
    origin="snapshot",
    app_version="1.0.0",
    audience="public",
    data_date=date(2026, 7, 2),
)
KINDS = {
    "reported": {"series_id": "world_bank:SL.UEM.NEET.ZS", "role": "member"},
    "modelled": {"series_id": "world_bank:SL.UEM.NEET.ME.ZS", "role": "member"},
    "projected": {"series_id": "world_bank:SL.UEM.NEET.ME.ZS", "role": "member"},
}
PLAIN = {
    "unit": "percent",
    "indicator_id": "neet_rate",
    "indicator": "NEET rate",
    "sex": "T",
    "estimate": "reported",
    "source": "World Bank, World Development Indicators",
    "missing": "",
}


@pytest.fixture
def made():
    """An answer of these rows: `made([{"iso3": "MAR", ...}], chart="bars", lang="ar")`."""

    def of(rows, *, by_value=False, **choices):
        given = [{**PLAIN, **KINDS[row.get("estimate", "reported")], **row} for row in rows]
        named = [{"area": row["iso3"], **row} for row in given]
        frame = with_types(pd.DataFrame(named).reindex(columns=list(COLUMNS)))
        frame["compared"] = enters(frame) & (frame["role"] == "member")
        gone = frame.loc[frame["missing"] != "", ["iso3", "area", "indicator", "missing"]]
        return Answer(
            view=View(**choices),
            frame=frame,
            title="NEET rate",
            subtitle="Share of youth",
            source_line="Source",
            notes=(),
            set_aside=gone.assign(reason="found by nobody"),
            unit_short="%",
            decimals=1,
            sorted_by_value=by_value,
            others=(),
            build=BUILD,
            regions=("Arab Group", "Asian Group", "African Group"),
        )

    return of


@pytest.fixture
def tunisia():
    """Tunisia's NEET rate: national values, the model's, and a projection."""
    return [
        {"iso3": "TUN", "year": 2022, "value": 23.8},
        {"iso3": "TUN", "year": 2021, "value": 25.0, "estimate": "modelled"},
        {"iso3": "TUN", "year": 2022, "value": 23.8, "estimate": "modelled"},
        {"iso3": "TUN", "year": 2023, "value": 22.6, "estimate": "modelled"},
        {"iso3": "TUN", "year": 2024, "value": 22.6, "estimate": "projected"},
    ]
