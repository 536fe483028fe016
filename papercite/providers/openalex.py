"""OpenAlex: works by DOI, a hundred in one request, and by the words of a title, at api.openalex.org.

A work gathers what OpenAlex holds to be one: a preprint and its publication are two works, or one. Its names of
venues are its own, its names of people are spoken, "First Last". Lists need a key, which costs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from papercite.errors import BadAnswer
from papercite.identify import canonical, identifier_of_url
from papercite.names import person_of
from papercite.providers.clean import dict_at, dicts_at, json_of, text_at
from papercite.providers.provider import Provider, Request, Route
from papercite.record import Record
from papercite.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found
    from papercite.record import Identifier, Person

API = "https://api.openalex.org/works"
HITS = 5  # of a search by title
FIELDS = "id,doi,title,publication_year,type,authorships,primary_location,locations,biblio"
TYPES = {
    "article": "article-journal", "review": "article-journal", "letter": "article-journal", "preprint": "article",
    "conference-paper": "paper-conference", "book-chapter": "chapter", "book": "book", "dissertation": "thesis",
    "report": "report", "dataset": "dataset", "": "",
}  # fmt: skip
_HYPHENS = str.maketrans("\u2010\u2011", "--")  # "Murray\u2010Smith"
_NAME = "display_name"
_LINE_END = re.compile(r"\\n(?=\s)")  # written as two signs, in titles of arXiv
_NO_WORD = re.compile(r"[\W_]+")


def ask_dois(identifiers: Sequence[Identifier]) -> Request:
    """Request for up to 100 DOIs.

    source  OpenAlex manual: a filter takes 100 values with "|" between them, a page holds 100 works
    """
    wanted = "|".join(identifier.value for identifier in identifiers)
    return Request(API, (("filter", f"doi:{wanted}"), ("per_page", "100"), ("select", FIELDS)))


def is_listable(identifier: Identifier) -> bool:
    """A DOI without the signs that part a filter."""
    return not set(",|") & set(identifier.value)


def ask_title(identifiers: Sequence[Identifier]) -> Request:
    """Request for the works that have the words of a title; signs would part the filter or negate it."""
    words = _NO_WORD.sub(" ", identifiers[0].value).strip()
    return Request(API, (("filter", f"title.search:{words}"), ("per_page", str(HITS)), ("select", FIELDS)))


def has_words(title: Identifier) -> bool:
    """There is something in `title` to search for."""
    return bool(_NO_WORD.sub("", title.value))


def parse_dois(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """Records by DOI, whatever their order; a DOI that the answer lacks, or a work without a title, is absent.

    returns nothing for a 404, which is a web page
    errors  BadAnswer: not JSON, cut off, or not a list of works
    """
    by_doi = {canonical("doi", str(work.get("doi"))): _record_of(work, answer) for work in reversed(_works(answer))}
    return {one: (by_doi[one],) for one in identifiers if one in by_doi and by_doi[one].title}


def parse_title(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """All hits of a search, as OpenAlex ranks them; errors as in `parse_dois`."""
    hits = [record for record in (_record_of(work, answer) for work in _works(answer)) if record.title]
    return dict.fromkeys(identifiers, tuple(dict.fromkeys(hits))) if hits else {}


def _works(answer: Answer) -> list[dict[str, Any]]:
    if answer.status == 404:
        return []
    match json_of(answer, "openalex"):
        case {"results": [*works]} if all(isinstance(work, dict) for work in works):
            return works
    raise BadAnswer("openalex", answer.url, "not a list of works", answer.body)


def _record_of(work: Mapping[str, Any], answer: Answer) -> Record:
    kind, first, biblio = type_of(work), dict_at(work, "primary_location"), dict_at(work, "biblio")
    pages = [text_at(one, "landing_page_url") for one in (first, *dicts_at(work, "locations"))]
    named = {one.scheme: one.value for one in map(identifier_of_url, reversed(pages)) if one}
    own = canonical("doi", text_at(work, "doi"))
    number = own.value if own and own.scheme == "arxiv" else named.get("arxiv", "")
    is_arxiv = kind == "article" and bool(number)
    venue, printed = text_at(dict_at(first, "source"), _NAME), text_at(first, "raw_source_name")
    ends = [text_at(biblio, "first_page"), text_at(biblio, "last_page")]
    year = work.get("publication_year")
    return Record(
        source="openalex",
        id=text_at(work, "id").rpartition("/")[2],
        type=kind,
        title=tidy(_LINE_END.sub(" ", text_at(work, "title"))),
        authors=tuple(author for one in dicts_at(work, "authorships") if any(author := author_of(one))),
        venue="arXiv" if is_arxiv else venue or printed,
        container_title="arXiv" if is_arxiv else printed or venue,
        volume=text_at(biblio, "volume"),
        number=text_at(biblio, "issue"),
        pages="-".join(dict.fromkeys(filter(None, ends))),
        year=year if isinstance(year, int) else None,
        doi=own.value if own and own.scheme == "doi" else "",
        arxiv=number,
        openreview=named.get("openreview", ""),
        acl=named.get("acl", ""),
        url=f"https://arxiv.org/abs/{number}" if is_arxiv else "" if own else pages[0],
        retrieved=answer.fetched_at[:10],
    )


# ---- a work's parts


def type_of(work: Mapping[str, Any]) -> str:
    """Type as CSL names it, "document" for one that we do not know.

    source  OpenAlex calls papers of conferences and manuscripts in repositories articles, too; where they are tells
    """
    kind = TYPES.get(text_at(work, "type"), "document")
    first = dict_at(work, "primary_location")
    where = text_at(dict_at(first, "source"), "type")
    if kind != "article-journal":
        return kind
    if where == "conference" or text_at(first, "raw_type").startswith("proceedings"):
        return "paper-conference"
    return "article" if where == "repository" else kind


def author_of(authorship: Mapping[str, Any]) -> Person:
    """An author, in parts where the name was deposited as "Last, First" and OpenAlex reads it so itself.

    source  `raw_author_name` may be anything that stands on a page: "J. Smith, PhD"
    """
    spoken = text_at(dict_at(authorship, "author"), _NAME).translate(_HYPHENS)
    deposited = person_of(text_at(authorship, "raw_author_name").translate(_HYPHENS))
    is_inverted = "," in text_at(authorship, "raw_author_name") and bool(deposited.given)
    agrees = f" {fold(spoken)}".endswith(f" {fold(deposited.family)}")
    return deposited if is_inverted and agrees else person_of(spoken)


OPENALEX = Provider(
    name="openalex",
    hosts=("api.openalex.org",),
    routes=(
        Route(("doi",), 100, ask_dois, parse_dois, takes=is_listable),
        Route(("title",), 1, ask_title, parse_title, takes=has_words),
    ),
    pace_s=0.2,
    key_variable="PAPERCITE_OPENALEX_KEY",
    key_parameter="api_key",
    needs_key=True,
    about="wants a key, which is free: openalex.org/settings/api",
)
