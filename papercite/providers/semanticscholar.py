"""Semantic Scholar: papers by arXiv number, DOI or ACL number, a hundred in one request, and the best hit for a title.

A paper is preprint and publication in one: its year is mostly the preprint's, its names are sometimes altered, and
what it is good for is to tell that an arXiv number has a DOI. Without a key nearly every request is refused.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from papercite.errors import BadAnswer
from papercite.identify import canonical
from papercite.names import person_of
from papercite.providers.clean import dict_at, dicts_at, json_of, text_at, texts_at
from papercite.providers.provider import Provider, Request, Route
from papercite.record import Identifier, Record
from papercite.venues import PREPRINT, find_venue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from papercite.providers.provider import Answer, Found

API = "https://api.semanticscholar.org/graph/v1/paper"
FIELDS = "externalIds,title,authors,year,venue,publicationVenue,journal,publicationTypes,url"
_CORR = re.compile("journals/corr/")  # keys of preprints; papers have them too, if DBLP knew the preprint first
NAMES = {"arxiv": "ArXiv", "doi": "DOI", "acl": "ACL", "dblp": "DBLP"}  # ours and theirs


def ask_batch(identifiers: Sequence[Identifier]) -> Request:
    """Request for up to 100 papers; one odd identifier makes the service fail, then the halves are asked for."""
    body = {"ids": [f"{NAMES[scheme].upper()}:{value}" for scheme, value in identifiers]}
    return Request(
        f"{API}/batch", (("fields", FIELDS),), "POST", json.dumps(body).encode(), content_type="application/json"
    )


def ask_title(identifiers: Sequence[Identifier]) -> Request:
    """Request for the one paper whose title is most like a title."""
    return Request(f"{API}/search/match", (("query", identifiers[0].value), ("fields", FIELDS)))


def parse_batch(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """Papers by the names they say they have; unknown ones stand as null in the answer, and are absent.

    source  order and number of papers were not always those of the request
    errors  BadAnswer: not JSON, cut off, a message instead of papers
    """
    match json_of(answer, "semanticscholar"):
        case [*papers] if all(paper is None or isinstance(paper, dict) for paper in papers):
            found = [_record_of(paper, answer) for paper in papers if paper]
        case _:
            raise BadAnswer("semanticscholar", answer.url, "not a list of papers", answer.body)
    by_name = {Identifier(scheme, getattr(record, scheme)): record for record in reversed(found) for scheme in NAMES}
    return {one: (by_name[one],) for one in identifiers if one in by_name and by_name[one].title}


def parse_title(answer: Answer, identifiers: Sequence[Identifier]) -> Found:
    """The best hit of a search, however bad it is; 404 with a message means that there is none; errors as above."""
    match json_of(answer, "semanticscholar"):
        case {"error": str()} if answer.status == 404:
            return {}
        case {"data": [*papers]} if all(isinstance(paper, dict) for paper in papers):
            hits = tuple(record for record in (_record_of(paper, answer) for paper in papers) if record.title)
        case {"total": 0}:
            return {}
        case _:
            raise BadAnswer("semanticscholar", answer.url, "not a list of papers", answer.body)
    return dict.fromkeys(identifiers, tuple(dict.fromkeys(hits))) if hits else {}


def _record_of(paper: Mapping[str, Any], answer: Answer) -> Record:
    named = names_of(paper)
    kind, journal = type_of(paper), dict_at(paper, "journal")
    is_preprint = kind == "article" and "arxiv" in named
    venue, printed = text_at(paper, "venue"), text_at(journal, "name")
    if printed == "ArXiv":  # what is said there is the preprint's
        printed, journal = "", {}
    year = paper.get("year")
    return Record(
        source="semanticscholar",
        id=text_at(paper, "paperId"),
        type=kind,
        title=text_at(paper, "title"),
        authors=tuple(person_of(name) for name in (text_at(one, "name") for one in dicts_at(paper, "authors")) if name),
        venue="arXiv" if is_preprint else venue or printed,
        container_title="arXiv" if is_preprint else printed or venue,
        volume=text_at(journal, "volume"),
        pages=re.sub(r"\s*-+\s*", "-", text_at(journal, "pages")),
        year=year if isinstance(year, int) else None,
        doi=named.get("doi", ""),
        arxiv=named.get("arxiv", ""),
        dblp="" if _CORR.match(named.get("dblp", "")) and not is_preprint else named.get("dblp", ""),
        acl=named.get("acl", ""),
        url=f"https://arxiv.org/abs/{named['arxiv']}" if is_preprint else "",
        links=tuple(filter(None, (text_at(paper, "url"),))),
        retrieved=answer.fetched_at[:10],
    )


def names_of(paper: Mapping[str, Any]) -> dict[str, str]:
    """Identifiers by scheme; a DOI of arXiv is the number."""
    ids = dict_at(paper, "externalIds")
    found = [canonical(scheme, text_at(ids, name)) for scheme, name in reversed(NAMES.items())]
    return {one.scheme: one.value for one in found if one}


def type_of(paper: Mapping[str, Any]) -> str:
    """Type as CSL names it, "" if nothing tells.

    source  `publicationTypes` calls preprints journal articles, and papers of conferences both; the venue decides
    """
    venue, journal = text_at(paper, "venue"), dict_at(paper, "journal")
    said = {text_at(dict_at(paper, "publicationVenue"), "type"), *map(str.lower, texts_at(paper, "publicationTypes"))}
    named, known = names_of(paper), find_venue(venue)
    if (known and known.kind == PREPRINT) or (named.keys() <= {"arxiv", "dblp"} and "arxiv" in named and not venue):
        return "article"
    if "conference" in said or named.get("dblp", "").startswith("conf/"):
        return "paper-conference"
    if said & {"journal", "journalarticle", "review"} or text_at(journal, "name"):
        return "article-journal"
    return "chapter" if "booksection" in said else "book" if "book" in said else ""


SEMANTIC_SCHOLAR = Provider(
    name="semanticscholar",
    hosts=("api.semanticscholar.org",),
    routes=(
        Route(("arxiv", "doi", "acl"), 100, ask_batch, parse_batch, split_on=(500,)),
        Route(("title",), 1, ask_title, parse_title),
    ),
    pace_s=1.0,
    key_variable="PAPERCITE_SEMANTICSCHOLAR_KEY",
    key_header="x-api-key",
    needs_key=True,
    backoff_s=2.0,
    about="wants a key: semanticscholar.org/product/api; one request a second",
)
