"""What goes wrong at a service, by name, and how often."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING

from world import dblp, openreview
from world.exchange import Ask, Reply, as_json, as_text
from world.facts import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    Answer = Callable[[Ask], Reply]
    Fault = Callable[["Faults", Ask, Answer], Reply]


@dataclass(frozen=True)
class Faults:
    """What goes wrong at one host. Without `kinds` nothing does.

    kinds       names of FAULTS; a request that goes wrong draws one
    chance      how likely a request is to go wrong; the draw depends on seed, address and how often it was asked
    skip, most  so many requests are left alone first, so many go wrong then, the rest go right again
    path        only addresses that contain it
    """

    kinds: tuple[str, ...] = ()
    chance: float = 1.0
    seed: int = 0
    skip: int = 0
    most: int | None = None
    path: str = ""
    wait_s: float = 1.0  # what Retry-After says
    drip_s: float = 2.0  # how long a dripping answer takes
    oversize: int = 33 * 1024 * 1024

    def drawn(self, address: str, nth: int) -> str:
        """The fault of a request, "" for none; `nth` counts the times that the address was asked for."""
        draw = random.Random(f"{self.seed} {address} {nth}")  # noqa: S311  # must be the same in the next run
        return draw.choice(self.kinds) if self.kinds and draw.random() < self.chance else ""


# ---- refusals

_PAGE = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


def _overload(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001  # all faults have one form
    """429 as the host words it, without Retry-After."""
    if ask.host == "export.arxiv.org":
        return as_text("Rate exceeded.", 429)
    if ask.host == "api.crossref.org":
        return as_text(_PAGE.format("429 Too Many Requests"), 429, "text/html")
    return as_json({"message": "Too Many Requests", "code": "429"}, 429)


def _overload_seconds(faults: Faults, ask: Ask, answer: Answer) -> Reply:
    return _overload(faults, ask, answer)._replace(headers={"Retry-After": f"{faults.wait_s:g}"})


def _overload_date(faults: Faults, ask: Ask, answer: Answer) -> Reply:
    until = formatdate(time.time() + faults.wait_s, usegmt=True)
    return _overload(faults, ask, answer)._replace(headers={"Retry-After": until})


def _status(status: int) -> Fault:
    def refuse(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
        return as_text(_PAGE.format(f"{status} of the world"), status, "text/html")

    return refuse


def _challenge(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    return openreview.challenge() if "openreview" in ask.host else dblp.anubis(ask, Shelf(()))


def _login(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    form = '<form action="/login"><input name="user"><input type="password" name="password"></form>'
    return as_text(_PAGE.format("Sign in").replace("</body>", f"{form}</body>"), 200, "text/html; charset=utf-8")


def _html(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    return as_text(_PAGE.format("We are being maintained"), 200, "text/html")


# ---- answers that are spoilt


def _truncated(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    """Half of it, sent as if it were all."""
    reply = answer(ask)
    return reply._replace(body=reply.body[: len(reply.body) // 2])


def _wrong_type(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    return answer(ask)._replace(content_type="application/octet-stream")


def _malformed(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    """Neither JSON nor XML any more, and not UTF-8."""
    reply = answer(ask)
    middle = len(reply.body) // 2
    return reply._replace(body=reply.body[:middle] + b'\xff]}&nothing;<"\x00' + reply.body[middle:])


def _empty(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    return answer(ask)._replace(body=b"")


def _reordered(faults: Faults, ask: Ask, answer: Answer) -> Reply:
    def shuffle(records: list[object]) -> list[object]:
        shuffled = records[::-1]
        random.Random(faults.seed).shuffle(shuffled)  # noqa: S311
        return shuffled

    return answer(ask._replace(arrange=shuffle))


def _missing(faults: Faults, ask: Ask, answer: Answer) -> Reply:
    """Every third record is not there, beginning with the first or the second or the third."""
    return answer(ask._replace(arrange=lambda records: [
        record for place, record in enumerate(records) if (place + faults.seed) % 3
    ]))  # fmt: skip


def _duplicates(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
    return answer(ask._replace(arrange=lambda records: records + records))


# ---- ways of sending, done by server.py


def _sent(way: str) -> Fault:
    def send(faults: Faults, ask: Ask, answer: Answer) -> Reply:  # noqa: ARG001
        return answer(ask)._replace(way=way)

    return send


# ---- redirects

MOVED = "/moved"  # stands before the path of an address that a redirect leads to


def _redirect(target: str, status: int = 302) -> Fault:
    """To an address made of {host}, {moved} and {raw}, the path and query that were asked for."""

    def redirect(faults: Faults, ask: Ask, answer: Answer) -> Reply:
        if ask.raw.startswith(MOVED) and "{moved}" in target:
            return answer(ask)
        _ = faults
        location = target.format(host=ask.host, moved=MOVED, raw=ask.raw)
        return Reply(status, b"", "text/html", {"Location": location})

    return redirect


FAULTS: dict[str, Fault] = {
    "429": _overload,
    "429 seconds": _overload_seconds,
    "429 date": _overload_date,
    **{str(status): _status(status) for status in (400, 401, 403, 410, 500, 502, 503, 504)},
    "challenge": _challenge,
    "login": _login,
    "html": _html,
    "truncated": _truncated,
    "wrong type": _wrong_type,
    "malformed": _malformed,
    "empty": _empty,
    "reordered": _reordered,
    "missing": _missing,
    "duplicates": _duplicates,
    "drip": _sent("drip"),
    "hang up": _sent("hang up"),
    "hang up midway": _sent("hang up midway"),
    "oversized": _sent("oversized"),
    "redirect inside": _redirect("https://{host}{moved}{raw}"),
    "redirect to http": _redirect("http://{host}{moved}{raw}", 301),
    "redirect outside": _redirect("https://elsewhere.invalid{raw}"),
    "redirect loop": _redirect("https://{host}{raw}"),
}
# those after which a parser gets what the service meant, and those that never reach one
HARMLESS = ("reordered", "duplicates", "wrong type", "redirect inside", "redirect to http")
