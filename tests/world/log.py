"""The log of the played world: who asked what, when, with what at the same time; and what must be true of it."""

from __future__ import annotations

import re
import threading
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from world.exchange import Ask

_NAME = re.compile(r"papercite/\d+\.\d+\S*( \(mailto:\S+@\S+\))?")


class Seen(NamedTuple):
    """One request."""

    ask: Ask
    at: float  # seconds of time.monotonic()
    at_once: int  # requests to the host under way, this one included
    size: int  # identifiers asked for
    fault: str = ""  # what it met

    @property
    def host(self) -> str:
        """Whom it was meant for."""
        return self.ask.host


class Log:
    """All requests, in order of arrival."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.seen: list[Seen] = []
        self.lock = threading.Lock()

    def asked(self, host: str) -> list[Seen]:
        """The requests to a host."""
        with self.lock:
            return [seen for seen in self.seen if seen.host == host]

    def counts(self) -> dict[str, int]:
        """Requests by host."""
        with self.lock:
            return dict(Counter(seen.host for seen in self.seen))

    def shortest_gap(self, host: str) -> float:
        """Seconds between the two requests to a host that came closest; infinite for fewer than two."""
        times = [seen.at for seen in self.asked(host)]
        return min((later - earlier for earlier, later in pairwise(times)), default=float("inf"))

    def pace_kept(self, host: str, pace_s: float, slack_s: float = 0.02) -> bool:
        """No two requests came closer than the pace; the slack is for a machine that is busy."""
        return self.shortest_gap(host) >= pace_s - slack_s

    def most_at_once(self, host: str) -> int:
        """The most requests to a host that were under way at one time."""
        return max((seen.at_once for seen in self.asked(host)), default=0)

    def batch_sizes(self, host: str) -> list[int]:
        """How many identifiers each request to a host asked for."""
        return [seen.size for seen in self.asked(host)]

    def repeated(self) -> list[str]:
        """Addresses that were asked for more than once although the first answer was good."""
        good: dict[tuple[str, str, bytes], int] = defaultdict(int)
        with self.lock:
            for seen in self.seen:
                good[seen.host, seen.ask.raw, seen.ask.body] += not seen.fault
        return [f"{host}{raw}" for (host, raw, _), times in good.items() if times > 1]

    def leaks(self, secrets: Mapping[str, Iterable[str]]) -> list[str]:
        """Where a secret or a mail address went that should not have gone there.

        secrets  text -> hosts that may see it; every host may see a mail address in the User-Agent
        """
        found = []
        for host, text in self._told():
            found += [f"{host}: {secret}" for secret, hosts in secrets.items() if secret in text and host not in hosts]
        return found

    def _told(self) -> list[tuple[str, str]]:
        with self.lock:
            asks = [seen.ask for seen in self.seen]
        told = []
        for ask in asks:
            headers = {name: value for name, value in ask.headers.items() if name != "user-agent"}
            told.append((ask.host, unquote(f"{ask.raw} {headers} {ask.body.decode(errors='replace')}")))
        return told

    def nameless(self) -> list[str]:
        """Requests that did not say that papercite sent them."""
        with self.lock:
            return [f"{seen.host}{seen.ask.path}" for seen in self.seen
                    if not _NAME.fullmatch(seen.ask.headers.get("user-agent", ""))]  # fmt: skip
