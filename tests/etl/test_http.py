"""How the client holds itself: what costs a deadline, what trips the breaker, what is data."""

import time

import loopback as lo
import pytest

from etl.fetch.http import BREAKER, Client, Clock, base_url, rate, retry_after
from etl.shapes import Request
from observatory.errors import RateLimited, SourceUnavailable

GOOD = lo.Reply(b"[1]")


def asked(number=0):
    return Request("world_bank", str(number), f"/{number}")


@pytest.fixture
def client(terms, at):
    """A client of a scripted service, with other manners where the test says so."""

    def made(service, clock=None, **manners):
        at("world_bank", service.url)
        source = terms.sources["world_bank"].model_copy(update=manners)
        return Client(source, clock or Clock(sleep=lambda _: None))

    return made


def test_a_slow_source_that_answers_is_heard_to_its_end(client):
    with lo.serving(lambda _: lo.Reply(b"[1]", wait=0.2)) as service:
        slow = client(service, deadline_s=0.45)
        assert [slow.get(asked(n)).body for n in range(5)] == [b"[1]"] * 5


def test_a_silent_source_costs_its_deadline_and_no_more(client):
    with lo.serving(lambda _: lo.Reply(b"[1]", wait=3)) as service:
        silent = client(service, read_timeout_s=60.0, deadline_s=0.6)
        start = time.monotonic()
        for number in range(5):
            with pytest.raises(SourceUnavailable, match="no answer"):
                silent.get(asked(number))
        assert time.monotonic() - start < 1.5


def test_a_drip_is_broken_off_at_the_deadline(client):
    with lo.serving(lambda _: lo.Reply(b"[1]" * 40, drip=0.1)) as service:
        dripping = client(service, deadline_s=0.6)
        start = time.monotonic()
        with pytest.raises(SourceUnavailable, match=r"within 1 s|no answer"):
            dripping.get(asked())
        assert time.monotonic() - start < 2


def test_an_address_that_is_gone_is_refused_at_once_and_does_not_trip_the_breaker(client):
    def script(seen):
        return GOOD if seen.path == "/9" else lo.Reply(status=404)

    with lo.serving(script) as service:
        here = client(service)
        for number in range(BREAKER + 2):
            with pytest.raises(SourceUnavailable, match="refused with status 404"):
                here.get(asked(number))
        assert here.get(asked(9)).body == b"[1]"
        assert len(service.asked) == BREAKER + 3


def test_after_failures_in_a_row_a_source_is_left_alone_until_it_is_asked_singly(client):
    with lo.serving(lambda _: lo.Reply(status=503)) as service:
        failing = client(service)
        for number in range(BREAKER + 1):
            with pytest.raises(SourceUnavailable):
                failing.get(asked(number))
        before = len(service.asked)
        with pytest.raises(SourceUnavailable, match="3 requests in a row"):
            failing.get(asked(9))
        assert len(service.asked) == before == BREAKER * failing.source.attempts
        failing.again()
        with pytest.raises(SourceUnavailable, match="status 503 at each of 4 attempts"):
            failing.get(asked(9))


def test_a_source_that_asks_for_a_long_wait_is_not_asked_again(client):
    with lo.serving(lambda _: lo.Reply(status=429, headers={"Retry-After": "7200"})) as service:
        busy = client(service)
        with pytest.raises(RateLimited, match="asks for a wait of 7200 s"):
            busy.get(asked(1))
        busy.again()
        with pytest.raises(SourceUnavailable, match="asks to be left alone"):
            busy.get(asked(2))
        assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("reply", "body"),
    [
        (lo.Reply(b'{"error": "deprecated"}', 400), b'{"error": "deprecated"}'),
        (lo.Reply(b"", 400), None),
        (lo.Reply(b"Bad Request", 400), None),
        (lo.PAGE, None),
        (lo.Reply(b"\xef\xbb\xbf<html></html>"), None),
    ],
)
def test_a_refusal_in_the_services_own_words_is_an_answer_and_a_page_is_none(client, reply, body):
    with lo.serving(lambda _: reply) as service:
        if body is None:
            with pytest.raises(SourceUnavailable):
                client(service).get(asked())
        else:
            assert client(service).get(asked()).body == body
        assert len(service.asked) == (4 if body is None else 1)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("17", 17.0),
        ("", None),
        ("soon", None),
        ("Mon, 01 Jan 2024 00:00:00 GMT", 0.0),
        ("Mon, 01 Jan 2024 00:00:00 -0000", 0.0),
    ],
)
def test_a_wait_is_read_in_seconds_and_as_a_date(header, wait):
    assert retry_after(header) == wait


@pytest.mark.parametrize(
    ("named", "per_second"), [("7.5", 7.5), ("", 2.0), ("x", 2.0), ("-1", 2.0)]
)
def test_the_rate_may_be_named_in_the_environment(terms, monkeypatch, named, per_second):
    source = terms.sources["world_bank"].model_copy(update={"rate_per_second": 2.0})
    monkeypatch.setenv("OBSERVATORY_WORLD_BANK_RATE", named)
    assert rate(source) == per_second


def test_without_a_named_address_every_source_is_asked_over_https(terms, monkeypatch):
    for source_id in ("world_bank", "ilostat", "un_sdg"):
        monkeypatch.delenv(f"OBSERVATORY_{source_id.upper()}_URL", raising=False)
        assert base_url(terms.sources[source_id]).startswith("https://")


def test_an_address_that_is_none_is_named(terms, at, clock):
    at("world_bank", "api.worldbank.org")
    with pytest.raises(SourceUnavailable, match="api.worldbank.org is no web address"):
        Client(terms.sources["world_bank"], clock).get(asked())
