"""The one socket, against real servers on this machine: pace, patience, refusals, secrets, and where it never goes."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import logging
import socket
import ssl
import threading
import time
from email.utils import formatdate
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from world.exchange import Ask, Reply, as_json
from world.faults import Faults
from world.server import Service, World

from papercite import __version__, net
from papercite.errors import ConfigError, ProviderError, Refused
from papercite.net import ATTEMPTS, FAILURES_TO_BREAK, Net, Sent, Settings, settings_of
from papercite.providers.provider import Provider, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from world.facts import Shelf
    from world.log import Seen

ONE, TWO = "one.test", "two.test"
SOURCE = Provider("source", (ONE, TWO), (), 0.0)
HERE, THERE = Request(f"https://{ONE}/a"), Request(f"https://{TWO}/b")
OK = as_json({"fine": True})


# ---- the pieces

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@pytest.fixture(autouse=True)
def _no_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is encrypted, and reading the list of authorities takes longer than most of these tests."""
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: NO_TLS)


class Clock:
    """Time that runs faster than that of the machine, and a record of the pauses."""

    def __init__(self, speed: float = 100.0) -> None:
        """Begin now."""
        self.speed, self.pauses = speed, list[float]()
        self._begun = time.monotonic()

    def now(self) -> float:
        """Unix time."""
        return 1_800_000_000 + (time.monotonic() - self._begun) * self.speed

    async def sleep(self, seconds: float) -> None:
        """Wait, and remember how long."""
        self.pauses.append(round(seconds, 3))
        await asyncio.sleep(seconds / self.speed)


class Book:
    """The bookings of the cache, in memory."""

    def __init__(self) -> None:
        """Nothing is booked."""
        self.starts: dict[str, float] = {}
        self.holds: dict[str, float] = {}
        self.troubles: list[str] = []

    def reserve(self, host: str, pace_s: float, at: float) -> float:
        """See net.Pace."""
        start = max(at, self.starts.get(host, 0.0))
        self.starts[host] = start + pace_s
        return start

    def hold(self, host: str, until: float) -> None:
        """See net.Pace."""
        self.holds[host] = max(until, self.holds.get(host, 0.0))

    def held_until(self, host: str, at: float | None = None) -> float:
        """See net.Pace."""
        return self.holds.get(host, 0.0) if at is None or self.holds.get(host, 0.0) < at + 1e6 else 0.0

    def trouble(self, host: str, what: str, at: float) -> None:
        """See net.Pace."""
        self.troubles.append(f"{host}: {what} ({at:.0f})")


class Script:
    """A service that gives prepared answers in turn, the last one for ever."""

    def __init__(self, *replies: Reply | Callable[[], Reply]) -> None:
        """What it will say."""
        self._replies, self._turn = replies, threading.Lock()
        self._told = 0

    def __call__(self, ask: Ask, shelf: Shelf) -> Reply:  # noqa: ARG002  # it answers whatever it is asked
        """The next answer."""
        with self._turn:
            reply = self._replies[min(self._told, len(self._replies) - 1)]
            self._told += 1
        return reply if isinstance(reply, Reply) else reply()


def script(*replies: Reply | Callable[[], Reply], **world: Any) -> World:
    """A world of two hosts; the first gives these answers, the second is always fine."""
    services = {ONE: Service(Script(*(replies or (OK,)))), TWO: Service(Script(OK))}
    return World((), services=services, **world)


def faulty(*kinds: str, **faults: Any) -> World:
    """A world of two hosts, the first of which has faults."""
    return script(faults={ONE: Faults(kinds, **faults)})


class Asked(NamedTuple):
    """What came of some requests."""

    outcomes: list[Sent | BaseException]
    net: Net
    book: Book
    clock: Clock

    @property
    def statuses(self) -> list[int | str]:
        """Status of each answer, or the kind of error."""
        return [one.answer.status if isinstance(one, Sent) else "Refused" if isinstance(one, Refused) else "Unreachable"
                for one in self.outcomes if isinstance(one, Sent | ProviderError)]  # fmt: skip

    @property
    def error(self) -> ProviderError:
        """The last outcome, which must be an error of ours."""
        assert isinstance(self.outcomes[-1], ProviderError), self.outcomes[-1]
        return self.outcomes[-1]

    @property
    def refusal(self) -> Refused:
        """The last outcome, which must be a refusal."""
        assert isinstance(self.outcomes[-1], Refused), self.outcomes[-1]
        return self.outcomes[-1]


def ask(
    world: World | str,
    requests: Request | Iterable[Request] = HERE,
    provider: Provider = SOURCE,
    *,
    at_once: bool = False,
    book: Book | None = None,
    clock: Clock | None = None,
    environment: Mapping[str, str] | None = None,
    etag: str = "",
    **settings: Any,
) -> Asked:
    """Send requests one after the other or all at once; errors of ours are outcomes too."""
    wanted = [requests] if isinstance(requests, Request) else list(requests)
    book, clock = book or Book(), clock or Clock()
    gateway = world if isinstance(world, str) else world.url

    async def run() -> Asked:
        async with Net(book, Settings(gateway=gateway, **settings), now=clock.now, sleep=clock.sleep,
                       jitter=lambda: 1.0, environment=environment or {}) as client:  # fmt: skip
            sends = [client.send(provider, request, etag=etag) for request in wanted]
            if at_once:
                return Asked(await asyncio.gather(*sends, return_exceptions=True), client, book, clock)
            outcomes: list[Sent | BaseException] = []
            for send in sends:
                try:
                    outcomes.append(await send)
                except ProviderError as error:
                    outcomes.append(error)
            return Asked(outcomes, client, book, clock)

    return asyncio.run(run())


def gaps(seen: Sequence[Seen], clock: Clock) -> list[float]:
    """Seconds between requests, as the clock counts them."""
    return [(later.at - earlier.at) * clock.speed for earlier, later in pairwise(seen)]


def real() -> Clock:
    """Time as it is."""
    return Clock(1.0)


# ---- pace


def test_starts_keep_their_distance() -> None:
    with script(latency_s=0.15) as world:
        ask(world, [HERE] * 4, SOURCE._replace(pace_s=0.1, concurrency=4), at_once=True, clock=real())
        assert len(world.seen) == 4
        assert world.pace_kept(ONE, 0.1, slack_s=0.03)
        assert world.most_at_once(ONE) > 1


def test_each_host_has_its_own_pace() -> None:
    with script() as world:
        begun = time.monotonic()
        ask(world, [HERE, THERE], SOURCE._replace(pace_s=5.0), at_once=True, clock=real())
        assert time.monotonic() - begun < 2.5
        assert world.counts() == {ONE: 1, TWO: 1}


def test_a_gateway_on_this_machine_may_be_asked_faster() -> None:
    with script() as world:
        begun = time.monotonic()
        ask(world, [HERE] * 3, SOURCE._replace(pace_s=10.0), clock=real(), pace_scale=0.01)
        assert time.monotonic() - begun < 5
        assert world.pace_kept(ONE, 0.1, slack_s=0.03)


@pytest.mark.parametrize("concurrency", [1, 2])
def test_no_more_at_once_than_the_source_allows(concurrency: int) -> None:
    with script(latency_s=0.03) as world:
        asked = ask(world, [HERE] * 6, SOURCE._replace(concurrency=concurrency), at_once=True)
        assert asked.statuses == [200] * 6
        assert world.most_at_once(ONE) == concurrency


def test_a_start_that_others_booked_far_ahead_is_waited_for() -> None:
    """Ten processes may have booked the next minutes."""
    book, clock = Book(), Clock(300)
    book.starts[ONE] = clock.now() + 100
    with script() as world:
        begun = clock.now()
        ask(world, HERE, SOURCE._replace(pace_s=3.0), book=book, clock=clock)
        assert clock.now() - begun >= 99


def test_rate_headers_slow_us_down() -> None:
    slow = OK._replace(headers={"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s"})
    with script(slow) as world:
        ask(world, [HERE] * 5, clock=real())
        assert all(gap >= 0.07 for gap in gaps(world.seen[1:], real()))


def test_rate_headers_never_make_us_faster_than_the_row() -> None:
    fast = OK._replace(headers={"x-rate-limit-limit": "1000", "x-rate-limit-interval": "1s"})
    with script(fast) as world:
        ask(world, [HERE] * 4, SOURCE._replace(pace_s=0.1), clock=real())
        assert world.pace_kept(ONE, 0.1, slack_s=0.03)


@pytest.mark.parametrize("limit", ["", "0", "many", "²", "-3", "1e9", "."])
def test_rate_headers_that_say_nothing_change_nothing(limit: str) -> None:
    odd = OK._replace(headers={"x-rate-limit-limit": limit, "x-rate-limit-interval": limit,
                               "x-ratelimit-remaining": limit, "x-ratelimit-reset": limit,
                               "x-concurrency-limit": limit})  # fmt: skip
    with script(odd) as world:
        assert ask(world, [HERE] * 2).statuses == [200, 200]


def test_the_concurrency_that_a_service_names_is_obeyed() -> None:
    """Crossref lets one of the public pool in at a time, three of the polite one."""
    with script(OK._replace(headers={"x-concurrency-limit": "1"}), latency_s=0.03) as world:

        async def run() -> None:
            async with Net(Book(), Settings(gateway=world.url)) as client:
                provider = SOURCE._replace(concurrency=3)
                await client.send(provider, HERE)
                await asyncio.gather(*(client.send(provider, HERE) for _ in range(4)))

        asyncio.run(run())
        assert max(seen.at_once for seen in world.seen[1:]) == 1


def test_an_allowance_that_is_spent_holds_the_host() -> None:
    spent = OK._replace(headers={"x-ratelimit-remaining": "0", "x-ratelimit-reset": "5"})
    with script(spent, OK) as world:
        asked = ask(world, [HERE, HERE], clock=Clock(20))
        assert asked.statuses == [200, 200]
        assert gaps(world.seen, asked.clock)[0] >= 4.5


def test_a_reset_may_be_a_time_of_day() -> None:
    """Some services count the seconds until the reset, others give its Unix time."""
    clock = Clock()

    def spent() -> Reply:
        headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": f"{clock.now() + 5:.0f}"}
        return OK._replace(headers=headers)

    with script(spent, OK) as world:
        assert ask(world, [HERE, HERE], clock=clock).statuses == [200, 200]


# ---- Retry-After


def refuse(wait: str, status: int = 429) -> Reply:
    """A refusal that names a time."""
    return Reply(status, b"Rate exceeded.", "text/plain", {"Retry-After": wait})


def test_retry_after_holds_the_whole_host_and_no_other() -> None:
    with script(refuse("6"), OK) as world:
        asked = ask(world, [HERE, HERE, HERE, THERE], at_once=True, clock=Clock(20))
        here = world.asked(ONE)
        assert asked.statuses == [200] * 4
        assert len(here) == 4
        assert gaps(here, asked.clock)[0] >= 5.5  # the others waited for the first to be let in
        assert world.asked(TWO)[0].at < here[1].at


def test_retry_after_may_be_a_date() -> None:
    clock = Clock(20)
    with script(lambda: refuse(formatdate(clock.now() + 8, usegmt=True)), OK) as world:
        asked = ask(world, [HERE, HERE], at_once=True, clock=clock)
        assert asked.statuses == [200, 200]
        assert gaps(world.seen, clock)[0] >= 6  # a date has no fractions


def test_the_pace_is_kept_when_a_hold_ends() -> None:
    """Those who wait must not all start at the same moment."""
    with script(refuse("4"), OK, latency_s=0.05) as world:
        clock = Clock(10)
        asked = ask(world, [HERE] * 4, SOURCE._replace(pace_s=1.0, concurrency=4), at_once=True, clock=clock)
        assert asked.statuses == [200] * 4
        after = [seen for seen in world.seen if seen.at > world.seen[0].at + 0.3]
        assert all(gap >= 0.7 for gap in gaps(after, clock)), gaps(after, clock)


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_wants_us_away_for_long_is_left_alone(status: int) -> None:
    book, clock = Book(), Clock()
    with script(refuse("3600", status)) as world:
        asked = ask(world, [HERE, HERE, THERE], book=book, clock=clock)
        assert asked.statuses == ["Refused", "Unreachable", 200]
        first, second = asked.outcomes[:2]
        assert isinstance(first, Refused)
        assert (first.status, first.retry_after_s) == (status, 3600)
        assert "stay away" in str(second)
        assert ask(world, HERE, book=book, clock=clock).statuses == ["Unreachable"]  # another process
        assert world.counts() == {ONE: 1, TWO: 1}
        assert clock.pauses == []


def test_waits_that_add_up_to_over_a_minute_are_not_waited_for() -> None:
    with script(refuse("40")) as world:
        asked = ask(world, HERE, clock=Clock(400))
        assert (asked.statuses, len(world.seen)) == (["Refused"], 2)


@pytest.mark.parametrize(
    "wait", ["", "soon", "-5", "²", "1e3", "Mon, 99 Foo 2026 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 -0000", "0"]
)
def test_a_retry_after_that_says_nothing_is_none(wait: str) -> None:
    with script(refuse(wait), OK) as world:
        asked = ask(world)
        assert asked.statuses == [200]
        assert sum(asked.clock.pauses) <= 1.5


def test_a_date_that_is_past_is_no_wait() -> None:
    with script(refuse("Mon, 02 Nov 2020 08:00:00 GMT"), OK) as world:
        assert sum(ask(world).clock.pauses) == 0


# ---- trying again


@pytest.mark.parametrize("kind", ["429", "500", "502", "503", "504", "hang up", "hang up midway"])
def test_some_troubles_pass(kind: str) -> None:
    with faulty(kind, most=2) as world:
        asked = ask(world)
        assert (asked.statuses, len(world.seen)) == ([200], 3)
        assert asked.clock.pauses == [1.0, 2.0]


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [("429", "Refused", "status 429"), ("503", "Refused", "status 503"), ("hang up", "Unreachable", "no answer"),
     ("hang up midway", "Unreachable", "no answer")],
)  # fmt: skip
def test_patience_ends(kind: str, error: str, words: str) -> None:
    with faulty(kind) as world:
        asked = ask(world)
        assert (asked.statuses, len(world.seen)) == ([error], ATTEMPTS)
        assert asked.clock.pauses == [1.0, 2.0, 4.0]
        assert words in asked.error.why
        assert words in asked.book.troubles[-1]
        assert (asked.error.provider, asked.error.url) == ("source", HERE.url)


def test_each_source_has_its_own_first_pause() -> None:
    with faulty("503") as world:
        slow = SOURCE._replace(backoff_s=5.0)
        assert ask(world, HERE, slow, clock=Clock(200)).clock.pauses == [5.0, 10.0, 20.0]
        assert ask(world, HERE, slow, clock=Clock(200), pace_scale=0.1).clock.pauses == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("kind", ["400", "401", "403", "410", "challenge", "login", "html", "redirect outside"])
def test_some_answers_will_not_change(kind: str) -> None:
    with faulty(kind) as world:
        asked = ask(world)
        assert (asked.statuses, len(world.seen), asked.clock.pauses) == (["Refused"], 1, [])
        assert asked.refusal.retry_after_s is None


def test_a_challenge_is_not_asked_again_whatever_its_status() -> None:
    wall = Reply(503, b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "text/html")
    with script(wall) as world:
        asked = ask(world)
        assert (asked.refusal.status, len(world.seen)) == (503, 1)


def test_a_404_is_an_answer() -> None:
    missing = Reply(404, b"Resource not found.", "text/plain")
    with script(missing) as world:
        asked = ask(world, [HERE] * 5)
        first = asked.outcomes[0]
        assert isinstance(first, Sent)
        assert (first.answer.status, first.answer.body) == (404, b"Resource not found.")
        assert asked.statuses == [404] * 5
        assert asked.book.troubles == []


# ---- the breaker and the budget


def test_after_three_failures_a_host_is_left_alone() -> None:
    with faulty("503") as world:
        asked = ask(world, [HERE] * 5 + [THERE], clock=Clock(200))
        assert asked.statuses == ["Refused"] * 3 + ["Unreachable"] * 2 + [200]
        assert world.counts() == {ONE: FAILURES_TO_BREAK * ATTEMPTS, TWO: 1}
        assert "left alone" in str(asked.outcomes[4])


def test_a_host_that_answers_again_is_forgiven() -> None:
    bad, wall = Reply(401, b"{}"), Reply(403, b'{"name": "ChallengeRequiredError"}')
    with script(bad, wall, OK, bad, wall, OK) as world:
        assert ask(world, [HERE] * 6).statuses == ["Refused", "Refused", 200] * 2


def test_refusals_of_one_request_do_not_break_with_the_host() -> None:
    with faulty("400") as world:
        assert ask(world, [HERE] * 6).statuses == ["Refused"] * 6
        assert len(world.seen) == 6


@pytest.mark.parametrize("kind", ["challenge", "login", "html", "401", "403"])
def test_walls_break_with_the_host(kind: str) -> None:
    with faulty(kind) as world:
        assert ask(world, [HERE] * 5).statuses == ["Refused"] * 3 + ["Unreachable"] * 2
        assert len(world.seen) == FAILURES_TO_BREAK


def test_those_who_waited_when_the_breaker_opened_leave_no_trouble_behind() -> None:
    """What the host said last is worth more than that we do not ask it any more."""
    with faulty("403") as world:
        asked = ask(world, [HERE] * 6, at_once=True)
        assert len(world.seen) == FAILURES_TO_BREAK
        assert [trouble for trouble in asked.book.troubles if "left alone" in trouble] == []
        assert asked.clock.pauses == []


@pytest.mark.parametrize("at_once", [False, True])
def test_no_more_requests_than_the_budget(at_once: bool) -> None:
    with script(latency_s=0.02) as world:
        asked = ask(world, [HERE] * 4, SOURCE._replace(concurrency=4), at_once=at_once, budget=2)
        assert sorted(map(str, asked.statuses)) == ["200", "200", "Unreachable", "Unreachable"]
        assert "limit of 2 requests" in asked.error.why
        assert asked.net.sent == {ONE: 2}


def test_an_empty_budget_sends_nothing() -> None:
    with script() as world:
        assert ask(world, budget=0).statuses == ["Unreachable"]
        assert world.seen == []


def test_a_spent_budget_is_no_trouble_of_the_host() -> None:
    with script() as world:
        asked = ask(world, [HERE] * 4, SOURCE._replace(pace_s=1.0, concurrency=4), at_once=True, budget=2)
        assert (len(world.seen), asked.book.troubles) == (2, [])


# ---- no answer, half an answer, too much of an answer


def test_a_connection_that_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        asked = ask(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert asked.statuses == ["Unreachable"]
    assert "no answer" in asked.error.why
    assert asked.net.sent == {ONE: ATTEMPTS}


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "WHOLE_ANSWER_S", 0.1)
    with faulty("drip", drip_s=1.0) as world:
        begun = time.monotonic()
        asked = ask(world, clock=Clock(1000))
        assert asked.statuses == ["Unreachable"]
        assert time.monotonic() - begun < 2
        assert "no answer" in asked.error.why
        assert asked.error.why != "no answer: "


def test_a_slow_answer_in_time_is_an_answer() -> None:
    with faulty("drip", drip_s=0.1) as world:
        assert ask(world).statuses == [200]


def test_an_answer_that_is_too_large_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "LARGEST_BODY", 1 << 20)
    with faulty("oversized", oversize=64 << 20) as world:
        asked = ask(world)
        assert asked.statuses == ["Unreachable"]
        assert "1,048,576 bytes" in asked.error.why


def test_an_answer_that_is_too_large_will_not_be_smaller_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "LARGEST_BODY", 1 << 20)
    with faulty("oversized", oversize=2 << 20) as world:
        ask(world)
        assert len(world.seen) == 1


def test_the_size_that_counts_is_that_of_the_unpacked_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "LARGEST_BODY", 1 << 20)
    packed = Reply(200, gzip.compress(b" " * (8 << 20)), headers={"Content-Encoding": "gzip"})
    with script(packed) as world:
        assert ask(world).statuses == ["Unreachable"]


def test_the_largest_answer_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "LARGEST_BODY", 1 << 20)
    with script(Reply(200, b"1" * (1 << 20))) as world:
        assert ask(world).statuses == [200]


def test_an_answer_that_cannot_be_unpacked() -> None:
    with script(Reply(200, b"not packed at all", headers={"Content-Encoding": "gzip"})) as world:
        assert ask(world).statuses == ["Unreachable"]


# ---- redirects


@pytest.mark.parametrize("kind", ["redirect inside", "redirect to http"])
def test_redirects_inside_the_table_are_followed(kind: str) -> None:
    with faulty(kind) as world:
        asked = ask(world, HERE._replace(query=(("q", "a b"),)))
        assert asked.statuses == [200]
        assert [(seen.host, seen.ask.raw) for seen in world.seen] == [(ONE, "/a?q=a%20b"), (ONE, "/moved/a?q=a%20b")]


def moved(location: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(status, b"", "text/html", {"Location": location})


@pytest.mark.parametrize("location", ["/c", f"//{TWO}/c", f"https://{TWO}/c", f"http://{TWO}/c"])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_to_another_host_of_the_source(location: str, status: int) -> None:
    with script(moved(location, status), OK) as world:
        asked = ask(world)
        first = asked.outcomes[0]
        assert isinstance(first, Sent)
        assert (first.answer.status, first.answer.url) == (200, HERE.url)
        assert world.seen[1].ask.path == "/c"


@pytest.mark.parametrize(
    "location",
    ["https://evil.test/", "http://evil.test/", "//evil.test/", f"https://evil.{ONE}/", f"https://{ONE}.evil.test/",
     f"https://{ONE}@evil.test/", f"https://evil.test/https://{ONE}/", "https://127.0.0.1/", "https://localhost:1/",
     "file:///etc/hostname", f"ftp://{ONE}/", "javascript:alert(1)", "https://", "https://[", "https://[::1", "",
     f"https://{ONE}:99999/", "\\\\evil.test\\x", f"https://{ONE}:8443/"],
)  # fmt: skip
def test_redirects_to_anywhere_else_are_refused(location: str) -> None:
    with script(moved(location)) as world:
        asked = ask(world)
        assert asked.statuses in (["Refused"], ["Unreachable"])
        assert world.counts().keys() == {ONE}
        assert len(world.seen) <= net.REDIRECTS


def test_a_redirect_names_where_it_led() -> None:
    with faulty("redirect outside") as world:
        assert "elsewhere.invalid" in ask(world).error.why


def test_redirects_that_go_round_in_circles() -> None:
    with faulty("redirect loop") as world:
        asked = ask(world)
        assert asked.statuses == ["Refused"]
        assert "redirects" in asked.error.why
        assert len(world.seen) == net.REDIRECTS


def test_what_a_redirect_leads_to_is_a_request_too() -> None:
    """It is counted, and its host is not asked sooner than its pace allows."""
    with faulty("redirect inside", most=1) as world:
        asked = ask(world, HERE, SOURCE._replace(pace_s=0.2), clock=real())
        assert asked.net.sent == {ONE: 2}
        assert world.pace_kept(ONE, 0.2, slack_s=0.03)


# ---- where it goes, and with what


@pytest.mark.parametrize(
    "url",
    [f"http://{ONE}/", "https://other.test/", f"https://{ONE}.evil.test/", f"https://evil.{ONE}/", f"ftp://{ONE}/",
     f"https://{ONE}@evil.test/", "https:///x", "", ONE, "https://[", f"https://{ONE}:8443/", f"https://{ONE}:x/",
     f"https://{ONE}/\x00", f"https://{ONE}/a\nb"],
)  # fmt: skip
def test_other_addresses_are_refused_without_a_socket(url: str) -> None:
    with script() as world:
        asked = ask(world, Request(url))
        assert asked.statuses in (["Refused"], ["Unreachable"])
        assert (world.seen, asked.net.sent.get(ONE, 0)) == ([], 0)


def test_the_gateway_is_asked_for_the_same_thing() -> None:
    query = (("filter", "doi:10.1109/CVPR.2017.574,doi:10.1/a+b"), ("q", 'ti:"é & co" | a=b?#'), ("q2", ""))
    request = Request(
        f"https://{ONE}/works/10.1%2Fa%20b/x", query, "POST", b'{"ids": ["\xc3\xa9"]}', "text/x", "text/y"
    )
    with script() as world:
        for gateway in (world.url, f"{world.url}/"):
            assert ask(gateway, request).statuses == [200]
        for seen in world.seen:
            assert seen.ask.raw.startswith("/works/10.1%2Fa%20b/x?")
            assert (seen.ask.query, seen.ask.method) == (dict(query), "POST")
            assert seen.ask.body == request.body
            assert (seen.ask.headers["accept"], seen.ask.headers["content-type"]) == ("text/x", "text/y")


def test_what_an_answer_holds() -> None:
    told = Reply(200, b'{"a": 1}', "application/json", {"ETag": '"x"', "Last-Modified": "now", "Set-Cookie": "a=b"})
    with script(told) as world:
        (sent,) = ask(world, HERE._replace(query=(("q", "1"),))).outcomes
        assert isinstance(sent, Sent)
        assert (sent.etag, sent.last_modified) == ('"x"', "now")
        assert sent.answer._replace(fetched_at="") == (
            HERE.url, 200, b'{"a": 1}',
            {"content-type": "application/json", "etag": '"x"', "last-modified": "now"}, "",
        )  # fmt: skip
        assert sent.answer.fetched_at.startswith("2027-01-15T08:")


def test_an_answer_at_hand_may_still_be_good() -> None:
    host = "proceedings.mlr.press"
    provider = Provider("pages", (host,), (), 0.0, is_markup=True)
    page = Request(f"https://{host}/v97/tan19a.html", accept="text/html")
    with World() as world:
        (first,) = ask(world, page, provider).outcomes
        assert isinstance(first, Sent)
        assert first.etag
        (second,) = ask(world, page, provider, etag=first.etag).outcomes
        assert isinstance(second, Sent)
        assert (second.answer.status, second.answer.body, second.etag) == (304, b"", first.etag)
        assert ask(world, page, provider, etag='"another"').statuses == [200]


@pytest.mark.parametrize("is_markup", [True, False])
def test_a_page_is_an_answer_only_where_a_page_was_asked_for(is_markup: bool) -> None:
    with faulty("html") as world:
        asked = ask(world, HERE, SOURCE._replace(is_markup=is_markup))
        assert asked.statuses == ([200] if is_markup else ["Refused"])


@pytest.mark.parametrize(
    ("kind", "words"), [("challenge", "challenge"), ("login", "login"), ("html", "web page"), ("403", "status 403")]
)
def test_walls_are_told_apart(kind: str, words: str) -> None:
    with faulty(kind) as world:
        asked = ask(world)
        assert words in asked.error.why
        assert words in asked.book.troubles[0]


def test_no_cookie_is_sent_back() -> None:
    """Two requests that are equal get the same answer."""
    with script(OK._replace(headers={"Set-Cookie": "seen=1; Path=/"})) as world:
        ask(world, [HERE, HERE])
        assert "cookie" not in world.seen[1].ask.headers


# ---- who we are


def test_the_user_agent_names_us_and_who_runs_us() -> None:
    with script() as world:
        ask(world)
        ask(world, mailto="me@example.org")
        agents = [seen.ask.headers["user-agent"] for seen in world.seen]
        assert agents == [f"papercite/{__version__}", f"papercite/{__version__} (mailto:me@example.org)"]
        assert world.nameless() == []


def test_the_mail_address_is_a_parameter_only_where_the_source_wants_one() -> None:
    polite = Provider("polite", (TWO,), (), 0.0, mailto_parameter="mailto")
    with script() as world:
        ask(world, HERE, mailto="me+x@example.org")
        ask(world, THERE, polite, mailto="me+x@example.org")
        ask(world, THERE, polite)
        assert [dict(seen.ask.query) for seen in world.seen] == [{}, {"mailto": "me+x@example.org"}, {}]
        assert world.leaks({"me+x@example.org": [TWO]}) == []


@pytest.mark.parametrize("mailto", ["jürgen@example.org", "a\nb@example.org", "a@b\x00"])
def test_a_mail_address_that_no_header_can_hold_stops_nothing(mailto: str) -> None:
    with script() as world:
        assert ask(world, mailto=mailto).statuses == [200]
        assert world.seen[0].ask.headers["user-agent"].startswith("papercite/")


# ---- keys

KEY = "s3cret-key"
BY_HEADER = SOURCE._replace(key_variable="SOURCE_KEY", key_header="x-api-key")
BY_BEARER = SOURCE._replace(key_variable="SOURCE_KEY", key_header="Authorization")
BY_PARAMETER = SOURCE._replace(key_variable="SOURCE_KEY", key_parameter="api_key")
BY = pytest.mark.parametrize("provider", [BY_HEADER, BY_BEARER, BY_PARAMETER], ids=["header", "bearer", "parameter"])


def test_keys_go_where_the_source_wants_them() -> None:
    with script() as world:
        for provider in (BY_HEADER, BY_BEARER, BY_PARAMETER, SOURCE):
            ask(world, HERE, provider, environment={"SOURCE_KEY": KEY})
        header, bearer, parameter, none = (seen.ask for seen in world.seen)
        assert header.headers["x-api-key"] == KEY
        assert bearer.headers["authorization"] == f"Bearer {KEY}"
        assert parameter.query == {"api_key": KEY}
        assert KEY not in str(none)
        assert [KEY in str(one.query) for one in (header, bearer)] == [False, False]


@BY
def test_no_key_no_header_and_no_parameter(provider: Provider) -> None:
    with script() as world:
        for environment in ({}, {"SOURCE_KEY": ""}, {"OTHER_KEY": KEY}):
            ask(world, HERE, provider, environment=environment)
        for seen in world.seen:
            assert not {"x-api-key", "authorization"} & seen.ask.headers.keys()
            assert seen.ask.query == {}


@BY
@pytest.mark.parametrize(
    "kind", ["", "401", "429", "503", "hang up", "hang up midway", "challenge", "html", "drip", "oversized",
             "redirect inside", "redirect outside", "redirect loop"],
)  # fmt: skip
def test_no_answer_error_trouble_or_log_holds_a_key(
    provider: Provider, kind: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(net, "WHOLE_ANSWER_S", 0.05)
    monkeypatch.setattr(net, "LARGEST_BODY", 1 << 20)
    caplog.set_level(logging.INFO)
    with faulty(*([kind] if kind else []), drip_s=0.3, oversize=2 << 20) as world:
        asked = ask(world, HERE, provider, environment={"SOURCE_KEY": KEY}, clock=Clock(1000))
        assert KEY in str(world.seen[0].ask)
    outcome = asked.outcomes[0]
    told = [repr(outcome), str(outcome), *map(repr, getattr(outcome, "args", ())), *asked.book.troubles]
    assert KEY not in " ".join(told)
    assert KEY not in caplog.text


@BY
@pytest.mark.parametrize("odd", [f"{KEY}\n", f" {KEY}", f"{KEY}\r\nx: y", f"{KEY}é", f"{KEY}\x00"])
def test_a_key_that_no_header_can_hold_is_not_printed(provider: Provider, odd: str) -> None:
    """It may be used without its white space, or the source may be refused; it may not end in a message."""
    with script() as world:
        asked = ask(world, HERE, provider, environment={"SOURCE_KEY": odd}, clock=Clock(1000))
        told = " ".join([*map(repr, asked.outcomes), *map(str, asked.outcomes), *asked.book.troubles])
        assert KEY not in told
        assert all("x" not in seen.ask.headers for seen in world.seen)


@BY
def test_a_key_does_not_leave_the_source(provider: Provider) -> None:
    with faulty("redirect outside") as world:
        ask(world, [HERE, THERE], provider, environment={"SOURCE_KEY": KEY})
        assert world.leaks({KEY: [ONE, TWO]}) == []
        assert world.counts() == {ONE: 1, TWO: 1}


# ---- stopping


def cancelled(world: World, clock: Clock, book: Book, provider: Provider = SOURCE) -> tuple[int, Sent]:
    """Begin three requests, stop them, send another one; returns the number of tasks left over, and its answer."""

    async def run() -> tuple[int, Sent]:
        async with Net(book, Settings(gateway=world.url), now=clock.now, sleep=clock.sleep) as client:
            tasks = [asyncio.create_task(client.send(provider, HERE)) for _ in range(3)]
            await asyncio.sleep(0.08)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            assert all(task.cancelled() for task in tasks)
            book.holds.clear()
            return len(asyncio.all_tasks()) - 1, await asyncio.wait_for(client.send(provider, HERE), 5)

    return asyncio.run(run())


def test_stopping_while_a_host_is_held_leaves_nothing_behind() -> None:
    book, clock = Book(), Clock(20)
    book.hold(ONE, clock.now() + 50)
    with script() as world:
        left, sent = cancelled(world, clock, book)
        assert (left, sent.answer.status, len(world.seen)) == (0, 200, 1)
        assert book.troubles == []


def test_stopping_while_an_answer_is_under_way_leaves_nothing_behind() -> None:
    book = Book()
    with script(latency_s=0.2) as world:
        left, sent = cancelled(world, Clock(), book)
        assert (left, sent.answer.status, len(world.seen)) == (0, 200, 2)
        assert book.troubles == []


def test_stopping_during_a_pause_leaves_nothing_behind() -> None:
    with faulty("503", most=3) as world:
        left, sent = cancelled(world, real(), Book(), SOURCE._replace(concurrency=3))
        assert (left, sent.answer.status) == (0, 200)


# ---- proxies


class Proxy:
    """Notes what it is asked for and refuses it."""

    def __init__(self) -> None:
        """Listen."""
        self.lines: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            for _ in range(ATTEMPTS):
                client, _ = self._socket.accept()
                with client:
                    client.settimeout(5)
                    self.lines.append(client.recv(4096).split(b"\r\n")[0].decode())
                    client.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


def proxies(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Set the usual variables."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, address)
        monkeypatch.setenv(name.lower(), address)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_the_usual_proxy_variables_are_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = Proxy()
    with proxy as address:
        proxies(monkeypatch, address)
        asked = ask("", HERE)
    assert asked.statuses == ["Unreachable"]
    assert proxy.lines[0] == f"CONNECT {ONE}:443 HTTP/1.1"


def test_a_gateway_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = Proxy()
    with proxy as address, script() as world:
        proxies(monkeypatch, address)
        assert ask(world).statuses == [200]
    assert proxy.lines == []


# ---- settings


@pytest.mark.parametrize(
    ("environment", "settings"),
    [
        ({}, Settings("list@example.org")),
        ({"PAPERCITE_MAILTO": "me@example.org"}, Settings("me@example.org")),
        ({"PAPERCITE_GATEWAY": "http://127.0.0.1:9000"}, Settings("list@example.org", "http://127.0.0.1:9000")),
        ({"PAPERCITE_GATEWAY": "https://mirror.example.org/x"}, Settings("list@example.org", "https://mirror.example.org/x")),
        ({"PAPERCITE_GATEWAY": "http://localhost:1", "PAPERCITE_PACE_SCALE": "0.01"},
         Settings("list@example.org", "http://localhost:1", None, 0.01)),
        ({"PAPERCITE_GATEWAY": "http://[::1]:1", "PAPERCITE_PACE_SCALE": "0"},
         Settings("list@example.org", "http://[::1]:1", None, 0.0)),
        # the services themselves are never asked faster
        ({"PAPERCITE_PACE_SCALE": "0.01"}, Settings("list@example.org")),
        ({"PAPERCITE_GATEWAY": "https://mirror.example.org", "PAPERCITE_PACE_SCALE": "0"},
         Settings("list@example.org", "https://mirror.example.org")),
        ({"PAPERCITE_GATEWAY": "http://127.0.0.1.evil.test", "PAPERCITE_PACE_SCALE": "0"},
         Settings("list@example.org", "http://127.0.0.1.evil.test")),
    ],
)  # fmt: skip
def test_settings_of_the_environment(environment: dict[str, str], settings: Settings) -> None:
    assert settings_of(environment, "list@example.org") == settings


@pytest.mark.parametrize("gateway", ["127.0.0.1:9000", "ftp://127.0.0.1", "http://", "mirror", "http:///x", "http://["])
def test_a_gateway_that_is_no_address(gateway: str) -> None:
    with pytest.raises(ConfigError, match="PAPERCITE_GATEWAY"):
        settings_of({"PAPERCITE_GATEWAY": gateway})


# ---- all together


def test_a_source_in_a_bad_mood_is_asked_politely_and_answers_in_the_end() -> None:
    """A tenth of everything goes wrong; what is asked for is got, slowly, and nothing is asked for twice in vain."""
    kinds = ("429 seconds", "503", "hang up", "hang up midway", "redirect inside")
    provider = Provider("crossref", ("api.crossref.org",), (), 0.2, concurrency=2, mailto_parameter="mailto")
    requests = [Request(f"https://api.crossref.org/works/10.1109/CVPR.2019.00{number}") for number in range(448, 468)]
    with World(faults={"api.crossref.org": Faults(kinds, chance=0.3, seed=7, wait_s=1.0)}) as world:
        asked = ask(world, requests, provider, at_once=True, mailto="me@example.org")
        assert set(asked.statuses) == {200, 404}
        assert any(seen.fault for seen in world.seen)
        assert world.most_at_once("api.crossref.org") <= 2
        assert world.leaks({"me@example.org": ["api.crossref.org"]}) == []
        assert world.nameless() == []
        assert world.strangers() == set()
        dois = [json.loads(sent.answer.body)["message"]["DOI"] for sent in asked.outcomes
                if isinstance(sent, Sent) and sent.answer.status == 200]  # fmt: skip
        assert dois == ["10.1109/cvpr.2019.00448"]
