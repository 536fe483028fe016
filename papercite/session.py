"""One session with the sources: cache, net and fetcher put together, and everybody asked."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, NamedTuple

from papercite.cache import Cache
from papercite.config import cache_folder
from papercite.errors import Unreachable, UsageError
from papercite.fetch import Counts, Fetcher
from papercite.gather import Gathered, gather
from papercite.providers import PROVIDERS
from papercite.suggest import did_you_mean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from papercite.config import Config
    from papercite.gather import Ask
    from papercite.index import Index
    from papercite.providers.provider import Found, Provider, Route
    from papercite.record import Entry, Identifier


class Wishes(NamedTuple):
    """What the user wants of the network."""

    offline: bool = False
    sources: tuple[str, ...] = ()  # only these; empty: all that are on
    no_sources: tuple[str, ...] = ()
    max_requests: int | None = None


def wishes_of(arguments: Namespace) -> Wishes:
    """What options and environment say together."""
    is_offline = arguments.offline or bool(os.environ.get("PAPERCITE_OFFLINE"))
    return Wishes(is_offline, tuple(arguments.source), tuple(arguments.no_source), arguments.max_requests)


class Outcome(NamedTuple):
    """What a session gave."""

    gathered: Gathered
    sent: Mapping[str, int]  # requests by host
    counts: Counts
    sources: tuple[str, ...]  # that could be asked
    notes: tuple[str, ...]  # what a user should know


def chosen_providers(wishes: Wishes, config: Config, environment: Mapping[str, str] = os.environ) -> list[Provider]:
    """Sources that may be asked: on in the config, wanted, with the key they need.

    errors  UsageError for a source that does not exist, or that is wanted and lacks its key
    """
    names = [provider.name for provider in PROVIDERS]
    for name in (*wishes.sources, *wishes.no_sources, *config.sources_off):
        if name not in names:
            raise UsageError(f"there is no source {name!r}{did_you_mean(name, names)}\n  hint: papercite sources")
    chosen = []
    for provider in PROVIDERS:
        has_key = not provider.needs_key or bool(environment.get(provider.key_variable))
        if provider.name in wishes.sources and not has_key:
            raise UsageError(f"{provider.name} needs a key\n  hint: set {provider.key_variable}")
        is_off = provider.name in config.sources_off and provider.name not in wishes.sources
        is_wanted = not wishes.sources or provider.name in wishes.sources
        if has_key and is_wanted and not is_off and provider.name not in wishes.no_sources:
            chosen.append(provider)
    return chosen


def ask_sources(
    entries: Sequence[Entry], index: Index, config: Config, wishes: Wishes, said: Callable[[str, int], None]
) -> Outcome:
    """Ask the sources for the entries; answers at hand are used, new ones kept. Blocks until all is told.

    said  told of each answer: source, number of identifiers
    """
    with Cache.open(cache_folder()) as cache:
        return asyncio.run(_ask(entries, index, config, wishes, said, cache))


async def _ask(
    entries: Sequence[Entry],
    index: Index,
    config: Config,
    wishes: Wishes,
    said: Callable[[str, int], None],
    cache: Cache,
) -> Outcome:
    providers = chosen_providers(wishes, config)
    async with AsyncExitStack() as stack:
        net = None
        if not wishes.offline:
            from papercite.net import Net, settings_of

            net = await stack.enter_async_context(
                Net(cache, settings_of(os.environ, config.mailto, wishes.max_requests))
            )
        fetcher = Fetcher(cache, net)
        gathered = await gather(entries, index, providers, fetcher.ask if net else _at_hand(fetcher), said)
    names = tuple(provider.name for provider in providers)
    return Outcome(gathered, net.sent if net else {}, fetcher.counts, names, tuple(cache.notes))


def _at_hand(fetcher: Fetcher) -> Ask:
    """Asking offline: an answer that is not at hand is nobody's trouble, and says nothing of the source either."""

    async def ask(provider: Provider, route: Route, identifiers: Sequence[Identifier]) -> Found:
        try:
            return await fetcher.ask(provider, route, identifiers)
        except Unreachable:
            return {}

    return ask


class Need(NamedTuple):
    """Requests that one host would get."""

    host: str
    requests: int
    least_s: float  # time that its pace alone takes


def plan(entries: Sequence[Entry], index: Index, config: Config, wishes: Wishes) -> list[Need]:
    """What asking would send at the most, if no source knew anything that is not in the cache yet."""
    needs: dict[str, Need] = {}
    with Cache.open(cache_folder()) as cache:
        fetcher = Fetcher(cache, None)

        async def pretend(provider: Provider, route: Route, identifiers: Sequence[Identifier]) -> Found:
            if fetcher.is_at_hand(provider, route, identifiers):
                return await fetcher.ask(provider, route, identifiers)
            host = route.ask(identifiers).url.split("/")[2]
            so_far = needs.get(host, Need(host, 0, 0.0))
            needs[host] = Need(host, so_far.requests + 1, provider.pace_s * so_far.requests)
            return {}

        asyncio.run(gather(entries, index, chosen_providers(wishes, config), pretend, lambda *_: None))
    return sorted(needs.values(), key=lambda need: -need.least_s)
