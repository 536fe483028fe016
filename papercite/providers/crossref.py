"""Crossref: works by DOI, many in one request, and a search by title, at api.crossref.org.

Its works are what publishers deposited, in all their shapes: they are settled here. arXiv's DOIs are not
Crossref's, nor are the papers of ICLR, ICML, JMLR and the older ones of NeurIPS: a search finds other papers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from papercite.errors import BadAnswer
from papercite.identify import doi
from papercite.names import is_group, person_of
from papercite.providers.clean import dict_at, dicts_at, json_of, text_at, texts_at, with_subtitle
from papercite.providers.provider import Provider, Request, Route
from papercite.record import Person, Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found
    from papercite.record import Identifier

API = "https://api.crossref.org/works"
FIELDS = ("DOI,type,title,subtitle,original-title,author,container-title,event,published-print,published-online,"
          "issued,volume,issue,page,article-number,publisher")  # fmt: skip
TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "posted-content": "article",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "reference-entry": "chapter",
    "book": "book", "edited-book": "book", "monograph": "book", "reference-book": "book", "proceedings": "book",
    "dissertation": "thesis", "report": "report", "report-component": "report", "": "",
}  # fmt: skip
_PROCEEDINGS = re.compile(
    r"Lecture Notes in (?:Computer Science|Artificial Intelligence|Bioinformatics|Business Information|Electrical "
    r"Engineering|Networks and Systems|Informatics)|Communications in Computer and Information Science|"
    r"Advances in Intelligent Systems|IFIP Advances in|Smart Innovation"
)
_SERIES = re.compile(rf"Lecture Notes|{_PROCEEDINGS.pattern}|Studies in|Springer (?:Proceedings|Series)")
_VOLUME = re.compile(r"\b(?:proceedings|conference|workshops?|symposium)\b", re.IGNORECASE)
_SAFE_IN_FILTER = re.compile(r"[\w.()/-]+", re.ASCII)  # a comma ends a filter, a colon its name


def is_listable(identifier: Identifier) -> bool:
    """A DOI that can be asked for together with others; one with a comma, or an old one with "<", ":", ";", cannot."""
    return bool(_SAFE_IN_FILTER.fullmatch(identifier.value))


def ask_list(identifiers: Sequence[Identifier]) -> Request:
    """Request for up to 40 DOIs: the length of the address sets the limit."""
    wanted = ",".join(f"doi:{identifier.value}" for identifier in identifiers)
    return Request(API, (("filter", wanted), ("rows", str(len(identifiers))), ("select", FIELDS)))


def ask_work(identifiers: Sequence[Identifier]) -> Request:
    """Request for one DOI, whatever its characters."""
    return Request(f"{API}/{quote(identifiers[0].value, safe='')}")


def ask_title(identifiers: Sequence[Identifier]) -> Request:
    """Request for the five works that are most like a title."""
    return Request(API, (("query.bibliographic", identifiers[0].value), ("rows", "5"), ("select", FIELDS)))


def parse_list(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """Records by DOI, upper or lower case; their order in the answer means nothing.

    returns a DOI that the answer lacks, or of which Crossref knows no title at all, is absent
    errors  BadAnswer: not JSON, cut off, or neither a work nor a list of works
    """
    by_doi = {doi(record.doi): record for record in _records(answer)}
    return {one: (by_doi[one.value],) for one in identifiers if one.value in by_doi}


def parse_work(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """The record of one DOI; 404 with a line of text means that Crossref does not hold it; else as `parse_list`."""
    if answer.status == 404 and not answer.body.lstrip().startswith(b"<"):
        return {}
    return parse_list(answer, identifiers)


def parse_title(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """All hits of a search, as Crossref ranks them; errors as in `parse_list`."""
    hits = tuple(_records(answer))
    return dict.fromkeys(identifiers, hits) if hits else {}


def _records(answer: Answer) -> list[Record]:
    records = [_record_of(work, answer.fetched_at[:10]) for work in _works(answer)]
    return [record for record in records if record.title]


def _works(answer: Answer) -> list[dict[str, Any]]:
    match json_of(answer, "crossref"):
        case {"message-type": "work", "message": work} if _is_work(work):
            return [work]
        case {"message-type": "work-list", "message": {"items": [*works]}} if all(map(_is_work, works)):
            return works
    raise BadAnswer("crossref", answer.url, "neither a work nor a list of works", answer.body)


def _is_work(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("DOI"), str)


def _record_of(work: Mapping[str, Any], retrieved: str) -> Record:
    kind = type_of(work)
    container, series = container_and_series_of(work)
    year, month = year_and_month_of(work, is_conference=kind == "paper-conference")
    first, dash, last = re.sub(r"\s*[-–—]+\s*", "-", text_at(work, "page")).partition("-")
    return Record(
        source="crossref",
        id=work["DOI"],
        type=kind,
        title=title_of(work),
        authors=authors_of(work),
        venue=container,
        container_title=container,
        series=series,
        volume=text_at(work, "volume"),
        number=text_at(work, "issue"),
        pages=(first if first == last else first + dash + last) or text_at(work, "article-number"),
        year=year,
        month=month,
        publisher=text_at(work, "publisher"),
        doi=work["DOI"],
        retrieved=retrieved,
    )


# ---- a work's parts


def title_of(work: Mapping[str, Any]) -> str:
    """Title with subtitle; of titles in several languages the first, the original one if there is no other."""
    titles = texts_at(work, "title") or texts_at(work, "original-title")
    return with_subtitle(titles[0], next(iter(texts_at(work, "subtitle")), "")) if titles else ""


def authors_of(work: Mapping[str, Any]) -> tuple[Person, ...]:
    """Authors in their order; () if there are none."""
    people = [_person_of(author) for author in dicts_at(work, "author")]
    return tuple(person for person in people if person != Person())


def _person_of(author: Mapping[str, Any]) -> Person:
    family, given = text_at(author, "family"), text_at(author, "given")
    if not given and (not family or is_group(family)):
        return Person(literal=family or text_at(author, "name"))
    if len(family) > 3 and family.isupper():
        family = family.title()  # "GARCÍA-LÓPEZ"; three letters may be initials
    person = person_of(f"{family}, {given}" if family else f"{given},")
    return person._replace(suffix=text_at(author, "suffix") or person.suffix)


def type_of(work: Mapping[str, Any]) -> str:
    """Type as CSL names it, "document" for one that we do not know, "" if unsaid.

    source  Springer deposits papers of a conference as chapters of a book, mostly in Lecture Notes in Computer Science
    """
    kind = TYPES.get(text_at(work, "type"), "document")
    is_in_proceedings = work.get("event") or any(map(_PROCEEDINGS.match, texts_at(work, "container-title")))
    return "paper-conference" if kind == "chapter" and is_in_proceedings else kind


def container_and_series_of(work: Mapping[str, Any]) -> tuple[str, str]:
    """Journal or volume, and the series it is in; a volume and its series come in either order, a journal once more."""
    titles = list(dict.fromkeys(texts_at(work, "container-title")))
    if len(titles) < 2 or type_of(work) == "article-journal":
        return (titles or [""])[0], ""
    titles.sort(key=lambda title: (bool(_SERIES.match(title)), not _VOLUME.search(title)))
    return titles[0], titles[1]


def year_and_month_of(work: Mapping[str, Any], *, is_conference: bool) -> tuple[int | None, int | None]:
    """When it was printed, else when the conference met, else when it was first to be read; None for what is unsaid."""
    met = dict_at(work, "event").get("start") if is_conference else None
    for date in (work.get("published-print"), met, work.get("published-online"), work.get("issued")):
        match date:
            case {"date-parts": [[int(year), int(month), *_], *_]} if 1000 < year < 2200 and 1 <= month <= 12:
                return year, month
            case {"date-parts": [[int(year), *_], *_]} if 1000 < year < 2200:
                return year, None
    return None, None


CROSSREF = Provider(
    name="crossref",
    hosts=("api.crossref.org",),
    routes=(
        Route(("doi",), 40, ask_list, parse_list, takes=is_listable),
        Route(("doi",), 1, ask_work, parse_work, takes=lambda identifier: not is_listable(identifier)),
        Route(("title",), 1, ask_title, parse_title),
    ),
    pace_s=0.34,  # lists: three a second with a mail address
    concurrency=3,
    mailto_parameter="mailto",
    about="open; faster with a mail address",
)
