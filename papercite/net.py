"""The one socket. Polite: paced by host, across processes; patient; never where it was not told to go.

`Net.send` gives an answer with status 200, 304 or 404, or raises `Unreachable` or `Refused`.
What to ask and what to make of it is decided elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self
from urllib.parse import quote, urlencode, urljoin, urlsplit

import httpx

from papercite import __version__
from papercite.errors import ConfigError, Refused, Unreachable
from papercite.providers.provider import Answer
from papercite.walls import wall_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from types import TracebackType

    from papercite.providers.provider import Provider, Request

TRY_AGAIN = (429, 500, 502, 503, 504)
ATTEMPTS = 4
LONGEST_WAIT_S = 60.0  # a service that wants us away for longer is left alone for this run
FAILURES_TO_BREAK = 3  # requests in a row, each with its attempts, after which a host is left alone
LARGEST_BODY = 32 * 1024 * 1024
WHOLE_ANSWER_S = 90.0  # an answer that drips in more slowly is given up
REDIRECTS = 5
_UNIX_TIME = 1e9  # a reset that is larger is no number of seconds
_KEPT_HEADERS = ("content-type", "etag", "last-modified")


class Pace(Protocol):
    """Where the next start of each host is booked, for all processes of this machine (cache.py)."""

    def reserve(self, host: str, pace_s: float, at: float) -> float:
        """Book a start, the given time apart from the one before; returns when it is."""

    def hold(self, host: str, until: float) -> None:
        """Nobody starts a request to the host before `until`."""

    def held_until(self, host: str) -> float:
        """When a hold ends; 0 if there is none."""

    def trouble(self, host: str, what: str, at: float) -> None:
        """Remember the last trouble with a host."""


class Settings(NamedTuple):
    """What the user says about the network."""

    mailto: str = ""
    gateway: str = ""  # "http://127.0.0.1:9000": everything goes there instead
    budget: int | None = None  # requests that may be sent
    pace_scale: float = 1.0  # less than 1 only at a gateway on this machine


class Sent(NamedTuple):
    """An answer with what helps to ask again whether it is still good."""

    answer: Answer
    etag: str = ""
    last_modified: str = ""


class _Final(Unreachable):
    """Asking again makes no sense."""


class _NotAsked(_Final):
    """We did not ask; the host has done nothing wrong."""


class _Wall(Refused):
    """Behind it the answer does not change."""


class _Gate:
    """Lets so many in at a time; the number may change while some are in."""

    def __init__(self, limit: int) -> None:
        self.limit, self._inside, self._changed = limit, 0, asyncio.Condition()

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        async with self._changed:
            await self._changed.wait_for(lambda: self._inside < self.limit)
            self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
            async with self._changed:
                self._changed.notify_all()


class Net:
    """Sends requests, one client for all; use as `async with Net(...) as net`."""

    def __init__(
        self,
        pace: Pace,
        settings: Settings = Settings(),  # noqa: B008  # a named tuple does not change
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Set up; nothing is opened before the first request."""
        self.sent: dict[str, int] = {}  # requests by host
        self.settings, self._pace, self._now, self._sleep, self._jitter = settings, pace, now, sleep, jitter
        self._environment = environment
        self._gates: dict[str, _Gate] = {}
        self._paces: dict[str, float] = {}  # what a host's own headers ask for
        self._failures: dict[str, int] = {}
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(30.0, connect=10.0, pool=None), follow_redirects=False,
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=20),
            headers={"User-Agent": user_agent(settings.mailto)}, trust_env=not settings.gateway,
        )  # fmt: skip
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # equal requests, equal answers
        for name in ("httpx", "httpcore"):  # they log addresses, in which keys may be
            logging.getLogger(name).setLevel(logging.WARNING)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    # ---- one request

    async def send(self, provider: Provider, request: Request, *, etag: str = "", last_modified: str = "") -> Sent:
        """The answer to a request.

        etag, last_modified  of an answer that is at hand: the service may say 304, "still good"
        returns  status 200, 304 or 404
        errors   Unreachable, Refused; after these the host may be left alone for the rest of the run
        """
        host = _host_of(request.url, provider)
        headers = {"Accept": request.accept, **_conditions(etag, last_modified), **self._key_header(provider)}
        waited = 0.0
        for attempt in range(1, ATTEMPTS + 1):
            self._check_open(provider, request, host)
            try:
                sent = await self._once(provider, request, host, headers)
            except _NotAsked:
                raise
            except (Unreachable, Refused) as error:
                self._pace.trouble(host, error.why, self._now())
                pause = self._pause_after(error, provider, attempt)
                if pause is None or attempt == ATTEMPTS or waited + pause > LONGEST_WAIT_S:
                    self._failures[host] = self._failures.get(host, 0) + _counts_as_failure(error)
                    raise
                waited += pause
                await self._sleep(pause)
            else:
                self._failures[host] = 0
                return sent
        raise AssertionError  # the last attempt returned or raised

    def _check_open(self, provider: Provider, request: Request, host: str) -> None:
        if self._failures.get(host, 0) >= FAILURES_TO_BREAK:
            raise _NotAsked(provider.name, request.url, f"left alone after {FAILURES_TO_BREAK} failures")
        if self.settings.budget is not None and sum(self.sent.values()) >= self.settings.budget:
            raise _NotAsked(provider.name, request.url, f"the limit of {self.settings.budget} requests is reached")
        if (away := self._pace.held_until(host) - self._now()) > LONGEST_WAIT_S:
            raise _NotAsked(provider.name, request.url, f"it asked us to stay away for {away:,.0f} s more")

    async def _once(self, provider: Provider, request: Request, host: str, headers: Mapping[str, str]) -> Sent:
        async with self._gates.setdefault(host, _Gate(provider.concurrency)).enter():
            url = self._address(provider, request)
            for _ in range(REDIRECTS):
                host = _host_of(url, provider)
                await self._wait_turn(provider, host)
                self._check_open(provider, request, host)
                self.sent[host] = self.sent.get(host, 0) + 1
                try:
                    async with asyncio.timeout(WHOLE_ANSWER_S):
                        outcome = await self._exchange(provider, request, url, headers)
                except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
                    why = str(error) or type(error).__name__
                    raise Unreachable(provider.name, request.url, f"no answer: {why}") from error
                if isinstance(outcome, Sent):
                    return outcome
                url = outcome
            raise Refused(provider.name, request.url, f"more than {REDIRECTS} redirects", 310)

    async def _wait_turn(self, provider: Provider, host: str) -> None:
        """Wait for the end of a hold, then for a start of our own; those who waited for the same hold start in turn."""
        pace = max(provider.pace_s, self._paces.get(host, 0.0)) * self.settings.pace_scale
        while (held := self._pace.held_until(host)) - self._now() <= LONGEST_WAIT_S:  # else `send` looks at it again
            await self._sleep_until(held)
            await self._sleep_until(self._pace.reserve(host, pace, self._now()))
            if self._pace.held_until(host) <= self._now():
                return

    async def _sleep_until(self, at: float) -> None:
        while (left := at - self._now()) > 0:
            await self._sleep(left)

    async def _exchange(self, provider: Provider, request: Request, url: str, headers: Mapping[str, str]) -> Sent | str:
        """The answer, or the address that it redirects to."""
        async with self._client.stream(
            request.method,
            self._through_gateway(url),
            headers=_headers(headers, request),
            content=request.body or None,
        ) as response:
            self._obey(provider, response, urlsplit(url).netloc)
            if response.is_redirect and response.status_code != 304:
                return _redirected(provider, request, url, response)
            return await self._read(provider, request, response)

    async def _read(self, provider: Provider, request: Request, response: httpx.Response) -> Sent:
        status = response.status_code
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise _Final(provider.name, request.url, f"an answer of over {LARGEST_BODY:,} bytes")
        kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        if wall := wall_of(status, kept.get("content-type", ""), bytes(body), provider.is_markup):
            raise _Wall(provider.name, request.url, wall, status)
        if status not in (200, 304, 404):
            wait = _retry_after(response.headers.get("retry-after", ""), self._now())
            raise Refused(provider.name, request.url, f"status {status} {response.reason_phrase}".strip(), status, wait)
        answer = Answer(request.url, status, bytes(body), kept, _utc(self._now()))
        return Sent(answer, kept.get("etag", ""), kept.get("last-modified", ""))

    # ---- addresses, keys

    def _address(self, provider: Provider, request: Request) -> str:
        query = list(request.query)
        if provider.mailto_parameter and self.settings.mailto:
            query.append((provider.mailto_parameter, self.settings.mailto))
        if provider.key_parameter and (key := self._key(provider)):
            query.append((provider.key_parameter, key))
        return request.url + ("?" + urlencode(query, quote_via=quote) if query else "")

    def _key_header(self, provider: Provider) -> dict[str, str]:
        key = self._key(provider) if provider.key_header else ""
        if not key:
            return {}
        if not (key.isascii() and key.isprintable()):
            why = f"the key in {provider.key_variable} holds characters that no key has"
            raise Refused(provider.name, f"https://{provider.hosts[0]}", why, 0)
        return {provider.key_header: f"Bearer {key}" if provider.key_header == "Authorization" else key}

    def _key(self, provider: Provider) -> str:
        return self._environment.get(provider.key_variable, "").strip()

    def _through_gateway(self, url: str) -> str:
        return f"{self.settings.gateway.rstrip('/')}/{url.removeprefix('https://')}" if self.settings.gateway else url

    # ---- what services ask of us

    def _pause_after(self, error: Unreachable | Refused, provider: Provider, attempt: int) -> float | None:
        """Seconds until the next attempt; None if another attempt makes no sense."""
        if isinstance(error, _Final | _Wall):
            return None
        if isinstance(error, Refused):
            if error.status not in TRY_AGAIN:
                return None
            if error.retry_after_s is not None:
                return error.retry_after_s
        doubling: float = 2.0 ** (attempt - 1)
        return provider.backoff_s * self.settings.pace_scale * doubling * (0.5 + self._jitter() / 2)

    def _obey(self, provider: Provider, response: httpx.Response, host: str) -> None:
        """Hold the host for Retry-After, and take the pace that its rate headers ask for."""
        headers, now = response.headers, self._now()
        if (
            response.status_code in TRY_AGAIN
            and (wait := _retry_after(headers.get("retry-after", ""), now)) is not None
        ):
            self._pace.hold(host, now + wait)
        limit, interval = _number(headers.get("x-rate-limit-limit")), _number(headers.get("x-rate-limit-interval"))
        if limit and interval:
            self._paces[host] = max(provider.pace_s, interval / limit)
        if _number(headers.get("x-ratelimit-remaining")) == 0 and (reset := _number(headers.get("x-ratelimit-reset"))):
            self._pace.hold(host, reset if reset > _UNIX_TIME else now + reset)
        if (at_once := _number(headers.get("x-concurrency-limit"))) and host in self._gates:
            self._gates[host].limit = max(1, min(provider.concurrency, int(at_once)))


def _counts_as_failure(error: Unreachable | Refused) -> int:
    """A 400 says that the request was wrong, not that the host is down."""
    return int(
        isinstance(error, Unreachable) or error.status in TRY_AGAIN or error.status in (401, 403) or error.status == 200
    )


def _host_of(url: str, provider: Provider) -> str:
    host = _netloc(url) if url.startswith("https://") and url.isascii() and url.isprintable() else ""
    if host not in provider.hosts:
        raise Refused(provider.name, url, "not an address of this source", 0)
    return host


def _netloc(url: str) -> str:
    """Host of an address, with the port if it names one; "" if it is none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:  # "https://["
        return ""


def _redirected(provider: Provider, request: Request, url: str, response: httpx.Response) -> str:
    try:
        target = str(urljoin(url, response.headers.get("location", "")))
    except ValueError:
        target = ""
    if target.startswith("http://"):
        target = target.replace("http://", "https://", 1)
    host = _netloc(target)
    if host not in provider.hosts or not target.startswith("https://"):
        raise Refused(provider.name, request.url, f"a redirect to {host or 'nowhere'}", response.status_code)
    return target


def _conditions(etag: str, last_modified: str) -> dict[str, str]:
    named = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in named.items() if value}


def _headers(headers: Mapping[str, str], request: Request) -> dict[str, str]:
    return {**headers, "Content-Type": request.content_type} if request.content_type else dict(headers)


def _number(text: str | None) -> float | None:
    """The number that a header begins with: "10", "1s"; None if there is none."""
    digits = (text or "").strip().rstrip("s")
    return float(digits) if digits.isascii() and digits.replace(".", "", 1).isdigit() else None


def _retry_after(text: str, now: float) -> float | None:
    """Seconds of a Retry-After header, which holds seconds or a date; None if it holds neither."""
    if (seconds := _number(text)) is not None:
        return seconds
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (TypeError, ValueError):
        return None


def _utc(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def user_agent(mailto: str) -> str:
    """Who we are, and how to reach the person who runs us."""
    can_be_sent = mailto.isascii() and mailto.isprintable()
    return f"papercite/{__version__}" + (f" (mailto:{mailto})" if mailto and can_be_sent else "")


def settings_of(environment: Mapping[str, str], mailto: str = "", budget: int | None = None) -> Settings:
    """Settings that the environment and the config make; `ConfigError` for a gateway that is no address."""
    gateway = environment.get("PAPERCITE_GATEWAY", "")
    try:
        parts = urlsplit(gateway)
    except ValueError:
        parts = urlsplit("")
    if gateway and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ConfigError(f"PAPERCITE_GATEWAY={gateway}: an address like http://127.0.0.1:9000 was expected")
    is_here = parts.hostname in ("127.0.0.1", "localhost", "::1")
    scale = _number(environment.get("PAPERCITE_PACE_SCALE")) if is_here else None
    mailto = environment.get("PAPERCITE_MAILTO", "") or mailto
    return Settings(mailto, gateway, budget, 1.0 if scale is None else scale)
