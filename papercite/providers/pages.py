"""The page of a paper at its proceedings: citation tags, BibTeX that stands on it, IEEE Xplore's JSON.

Each site fills the tags in its own way; they are read in the order of the page, and BibTeX adds what they lack.
Which addresses mean which page is the table of addresses.py. Xplore is not in it: it wants no programs.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from papercite.errors import BadAnswer
from papercite.identify import arxiv_number, doi
from papercite.names import full_name, person_of
from papercite.providers.addresses import HOSTS, Page, page_of
from papercite.providers.clean import dicts_at, text_at
from papercite.providers.markup import DATA, Reader, bibtex_in, text_of
from papercite.providers.provider import Provider, Request, Route
from papercite.record import Person, Record
from papercite.text import fold
from papercite.venues import JOURNAL, PREPRINT, find_venue
from papercite.walls import wall_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found
    from papercite.record import Identifier

MOST = 2_000_000  # bytes of a page that are read
_DATE = re.compile(r"((?:1[89]|20)\d\d)(?:[/-](1[0-2]|0?[1-9])(?!\d))?")  # 1988, 2021/6, 2015/04/01, 2024-12-16
_MEETING = re.compile(r"\b(?:conference|symposium|workshops?|meeting)\b", re.IGNORECASE)


# ---- asking


def ask(identifiers: Sequence[Identifier]) -> Request:
    """Request for the page that an address, or a number of the ACL Anthology, means."""
    return Request(f"https://{_page_of(identifiers[0]).address}", accept="text/html")


def takes(identifier: Identifier) -> bool:
    """It means a page of a site that we know."""
    return identifier.scheme == "acl" or page_of(identifier.value) is not None


def _page_of(identifier: Identifier) -> Page:
    address = f"aclanthology.org/{identifier.value}/" if identifier.scheme == "acl" else identifier.value
    return page_of(address) or Page(address)


# ---- reading


def parse(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """The record that a page holds; a page without tags, and a 404, hold none.

    errors  BadAnswer: a challenge or login page, a page that is cut off in its head, no page at all
    """
    if answer.status == 404:
        return {}
    reader = Reader()
    body = answer.body[:MOST]
    try:
        reader.feed(text_of(body, answer.headers.get("content-type", "")))
        reader.close()
    except AssertionError as error:  # html.parser's word for a marked section that never ends
        raise BadAnswer("pages", answer.url, f"not HTML: {error}", answer.body) from error
    if not reader.has_body or b"\0" in body:
        raise BadAnswer("pages", answer.url, "not a whole web page", answer.body)
    page = _page_of(identifiers[0])
    record = _of_tags(reader, page) if reader.tag("citation_title") else _of_xplore(reader)
    if not record.title:
        if wall := wall_of(answer.status, "text/html", answer.body, is_markup=True):
            raise BadAnswer("pages", answer.url, wall, answer.body)
        return {}
    acl = identifiers[0].value if identifiers[0].scheme == "acl" else ""
    url, day = f"https://{page.address}", answer.fetched_at[:10]
    return {identifiers[0]: (record._replace(source="pages", id=page.address, acl=acl, url=url, retrieved=day),)}


# ---- what it holds


def _of_tags(reader: Reader, page: Page) -> Record:
    title, tag = reader.tag("citation_title"), reader.tag
    container = tag("citation_conference_title", "citation_inbook_title", "citation_journal_title")
    number = arxiv_number(tag("citation_arxiv_id"))
    date = _DATE.match(tag("citation_publication_date", "citation_cover_date", "citation_date", "citation_online_date"))
    ends = dict.fromkeys(filter(None, (tag("citation_firstpage"), tag("citation_lastpage"))))
    listed = [value for name, value in reader.tags if name == "citation_author"] or tag("citation_authors").split(";")
    bib = bibtex_in(reader.boxes, title)
    people = _in_parts(listed, bib.authors) or bib.authors
    container = "arXiv" if number else container or bib.container_title or page.venue
    pdf = tag("citation_pdf_url")
    return Record(
        type=type_of(container, is_journal=bool(tag("citation_journal_title"))) or bib.type,
        title=title,
        authors=as_printed(people, reader.headings),
        venue=container,
        container_title=container,
        series=tag("citation_series_title") or bib.series,
        volume=tag("citation_volume") or bib.volume,
        number=tag("citation_issue") or bib.number,
        pages="-".join(ends) or bib.pages,
        year=int(date[1]) if date else bib.year,
        month=int(date[2]) if date and date[2] else bib.month,
        publisher=tag("citation_publisher") or bib.publisher,
        doi=doi(tag("citation_doi")) or page.doi or bib.doi,
        arxiv=number,
        links=(pdf,) if pdf.startswith(("https://", "http://")) else (),  # others are relative to who knows what
    )


def type_of(container: str, *, is_journal: bool) -> str:
    """Type as CSL names it, "" if nothing tells.

    is_journal  the tag says so; NeurIPS, MLSys and AAAI say it of their proceedings
    """
    if known := find_venue(container):
        return {JOURNAL: "article-journal", PREPRINT: "article"}.get(known.kind, "paper-conference")
    if is_journal and not _MEETING.search(container):
        return "article-journal"
    return "paper-conference" if container else ""


def _in_parts(names: Sequence[str], known: tuple[Person, ...]) -> tuple[Person, ...]:
    """The people of tags; of names that are spoken, "Teven Le Scao", BibTeX knows the parts: "Le Scao, Teven"."""
    people = tuple(person_of(name) for name in names if name.strip())
    is_spoken = not any("," in name for name in names)
    return known if is_spoken and [*map(_folded, known)] == [*map(_folded, people)] else people


def _folded(person: Person) -> str:
    return fold(full_name(person))


def as_printed(people: tuple[Person, ...], headings: Sequence[str]) -> tuple[Person, ...]:
    """The authors in the order of a heading that names just them, else in the order they came.

    source  IJCAI's tags come in no order
    """
    by_name = {_folded(person): person for person in people}
    for heading in headings:
        printed = [fold(name) for name in re.split(r",|;|\band\b", heading) if fold(name)]
        if len(printed) == len(people) and set(printed) == by_name.keys():
            return tuple(by_name[name] for name in printed)
    return people


def _of_xplore(reader: Reader) -> Record:
    """From the object that IEEE Xplore's pages hold; an empty record if there is none."""
    found = next((text for text in reader.data if DATA.search(text)), "")
    try:
        work, _ = json.JSONDecoder().raw_decode(found, match.end()) if (match := DATA.search(found)) else ({}, 0)
    except (ValueError, RecursionError):
        work = {}
    container, year = text_at(work, "publicationTitle"), text_at(work, "publicationYear")
    ends = dict.fromkeys(filter(None, (text_at(work, "startPage"), text_at(work, "endPage"))))
    return Record(
        type=type_of(container, is_journal=bool(work.get("isJournal"))),
        title=text_at(work, "title"),
        authors=tuple(_author_of(one) for one in dicts_at(work, "authors")),
        venue=container,
        container_title=container,
        volume=text_at(work, "volume"),
        number=text_at(work, "issue"),
        pages="-".join(ends),
        year=int(year) if year.isdecimal() else None,
        publisher=text_at(work, "publisher"),
        doi=doi(text_at(work, "doi")),
    )


def _author_of(author: Mapping[str, Any]) -> Person:
    family, given = text_at(author, "lastName"), text_at(author, "firstName")
    return person_of(f"{family}, {given}" if family and given else text_at(author, "name"))


PAGES = Provider(
    name="pages",
    hosts=HOSTS,
    routes=(Route(("url", "acl"), 1, ask, parse, takes=takes),),
    pace_s=2.0,
    is_markup=True,
    about="open; the proceedings' own sites, one page in two seconds each",
)
