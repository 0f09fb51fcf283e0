"""What the answers of each service say, on recorded payloads."""

import hashlib
import importlib
import inspect
import json
import pkgutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import loopback as lo
import pytest

import etl.sources
from etl.fetch import http
from etl.shapes import SOURCE_ROW, Payload, Request
from etl.sources import ilostat, modules, un_sdg, world_bank
from observatory.catalog.models import Series
from observatory.errors import CatalogError, SourceChanged

RECORDED = Path(__file__).resolve().parents[1] / "recorded"
TODAY = date(2026, 11, 23)
MODULES = [
    importlib.import_module(f"etl.sources.{module.name}")
    for module in pkgutil.iter_modules(etl.sources.__path__)
]


def payload(source, key, body, series_ids=()):
    return Payload(
        payload_id=f"test/{key}",
        request=Request(source, key, f"/{key}", series_ids=tuple(series_ids)),
        fetched_at=datetime(2026, 11, 23),  # noqa: DTZ001 (UTC by name)
        status=200,
        content_type="",
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
    )


def series(source, code, sex="T", **more):
    return Series(source=source, code=code, sex=sex, kind="reported", **more)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_source_has_the_same_two_functions(module):
    assert list(inspect.signature(module.requests).parameters) == [
        "series",
        "source",
        "today",
        "answered",
    ]
    assert list(inspect.signature(module.parse).parameters) == ["payloads", "series"]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_live_series_is_asked_for_with_known_parameters_only(module, terms):
    mine = [s for _, s in terms.series() if s.source == module.SOURCE]
    found = module.requests(mine, terms.sources[module.SOURCE], today=TODAY, answered={})
    assert found
    assert {s.code for s in mine} == {code for r in found for code in _codes(r) if code}
    assert all(value for request in found for _, value in request.params)


def with_a_source(terms, source_id):
    """The catalogue with one more live source, a twin of the first under another id."""
    more = terms.sources["world_bank"].model_copy(update={"source_id": source_id})
    return replace(terms, sources={**terms.sources, source_id: more})


def test_a_live_source_is_served_by_the_module_of_its_id(terms):
    live = {key for key, source in terms.sources.items() if source.live}
    assert {key: module.__name__ for key, module in modules(terms).items()} == {
        key: f"etl.sources.{key}" for key in live
    }


def test_a_live_source_without_a_module_is_a_fault_of_its_block(terms):
    with pytest.raises(CatalogError) as found:
        modules(with_a_source(terms, "who_gho"))
    assert str(found.value.findings[0]) == (
        "sources.yaml:who_gho:live: found no module; expected etl/sources/who_gho.py, "
        "since the source is live"
    )


def test_a_module_without_its_two_functions_is_a_fault_of_its_block(terms, tmp_path, monkeypatch):
    (tmp_path / "half.py").write_text("def requests(): ...\n", "utf-8")
    monkeypatch.setattr(etl.sources, "__path__", [*etl.sources.__path__, str(tmp_path)])
    with pytest.raises(CatalogError, match=r"sources\.yaml:half:live.*half\.py without parse"):
        modules(with_a_source(terms, "half"))


def test_what_the_environment_says_of_a_source_is_named_after_its_id(terms, monkeypatch):
    source = with_a_source(terms, "who_gho").sources["who_gho"]
    monkeypatch.setenv("OBSERVATORY_WHO_GHO_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("OBSERVATORY_WHO_GHO_RATE", "7")
    assert (http.base_url(source), http.rate(source)) == ("http://127.0.0.1:9", 7.0)


def _codes(request):
    return request.key.rpartition("@")[0].split(";") if "@" in request.key else [
        request.key if request.key != ilostat.CONTENTS else ""
    ]  # fmt: skip


def test_the_world_bank_is_asked_for_several_series_a_call_within_its_limits(terms):
    mine = [s for _, s in terms.series() if s.source == "world_bank"]
    found = world_bank.requests(mine, terms.sources["world_bank"], today=TODAY, answered={})
    codes = [request.url.rsplit("/", 1)[-1] for request in found]
    assert max(len(each.split(";")) for each in codes) <= 60
    assert max(len(each) for each in codes) <= 1500
    assert len(found) < len(mine) / 3
    assert ("date", "1960:2026") in found[0].params
    archived = [r for r in found if dict(r.params)["source"] == "57"]
    assert {r.url.rsplit("/", 1)[-1] for r in archived} == {"IC.REG.DURS", "IC.REG.PROC"}


def test_a_recorded_answer_of_several_series_whose_total_is_not_met_is_refused():
    body = (RECORDED / "world_bank" / "data_country_AF_multi_indicator_2019.json").read_bytes()
    wanted = [series("world_bank", "SH.STA.MMRT"), series("world_bank", "SG.LAW.CHMR")]
    found = world_bank.parse([payload("world_bank", "SH.STA.MMRT;SG.LAW.CHMR@1", body)], wanted)
    assert found.rows.empty
    assert all("236 were announced" in why for why in found.missing.values())


def test_the_same_answer_with_its_true_total_gives_its_values():
    block = json.loads(
        (RECORDED / "world_bank" / "data_country_AF_multi_indicator_2019.json").read_bytes()
    )
    block[0]["total"] = len(block[1])
    wanted = [series("world_bank", "SH.STA.MMRT"), series("world_bank", "SG.LAW.CHMR")]
    body = b"\xef\xbb\xbf" + json.dumps(block).encode()
    found = world_bank.parse([payload("world_bank", "SH.STA.MMRT;SG.LAW.CHMR@1", body)], wanted)
    rows = found.rows.loc[found.rows["series_id"] == "world_bank:SH.STA.MMRT"]
    assert list(found.rows.columns) == list(SOURCE_ROW)
    assert rows.set_index("year")["value"].to_dict() == {"2017": "638", "2016": "673"}
    assert set(rows["area"]) == {"AFG"}
    assert set(found.releases.values()) == {"2019-10-02"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("error_120_invalid_value.json", "the service says 120"),
        ("error_175_archived_or_deleted.json", "the service says 175"),
        ("empty_range_null_rows.json", "no value"),
        ("empty_source_indicators.xml", "XML"),
        ("batch_mrnev1_IND_2026-08.json", "1 rows came, 4 were announced"),
    ],
)
def test_recorded_answers_without_values_say_why(name, why):
    body = (RECORDED / "world_bank" / name).read_bytes()
    found = world_bank.parse([payload("world_bank", "A.B@1", body)], [series("world_bank", "A.B")])
    assert why in found.missing["world_bank:A.B"]


UNE = {
    "several": True,
    "where": {"sex": "SEX_T", "classif1": "AGE_AGGREGATE_Y15-24|AGE_YTHADULT_Y15-24"},
}


def test_ilostat_is_read_by_header_and_filtered_again():
    body = (RECORDED / "ilostat" / "rplumber_data_indicator_UNE_DEAP_SEX_AGE_RT_A.csv").read_bytes()
    wanted = [series("ilostat", "UNE_DEAP_SEX_AGE_RT_A", **UNE)]
    found = ilostat.parse([payload("ilostat", "UNE_DEAP_SEX_AGE_RT_A", body)], wanted)
    row = found.rows.loc[(found.rows["area"] == "USA") & (found.rows["year"] == "2025")].iloc[0]
    assert (row["value"], row["status"]) == ("9.981", "B")
    assert row["note"] == "C6:1058_I11:264_R1:3513_R1:2803_T2:85"
    assert row["survey"] == "BA:453"
    assert len(found.rows.loc[(found.rows["area"] == "USA") & (found.rows["year"] == "2025")]) == 1


def test_the_older_order_of_columns_is_read_as_well():
    body = (RECORDED / "ilostat" / "bulk_SDG_0861_SEX_RT_A.head.csv").read_bytes()
    wanted = [series("ilostat", "SDG_0861_SEX_RT_A", several=True, where={"sex": "SEX_F"}, sex="F")]
    found = ilostat.parse([payload("ilostat", "SDG_0861_SEX_RT_A", body)], wanted)
    assert found.rows.set_index(["area", "year"])["value"]["AFG", "2021"] == "81.25"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("rplumber_retired_dataset_400.json", "deprecated or invalid dataset id=FOO_BAR_A"),
        ("rplumber_unknown_code_header_only.csv", "only a header came"),
    ],
)
def test_ilostat_says_why_it_has_nothing(name, why):
    body = (RECORDED / "ilostat" / name).read_bytes()
    found = ilostat.parse([payload("ilostat", "FOO_BAR_A", body)], [series("ilostat", "FOO_BAR_A")])
    assert why in found.missing["ilostat:FOO_BAR_A"]


def test_a_column_that_is_gone_is_source_changed():
    body = lo.ilo_csv([("KEN", "BX:1", "X", "SEX_T", "AGE", "2021", "5")], header=("ref_area", "source", "indicator", "sex", "classif1", "period", "obs_value"))  # fmt: skip
    with pytest.raises(SourceChanged, match="no column time; it has ref_area"):
        ilostat.parse([payload("ilostat", "X_A", body)], [series("ilostat", "X_A")])


def test_a_table_that_breaks_off_is_none():
    body = lo.ilo_csv([("KEN", "BX:1", "X", "SEX_T", "AGE", "2021", "5.585", "")])[:-9]
    found = ilostat.parse([payload("ilostat", "X_A", body)], [series("ilostat", "X_A")])
    assert "breaks off" in found.missing["ilostat:X_A"]


def test_ilo_regions_and_model_sources_inside_a_national_table_are_modelled():
    body = lo.ilo_csv([
        ("X01", "XA:2", "X", "SEX_T", "AGE", "2027", "21.0", ""),
        ("KEN", "XA:1909", "X", "SEX_T", "AGE", "2024", "20.0", ""),
        ("KEN", "BX:1", "X", "SEX_T", "AGE", "2021", "19.0", "U"),
    ])  # fmt: skip
    found = ilostat.parse([payload("ilostat", "X_A", body)], [series("ilostat", "X_A")])
    assert list(found.rows["estimate"]) == ["modelled", "modelled", ""]


def test_the_table_of_contents_gives_the_release_of_a_dataset():
    body = lo.ilo_csv([("KEN", "BX:1", "X", "SEX_T", "AGE", "2021", "19.0", "")])
    contents = json.dumps([{"id": "X_A", "last.update": "2025-11-14 09:00:00"}]).encode()
    found = ilostat.parse(
        [payload("ilostat", ilostat.CONTENTS, contents), payload("ilostat", "X_A", body)], [series("ilostat", "X_A")]
    )  # fmt: skip
    assert found.releases == {"ilostat:X_A": "2025-11-14"}


def test_plus_signs_of_ilostat_stay_literal(terms):
    mine = [s for _, s in terms.series() if s.source == "ilostat"]
    found = ilostat.requests(mine, terms.sources["ilostat"], today=TODAY, answered={})
    asked = next(request for request in found if request.key == "SDG_0861_SEX_RT_A")
    assert "sex=SEX_F+SEX_M+SEX_T" in asked.url


NEET = {"several": True, "where": {"sex": "BOTHSEX|bothsex", "age": "15-24|Y15T24"}}
ROWS = [
    ("792", 2019.0, "26.0", "BOTHSEX", "C"),
    ("792", 2019.0, "34.0", "FEMALE", "C"),
    ("1", 2019.0, "22.3", "BOTHSEX", "M"),
    ("275", 2019.0, "NaN", "BOTHSEX", "C"),
    ("504", 2019.0, "<5", "BOTHSEX", "E"),
]  # fmt: skip


def test_un_rows_are_picked_by_their_dimensions_and_keep_their_texts():
    body = lo.sdg_page("SL_TLF_NEET", ROWS) + b"\x00" * 64
    wanted = [series("un_sdg", "SL_TLF_NEET", **NEET)]
    found = un_sdg.parse([payload("un_sdg", "SL_TLF_NEET@1", body)], wanted)
    assert found.rows[["area", "year", "value", "estimate"]].to_numpy().tolist() == [
        ["792", "2019.0", "26.0", ""],
        ["1", "2019.0", "22.3", "modelled"],
        ["275", "2019.0", "NaN", ""],
        ["504", "2019.0", "<5", "imputed"],
    ]


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ([lo.sdg_page("S", ROWS[:2], pages=2, total=5)], "1 pages came, 2 were announced"),
        (
            [
                lo.sdg_page("S", ROWS[:2], pages=2, total=4),
                lo.sdg_page("S", ROWS[:2], pages=2, total=4),
            ],
            "came twice",
        ),
        ([lo.sdg_page("S", ROWS, total=9)], "5 rows came, 9 were announced"),
        ([lo.sdg_page("S", ROWS)[:-30]], "breaks off"),
    ],
)
def test_un_pages_are_counted(pages, why):
    given = [payload("un_sdg", f"S@{i + 1}", body) for i, body in enumerate(pages)]
    found = un_sdg.parse(given, [series("un_sdg", "S")])
    assert why in found.missing["un_sdg:S"]


def test_a_recorded_page_of_the_un_that_is_one_of_many_is_refused():
    body = (RECORDED / "un_sdg" / "v1_Indicator_Data_6.4.2_page1.json").read_bytes()
    found = un_sdg.parse(
        [payload("un_sdg", "ER_H2O_STRESS@1", body)], [series("un_sdg", "ER_H2O_STRESS")]
    )
    assert "201 were announced" in found.missing["un_sdg:ER_H2O_STRESS"]


def test_a_field_of_the_un_that_is_gone_is_source_changed():
    block = json.loads(lo.sdg_page("S", ROWS))
    block["data"] = [
        {name: cell for name, cell in row.items() if name != "geoAreaCode"} for row in block["data"]
    ]
    with pytest.raises(SourceChanged, match="no field geoAreaCode"):
        un_sdg.parse(
            [payload("un_sdg", "S@1", json.dumps(block).encode())], [series("un_sdg", "S")]
        )
