"""A pull of several sources: each goes its own way, and a bad series costs itself alone."""

from datetime import UTC, datetime
from pathlib import Path

import loopback as lo
import pandas as pd
import pytest

from etl.fetch import pull
from etl.figures.gather import gather
from etl.figures.snapshot import read as read_snapshot
from observatory.errors import CatalogError, UnknownIndicator

FIGURES = Path(__file__).resolve().parents[1] / "recorded" / "figures"
WDI = ("SL.UEM.1524.ZS", "SL.UEM.NEET.ZS", "SL.UEM.NEET.ME.ZS")


def world_bank_figures():
    parts = [pd.read_csv(FIGURES / "wdi" / f"{code}.csv").assign(code=code) for code in WDI]
    return pd.concat(parts)[["code", "iso3", "year", "value"]]


def services():
    """All three services, with the recorded figures of a few members."""
    ilo = pd.read_csv(FIGURES / "ilostat" / "SDG_0861_SEX_RT_A.csv", dtype="str").fillna("")
    table = pd.read_csv(FIGURES / "sdg" / "SL_TLF_NEET.csv", dtype="str")
    columns = ["geo_area_code", "time_period", "value", "sex", "nature"]
    neet = [
        (area, float(year), value, sex, nature)
        for area, year, value, sex, nature in table[columns].itertuples(index=False)
    ]
    return lo.all_three(
        lo.world_bank_of(world_bank_figures()),
        lo.ilostat_of({"SDG_0861_SEX_RT_A": ilo}),
        lo.un_sdg_of({"SL_TLF_NEET": neet}),
    )


@pytest.fixture
def pulled(terms, archive, clock, at):
    """Pull indicators from a scripted server that stands for all sources."""

    def run(script, *indicators, sources=()):
        said = []
        wanted = pull.series_to_ask(terms, sources, indicators)
        with lo.serving(script) as service:
            for source_id in pull.modules(terms):
                at(source_id, service.url)
            done = pull.pull(terms, wanted, archive, said.append, clock)
        return done, pull.newest_answers(terms, done, archive), said, service

    return run


def test_three_services_give_the_recorded_figures_and_say_what_is_missing(pulled, terms):
    _, found, said, _ = pulled(services(), "neet_rate")
    live = {harvest.series_id for harvest in found.harvests}
    assert live == {
        "world_bank:SL.UEM.NEET.ZS",
        "world_bank:SL.UEM.NEET.ME.ZS",
        *(f"ilostat:SDG_0861_SEX_RT_A:{sex}" for sex in "TMF"),
        *(f"un_sdg:SL_TLF_NEET:{sex}" for sex in "TMF"),
    }
    gathered = gather(terms, read_snapshot(), found.harvests)
    values = gathered.observations.set_index(["series_id", "iso3", "year"])["value"]
    assert values["ilostat:SDG_0861_SEX_RT_A:T", "TUR", 2020] == 28.32
    assert values["un_sdg:SL_TLF_NEET:F", "BGD", 2016] == 47.0
    assert values["world_bank:SL.UEM.NEET.ZS", "BGD", 2011] == 43.649
    assert gathered.facts["ilostat:SDG_0861_SEX_RT_A:T"].vintage == "2025-11-14"
    assert gathered.facts["un_sdg:SL_TLF_NEET:T"].served_from == "live"
    whys = {each.series_id: each.found for each in found.findings}
    assert "deprecated or invalid dataset" in whys["ilostat:EIP_2EET_SEX_RT_A:T"]
    assert "no row of it" in whys["un_sdg:SL_TLF_NEET_19ICLS:T"]
    assert sorted(said) == sorted(set(said))
    assert "ILOSTAT: 3 of 6 series arrived." in said


def test_a_source_that_is_down_does_not_touch_the_others(pulled):
    good = services()

    def script(asked):
        return lo.Reply(status=503) if asked.path.startswith("/country/") else good(asked)

    done, found, said, _ = pulled(script, "neet_rate")
    assert not done.outcomes["world_bank"].reached
    assert {each.series_id.split(":")[0] for each in found.harvests} == {"ilostat", "un_sdg"}
    assert "World Development Indicators: 0 of 6 series arrived." in said


def many(terms):
    """The codes of the World Bank that are asked for together."""
    return [s.code for _, s in terms.series() if s.source == "world_bank" and s.database is None]


def codes_of(asked):
    return asked.path.rsplit("/", 1)[-1].split(";")


def test_a_code_that_breaks_every_call_it_is_in_costs_itself_alone_also_in_every_call(
    pulled, terms
):
    bad = set(many(terms)[4::9])
    assert len(bad) > 3

    def script(asked):
        if bad & set(codes_of(asked)):
            return lo.Reply(status=500)
        rows = [row for code in codes_of(asked) for row in lo.wb_rows(code, [("TUR", 2020, 20.5)])]
        return lo.Reply(lo.wb_page(rows))

    done, found, _, _ = pulled(script, sources=["world_bank"])
    failures = done.outcomes["world_bank"].failures
    assert set(failures) == {f"world_bank:{code}" for code in bad}
    assert all("status 500" in why for why in failures.values())
    assert len(found.harvests) == len(done.outcomes["world_bank"].series) - len(bad)


def test_the_further_pages_of_good_calls_are_asked_for_when_another_call_fails(pulled, terms):
    bad = many(terms)[0]

    def script(asked):
        if bad in codes_of(asked):
            return lo.Reply(status=500)
        number = int(asked.query["page"][0])
        rows = [
            row
            for code in codes_of(asked)
            for row in lo.wb_rows(code, [("TUR", 2020, 20.5), ("MAR", 2020, 30.5)])
        ]
        half = len(rows) // 2
        part = rows[:half] if number == 1 else rows[half:]
        return lo.Reply(lo.wb_page(part, page=number, pages=2, total=len(rows)))

    done, _, _, service = pulled(script, sources=["world_bank"])
    assert set(done.outcomes["world_bank"].failures) == {f"world_bank:{bad}"}
    seen = [each.raw for each in service.asked if bad not in codes_of(each)]
    assert len(seen) == len(set(seen))


def test_an_announced_million_of_pages_is_not_asked_for(pulled):
    def script(asked):
        number = int(asked.query["page"][0])
        rows = lo.wb_rows(codes_of(asked)[0], [("TUR", 2020, 20.5)])
        return lo.Reply(lo.wb_page(rows, page=number, pages=1_000_000, total=1_000_000))

    done, found, _, service = pulled(script, "new_business_density", sources=["world_bank"])
    assert found.harvests == ()
    assert len(service.asked) <= 80
    assert all("were announced" in why for why in done.outcomes["world_bank"].failures.values())


def test_a_damaged_pull_gives_way_to_an_older_good_one_and_says_so(pulled, archive):
    pulled(services(), "neet_rate", sources=["world_bank"])
    pulled(services(), "neet_rate", sources=["world_bank"])
    newest = archive.pulls("world_bank")[0]
    for path in newest.folder.glob("*.gz"):
        path.unlink()
    _, found, _, _ = pulled(services(), "neet_rate", sources=["un_sdg"])
    old = [each for each in found.harvests if each.series_id.startswith("world_bank:")]
    assert {each.series_id for each in old} == {
        "world_bank:SL.UEM.NEET.ZS",
        "world_bank:SL.UEM.NEET.ME.ZS",
    }
    (damage,) = [each for each in found.findings if each.check == "archive"]
    assert "damaged or missing" in damage.found
    assert newest.pull_id in damage.place


def test_what_is_unchanged_is_counted(pulled):
    good = services()

    def script(asked):
        if asked.headers.get("If-None-Match") == '"v1"':
            return lo.Reply(status=304, headers={"ETag": '"v1"'})
        reply = good(asked)
        return lo.Reply(reply.body, headers={**reply.headers, "ETag": '"v1"'})

    pulled(script, "neet_rate", sources=["un_sdg"])
    _, found, said, _ = pulled(script, "neet_rate", sources=["un_sdg"])
    assert said[-1].endswith("3 of 6 series arrived, 3 of them unchanged.")
    assert all(harvest.fresh for harvest in found.harvests)


def test_names_that_are_none_are_refused_before_anything_is_asked(terms):
    with pytest.raises(CatalogError, match="there are world_bank, ilostat, un_sdg"):
        pull.series_to_ask(terms, ["eurostat"], [])
    with pytest.raises(UnknownIndicator, match="No indicator is called nope"):
        pull.series_to_ask(terms, [], ["nope"])


def test_each_payload_of_a_pull_stands_in_the_payload_table(pulled):
    _, found, _, service = pulled(services(), "neet_rate", sources=["world_bank"])
    rows = found.payloads
    assert len(rows) == len(service.asked)
    assert set(rows["status"]) == {200}
    assert all(len(digest) == 64 for digest in rows["sha256"])
    assert rows["fetched_at"].max() <= datetime.now(UTC).replace(tzinfo=None)
