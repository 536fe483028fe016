"""arXiv: numbers in batches, titles as exact phrases, through the Atom interface at export.arxiv.org.

The `arxiv` package reads the feed, and forgives everything: cut-off feeds, HTML, entries without dates. So a
feed is checked here first. A record is of the preprint; DOI and journal that authors name are not its own.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from papercite.errors import BadAnswer
from papercite.identify import arxiv_number, identifier_of_url
from papercite.names import person_of
from papercite.providers.clean import plain
from papercite.providers.provider import Provider, Request, Route
from papercite.record import Record
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found
    from papercite.record import Identifier

API = "https://export.arxiv.org/api/query"
HITS = 5  # of a search by title
_ATOM = "{http://www.w3.org/2005/Atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_BETWEEN_DOIS = re.compile(r"\s+|[,;]\s*(?=10\.\d{4,9}/)")


def ask_numbers(identifiers: Sequence[Identifier]) -> Request:
    """Request for up to 100 arXiv numbers, always for the latest version of each.

    source  arXiv API manual: `max_results` is 10 if it is not said, for a list of numbers too
    """
    numbers = ",".join(identifier.value for identifier in identifiers)
    query = (("id_list", numbers), ("max_results", str(len(identifiers))))
    return Request(API, query, accept="application/atom+xml")


def ask_title(identifiers: Sequence[Identifier]) -> Request:
    """Request for the papers that have a title's words next to each other.

    source  arXiv's parser of queries takes brackets apart even between quotes, and reads a hyphen before a word
            and a capital NOT as an exclusion: only small words are sent
    """
    phrase = " ".join(_WORD.findall(identifiers[0].value.lower()))
    query = (("search_query", f'ti:"{phrase}"'), ("max_results", str(HITS)))
    return Request(API, query, accept="application/atom+xml")


def has_words(title: Identifier) -> bool:
    """There is something in `title` to search for."""
    return bool(_WORD.search(title.value))


def parse_numbers(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """Records by number; their order in the feed means nothing.

    returns a withdrawn paper too: it has a record as any other; a number that the feed lacks is absent
    errors  BadAnswer: not a whole Atom feed, or one that reports an error or has an entry without number or date
    """
    by_number = {record.arxiv: record for record in _records(answer)}
    return {one: (by_number[one.value],) for one in identifiers if one.value in by_number}


def parse_title(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """All hits of a search, as arXiv ranks them; errors as in `parse_numbers`."""
    hits = tuple(_records(answer))
    return dict.fromkeys(identifiers, hits) if hits else {}


def published_doi_of(answer: Answer) -> Mapping[str, str]:
    """DOI of the published version, by arXiv number, as the authors gave it.

    returns DOIs in small letters; a paper for which authors gave none, or several, is absent
    errors  as in `parse_numbers`
    source  `arxiv:doi` and the links titled "doi"; authors do write several into one field
    """
    found = {arxiv_number(result.get_short_id()): _dois_of(result) for result in _results(answer)}
    return {number: dois.pop() for number, dois in found.items() if number and len(dois) == 1}


def _dois_of(result: Any) -> set[str]:
    texts = (*_BETWEEN_DOIS.split(result.doi or ""), *(link.href for link in result.links if link.title == "doi"))
    return {one.value for text in texts if (one := identifier_of_url(text)) and one.scheme == "doi"}


def _records(answer: Answer) -> list[Record]:
    numbered = [(arxiv_number(result.get_short_id()), result) for result in _results(answer)]
    return [_record_of(number, result, answer.fetched_at[:10]) for number, result in numbered if number]


def _record_of(number: str, result: Any, retrieved: str) -> Record:
    return Record(
        source="arxiv",
        id=result.get_short_id(),
        type="article",
        title=tidy(result.title),  # TeX, not HTML: "$p<q$" is no tag
        authors=tuple(person_of(plain(author.name)) for author in result.authors if _WORD.search(author.name)),
        venue="arXiv",
        container_title="arXiv",
        year=result.published.year,
        month=result.published.month,
        arxiv=number,
        primary_class=result.primary_category,
        url=f"https://arxiv.org/abs/{number}",
        retrieved=retrieved,
    )


# ---- the feed


def _results(answer: Answer) -> list[Any]:
    """What the feed holds, as the `arxiv` package reads it."""
    entries = _checked_entries(answer)
    from arxiv import _feed  # type: ignore[import-untyped]  # it has no types; and it loads `requests`: 90 ms

    logging.getLogger("arxiv").setLevel(logging.CRITICAL)  # its findings are ours to report
    try:
        results: list[Any] = _feed.parse(answer.body).results
    except ValueError as error:
        raise _bad(answer, f"a date that is none: {error}") from error
    if len(results) != entries:
        raise _bad(answer, f"{entries - len(results)} of {entries} entries lack number or date")
    return results


def _checked_entries(answer: Answer) -> int:
    """Number of entries of a feed that is whole and reports no error."""
    try:
        root = ElementTree.fromstring(answer.body, ElementTree.XMLParser(target=_NoDoctype()))  # noqa: S314 no entities
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise _bad(answer, f"not XML as arXiv writes it: {error}") from error
    if root.tag != f"{_ATOM}feed":
        raise _bad(answer, f"not an Atom feed: {root.tag}")
    entries = root.findall(f"{_ATOM}entry")
    for entry in entries:
        if "/api/errors" in (entry.findtext(f"{_ATOM}id") or ""):
            raise _bad(answer, f"arXiv reports: {tidy(entry.findtext(f'{_ATOM}summary') or '')}")
    if not entries and (root.findtext(_TOTAL) or "0").strip() != "0":
        raise _bad(answer, "an empty page of a list that is not empty")  # arXiv sends such, now and then
    return len(entries)


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses a document type, and with it all entities but the five of XML."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ValueError(f"a document type: {name}, {pubid}, {system}")


def _bad(answer: Answer, why: str) -> BadAnswer:
    return BadAnswer("arxiv", answer.url, why, answer.body)


ARXIV = Provider(
    name="arxiv",
    hosts=("export.arxiv.org",),
    routes=(
        Route(("arxiv",), 100, ask_numbers, parse_numbers, split_on=(400,)),  # one bad number spoils the batch
        Route(("title",), 1, ask_title, parse_title, takes=has_words),
    ),
    pace_s=3.0,
    about="open; one request in three seconds, often overloaded",
)
