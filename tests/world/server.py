"""The gateway to the played world: one real server on this machine for all hosts."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from world import arxiv, crossref, datacite, dblp, openalex, openreview, pages, semanticscholar
from world.exchange import Ask, Reply, as_text
from world.facts import WORKS, Shelf, Work
from world.faults import FAULTS, MOVED, Faults
from world.log import Log, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

_LONGEST_ADDRESS = 8190  # as most web servers have it
_IDLE_S = 20.0  # after which a connection that is not used is closed


class Service(NamedTuple):
    """What stands at a host."""

    answer: Callable[[Ask, Shelf], Reply]
    size: Callable[[Ask], int] = lambda ask: 1  # noqa: ARG005  # how many things a request asks for at once


SERVICES: dict[str, Service] = {
    arxiv.HOST: Service(arxiv.answer, arxiv.size),
    crossref.HOST: Service(crossref.answer, crossref.size),
    datacite.HOST: Service(datacite.answer),
    dblp.HOST: Service(dblp.answer, dblp.size),
    dblp.SITE: Service(dblp.anubis),
    openreview.HOST: Service(openreview.answer),
    openreview.OLD_HOST: Service(openreview.answer),
    openalex.HOST: Service(openalex.answer, openalex.size),
    semanticscholar.HOST: Service(semanticscholar.answer, semanticscholar.size),
    **{host: Service(pages.answer) for host in pages.HOSTS},
}


class World(Log):
    """All services; use as `with World() as world`, and send everything to `world.url`."""

    def __init__(
        self,
        works: Iterable[Work] = WORKS,
        *,
        faults: Mapping[str, Faults] | None = None,
        services: Mapping[str, Service] | None = None,
        latency_s: float = 0.0,
    ) -> None:
        """Take a free port; `with` opens the door.

        works      what the services hold
        faults     host -> what goes wrong there; "*" for all others; may be changed while the world runs
        services   host -> what stands there, besides or instead of SERVICES
        latency_s  how long each answer takes
        """
        super().__init__()
        self.faults = dict(faults or {})
        self.broken: list[str] = []  # errors of the world itself
        self._services = {**SERVICES, **(services or {})}
        self._shelf, self._latency_s = Shelf(works), latency_s
        self._under_way: Counter[str] = Counter()
        self._times: Counter[tuple[str, str, bytes]] = Counter()  # how often each address was asked for
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)

    @property
    def url(self) -> str:
        """What PAPERCITE_GATEWAY is set to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()
        assert error or not self.broken, self.broken

    def strangers(self) -> set[str]:
        """Hosts that were asked and that the world does not know."""
        return self.counts().keys() - self._services.keys()

    # ---- for the handler: one request arrives, is answered, and leaves

    def arrive(self, ask: Ask) -> str:
        """Log a request; returns the fault that it meets."""
        service = self._services.get(ask.host)
        size = service.size(ask) if service else 0
        with self.lock:
            self._under_way[ask.host] += 1
            fault = self._fault(ask)
            self._times[ask.host, ask.raw, ask.body] += 1
            self.seen.append(Seen(ask, time.monotonic(), self._under_way[ask.host], size, fault))
        return fault

    def reply(self, ask: Ask, fault: str) -> Reply:
        """What a request is answered."""
        time.sleep(self._latency_s)
        service = self._services.get(ask.host)
        if not service:
            return as_text(f"The world knows no {ask.host}", 502)
        if len(ask.raw) > _LONGEST_ADDRESS:
            return as_text("414 Request-URI Too Large", 414, "text/html")

        def answer(asked: Ask) -> Reply:
            given = service.answer(asked._replace(path=asked.path.removeprefix(MOVED)), self._shelf)
            is_known = given.status == 200 and given.headers.get("ETag") == asked.headers.get("if-none-match", "-")
            return given._replace(status=304, body=b"") if is_known else given

        return FAULTS[fault](self.faults_of(ask.host), ask, answer) if fault else answer(ask)

    def leave(self, host: str) -> None:
        """The answer of a request is about to be out."""
        with self.lock:
            self._under_way[host] -= 1

    def faults_of(self, host: str) -> Faults:
        """What goes wrong at a host."""
        return self.faults.get(host) or self.faults.get("*") or Faults()

    def _fault(self, ask: Ask) -> str:
        faults = self.faults_of(ask.host)
        if faults.path not in ask.raw:
            return ""
        met = [bool(seen.fault) for seen in self.seen if seen.host == ask.host and faults.path in seen.ask.raw]
        if len(met) < faults.skip or (faults.most is not None and sum(met) >= faults.most):
            return ""
        return faults.drawn(f"{ask.host}{ask.raw}{ask.body!r}", self._times[ask.host, ask.raw, ask.body])


# ---- the socket


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, world: World) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.world = world

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A client that goes away is not an error of ours."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            self.world.broken.append(f"{client_address}: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer on a kept connection waits 40 ms for the one before
    timeout = _IDLE_S
    server: _Server

    def do_GET(self) -> None:
        """Answer."""
        ask, world = self._ask(), self.server.world
        fault = world.arrive(ask)
        try:
            reply = world.reply(ask, fault)
        except Exception as error:  # noqa: BLE001  # kept for the test, which fails when the world closes
            world.broken.append(f"{ask.host}{ask.raw}: {error!r}")
            reply = as_text("The world is broken", 500)
        is_slow = reply.way == "drip"
        if not is_slow:
            world.leave(ask.host)
        try:
            self._send(reply, world.faults_of(ask.host))
        finally:
            if is_slow:
                world.leave(ask.host)

    do_POST = do_GET  # noqa: N815  # http.server wants these names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the log is `world.seen`."""

    def _ask(self) -> Ask:
        host, _, raw = self.path.lstrip("/").partition("/")
        parts = urlsplit(f"//host/{raw}")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return Ask(host, unquote(parts.path), query, headers, self.command, body, f"/{raw}")

    def _send(self, reply: Reply, faults: Faults) -> None:
        length = faults.oversize if reply.way == "oversized" else len(reply.body)
        head = self._head(reply, length)
        self.close_connection |= reply.way.startswith("hang up")
        if reply.way == "hang up midway":
            self.wfile.write(head + reply.body[: len(reply.body) // 2])
        elif reply.way == "drip":
            self._drip(head + reply.body, faults.drip_s)
        elif reply.way == "oversized":
            self._flood(head, length)
        elif reply.way != "hang up":
            self.wfile.write(head + reply.body)  # in one piece

    def _head(self, reply: Reply, length: int) -> bytes:
        lines = [f"HTTP/1.1 {reply.status} {self.responses.get(reply.status, ('Odd', ''))[0]}"]
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
        if reply.status != 304:
            lines += [f"Content-Type: {reply.content_type}", f"Content-Length: {length}"]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def _drip(self, whole: bytes, drip_s: float) -> None:
        steps = 40
        size = -(-len(whole) // steps)
        for start in range(0, len(whole), size):
            self.wfile.write(whole[start : start + size])
            time.sleep(drip_s / steps)

    def _flood(self, head: bytes, length: int) -> None:
        self.wfile.write(head)
        for start in range(0, length, 1 << 20):
            self.wfile.write(b" " * min(1 << 20, length - start))
