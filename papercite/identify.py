"""Links and text to identifiers, by the table of hosts.py. Canonical spelling is settled here, once.

`identify(entry)` gives what names the paper itself: identifiers a person put into the
list, then those of its paper links, then those written in its text. Whether an
identifier really belongs to the paper is decided in match.py.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from papercite.hosts import ARCHIVES, HOSTS, SYNONYMS, Host
from papercite.record import Identifier
from papercite.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from papercite.record import Entry, Record

# The most telling first. A record has fields for arxiv, doi, openreview, acl, dblp and url; its links tell the others.
SCHEMES = ("arxiv", "doi", "openreview", "acl", "dblp", "pmid", "pmcid", "s2", "hal", "url")

# ---- canonical spelling

_ASCII = re.IGNORECASE | re.ASCII
_MONTH = "(?:0[1-9]|1[0-2])"
_ARXIV = (  # four digits until 2014, five since, seven behind an archive until 2007: a wrong one spoils a whole request
    rf"(?:(?:0[7-9]|1[0-4]){_MONTH}\.\d{{4}}|(?:1[5-9]|[2-9]\d){_MONTH}\.\d{{5}}"
    rf"|(?:{ARCHIVES})(?:\.[a-z]{{2}})?/\d\d{_MONTH}\d{{3}})"
)
_ARXIV_NUMBER = re.compile(rf"(?:arxiv\s*:\s*)?({_ARXIV})(?:v\d+)?(?:\.pdf)?/?", _ASCII)
_DOI = re.compile(
    r"(?:doi\s*:\s*)?(?:(?:https?://)?(?:dx\.|www\.)?doi\.(?:acm\.)?org/)?(10\.\d{4,9}/[^\s?]+)(?:\?\S*)?", _ASCII
)
_DOI_OF_ARXIV = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_CORPUS = "corpusid:"


def _acl(text: str) -> str:
    return text.lower() if text[0].isdigit() else text.upper()  # 2020.acl-main.1, P17-1001


def _s2(text: str) -> str:
    return "CorpusId:" + text[len(_CORPUS) :] if text.lower().startswith(_CORPUS) else text.lower()


# Schemes that are no more than a shape and a way to spell it; group 1 is the value.
_SHAPES: dict[str, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "openreview": (re.compile(r"([\w-]{6,})", _ASCII), str),
    "acl": (re.compile(r"([a-z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)(?:v\d+)?", _ASCII), _acl),
    "dblp": (re.compile(r"((?:conf|journals|books|phd|series|reference|homepages|tr)/[\w-]+/[\w-]+)", re.ASCII), str),
    "pmid": (re.compile(r"([1-9]\d{0,8})", re.ASCII), str),
    "pmcid": (re.compile(r"(pmc\d+)(?:\.\d+)?", _ASCII), str.upper),
    "s2": (re.compile(rf"([\da-f]{{40}}|{_CORPUS}\d+)", _ASCII), _s2),
    "hal": (re.compile(r"([a-z][a-z_-]*-\d{8})(?:v\d+)?", _ASCII), str.lower),
}


def arxiv_number(text: str) -> str:
    """arXiv number without version, "" if `text` is none: "arXiv:1602.02830v3" -> "1602.02830"."""
    found = _ARXIV_NUMBER.fullmatch(text.strip())
    if not found:
        return ""
    archive, slash, number = found[1].partition("/")
    # the class after the dot was dropped by arXiv itself: "math.GT/0309136" is math/0309136
    return archive.partition(".")[0].lower() + "/" + number if slash else archive


def year_of_number(number: str) -> int | None:
    """The year in which arXiv gave a number: "1602.02830" -> 2016, "hep-th/9901001" -> 1999; None for no number."""
    digits = number.rpartition("/")[2][:2]
    if not digits.isdigit():
        return None
    return 1900 + int(digits) if int(digits) > 90 else 2000 + int(digits)


def doi(text: str) -> str:
    """DOI in lower case without address, label or what follows it in a sentence, "" if `text` is none."""
    found = _DOI.fullmatch(_decoded(text).replace("\\", "").strip()) if len(text) < _MOST else None
    value = _trimmed(found[1]).lower() if found else ""
    return value if value.partition("/")[2] else ""


def _decoded(text: str) -> str:
    """Text without percent signs that stand for something else, however often it was encoded."""
    while (plain := unquote(text)) != text:
        text = plain
    return text


def _trimmed(text: str) -> str:
    """Text without punctuation, slashes and brackets without partner at its end: what a sentence adds to a name."""
    while text and (text[-1] in ".,;:'\"/" or text.count(text[-1]) > text.count(_PARTNER.get(text[-1], text[-1]))):
        text = text[:-1]
    return text


_PARTNER = {")": "(", "]": "[", "}": "{"}


def canonical(scheme: str, text: str) -> Identifier | None:
    """Identifier in its one spelling, or None if `text` cannot be one of `scheme`.

    A DOI of arXiv is the arXiv number it stands for; of several addresses of one paper, the one of its
    abstract is taken. Applying it to its own result changes nothing.
    """
    if scheme == "doi":
        value = doi(text)
        of_arxiv = _DOI_OF_ARXIV.fullmatch(value)
        return canonical("arxiv", of_arxiv[1]) if of_arxiv else _identifier("doi", value)
    if scheme == "arxiv":
        return _identifier("arxiv", arxiv_number(text))
    if scheme == "url":
        return _identifier("url", _settled(text))
    shape, spelling = _SHAPES.get(scheme, (None, str))
    found = shape.fullmatch(text.strip()) if shape else None
    return Identifier(scheme, spelling(found[1])) if found else None


def _identifier(scheme: str, value: str) -> Identifier | None:
    return Identifier(scheme, value) if value else None


# ---- addresses

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+\w*/(https?):/+", re.IGNORECASE)
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid)=[^&]*")
_NAME_OF_HOST = re.compile(r"(?:(?:[\w-]+\.)+[^\W\d_][\w-]*|\d+\.\d+\.\d+\.\d+)(?::\d+)?(?=[/?]|$)")
_RESERVED = re.compile("[%#?\x00-\x1f\x7f]")  # they would mean something else if they stood bare in a path
_END = re.compile(r"[\s/?]+\Z")
_PLAIN = re.compile(r"https?://(?:www\.)*((?:[a-z0-9-]+\.)+[a-z]{2,})(/[\w./~-]*)?", re.ASCII)  # as most are
_MOST = 2_000  # letters; what is longer is data, no name of a paper


def address(url: str) -> str:
    """A web address as it is compared: no scheme, "www." or fragment, path without final slash; "" if it is none."""
    host, path, query = _parts(url)
    return f"{host}{path}?{query}".removesuffix("?") if host else ""


@lru_cache(256)
def _parts(url: str) -> tuple[str, str, str]:
    """Host, path and query in one spelling; three empty texts if `url` is no web address."""
    if plain := _PLAIN.fullmatch(url):
        return plain[1], (plain[2] or "").rstrip("/"), ""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # "http://[" and its like
        return "", "", ""
    host = (parts.hostname or "").rstrip(".")
    while host.startswith("www.") and host.count(".") > 1:
        host = host.removeprefix("www.")
    if parts.scheme not in ("http", "https") or not host:
        return "", "", ""
    path = _RESERVED.sub(lambda sign: f"%{ord(sign[0]):02X}", unquote(parts.path))
    return host + port, _END.sub("", path), _END.sub("", _TRACKING.sub("", parts.query).lstrip("&"))


def _settled(text: str) -> str:
    """The one address of what `text` is an address of; "" if it is none. Without "https://" it needs a host's name."""
    url = _unarchived(text.strip())
    if _NAME_OF_HOST.match(url):
        url = f"https://{url}"
    plain = address(url)
    if not _NAME_OF_HOST.match(plain):
        return ""
    abstracts = (address(f"https://{value}") for row, value in _named(url) if row.scheme == "url")
    return next(filter(None, abstracts), plain)


def _unarchived(url: str) -> str:
    """The address that a copy in the Web Archive was made of."""
    while (copy := _ARCHIVED.match(url)) is not None:
        url = f"{copy[1]}://{url[copy.end() :]}"
    return url


def _named(url: str) -> Iterator[tuple[Host, str]]:
    """Rows of the table that fit an address, each with the value it gives."""
    host, path, query = _parts(url[:_MOST])
    path, query = _trimmed(unquote(path)), unquote(query)
    for row in _rows_of(host.partition(":")[0]):
        pattern, takes_query = _pattern(row.path)
        if found := pattern.fullmatch(f"{path}?{query}" if takes_query else path):
            yield row, row.value.format(*found.groups(""), host=host)


@cache
def _pattern(path: str) -> tuple[re.Pattern[str], bool]:
    return re.compile(path, _ASCII | re.DOTALL), r"\?" in path


@cache
def _by_host() -> dict[str, list[Host]]:
    found: dict[str, list[Host]] = {}
    for row in HOSTS:
        for host in row.hosts.split() or [""]:
            found.setdefault(host, []).append(row)
    return found


def _rows_of(host: str) -> Iterator[Host]:
    """Rows for `host`, then for the domains above it, then for any host."""
    rows = _by_host()
    while host:
        yield from rows.get(host, ())
        host = host.partition(".")[2]
    yield from rows[""]


@lru_cache(8192)
def identifier_of_url(url: str) -> Identifier | None:
    """What a web address names: an identifier of a known scheme, else the address itself, None if it is none."""
    url = _unarchived(url.strip())
    return _known_by_host(url) or (canonical("url", url) if address(url) else None)


@lru_cache(8192)
def names_a_work(url: str) -> bool:
    """A web address names a paper by an identifier of its own, and is not only where something is."""
    known = _known_by_host(_unarchived(url.strip()))
    return known is not None and known.scheme != "url"


def _known_by_host(url: str) -> Identifier | None:
    """What the table of hosts says that an address names."""
    if not address(url):
        return canonical("doi", url) or canonical("arxiv", url)
    found = (canonical(row.scheme, value) for row, value in _named(url))
    return next(filter(None, found), None)


# ---- entries and records

_ARXIV_IN_TEXT = re.compile(rf"\b(?:arxiv(?:\.org/(?:abs|pdf)/|\s*:\s*|\s+)|corr,?\s+abs/)({_ARXIV})(?!\d)", _ASCII)
_DOI_IN_TEXT = re.compile(r"\bdoi(?:\.org/|\s*[:=]?\s*)(10\.\d{4,9}/\S+)", _ASCII)


_PAPER_LABEL = re.compile(r"(?:the )?(?:paper|pdf|论文|論文|논문)s?", re.IGNORECASE)


def paper_url(entry: Entry) -> str:
    """The link to the paper that a reader would follow: the first, or "paper" behind a title link; "" if none."""
    links = [link for link in entry.links if link.kind == "paper"]
    if links and fold(links[0].label) == fold(entry.title):
        links = [*(link for link in links if _PAPER_LABEL.fullmatch(link.label)), *links]
    return links[0].url if links else ""


def pinned(entry: Entry) -> tuple[Identifier, ...]:
    """Identifiers that a person tied to the entry with a papercite comment: these are proof."""
    found = (canonical(name, value) for name, value in entry.tags if name in SCHEMES)
    return tuple(identifier for identifier in found if identifier)


def identify(entry: Entry) -> tuple[Identifier, ...]:
    """Identifiers that the entry gives for its paper, pinned ones first, then the most telling scheme first.

    A scheme that a person pinned is not read from links as well.
    """
    by_hand = pinned(entry)
    settled = {identifier.scheme for identifier in by_hand}
    text = f"{entry.venue} {entry.title}"
    named = [identifier_of_url(link.url) for link in entry.links if link.kind == "paper" and "://" in link.url]
    named += [canonical("arxiv", number) for number in _ARXIV_IN_TEXT.findall(text)]
    named += [canonical("doi", value) for value in _DOI_IN_TEXT.findall(text)]
    found = [identifier for identifier in _with_synonyms(named) if identifier.scheme not in settled]
    found.sort(key=lambda identifier: SCHEMES.index(identifier.scheme))
    return tuple(dict.fromkeys((*by_hand, *found)))


def identifiers_of_record(record: Record) -> tuple[Identifier, ...]:
    """Every identifier under which `record` can be asked for."""
    named = [canonical(scheme, value) for scheme in SCHEMES if (value := getattr(record, scheme, ""))]
    named += [identifier_of_url(url) for url in (record.url, *record.links) if url]
    return tuple(dict.fromkeys(_with_synonyms(named)))


def _with_synonyms(named: Iterable[Identifier | None]) -> list[Identifier]:
    """The identifiers, and after them those that they stand for."""
    found = [identifier for identifier in named if identifier]
    others = [
        canonical(scheme, value.format(*match.groups()))
        for identifier in found
        for pattern, scheme, value in SYNONYMS
        if (match := re.fullmatch(pattern, str(identifier)))
    ]
    return found + [identifier for identifier in others if identifier]
