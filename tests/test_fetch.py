"""A source, the cache before it, and what may go wrong between them: what is sent, what is kept, what is told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from papercite.errors import BadAnswer, ProviderError, Refused, Unreachable
from papercite.fetch import Counts, Fetcher
from papercite.net import Sent
from papercite.providers.provider import Answer, Provider, Request, Route
from papercite.record import Identifier, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from papercite.providers.provider import Found

NOW = 1_800_000_000.0
HOUR, DAY = 3600, 86_400
GOOD_S, ABSENT_S = 30 * DAY, 7 * DAY
URL = "https://toy.test/works"
ONE, TWO, THREE, FOUR, FIVE = (Identifier("arxiv", name) for name in ("one", "two", "three", "four", "five"))
ALL = (ONE, TWO, THREE, FOUR, FIVE)
DOWN = Unreachable("toy", URL, "no answer")


# ---- the pieces


def ask(identifiers: Sequence[Identifier]) -> Request:
    """All names in one request."""
    return Request(URL, (("ids", ",".join(one.value for one in identifiers)),))


def parse(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """The body names what the source holds; a cut-off one ends in dots."""
    if answer.body.endswith(b"..."):
        raise BadAnswer("toy", answer.url, "cut off", answer.body)
    held = answer.body.decode().split() if answer.status == 200 else []
    return {one: (Record("toy", one.value),) for one in identifiers if one.value in held}


ROUTE = Route(("arxiv",), 10, ask, parse, split_on=(400, 414))
TOY = Provider("toy", ("toy.test",), (ROUTE,), 0.0, fresh_s=GOOD_S, absent_s=ABSENT_S)


def found(*identifiers: Identifier) -> Found:
    return {one: (Record("toy", one.value),) for one in identifiers}


def answer(body: str = "one", status: int = 200) -> Answer:
    return Answer(URL, status, body.encode())


class Kept(NamedTuple):
    """An answer of the store."""

    answer: Answer
    checked_at: float = NOW
    etag: str = ""
    last_modified: str = ""


class Store:
    """The cache, in memory."""

    def __init__(self, kept: Kept | None = None, *names: Identifier) -> None:
        """`kept` is the answer to the names; without names, to the first."""
        self.rows = {("toy", ask(names or (ONE,))): kept} if kept else {}

    def get(self, source: str, request: Request) -> Kept | None:
        """See cache.py."""
        return self.rows.get((source, request))

    def put(
        self, source: str, request: Request, answer: Answer, *, etag: str = "", last_modified: str = "", at: float
    ) -> None:
        """See cache.py."""
        self.rows[source, request] = Kept(answer, at, etag, last_modified)

    def touch(self, source: str, request: Request, at: float) -> None:
        """See cache.py."""
        self.rows[source, request] = self.rows[source, request]._replace(checked_at=at)


Play = Sent | ProviderError


class Sender:
    """Plays what a function says of the names asked for, and remembers what was sent."""

    def __init__(self, play: Callable[[str], Play] | Play) -> None:
        """`play` is given the names; or it is the same for all."""
        self.play, self.asked, self.conditions = play, list[str](), list[tuple[str, str]]()

    async def send(self, provider: Provider, request: Request, *, etag: str = "", last_modified: str = "") -> Sent:
        """See net.py."""
        del provider
        names = request.query[0][1]
        self.asked.append(names)
        self.conditions.append((etag, last_modified))
        await asyncio.sleep(0.01)  # others have their turn meanwhile
        played = self.play(names) if callable(self.play) else self.play
        if isinstance(played, ProviderError):
            raise played
        return played


def asked(fetcher: Fetcher, *identifiers: Identifier, route: Route = ROUTE) -> Found:
    return asyncio.run(_asked(fetcher, *identifiers, route=route))


async def _asked(fetcher: Fetcher, *identifiers: Identifier, route: Route = ROUTE) -> Found:
    return await fetcher.ask(TOY, route, identifiers or (ONE,))


def fetcher_of(store: Store, sender: Sender | None, now: float = NOW) -> Fetcher:
    return Fetcher(store, sender, now=lambda: now)


# ---- at hand


def test_a_fresh_answer_sends_nothing() -> None:
    sender = Sender(DOWN)
    fetcher = fetcher_of(Store(Kept(answer(), NOW - GOOD_S + HOUR)), sender)
    assert (asked(fetcher), sender.asked, fetcher.counts) == (found(ONE), [], Counts(kept=1))


def test_an_old_answer_is_asked_for_again_and_replaced() -> None:
    store = Store(Kept(answer("one two", 200), NOW - GOOD_S, "etag"))
    sender = Sender(Sent(answer(), "new etag", "yesterday"))
    fetcher = fetcher_of(store, sender)
    assert (asked(fetcher), sender.asked, fetcher.counts) == (found(ONE), ["one"], Counts(new=1))
    assert store.rows == {("toy", ask([ONE])): Kept(answer(), NOW, "new etag", "yesterday")}


@pytest.mark.parametrize(
    ("body", "status", "age_s", "sent"),
    [
        ("one two", 200, GOOD_S - HOUR, []),
        ("one", 200, ABSENT_S - HOUR, []),
        ("one", 200, ABSENT_S, ["one,two"]),  # two is absent
        ("", 404, ABSENT_S - HOUR, []),
        ("", 404, ABSENT_S, ["one,two"]),
    ],
)
def test_absence_is_good_for_a_shorter_time(body: str, status: int, age_s: int, sent: list[str]) -> None:
    store, sender = Store(Kept(answer(body, status), NOW - age_s), ONE, TWO), Sender(Sent(answer(body, status)))
    asked(fetcher_of(store, sender), ONE, TWO)
    assert sender.asked == sent


@pytest.mark.parametrize(("ahead_s", "sent"), [(HOUR, []), (GOOD_S, []), (GOOD_S + HOUR, ["one"])])
def test_a_clock_that_was_set_back_keeps_no_answer_for_ever(ahead_s: int, sent: list[str]) -> None:
    sender = Sender(Sent(answer()))
    asked(fetcher_of(Store(Kept(answer(), NOW + ahead_s)), sender))
    assert sender.asked == sent


@pytest.mark.parametrize(("age_s", "at_hand"), [(HOUR, True), (GOOD_S, False)])
def test_what_is_at_hand_is_known_without_asking(age_s: int, at_hand: bool) -> None:
    fetcher = fetcher_of(Store(Kept(answer(), NOW - age_s)), None)
    assert (fetcher.is_at_hand(TOY, ROUTE, [ONE]), fetcher.is_at_hand(TOY, ROUTE, [TWO])) == (at_hand, False)
    assert fetcher.counts == Counts()


# ---- asked


def test_a_new_answer_is_kept_with_what_helps_to_ask_again() -> None:
    store, sender = Store(), Sender(Sent(answer(), "etag", "yesterday"))
    assert (asked(fetcher_of(store, sender)), sender.conditions) == (found(ONE), [("", "")])
    assert store.rows == {("toy", ask([ONE])): Kept(answer(), NOW, "etag", "yesterday")}


def test_nothing_has_changed_makes_an_old_answer_fresh() -> None:
    store = Store(Kept(answer(), NOW - GOOD_S, "etag", "yesterday"))
    sender = Sender(Sent(answer("", 304)))
    fetcher = fetcher_of(store, sender)
    assert (asked(fetcher), asked(fetcher), sender.conditions) == (found(ONE), found(ONE), [("etag", "yesterday")])
    assert fetcher.counts == Counts(kept=1, confirmed=1)
    assert store.rows == {("toy", ask([ONE])): Kept(answer(), NOW, "etag", "yesterday")}


def test_an_absence_is_an_answer_and_kept() -> None:
    store, sender = Store(), Sender(Sent(answer("", 404)))
    fetcher = fetcher_of(store, sender)
    assert (asked(fetcher), asked(fetcher), sender.asked) == ({}, {}, ["one"])
    assert store.rows == {("toy", ask([ONE])): Kept(answer("", 404))}


# ---- in trouble


@pytest.mark.parametrize("trouble", [DOWN, Refused("toy", URL, "HTTP 503", 503), Sent(answer("on..."))])
@pytest.mark.parametrize("age_s", [GOOD_S, 1000 * GOOD_S])
def test_a_source_in_trouble_leaves_the_old_answer(trouble: Play, age_s: int) -> None:
    kept = Kept(answer(), NOW - age_s)
    store = Store(kept)
    fetcher = fetcher_of(store, Sender(trouble))
    assert (asked(fetcher), fetcher.counts) == (found(ONE), Counts(old=1))
    assert store.rows == {("toy", ask([ONE])): kept}


@pytest.mark.parametrize("trouble", [DOWN, Refused("toy", URL, "HTTP 503", 503)])
def test_a_source_in_trouble_is_told_and_never_kept_as_an_absence(trouble: ProviderError) -> None:
    store, sender = Store(), Sender(trouble)
    fetcher = fetcher_of(store, sender)
    for _ in range(2):
        with pytest.raises(ProviderError) as raised:
            asked(fetcher)
        assert raised.value is trouble
    assert (store.rows, sender.asked, fetcher.counts) == ({}, ["one", "one"], Counts())


def test_what_cannot_be_read_is_never_kept() -> None:
    store = Store()
    with pytest.raises(BadAnswer, match="cut off"):
        asked(fetcher_of(store, Sender(Sent(answer("on...")))))
    assert store.rows == {}


def test_what_was_kept_and_cannot_be_read_any_more_is_asked_for_anew() -> None:
    """Without a condition: that nothing has changed would confirm it for ever."""
    store, sender = Store(Kept(answer("on..."), NOW, "etag", "yesterday")), Sender(Sent(answer()))
    fetcher = fetcher_of(store, sender)
    assert (fetcher.is_at_hand(TOY, ROUTE, [ONE]), asked(fetcher), sender.conditions) == (
        False, found(ONE), [("", "")],
    )  # fmt: skip
    assert store.rows == {("toy", ask([ONE])): Kept(answer())}


@pytest.mark.parametrize("kept", [None, Kept(answer("on..."))])
def test_offline_nothing_is_known_without_an_answer(kept: Kept | None) -> None:
    with pytest.raises(Unreachable, match=r"^toy: offline, and its answer is not in the cache"):
        asked(fetcher_of(Store(kept), None))


@pytest.mark.parametrize(
    ("age_s", "counts"), [(HOUR, Counts(kept=1)), (GOOD_S, Counts(old=1)), (1000 * GOOD_S, Counts(old=1))]
)
def test_offline_an_answer_is_used_however_old(age_s: int, counts: Counts) -> None:
    fetcher = fetcher_of(Store(Kept(answer(), NOW - age_s)), None)
    assert (asked(fetcher), fetcher.counts) == (found(ONE), counts)


# ---- at the same time


def together(*asks: Coroutine[Any, Any, Any]) -> list[Any]:

    async def all_of_them() -> list[Any]:
        return list(await asyncio.gather(*asks, return_exceptions=True))

    return asyncio.run(all_of_them())


def test_two_who_ask_the_same_share_one_request() -> None:
    sender = Sender(Sent(answer()))
    fetcher = fetcher_of(Store(), sender)
    assert together(_asked(fetcher), _asked(fetcher)) == [found(ONE), found(ONE)]
    assert (sender.asked, fetcher.counts) == (["one"], Counts(new=1))


def test_two_who_ask_the_same_share_its_trouble() -> None:
    sender = Sender(DOWN)
    fetcher = fetcher_of(Store(), sender)
    assert together(_asked(fetcher), _asked(fetcher)) == [DOWN, DOWN]
    assert sender.asked == ["one"]


def test_two_who_ask_for_different_things_send_two_requests() -> None:
    sender = Sender(lambda names: Sent(answer(names)))
    fetcher = fetcher_of(Store(), sender)
    assert together(_asked(fetcher, ONE), _asked(fetcher, TWO)) == [found(ONE), found(TWO)]
    assert sender.asked == ["one", "two"]


@pytest.mark.parametrize("who", [0, 1])
def test_one_who_gives_up_does_not_stop_the_other(who: int) -> None:
    sender = Sender(Sent(answer()))
    fetcher = fetcher_of(Store(), sender)

    async def one_gives_up() -> list[Any]:
        tasks = [asyncio.create_task(_asked(fetcher)) for _ in range(2)]
        await asyncio.sleep(0.002)
        tasks[who].cancel()
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    gave_up, other = sorted(asyncio.run(one_gives_up()), key=lambda one: isinstance(one, dict))
    assert (type(gave_up), other, sender.asked) == (asyncio.CancelledError, found(ONE), ["one"])


# ---- a batch that is refused for one of its identifiers


def guilty(names: str, status: int = 400) -> Play:
    """The source does not like one of the identifiers."""
    return Refused("toy", URL, f"HTTP {status}", status) if "four" in names else Sent(answer(names.replace(",", " ")))


def test_a_refused_batch_is_halved_down_to_the_guilty_one() -> None:
    store, sender = Store(), Sender(guilty)
    assert asked(fetcher_of(store, sender), *ALL) == found(ONE, TWO, THREE, FIVE)
    assert sorted(sender.asked) == sorted(
        ["one,two,three,four,five", "one,two", "three,four,five", "three", "four,five", "four", "five"]
    )
    kept = {("toy", ask(names)) for names in ((ONE, TWO), (THREE,), (FIVE,))}
    assert set(store.rows) == kept


def test_two_who_ask_for_a_batch_that_is_refused_share_the_halves() -> None:
    sender = Sender(guilty)
    fetcher = fetcher_of(Store(), sender)
    assert together(_asked(fetcher, *ALL), _asked(fetcher, *ALL)) == [found(ONE, TWO, THREE, FIVE)] * 2
    assert len(sender.asked) == 7


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_batch_that_is_refused_for_another_reason_stays_whole(status: int) -> None:
    sender = Sender(lambda names: guilty(names, status))
    with pytest.raises(Refused, match=f"^toy: HTTP {status} "):
        asked(fetcher_of(Store(), sender), *ALL)
    assert sender.asked == ["one,two,three,four,five"]


def test_a_source_that_goes_down_while_it_is_halved_is_in_trouble() -> None:
    sender = Sender(lambda names: guilty(names) if "one" in names else DOWN)
    with pytest.raises(Unreachable):
        asked(fetcher_of(Store(), sender), *ALL)
    assert sender.asked == ["one,two,three,four,five", "one,two", "three,four,five"]
