"""What services do, and what comes of it: the outcome, and a sentence that says why."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import loopback as lo
import pytest

from etl.fetch import pull
from etl.fetch.http import Client, Clock
from etl.shapes import Request
from observatory.errors import RateLimited, SourceChanged, SourceUnavailable

CODE = "SL.UEM.NEET.ZS"
NEET = f"world_bank:{CODE}"
# National NEET of three members, WDI.
VALUES = [("TUR", 2023, 22.471), ("PSE", 2022, 25.478), ("MAR", 2014, 35.303), ("MAR", 2013, None)]
GOOD = lo.Reply(lo.wb_page(lo.wb_rows(CODE, VALUES)))
SAID = []


def wanted(terms, *series_ids):
    """The series of these ids, by source, as a pull takes them."""
    out = {}
    for _, series in terms.series():
        if series.series_id in series_ids:
            out.setdefault(series.source, []).append(series)
    return out


@pytest.fixture
def ask(terms, archive, clock, at):
    """Pull the NEET series from a scripted World Bank; its outcome."""

    def asked(script, *series_ids, source="world_bank"):
        with lo.serving(script) as service:
            at(source, service.url)
            done = pull.pull(
                terms, wanted(terms, *(series_ids or (NEET,))), archive, SAID.append, clock
            )
            found = pull.newest_answers(terms, done, archive)
        return done.outcomes[source], found, service

    return asked


def rows_of(found, series_id=NEET):
    return {
        (row.area, row.year): row.value
        for harvest in found.harvests
        if harvest.series_id == series_id
        for row in harvest.rows.itertuples()
    }


def test_a_good_answer_arrives_whole_with_its_release_and_keeps_its_digits(ask):
    outcome, found, _ = ask(lambda _: GOOD)
    assert outcome.failures == {}
    assert rows_of(found) == {
        ("TUR", "2023"): "22.471",
        ("PSE", "2022"): "25.478",
        ("MAR", "2014"): "35.303",
    }
    assert found.harvests[0].release == "2026-07-13"
    assert found.harvests[0].fresh
    assert list(found.payloads["status"]) == [200]


@pytest.mark.parametrize(
    ("replies", "requests"),
    [
        pytest.param([lo.Reply(status=500), GOOD], 2, id="500"),
        pytest.param([lo.Reply(status=502), lo.Reply(status=503), GOOD], 3, id="502 and 503"),
        pytest.param([lo.Reply(status=429, headers={"Retry-After": "1"}), GOOD], 2, id="429"),
        pytest.param([lo.Reply(lo.PAGE.body, 400, "text/html"), GOOD], 2, id="400 with a page"),
        pytest.param([lo.PAGE, GOOD], 2, id="a page with 200"),
        pytest.param([lo.Reply(GOOD.body, cut=40), GOOD], 2, id="broken off"),
        pytest.param([lo.Reply(status=403, body=b"no"), GOOD], 2, id="403 once"),
        pytest.param([lo.Reply(GOOD.body, wait=1.2), GOOD], 2, id="too slow once"),
    ],
)
def test_what_passes_is_asked_again_and_then_arrives(ask, replies, requests):
    outcome, found, service = ask(lo.in_turn(*replies))
    assert outcome.failures == {}
    assert len(rows_of(found)) == 3
    assert len(service.asked) == requests


ALWAYS = {
    "500": (lo.Reply(status=500), "status 500 at each of 4 attempts"),
    "503": (lo.Reply(status=503), "status 503"),
    "403": (lo.Reply(status=403, body=b"Forbidden"), "status 403 at each of 4 attempts"),
    "404": (lo.Reply(status=404), "refused with status 404"),
    "429": (lo.Reply(status=429), "too many requests"),
    "a page with 200": (lo.PAGE, "a web page in place of data"),
    "no answer in time": (lo.Reply(GOOD.body, wait=1.5), "no answer"),
    "broken off": (lo.Reply(GOOD.body, cut=40), "broke"),
    "torn gzip": (
        lo.Reply(gzip.compress(GOOD.body)[:60], headers={"Content-Encoding": "gzip"}),
        "broke off",
    ),
}


@pytest.mark.parametrize("name", ALWAYS)
def test_what_does_not_pass_ends_in_one_sentence_and_leaves_no_values(ask, name):
    reply, sentence = ALWAYS[name]
    with pytest.raises(SourceUnavailable, match=sentence) as caught:
        ask(lambda _: reply)
    assert "what was there before serves" in str(caught.value)


def test_a_refused_connection_is_named(terms, archive, clock, at):
    with lo.serving(lambda _: GOOD) as service:
        address = service.url
    at("world_bank", address)
    with pytest.raises(SourceUnavailable, match="connection was refused"):
        pull.pull(terms, wanted(terms, NEET), archive, SAID.append, clock)


NOT_WHOLE = {
    "the error envelope": (
        [lo.Reply(lo.wb_error("120", "The provided parameter value is not valid"))],
        "the service says 120: The provided parameter value is not valid",
    ),
    "a vanished indicator": (
        [lo.Reply(lo.wb_error("175", "The indicator was not found. It may have been deleted or archived."))],
        "the service says 175",
    ),
    "no rows": ([lo.Reply(b'[{"page":0,"total":0},null]')], "the service has no value of it"),
    "total not met": ([lo.Reply(lo.wb_page(lo.wb_rows(CODE, VALUES), total=9))], "4 rows came, 9 were announced"),
    "torn JSON": ([lo.Reply(GOOD.body[:-25])], "the JSON breaks off"),
    "XML": ([lo.Reply(b"<wb:error xmlns:wb='x'><wb:message id='120'/></wb:error>")], "XML or a web page"),
    "another content": ([lo.Reply(b"hello, world", kind="text/plain")], "the JSON breaks off or cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_WHOLE)
def test_an_answer_that_is_not_whole_is_none_and_says_why(ask, name):
    replies, sentence = NOT_WHOLE[name]
    outcome, found, _ = ask(lo.in_turn(*replies))
    assert sentence in outcome.failures[NEET]
    assert rows_of(found) == {}
    assert [str(each) for each in found.findings if sentence in str(each)]


def paged(*pages):
    """A service that has two pages, and gives these for 1 and 2."""

    def script(asked):
        return lo.Reply(pages[int(asked.query["page"][0]) - 1])

    return script


HALVES = lo.wb_rows(CODE, VALUES[:2]), lo.wb_rows(CODE, VALUES[2:])
PAGES = {
    "repeated": ((lo.wb_page(HALVES[0], pages=2, total=4), lo.wb_page(HALVES[0], pages=2, total=4)), r"pages \[1, 1\] came"),
    "shrinking": ((lo.wb_page(HALVES[0], pages=2, total=4), lo.wb_page(HALVES[1], page=2, pages=1, total=2)), "pages disagree"),
    "too short": ((lo.wb_page(HALVES[0], pages=2, total=4), lo.wb_page(HALVES[1][:1], page=2, pages=2, total=4)), "3 rows came, 4"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_counted_and_a_wrong_one_spoils_the_answer(ask, name):
    pages, sentence = PAGES[name]
    outcome, found, _ = ask(paged(*pages))
    assert rows_of(found) == {}
    with pytest.raises(AssertionError, match=sentence):
        raise AssertionError(outcome.failures[NEET])


def test_two_good_pages_are_one_series(ask):
    pages = [lo.wb_page(half, page=i + 1, pages=2, total=4) for i, half in enumerate(HALVES)]
    _, found, service = ask(paged(*pages))
    assert len(rows_of(found)) == 3
    assert len(service.asked) == 2


def test_a_missing_page_leaves_the_series_out(ask):
    def script(asked):
        if asked.query["page"] == ["2"]:
            return lo.Reply(status=500)
        return lo.Reply(lo.wb_page(HALVES[0], pages=2, total=4))

    outcome, found, _ = ask(script)
    assert rows_of(found) == {}
    assert "status 500" in outcome.failures[NEET]


def test_a_renamed_field_is_source_changed_and_names_it(ask):
    rows = [
        {"amount" if name == "value" else name: cell for name, cell in row.items()}
        for row in lo.wb_rows(CODE, VALUES)
    ]
    with pytest.raises(SourceChanged, match="no field value; they have indicator"):
        ask(lambda _: lo.Reply(lo.wb_page(rows)))


def test_one_series_failing_among_thirty_leaves_twenty_nine(ask, terms):
    codes = {
        s.code: str(s.series_id)
        for _, s in terms.series()
        if s.source == "world_bank" and s.database is None
    }
    thirty = dict(list(codes.items())[:30])
    bad = list(thirty)[17]

    def script(asked):
        found = asked.path.rsplit("/", 1)[-1].split(";")
        if bad in found:
            return lo.Reply(lo.wb_error("175", "The indicator was not found."))
        return lo.Reply(lo.wb_page([row for code in found for row in lo.wb_rows(code, VALUES)]))

    outcome, found, _ = ask(script, *thirty.values())
    assert set(outcome.failures) == {thirty[bad]}
    assert {harvest.series_id for harvest in found.harvests} == set(thirty.values()) - {thirty[bad]}


def test_text_nan_doubles_and_strange_areas_are_passed_on_as_they_are(ask):
    rows = lo.wb_rows(
        CODE, [("TUR", 2023, "n/a"), ("XXX", 2023, 5), ("MAR", 2014, 1), ("MAR", 2014, 2)]
    )
    _, found, _ = ask(lambda _: lo.Reply(lo.wb_page(rows)))
    assert sorted(found.harvests[0].rows["value"]) == ["1", "2", "5", "n/a"]


def test_a_wait_beyond_the_deadline_is_rate_limited(terms, clock, at):
    far = format_datetime(datetime.now(UTC) + timedelta(hours=2))
    with lo.serving(lambda _: lo.Reply(status=429, headers={"Retry-After": far})) as service:
        at("world_bank", service.url)
        client = Client(terms.sources["world_bank"], clock)
        with pytest.raises(RateLimited, match="asks for a wait of 7"):
            client.get(Request("world_bank", "k", "/x"))


class Hands:
    """A clock in the test's hands: waiting moves it, and nothing else does."""

    def __init__(self):
        self.time = 0.0
        self.waits = []

    def clock(self, chance=0.5):
        return Clock(now=lambda: self.time, sleep=self.wait, chance=lambda: chance)

    def wait(self, seconds):
        self.waits.append(seconds)
        self.time += seconds


def test_waits_double_with_half_of_each_by_chance(terms, at):
    hands = Hands()
    with lo.serving(lambda _: lo.Reply(status=500)) as service:
        at("world_bank", service.url)
        client = Client(terms.sources["world_bank"], hands.clock(chance=1.0))
        with pytest.raises(SourceUnavailable):
            client.get(Request("world_bank", "k", "/x"))
    assert [round(wait) for wait in hands.waits if wait > 0.1] == [1, 2, 4]


def test_the_wait_that_a_service_asks_for_is_kept(terms, at):
    hands = Hands()
    with lo.serving(
        lo.in_turn(lo.Reply(status=429, headers={"Retry-After": "17"}), GOOD)
    ) as service:
        at("world_bank", service.url)
        Client(terms.sources["world_bank"], hands.clock()).get(Request("world_bank", "k", "/x"))
    assert 17.0 in hands.waits


def test_the_rate_of_a_source_is_kept(terms, at, monkeypatch):
    hands = Hands()
    monkeypatch.setenv("OBSERVATORY_WORLD_BANK_RATE", "4")
    with lo.serving(lambda _: GOOD) as service:
        at("world_bank", service.url)
        client = Client(terms.sources["world_bank"], hands.clock())
        for number in range(9):
            client.get(Request("world_bank", str(number), "/x"))
    assert hands.time == pytest.approx(8 / 4)


def test_a_failing_source_costs_at_most_its_deadline_and_is_then_left_alone(terms, at):
    hands = Hands()
    source = terms.sources["world_bank"]
    with lo.serving(lambda _: lo.Reply(status=500)) as service:
        at("world_bank", service.url)
        client = Client(source, hands.clock())
        for number in range(40):
            with pytest.raises(SourceUnavailable):
                client.get(Request("world_bank", str(number), "/x"))
    assert hands.time <= source.deadline_s <= 120
    assert len(service.asked) == 3 * source.attempts


def test_what_has_not_changed_is_not_sent_twice(ask, monkeypatch):
    tagged = lo.Reply(GOOD.body, headers={"ETag": '"v1"'})

    def script(asked):
        if asked.headers.get("If-None-Match") == '"v1"':
            return lo.Reply(status=304, headers={"ETag": '"v1"'})
        return tagged

    ask(script)
    _, found, service = ask(script)
    assert len(rows_of(found)) == 3
    assert [each.headers.get("If-None-Match") for each in service.asked] == ['"v1"']


def test_every_payload_is_archived_before_it_is_parsed(ask, archive):
    with pytest.raises(SourceChanged):
        ask(lambda _: lo.Reply(b'{"something": "else"}'))
    rows = archive.pulls("world_bank")[0].rows()
    assert [row.status for row in rows] == [200]
    assert json.loads(archive.pulls("world_bank")[0].body(rows[0])) == {"something": "else"}


def test_a_refresh_that_fails_serves_the_last_good_pull(ask):
    ask(lambda _: GOOD)
    outcome, found, _ = ask(lambda _: lo.Reply(lo.wb_error("175", "The indicator was not found.")))
    assert NEET in outcome.failures
    assert len(rows_of(found)) == 3
    assert not found.harvests[0].fresh
    assert "an earlier pull serves" in str(found.findings[0])


def test_the_user_agent_names_the_product(ask):
    _, _, service = ask(lambda _: GOOD)
    assert service.asked[0].headers["User-Agent"].startswith("OIC-PESNET-Observatory/")
