"""DataCite: one work by DOI at api.datacite.org; arXiv's papers have DOIs of DataCite, Dagstuhl's too.

A good second source for arXiv numbers when arXiv itself is overloaded. Data sets and software are its main
business, and their authors come in every form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from papercite.errors import BadAnswer
from papercite.identify import canonical, identifier_of_url
from papercite.names import is_group, person_of
from papercite.providers.clean import dict_at, dicts_at, json_of, names_in, text_at, with_subtitle
from papercite.providers.provider import Provider, Request, Route
from papercite.record import Identifier, Person, Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found

API = "https://api.datacite.org/dois"
ARXIV_PREFIX = "10.48550/arxiv."
TYPES = {
    "journalarticle": "article-journal", "conferencepaper": "paper-conference", "preprint": "article", "book": "book",
    "bookchapter": "chapter", "conferenceproceeding": "book", "dissertation": "thesis", "thesis": "thesis",
    "report": "report", "technicalreport": "report", "dataset": "dataset", "software": "software",
}  # fmt: skip
_PUBLISHED_AS = ("IsVersionOf", "IsPreprintOf", "IsPreviousVersionOf")
_CLASS = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)$")  # "Digital Libraries (cs.DL)"


def ask(identifiers: Sequence[Identifier]) -> Request:
    """Request for one DOI or arXiv number."""
    scheme, value = identifiers[0]
    return Request(f"{API}/{quote(ARXIV_PREFIX + value if scheme == 'arxiv' else value, safe='/')}")


def parse(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """The record of a DOI or arXiv number, upper or lower case; 404 with JSON means that DataCite does not hold it.

    returns an arXiv paper under its arXiv number and without DOI: that of DataCite says no more than the number
    errors  BadAnswer: not JSON, cut off, or no works
    """
    by_name = {name: _record_of(name, work, answer.fetched_at[:10]) for name, work in _works(answer)}
    return {one: (by_name[one],) for one in identifiers if one in by_name and by_name[one].title}


def published_doi_of(answer: Answer) -> Mapping[str, str]:
    """DOI of the published version, by arXiv number; a paper for which none or several are given is absent."""
    found = {name.value: _related_dois(work) for name, work in _works(answer) if name.scheme == "arxiv"}
    return {number: dois.pop() for number, dois in found.items() if len(dois) == 1}


def _related_dois(work: Mapping[str, Any]) -> set[str]:
    related = [one for one in dicts_at(work, "relatedIdentifiers") if one.get("relationType") in _PUBLISHED_AS]
    named = (identifier_of_url(text_at(one, "relatedIdentifier")) for one in related)
    return {one.value for one in named if one and one.scheme == "doi"}


def _works(answer: Answer) -> list[tuple[Identifier, dict[str, Any]]]:
    """The works of an answer, each under its canonical identifier."""
    match json_of(answer, "datacite"):
        case {"errors": list()} if answer.status == 404:
            return []
        case {"data": {"attributes": {"doi": str()}} as work}:
            works = [work]
        case {"data": [*works]} if all(isinstance(work, dict) for work in works):
            pass
        case _:
            raise BadAnswer("datacite", answer.url, "no works", answer.body)
    named = [(canonical("doi", text_at(work, "doi")), work) for work in (dict_at(work, "attributes") for work in works)]
    return [(name, work) for name, work in named if name]


def _record_of(name: Identifier, work: Mapping[str, Any], retrieved: str) -> Record:
    is_arxiv = name.scheme == "arxiv"
    box = dict_at(work, "container")
    year, month = year_and_month_of(work, is_arxiv=is_arxiv)
    subjects = [text_at(one, "subject") for one in dicts_at(work, "subjects") if one.get("subjectScheme") == "arXiv"]
    primary = _CLASS.search(subjects[0]) if is_arxiv and subjects else None  # arXiv deposits it before the others
    first, last = text_at(box, "firstPage"), text_at(box, "lastPage")
    container = "arXiv" if is_arxiv else text_at(box, "title")
    return Record(
        source="datacite",
        id=work["doi"],
        type="article" if is_arxiv else type_of(work),
        title=title_of(work),
        authors=tuple(person for creator in dicts_at(work, "creators") for person in people_of(creator)),
        venue=container,
        container_title=container,
        volume=text_at(box, "volume"),
        number=text_at(box, "issue"),
        pages="-".join(dict.fromkeys(filter(None, (first, last)))) if re.search(r"\d", first) else "",
        year=year,
        month=month,
        publisher="" if is_arxiv else text_at(work, "publisher") or text_at(dict_at(work, "publisher"), "name"),
        doi="" if is_arxiv else work["doi"],
        arxiv=name.value if is_arxiv else "",
        primary_class=primary[1] if primary else "",
        url=f"https://arxiv.org/abs/{name.value}" if is_arxiv else "",
        retrieved=retrieved,
    )


# ---- a work's parts


def title_of(work: Mapping[str, Any]) -> str:
    """Main title with its subtitle; alternative and translated titles are passed over."""
    titles = {one.get("titleType"): text_at(one, "title") for one in reversed(dicts_at(work, "titles"))}
    main = titles.get(None) or next(reversed(titles.values()), "")
    return with_subtitle(main, titles.get("Subtitle", ""))


def type_of(work: Mapping[str, Any]) -> str:
    """Type as CSL names it, "document" for one that we do not know; a "Text" is told apart by its free description."""
    types = dict_at(work, "types")
    said = (text_at(types, name).lower().replace(" ", "") for name in ("resourceTypeGeneral", "resourceType"))
    return next((TYPES[name] for name in said if name in TYPES), "document")


def year_and_month_of(work: Mapping[str, Any], *, is_arxiv: bool) -> tuple[int | None, int | None]:
    """When version 1 came to arXiv, for others when it was published; None for what is unsaid or no year of ours."""
    wanted = "Submitted" if is_arxiv else "Issued"
    dates = sorted(text_at(one, "date") for one in dicts_at(work, "dates") if one.get("dateType") == wanted)
    said = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", dates[0] if dates else "")
    year = work.get("publicationYear")
    if said and (is_arxiv or int(said[1]) == year):
        year, month = int(said[1]), int(said[2]) if said[2] else None
    else:
        year, month = year, None
    return (year, month) if isinstance(year, int) and 1000 < year < 2200 else (None, None)  # Thais write 2549


def people_of(creator: Mapping[str, Any]) -> list[Person]:
    """The people, or the body, that a creator names: in parts, as "Family, Given", or several names in one string."""
    family, given, name = (text_at(creator, part) for part in ("familyName", "givenName", "name"))
    if family and given:
        return [person_of(f"{family}, {given}")]
    if creator.get("nameType") == "Organizational":
        return [Person(literal=name)]
    return [
        Person(literal=one) if is_group(one.partition(",")[0]) else person_of(one) for one in names_in(name or family)
    ]


DATACITE = Provider(
    name="datacite",
    hosts=("api.datacite.org",),
    routes=(Route(("doi", "arxiv"), 1, ask, parse),),
    pace_s=0.7,
    mailto_parameter="mailto",
    about="open; one paper in a request",
)
