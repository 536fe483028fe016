"""The values that travel through papercite: frozen, typed, made of text and numbers.

This module imports nothing of ours and decides nothing. Field names are those of
BibTeX, CSL and Crossref. An empty text, `None` or an empty tuple means "not known". They are named
tuples and not data classes because every start makes these classes: a fifth of the time that
`papercite export` may take went into it. A copy with another field: `record._replace(year=2016)`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTHING: Mapping[str, Any] = MappingProxyType({})
RESOLVED, REVIEW, UNRESOLVED, NOT_ASKED = "resolved", "review", "unresolved", "not-asked"
STATUSES = (RESOLVED, REVIEW, UNRESOLVED, NOT_ASKED)


class Link(NamedTuple):
    """One link of an entry."""

    label: str = ""  # as the list shows it: "paper", "code(Pytorch)"
    url: str = ""
    kind: str = "other"  # paper, code, project, data, video, slides or other


class Identifier(NamedTuple):
    """A name of a work that a service can look up."""

    scheme: str  # arxiv, doi, openreview, dblp, acl, url, ...
    value: str  # canonical spelling, settled in identify.py

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Person(NamedTuple):
    """One author. A group has a `literal` name only."""

    family: str = ""  # "Oord"
    given: str = ""  # "Aaron"
    particle: str = ""  # "van den"
    suffix: str = ""  # "Jr."
    literal: str = ""  # "ATLAS Collaboration"


class Entry(NamedTuple):
    """One paper as the list gives it, word for word."""

    line: int  # 1-based, where the entry starts
    title: str = ""  # empty where the list gives no more than an identifier
    nickname: str = ""  # "XNOR-NET"
    authors: tuple[str, ...] = ()
    venue: str = ""  # "NIPS workshop"
    year: int | None = None
    section: tuple[str, ...] = ()  # headings from the outermost in
    links: tuple[Link, ...] = ()
    kind: str = "paper"  # or "other": probably no paper
    tags: tuple[tuple[str, str], ...] = ()  # from <!-- papercite: name=value ... -->


class Record(NamedTuple):
    """What one source says of one work; after a merge, what is held true of it."""

    source: str = ""  # "dblp"; empty after a merge
    id: str = ""  # the source's own key: "conf/cvpr/CaiHSV17"
    type: str = ""  # CSL: paper-conference, article-journal, article (a preprint), chapter, book, thesis, report
    title: str = ""
    authors: tuple[Person, ...] = ()
    venue: str = ""  # short name: "CVPR"
    container_title: str = ""  # proceedings or journal, as printed
    series: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""  # "525-542", "2144"
    year: int | None = None
    month: int | None = None  # 1 to 12
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""  # without version: "1603.05279", "hep-th/9901001"
    primary_class: str = ""  # "cs.CV"
    openreview: str = ""
    dblp: str = ""
    acl: str = ""
    url: str = ""
    links: tuple[str, ...] = ()  # other addresses under which the source knows it
    retrieved: str = ""  # date the source was read, ISO 8601
    via: tuple[str, ...] = ()  # where the source was read, if not at the source itself


class Source(NamedTuple):
    """One source that a paper's fields were taken from."""

    name: str
    id: str = ""
    retrieved: str = ""
    via: tuple[str, ...] = ()


class Paper(NamedTuple):
    """An entry with what was found out about it: what is selected and printed."""

    key: str
    entry: Entry
    status: str = NOT_ASKED
    reason: str = ""  # why the status is what it is, in words
    note: str = ""  # what a reader of the list should know: "published in ICASSP 2023, the list says …"
    record: Record | None = None  # the version that is printed by default
    preprint: Record | None = None  # the preprint, where `record` is the published version
    origin: Mapping[str, str] = NOTHING  # field -> source; "preprint.field" for the preprint's
    differs: Mapping[str, Mapping[str, Any]] = NOTHING  # field -> source -> what it says
    sources: tuple[Source, ...] = ()
    unasked: tuple[str, ...] = ()  # sources that could not be asked when it was looked up: asked again next time
    candidates: tuple[Record, ...] = ()  # what a person has to look at
    topics: Mapping[str, str] = NOTHING  # topic -> why
    provisional: bool = False  # the key is a stand-in: the look-up is not over
    extra: Mapping[str, Any] = NOTHING  # keys of the lock that this version does not know


def name_of(entry: Entry) -> str:
    """What to call an entry: its title, else its nickname, else an identifier or address; "" if it has none of them."""
    named = [f"{scheme}:{value}" for scheme, value in entry.tags[:1]] or [link.url for link in entry.links[:1]]
    return entry.title or entry.nickname or next(iter(named), "")


def count_statuses(papers: Iterable[Paper]) -> dict[str, int]:
    """Number of papers by status, in the order of STATUSES, without the empty ones."""
    counts = dict.fromkeys(STATUSES, 0)
    for paper in papers:
        counts[paper.status] = counts.get(paper.status, 0) + 1
    return {status: count for status, count in counts.items() if count}
