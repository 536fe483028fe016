"""What a source is: a row of facts and, for each way of asking it, two pure functions.

    ask(identifiers) -> Request          as many identifiers as the service takes in one request
    parse(answer, identifiers) -> found  what it says of each; an identifier it does not hold is absent

Sending, pacing, keys and mail addresses are net.py's, keeping answers is cache.py's; neither
request nor answer ever holds a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from papercite.record import NOTHING

if TYPE_CHECKING:
    from papercite.record import Identifier, Record

DAY = 86_400


class Request(NamedTuple):
    """One request, without keys and mail address: two that are equal get the same answer."""

    url: str  # https, without query
    query: tuple[tuple[str, str], ...] = ()  # in order; not yet encoded
    method: str = "GET"
    body: bytes = b""
    accept: str = "application/json"
    content_type: str = ""  # of the body


class Answer(NamedTuple):
    """What a service sent back. A parser only ever sees status 200 or 404."""

    url: str  # as asked, without secrets
    status: int
    body: bytes
    headers: Mapping[str, str] = NOTHING  # names in lower case; those that matter
    fetched_at: str = ""  # ISO 8601, UTC


# found: identifier -> its records, the best first (a title may have several, a DOI has one)
Found = Mapping["Identifier", tuple["Record", ...]]
Ask = Callable[[Sequence["Identifier"]], Request]
Parse = Callable[[Answer, Sequence["Identifier"]], Found]


class Route(NamedTuple):
    """One way of asking a source. Scheme "title" is a search: the identifier's value is a title."""

    schemes: tuple[str, ...]  # identifiers it takes: "arxiv", "doi", "openreview", "acl", "dblp", "url", "title"
    batch: int  # identifiers in one request
    ask: Ask
    parse: Parse
    split_on: tuple[int, ...] = ()  # statuses that one bad identifier gives the whole batch: ask the halves
    keep: Callable[[bytes], bytes] | None = None  # what of an answer may be kept on disk; None: all of it
    takes: Callable[[Identifier], bool] | None = None  # of the schemes, only these identifiers; None: all


class Provider(NamedTuple):
    """A source: who it is, what it wants, what it can be asked."""

    name: str
    hosts: tuple[str, ...]  # the only ones it is asked at, and redirects may lead to
    routes: tuple[Route, ...]
    pace_s: float  # least time between the starts of two requests to one host
    concurrency: int = 1  # requests to one host that may be under way
    is_markup: bool = False  # an answer in HTML is what was asked for, not a login wall
    key_variable: str = ""  # environment variable that holds the key: "PAPERCITE_OPENALEX_KEY"
    key_header: str = ""  # header that carries the key: "x-api-key"
    key_parameter: str = ""  # or parameter of the query: "api_key"
    needs_key: bool = False  # never asked without one
    mailto_parameter: str = ""  # parameter of the query that carries the user's mail address
    backoff_s: float = 1.0  # first pause after a refusal that names none; doubles each time
    fresh_s: int = 30 * DAY  # how long an answer is good without asking again
    absent_s: int = 7 * DAY  # how long "does not hold it" is good
    about: str = ""  # its state in words, for `papercite sources`
