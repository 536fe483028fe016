"""List the sources: where they are asked, whether they are on, the key they need, their pace, the last trouble."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from papercite.cache import Cache
from papercite.config import cache_folder, find_config
from papercite.formats.terminal import in_columns
from papercite.providers import PROVIDERS
from papercite.streams import emit, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from papercite.config import Config
    from papercite.providers.provider import Provider

USAGE = "papercite sources"
EXAMPLE = "papercite sources"
_HEADS = ("Source", "State", "Pace", "Asked at", "Last trouble")


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command: none."""
    del parser


def run(arguments: Namespace) -> int:
    """Print the table; returns the exit status."""
    del arguments
    config = find_config(os.curdir)
    with Cache.open(cache_folder()) as cache:
        troubles = cache.troubles()
        for note in cache.notes:
            say(note)
    rows = [_HEADS, *(_row(provider, config, troubles) for provider in PROVIDERS)]
    rows.append(("local", "on", "", "files named with --from", ""))
    emit(in_columns(rows))
    return 0


def _row(provider: Provider, config: Config, troubles: Mapping[str, tuple[str, float]]) -> tuple[str, ...]:
    pace = f"1 in {provider.pace_s:g} s" + (f", {provider.concurrency} at once" if provider.concurrency > 1 else "")
    hosts = provider.hosts[0] + (f" and {len(provider.hosts) - 1} more" if len(provider.hosts) > 1 else "")
    return (provider.name, _state(provider, config), pace, hosts, _trouble(provider.hosts, troubles))


def _state(provider: Provider, config: Config) -> str:
    if provider.name in config.sources_off:
        return "off in the settings"
    if not provider.key_variable:
        return "on"
    if os.environ.get(provider.key_variable):
        return "on, with a key"
    return f"off: needs {provider.key_variable}" if provider.needs_key else f"on ({provider.key_variable} is not set)"


def _trouble(hosts: Sequence[str], troubles: Mapping[str, tuple[str, float]]) -> str:
    known = [troubles[host] for host in hosts if host in troubles]
    if not known:
        return ""
    what, at = max(known, key=lambda trouble: trouble[1])
    return f"{time.strftime('%Y-%m-%d', time.gmtime(at))}: {what}"
