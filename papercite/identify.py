"""Links and text to identifiers, by a table of hosts. Canonical spelling is settled here, once.

`identify(entry)` gives what names the paper itself: identifiers a person put into the
list, then those of its paper links, then those written in its text. Whether an
identifier really belongs to the paper is decided in match.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from papercite.record import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papercite.record import Entry, Record

SCHEMES = ("arxiv", "doi", "openreview", "acl", "dblp", "url")  # the most telling first

# ---- canonical spelling

_ARXIV = re.compile(
    r"(?:arxiv\s*:\s*)?((?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})|(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}))(?:v\d+)?(?:\.pdf)?/?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi\s*:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DOI_OF_ARXIV = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_OPENREVIEW = re.compile(r"[\w-]{6,}")
_ACL = re.compile(r"(?:[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)")
_DBLP = re.compile(r"(?:conf|journals|books|phd|series|reference|homepages|tr)/[\w-]+/[\w-]+")


def arxiv_number(text: str) -> str:
    """arXiv number without version, "" if `text` is none: "arXiv:1602.02830v3" -> "1602.02830"."""
    found = _ARXIV.fullmatch(text.strip())
    if not found:
        return ""
    archive, slash, number = found[1].partition("/")
    # the class after the dot was dropped by arXiv itself: "math.GT/0309136" is math/0309136
    return archive.partition(".")[0].lower() + "/" + number if slash else archive


def doi(text: str) -> str:
    """DOI in lower case without address or label, "" if `text` is none."""
    found = _DOI.fullmatch(unquote(text.strip()))
    if not found:
        return ""
    value = found[1].rstrip(".,;:'\"").lower()
    while value.endswith(")") and value.count(")") > value.count("("):
        value = value[:-1].rstrip(".,;")
    return value


def canonical(scheme: str, text: str) -> Identifier | None:
    """Identifier in its one spelling, or None if `text` cannot be one of `scheme`.

    A DOI of arXiv is the arXiv number it stands for. Applying it to its own result changes nothing.
    """
    if scheme == "doi":
        value = doi(text)
        of_arxiv = _DOI_OF_ARXIV.fullmatch(value)
        return canonical("arxiv", of_arxiv[1]) if of_arxiv else _identifier("doi", value)
    if scheme == "arxiv":
        return _identifier("arxiv", arxiv_number(text))
    if scheme == "url":
        return _identifier("url", address(text))
    shapes = {"openreview": _OPENREVIEW, "acl": _ACL, "dblp": _DBLP}
    if scheme in shapes and shapes[scheme].fullmatch(text.strip()):
        return Identifier(scheme, text.strip())
    return None


def _identifier(scheme: str, value: str) -> Identifier | None:
    return Identifier(scheme, value) if value else None


def address(url: str) -> str:
    """A web address as it is compared: no scheme, "www." or fragment, path without final slash; "" if it is none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # "http://[" and its like
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    return host + unquote(parts.path).rstrip("/") + ("?" + parts.query if parts.query else "")


# ---- hosts


class Host(NamedTuple):
    """What the addresses of one host say: host name, pattern of the path (group 1 is the value), scheme."""

    host: str  # the name itself or a domain it ends with
    path: str
    scheme: str


_ARXIV_PATH = r"/(?:abs|pdf|html|format|ps|src|e-print|papers|list)/(.+?)/?"
HOSTS = (
    Host("arxiv.org", _ARXIV_PATH, "arxiv"),
    Host("alphaxiv.org", _ARXIV_PATH, "arxiv"),
    Host("ar5iv.org", _ARXIV_PATH, "arxiv"),
    Host("huggingface.co", r"/papers/(.+?)/?", "arxiv"),
    Host("doi.org", r"/(10\..+)", "doi"),
    Host("link.springer.com", r"/(?:chapter|article|book|content/pdf)/(10\..+?)(?:\.pdf)?", "doi"),
    Host("dl.acm.org", r"/doi/(?:abs/|pdf/|full/|fullHtml/|epdf/)?(10\..+)", "doi"),
    Host("onlinelibrary.wiley.com", r"/doi/(?:abs/|pdf/|full/|epdf/|pdfdirect/)?(10\..+)", "doi"),
    Host("journals.sagepub.com", r"/doi/(?:abs/|pdf/|full/|epub/)?(10\..+)", "doi"),
    Host("tandfonline.com", r"/doi/(?:abs/|pdf/|full/)?(10\..+)", "doi"),
    Host("science.org", r"/doi/(?:abs/|pdf/|full/|epdf/)?(10\..+)", "doi"),
    Host("pnas.org", r"/doi/(?:abs/|pdf/|full/|epdf/)?(10\..+)", "doi"),
    Host("pubs.acs.org", r"/doi/(?:abs/|pdf/|full/)?(10\..+)", "doi"),
    Host("journals.aps.org", r"/\w+/(?:abstract|pdf)/(10\..+)", "doi"),
    Host("iopscience.iop.org", r"/article/(10\.\d+/[^/]+(?:/[^/]+)*?)(?:/(?:pdf|meta))?", "doi"),
    Host("biorxiv.org", r"/content/(10\.1101/[\d.]+?)(?:v\d+)?(?:\.full(?:\.pdf)?|\.abstract|\.pdf)?", "doi"),
    Host("medrxiv.org", r"/content/(10\.1101/[\d.]+?)(?:v\d+)?(?:\.full(?:\.pdf)?|\.abstract|\.pdf)?", "doi"),
    Host("aclanthology.org", r"/([^/]+?)(?:\.pdf|\.bib)?/?", "acl"),
    Host("aclweb.org", r"/anthology/(?:papers/[A-Z]/[A-Z]\d+/)?([^/]+?)(?:\.pdf)?/?", "acl"),
    Host("dblp.org", r"/rec/(?:html/|bibtex/|bib/)?(.+?)(?:\.html|\.bib|\.xml)?", "dblp"),
    Host("dblp.uni-trier.de", r"/rec/(?:html/|bibtex/|bib/)?(.+?)(?:\.html|\.bib|\.xml)?", "dblp"),
)
_BY_HOST = {row.host: [other for other in HOSTS if other.host == row.host] for row in HOSTS}
_PATHS = {row: re.compile(row.path) for row in HOSTS}


def identifier_of_url(url: str) -> Identifier | None:
    """What a web address names: an identifier of a known scheme, else the address itself, None if it is none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https"):
        return canonical("doi", url) or canonical("arxiv", url)
    if host == "openreview.net":
        query = parse_qs(parts.query)
        if found := canonical("openreview", (query.get("id") or query.get("noteId") or [""])[0]):
            return found
    path = unquote(parts.path)
    for row in _rows_of(host):
        named = _PATHS[row].fullmatch(path)
        if named and (found := canonical(row.scheme, named[1])):
            return found
    return canonical("url", url)


def _rows_of(host: str) -> Iterator[Host]:
    """Rows for `host` and the domains above it."""
    while host:
        yield from _BY_HOST.get(host, ())
        host = host.partition(".")[2]


# ---- entries and records

_ARXIV_IN_TEXT = re.compile(r"\barxiv\s*:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE)


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
    linked = [identifier_of_url(link.url) for link in entry.links if link.kind == "paper"]
    written = [canonical("arxiv", number) for number in _ARXIV_IN_TEXT.findall(f"{entry.venue} {entry.title}")]
    found = [identifier for identifier in linked + written if identifier and identifier.scheme not in settled]
    found.sort(key=lambda identifier: SCHEMES.index(identifier.scheme))
    return tuple(dict.fromkeys((*by_hand, *found)))


def identifiers_of_record(record: Record) -> tuple[Identifier, ...]:
    """Every identifier under which `record` can be asked for."""
    named = [(scheme, getattr(record, scheme)) for scheme in SCHEMES if getattr(record, scheme)]
    found = [canonical(scheme, value) for scheme, value in named]
    found.append(identifier_of_url(record.url) if record.url else None)
    return tuple(dict.fromkeys(identifier for identifier in found if identifier))
