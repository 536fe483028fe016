"""Cache and net together: an answer that is at hand and still good, else a new one, else an old one.

What cannot be read is never kept, and "could not ask" is never kept as "does not hold it".
"""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from papercite.errors import BadAnswer, ProviderError, Refused, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from papercite.net import Sent
    from papercite.providers.provider import Answer, Found, Provider, Request, Route
    from papercite.record import Identifier


class Held(Protocol):
    """An answer of the cache."""

    @property
    def answer(self) -> Answer: ...
    @property
    def checked_at(self) -> float: ...
    @property
    def etag(self) -> str: ...
    @property
    def last_modified(self) -> str: ...


class Store(Protocol):
    """Where answers are kept (cache.py)."""

    def get(self, source: str, request: Request) -> Held | None:
        """The answer kept for a request."""

    def put(
        self, source: str, request: Request, answer: Answer, *, etag: str = "", last_modified: str = "", at: float
    ) -> None:
        """Keep an answer."""

    def touch(self, source: str, request: Request, at: float) -> None:
        """The service said that the answer is still good."""


class Sender(Protocol):
    """What sends requests (net.py)."""

    async def send(self, provider: Provider, request: Request, *, etag: str = "", last_modified: str = "") -> Sent:
        """The answer; `Unreachable` or `Refused`."""


class Counts(NamedTuple):
    """Where answers came from."""

    kept: int = 0  # at hand and still good
    new: int = 0
    confirmed: int = 0  # at hand, and the service said that nothing changed
    old: int = 0  # at hand and old, because the source could not be asked


class Fetcher:
    """Asks sources, with a cache before them. Two who want the same answer at the same time share one request."""

    def __init__(self, store: Store, sender: Sender | None, *, now: Callable[[], float] = time.time) -> None:
        """`sender` None: offline, nothing is sent."""
        self.counts = Counts()
        self._store, self._sender, self._now = store, sender, now
        self._under_way: dict[tuple[str, Request], asyncio.Task[Found]] = {}

    async def ask(self, provider: Provider, route: Route, identifiers: Sequence[Identifier]) -> Found:
        """What a source holds of the identifiers; those it does not hold are absent.

        errors  ProviderError if it could not be asked and no old answer is at hand
        """
        request = route.ask(identifiers)
        name = (provider.name, request)
        if name not in self._under_way:
            task = asyncio.create_task(self._found(provider, route, request, identifiers))
            self._under_way[name] = task
            task.add_done_callback(partial(self._settle, name))
        try:
            return await asyncio.shield(self._under_way[name])
        except Refused as error:
            if error.status not in route.split_on:
                raise
            if len(identifiers) == 1 and error.status != 400:
                raise  # it is the service or the request that is wrong, not the identifier
            if len(identifiers) == 1:
                return {}  # the service says that there can be no such thing
            middle = len(identifiers) // 2
            halves = (self.ask(provider, route, half) for half in (identifiers[:middle], identifiers[middle:]))
            first, second = await asyncio.gather(*halves)
            return {**first, **second}

    def _settle(self, name: tuple[str, Request], task: asyncio.Task[Found]) -> None:
        """The request is done with; if nobody waits any more, its error is nobody's."""
        self._under_way.pop(name, None)
        if not task.cancelled():
            task.exception()

    def is_at_hand(self, provider: Provider, route: Route, identifiers: Sequence[Identifier]) -> bool:
        """Asking would send nothing."""
        held = self._store.get(provider.name, route.ask(identifiers))
        return bool(held and self._good(provider, route, held, identifiers) is not None)

    async def _found(self, provider: Provider, route: Route, request: Request, wanted: Sequence[Identifier]) -> Found:
        held = self._store.get(provider.name, request)
        if held and (good := self._good(provider, route, held, wanted)) is not None:
            self._count(kept=1)
            return good
        if held and _read(route, held, wanted) is None:
            held = None  # "nothing has changed" would confirm what cannot be read
        try:
            if self._sender is None:
                raise Unreachable(provider.name, request.url, "offline, and its answer is not in the cache")
            etag, last_modified = (held.etag, held.last_modified) if held else ("", "")
            sent = await self._sender.send(provider, request, etag=etag, last_modified=last_modified)
            if sent.answer.status == 304 and held:
                self._store.touch(provider.name, request, self._now())
                self._count(confirmed=1)
                return route.parse(held.answer, wanted)
            found = route.parse(sent.answer, wanted)
        except ProviderError:
            if held and (old := _read(route, held, wanted)) is not None:
                self._count(old=1)
                return old
            raise
        answer = sent.answer
        if route.keep:
            answer = answer._replace(body=route.keep(answer.body))
        self._store.put(
            provider.name, request, answer, etag=sent.etag, last_modified=sent.last_modified, at=self._now()
        )
        self._count(new=1)
        return found

    def _good(self, provider: Provider, route: Route, held: Held, wanted: Sequence[Identifier]) -> Found | None:
        """What an answer at hand says, None if it is too old (or unreadable) to go by without asking again."""
        found = _read(route, held, wanted)
        if found is None:
            return None
        limit = provider.fresh_s if all(found.get(identifier) for identifier in wanted) else provider.absent_s
        age = self._now() - held.checked_at
        return found if -limit <= age < limit else None  # a clock that was set back makes answers of the future

    def _count(self, *, kept: int = 0, new: int = 0, confirmed: int = 0, old: int = 0) -> None:
        so_far = self.counts
        self.counts = Counts(so_far.kept + kept, so_far.new + new, so_far.confirmed + confirmed, so_far.old + old)


def _read(route: Route, held: Held, wanted: Sequence[Identifier]) -> Found | None:
    try:
        return route.parse(held.answer, wanted)
    except BadAnswer:
        return None  # kept by an earlier papercite that read it otherwise
