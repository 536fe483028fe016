"""api.datacite.org: the DOIs of arXiv, one at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from world.arxiv import submitted, versions
from world.exchange import Ask, Reply, as_json
from world.facts import Shelf, full_name, number_of, reversed_name

if TYPE_CHECKING:
    from papercite.record import Person
    from world.facts import Work

HOST = "api.datacite.org"
_DOI = re.compile(r"/dois/10\.48550/arxiv\.(.+)", re.IGNORECASE)


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """The preprint of a DOI; 404 in JSON for all others."""
    asked = _DOI.fullmatch(ask.path)
    work = shelf.by_arxiv.get(asked[1]) if asked else None
    if not work:
        missing = {"status": "404", "title": "The resource you are looking for doesn't exist."}
        return as_json({"errors": [missing]}, 404)
    doi = f"10.48550/arxiv.{work.record.arxiv}"
    attributes = {"doi": doi, "prefix": "10.48550", "suffix": f"arxiv.{work.record.arxiv}", **_attributes(work, shelf)}
    client = {"client": {"data": {"id": "arxiv.content", "type": "clients"}}}
    return as_json({"data": {"id": doi, "type": "dois", "attributes": attributes, "relationships": client}})


def _attributes(work: Work, shelf: Shelf) -> dict[str, Any]:
    record = work.as_said_by("arxiv")
    published = [other.record for other in shelf.papers[work.paper] if not other.is_preprint]
    related = [{"relationType": "IsVersionOf", "relatedIdentifier": other.doi, "relatedIdentifierType": "DOI"}
               for other in published if other.doi]  # fmt: skip
    return {
        "identifiers": [{"identifier": record.arxiv, "identifierType": "arXiv"}],
        "creators": [_creator(person, record.arxiv) for person in record.authors],
        "titles": [{"title": record.title}],
        # later arXiv DOIs give the publisher as an object
        "publisher": "arXiv" if number_of(record.arxiv) % 2 else {"name": "arXiv"},
        "publicationYear": int(submitted(work)[:4]),
        "subjects": [{"lang": "en", "subject": f"Machine Learning ({record.primary_class or 'cs.LG'})",
                      "subjectScheme": "arXiv"}],
        "dates": [{"date": submitted(work), "dateType": "Submitted", "dateInformation": "v1"},
                  {"date": f"{submitted(work)[:7]}", "dateType": "Available", "dateInformation": "v1"}],
        "types": {"resourceType": "Article", "resourceTypeGeneral": "Preprint", "citeproc": "article"},
        "relatedIdentifiers": related, "container": {}, "language": None, "version": str(versions(work)),
        "url": f"https://arxiv.org/abs/{record.arxiv}", "state": "findable",
    }  # fmt: skip


def _creator(person: Person, number: str) -> dict[str, Any]:
    """Most are split; some are a bare full name."""
    if number_of(number) % 5 == 0:
        return {"name": full_name(person), "affiliation": [], "nameIdentifiers": []}
    split = {"nameType": "Personal", "givenName": person.given, "familyName": person.family}
    return {"name": reversed_name(person), **split, "affiliation": [], "nameIdentifiers": []}
